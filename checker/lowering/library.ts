/** The words of the language, symbolically. Each mirrors the function of the same name in `checker/language`. */
import type { Node } from "../ir/node.ts"
import { colours, isSequence, sortKey, type Sequence, type Sort } from "../ir/sort.ts"
import { insteadOfWord } from "./advice.ts"
import type { Evaluator } from "./evaluator.ts"
import { extentNode, patched, shapeNode } from "./shape.ts"
import { Builtin, describe, fieldSite, Filled, isNode, List, Range, Record, type Site, type Value } from "./value.ts"

type SequenceNode = Node & { readonly sort: Sequence }
type Word = (e: Evaluator, args: readonly Value[], site: Site) => Value

const arg = (e: Evaluator, args: readonly Value[], i: number, site: Site): Value => args[i] ?? e.refuse("E07", `operand ${i + 1} is missing`, site)

const sequenceArg = (e: Evaluator, v: Value, site: Site): SequenceNode =>
  isNode(v) && isSequence(v.sort) ? (v as SequenceNode) : e.refuse("E23", `${describe(v)} where a part of the state is meant that is a vec, a fifo or a bag`, site, "a `Vec`, a `Fifo` or a `Bag` of the state")

const extentOf = (s: Sequence): typeof s extends { size: infer E } ? E : Extract<Sequence, { kind: "fifo" }>["capacity"] => (s.kind === "vec" ? s.size : s.capacity)

const lengthOf = (e: Evaluator, q: SequenceNode): Node =>
  q.sort.kind === "vec" ? extentNode(e.nodes, q.sort.size) : e.nodes.make("length", [q], { kind: "integer" })

const index = (e: Evaluator, v: Value, site: Site): Node => (isNode(v) && v.sort.kind === "identity" ? v : e.number(v, site))

/** Obliges an index to lie inside. */
const inside = (e: Evaluator, q: SequenceNode, i: Node, code: "O1" | "O2", text: string): void => {
  const { nodes } = e
  const above = i.op === "lit" || i.sort.kind !== "integer" ? nodes.bool((i.value ?? 0) as number >= 0) : nodes.le(nodes.int(0), i)
  e.oblige(code, text, nodes.and(above, nodes.lt(i, lengthOf(e, q))))
}

/** The order of a bag is settled when the state is stored, so a bag that is still being put together has no element at an index. */
const isStored = (n: Node): boolean => {
  if (n.op === "ite") return n.args.slice(1).every(isStored)
  return n.op === "take" ? isStored(n.args[0] as Node) : n.op !== "put" && n.op !== "list"
}
const storedArg = (e: Evaluator, v: Value, site: Site): SequenceNode => {
  const s = sequenceArg(e, v, site)
  return s.sort.kind !== "bag" || isStored(s) ? s : e.refuse("E23", "an element or a prefix of a bag that was just put together", site, "the bag as the state has it, or a rule of its own for what comes after")
}

const element = (e: Evaluator, q: Value, i: Value, site: Site, code: "O1" | "O2", text: string): Value => {
  if (q instanceof List) {
    if (typeof i !== "number") return e.refuse("E23", "a literal list is indexed by a literal", site, "a literal index, or a `Vec` of the state")
    return q.items[i] ?? e.refuse("E23", `index ${i} of ${q.items.length}`, site, q.items.length === 0 ? "a list that has elements" : `an index from 0 to ${q.items.length - 1}`)
  }
  const s = storedArg(e, q, site)
  const at = index(e, i, site)
  inside(e, s, at, code, text)
  return e.nodes.make("at", [s, at], s.sort.of)
}

const without = (e: Evaluator, q: Value, i: Node, site: Site, word: "rest" | "take", code: "O1" | "O2", text: string): Node => {
  const s = storedArg(e, q, site)
  if (s.sort.kind !== "fifo" && (word === "rest" || s.sort.kind !== "bag")) return e.refuse("E23", `${s.sort.kind} where a ${word === "rest" ? "fifo" : "fifo or a bag"} is meant`, site, insteadOfWord(word, s.sort.kind))
  inside(e, s, i, code, text)
  return e.nodes.make("take", [s, i], s.sort)
}

const added = (op: "push" | "put"): Word => (e, args, site) => {
  const q = arg(e, args, 0, site)
  const kind = op === "push" ? "fifo" : "bag"
  const s = sequenceArg(e, q, site)
  if (s.sort.kind !== kind) return e.refuse("E23", `${op} of a ${s.sort.kind}`, site, insteadOfWord(op, s.sort.kind))
  e.oblige("O3", `${op}: the ${kind} is full`, e.nodes.lt(lengthOf(e, s), extentNode(e.nodes, extentOf(s.sort))))
  return e.nodes.make(op, [s, shapeNode(e, arg(e, args, 1, site), s.sort.of)], s.sort)
}

