import { printParams } from "../checker/ir/reading.ts"
import { placed, type SystemIr } from "../checker/ir/system.ts"
import { printValue } from "../checker/ir/value.ts"
import { nearest } from "../checker/nearest.ts"
import { prove, proveWraparound, type Counterexample, type Obligation, type Options } from "../checker/proof/prove.ts"
import { engines, type Engine } from "../checker/proof/solver.ts"
import { mutatedModule, registered } from "../publish/mutated.ts"
import { proofOf, provedSystems, type Proved } from "../publish/proofs.ts"
import { defineCommand, type Command } from "./command.ts"
import { EXIT, InputError } from "./errors.ts"
import { progressLine } from "./progress.ts"
import { jobsFrom } from "./jobs.ts"
import { positive } from "./systems.ts"

interface Row extends Obligation {
  readonly system: string
}

const engineFrom = (text: string): Engine => {
  const engine = engines.find((e) => e === text)
  if (engine === undefined) throw new InputError(`there is no engine ${text}`, `The engines are ${engines.join(", ")}.`)
  return engine
}

/** What is judged of all obligations. @throws InputError for a lemma or a rule that there is not */
const onlyOf = ({ ir, proof }: Proved, lemma: string | undefined, rule: string | undefined): Options["only"] => {
  const bare = (id: string): string => ir.properties.find((p) => placed(p) === id)?.id ?? id
  const lemmas = [...proof.lemmas, ...ir.properties, ...ir.refinements].map((x) => x.id)
  const rules = ir.rules.map(placed)
  const unknown = (what: string, id: string, among: readonly string[]): never => {
    const meant = nearest(id, among)
    throw new InputError(`the proof about ${ir.id} has no ${what} ${id}`, `${meant === undefined ? "" : `Did you mean ${meant}? `}\`tcnet prove ${ir.id} --json\` lists its obligations.`)
  }
  if (lemma !== undefined && !lemmas.includes(bare(lemma))) return unknown("lemma", lemma, lemmas)
  if (rule !== undefined && !rules.includes(rule)) return unknown("rule", rule, rules)
  if (lemma === undefined && rule === undefined) return undefined
  return (o) => (lemma === undefined || o.lemma === bare(lemma)) && (rule === undefined || o.rule === rule)
}

const targetOf = (system: string, mutant: string | undefined): Proved => {
  if (!provedSystems.includes(system)) {
    const meant = nearest(system, provedSystems)
    throw new InputError(registered.some((s) => s.id === system) ? `nothing is proved of ${system} for every size` : `there is no system ${system}`, `${meant === undefined ? "" : `Did you mean ${meant}? `}Systems with a proof: ${provedSystems.join(", ")}.`)
  }
  if (mutant === undefined) return proofOf(system)
  const of = registered.find((s) => s.id === system) as (typeof registered)[number]
  const found = mutatedModule(of.file, of.name).mutants.find((m) => m.id === mutant)
  if (found === undefined) throw new InputError(`${system} has no mutant ${mutant}`, `\`tcnet mutate ${system}\` lists its mutants.`)
  return proofOf(system, found.edit)
}

/** What is shown, in words. */
const kinds: Readonly<{ [kind in Obligation["kind"]]: string }> = {
  begins: "true in the first state", keeps: "kept by", defined: "inside ranges, queues and arrays", steps: "step property", follows: "invariant", refines: "step of the service", forgets: "the same but for what is forgotten:", fires: "fires among the lemmas", wraps: "wrap-around",
}
const nameOf = (o: Obligation): string => [kinds[o.kind], o.rule === "init" ? "" : o.rule, o.kind === "fires" ? "" : o.lemma].filter((x) => x !== "").join(" ")

const printState = (ir: SystemIr, c: Counterexample, rule: string): string => {
  const changed = ir.leaves.flatMap((l, i) => {
    const [before, after] = [printValue(c.state[i] ?? 0), printValue(c.after[i] ?? 0)]
    return [`      ${l.path} = ${before}${before === after ? "" : ` -> ${after}`}`]
  })
  return `    in this state, of size ${c.size}, all lemmas are true, and ${rule}${printParams(c.params)} breaks ${c.broken.join(", ") || "it"}:\n${changed.join("\n")}\n`
}

