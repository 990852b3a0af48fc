/** A failing channel as a counterexample: its run in the interpreter, which must break the same, and why it does. */
import { reads, whyFalse, type Counterexample, type Run } from "../explorer/counterexample.ts"
import { placed, printSource } from "../ir/system.ts"
import type { State } from "../ir/value.ts"
import { runAlong } from "../reduction/replay.ts"
import type { SimulationKernel } from "./kernel.ts"
import type { FailureKind } from "./recover.ts"

const insist = (isBroken: boolean, id: string): void => {
  if (!isBroken) throw new Error(`${id} was broken in the compiled run, and is not in the interpreter's`)
}

const lastOf = (run: Run): { readonly state: State; readonly before: State } =>
  ({ state: run.steps.at(-1)?.state ?? run.initial, before: run.steps.at(-2)?.state ?? run.initial })

const ofProperty = (kernel: SimulationKernel, which: number, run: Run): Counterexample => {
  const { flat: { reading, properties } } = kernel
  const property = properties[which]?.property
  if (property === undefined) throw new RangeError("a property that does not exist")
  const { state, before } = lastOf(run)
  const scene = property.kind === "step" ? { reading, state: before, after: state } : { reading, state }
  const env = property.kind === "step" ? { state: before, after: state, params: {} } : { state, params: {} }
  const isForbidden = property.kind === "forbidden"
  insist(reading.evaluate(property.given, env) === true && reading.evaluate(property.holds, env) === isForbidden, placed(property))
  return { id: placed(property), run, because: isForbidden ? [`this state is forbidden: ${reads(scene, property.holds)}`] : whyFalse(scene, property.holds) }
}

const ofObligation = (kernel: SimulationKernel, which: number, run: Run): Counterexample => {
  const { reading } = kernel.flat
  const found = kernel.obligations[which]
  if (found === undefined) throw new RangeError("an obligation that does not exist")
  const { obligation: { obligation: o }, instance, owner } = found
  const { state, before } = lastOf(run)
  const params = instance?.params ?? {}
  const isOfStep = kernel.flat.properties.some((p) => p.property.kind === "step" && p.property.obligations.includes(o))
  insist(reading.broken([o], isOfStep ? before : state, params, isOfStep ? state : undefined) !== undefined, owner)
  let values: string
  try {
    values = reads({ reading, state: isOfStep ? before : state, params, ...(isOfStep ? { after: state } : {}) }, o.holds)
  } catch (error) {
    values = (error as Error).message
  }
  return { id: owner, run, because: [`${o.code} ${o.text} (${printSource(o.source)}): ${values}`], ...(instance === undefined ? {} : { attempted: { rule: instance.rule, params: instance.params } }) }
}

const ofStanding = (kernel: SimulationKernel, what: FailureKind, isShown: boolean, run: Run): Counterexample => {
  const { reading, ir } = kernel.flat
  const { state } = lastOf(run)
  const why = whyFalse({ reading, state }, ir.quiescent.node)
  insist(why.length > 0, "quiescent")
  if (what.kind === "deadlock") {
    insist(!reading.instances.some((x) => x.rule.by !== "fault" && reading.enabled(x.rule, state, x.params)), "deadlock")
    return { id: "deadlock", run, because: ["no protocol or world rule is enabled, and the system may not rest here:", ...why] }
  }
  return { id: "completion", run, because: [isShown ? "from here no run without faults comes to where the system may rest:" : "no rest was found from here, in many fair firings without faults:", ...why] }
}

/** The counterexample of a failure. `isShown`: of a run without progress, that there is none was seen in every state that it leads to. */
export const storyOf = (kernel: SimulationKernel, what: FailureKind, events: readonly number[], isShown = true): Counterexample => {
  const initial = kernel.flat.reading.initial()
  const run: Run = { initial, steps: runAlong(kernel.flat, initial, events) }
  if (what.kind === "property") return ofProperty(kernel, what.which, run)
  return what.kind === "obligation" ? ofObligation(kernel, what.which, run) : ofStanding(kernel, what, isShown, run)
}
