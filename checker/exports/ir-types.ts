/** What each operator of the IR takes and gives: how a node of a foreign document is told from one that would derail a back end. */
import { operand, type Node, type Op } from "../ir/node.ts"
import { colours, isNumeric, isSequence, sortKey, type Sort } from "../ir/sort.ts"

/** True where a value of the one sort may stand for the other: equal sorts, and numbers, whose ranges are obligations. */
export const fits = (a: Sort, b: Sort): boolean => sortKey(a) === sortKey(b) || (isNumeric(a) && isNumeric(b))

/** Sorts whose codes are the numbers themselves. Their arithmetic is confined by the language; here it is only arithmetic. */
const isNumber = (s: Sort): boolean => isNumeric(s) || s.kind === "counter" || s.kind === "identity"

/** How many operands each operator takes, and which of `value` and `name` it has. */
const forms: Readonly<Record<Op, { readonly arity: number | "any"; readonly label?: "value" | "name" }>> = {
  lit: { arity: 0, label: "value" }, size: { arity: 0, label: "name" }, state: { arity: 0, label: "name" }, after: { arity: 0, label: "name" },
  param: { arity: 0, label: "name" }, bound: { arity: 0, label: "name" },
  not: { arity: 1 }, and: { arity: 2 }, or: { arity: 2 }, ite: { arity: 3 }, eq: { arity: 2 }, lt: { arity: 2 },
  add: { arity: 2 }, sub: { arity: 2 }, mul: { arity: 2 }, mod: { arity: 2 }, distance: { arity: 3 },
  record: { arity: "any" }, field: { arity: 1, label: "name" }, at: { arity: 2 }, length: { arity: 1 }, set: { arity: 3 }, fill: { arity: 2 },
  list: { arity: "any" }, push: { arity: 2 }, put: { arity: 2 }, take: { arity: 2 }, prefix: { arity: 2 }, every: { arity: 2, label: "name" },
}

/** What is wrong with a node's number of operands or its label. */
export const formError = (op: Op, arity: number, label: { readonly value?: unknown; readonly name?: unknown }): string | undefined => {
  const form = forms[op]
  if (form.arity !== "any" && form.arity !== arity) return `${op} takes ${form.arity} operands, not ${arity}`
  for (const which of ["value", "name"] as const) {
    const [given, meant] = [label[which] !== undefined, form.label === which]
    if (given !== meant) return meant ? `${op} has no ${which}` : `${op} takes no ${which}`
  }
  return undefined
}

const literalError = (n: Node): string | undefined => {
  const { sort, value } = n
  const ok = sort.kind === "bool" ? typeof value === "boolean"
    : sort.kind === "enum" ? sort.values.includes(value as string)
      : sort.kind === "opaque" ? colours.includes(value as string)
        : isNumber(sort) && typeof value === "number" && Math.abs(value) < 2 ** 31
  return ok ? undefined : `${JSON.stringify(value)} is no literal of the sort ${sort.kind}`
}

/** The operands as they must be, and what the node then is. Nothing: as it must be. */
const operandError = (n: Node): string | undefined => {
  const arg = (i: number): Sort => operand(n, i).sort
  const must = (holds: boolean, what: string): string | undefined => (holds ? undefined : `${n.op}: ${what}`)
  const allBool = n.args.every((a) => a.sort.kind === "bool")
  const allNumbers = n.args.every((a) => isNumber(a.sort))
  switch (n.op) {
    case "not": case "and": case "or": return must(allBool && n.sort.kind === "bool", "everything is a bool")
    case "ite": return must(arg(0).kind === "bool" && fits(arg(1), arg(2)) && fits(n.sort, arg(1)), "a is a bool, b and c are of the node's sort")
    case "eq": return must(n.sort.kind === "bool" && !isSequence(arg(0)) && arg(0).kind !== "record" && (fits(arg(0), arg(1)) || allNumbers), "a and b are scalars of one sort, the node is a bool")
    case "lt": return must(n.sort.kind === "bool" && allNumbers, "a and b are numbers, the node is a bool")
    case "add": case "sub": case "mul": case "distance": return must(n.sort.kind === "integer" && allNumbers, "everything is a number")
    case "mod": return must((n.sort.kind === "integer" || n.sort.kind === "counter") && allNumbers, "everything is a number")
    case "every": return must(n.sort.kind === "bool" && isNumber(arg(0)) && arg(1).kind === "bool" && ["lit", "size", "length"].includes(operand(n, 0).op), "a is a literal, a size or a length, b is a bool")
    case "record": return must(n.sort.kind === "record" && n.sort.fields.length === n.args.length && n.sort.fields.every((f, i) => fits(f.sort, arg(i))), "one operand for each field of its sort")
    case "field": {
      const of = arg(0)
      const found = of.kind === "record" ? of.fields.find((f) => f.name === n.name) : undefined
      return must(found !== undefined && sortKey(found.sort) === sortKey(n.sort), `a is a record with a field ${n.name ?? ""} of the node's sort`)
    }
    default: return sequenceError(n, arg, must)
  }
}

