/** Which steps have to be tried in a configuration, where no event can simply be taken. */
import type { Instance } from "../../checker/ir/reading.ts"
import type { State, Value } from "../../checker/ir/value.ts"
import { Solo, Walk } from "./alone.ts"
import type { Actor } from "./dependence.ts"
import type { Configuration, Ends, Step, Steps } from "./steps.ts"

/** The steps that have to be tried, chosen for the sake of one log's next event. */
export interface Choice {
  readonly log: number
  readonly steps: readonly Step[]
  /** How many actors it takes into account: the fewer, the more local is the reason where there is no step. */
  readonly actors: number
}

/**
 * How many events of a log are looked at to see that a step is fatal. Farther only where the same walk serves again,
 * since the log's own words are determined by it: on a ring of a thousand slots two thousand events may go by before one
 * needs the link.
 */
const horizon = 512
const farHorizon = 16_384

/** A walk along a log under an assumption, and how far it went. */
interface Ahead {
  readonly walk: Walk
  /** Of the leaves that are assumed. */
  readonly values: readonly Value[]
  readonly from: number
  next: number
  isStranded: boolean
}

/** True for a hidden step that the world takes only where something is broken. */
export const isFault = (s: Step): boolean => s.kind === "hidden" && s.instance.rule.by === "fault"

const addAll = (members: Set<Actor>, actors: readonly Actor[]): void => {
  for (const a of actors) members.add(a)
}
const missing = (members: ReadonlySet<Actor>, actors: readonly Actor[]): number => actors.filter((a) => !members.has(a)).length

/** Chooses the steps of one search. */
export class Chooser {
  readonly #steps: Steps
  readonly #ends: Ends
  readonly #solos: readonly Solo[]
  /** The hidden rules that take part, and what each rule assigns. */
  readonly #acting: readonly number[]
  readonly #assigned: readonly ReadonlySet<string>[]
  readonly #frozen = new Map<string, ReadonlySet<string>>()
  /** The last walk of each log under each set of assumed leaves. */
  readonly #ahead = new Map<string, Ahead>()
  constructor(steps: Steps, ends: Ends) {
    this.#steps = steps
    this.#ends = ends
    this.#solos = steps.logs.map((_, i) => new Solo(steps, i))
    this.#acting = steps.hidden.flatMap((instances, rule) => (instances.length > 0 ? [rule] : []))
    this.#assigned = steps.ir.rules.map((r) => new Set(r.then.map((u) => u.path)))
  }