const extreme = (isMin: boolean): Word => (e, args, site) => {
  const [a, b] = [e.number(arg(e, args, 0, site), site), e.number(arg(e, args, 1, site), site)]
  return e.nodes.ite(e.nodes.lt(a, b), isMin ? a : b, isMin ? b : a)
}

/** `every`: over a range or a sequence of the state one quantifier, over a literal list a conjunction. */
const every = (e: Evaluator, over: Value, holds: (x: Value) => Node, site: Site): Node => {
  if (over instanceof Range) return e.bind(over.count, over.of, (i) => holds(i))
  if (over instanceof List) return over.items.reduce<Node>((all, x) => e.nodes.and(all, e.under(all, () => holds(x))), e.nodes.bool(true))
  const s = sequenceArg(e, over, site)
  const of: Sort = { kind: "below", count: extentOf(s.sort) }
  return e.bind(lengthOf(e, s), of, (i) => holds(e.nodes.make("at", [s, i], s.sort.of)))
}

const quantifier = (isEvery: boolean): Word => (e, args, site) => {
  const f = arg(e, args, 1, site)
  const holds = (x: Value): Node => {
    const c = e.condition(e.call(f, [x], site), site)
    const node = typeof c === "boolean" ? e.nodes.bool(c) : c
    return isEvery ? node : e.nodes.not(node)
  }
  const all = every(e, arg(e, args, 0, site), holds, site)
  const result = isEvery ? all : e.nodes.not(all)
  return result.op === "lit" ? (result.value as boolean) : result
}

const prefix: Word = (e, args, site) => {
  const [a, b] = [arg(e, args, 0, site), arg(e, args, 1, site)]
  const x = isNode(a) || !isNode(b) ? sequenceArg(e, a, site) : (shapeNode(e, a, b.sort) as SequenceNode)
  const y = shapeNode(e, b, x.sort)
  for (const q of [x, y]) storedArg(e, q, site)
  if (!e.history && JSON.stringify(x.sort.of).includes('"opaque"')) return e.refuse("E47", "prefix of an Opaque", site, "`prefix` in a property; a rule may only copy payloads")
  return e.nodes.make("prefix", [x, y], { kind: "bool" })
}

const sealed: Word = (e, args, site) => {
  const words = arg(e, args, 0, site)
  const scalarOf = (v: Value): Node => (isNode(v) && (v.sort.kind === "identity" || v.sort.kind === "counter") ? v : e.number(v, site))
  if (words instanceof List) {
    const [first, ...others] = words.items.map(scalarOf)
    if (first === undefined) return e.refuse("E07", "sealed of no words", site, "one word at least: `sealed([w])`")
    return others.reduce<Node>((all, w) => e.nodes.and(all, e.nodes.eq(first, w)), e.nodes.bool(true))
  }
  const s = sequenceArg(e, words, site)
  const first = (): Node => e.nodes.make("at", [s, e.nodes.int(0)], s.sort.of)
  return every(e, s, (x) => e.nodes.eq(scalarOf(x), scalarOf(first())), site)
}

const counterArg = (e: Evaluator, v: Value, site: Site): Node & { readonly sort: { readonly kind: "counter" } & Sort } =>
  isNode(v) && v.sort.kind === "counter" ? (v as Node & { readonly sort: { readonly kind: "counter"; readonly width: number } }) : e.refuse("E23", `${describe(v)} where a counter is meant`, site, "a `Counter` of the state, or `counter.zero()`")

/** The modulus given must be the one of the counter's type, or the two would disagree at the wrap. */
const width = (e: Evaluator, c: Node, v: Value, site: Site): Node => {
  const own = c.sort.kind === "counter" ? extentNode(e.nodes, c.sort.width) : e.nodes.int(0)
  const given = e.number(v, site)
  return given === own ? own : e.refuse("E23", "a modulus that is not the counter's width", site, c.sort.kind === "counter" ? `\`${typeof c.sort.width === "number" ? c.sort.width : `n.${c.sort.width.size}`}\`` : undefined)
}

/** Two counters that wrap at the same width; the zero of any width is that of every other. */
const alike = (e: Evaluator, a: Node, b: Node, site: Site): readonly [Node, Node] => {
  if (a.op === "lit" || b.op === "lit") return a.op === "lit" ? [e.nodes.lit(a.value as number, b.sort), b] : [a, e.nodes.lit(b.value as number, a.sort)]
  return sortKey(a.sort) === sortKey(b.sort) ? [a, b] : e.refuse("E23", `${describe(b)} beside ${describe(a)}`, site, "two counters of one width")
}

