/** Gives a value the sort of the place it goes to, and merges the two arms of a choice. */
import { Nodes, type Node } from "../ir/node.ts"
import { colours, isNumeric, isSequence, printSort, sortKey, unbounded, type Extent, type Sequence, type Sort } from "../ir/sort.ts"
import { oneOf } from "./advice.ts"
import { describe, Either, fieldsOf, Filled, isNode, List, Range, Record, type Site, type Value } from "./value.ts"

/** What giving a sort needs of the evaluator. */
export interface Shaper {
  readonly nodes: Nodes
  /** Refuses: the value does not fit the sort (E23), or a field is missing or too much (E21). */
  readonly refuse: (code: "E21" | "E23" | "E44", what: string, site?: undefined, instead?: string) => never
  /** Records what must hold where the value is used; `value` where the text is about a single value. */
  readonly oblige: (code: "O3" | "O4", text: string, holds: Node, value?: Node) => void
  /** Gives a part of what `f` shapes its name, for what the obligations of an initial state say. */
  readonly named: <T>(name: string, site: Site | undefined, f: () => T) => T
  /** Calls `f` where the condition holds too: what it obliges to is required only there. */
  readonly under: <T>(condition: Node, f: () => T) => T
}

/** An extent as a node. */
export const extentNode = (nodes: Nodes, e: Extent): Node =>
  typeof e === "number" ? nodes.int(e) : nodes.make("size", [], { kind: "integer" }, { name: e.size })

/** The node whose value is below the first node that is not allowed, for a ranged sort. */
const inRange = (s: Shaper, n: Node, sort: Sort): Node => {
  const top = sort.kind === "upto" ? s.nodes.le(n, extentNode(s.nodes, sort.most)) : s.nodes.lt(n, extentNode(s.nodes, (sort as { count: Extent }).count))
  return s.nodes.and(s.nodes.le(s.nodes.int(0), n), top)
}

const scalar = (s: Shaper, v: Value, sort: Sort): Node => {
  const wrong = (): never => s.refuse("E23", `${describe(v)} where ${printSort(sort)} is meant`)
  if (typeof v === "boolean") return sort.kind === "bool" ? s.nodes.bool(v) : wrong()
  if (typeof v === "string") {
    if (sort.kind === "text") return s.nodes.lit(v, sort)
    return sort.kind === "enum" && sort.values.includes(v) ? s.nodes.lit(v, sort) : wrong()
  }
  if (typeof v === "number") return isNumeric(sort) ? ranged(s, s.nodes.int(v), sort) : wrong()
  if (v instanceof Either) return chosen(s, v, wrong, (x) => scalar(s, x, sort))
  if (!isNode(v)) return wrong()
  if (sort.kind === "counter" && v.sort.kind === "counter" && v.op === "lit") return s.nodes.lit(v.value as number, sort)
  if (isNumeric(sort) && isNumeric(v.sort)) return ranged(s, v, sort)
  if (sort.kind === "enum" && v.sort.kind === "enum") return recode(s, v, v.sort.values, sort, wrong)
  return sortKey(v.sort) === sortKey(sort) ? v : wrong()
}

const chosen = (s: Shaper, v: Either, wrong: () => never, shape: (x: Value) => Node): Node => {
  const { yes, no } = v
  if (yes === undefined || no === undefined) return wrong()
  return s.nodes.ite(v.condition, s.under(v.condition, () => shape(yes)), s.under(s.nodes.not(v.condition), () => shape(no)))
}

const ranged = (s: Shaper, n: Node, sort: Sort): Node => {
  if (sort.kind === "integer" || sortKey(n.sort) === sortKey(sort)) return n
  // No size is below 0, so a 0 stays inside every `Upto`: it needs no name of its own in the IR.
  const isSafe = sort.kind === "upto" && n.op === "lit" && n.value === 0
  s.oblige("O4", `${printSort(sort)} is left`, inRange(s, n, sort), isSafe ? undefined : n)
  return n
}

/** An enumeration's value in a wider enumeration. */
const recode = (s: Shaper, v: Node, from: readonly string[], to: Sort & { kind: "enum" }, wrong: () => never): Node => {
  if (sortKey(v.sort) === sortKey(to)) return v
  if (v.op === "lit") return to.values.includes(String(v.value)) ? s.nodes.lit(v.value as string, to) : wrong()
  if (!from.every((x) => to.values.includes(x))) return wrong()
  return from.slice(0, -1).reduceRight((otherwise, x) => s.nodes.ite(s.nodes.eq(v, s.nodes.lit(x, v.sort)), s.nodes.lit(x, to), otherwise), s.nodes.lit(from.at(-1) as string, to))
}

