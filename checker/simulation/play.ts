/** Plays what happened to one channel again, alone, and says what it breaks. */
import { breachOf, outcome, type SimulationKernel } from "./kernel.ts"
import { Generator } from "./generator.ts"
import { populationOf, type Population } from "./population.ts"
import { recover, type FailureKind } from "./recover.ts"

export interface Played {
  /** The events that could happen, in their order; one whose effect breaks an obligation is none. */
  readonly kept: readonly number[]
  readonly what: FailureKind | undefined
}

/** Most states in which a way to rest is sought. */
const limit_states = 5_000
/** So many fair firings are tried before: most states are near to rest. */
const tries = 1_000

export class Player {
  readonly #population: Population
  readonly #kernel: SimulationKernel
  constructor(kernel: SimulationKernel) {
    this.#kernel = kernel
    this.#population = populationOf(kernel, 0, 1, [])
  }

  /** Takes the events one after the other, and leaves out what is not enabled. */
  play(events: readonly number[], sought: FailureKind["kind"]): Played {
    const c = this.#population.channels
    const kept: number[] = []
    c.reset(0)
    let code = c.judge(0)
    for (const i of events) {
      if (code !== outcome.fired) break
      const options = c.options(0)
      code = options < 0 ? options : (c.fire[i] as (base: number) => number)(0)
      if (code === outcome.disabled) code = outcome.fired
      else if (code > 0) kept.push(i)
    }
    if (code !== outcome.fired) return { kept, what: breachOf(code) }
    const options = c.options(0)
    return { kept, what: options < 0 ? breachOf(options) : this.#restless(options, sought) }
  }

  #restless(options: number, sought: FailureKind["kind"]): FailureKind | undefined {
    if (sought !== "deadlock" && sought !== "no progress") return undefined
    const rest = this.#population.channels.rest(0)
    if (rest !== 0) return breachOf(rest)
    if (options === 0) return { kind: "deadlock" }
    return sought === "no progress" && this.isStuck() ? { kind: "no progress" } : undefined
  }

  /** No run without faults leads from here to where the system may rest: what the present state leads to was seen whole. */
  isStuck(): boolean {
    const { store } = this.#population.channels
    const row = store.slice(0, this.#kernel.layout.words)
    const what = recover(this.#population, 0, new Generator(0), () => undefined, tries)
    store.set(row)
    const isStuck = what !== undefined && this.#isClosed(row)
    store.set(row)
    return isStuck
  }

  #isClosed(first: Int32Array): boolean {
    const c = this.#population.channels
    const seen = new Set([first.join()])
    const waiting = [first]
    for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
      c.store.set(row)
      if (c.rest(0) !== 0 || seen.size > limit_states) return false
      const options = c.options(0)
      if (options < 0) return false
      for (const i of c.enabled.slice(0, options)) {
        c.store.set(row)
        if ((c.fire[i] as (base: number) => number)(0) !== outcome.fired) return false
        const after = c.store.slice(0, row.length)
        const key = after.join()
        if (!seen.has(key)) waiting.push(after)
        seen.add(key)
      }
    }
    return true
  }
}
