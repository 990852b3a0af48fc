/** Compares the graphs of two kernels: states by their packed words, steps by rule and parameters. */
import { eachEdge } from "../explorer/steps.ts"
import type { Kernel } from "../explorer/kernel.ts"
import { InputError } from "../errors.ts"

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
  readonly #states = new Map<string, number>()
  readonly #labels: ReadonlyMap<string, number>
  readonly #steps = new Set<number>()
  constructor(kernel: Kernel) {
    this.#kernel = kernel
    this.#labels = new Map(kernel.flat.instances.map((x, i) => [x.label, i]))
    const c = kernel.compiled
    const n = c.states()
    if (n * n * kernel.flat.instances.length > Number.MAX_SAFE_INTEGER) throw new InputError(`${kernel.flat.ir.id} has ${n} states: too many to compare graphs with`, "Choose a smaller size.")
    for (let i = 0; i < n; i++) this.#states.set(rowOf(kernel, i), i)
    eachEdge(kernel, (from, to, instance) => { if (!isIdle(kernel, from, to, instance)) this.#steps.add(this.#key(from, instance, to)) })
  }
  #key(from: number, instance: number, to: number): number {
    return (from * this.#kernel.flat.instances.length + instance) * this.#kernel.compiled.states() + to
  }

  relate(other: Kernel): Comparison {
    const cellsOf = (k: Kernel): string => k.flat.cells.map((c) => `${c.path} ${c.most}`).join()
    if (cellsOf(other) !== cellsOf(this.#kernel)) return { relation: "different" }
    const n = other.compiled.states()
    const ids = new Int32Array(n)
    for (let i = 0; i < n; i++) {
      const id = this.#states.get(rowOf(other, i))
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
      if (first === undefined && (label === undefined || !this.#steps.has(this.#key(ids[from] as number, label, ids[to] as number)))) first = [from, to]
    })
    if (first !== undefined) return { relation: "different", from: first[0], to: first[1] }
    return { relation: n === this.#states.size && steps === this.#steps.size ? "equal" : "inside" }
  }
}

const isIdle = (kernel: Kernel, from: number, to: number, instance: number): boolean => {
  if (from !== to) return false
  const rule = kernel.flat.instances[instance]?.rule
  return rule?.by === "fault" && rule.hidden
}

const rowOf = (kernel: Kernel, i: number): string => {
  const w = kernel.layout.words
  return kernel.compiled.store().subarray(i * w, (i + 1) * w).join()
}
