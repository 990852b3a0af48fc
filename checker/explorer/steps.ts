/** What is judged on steps: properties of two states, and refinement. */
import { codec, type FlatRefinement } from "../ir/flat.ts"
import { Reading } from "../ir/reading.ts"
import { printValue, same, type State } from "../ir/value.ts"
import type { Kernel } from "./kernel.ts"

/** A step of the graph: from state `from` to state `to` by instance `instance`. */
export interface Step {
  readonly from: number
  readonly to: number
  readonly instance: number
}

/** Calls `visit` for every explored step, until it returns true; gives back that step. */
export const eachStep = (kernel: Kernel, visit: (from: number, to: number) => boolean): Step | undefined => {
  const c = kernel.compiled
  const [offsets, targets, labels, expanded] = [c.offsets(), c.targets(), c.labels(), c.expanded()]
  for (let from = 0; from < expanded; from++) {
    const end = Math.min(from + 1 < expanded ? (offsets[from + 1] as number) : targets.length, targets.length)
    for (let e = offsets[from] as number; e < end; e++) {
      const to = targets[e] as number
      if (visit(from, to)) return { from, to, instance: labels[e] as number }
    }
  }
  return undefined
}

export interface StepVerdict {
  readonly violation: Step | undefined
  /** The premise held on some step. */
  readonly required: boolean
}
/** Judges property `which` on every step. */
export const judgeSteps = (kernel: Kernel, which: number): StepVerdict => {
  const c = kernel.compiled
  let required = false
  const violation = eachStep(kernel, (from, to) => {
    if (!c.stepGiven(which, from, to)) return false
    required = true
    return !c.stepHolds(which, from, to)
  })
  return { violation, required }
}

export interface RefinementVerdict {
  /** The step that is none of the service; `from` and `to` are 0 where the initial state already maps elsewhere. */
  readonly violation: Step | undefined
  /** What the service would have had to do. */
  readonly text: string
  /** Steps of the service that were taken, by rule id. */
  readonly taken: ReadonlySet<string>
}

/** Numbers the service's states as they appear. */
class Abstraction {
  readonly #service: Reading
  readonly #decode: (codes: readonly number[]) => State
  readonly #ids = new Map<string, number>()
  readonly states: State[] = []
  readonly #steps = new Map<number, string | undefined>()
  constructor(r: FlatRefinement, sizes: Readonly<{ [name: string]: number }>) {
    this.#service = new Reading(r.refinement.service, sizes)
    this.#decode = codec(r.refinement.service, sizes).decode
  }
  id(codes: Int32Array): number {
    const key = codes.join()
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    this.#ids.set(key, this.states.length)
    return this.states.push(this.#decode([...codes])) - 1
  }
  isInitial(id: number): boolean { return this.#service.initial().every((v, i) => same(v, this.states[id]?.[i] ?? 0)) }
  /** The service's rule that leads from one state to the other; undefined if none does. */
  rule(from: number, to: number): string | undefined {
    const key = from * 2 ** 26 + to
    if (!this.#steps.has(key)) this.#steps.set(key, this.#find(this.states[from] as State, this.states[to] as State))
    return this.#steps.get(key)
  }
  #find(from: State, to: State): string | undefined {
    const s = this.#service
    return s.instances.find((x) => s.enabled(x.rule, from, x.params) && s.step(x.rule, from, x.params).every((v, i) => same(v, to[i] as State[number])))?.rule.id
  }
  print(id: number): string { return (this.states[id] as State).map((v, i) => `${this.#service.leaves[i]?.path ?? ""} ${printValue(v)}`).join(", ") }
}

/** Judges refinement `which` on every step. */
export const judgeRefinement = (kernel: Kernel, which: number): RefinementVerdict => {
  const c = kernel.compiled
  const r = kernel.flat.refinements[which] as FlatRefinement
  const abstraction = new Abstraction(r, kernel.flat.sizes)
  const ids = new Int32Array(c.states())
  const out = new Int32Array(r.as.length)
  for (let i = 0; i < ids.length; i++) {
    c.abstract(which, i, out)
    ids[i] = abstraction.id(out)
  }
  const taken = new Set<string>()
  if (!abstraction.isInitial(ids[0] as number)) return { violation: { from: 0, to: 0, instance: -1 }, text: `the initial state maps to ${abstraction.print(ids[0] as number)}, which is not where the service starts`, taken }
  const violation = eachStep(kernel, (from, to) => {
    const [x, y] = [ids[from] as number, ids[to] as number]
    if (x === y) return false
    const rule = abstraction.rule(x, y)
    if (rule !== undefined) taken.add(rule)
    return rule === undefined
  })
  const text = violation === undefined ? "" : `the service has no step from ${abstraction.print(ids[violation.from] as number)} to ${abstraction.print(ids[violation.to] as number)}`
  return { violation, text, taken }
}
