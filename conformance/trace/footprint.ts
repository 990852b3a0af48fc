/**
 * What a rule reads and writes, as finely as commuting steps need it: computed from the IR alone.
 *
 * A queue is special, because its two ends are independent as long as it is not empty. So an access to a queue is a
 * read of its head, a read of its length in a condition that can only become true (or only false) as the queue grows,
 * a push behind, a pop from the head, or anything else, which counts as touching all of it.
 */
import { accesses, type Access } from "../../checker/ir/access.ts"
import { operand, type Node } from "../../checker/ir/node.ts"
import type { RuleIr } from "../../checker/ir/system.ts"

/**
 * How a part of a guard reads a leaf. `rising`: it reads only a queue's length, and a longer queue never makes it
 * false. `falling`: likewise for a shorter one. `head`: it reads only the first element of a queue. `any`: the rest.
 */
export type GuardUse = "rising" | "falling" | "head" | "any"
export type WriteKind = "push" | "pop" | "assign"

/** One read in one part of a guard. */
export interface GuardRead {
  readonly leaf: string
  readonly chain: Node
  readonly use: GuardUse
}
/** A conjunct, or an operand of a conjunct that is itself a conjunction. */
export interface GuardPart {
  /** Index of the conjunct. */
  readonly conjunct: number
  readonly node: Node
  readonly reads: readonly GuardRead[]
}
export interface EffectRead {
  readonly leaf: string
  readonly chain: Node
  readonly isHead: boolean
}
export interface Footprint {
  readonly guard: readonly GuardPart[]
  /** Queues that are not empty wherever the guard holds. */
  readonly nonEmpty: ReadonlySet<string>
  /** What the effect reads, beside the old content of a queue that it pushes to or pops from. */
  readonly effect: readonly EffectRead[]
  readonly writes: ReadonlyMap<string, WriteKind>
}

const isZero = (n: Node): boolean => n.op === "lit" && n.value === 0
const isQueueLeaf = (n: Node): boolean => n.op === "state" && n.sort.kind === "fifo"
/** A read of the first element of a queue, or of a field of it. */
const isHead = (chain: Node): boolean =>
  chain.op === "field" || chain.op === "at" && !isQueueLeaf(operand(chain, 0)) ? isHead(operand(chain, 0)) : chain.op === "at" && isZero(operand(chain, 1))
const isLength = (chain: Node): boolean => chain.op === "length" && isQueueLeaf(operand(chain, 0))

const none = 0, up = 1, down = 2, both = 3
type Trend = 0 | 1 | 2 | 3
const flip = (t: Trend): Trend => (t === up ? down : t === down ? up : t)
/** How an expression changes as a queue grows: `up` means never down, `both` that nothing is known. False counts as less than true. */
const trend = (n: Node, leaf: string): Trend => {
  const of = (i: number): Trend => trend(operand(n, i), leaf)
  switch (n.op) {
    case "lit": case "size": case "param": case "bound": return none
    case "state": return n.name === leaf ? both : none
    case "length": return operand(n, 0).op === "state" && operand(n, 0).name === leaf ? up : of(0)
    case "not": return flip(of(0))
    case "and": case "or": case "add": return (of(0) | of(1)) as Trend
    case "sub": return (of(0) | flip(of(1))) as Trend
    case "lt": return (flip(of(0)) | of(1)) as Trend
    default: return n.args.some((a) => trend(a, leaf) !== none) ? both : none
  }
}

const conjunction = (n: Node): readonly Node[] => (n.op === "and" ? n.args.flatMap(conjunction) : [n])

const guardPart = (conjunct: number, node: Node): GuardPart => {
  const all = accesses([node])
  const use = (a: Access): GuardUse => {
    const ofLeaf = all.filter((x) => x.leaf === a.leaf)
    if (ofLeaf.every((x) => isHead(x.chain))) return "head"
    if (!ofLeaf.every((x) => isLength(x.chain))) return "any"
    const t = trend(node, a.leaf)
    return t === up ? "rising" : t === down ? "falling" : "any"
  }
  return { conjunct, node, reads: all.map((a) => ({ ...a, use: use(a) })) }
}

/** What an update of a queue is made of, if it only pushes behind or only pops the head; undefined for any other. */
const queueUpdate = (path: string, n: Node): { readonly kind: WriteKind | undefined; readonly inputs: readonly Node[] } | undefined => {
  if (n.op === "state" && n.name === path) return { kind: undefined, inputs: [] }
  if (n.op === "push") {
    const base = queueUpdate(path, operand(n, 0))
    return base === undefined || base.kind === "pop" ? undefined : { kind: "push", inputs: [...base.inputs, operand(n, 1)] }
  }
  if (n.op === "take") return isZero(operand(n, 1)) && operand(n, 0).op === "state" && operand(n, 0).name === path ? { kind: "pop", inputs: [] } : undefined
  if (n.op !== "ite") return undefined
  const [a, b] = [queueUpdate(path, operand(n, 1)), queueUpdate(path, operand(n, 2))]
  if (a === undefined || b === undefined || (a.kind !== undefined && b.kind !== undefined && a.kind !== b.kind)) return undefined
  return { kind: a.kind ?? b.kind, inputs: [operand(n, 0), ...a.inputs, ...b.inputs] }
}

