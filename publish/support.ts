/** What supports a rule or a property: the runs in the committed evidence, the committed proofs, and nothing else. */
import { placed, type SystemIr } from "../checker/ir/system.ts"
import type { Evidence } from "./evidence.ts"
import type { ProofRecord } from "./proof-record.ts"
import { count } from "./systems.ts"

/** `violated` outranks everything; `proved` takes a proof for every size; `exhaustive` takes a run that ended and holds; all else is `not-run`. */
export type Class = "proved" | "exhaustive" | "violated" | "not-run"
export interface SupportingRun {
  readonly system: string
  readonly size: string
  readonly states: number
  /** What the run says of the thing itself: `holds`, `reached`, `fires`, … */
  readonly verdict: string
}
/** A proof for every size, as far as it is about the thing itself. */
export interface SupportingProof {
  readonly system: string
  readonly obligations: number
  readonly engines: readonly string[]
}
export interface Support {
  readonly class: Class
  readonly proofs: readonly SupportingProof[]
  readonly runs: readonly SupportingRun[]
}

const bad = new Set(["violated", "unreached"])
const good = new Set(["holds", "reached", "fires"])

const classOf = (runs: readonly SupportingRun[], proofs: readonly SupportingProof[]): Class =>
  runs.some((r) => bad.has(r.verdict)) ? "violated" : proofs.length > 0 ? "proved" : runs.some((r) => good.has(r.verdict)) ? "exhaustive" : "not-run"

const order = ["small", "standard", "large"]
/** The results in the order of the systems and of their sizes. */
export const inOrder = (systems: readonly SystemIr[], evidence: Iterable<Evidence>): readonly Evidence[] => {
  const rank = (e: Evidence): number => systems.findIndex((s) => s.id === e.system) * 10 + order.indexOf(e.size)
  return [...evidence].toSorted((a, b) => rank(a) - rank(b))
}

const partOf = (r: ProofRecord, obligations: number): SupportingProof => ({ system: r.system, obligations, engines: r.engines })
/** A rule keeps the lemmas of a system only if it does at every place. */
const keepingProofs = (id: string, systems: readonly SystemIr[], proofs: readonly ProofRecord[]): readonly SupportingProof[] => proofs.flatMap((p) => {
  const places = (systems.find((s) => s.id === p.system)?.rules ?? []).filter((r) => r.id === id).map(placed)
  const kept = p.rules.filter((r) => places.includes(r.id))
  return places.length === 0 || kept.length < places.length ? [] : [partOf(p, kept.reduce((n, r) => n + r.obligations, 0))]
})
const impliedBy = (id: string, proofs: readonly ProofRecord[]): readonly SupportingProof[] => proofs.flatMap((p) => {
  const shown = [...p.steps, ...p.refines].find((s) => s.id === id)
  return p.follows.includes(id) ? [partOf(p, 1)] : shown === undefined ? [] : [partOf(p, shown.obligations)]
})

/** What supports a lemma: the proof that it belongs to. */
export const lemmaSupport = (id: string, proofs: readonly ProofRecord[]): Support => {
  const found = proofs.flatMap((p) => p.lemmas.filter((l) => l.id === id).map((l) => partOf(p, l.obligations)))
  return { class: classOf([], found), proofs: found, runs: [] }
}

/** Of a lemma, how many rules keep it; nothing where it is not proved. */
export const keptBy = (s: Support): string => s.proofs.map((p) => `True in the first state, and kept by ${p.obligations - 1 === 1 ? "the one rule" : `each of the ${p.obligations - 1} rules`} of \`${p.system}\` that may change what it reads.`).join(" ")

/** What supports a rule: the runs in which it fired while everything that the system claims held, and the proofs of whose lemmas it breaks none. */
export const ruleSupport = (id: string, systems: readonly SystemIr[], evidence: readonly Evidence[], proofs: readonly ProofRecord[]): Support => {
  const kept = keepingProofs(id, systems, proofs)
  const runs = evidence.filter((e) => e.rules.includes(id)).map((e): SupportingRun => ({ system: e.system, size: e.size, states: e.states, verdict: e.verdict === "holds" ? "fires" : e.verdict }))
  return { class: classOf(runs, kept), proofs: kept, runs }
}

/** What supports a property or a refinement, at whatever places it stands. */
export const propertySupport = (id: string, systems: readonly SystemIr[], evidence: readonly Evidence[], proofs: readonly ProofRecord[]): Support => {
  const runs = evidence.flatMap((e): readonly SupportingRun[] => {
    const system = systems.find((s) => s.id === e.system)
    const ids = new Set([id, ...(system?.properties ?? []).filter((p) => p.id === id && p.place !== "").map((p) => `${p.place}.${id}`)])
    return e.properties.filter((p) => ids.has(p.id)).map((p) => ({ system: e.system, size: e.size, states: e.states, verdict: p.verdict }))
  })
  const implied = impliedBy(id, proofs)
  return { class: classOf(runs, implied), proofs: implied, runs: once(runs) }
}

/** What stands at several places was judged at each in the same run: it is shown once where the verdicts agree. */
const once = (runs: readonly SupportingRun[]): readonly SupportingRun[] => [...new Map(runs.map((r) => [`${r.system} ${r.size} ${r.verdict}`, r])).values()]

/** 22 as `22 obligations`. */
export const obligations = (n: number): string => `${count(n)} ${n === 1 ? "obligation" : "obligations"}`

/** The proofs and the runs behind a class: `: every size of ring (22 obligations), ring small (118,522 states), …`, or nothing. */
export const printRuns = (s: Support): string => {
  const shown = s.class === "not-run" ? [] : s.runs.filter((r) => (s.class === "violated" ? bad : good).has(r.verdict))
  const runs = shown.map((r) => `${r.system} ${r.size}${r.verdict === "holds" || r.verdict === "fires" ? "" : ` ${r.verdict}`} (${count(r.states)} states)`)
  const proofs = s.class !== "proved" ? [] : s.proofs.map((p) => `every size of ${p.system} (${obligations(p.obligations)})`)
  return proofs.length + runs.length === 0 ? "" : `: ${[...proofs, ...runs].join(", ")}`
}
