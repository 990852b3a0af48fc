/** The statements of the subset: `const`, `if`, `switch`, `return`. */
import type { Node } from "../ir/node.ts"
import { insteadOf } from "./advice.ts"
import type { Evaluator } from "./evaluator.ts"
import type { Code } from "./reject.ts"
import type { Syntax } from "./syntax.ts"
import { binary } from "./operators.ts"
import { describe, isNode, unset, type Scope, type Value } from "./value.ts"

const inner = (scope: Scope): Scope => ({ names: new Map(), up: scope, module: scope.module })
const bodyOf = (s: Syntax): readonly Syntax[] => (s.type === "BlockStatement" ? s.body : [s])

/** True if no path leads behind the statements. A `switch` without `default` may be left by its end. */
const returns = (body: readonly Syntax[]): boolean => body.some((s) => {
  if (s.type === "ReturnStatement") return true
  if (s.type === "BlockStatement") return returns(s.body)
  if (s.type === "IfStatement") return s.alternate !== null && returns(bodyOf(s.consequent)) && returns(bodyOf(s.alternate))
  return s.type === "SwitchStatement" && (s.cases as readonly Syntax[]).some((c) => c.test === null)
})

const namesIn = (pattern: Syntax): readonly string[] =>
  pattern.type === "Identifier" ? [pattern.name] : pattern.type === "ObjectPattern" ? pattern.properties.flatMap((p: Syntax) => (p.type === "Property" ? namesIn(p.value) : [])) : []

/** A block's constants hide outer names from its beginning on, also where they have no value yet. */
const enter = (body: readonly Syntax[], scope: Scope): void => {
  for (const s of body) {
    if (s.type !== "VariableDeclaration") continue
    for (const d of s.declarations as readonly Syntax[]) for (const name of namesIn(d.id)) scope.names.set(name, unset)
  }
}

/** Where a list of statements stands, and what runs behind it: undefined where the function ends there. */
interface Frame {
  readonly scope: Scope
  /** Named where a path returns nothing. */
  readonly owner: Syntax
  readonly rest: (() => Value) | undefined
}

/** The value that a function's statements return. */
export const block = (e: Evaluator, body: readonly Syntax[], scope: Scope, owner: Syntax): Value => run(e, body, { scope, owner, rest: undefined })

const run = (e: Evaluator, body: readonly Syntax[], f: Frame): Value => {
  const { scope, owner } = f
  enter(body, scope)
  for (const [i, s] of body.entries()) {
    const after = body.slice(i + 1)
    const next = after[0]
    if (next !== undefined && returns([s])) return e.refuse("E04", "a statement that is never reached", { syntax: next, module: scope.module }, "nothing: leave it out")
    // What stands behind is evaluated once for each path that leads there, and outside the block that the path leaves.
    const rest = next === undefined ? f.rest : (): Value => run(e, after, { scope: inner(scope), owner, rest: f.rest })
    switch (s.type) {
      case "ReturnStatement":
        if (s.argument === null) return e.refuse("E12", "return without a value", { syntax: s, module: scope.module }, "`return` with a value")
        return e.evaluate(s.argument, scope)
      case "VariableDeclaration":
        if (s.kind !== "const") return e.refuse("E01", String(s.kind), { syntax: s, module: scope.module })
        for (const d of s.declarations) e.define(d.id, e.evaluate(d.init, scope), scope)
        break
      case "IfStatement": return branch(e, s, { scope, owner, rest })
      case "SwitchStatement": return choice(e, s, { scope, owner, rest })
      case "BlockStatement": return run(e, s.body, { scope: inner(scope), owner: s, rest })
      default: return e.refuse(codeOf(s), s.type, { syntax: s, module: scope.module }, insteadOf(s))
    }
  }
  return f.rest === undefined ? e.refuse("E12", "a path without return", { syntax: body.at(-1) ?? owner, module: scope.module }) : f.rest()
}

