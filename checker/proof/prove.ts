/** Goes through the obligations of a proof, and says of each whether it is proved, refuted by a state, or neither. */
import { placed, type ProofIr, type RuleIr, type Sizes, type SystemIr } from "../ir/system.ts"
import { decode, most_positions, Replay, withNames, type Found } from "./finite.ts"
import { Obligations, type ObligationScript } from "./obligations.ts"
import { openSolver, type Answer, type Engine, type Solver } from "./solver.ts"
import type { Finite } from "./terms.ts"
import { wraparound } from "./wraparound.ts"

export interface Obligation {
  /** As in `ObligationScript`; `fires`: there is a state, of some size, in which all lemmas are true and the rule fires; `wraps`: a fact about what wraps. */
  readonly kind: ObligationScript["kind"] | "fires" | "wraps"
  readonly lemma: string
  readonly rule: string
  readonly verdict: "proved" | "refuted" | "not-proved"
  readonly engine: Engine
  readonly seconds: number
  /** A state of which all lemmas are true, and the step that breaks what is to be shown. */
  readonly counterexample?: Counterexample
}
export interface Counterexample extends Found {
  readonly size: string
  readonly sizes: Sizes
  readonly after: Found["state"]
  /** Lemmas that do not hold after it, as the interpreter has it. */
  readonly broken: readonly string[]
}

export interface Options {
  readonly engine: Engine
  /** For each obligation. */
  readonly limit_ms: number
  /** Programs that run at a time. */
  readonly jobs: number
  /** Whether a state is searched for where an obligation is not proved, and where rules fire. */
  readonly withStates: boolean
  readonly onProgress?: (done: number, all: number) => void
  /** Only obligations of which this is true. */
  readonly only?: (o: Pick<Obligation, "kind" | "lemma" | "rule">) => boolean
}

/** The sizes of a system that a proof is about: those that meet its conditions. */
const finiteSizes = (ir: SystemIr, proof: ProofIr): readonly { readonly name: string; readonly finite: Finite; readonly sizes: Sizes }[] =>
  Object.entries(ir.sizes).flatMap(([name, sizes]) => {
    const replay = new Replay(ir, { ...proof, lemmas: proof.sizes.map((s) => ({ id: s.name, text: "", from: undefined, holds: s.node, source: proof.source })) }, sizes)
    return replay.broken({ state: [], memory: [] }).length > 0 ? [] : [{ name, sizes, finite: { sizes, most: most_positions } }]
  })

/** Runs `f` for all items, so many at a time. */
const pooled = async <T, R>(items: readonly T[], jobs: number, f: (x: T) => Promise<R>): Promise<readonly R[]> => {
  const results: R[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) results[i] = await f(items[i] as T)
  }
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, work))
  return results
}

class Prover {
  readonly #ir: SystemIr
  readonly #proof: ProofIr
  readonly #solver: Solver
  /** States come from the library, whatever proves. */
  readonly #states: Solver | undefined
  readonly #o: Options

  constructor(ir: SystemIr, proof: ProofIr, solver: Solver, states: Solver | undefined, o: Options) {
    this.#ir = ir
    this.#proof = proof
    this.#solver = solver
    this.#states = states
    this.#o = o
  }

  #rule(rule: string): RuleIr | undefined { return this.#ir.rules.find((r) => placed(r) === rule) }

