/** Puts numbers in place of a system's sizes. */
import { Folding } from "./fold.ts"
import type { Node } from "./node.ts"
import { extentAt, isNumeric, sortAt, type Sort } from "./sort.ts"
import type { Sizes } from "./system.ts"

/** Rewrites nodes of a symbolic IR into folded nodes without sizes. */
export class Instantiator {
  readonly nodes: Folding = new Folding()
  readonly #sizes: Sizes
  readonly #done = new Map<Node, Node>()
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
    const args = n.args.map((x) => this.node(x))
    const [a, b, c] = args as [Node, Node, Node]
    switch (n.op) {
      case "size": return nodes.int(extentAt({ size: n.name as string }, this.#sizes))
      case "not": return nodes.not(a)
      case "and": return nodes.and(a, b)
      case "or": return nodes.or(a, b)
      case "ite": return nodes.ite(a, b, c)
      case "eq": return nodes.eq(a, b)
      case "lt": return nodes.lt(a, b)
      case "add": case "sub": case "mul": return nodes.arithmetic(n.op, a, b)
      case "mod": return isNumeric(n.sort) ? nodes.arithmetic("mod", a, b) : nodes.make("mod", args, this.sort(n.sort))
      case "every": return nodes.every(a, b, n.name as string)
      default: return nodes.make(n.op, args, this.sort(n.sort), { ...(n.value === undefined ? {} : { value: n.value }), ...(n.name === undefined ? {} : { name: n.name }) })
    }
  }
}