  /**
   * The steps that have to be tried: a stubborn set (Valmari, 1989), the smallest of those that begin with one log's
   * next event. Undefined where every log is consumed.
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
   * A fatal step (`#fatal`) is not tried, and nobody becomes a member for its sake but those whom the proof needs: by
   * that proof it is not the first step of a member in any run that consumes all logs.
   */
  choose(c: Configuration): Choice | undefined {
    let best: Choice | undefined
    const scene = new Scene(c)
    for (let log = 0; log < this.#steps.logs.length; log++) {
      if (this.#steps.next(c, log, this.#ends) === undefined) continue
      const choice = this.#close(scene, log)
      if (best === undefined || choice.steps.length < best.steps.length || (choice.steps.length === best.steps.length && choice.actors < best.actors)) best = choice
    }
    return best
  }

  #close({ configuration, fatal }: Scene, log: number): Choice {
    const steps = this.#steps
    const first = steps.ir.rules.length
    const members = new Set<Actor>([steps.actor(log)])
    const found: Step[] = []
    // A set grows while it is iterated, so this ends when nobody new is wanted.
    for (const actor of members) {
      if (actor >= first) {
        const event = steps.next(configuration, actor - first, this.#ends)
        if (event === undefined) continue
        const { possible, actors } = steps.wantedBy(event, configuration.state)
        if (possible) found.push({ kind: "event", log: actor - first, event })
        addAll(members, actors)
        continue
      }
      const d = steps.dependence(actor)
      for (const instance of steps.hidden[actor] as readonly Instance[]) {
        const part = steps.falsePart(actor, configuration.state, instance.params)
        if (part >= 0) {
          for (const helpers of d.guard[part]?.helpers ?? []) addAll(members, helpers)
          continue
        }
        if (d.isConstant && !fatal.has(instance)) fatal.set(instance, this.#fatal(configuration, actor, instance))
        const proofs = fatal.get(instance) ?? []
        if (proofs.length > 0) {
          addAll(members, proofs.reduce((a, b) => (missing(members, b) < missing(members, a) ? b : a)))
          continue
        }
        found.push({ kind: "hidden", instance })
        addAll(members, d.always)
        for (const s of d.unlessSeen) members.add(s.actor)
      }
    }
    return { log, steps: found.some(isFault) ? [...found.filter((s) => !isFault(s)), ...found.filter(isFault)] : found, actors: members.size }
  }

  /**
   * Proofs that a hidden step f leads nowhere: each is the actors that must take no step before it.
   *
   * For an f whose effect is the same in every state. Let D be hidden rules none of whose instances is possible after f,
   * each by a part of its guard that reads only what f assigns, and F the leaves that only rules of D write, where what
   * those parts read is in F: then from f on nobody of D takes a step, and F does not change. As long as nobody who
   * writes a leaf of F, beside f, takes a step before f either, its value is the one that it has now, before and after
   * f. So each log can be followed alone with that value (`Walk`), and if one meets an event that is not possible, not
   * all logs can be consumed. That is how a dead link is seen to be fatal while an event still needs it.
   */
  #fatal(c: Configuration, rule: number, instance: Instance): readonly (readonly Actor[])[] {
    const steps = this.#steps
    const assigned = this.#assigned[rule] as ReadonlySet<string>
    const after = steps.take(c, { kind: "hidden", instance })
    // Which hidden rules are dead, as far as it is not yet known that what they read does change.
    let dead = this.#deadAfter(after.state, (leaf) => assigned.has(leaf))
    let frozen = this.#frozenBy(dead)
    for (;;) {
      dead = this.#deadAfter(after.state, (leaf) => assigned.has(leaf) && frozen.has(leaf), dead)
      const still = this.#frozenBy(dead)
      if (still.size === frozen.size) break
      frozen = still
    }
    const assumed = new Set([...frozen].filter((leaf) => !assigned.has(leaf)).map((leaf) => steps.reading.leaf(leaf)))
    if (assumed.size === 0) return []
    return this.#solos.flatMap((solo) => {
      const used = this.#strandedBy(solo, c, assumed)
      return used === undefined ? [] : [[...new Set([...used].flatMap((leaf) => steps.writers[leaf] ?? []))].filter((a) => a !== rule)]
    })
  }

  /** Of some hidden rules, by default all, those none of whose instances is possible, by a part of the guard that reads only leaves that count. */
  #deadAfter(state: State, counts: (leaf: string) => boolean, among: Iterable<number> = this.#acting): ReadonlySet<number> {
    const dead = new Set<number>()
    for (const rule of among) {
      const rests = this.#steps.dependence(rule).guard.map((part) => part.reads.every((r) => counts(r.leaf)))
      if (rests.includes(true) && (this.#steps.hidden[rule] ?? []).every((x) => this.#steps.falsePart(rule, state, x.params, (part) => rests[part] === true) >= 0)) dead.add(rule)
    }
    return dead
  }

  /** The leaves that nobody writes but these rules. */
  #frozenBy(dead: ReadonlySet<number>): ReadonlySet<string> {
    const key = [...dead].join()
    const known = this.#frozen.get(key)
    if (known !== undefined) return known
    const frozen = new Set(this.#steps.ir.leaves.flatMap((l, i) => ((this.#steps.writers[i] ?? []).every((w) => dead.has(w)) ? [l.path] : [])))
    this.#frozen.set(key, frozen)
    return frozen
  }

  /** The leaves by whose values a log meets an event that is not possible; undefined if it meets none in sight. */
  #strandedBy(solo: Solo, c: Configuration, assumed: ReadonlySet<number>): ReadonlySet<number> | undefined {
    const first = c.positions[solo.log] as number
    const log = this.#steps.logs[solo.log] as Steps["logs"][number]
    const ahead = this.#walkAhead(solo, c, assumed)
    const far = Math.min(this.#ends[solo.log] as number, first + farHorizon)
    const near = Math.min(far, first + horizon)
    while (!ahead.isStranded && ahead.next < (solo.isDetermined ? far : near)) {
      const e = log.at(ahead.next)
      if (e === undefined) return undefined
      ahead.isStranded = !ahead.walk.follow(e)
      ahead.next++
    }
    return ahead.isStranded ? ahead.walk.used : undefined
  }

  /** A walk that has come at least to this configuration: the last one, where it still holds, or a new one. */
  #walkAhead(solo: Solo, c: Configuration, assumed: ReadonlySet<number>): Ahead {
    const key = `${solo.log}|${[...assumed].join()}`
    const first = c.positions[solo.log] as number
    const known = this.#ahead.get(key)
    const values = [...assumed].map((leaf) => c.state[leaf] as Value)
    const holds = known !== undefined && solo.isDetermined && known.from <= first && first < known.next && values.every((v, i) => v === known.values[i])
    if (holds) return known
    const made: Ahead = { walk: new Walk(solo, c.state, assumed), values, from: first, next: first, isStranded: false }
    this.#ahead.set(key, made)
    return made
  }
}

/** A configuration with what was found out about it. */
class Scene {
  readonly configuration: Configuration
  readonly fatal: Map<Instance, readonly (readonly Actor[])[]> = new Map()
  constructor(configuration: Configuration) { this.configuration = configuration }
}
