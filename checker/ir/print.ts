/** Prints expressions of the IR as a reader writes them. */
import { operand, walk, type Node } from "./node.ts"

const levels: Readonly<{ [op: string]: number }> = { or: 1, and: 2, eq: 3, lt: 4, add: 5, sub: 5, mul: 6, mod: 6 }

/** How a size, a parameter, a part of the state or what is bound is called. */
type Names = (n: Node) => string

/** The names in an expression. A parameter and a size that have one name there are told apart as in the source, `p.more` and `n.more`. */
export const namesIn = (expression: Node): Names => {
  const [sizes, params] = [new Set<string>(), new Set<string>()]
  walk([expression], (n) => {
    if (n.op === "size") sizes.add(n.name as string)
    if (n.op === "param") params.add(n.name as string)
  })
  return ({ op, name }) => ((op === "size" || op === "param") && sizes.has(name as string) && params.has(name as string) ? `${op === "size" ? "n" : "p"}.${name as string}` : name as string)
}

/** An expression as text; parts of the state by their paths. */
export const printNode = (n: Node): string => print(n, 0, namesIn(n))

const print = (n: Node, around: number, names: Names): string => {
  // The number of a counter's steps is written as a sum, so that it is no counter: only proofs have it.
  if (n.op === "add" && operand(n, 0).sort.kind === "counter" && isZero(operand(n, 1))) return `count(${print(operand(n, 0), 0, names)})`
  const level = levels[n.op]
  if (level !== undefined) return wrap(infix(n, level, names), level < around)
  const a = (i: number, within = 0): string => print(operand(n, i), within, names)
  switch (n.op) {
    case "lit": return typeof n.value === "string" ? `"${n.value}"` : String(n.value)
    case "size": case "state": case "param": case "bound": return names(n)
    case "after": return `next ${n.name as string}`
    case "not": return negated(operand(n, 0), around, names)
    case "ite": return wrap(`${a(0, 1)} ? ${a(1, 1)} : ${a(2, 1)}`, around > 0)
    case "field": return `${a(0, 9)}.${n.name as string}`
    case "at": return `${a(0, 9)}[${a(1)}]`
    case "length": return `${a(0, 9)}.length`
    case "record": return `{ ${(n.sort as { fields: readonly { name: string }[] }).fields.map((f, i) => `${f.name}: ${a(i)}`).join(", ")} }`
    case "list": return `[${n.args.map((x) => print(x, 0, names)).join(", ")}]`
    case "every": return `every(${n.name as string} < ${a(0)}, ${a(1)})`
    case "take": return operand(n, 1).op === "lit" && operand(n, 1).value === 0 ? `rest(${a(0)})` : `take(${a(0)}, ${a(1)})`
    default: return `${n.op}(${n.args.map((x) => print(x, 0, names)).join(", ")})`
  }
}
const isZero = (n: Node): boolean => n.op === "lit" && n.value === 0
const wrap = (text: string, needed: boolean): string => (needed ? `(${text})` : text)

const infix = (n: Node, level: number, names: Names): string => {
  const signs: Readonly<{ [op: string]: string }> = { or: "||", and: "&&", eq: "===", lt: "<", add: "+", sub: "-", mul: "*", mod: "%" }
  const [l, r] = n.op === "eq" && operand(n, 0).op === "lit" ? [operand(n, 1), operand(n, 0)] : [operand(n, 0), operand(n, 1)]
  // What compares truths stands in parentheses where it is a comparison itself.
  if (n.op === "eq" && l.sort.kind === "bool") return `${print(l, 5, names)} === ${print(r, 5, names)}`
  return `${print(l, level, names)} ${signs[n.op] as string} ${print(r, level + (n.op === "and" || n.op === "or" ? 0 : 1), names)}`
}

const negated = (n: Node, around: number, names: Names): string => {
  if (n.op === "lt") return wrap(`${print(operand(n, 1), 5, names)} <= ${print(operand(n, 0), 5, names)}`, around > 4)
  if (n.op === "eq") return wrap(infix(n, 3, names).replace("===", "!=="), around > 3)
  if (n.op === "every" && operand(n, 1).op === "not") return `some(${n.name as string} < ${print(operand(n, 0), 0, names)}, ${print(operand(operand(n, 1), 0), 0, names)})`
  return `!${print(n, 9, names)}`
}
