/** Whether a mutant does the same is seen in its code before anything is searched. */
import { kernelOf } from "../explorer/kernel.ts"
import { flatten } from "../ir/flat.ts"
import { printNode } from "../ir/print.ts"
import { sizesOf } from "../ir/reading.ts"
import type { Domain, RefinementIr, RuleIr, SystemIr } from "../ir/system.ts"

const domainText = (d: Domain): readonly string[] => (d.kind === "range" ? [printNode(d.count)] : d.values.map(printNode))
const ruleText = (r: RuleIr): unknown => [
  r.id, r.params.map((p) => [p.name, domainText(p.domain)]), r.when.map((c) => printNode(c.node)), r.then.map((u) => [u.path, printNode(u.node)]),
  [...r.when.flatMap((c) => c.obligations), ...r.obligations].map((o) => printNode(o.holds)),
]
/** A refined service is interpreted and not compiled. */
const serviceText = ({ id, service: s }: RefinementIr): unknown => [id, s.leaves.map((l) => [l.path, l.sort]), s.init.map((u) => printNode(u.node)), s.rules.map(ruleText)]

/**
 * Everything that a search at this size depends on: the compiled code, where it begins, what its steps are called, what
 * fairness asks of them, and the services that it refines. Two systems with the same have the same graph, and the same
 * becomes of their properties: so it is with what only longer frames or more tags make a difference to.
 */
export const codeOf = (ir: SystemIr, size: string): string => {
  const flat = flatten(ir, sizesOf(ir, size), size)
  const steps = flat.instances.map(({ label, rule: r }) => [label, r.by, r.hidden, r.fair, r.lump])
  return JSON.stringify([kernelOf(flat, { coverage: false, edges: true }).source, flat.init, flat.cells.map((c) => [c.path, c.most]), steps, ir.refinements.map(serviceText)])
}
