/** Why logs are no behaviour of the model: which event is not possible, which conjunct says so, and what would be possible instead. */
import { accesses } from "../../checker/ir/access.ts"
import { operand, walk, type Node } from "../../checker/ir/node.ts"
import { namesIn, printNode } from "../../checker/ir/print.ts"
import { printParams, type Params } from "../../checker/ir/reading.ts"
import { placed, printSource, type Conjunct, type RuleIr } from "../../checker/ir/system.ts"
import { printValue, type State, type Value } from "../../checker/ir/value.ts"
import { waits, type Stopped } from "./blame.ts"
import { digestOf } from "./digest.ts"
import { endedEarly } from "./ending.ts"
import { findRun, type Furthest } from "./greedy.ts"
import type { Followed } from "./log.ts"
import { valuesOf } from "./otherwise.ts"
import { total, type Configuration, type Steps } from "./steps.ts"
import { sees, valueAt, withValue, type Seen, type TraceEvent } from "./vocabulary.ts"

/** A part of the state, a size or a parameter that a condition reads. */
export interface Reading {
  readonly name: string
  /** What the model has; left out where there is no such element. */
  readonly model?: Value
  /** Values that other runs give, where more than one was found: the nearest to what was seen and the model's, of perhaps many. */
  readonly given?: readonly Value[]
  /** What the log saw; left out where it saw nothing. */
  readonly seen?: Value
}
/** An event that is not possible, and why. */
export interface Candidate {
  readonly process: string
  readonly file: string
  readonly line: number
  readonly n: number
  readonly endpoint: string
  readonly rule: string
  readonly params: Params
  readonly reason: "conjunct" | "seen"
  /** `ring.write.hasCredit`, or the word that was seen otherwise. */
  readonly failed: string
  /** The condition as text, and where it stands. */
  readonly condition: string
  readonly source: string
  readonly values: readonly Reading[]
  /** Each conjunct of the rule, with the words as they were seen. */
  readonly conjuncts: Readonly<Record<string, boolean>>
  /** Whether each word that was seen is what the model has. */
  readonly agrees: Readonly<Record<string, boolean>>
  /** What the log saw and what the model has, where the same event is possible there had it seen that; otherwise empty. */
  readonly sawOtherwise: readonly Reading[]
  /** What else the endpoint could do there: labels of rules, at most a few. */
  readonly possible: readonly string[]
  /** Neither another process nor the surroundings can change it. */
  readonly alone: boolean
  /** The processes that have to go on before this one can: it is not to blame. Empty where the event contradicts the model. */
  readonly waitsFor: readonly string[]
  /** The ends of logs beyond which other processes only had to go on for the event to be possible: these logs may be incomplete. */
  readonly endedEarly: readonly LogEnd[]
}
/** The last event of a log. */
export interface LogEnd {
  readonly process: string
  readonly file: string
  readonly line: number
}
export interface Explanation {
  /** One for each log that is not consumed: the culprit first, and who waits behind those that it waits for. */
  readonly candidates: readonly Candidate[]
  /** Where every event is possible but the logs end where the system is not at rest: the parts of its `quiescent` that fail. */
  readonly restless?: readonly string[]
}

const mostPossible = 6
/** States that are looked at to find the one in which an event fails least. */
const mostStates = 100

/** What is wrong with one event in one state. */
class Inspection {
  readonly #steps: Steps
  readonly event: TraceEvent
  readonly rule: RuleIr
  readonly #state: State
  /** The state with the words as the log saw them. */
  readonly #seen: State

  constructor(steps: Steps, event: TraceEvent, state: State) {
    this.#steps = steps
    this.event = event
    this.rule = steps.rule(event)
    this.#state = state
    this.#seen = event.seen.reduce((s, x) => withValue(s, x.word, x.value), state)
  }

