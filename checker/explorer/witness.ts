/** Witnesses that a search which forgets cannot see: they are looked for where nothing is forgotten, only until they are found. */
import type { FlatSystem } from "../ir/flat.ts"
import { placed } from "../ir/system.ts"
import { runTo, type Counterexample } from "./counterexample.ts"
import { explore, type ExploreOptions } from "./explore.ts"
import type { Kernel } from "./kernel.ts"

/** The indices of the witnesses that a search has not come by. */
export const unseen = (kernel: Kernel): readonly number[] =>
  kernel.flat.properties.flatMap((p, k) => (p.property.kind === "reachable" && (kernel.compiled.witnesses[k] ?? -1) < 0 ? [k] : []))

/** A run to the first state that a search met of a property. */
export const runToWitness = (kernel: Kernel, k: number): Counterexample | undefined => {
  const [p, i] = [kernel.flat.properties[k], kernel.compiled.witnesses[k] ?? -1]
  return p === undefined || i < 0 ? undefined : { id: placed(p.property), run: runTo(kernel, i), because: [] }
}

export interface Sought {
  /** Runs to witnesses, by the indices of the properties. */
  readonly runs: ReadonlyMap<number, Counterexample>
  /** Every state was seen: what was not found is not reached. */
  readonly isWhole: boolean
}
export const nothingSought: Sought = { runs: new Map(), isWhole: true }

/** Looks for these witnesses within the limits. */
export const seek = async (flat: FlatSystem, wanted: readonly number[], o: ExploreOptions): Promise<Sought> => {
  if (wanted.length === 0) return nothingSought
  const isSeen = (kernel: Kernel): boolean => wanted.every((k) => (kernel.compiled.witnesses[k] ?? -1) >= 0)
  const { kernel, cut } = await explore(flat, { ...o, forget: false, coverage: false, edges: false, until: isSeen })
  const runs = new Map(wanted.flatMap((k): readonly (readonly [number, Counterexample])[] => {
    const found = runToWitness(kernel, k)
    return found === undefined ? [] : [[k, found]]
  }))
  return { runs, isWhole: cut === undefined }
}
