/** What a state, and the run to it, say to the properties of the system. */
import { whyFalse, type Run } from "../explorer/counterexample.ts"
import type { Env } from "../ir/interpret.ts"
import type { Reading } from "../ir/reading.ts"
import { placed, type PropertyIr, type SystemIr } from "../ir/system.ts"
import type { State } from "../ir/value.ts"

/** Whether a property speaks of this state or step, and whether what it says is true there. */
const said = (reading: Reading, p: PropertyIr, env: Env): boolean | undefined =>
  reading.evaluate(p.given, env) === true ? reading.evaluate(p.holds, env) === true : undefined

/** Why a property is broken in a state or on a step; nothing where it is not. */
const broken = (reading: Reading, p: PropertyIr, state: State, after?: State): readonly string[] => {
  const env: Env = { state, params: {}, ...(after === undefined ? {} : { after }) }
  const obligation = reading.broken(p.obligations, state, {}, after)
  if (obligation !== undefined) return [`${obligation.code} ${obligation.text}`]
  const holds = said(reading, p, env)
  if (p.kind === "forbidden") return holds === true ? ["this state is forbidden"] : []
  return holds === false ? whyFalse({ reading, state, ...(after === undefined ? {} : { after }) }, p.holds) : []
}

/** The lines of `check`: what is violated here or was on the way, which witnesses this state is, and whether the system may rest here. */
export const judgeHere = (ir: SystemIr, reading: Reading, run: Run): readonly string[] => {
  const states = [run.initial, ...run.steps.map((s) => s.state)]
  const here = states.at(-1) as State
  const violated = ir.properties.flatMap((p) => {
    if (p.kind === "invariant" || p.kind === "forbidden") return broken(reading, p, here).map((why) => `violated: ${placed(p)}: ${why}`)
    if (p.kind !== "step") return []
    return states.slice(1).flatMap((after, i) => broken(reading, p, states[i] as State, after).map((why) => `violated: ${placed(p)} on step ${i + 1}: ${why}`))
  })
  const reached = ir.properties.filter((p) => p.kind === "reachable" && said(reading, p, { state: here, params: {} }) === true).map((p) => `witness: ${placed(p)}`)
  return [
    ...(violated.length === 0 ? ["every invariant holds here, and every step property on each step to here"] : violated),
    ...reached, restLine(ir, reading, here),
  ]
}

/** Whether the system may rest in a state, and if not, what is still open. */
export const restLine = (ir: SystemIr, reading: Reading, state: State): string => {
  const open = whyFalse({ reading, state }, ir.quiescent.node)
  return open.length === 0 ? "the system may rest here" : `the system may not rest here: ${open.join(" · ")}`
}
