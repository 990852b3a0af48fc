/** What has to be shown for a proof by induction, one script for each lemma and rule. */
import { walk, type Node } from "../ir/node.ts"
import { InputError } from "../errors.ts"
import { placed, type ProofIr, type RefinementIr, type RuleIr, type SystemIr } from "../ir/system.ts"
import { readsOf } from "./reads.ts"
import { Scripts } from "./script.ts"
import { sameSymbol, type Symbol } from "./symbol.ts"
import type { Environment, Finite } from "./terms.ts"

export interface ObligationScript {
  /**
   * `begins`: the first state. `keeps`: true after a rule, if all lemmas were true before. `follows`: an invariant, from the
   * lemmas. `steps`: a step property, from the lemmas before the rule; without a rule, for those that change nothing it reads. `refines`: a step of the
   * service, or none, for a rule; the service's first state for `init`. `forgets`: two states that are alike but for what is
   * forgotten do the same, see `forgets.ts`. `defined`: an effect stays inside its ranges, queues and arrays.
   */
  readonly kind: "begins" | "keeps" | "follows" | "steps" | "refines" | "forgets" | "defined"
  /** The lemma or property, or what is forgotten; `ranges` for what the sorts of the state say. */
  readonly lemma: string
  /** `place.rule`; `init` for the first state, empty where no rule is concerned. */
  readonly rule: string
  readonly script: string
}

/** True if an expression reads one of the leaves. */
const mentions = (n: Node, paths: readonly string[]): boolean => {
  const read = readsOf([n])
  return paths.some((p) => read.has(p))
}
/** True if an obligation is about a size that only bounds a run. */
const isBounding = (n: Node, unbounded: readonly string[]): boolean => {
  let found = false
  walk([n], (x) => { found ||= x.op === "size" && (unbounded.includes(x.name as string)) })
  return found
}

/** The range facts of the leaves that a step changes. */
const rangeFacts = (scripts: Scripts, env: Environment, paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => {
    const s = env.state.get(path)
    return s === undefined ? [] : scripts.typeFacts(path, s)
  })

type Parts = ReadonlyMap<string, Symbol>
/** The service's state, as the refinement reads it off a state of the system. */
const viewed = (s: Scripts, f: RefinementIr, env: Environment): Parts => {
  s.terms.over(env)
  return new Map(f.as.map((u) => [u.path, s.terms.symbol(u.node)]))
}
const serviceStart = (s: Scripts, f: RefinementIr): Parts => {
  s.terms.over(s.before)
  return new Map(f.service.init.map((u) => [u.path, s.terms.symbol(u.node)]))
}
const sameState = (x: Parts, y: Parts): string => `(and ${[...x].map(([path, a]) => sameSymbol(a, y.get(path) as Symbol)).join(" ")})`

/** That the state after a rule shows the service where it was, or behind one of its steps. */
const serviceStep = (s: Scripts, f: RefinementIr, before: Environment, after: Environment): string => {
  const [x, y] = [viewed(s, f, before), viewed(s, f, after)]
  const steps = f.service.rules.map((r) => {
    if (r.params.length > 0) throw new InputError(`${r.id} of the service of ${f.id} has parameters, and cannot be proved`, "Make a rule for each of their values.")
    s.terms.over({ state: x, after: new Map(), params: new Map() })
    const enabled = r.when.map((c) => s.terms.bool(c.node))
    const next: Parts = new Map([...x, ...r.then.map((u): [string, Symbol] => [u.path, s.terms.symbol(u.node)])])
    return `(and ${enabled.join(" ")} ${sameState(next, y)})`
  })
  return `(or ${sameState(x, y)} ${steps.join(" ")})`
}

/** A rule that fires in a state of which some lemmas are true. */
interface Fired {
  readonly s: Scripts
  readonly head: string
  readonly env: Environment
  /** The state before, and the state after as such. */
  readonly both: Environment
  readonly changed: readonly string[]
}

export class Obligations {
  /** What was made last: most obligations of a rule share it. */
  #last: { readonly key: string; readonly fired: Fired } | undefined
  readonly #ir: SystemIr
  readonly #proof: ProofIr
  readonly #finite: Finite | undefined

  constructor(ir: SystemIr, proof: ProofIr, finite?: Finite) {
    this.#ir = ir
    this.#proof = proof
    this.#finite = finite
  }

  #scripts(): Scripts { return new Scripts(this.#ir, this.#proof, this.#finite) }

