/**
 * What a run must have seen of a rule, so that none of its checks is vacuous: each conjunct false where all others
 * hold, the rule firing, each branch of its effect taken. A rule that stands at several places is seen as one. Of the
 * system it must have seen a state in which it may not rest. What the numbers of a size alone decide, as a frame's
 * having more slots where the longest has one, is left to the sizes at which the state decides it.
 */
import type { FlatInstance, FlatProperty, FlatSystem } from "../ir/flat.ts"
import { Instantiator } from "../ir/instantiate.ts"
import type { Node } from "../ir/node.ts"
import { placed, printSource, type SystemIr } from "../ir/system.ts"
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
  readonly kind: "conjunct" | "rule" | "branch" | "premise" | "property" | "assumption" | "quiescent"
  /** Rule, conjunct or property id; `quiescent` for where the system may rest. */
  readonly id: string
  readonly text: string
}

/** Tells what the numbers of the size alone decide, though at another size of the system the state does. */
export const fixedBySize = (flat: FlatSystem): ((n: Node) => boolean) => {
  const decidedAt = (sizes: SystemIr["sizes"][string]): ((n: Node) => boolean) => {
    const at = new Instantiator(sizes)
    return (n) => at.node(n).op === "lit"
  }
  const here = decidedAt(flat.sizes)
  const elsewhere = Object.values(flat.ir.sizes).map(decidedAt)
  return (n) => here(n) && elsewhere.some((isDecided) => !isDecided(n))
}

/** What a property says of any state whatever, reachable or not; undefined where that depends on the state. */
const saidOfAll = (flat: FlatSystem, p: FlatProperty): boolean | undefined => {
  const { nodes } = flat
  const said = p.property.kind === "reachable" || p.property.kind === "forbidden" ? nodes.and(p.given, p.holds) : nodes.implies(p.given, p.holds)
  return said.op === "lit" ? said.value === true : undefined
}

/** The property could not have come out otherwise: an invariant of every state, a witness that any state is, a forbidden state that none is. */
const isIdle = (flat: FlatSystem, p: FlatProperty): boolean => saidOfAll(flat, p) === (p.property.kind !== "forbidden")

/** A protocol or world rule changes some state into another. */
const isMoved = (flat: FlatSystem, compiled: Compiled): boolean => {
  const [offsets, targets, labels] = [compiled.offsets(), compiled.targets(), compiled.labels()]
  const isKept = flat.instances.map((x) => x.rule.by !== "fault")
  return offsets.some((from, i) => {
    const end = offsets[i + 1] ?? targets.length
    for (let e = from; e < end; e++) if (targets[e] !== i && isKept[labels[e] as number] === true) return true
    return false
  })
}

const isQuiet = (compiled: Compiled): boolean => {
  for (let i = 0; i < compiled.states(); i++) if (!compiled.quiescent(i)) return false
  return true
}

const restAdvice = "name the states that the system must always be able to come to, such as its start or its end"

/**
 * Deadlock and completion are judged by `quiescent`, so they cannot fail where it never forbids to rest. Wherever a
 * protocol or world rule changes the state it can forbid something, for the state that the rule leads out of need not
 * be quiescent. Where none does, every state has to be, and one that is not would have been found.
 */
const idleRest = (flat: FlatSystem, compiled: Compiled): readonly Vacuity[] => {
  const found = (why: string): readonly Vacuity[] => [{ kind: "quiescent", id: "quiescent", text: `quiescent says nothing: ${why}, so neither deadlock nor completion could fail; ${restAdvice}` }]
  if (flat.quiescent.op === "lit" && flat.quiescent.value === true) return found("it holds of any state whatever")
  return isQuiet(compiled) && isMoved(flat, compiled) ? found("it holds in every reachable state, also where rules go on") : []
}

/** Everything that the run did not see, in the order of the rules and properties, and at last where the system may rest. */
export const vacuities = (flat: FlatSystem, plan: CoveragePlan, compiled: Compiled, premises: readonly boolean[]): readonly Vacuity[] => {
  const found: Vacuity[] = []
  const isFixed = fixedBySize(flat)
  const at = new Instantiator(flat.sizes)
  const isFalse = (n: Node): boolean => at.node(n).value === false
  /** A conjunct is false by the size alone. */
  const isOff = (id: string): boolean => flat.ir.rules.some((r) => r.id === id && r.when.some((c) => isFixed(c.node) && isFalse(c.node)))
  for (const id of new Set(flat.ir.rules.map((r) => r.id)))
    if (!plan.rules.some((r) => r.id === id) && !isOff(id)) found.push({ kind: "rule", id, text: `${id} has no instance that could fire at this size` })
  for (const r of plan.rules) {
    if (isOff(r.id)) continue
    const x = flat.instances[r.instance] as FlatInstance
    const facts = ruleFacts(x)
    const missed = (k: number): boolean => compiled.seen[r.base + k] === 0
    if (missed(facts.fires)) found.push({ kind: "rule", id: r.id, text: `${r.id} never fired` })
    x.rule.when.forEach((c, k) => { if (missed(k) && !isFixed(c.node)) found.push({ kind: "conjunct", id: `${r.id}.${c.name}`, text: `${r.id}.${c.name} was never false where all other conjuncts hold` }) })
    if (missed(facts.fires)) continue
    x.branches.forEach((b, k) => { if (missed(facts.branch + k) && !isFixed(b.branch.taken)) found.push({ kind: "branch", id: r.id, text: `${r.id} never took the branch in which ${b.branch.text} (${printSource(b.branch.source)})` }) })
  }
  flat.properties.forEach((p, k) => {
    const id = placed(p.property)
    const isAnywhere = p.property.kind === "reachable" || p.property.kind === "forbidden"
    if (isFixed(p.property.given) || isFixed(p.property.holds)) return
    if (!isAnywhere && premises[k] !== true) found.push({ kind: "premise", id: p.property.id, text: `${id} was never required: its premise holds in no state` })
    else if (isIdle(flat, p)) found.push({ kind: "property", id: p.property.id, text: `${id} says nothing: it holds of any state whatever` })
  })
  return [...found, ...idleRest(flat, compiled)]
}
