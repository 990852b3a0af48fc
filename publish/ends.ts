/** Which rules end an epoch: found in the rules themselves, so that none is forgotten where their ends are listed. */
import { operand, type Node, type Scalar } from "../checker/ir/node.ts"
import { placed, type RuleIr, type SystemIr } from "../checker/ir/system.ts"

/** The value of an expression where one part of the state is known; undefined where that does not decide it. */
export const valueWith = (n: Node, path: string, value: Scalar): Scalar | undefined => {
  const of = (x: Node): Scalar | undefined => valueWith(x, path, value)
  switch (n.op) {
    case "lit": return n.value
    case "state": return n.name === path ? value : undefined
    case "not": { const a = of(operand(n, 0)); return a === undefined ? undefined : a !== true }
    case "and": { const all = n.args.map(of); return all.includes(false) ? false : all.includes(undefined) ? undefined : true }
    case "or": { const all = n.args.map(of); return all.includes(true) ? true : all.includes(undefined) ? undefined : false }
    case "eq": { const [a, b] = [of(operand(n, 0)), of(operand(n, 1))]; return a === undefined || b === undefined ? undefined : a === b }
    default: return undefined
  }
}

/** All values that an expression may have where one part of the state is known; undefined among them for one that is not told. */
export const valuesWith = (n: Node, path: string, value: Scalar): readonly (Scalar | undefined)[] => {
  if (n.op !== "ite") return [valueWith(n, path, value)]
  const taken = valueWith(operand(n, 0), path, value)
  return [...(taken === false ? [] : valuesWith(operand(n, 1), path, value)), ...(taken === true ? [] : valuesWith(operand(n, 2), path, value))]
}

/** The two sides of a ring, and the phases in which a side has no epoch in use. A phase that is not among these is one of use. */
const unused: Readonly<Record<"owner" | "sender", readonly string[]>> = { owner: ["closed", "abandoned"], sender: ["closed", "left"] }
type Side = keyof typeof unused
export interface End {
  readonly id: string
  readonly side: Side
}

/** True if a step of the rule may begin with an epoch in use and end without it: with none in use, or with another one. */
const ends = (r: RuleIr, at: string, used: readonly string[]): boolean => {
  const phase = r.then.find((u) => u.path === `${at}.phase`)
  const isOther = r.then.some((u) => u.path === `${at}.epoch`)
  return used.some((before) =>
    r.when.every((c) => valueWith(c.node, `${at}.phase`, before) !== false) &&
    (isOther || (phase !== undefined && valuesWith(phase.node, phase.path, before).some((after) => typeof after !== "string" || !used.includes(after)))))
}

/** What fills or empties the slots on a side. A side without it, in the systems of sleep, tells again what the side of a ring does. */
const worker: Readonly<Record<Side, string>> = { owner: "reader", sender: "writer" }
/** True if the system has whole sides of a ring, whose rules need reasons. */
export const isRing = (ir: SystemIr): boolean => Object.values(worker).every((name) => ir.leaves.some(({ path }) => path.includes(`.${name}.`)))

const endsIn = (ir: SystemIr): readonly End[] =>
  (Object.keys(unused) as Side[]).flatMap((side) => ir.leaves.flatMap(({ path, sort }) => {
    if (sort.kind !== "enum" || !path.endsWith(`.${side}.phase`) || !isRing(ir)) return []
    const used = sort.values.filter((v) => !unused[side].includes(v))
    return ir.rules.filter((r) => ends(r, path.slice(0, -".phase".length), used)).map((r): End => ({ id: r.id, side }))
  }))

/** Every rule that ends an epoch in some system, once for each side. */
export const epochEnds = (systems: readonly SystemIr[]): readonly End[] =>
  [...new Map(systems.flatMap(endsIn).map((e) => [placed({ place: e.side, id: e.id }), e])).values()]
