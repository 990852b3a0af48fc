/** Completion: from every state a quiescent state can be reached without faults. */
import type { Kernel } from "./kernel.ts"

/** The edges, turned round: the sources of each state's incoming edges whose label is kept. */
export interface Reverse {
  readonly offsets: Float64Array
  readonly sources: Int32Array
}

/** Turns the edge store round, keeping the instances for which `keep` is true. */
export const reverseOf = (kernel: Kernel, expanded: number, keep: (instance: number) => boolean): Reverse => {
  const c = kernel.compiled
  const [states, offsets, targets, labels] = [c.states(), c.offsets(), c.targets(), c.labels()]
  const kept = Uint8Array.from(kernel.flat.instances, (_, i) => (keep(i) ? 1 : 0))
  const starts = new Float64Array(states + 1)
  for (let e = 0; e < targets.length; e++) if (kept[labels[e] as number] === 1) (starts[(targets[e] as number) + 1] as number)++
  for (let i = 0; i < states; i++) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number)
  const sources = new Int32Array(starts[states] as number)
  const fill = starts.slice(0, states)
  for (let i = 0; i < expanded; i++) {
    const end = Math.min(i + 1 < expanded ? (offsets[i + 1] as number) : targets.length, targets.length)
    for (let e = offsets[i] as number; e < end; e++) {
      if (kept[labels[e] as number] !== 1) continue
      const t = targets[e] as number
      sources[fill[t] as number] = i
      fill[t] = (fill[t] as number) + 1
    }
  }
  return { offsets: starts, sources }
}

/** The first state, in the order of discovery, from which no quiescent state can be reached without faults; undefined if there is none. */
export const incomplete = (kernel: Kernel): number | undefined => {
  const c = kernel.compiled
  const states = c.states()
  const reverse = reverseOf(kernel, c.expanded(), (i) => kernel.flat.instances[i]?.rule.by !== "fault")
  const good = new Uint8Array(states)
  const queue = new Int32Array(states)
  let length = 0
  for (let i = 0; i < states; i++) if (c.quiescent(i)) {
    good[i] = 1
    queue[length++] = i
  }
  for (let k = 0; k < length; k++) {
    const i = queue[k] as number
    for (let e = reverse.offsets[i] as number; e < (reverse.offsets[i + 1] as number); e++) {
      const from = reverse.sources[e] as number
      if (good[from] === 1) continue
      good[from] = 1
      queue[length++] = from
    }
  }
  const first = good.indexOf(0)
  return first < 0 ? undefined : first
}
