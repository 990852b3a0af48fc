import type { Machine } from "./rule.ts"

/** A machine at a place: `view` names, for each part that the machine sees, the part of the system. */
export interface Placed<N> {
  readonly label: string
  readonly view: string | Readonly<Record<string, string>> | undefined
  readonly machine: Machine<never, N>
}
type Names<S> = keyof S & string

export interface Places<S, N> {
  /** The machines see the part `where` of the system as their state. */
  readonly place: <K extends Names<S>>(where: K, ...machines: readonly Machine<S[K], N>[]) => readonly Placed<N>[]
  /** The machines see a record made of the named parts of the system. */
  readonly join: <const W extends Readonly<Record<string, Names<S>>>>(label: string, view: W, ...machines: readonly Machine<{ readonly [K in keyof W]: S[W[K]] }, N>[]) => readonly Placed<N>[]
  /** The machines see the whole system. */
  readonly whole: (...machines: readonly Machine<S, N>[]) => readonly Placed<N>[]
}

/** The names of sizes. Only `small` is obligatory. */
export type SizeName = "small" | "standard" | "large"

/** A closed system with named sizes. */
export interface System<S, N> {
  readonly id: string
  /** What the system is for, one sentence. */
  readonly text: string
  readonly sizes: { readonly small: N; readonly standard?: N; readonly large?: N }
  readonly init: (n: N) => S
  readonly parts: (p: Places<S, N>) => readonly (readonly Placed<N>[])[]
  /** Where the system may rest. Every state without an enabled protocol or world rule must be such a state, and one must be reachable from everywhere without faults. */
  readonly quiescent: (s: S, n: N) => boolean
  /** The abstract services that every step refines. */
  readonly refines?: readonly Refinement<S, N>[]
  /** Machines that say what a state may forget: `when` says where, `then` gives the value that takes its place. They are no steps of the system. */
  readonly forgets?: (p: Places<S, N>) => readonly (readonly Placed<N>[])[]
}

export interface Refinement<in S, in N> {
  readonly id: string
  readonly text: string
  readonly service: Machine<never, N>
  readonly init: (n: N) => object
  readonly as: (s: S, n: N) => object
}
/** `as` maps a state to the service's state; the first maps to `init`, and every step is a step of the service or changes nothing of it. */
export const refinement = <S, A, N>(r: {
  readonly id: string
  readonly text: string
  readonly service: Machine<A, N>
  readonly init: (n: N) => A & object
  readonly as: (s: S, n: N) => A & object
}): Refinement<S, N> => r as unknown as Refinement<S, N>
