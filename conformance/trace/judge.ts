/**
 * Decides whether logs are a behaviour of the model: exactly, in one pass over the logs, in bounded memory.
 *
 * A configuration is how far each log is consumed, and a state of the model. From it leads the next event of each log,
 * where the model can do it and agrees with what was seen, and every hidden step. The logs are a behaviour if a
 * configuration is reached in which all are consumed; hidden steps that nothing needs are then simply not taken. The
 * search goes level by level, where the level is the number of events consumed, and keeps only the configurations of
 * one level. Three things keep these few, all computed from the model's rules and none of them a heuristic:
 *
 * - Equal configurations are one.
 * - An event that is possible and in nobody's way is taken at once, with no alternative (`Steps.early`). Most are.
 * - Otherwise only the steps of a stubborn set are tried (`Chooser.choose`, with the argument). So a hidden step is taken
 *   only for the sake of an event that needs it or does not commute with it; and what can lead nowhere, such as a link
 *   that died where a later event needs it alive, is dropped at once, because its set has no possible step.
 * - Of two steps that commute only one order is tried, by sleep sets (Godefroid, 1996): where a configuration is left by
 *   steps t₁ … tₘ, then behind tᵢ those of t₁ … tᵢ₋₁, and of what slept before, sleep on that commute with tᵢ, and are
 *   not taken. Claim: if a run of n steps consumes all logs from a configuration, and none of that length begins with a
 *   sleeping step, then the search below it finds one. For let tᵢ be the first of t₁ … tₘ that such a run begins with:
 *   by the stubborn set there is one, and it does not sleep. Behind tᵢ no such run of n - 1 steps begins with a
 *   sleeping z: as z commutes with tᵢ and is possible before it, one of n steps would begin with z, which slept already
 *   or is one of t₁ … tᵢ₋₁. So the claim follows by induction over n; at the start nothing sleeps. A configuration that
 *   is met again is searched again where a step sleeps no longer.
 */
import { same, type State, type Value } from "../../checker/ir/value.ts"
import { differ, digestOf } from "./digest.ts"
import type { Furthest } from "./greedy.ts"
import { total, type Configuration, type Ends, type Step, type Steps } from "./steps.ts"
import { Chooser } from "./stubborn.ts"

export type Outcome =
  | { readonly kind: "conforms"; readonly end: Configuration }
  /** No event is possible any more, whatever hidden steps are taken. */
  | { readonly kind: "stuck"; readonly ends: readonly Furthest[] }
  | { readonly kind: "inconclusive"; readonly at: Configuration; readonly reason: string }

export interface JudgeOptions {
  /** Most configurations of one level. */
  readonly limitSearch: number
  readonly onProgress?: (events: number) => void
}

/** A configuration to be searched from, without the runs that begin with a sleeping step. */
interface Node {
  readonly configuration: Configuration
  sleeping: readonly Step[]
  isWaiting: boolean
}

/** Configurations that are all different. */
class Frontier {
  readonly nodes: Node[] = []
  /** Nodes to be searched from, in order; again where fewer steps sleep than at the first time. */
  readonly queue: Node[] = []
  readonly #byPositions = new Map<string, Node[]>()
  readonly #byDigest = new Map<number, Node[]>()

  add(configuration: Configuration, sleeping: readonly Step[]): void {
    const positions = configuration.positions.join()
    const there = this.#byPositions.get(positions) ?? []
    const known = this.#find(configuration, there)
    if (known === undefined) {
      const node = { configuration, sleeping, isWaiting: true }
      this.nodes.push(node)
      this.queue.push(node)
      if (there.push(node) === 1) this.#byPositions.set(positions, there)
      if (there.length > few) this.#withDigest(configuration).push(node)
      return
    }
    const both = known.sleeping.filter((s) => sleeping.some((x) => isSame(s, x)))
    if (both.length === known.sleeping.length) return
    known.sleeping = both
    if (known.isWaiting) return
    known.isWaiting = true
    this.queue.push(known)
  }

