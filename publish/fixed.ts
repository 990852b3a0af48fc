/** What is the same for every system: the obligations, and the checks that no property of a model spells out. */
import type { Obligation } from "../checker/ir/system.ts"

export interface ObligationText {
  readonly fact: string
  /** The words that it arises at. */
  readonly from: string
}
/** The obligations that the lowering collects and the explorer checks in every state. */
export const obligations: Readonly<Record<Obligation["code"], ObligationText>> = {
  O1: { fact: "An index is inside its sequence, a divisor is not 0, a counter's distance is within its limit and its width a multiple of the slots", from: "`at`, `set`, `take`, `%`, `counter.distance`, `counter.slot`" },
  O2: { fact: "The queue is not empty", from: "`head`, `rest`" },
  O3: { fact: "The queue or bag has room", from: "`push`, `put`, a list given for a queue or a bag" },
  O4: { fact: "A value that is written stays inside its range", from: "every value given for an `Upto`, a `Below` or another bounded part of the state" },
  O5: { fact: "The `switch` has a case for the value", from: "a `switch` without `default`" },
}

/** What every run judges of a whole system, under these ids in its result. */
export const wholeChecks: Readonly<Record<"deadlock" | "completion" | "obligations", string>> = {
  deadlock: "A state in which no protocol and no world rule is enabled is one in which the system may rest (its `quiescent` predicate).",
  completion: "From every state a state in which the system may rest can be reached without faults.",
  obligations: "Every obligation (O1 to O5) holds in every state in which its expression is evaluated.",
}
