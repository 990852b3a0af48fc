/** Prints rules and properties in the words of their own machine: `tx.written`, not `a.tx.written`. */
import { Nodes, operand, type Node } from "../checker/ir/node.ts"
import { printNode } from "../checker/ir/print.ts"
import type { Param, PropertyIr, RuleIr, SystemIr, Update } from "../checker/ir/system.ts"

/** Which parts of the state a place sees, and what the machines there call them. */
export interface ViewNames {
  readonly parts: readonly string[]
  readonly names: readonly string[]
}

/** A path of the state as the view has it: of the one part of a place, the rest; of a join's part, its name there and the rest. */
export const pathIn = (view: ViewNames, path: string): string => {
  for (const [i, part] of view.parts.entries()) {
    const name = view.names[i]
    if (path === part) return name ?? path
    if (path.startsWith(`${part}.`)) return `${name === undefined ? "" : `${name}.`}${path.slice(part.length + 1)}`
  }
  return path
}

/** The same expression over the view's paths. */
const renamed = (view: ViewNames, root: Node): Node => {
  const nodes = new Nodes()
  const done = new Map<Node, Node>()
  const go = (n: Node): Node => {
    const known = done.get(n)
    if (known !== undefined) return known
    const name = n.op === "state" || n.op === "after" ? pathIn(view, n.name as string) : n.name
    const made = nodes.make(n.op, n.args.map(go), n.sort, { ...(n.value === undefined ? {} : { value: n.value }), ...(name === undefined ? {} : { name }) })
    done.set(n, made)
    return made
  }
  return go(root)
}

/** An expression in the words of a view. */
export const words = (view: ViewNames, n: Node): string => printNode(renamed(view, n))

/** The operands of a conjunction, however nested. */
export const conjuncts = (n: Node): readonly Node[] => (n.op === "and" ? n.args.flatMap(conjuncts) : [n])

/** The view of a property: that of a rule at the same place. Without one, paths are printed in full. */
export const viewOfProperty = (ir: SystemIr, p: PropertyIr): ViewNames => ir.rules.find((r) => r.place === p.place) ?? { parts: [], names: [] }

/** One case of an effect: where `where` holds, `path` becomes `value`. */
export interface Effect {
  readonly path: string
  /** Empty: always. */
  readonly where: readonly string[]
  readonly value: string
}

interface Test {
  readonly node: Node
  readonly holds: boolean
}
/** What an equality compares with a literal. */
export const compared = (n: Node): Node | undefined => {
  if (n.op !== "eq") return undefined
  const [a, b] = [operand(n, 0), operand(n, 1)]
  return a.op === "lit" ? b : b.op === "lit" ? a : undefined
}
/** One more test. That `x` is "b" says all that its not being "a" said before. */
const joined = (tests: readonly Test[], more: Test): readonly Test[] => {
  const what = more.holds ? compared(more.node) : undefined
  return [...tests.filter((t) => what === undefined || t.holds || compared(t.node) !== what), more]
}

/** Of an enumeration of which all values but one are excluded: the one. */
const onlyValue = (tests: readonly Test[]): { readonly of: Node; readonly value: string } | undefined => {
  for (const t of tests) {
    const of = t.holds ? undefined : compared(t.node)
    if (of?.sort.kind !== "enum") continue
    const excluded = new Set(tests.filter((x) => !x.holds && compared(x.node) === of).flatMap((x) => x.node.args.map((a) => a.value)))
    const left = of.sort.values.filter((v) => !excluded.has(v))
    if (left.length === 1) return { of, value: left[0] as string }
  }
  return undefined
}

/** An effect case by case; the cases that leave the path as it is are left out. */
export const effects = (view: ViewNames, u: Update): readonly Effect[] => {
  const path = pathIn(view, u.path)
  const print = (t: Test): string => words(view, t.holds ? t.node : new Nodes().not(t.node))
  const all = (tests: readonly Test[]): readonly string[] => {
    const left = onlyValue(tests)
    if (left === undefined) return tests.map(print)
    return [...tests.filter((t) => compared(t.node) !== left.of).map(print), `${words(view, left.of)} === "${left.value}"`]
  }
  const go = (n: Node, tests: readonly Test[]): readonly Effect[] => {
    if (n.op === "state" && n.name === u.path) return []
    if (n.op !== "ite") return [{ path, where: all(tests), value: words(view, n) }]
    const node = operand(n, 0)
    return [...go(operand(n, 1), joined(tests, { node, holds: true })), ...go(operand(n, 2), joined(tests, { node, holds: false }))]
  }
  return go(u.node, [])
}

/** The values of a parameter. */
export const domainOf = (view: ViewNames, p: Param): string =>
  p.domain.kind === "range" ? `0 … ${words(view, p.domain.count)} - 1` : p.domain.values.map((v) => words(view, v).replaceAll('"', "")).join(", ")

/** What a rule writes of the history, by name: properties alone read it, an implementation has nothing to do for it. */
export const history = (r: RuleIr): readonly string[] => r.note.map((u) => pathIn(r, u.path).split(".").slice(1).join("."))
