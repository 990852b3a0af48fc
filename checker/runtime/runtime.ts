/** The TypeScript reading of a system: its own functions, run as they stand. */
import { printParams, type Params } from "../ir/reading.ts"
import { sortAt, type Sort } from "../ir/sort.ts"
import { placed, type Leaf, type Sizes, type SystemIr } from "../ir/system.ts"
import type { State, Value } from "../ir/value.ts"
import type { Placed, System } from "../language/index.ts"
import { confined } from "./confine.ts"

type Fields = Readonly<{ [name: string]: unknown }>
/** A rule without the types of its view: a reading meets the rules of all views in one list. */
interface AnyRule {
  readonly id: string
  readonly choose?: (n: Sizes) => Readonly<{ [name: string]: readonly Value[] }>
  readonly when: (s: unknown, n: Sizes, p: Params) => Fields
  readonly then: (s: unknown, n: Sizes, p: Params) => unknown
  readonly note?: (g: unknown, s: unknown, n: Sizes, p: Params) => unknown
}
interface AnyProperty {
  readonly id: string
  readonly kind: "invariant" | "step" | "leadsTo" | "reachable" | "forbidden"
  readonly given?: (s: unknown, n: Sizes) => unknown
  readonly holds: (s: unknown, n: Sizes, t: unknown) => unknown
  readonly assume?: { readonly holds: (s: unknown, n: Sizes) => unknown }
}
interface AnyPlaced {
  readonly label: string
  readonly view: Placed<never>["view"]
  readonly machine: { readonly rules: readonly AnyRule[]; readonly properties: readonly AnyProperty[] }
}
interface AnySystem {
  readonly init: (n: Sizes) => unknown
  readonly parts: (p: unknown) => readonly (readonly AnyPlaced[])[]
  readonly quiescent: (s: unknown, n: Sizes) => unknown
  readonly refines?: readonly { readonly id: string; readonly as: (s: unknown, n: Sizes) => unknown }[]
}

interface Lens {
  readonly get: (s: Fields) => unknown
  readonly put: (s: Fields, view: unknown) => unknown
}
/** How a placed machine sees the state, and how what it returns goes back. */
const lensOf = (view: AnyPlaced["view"]): Lens => {
  if (view === undefined) return { get: (s) => s, put: (_, v) => v }
  if (typeof view === "string") return { get: (s) => s[view], put: (s, v) => ({ ...s, [view]: v }) }
  const names = Object.entries(view)
  return {
    get: (s) => Object.fromEntries(names.map(([name, part]) => [name, s[part]])),
    put: (s, v) => ({ ...s, ...Object.fromEntries(names.map(([name, part]) => [part, (v as Fields)[name]])) }),
  }
}

const truth = (v: unknown, what: string): boolean => {
  if (typeof v !== "boolean") throw new RangeError(`${what} is ${String(v)}, no boolean`)
  return v
}

/** A rule at a place with values for its parameters, in the order of the IR's instances. */
export interface RuntimeInstance {
  readonly label: string
  readonly rule: AnyRule
  readonly params: Params
  readonly lens: Lens
}
export interface RuntimeProperty {
  /** `place.property`. */
  readonly id: string
  readonly property: AnyProperty
  readonly lens: Lens
}

const placements = (system: AnySystem): readonly AnyPlaced[] => {
  const at = (label: string, view: AnyPlaced["view"], machines: readonly unknown[]): readonly unknown[] => machines.map((machine) => ({ label, view, machine }))
  return system.parts({
    place: (where: string, ...machines: readonly unknown[]) => at(where, where, machines),
    join: (label: string, view: Readonly<Record<string, string>>, ...machines: readonly unknown[]) => at(label, view, machines),
    whole: (...machines: readonly unknown[]) => at("", undefined, machines),
  }).flat()
}

const product = (domains: Readonly<{ [name: string]: readonly Value[] }>): readonly Params[] =>
  Object.entries(domains).reduce<readonly Params[]>((all, [name, values]) => all.flatMap((p) => values.map((v) => ({ ...p, [name]: v }))), [{}])

/** A system at given sizes, read by running it. States are the model's own values, their bags in canonical order. */
export class Runtime {
  readonly instances: readonly RuntimeInstance[]
  readonly properties: readonly RuntimeProperty[]
  readonly #system: AnySystem
  readonly #sizes: Sizes
  readonly #sort: Sort

