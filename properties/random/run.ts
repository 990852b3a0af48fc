/** One run of a ring: what happens, what is asked after each step, and how it must end when faults stop. */
import type { System } from "tcnet"
import type { Sizes } from "../../model/slot/sizes.ts"
import type { Ring } from "../ring.ts"
import { Laws, type Shown } from "./laws.ts"
import { weightOf, type Mood } from "./moods.ts"
import { Oracle } from "./oracle.ts"
import { Runtime, type Event } from "./runtime.ts"
import { firstOf, Picker } from "./schedule.ts"
import { checkOf, type Check, type Shape } from "./shape.ts"
import { stateAt, type Start } from "./start.ts"
import { Violation } from "./violation.ts"

/** What of a run is decided before its first step. */
export interface Setting {
  readonly sizes: Sizes
  readonly start: Start
}
/** A part of a schedule: how long which mood lasts, and the seed of its choices. */
export interface Phase {
  readonly mood: Mood
  readonly steps: number
  readonly seed: number
}
/** What runs: the system, the shape of its states at given sizes, and what the runs of a test have shown so far. */
export interface Subject {
  readonly system: System<Ring, Sizes>
  readonly shape: (n: Sizes) => Shape
  readonly shown: Shown
}

/** What happens no more at the end: faults, giving up, and new frames. */
const ended: ReadonlySet<string> = new Set(["epoch.abandon", "slot.writePayload"])

export class Run {
  readonly runtime: Runtime<Ring, Sizes>
  readonly #laws: Laws<Ring, Sizes>
  readonly #oracle: Oracle
  readonly #check: Check
  readonly #record: ((e: Event) => void) | undefined
  #state: Ring
  #steps = 0
  #isStepping = false

  /** `record` is told each event before it happens. @throws Violation if the first state is none that may be */
  constructor({ system, shape, shown }: Subject, { sizes, start }: Setting, record?: (e: Event) => void) {
    this.runtime = new Runtime(system, sizes)
    this.#laws = new Laws(this.runtime, shown)
    this.#oracle = new Oracle(start, sizes)
    this.#check = checkOf(shape(sizes))
    this.#record = record
    this.#state = stateAt(start, sizes)
    this.#inShape(undefined)
    this.#laws.see(undefined, this.#state)
  }
  get steps(): number { return this.#steps }
  get state(): Ring { return this.#state }
  /** True if it was a step that was not finished, and not the end that was not reached. */
  get isStepping(): boolean { return this.#isStepping }

  #inShape(before: Ring | undefined): void {
    const problem = this.#check(this.#state, before)
    if (problem !== undefined) throw new Violation("obligation.range", `the state${problem}`)
  }
  isEnabled(e: Event): boolean { return this.runtime.isEnabled(e, this.#state) }

  /** One step, and everything that is asked of it. @throws Violation */
  take(e: Event): void {
    this.#record?.(e)
    this.#steps++
    this.#isStepping = true
    const before = this.#state
    this.#state = this.runtime.step(e, this.#state)
    this.#inShape(before)
    this.#laws.see(before, this.#state)
    this.#oracle.see(e, before, this.#state)
    this.#isStepping = false
  }

  /** A phase; it ends early where its mood allows nothing more. @throws Violation */
  drive({ mood, steps, seed }: Phase): void {
    const picker = new Picker(this.runtime, seed, (r) => weightOf(r, mood, this.runtime.sizes.slots))
    for (let i = 0; i < steps; i++) {
      const event = picker.next(this.#state)
      if (event === undefined) return
      this.take(event)
    }
  }

  /**
   * Faults have stopped and nothing new is submitted: all that is enabled happens in turn, so that each rule is treated
   * fairly, until the system rests. The sweep, and what the ring holds, is what may take long: two rounds for each slot,
   * one for each write that is under way, and a few for what epochs need. @throws Violation where it does not rest
   */
  settle(): void {
    const { slots, posted } = this.runtime.sizes
    const rules = this.runtime.rules.filter((r) => r.rule.by !== "fault" && !ended.has(r.rule.id))
    for (let rounds = 4 * (slots + posted) + 32; !this.runtime.isAtRest(this.#state); rounds--) {
      if (rounds === 0) throw new Violation("run.rests", "the system does not come to rest, although no fault happens")
      const before = this.#steps
      for (const rule of rules) {
        const event = firstOf(this.runtime, rule, this.#state)
        if (event !== undefined) this.take(event)
      }
      if (this.#steps === before) throw new Violation("run.rests", "nothing moves, and the system is not at rest")
    }
    this.#oracle.rest()
  }
}
