import type { Counter } from "./shapes.ts"
import type { System } from "./system.ts"

/** A number without an upper bound: of what a proof remembers, never of a state. */
export type Natural = number
/** An array without an end, indexed from 0: of what a proof remembers, never of a state. */
export type Log<T> = readonly T[] & { readonly log?: true }

/** How often a counter was stepped since it was zero: the number that it stands for, as long as it has not wrapped. In a proof no counter wraps. */
export const count = <W extends number>(c: Counter<W>): number => c
/** True if `holds` is true of every integer from `from` on and below `to`. */
export const between = (from: number, to: number, holds: (i: number) => boolean): boolean =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i).every(holds)

/** One step of an induction: true at the beginning, and true after every rule if all lemmas were true before it. */
export interface Lemma<in S, in M, in N> {
  readonly id: string
  /** What it says, one sentence, for the specification. */
  readonly text: string
  /** The ids of the lemmas that it is kept by, beside itself; all, where nothing is said. The fewer, the sooner a solver is done. */
  readonly from?: readonly string[]
  readonly holds: (s: S, n: N, m: M) => boolean
}

/** A proof for every size: an induction over the steps of a system. */
export interface Proof<S, M, N> {
  /** The system that it is about. */
  readonly system: System<S, N>
  /** What is proved, one sentence. */
  readonly text: string
  /** What the sizes are required to be; each under a name. */
  readonly sizes: (n: N) => Readonly<Record<string, boolean>>
  /** The sizes that only bound a run. They are proved for none: no number of the state is required to stay below them. */
  readonly unbounded: readonly (keyof N & string)[]
  /** What the proof remembers of a run beside the state. No rule reads it, so it changes nothing (history variables: Abadi and Lamport, TCS 82, 1991). */
  readonly memory: {
    readonly init: (n: N) => M
    /** What is remembered after a rule, by `place.rule`: from what was, the state before it, the sizes, and the state after it. */
    readonly after: Readonly<Record<string, (m: M, s: S, n: N, t: S) => M>>
  }
  /** In the order in which they are understood. */
  readonly lemmas: readonly Lemma<S, M, N>[]
  /** The ids of the lemmas that admit what the system forgets; all, where nothing is said. */
  readonly forgets?: readonly string[]
}

interface Words<S, M, N> {
  readonly lemma: (l: Lemma<S, M, N>) => Lemma<S, M, N>
}
/** The words to write lemmas over a state `S`, a memory `M` and sizes `N`: bound once a file. */
export const proving = <S, M, N>(): Words<S, M, N> => ({ lemma: (l) => l })
