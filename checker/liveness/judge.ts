/** Judges the leads-to properties of a system on its explored graph. */
import { isForgetful, stateAt, whyFalse, type Counterexample, type RunStep } from "../explorer/counterexample.ts"
import type { Kernel } from "../explorer/kernel.ts"
import type { FlatInstance, FlatSystem } from "../ir/flat.ts"
import { lassoAlong } from "../reduction/replay.ts"
import { placed, type RuleIr } from "../ir/system.ts"
import { edgesEnd, type Fairness, type LiveGraph } from "./graph.ts"
import { judgeLeadsTo, type Lasso } from "./leads-to.ts"
import { slice_steps, type Slices } from "./pause.ts"

/**
 * The instances of fairness of a system: a rule at a place with values for its parameters, those apart that the rule
 * lumps together.
 */
export const fairnessOf = (flat: Pick<FlatSystem, "instances">): Fairness => {
  const known = new Map<RuleIr, Map<string, number>>()
  const isStrong: number[] = []
  const instanceOf = flat.instances.map(({ rule, params }) => {
    if (rule.fair === "none") return -1
    const key = JSON.stringify(Object.entries(params).filter(([name]) => !rule.lump.includes(name)))
    const own = known.get(rule) ?? new Map<string, number>()
    known.set(rule, own)
    const found = own.get(key) ?? isStrong.push(rule.fair === "strong" ? 1 : 0) - 1
    own.set(key, found)
    return found
  })
  return { instanceOf: Int32Array.from(instanceOf), isStrong: Uint8Array.from(isStrong) }
}

/** The explored graph as the engine takes it. It shares the explorer's arrays. */
export const liveGraphOf = ({ compiled: c, flat }: Kernel): LiveGraph =>
  ({ states: c.states(), offsets: c.offsets(), targets: c.targets(), labels: c.labels(), parents: c.parents(), fairness: fairnessOf(flat) })

/** What the judge takes beside the graph, in bytes a state: 29 to judge, and 12 more to tell a run. */
export const liveness_bytes = 41

export interface LivenessVerdict {
  readonly verdict: "holds" | "violated" | "vacuous"
  readonly counterexample?: Counterexample
  /** What the claim lacks, where it is vacuous. */
  readonly lacks?: "premise" | "assumption"
}

/** Judges leads-to property `which`. The graph has to be complete: of a part of it nothing follows, not even that a run may end there. */
export const judgeLiveness = function* (kernel: Kernel, graph: LiveGraph, which: number): Slices<LivenessVerdict> {
  const marks = new Uint8Array(graph.states)
  for (let i = 0; i < graph.states; i++) {
    marks[i] = kernel.compiled.leadsTo(which, i)
    if ((i & (slice_steps - 1)) === 0) yield
  }
  const assume = kernel.flat.properties[which]?.property.assume?.kind
  const answer = yield* judgeLeadsTo(graph, { marks, ...(assume === undefined ? {} : { assume }) })
  return answer.verdict === "violated" ? { verdict: "violated", counterexample: storyOf(kernel, graph, which, answer.lasso) } : answer
}

const storyOf = (kernel: Kernel, graph: LiveGraph, which: number, lasso: Lasso): Counterexample => {
  const property = kernel.flat.properties[which]?.property
  if (property === undefined) throw new RangeError("a property that does not exist")
  const turn = lasso.prefix.at(-1)?.to ?? 0
  const { steps, cycle } = runOf(kernel, lasso)
  const initial = kernel.flat.reading.initial()
  const since = lasso.owedFrom === 0 ? "in the first state" : `after step ${lasso.owedFrom}`
  return {
    id: placed(property), run: { initial, steps, cycle },
    because: [
      `the premise holds ${since}, and from there on the goal never does:`, ...whyFalse({ reading: kernel.flat.reading, state: steps[lasso.prefix.length - 1]?.state ?? initial }, property.holds),
      ...excuses(kernel, graph, lasso, turn),
    ],
  }
}

/** The lasso as a run of the system. */
const runOf = (kernel: Kernel, lasso: Lasso): { readonly steps: readonly RunStep[]; readonly cycle: number } => {
  if (isForgetful(kernel)) return lassoAlong(kernel.flat, lasso.prefix.map((h) => h.label), lasso.cycle.map((h) => h.label))
  const steps = [...lasso.prefix, ...lasso.cycle].map((h): RunStep => {
    const { rule, params } = kernel.flat.instances[h.label] as FlatInstance
    return { rule, params, state: stateAt(kernel, h.to) }
  })
  return { steps, cycle: lasso.prefix.length }
}

/** Why the cycle is fair to what is enabled in it and never taken. */
const excuses = (kernel: Kernel, graph: LiveGraph, lasso: Lasso, turn: number): readonly string[] => {
  const { instanceOf } = graph.fairness
  const cycle = lasso.cycle.length === 0 ? [turn] : lasso.cycle.map((h) => h.to)
  const taken = new Set(lasso.cycle.map((h) => instanceOf[h.label] as number))
  const enabled = cycle.map((state) => new Set(enabledIn(graph, state)))
  const seen = new Set<string>()
  return [...new Set(enabled.flatMap((labels) => [...labels]))].toSorted((a, b) => a - b).flatMap((label): readonly string[] => {
    const { rule, label: name } = kernel.flat.instances[label] as FlatInstance
    if (rule.by === "fault" || lasso.cycle.some((h) => h.label === label)) return []
    const fair = instanceOf[label] as number
    if (fair < 0) return seen.size === seen.add(placed(rule)).size ? [] : [`${placed(rule)} need not happen: it is not fair`]
    if (taken.has(fair)) return []
    const away = enabled.findIndex((labels) => ![...labels].some((l) => instanceOf[l] === fair))
    return [`${name} need not happen: it is weakly fair, and again and again not enabled, as after step ${lasso.prefix.length + away + 1}`]
  })
}

/** The labels that lead from a state to another. */
const enabledIn = (g: LiveGraph, state: number): readonly number[] => {
  const found: number[] = []
  const end = edgesEnd(g, state)
  for (let e = g.offsets[state] as number; e < end; e++) if (g.targets[e] !== state) found.push(g.labels[e] as number)
  return found
}
