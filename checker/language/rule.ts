/** Rules, properties and machines: bound once a file to the view `V` of the state and the sizes `N` that they need. */
type Conjuncts = Readonly<Record<string, boolean>>
/** Rules cannot see the part called `ghost`. */
type Seen<V> = { readonly [K in keyof V as K extends "ghost" ? never : K]: V[K] }
type History<V> = V extends { readonly ghost: infer G } ? G : never
type Domain<P> = { readonly [K in keyof P]: readonly P[K][] }

interface Tags {
  /** Anchor in the specification, event name in a trace, test name, row of the ledger. */
  readonly id: string
  /** The requirement, one sentence, for the specification. */
  readonly text: string
  /** `protocol` (default): an implementation does it. `world`: what normally happens. `fault`: what may happen. */
  readonly by?: "protocol" | "world" | "fault"
  /** Fairness that liveness may assume of an instance. Default: none for `fault`, weak otherwise. */
  readonly fair?: "none" | "weak" | "strong"
  /** True: the event does not appear in a trace. */
  readonly hidden?: boolean
  /** Parameters whose values share one fairness instance. */
  readonly lump?: readonly string[]
}

interface RuleText<V, N, P> extends Tags {
  /** The rule's finite parameters: all values of each. */
  readonly choose?: (n: N) => Domain<P>
  /** Enabled when every named conjunct holds. Each conjunct is total by itself. */
  readonly when: (s: Seen<V>, n: N, p: P) => Conjuncts
  /** The next state. Evaluated only where the rule is enabled. */
  readonly then: (s: Seen<V>, n: N, p: P) => Seen<V>
  /** History for properties: sees everything, changes only the part called `ghost`. */
  readonly note?: (g: History<V>, s: V, n: N, p: P) => History<V>
}

/** A rule over any state that has at least the parts of `V`, in any system that has at least the sizes `N`. */
export interface Rule<in V, in N> extends Tags {
  readonly choose?: (n: N) => Domain<Record<string, unknown>>
  readonly when: (s: V, n: N, p: never) => Conjuncts
  readonly then: (s: V, n: N, p: never) => object
  readonly note?: (g: never, s: V, n: N, p: never) => object
}

/** What liveness may assume of a run: made by `eventuallyAlways` and `infinitelyOften`. */
export interface Assumption<in V, in N> {
  readonly kind: "eventuallyAlways" | "infinitelyOften"
  readonly holds: (s: V, n: N) => boolean
}
/** From some moment on, `holds` in every state. */
export const eventuallyAlways = <V, N>(holds: (s: V, n: N) => boolean): Assumption<V, N> => ({ kind: "eventuallyAlways", holds })
/** `holds` again and again. */
export const infinitelyOften = <V, N>(holds: (s: V, n: N) => boolean): Assumption<V, N> => ({ kind: "infinitelyOften", holds })

/** A property of states that have at least the parts of `V`. */
export interface Property<in V, in N> {
  readonly id: string
  readonly text: string
  readonly kind: "invariant" | "step" | "leadsTo" | "reachable" | "forbidden"
  /** Where it is required; default everywhere. A run in which it never holds is vacuous. */
  readonly given?: (s: V, n: N) => boolean
  readonly holds: (s: V, n: N, t: V) => boolean
  readonly assume?: Assumption<V, N>
}
type StateLaw<V, N> = (p: { readonly id: string; readonly text: string; readonly given?: (s: V, n: N) => boolean; readonly holds: (s: V, n: N) => boolean }) => Property<V, N>
type StepLaw<V, N> = (p: { readonly id: string; readonly text: string; readonly given?: (s: V, n: N) => boolean; readonly holds: (s: V, n: N, t: V) => boolean }) => Property<V, N>
type LeadsTo<V, N> = (p: { readonly id: string; readonly text: string; readonly given: (s: V, n: N) => boolean; readonly holds: (s: V, n: N) => boolean; readonly assume?: Assumption<V, N> }) => Property<V, N>

export interface Model<V, N> {
  readonly rule: <const P = {}>(r: RuleText<V, N, P>) => Rule<V, N>
  /** `holds(s)` in every reachable state where `given(s)`. */
  readonly invariant: StateLaw<V, N>
  /** `holds(s, n, t)` on every step from s to t where `given(s)`. */
  readonly step: StepLaw<V, N>
  /** Whenever `given(s)`, then later `holds`, under the declared fairness. */
  readonly leadsTo: LeadsTo<V, N>
  /** Some reachable state has it: a witness that the interesting case is explored. */
  readonly reachable: StateLaw<V, N>
  /** No reachable state has it. */
  readonly forbidden: StateLaw<V, N>
}

/** The words to write rules and properties over a view `V` of the state and sizes `N`: bound once a file. */
export const model = <V, N>(): Model<V, N> => {
  const law = (kind: Property<V, N>["kind"]): StepLaw<V, N> => (p) => ({ kind, ...p })
  return {
    rule: (r) => r as unknown as Rule<V, N>,
    invariant: law("invariant"), step: law("step"), leadsTo: law("leadsTo"), reachable: law("reachable"), forbidden: law("forbidden"),
  }
}

/** One role's rules and properties. */
export interface Machine<in V, in N> {
  readonly id: string
  readonly rules: readonly Rule<V, N>[]
  readonly properties: readonly Property<V, N>[]
}
/** Gathers rules and properties. A rule that no machine lists is unused, which the compiler refuses. */
export const machine = <V, N>(m: { readonly id: string; readonly rules?: readonly Rule<V, N>[]; readonly properties?: readonly Property<V, N>[] }): Machine<V, N> =>
  ({ id: m.id, rules: m.rules ?? [], properties: m.properties ?? [] })
