/** Who may be in whose way, and who may help whom: for the rules of one system and the logs of one run. */
import type { Node } from "../../checker/ir/node.ts"
import type { RuleIr, SystemIr } from "../../checker/ir/system.ts"
import { conflict, footprintOf, mayHelp, type Footprint, type GuardPart, type GuardRead } from "./footprint.ts"
import type { LogFacts } from "./log.ts"

/**
 * Who takes steps: each hidden rule, by its index in the system; and each log, as `rules + its index`, since its
 * events have one order: without its next event none of its later ones.
 */
export type Actor = number

/** An actor that is in the way only where an event did not see these parts of the state. */
export interface SoftConflict {
  readonly actor: Actor
  readonly chains: readonly Node[]
}
export interface Guard extends GuardPart {
  /** For each read of the part, who may make the part true by writing there. */
  readonly helpers: readonly (readonly Actor[])[]
  readonly helperCount: number
}
export interface Dependence {
  /** Before whose steps a step of the rule cannot be moved. */
  readonly always: readonly Actor[]
  readonly unlessSeen: readonly SoftConflict[]
  readonly guard: readonly Guard[]
  /** The effect reads nothing and only assigns: what it does is the same in every state. */
  readonly isConstant: boolean
  /** The rules that commute with it, whichever comes first. */
  readonly commutes: ReadonlySet<number>
}

/** `u` as an event that sees these leaves: what is seen must be right, so it is a part of the guard. */
const seeing = (ir: SystemIr, u: Footprint, leaves: ReadonlySet<number>): Footprint => {
  if (leaves.size === 0) return u
  const reads = [...leaves].flatMap((i) => {
    const leaf = ir.leaves[i]
    const chain = leaf === undefined ? undefined : ir.nodes.make("state", [], leaf.sort, { name: leaf.path })
    return leaf === undefined || chain === undefined ? [] : [{ leaf: leaf.path, chain, use: "any" as const }]
  })
  return { ...u, guard: [...u.guard, { conjunct: -1, node: ir.nodes.bool(true), reads }] }
}

/** What everybody does, with the actor that does it. */
const stepsOf = (ir: SystemIr, acts: (r: RuleIr) => boolean, footprints: readonly Footprint[], logs: readonly LogFacts[]): readonly (readonly [Actor, Footprint])[] => [
  ...ir.rules.flatMap((r, i) => (acts(r) ? [[i, footprints[i] as Footprint] as const] : [])),
  ...logs.flatMap((log, j) => [...log.seen].map(([rule, leaves]) => [ir.rules.length + j, seeing(ir, footprints[rule] as Footprint, leaves)] as const)),
]

/** The dependences of each rule of the system, and for each leaf who writes it. Of the hidden rules only those take part that `acts` names. */
export const dependences = (ir: SystemIr, acts: (r: RuleIr) => boolean, logs: readonly LogFacts[]): { readonly rules: readonly Dependence[]; readonly writers: readonly (readonly Actor[])[] } => {
  const footprints = ir.rules.map(footprintOf)
  const steps = stepsOf(ir, acts, footprints, logs)
  const full = footprints.map((f, i) => seeing(ir, f, new Set(logs.flatMap((log) => [...log.seen.get(i) ?? []]))))
  const rules = full.map((t, index): Dependence => {
    const always = new Set<Actor>()
    const soft = new Map<Actor, Set<Node>>()
    for (const [actor, u] of steps) {
      const c = conflict(t, u)
      if (c.kind === "always") always.add(actor)
      if (c.kind === "unlessSeen") for (const chain of c.chains) soft.set(actor, (soft.get(actor) ?? new Set()).add(chain))
    }
    return {
      isConstant: t.effect.length === 0 && [...t.writes.values()].every((kind) => kind === "assign"),
      commutes: new Set(full.flatMap((u, i) => (i !== index && conflict(t, u).kind === "none" && conflict(u, t).kind === "none" ? [i] : []))),
      always: [...always],
      unlessSeen: [...soft].flatMap(([actor, chains]) => (always.has(actor) ? [] : [{ actor, chains: [...chains] }])),
      guard: (footprints[index] as Footprint).guard.map((part): Guard => {
        const helpers = part.reads.map((read) => helpersOf(steps, read))
        return { ...part, helpers, helperCount: helpers.reduce((sum, h) => sum + h.length, 0) }
      }),
    }
  })
  return { rules, writers: ir.leaves.map((l) => [...new Set(steps.flatMap(([actor, u]) => (u.writes.has(l.path) ? [actor] : [])))]) }
}

const helpersOf = (steps: readonly (readonly [Actor, Footprint])[], read: GuardRead): readonly Actor[] =>
  [...new Set(steps.flatMap(([actor, u]) => {
    const kind = u.writes.get(read.leaf)
    return kind !== undefined && mayHelp(read.use, kind) ? [actor] : []
  }))]
