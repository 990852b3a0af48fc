/**
 * What happens how often in one round of a run. Each round draws its own mix, because runs in which everything happens
 * a little never come to where one thing happens much, or another never does: swarm testing, by Groce and others (2012).
 */
import { lanesOf } from "../explorer/report.ts"
import type { FlatSystem } from "../ir/flat.ts"
import { placed, type RuleIr, type SystemIr } from "../ir/system.ts"
import type { Generator } from "./generator.ts"

/** What a fault strikes beside one channel: the link between two nodes, or a node. */
export type Struck = "link" | "node" | "channel"

/** The instances of one fault rule, at the places that it may strike. */
export interface FaultKind {
  /** `place.rule`; the rule's id alone where it stands at both ends. */
  readonly id: string
  readonly strikes: Struck
  readonly isOf: (rule: RuleIr) => boolean
}

/** The two places that are the ends of a channel: the first two that bear a name, in the order of the state. */
export const endsOf = (ir: SystemIr): readonly string[] => lanesOf(ir).slice(0, 2)

/**
 * The kinds of fault of a system. A rule of a join is a fault of the link, a rule at an end one of the node there; what
 * stands elsewhere strikes one channel.
 */
export const faultKinds = (ir: SystemIr): readonly FaultKind[] => {
  const ends = endsOf(ir)
  const isAtEnd = (r: RuleIr): boolean => r.parts.length === 1 && ends.includes(r.place)
  const kinds = new Map<string, FaultKind>()
  for (const r of ir.rules) {
    if (r.by !== "fault") continue
    const id = isAtEnd(r) ? r.id : placed(r)
    const strikes: Struck = isAtEnd(r) ? "node" : r.parts.length > 1 ? "link" : "channel"
    kinds.set(id, { id, strikes, isOf: isAtEnd(r) ? (x) => isAtEnd(x) && x.id === r.id : (x) => placed(x) === id })
  }
  return [...kinds.values()]
}

export interface FaultRate {
  readonly kind: number
  /** How likely it is at each firing. */
  readonly rate: number
  /** It strikes every channel of the link or the node at once, and not one of them. */
  readonly isShared: boolean
}
export interface Mix {
  /** The faults that are on. */
  readonly faults: readonly FaultRate[]
  /** How often each rule that is no fault is tried, by `place.rule`. */
  readonly weights: ReadonlyMap<string, number>
  /** How likely the life of a channel is to end at each firing. */
  readonly end: number
}

/** Powers of ten between which things are drawn. */
const storms = { from: -4, to: -1 } as const
const rarity = { from: -2, to: 0 } as const
const slowness = { from: -2, to: 0 } as const
const lives = { from: 1.5, to: 3 } as const

/** Half of all are as fast as they can be. */
const speed = (g: Generator): number => (g.chance(0.5) ? 1 : g.magnitude(slowness.from, slowness.to))

/** Draws a mix. Each place has a speed, and each rule one of its own: a slow consumer, a sender that rarely gives up. */
export const drawMix = (ir: SystemIr, kinds: readonly FaultKind[], g: Generator): Mix => {
  // What takes several faults is never seen where each of them is frequent only by itself.
  const storm = g.magnitude(storms.from, storms.to)
  const faults = kinds.flatMap((k, kind): readonly FaultRate[] => {
    const [isOn, rate, isShared] = [g.chance(0.5), storm * g.magnitude(rarity.from, rarity.to), g.chance(0.5)]
    return isOn ? [{ kind, rate, isShared: isShared && k.strikes !== "channel" }] : []
  })
  const places = new Map<string, number>()
  const weights = new Map<string, number>()
  for (const r of ir.rules) {
    if (r.by === "fault") continue
    const ofPlace = places.get(r.place) ?? speed(g)
    places.set(r.place, ofPlace)
    weights.set(placed(r), ofPlace * speed(g))
  }
  return { faults, weights, end: 1 / g.magnitude(lives.from, lives.to) }
}

/** The weights of a system's instances in a mix: of faults 0, for they come by their rates. */
export const instanceWeights = (flat: FlatSystem, mix: Mix): Float64Array => Float64Array.from(flat.instances, (x) => mix.weights.get(placed(x.rule)) ?? 0)

/** What happens once faults have stopped: everything that is fair, each as often as any other. */
export const fairWeights = (flat: FlatSystem): Float64Array => Float64Array.from(flat.instances, (x) => (x.rule.by === "fault" || x.rule.fair === "none" ? 0 : 1))

/** What may happen and need not, such as submission or the suspicion that a path is broken. */
export const optionalWeights = (flat: FlatSystem): Float64Array => Float64Array.from(flat.instances, (x) => (x.rule.by !== "fault" && x.rule.fair === "none" ? 1 : 0))

/** A mix in words: its faults, and what is slow. */
export const printMix = (kinds: readonly FaultKind[], mix: Mix): string => {
  const often = (p: number): string => `1 in ${Math.round(1 / p).toLocaleString("en-US")}`
  const faults = mix.faults.map((f) => {
    const k = kinds[f.kind] as FaultKind
    return `${k.id} ${often(f.rate)}${f.isShared ? `, the whole ${k.strikes}` : ""}`
  })
  const slow = [...mix.weights].filter(([, w]) => w < 0.1).map(([id, w]) => `${id} ${often(w)}`)
  return `faults: ${faults.length === 0 ? "none" : faults.join("; ")}${slow.length === 0 ? "" : `. Slow: ${slow.join("; ")}`}. A life: ${Math.round(1 / mix.end).toLocaleString("en-US")} firings`
}