  /** All of them, in the order: first state, rule by rule, invariants. */
  *all(): Generator<ObligationScript> {
    yield* this.begins()
    for (const r of this.#ir.rules) yield* this.rule(r)
    yield* this.follows()
  }

  *begins(): Generator<ObligationScript> {
    const s = this.#scripts()
    const { env } = s.step(s.before, [...this.#ir.init, ...this.#proof.init], [])
    const head = s.head()
    yield { kind: "begins", lemma: "ranges", rule: "init", script: head + s.refute(env, () => `(and ${rangeFacts(s, env, [...env.state.keys()]).join(" ")} true)`) }
    for (const l of this.#proof.lemmas) yield { kind: "begins", lemma: l.id, rule: "init", script: head + s.refute(env, (t) => t.bool(l.holds)) }
    for (const f of this.#ir.refinements) yield { kind: "refines", lemma: f.id, rule: "init", script: head + s.refute(env, () => sameState(viewed(s, f, env), serviceStart(s, f))) }
  }

  /** What one rule must keep, and what its effect needs. */
  *rule(r: RuleIr): Generator<ObligationScript> {
    yield* this.#defined(r)
    const kept = this.#after(r)
    const ranges = rangeFacts(kept.s, kept.env, kept.changed)
    if (ranges.length > 0) yield { kind: "keeps", lemma: "ranges", rule: placed(r), script: kept.head + kept.s.refute(kept.env, () => `(and ${ranges.join(" ")})`) }
    for (const l of this.#proof.lemmas) if (mentions(l.holds, kept.changed)) {
      const { s, head, env } = this.#after(r, l.from === undefined ? undefined : [l.id, ...l.from])
      yield { kind: "keeps", lemma: l.id, rule: placed(r), script: head + s.refute(env, (t) => t.bool(l.holds)) }
    }
    for (const p of this.#ir.properties) {
      if (p.kind !== "step" || !mentions(p.holds, kept.changed)) continue
      const { s, head, both } = this.#after(r)
      yield { kind: "steps", lemma: p.id, rule: placed(r), script: head + s.refute(both, (t) => `(=> ${t.bool(p.given)} ${t.bool(p.holds)})`) }
    }
    yield* this.#refines(r, kept.changed)
  }

  /** What a rule does to a service that is refined: one of the service's steps, or nothing. */
  *#refines(r: RuleIr, changed: readonly string[]): Generator<ObligationScript> {
    for (const f of this.#ir.refinements) {
      if (!f.as.some((u) => mentions(u.node, changed))) continue
      const { s, head, env, both } = this.#after(r)
      yield { kind: "refines", lemma: f.id, rule: placed(r), script: head + s.refute(both, () => serviceStep(s, f, both, env)) }
    }
  }

  /** A rule that fires in a state of which some lemmas are true; all, where nothing is said. */
  #after(r: RuleIr, from?: readonly string[]): Fired {
    const key = `${placed(r)} ${from === undefined || this.#finite !== undefined ? "all" : from.join()}`
    if (this.#last?.key !== key) this.#last = { key, fired: this.#fire(r, from) }
    return this.#last.fired
  }
  #fire(r: RuleIr, from: readonly string[] | undefined): Fired {
    const s = this.#scripts()
    // A state that refutes is to be one of all lemmas.
    const before = s.hypotheses((id) => this.#finite !== undefined || (from?.includes(id) ?? true))
    const { text, env } = s.enabled(r)
    const step = s.step(env, [...r.then, ...r.note], this.#proof.after.get(placed(r)) ?? [])
    const inside = s.assume(this.#finite === undefined ? [] : rangeFacts(s, step.env, step.changed))
    return { s, head: before + text + inside, env: step.env, both: { ...env, after: step.env.state }, changed: step.changed }
  }

  /** What the effect needs to have a meaning, where the rule is enabled; and what each conjunct needs, anywhere. */
  *#defined(r: RuleIr): Generator<ObligationScript> {
    for (const isEnabled of [true, false]) {
      const s = this.#scripts()
      const hypotheses = s.hypotheses()
      const { text, env } = s.enabled(r, isEnabled)
      const before = hypotheses + text
      const list = isEnabled ? r.obligations : r.when.flatMap((c) => c.obligations)
      for (const [i, o] of list.entries()) {
        if (isBounding(o.holds, this.#proof.unbounded)) continue
        yield { kind: "defined", lemma: `${isEnabled ? "effect" : "condition"}.${o.code}.${i}`, rule: placed(r), script: before + s.refute(env, (t) => t.bool(o.holds)) }
      }
    }
  }

  /** A state in which the lemmas hold and the rule fires. */
  fires(r: RuleIr): string { return this.#after(r).head }

  /** The invariants, and step properties of steps that change nothing they read, from the lemmas. */
  *follows(): Generator<ObligationScript> {
    const s = this.#scripts()
    const head = s.hypotheses()
    for (const p of this.#ir.properties) {
      if (p.kind === "invariant") yield { kind: "follows", lemma: p.id, rule: "", script: head + s.refute(s.before, (t) => `(=> ${t.bool(p.given)} ${t.bool(p.holds)})`) }
      // A step may leave alone everything that a property of steps reads: it is then asked of a state and itself.
      if (p.kind === "step") yield { kind: "steps", lemma: p.id, rule: "", script: head + s.refute({ ...s.before, after: s.before.state }, (t) => `(=> ${t.bool(p.given)} ${t.bool(p.holds)})`) }
      if (p.kind === "forbidden") yield { kind: "follows", lemma: p.id, rule: "", script: head + s.refute(s.before, (t) => `(not ${t.bool(p.holds)})`) }
    }
  }
}