const counterWords: Readonly<{ [name: string]: Word }> = {
  zero: (e) => e.nodes.lit(0, { kind: "counter", width: 1 }),
  next: (e, args, site) => {
    const c = counterArg(e, arg(e, args, 0, site), site)
    const w = width(e, c, arg(e, args, 1, site), site)
    return e.nodes.make("mod", [e.nodes.make("add", [c, e.nodes.int(1)], { kind: "integer" }), w], c.sort)
  },
  distance: (e, args, site) => {
    const [from, to] = alike(e, counterArg(e, arg(e, args, 0, site), site), counterArg(e, arg(e, args, 1, site), site), site)
    const ahead = e.nodes.make("distance", [from, to, width(e, from, arg(e, args, 2, site), site)], { kind: "integer" })
    e.oblige("O1", "the distance is more than its limit", e.nodes.le(ahead, e.number(arg(e, args, 3, site), site)))
    return ahead
  },
  same: (e, args, site) => e.nodes.eq(...alike(e, counterArg(e, arg(e, args, 0, site), site), counterArg(e, arg(e, args, 1, site), site), site)),
  slot: (e, args, site) => {
    const c = counterArg(e, arg(e, args, 0, site), site)
    const [w, slots] = [width(e, c, arg(e, args, 1, site), site), e.number(arg(e, args, 2, site), site)]
    e.oblige("O1", "the width is no multiple of the slots", e.nodes.and(e.nodes.lt(e.nodes.int(0), slots), e.nodes.eq(e.nodes.arithmetic("mod", w, slots), e.nodes.int(0))))
    return e.nodes.make("mod", [c, slots], { kind: "integer" })
  },
}

const law = (kind: string): Word => (e, args, site) => {
  const p = arg(e, args, 0, site)
  if (p instanceof Record && p.fields.has("kind")) return e.refuse("E21", "a property has no field kind", fieldSite(p, "kind", site), "the word alone, which says the kind")
  return p instanceof Record ? new Record(new Map([...p.fields, ["kind", kind]]), p.facts, site) : e.refuse("E23", `${describe(p)} where a property is meant`, site, "`{ id, text, holds }`")
}
const assumption = (kind: string): Word => (e, args, site) => new Record(new Map([["kind", kind], ["holds", arg(e, args, 0, site)]]))
/** The operand itself; a record remembers where the word is called, for what is said of a field that it lacks. */
const asIs: Word = (e, args, site) => {
  const v = arg(e, args, 0, site)
  return v instanceof Record ? new Record(v.fields, v.facts, site) : v
}

/** Words of proofs. A counter's number is written as a sum, so that it is no counter any more. */
const between: Word = (e, args, site) => {
  const [from, to] = [e.number(arg(e, args, 0, site), site), e.number(arg(e, args, 1, site), site)]
  const f = arg(e, args, 2, site)
  const all = e.bind(e.nodes.arithmetic("sub", to, from), { kind: "integer" }, (i) => e.bool(e.call(f, [e.nodes.arithmetic("add", from, i)], site), site))
  return all.op === "lit" ? (all.value as boolean) : all
}
const count: Word = (e, args, site) => {
  const c = counterArg(e, arg(e, args, 0, site), site)
  return c.op === "lit" ? (c.value as number) : e.nodes.make("add", [c, e.nodes.int(0)], { kind: "integer" })
}

const modelWords: Readonly<{ [name: string]: Word }> = {
  rule: asIs, invariant: law("invariant"), step: law("step"), leadsTo: law("leadsTo"), reachable: law("reachable"), forbidden: law("forbidden"),
}

