/** What every verdict means, and what to do about it: `tcnet explain WORD` and the pages of `docs/` print it from here. */
import type { PropertyResult, PropertyVerdict, Verdict } from "../checker/explorer/check.ts"
import type { MutantVerdict } from "../checker/mutation/judge.ts"
import type { Obligation } from "../checker/proof/prove.ts"
import type { TraceResult } from "../conformance/trace/trace.ts"
import { table } from "./requirement.ts"
import type { SimulateVerdict } from "../checker/simulation/simulate.ts"
import type { Class } from "./support.ts"

/** One verdict of one kind of thing. */
export interface Meaning {
  readonly means: string
  /** What to do, in whole sentences; undefined where nothing is to be done. */
  readonly todo?: string
}
type Meanings<Word extends string> = Readonly<Record<Word, Meaning>>

const ofSystem: Meanings<Verdict> = {
  holds: { means: "Every reachable state was visited, everything that is claimed holds there, and nothing was vacuous." },
  violated: { means: "A run breaks an invariant, a step property, a refinement, completion or an obligation, or a witness is reached by no run.", todo: "Read the counterexample, which is a shortest one; `--trace FILE` keeps it, `tcnet trace --replay FILE` steps through it. Mend the rule, or the property if it claims too much. Where a witness is `unreached` there is no run to read: a rule never gets there, or the size is too small." },
  deadlock: { means: "A run comes to a state in which only faults can happen, and in which the system may not rest.", todo: "Read the counterexample: a rule that should go on is missing or its conditions are too strong, or `quiescent` does not name a state of rest." },
  vacuous: { means: "Everything holds, but some check could not have failed: a rule never fired, a condition never was what alone forbids its rule, a branch was never taken, or a premise was never met.", todo: "Read which, below the verdict. Leave out the condition that never matters, make the sizes larger so that it does, or mend the rule or the premise that nothing reaches." },
  inconclusive: { means: "The search ended before it had visited every state, at a limit or by an interrupt, and until then nothing was broken.", todo: "Raise `--limit-states` or `--limit-memory`, or choose a smaller size." },
  error: { means: "The system could not be searched to a verdict.", todo: "Read the message; it names what was wrong, and where." },
}

const ofProperty: Meanings<PropertyVerdict> = {
  holds: { means: "It was judged in every reachable state, and holds." },
  violated: { means: "A run breaks it.", todo: "Read the counterexample." },
  reached: { means: "A run reaches this witness, as it must." },
  unreached: { means: "Every state was visited, and none is this witness.", todo: "Find the rule that never gets there, make the sizes larger, or mend the witness." },
  inconclusive: { means: "The search ended before it was judged everywhere: at a limit, or at a violation of something else.", todo: "Mend what is violated first, or raise the limit." },
  "not-run": { means: "No engine here can judge it: `leadsTo` properties wait for theirs.", todo: "Take it for a claim. `--strict` makes the exit code 3 where there is one." },
}

const ofMutant: Meanings<MutantVerdict> = {
  killed: { means: "What noticed it, and the steps of the shortest counterexample; none where a witness is not reached." },
  refused: { means: "The language does not take it, or there is no first state; the message says why." },
  equivalent: { means: "It is proved to do the same at every size: each rule is enabled in the same states and leads to the same ones." },
  equal: { means: "It does the same at the sizes that were tried, for the reason given.", todo: "Say in `properties/mutants/explained.ts` why, or leave out of the rule what makes no difference." },
  restriction: { means: "It does less than the rules allow, and nothing that it must do, for the reason given.", todo: "Say in `properties/mutants/explained.ts` why it may, or add a witness of what it no longer does." },
  survived: { means: "It does something else, and nothing notices. There must be none: what can go unnoticed is left out of the rule, or gets a property that says what it is for. `tcnet mutate SYSTEM --mutant ID` prints a run that only the mutant has.", todo: "Read that run, and decide which of the two." },
  "not-run": { means: "It has too many states to be searched.", todo: "Judge it at a smaller size: `--size small`." },
}