/** What a rule reads and writes, and how. */
export const footprintOf = (rule: RuleIr): Footprint => {
  const guard = rule.when.flatMap((c, i) => conjunction(c.node).map((n) => guardPart(i, n)))
  const nonEmpty = new Set<string>()
  for (const { node } of guard) {
    const [a, b] = node.args
    if (node.op === "lt" && a?.op === "lit" && (a.value as number) >= 0 && b !== undefined && isLength(b)) nonEmpty.add(operand(b, 0).name as string)
  }
  const writes = new Map<string, WriteKind>()
  const inputs: Node[] = []
  for (const u of rule.then) {
    const queue = u.node.sort.kind === "fifo" ? queueUpdate(u.path, u.node) : undefined
    if (queue?.kind !== undefined) writes.set(u.path, queue.kind)
    else if (queue === undefined) writes.set(u.path, "assign")
    inputs.push(...(queue === undefined ? [u.node] : queue.inputs))
  }
  return { guard, nonEmpty, effect: accesses(inputs).map((a) => ({ ...a, isHead: isHead(a.chain) })), writes }
}

/** Why one rule cannot be moved before another. */
export type Conflict =
  | { readonly kind: "none" }
  | { readonly kind: "always" }
  /** Only because the effect reads these; not where an event saw all of them. */
  | { readonly kind: "unlessSeen"; readonly chains: readonly Node[] }

const guardUses = (f: Footprint, leaf: string): ReadonlySet<GuardUse> => new Set(f.guard.flatMap((p) => p.reads.filter((r) => r.leaf === leaf).map((r) => r.use)))
const effectReads = (f: Footprint, leaf: string): readonly EffectRead[] => f.effect.filter((r) => r.leaf === leaf)
const within = (uses: ReadonlySet<GuardUse>, allowed: readonly GuardUse[]): boolean => [...uses].every((u) => allowed.includes(u))

/** True if `u` can neither see that `t` wrote this leaf already, nor be in its way. */
const isBlindTo = (u: Footprint, leaf: string, kind: WriteKind): boolean => {
  const [uses, reads, writes] = [guardUses(u, leaf), effectReads(u, leaf), u.writes.get(leaf)]
  if (uses.size === 0 && reads.length === 0 && writes === undefined) return true
  if (kind === "push") {
    if (writes !== undefined && writes !== "pop") return false
    const needsHead = writes === "pop" || uses.has("head") || reads.length > 0
    return within(uses, ["rising", "head"]) && reads.every((r) => r.isHead) && (!needsHead || u.nonEmpty.has(leaf))
  }
  return kind === "pop" && (writes === undefined || writes === "push") && reads.length === 0 && within(uses, ["falling"])
}

/**
 * Whether a step of `t`, enabled now, can be moved before steps of `u`: if u₁ … uₖ t is possible and t is enabled
 * before u₁, then t u₁ … uₖ is possible and ends in the same state.
 *
 * For this, let x + t be the state x with what t writes: constants into words, and values behind a queue or one head
 * less. (1) What t writes does not depend on when: its effect reads nothing that u writes, but heads of queues to
 * which u only pushes (the head was there, or the branch that reads it is not taken, and pushes change neither), or
 * words that the event pins, which are the same in both states, because t happens in both with the same words seen.
 * (2) If u is possible in x, then it is in x + t, and does the same: u neither reads nor writes what t writes, but
 *   - where t pushes, u may pop and read the head of a queue that its guard requires not to be empty: a push behind
 *     changes neither; and its guard may ask for the length where more is never worse;
 *   - where t pops, u may push, and its guard may ask for the length where less is never worse; that queue is not
 *     empty from t's state on, since t pops it there and nothing else does (two poppers are in each other's way), so
 *     its head is the same whenever t pops.
 * So x → u → y gives x + t → u → y + t, and by induction over u₁ … uₖ the claim. What t's guard reads does not matter:
 * t is enabled now, and nothing more is asked of it.
 */
export const conflict = (t: Footprint, u: Footprint): Conflict => {
  for (const [leaf, kind] of t.writes) if (!isBlindTo(u, leaf, kind)) return { kind: "always" }
  const chains: Node[] = []
  for (const [leaf, kind] of u.writes) {
    for (const r of effectReads(t, leaf)) if (!(r.isHead && kind === "push")) chains.push(r.chain)
  }
  return chains.length === 0 ? { kind: "none" } : { kind: "unlessSeen", chains }
}

/** True if a step that writes a leaf in this way can make a part of a guard true that reads it in that way. */
export const mayHelp = (use: GuardUse, kind: WriteKind): boolean =>
  kind === "assign" || use === "any" || use === "head" || (use === "rising" ? kind === "push" : kind === "pop")