const insteadOfLength = (sort: Sequence): string => {
  if (sort.kind !== "vec") return "a list of the elements, or `fill` with a literal length"
  return typeof sort.size === "number" ? `\`fill(${sort.size}, …)\`, or a list of ${sort.size} elements` : `\`fill(n.${sort.size.size}, …)\``
}

const sequence = (s: Shaper, v: Value, sort: Sort & { readonly of: Sort; readonly kind: "vec" | "fifo" | "bag" }): Node => {
  const wrong = (): never => s.refuse("E23", `${describe(v)} where ${printSort(sort)} is meant`)
  const { nodes } = s
  if (isNode(v)) return sortKey(v.sort) === sortKey(sort) ? v : wrong()
  if (v instanceof Either) return chosen(s, v, wrong, (x) => shapeNode(s, x, sort))
  const extent = sort.kind === "vec" ? sort.size : sort.capacity
  if (v instanceof Filled) {
    const full = extentNode(nodes, extent)
    if (sort.kind === "vec" ? v.count !== full : v.count.op !== "lit") return s.refuse("E44", `fill of another length than ${printSort(sort)}`, undefined, insteadOfLength(sort))
    if (sort.kind !== "vec") s.oblige("O3", `more than ${printSort(sort)}`, nodes.le(v.count, full))
    return nodes.make("fill", [v.count, shapeNode(s, v.item, sort.of)], sort)
  }
  if (!(v instanceof List)) return wrong()
  const isLog = extent === unbounded
  if (isLog && v.items.length > 0) return s.refuse("E44", "a log that does not begin empty", undefined, "`[]`")
  if (sort.kind === "vec" && !isLog && v.items.length !== extent) return s.refuse("E44", `${v.items.length} elements where ${printSort(sort)} is meant`, undefined, insteadOfLength(sort))
  if (sort.kind !== "vec") s.oblige("O3", `more than ${printSort(sort)}`, nodes.le(nodes.int(v.items.length), extentNode(nodes, extent)))
  if (sort.kind === "bag") return v.items.reduce<Node>((bag, x) => nodes.make("put", [bag, shapeNode(s, x, sort.of)], sort), nodes.make("list", [], sort))
  return nodes.make("list", v.items.map((x) => shapeNode(s, x, sort.of)), sort)
}

/** `v` as one node of the given sort. */
export const shapeNode = (s: Shaper, v: Value, sort: Sort): Node => {
  if (isSequence(sort)) return sequence(s, v, sort)
  if (sort.kind !== "record") return scalar(s, v, sort)
  if (isNode(v) && sortKey(v.sort) === sortKey(sort)) return v
  const fields = shapeRecord(s, v, sort)
  return s.nodes.make("record", sort.fields.map((f) => s.named(f.name, fields.facts.get(f.name)?.site, () => shapeNode(s, fields.fields.get(f.name) as Value, f.sort))), sort)
}

/** `v` as a record with exactly the fields of `sort`, none of them shaped yet. */
export const shapeRecord = (s: Shaper, v: Value, sort: Sort & { kind: "record" }): Record => {
  const r = isNode(v) ? fieldsOf(s.nodes, v) : v instanceof Either && v.yes !== undefined && v.no !== undefined ? merge(s.nodes, v.condition, v.yes, v.no) : v
  if (!(r instanceof Record)) return s.refuse("E23", `${describe(v)} where a record is meant`)
  for (const f of sort.fields) if (!r.fields.has(f.name)) s.refuse("E21", `the field ${f.name} is missing`, undefined, `\`${f.name}: …\` too`)
  for (const name of r.fields.keys()) if (!sort.fields.some((f) => f.name === name)) s.refuse("E21", `there is no field ${name}`, undefined, oneOf(sort.fields.map((f) => f.name), "nothing: the record has no fields"))
  return r
}

/** The sort that a value has by itself, or undefined where only its place can tell. */
export const ownSort = (v: Value): Sort | undefined => {
  if (typeof v === "boolean") return { kind: "bool" }
  if (typeof v === "number") return { kind: "integer" }
  return isNode(v) ? v.sort : undefined
}