  async judge(o: ObligationScript): Promise<Obligation> {
    const answer = await this.#solver.check(o.script, this.#o.limit_ms)
    const base = { kind: o.kind, lemma: o.lemma, rule: o.rule, engine: this.#solver.engine, seconds: answer.seconds }
    if (answer.verdict === "unsat") return { ...base, verdict: "proved" }
    const counterexample = await this.#counterexample(o)
    return counterexample === undefined ? { ...base, verdict: "not-proved" } : { ...base, verdict: "refuted", counterexample }
  }

  /** A state of a named size that shows how the obligation fails. */
  async #counterexample(o: ObligationScript): Promise<Counterexample | undefined> {
    const rule = this.#rule(o.rule)
    if (rule === undefined || this.#states === undefined) return undefined
    for (const { name, sizes, finite } of finiteSizes(this.#ir, this.#proof)) {
      const script = [...new Obligations(this.#ir, this.#proof, finite).rule(rule)].find((x) => x.kind === o.kind && x.lemma === o.lemma)?.script
      if (script === undefined) return undefined
      const found = await this.#solve(this.#states, script, rule, sizes)
      if (found === undefined) continue
      const replay = new Replay(this.#ir, this.#proof, sizes)
      const wrong = replay.broken(found)
      // What the solver found is read once more by the interpreter: the two have to agree on what the rules mean.
      const fires = o.lemma.startsWith("condition.") || replay.isEnabled(rule, found)
      if (wrong.length > 0 || !fires) throw new Error(`the state that refutes ${o.lemma} for ${o.rule} does not replay: ${wrong.join(", ") || "the rule is not enabled"}`)
      const after = replay.step(rule, found)
      return { ...found, size: name, sizes, after: after.state, broken: replay.broken(after) }
    }
    return undefined
  }
  async #solve(solver: Solver, script: string, rule: RuleIr, sizes: Sizes): Promise<Found | undefined> {
    const answer: Answer = await solver.check(withNames(script, this.#ir, this.#proof, rule, sizes), this.#o.limit_ms)
    return answer.values === undefined ? undefined : decode(answer.values, this.#ir, this.#proof, rule, sizes)
  }

  /** A rule that could never fire where the lemmas hold would keep everything. */
  async fires(rule: RuleIr): Promise<Obligation> {
    const base = { kind: "fires" as const, lemma: "", rule: placed(rule), engine: "z3-solver" as const }
    let spent = 0
    for (const { sizes, finite } of finiteSizes(this.#ir, this.#proof)) {
      const from = performance.now()
      const found = await this.#solve(this.#states as Solver, new Obligations(this.#ir, this.#proof, finite).fires(rule), rule, sizes)
      spent += (performance.now() - from) / 1000
      if (found === undefined) continue
      const replay = new Replay(this.#ir, this.#proof, sizes)
      const wrong = replay.broken(found)
      if (wrong.length > 0 || !replay.isEnabled(rule, found)) throw new Error(`the state in which ${placed(rule)} fires does not replay: ${wrong.join(", ") || "the rule is not enabled"}`)
      return { ...base, verdict: "proved", seconds: spent }
    }
    return { ...base, verdict: "not-proved", seconds: spent }
  }
}

/** What a proof about a system comes to: an obligation each. @throws InputError where the engine is not installed, or what is to be proved cannot be written for a solver */
export const prove = async (ir: SystemIr, proof: ProofIr, o: Options): Promise<readonly Obligation[]> => {
  const scripts = [...new Obligations(ir, proof).all()].filter((x) => o.only?.(x) ?? true)
  const fired = o.withStates ? ir.rules.filter((r) => o.only?.({ kind: "fires", lemma: "", rule: placed(r) }) ?? true) : []
  const solver = await openSolver(o.engine, o.jobs)
  const states = !o.withStates ? undefined : o.engine === "z3-solver" ? solver : await openSolver("z3-solver", 1)
  let done = 0
  const count = <T>(x: T): T => {
    o.onProgress?.(++done, scripts.length + fired.length)
    return x
  }
  try {
    const prover = new Prover(ir, proof, solver, states, o)
    const judged = await pooled(scripts, solver.jobs, async (x) => count(await prover.judge(x)))
    const live = await pooled(fired, 1, async (r) => count(await prover.fires(r)))
    return [...judged, ...live]
  } finally {
    solver.close()
    if (states !== solver) states?.close()
  }
}

/** The facts about what wraps, each by itself. */
export const proveWraparound = async (o: Pick<Options, "engine" | "limit_ms" | "jobs">): Promise<readonly Obligation[]> => {
  const solver = await openSolver(o.engine, o.jobs)
  try {
    return await pooled(wraparound, solver.jobs, async (f): Promise<Obligation> => {
      const answer = await solver.check(`(set-logic ALL)\n${f.script}`, o.limit_ms)
      return { kind: "wraps", lemma: f.id, rule: "", verdict: answer.verdict === "unsat" ? "proved" : answer.verdict === "sat" ? "refuted" : "not-proved", engine: o.engine, seconds: answer.seconds }
    })
  } finally {
    solver.close()
  }
}
