/**
 * What a run must have seen of a rule, so that none of its checks is vacuous: each conjunct false where all others
 * hold, the rule firing, each branch of its effect taken. A rule that stands at several places is seen as one.
 */
import type { FlatInstance, FlatProperty, FlatSystem } from "../ir/flat.ts"
import { placed, printSource } from "../ir/system.ts"
import type { Compiled } from "./runtime.ts"

export interface CoveragePlan {
  /** For each instance, its rule's index below. */
  readonly ruleOf: readonly number[]
  readonly rules: readonly { readonly id: string; readonly base: number; readonly items: number; readonly instance: number }[]
  readonly bytes: number
}

/** The order of a rule's items: its conjuncts, that it fires, its branches. */
export const ruleFacts = (x: FlatInstance): { readonly fires: number; readonly branch: number; readonly items: number } => {
  const fires = x.conjuncts.length
  return { fires, branch: fires + 1, items: fires + 1 + x.branches.length }
}

/** One thing that a run never saw. */
export interface Vacuity {
  readonly kind: "conjunct" | "rule" | "branch" | "premise" | "property"
  /** Rule, conjunct or property id. */
  readonly id: string
  readonly text: string
}

/** What a property says of any state whatever, reachable or not; undefined where that depends on the state. */
const saidOfAll = (flat: FlatSystem, p: FlatProperty): boolean | undefined => {
  const { nodes } = flat
  const said = p.property.kind === "reachable" || p.property.kind === "forbidden" ? nodes.and(p.given, p.holds) : nodes.implies(p.given, p.holds)
  return said.op === "lit" ? said.value === true : undefined
}

/** The property could not have come out otherwise: an invariant of every state, a witness that any state is, a forbidden state that none is. */
const isIdle = (flat: FlatSystem, p: FlatProperty): boolean => saidOfAll(flat, p) === (p.property.kind !== "forbidden")

/** Everything that the run did not see, in the order of the rules and properties. */
export const vacuities = (flat: FlatSystem, plan: CoveragePlan, compiled: Compiled, premises: readonly boolean[]): readonly Vacuity[] => {
  const found: Vacuity[] = []
  for (const id of new Set(flat.ir.rules.map((r) => r.id)))
    if (!plan.rules.some((r) => r.id === id)) found.push({ kind: "rule", id, text: `${id} has no instance that could fire at this size` })
  for (const r of plan.rules) {
    const x = flat.instances[r.instance] as FlatInstance
    const facts = ruleFacts(x)
    const missed = (k: number): boolean => compiled.seen[r.base + k] === 0
    if (missed(facts.fires)) found.push({ kind: "rule", id: r.id, text: `${r.id} never fired` })
    x.rule.when.forEach((c, k) => { if (missed(k)) found.push({ kind: "conjunct", id: `${r.id}.${c.name}`, text: `${r.id}.${c.name} was never false where all other conjuncts hold` }) })
    if (missed(facts.fires)) continue
    x.branches.forEach((b, k) => { if (missed(facts.branch + k)) found.push({ kind: "branch", id: r.id, text: `${r.id} never took the branch in which ${b.branch.text} (${printSource(b.branch.source)})` }) })
  }
  flat.properties.forEach((p, k) => {
    const id = placed(p.property)
    const isAnywhere = p.property.kind === "reachable" || p.property.kind === "forbidden"
    if (!isAnywhere && premises[k] !== true) found.push({ kind: "premise", id: p.property.id, text: `${id} was never required: its premise holds in no state` })
    else if (isIdle(flat, p)) found.push({ kind: "property", id: p.property.id, text: `${id} says nothing: it holds of any state whatever` })
  })
  return found
}
