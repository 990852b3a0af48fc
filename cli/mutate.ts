import type { MutantVerdict } from "../checker/mutation/judge.ts"
import { sampled } from "../checker/mutation/sample.ts"
import { printCounterexample, stepTable, textChart } from "../checker/explorer/report.ts"
import { exportedSystems } from "../checker/lowering/index.ts"
import { printSource } from "../checker/ir/system.ts"
import { explained } from "../properties/mutants/explained.ts"
import { judgeAll } from "../publish/jobs.ts"
import type { Sized } from "../publish/judging.ts"
import { mutatedModule, registered, type Mutated, type Named } from "../publish/mutated.ts"
import { defineCommand, type Command } from "./command.ts"
import { EXIT, InputError } from "./errors.ts"
import type { Io } from "./io.ts"
import { nearest } from "../checker/nearest.ts"
import { progressLine } from "./progress.ts"
import { jobsFrom } from "./jobs.ts"
import { isPath, positive } from "./systems.ts"

const targetsOf = (names: readonly string[]): readonly Mutated[] => (names.length === 0 ? registered.map((s) => mutatedModule(s.file, s.name)) : names.flatMap((name): readonly Mutated[] => {
  if (name.endsWith(".json")) throw new InputError(`${name} is an IR document, and mutants are made from source text`, "Give the module that it was exported from.")
  if (isPath(name)) return exportedSystems(name).map((constant) => mutatedModule(name, constant))
  const ids = registered.map((s) => s.id)
  const found = registered.find((s) => s.id === name)
  const meant = nearest(name, ids)
  if (found === undefined) throw new InputError(`there is no system ${name}`, `${meant === undefined ? "" : `Did you mean ${meant}? `}Systems: ${ids.join(", ")}; or give the path of a module, as ./my-system.ts.`)
  return [mutatedModule(found.file, found.name)]
}))

interface Row extends Sized {
  readonly system: string
  readonly mutant: Named
  /** The sentence that says why it may stand. */
  readonly because: string | undefined
}

/** A mutant that nothing kills may stand only where somebody has said why. Modules from outside have no such list. */
const needsSentence = (r: Row): boolean => (r.verdict === "equal" || r.verdict === "restriction") && r.because === undefined && explained[r.system] !== undefined

interface Choice {
  /** Undefined: the smallest, or the one that the mutant asks for. */
  readonly size: string | undefined
  readonly sample: number | undefined
  readonly seed: number
  readonly only: string | undefined
  readonly jobs: number
}
const chosenFrom = (mutants: readonly Named[], o: Choice): readonly Named[] => {
  if (o.only !== undefined) return mutants.filter((m) => m.id === o.only)
  return o.sample === undefined ? mutants : sampled(mutants, o.sample, o.seed)
}

const judgeTarget = async (t: Mutated, o: Choice, io: Io): Promise<readonly Row[]> => {
  const chosen = chosenFrom(t.mutants, o)
  const line = progressLine(io)
  try {
    const judged = await judgeAll(t, chosen, {
      jobs: o.jobs, size: o.size,
      onProgress: (done) => line.show(`${t.ir.id}: ${done} of ${chosen.length} mutants`),
    })
    const rows = judged.map((j, i): Row => {
      const mutant = chosen[i] as Named
      return { system: t.ir.id, mutant, because: explained[t.ir.id]?.[mutant.id], ...j }
    })
    if (o.only === undefined && o.sample === undefined && o.size === undefined) demandUsed(t.ir.id, rows)
    return rows
  } finally {
    line.clear()
  }
}

/** @throws InputError for a sentence about a mutant that needs none */
const demandUsed = (system: string, rows: readonly Row[]): void => {
  for (const id of Object.keys(explained[system] ?? {})) {
    const row = rows.find((r) => r.mutant.id === id)
    if (row === undefined || (row.verdict !== "equal" && row.verdict !== "equivalent" && row.verdict !== "restriction")) throw new InputError(`properties/mutants/explained.ts explains ${id} of ${system}, which is ${row?.verdict ?? "no mutant"}`, "Take the sentence out.")
  }
}

