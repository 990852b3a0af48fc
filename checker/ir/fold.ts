/**
 * A maker of nodes that decides comparisons by intervals. What it decides is true in every state, reachable or not.
 */
import { Nodes, operand, type Node } from "./node.ts"
import { bool, isNumeric, mostOf } from "./sort.ts"

export interface Interval { readonly from: number; readonly to: number }
const anything: Interval = { from: -Infinity, to: Infinity }
const hull = (a: Interval, b: Interval): Interval => ({ from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) })

/** Makes nodes over concrete extents, folded. */
export class Folding extends Nodes {
  readonly #intervals = new Map<Node, Interval>()

  override lt(a: Node, b: Node): Node {
    const [x, y] = [this.interval(a), this.interval(b)]
    if (x.to < y.from) return this.bool(true)
    return x.from >= y.to ? this.bool(false) : super.lt(a, b)
  }
  override eq(a: Node, b: Node): Node {
    if (isNumeric(a.sort) && isNumeric(b.sort)) {
      const [x, y] = [this.interval(a), this.interval(b)]
      if (x.to < y.from || y.to < x.from) return this.bool(false)
      if (x.from === x.to && y.from === y.to) return this.bool(true)
    }
    return super.eq(a, b)
  }
  override arithmetic(op: "add" | "sub" | "mul" | "mod", a: Node, b: Node): Node {
    if (op === "mod") {
      const [x, y] = [this.interval(a), this.interval(b)]
      if (x.from >= 0 && x.to < y.from) return a
    }
    return super.arithmetic(op, a, b)
  }
  /** For every value of the variable. */
  every(count: Node, body: Node, name: string): Node {
    if (count.op === "lit" && count.value === 0) return this.bool(true)
    if (body.op === "lit") return body.value === true ? body : this.eq(count, this.int(0))
    return this.make("every", [count, body], bool, { name })
  }

  /** The numbers that a node can have. */
  interval(n: Node): Interval {
    const known = this.#intervals.get(n)
    if (known !== undefined) return known
    const found = this.#find(n)
    this.#intervals.set(n, found)
    return found
  }

  #find(n: Node): Interval {
    if (n.op === "lit") return typeof n.value === "number" ? { from: n.value, to: n.value } : anything
    if (n.sort.kind === "upto" || n.sort.kind === "below") return { from: 0, to: mostOf(n.sort) }
    const part = (i: number): Interval => this.interval(operand(n, i))
    switch (n.op) {
      case "length": {
        const s = operand(n, 0).sort
        return { from: 0, to: s.kind === "fifo" || s.kind === "bag" ? (s.capacity as number) : Infinity }
      }
      case "ite": return hull(part(1), part(2))
      case "add": return { from: part(0).from + part(1).from, to: part(0).to + part(1).to }
      case "sub": return { from: part(0).from - part(1).to, to: part(0).to - part(1).from }
      case "mul": return product(part(0), part(1))
      case "mod": return remainder(part(0), part(1))
      case "distance": return { from: 0, to: part(2).to - 1 }
      default: return anything
    }
  }
}

const product = (x: Interval, y: Interval): Interval => {
  if (![x.from, x.to, y.from, y.to].every(Number.isFinite)) return anything
  const corners = [x.from * y.from, x.from * y.to, x.to * y.from, x.to * y.to]
  return { from: Math.min(...corners), to: Math.max(...corners) }
}

const remainder = (x: Interval, y: Interval): Interval =>
  y.from < 1 ? anything : { from: x.from >= 0 ? 0 : 1 - y.to, to: Math.min(y.to - 1, Math.max(x.to, 0)) }
