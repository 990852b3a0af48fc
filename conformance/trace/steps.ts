/** What can happen in a configuration, and how little of it has to be tried. */
import { operand, type Node } from "../../checker/ir/node.ts"
import type { Instance, Params, Reading } from "../../checker/ir/reading.ts"
import type { RuleIr, SystemIr } from "../../checker/ir/system.ts"
import { same, type State, type Value } from "../../checker/ir/value.ts"
import { dependences, type Actor, type Dependence } from "./dependence.ts"
import type { Log } from "./log.ts"
import { valueAt, type Seen, type TraceEvent } from "./vocabulary.ts"

/** How far each log is consumed, and the state that the model is in then. */
export interface Configuration {
  readonly positions: readonly number[]
  readonly state: State
}
/** How many events are consumed. */
export const total = (c: Configuration): number => c.positions.reduce((a, b) => a + b, 0)

export type Step =
  | { readonly kind: "event"; readonly log: number; readonly event: TraceEvent }
  | { readonly kind: "hidden"; readonly instance: Instance }

/** The steps that have to be tried, chosen for the sake of one log's next event. */
export interface Choice {
  readonly log: number
  readonly steps: readonly Step[]
  /** How many actors it takes into account: the fewer, the more local is the reason where there is no step. */
  readonly actors: number
}

/** Why an event is not possible: a word was seen otherwise, or a part of the guard is false. */
export type Obstacle = { readonly kind: "seen"; readonly seen: Seen } | { readonly kind: "guard"; readonly part: number }

/** True if a chain of `at`, `field` and `length` reads the word that was seen. */
const isWord = (chain: Node, seen: Seen, evaluate: (n: Node) => Value, leaves: readonly { readonly path: string }[]): boolean => {
  const go = (n: Node, depth: number): boolean => {
    if (n.op === "state") return depth < 0 && leaves[seen.word.leaf]?.path === n.name
    const step = seen.word.steps[depth]
    const own = n.op === "at" ? evaluate(operand(n, 1)) : n.op === "length" ? "length" : n.name
    return step === own && go(operand(n, 0), depth - 1)
  }
  return go(chain, seen.word.steps.length - 1)
}

/** The steps of one system for one set of logs. */
export class Steps {
  readonly ir: SystemIr
  readonly reading: Reading
  readonly logs: readonly Log[]
  readonly #rules: readonly Dependence[]
  readonly #writers: readonly (readonly Actor[])[]
  readonly #index: ReadonlyMap<RuleIr, number>
  /** The instances of each hidden rule. */
  readonly #hidden: readonly (readonly Instance[])[]

  constructor(ir: SystemIr, reading: Reading, logs: readonly Log[]) {
    this.ir = ir
    this.reading = reading
    this.logs = logs
    const { rules, writers } = dependences(ir, logs.map((l) => l.facts))
    this.#rules = rules
    this.#writers = writers
    this.#index = new Map(ir.rules.map((rule, i) => [rule, i]))
    this.#hidden = ir.rules.map((rule) => (rule.hidden ? reading.instances.filter((x) => x.rule === rule) : []))
  }

  rule(e: TraceEvent): RuleIr { return this.ir.rules[e.rule] as RuleIr }

  /** The next event of a log; undefined at its end, and for a log that is held back. */
  next(c: Configuration, log: number, held: ReadonlySet<number>): TraceEvent | undefined {
    return held.has(log) ? undefined : (this.logs[log] as Log).at(c.positions[log] as number)
  }

  take(c: Configuration, step: Step): Configuration {
    if (step.kind === "hidden") return { positions: c.positions, state: this.reading.step(step.instance.rule, c.state, step.instance.params, false) }
    return { positions: c.positions.with(step.log, (c.positions[step.log] as number) + 1), state: this.reading.step(this.rule(step.event), c.state, step.event.params, false) }
  }

  /** The hidden steps, no faults, that the next event of some log waits for. */
  helpful(c: Configuration, held: ReadonlySet<number>): readonly Step[] {
    const found: Step[] = []
    for (let log = 0; log < this.logs.length; log++) {
      const event = this.next(c, log, held)
      if (event === undefined) continue
      for (const actor of this.#wantedBy(event, c.state).actors) for (const instance of this.#hidden[actor] ?? []) {
        if (instance.rule.by === "fault" || found.some((s) => s.kind === "hidden" && s.instance === instance)) continue
        if (this.reading.enabled(instance.rule, c.state, instance.params)) found.push({ kind: "hidden", instance })
      }
    }
    return found
  }

