/** A run of the system from its first state, and why it is shown. */
import { codec, type Codec } from "../ir/flat.ts"
import { operand, walk, type Node } from "../ir/node.ts"
import { namesIn, printNode } from "../ir/print.ts"
import type { Params, Reading } from "../ir/reading.ts"
import type { RuleIr, SystemIr } from "../ir/system.ts"
import { printValue, type State, type Value } from "../ir/value.ts"
import type { Kernel } from "./kernel.ts"
import { unpack } from "./layout.ts"
import { runAlong } from "../reduction/replay.ts"

export interface RunStep {
  readonly rule: RuleIr
  readonly params: Params
  /** The state after the step. */
  readonly state: State
  /** No step, but an attempt at one that is not enabled; only in runs that are to be shown. */
  readonly isRefused?: true
}
export interface Run {
  readonly initial: State
  readonly steps: readonly RunStep[]
  /** The run never ends: the steps behind so many are repeated for ever. Where there are none, nothing happens any more. */
  readonly cycle?: number
}
export interface Counterexample {
  /** What is broken: the id of a property, or `deadlock`, `completion`, or a rule's id for an obligation. */
  readonly id: string
  readonly run: Run
  /** Why: which conjunct or leaf of the property broke, with the values that it reads. */
  readonly because: readonly string[]
  /** For an obligation of an effect: the step that could not be finished. */
  readonly attempted?: { readonly rule: RuleIr; readonly params: Params }
}

const codecs = new WeakMap<Kernel, Codec>()
const codecOf = (kernel: Kernel): Codec => {
  const known = codecs.get(kernel) ?? codec(kernel.flat.ir, kernel.flat.sizes)
  codecs.set(kernel, known)
  return known
}

/** True for a kernel that forgets: its states are no longer states of the system. */
export const isForgetful = (kernel: Kernel): boolean => kernel.refusals !== undefined

/** The state with this index; of a kernel that forgets, the state at the end of the run to it. */
export const stateAt = (kernel: Kernel, index: number): State => {
  if (isForgetful(kernel)) {
    const { initial, steps } = runTo(kernel, index)
    return steps.at(-1)?.state ?? initial
  }
  const l = kernel.layout
  return codecOf(kernel).decode(unpack(l, kernel.compiled.store(), index * l.words))
}

/** The indices of the states from the first to this one, by the parents that the search kept: a shortest run. */
const pathTo = (kernel: Kernel, index: number): readonly number[] => {
  const parents = kernel.compiled.parents()
  const path: number[] = []
  for (let i = index; i >= 0; i = parents[i] as number) path.push(i)
  return path.toReversed()
}

const rowAt = (kernel: Kernel, index: number): Int32Array => kernel.compiled.store().slice(index * kernel.layout.words, (index + 1) * kernel.layout.words)

/** The instance that leads from one stored state to another. */
const instanceBetween = (kernel: Kernel, from: number, to: number): number => {
  const { words } = kernel.layout
  const found = kernel.compiled.successors(rowAt(kernel, from))
  const goal = rowAt(kernel, to)
  for (let k = 0; k < found.length; k += words + 1) if (goal.every((w, j) => w === found[k + 1 + j])) return found[k] as number
  throw new RangeError(`no step leads from state ${from} to state ${to}`)
}

/** The instances along stored states. */
const labelsOf = (kernel: Kernel, path: readonly number[]): readonly number[] => path.slice(1).map((to, i) => instanceBetween(kernel, path[i] as number, to))

/** The run along stored states: a shortest one to `index`, then the given further states. `last` is an instance to end with, whose state is not stored. */
export const runTo = (kernel: Kernel, index: number, further: readonly number[] = [], last?: number): Run => {
  const path = [...pathTo(kernel, index), ...further]
  if (isForgetful(kernel)) {
    const initial = kernel.flat.reading.initial()
    return { initial, steps: runAlong(kernel.flat, initial, [...labelsOf(kernel, path), ...(last === undefined ? [] : [last])]) }
  }
  const steps = path.slice(1).map((to, i): RunStep => {
    const x = kernel.flat.instances[instanceBetween(kernel, path[i] as number, to)]
    if (x === undefined) throw new RangeError("a step without an instance")
    return { rule: x.rule, params: x.params, state: stateAt(kernel, to) }
  })
  return { initial: stateAt(kernel, path[0] as number), steps }
}

