/**
 * For tests: what a module of TLA+ means, as TLC finds it out. Actions are gone through in the way of TLC, which takes a
 * step for each way in which an action is true, so that what is counted is what TLC says that it has generated.
 */
import { part, parts, type Node } from "./tla-parse.ts"

type Value = number | boolean | string | readonly Value[] | { readonly [field: string]: Value } | Fun | Members
/** A function on 0 … n - 1. One on 1 … n is a sequence. */
class Fun {
  readonly items: readonly Value[]
  constructor(items: readonly Value[]) { this.items = items }
}
/** A set: what is in it, and, if it is finite, its elements. */
interface Members {
  readonly has: (v: Value) => boolean
  readonly list?: readonly Value[]
}
type State = { readonly [variable: string]: Value }
interface Operator {
  readonly params: readonly string[]
  readonly body: Node
  /** Of a LET: what was around it. A definition of the module stands in the module. */
  readonly scope?: Scope
}
/** What names mean, from the inside out. */
interface Scope { readonly [name: string]: { readonly value: Value } | { readonly operator: Operator } | { readonly builtin: (...args: Value[]) => Value } | undefined }
interface Env {
  readonly state: State
  readonly next: State
  readonly scope: Scope
}

const same = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b)
const finite = (list: readonly Value[]): Members => ({ list, has: (v) => list.some((x) => same(x, v)) })
const listOf = (v: Value): readonly Value[] => {
  const { list } = v as Members
  if (list === undefined) throw new Error("a set that is not finite is gone through")
  return list
}
const range = (from: number, to: number): Members => ({ get list() { return Array.from({ length: Math.max(to - from + 1, 0) }, (_, i) => from + i) }, has: (v) => typeof v === "number" && v >= from && v <= to })
const sequence = (v: Value | undefined): readonly Value[] => {
  if (!Array.isArray(v)) throw new Error(`${JSON.stringify(v)} is no sequence`)
  return v as readonly Value[]
}
const number = (v: Value): number => {
  if (typeof v !== "number") throw new Error(`${JSON.stringify(v)} is no number`)
  return v
}
const truth = (v: Value): boolean => {
  if (typeof v !== "boolean") throw new Error(`${JSON.stringify(v)} is neither true nor false`)
  return v
}
const item = (list: readonly Value[], i: number): Value => {
  const found = list[i]
  if (found === undefined) throw new Error(`there is no element ${i} of ${list.length}`)
  return found
}

const builtins: Scope = Object.fromEntries(Object.entries<(...args: Value[]) => Value>({
  Len: (q) => sequence(q).length,
  Head: (q) => item(sequence(q), 0),
  Tail: (q) => { item(sequence(q), 0); return sequence(q).slice(1) },
  Append: (q, x) => [...sequence(q), x as Value],
  SubSeq: (q, from, to) => (number(from as Value) > number(to as Value) ? [] : Array.from({ length: number(to as Value) - number(from as Value) + 1 }, (_, i) => item(sequence(q), number(from as Value) - 1 + i))),
  Seq: (s) => ({ has: (v: Value) => Array.isArray(v) && v.every((x: Value) => (s as Members).has(x)) }),
  Cardinality: (s) => listOf(s as Value).length,
}).map(([name, builtin]) => [name, { builtin }]))

const infix: Readonly<{ [symbol: string]: (a: Value, b: Value) => Value }> = {
  eq: same, neq: (a, b) => !same(a, b), lt: (a, b) => number(a) < number(b), leq: (a, b) => number(a) <= number(b), geq: (a, b) => number(a) >= number(b),
  plus: (a, b) => number(a) + number(b), minus: (a, b) => number(a) - number(b), mul: (a, b) => number(a) * number(b), dots_2: (a, b) => range(number(a), number(b)),
  mod: (a, b) => {
    if (number(b) <= 0) throw new Error(`% by ${number(b)}`)
    return ((number(a) % number(b)) + number(b)) % number(b)
  },
  in: (a, b) => (b as Members).has(a), setminus: (a, b) => ({ has: (v: Value) => (a as Members).has(v) && !(b as Members).has(v) }), circ: (a, b) => [...sequence(a), ...sequence(b)],
}