const ofTrace: Meanings<TraceResult["verdict"]> = {
  conforms: { means: "Some run of the model has exactly the events of the logs, with exactly what they observed." },
  violated: { means: "No run of the model has.", todo: "Read which event cannot come next and which condition fails; the culprit stands first. `tcnet explain` explains the rule. A log that ends too early is named before." },
  inconclusive: { means: "The search reached its limit before it had found such a run or excluded all.", todo: "Raise `--limit-search`, or log more of what was read." },
}

const ofScript: Meanings<"as expected" | "differs" | "rewritten"> = {
  "as expected": { means: "Every command printed what the script expects." },
  differs: { means: "A command printed something else, or the script claims what cannot happen.", todo: "Read the difference. If the change is meant, `tcnet scenario --rewrite FILE`; a claim that is wrong has to be mended by hand." },
  rewritten: { means: "The outputs in the script are now those that were printed.", todo: "Read them: they are what the script claims." },
}

const ofProof: Meanings<Obligation["verdict"]> = {
  proved: { means: "A solver found that no state, of whatever size, contradicts it. For a rule that `fires`: a state was found in which all lemmas hold and it fires, and the interpreter replayed it." },
  refuted: { means: "There is a state of a named size in which all lemmas hold, and from which the rule breaks what is to be shown. The interpreter replayed the step. Such a state need not be reachable.", todo: "Read the state. Where it cannot be reached, a lemma has to say why; where it can, the rule is wrong, or the lemma claims too much. `tcnet check` finds a run to it if there is one at that size." },
  "not-proved": { means: "The solver gave no answer in time, or gave up, and no state was found that refutes it. That is no proof, and no refutation either.", todo: "Raise `--limit-seconds`, or ask another `--engine`. In the lemma, `from` with fewer lemmas makes it easier, and so does a lemma in between." },
}

const ofSimulation: Meanings<SimulateVerdict> = {
  holds: { means: "Every firing was made, nothing that was judged broke, and every channel came to rest once faults had stopped. What no run came by was not judged." },
  violated: { means: "In one channel a property or an obligation broke.", todo: "Read the run, from which no step can be left out; `--save FILE` keeps it, `tcnet trace --replay FILE` steps through it. `tcnet check` may find a shorter one." },
  "no progress": { means: "A channel can do nothing and may not rest, or came to no rest once faults had stopped.", todo: "Read the run: from its end a rule that should go on is missing, or its conditions are too strong." },
  vacuous: { means: "Nothing broke, but the run was so long that it should have seen a rule fire, or a premise hold, and did not.", todo: "Ask `tcnet check` whether it can be reached at all. If it can, the run needs more firings, or other sizes." },
  inconclusive: { means: "The run was cut, by a limit or an interrupt, and until then nothing broke.", todo: "Raise `--limit-seconds`, or ask for fewer firings with `--steps`." },
}

const ofClass: Meanings<PropertyResult["class"]> = {
  exhaustive: { means: "It was judged in every reachable state." },
  witnessed: { means: "A run shows it, though not every state was seen." },
  "not-run": { means: "It was not judged, or not everywhere.", todo: "See its verdict." },
}

const ofEvidence: Meanings<Class | "attested" | "structural"> = {
  proved: { means: "Shown for every size that meets the named conditions, and for runs of any length, by an induction over the steps of the named system: every obligation of the proof was proved, by each of the engines named there. A property: the lemmas imply it, or, if it is about steps, no rule breaks it where the lemmas hold. A refinement: each step from such a state is a step of the service, or none of it. A rule: wherever the lemmas hold and it is enabled, at each of its places, its effect has a meaning and all lemmas hold after it; and there is such a state. That is said of the named system only; that the rule is needed, that each of its conditions is, and what comes in the end, is not said. The runs behind say that for their configurations." },
  exhaustive: { means: "Judged in every reachable state of the named configurations, and of no others. A rule: it fires there, each of its conditions was seen to be what alone forbids it, and nothing that was judged of the system fails. A rule of a refined service: some step is it." },
  violated: { means: "Some run shows the opposite.", todo: "See `tcnet check` of the system that is named." },
  attested: { means: "Required of the platform; an implementer says that it is so. Where the model can take it away, the entry says what fails then.", todo: "As an implementer, say for your platform how it is known." },
  structural: { means: "A reason or a counter, compared with the rules: whatever it names is there, and every rule that ends an epoch is named by exactly one reason. That an endpoint names and counts is attested by its implementer." },
  "not-run": { means: "No engine has judged it. It is then a claim and nothing more.", todo: "Where no result is committed, `npm run full` makes it." },
}

