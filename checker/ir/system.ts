/** A lowered system: what every back end reads. Sizes, arrays and queues are still symbolic. */
import type { Node, Nodes } from "./node.ts"
import type { Sort } from "./sort.ts"

/** Where something stands: `file` relative to the working directory, `line` and `column` from 1. */
export interface Source {
  readonly file: string
  readonly line: number
  readonly column: number
}
/** `file:line:column`. */
export const printSource = (s: Source): string => `${s.file}:${s.line}:${s.column}`

export type Sizes = Readonly<Record<string, number>>

/** A part of the state that is no record: a scalar, an array, a queue or a bag. */
export interface Leaf {
  readonly path: string
  readonly sort: Sort
  /** History: rules cannot see it, properties can. */
  readonly ghost: boolean
}

/** What must be true wherever the expression it belongs to is evaluated. */
export interface Obligation {
  readonly code: "O1" | "O2" | "O3" | "O4" | "O5"
  readonly text: string
  /** The fact under its path condition: true in every reachable state, and for `then` and `note` where the rule is enabled. */
  readonly holds: Node
  readonly source: Source
}

/** One arm of an `if`, a conditional or a `switch` in an effect. */
export interface Branch {
  readonly id: string
  readonly text: string
  /** True where the arm is taken. */
  readonly taken: Node
  readonly source: Source
}

export type Domain = { readonly kind: "range"; readonly count: Node } | { readonly kind: "values"; readonly values: readonly Node[] }
export interface Param {
  readonly name: string
  readonly sort: Sort
  readonly domain: Domain
}
export interface Conjunct {
  readonly name: string
  readonly node: Node
  readonly obligations: readonly Obligation[]
  readonly source: Source
}
export interface Update {
  readonly path: string
  readonly node: Node
}
export interface RuleIr {
  readonly id: string
  readonly text: string
  /** The label of the place; empty for the whole system. */
  readonly place: string
  readonly machine: string
  /** The parts of the state that the place sees, in the order of its view: for a join, from and to. Empty for the whole system. */
  readonly parts: readonly string[]
  /** What the machine calls each of the parts: `from`, `to` for a join, nothing for a place. */
  readonly names: readonly string[]
  readonly by: "protocol" | "world" | "fault"
  readonly fair: "none" | "weak" | "strong"
  readonly hidden: boolean
  readonly lump: readonly string[]
  readonly params: readonly Param[]
  readonly when: readonly Conjunct[]
  /** What changes, in the order of the leaves; `note` changes ghost leaves only. */
  readonly then: readonly Update[]
  readonly note: readonly Update[]
  readonly obligations: readonly Obligation[]
  readonly branches: readonly Branch[]
  readonly source: Source
}

export interface PropertyIr {
  readonly id: string
  readonly text: string
  readonly place: string
  readonly kind: "invariant" | "step" | "leadsTo" | "reachable" | "forbidden"
  /** `true` literal where the source gives none. */
  readonly given: Node
  readonly holds: Node
  readonly assume?: { readonly kind: "eventuallyAlways" | "infinitelyOften"; readonly holds: Node }
  readonly obligations: readonly Obligation[]
  readonly source: Source
}

export interface RefinementIr {
  readonly id: string
  readonly text: string
  readonly service: { readonly leaves: readonly Leaf[]; readonly init: readonly Update[]; readonly rules: readonly RuleIr[] }
  /** The service's leaves, as expressions over this system's state. */
  readonly as: readonly Update[]
  readonly obligations: readonly Obligation[]
  readonly source: Source
}

export interface SystemIr {
  readonly id: string
  readonly text: string
  readonly sizes: Readonly<Record<string, Sizes>>
  readonly state: Sort
  readonly leaves: readonly Leaf[]
  readonly init: readonly Update[]
  readonly initObligations: readonly Obligation[]
  readonly rules: readonly RuleIr[]
  readonly properties: readonly PropertyIr[]
  readonly quiescent: { readonly node: Node; readonly obligations: readonly Obligation[] }
  readonly refinements: readonly RefinementIr[]
  /** What a state may forget: where `when` holds, what `then` puts in place of it. No steps, and no part of the published IR. */
  readonly forgets: readonly RuleIr[]
  readonly nodes: Nodes
  readonly source: Source
}

/** `place.rule`, as properties, instances and reports name a placed thing. */
export const placed = (x: { readonly place: string; readonly id: string }): string => (x.place === "" ? x.id : `${x.place}.${x.id}`)

/** A fact of a proof over state and memory. */
export interface LemmaIr {
  readonly id: string
  readonly text: string
  /** The ids of the lemmas that it is kept by, beside itself; undefined for all. */
  readonly from: readonly string[] | undefined
  readonly holds: Node
  readonly source: Source
}
/** A proof for every size, as it is read. What it remembers are leaves of their own, below `memory`. */
export interface ProofIr {
  readonly text: string
  /** What the sizes are required to be. */
  readonly sizes: readonly { readonly name: string; readonly node: Node }[]
  /** Sizes that only bound a run. */
  readonly unbounded: readonly string[]
  readonly leaves: readonly Leaf[]
  readonly init: readonly Update[]
  /** What is remembered after a rule, by `place.rule`; over the state before it, the memory, and the state after it. */
  readonly after: ReadonlyMap<string, readonly Update[]>
  readonly lemmas: readonly LemmaIr[]
  readonly source: Source
}
