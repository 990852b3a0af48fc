/**
 * What a system's states may forget, by groups of cells that are forgotten together.
 *
 * A forgetting rule names cells by what it puts in place of them: a literal, the same for every state. Where its
 * conditions hold, what these cells held is forgotten.
 */
import { InputError } from "../errors.ts"
import type { FlatInstance, FlatSystem } from "../ir/flat.ts"
import type { Folding } from "../ir/fold.ts"
import type { Node } from "../ir/node.ts"
import { placed, printSource } from "../ir/system.ts"

export interface Group {
  /** What stands in the forgotten cells. */
  readonly cells: readonly { readonly cell: number; readonly code: number }[]
  /** Where they are forgotten. */
  readonly when: Node
}

/** Most groups: one bit of an integer for each. What is beyond is not forgotten. */
export const limit_groups = 31

/** The code that a literal has in its cell. */
const codeOf = (n: Node): number => (typeof n.value === "boolean" ? Number(n.value) : (n.value as number))

/** What an update gives the cell where its conditions hold: an element of an array is put back into it, so the arms that keep the cell are left out. */
const given = (n: Node, path: string, x: FlatInstance): number | undefined => {
  if (n.op === "lit") return codeOf(n)
  if (n.op === "state" && n.name === path) return undefined
  const { rule } = x
  throw new InputError(`${printSource(rule.source)}: ${rule.id} puts something else than a literal in place of ${path}`, "What is forgotten makes room for one and the same value in every state, as `blank` or 0; which element it is of is the choice of a parameter.")
}

const conjunction = (nodes: Folding, x: FlatInstance): Node => x.conjuncts.reduce((all, c) => nodes.and(all, c.node), nodes.bool(true))

/**
 * The groups of a system at its size. Rules that forget the same cell make one condition of it.
 *
 * @throws InputError where a rule puts something else than a literal in place of a cell
 */
export const groupsOf = (flat: FlatSystem): readonly Group[] => {
  const { nodes } = flat
  const conditions = new Map<number, { when: Node; code: number }>()
  for (const x of flat.forgets) {
    const when = conjunction(nodes, x)
    if (when.op === "lit" && when.value === false) continue
    for (const u of x.updates) {
      const code = given(u.node, flat.cells[u.cell]?.path ?? "", x)
      if (code === undefined) continue
      const known = conditions.get(u.cell)
      if (known !== undefined && known.code !== code) throw new InputError(`${printSource(x.rule.source)}: ${placed(x.rule)} puts another value in place of ${flat.cells[u.cell]?.path ?? ""} than a rule before it`, "One value for each cell.")
      conditions.set(u.cell, { code, when: known === undefined ? when : nodes.or(known.when, when) })
    }
  }
  const groups = new Map<Node, { cell: number; code: number }[]>()
  for (const [cell, { when, code }] of conditions) groups.set(when, [...(groups.get(when) ?? []), { cell, code }])
  return [...groups].slice(0, limit_groups).map(([when, cells]) => ({ when, cells }))
}
