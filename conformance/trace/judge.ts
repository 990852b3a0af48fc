/**
 * Decides whether logs are a behaviour of the model: exactly, in one pass over the logs, in bounded memory.
 *
 * A configuration is how far each log is consumed, and a state of the model. From it leads the next event of each log,
 * where the model can do it and agrees with what was seen, and every hidden step. The logs are a behaviour if a
 * configuration is reached in which all are consumed; hidden steps that nothing needs are then simply not taken. The
 * search goes level by level, where the level is the number of events consumed, and keeps only the configurations of
 * one level. Three things keep these few, all computed from the model's rules and none of them a heuristic:
 *
 * - Equal configurations are one.
 * - An event that is possible and in nobody's way is taken at once, with no alternative (`Steps.early`). Most are.
 * - Otherwise only the steps of a stubborn set are tried (`Steps.choose`, with the argument). So a hidden step is taken
 *   only for the sake of an event that needs it or does not commute with it; and what can lead nowhere, such as a link
 *   that died where a later event needs it alive, is dropped at once, because its set has no possible step.
 */
import { same, type Value } from "../../checker/ir/value.ts"
import type { Choice, Configuration, Steps } from "./steps.ts"

export type Outcome =
  | { readonly kind: "conforms"; readonly end: Configuration }
  /** No event is possible any more, whatever hidden steps are taken. */
  | { readonly kind: "stuck"; readonly ends: readonly End[] }
  | { readonly kind: "inconclusive"; readonly at: Configuration; readonly reason: string }

/** A configuration at the last level, and what was tried for it. */
export interface End {
  readonly configuration: Configuration
  readonly choice: Choice
}

export interface JudgeOptions {
  /** Most configurations of one level. */
  readonly limitSearch: number
  readonly onProgress?: (events: number) => void
}

/** Configurations that are all different. */
class Configurations {
  readonly items: Configuration[] = []
  readonly #keys = new Set<string>()

  /** False if it was known. */
  add(c: Configuration): boolean {
    // Comparing is cheaper than making keys as long as there are few, since most parts of two states are the same object.
    if (this.items.length < 24) {
      if (this.items.some((x) => equal(x, c))) return false
    } else {
      if (this.#keys.size === 0) for (const x of this.items) this.#keys.add(keyOf(x))
      const key = keyOf(c)
      if (this.#keys.has(key)) return false
      this.#keys.add(key)
    }
    this.items.push(c)
    return true
  }
}
const equal = (a: Configuration, b: Configuration): boolean =>
  a.positions.every((p, i) => p === b.positions[i]) && a.state.every((v, i) => same(v, b.state[i] as Value))

const parts = new WeakMap<object, string>()
/** The text of a part of the state; parts that did not change are the same object in many states. */
const textOf = (v: Value): string => {
  if (typeof v !== "object") return JSON.stringify(v)
  let text = parts.get(v)
  if (text === undefined) parts.set(v, text = JSON.stringify(v))
  return text
}
const keyOf = (c: Configuration): string => `${c.positions.join()}|${c.state.map(textOf).join("|")}`

const total = (c: Configuration): number => c.positions.reduce((a, b) => a + b, 0)

type Level = { readonly kind: "next"; readonly configurations: readonly Configuration[] } | Outcome

const oneLevel = (steps: Steps, frontier: readonly Configuration[], held: ReadonlySet<number>, limit: number): Level => {
  const now = new Configurations()
  const later = new Configurations()
  const ends: End[] = []
  for (const c of frontier) now.add(c)
  for (const [i, c] of now.items.entries()) {
    if (i >= limit) return { kind: "inconclusive", at: c, reason: `more than ${limit} configurations after ${total(c)} events` }
    const early = steps.early(c, held)
    if (early !== undefined) {
      later.add(steps.take(c, early))
      continue
    }
    const choice = steps.choose(c, held)
    if (choice === undefined) return { kind: "conforms", end: c }
    for (const step of choice.steps) (step.kind === "event" ? later : now).add(steps.take(c, step))
    if (later.items.length === 0) ends.push({ configuration: c, choice })
  }
  return later.items.length === 0 ? { kind: "stuck", ends } : { kind: "next", configurations: later.items }
}

/** What is read of a log and still needed may not grow without bound, either. */
const mostKept = 1_000_000

/** Judges from a configuration on. Logs that are held back take no further part. @throws InputError for a line of a log that is wrong. */
export const judge = (steps: Steps, start: Configuration, held: ReadonlySet<number>, options: JudgeOptions): Outcome => {
  let frontier: readonly Configuration[] = [start]
  for (let rounds = 0; ; rounds++) {
    const level = oneLevel(steps, frontier, held, options.limitSearch)
    if (level.kind !== "next") return level
    frontier = level.configurations
    const first = frontier[0] as Configuration
    if ((rounds & 0x3f) === 0) {
      steps.logs.forEach((log, i) => log.forget(frontier.reduce((least, c) => Math.min(least, c.positions[i] as number), Infinity)))
      if (steps.logs.some((log) => log.kept > mostKept)) return { kind: "inconclusive", at: first, reason: `more than ${mostKept} events of one log would have to be kept` }
    }
    if ((rounds & 0x3fff) === 0) options.onProgress?.(total(first))
  }
}