const printRow = (r: Row): string => {
  const facts = [r.size === "small" ? undefined : `at ${r.size}`, r.by, r.counterexampleLength === undefined ? undefined : `${r.counterexampleLength} ${r.counterexampleLength === 1 ? "step" : "steps"}`, r.because].filter((x) => x !== undefined).join(", ")
  const at = r.mutant.source === undefined ? "" : `${printSource(r.mutant.source)}: `
  const shown = r.verdict === "killed" && r.mutant.kind === "generic" ? "" : `\n               ${at}${r.mutant.text}`
  return `  ${r.verdict.padEnd(11)}  ${r.mutant.id}${facts === "" ? "" : `: ${facts}`}${needsSentence(r) ? ": unexplained" : ""}${shown}\n`
}

const order: readonly MutantVerdict[] = ["killed", "equivalent", "equal", "restriction", "refused", "survived", "not-run"]
const printTotals = (rows: readonly Row[]): string =>
  `${rows.length} ${rows.length === 1 ? "mutant" : "mutants"}: ${order.map((v) => [v, rows.filter((r) => r.verdict === v).length] as const).filter(([, n]) => n > 0).map(([v, n]) => `${n} ${v}`).join(", ")}\n`

const exitOf = (rows: readonly Row[]): number =>
  rows.some((r) => r.verdict === "survived" || needsSentence(r)) ? EXIT.violated : rows.some((r) => r.verdict === "not-run") ? EXIT.inconclusive : EXIT.holds

const json = (rows: readonly Row[]): string => {
  const code = exitOf(rows)
  return `${JSON.stringify({
    mutants: rows.map((r) => ({
      id: r.mutant.id, system: r.system, kind: r.mutant.kind, ...(r.mutant.row === undefined ? {} : { row: r.mutant.row }), text: r.mutant.text, verdict: r.verdict, size: r.size,
      ...(r.by === undefined ? {} : { by: r.by }), ...(r.counterexampleLength === undefined ? {} : { counterexampleLength: r.counterexampleLength }),
      ...(r.because === undefined ? {} : { because: r.because }),
    })),
    verdict: code === EXIT.holds ? "holds" : code === EXIT.violated ? "survived" : "inconclusive",
  }, undefined, 2)}\n`
}

export const command: Command = defineCommand({
  name: "mutate",
  summary: "make wrong versions of the rules, and see what notices each",
  usage: "[SYSTEM | ./module.ts]… [OPTION]…",
  allowPositionals: true,
  options: {
    size: { type: "string", placeholder: "SIZE", help: "small, standard or large (default: small, where that shows no difference standard too, or what a bug of history needs)" },
    mutant: { type: "string", placeholder: "ID", help: "judge this one only, and print its counterexample" },
    sample: { type: "string", placeholder: "N", help: "judge so many of each system, drawn by the seed" },
    seed: { type: "string", placeholder: "N", default: "1", help: "the seed of the sample" },
    jobs: { type: "string", placeholder: "N", help: "processes that judge at one time (default: as many as there are cores, and at most 8)" },
    json: { type: "boolean", help: "print one JSON document" },
  },
  run: async ({ values, positionals, io }) => {
    const o: Choice = { size: values.size, sample: positive("sample", values.sample), seed: positive("seed", values.seed) ?? 1, only: values.mutant, jobs: jobsFrom(values.jobs) }
    const rows: Row[] = []
    for (const t of targetsOf(positionals)) {
      const found = await judgeTarget(t, o, io)
      rows.push(...found)
      if (values.json !== true && found.length > 0) io.stdout(`${t.ir.id}\n${found.map(printRow).join("")}`)
      const shown = o.only === undefined ? undefined : found[0]?.result
      if (values.json !== true && shown?.counterexample !== undefined) io.stdout(`\n${printCounterexample(shown.flat.ir, shown.counterexample)}\n`)
      const differs = o.only === undefined ? undefined : found[0]?.differs
      if (values.json !== true && shown !== undefined && differs !== undefined) io.stdout(`\nA shortest run that the system itself does not have:\n\n${stepTable(shown.flat.ir, differs)}\n\n${textChart(shown.flat.ir, differs)}\n`)
    }
    if (rows.length === 0) throw new InputError(o.only === undefined ? "there is nothing to make mutants of" : `there is no mutant ${o.only}`, "`tcnet mutate` without --mutant lists the mutants.")
    io.stdout(values.json === true ? json(rows) : printTotals(rows))
    return exitOf(rows)
  },
})
