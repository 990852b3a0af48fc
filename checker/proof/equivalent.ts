/** Whether two versions of a system do the same at every size: for wrong versions that show no difference at small ones. */
import { Hashes } from "../ir/hash.ts"
import { placed, type ProofIr, type RuleIr, type SystemIr } from "../ir/system.ts"
import { sortKey } from "../ir/sort.ts"
import { Scripts } from "./script.ts"
import { openSolver } from "./solver.ts"
import { sameSymbol, type Symbol } from "./symbol.ts"
import type { Environment } from "./terms.ts"

/** Nothing but the ranges of the state, where a system has no proof. */
export const withoutLemmas = (ir: SystemIr): ProofIr =>
  ({ text: "", sizes: [], unbounded: [], leaves: [], init: [], after: new Map(), lemmas: [], forgets: undefined, source: ir.source })

/** True if both versions of a rule are the same to the letter: nothing is to be proved. */
const isUnchanged = (hashes: Hashes, a: RuleIr, b: RuleIr): boolean => {
  const of = (r: RuleIr): string => JSON.stringify([r.when.map((c) => hashes.of(c.node)), [...r.then, ...r.note].map((u) => [u.path, hashes.of(u.node)])])
  return of(a) === of(b)
}

/** The parameters of two versions of a rule, if they are the same. */
const hasSameParams = (a: RuleIr, b: RuleIr): boolean => {
  const of = (r: RuleIr): string => JSON.stringify(r.params.map((p) => [p.name, sortKey(p.sort), p.domain.kind === "range" ? p.domain.count.name ?? p.domain.count.value : p.domain.values.map((v) => v.value)]))
  return of(a) === of(b) && a.by === b.by && a.fair === b.fair && a.hidden === b.hidden && JSON.stringify(a.lump) === JSON.stringify(b.lump)
}

/**
 * The scripts that no assignment may satisfy if both versions of a rule are to do the same in every state of which the
 * lemmas are true: one is enabled where the other is, and leads to the same state. A hidden fault that changes nothing counts
 * as not enabled: no log shows it, and neither rest nor fairness asks for faults.
 */
const scriptsOf = (ir: SystemIr, proof: ProofIr, a: RuleIr, b: RuleIr): readonly string[] => {
  const s = new Scripts(ir, proof)
  const hypotheses = s.hypotheses()
  const { text, env } = s.enabled(a, false)
  const version = (r: RuleIr): { readonly enabled: string; readonly after: Environment["state"] } => {
    s.terms.over(env)
    const enabled = `(and ${r.when.map((c) => s.terms.bool(c.node)).join(" ")} true)`
    return { enabled, after: s.step(env, [...r.then, ...r.note], []).env.state }
  }
  const [x, y] = [version(a), version(b)]
  const paths = [...new Set([...a.then, ...a.note, ...b.then, ...b.note].map((u) => u.path))]
  const equal = (p: Environment["state"], q: Environment["state"]): string => `(and ${paths.map((path) => sameSymbol(p.get(path) as Symbol, q.get(path) as Symbol)).join(" ")} true)`
  const idle = (v: { readonly after: Environment["state"] }): string => (a.by === "fault" && a.hidden ? equal(v.after, env.state) : "false")
  const does = (v: { readonly enabled: string; readonly after: Environment["state"] }): string => `(and ${v.enabled} (not ${idle(v)}))`
  const head = hypotheses + text + s.assume([])
  return [`${head}(assert (and ${does(x)} (not ${does(y)})))\n`, `${head}(assert (and ${does(y)} (not ${does(x)})))\n`, `${head}(assert (and ${does(x)} ${does(y)} (not ${equal(x.after, y.after)})))\n`]
}

/** True if `other` does the same as `ir` at every size that `proof` is about. False says that it was not proved, not that it does something else. */
export const isEquivalent = async (ir: SystemIr, proof: ProofIr, other: SystemIr, limit_ms: number): Promise<boolean> => {
  const shape = (x: SystemIr): string => JSON.stringify([x.leaves, x.rules.map(placed)])
  if (shape(ir) !== shape(other)) return false
  const pairs = ir.rules.map((r, i): readonly [RuleIr, RuleIr] => [r, other.rules[i] as RuleIr])
  if (!pairs.every(([a, b]) => hasSameParams(a, b))) return false
  const hashes = new Hashes()
  const solver = await openSolver("z3-solver", 1)
  try {
    const isSameStart = ir.init.every((u, i) => hashes.of(u.node) === hashes.of(other.init[i]?.node ?? u.node))
    if (!isSameStart && (await solver.check(initialScript(ir, proof, other), limit_ms)).verdict !== "unsat") return false
    for (const [a, b] of pairs) if (!isUnchanged(hashes, a, b)) for (const script of scriptsOf(ir, proof, a, b)) if ((await solver.check(script, limit_ms)).verdict !== "unsat") return false
    return true
  } finally {
    solver.close()
  }
}

const initialScript = (ir: SystemIr, proof: ProofIr, other: SystemIr): string => {
  const s = new Scripts(ir, proof)
  const [x, y] = [s.step(s.before, ir.init, []).env.state, s.step(s.before, other.init, []).env.state]
  return s.head() + s.assume([]) + `(assert (not (and ${ir.leaves.map((l) => sameSymbol(x.get(l.path) as Symbol, y.get(l.path) as Symbol)).join(" ")})))\n`
}