const words: Readonly<{ [name: string]: Word }> = {
  next: (e, args, site) => {
    const old = arg(e, args, 0, site)
    if (!(old instanceof Record) && !(isNode(old) && old.sort.kind === "record")) return e.refuse("E23", `next of ${describe(old)}`, site, "`next` of a record; another value is written whole")
    return patched(e, old, arg(e, args, 1, site))
  },
  at: (e, args, site) => element(e, arg(e, args, 0, site), arg(e, args, 1, site), site, "O1", "at: the index is outside"),
  head: (e, args, site) => {
    const q = arg(e, args, 0, site)
    if (isNode(q) && isSequence(q.sort) && q.sort.kind !== "fifo") return e.refuse("E23", `${q.sort.kind} where a fifo is meant`, site, insteadOfWord("head", q.sort.kind))
    return element(e, q, 0, site, "O2", "head of an empty queue")
  },
  rest: (e, args, site) => without(e, arg(e, args, 0, site), e.nodes.int(0), site, "rest", "O2", "rest of an empty queue"),
  take: (e, args, site) => without(e, arg(e, args, 0, site), index(e, arg(e, args, 1, site), site), site, "take", "O1", "take: the index is outside"),
  set: (e, args, site) => {
    const s = sequenceArg(e, arg(e, args, 0, site), site)
    if (s.sort.kind !== "vec") return e.refuse("E23", `set in a ${s.sort.kind}`, site, insteadOfWord("set", s.sort.kind))
    const at = index(e, arg(e, args, 1, site), site)
    inside(e, s, at, "O1", "set: the index is outside")
    return e.nodes.make("set", [s, at, shapeNode(e, arg(e, args, 2, site), s.sort.of)], s.sort)
  },
  forget: (e, args, site) => {
    const q = sequenceArg(e, arg(e, args, 0, site), site)
    if (!e.forgetting || q.sort.kind !== "fifo") return e.refuse("E23", `forget in a ${e.forgetting ? q.sort.kind : "rule of the system"}`, site, e.forgetting ? insteadOfWord("forget", q.sort.kind) : "`forget` in what the system forgets")
    const at = index(e, arg(e, args, 1, site), site)
    inside(e, q, at, "O1", "forget: the index is outside")
    return e.nodes.make("set", [q, at, shapeNode(e, arg(e, args, 2, site), q.sort.of)], q.sort)
  },
  fill: (e, args, site) => new Filled(e.number(arg(e, args, 0, site), site), arg(e, args, 1, site)),
  range: (e, args, site) => {
    const count = e.number(arg(e, args, 0, site), site)
    if (count.op !== "size" && count.op !== "lit") return e.refuse("E07", "range of anything but a size or a literal", site, "`range(n.slots)`, and a condition on its elements where fewer are meant")
    return new Range(count, { kind: "below", count: count.op === "lit" ? (count.value as number) : { size: count.name as string } })
  },
  identities: (e, args, site) => {
    const count = e.number(arg(e, args, 0, site), site)
    if (count.op !== "size" && count.op !== "lit") return e.refuse("E07", "identities of anything but a size or a literal", site, "`identities(n.nodes)`, as many as the type `Identity` says")
    return new Range(count, { kind: "identity", count: count.op === "lit" ? (count.value as number) : { size: count.name as string } })
  },
  push: added("push"), put: added("put"), min: extreme(true), max: extreme(false), every: quantifier(true), some: quantifier(false),
  prefix, sealed, between, count,
  machine: (e, args, site) => {
    const m = arg(e, args, 0, site)
    if (!(m instanceof Record)) return e.refuse("E23", `${describe(m)} where a machine is meant`, site, "`{ id, rules, properties }`")
    for (const name of m.fields.keys()) if (!["id", "rules", "properties"].includes(name)) e.refuse("E21", `a machine has no field ${name}`, fieldSite(m, name, site), "`id`, `rules` or `properties`")
    return new Record(m.fields, m.facts, site)
  },
  refinement: asIs, eventuallyAlways: assumption("eventuallyAlways"), infinitelyOften: assumption("infinitelyOften"),
}

/** How many operands each word takes. A word that is left out takes one. */
const arities: Readonly<{ [name: string]: number }> = {
  model: 0, proving: 0, "counter.zero": 0, between: 3, next: 2, at: 2, take: 2, set: 3, forget: 3, fill: 2, push: 2, put: 2, min: 2, max: 2, every: 2, some: 2, prefix: 2,
  "counter.next": 2, "counter.distance": 4, "counter.same": 2, "counter.slot": 3,
}

/** All names that the specifier `tcnet` exports as values. */
export const language = (e: Evaluator): ReadonlyMap<string, Value> => {
  const builtin = (name: string, word: Word): Builtin => {
    const arity = arities[name] ?? 1
    return new Builtin(name, (args, site) => (args.length === arity ? word(e, args, site) : e.refuse("E07", `${name} takes ${arity} operands and is called with ${args.length}`, site, `a call of ${name} with ${arity === 1 ? "one operand" : `${arity} operands`}`)))
  }
  const group = (of: Readonly<{ [name: string]: Word }>, prefix: string): Record => new Record(new Map(Object.entries(of).map(([name, word]) => [name, builtin(`${prefix}${name}`, word)])))
  const all = new Map<string, Value>(Object.entries(words).map(([name, word]) => [name, builtin(name, word)]))
  all.set("counter", group(counterWords, "counter."))
  all.set("model", builtin("model", () => group(modelWords, "")))
  all.set("proving", builtin("proving", () => group({ lemma: asIs }, "")))
  for (const c of colours) all.set(c, e.colour(c))
  return all
}
