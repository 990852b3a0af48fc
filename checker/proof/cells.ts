/** Which cells of the state the rules of `forgets` name, as a proof for every size reads them: by the parameter of a rule. */
import { InputError } from "../errors.ts"
import { operand, type Node } from "../ir/node.ts"
import { placed, printSource, type RuleIr, type SystemIr } from "../ir/system.ts"

/** Scalars that a rule of `forgets` puts literals in place of: those below an element of an array or a queue, or one of the state. */
export interface Cells {
  readonly rule: RuleIr
  readonly leaf: string
  /** Paths below the element that the rule's parameter names; the empty one where the leaf is a scalar. */
  readonly parts: readonly string[]
}

/** Tells the element as it is. */
type IsOld = (n: Node) => boolean
const isKept = (n: Node, path: readonly string[], isOld: IsOld): boolean => {
  const last = path.at(-1)
  return last === undefined ? isOld(n) : n.op === "field" && n.name === last && isKept(operand(n, 0), path.slice(0, -1), isOld)
}

/** The parts of an element that an expression puts literals in place of; the others it has to leave as they are. */
const literalParts = (n: Node, path: readonly string[], isOld: IsOld, rule: RuleIr): readonly string[] => {
  if (n.op === "lit") return [path.join(".")]
  if (n.op === "record") return (n.sort as { readonly fields: readonly { readonly name: string }[] }).fields.flatMap((f, i) => literalParts(operand(n, i), [...path, f.name], isOld, rule))
  if (isKept(n, path, isOld)) return []
  throw new InputError(`${printSource(rule.source)}: what ${rule.id} puts in place of a cell cannot be proved`, "A literal in place of a part of the element that the parameter names, and the other parts as they are.")
}

const cellsOf = (rule: RuleIr): readonly Cells[] => rule.then.map(({ path, node }): Cells => {
  const wanted = node.op === "set" ? 1 : 0
  if (rule.params.length !== wanted) throw new InputError(`${printSource(rule.source)}: the parameters of ${rule.id} cannot be proved`, "One parameter, which names the element; and none where what is forgotten is no part of an array or a queue.")
  if (node.op !== "set") return { rule, leaf: path, parts: literalParts(node, [], () => false, rule) }
  const [sequence, index, element] = [operand(node, 0), operand(node, 1), operand(node, 2)]
  const isNamed = sequence.op === "state" && sequence.name === path && index.op === "param" && rule.params[0]?.domain.kind === "range"
  if (!isNamed) throw new InputError(`${printSource(rule.source)}: what ${rule.id} forgets cannot be proved`, "`set` or `forget` at the place that the parameter names, of what the state holds.")
  const isOld = (n: Node): boolean => n.op === "at" && operand(n, 0) === sequence && operand(n, 1) === index
  return { rule, leaf: path, parts: literalParts(element, [], isOld, rule) }
})

/** The cells that a system's rules of `forgets` name. @throws InputError where it cannot be said for every size which they are */
export const forgottenCells = (ir: SystemIr): readonly Cells[] => ir.forgets.flatMap(cellsOf)

/** The cells that the same rules name, together. */
export interface Group {
  readonly leaf: string
  readonly parts: readonly string[]
  readonly rules: readonly RuleIr[]
  readonly name: string
}
export const groupsOf = (ir: SystemIr): readonly Group[] => {
  const groups = new Map<string, { leaf: string; parts: string[]; rules: readonly RuleIr[]; name: string }>()
  const cells = forgottenCells(ir)
  const parts = new Map(cells.flatMap((c) => c.parts.map((part) => [`${c.leaf} ${part}`, { leaf: c.leaf, part }] as const)))
  for (const { leaf, part } of parts.values()) {
    const rules = cells.filter((c) => c.leaf === leaf && c.parts.includes(part)).map((c) => c.rule)
    const name = rules.map(placed).join(" ")
    const known = groups.get(`${leaf} ${name}`)
    if (known === undefined) groups.set(`${leaf} ${name}`, { leaf, parts: [part], rules, name })
    else known.parts.push(part)
  }
  return [...groups.values()]
}
