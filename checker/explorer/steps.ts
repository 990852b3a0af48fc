/** What is judged on steps: properties of two states, and refinement. */
import { codec, type FlatRefinement } from "../ir/flat.ts"
import { Reading } from "../ir/reading.ts"
import { printSource } from "../ir/system.ts"
import { printValue, same, type State } from "../ir/value.ts"
import { isForgetful } from "./counterexample.ts"
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

/** Calls `visit` for every explored step. */
export const eachEdge = (kernel: Kernel, visit: (from: number, to: number, instance: number) => void): void => {
  const c = kernel.compiled
  const [offsets, targets, labels, expanded] = [c.offsets(), c.targets(), c.labels(), c.expanded()]
  for (let from = 0; from < expanded; from++) {
    const end = from + 1 < expanded ? (offsets[from + 1] as number) : targets.length
    for (let e = offsets[from] as number; e < end; e++) visit(from, targets[e] as number, labels[e] as number)
  }
}

/** An obligation that was broken after the search: of a step property on a step, or of a refinement's mapping in a state. */
export interface Broken {
  /** Index into `Kernel.obligations`. */
  readonly which: number
  readonly from: number
  /** The state after the step; undefined where only one state is concerned. */
  readonly to?: number
}

export interface StepVerdict {
  readonly broken: Broken | undefined
  readonly violation: Step | undefined
  /** The premise held on some step. */
  readonly required: boolean
}
/** Judges property `which` on every step. */
export const judgeSteps = (kernel: Kernel, which: number): StepVerdict => {
  // A search that forgets judges each step as it takes it, and ends with the first that is wrong.
  if (isForgetful(kernel)) return { broken: undefined, violation: undefined, required: kernel.compiled.premises[which] === 1 }
  // Where no edges were kept, no step was seen.
  if (kernel.compiled.targets().length === 0) return { broken: undefined, violation: undefined, required: false }
  const { from, to, instance, broken, required } = kernel.compiled.sweep(which)
  return { broken: broken < 0 ? undefined : { which: broken, from, to }, violation: from < 0 || broken >= 0 ? undefined : { from, to, instance }, required }
}

export interface RefinementVerdict {
  readonly broken: Broken | undefined
  /** The step that is none of the service; `instance` is -1 where the state `from` alone is wrong. */
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
  readonly #steps = new Map<number, readonly string[]>()
  /** The first obligation of the service's own rules that a state of it breaks. */
  broken: string | undefined
  constructor(r: FlatRefinement, sizes: Readonly<{ [name: string]: number }>) {
    this.#service = new Reading(r.refinement.service, sizes)
    this.#decode = codec(r.refinement.service, sizes).decode
  }
  id(codes: Int32Array): number {
    const key = codes.join()
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    this.#ids.set(key, this.states.length)
    const state = this.#decode([...codes])
    this.broken ??= this.#brokenIn(state)
    return this.states.push(state) - 1
  }
  #brokenIn(state: State): string | undefined {
    const s = this.#service
    for (const { rule, params, label } of s.instances) {
      const o = s.broken(rule.when.flatMap((c) => c.obligations), state, params)
        ?? (s.enabled(rule, state, params) ? s.broken(rule.obligations, state, params) : undefined)
      if (o !== undefined) return `the service's ${label} breaks ${o.code} ${o.text} (${printSource(o.source)})`
    }
    return undefined
  }
  isInitial(id: number): boolean { return this.#service.initial().every((v, i) => same(v, this.states[id]?.[i] ?? 0)) }
  /** The service's rules that lead from one state to the other: several where the states do not tell them apart. */
  rules(from: number, to: number): readonly string[] {
    const key = from * 2 ** 26 + to
    const known = this.#steps.get(key) ?? this.#find(this.states[from] as State, this.states[to] as State)
    this.#steps.set(key, known)
    return known
  }
  #find(from: State, to: State): readonly string[] {
    const s = this.#service
    return s.instances.filter((x) => s.enabled(x.rule, from, x.params) && s.step(x.rule, from, x.params).every((v, i) => same(v, to[i] as State[number]))).map((x) => x.rule.id)
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
  const taken = new Set<string>()
  const wrong = (from: number, text: string): RefinementVerdict => ({ broken: undefined, violation: { from, to: from, instance: -1 }, text, taken })
  for (let i = 0; i < ids.length; i++) {
    const obligation = c.abstractBroken(which, i)
    if (obligation >= 0) return { broken: { which: obligation, from: i }, violation: undefined, text: "", taken }
    c.abstract(which, i, out)
    ids[i] = abstraction.id(out)
    if (abstraction.broken !== undefined) return wrong(i, `${abstraction.broken} in ${abstraction.print(ids[i] as number)}`)
  }
  if (!abstraction.isInitial(ids[0] as number)) return wrong(0, `the initial state maps to ${abstraction.print(ids[0] as number)}, which is not where the service starts`)
  const violation = eachStep(kernel, (from, to) => {
    const [x, y] = [ids[from] as number, ids[to] as number]
    if (x === y) return false
    const rules = abstraction.rules(x, y)
    for (const id of rules) taken.add(id)
    return rules.length === 0
  })
  const text = violation === undefined ? "" : `the service has no step from ${abstraction.print(ids[violation.from] as number)} to ${abstraction.print(ids[violation.to] as number)}`
  return { broken: undefined, violation, text, taken }
}
