/** Channels that are one system at one size: their rows, and what is counted of them. */
import type { Channels, SimulationKernel } from "./kernel.ts"
import { endsOf, fairWeights, optionalWeights, type FaultKind } from "./mix.ts"

export interface Population {
  readonly kernel: SimulationKernel
  readonly channels: Channels
  readonly words: number
  /** The number of its first channel. */
  readonly first: number
  readonly count: number
  readonly fair: Float64Array
  readonly optional: Float64Array
  /** For each kind of fault its instances at end 0, and at end 1; what is at no end is among the first. */
  readonly faults: readonly (readonly [readonly number[], readonly number[]])[]
  /** How often each instance fired, and how often of that it was what need not happen that helped a channel to rest. */
  readonly fired: Float64Array
  readonly helped: Float64Array
  /** For each mix of the round, how often each instance is tried. */
  weights: readonly Float64Array[]
}

const faultsOf = (kernel: SimulationKernel, kinds: readonly FaultKind[]): Population["faults"] => {
  const [, second] = endsOf(kernel.flat.ir)
  return kinds.map((k) => {
    const own = kernel.flat.instances.filter((x) => x.rule.by === "fault" && k.isOf(x.rule))
    const isSecond = (place: string): boolean => k.strikes === "node" && place === second
    return [own.filter((x) => !isSecond(x.rule.place)).map((x) => x.index), own.filter((x) => isSecond(x.rule.place)).map((x) => x.index)] as const
  })
}

/** So many channels, of which the first has this number. */
export const populationOf = (kernel: SimulationKernel, first: number, count: number, kinds: readonly FaultKind[]): Population => ({
  kernel, first, count, channels: kernel.make(count), words: kernel.layout.words,
  fair: fairWeights(kernel.flat), optional: optionalWeights(kernel.flat), faults: faultsOf(kernel, kinds),
  fired: new Float64Array(kernel.flat.instances.length), helped: new Float64Array(kernel.flat.instances.length), weights: [],
})