const literal = (nodes: Nodes, v: Value, sort: Sort): Node | undefined => {
  if (isNode(v)) return v
  if (typeof v === "boolean") return nodes.bool(v)
  if (typeof v === "number") return nodes.int(v)
  if (typeof v === "string" && sort.kind === "enum" && sort.values.includes(v)) return nodes.lit(v, sort)
  return undefined
}

/** The value that is `yes` where the condition holds and `no` elsewhere. */
export const merge = (nodes: Nodes, condition: Node, yes: Value | undefined, no: Value | undefined): Value => {
  if (condition.op === "lit") return (condition.value === true ? yes : no) as Value
  if (yes !== undefined && yes === no) return yes
  if (yes === undefined || no === undefined) return new Either(condition, yes, no)
  const a = isNode(yes) ? (fieldsOf(nodes, yes) ?? yes) : yes
  const b = isNode(no) ? (fieldsOf(nodes, no) ?? no) : no
  if (a instanceof Record && b instanceof Record) {
    const fields = new Map<string, Value>()
    for (const name of new Set([...a.fields.keys(), ...b.fields.keys()])) fields.set(name, merge(nodes, condition, a.fields.get(name), b.fields.get(name)))
    return new Record(fields)
  }
  const sort = ownSort(a) ?? ownSort(b)
  if (sort !== undefined) {
    const [x, y] = [literal(nodes, a, sort), literal(nodes, b, sort)]
    if (x !== undefined && y !== undefined && compatible(x.sort, y.sort)) return nodes.ite(condition, x, y)
  }
  return new Either(condition, a, b)
}

const compatible = (a: Sort, b: Sort): boolean => sortKey(a) === sortKey(b) || (isNumeric(a) && isNumeric(b))

/** `value` with the fields of `patch` replaced, deeply: what `next` does. */
export const patched = (s: Shaper, value: Value | undefined, patch: Value | undefined): Value => {
  if (patch === undefined) return value as Value
  const old = isNode(value) ? (fieldsOf(s.nodes, value) ?? value) : value
  if (patch instanceof Either) return merge(s.nodes, patch.condition, patched(s, old, patch.yes), patched(s, old, patch.no))
  const change = isNode(patch) ? (fieldsOf(s.nodes, patch) ?? patch) : patch
  if (!(old instanceof Record) || !(change instanceof Record)) return change
  for (const name of change.fields.keys()) if (!old.fields.has(name)) s.refuse("E21", `next: the state has no field ${name}`, undefined, oneOf(old.fields.keys(), "nothing: the record has no fields"))
  return new Record(new Map([...old.fields].map(([name, x]) => [name, patched(s, x, change.fields.get(name))])))
}

/** The values of a parameter: their sort, and what they are. */
export const paramSort = (s: Shaper, v: Value): { readonly sort: Sort; readonly values: readonly Node[] | Range } => {
  if (v instanceof Range) return { sort: v.of, values: v }
  if (!(v instanceof List) || v.items.length === 0) return s.refuse("E23", `${describe(v)} where all values of a parameter are meant`, undefined, "`range(n.slots)`, `identities(n.nodes)` or a list of literals")
  const items = v.items
  // A value that stands twice would be two instances of the rule that do the same.
  if (new Set(items).size !== items.length) return s.refuse("E23", "a value of a parameter stands twice", undefined, "each value once")
  if (items.every((x) => typeof x === "string")) {
    const sort: Sort = { kind: "enum", values: [...new Set(items as string[])] }
    return { sort, values: items.map((x) => s.nodes.lit(x as string, sort)) }
  }
  if (items.every((x) => typeof x === "number" && x >= 0)) {
    const sort: Sort = { kind: "upto", most: Math.max(...(items as number[])) }
    return { sort, values: items.map((x) => s.nodes.lit(x as number, sort)) }
  }
  if (items.every((x) => typeof x === "boolean")) return { sort: { kind: "bool" }, values: items.map((x) => s.nodes.bool(x as boolean)) }
  if (items.every((x) => isNode(x) && x.sort.kind === "opaque")) return { sort: { kind: "opaque" }, values: items as Node[] }
  return s.refuse("E23", "the values of a parameter are all strings, all numbers, all booleans or all colours", undefined, "values of one kind, numbers from 0 on; a parameter of its own for each kind")
}

/** The literal node of a colour. */
export const colourNode = (nodes: Nodes, name: string): Node => {
  if (!colours.includes(name)) throw new RangeError(`${name} is no colour`)
  return nodes.lit(name, { kind: "opaque" })
}
