/** What can happen in a configuration, and how little of it has to be tried. */
import { operand, type Node } from "../../checker/ir/node.ts"
import type { Instance, Params, Reading } from "../../checker/ir/reading.ts"
import type { RuleIr, SystemIr } from "../../checker/ir/system.ts"
import type { State } from "../../checker/ir/value.ts"
import { dependences, type Actor, type Dependence } from "./dependence.ts"
import type { Followed } from "./log.ts"
import { sees, type Seen, type TraceEvent } from "./vocabulary.ts"

/** How far each log is consumed, and the state that the model is in then. */
export interface Configuration {
  readonly positions: readonly number[]
  readonly state: State
}
export type Step =
  | { readonly kind: "event"; readonly log: number; readonly event: TraceEvent }
  | { readonly kind: "hidden"; readonly instance: Instance }
/** For each log, the position behind the last event that is judged. */
export type Ends = readonly number[]

/** The events consumed. */
export const total = (c: Configuration): number => c.positions.reduce((a, b) => a + b, 0)

/** Why an event is not possible: a word was seen otherwise, or a part of the guard is false. */
type Obstacle = { readonly kind: "seen"; readonly seen: Seen } | { readonly kind: "guard"; readonly part: number }

/** True if a chain of `at`, `field` and `length` reads the word that was seen; `depth` is the step of the word to compare with. */
const isWord = (steps: Steps, n: Node, s: Seen, depth: number, state: State, params: Params): boolean => {
  if (n.op === "state") return depth < 0 && steps.ir.leaves[s.word.leaf]?.path === n.name
  const own = n.op === "at" ? steps.reading.evaluate(operand(n, 1), { state, params }) : n.op === "length" ? "length" : n.name
  return s.word.steps[depth] === own && isWord(steps, operand(n, 0), s, depth - 1, state, params)
}
/** True if an event saw the part of the state that a chain reads. */
export const isSeen = (steps: Steps, e: TraceEvent, chain: Node, state: State): boolean => {
  if (e.seen.length === 0) return false
  try {
    return e.seen.some((s) => isWord(steps, chain, s, s.word.steps.length - 1, state, e.params))
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** The steps of one system for one set of logs. */
export class Steps {
  readonly ir: SystemIr
  readonly reading: Reading
  readonly logs: readonly Followed[]
  readonly rules: readonly Dependence[]
  /** For each leaf, who writes it. */
  readonly writers: readonly (readonly Actor[])[]
  readonly #index: ReadonlyMap<RuleIr, number>
  readonly withFaults: boolean
  /** The instances of each hidden rule that takes part. */
  readonly hidden: readonly (readonly Instance[])[]

  /** Without faults the hidden faults of the model take no part: fewer runs, so what conforms without them conforms. */
  constructor(ir: SystemIr, reading: Reading, logs: readonly Followed[], withFaults: boolean) {
    this.ir = ir
    this.reading = reading
    this.logs = logs
    this.withFaults = withFaults
    const acts = (r: RuleIr): boolean => r.hidden && (withFaults || r.by !== "fault")
    const { rules, writers } = dependences(ir, acts, logs.map((l) => l.facts))
    this.rules = rules
    this.writers = writers
    this.#index = new Map(ir.rules.map((rule, i) => [rule, i]))
    this.hidden = ir.rules.map((rule) => (acts(rule) ? reading.instances.filter((x) => x.rule === rule) : []))
  }

  /** The steps of the same system for other logs. */
  following(logs: readonly Followed[]): Steps { return new Steps(this.ir, this.reading, logs, this.withFaults) }

  rule(e: TraceEvent): RuleIr { return this.ir.rules[e.rule] as RuleIr }
  dependence(rule: number): Dependence { return this.rules[rule] as Dependence }
  /** The actor that a log is. */
  actor(log: number): Actor { return this.ir.rules.length + log }

  /** The next event of a log; undefined at its end. */
  next(c: Configuration, log: number, ends: Ends): TraceEvent | undefined {
    const position = c.positions[log] as number
    return position < (ends[log] as number) ? (this.logs[log] as Followed).at(position) : undefined
  }

  take(c: Configuration, step: Step): Configuration {
    if (step.kind === "hidden") return { positions: c.positions, state: this.reading.step(step.instance.rule, c.state, step.instance.params, false) }
    return { positions: c.positions.with(step.log, (c.positions[step.log] as number) + 1), state: this.reading.step(this.rule(step.event), c.state, step.event.params, false) }
  }

  /** True if both steps, where both are possible, are so in either order and with the same result. */
  commute(a: Step, b: Step): boolean {
    const rule = (s: Step): number => (s.kind === "event" ? s.event.rule : this.#index.get(s.instance.rule) as number)
    return this.dependence(rule(a)).commutes.has(rule(b))
  }

  isPossible(e: TraceEvent, state: State): boolean {
    return e.seen.every((s) => sees(s, state)) && this.reading.enabled(this.rule(e), state, e.params)
  }

  /** What keeps an event from happening; of several false parts the one that the fewest can mend. What was seen comes first. */
  #obstacle(e: TraceEvent, state: State): Obstacle | undefined {
    const wrong = e.seen.find((s) => !sees(s, state))
    if (wrong !== undefined) return { kind: "seen", seen: wrong }
    const part = this.falsePart(e.rule, state, e.params)
    return part < 0 ? undefined : { kind: "guard", part }
  }

  /** A false part of a rule's guard, -1 if there is none. Only parts for which `counts` holds are asked. */
  falsePart(rule: number, state: State, params: Params, counts?: (part: number) => boolean): number {
    let found = -1
    let fewest = Infinity
    let failed = -1
    for (const [i, part] of this.dependence(rule).guard.entries()) {
      // What follows a false part of the same conjunct may be meaningless where that part is false.
      if (part.conjunct === failed || this.reading.evaluate(part.node, { state, params }) === true) continue
      failed = part.conjunct
      if (part.helperCount < fewest && (counts === undefined || counts(i))) [found, fewest] = [i, part.helperCount]
    }
    return found
  }

  /** The next event that can be taken at once, with no alternative: possible, and in the way of nobody who still takes steps. */
  early(c: Configuration, ends: Ends): Step | undefined {
    for (let log = 0; log < this.logs.length; log++) {
      const event = this.next(c, log, ends)
      if (event === undefined || !this.isPossible(event, c.state)) continue
      if (!this.#isInTheWay(c, log, event, ends)) return { kind: "event", log, event }
    }
    return undefined
  }

  #isInTheWay(c: Configuration, log: number, event: TraceEvent, ends: Ends): boolean {
    const d = this.dependence(event.rule)
    for (const actor of d.always) if (this.#acts(c, log, actor, ends)) return true
    for (const s of d.unlessSeen) if (this.#acts(c, log, s.actor, ends) && !s.chains.every((x) => isSeen(this, event, x, c.state))) return true
    return false
  }

  /** True if an actor other than this log still takes steps. */
  #acts(c: Configuration, log: number, actor: Actor, ends: Ends): boolean {
    const rules = this.ir.rules.length
    return actor < rules || (actor !== rules + log && this.next(c, actor - rules, ends) !== undefined)
  }

  /** Who has to be a member of a closed set for the sake of an event (see `choose`). */
  wantedBy(e: TraceEvent, state: State): { readonly possible: boolean; readonly actors: readonly Actor[] } {
    const obstacle = this.#obstacle(e, state)
    const d = this.dependence(e.rule)
    if (obstacle === undefined) {
      const soft = d.unlessSeen.filter((s) => !s.chains.every((x) => isSeen(this, e, x, state)))
      return { possible: true, actors: [...d.always, ...soft.map((s) => s.actor)] }
    }
    if (obstacle.kind === "seen") return { possible: false, actors: this.writers[obstacle.seen.word.leaf] ?? [] }
    const part = d.guard[obstacle.part]
    return { possible: false, actors: part === undefined ? [] : part.reads.flatMap((r, i) => (isSeen(this, e, r.chain, state) ? [] : part.helpers[i] ?? [])) }
  }
}
