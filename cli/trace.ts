import { stepTable, textChart } from "../checker/explorer/report.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { UnknownSystem } from "../conformance/trace/headers.ts"
import { replay, type Replay } from "../conformance/trace/replay.ts"
import { judgeTraces, type TraceResult } from "../conformance/trace/trace.ts"
import { simulated, systems } from "../properties/systems/index.ts"
import { defineCommand, type Command } from "./command.ts"
import { EXIT, InputError } from "./errors.ts"
import type { Io } from "./io.ts"
import { nearest } from "../checker/nearest.ts"
import { printJudgement } from "./judgement.ts"
import { count, progressLine } from "./progress.ts"
import { positive, resolveSystems } from "./systems.ts"

/** A registered system. A header's name is never taken for a path, whatever it looks like. @throws UnknownSystem */
const registered = async (id: string): Promise<SystemIr> => {
  const ids = [...systems, ...simulated].map((s) => s.id)
  if (ids.includes(id)) return (await resolveSystems([id]))[0] as SystemIr
  const meant = nearest(id, ids)
  throw new UnknownSystem(`there is no system ${id}`, `${meant === undefined ? "" : `Did you mean ${meant}? `}Systems: ${ids.join(", ")}. For another, name the module that exports it: --system ./module.ts`)
}

/** The system of a header: the registry's, or the one of that id in the module that was named. */
const systemFrom = (module: string | undefined) => async (id: string): Promise<SystemIr> => {
  if (module === undefined) return registered(id)
  const found = await resolveSystems([module])
  const ir = found.find((x) => x.id === id)
  if (ir === undefined) throw new UnknownSystem(`${module} has no system ${id}`, `It has ${found.map((x) => x.id).join(", ") || "none"}. Give --system the module that exports the system which the logs name.`)
  return ir
}

/** What `trace --replay` prints. */
const printReplay = (file: string, r: Replay): string => {
  const lines = [stepTable(r.ir, r.run), "", textChart(r.ir, r.run), ""]
  if (r.broken !== undefined) lines.push(`violated: ${file}:${r.broken.line}: ${r.broken.text}`)
  else lines.push(`Every one of ${count(r.run.steps.length)} steps is one of the model.`)
  const claim = r.broken === undefined ? r.violates : undefined
  const isEndless = r.run.cycle !== undefined
  if (claim?.isBroken === true) lines.push(isEndless ? `Continued for ever, the run breaks ${claim.id}, and is fair:` : `The last state breaks ${claim.id}:`, ...claim.because.map((b) => `  ${b}`))
  if (claim?.isBroken === false) lines.push(`The file says that the run violates ${claim.id}, but ${isEndless ? `it does not, for ${claim.because.join(", ")}` : "its end does not"}: the model or the file has changed since.`)
  if (claim !== undefined && claim.isBroken === undefined) lines.push(`Whether ${claim.id} is violated no single run shows; \`tcnet check\` judges it.`)
  return `${lines.join("\n")}\n`
}

const runReplay = async (files: readonly string[], module: string | undefined, json: boolean, io: Io): Promise<number> => {
  const [file, ...others] = files
  if (file === undefined || others.length > 0) throw new InputError("--replay takes one file", "For example: tcnet trace --replay counterexample.jsonl")
  const r = await replay(file, systemFrom(module))
  const isGenuine = r.broken === undefined && r.violates?.isBroken !== false
  if (!json) io.stdout(printReplay(file, r))
  else io.stdout(`${JSON.stringify({ verdict: isGenuine ? "conforms" : "violated", events: r.run.steps.length, ...(r.broken === undefined ? {} : { explanation: r.broken }), ...(r.violates === undefined ? {} : { violates: r.violates }) }, undefined, 2)}\n`)
  return isGenuine ? EXIT.holds : EXIT.violated
}

/** What `--json` prints of a judgement. */
const documentOf = ({ verdict, events, acceptedPrefix, sights, explanation, due, reason, notes }: TraceResult): object =>
  ({ verdict, events, acceptedPrefix, sights, explanation, ...(due === undefined ? {} : { due }), ...(reason === undefined ? {} : { reason }), notes })

export const command: Command = defineCommand({
  name: "trace",
  summary: "judge the logs of real processes, or step through a counterexample",
  usage: "FILE… | --replay FILE",
  allowPositionals: true,
  options: {
    replay: { type: "boolean", help: "the file is a run of the whole system, such as a counterexample: step through it" },
    system: { type: "string", placeholder: "MODULE", help: "the module of the system, if it is none of the project's" },
    ended: { type: "boolean", help: "the run came to its end, nothing more was going to happen: the logs must end at rest" },
    "limit-search": { type: "string", placeholder: "N", help: "configurations kept at one time (and four times as many in all; of a large ring fewer) before the verdict is inconclusive" },
    json: { type: "boolean", help: "print one JSON document" },
  },
  run: async ({ values, positionals, io }) => {
    if (values.replay === true && values.ended === true) throw new InputError("--ended says something of logs, not of a run to step through", "Give either --ended or --replay.")
    if (values.replay === true) return runReplay(positionals, values.system, values.json === true, io)
    const limitSearch = positive("limit-search", values["limit-search"])
    const line = progressLine(io)
    const from = performance.now()
    let shown = 0
    const onProgress = (phase: string, events: number): void => {
      if (performance.now() - shown < 200) return
      shown = performance.now()
      line.show(`${count(events)} events ${phase}, ${((shown - from) / 1000).toFixed(0)} s`)
    }
    try {
      const r = await judgeTraces(positionals, systemFrom(values.system), { ...(limitSearch === undefined ? {} : { limitSearch }), ended: values.ended === true, onProgress })
      line.clear()
      io.stdout(values.json === true ? `${JSON.stringify(documentOf(r), undefined, 2)}\n` : printJudgement(r))
      return r.verdict === "conforms" ? EXIT.holds : r.verdict === "violated" ? EXIT.violated : EXIT.inconclusive
    } finally {
      line.clear()
    }
  },
})
