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
  #withDrawnParams(r: PlacedRule): Event { return withParams(r, (values) => values[this.#dice.below(values.length)]) }

  /** An enabled event; undefined where nothing was found that the mood allows. */
  next(s: S): Event | undefined {
    for (let i = 0; i < draws; i++) {
      const event = this.#withDrawnParams(this.#drawn())
      if (this.#runtime.isEnabled(event, s)) return event
    }
    return this.#rules.map((r) => this.#withDrawnParams(r)).find((e) => this.#runtime.isEnabled(e, s))
  }
}

const noParams: Params = {}
/** The first enabled event of a rule, by the order of its parameters' values. */
export const firstOf = <S extends object, N extends object>(runtime: Runtime<S, N>, of: PlacedRule, s: S): Event | undefined => {
  const events = of.choices.reduce<readonly Params[]>((all, [name, values]) => all.flatMap((p) => values.map((v) => ({ ...p, [name]: v }))), [noParams]).map((params) => ({ of, params }))
  return events.find((e) => runtime.isEnabled(e, s))
}
