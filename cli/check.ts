import { check, type CheckResult, type Reduction, type Verdict } from "../checker/explorer/check.ts"
import { printCounterexample } from "../checker/explorer/report.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { defineCommand, type Command } from "./command.ts"
import { EXIT } from "./errors.ts"
import type { Io } from "./io.ts"
import { nothingWritten, refuseUnwritable, saveTrace, traceFiles } from "./keep.ts"
import { count, progressLine } from "./progress.ts"
import { asInputError, isPath, positive, resolveSystems } from "./systems.ts"

/** From best to worst: a run of several systems is as good as its worst. */
const order: readonly Verdict[] = ["holds", "inconclusive", "vacuous", "deadlock", "violated", "error"]
const exitOf = (v: Verdict): number => (v === "holds" ? EXIT.holds : v === "inconclusive" ? EXIT.inconclusive : v === "error" ? EXIT.usage : EXIT.violated)
export const worst = (verdicts: readonly Verdict[]): Verdict => verdicts.reduce((a, b) => (order.indexOf(b) > order.indexOf(a) ? b : a), "holds")

const cuts = {
  states: "the limit of states was reached", memory: "the limit of memory was reached", interrupted: "it was interrupted",
} as const

const reductionText = ({ forgets, isUsed, because }: Reduction): string => (isUsed
  ? `Fewer states, for what these forget matters to nothing, as was watched in every step: ${forgets.join(", ")}. To count every state: --no-reduction`
  : `Nothing was forgotten in the end, though the system says what may be: ${because ?? ""}`)

/** What `check` prints of one system. */
export const printResult = (ir: SystemIr, r: CheckResult): string => {
  const sizes = Object.entries(r.sizes).map(([name, n]) => `${name} ${n}`).join(", ")
  const lines = [
    `${r.system} ${r.size} (${sizes}): ${r.verdict}`,
    `  ${count(r.states)} states, ${count(r.transitions)} transitions, depth ${r.depth}, ${r.seconds.toFixed(2)} s (${count(r.statesPerSecond)} states/s), ${count(Math.round(r.peakMemoryBytes / 1e6))} MB`,
  ]
  if (r.reduction !== undefined) lines.push(`  ${reductionText(r.reduction)}`)
  if (r.cut !== undefined) lines.push(`  Not every state was seen: ${cuts[r.cut]}. What is above was covered; properties without a violation are inconclusive.`)
  if (r.unjudged !== undefined) lines.push(`  Every state was seen, but not every \`leadsTo\` was judged: ${cuts[r.unjudged]}.`)
  const by = new Map<string, string[]>()
  for (const p of r.properties) by.set(p.verdict, [...(by.get(p.verdict) ?? []), p.id])
  for (const [verdict, ids] of by) lines.push(`  ${verdict}: ${ids.join(", ")}`)
  if (r.vacuous.length > 0) lines.push("  vacuous, which means that a check could not have failed here:", ...r.vacuous.map((v) => `    ${v.text}`))
  if (r.counterexample !== undefined) lines.push("", ...printCounterexample(ir, r.counterexample).split("\n").map((l) => `  ${l}`.trimEnd()))
  return `${lines.join("\n")}\n`
}

/** One result as `check --json` has it. */
export const resultJson = (r: CheckResult): object => ({
  system: r.system, size: r.size, verdict: r.verdict, states: r.states, transitions: r.transitions, depth: r.depth,
  seconds: Number(r.seconds.toFixed(3)), statesPerSecond: r.statesPerSecond, peakMemoryBytes: r.peakMemoryBytes,
  properties: r.properties, vacuous: r.vacuous.map((v) => v.text),
  ...(r.reduction === undefined ? {} : { reduction: r.reduction }),
  ...(r.cut === undefined ? {} : { cut: r.cut }),
  ...(r.unjudged === undefined ? {} : { unjudged: r.unjudged }),
  ...(r.counterexample === undefined ? {} : {
    counterexample: {
      id: r.counterexample.id, because: r.counterexample.because, ...(r.counterexample.run.cycle === undefined ? {} : { cycle: r.counterexample.run.cycle }),
      steps: r.counterexample.run.steps.map((s) => ({ endpoint: s.rule.place, rule: s.rule.id, params: s.params })),
    },
  }),
})

/** Ends the search at the first interrupt and prints what was covered; a second one ends the process. */
const onInterrupt = (): { readonly signal: AbortSignal; readonly done: () => void } => {
  const controller = new AbortController()
  const stop = (): void => { controller.abort() }
  process.once("SIGINT", stop)
  return { signal: controller.signal, done: () => { process.removeListener("SIGINT", stop) } }
}

interface Limits {
  readonly size: string
  readonly limitStates: number | undefined
  readonly limitMemory: number | undefined
  readonly reduction: boolean
}