const bind = (scope: Scope, name: string, meaning: NonNullable<Scope[string]>): Scope => Object.assign(Object.create(scope) as Record<string, unknown>, { [name]: meaning }) as Scope
const nameOf = (n: Node): string => (n.type === "operator_declaration" ? part(n, "name").text : n.text)
const withDefinition = (scope: Scope, d: Node, value?: Value): Scope =>
  bind(scope, part(d, "name").text, value === undefined ? { operator: { params: parts(d, "parameter").map(nameOf), body: part(d, "definition"), scope } } : { value })

/** Every choice of values for what a quantifier binds. */
const choices = (n: Node, env: Env): readonly Scope[] => {
  const bounds = n.kids.filter((x) => x.type === "quantifier_bound")
  return bounds.reduce<readonly Scope[]>((scopes, b) => scopes.flatMap((scope) => listOf(evaluate(part(b, "set"), env)).map((value) => bind(scope, part(b, "intro").text, { value }))), [env.scope])
}

/** The scope in which a definition's body stands, its parameters bound. */
const entered = (o: Operator, args: readonly Node[], env: Env): Scope => {
  // No name is given twice within reach, so that what the caller knows means nothing else in a definition of the module.
  const outer = o.scope ?? env.scope
  return args.reduce<Scope>((scope, a, i) => {
    const known = a.type === "identifier_ref" ? env.scope[a.text] : undefined
    return bind(scope, o.params[i] as string, known !== undefined && "operator" in known && known.operator.params.length > 0 ? known : { value: evaluate(a, env) })
  }, outer)
}

const called = (n: Node, name: string, args: readonly Node[], env: Env): Value => {
  const known = env.scope[name]
  if (known === undefined) {
    const value = env.state[name]
    if (value === undefined) throw new Error(`${name} means nothing: ${n.text}`)
    return value
  }
  if ("value" in known) return known.value
  if ("builtin" in known) return known.builtin(...args.map((a) => evaluate(a, env)))
  return evaluate(known.operator.body, { ...env, scope: entered(known.operator, args, env) })
}

const literals: Readonly<{ [type: string]: (n: Node, env: Env) => Value }> = {
  nat_number: (n) => Number(n.text),
  string: (n) => JSON.parse(n.text) as string,
  boolean: (n) => n.text === "TRUE",
  boolean_set: () => finite([false, true]),
  nat_number_set: () => ({ has: (v) => typeof v === "number" && v >= 0 }),
  tuple_literal: (n, env) => n.kids.filter((x) => !x.type.endsWith("_bracket")).map((x) => evaluate(x, env)),
  finite_set_literal: (n, env) => finite(n.kids.map((x) => evaluate(x, env))),
  record_literal: (n, env) => {
    const list = n.kids.filter((x) => x.type !== "all_map_to")
    return Object.fromEntries(list.flatMap((x, i) => (i % 2 === 0 ? [[x.text, evaluate(list[i + 1] as Node, env)]] : [])))
  },
  set_of_records: (n, env) => {
    const list = n.kids
    const fields = list.flatMap((x, i) => (i % 2 === 0 ? [[x.text, evaluate(list[i + 1] as Node, env) as Members] as const] : []))
    return { has: (v) => Object.keys(v as object).length === fields.length && fields.every(([name, s]) => s.has((v as State)[name] as Value)) }
  },
  set_of_functions: (n, env) => {
    const [from, to] = n.kids.filter((x) => x.type !== "maps_to").map((x) => evaluate(x, env) as Members) as [Members, Members]
    return { has: (v) => v instanceof Fun && v.items.length === listOf(from).length && v.items.every((x) => to.has(x)) }
  },
  function_literal: (n, env) => {
    const body = n.kids.at(-1) as Node
    const domain = listOf(evaluate(part(n.kids[0] as Node, "set"), env))
    const items = choices(n, env).map((scope) => evaluate(body, { ...env, scope }))
    return domain[0] === 0 ? new Fun(items) : items
  },
}

