/**
 * Compares what a system forgets with its whole graph: in every reachable state the conditions of forgetting, those of
 * every instance and the properties are the same after forgetting, and forgetting after a step leads to the same state.
 * That is the obligation that a proof for all sizes owes, tested at one size. The guard of a search asks for something else: that
 * nothing depends on what was forgotten. What passes the one and not the other has a condition that is itself forgotten.
 */
import { Emitter } from "../explorer/emit.ts"
import { explore } from "../explorer/explore.ts"
import { kernelOf, type Kernel } from "../explorer/kernel.ts"
import type { FlatSystem } from "../ir/flat.ts"
import type { Node } from "../ir/node.ts"
import { placed } from "../ir/system.ts"

export interface Compared {
  readonly states: number
  /** States in which something is forgotten. */
  readonly changed: number
  /** What is not the same, and in which state: its number in the whole graph. */
  readonly difference?: { readonly state: number; readonly what: string }
}

interface Observed {
  readonly name: string
  readonly node: Node
}
/** What verdicts depend on. Witnesses are left out: those that forgetting hides are sought where nothing is forgotten. */
const observed = (flat: FlatSystem): readonly Observed[] => [
  { name: "quiescent", node: flat.quiescent },
  ...flat.properties.flatMap((p): readonly Observed[] => {
    const name = placed(p.property)
    if (p.property.kind === "leadsTo") return [p.given, p.holds, ...(p.assume === undefined ? [] : [p.assume])].map((node) => ({ name, node }))
    if (p.property.kind === "invariant" || p.property.kind === "forbidden") return [{ name, node: p.property.kind === "forbidden" ? flat.nodes.and(p.given, p.holds) : flat.nodes.implies(p.given, p.holds) }]
    return []
  }),
  ...flat.refinements.flatMap((r) => r.as.map((node) => ({ name: r.refinement.id, node }))),
]

/** The values of some expressions in the state that stands in `words`. */
const observer = (kernel: Kernel, list: readonly Observed[]): ((words: Int32Array) => readonly (number | boolean)[]) => {
  const e = new Emitter(kernel.layout, kernel.flat.cells)
  e.block(list.map((o) => o.node))
  const values = list.map((o) => e.text(o.node)).join(",")
  const make = new Function(`return function(s){const b=0;${e.head.join("")}${e.lines()}return [${values}]}`) as () => (words: Int32Array) => readonly (number | boolean)[]
  return make()
}

class Comparison {
  readonly #whole: Kernel
  readonly #forget: (words: Int32Array) => Int32Array
  readonly #dead: (words: Int32Array) => number
  readonly #list: readonly Observed[]
  readonly #observe: (words: Int32Array) => readonly (number | boolean)[]
  constructor(whole: Kernel) {
    this.#whole = whole
    const { compiled } = kernelOf(whole.flat, { coverage: false, edges: false, forget: true })
    this.#forget = compiled.forgotten
    this.#dead = compiled.dead
    this.#list = observed(whole.flat)
    this.#observe = observer(whole, this.#list)
  }

  /** What is not the same; undefined if all is, `false` if nothing is forgotten here. */
  differs(state: Int32Array): string | false | undefined {
    const without = this.#forget(state)
    if (isSame(state, without)) return false
    // So all of it can be forgotten at once, and what takes the place of a cell needs no order.
    if (this.#dead(state) !== this.#dead(without)) return "a condition reads what is forgotten"
    const [x, y] = [this.#observe(state), this.#observe(without)]
    const k = x.findIndex((v, i) => v !== y[i])
    return k < 0 ? this.#steps(state, without) : `${this.#list[k]?.name ?? ""} is another`
  }

  #steps(state: Int32Array, without: Int32Array): string | undefined {
    const { flat, compiled, layout: { words } } = this.#whole
    const [a, b] = [compiled.successors(state), compiled.successors(without)]
    const label = (list: Int32Array, k: number): string => flat.instances[list[k] ?? -1]?.label ?? "nothing"
    for (let k = 0; k < Math.max(a.length, b.length); k += words + 1) {
      if (a[k] !== b[k]) return `${label(a, k)} is enabled, and ${label(b, k)} where something is forgotten`
      const [p, q] = [a.subarray(k + 1, k + 1 + words), b.subarray(k + 1, k + 1 + words)]
      if (!isSame(this.#forget(p), this.#forget(q))) return `${label(a, k)} leads elsewhere`
      // Fairness asks whether a step changes anything.
      if (isSame(p, state) !== isSame(q, without)) return `${label(a, k)} changes nothing in one of them`
    }
    return undefined
  }
}
const isSame = (a: Int32Array, b: Int32Array): boolean => a.every((w, k) => w === b[k])

/** Compares on the whole graph. @throws RangeError where that was not explored to its end */
export const compare = async (flat: FlatSystem): Promise<Compared> => {
  const { kernel, cut } = await explore(flat, { coverage: false, edges: false })
  if (cut !== undefined || kernel.compiled.stop() !== undefined) throw new RangeError("only a whole graph can be compared with")
  const comparison = new Comparison(kernel)
  const [store, { words }] = [kernel.compiled.store(), kernel.layout]
  let changed = 0
  for (let i = 0; i < kernel.compiled.expanded(); i++) {
    const what = comparison.differs(store.slice(i * words, (i + 1) * words))
    if (what !== false) changed++
    if (typeof what === "string") return { states: kernel.compiled.states(), changed, difference: { state: i, what } }
  }
  return { states: kernel.compiled.states(), changed }
}
