/** Why logs are no behaviour of the model: which event is not possible, which conjunct says so, and what would be possible instead. */
import { accesses } from "../../checker/ir/access.ts"
import { operand, walk, type Node } from "../../checker/ir/node.ts"
import { printNode } from "../../checker/ir/print.ts"
import { printParams, type Params } from "../../checker/ir/reading.ts"
import { placed, printSource, type Conjunct, type RuleIr } from "../../checker/ir/system.ts"
import type { State, Value } from "../../checker/ir/value.ts"
import { judge, type End, type JudgeOptions } from "./judge.ts"
import { sees, type Configuration, type Steps } from "./steps.ts"
import { valueAt, withValue, type TraceEvent } from "./vocabulary.ts"

/** A part of the state, a size or a parameter that a condition reads. */
export interface Reading {
  readonly name: string
  /** What the model has; left out where there is no such element. */
  readonly model?: Value
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
  /** What the endpoint could do there instead: labels of rules, at most a few. */
  readonly possible: readonly string[]
  /** Neither another process nor the surroundings can change it. */
  readonly alone: boolean
}
export interface Explanation {
  /** One for each log that is not consumed, the culprit first. */
  readonly candidates: readonly Candidate[]
  /** What follows the first was not searched to its end. */
  readonly isCut: boolean
}

const mostPossible = 6

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
    walk([n], (x) => {
      if (x.op !== "size" && x.op !== "param") return
      const model = this.#evaluate(x, this.#state)
      if (model !== undefined) found.set(x.name as string, { name: x.name as string, model })
    })
    return [...found.values()]
  }

  #name(chain: Node): string {
    if (chain.op === "at") return `${this.#name(operand(chain, 0))}[${String(this.#evaluate(operand(chain, 1), this.#state))}]`
    if (chain.op === "field") return `${this.#name(operand(chain, 0))}.${chain.name as string}`
    return chain.op === "length" ? `${this.#name(operand(chain, 0))}.length` : printNode(chain)
  }

  /** The visible rules that the endpoint could do in this state. Payloads are left out, since any will do. */
  get possible(): readonly string[] {
    const { reading, ir } = this.#steps
    const labels = new Set<string>()
    for (const x of reading.instances) {
      if (x.rule.place !== this.rule.place || x.rule.hidden || labels.size > mostPossible) continue
      const opaque = new Set(ir.rules.find((r) => r === x.rule)?.params.flatMap((p) => (p.sort.kind === "opaque" ? [p.name] : [])))
      const params = Object.fromEntries(Object.entries(x.params).filter(([name]) => !opaque.has(name)))
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
    const model = valueAt(this.#state, wrong.word)
    return {
      reason: "seen", failed: wrong.word.path, condition: `${wrong.word.path} is what the log saw`, source: printSource(this.rule.source),
      values: [{ name: wrong.word.path, seen: wrong.value, ...(model === undefined ? {} : { model }) }],
    }
  }
}

/** The end that explains most: where most of what its event needs holds; of equals, where the reason is most local. */
const bestEnd = (steps: Steps, ends: readonly End[], held: ReadonlySet<number>): End => {
  const inspected = ends.slice(0, 2000).map((end) => {
    const event = steps.next(end.configuration, end.choice.log, held) as TraceEvent
    return { end, score: new Inspection(steps, event, end.configuration.state).score - steps.rule(event).when.length - event.seen.length }
  })
  return inspected.reduce((a, b) => (b.score > a.score || (b.score === a.score && b.end.choice.actors < a.end.choice.actors) ? b : a)).end
}

const candidateOf = (steps: Steps, end: End, held: ReadonlySet<number>): Candidate => {
  const log = steps.logs[end.choice.log] as Steps["logs"][number]
  const event = steps.next(end.configuration, end.choice.log, held) as TraceEvent
  const inspection = new Inspection(steps, event, end.configuration.state)
  return {
    process: log.header.process, file: log.file, line: event.line, n: event.n,
    endpoint: inspection.rule.place, rule: inspection.rule.id, params: event.params,
    ...inspection.failure,
    conjuncts: Object.fromEntries(inspection.conjuncts.map(([c, holds]) => [c.name, holds])),
    agrees: Object.fromEntries(inspection.agrees),
    possible: inspection.possible,
    alone: end.choice.steps.length === 0 && end.choice.actors === 1,
  }
}

/**
 * Explains where the search came to its end. The log whose event can never happen is held back, and the others are
 * judged on as far as they go, so that the accepted prefix is as long as it can be and every log has its candidate.
 *
 * @throws InputError for a line of a log that is wrong
 */
export const explain = (steps: Steps, ends: readonly End[], options: JudgeOptions): { readonly explanation: Explanation; readonly accepted: Configuration } => {
  const held = new Set<number>()
  const candidates: Candidate[] = []
  let left = ends
  for (;;) {
    const end = bestEnd(steps, left, held)
    candidates.push(candidateOf(steps, end, held))
    held.add(end.choice.log)
    const outcome = judge(steps, end.configuration, held, options)
    if (outcome.kind === "conforms") return { explanation: { candidates, isCut: false }, accepted: outcome.end }
    if (outcome.kind === "inconclusive") return { explanation: { candidates, isCut: true }, accepted: outcome.at }
    left = outcome.ends
  }
}
