/**
 * The nodes of the IR: a hash-consed graph of typed expressions. The first operand is on the left; what each
 * operator takes and means is stated in `operators`, which the JSON Schema and the specification are made from.
 */
import { bool, integer, sortKey, type Sort } from "./sort.ts"

export const operators = {
  lit: "A literal: `value`.",
  size: "A size of the system: `name`.",
  state: "A part of the state: `name` is its path.",
  after: "A part of the state after the step: `name` is its path.",
  param: "A parameter of the rule: `name`.",
  bound: "The variable of a quantifier: `name`.",
  not: "not a", and: "a and b; b matters only where a holds", or: "a or b; b matters only where a fails",
  ite: "b where a holds, c elsewhere",
  eq: "a equals b", lt: "a < b",
  add: "a + b", sub: "a - b", mul: "a × b", mod: "the remainder of a ÷ b, with the sign of a",
  distance: "how far counter b is ahead of counter a, modulo c",
  record: "A record: one operand for each field of its sort.",
  field: "Field `name` of record a.",
  at: "Element b of sequence a.",
  length: "The number of elements of sequence a.",
  set: "Array a with element b replaced by c.",
  fill: "a copies of b.",
  list: "The sequence of the operands.",
  push: "Queue a with b behind.",
  put: "Bag a with b in it.",
  take: "Sequence a without element b.",
  prefix: "Sequence a is how sequence b begins.",
  every: "b for every value of the variable `name` in 0 … a - 1.",
} as const
export type Op = keyof typeof operators

export type Scalar = number | boolean | string

export interface Node {
  readonly id: number
  readonly op: Op
  readonly args: readonly Node[]
  readonly sort: Sort
  readonly value?: Scalar
  readonly name?: string
}

/** Makes nodes; equal nodes are made once, so `===` compares them. */
export class Nodes {
  readonly all: Node[] = []
  readonly #known = new Map<string, Node>()

  /** The node with this operator, operands, sort and label. */
  make(op: Op, args: readonly Node[], sort: Sort, label: { readonly value?: Scalar; readonly name?: string } = {}): Node {
    const key = `${op}|${args.map((a) => a.id).join()}|${sortKey(sort)}|${typeof label.value}${String(label.value)}|${label.name ?? ""}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const node: Node = { id: this.all.length, op, args, sort, ...label }
    this.all.push(node)
    this.#known.set(key, node)
    return node
  }

  bool(value: boolean): Node { return this.make("lit", [], bool, { value }) }
  int(value: number): Node { return this.make("lit", [], integer, { value }) }
  lit(value: Scalar, sort: Sort): Node { return this.make("lit", [], sort, { value }) }

  not(a: Node): Node {
    if (a.op === "lit") return this.bool(a.value !== true)
    return a.op === "not" ? operand(a, 0) : this.make("not", [a], bool)
  }
  and(a: Node, b: Node): Node {
    if (a.op === "lit") return a.value === true ? b : a
    if (b.op === "lit") return b.value === true ? a : b
    return a === b ? a : this.make("and", [a, b], bool)
  }
  or(a: Node, b: Node): Node {
    if (a.op === "lit") return a.value === true ? a : b
    if (b.op === "lit") return b.value === true ? b : a
    return a === b ? a : this.make("or", [a, b], bool)
  }
  /** a implies b. */
  implies(a: Node, b: Node): Node { return this.or(this.not(a), b) }
  ite(a: Node, b: Node, c: Node): Node {
    if (a.op === "lit") return a.value === true ? b : c
    if (b === c) return b
    if (b.op === "lit" && c.op === "lit" && b.sort.kind === "bool") return b.value === true ? a : this.not(a)
    return this.make("ite", [a, b, c], sortKey(b.sort) === sortKey(c.sort) ? b.sort : integer)
  }
  eq(a: Node, b: Node): Node {
    if (a === b) return this.bool(true)
    if (a.op === "lit" && b.op === "lit") return this.bool(a.value === b.value)
    return a.id < b.id ? this.make("eq", [a, b], bool) : this.make("eq", [b, a], bool)
  }
  lt(a: Node, b: Node): Node {
    if (a === b) return this.bool(false)
    if (a.op === "lit" && b.op === "lit") return this.bool((a.value as number) < (b.value as number))
    return this.make("lt", [a, b], bool)
  }
  le(a: Node, b: Node): Node { return this.not(this.lt(b, a)) }
  arithmetic(op: "add" | "sub" | "mul" | "mod", a: Node, b: Node): Node {
    if (a.op === "lit" && b.op === "lit" && !(op === "mod" && b.value === 0)) return this.int(compute[op](a.value as number, b.value as number))
    if ((op === "add" || op === "sub") && b.op === "lit" && b.value === 0) return a
    if (op === "add" && a.op === "lit" && a.value === 0) return b
    return this.make(op, [a, b], integer)
  }
}

/** Arithmetic as JavaScript does it. */
export const compute: Readonly<Record<"add" | "sub" | "mul" | "mod", (a: number, b: number) => number>> = {
  add: (a, b) => a + b, sub: (a, b) => a - b, mul: (a, b) => a * b, mod: (a, b) => a % b,
}

/** Operand `i` of a node. @throws RangeError if it has none. */
export const operand = (n: Node, i: number): Node => {
  const a = n.args[i]
  if (a === undefined) throw new RangeError(`${n.op} has no operand ${i}`)
  return a
}

/** Calls `visit` once for every node below the roots, operands first. */
export const walk = (roots: Iterable<Node>, visit: (n: Node) => void): void => {
  const seen = new Set<Node>()
  const go = (n: Node): void => {
    if (seen.has(n)) return
    seen.add(n)
    for (const a of n.args) go(a)
    visit(n)
  }
  for (const r of roots) go(r)
}
