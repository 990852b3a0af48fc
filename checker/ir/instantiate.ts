/**
 * Puts numbers in place of a system's sizes. What this decides (a conjunct that is constant, an obligation that
 * always holds) is decided by intervals, so it is true in every state, not only in reachable ones.
 */
import { Nodes, operand, type Node } from "./node.ts"
import { extentAt, isNumeric, mostOf, sortAt, type Sort } from "./sort.ts"
import type { Sizes } from "./system.ts"

interface Interval { readonly from: number; readonly to: number }
const anything: Interval = { from: -Infinity, to: Infinity }
const hull = (a: Interval, b: Interval): Interval => ({ from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) })

/** Rewrites nodes of a symbolic IR into nodes without sizes, simplified. */
export class Instantiator {
  readonly nodes: Nodes = new Nodes()
  readonly #sizes: Sizes
  readonly #done = new Map<Node, Node>()
  readonly #intervals = new Map<Node, Interval>()
  readonly #sorts = new Map<Sort, Sort>()
  constructor(sizes: Sizes) { this.#sizes = sizes }

  sort(s: Sort): Sort {
    const known = this.#sorts.get(s) ?? sortAt(s, this.#sizes)
    this.#sorts.set(s, known)
    return known
  }

  node(n: Node): Node {
    const known = this.#done.get(n)
    if (known !== undefined) return known
    const made = this.#make(n)
    this.#done.set(n, made)
    return made
  }

  #make(n: Node): Node {
    const { nodes } = this
    const [a, b, c] = n.args.map((x) => this.node(x)) as [Node, Node, Node]
    switch (n.op) {
      case "size": return nodes.int(extentAt({ size: n.name as string }, this.#sizes))
      case "not": return nodes.not(a)
      case "and": return nodes.and(a, b)
      case "or": return nodes.or(a, b)
      case "ite": return nodes.ite(a, b, c)
      case "eq": return this.#disjoint(a, b) ? nodes.bool(false) : nodes.eq(a, b)
      case "lt": return this.#lt(a, b)
      case "add": case "sub": case "mul": return nodes.arithmetic(n.op, a, b)
      case "mod": return isNumeric(n.sort) ? this.#mod(a, b) : nodes.make("mod", [a, b], this.sort(n.sort))
      case "every": return this.#every(n, a, b)
      default: return nodes.make(n.op, n.args.map((x) => this.node(x)), this.sort(n.sort), this.#label(n))
    }
  }

  #label(n: Node): { value?: NonNullable<Node["value"]>; name?: string } {
    return { ...(n.value === undefined ? {} : { value: n.value }), ...(n.name === undefined ? {} : { name: n.name }) }
  }

  #every(n: Node, count: Node, body: Node): Node {
    if (count.op === "lit" && count.value === 0) return this.nodes.bool(true)
    if (body.op === "lit" && (body.value === true || count.op === "lit")) return body
    return this.nodes.make("every", [count, body], { kind: "bool" }, this.#label(n))
  }

  #disjoint(a: Node, b: Node): boolean {
    if (!isNumeric(a.sort) || !isNumeric(b.sort)) return false
    const [x, y] = [this.interval(a), this.interval(b)]
    return x.to < y.from || y.to < x.from
  }

  #lt(a: Node, b: Node): Node {
    const [x, y] = [this.interval(a), this.interval(b)]
    if (x.to < y.from) return this.nodes.bool(true)
    if (x.from >= y.to) return this.nodes.bool(false)
    return this.nodes.lt(a, b)
  }

  #mod(a: Node, b: Node): Node {
    const [x, y] = [this.interval(a), this.interval(b)]
    return x.from >= 0 && x.to < y.from ? a : this.nodes.arithmetic("mod", a, b)
  }

  /** The numbers that a node of this instantiator can have. */
  interval(n: Node): Interval {
    const known = this.#intervals.get(n)
    if (known !== undefined) return known
    const found = this.#interval(n)
    this.#intervals.set(n, found)
    return found
  }

  #interval(n: Node): Interval {
    if (n.op === "lit") return typeof n.value === "number" ? { from: n.value, to: n.value } : anything
    if (n.sort.kind === "upto" || n.sort.kind === "below") return { from: 0, to: mostOf(n.sort) }
    const part = (i: number): Interval => this.interval(operand(n, i))
    switch (n.op) {
      case "length": {
        const s = operand(n, 0).sort
        return { from: 0, to: (s.kind === "fifo" || s.kind === "bag" ? s.capacity : Infinity) as number }
      }
      case "ite": return hull(part(1), part(2))
      case "add": return { from: part(0).from + part(1).from, to: part(0).to + part(1).to }
      case "sub": return { from: part(0).from - part(1).to, to: part(0).to - part(1).from }
      case "mul": return part(0).from >= 0 && part(1).from >= 0 && Number.isFinite(part(0).to) && Number.isFinite(part(1).to) ? { from: part(0).from * part(1).from, to: part(0).to * part(1).to } : anything
      case "mod": {
        const [x, y] = [part(0), part(1)]
        if (y.from < 1) return anything
        return { from: x.from >= 0 ? 0 : 1 - y.to, to: Math.min(y.to - 1, Math.max(x.to, 0)) }
      }
      case "distance": return { from: 0, to: part(2).to - 1 }
      default: return anything
    }
  }
}
