/** Why a wrong version of a tool may survive all tests, by file and mutant. What shows a missing test gets the test instead. */
export const explainedTools: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "checker/explorer/coverage.ts": {
    "vacuities:\"reachable\" → \"\"": "The premise of a witness is that anything is so, which every run comes by.",
  },
  "checker/explorer/emit.ts": {
    "Emitter.not:condition → true#1": "The negation of a comparison is printed otherwise, and means the same.",
    "Emitter.not:> → <=": "The opposite is printed where the negation of a name would be, and means the same.",
    "Emitter.cell:condition → false#3": "A cell that holds a truth always has a bit.",
    "Emitter.not:condition → false#1": "What is shared is then printed once more where it is negated, and means the same.",
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
    "Components.each:without yield": "The search then never pauses, and finds the same.",
  },
  "checker/liveness/fair.ts": {
    "FairComponents.survey:++ → --#1": "Components are only told apart, by numbers other than 0.",
  },
  "checker/liveness/judge.ts": {
    "judgeLiveness:< → <=": "The mark behind the last state falls outside of the array, which ignores it.",
  },
  "checker/explorer/kernel.ts": {
    "Printer.steps:condition → false#1": "Functions that nothing calls are then compiled too.",
  },
  "checker/explorer/runtime.ts": {
    "store:condition → true#1": "An array that nobody reads is then reserved.",
    "runtime:condition → true#1": "The store of the edges is then there, and nobody writes to it.",
  },
  "checker/explorer/explore.ts": {
    "slice_states:65536 → 65537": "How many states are between two pauses decides nothing.",
    "explore:condition → false#1": "A limit that is undefined is as one that is left out.",
    "explore.seconds:1000 → 1001": "Only the time that is shown changes, by a thousandth.",
    "explore:< → <=": "Only the number of states between two pauses changes.",
  },
  "checker/ir/unroll.ts": {
    "Unroller.number:condition → false": "What is compiled compares truths as the numbers 0 and 1, so that the order is the same.",
  },
  "checker/ir/interpret.ts": {
    "Interpreter.isOpen:false → true": "Shared expressions are then evaluated anew each time, which takes longer and gives the same.",
    "Interpreter.isOpen:without this.#open.set(n, open)": "It is then found out anew each time, with the same result.",
  },
  "checker/lowering/advice.ts": {
    "ofSyntax:\"`export const name =\" → \"\"#2": "Only the wording of the advice changes: the code and the place of the refusal are the same.",
    "ofSyntax:\"`return`\" → \"\"": "Only the wording of the advice changes: the code and the place of the refusal are the same.",
    "ofOperator:\"`*`\" → \"\"#1": "Only the wording of the advice changes: the code and the place of the refusal are the same.",
    "insteadOfCondition:\"`===` with another i\" → \"\"": "Only the wording of the advice changes: the code and the place of the refusal are the same.",
  },
  "checker/lowering/checks.ts": {
    "wordIn:condition → true#1": "What else a chain consists of is the state, which has no operand, and a length, which is no field of a word.",
    "singleAccess:\" and \" → \"\"#3": "Only the wording of the refusal changes.",
  },
  "checker/lowering/index.ts": {
    "lowerProved:condition → false": "An edit that is undefined is as one that is left out.",
  },
  "checker/lowering/library.ts": {
    "arg:\"E07\" → \"\"": "How many operands there are was compared before the word asks for one.",
    "counterWords:\"integer\" → \"\"#1": "The sum stands only below the remainder, which has a sort of its own; numbers are computed by their operation.",
  },
  "checker/lowering/module.ts": {
    "refuseDeep:0 → 1#3": "Only text at the very beginning of a module may then be one character longer.",
  },
}
