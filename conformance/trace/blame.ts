/**
 * Of several logs that stop where no run goes on: which contradict the model, and which merely wait for others. Where
 * a process stops, its partners soon stop too, for want of what it would have done; these are not to blame.
 *
 * It is found by asking what if. Each log in turn is followed for the order of its events alone, as if it had seen what
 * the model has. If another log then goes on, that one waits for it. A log that waits gets nobody further by this: what
 * it needs is not there yet, whatever it is taken to have seen. Where both get the other further, none of them is said
 * to wait.
 */
import { findRun } from "./greedy.ts"
import type { Followed } from "./log.ts"
import { Steps, type Configuration } from "./steps.ts"
import type { TraceEvent } from "./vocabulary.ts"

/** A log that is not consumed. */
export interface Stopped {
  readonly log: number
  /** Its event is impossible by its own log alone, so that it waits for nobody. */
  readonly alone: boolean
}

/** Events of each log that are followed to see who goes on: enough for several laps of a ring of a thousand slots. */
const horizon = 16_384

/** The next events of a log. */
const eventsFrom = (log: Followed, first: number): readonly TraceEvent[] => {
  const events: TraceEvent[] = []
  for (let e = log.at(first); e !== undefined && events.length < horizon; e = log.at(first + events.length)) events.push(e)
  return events
}
const blind = (events: readonly TraceEvent[]): readonly TraceEvent[] => events.map((e) => ({ ...e, seen: [] }))
const exchanged = ([first, second, ...others]: readonly TraceEvent[]): readonly TraceEvent[] | undefined =>
  first === undefined || second === undefined ? undefined : [second, first, ...others]

/** A log that has these events from a position on. */
const excerpt = (log: Followed, first: number, events: readonly TraceEvent[]): Followed => {
  const seen = new Map<number, Set<number>>()
  for (const e of events) {
    const leaves = seen.get(e.rule) ?? new Set()
    for (const s of e.seen) leaves.add(s.word.leaf)
    seen.set(e.rule, leaves)
  }
  const sights = events.reduce((sum, e) => sum + e.seen.length, 0)
  return {
    file: log.file, header: log.header, facts: { events: first + events.length, sights, seen, last: events.at(-1)?.rule ?? -1 }, kept: events.length,
    at: (position) => events[position - first],
    // It is held in memory as a whole.
    forget: () => undefined, rewind: () => undefined,
  }
}

/** Where an event that no run can contain is past: after its effect, if it can be worked out, or as if it had not been logged. */
const past = (steps: Steps, at: Configuration, log: number): readonly Configuration[] => {
  const event = steps.logs[log]?.at(at.positions[log] as number)
  if (event === undefined) return []
  const left = { ...at, positions: at.positions.with(log, (at.positions[log] as number) + 1) }
  const isWhole = steps.reading.broken(steps.rule(event).obligations, at.state, event.params) === undefined
  return [...(isWhole ? [steps.take(at, { kind: "event", log, event })] : []), left]
}

/** The logs that get further than `at` in a run from `from`. */
const further = (steps: Steps, from: Configuration, at: Configuration): readonly number[] => {
  try {
    const found = findRun(steps, from, steps.logs.map((log) => log.facts.events))
    const end = found.kind === "run" ? found.end : found.furthest.configuration
    return steps.logs.flatMap((_, i) => ((end.positions[i] as number) > (at.positions[i] as number) ? [i] : []))
  } catch (error) {
    // An effect without its guard may lead to a state in which the model reads an element that is not there.
    if (error instanceof RangeError) return []
    throw error
  }
}

/** The logs that go on once this one is believed whatever it saw. */
const releasedBy = (steps: Steps, at: Configuration, { log, alone }: Stopped): readonly number[] => {
  const events = steps.logs.map((l, i) => eventsFrom(l, at.positions[i] as number))
  const following = (own: readonly TraceEvent[]): Steps => steps.following(steps.logs.map((l, i) => excerpt(l, at.positions[i] as number, i === log ? own : events[i] as readonly TraceEvent[])))
  const own = blind(events[log] as readonly TraceEvent[])
  const believing = following(own)
  // Where its two next events are exchanged, only the order that they should have had gets anybody further.
  const mended = alone ? exchanged(own) : undefined
  const tries = [
    ...(mended === undefined ? [] : [{ of: following(mended), from: at }]),
    ...[at, ...(alone ? past(believing, at, log) : [])].map((from) => ({ of: believing, from })),
  ]
  for (const { of, from } of tries) {
    const moved = further(of, from, at)
    if (moved.includes(log) && moved.length > 1) return moved.filter((i) => i !== log)
  }
  return []
}

/** For each log, whom it gets further, be it by way of others. */
const closed = (releases: ReadonlyMap<number, ReadonlySet<number>>): ReadonlyMap<number, ReadonlySet<number>> => new Map([...releases.keys()].map((log) => {
  const reached = new Set(releases.get(log))
  // A set grows while it is iterated, so this ends when nobody new is reached.
  for (const next of reached) for (const other of releases.get(next) ?? []) reached.add(other)
  return [log, reached]
}))

/**
 * For each log that stopped, those that it waits for. At least one log waits for nobody, and a log waits for fewer than
 * those do that wait for it. `at` is where all of them stopped; the logs must still have their events from there on.
 *
 * @throws InputError for a line of a log that is wrong
 */
export const waits = (steps: Steps, at: Configuration, stopped: readonly Stopped[]): ReadonlyMap<number, readonly number[]> => {
  const others = stopped.length > 1 ? stopped : []
  const releases = closed(new Map(others.map((s) => [s.log, new Set(releasedBy(steps, at, s))])))
  const isWaiting = (log: number, on: number): boolean => releases.get(on)?.has(log) === true && releases.get(log)?.has(on) !== true
  return new Map(stopped.map((s) => [s.log, s.alone ? [] : others.flatMap(({ log }) => (log !== s.log && isWaiting(s.log, log) ? [log] : []))]))
}