  /** `state` is the sort of the system's state, as the IR has it. */
  constructor(system: System<never, never>, state: Sort, sizes: Sizes) {
    // The views' types end here: what a place's rules take is what its lens gives, which the compiler saw in `place` and `join`.
    this.#system = system as unknown as AnySystem
    this.#sizes = sizes
    this.#sort = sortAt(state, sizes)
    const places = placements(this.#system)
    this.instances = places.flatMap((at) => at.machine.rules.flatMap((rule) => product(rule.choose?.(sizes) ?? {}).map((params) =>
      ({ label: `${placed({ place: at.label, id: rule.id })}${printParams(params)}`, rule, params, lens: lensOf(at.view) }))))
    this.properties = places.flatMap((at) => at.machine.properties.map((property) => ({ id: placed({ place: at.label, id: property.id }), property, lens: lensOf(at.view) })))
  }

  /** @throws RangeError where the state is outside its sort, as from `step`. */
  initial(): Value { return confined(this.#sort, this.#system.init(this.#sizes)) }

  /** The truth of each conjunct, in the order of the source. They are evaluated together, so that one which fails hides all. @throws RangeError */
  conjuncts(i: RuntimeInstance, s: Value): readonly (readonly [name: string, holds: boolean])[] {
    return Object.entries(i.rule.when(i.lens.get(s as Fields), this.#sizes, i.params)).map(([name, v]) => [name, truth(v, name)])
  }
  enabled(i: RuntimeInstance, s: Value): boolean { return this.conjuncts(i, s).every(([, holds]) => holds) }

  /** The next state, with its history. Only for states in which the instance is enabled. @throws RangeError */
  step(i: RuntimeInstance, s: Value): Value {
    const view = i.lens.get(s as Fields)
    const { then: effect, note } = i.rule
    const after = effect(view, this.#sizes, i.params)
    const noted = note === undefined ? after : { ...(after as Fields), ghost: note((view as Fields)["ghost"], view, this.#sizes, i.params) }
    return confined(this.#sort, i.lens.put(s as Fields, noted))
  }

  /** True where the property is required. @throws RangeError */
  given(p: RuntimeProperty, s: Value): boolean { return truth(p.property.given?.(p.lens.get(s as Fields), this.#sizes) ?? true, p.id) }
  /** The property itself, of a state or, with `t`, of a step. @throws RangeError */
  holds(p: RuntimeProperty, s: Value, t?: Value): boolean {
    return truth(p.property.holds(p.lens.get(s as Fields), this.#sizes, t === undefined ? undefined : p.lens.get(t as Fields)), p.id)
  }
  /** What the property assumes of a run, in one state; undefined where it assumes nothing. @throws RangeError */
  assumed(p: RuntimeProperty, s: Value): boolean | undefined {
    return p.property.assume === undefined ? undefined : truth(p.property.assume.holds(p.lens.get(s as Fields), this.#sizes), p.id)
  }
  quiescent(s: Value): boolean { return truth(this.#system.quiescent(s, this.#sizes), "quiescent") }

  /** The state of refined service number `which`. @throws RangeError */
  abstract(which: number, s: Value): unknown { return this.#system.refines?.[which]?.as(s, this.#sizes) }
}

/** The runtime reading of a system that was lowered to `ir`. */
export const runtimeOf = <S, N>(system: System<S, N>, ir: Pick<SystemIr, "state">, sizes: Sizes): Runtime => new Runtime(system as unknown as System<never, never>, ir.state, sizes)

const pathsOf = new Map<string, readonly string[]>()
/** The part of a state at a leaf's path. */
const part = (s: unknown, path: string): unknown => {
  let names = pathsOf.get(path)
  if (names === undefined) pathsOf.set(path, names = path.split("."))
  let v = s
  for (const name of names) v = (v as Fields)[name]
  return v
}
/** A state as one value for each leaf, as the interpreter has it. */
export const leafValues = (leaves: readonly Pick<Leaf, "path">[], s: unknown): State => leaves.map((l) => part(s, l.path) as Value)
/** A state as one record, as the model has it, from one value for each leaf. */
export const nested = (state: Sort, values: State): Value => {
  const rest = values.values()
  const build = (sort: Sort): Value => {
    if (sort.kind !== "record") return rest.next().value as Value
    const record: { [name: string]: Value } = {}
    for (const f of sort.fields) record[f.name] = build(f.sort)
    return record
  }
  return build(state)
}
