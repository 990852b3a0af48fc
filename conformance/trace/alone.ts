/**
 * Follows one log alone, with what of the state is known whatever everybody else does: its own words, which only its
 * own events write, and words that it saw. An event that is not possible by these is not possible in any run.
 */
import { accesses } from "../../checker/ir/access.ts"
import type { Node } from "../../checker/ir/node.ts"
import type { RuleIr } from "../../checker/ir/system.ts"
import type { State, Value } from "../../checker/ir/value.ts"
import type { Followed } from "./log.ts"
import { isSeen, type Steps } from "./steps.ts"
import { sees, withValue, type TraceEvent } from "./vocabulary.ts"

interface Input {
  readonly leaf: number
  readonly chain: Node
}
interface Expression {
  readonly node: Node
  readonly inputs: readonly Input[]
}
interface Prepared {
  readonly guard: readonly Expression[]
  readonly effect: readonly (Expression & { readonly leaf: number })[]
}

/** What the events of one log read and write, prepared once for many walks. */
export class Solo {
  readonly steps: Steps
  readonly log: number
  /** Which leaves only this log writes. */
  readonly own: readonly boolean[]
  readonly #prepared = new Map<RuleIr, Prepared>()
  #isDetermined: boolean | undefined

  constructor(steps: Steps, log: number) {
    this.steps = steps
    this.log = log
    this.own = steps.writers.map((w) => w.every((actor) => actor === steps.ir.rules.length + log))
  }

  /** True if what the log's own words are at each of its events depends on nothing but these events: so it is the same in every run. */
  get isDetermined(): boolean {
    this.#isDetermined ??= [...(this.steps.logs[this.log] as Followed).facts.seen.keys()].every((i) =>
      this.prepared(this.steps.ir.rules[i] as RuleIr).effect.every((u) => this.own[u.leaf] !== true || u.inputs.every((x) => this.own[x.leaf] === true)))
    return this.#isDetermined
  }

  prepared(rule: RuleIr): Prepared {
    const known = this.#prepared.get(rule)
    if (known !== undefined) return known
    const leaf = (path: string): number => this.steps.reading.leaf(path)
    const expression = (node: Node): Expression => ({ node, inputs: accesses([node]).map((a) => ({ leaf: leaf(a.leaf), chain: a.chain })) })
    const made = {
      guard: rule.when.map((c) => expression(c.node)),
      effect: rule.then.map((u) => ({ ...expression(u.node), leaf: leaf(u.path) })),
    }
    this.#prepared.set(rule, made)
    return made
  }
}

/** One walk along a log. */
export class Walk {
  readonly #solo: Solo
  #state: State
  readonly #known: boolean[]
  /** Leaves that others write, and whose assumed values mattered. */
  readonly used: Set<number> = new Set()

  /** `assumed`: leaves that others write, but not for as long as this walk is about. */
  constructor(solo: Solo, state: State, assumed: ReadonlySet<number>) {
    this.#solo = solo
    this.#state = state
    this.#known = solo.own.map((own, i) => own || assumed.has(i))
  }

  /** Takes the next event. False if it cannot happen, whatever the unknown parts of the state are. */
  follow(e: TraceEvent): boolean {
    for (const s of e.seen) {
      if (this.#known[s.word.leaf] !== true) continue
      this.#use(s.word.leaf)
      if (!sees(s, this.#state)) return false
    }
    const before = e.seen.reduce((state, s) => (this.#known[s.word.leaf] === true ? state : withValue(state, s.word, s.value)), this.#state)
    // What was seen of a queue whose content is not known, such as its length, could not be put into the state.
    const known = e.seen.every((s) => sees(s, before)) ? e : { ...e, seen: e.seen.filter((s) => sees(s, before)) }
    const { guard, effect } = this.#solo.prepared(this.#solo.steps.rule(e))
    for (const part of guard) if (this.#evaluate(part, known, before) === false) return false
    const after = [...this.#state]
    for (const u of effect) {
      if (this.#known[u.leaf] !== true) continue
      const v = this.#evaluate(u, known, before)
      if (v === undefined) this.#known[u.leaf] = false
      else after[u.leaf] = v
    }
    this.#state = after
    return true
  }

  /** The value of a leaf as far as the walk has come, undefined where it is not known. */
  value(leaf: number): Value | undefined { return this.#known[leaf] === true ? this.#state[leaf] : undefined }

  #use(leaf: number): void {
    if (this.#solo.own[leaf] !== true) this.used.add(leaf)
  }

  /** The value where everything is known that it depends on. */
  #evaluate(x: Expression, e: TraceEvent, state: State): Value | undefined {
    const { steps } = this.#solo
    try {
      for (const { leaf, chain } of x.inputs) {
        if (this.#known[leaf] === true) this.#use(leaf)
        else if (!isSeen(steps, e, chain, state)) return undefined
      }
      return steps.reading.evaluate(x.node, { state, params: e.params })
    } catch (error) {
      // An element that is not there: what it is read for is not known to fail.
      if (error instanceof RangeError) return undefined
      throw error
    }
  }
}

/** The first event of a log that is not possible whatever others do, by its position. Reads the log to there or to its end. */
export const firstImpossible = (solo: Solo, start: State): number | undefined => {
  const log = solo.steps.logs[solo.log] as Steps["logs"][number]
  const walk = new Walk(solo, start, new Set())
  log.rewind()
  for (let position = 0; ; position++) {
    const e = log.at(position)
    if (e === undefined) return undefined
    if (!walk.follow(e)) return position
    log.forget(position)
  }
}