  #evaluate(n: Node, state: State): Value | undefined {
    try {
      return this.#steps.reading.evaluate(n, { state, params: this.event.params })
    } catch (error) {
      // Where a queue is empty its head has no value; the condition that asks for it does not hold.
      if (error instanceof RangeError) return undefined
      throw error
    }
  }

  get conjuncts(): readonly (readonly [Conjunct, boolean])[] { return this.rule.when.map((c) => [c, this.#evaluate(c.node, this.#seen) === true]) }
  get agrees(): readonly (readonly [string, boolean])[] { return this.event.seen.map((s) => [s.word.path, sees(s, this.#state)]) }
  /** Whether all that the event needs holds: it could come next. */
  get isPossible(): boolean { return this.score === this.rule.when.length + this.event.seen.length }
  /** How much of what the event needs holds. */
  get score(): number { return this.conjuncts.filter(([, holds]) => holds).length + this.agrees.filter(([, same]) => same).length }

  /** The values that a condition reads, parts of the state with their indices. */
  readings(n: Node): readonly Reading[] {
    const found = new Map<string, Reading>()
    for (const { chain } of accesses([n])) {
      const name = this.#name(chain)
      const model = this.#evaluate(chain, this.#state)
      const seen = this.event.seen.find((s) => s.word.path === name)
      found.set(name, { name, ...(model === undefined ? {} : { model }), ...(seen === undefined ? {} : { seen: seen.value }) })
    }
    const names = namesIn(n)
    walk([n], (x) => {
      if (x.op !== "size" && x.op !== "param") return
      const model = this.#evaluate(x, this.#state)
      if (model !== undefined) found.set(names(x), { name: names(x), model })
    })
    return [...found.values()]
  }

  #name(chain: Node): string {
    if (chain.op === "at") return `${this.#name(operand(chain, 0))}[${String(this.#evaluate(operand(chain, 1), this.#state))}]`
    if (chain.op === "field") return `${this.#name(operand(chain, 0))}.${chain.name as string}`
    return chain.op === "length" ? `${this.#name(operand(chain, 0))}.length` : printNode(chain)
  }

  /** The words that were seen otherwise, where nothing else is wrong: by the values of the model the event is possible. */
  get sawOtherwise(): readonly Reading[] {
    if (!this.#steps.reading.enabled(this.rule, this.#state, this.event.params)) return []
    return this.event.seen.filter((s) => !sees(s, this.#state)).map((s) => this.#sight(s))
  }

  #sight({ word, value }: Seen): Reading {
    const model = valueAt(this.#state, word)
    return { name: word.path, seen: value, ...(model === undefined ? {} : { model }) }
  }

  /**
   * The visible rules that the endpoint could do in this state; the event itself is none of them where only what it
   * saw is wrong. Payloads are left out, since any will do.
   */
  get possible(): readonly string[] {
    const { reading, ir } = this.#steps
    const labels = new Set<string>()
    const sawOtherwise = this.sawOtherwise.length > 0
    for (const x of reading.instances) {
      if (x.rule.place !== this.rule.place || x.rule.hidden || labels.size > mostPossible) continue
      const opaque = new Set(ir.rules.find((r) => r === x.rule)?.params.flatMap((p) => (p.sort.kind === "opaque" ? [p.name] : [])))
      const params = Object.fromEntries(Object.entries(x.params).filter(([name]) => !opaque.has(name)))
      if (sawOtherwise && x.rule === this.rule && Object.entries(params).every(([name, v]) => this.event.params[name] === v)) continue
      if (reading.enabled(x.rule, this.#state, x.params)) labels.add(`${placed(x.rule)}${printParams(params)}`)
    }
    return labels.size > mostPossible ? [...[...labels].slice(0, mostPossible), "…"] : [...labels]
  }

  /** The condition that fails: a conjunct that is false even with what was seen, else a word that was seen otherwise. */
  get failure(): Pick<Candidate, "reason" | "failed" | "condition" | "source" | "values"> {
    const conjunct = this.conjuncts.find(([, holds]) => !holds)?.[0]
    const wrong = this.event.seen.find((s) => !sees(s, this.#state))
    if (conjunct !== undefined || wrong === undefined) {
      const c = conjunct ?? (this.rule.when[0] as Conjunct)
      return { reason: "conjunct", failed: `${this.rule.id}.${c.name}`, condition: printNode(c.node), source: printSource(c.source), values: this.readings(c.node) }
    }
    return {
      reason: "seen", failed: wrong.word.path, condition: `${wrong.word.path} === ${printValue(wrong.value)}`, source: printSource(this.rule.source),
      values: [this.#sight(wrong)],
    }
  }
}

/** Of the states that hidden steps, no faults, lead to from here: the first in which most of what the event needs holds. */
const nearestState = (steps: Steps, event: TraceEvent, from: State): Inspection => {
  let best = new Inspection(steps, event, from)
  const known = new Set([digestOf([], from)])
  const queue = [from]
  for (let i = 0; i < queue.length && i < mostStates && !best.isPossible; i++) {
    const state = queue[i] as State
    for (const x of steps.hidden.flat()) {
      if (x.rule.by === "fault" || !steps.reading.enabled(x.rule, state, x.params)) continue
      const after = steps.reading.step(x.rule, state, x.params, false)
      const key = digestOf([], after)
      if (known.has(key)) continue
      known.add(key)
      queue.push(after)
      const inspection = new Inspection(steps, event, after)
      if (inspection.score > best.score) best = inspection
    }
  }
  return best
}

/** Behind the header each line is an event. */
const endOf = ({ header, file, facts }: Followed): LogEnd => ({ process: header.process, file, line: facts.events + 1 })

const candidateOf = (steps: Steps, { log, alone, event, state }: Held, waitsFor: readonly number[], ends: readonly number[]): Candidate => {
  const { header, file } = steps.logs[log] as Followed
  const inspection = nearestState(steps, event, state)
  return {
    process: header.process, file, line: event.line, n: event.n,
    endpoint: inspection.rule.place, rule: inspection.rule.id, params: event.params,
    ...inspection.failure,
    conjuncts: Object.fromEntries(inspection.conjuncts.map(([c, holds]) => [c.name, holds])),
    agrees: Object.fromEntries(inspection.agrees),
    sawOtherwise: inspection.sawOtherwise, possible: inspection.possible, alone,
    waitsFor: waitsFor.map((i) => (steps.logs[i] as Followed).header.process),
    endedEarly: ends.map((i) => endOf(steps.logs[i] as Followed)),
  }
}

/** A log that is held back at an event, and the state in which it is. */
interface Held extends Stopped {
  readonly event: TraceEvent
  readonly state: State
}

/** What is known when a verdict is explained. */
export interface Finding {
  /** Where to begin: the start, or where the exact search ended. */
  readonly from: Configuration
  /** For each log the position of an event that no run can contain, whatever the others do. */
  readonly impossible: readonly (number | undefined)[]
  /** Where the exact search ended: the log whose event is not possible there. */
  readonly stuck?: number
}

/**
 * Explains a violation. A log whose event can never happen is held back there, and the others are followed on as far
 * as they go, so that the accepted prefix is long and every log that is not consumed has its candidate. The order in
 * which logs were held back says nothing of who is to blame; `waits` does.
 *
 * @throws InputError for a line of a log that is wrong
 */
export const explain = (steps: Steps, finding: Finding): { readonly explanation: Explanation; readonly accepted: Configuration } => {
  const hold = (log: number, { positions, state }: Configuration, alone: boolean): Held =>
    ({ log, alone, state, event: (steps.logs[log] as Followed).at(positions[log] as number) as TraceEvent })
  const held = finding.stuck === undefined ? undefined : hold(finding.stuck, finding.from, false)
  // The exact search stops as soon as nothing can come of it, which may be before the event that shows why.
  const stopped: Held[] = held === undefined || nearestState(steps, held.event, held.state).isPossible ? [] : [held]
  const ends = steps.logs.map((log, i) => finding.impossible[i] ?? (stopped[0]?.log === i ? finding.from.positions[i] as number : log.facts.events))
  let at = finding.from
  for (;;) {
    const found = findRun(steps, at, ends)
    at = found.kind === "run" ? found.end : found.furthest.configuration
    if (found.kind === "run") break
    const log = heldBack(steps, found.furthest)
    stopped.push(hold(log, at, false))
    ends[log] = at.positions[log] as number
  }
  const impossible = steps.logs.flatMap((_, log) => (finding.impossible[log] === at.positions[log] ? [hold(log, at, true)] : []))
  return { explanation: { candidates: inOrder(steps, at, [...impossible, ...stopped]) }, accepted: at }
}

/** The culprits first, then whom only the end of another log stopped, and who waits behind those that it waits for. */
const inOrder = (steps: Steps, at: Configuration, stopped: readonly Held[]): readonly Candidate[] => {
  const waitsFor = waits(steps, at, stopped)
  const ended = endedEarly(steps, at, stopped.filter((held) => !held.alone && waitsFor.get(held.log)?.length === 0))
  const rank = (c: Candidate): number => 2 * c.waitsFor.length + Math.min(1, c.endedEarly.length)
  const found = stopped.map((held) => ({ held, candidate: candidateOf(steps, held, waitsFor.get(held.log) ?? [], ended.get(held.log) ?? []) }))
  return found.map(({ held, candidate }) => (rank(candidate) === 0 && !held.alone ? withGiven(steps, at, held, candidate) : candidate)).sort((a, b) => rank(a) - rank(b))
}

/** A candidate with what other runs give the words that it saw otherwise. Reads the logs anew. */
const withGiven = (steps: Steps, at: Configuration, held: Held, c: Candidate): Candidate => {
  const known = new Map<string, readonly Value[]>()
  const given = (r: Reading): Reading => {
    const seen = held.event.seen.find((s) => s.word.path === r.name)
    if (seen === undefined || r.model === undefined) return r
    const values = known.get(r.name) ?? valuesOf(steps, at, held, seen, r.model) ?? [r.model]
    known.set(r.name, values)
    return values.length > 1 ? { ...r, given: values } : r
  }
  return { ...c, sawOtherwise: c.sawOtherwise.map(given), values: c.reason === "seen" ? c.values.map(given) : c.values }
}

/** The log that is held back at a dead end: the one for whose sake steps were tried, if it is not consumed. */
const heldBack = (steps: Steps, { configuration, choice }: Furthest): number => {
  const left = steps.logs.flatMap((log, i) => ((configuration.positions[i] as number) < log.facts.events ? [i] : []))
  return left.includes(choice.log) ? choice.log : left[0] as number
}

/** Of the ends of the exact search the one that explains most: where most of what an event needs holds, and latest. */
export const bestEnd = (steps: Steps, ends: readonly Furthest[]): Furthest => {
  const score = ({ configuration, choice }: Furthest): number => {
    const event = steps.next(configuration, choice.log, steps.logs.map((log) => log.facts.events)) as TraceEvent
    return total(configuration) + nearestState(steps, event, configuration.state).score - steps.rule(event).when.length - event.seen.length
  }
  const [first, ...others] = ends.slice(0, 200).map((end) => ({ end, score: score(end) }))
  if (first === undefined) throw new RangeError("a search that ended nowhere")
  return others.reduce((a, b) => (b.score > a.score || (b.score === a.score && b.end.choice.actors < a.end.choice.actors) ? b : a), first).end
}