/** The names of the groups. */
export type GroupName = "system" | "property" | "class" | "mutant" | "proof" | "trace" | "scenario" | "simulation" | "evidence"
interface Group {
  readonly name: GroupName
  /** What gives these verdicts. */
  readonly of: string
  readonly words: Readonly<Record<string, Meaning>>
  /** The exit code where it is the verdict of the whole command. */
  readonly exit: Readonly<Record<string, number>>
}
const groups: readonly Group[] = [
  { name: "system", of: "a system, by `tcnet check`", words: ofSystem, exit: { holds: 0, violated: 1, deadlock: 1, vacuous: 1, inconclusive: 3, error: 2 } },
  { name: "property", of: "a property, by `tcnet check`", words: ofProperty, exit: {} },
  { name: "class", of: "a property, as its `class` in `tcnet check --json`", words: ofClass, exit: {} },
  { name: "mutant", of: "a mutant, by `tcnet mutate`", words: ofMutant, exit: { killed: 0, refused: 0, equivalent: 0, equal: 0, restriction: 0, survived: 1, "not-run": 3 } },
  { name: "proof", of: "an obligation of a proof, by `tcnet prove`", words: ofProof, exit: { proved: 0, refuted: 1, "not-proved": 3 } },
  { name: "trace", of: "logs, by `tcnet trace`", words: ofTrace, exit: { conforms: 0, violated: 1, inconclusive: 3 } },
  { name: "scenario", of: "a script, by `tcnet scenario`", words: ofScript, exit: { "as expected": 0, differs: 1, rewritten: 0 } },
  { name: "simulation", of: "a system, by `tcnet simulate`", words: ofSimulation, exit: { holds: 0, violated: 1, "no progress": 1, vacuous: 1, inconclusive: 3 } },
  { name: "evidence", of: "a requirement, by the committed evidence", words: ofEvidence, exit: {} },
]

/** What a word says where it is a verdict: of what, what it means, what to do. */
export interface Told extends Meaning {
  readonly of: string
  readonly exit: number | undefined
}
/** Everything that a word can mean; empty for a word that is no verdict. */
export const meaningsOf = (word: string): readonly Told[] => groups.flatMap((g): readonly Told[] => {
  const m = Object.hasOwn(g.words, word) ? g.words[word] : undefined
  return m === undefined ? [] : [{ ...m, of: g.of, exit: g.exit[word] }]
})

/** Every word that is a verdict, once each. */
export const verdictWords: readonly string[] = [...new Set(groups.flatMap((g) => Object.keys(g.words)))]

/** A word's meanings for a terminal, two lines each. */
export const verdictLines = (word: string): readonly string[] => meaningsOf(word).flatMap((m) => [
  `of ${m.of}${m.exit === undefined ? "" : `, exit code ${m.exit}`}: ${m.means}`,
  ...(m.todo === undefined ? [] : [`  what to do: ${m.todo}`]),
])

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
/** The words of one group and what they mean, as a list for a page that speaks of nothing else. */
export const verdictList = (name: GroupName): string =>
  groups.filter((g) => g.name === name).flatMap((g) => Object.entries(g.words)).map(([word, m]) => `- \`${word}\`: ${lowered(m.means)}`).join("\n")

/** All groups as tables, for the page of verdicts. */
export const verdictTables = (): string => groups.map((g) => [
  `## Of ${g.of}`,
  Object.keys(g.exit).length === 0
    ? table(["verdict", "meaning", "what to do"], Object.entries(g.words).map(([word, m]) => [`\`${word}\``, m.means, m.todo ?? ""]))
    : table(["verdict", "exit code", "meaning", "what to do"], Object.entries(g.words).map(([word, m]) => [`\`${word}\``, String(g.exit[word] ?? ""), m.means, m.todo ?? ""])),
].join("\n\n")).join("\n\n")
