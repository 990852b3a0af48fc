/** Compares the graphs of two kernels: states by their packed words, steps by rule and parameters. */
import { eachEdge } from "../explorer/steps.ts"
import type { Kernel } from "../explorer/kernel.ts"
import { Rows } from "./rows.ts"

/**
 * How a graph stands to the reference: the same, strictly inside it, or neither. Hidden faults that change nothing do
 * not count: no log shows them, no state is entered by them, and neither rest nor fairness asks for faults.
 */
export type Relation = "equal" | "inside" | "different"
/** The relation; where there is one, the first state that the reference lacks, or the first step. */
export interface Comparison {
  readonly relation: Relation
  readonly from?: number
  readonly to?: number
}

/** One explored graph that others are compared with. Both must have been explored with edges, and to their ends. */
export class Reference {
  readonly #kernel: Kernel
  readonly #rows: Rows
  readonly #edges: readonly [offsets: Float64Array, targets: Int32Array, labels: Uint16Array]
  readonly #labels: ReadonlyMap<string, number>
  /** Steps that count. */
  readonly #steps: number
  constructor(kernel: Kernel) {
    this.#kernel = kernel
    this.#rows = new Rows(kernel)
    this.#edges = [kernel.compiled.offsets(), kernel.compiled.targets(), kernel.compiled.labels()]
    this.#labels = new Map(kernel.flat.instances.map((x, i) => [x.label, i]))
    let steps = 0
    eachEdge(kernel, (from, to, instance) => { if (!isIdle(kernel, from, to, instance)) steps++ })
    this.#steps = steps
  }
  /** True if the reference has this step: from a state, an instance leads to one other. */
  #has(from: number, instance: number, to: number): boolean {
    const [offsets, targets, labels] = this.#edges
    const end = from + 1 < this.#kernel.compiled.expanded() ? (offsets[from + 1] as number) : targets.length
    for (let e = offsets[from] as number; e < end; e++) if (labels[e] === instance) return targets[e] === to
    return false
  }

  relate(other: Kernel): Comparison {
    const cellsOf = (k: Kernel): string => k.flat.cells.map((c) => `${c.path} ${c.most}`).join()
    if (cellsOf(other) !== cellsOf(this.#kernel)) return { relation: "different" }
    const [n, store, words] = [other.compiled.states(), other.compiled.store(), other.layout.words]
    const ids = new Int32Array(n)
    for (let i = 0; i < n; i++) {
      const id = this.#rows.find(store, i * words)
      if (id === undefined) return { relation: "different", from: i }
      ids[i] = id
    }
    if (ids[0] !== 0) return { relation: "different", from: 0 }
    let steps = 0
    let first: readonly [number, number] | undefined
    eachEdge(other, (from, to, instance) => {
      if (isIdle(other, from, to, instance)) return
      const label = this.#labels.get(other.flat.instances[instance]?.label ?? "")
      steps++
      if (first === undefined && (label === undefined || !this.#has(ids[from] as number, label, ids[to] as number))) first = [from, to]
    })
    if (first !== undefined) return { relation: "different", from: first[0], to: first[1] }
    return { relation: n === this.#kernel.compiled.states() && steps === this.#steps ? "equal" : "inside" }
  }
}

const isIdle = (kernel: Kernel, from: number, to: number, instance: number): boolean => {
  if (from !== to) return false
  const rule = kernel.flat.instances[instance]?.rule
  return rule?.by === "fault" && rule.hidden
}