const checkOne = async (ir: SystemIr, limits: Limits, io: Io, signal: AbortSignal): Promise<CheckResult> => {
  const line = progressLine(io)
  try {
    return await check(ir, {
      size: limits.size, signal, forget: limits.reduction,
      ...(limits.limitStates === undefined ? {} : { limitStates: limits.limitStates }),
      ...(limits.limitMemory === undefined ? {} : { limitBytes: limits.limitMemory * 1e6 }),
      onProgress: (p) => line.show(`${ir.id} ${limits.size}: ${count(p.states)} states, ${count(p.waiting)} waiting, depth ${p.depth}, ${p.seconds.toFixed(0)} s`),
    })
  } catch (error) {
    throw asInputError(error, `${ir.id} at ${limits.size}`)
  } finally {
    line.clear()
  }
}

/** What was asked for: the hint repeats it for one system. */
interface Asked {
  readonly positionals: readonly string[]
  readonly systems: readonly SystemIr[]
  /** The file of this system's counterexample. */
  readonly trace: string | undefined
}

/** The commands that keep a counterexample and step through it. */
const replayHint = (ir: SystemIr, r: CheckResult, { positionals, systems, trace }: Asked): string => {
  const isRegistered = positionals.includes(ir.id) || positionals.length === 0
  const [path, ...others] = positionals.filter(isPath)
  const module = isRegistered ? undefined : others.length === 0 ? path : ir.source.file
  // A module is checked with all the systems that it exports, and then each has a file of its own.
  const together = isRegistered ? [ir] : systems.filter((s) => s.source.file === ir.source.file)
  const kept = trace ?? traceFiles("counterexample.jsonl", together.map((s) => s.id))[together.indexOf(ir)]
  const step = `tcnet trace --replay ${kept}${module === undefined ? "" : ` --system ${module}`}`
  return trace === undefined
    ? `  To keep it: tcnet check ${module ?? ir.id} --size ${r.size} --trace counterexample.jsonl\n  To step through it then: ${step}\n`
    : `  Written to ${trace}. To step through it: ${step}\n`
}

export const command: Command = defineCommand({
  name: "check",
  summary: "check systems in every reachable state and every fair run",
  usage: "[SYSTEM | ./module.ts]… [OPTION]…",
  allowPositionals: true,
  options: {
    size: { type: "string", placeholder: "SIZE", default: "small", help: "small, standard or large" },
    "limit-states": { type: "string", placeholder: "N", help: "stop after so many states: the verdict is then inconclusive, and no `leadsTo` is judged" },
    "limit-memory": { type: "string", placeholder: "MB", help: "stop before more is taken: the verdict is then inconclusive, and no `leadsTo` is judged any more" },
    "no-reduction": { type: "boolean", help: "forget nothing, though the system says what may be: count every state" },
    trace: { type: "string", placeholder: "FILE", help: "write the counterexample, of a `leadsTo` a prefix and a cycle, as a trace that `tcnet trace --replay` steps through; of several systems each has its id before the end of the name" },
    strict: { type: "boolean", help: "exit 3 also where a property was not run" },
    json: { type: "boolean", help: "print one JSON document" },
  },
  run: async ({ values, positionals, io }) => {
    const limits: Limits = { size: values.size, limitStates: positive("limit-states", values["limit-states"]), limitMemory: positive("limit-memory", values["limit-memory"]), reduction: values["no-reduction"] !== true }
    if (values.trace !== undefined) refuseUnwritable(values.trace)
    const systems = await resolveSystems(positionals)
    const files = values.trace === undefined ? [] : traceFiles(values.trace, systems.map((ir) => ir.id))
    for (const file of files) refuseUnwritable(file)
    const results: CheckResult[] = []
    const interrupt = onInterrupt()
    try {
      for (const [i, ir] of systems.entries()) {
        const file = files[i]
        const r = await checkOne(ir, limits, io, interrupt.signal)
        results.push(r)
        if (values.json !== true) io.stdout(printResult(ir, r))
        if (file !== undefined) saveTrace(file, ir, r)
        if (values.json !== true && r.counterexample !== undefined) io.stdout(replayHint(ir, r, { positionals, systems, trace: file }))
        if (interrupt.signal.aborted) break
      }
    } finally {
      interrupt.done()
    }
    const verdict = worst(results.map((r) => r.verdict))
    if (values.json !== true && values.trace !== undefined && results.every((r) => r.counterexample === undefined)) io.stdout(nothingWritten(values.trace, results))
    if (values.json === true) io.stdout(`${JSON.stringify({ results: results.map(resultJson), verdict }, undefined, 2)}\n`)
    const notRun = results.some((r) => r.properties.some((p) => p.verdict === "not-run"))
    return values.strict === true && verdict === "holds" && notRun ? EXIT.inconclusive : exitOf(verdict)
  },
})
