/**
 * What else than the value that one run had a word could have been where an event saw it: of the values that it took
 * anywhere in that run, those nearest to what was seen, as far as a run with exactly that value is found.
 */
import { same, type State, type Value } from "../../checker/ir/value.ts"
import { findRun } from "./greedy.ts"
import type { Followed } from "./log.ts"
import { Steps, total, type Configuration, type Step } from "./steps.ts"
import { sees, valueAt, type Seen, type TraceEvent, type Word } from "./vocabulary.ts"

/** Where an event is, and in which state the run has come to it. */
export interface Place {
  readonly log: number
  readonly event: TraceEvent
  readonly state: State
}

/** Events of a run that is looked for again for each value: of more it takes too long for a message. */
const mostEvents = 20_000
const mostValues = 3

/** A log with the event at a position changed. */
const withEvent = (log: Followed, position: number, event: TraceEvent): Followed => ({
  file: log.file, header: log.header, facts: log.facts, kept: log.kept,
  at: (p) => (p === position ? event : log.at(p)),
  forget: (p) => log.forget(p), rewind: () => log.rewind(),
})

/** Steps that remember which values a word takes. */
class Watching extends Steps {
  readonly word: Word
  readonly values: Map<string, Value> = new Map()
  constructor(of: Steps, logs: readonly Followed[], word: Word) {
    // A value that takes a fault would surprise the reader more than it would help.
    super(of.ir, of.reading, logs, false)
    this.word = word
  }

  override take(c: Configuration, step: Step): Configuration {
    const after = super.take(c, step)
    const v = valueAt(after.state, this.word)
    if (v !== undefined) this.values.set(JSON.stringify(v), v)
    return after
  }
}

/** States that are looked at to see what is still under way. */
const mostStates = 200

/** The values that a word may still take by what is under way, without a fault. */
const stillComing = (steps: Steps, from: State, word: Word): readonly Value[] => {
  const known = new Map([[JSON.stringify(from), from]])
  // A map grows while it is iterated, so this ends when no state is new.
  for (const state of known.values()) {
    for (const x of steps.hidden.flat()) {
      if (known.size >= mostStates || x.rule.by === "fault" || !steps.reading.enabled(x.rule, state, x.params)) continue
      const after = steps.reading.step(x.rule, state, x.params, false)
      const key = JSON.stringify(after)
      if (!known.has(key)) known.set(key, after)
    }
  }
  return [...known.values()].flatMap((state) => valueAt(state, word) ?? [])
}

const distance = (a: Value, b: Value): number => (typeof a === "number" && typeof b === "number" ? Math.abs(a - b) : 1)

/** A search for a run up to an event that saw one word with some value, and everything else as the run that is known. */
class Search {
  readonly #steps: Steps
  readonly #at: Configuration
  readonly #place: Place
  readonly #word: Word
  constructor(steps: Steps, at: Configuration, place: Place, word: Word) {
    this.#steps = steps
    this.#at = at
    this.#place = place
    this.#word = word
  }

  /** The values that the word takes on the way if it is seen with this one; undefined if no run to there is found. */
  run(value: Value): readonly Value[] | undefined {
    const { log, event, state } = this.#place
    const seen = [...event.seen.filter((s) => s.word !== this.#word && sees(s, state)), { word: this.#word, value }]
    const position = this.#at.positions[log] as number
    for (const l of this.#steps.logs) l.rewind()
    const logs = this.#steps.logs.map((l, i) => (i === log ? withEvent(l, position, { ...event, seen }) : l))
    const watching = new Watching(this.#steps, logs, this.#word)
    const start = { positions: logs.map(() => 0), state: this.#steps.reading.initial() }
    const found = findRun(watching, start, this.#at.positions.with(log, position + 1))
    return found.kind === "run" ? [valueAt(start.state, this.#word) as Value, ...watching.values.values()] : undefined
  }
}

/**
 * All values that some run is found to give the word, the model's own among them, in order of size; undefined where no
 * run is looked for or none to that event is found. It is seldom all that there are.
 *
 * @throws InputError for a line of a log that is wrong
 */
export const valuesOf = (steps: Steps, at: Configuration, place: Place, { word, value: seen }: Seen, model: Value): readonly Value[] | undefined => {
  if (total(at) > mostEvents) return undefined
  const search = new Search(steps, at, place, word)
  const taken = search.run(model)
  if (taken === undefined) return undefined
  const side = (v: Value): boolean => typeof v === "number" && typeof seen === "number" && v < seen
  const different = new Map([...taken, ...stillComing(steps, at.state, word)].map((v) => [JSON.stringify(v), v]))
  const others = [...different.values()].filter((v) => !same(v, model) && !same(v, seen)).toSorted((a, b) => distance(a, seen) - distance(b, seen))
  // The nearest below and the nearest above say most.
  const asked = [...others.filter(side).slice(0, mostValues), ...others.filter((v) => !side(v)).slice(0, mostValues)]
  const given = asked.filter((v) => search.run(v) !== undefined)
  const nearest = [given.find(side), given.find((v) => !side(v))].filter((v) => v !== undefined)
  return [model, ...nearest].toSorted((a, b) => (typeof a === "number" && typeof b === "number" ? a - b : 0))
}
