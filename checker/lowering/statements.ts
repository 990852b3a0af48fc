/** The statements of the subset: `const`, `if`, `switch`, `return`. */
import type { Node } from "../ir/node.ts"
import type { Evaluator } from "./evaluator.ts"
import type { Code } from "./reject.ts"
import type { Syntax } from "./syntax.ts"
import { binary } from "./operators.ts"
import { describe, isNode, type Scope, type Value } from "./value.ts"

const inner = (scope: Scope): Scope => ({ names: new Map(), up: scope, module: scope.module })
const bodyOf = (s: Syntax): readonly Syntax[] => (s.type === "BlockStatement" ? s.body : [s])

/** True if every path through the statements ends in a `return`. */
const returns = (body: readonly Syntax[]): boolean => body.some((s) => {
  if (s.type === "ReturnStatement") return true
  if (s.type === "BlockStatement") return returns(s.body)
  if (s.type === "IfStatement") return s.alternate !== null && returns(bodyOf(s.consequent)) && returns(bodyOf(s.alternate))
  return s.type === "SwitchStatement"
})

/** The value that a list of statements returns. `owner` is named where a path returns nothing. */
export const block = (e: Evaluator, body: readonly Syntax[], scope: Scope, owner: Syntax): Value => {
  for (const [i, s] of body.entries()) {
    const after = body.slice(i + 1)
    switch (s.type) {
      case "ReturnStatement":
        if (s.argument === null) return e.refuse("E12", "return without a value", { syntax: s, module: scope.module })
        return e.evaluate(s.argument, scope)
      case "VariableDeclaration":
        if (s.kind !== "const") return e.refuse("E01", String(s.kind), { syntax: s, module: scope.module })
        for (const d of s.declarations) e.define(d.id, e.evaluate(d.init, scope), scope)
        break
      case "IfStatement": return branch(e, s, after, scope, owner)
      case "SwitchStatement": return choice(e, s, after, scope)
      case "BlockStatement": return block(e, [...s.body, ...(returns(s.body) ? [] : after)], inner(scope), owner)
      default: return e.refuse(codeOf(s), s.type, { syntax: s, module: scope.module })
    }
  }
  return e.refuse("E12", "a path without return", { syntax: body.at(-1) ?? owner, module: scope.module })
}

const branch = (e: Evaluator, s: Syntax, after: readonly Syntax[], scope: Scope, owner: Syntax): Value => {
  const condition = e.condition(e.evaluate(s.test, scope), { syntax: s.test, module: scope.module })
  const arm = (x: Syntax | null): Value => {
    const own = x === null ? [] : bodyOf(x)
    return block(e, returns(own) ? own : [...own, ...after], inner(scope), owner)
  }
  return e.fork(condition, s.test, scope.module, () => arm(s.consequent), () => arm(s.alternate))
}

const codeOf = (s: Syntax): Code => {
  if (s.type.startsWith("For") || s.type.startsWith("While") || s.type.startsWith("DoWhile")) return "E10"
  return s.type === "ExpressionStatement" || s.type === "ThrowStatement" ? "E11" : "E04"
}

interface Arm { readonly tests: readonly Syntax[]; readonly isDefault: boolean; readonly body: readonly Syntax[] }

/** The arms of a switch: labels that share a body, and the body. */
const armsOf = (e: Evaluator, s: Syntax, scope: Scope): readonly Arm[] => {
  const arms: Arm[] = []
  let tests: Syntax[] = []
  let isDefault = false
  for (const c of s.cases as readonly Syntax[]) {
    if (c.test === null) isDefault = true
    else tests.push(c.test)
    if (c.consequent.length === 0) continue
    if (!returns(c.consequent)) return e.refuse("E12", "a case that does not return", { syntax: c, module: scope.module })
    arms.push({ tests, isDefault, body: c.consequent })
    tests = []
    isDefault = false
  }
  if (tests.length > 0 || isDefault) return e.refuse("E12", "a case that does not return", { syntax: s, module: scope.module })
  return [...arms.filter((a) => !a.isDefault), ...arms.filter((a) => a.isDefault)]
}

const choice = (e: Evaluator, s: Syntax, after: readonly Syntax[], scope: Scope): Value => {
  const site = { syntax: s.discriminant as Syntax, module: scope.module }
  const value = e.evaluate(s.discriminant, scope)
  const own = armsOf(e, s, scope)
  const falls = after.length > 0 && !own.some((a) => a.isDefault)
  const arms = falls ? [...own, { tests: [], isDefault: true, body: after }] : own
  const matches = (a: Arm): boolean | Node => a.isDefault || a.tests.map((t): boolean | Node => {
    const same = binary(e, "===", value, e.evaluate(t, scope), { syntax: t, module: scope.module })
    return e.condition(same, site)
  }).reduce<boolean | Node>((l, r) => (l === true || r === true ? true : l === false ? r : r === false ? l : e.nodes.or(l as Node, r as Node)), false)
  const run = (a: Arm): Value => block(e, a.body, inner(scope), s)
  const from = (k: number): Value => {
    const a = arms[k]
    if (a === undefined) return e.refuse("E09", `no case for ${describe(value)}`, site)
    const hit = matches(a)
    const isLast = k === arms.length - 1
    if (isLast && typeof hit !== "boolean") {
      e.oblige("O5", "no case of the switch matches", hit)
      return run(a)
    }
    const text = a.tests.map((t) => scope.module.text.slice(t.start, t.end)).join(" or ")
    return e.fork(hit, site.syntax, scope.module, () => run(a), () => from(k + 1), [text, `not ${text}`])
  }
  if (!isNode(value) && typeof value === "object") return e.refuse("E23", `a switch on ${describe(value)}`, site)
  return from(0)
}
