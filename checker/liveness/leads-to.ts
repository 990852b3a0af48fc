/** Judges that a premise leads to a goal in every fair run, and tells a run that shows the opposite. */
import { FairComponents, isDriven } from "./fair.ts"
import { hopBetween, mark, type Hop, type LiveGraph } from "./graph.ts"
import { CycleFinder } from "./cycle.ts"
import { findOwed, type Owed } from "./owed.ts"
import type { Slices } from "./pause.ts"

/** What is asked of a graph. */
export interface Question {
  /** For each state `mark.premise`, `mark.goal` and `mark.assumed`, as far as they hold there. The engine uses the other bits. */
  readonly marks: Uint8Array
  /** What is assumed of a run by `mark.assumed`: that it holds in every state from some moment on, or again and again. */
  readonly assume?: "eventuallyAlways" | "infinitelyOften"
}

/** A run that never ends: first the prefix, then the cycle for ever. With an empty cycle it stays where the prefix ends. */
export interface Lasso {
  readonly prefix: readonly Hop[]
  readonly cycle: readonly Hop[]
  /** After so many hops of the prefix the premise holds; from there on the goal never does. */
  readonly owedFrom: number
}

export type Answer =
  | { readonly verdict: "holds" }
  | { readonly verdict: "violated"; readonly lasso: Lasso }
  /** The claim could not have failed: no state has the premise, or no fair run that comes by one is as assumed. */
  | { readonly verdict: "vacuous"; readonly lacks: "premise" | "assumption" }

const isGoal = (m: number): boolean => (m & mark.goal) !== 0

/** Judges a question on a graph that is complete: on a part of one it would say nothing. */
export const judgeLeadsTo = function* (g: LiveGraph, q: Question): Slices<Answer> {
  const { marks } = q
  if (!marks.some((m) => (m & mark.premise) !== 0)) return { verdict: "vacuous", lacks: "premise" }
  const owed = yield* findOwed(g, marks, isGoal)
  const fair = yield* fairAmong(g, q, owed)
  if (fair !== undefined) return { verdict: "violated", lasso: yield* lassoIn(g, q, owed, fair) }
  return q.assume !== undefined && !(yield* isPossible(g, q)) ? { verdict: "vacuous", lacks: "assumption" } : { verdict: "holds" }
}

/** The fair components among the listed states in which the run is as assumed. */
const fairAmong = function* (g: LiveGraph, { marks, assume }: Question, { queue, count }: Owed): Slices<FairComponents | undefined> {
  const fair = new FairComponents(g, marks, assume === "infinitelyOften")
  const isIn = assume === "eventuallyAlways" ? (s: number): boolean => ((marks[s] as number) & mark.assumed) !== 0 : (): boolean => true
  return (yield* fair.search(queue, count, isIn)) ? fair : undefined
}

/** True if some fair run that comes by a premise is as assumed. */
const isPossible = function* (g: LiveGraph, q: Question): Slices<boolean> {
  const marks = q.marks.map((m) => m & (mark.premise | mark.goal | mark.assumed))
  return (yield* fairAmong(g, { ...q, marks }, yield* findOwed(g, marks, () => false))) !== undefined
}

const lassoIn = function* (g: LiveGraph, { marks, assume }: Question, owed: Owed, fair: FairComponents): Slices<Lasso> {
  const isFair = (s: number): boolean => ((marks[s] as number) & mark.fair) !== 0
  const isDemanding = assume === "infinitelyOften"
  const rests = (s: number): boolean => isFair(s) && !isDriven(g, s) && (!isDemanding || ((marks[s] as number) & mark.assumed) !== 0)
  const entry = nearest(owed, isFair) as number
  const origin = new Int32Array(g.states)
  // The bits of the first search are taken back, so that the second finds the same states and notes where it came from.
  for (let s = 0; s < g.states; s++) marks[s] = (marks[s] as number) & ~mark.owed
  yield* findOwed(g, marks, isGoal, origin)
  const told = pathTo(g, origin, entry)
  const cycle = new CycleFinder(g, marks, fair.components.region, isDemanding).from(entry)
  const rest = nearest(owed, rests)
  // A run that comes to rest is the easiest to understand, so it is told unless the other is shorter.
  const still = rest === undefined ? undefined : pathTo(g, origin, rest)
  if (still !== undefined && still.prefix.length <= told.prefix.length + cycle.length) return { ...still, cycle: [] }
  return { ...told, cycle }
}

const nearest = ({ queue, count }: Owed, isWanted: (s: number) => boolean): number | undefined => {
  for (let k = 0; k < count; k++) if (isWanted(queue[k] as number)) return queue[k]
  return undefined
}

/** A shortest run to a state in which the goal is owed. */
const pathTo = (g: LiveGraph, origin: Int32Array, state: number): { readonly prefix: readonly Hop[]; readonly owedFrom: number } => {
  const back: Hop[] = []
  let at = state
  for (; (origin[at] as number) >= 0; at = origin[at] as number) back.push(hopBetween(g, origin[at] as number, at))
  const owing = back.length
  for (; (g.parents[at] as number) >= 0; at = g.parents[at] as number) back.push(hopBetween(g, g.parents[at] as number, at))
  return { prefix: back.toReversed(), owedFrom: back.length - owing }
}