interface Scene {
  readonly reading: Reading
  readonly state: State
  readonly after?: State
  readonly params?: Params
}
const valueIn = (s: Scene, n: Node): Value => s.reading.evaluate(n, { state: s.state, params: s.params ?? {}, ...(s.after === undefined ? {} : { after: s.after }) })

/** The smallest parts of a condition that make it false, each with the values that it reads. */
export const whyFalse = (s: Scene, n: Node): readonly string[] => {
  if (valueIn(s, n) === true) return []
  if (n.op === "and") {
    const left = whyFalse(s, operand(n, 0))
    return left.length > 0 ? left : whyFalse(s, operand(n, 1))
  }
  if (n.op === "or") return [...whyFalse(s, operand(n, 0)), ...whyFalse(s, operand(n, 1))]
  if (n.op === "ite") {
    // Only the arm that applies can be at fault. A literal has nothing to say: there the condition is.
    const arm = operand(n, valueIn(s, operand(n, 0)) === true ? 1 : 2)
    if (arm.op !== "lit") return whyFalse(s, arm)
  }
  if (n.op === "not" && operand(n, 0).op === "or") return operand(n, 0).args.flatMap((a) => (valueIn(s, a) === true ? [`${printNode(a)} holds: ${reads(s, a)}`] : []))
  if (n.op === "every") return whyNotEvery(s, n)
  return [`${printNode(n)} fails: ${reads(s, n)}`]
}

const whyNotEvery = (s: Scene, n: Node): readonly string[] => [`${printNode(n)} fails: ${reads(s, n)}`]

/** `path value` for each part of the state, size and parameter that an expression reads. */
export const reads = (s: Scene, n: Node): string => {
  const found = new Map<string, string>()
  const names = namesIn(n)
  walk([n], (x) => {
    if (x.op === "state" || x.op === "after") found.set(printNode(x), printValue(valueIn(s, x)))
    if (x.op === "size") found.set(names(x), printValue(valueIn(s, x)))
    if (x.op === "param" && s.params !== undefined) found.set(names(x), printValue(valueIn(s, x)))
  })
  return [...found].map(([name, v]) => `${name} ${v}`).join(", ")
}

/** One difference between two states: `path: old → new`, the smallest part that changed. */
export const differences = (ir: Pick<SystemIr, "leaves">, before: State, after: State): readonly string[] =>
  ir.leaves.flatMap((l, i) => difference(l.path, before[i] as Value, after[i] as Value))

const difference = (path: string, a: Value, b: Value): readonly string[] => {
  if (a === b) return []
  if (Array.isArray(a) && Array.isArray(b)) return lists(path, a as readonly Value[], b as readonly Value[])
  if (typeof a === "object" && typeof b === "object" && !Array.isArray(a) && !Array.isArray(b)) {
    const [x, y] = [a as { [k: string]: Value }, b as { [k: string]: Value }]
    return Object.keys(x).flatMap((name) => difference(`${path}.${name}`, x[name] as Value, y[name] as Value))
  }
  return printValue(a) === printValue(b) ? [] : [`${path} ${printValue(a)} → ${printValue(b)}`]
}

const lists = (path: string, a: readonly Value[], b: readonly Value[]): readonly string[] => {
  const text = (q: readonly Value[]): readonly string[] => q.map(printValue)
  if (a.length === b.length) return a.flatMap((x, i) => difference(`${path}[${i}]`, x, b[i] as Value))
  const [x, y] = [text(a), text(b)]
  if (b.length === a.length + 1 && x.every((v, i) => v === y[i])) return [`${path} + ${y.at(-1) as string}`]
  if (b.length === a.length - 1 && y.every((v, i) => v === x[i + 1])) return [`${path} − ${x[0] as string}`]
  return [`${path} ${printValue(a)} → ${printValue(b)}`]
}
