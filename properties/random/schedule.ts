/** Picks what happens next: by the weights of a mood among what is enabled, and at the end all in turn. */
import { Dice } from "./dice.ts"
import type { Event, Params, PlacedRule, Runtime } from "./runtime.ts"

/** So often an event is drawn by weight before all are looked at in turn. */
const draws = 32
const withParams = (of: PlacedRule, value: (values: readonly unknown[]) => unknown): Event => {
  const params: Record<string, unknown> = {}
  for (const [name, values] of of.choices) params[name] = value(values)
  return { of, params }
}

export class Picker<S extends object, N extends object> {
  readonly #runtime: Runtime<S, N>
  readonly #dice: Dice
  readonly #rules: readonly PlacedRule[]
  /** The sum of the weights up to each rule. */
  readonly #sums: readonly number[]

  constructor(runtime: Runtime<S, N>, seed: number, weight: (r: PlacedRule) => number) {
    this.#runtime = runtime
    this.#dice = new Dice(seed)
    this.#rules = runtime.rules.filter((r) => weight(r) > 0)
    let sum = 0
    this.#sums = this.#rules.map((r) => (sum += weight(r)))
  }

  #drawn(): PlacedRule {
    const x = this.#dice.unit() * (this.#sums.at(-1) ?? 0)
    let i = 0
    while ((this.#sums[i] ?? Infinity) <= x) i++
    return this.#rules[i] as PlacedRule
  }
  /** An event of the rule that is enabled. Its parameters are drawn so often, for most of their values may lead nowhere. */
  #enabled(r: PlacedRule, s: S, draws: number): Event | undefined {
    for (let i = r.choices.length === 0 ? 1 : draws; i > 0; i--) {
      const event = withParams(r, (values) => values[this.#dice.below(values.length)])
      if (this.#runtime.isEnabled(event, s)) return event
    }
    return undefined
  }

  /** An enabled event; undefined where nothing was found that the mood allows. */
  next(s: S): Event | undefined {
    if (this.#rules.length === 0) return undefined
    for (let i = 0; i < draws; i++) {
      const event = this.#enabled(this.#drawn(), s, 4)
      if (event !== undefined) return event
    }
    const first = this.#rules.indexOf(this.#drawn())
    for (const r of [...this.#rules.slice(first), ...this.#rules.slice(0, first)]) {
      const event = this.#enabled(r, s, 256)
      if (event !== undefined) return event
    }
    return undefined
  }
}

const noParams: Params = {}
/** The first enabled event of a rule, by the order of its parameters' values. */
export const firstOf = <S extends object, N extends object>(runtime: Runtime<S, N>, of: PlacedRule, s: S): Event | undefined => {
  const events = of.choices.reduce<readonly Params[]>((all, [name, values]) => all.flatMap((p) => values.map((v) => ({ ...p, [name]: v }))), [noParams]).map((params) => ({ of, params }))
  return events.find((e) => runtime.isEnabled(e, s))
}
