/**
 * After which instances a property has to be judged: those that write a cell which it reads. It held before, and of what
 * it reads nothing has changed. A step property is judged after the others too, unless it says of a step that leaves
 * alone what it reads that it is right.
 */
import type { FlatProperty, FlatSystem } from "../ir/flat.ts"
import { walk, type Node, type Nodes } from "../ir/node.ts"

/** What is judged of a property in a state or on a step; of a leads-to only that it has a value. */
export const judged = (p: FlatProperty): readonly Node[] => {
  const obligations = p.obligations.map((o) => o.node)
  return p.property.kind === "leadsTo" ? obligations : [...obligations, p.given, p.holds]
}

const cellsRead = (roots: readonly Node[]): ReadonlySet<string> => {
  const found = new Set<string>()
  walk(roots, (n) => { if (n.op === "state" || n.op === "after") found.add(n.name as string) })
  return found
}

/** An expression with others in place of its cells, folded; where `leaf` gives nothing, a cell stays. */
const substituted = (nodes: Nodes, root: Node, leaf: (n: Node) => Node | undefined): Node => {
  const known = new Map<Node, Node>()
  const made = (n: Node): Node => {
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
    const found = known.get(n) ?? made(n)
    known.set(n, found)
    return found
  }
  return go(root)
}

/** What an expression comes to where the state after the step is the state before it. */
export const stuttered = (nodes: Nodes, n: Node): Node => substituted(nodes, n, (x) => (x.op === "after" ? nodes.make("state", [], x.sort, { name: x.name as string }) : undefined))

/** Most values that are put in place of cells to find out whether a condition is always true. */
const limit_values = 5_000

/** True if a condition is found to hold whatever its cells are: by putting every value in place of one cell after the other. */
export const isAlwaysTrue = (flat: Pick<FlatSystem, "nodes" | "cells">, root: Node): boolean => {
  const cells = new Map(flat.cells.map((c) => [c.path, c]))
  let left = limit_values
  const holds = (n: Node): boolean => {
    if (n.op === "lit") return n.value === true
    const [path] = cellsRead([n])
    const cell = path === undefined ? undefined : cells.get(path)
    if (cell === undefined) return false
    for (let v = 0; v <= Math.max(cell.most, 0); v++) {
      if (left-- <= 0) return false
      const value = cell.isBool ? flat.nodes.bool(v === 1) : flat.nodes.int(v)
      if (!holds(substituted(flat.nodes, n, (x) => (x.op === "state" && x.name === path ? value : undefined)))) return false
    }
    return true
  }
  return holds(root)
}

/** True for a step property that a step may break which changes nothing that it reads, as far as can be told. */
const mindsStuttering = (flat: FlatSystem, p: FlatProperty): boolean => {
  if (p.property.kind !== "step") return false
  const { nodes } = flat
  const said = [...p.obligations.map((o) => o.node), nodes.implies(p.given, p.holds)]
  return !said.every((n) => isAlwaysTrue(flat, stuttered(nodes, n)))
}

/** For each instance, the properties that are judged when it has fired, by their indices. */
export const footprints = (flat: FlatSystem): readonly (readonly number[])[] => {
  const reads = flat.properties.map((p) => cellsRead(judged(p)))
  const minds = flat.properties.map((p) => mindsStuttering(flat, p))
  return flat.instances.map((x) => {
    const written = x.updates.map((u) => flat.cells[u.cell]?.path as string)
    return flat.properties.flatMap((_, k) => (minds[k] === true || written.some((path) => reads[k]?.has(path) === true) ? [k] : []))
  })
}
