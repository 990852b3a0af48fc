/** Why a wrong version of a tool may survive all tests, by file and mutant. What shows a missing test gets the test instead. */
export const explainedTools: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "checker/explorer/coverage.ts": {
    "vacuities:\"reachable\" → \"\"": "The premise of a witness is that anything is so, which every run comes by.",
  },
  "checker/explorer/emit.ts": {
    "Emitter.not:condition → true#1": "The negation of a comparison is printed otherwise, and means the same.",
    "Emitter.not:> → <=": "The opposite is printed where the negation of a name would be, and means the same.",
    "Emitter.cell:condition → false#3": "A cell that holds a truth always has a bit.",
  },
  "checker/explorer/steps.ts": {
    "Abstraction.rules:+ → -": "A difference tells two pairs of states apart as well as a sum does.",
    "judgeRefinement.wrong:1 → 2": "Only that it is below 0 is looked at.",
  },
  "checker/ir/fold.ts": {
    "Folding.eq:condition → true#1": "Of what is no number no interval is known, so that nothing is decided of it.",
  },
  "checker/ir/node.ts": {
    "Nodes.lt:< → <=": "Equal numbers are one node, of which that is decided before.",
  },
  "checker/liveness/scc.ts": {
    "Components.newSet:++ → --": "Sets are only told apart, and 0 is none of them either way.",
    "Components.each:< → <=": "What stands behind the last member belongs to no such set, or was searched already.",
    "Components.advance:without this.#edge[depth] = e": "The edges of a state are then looked at from the first again, which takes longer and finds the same.",
  },
  "checker/liveness/fair.ts": {
    "FairComponents.survey:++ → --#1": "Components are only told apart, by numbers other than 0.",
  },
  "checker/liveness/judge.ts": {
    "judgeLiveness:< → <=": "The mark behind the last state falls outside of the array, which ignores it.",
  },
}
