/**
 * Unrolls arrays, queues and bags into cells, for the back ends that have only scalars: the explorer and Promela.
 * A cell behind the end of a queue is dead and always 0, so equal states have equal cells.
 */
import { InputError } from "../errors.ts"
import { Folding } from "./fold.ts"
import { Instantiator } from "./instantiate.ts"
import { operand, type Node, type Scalar } from "./node.ts"
import { bool, mostOf, type Sort } from "./sort.ts"
import type { Sizes } from "./system.ts"
import { codeOf } from "./value.ts"

/** A value whose scalars are nodes over cells. */
export type Flat = Node | FlatRecord | FlatSequence
export interface FlatRecord { readonly fields: ReadonlyMap<string, Flat> }
export interface FlatSequence {
  readonly of: Sort
  readonly length: Node
  readonly cells: readonly Flat[]
}
const isRecord = (f: Flat): f is FlatRecord => "fields" in f
const isSequence = (f: Flat): f is FlatSequence => "cells" in f

/** One scalar of the unrolled state. */
export interface Cell {
  readonly path: string
  /** Greatest code; the smallest is 0. */
  readonly most: number
  readonly isBool: boolean
}

const cellSort = (most: number): Sort => ({ kind: "upto", most })

/** How many cells a part of the state takes; `sort` has concrete extents. Counted, not made: a mistaken size would fill the memory. */
export const cellCount = (sort: Sort): number => {
  switch (sort.kind) {
    case "record": return sort.fields.reduce((n, f) => n + cellCount(f.sort), 0)
    case "vec": return (sort.size as number) * cellCount(sort.of)
    case "fifo": case "bag": return 1 + (sort.capacity as number) * cellCount(sort.of)
    default: return 1
  }
}

/** Most expressions and cells that unrolling makes: a thousand times what a ring takes, and still a matter of seconds. */
const limit_work = 1_000_000

/** The cells below a part of the state, in schema order; `sort` has concrete extents. */
export const cellsOf = (sort: Sort, path: string): readonly Cell[] => {
  switch (sort.kind) {
    case "record": return sort.fields.flatMap((f) => cellsOf(f.sort, path === "" ? f.name : `${path}.${f.name}`))
    case "vec": return Array.from({ length: sort.size as number }, (_, i) => cellsOf(sort.of, `${path}[${i}]`)).flat()
    case "fifo": case "bag":
      return [{ path: `${path}.length`, most: sort.capacity as number, isBool: false }, ...Array.from({ length: sort.capacity as number }, (_, i) => cellsOf(sort.of, `${path}[${i}]`)).flat()]
    default: return [{ path, most: mostOf(sort), isBool: sort.kind === "bool" }]
  }
}

/** Unrolls expressions of one system at one size. */
export class Unroller {
  readonly nodes: Folding = new Folding()
  readonly #at: Instantiator
  #params: Readonly<{ [name: string]: Scalar }> = {}
  #bound: Readonly<{ [name: string]: number }> = {}
  #memo = new Map<string, Flat>()
  #work = 0
  /** What is unrolled now, for the message where it is too much. */
  subject = "the system"

  constructor(sizes: Sizes) { this.#at = new Instantiator(sizes) }

  sort(s: Sort): Sort { return this.#at.sort(s) }

  /** The sequence or scalar that an expression is, for these parameters of the rule. */
  flat(n: Node, params: Readonly<{ [name: string]: Scalar }> = {}): Flat {
    if (params !== this.#params) {
      this.#params = params
      this.#memo = new Map()
    }
    return this.#go(this.#at.node(n))
  }
  /** As `flat`, for an expression that is a scalar. */
  scalar(n: Node, params: Readonly<{ [name: string]: Scalar }> = {}): Node { return this.#scalarOf(this.flat(n, params)) }

  #scalarOf(f: Flat): Node {
    if (isRecord(f) || isSequence(f)) throw new RangeError("a scalar is meant")
    return f
  }

  #spend(work: number): void {
    this.#work += work
    if (this.#work > limit_work) throw new InputError(`${this.subject} is too large at this size: unrolling the system takes more than ${limit_work} expressions`, "Choose a smaller size.")
  }

  #go(n: Node): Flat {
    const key = `${n.id}|${Object.values(this.#bound).join()}`
    const known = this.#memo.get(key)
    if (known !== undefined) return known
    this.#spend(1)
    const made = this.#make(n)
    if (isSequence(made)) this.#spend(made.cells.length)
    this.#memo.set(key, made)
    return made
  }
  #node(n: Node, i: number): Node { return this.#scalarOf(this.#go(operand(n, i))) }
  #list(n: Node, i: number): FlatSequence {
    const f = this.#go(operand(n, i))
    if (!isSequence(f)) throw new RangeError("a sequence is meant")
    return f
  }

