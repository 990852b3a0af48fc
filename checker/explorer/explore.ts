/** Runs a kernel to its end, to a limit, or until somebody interrupts. */
import { totalmem } from "node:os"
import { setImmediate } from "node:timers/promises"
import type { FlatSystem } from "../ir/flat.ts"
import { kernelOf, type Kernel } from "./kernel.ts"

export interface Progress {
  readonly states: number
  readonly waiting: number
  readonly depth: number
  readonly seconds: number
}
export interface ExploreOptions {
  readonly coverage?: boolean
  readonly edges?: boolean
  /** As `KernelOptions` has it. */
  readonly forget?: boolean
  readonly limitStates?: number
  /** In bytes; default six tenths of the machine's memory. */
  readonly limitBytes?: number
  /** Ends the search, asked at each pause. */
  readonly until?: (kernel: Kernel) => boolean
  /** Called a few times a second. */
  readonly onProgress?: (p: Progress) => void
  /** Ends the search at the next pause; what was covered stays. */
  readonly signal?: AbortSignal
}
/** Why a search did not see every state. */
export type Cut = "states" | "memory" | "interrupted"
export interface Exploration {
  readonly kernel: Kernel
  readonly cut: Cut | undefined
  readonly seconds: number
}

/** States between two looks at the clock and at the signal: from few, because a state with many instances takes long, to many. */
const slice_states = { least: 16, most: 65_536 } as const
/** How long a slice should take. */
const slice_seconds = 0.1

/** Explores breadth first. Never throws for want of memory: the search is then cut. */
export const explore = async (flat: FlatSystem, o: ExploreOptions = {}): Promise<Exploration> => {
  const limitBytes = o.limitBytes ?? totalmem() * 0.6
  const kernel = kernelOf(flat, { coverage: o.coverage ?? true, edges: o.edges ?? true, forget: o.forget ?? false, limitBytes, ...(o.limitStates === undefined ? {} : { limitStates: o.limitStates }) })
  const c = kernel.compiled
  const from = performance.now()
  const seconds = (): number => (performance.now() - from) / 1000
  let shown = 0
  let budget: number = slice_states.least
  for (;;) {
    const begun = seconds()
    const done = runSlice(kernel, budget)
    const took = seconds() - begun
    if (took < slice_seconds / 2) budget = Math.min(budget * 2, slice_states.most)
    if (took > slice_seconds) budget = Math.max(budget / 2, slice_states.least)
    if (done === "memory") return { kernel, cut: "memory", seconds: seconds() }
    if (done || o.until?.(kernel) === true) break
    if (seconds() - shown > 0.2) {
      shown = seconds()
      o.onProgress?.({ states: c.states(), waiting: c.states() - c.expanded(), depth: c.depth(), seconds: shown })
      await setImmediate()
    }
    if (o.signal?.aborted === true) return { kernel, cut: "interrupted", seconds: seconds() }
  }
  const kind = c.stop()?.kind
  return { kernel, cut: kind === "states" || kind === "memory" ? kind : undefined, seconds: seconds() }
}

/** V8 says "Array buffer allocation failed" or "Invalid typed array length" where the machine has no more to give. */
export const outOfMemory = (error: unknown): boolean => error instanceof RangeError && /array/i.test(error.message)

const runSlice = (kernel: Kernel, budget: number): boolean | "memory" => {
  try {
    return kernel.compiled.run(budget)
  } catch (error) {
    if (outOfMemory(error)) return "memory"
    throw error
  }
}