  /** True if both steps, where both are possible, are so in either order and with the same result. */
  commute(a: Step, b: Step): boolean {
    const rule = (s: Step): number => (s.kind === "event" ? s.event.rule : this.#index.get(s.instance.rule) as number)
    return (this.#rules[rule(a)] as Dependence).commutes.has(rule(b))
  }

  isPossible(e: TraceEvent, state: State): boolean {
    return e.seen.every((s) => sees(s, state)) && this.reading.enabled(this.rule(e), state, e.params)
  }

  /** What keeps an event from happening; of several false parts the one that the fewest can mend. What was seen comes first. */
  #obstacle(e: TraceEvent, state: State): Obstacle | undefined {
    const wrong = e.seen.find((s) => !sees(s, state))
    if (wrong !== undefined) return { kind: "seen", seen: wrong }
    const part = this.#falsePart(e.rule, state, e.params)
    return part < 0 ? undefined : { kind: "guard", part }
  }

  #falsePart(rule: number, state: State, params: Params): number {
    let found = -1
    let fewest = Infinity
    let failed = -1
    for (const [i, part] of (this.#rules[rule] as Dependence).guard.entries()) {
      // What follows a false part of the same conjunct may be meaningless where that part is false.
      if (part.conjunct === failed || this.reading.evaluate(part.node, { state, params }) === true) continue
      failed = part.conjunct
      const helpers = part.helpers.reduce((sum, h) => sum + h.length, 0)
      if (helpers < fewest) [found, fewest] = [i, helpers]
    }
    return found
  }

  /** True if an event saw the part of the state that a chain reads. */
  #isSeen(e: TraceEvent, chain: Node, state: State): boolean {
    if (e.seen.length === 0) return false
    try {
      return e.seen.some((s) => isWord(chain, s, (n) => this.reading.evaluate(n, { state, params: e.params }), this.ir.leaves))
    } catch (error) {
      if (error instanceof RangeError) return false
      throw error
    }
  }

  /** The next event that can be taken at once, with no alternative: possible, and in the way of nobody who still takes steps. */
  early(c: Configuration, held: ReadonlySet<number>): Step | undefined {
    for (let log = 0; log < this.logs.length; log++) {
      const event = this.next(c, log, held)
      if (event === undefined || !this.isPossible(event, c.state)) continue
      const d = this.#rules[event.rule] as Dependence
      const bothers = (actor: Actor): boolean => actor !== this.ir.rules.length + log && this.#acts(c, actor, held)
      if (!d.always.some(bothers) && !d.unlessSeen.some((s) => bothers(s.actor) && !s.chains.every((x) => this.#isSeen(event, x, c.state)))) return { kind: "event", log, event }
    }
    return undefined
  }

  #acts(c: Configuration, actor: Actor, held: ReadonlySet<number>): boolean {
    return actor < this.ir.rules.length || this.next(c, actor - this.ir.rules.length, held) !== undefined
  }

  /**
   * The steps that have to be tried in a configuration: a stubborn set (Valmari, 1989), the smallest of those that
   * begin with one log's next event. Undefined where every log is consumed.
   *
   * A set of actors is closed if
   * - for each possible step of a member, whoever that step cannot be moved before is a member (`conflict`), and
   * - for each next event or hidden step of a member that is not possible, there is a reason, a word seen otherwise or
   *   a false part of the guard, such that whoever may mend it is a member. For an event, who writes only what the
   *   event saw cannot mend a part of the guard: the event happens only with what it saw, which is right already.
   *
   * Claim: if all logs can be consumed from here, then by a run that begins with a possible step of a member. For the
   * run contains the next event of the log that the set began with, so it contains steps of members. Take the first,
   * t. The steps before it are none of members', so nobody has mended anything for t, and t is possible now; nor is
   * anybody before it whom t cannot be moved before; so t comes first in a run of the same length to the same end.
   * By induction over the length nothing is lost. An event that conflicts with nobody is the set of itself (`early`);
   * and where the set has no possible step, there is no such run at all.
   *
   * A fatal step (`#fatal`) is not tried, and nobody becomes a member for its sake but those whom it leaves stuck:
   * were t fatal, none of these would have taken a step before it, and so the run would not consume all logs.
   */
  choose(c: Configuration, held: ReadonlySet<number>): Choice | undefined {
    let best: Choice | undefined
    const scene = new Scene(c, held)
    for (let log = 0; log < this.logs.length; log++) {
      if (this.next(c, log, held) === undefined) continue
      const choice = this.#close(scene, log)
      if (best === undefined || choice.steps.length < best.steps.length || (choice.steps.length === best.steps.length && choice.actors < best.actors)) best = choice
    }
    return best
  }

  #close(scene: Scene, log: number): Choice {
    const first = this.ir.rules.length
    const members = new Set<Actor>([first + log])
    const add = (actors: readonly Actor[]): void => actors.forEach((a) => members.add(a))
    const found: Step[] = []
    // A set grows while it is iterated, so this ends when nobody new is wanted.
    for (const actor of members) {
      if (actor >= first) {
        const event = this.next(scene.configuration, actor - first, scene.held)
        if (event === undefined) continue
        const { possible, actors } = this.#wantedBy(event, scene.configuration.state)
        if (possible) found.push({ kind: "event", log: actor - first, event })
        add(actors)
        continue
      }
      const { possible, helpers } = this.#hiddenSteps(actor, scene)
      add(helpers)
      const d = this.#rules[actor] as Dependence
      for (const instance of possible) {
        const stuck = d.isConstant ? this.#fatal(instance, scene) : undefined
        if (stuck !== undefined) {
          add(stuck)
          continue
        }
        found.push({ kind: "hidden", instance })
        add(d.always)
        for (const s of d.unlessSeen) members.add(s.actor)
      }
    }
    const isFault = (s: Step): boolean => s.kind === "hidden" && s.instance.rule.by === "fault"
    return { log, steps: [...found.filter((s) => !isFault(s)), ...found.filter(isFault)], actors: members.size }
  }

  /**
   * Whom a hidden step would leave stuck for ever, if anybody: a closed set of actors, a log among them, that has no
   * possible step after it. Only for a step whose effect is the same in every state: whatever others do before or
   * after it, the reasons why the members' steps are not possible stay, since nobody else can mend them.
   */
  #fatal(instance: Instance, scene: Scene): readonly Actor[] | undefined {
    if (scene.fatal.has(instance)) return scene.fatal.get(instance)
    const after = new Scene(this.take(scene.configuration, { kind: "hidden", instance }), scene.held)
    let found: readonly Actor[] | undefined
    for (let log = 0; log < this.logs.length && found === undefined; log++) {
      if (this.next(after.configuration, log, scene.held) !== undefined) found = this.#stuck(after, log)
    }
    scene.fatal.set(instance, found)
    return found
  }

