/**
 * A run: rounds, each with mixes of its own and every channel at its start. A channel lives so long as its mix has it,
 * and what happens is judged; then for it faults stop, it must come to rest, and begins anew. At the end of a round they
 * stop for all. A run is a pure function of the systems, the site, the seed and the number of firings, however it is cut
 * into slices.
 */
import { breachOf, outcome, type Breach, type SimulationKernel } from "./kernel.ts"
import { Generator } from "./generator.ts"
import { drawMix, faultKinds, instanceWeights, type FaultKind, type Mix } from "./mix.ts"
import { place, type Placement, type Site } from "./placement.ts"
import { populationOf, type Population } from "./population.ts"
import { recover, type FailureKind } from "./recover.ts"
import { drawn, Scheduler } from "./schedule.ts"

export interface SimulationSetting {
  /** What a channel within a super-node is. */
  readonly near: SimulationKernel
  /** What a channel between two super-nodes is: the same system at another size, or with another first state. The near one, where nothing is said. */
  readonly far?: SimulationKernel
  readonly site: Site
  readonly seed: number
  /** Firings of the safety phases, in all rounds together. */
  readonly steps: number
  /** The first round that is played; those before are left out. */
  readonly firstRound?: number
  /** Keep what happens to this channel in the present round. */
  readonly watched?: number
}

export interface Failure {
  readonly what: FailureKind
  readonly channel: number
  readonly round: number
  /** The firings that were left when the round began: with the round they are what repeats it. */
  readonly steps: number
  readonly mix: Mix
}

/** So many mixes a round has: the channels of one link share one. */
const mixes_per_round = 16
/** In so many channels a fault that is due is tried, until it may happen in one. */
const fault_tries = 64
/** So many firings a round has for each channel. */
const round_firings = 100

/** A fault of one of the mixes, and how likely it is at each firing. */
interface Due {
  readonly group: number
  readonly kind: number
  readonly isShared: boolean
  readonly rate: number
}

const membersOf = (groups: Uint8Array): readonly (readonly number[])[] => {
  const members = Array.from({ length: mixes_per_round }, (): number[] => [])
  groups.forEach((group, c) => { members[group]?.push(c) })
  return members
}

export class Simulation {
  readonly placement: Placement
  readonly kinds: readonly FaultKind[]
  readonly populations: readonly Population[]
  readonly #setting: SimulationSetting
  readonly #scheduler = new Scheduler()
  /** The mix of each channel. */
  readonly #groups: Uint8Array
  readonly #members: readonly (readonly number[])[]
  #g: Generator
  #mixes: readonly Mix[] = []
  #round: number
  #phase: "start" | "safety" | "recovery" | "done" = "start"
  /** Firings that the safety phase of this round has left, and those of later rounds. */
  #left = 0
  #owed: number
  #owedBefore = 0
  #due: readonly Due[] = []
  #dueRates: readonly number[] = []
  #dueRate = 0
  #gap = Infinity
  #next = 0
  /** What happened to the watched channel since its start. */
  events: number[] = []
  failure: Failure | undefined
  /** Firings of safety phases, and of recovery. */
  steps = 0
  recovery = 0
  rounds = 0
  /** Channels that could do nothing any more, and may rest: they began anew. */
  finished = 0
  /** Channels that came to rest after faults had stopped. */
  rested = 0
  /** For each kind of fault how often it was due, whether or not anything could be struck. */
  readonly due: number[]

  constructor(s: SimulationSetting) {
    this.#setting = s
    this.placement = place(s.site, new Generator(s.seed))
    this.kinds = faultKinds(s.near.flat.ir)
    this.due = this.kinds.map(() => 0)
    const { near, linkOf } = this.placement
    const { channels } = s.site
    this.populations = s.far === undefined ? [populationOf(s.near, 0, channels, this.kinds)] : [populationOf(s.near, 0, near, this.kinds), populationOf(s.far, near, channels - near, this.kinds)]
    this.#groups = Uint8Array.from({ length: channels }, (_, c) => new Generator(linkOf(c)).below(mixes_per_round))
    this.#members = membersOf(this.#groups)
    this.#owed = s.steps
    this.#round = s.firstRound ?? 1
    this.#g = new Generator(s.seed, this.#round)
  }