const branch = (e: Evaluator, s: Syntax, f: Frame): Value => {
  const condition = e.condition(e.evaluate(s.test, f.scope), { syntax: s.test, module: f.scope.module })
  const arm = (x: Syntax | null): Value => run(e, x === null ? [] : bodyOf(x), { scope: inner(f.scope), owner: x ?? s, rest: f.rest })
  return e.fork(condition, s.test, f.scope.module, () => arm(s.consequent), () => arm(s.alternate))
}

const codeOf = (s: Syntax): Code => {
  if (s.type.startsWith("For") || s.type.startsWith("While") || s.type.startsWith("DoWhile")) return "E10"
  return s.type === "ExpressionStatement" || s.type === "ThrowStatement" ? "E11" : "E04"
}

interface Arm { readonly tests: readonly Syntax[]; readonly isDefault: boolean; readonly run: () => Value }

/** True if a case ends the `switch`: it returns by itself, or a `switch` at its end is left only by a value without a case. */
const ends = (body: readonly Syntax[]): boolean => returns(body) || body.at(-1)?.type === "SwitchStatement" || (body.at(-1)?.type === "BlockStatement" && ends(body.at(-1)?.body))

/** The arms of a switch: labels that share a body, and the body. */
const armsOf = (e: Evaluator, s: Syntax, f: Frame): readonly Arm[] => {
  const arms: Arm[] = []
  const scope = inner(f.scope)
  enter((s.cases as readonly Syntax[]).flatMap((c) => c.consequent as readonly Syntax[]), scope)
  let tests: Syntax[] = []
  let isDefault = false
  for (const c of s.cases as readonly Syntax[]) {
    if (c.test === null) isDefault = true
    else tests.push(c.test)
    if (c.consequent.length === 0) continue
    if (!ends(c.consequent)) return e.refuse("E12", "a case that does not return", { syntax: c, module: scope.module }, "`return` at the end of the case")
    arms.push({ tests, isDefault, run: () => run(e, c.consequent, { scope: inner(scope), owner: c, rest: undefined }) })
    tests = []
    isDefault = false
  }
  if (tests.length > 0 || isDefault) return e.refuse("E12", "a case that does not return", { syntax: s, module: scope.module }, "`return` at the end of the last case")
  return [...arms.filter((a) => !a.isDefault), ...arms.filter((a) => a.isDefault)]
}

const choice = (e: Evaluator, s: Syntax, f: Frame): Value => {
  const { scope } = f
  const site = { syntax: s.discriminant as Syntax, module: scope.module }
  const value = e.evaluate(s.discriminant, scope)
  const own = armsOf(e, s, f)
  const arms = f.rest === undefined || own.some((a) => a.isDefault) ? own : [...own, { tests: [], isDefault: true, run: f.rest }]
  const matches = (a: Arm): boolean | Node => a.isDefault || a.tests.map((t): boolean | Node => {
    const at = { syntax: t, module: scope.module }
    return e.at(at, () => e.condition(binary(e, "===", value, e.evaluate(t, scope), at), at))
  }).reduce<boolean | Node>((l, r) => (l === true || r === true ? true : l === false ? r : r === false ? l : e.nodes.or(l as Node, r as Node)), false)
  const from = (k: number): Value => {
    const a = arms[k]
    if (a === undefined) return e.refuse("E09", `no case for ${describe(value)}`, site)
    const hit = matches(a)
    const isLast = k === arms.length - 1
    if (isLast && typeof hit !== "boolean") {
      e.at(site, () => e.oblige("O5", "no case of the switch matches", hit))
      return a.run()
    }
    const text = a.tests.map((t) => scope.module.text.slice(t.start, t.end)).join(" or ")
    return e.fork(hit, site.syntax, scope.module, a.run, () => from(k + 1), [text, `not ${text}`])
  }
  if (!isNode(value) && typeof value === "object") return e.refuse("E23", `a switch on ${describe(value)}`, site, "a `switch` over an enumeration, a number or a boolean")
  return from(0)
}