const applied = (f: Value, i: Value): Value => (f instanceof Fun ? item(f.items, number(i)) : item(sequence(f), number(i) - 1))
const replaced = (v: Value, path: readonly (string | Value)[], x: Value): Value => {
  const [step, ...rest] = path
  if (step === undefined) return x
  if (v instanceof Fun) return new Fun(v.items.with(number(step), replaced(applied(v, step), rest, x)))
  if (Array.isArray(v)) return (v as readonly Value[]).with(number(step) - 1, replaced(applied(v as readonly Value[], step), rest, x))
  const old = (v as State)[step as string]
  if (old === undefined) throw new Error(`there is no field ${String(step)}`)
  return { ...(v as State), [step as string]: replaced(old, rest, x) }
}
const excepted = (n: Node, env: Env): Value =>
  n.kids.filter((x) => x.type === "except_update").reduce<Value>((v, u) => {
    const path = part(u, "update_specifier").kids.map((s) => (s.type === "except_update_record_field" ? s.text.slice(1) : evaluate(s.kids[0] as Node, env)))
    return replaced(v, path, evaluate(part(u, "new_val"), env))
  }, evaluate(part(n, "expr_to_update"), env))

const operated = (n: Node, env: Env): Value => {
  const symbol = part(n, "symbol").type
  const rhs = (): Value => evaluate(part(n, "rhs"), env)
  if (symbol === "prime") return evaluate(part(n, "lhs"), { ...env, state: env.next, next: {} })
  if (symbol === "lnot") return !truth(rhs())
  if (symbol === "domain") { const f = rhs(); return f instanceof Fun ? range(0, f.items.length - 1) : range(1, sequence(f).length) }
  const lhs = evaluate(part(n, "lhs"), env)
  if (symbol === "land") return truth(lhs) && truth(rhs())
  if (symbol === "lor") return truth(lhs) || truth(rhs())
  if (symbol === "implies") return !truth(lhs) || truth(rhs())
  const f = infix[symbol]
  if (f === undefined) throw new Error(`no meaning for ${symbol}`)
  return f(lhs, rhs())
}

const inLet = (n: Node, env: Env): Env => ({ ...env, scope: parts(n, "definitions").reduce((scope, d) => withDefinition(scope, d), env.scope) })

/** The value of an expression. */
export const evaluate = (n: Node, env: Env): Value => {
  const literal = literals[n.type]
  if (literal !== undefined) return literal(n, env)
  switch (n.type) {
    case "identifier_ref": return called(n, n.text, [], env)
    case "bound_op": return called(n, part(n, "name").text, parts(n, "parameter"), env)
    case "bound_infix_op": case "bound_prefix_op": case "bound_postfix_op": return operated(n, env)
    case "parentheses": case "conj_item": case "disj_item": return evaluate(n.kids.at(-1) as Node, env)
    case "conj_list": return n.kids.every((x) => truth(evaluate(x, env)))
    case "disj_list": return n.kids.some((x) => truth(evaluate(x, env)))
    case "if_then_else": return evaluate(part(n, truth(evaluate(part(n, "if"), env)) ? "then" : "else"), env)
    case "let_in": return evaluate(part(n, "expression"), inLet(n, env))
    case "record_value": {
      const found = (evaluate(n.kids[0] as Node, env) as State)[(n.kids[1] as Node).text]
      if (found === undefined) throw new Error(`there is no such field: ${n.text}`)
      return found
    }
    case "function_evaluation": return applied(evaluate(n.kids[0] as Node, env), evaluate(n.kids[1] as Node, env))
    case "except": return excepted(n, env)
    case "set_filter": {
      const bound = part(n, "generator")
      return finite(listOf(evaluate(part(bound, "set"), env)).filter((value) => truth(evaluate(part(n, "filter"), { ...env, scope: bind(env.scope, part(bound, "intro").text, { value }) }))))
    }
    case "bounded_quantification": {
      const holds = (scope: Scope): boolean => truth(evaluate(part(n, "expression"), { ...env, scope }))
      return part(n, "quantifier").type === "exists" ? choices(n, env).some(holds) : choices(n, env).every(holds)
    }
    default: throw new Error(`no meaning for ${n.type}: ${n.text}`)
  }
}