const sequenceError = (n: Node, arg: (i: number) => Sort, must: (holds: boolean, what: string) => string | undefined): string | undefined => {
  const q = n.args[0]?.sort
  const of = q !== undefined && isSequence(q) ? q.of : undefined
  const keeps = q !== undefined && sortKey(q) === sortKey(n.sort)
  switch (n.op) {
    case "at": return must(of !== undefined && isNumber(arg(1)) && sortKey(of) === sortKey(n.sort), "a is a sequence of the node's sort, b is a number")
    case "length": return must(n.sort.kind === "integer" && (q?.kind === "fifo" || q?.kind === "bag"), "a is a queue or a bag, the node is an integer")
    case "set": return must(keeps && of !== undefined && q?.kind === "vec" && isNumber(arg(1)) && fits(of, arg(2)), "a is an array, b is a number, c an element")
    case "push": return must(keeps && of !== undefined && q?.kind === "fifo" && fits(of, arg(1)), "a is a queue, b an element")
    case "put": return must(keeps && of !== undefined && q?.kind === "bag" && fits(of, arg(1)), "a is a bag, b an element")
    case "take": return must(keeps && (q?.kind === "fifo" || q?.kind === "bag") && isNumber(arg(1)), "a is a queue or a bag, b is a number")
    case "prefix": {
      const other = arg(1)
      return must(n.sort.kind === "bool" && of !== undefined && isSequence(other) && sortKey(other.of) === sortKey(of), "a and b are sequences of one sort")
    }
    case "fill": case "list": return madeError(n, must)
    default: return undefined
  }
}

/** Sequences made of nothing: as long as their sort says, and a bag is empty, because its order is canonical. */
const madeError = (n: Node, must: (holds: boolean, what: string) => string | undefined): string | undefined => {
  const s = n.sort
  if (!isSequence(s)) return must(false, "the node is no sequence")
  const items = n.op === "list" ? n.args : n.args.slice(1)
  if (!items.every((x) => fits(s.of, x.sort))) return must(false, "an operand is no element of its sort")
  if (n.op === "list") return must(s.kind === "vec" ? s.size === items.length : s.kind === "fifo" || items.length === 0, "another length than its sort, or a bag that is not empty")
  const count = operand(n, 0)
  if (s.kind !== "vec") return must(s.kind === "fifo" && count.op === "lit" && typeof count.value === "number" && count.value >= 0, "a is a literal, the node a queue")
  return must(typeof s.size === "number" ? count.op === "lit" && count.value === s.size : count.op === "size" && count.name === s.size.size, "a is the size of the array")
}

/** What is wrong with the sorts of a node and its operands, as far as one node shows. */
export const sortError = (n: Node): string | undefined => {
  if (n.op === "lit") return literalError(n)
  if (n.op === "size") return n.sort.kind === "integer" ? undefined : "a size is an integer"
  if (n.op === "bound" || n.op === "param") return n.sort.kind === "record" || isSequence(n.sort) ? `a ${n.op} is a scalar` : undefined
  return operandError(n)
}
