/**
 * Whether an event is impossible only because another process's log ends too early. A log may lack its end, where the
 * process was stopped or its last lines were not written; what reads as a violation in another log is then none.
 *
 * It is found by looking for what that process would still have had to do: some run beyond the end of its log, with
 * what is under way landing, to a state in which the event is possible. Such a run is a proof that this log is no
 * longer needed to contradict the model. Where none is found in a short search nothing is said.
 */
import type { Instance } from "../../checker/ir/reading.ts"
import type { State } from "../../checker/ir/value.ts"
import { digestOf } from "./digest.ts"
import type { Configuration, Steps } from "./steps.ts"
import { valueAt, type TraceEvent } from "./vocabulary.ts"

/** An event that could not happen, and the log that it is in. */
export interface Blocked {
  readonly log: number
  readonly event: TraceEvent
}

/** Rules that one search asks whether they are possible. */
const mostAsked = 60_000

/** The rules that only the process of this log does: those that it logged, and others of its places that nobody logged. */
const rulesOf = (steps: Steps, log: number): readonly number[] => {
  const logged = steps.logs.map((l) => l.facts.seen)
  const places = new Set([...logged[log]?.keys() ?? []].map((i) => steps.ir.rules[i]?.place))
  return steps.ir.rules.flatMap((r, i) => (!r.hidden && places.has(r.place) && (logged[log]?.has(i) === true || !logged.some((l) => l.has(i))) ? [i] : []))
}

/** What these processes could do. A payload is one that the event saw, if it saw any, since no other would help. */
const instancesOf = (steps: Steps, logs: readonly number[], event: TraceEvent): readonly Instance[] => {
  const payloads = event.seen.flatMap((s) => (s.word.sort.kind === "opaque" ? [s.value] : []))
  const rules = new Set(logs.flatMap((log) => rulesOf(steps, log)).map((i) => steps.ir.rules[i]))
  return steps.reading.instances.filter((x) => rules.has(x.rule)).flatMap((x) => {
    const opaque = x.rule.params.filter((p) => p.sort.kind === "opaque")
    if (opaque.length === 0 || payloads.length === 0) return [x]
    return payloads.map((v) => ({ ...x, params: { ...x.params, ...Object.fromEntries(opaque.map((p) => [p.name, v])) } }))
  })
}

/** How much a state lacks for an event: how far numbers are from what was seen, and one for all else that is wrong. */
const lack = (steps: Steps, event: TraceEvent, state: State): number => {
  const wrong = event.seen.map((s) => {
    const v = valueAt(state, s.word)
    return typeof v === "number" && typeof s.value === "number" ? Math.abs(v - s.value) : Number(v !== s.value)
  })
  return wrong.reduce((a, b) => a + b, 0) + Number(!steps.reading.enabled(steps.rule(event), state, event.params))
}

interface Open {
  readonly state: State
  readonly lack: number
}
/** Takes out the state that lacks least: of several the one that was found first, or last. */
const nextOf = (open: Open[], isLatest: boolean): Open => {
  const best = open.reduce((b, x, i) => (x.lack < (open[b] as Open).lack || (isLatest && x.lack === (open[b] as Open).lack) ? i : b), 0)
  return open.splice(best, 1)[0] as Open
}

const leadsTo = (steps: Steps, event: TraceEvent, from: State, moves: readonly Instance[], isLatest: boolean): boolean => {
  // Two states with one digest would only make the search find less.
  const key = (state: State): number => digestOf([], state)
  const known = new Set([key(from)])
  const open: Open[] = [{ state: from, lack: lack(steps, event, from) }]
  for (let asked = 0; open.length > 0 && asked < mostAsked; asked += moves.length) {
    const { state, lack: missing } = nextOf(open, isLatest)
    if (missing === 0) return true
    for (const x of moves) {
      if (!steps.reading.enabled(x.rule, state, x.params)) continue
      const after = steps.reading.step(x.rule, state, x.params, false)
      if (known.has(key(after))) continue
      known.add(key(after))
      open.push({ state: after, lack: lack(steps, event, after) })
    }
  }
  return false
}

/** True if an event becomes possible by what these processes may still do. Few steps are found by breadth, many of one kind by depth. */
const isEnabledBy = (steps: Steps, event: TraceEvent, from: State, logs: readonly number[]): boolean => {
  const own = instancesOf(steps, logs, event)
  const moves = [...own, ...steps.hidden.flat().filter((x) => x.rule.by !== "fault")]
  return own.length > 0 && [false, true].some((isLatest) => leadsTo(steps, event, from, moves, isLatest))
}

/**
 * For each of these events, by its log, the logs that were consumed to their ends but whose processes only had to go on
 * for it to be possible; absent where no such log is found. `at` is where all logs stopped.
 */
export const endedEarly = (steps: Steps, at: Configuration, blocked: readonly Blocked[]): ReadonlyMap<number, readonly number[]> => {
  const finished = steps.logs.flatMap((log, i) => (at.positions[i] === log.facts.events ? [i] : []))
  const found = new Map<number, readonly number[]>()
  for (const { log, event } of blocked) {
    const alone = finished.find((f) => isEnabledBy(steps, event, at.state, [f]))
    if (alone !== undefined) found.set(log, [alone])
    else if (finished.length > 1 && isEnabledBy(steps, event, at.state, finished)) found.set(log, finished)
  }
  // Who waits for somebody that such an end has stopped is stopped by it as well.
  const stopped = [...found.keys()]
  const ends = [...new Set([...found.values()].flat())]
  for (const { log, event } of stopped.length === 0 ? [] : blocked) {
    if (!found.has(log) && isEnabledBy(steps, event, at.state, [...ends, ...stopped])) found.set(log, ends)
  }
  return found
}