  #find(c: Configuration, there: readonly Node[]): Node | undefined {
    // Comparing is cheaper than digests as long as there are few, since most parts of two states are the same object.
    for (let i = 0; i < there.length && i < few; i++) if (equal((there[i] as Node).configuration.state, c.state)) return there[i]
    return there.length <= few ? undefined : this.#withDigest(c).find((x) => equal(x.configuration.state, c.state) && same(x.configuration.positions, c.positions))
  }

  #withDigest(c: Configuration): Node[] {
    const digest = digestOf(c.positions, c.state)
    const nodes = this.#byDigest.get(digest) ?? []
    if (nodes.length === 0) this.#byDigest.set(digest, nodes)
    return nodes
  }
}
/** Configurations with the same positions that are compared one by one. */
const few = 16
const isSame = (a: Step, b: Step): boolean => (a.kind === "event" ? b.kind === "event" && a.log === b.log : b.kind === "hidden" && a.instance === b.instance)
const equal = (a: State, b: State): boolean => {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as Value, b[i] as Value]
    // Two large rings that differ only near their ends would be compared almost as a whole, again and again.
    if (x !== y && (differ(x, y) || !same(x, y))) return false
  }
  return true
}

type Level = { readonly kind: "next"; readonly frontier: Frontier } | Outcome

const oneLevel = (steps: Steps, chooser: Chooser, now: Frontier, ends: Ends, limit: number): Level => {
  const later = new Frontier()
  const last: Furthest[] = []
  for (const node of now.queue) {
    const c = node.configuration
    if (now.nodes.length > limit) return { kind: "inconclusive", at: c, reason: `more than ${limit} configurations after ${total(c)} events` }
    node.isWaiting = false
    const early = steps.early(c, ends)
    const choice = early === undefined ? chooser.choose(c) : undefined
    if (early === undefined && choice === undefined) return { kind: "conforms", end: c }
    let sleeping = node.sleeping
    for (const step of choice?.steps ?? [early as Step]) {
      if (sleeping.some((s) => isSame(s, step))) continue
      ;(step.kind === "event" ? later : now).add(steps.take(c, step), sleeping.filter((s) => steps.commute(s, step)))
      sleeping = [...sleeping, step]
    }
    if (choice !== undefined && later.nodes.length === 0) last.push({ configuration: c, choice })
  }
  return later.nodes.length === 0 ? { kind: "stuck", ends: last } : { kind: "next", frontier: later }
}

/** How often the limit of one level may be tried in all, beside one configuration a level. */
const levelsInAll = 4
/** What is copied where something is written: a configuration of a large ring takes the time and the memory of many small ones. */
const cells_weight = 256
const cellsOf = (v: Value): number => (typeof v !== "object" ? 1 : Object.values(v).reduce<number>((sum, x) => sum + cellsOf(x as Value), 0))

/** What is read of a log and still needed may not grow without bound, either. */
const mostKept = 1_000_000

/** Judges from a configuration on, up to the ends of the logs. @throws InputError for a line of a log that is wrong. */
export const judge = (steps: Steps, start: Configuration, ends: Ends, options: JudgeOptions): Outcome => {
  const chooser = new Chooser(steps, ends)
  const weight = Math.ceil(start.state.reduce<number>((sum, v) => sum + cellsOf(v), 0) / cells_weight)
  const limit = Math.max(1, Math.floor(options.limitSearch / weight))
  let frontier = new Frontier()
  let tried = 0
  frontier.add(start, [])
  for (let rounds = 0; ; rounds++) {
    const level = oneLevel(steps, chooser, frontier, ends, limit)
    if (level.kind !== "next") return level
    tried += frontier.nodes.length - 1
    frontier = level.frontier
    const first = (frontier.nodes[0] as Node).configuration
    if (tried > levelsInAll * limit) return { kind: "inconclusive", at: first, reason: `more than ${levelsInAll * limit} configurations beside one run after ${total(first)} events` }
    if ((rounds & 0x3f) === 0) {
      steps.logs.forEach((log, i) => log.forget(frontier.nodes.reduce((least, x) => Math.min(least, x.configuration.positions[i] as number), Infinity)))
      if (steps.logs.some((log) => log.kept > mostKept)) return { kind: "inconclusive", at: first, reason: `more than ${mostKept} events of one log would have to be kept` }
    }
    if ((rounds & 0x3fff) === 0) options.onProgress?.(total(first))
  }
}