/** The states that make an action true, in the order and the number in which TLC finds them. */
const steps = (n: Node, env: Env): readonly State[] => {
  const inTurn = (list: readonly Node[]): readonly State[] => list.reduce<readonly State[]>((found, x) => found.flatMap((next) => steps(x, { ...env, next })), [env.next])
  const assigned = (name: string, value: Value): readonly State[] => {
    const known = env.next[name]
    return known === undefined ? [{ ...env.next, [name]: value }] : same(known, value) ? [env.next] : []
  }
  const plain = (): readonly State[] => (truth(evaluate(n, env)) ? [env.next] : [])
  switch (n.type) {
    case "conj_list": return inTurn(n.kids)
    case "conj_item": case "disj_item": case "parentheses": return steps(n.kids.at(-1) as Node, env)
    case "disj_list": return n.kids.flatMap((x) => steps(x, env))
    case "let_in": return steps(part(n, "expression"), inLet(n, env))
    case "if_then_else": return steps(part(n, truth(evaluate(part(n, "if"), env)) ? "then" : "else"), env)
    case "bounded_quantification":
      if (part(n, "quantifier").type === "exists") return choices(n, env).flatMap((scope) => steps(part(n, "expression"), { ...env, scope }))
      return choices(n, env).reduce<readonly State[]>((found, scope) => found.flatMap((next) => steps(part(n, "expression"), { ...env, next, scope })), [env.next])
    case "identifier_ref": case "bound_op": {
      const known = env.scope[n.type === "bound_op" ? part(n, "name").text : n.text]
      if (known === undefined || !("operator" in known)) return plain()
      return steps(known.operator.body, { ...env, scope: entered(known.operator, n.type === "bound_op" ? parts(n, "parameter") : [], env) })
    }
    case "bound_infix_op": {
      const [symbol, lhs, rhs] = [part(n, "symbol").type, part(n, "lhs"), part(n, "rhs")]
      if (symbol === "land") return inTurn([lhs, rhs])
      if (symbol === "lor") return [lhs, rhs].flatMap((x) => steps(x, env))
      if (symbol === "eq" && lhs.type === "bound_postfix_op" && part(lhs, "lhs").type === "identifier_ref") return assigned(part(lhs, "lhs").text, evaluate(rhs, env))
      // Init says of a variable itself what it is.
      if (symbol === "eq" && lhs.type === "identifier_ref" && env.scope[lhs.text] === undefined && env.state[lhs.text] === undefined) return assigned(lhs.text, evaluate(rhs, env))
      return plain()
    }
    case "bound_prefix_op": {
      if (part(n, "symbol").type !== "unchanged") return plain()
      return part(n, "rhs").kids.filter((x) => x.type === "identifier_ref").reduce<readonly State[]>((found, x) => found.map((next) => ({ ...next, [x.text]: env.state[x.text] as Value })), [env.next])
    }
    default: return plain()
  }
}

export interface Counted {
  readonly states: number
  /** What TLC says that it generated, without the initial state. */
  readonly transitions: number
  /** Names of invariants that some state breaks. */
  readonly broken: readonly string[]
}

/** Goes through all states of a module. @throws Error where something has no meaning */
export const count = (module: Node, constants: Readonly<Record<string, number>>, invariants: readonly string[]): Counted => {
  const definitions = new Map(module.kids.filter((u) => u.type === "operator_definition").map((u) => [part(u, "name").text, u]))
  const variables = module.kids.filter((u) => u.type === "variable_declaration").flatMap((u) => u.kids).map((n) => n.text)
  const scope: Scope = {
    ...builtins,
    ...Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, { value }])),
    ...Object.fromEntries([...definitions.values()].map((d) => [part(d, "name").text, { operator: { params: parts(d, "parameter").map(nameOf), body: part(d, "definition") } }])),
  }
  const bodyOf = (name: string): Node => part(definitions.get(name) as Node, "definition")
  const from = (name: string, state: State): readonly State[] => steps(bodyOf(name), { state, next: {}, scope }).map((next) => {
    if (variables.some((v) => next[v] === undefined)) throw new Error(`${name} leaves a variable without a value`)
    return Object.fromEntries(variables.map((v) => [v, next[v] as Value]))
  })
  const assumed = module.kids.filter((u) => u.type === "assumption").every((u) => truth(evaluate(u.kids[0] as Node, { state: {}, next: {}, scope })))
  if (!assumed) throw new Error("an assumption fails")
  const queue = [...from("Init", {})]
  const seen = new Set(queue.map((s) => JSON.stringify(s)))
  const broken = new Set<string>()
  let transitions = 0
  for (const state of queue) {
    for (const name of invariants) if (!truth(evaluate(bodyOf(name), { state, next: {}, scope }))) broken.add(name)
    for (const next of from("Next", state)) {
      transitions++
      const key = JSON.stringify(next)
      if (!seen.has(key)) {
        seen.add(key)
        queue.push(next)
      }
    }
  }
  return { states: seen.size, transitions, broken: [...broken].toSorted() }
}
