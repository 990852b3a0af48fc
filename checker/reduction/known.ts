/**
 * What is known of an expression where some cells are forgotten: whether it has the same value whatever these cells held
 * (Kleene's three values). What is called known is so; what is not called known may still be.
 */
import type { Folding } from "../ir/fold.ts"
import { operand, type Node } from "../ir/node.ts"
import { substituting } from "../ir/substitute.ts"

/** Of a condition: where it is known to hold, and where it is known to fail. */
export interface Truth {
  readonly yes: Node
  readonly no: Node
}

export class Known {
  readonly #nodes: Folding
  /** By the path of a cell, the condition under which it is forgotten. Cells after a step are asked for as they stand, so put in their values first. */
  readonly #forgotten: ReadonlyMap<string, Node>
  readonly #truths = new Map<Node, Truth>()
  readonly #unknown = new Map<Node, Node>()
  readonly #touched = new Map<Node, boolean>()

  constructor(nodes: Folding, forgotten: ReadonlyMap<string, Node>) {
    this.#nodes = nodes
    this.#forgotten = forgotten
  }

  /** True if the expression reads a cell that may be forgotten. */
  touches(n: Node): boolean {
    const known = this.#touched.get(n)
    if (known !== undefined) return known
    const found = (n.op === "state" && this.#forgotten.has(n.name as string)) || n.args.some((a) => this.touches(a))
    this.#touched.set(n, found)
    return found
  }

  /** For a condition. */
  truth(n: Node): Truth {
    const known = this.#truths.get(n)
    if (known !== undefined) return known
    const made = this.#truth(n)
    this.#truths.set(n, made)
    return made
  }
  #truth(n: Node): Truth {
    const { and, or, not } = this.#words()
    if (!this.touches(n)) return { yes: n, no: not(n) }
    const t = (i: number): Truth => this.truth(operand(n, i))
    switch (n.op) {
      case "not": return { yes: t(0).no, no: t(0).yes }
      case "and": return { yes: and(t(0).yes, t(1).yes), no: or(t(0).no, t(1).no) }
      case "or": return { yes: or(t(0).yes, t(1).yes), no: and(t(0).no, t(1).no) }
      case "ite": {
        const [c, a, b] = [t(0), t(1), t(2)]
        return { yes: or(or(and(c.yes, a.yes), and(c.no, b.yes)), and(a.yes, b.yes)), no: or(or(and(c.yes, a.no), and(c.no, b.no)), and(a.no, b.no)) }
      }
      default: {
        const isKnown = not(this.unknown(n))
        return { yes: and(isKnown, n), no: and(isKnown, not(n)) }
      }
    }
  }

  /** Where the value is not known. */
  unknown(n: Node): Node {
    const known = this.#unknown.get(n)
    if (known !== undefined) return known
    const made = this.#unknownOf(n)
    this.#unknown.set(n, made)
    return made
  }
  #unknownOf(n: Node): Node {
    const { and, or, not } = this.#words()
    if (!this.touches(n)) return this.#nodes.bool(false)
    if (n.op === "state") return this.#forgotten.get(n.name as string) as Node
    if (["not", "and", "or"].includes(n.op) || (n.op === "ite" && n.sort.kind === "bool")) {
      const { yes, no } = this.truth(n)
      return not(or(yes, no))
    }
    if (n.op === "ite") {
      const [c, a, b] = n.args as readonly [Node, Node, Node]
      const { yes, no } = this.truth(c)
      return or(or(and(yes, this.unknown(a)), and(no, this.unknown(b))), not(or(yes, no)))
    }
    return n.args.reduce((any, a) => or(any, this.unknown(a)), this.#nodes.bool(false))
  }

  #words(): { readonly and: (a: Node, b: Node) => Node; readonly or: (a: Node, b: Node) => Node; readonly not: (a: Node) => Node } {
    const nodes = this.#nodes
    return { and: (a, b) => nodes.and(a, b), or: (a, b) => nodes.or(a, b), not: (a) => nodes.not(a) }
  }
}

/** Puts what an instance makes of each cell in place of the cells after the step. */
export const afterStep = (nodes: Folding, updates: ReadonlyMap<string, Node>): ((n: Node) => Node) =>
  substituting(nodes, (n) => (n.op === "after" ? updates.get(n.name as string) ?? nodes.make("state", [], n.sort, { name: n.name as string }) : undefined))
