/**
 * After which instances a property has to be judged: those that write a cell which it reads. It held before, and of what
 * it reads nothing has changed. A step property is judged after the others too, unless it says of a step that leaves
 * alone what it reads that it is right.
 */
import type { FlatProperty, FlatSystem } from "../ir/flat.ts"
import { walk, type Node, type Nodes } from "../ir/node.ts"
import { substituting } from "../ir/substitute.ts"

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

/** What an expression comes to where the state after the step is the state before it. */
export const stuttered = (nodes: Nodes, n: Node): Node => substituting(nodes, (x) => (x.op === "after" ? nodes.make("state", [], x.sort, { name: x.name as string }) : undefined))(n)

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
      if (!holds(substituting(flat.nodes, (x) => (x.op === "state" && x.name === path ? value : undefined))(n))) return false
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
