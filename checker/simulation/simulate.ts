/** Simulates a system: runs it to its end or to a limit, tells a failure as a counterexample, and says what was not seen. */
import { setImmediate } from "node:timers/promises"
import type { Counterexample } from "../explorer/counterexample.ts"
import { fixedBySize } from "../explorer/coverage.ts"
import { flatten, type FlatProperty, type FlatSystem } from "../ir/flat.ts"
import { sizesOf } from "../ir/reading.ts"
import { placed, type RuleIr, type Sizes, type SystemIr } from "../ir/system.ts"
import { simulationKernel, type SimulationKernel } from "./kernel.ts"
import { printMix } from "./mix.ts"
import type { End, Site } from "./placement.ts"
import type { Population } from "./population.ts"
import { eventsOf, Simulation, type Failure, type SimulationSetting } from "./run.ts"
import { shrunk } from "./shrink.ts"
import { storyOf } from "./story.ts"

export interface SimulateOptions {
  /** One of the system's sizes; default `small`. */
  readonly size?: string
  /** The size of channels between super-nodes; default as `size`. */
  readonly farSize?: string
  readonly site: Site
  readonly seed: number
  readonly steps: number
  readonly firstRound?: number
  readonly limitSeconds?: number
  /** How long a run is that should have seen everything; default `long_enough`. */
  readonly enough?: { readonly steps: number; readonly mixes: number }
  readonly signal?: AbortSignal
  readonly onProgress?: (p: { readonly steps: number; readonly seconds: number }) => void
}

export type SimulateVerdict = "holds" | "violated" | "no progress" | "vacuous" | "inconclusive"

export interface FailureReport {
  readonly channel: number
  readonly ends: readonly [End, End]
  /** The size of the failing channel. */
  readonly size: string
  readonly sizes: Sizes
  readonly round: number
  /** With the round, what repeats it. */
  readonly steps: number
  readonly mix: string
  /** How many events the channel had before it was shrunk. */
  readonly events: number
  readonly isShown: boolean
  readonly counterexample: Counterexample
}

export interface SimulateResult {
  readonly system: string
  readonly size: string
  readonly farSize: string | undefined
  readonly sizes: Sizes
  readonly verdict: SimulateVerdict
  readonly cut: "seconds" | "interrupted" | undefined
  readonly seed: number
  readonly site: Site
  readonly near: number
  readonly far: number
  readonly steps: number
  readonly recovery: number
  readonly rounds: number
  readonly mixes: number
  readonly finished: number
  readonly rested: number
  readonly seconds: number
  readonly firingsPerSecond: number
  /** By `place.rule`, in the order of the system. */
  readonly firings: readonly { readonly id: string; readonly by: RuleIr["by"]; readonly count: number }[]
  /** Of the firings that brought channels to rest, those of what may happen and need not, but for submission. */
  readonly helped: readonly { readonly id: string; readonly count: number }[]
  readonly properties: readonly { readonly id: string; readonly verdict: "holds" | "violated" | "reached" | "unreached" | "not-run" }[]
  /** What the run should have seen, and did not. */
  readonly vacuous: readonly string[]
  /** What it did not see, and was too short to be sure to see. */
  readonly unseen: readonly string[]
  readonly failure: FailureReport | undefined
}

/**
 * A run of so many firings and mixes should have seen every rule fire, and every premise hold. The rarest rule of the
 * registry is that of `ring.sealed` that refuses a torn slot: it fires once in some seven million firings.
 */
export const long_enough = { steps: 100_000_000, mixes: 64 } as const

/** Firings between two looks at the clock and at the signal. */
const slice_firings = 50_000

const sumOver = (populations: readonly Population[], of: (p: Population) => Float64Array, is: (r: RuleIr) => boolean): number =>
  populations.reduce((sum, p) => sum + p.kernel.flat.instances.reduce((n, x) => (is(x.rule) ? n + (of(p)[x.index] as number) : n), 0), 0)

/** The rules, once for each place. */
const rulesOf = (ir: SystemIr): readonly RuleIr[] => [...new Map(ir.rules.map((r) => [placed(r), r])).values()]

/** A rule some instance of which may fire at this size. */
const mayFire = (flat: FlatSystem, id: string): boolean => flat.instances.some((x) => x.rule.id === id && !x.conjuncts.some((c) => c.node.op === "lit" && c.node.value === false))

const isAsked = (flat: FlatSystem, p: FlatProperty): boolean => {
  const isFixed = fixedBySize(flat)
  return (p.property.kind === "invariant" || p.property.kind === "step") && !isFixed(p.property.given) && !isFixed(p.property.holds)
}

/** What no channel saw: rules that never fired, by their ids, and premises that never held. */
const unseenBy = (populations: readonly Population[], ir: SystemIr): readonly string[] => {
  const rules = [...new Set(ir.rules.map((r) => r.id))].filter((id) => populations.some((p) => p.count > 0 && mayFire(p.kernel.flat, id)))
  const never = rules.filter((id) => sumOver(populations, (p) => p.fired, (r) => r.id === id) === 0)
  const premises = ir.properties.flatMap((property, k) => {
    const asked = populations.filter((p) => p.count > 0 && isAsked(p.kernel.flat, p.kernel.flat.properties[k] as FlatProperty))
    return asked.length > 0 && asked.every((p) => p.channels.seen[k] === 0) ? [placed(property)] : []
  })
  return [...never.map((id) => `${id} never fired`), ...premises.map((id) => `${id} was never required: its premise held in no state that was seen`)]
}

