/**
 * Whether logs that conform also end where the system is at rest: where its `quiescent` holds once what was under way
 * has arrived. That matters only where the run is known to have come to its end; else a log may be cut anywhere.
 *
 * The end is asked for as if one more process had logged one more event: after all others, and possible only at rest.
 * So the searches for runs look for one that ends at rest, with no change to what they are.
 */
import { accesses } from "../../checker/ir/access.ts"
import { operand, type Node } from "../../checker/ir/node.ts"
import type { RuleIr } from "../../checker/ir/system.ts"
import type { State } from "../../checker/ir/value.ts"
import { Solo, Walk } from "./alone.ts"
import { findRun } from "./greedy.ts"
import { judge, type JudgeOptions } from "./judge.ts"
import type { Followed } from "./log.ts"
import { Steps, type Configuration, type Ends } from "./steps.ts"
import type { TraceEvent } from "./vocabulary.ts"

/** States that are looked at to see what is still under way. */
const mostStates = 200

/** All states that hidden steps lead to from here, faults left out, as far as a short search goes; and those in which nothing is under way any more. */
export const arrivals = (steps: Steps, from: State): { readonly all: readonly State[]; readonly last: readonly State[] } => {
  const known = new Map([[JSON.stringify(from), from]])
  const last: State[] = []
  const normal = steps.hidden.flat().filter((x) => x.rule.by !== "fault")
  // A map grows while it is iterated, so this ends when no state is new.
  for (const state of known.values()) {
    let isLast = true
    for (const x of normal) {
      if (!steps.reading.enabled(x.rule, state, x.params)) continue
      isLast = false
      if (known.size >= mostStates) continue
      const after = steps.reading.step(x.rule, state, x.params, false)
      const key = JSON.stringify(after)
      if (!known.has(key)) known.set(key, after)
    }
    if (isLast) last.push(state)
  }
  return { all: [...known.values()], last }
}

/** True if the system is at rest in this state. */
export const isAtRest = (steps: Steps, state: State): boolean => steps.reading.evaluate(steps.ir.quiescent.node, { state, params: {} }) === true

/** True if the system can come to rest by what normally happens, as far as a short search shows. */
export const comesToRest = (steps: Steps, end: Configuration): boolean => arrivals(steps, end.state).all.some((state) => isAtRest(steps, state))

/** The rule of the event that is possible only at rest. */
const restRule = (steps: Steps): RuleIr => ({
  id: "rest", text: "The system is at rest.", place: "", machine: "", parts: [], names: [], by: "world", fair: "none", hidden: false, lump: [], params: [],
  when: [{ name: "quiescent", ...steps.ir.quiescent, source: steps.ir.source }], then: [], note: [], obligations: [], branches: [], source: steps.ir.source,
})

/** The log that has nothing but that event. */
const restLog = (like: Followed, rule: number): Followed => {
  const event: TraceEvent = { line: 1, n: 0, rule, params: {}, seen: [] }
  return {
    file: "", header: { ...like.header, process: "" }, facts: { events: 1, sights: 0, seen: new Map([[rule, new Set()]]), last: rule }, kept: 1,
    at: (position) => (position === 0 ? event : undefined), forget: () => undefined, rewind: () => undefined,
  }
}

/**
 * The steps of the same logs, and of one more whose only event is possible at rest and comes after all others. No step
 * that is tried for the sake of another log's event needs to be moved before it, so it is in nobody's way till then.
 */
class RestSteps extends Steps {
  readonly #last: number
  constructor(of: Steps, withFaults: boolean) {
    super({ ...of.ir, rules: [...of.ir.rules, restRule(of)] }, of.reading, [...of.logs, restLog(of.logs[0] as Followed, of.ir.rules.length)], withFaults)
    this.#last = of.logs.length
  }

  override next(c: Configuration, log: number, ends: Ends): TraceEvent | undefined {
    const isWaiting = log === this.#last && c.positions.some((position, i) => i !== log && position < (ends[i] as number))
    return isWaiting ? undefined : super.next(c, log, ends)
  }
}