  #make(n: Node): Flat {
    const { nodes } = this
    switch (n.op) {
      case "lit": return this.#literal(n.value as Scalar, n.sort)
      case "state": case "after": return this.#symbolic(n.sort, n.name as string, n.op)
      case "param": return this.#literal(this.#params[n.name as string] as Scalar, n.sort)
      case "bound": return nodes.int(this.#bound[n.name as string] as number)
      case "not": return nodes.not(this.#node(n, 0))
      case "and": return nodes.and(this.#node(n, 0), this.#node(n, 1))
      case "or": return nodes.or(this.#node(n, 0), this.#node(n, 1))
      case "ite": return this.#ite(this.#node(n, 0), () => this.#go(operand(n, 1)), () => this.#go(operand(n, 2)))
      case "eq": return nodes.eq(this.#node(n, 0), this.#node(n, 1))
      case "lt": return nodes.lt(this.#node(n, 0), this.#node(n, 1))
      case "add": case "sub": case "mul": case "mod": return nodes.arithmetic(n.op, this.#node(n, 0), this.#node(n, 1))
      case "distance": {
        const width = this.#node(n, 2)
        return nodes.arithmetic("mod", nodes.arithmetic("add", nodes.arithmetic("sub", this.#node(n, 1), this.#node(n, 0)), width), width)
      }
      case "record": return { fields: new Map((n.sort as { fields: readonly { name: string }[] }).fields.map((f, i) => [f.name, this.#go(operand(n, i))])) }
      case "field": return (this.#go(operand(n, 0)) as FlatRecord).fields.get(n.name as string) as Flat
      case "every": return this.#every(n)
      default: return this.#sequence(n)
    }
  }

  #literal(v: Scalar, sort: Sort): Node {
    if (sort.kind === "bool") return this.nodes.bool(v === true)
    return this.nodes.int(codeOf(sort, v))
  }

  #symbolic(sort: Sort, path: string, op: "state" | "after"): Flat {
    const part = (s: Sort, p: string): Flat => this.#symbolic(s, p, op)
    switch (sort.kind) {
      case "record": return { fields: new Map(sort.fields.map((f) => [f.name, part(f.sort, `${path}.${f.name}`)])) }
      case "vec": return { of: sort.of, length: this.nodes.int(sort.size as number), cells: Array.from({ length: sort.size as number }, (_, i) => part(sort.of, `${path}[${i}]`)) }
      case "fifo": case "bag":
        return { of: sort.of, length: part(cellSort(sort.capacity as number), `${path}.length`) as Node, cells: Array.from({ length: sort.capacity as number }, (_, i) => part(sort.of, `${path}[${i}]`)) }
      default: return this.nodes.make(op, [], sort.kind === "bool" ? bool : cellSort(mostOf(sort)), { name: path })
    }
  }

  /** `yes` or `no`, cell by cell. The arm that is not taken is never evaluated where the condition is decided. */
  #ite(c: Node, yes: () => Flat, no: () => Flat): Flat {
    if (c.op === "lit") return c.value === true ? yes() : no()
    return this.#choose(c, yes(), no())
  }
  #choose(c: Node, a: Flat, b: Flat): Flat {
    if (a === b) return a
    if (isRecord(a) && isRecord(b)) return { fields: new Map([...a.fields].map(([name, x]) => [name, this.#choose(c, x, b.fields.get(name) as Flat)])) }
    if (isSequence(a) && isSequence(b)) return { of: a.of, length: this.nodes.ite(c, a.length, b.length), cells: a.cells.map((x, i) => this.#choose(c, x, b.cells[i] as Flat)) }
    return this.nodes.ite(c, this.#scalarOf(a), this.#scalarOf(b))
  }

  /** The dead cell of a sort: every scalar 0. */
  #zero(sort: Sort): Flat {
    switch (sort.kind) {
      case "bool": return this.nodes.bool(false)
      case "record": return { fields: new Map(sort.fields.map((f) => [f.name, this.#zero(f.sort)])) }
      case "vec": return { of: sort.of, length: this.nodes.int(sort.size as number), cells: Array.from({ length: sort.size as number }, () => this.#zero(sort.of)) }
      case "fifo": case "bag": return { of: sort.of, length: this.nodes.int(0), cells: Array.from({ length: sort.capacity as number }, () => this.#zero(sort.of)) }
      default: return this.nodes.int(0)
    }
  }

  #every(n: Node): Node {
    const count = this.#node(n, 0)
    const end = this.nodes.interval(count).to
    this.#spend(end)
    const outer = this.#bound
    let all = this.nodes.bool(true)
    for (let i = 0; i < end; i++) {
      this.#bound = { ...outer, [n.name as string]: i }
      const body = this.#node(n, 1)
      this.#bound = outer
      all = this.nodes.and(all, this.nodes.or(this.nodes.le(count, this.nodes.int(i)), body))
    }
    return all
  }

  #sequence(n: Node): Flat {
    const { nodes } = this
    switch (n.op) {
      case "at": return this.#select(this.#list(n, 0), this.#node(n, 1))
      case "length": return this.#list(n, 0).length
      case "set": {
        const [q, i, x] = [this.#list(n, 0), this.#node(n, 1), this.#go(operand(n, 2))]
        return { ...q, cells: q.cells.map((c, k) => this.#ite(nodes.eq(i, nodes.int(k)), () => x, () => c)) }
      }
      case "fill": return this.#literalSequence(n, Array.from({ length: this.#node(n, 0).value as number }, () => this.#go(operand(n, 1))))
      case "list": return this.#literalSequence(n, n.args.map((x) => this.#go(x)))
      case "push": {
        const [q, x] = [this.#list(n, 0), this.#go(operand(n, 1))]
        return { of: q.of, length: nodes.arithmetic("add", q.length, nodes.int(1)), cells: q.cells.map((c, k) => this.#ite(nodes.eq(q.length, nodes.int(k)), () => x, () => c)) }
      }
      case "put": return this.#put(this.#list(n, 0), this.#go(operand(n, 1)))
      case "take": return this.#take(this.#list(n, 0), this.#node(n, 1))
      case "prefix": return this.#prefix(this.#list(n, 0), this.#list(n, 1))
      default: throw new RangeError(`${n.op} cannot be unrolled`)
    }
  }

  #literalSequence(n: Node, items: readonly Flat[]): FlatSequence {
    if (n.sort.kind !== "vec" && n.sort.kind !== "fifo" && n.sort.kind !== "bag") throw new RangeError("a list without a shape")
    const of = n.sort.of
    const capacity = (n.sort.kind === "vec" ? n.sort.size : n.sort.capacity) as number
    return { of, length: this.nodes.int(items.length), cells: Array.from({ length: capacity }, (_, i) => items[i] ?? this.#zero(of)) }
  }

  #select(q: FlatSequence, i: Node): Flat {
    if (i.op === "lit") return q.cells[i.value as number] ?? this.#zero(q.of)
    const last = q.cells.at(-1) ?? this.#zero(q.of)
    return q.cells.slice(0, -1).reduceRight<Flat>((otherwise, c, k) => this.#choose(this.nodes.eq(i, this.nodes.int(k)), c, otherwise), last)
  }

  #take(q: FlatSequence, i: Node): FlatSequence {
    const { nodes } = this
    const behind = (k: number): Flat => q.cells[k + 1] ?? this.#zero(q.of)
    return { of: q.of, length: nodes.arithmetic("sub", q.length, nodes.int(1)), cells: q.cells.map((c, k) => this.#ite(nodes.le(i, nodes.int(k)), () => behind(k), () => c)) }
  }

  /** The scalars of a value, in schema order. */
  scalars(f: Flat, sort: Sort): readonly Node[] {
    if (isRecord(f)) return (sort as { fields: readonly { name: string; sort: Sort }[] }).fields.flatMap((x) => this.scalars(f.fields.get(x.name) as Flat, x.sort))
    if (!isSequence(f)) return [f]
    const items = f.cells.flatMap((c) => this.scalars(c, f.of))
    return sort.kind === "vec" ? items : [f.length, ...items]
  }

  #number(n: Node): Node { return n.sort.kind === "bool" ? this.nodes.ite(n, this.nodes.int(1), this.nodes.int(0)) : n }

  /** x is at most y, in the canonical order of a bag. */
  #atMost(x: readonly Node[], y: readonly Node[]): Node {
    const { nodes } = this
    return x.reduceRight<Node>((rest, a, i) => {
      const [p, q] = [this.#number(a), this.#number(y[i] as Node)]
      return nodes.or(nodes.lt(p, q), nodes.and(nodes.eq(p, q), rest))
    }, nodes.bool(true))
  }

  #put(q: FlatSequence, x: Flat): FlatSequence {
    const { nodes } = this
    const key = this.scalars(x, q.of)
    const stays = q.cells.map((c, k) => nodes.and(nodes.lt(nodes.int(k), q.length), this.#atMost(this.scalars(c, q.of), key)))
    const cells = q.cells.map((c, k): Flat => {
      const before = k === 0 ? nodes.bool(true) : (stays[k - 1] as Node)
      const shifted = (): Flat => (k === 0 ? c : this.#choose(nodes.le(nodes.int(k), q.length), q.cells[k - 1] as Flat, c))
      return this.#ite(stays[k] as Node, () => c, () => this.#ite(nodes.and(before, nodes.le(nodes.int(k), q.length)), () => x, shifted))
    })
    return { of: q.of, length: nodes.arithmetic("add", q.length, nodes.int(1)), cells }
  }

  #prefix(a: FlatSequence, b: FlatSequence): Node {
    const { nodes } = this
    const equal = (k: number): Node => {
      const [x, y] = [a.cells[k], b.cells[k]]
      if (x === undefined || y === undefined) return nodes.bool(false)
      const [u, v] = [this.scalars(x, a.of), this.scalars(y, b.of)]
      return u.reduce<Node>((all, p, i) => nodes.and(all, nodes.eq(p, v[i] as Node)), nodes.bool(true))
    }
    return a.cells.reduce<Node>((all, _, k) => nodes.and(all, nodes.or(nodes.le(a.length, nodes.int(k)), equal(k))), nodes.le(a.length, b.length))
  }
}
