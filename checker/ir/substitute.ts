import type { Node, Nodes } from "./node.ts"

/**
 * Expressions with others in place of cells: where `leaf` gives something for a cell, before or after the step, that
 * stands there instead. What is built anew is built by `nodes`, which may fold it. What was built once is kept, so many
 * expressions that share parts cost little more than one.
 */
export const substituting = (nodes: Nodes, leaf: (n: Node) => Node | undefined): ((n: Node) => Node) => {
  const done = new Map<Node, Node>()
  const make = (n: Node): Node => {
    const [a, b, c] = n.args.map(go) as [Node, Node, Node]
    switch (n.op) {
      case "state": case "after": return leaf(n) ?? n
      case "not": return nodes.not(a)
      case "and": return nodes.and(a, b)
      case "or": return nodes.or(a, b)
      case "ite": return nodes.ite(a, b, c)
      case "eq": return nodes.eq(a, b)
      case "lt": return nodes.lt(a, b)
      case "add": case "sub": case "mul": case "mod": return nodes.arithmetic(n.op, a, b)
      default: return n
    }
  }
  const go = (n: Node): Node => {
    const known = done.get(n)
    if (known !== undefined) return known
    const made = make(n)
    done.set(n, made)
    return made
  }
  return go
}