  /** The closed set that begins with a log's next event, if it has no possible step. */
  #stuck(scene: Scene, log: number): readonly Actor[] | undefined {
    const first = this.ir.rules.length
    const members = new Set<Actor>([first + log])
    for (const actor of members) {
      let wanted: readonly Actor[] = []
      if (actor >= first) {
        const event = this.next(scene.configuration, actor - first, scene.held)
        if (event === undefined) continue
        const { possible, actors } = this.#wantedBy(event, scene.configuration.state)
        if (possible) return undefined
        wanted = actors
      } else {
        const { possible, helpers } = this.#hiddenSteps(actor, scene)
        if (possible.length > 0) return undefined
        wanted = helpers
      }
      for (const a of wanted) members.add(a)
    }
    return [...members]
  }

  /** Who has to be a member for the sake of an event. */
  #wantedBy(e: TraceEvent, state: State): { readonly possible: boolean; readonly actors: readonly Actor[] } {
    const obstacle = this.#obstacle(e, state)
    const d = this.#rules[e.rule] as Dependence
    if (obstacle === undefined) {
      const soft = d.unlessSeen.filter((s) => !s.chains.every((x) => this.#isSeen(e, x, state)))
      return { possible: true, actors: [...d.always, ...soft.map((s) => s.actor)] }
    }
    if (obstacle.kind === "seen") return { possible: false, actors: this.#writers[obstacle.seen.word.leaf] ?? [] }
    const part = d.guard[obstacle.part]
    return { possible: false, actors: part === undefined ? [] : part.reads.flatMap((r, i) => (this.#isSeen(e, r.chain, state) ? [] : part.helpers[i] ?? [])) }
  }

  /** Which steps of a hidden rule are possible, and who may help those that are not. */
  #hiddenSteps(rule: number, scene: Scene): HiddenSteps {
    const known = scene.hidden.get(rule)
    if (known !== undefined) return known
    const { guard } = this.#rules[rule] as Dependence
    const possible: Instance[] = []
    const helpers = new Set<Actor>()
    for (const x of this.#hidden[rule] as readonly Instance[]) {
      const part = this.#falsePart(rule, scene.configuration.state, x.params)
      if (part < 0) possible.push(x)
      else for (const h of guard[part]?.helpers ?? []) for (const a of h) helpers.add(a)
    }
    const steps = { possible, helpers: [...helpers] }
    scene.hidden.set(rule, steps)
    return steps
  }
}

interface HiddenSteps {
  readonly possible: readonly Instance[]
  readonly helpers: readonly Actor[]
}

/** A configuration with what was found out about it. */
class Scene {
  readonly configuration: Configuration
  /** Logs that take no part. */
  readonly held: ReadonlySet<number>
  readonly hidden: Map<number, HiddenSteps> = new Map()
  readonly fatal: Map<Instance, readonly Actor[] | undefined> = new Map()
  constructor(configuration: Configuration, held: ReadonlySet<number>) {
    this.configuration = configuration
    this.held = held
  }
}

/** True if the model has the word as it was seen. */
export const sees = (s: Seen, state: State): boolean => {
  const v = valueAt(state, s.word)
  return v !== undefined && same(v, s.value)
}
