/**
 * Runs of the system itself, for runs between states in which something was forgotten: the same rules with the same
 * parameters, from the initial state on. The guard has seen that each of them is enabled and leads to a state that is
 * the same but for what is forgotten, so a step that cannot be taken is a bug of ours.
 */
import type { RunStep } from "../explorer/counterexample.ts"
import type { FlatInstance, FlatSystem } from "../ir/flat.ts"
import { same, type State } from "../ir/value.ts"

const stepBy = (flat: FlatSystem, state: State, x: FlatInstance): RunStep => {
  if (!flat.reading.enabled(x.rule, state, x.params)) throw new Error(`${x.label} is not enabled in the run that it was seen in: what ${flat.ir.id} forgets mattered`)
  return { rule: x.rule, params: x.params, state: flat.reading.step(x.rule, state, x.params) }
}

/** The run along these instances, by their indices, from a state on. */
export const runAlong = (flat: FlatSystem, from: State, labels: readonly number[]): readonly RunStep[] => {
  const steps: RunStep[] = []
  for (const label of labels) steps.push(stepBy(flat, steps.at(-1)?.state ?? from, flat.instances[label] as FlatInstance))
  return steps
}

const isSame = (x: State, y: State): boolean => x.every((v, i) => same(v, y[i] as State[number]))

/**
 * The run that repeats a cycle for ever. Where it closes but for what is forgotten it is gone round until it closes:
 * there are finitely many states.
 */
export const lassoAlong = (flat: FlatSystem, prefix: readonly number[], cycle: readonly number[]): { readonly steps: readonly RunStep[]; readonly cycle: number } => {
  const initial = flat.reading.initial()
  const steps = [...runAlong(flat, initial, prefix)]
  if (cycle.length === 0) return { steps, cycle: steps.length }
  const turns: { readonly at: number; readonly state: State }[] = []
  for (;;) {
    const state = steps.at(-1)?.state ?? initial
    const known = turns.find((t) => isSame(t.state, state))
    if (known !== undefined) return { steps, cycle: known.at }
    turns.push({ at: steps.length, state })
    steps.push(...runAlong(flat, state, cycle))
  }
}
