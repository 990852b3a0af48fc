/** How the fields that act as modes change, taken from the whole reachable graph: not what rules could do, but what they do. */
import { flatten } from "../ir/flat.ts"
import { sizesOf } from "../ir/reading.ts"
import type { Sizes, SystemIr } from "../ir/system.ts"
import { explore } from "./explore.ts"
import type { Kernel } from "./kernel.ts"
import { maskOf } from "./layout.ts"
import { eachEdge } from "./steps.ts"

export interface Transition {
  readonly from: string
  readonly to: string
  /** The ids of the rules by which it happens, in the order of the system. */
  readonly rules: readonly string[]
}
/** The values of one field of the state, and how it goes from one to another. */
export interface StateDiagram {
  readonly system: string
  readonly size: string
  readonly sizes: Sizes
  /** The field's path: `b.sleeper.mode`. */
  readonly path: string
  /** The values that are reached, as the field declares them. */
  readonly states: readonly string[]
  readonly initial: string
  /** Steps that leave the value as it is are not among them. */
  readonly transitions: readonly Transition[]
  /** Values that are declared and never reached. */
  readonly unreached: readonly string[]
  /** What was explored for it. */
  readonly run: { readonly states: number; readonly transitions: number }
}

interface Field {
  readonly path: string
  readonly values: readonly string[]
  readonly word: number
  readonly shift: number
  readonly mask: number
}
/** The fields of a system that are enumerations by themselves, not within a sequence, where the packed state has them. */
const fieldsOf = (kernel: Kernel): readonly Field[] =>
  kernel.flat.ir.leaves.flatMap((l) => {
    if (l.sort.kind !== "enum" || l.ghost) return []
    const place = kernel.layout.places[kernel.flat.cells.findIndex((c) => c.path === l.path)]
    return place === undefined ? [] : [{ path: l.path, values: l.sort.values, word: place.word, shift: place.shift, mask: place.bits === 0 ? 0 : maskOf(place.bits) }]
  })

/** For each pair of values of a field, the rules that lead from one to the other. */
class Seen {
  readonly field: Field
  readonly #rules: Set<number>[]
  readonly #words: number
  readonly #store: Int32Array
  readonly reached = new Set<number>()
  constructor(field: Field, kernel: Kernel) {
    this.field = field
    this.#words = kernel.layout.words
    this.#store = kernel.compiled.store()
    this.#rules = Array.from({ length: field.values.length ** 2 }, () => new Set<number>())
  }
  code(state: number): number { return ((this.#store[state * this.#words + this.field.word] as number) >>> this.field.shift) & this.field.mask }
  step(from: number, to: number, instance: number): void {
    const [x, y] = [this.code(from), this.code(to)]
    if (x !== y) this.#rules[x * this.field.values.length + y]?.add(instance)
  }
  between(x: number, y: number): ReadonlySet<number> { return this.#rules[x * this.field.values.length + y] ?? new Set() }
}

const diagramOf = (kernel: Kernel, seen: Seen): StateDiagram => {
  const { flat, compiled } = kernel
  const { values, path } = seen.field
  const order = flat.ir.rules.map((r) => r.id)
  const transitions = values.flatMap((from, x) => values.flatMap((to, y): readonly Transition[] => {
    const ids = new Set([...seen.between(x, y)].map((i) => flat.instances[i]?.rule.id ?? ""))
    return ids.size === 0 ? [] : [{ from, to, rules: [...ids].toSorted((a, b) => order.indexOf(a) - order.indexOf(b)) }]
  }))
  return {
    system: flat.ir.id, size: flat.sizeName, sizes: flat.sizes, path, transitions,
    states: values.filter((_, code) => seen.reached.has(code)), unreached: values.filter((_, code) => !seen.reached.has(code)),
    initial: values[seen.code(0)] as string, run: { states: compiled.states(), transitions: compiled.targets().length },
  }
}

/** The diagrams of a system, one for each field that is an enumeration. Empty if its search did not run to the end: a part of the graph proves no diagram. */
export const stateDiagrams = async (ir: SystemIr, size = "small"): Promise<readonly StateDiagram[]> => {
  const { kernel, cut } = await explore(flatten(ir, sizesOf(ir, size), size), { coverage: false })
  if (cut !== undefined || kernel.compiled.stop() !== undefined) return []
  const all = fieldsOf(kernel).map((f) => new Seen(f, kernel))
  if (all.length === 0) return []
  for (let i = 0; i < kernel.compiled.states(); i++) for (const s of all) s.reached.add(s.code(i))
  eachEdge(kernel, (from, to, instance) => { for (const s of all) s.step(from, to, instance) })
  return all.map((s) => diagramOf(kernel, s))
}
