/** The operators of the subset. */
import type { Node } from "../ir/node.ts"
import { isNumeric, isSequence, sortKey } from "../ir/sort.ts"
import { insteadOfOperator } from "./advice.ts"
import type { Evaluator } from "./evaluator.ts"
import { ownSort, shapeNode } from "./shape.ts"
import type { Syntax } from "./syntax.ts"
import { describe, isNode, type Scope, type Site, type Value } from "./value.ts"

const isScalar = (v: Value): v is number | boolean | string => typeof v !== "object"

const equal = (e: Evaluator, l: Value, r: Value, site: Site): boolean | Node => {
  if (isScalar(l) && isScalar(r)) return l === r
  const sort = (isNode(l) ? l.sort : undefined) ?? (isNode(r) ? r.sort : undefined) ?? ownSort(l) ?? ownSort(r)
  if (sort === undefined || isSequence(sort) || sort.kind === "record") return e.refuse("E23", `${describe(l)} is compared with ${describe(r)}`, site, sort !== undefined && isSequence(sort) ? "`prefix(a, b)` and lengths that are equal" : "`===` of each field, and of single values only")
  if (sort.kind === "opaque" && !e.history) return e.refuse("E47", "an Opaque is compared", site)
  if (sort.kind === "counter") return e.refuse("E43", "=== on a counter", site, "`counter.same(a, b)`")
  if (isNumeric(sort)) return e.nodes.eq(e.number(l, site), e.number(r, site))
  if (isNode(l) && isNode(r) && l.sort.kind === "enum" && r.sort.kind === "enum") return equalEnums(e, l, r, l.sort.values, r.sort.values)
  return e.nodes.eq(shapeNode(e, l, sort), shapeNode(e, r, sort))
}

/** Two enumerations are equal where both have one and the same literal. */
const equalEnums = (e: Evaluator, l: Node, r: Node, left: readonly string[], right: readonly string[]): Node => {
  if (sortKey(l.sort) === sortKey(r.sort)) return e.nodes.eq(l, r)
  const is = (n: Node, x: string): Node => e.nodes.eq(n, e.nodes.lit(x, n.sort))
  return left.filter((x) => right.includes(x)).reduce<Node>((any, x) => e.nodes.or(any, e.nodes.and(is(l, x), is(r, x))), e.nodes.bool(false))
}

/** `l operator r`. */
export const binary = (e: Evaluator, operator: string, l: Value, r: Value, site: Site): Value => {
  if (operator === "===" || operator === "!==") {
    const same = equal(e, l, r, site)
    if (operator === "===") return same
    return typeof same === "boolean" ? !same : e.nodes.not(same)
  }
  const { nodes } = e
  const numbers = (f: (a: Node, b: Node) => Node): Value => {
    const n = f(e.number(l, site), e.number(r, site))
    return n.op === "lit" ? (n.value as number | boolean) : n
  }
  switch (operator) {
    case "<": return numbers((a, b) => nodes.lt(a, b))
    case ">": return numbers((a, b) => nodes.lt(b, a))
    case "<=": return numbers((a, b) => nodes.le(a, b))
    case ">=": return numbers((a, b) => nodes.le(b, a))
    case "+": return numbers((a, b) => nodes.arithmetic("add", a, b))
    case "-": return numbers((a, b) => nodes.arithmetic("sub", a, b))
    case "*": return numbers((a, b) => nodes.arithmetic("mul", a, b))
    case "%": return numbers((a, b) => {
      if (b.op === "lit" && b.value === 0) return e.refuse("E45", "% by 0", site, "a divisor of at least 1")
      e.oblige("O1", "% by 0", nodes.not(nodes.eq(b, nodes.int(0))))
      return nodes.arithmetic("mod", a, b)
    })
    default: return e.refuse("E22", `the operator ${operator}`, site, insteadOfOperator(operator))
  }
}

/** `l && r`, `l || r`: the right side is evaluated where the left does not decide. */
export const logical = (e: Evaluator, x: Syntax, scope: Scope, site: Site): Value => {
  if (x.operator !== "&&" && x.operator !== "||") return e.refuse("E22", `the operator ${String(x.operator)}`, site, insteadOfOperator(String(x.operator)))
  const isAnd = x.operator === "&&"
  const left = e.condition(e.evaluate(x.left, scope), { syntax: x.left, module: scope.module })
  const right = (): boolean | Node => e.condition(e.evaluate(x.right, scope), { syntax: x.right, module: scope.module })
  if (typeof left === "boolean") return left === isAnd ? right() : left
  const r = e.under(isAnd ? left : e.nodes.not(left), right)
  const node = typeof r === "boolean" ? e.nodes.bool(r) : r
  return isAnd ? e.nodes.and(left, node) : e.nodes.or(left, node)
}
