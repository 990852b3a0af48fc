/** A system's own functions, run as they stand at sizes that no exhaustive search reaches. */
import type { Placed, Places, System } from "tcnet"
import { asViolation } from "./violation.ts"

type Fields = Readonly<Record<string, unknown>>
export type Params = Readonly<Record<string, unknown>>

/** A rule without the types of its view: a run meets the rules of all views in one list. */
interface AnyRule {
  readonly id: string
  readonly by?: "protocol" | "world" | "fault"
  readonly choose?: (n: unknown) => Readonly<Record<string, readonly unknown[]>>
  readonly when: (s: unknown, n: unknown, p: Params) => Readonly<Record<string, boolean>>
  readonly then: (s: unknown, n: unknown, p: Params) => unknown
  readonly note?: (g: unknown, s: unknown, n: unknown, p: Params) => unknown
}
/** A property without the types of its view. */
export interface AnyProperty {
  readonly id: string
  readonly kind: "invariant" | "step" | "leadsTo" | "reachable" | "forbidden"
  readonly given?: (s: unknown, n: unknown) => boolean
  readonly holds: (s: unknown, n: unknown, t: unknown) => boolean
}

/** How a placed machine sees the state, and how what it returns goes back. The last two states' views are kept: a step has two. */
export class View {
  readonly #of: (s: Fields) => unknown
  readonly put: (s: Fields, view: unknown) => Fields
  #older: readonly [state: unknown, view: unknown] = [undefined, undefined]
  #newer: readonly [state: unknown, view: unknown] = [undefined, undefined]

  constructor(view: Placed<never>["view"]) {
    if (view === undefined) [this.#of, this.put] = [(s) => s, (_, v) => v as Fields]
    else if (typeof view === "string") [this.#of, this.put] = [(s) => s[view], (s, v) => ({ ...s, [view]: v })]
    else {
      const names = Object.entries(view)
      this.#of = (s) => Object.fromEntries(names.map(([name, part]) => [name, s[part]]))
      this.put = (s, v) => ({ ...s, ...Object.fromEntries(names.map(([name, part]) => [part, (v as Fields)[name]])) })
    }
  }
  of(s: object): unknown {
    if (this.#newer[0] === s) return this.#newer[1]
    if (this.#older[0] === s) return this.#older[1]
    this.#older = this.#newer
    this.#newer = [s, this.#of(s as Fields)]
    return this.#newer[1]
  }
}

/** A rule at a place, with the values of its parameters. */
export interface PlacedRule {
  readonly place: string
  readonly rule: AnyRule
  readonly view: View
  readonly choices: readonly (readonly [name: string, values: readonly unknown[]])[]
}
export interface PlacedProperty {
  readonly place: string
  readonly property: AnyProperty
  readonly view: View
}
/** What happens in one step. */
export interface Event {
  readonly of: PlacedRule
  readonly params: Params
}

const places = <S, N>(): Places<S, N> => ({
  place: (where, ...machines) => machines.map((machine) => ({ label: where, view: where, machine })),
  join: (label, view, ...machines) => machines.map((machine) => ({ label, view, machine })),
  whole: (...machines) => machines.map((machine) => ({ label: "", view: undefined, machine })),
})

/** A system at sizes. */
export class Runtime<S extends object, N extends object> {
  readonly sizes: N
  readonly rules: readonly PlacedRule[]
  readonly properties: readonly PlacedProperty[]
  readonly #system: System<S, N>

  constructor(system: System<S, N>, sizes: N) {
    this.#system = system
    this.sizes = sizes
    const views = new Map<string, View>()
    // Machines that stand at the same place share its view, and so what is kept of it.
    const viewOf = (p: Placed<N>): View => {
      const key = JSON.stringify(p.view ?? null)
      const view = views.get(key) ?? new View(p.view)
      views.set(key, view)
      return view
    }
    const placed = system.parts(places<S, N>()).flat()
    this.rules = placed.flatMap((p) => (p.machine.rules as unknown as readonly AnyRule[]).map((rule) =>
      ({ place: p.label, rule, view: viewOf(p), choices: Object.entries(rule.choose?.(sizes) ?? {}) })))
    this.properties = placed.flatMap((p) => (p.machine.properties as unknown as readonly AnyProperty[]).map((property) => ({ place: p.label, property, view: viewOf(p) })))
  }

  /** @throws Violation where a conjunct has no value */
  isEnabled(e: Event, s: S): boolean {
    const conjuncts = this.#conjuncts(e, s)
    for (const name in conjuncts) if (conjuncts[name] !== true) return false
    return true
  }
  #conjuncts(e: Event, s: S): Readonly<Record<string, boolean>> {
    try {
      return e.of.rule.when(e.of.view.of(s), this.sizes, e.params)
    } catch (error) {
      throw asViolation(error, e)
    }
  }
  /** The next state, with its history. Only where the event is enabled. */
  step(e: Event, s: S): S {
    const { rule, view } = e.of
    const seen = view.of(s)
    const { then: effect, note } = rule
    const after = effect(seen, this.sizes, e.params)
    const noted = note === undefined ? after : { ...(after as Fields), ghost: note((seen as Fields)["ghost"], seen, this.sizes, e.params) }
    return view.put(s as Fields, noted) as S
  }
  isAtRest(s: S): boolean { return this.#system.quiescent(s, this.sizes) }
}
