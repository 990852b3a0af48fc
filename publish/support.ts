/** What supports a rule or a property: the runs in the committed evidence, and nothing else. */
import type { SystemIr } from "../checker/ir/system.ts"
import type { Evidence } from "./evidence.ts"
import { count } from "./systems.ts"

/** `violated` outranks everything; `exhaustive` takes a run that ended and holds; all else is `not-run`. */
export type Class = "exhaustive" | "violated" | "not-run"
export interface SupportingRun {
  readonly system: string
  readonly size: string
  readonly states: number
  /** What the run says of the thing itself: `holds`, `reached`, `fires`, … */
  readonly verdict: string
}
export interface Support {
  readonly class: Class
  readonly runs: readonly SupportingRun[]
}

const bad = new Set(["violated", "unreached"])
const good = new Set(["holds", "reached", "fires"])

const classOf = (runs: readonly SupportingRun[]): Class =>
  runs.some((r) => bad.has(r.verdict)) ? "violated" : runs.some((r) => good.has(r.verdict)) ? "exhaustive" : "not-run"

const order = ["small", "standard", "large"]
/** The results in the order of the systems and of their sizes. */
export const inOrder = (systems: readonly SystemIr[], evidence: Iterable<Evidence>): readonly Evidence[] => {
  const rank = (e: Evidence): number => systems.findIndex((s) => s.id === e.system) * 10 + order.indexOf(e.size)
  return [...evidence].toSorted((a, b) => rank(a) - rank(b))
}

/** What supports a rule: the runs in which it fired while everything that the system claims held. */
export const ruleSupport = (id: string, evidence: readonly Evidence[]): Support => {
  const runs = evidence.filter((e) => e.rules.includes(id)).map((e): SupportingRun => ({ system: e.system, size: e.size, states: e.states, verdict: e.verdict === "holds" ? "fires" : e.verdict }))
  return { class: classOf(runs), runs }
}

/** What supports a property or a refinement, at whatever places it stands. */
export const propertySupport = (id: string, systems: readonly SystemIr[], evidence: readonly Evidence[]): Support => {
  const runs = evidence.flatMap((e): readonly SupportingRun[] => {
    const system = systems.find((s) => s.id === e.system)
    const ids = new Set([id, ...(system?.properties ?? []).filter((p) => p.id === id && p.place !== "").map((p) => `${p.place}.${id}`)])
    return e.properties.filter((p) => ids.has(p.id)).map((p) => ({ system: e.system, size: e.size, states: e.states, verdict: p.verdict }))
  })
  return { class: classOf(runs), runs: once(runs) }
}

/** What stands at several places was judged at each in the same run: it is shown once where the verdicts agree. */
const once = (runs: readonly SupportingRun[]): readonly SupportingRun[] => [...new Map(runs.map((r) => [`${r.system} ${r.size} ${r.verdict}`, r])).values()]

/** The runs behind a class: `: ring.thin small (39,892 states), …`, or nothing. */
export const printRuns = (s: Support): string => {
  const shown = s.class === "not-run" ? [] : s.runs.filter((r) => (s.class === "violated" ? bad : good).has(r.verdict))
  const runs = shown.map((r) => `${r.system} ${r.size}${r.verdict === "holds" || r.verdict === "fires" ? "" : ` ${r.verdict}`} (${count(r.states)} states)`)
  return runs.length === 0 ? "" : `: ${runs.join(", ")}`
}