/** Properties of runs are not judged on runs that are cut, and a refinement is judged on whole graphs. */
const propertiesOf = (populations: readonly Population[], ir: SystemIr, broken: string | undefined): SimulateResult["properties"] => [
  ...ir.properties.map((p, k): SimulateResult["properties"][number] => {
    const id = placed(p)
    if (p.kind === "leadsTo") return { id, verdict: "not-run" }
    if (p.kind === "reachable") return { id, verdict: populations.some((x) => x.channels.seen[k] === 1) ? "reached" : "unreached" }
    return { id, verdict: id === broken ? "violated" : "holds" }
  }),
  ...ir.refinements.map((r) => ({ id: r.id, verdict: "not-run" as const })),
]

const reportOf = (setting: SimulationSetting, simulation: Simulation, f: Failure): FailureReport => {
  const { kernel } = simulation.popOf(f.channel)
  const events = eventsOf(setting, f)
  const found = shrunk(kernel, f.what, events)
  return {
    channel: f.channel, ends: simulation.placement.endsOf(f.channel), size: kernel.flat.sizeName, sizes: kernel.flat.sizes,
    round: f.round, steps: f.steps, mix: printMix(simulation.kinds, f.mix), events: events.length,
    isShown: found.isShown, counterexample: storyOf(kernel, found.what, found.events, found.isShown),
  }
}

const kernelAt = (ir: SystemIr, size: string): SimulationKernel => simulationKernel(flatten(ir, sizesOf(ir, size), size))

/** Plays until the end or a limit. */
const play = async (simulation: Simulation, o: SimulateOptions): Promise<{ readonly cut: SimulateResult["cut"]; readonly seconds: number }> => {
  const from = performance.now()
  const seconds = (): number => (performance.now() - from) / 1000
  for (let shown = 0; ;) {
    if (simulation.run(slice_firings)) return { cut: undefined, seconds: seconds() }
    if (o.limitSeconds !== undefined && seconds() >= o.limitSeconds) return { cut: "seconds", seconds: seconds() }
    if (seconds() - shown > 0.2) {
      shown = seconds()
      o.onProgress?.({ steps: simulation.steps, seconds: shown })
      await setImmediate()
    }
    if (o.signal?.aborted === true) return { cut: "interrupted", seconds: seconds() }
  }
}

/**
 * Simulates a system.
 *
 * @throws InputError for a size that it lacks, a site without channels, or a system that is too large
 */
export const simulate = async (ir: SystemIr, o: SimulateOptions): Promise<SimulateResult> => {
  const size = o.size ?? "small"
  const near = kernelAt(ir, size)
  const setting: SimulationSetting = {
    near, site: o.site, seed: o.seed, steps: o.steps,
    ...(o.farSize === undefined || o.farSize === size ? {} : { far: kernelAt(ir, o.farSize) }),
    ...(o.firstRound === undefined ? {} : { firstRound: o.firstRound }),
  }
  const simulation = new Simulation(setting)
  const { cut, seconds } = await play(simulation, o)
  return { ...summary(ir, simulation, setting, cut, o.enough ?? long_enough), size, farSize: o.farSize, seconds, firingsPerSecond: Math.round((simulation.steps + simulation.recovery) / Math.max(seconds, 1e-6)) }
}

const verdictOf = (f: Failure | undefined, cut: SimulateResult["cut"], vacuous: readonly string[]): SimulateVerdict => {
  if (f !== undefined) return f.what.kind === "property" || f.what.kind === "obligation" ? "violated" : "no progress"
  return cut !== undefined ? "inconclusive" : vacuous.length > 0 ? "vacuous" : "holds"
}

const summary = (ir: SystemIr, simulation: Simulation, setting: SimulationSetting, cut: SimulateResult["cut"], enough: NonNullable<SimulateOptions["enough"]>): Omit<SimulateResult, "size" | "farSize" | "seconds" | "firingsPerSecond"> => {
  const { populations, failure: f, steps, mixes } = simulation
  const missed = f === undefined ? unseenBy(populations, ir) : []
  const isLong = steps >= enough.steps && mixes >= enough.mixes
  const vacuous = isLong ? missed : []
  const counted = (r: RuleIr, of: (p: Population) => Float64Array): number => sumOver(populations, of, (x) => placed(x) === placed(r))
  return {
    system: ir.id, sizes: setting.near.flat.sizes, verdict: verdictOf(f, cut, vacuous), cut, seed: setting.seed, site: setting.site,
    near: simulation.placement.near, far: setting.site.channels - simulation.placement.near,
    steps, recovery: simulation.recovery, rounds: simulation.rounds, mixes, finished: simulation.finished, rested: simulation.rested,
    firings: rulesOf(ir).map((r) => ({ id: placed(r), by: r.by, count: counted(r, (p) => p.fired) })),
    helped: rulesOf(ir).filter((r) => r.by === "world").map((r) => ({ id: placed(r), count: counted(r, (p) => p.helped) })).filter((r) => r.count > 0),
    properties: propertiesOf(populations, ir, f?.what.kind === "property" ? placed(ir.properties[f.what.which] as SystemIr["properties"][number]) : undefined),
    vacuous, unseen: isLong ? [] : missed,
    failure: f === undefined ? undefined : reportOf(setting, simulation, f),
  }
}
