/** Which parts of the state an expression reads and how a rule writes them: for single access, and for commuting steps. */
import { operand, type Node } from "./node.ts"
import type { RuleIr, SystemIr, Update } from "./system.ts"

const steps: ReadonlySet<Node["op"]> = new Set(["at", "field", "length"])

/** The leaf that a chain of `at`, `field` and `length` starts from. */
const rootOf = (n: Node): Node => (steps.has(n.op) ? rootOf(operand(n, 0)) : n)

/** One access: the leaf, and the longest chain of `at` and `field` that leads from it to what is read. */
export interface Access {
  readonly leaf: string
  readonly chain: Node
}

/** Every access that the expressions make. */
export const accesses = (roots: readonly Node[]): readonly Access[] => {
  const found = new Map<Node, Access>()
  const seen = new Set<string>()
  const go = (n: Node, inChain: boolean): void => {
    const key = `${n.id}${inChain ? "+" : ""}`
    if (seen.has(key)) return
    seen.add(key)
    const chained = steps.has(n.op)
    if (!inChain && (chained || n.op === "state")) {
      const root = rootOf(n)
      if (root.op === "state") found.set(n, { leaf: root.name as string, chain: n })
    }
    n.args.forEach((a, i) => go(a, chained && i === 0))
  }
  for (const r of roots) go(r, false)
  return [...found.values()]
}

/** How an update changes its leaf: what it does beside copying the old value. */
export interface Write {
  readonly leaf: string
  readonly kind: "assign" | "push" | "take"
}
/** What one update does to its leaf. */
export const writes = (u: Update): readonly Write[] => {
  const kinds = new Set<Write["kind"]>()
  const go = (n: Node): void => {
    if (n.op === "ite") return [operand(n, 1), operand(n, 2)].forEach(go)
    // On this path the leaf keeps what it had, but for the pushes and takes that were met on the way.
    if (n.op === "state" && n.name === u.path) return
    if (n.op !== "push" && n.op !== "put" && n.op !== "take") return void kinds.add("assign")
    kinds.add(n.op === "take" ? "take" : "push")
    go(operand(n, 0))
  }
  go(u.node)
  return [...kinds].map((kind) => ({ leaf: u.path, kind }))
}

/** Every leaf that a rule reads in its guard, in its effect (beside the leaf's own base), or in both. */
export const readsOf = (r: RuleIr): readonly Access[] => accesses([...r.when.map((c) => c.node), ...r.then.map((u) => u.node)])
/** Every write of a rule, history included. */
export const writesOf = (r: RuleIr): readonly Write[] => [...r.then, ...r.note].flatMap(writes)

/** For each leaf, the places that assign it, push into it and take from it. History is left out. */
export interface Writers {
  readonly assign: ReadonlySet<string>
  readonly push: ReadonlySet<string>
  readonly take: ReadonlySet<string>
}
/** Who writes each leaf. History is left out. */
export const writersOf = (ir: Pick<SystemIr, "rules" | "leaves">): ReadonlyMap<string, Writers> => {
  const found = new Map(ir.leaves.filter((l) => !l.ghost).map((l) => [l.path, { assign: new Set<string>(), push: new Set<string>(), take: new Set<string>() }]))
  for (const r of ir.rules) for (const u of r.then) for (const w of writes(u)) found.get(w.leaf)?.[w.kind].add(r.place)
  return found
}
