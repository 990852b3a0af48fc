/**
 * Looks for one run that explains the logs, depth first: takes an event wherever one is in nobody's way, else the most
 * promising of the steps that the exact search would try, and turns back where nothing leads on. A run that is found is
 * a proof that the logs conform. Finding none proves nothing, because the search gives up early and forgets old
 * alternatives: what it cannot explain is left to the exact search (`judge`), which needs longer for the same logs,
 * since it follows every hypothesis about what the logs do not show until that is refuted. With faults it can follow
 * them only for short logs, and this search for long ones.
 */
import { digestOf } from "./digest.ts"
import { total, type Configuration, type Ends, type Step, type Steps } from "./steps.ts"
import { Chooser, isFault, type Choice } from "./stubborn.ts"
import { sees, type Word } from "./vocabulary.ts"

/**
 * Alternatives that are remembered, for how many events; steps that the search takes without getting further before it
 * gives up; and hidden steps in a row before it looks whether it goes round in circles.
 */
const limits = { alternatives: 2_048, events: 20_000, steps: 30_000, hiddenInARow: 32 } as const
/** Events of each log that are looked at to see what a step promises. */
const lookahead = 8
/** What it counts that a log's next event is possible after a step: less than any word that an event sees, so that it decides between equals. */
const ready_score = 0.5

interface Alternative {
  readonly configuration: Configuration
  readonly steps: readonly Step[]
}
/** How far a search came, and what was tried there. */
export interface Furthest {
  readonly configuration: Configuration
  readonly choice: Choice
}
export type Found = { readonly kind: "run"; readonly end: Configuration } | { readonly kind: "none"; readonly furthest: Furthest }

class Search {
  readonly #steps: Steps
  readonly #ends: Ends
  readonly #chooser: Chooser
  #alternatives: Alternative[] = []
  #furthest: Furthest | undefined
  #most = -1
  #since = 0
  #hidden = 0
  #isLost = false
  readonly #visited = new Set<number>()

  constructor(steps: Steps, ends: Ends) {
    this.#steps = steps
    this.#ends = ends
    this.#chooser = new Chooser(steps, ends)
  }

  get furthest(): Furthest { return this.#furthest as Furthest }

  /** How many words are already as the event sees them that next sees them, the nearest counting most. */
  #promise(c: Configuration): number {
    let sum = 0
    const words = new Set<Word>()
    for (const [log, of] of this.#steps.logs.entries()) {
      const first = c.positions[log] as number
      const count = Math.min(lookahead, (this.#ends[log] as number) - first)
      for (let i = 0; i < count; i++) for (const s of of.at(first + i)?.seen ?? []) {
        if (!words.has(s.word) && sees(s, c.state)) sum += lookahead - i
        words.add(s.word)
      }
    }
    return sum
  }

  /** How many logs could go on at once: what their next events saw is not all that these need. */
  #ready(c: Configuration): number {
    return this.#steps.logs.filter((_, log) => {
      const event = this.#steps.next(c, log, this.#ends)
      return event !== undefined && this.#steps.isPossible(event, c.state)
    }).length
  }

  /** The next configuration; `end` where all logs are consumed, undefined where nothing is left to try. */
  next(c: Configuration): Configuration | "end" | undefined {
    const early = this.#steps.early(c, this.#ends)
    if (early !== undefined) return this.#after(c, [early])
    const choice = this.#chooser.choose(c)
    if (choice === undefined) return "end"
    if (total(c) > this.#most) {
      this.#most = total(c)
      this.#furthest = { configuration: c, choice }
      this.#since = 0
      this.#isLost = false
      this.#visited.clear()
    }
    if (this.#since > limits.steps) return undefined
    if (choice.steps.length === 0 || (this.#isLost && !this.#isNew(c))) return this.#return()
    return this.#after(c, choice.steps)
  }

  /** False for a configuration that was met since the search got lost; two with one digest would only make it find less. */
  #isNew(c: Configuration): boolean {
    const key = digestOf(c.positions, c.state)
    if (this.#visited.has(key)) return false
    this.#visited.add(key)
    return true
  }

  /** Takes the most promising step and remembers the others. */
  #after(c: Configuration, steps: readonly Step[]): Configuration {
    const ranked = steps.length === 1 ? steps : this.#ranked(c, steps)
    const [first, ...others] = ranked
    if (others.length > 0) {
      this.#alternatives.push({ configuration: c, steps: others })
      if (this.#alternatives.length > limits.alternatives) this.#alternatives = this.#alternatives.slice(limits.alternatives >> 1)
    }
    this.#hidden = first?.kind === "hidden" ? this.#hidden + 1 : 0
    this.#isLost ||= this.#hidden > limits.hiddenInARow
    this.#since++
    return this.#steps.take(c, first as Step)
  }

  /**
   * The most promising first. An event that is taken had seen rightly, which must not count less than what it may still
   * see. Faults come last, whatever they promise: most runs have few, and what a fault would explain too early is
   * explained by it as well when nothing else leads on.
   */
  #ranked(c: Configuration, steps: readonly Step[]): readonly Step[] {
    const taken = (step: Step): number => (step.kind === "event" ? lookahead * step.event.seen.length : 0)
    const scored = steps.map((step) => {
      const after = this.#steps.take(c, step)
      return { step, fault: Number(isFault(step)), score: taken(step) + this.#promise(after) + ready_score * this.#ready(after) }
    })
    return scored.sort((a, b) => a.fault - b.fault || b.score - a.score).map((x) => x.step)
  }

  #return(): Configuration | undefined {
    const last = this.#alternatives.pop()
    if (last === undefined) return undefined
    this.#hidden = 0
    this.#isLost = true
    return this.#after(last.configuration, last.steps)
  }

  /** Forgets old alternatives; gives back the least position of each log that may be asked for again. */
  needed(c: Configuration): readonly number[] {
    this.#alternatives = this.#alternatives.filter((a) => total(a.configuration) + limits.events > total(c))
    const kept = [...this.#alternatives.slice(0, 1).map((a) => a.configuration), ...(this.#furthest === undefined ? [] : [this.#furthest.configuration])]
    return kept.reduce((least, x) => least.map((p, i) => Math.min(p, x.positions[i] as number)), c.positions)
  }
}

/** A run that consumes all logs up to their ends, or how far it came. @throws InputError for a line of a log that is wrong */
export const findRun = (steps: Steps, start: Configuration, ends: Ends, onProgress?: (events: number) => void): Found => {
  const search = new Search(steps, ends)
  let c = start
  for (let rounds = 1; ; rounds++) {
    const after = search.next(c)
    if (after === "end") return { kind: "run", end: c }
    if (after === undefined) return { kind: "none", furthest: search.furthest }
    c = after
    if ((rounds & 0x7ff) === 0) search.needed(c).forEach((position, log) => steps.logs[log]?.forget(position))
    if ((rounds & 0x3fff) === 0) onProgress?.(total(c))
  }
}
