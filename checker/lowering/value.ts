/** What expressions evaluate to: JavaScript's own scalars where all is known, nodes where something is symbolic. */
import type { Nodes, Node } from "../ir/node.ts"
import { isSequence, printSort, type Sort } from "../ir/sort.ts"
import type { Source, Obligation } from "../ir/system.ts"
import type { Module } from "./module.ts"
import type { Syntax } from "./syntax.ts"

export interface FieldFacts {
  readonly source: Source
  readonly site: Site
  readonly obligations: readonly Obligation[]
}
/** A record whose fields are known by name. */
export class Record {
  readonly fields: ReadonlyMap<string, Value>
  /** For an object literal: where each field stands, and what evaluating it obliges to. */
  readonly facts: ReadonlyMap<string, FieldFacts>
  /** For what a word made of an object literal, as `rule` does: where the word is called. */
  readonly made: Site | undefined
  constructor(fields: ReadonlyMap<string, Value>, facts: ReadonlyMap<string, FieldFacts> = new Map(), made?: Site) {
    this.fields = fields
    this.facts = facts
    this.made = made
  }
}
/** Where a field of a record stands; for one that it lacks, where the record was made. */
export const fieldSite = (r: Record, name: string, otherwise: Site): Site => r.facts.get(name)?.site ?? r.made ?? otherwise
/** The parameters of a rule. */
export class Params extends Record {
  /** Whether the rule declares any, with `choose`. */
  readonly declared: boolean
  constructor(fields: ReadonlyMap<string, Value>, declared: boolean) {
    super(fields)
    this.declared = declared
  }
}
/** A sequence literal. */
export class List {
  readonly items: readonly Value[]
  constructor(items: readonly Value[]) { this.items = items }
}
/** `range(count)` or `identities(count)`. */
export class Range {
  readonly count: Node
  readonly of: Sort
  constructor(count: Node, of: Sort) {
    this.count = count
    this.of = of
  }
}
/** `fill(count, x)` before its place is known. */
export class Filled {
  readonly count: Node
  readonly item: Value
  constructor(count: Node, item: Value) {
    this.count = count
    this.item = item
  }
}
/** Two values of which a condition takes one, where no node can stand for the choice: fields of patches, literals of unknown sort. */
export class Either {
  readonly condition: Node
  readonly yes: Value | undefined
  readonly no: Value | undefined
  constructor(condition: Node, yes: Value | undefined, no: Value | undefined) {
    this.condition = condition
    this.yes = yes
    this.no = no
  }
}
export class Closure {
  readonly params: readonly Syntax[]
  readonly body: Syntax
  readonly scope: Scope
  constructor(params: readonly Syntax[], body: Syntax, scope: Scope) {
    this.params = params
    this.body = body
    this.scope = scope
  }
}
/** A word of the language. */
export class Builtin {
  readonly name: string
  readonly apply: (args: readonly Value[], site: Site) => Value
  constructor(name: string, apply: (args: readonly Value[], site: Site) => Value) {
    this.name = name
    this.apply = apply
  }
}
/** Stands for a constant of a block until its declaration is reached. */
export const unset: Builtin = new Builtin("unset", () => { throw new RangeError("a constant is used before it is evaluated") })
export type Value = number | boolean | string | Node | Record | List | Range | Filled | Either | Closure | Builtin

/** Where a word of the language is called. */
export interface Site {
  readonly syntax: Syntax
  readonly module: Module
}

export interface Scope {
  readonly names: Map<string, Value>
  readonly up: Scope | undefined
  readonly module: Module
}

/** True for what is symbolic. */
export const isNode = (v: Value | undefined): v is Node => typeof v === "object" && "op" in v

/** The fields of a node that is a record. */
export const fieldsOf = (nodes: Nodes, n: Node): Record | undefined =>
  n.sort.kind === "record" ? new Record(new Map(n.sort.fields.map((f) => [f.name, fieldNode(nodes, n, f.name, f.sort)]))) : undefined

/** Field `name` of a record node. */
export const fieldNode = (nodes: Nodes, n: Node, name: string, sort: Sort): Node => {
  if (n.op === "record" && n.sort.kind === "record") return n.args[n.sort.fields.findIndex((f) => f.name === name)] as Node
  return nodes.make("field", [n], sort, { name })
}

/** What a value is, for messages. */
export const describe = (v: Value): string => {
  if (typeof v === "string") return `"${v}"`
  if (typeof v !== "object") return String(v)
  if (isNode(v)) return isSequence(v.sort) ? v.sort.kind : printSort(v.sort)
  if (v instanceof Closure) return "a function"
  if (v instanceof Builtin) return `the word ${v.name}`
  if (v instanceof Record) return `a record of ${[...v.fields.keys()].join(", ")}`
  return v instanceof List || v instanceof Range || v instanceof Filled ? "a list" : "a choice of two values"
}