  get isDone(): boolean { return this.#phase === "done" || this.failure !== undefined }
  /** How many mixes were drawn for channels that there are. */
  get mixes(): number { return this.rounds * this.#members.filter((m) => m.length > 0).length }
  popOf(channel: number): Population { return (channel < (this.populations[0] as Population).count ? this.populations[0] : this.populations[1]) as Population }

  /** Goes on for about so many firings. Gives true when it is over. */
  run(budget: number): boolean {
    const until = this.steps + this.recovery + budget
    while (!this.isDone && this.steps + this.recovery < until) {
      if (this.#phase === "start") this.#begin()
      else if (this.#phase === "safety") this.#safety(until - this.steps - this.recovery)
      else this.#recover()
    }
    return this.isDone
  }

  #fail(what: FailureKind, channel: number): void {
    this.failure = { what, channel, round: this.#round, steps: this.#owedBefore, mix: this.#mixes[this.#groups[channel] as number] as Mix }
  }

  #begin(): void {
    const { seed, site, near } = this.#setting
    this.#g = new Generator(seed, this.#round)
    this.#left = Math.min(round_firings * site.channels, this.#owed)
    this.#owedBefore = this.#owed
    this.#owed -= this.#left
    this.#mixes = this.#members.map(() => drawMix(near.flat.ir, this.kinds, this.#g))
    this.#due = this.#mixes.flatMap((mix, group) => mix.faults.map((f): Due => ({ ...f, group, rate: (f.rate * (this.#members[group]?.length ?? 0)) / site.channels }))).filter((d) => d.rate > 0)
    this.#dueRates = this.#due.map((d) => d.rate)
    this.#dueRate = this.#dueRates.reduce((sum, r) => sum + r, 0)
    this.#gap = this.#g.gap(this.#dueRate)
    this.events = []
    this.rounds++
    this.#phase = "safety"
    for (const p of this.populations) {
      p.weights = this.#mixes.map((mix) => instanceWeights(p.kernel.flat, mix))
      for (let c = 0; c < p.count; c++) p.channels.reset(c * p.words)
      const breach = p.count === 0 ? undefined : breachOf(p.channels.judge(0))
      if (breach !== undefined) return this.#fail(breach, p.first)
    }
  }

  #safety(budget: number): void {
    const [g, scheduler, groups, mixes, { site, watched }] = [this.#g, this.#scheduler, this.#groups, this.#mixes, this.#setting]
    for (let k = Math.min(budget, this.#left); k > 0; k--) {
      this.#left--
      this.steps++
      if (this.#gap-- <= 0) {
        this.#gap = g.gap(this.#dueRate)
        this.#fault(this.#due[drawn(this.#dueRates, g)] as Due)
        if (this.failure !== undefined) return
        continue
      }
      const c = g.below(site.channels)
      const p = this.popOf(c)
      const base = (c - p.first) * p.words
      const i = scheduler.fire(p.channels, base, p.weights[groups[c] as number] as Float64Array, g)
      if (i >= 0) {
        p.fired[i] = (p.fired[i] as number) + 1
        if (c === watched) this.events.push(i)
        if (scheduler.code !== outcome.fired) return this.#fail(breachOf(scheduler.code) as Breach, c)
        if (g.chance((mixes[groups[c] as number] as Mix).end) && !this.#renew(p, c, base)) return
      } else if (i < -1) return this.#fail(breachOf(scheduler.code) as Breach, c)
      else if (!this.#finish(p, c, base)) return
    }
    if (this.#left > 0) return
    this.#phase = "recovery"
    this.#next = 0
  }

  /** A channel in which nothing is enabled but faults: it begins anew where it may rest. */
  #finish(p: Population, channel: number, base: number): boolean {
    const rest = p.channels.rest(base)
    if (rest !== 1) {
      this.#fail(breachOf(rest) ?? { kind: "deadlock" }, channel)
      return false
    }
    this.finished++
    this.#reset(p, channel, base)
    return true
  }
  /** The life of a channel ends. Gives false where it does not come to rest. */
  #renew(p: Population, channel: number, base: number): boolean {
    if (!this.#rest(p, channel, base)) return false
    this.#reset(p, channel, base)
    return true
  }
  #reset(p: Population, channel: number, base: number): void {
    p.channels.reset(base)
    if (channel === this.#setting.watched) this.events = []
  }

  /** A fault strikes one channel, or all that share the place. */
  #fault(d: Due): void {
    this.due[d.kind] = (this.due[d.kind] as number) + 1
    const { strikes } = this.kinds[d.kind] as FaultKind
    const members = this.#members[d.group] as readonly number[]
    // Many faults may happen in few channels at a time, as the loss of a write while the link is down.
    for (let tries = fault_tries; tries > 0; tries--) {
      const c = members[this.#g.below(members.length)] as number
      const end = strikes === "node" ? (this.#g.below(2) as 0 | 1) : 0
      if (!this.#strike(c, d.kind, end)) continue
      if (d.isShared) this.#spread(c, d.kind, end)
      return
    }
  }

  /** What struck one channel strikes the others of the same place. */
  #spread(channel: number, kind: number, end: 0 | 1): void {
    const isLink = this.kinds[kind]?.strikes === "link"
    const [first, second] = isLink ? [this.placement.onLink(channel), []] : this.placement.onNode(channel, end)
    for (const c of first) if (this.failure === undefined && !(c === channel && end === 0)) this.#strike(c, kind, 0)
    for (const c of second) if (this.failure === undefined && !(c === channel && end === 1)) this.#strike(c, kind, 1)
  }

  /** Fires the first instance that is enabled, from one drawn at random on. Gives false where there is none. */
  #strike(channel: number, kind: number, end: 0 | 1): boolean {
    const p = this.popOf(channel)
    const list = p.faults[kind]?.[end] ?? []
    const from = list.length < 2 ? 0 : this.#g.below(list.length)
    for (let k = 0; k < list.length; k++) {
      const i = list[(from + k) % list.length] as number
      const code = (p.channels.fire[i] as (base: number) => number)((channel - p.first) * p.words)
      if (code === outcome.disabled) continue
      p.fired[i] = (p.fired[i] as number) + 1
      if (channel === this.#setting.watched) this.events.push(i)
      if (code !== outcome.fired) this.#fail(breachOf(code) as Breach, channel)
      return true
    }
    return false
  }

  /** Brings the next channel to rest. */
  #recover(): void {
    if (this.#next === this.#setting.site.channels) {
      this.#round++
      this.#phase = this.#owed > 0 ? "start" : "done"
      return
    }
    const c = this.#next++
    const p = this.popOf(c)
    this.#rest(p, c, (c - p.first) * p.words)
  }

  /** Brings a channel to rest. Gives false where it does not come to that. */
  #rest(p: Population, channel: number, base: number): boolean {
    const what = recover(p, base, this.#g, (i) => {
      this.recovery++
      p.fired[i] = (p.fired[i] as number) + 1
      if (channel === this.#setting.watched) this.events.push(i)
    })
    if (what === undefined) this.rested++
    else this.#fail(what, channel)
    return what === undefined
  }
}

/** What happened to the failing channel since its start: the round is played again, and nothing else is kept. */
export const eventsOf = (s: SimulationSetting, f: Failure): readonly number[] => {
  const again = new Simulation({ ...s, firstRound: f.round, steps: f.steps, watched: f.channel })
  again.run(Infinity)
  if (again.failure?.channel !== f.channel) throw new Error(`round ${f.round} of seed ${s.seed} failed in channel ${f.channel}, and did not when it was played again`)
  return again.events
}
