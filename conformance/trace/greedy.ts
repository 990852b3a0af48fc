/**
 * Looks for one run that explains the logs, depth first: takes an event wherever one is possible, else a hidden step
 * that the next event of some log waits for, and turns back where neither leads on. A run that is found is a proof that
 * the logs conform. Finding none proves nothing, because the search gives up early and forgets old alternatives: what
 * it cannot explain is left to the exact search (`judge`), which needs far longer for the same logs since it follows
 * every hypothesis about what the logs do not show, such as that the link has just died.
 */
import { total, type Configuration, type Step, type Steps } from "./steps.ts"

/** Alternatives that are remembered, and times that the search turns back without getting further before it gives up. */
const limits = { alternatives: 4_096, returns: 2_000, hidden_between_events: 10_000 } as const

interface Alternative {
  readonly configuration: Configuration
  readonly steps: readonly Step[]
}

class Search {
  readonly #steps: Steps
  readonly #held: ReadonlySet<number> = new Set()
  #alternatives: Alternative[] = []
  #furthest = 0
  #returns = 0
  #hidden = 0

  constructor(steps: Steps) { this.#steps = steps }

  /** What to try where no event can be taken at once: first what an event waits for, last all that the exact search would try. */
  #candidates(c: Configuration): readonly Step[] | undefined {
    const helpful = this.#steps.helpful(c, this.#held)
    if (helpful.length > 0) return helpful
    return this.#steps.choose(c, this.#held)?.steps
  }

  /** The next configuration; `end` where all logs are consumed, undefined where nothing is left to try. */
  next(c: Configuration): Configuration | "end" | undefined {
    const early = this.#steps.early(c, this.#held)
    if (early !== undefined) return this.#take(c, early)
    const candidates = this.#candidates(c)
    if (candidates === undefined) return "end"
    const [first, ...others] = candidates
    if (first === undefined || this.#hidden > limits.hidden_between_events) return this.#return()
    if (others.length > 0) this.#alternatives.push({ configuration: c, steps: others })
    if (this.#alternatives.length > limits.alternatives) this.#alternatives = this.#alternatives.slice(limits.alternatives >> 1)
    return this.#take(c, first)
  }

  #take(c: Configuration, step: Step): Configuration {
    const after = this.#steps.take(c, step)
    this.#hidden = step.kind === "hidden" ? this.#hidden + 1 : 0
    if (total(after) > this.#furthest) {
      this.#furthest = total(after)
      this.#returns = 0
    }
    return after
  }

  #return(): Configuration | undefined {
    const last = this.#alternatives.pop()
    if (last === undefined || ++this.#returns > limits.returns) return undefined
    const [first, ...others] = last.steps
    if (others.length > 0) this.#alternatives.push({ configuration: last.configuration, steps: others })
    this.#hidden = 0
    return first === undefined ? undefined : this.#take(last.configuration, first)
  }

  /** The least position of each log that may be asked for again. */
  needed(c: Configuration): readonly number[] {
    return c.positions.map((p, log) => this.#alternatives.reduce((least, a) => Math.min(least, a.configuration.positions[log] as number), p))
  }
}

/** The end of a run that explains all logs; undefined where none was found, which is no verdict. @throws InputError for a line of a log that is wrong */
export const findRun = (steps: Steps, start: Configuration, onProgress?: (events: number) => void): Configuration | undefined => {
  const search = new Search(steps)
  let c = start
  for (let rounds = 1; ; rounds++) {
    const after = search.next(c)
    if (after === "end") return c
    if (after === undefined) return undefined
    c = after
    if ((rounds & 0xfff) === 0) search.needed(c).forEach((position, log) => steps.logs[log]?.forget(position))
    if ((rounds & 0x3fff) === 0) onProgress?.(total(c))
  }
}