/** What is known of the state after all logs, whatever everybody else did: the words that only one log writes, each by that log alone. */
const knownAtEnd = (steps: Steps, start: State): { readonly state: State; readonly known: readonly boolean[] } => {
  const state = [...start]
  const known = steps.writers.map((w) => w.length === 0)
  for (const [log, of] of steps.logs.entries()) {
    const solo = new Solo(steps, log)
    const walk = new Walk(solo, start, new Set())
    of.rewind()
    for (let position = 0; ; position++) {
      const event = of.at(position)
      if (event === undefined || !walk.follow(event)) break
      of.forget(position)
    }
    for (const [leaf, own] of solo.own.entries()) {
      const v = own ? walk.value(leaf) : undefined
      if (v === undefined) continue
      state[leaf] = v
      known[leaf] = true
    }
  }
  return { state, known }
}

/** The truth of a condition, undefined where it depends on what is not known. */
const truth = (steps: Steps, n: Node, { state, known }: ReturnType<typeof knownAtEnd>): boolean | undefined => {
  const of = (i: number): boolean | undefined => truth(steps, operand(n, i), { state, known })
  const both = (a: boolean | undefined, b: boolean | undefined): boolean | undefined => (a === b ? a : undefined)
  switch (n.op) {
    case "and": return of(0) === false || of(1) === false ? false : both(of(0), of(1))
    case "or": return of(0) === true || of(1) === true ? true : both(of(0), of(1))
    case "not": return of(0) === undefined ? undefined : !(of(0) as boolean)
    default:
  }
  if (n.op === "ite") {
    const condition = of(0)
    return condition === undefined ? both(of(1), of(2)) : of(condition ? 1 : 2)
  }
  if (!accesses([n]).every((a) => known[steps.reading.leaf(a.leaf)] === true)) return undefined
  try {
    return steps.reading.evaluate(n, { state, params: {} }) === true
  } catch (error) {
    // An element that is not there: the condition is not known to fail.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

export type Rest =
  /** `byFault`: as far as was found only where a fault happened, which the events themselves do not need. */
  | { readonly kind: "rest"; readonly byFault: boolean }
  | { readonly kind: "restless" }
  | { readonly kind: "inconclusive"; readonly reason: string }

/**
 * Whether some run that has all events of the logs ends at rest, given the end of one such run. By the cheapest proof
 * that there is: what is still under way there arrives; what the logs say alone rules it out; a run is found depth
 * first, without faults, then with them; the exact search.
 *
 * @throws InputError for a line of a log that is wrong
 */
export const restOf = (steps: Steps, start: Configuration, end: Configuration, options: JudgeOptions): Rest => {
  if (comesToRest(steps, end)) return { kind: "rest", byFault: false }
  const rewind = (): void => { for (const log of steps.logs) log.rewind() }
  const [usual, faulty] = [false, true].map((withFaults) => new RestSteps(steps, withFaults)) as [RestSteps, RestSteps]
  if (truth(steps, steps.ir.quiescent.node, knownAtEnd(new Steps(steps.ir, steps.reading, steps.logs, true), start.state)) === false) return { kind: "restless" }
  const from: Configuration = { positions: [...start.positions, 0], state: start.state }
  const ends = faulty.logs.map((log) => log.facts.events)
  const atRest = (of: Steps): Rest => ({ kind: "rest", byFault: of.withFaults && !steps.withFaults })
  for (const of of steps.withFaults ? [faulty] : [usual, faulty]) {
    rewind()
    if (findRun(of, from, ends, options.onProgress).kind === "run") return atRest(of)
  }
  rewind()
  const outcome = judge(faulty, from, ends, options)
  return outcome.kind === "conforms" ? atRest(faulty) : outcome.kind === "stuck" ? { kind: "restless" } : { kind: "inconclusive", reason: outcome.reason }
}