/** A line for each lemma: how many rules keep it. */
const printSummary = (ir: SystemIr, rows: readonly Row[], texts: ReadonlyMap<string, string>): string => {
  const lemmas = [...new Set(rows.map((r) => r.lemma))].filter((l) => texts.has(l))
  const line = (l: string): string => {
    const of = rows.filter((r) => r.lemma === l)
    const good = of.filter((r) => r.verdict === "proved").length
    return `  ${good === of.length ? "proved    " : of.some((r) => r.verdict === "refuted") ? "refuted   " : "not proved"}  ${l}: ${good} of ${of.length}. ${texts.get(l) ?? ""}\n`
  }
  const group = (title: string, kind: Obligation["kind"]): string => {
    const of = rows.filter((r) => r.kind === kind)
    return of.length === 0 ? "" : `  ${title}: ${of.filter((r) => r.verdict === "proved").length} of ${of.length}\n`
  }
  const failed = rows.filter((r) => r.verdict !== "proved")
  return `${ir.id}\n${lemmas.map(line).join("")}${group("invariants that follow", "follows")}${group("step properties, rule by rule, and where nothing they read changes", "steps")}${group("steps of the service that is refined", "refines")}${group("what is forgotten", "forgets")}${group("effects inside ranges, queues and arrays", "defined")}${group("rules that fire among the lemmas", "fires")}`
    + failed.map((r) => `  ${r.verdict === "refuted" ? "refuted" : "not proved"}: ${nameOf(r)}\n${r.counterexample === undefined ? "" : printState(ir, r.counterexample, r.rule)}`).join("")
}

const exitOf = (rows: readonly Row[]): number =>
  rows.some((r) => r.verdict === "refuted") ? EXIT.violated : rows.some((r) => r.verdict === "not-proved") ? EXIT.inconclusive : EXIT.holds

const json = (rows: readonly Row[]): string => {
  const code = exitOf(rows)
  return `${JSON.stringify({
    obligations: rows.map((r) => ({
      system: r.system, kind: r.kind, lemma: r.lemma, rule: r.rule, verdict: r.verdict, engine: r.engine, seconds: r.seconds,
      ...(r.counterexample === undefined ? {} : { counterexample: r.counterexample }),
    })),
    verdict: code === EXIT.holds ? "proved" : code === EXIT.violated ? "refuted" : "not-proved",
  }, undefined, 2)}\n`
}

export const command: Command = defineCommand({
  name: "prove",
  summary: "prove systems for every size, and say of each lemma and rule whether it is",
  usage: "[SYSTEM]… [OPTION]…",
  allowPositionals: true,
  options: {
    engine: { type: "string", placeholder: "ENGINE", default: "z3-solver", help: "z3-solver, which is part of this package, or the installed program z3 or cvc5" },
    mutant: { type: "string", placeholder: "ID", help: "prove this wrong version of the system instead" },
    lemma: { type: "string", placeholder: "ID", help: "judge only this lemma or property" },
    rule: { type: "string", placeholder: "PLACE.RULE", help: "judge only this rule" },
    "limit-seconds": { type: "string", placeholder: "N", default: "20", help: "give up an obligation after so long" },
    jobs: { type: "string", placeholder: "N", help: "programs that run at one time (default: as many as there are cores, and at most 8)" },
    json: { type: "boolean", help: "print one JSON document" },
  },
  run: async ({ values, positionals, io }) => {
    const engine = engineFrom(values.engine)
    if (values.mutant !== undefined && positionals.length !== 1) throw new InputError("--mutant needs the one system that it is a mutant of", "For example tcnet prove ring --mutant row.3.")
    const o = { engine, limit_ms: (positive("limit-seconds", values["limit-seconds"]) ?? 20) * 1000, jobs: jobsFrom(values.jobs) }
    const rows: Row[] = []
    const line = progressLine(io)
    for (const system of positionals.length === 0 ? provedSystems : positionals) {
      const target = targetOf(system, values.mutant)
      const { ir, proof } = target
      const only = onlyOf(target, values.lemma, values.rule)
      try {
        const found = await prove(ir, proof, { ...o, withStates: true, ...(only === undefined ? {} : { only }), onProgress: (done, all) => { line.show(`${system}: ${done} of ${all} obligations`) } })
        // Nothing to prove is no proof.
        if (found.length === 0) throw new InputError(`the proof about ${system} has no obligation of ${values.lemma ?? "any lemma"} at ${values.rule ?? "any rule"}`, "The rule changes nothing that the lemma reads. Leave out --lemma or --rule.")
        const own = found.map((x): Row => ({ ...x, system }))
        rows.push(...own)
        line.clear()
        if (values.json !== true) io.stdout(printSummary(ir, own, new Map(proof.lemmas.map((l) => [l.id, l.text]))))
      } finally {
        line.clear()
      }
    }
    const isPart = values.lemma !== undefined || values.rule !== undefined
    const wraps = isPart ? [] : (await proveWraparound(o)).map((x): Row => ({ ...x, system: "" }))
    rows.push(...wraps)
    const proved = rows.filter((r) => r.verdict === "proved").length
    io.stdout(values.json === true ? json(rows) : `${isPart ? "" : `what wraps: ${wraps.filter((r) => r.verdict === "proved").length} of ${wraps.length}\n`}${proved} of ${rows.length} obligations proved by ${engine}, ${rows.reduce((s, r) => s + r.seconds, 0).toFixed(1)} s\n`)
    return exitOf(rows)
  },
})
