/** A system at given sizes, read by the interpreter: its instances, their conjuncts, effects and properties. */
import { InputError } from "../errors.ts"
import { Interpreter, type Env } from "./interpret.ts"
import type { Node } from "./node.ts"
import { placed, printSource, type Leaf, type Obligation, type Param, type RuleIr, type Sizes, type SystemIr, type Update } from "./system.ts"
import type { State, Value } from "./value.ts"

export type Params = Readonly<{ [name: string]: Value }>
/** A rule at a place with values for its parameters. */
export interface Instance {
  readonly rule: RuleIr
  readonly params: Params
  /** `place.rule(name: value, …)`. */
  readonly label: string
}

/** `(name: value, …)`; nothing where there are no parameters. */
export const printParams = (params: Params): string => {
  const entries = Object.entries(params)
  return entries.length === 0 ? "" : `(${entries.map(([name, v]) => `${name}: ${String(v)}`).join(", ")})`
}

/** Most instances of a system: the explorer labels each step with one in 16 bits. */
const limit_instances = 65_535

/** The machinery that the system proper and the services that it refines share. */
export class Reading {
  readonly sizes: Sizes
  readonly leaves: readonly Leaf[]
  readonly instances: readonly Instance[]
  readonly #init: readonly Update[]
  readonly #interpreter: Interpreter
  readonly #index: ReadonlyMap<string, number>

  constructor(of: { readonly leaves: readonly Leaf[]; readonly init: readonly Update[]; readonly rules: readonly RuleIr[] }, sizes: Sizes) {
    this.sizes = sizes
    this.leaves = of.leaves
    this.#init = of.init
    this.#interpreter = new Interpreter(of.leaves, sizes)
    this.#index = new Map(of.leaves.map((l, i) => [l.path, i]))
    this.#refuseTooMany(of.rules)
    this.instances = of.rules.flatMap((rule) => this.#values(rule).map((params) => ({ rule, params, label: `${placed(rule)}${printParams(params)}` })))
  }

  /** How many values a parameter has. */
  #count(domain: Param["domain"]): number {
    return domain.kind === "values" ? domain.values.length : (this.#interpreter.evaluate(domain.count, { state: [], params: {} }) as number)
  }

  /** Counts before anything is built, because a mistaken size would fill the memory. */
  #refuseTooMany(rules: readonly RuleIr[]): void {
    let all = 0
    for (const r of rules) {
      const own = r.params.reduce((n, p) => n * this.#count(p.domain), 1)
      all += own
      if (all > limit_instances) throw new InputError(`${printSource(r.source)}: ${placed(r)} has ${own} instances at this size, and the system more than ${limit_instances}`, "Give the rule's parameters fewer values, or choose a smaller size.")
    }
  }

  #values(rule: RuleIr): readonly Params[] {
    return rule.params.reduce<readonly Params[]>((all, p) => {
      const domain = p.domain.kind === "range" ? Array.from({ length: this.#count(p.domain) }, (_, i) => i) : p.domain.values.map((v) => v.value as Value)
      return all.flatMap((params) => domain.map((v) => ({ ...params, [p.name]: v })))
    }, [{}])
  }

  evaluate(n: Node, env: Env): Value { return this.#interpreter.evaluate(n, env) }

  initial(): State { return this.#init.map((u) => this.evaluate(u.node, { state: [], params: {} })) }

  /** The truth of each conjunct. */
  conjuncts(rule: RuleIr, state: State, params: Params): readonly boolean[] {
    return rule.when.map((c) => this.evaluate(c.node, { state, params }) === true)
  }
  enabled(rule: RuleIr, state: State, params: Params): boolean {
    return rule.when.every((c) => this.evaluate(c.node, { state, params }) === true)
  }

  /** The next state. History is left as it is where `withHistory` is false: traces may carry payloads that monitors do not know. */
  step(rule: RuleIr, state: State, params: Params, withHistory = true): State {
    const after = [...state]
    const env = { state, params }
    for (const u of withHistory ? [...rule.then, ...rule.note] : rule.then) after[this.leaf(u.path)] = this.evaluate(u.node, env)
    return after
  }

  /** The first obligation that fails, of those that hold by the rule's conjuncts or, where it is enabled, by its effect. `after` is the state after the step, for step properties. */
  broken(obligations: readonly Obligation[], state: State, params: Params, after?: State): Obligation | undefined {
    const env: Env = { state, params, ...(after === undefined ? {} : { after }) }
    return obligations.find((o) => {
      try {
        return this.evaluate(o.holds, env) !== true
      } catch (error) {
        if (error instanceof RangeError) return true
        throw error
      }
    })
  }

  /** The index of a leaf. @throws RangeError if there is none. */
  leaf(path: string): number {
    const i = this.#index.get(path)
    if (i === undefined) throw new RangeError(`no part of the state is called ${path}`)
    return i
  }
}

/** The sizes of a system by name. @throws InputError for a name that it lacks. */
export const sizesOf = (ir: SystemIr, name: string): Sizes => {
  // Not every name is one of its sizes: every object has a `constructor`.
  const sizes = Object.hasOwn(ir.sizes, name) ? ir.sizes[name] : undefined
  if (sizes === undefined) throw new InputError(`${ir.id} has no size ${name}`, `Its sizes are ${Object.keys(ir.sizes).join(", ")}.`)
  return sizes
}
