/** Lets a system go on by itself, always in the same order, until nothing moves. */
import type { Run, RunStep } from "../explorer/counterexample.ts"
import type { Reading } from "../ir/reading.ts"
import { placed, type RuleIr } from "../ir/system.ts"
import type { State } from "../ir/value.ts"
import { limit_steps } from "./actions.ts"

const keyOf = (state: State): string => JSON.stringify(state)

/** One step of a rule. An obligation that is broken keeps it from being taken, and is named. */
export const stepBy = (reading: Reading, rule: RuleIr, params: RunStep["params"], state: State): RunStep | string => {
  const broken = reading.broken(rule.obligations, state, params)
  return broken === undefined ? { rule, params, state: reading.step(rule, state, params) } : `${placed(rule)} cannot be finished: ${broken.code} ${broken.text}`
}

export interface Settled {
  readonly steps: Run["steps"]
  /** Why it ended before nothing could move. */
  readonly wrong?: string
}
/**
 * Takes step after step: the first instance in the order of the system, world rules before protocol rules, that leads to
 * a state in which this settling has not been. Faults never happen. What only leads back is passed over, because it could
 * go on for ever and show nothing new.
 */
export const settle = (reading: Reading, from: State, all: boolean): Settled => {
  const by = (what: RuleIr["by"]): Reading["instances"] => reading.instances.filter((x) => x.rule.by === what)
  const instances = [...by("world"), ...(all ? by("protocol") : [])]
  const known = new Set([keyOf(from)])
  const steps: RunStep[] = []
  let state = from
  for (;;) {
    let taken: RunStep | undefined
    for (const { rule, params } of instances) {
      if (!reading.enabled(rule, state, params)) continue
      const step = stepBy(reading, rule, params, state)
      if (typeof step === "string") return { steps, wrong: step }
      if (known.has(keyOf(step.state))) continue
      taken = step
      break
    }
    if (taken === undefined) return { steps }
    if (steps.length === limit_steps) return { steps, wrong: `something still moves after ${limit_steps} steps` }
    steps.push(taken)
    state = taken.state
    known.add(keyOf(state))
  }
}
