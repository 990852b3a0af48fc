import { stepTable, textChart } from "../checker/explorer/report.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { printValue } from "../checker/ir/value.ts"
import type { Candidate } from "../conformance/trace/explain.ts"
import { UnknownSystem } from "../conformance/trace/headers.ts"
import { replay, type Replay } from "../conformance/trace/replay.ts"
import { judgeTraces, type TraceResult } from "../conformance/trace/trace.ts"
import { systems } from "../properties/systems/index.ts"
import { defineCommand, type Command } from "./command.ts"
import { EXIT, InputError } from "./errors.ts"
import type { Io } from "./io.ts"
import { nearest } from "../checker/nearest.ts"
import { count, progressLine } from "./progress.ts"
import { positive, resolveSystems } from "./systems.ts"

/** A registered system. A header's name is never taken for a path, whatever it looks like. @throws UnknownSystem */
const registered = async (id: string): Promise<SystemIr> => {
  const ids = systems.map((s) => s.id)
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

const label = (endpoint: string, rule: string): string => (endpoint === "" ? rule : `${endpoint}.${rule}`)
const printReading = (v: Candidate["values"][number]): string => [
  v.name, v.model === undefined ? "" : printValue(v.model),
  v.seen === undefined || (v.model !== undefined && printValue(v.seen) === printValue(v.model)) ? "" : `(the log saw ${printValue(v.seen)})`,
].filter((x) => x !== "").join(" ")

const either = (texts: readonly string[]): string => (texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} or ${texts.at(-1) as string}`)
const seenWhere = ({ seen, model, given }: Candidate["values"][number]): string => {
  const value = given === undefined ? undefined : `for example ${either(given.map(printValue))}`
  return `was seen as ${seen === undefined ? "" : printValue(seen)} where the model ${model === undefined ? "has no such element" : `gives ${value ?? printValue(model)}`}`
}

/** What the process could have logged there. Where the rule is right and a word was seen otherwise, that is no other event. */
const printPossible = ({ endpoint, rule, sawOtherwise, possible }: Candidate): readonly string[] => {
  const sights = sawOtherwise.map((v) => `${v.name} ${seenWhere(v)}`)
  if (sights.length === 0) return [`    possible there instead: ${possible.length === 0 ? "nothing" : possible.join(", ")}`]
  const same = `    ${label(endpoint, rule)} itself is possible there, but ${sights.join(", and ")}`
  return possible.length === 0 ? [same] : [same, `    possible there instead: ${possible.join(", ")}`]
}

const printCandidate = (c: Candidate): string => {
  // A word that was seen otherwise is its own reason: the line that names it has both values.
  const [sight] = c.reason === "seen" ? c.values : []
  const values = sight === undefined ? c.values.map(printReading).join(", ") : ""
  const awaited = c.waitsFor.length > 0 ? c.waitsFor : c.endedEarly.map((e) => e.process)
  const isWaiting = awaited.length > 0
  const says = isWaiting ? `waits for ${awaited.join(" and ")} to go on, then says` : "says"
  return [
    `  ${c.file}:${c.line}: ${c.process} ${says} ${label(c.endpoint, c.rule)}`,
    `    ${c.failed} ${isWaiting ? "does not hold yet" : "fails"}: ${sight === undefined ? c.condition : `it ${seenWhere(sight)}`} (${c.source})`,
    ...(values === "" ? [] : [`    ${values}`]),
    // What is right as it is needs nothing in its place.
    ...(isWaiting ? [] : printPossible(c)),
  ].join("\n")
}

/** What comes before everything else where nothing contradicts the model but that a log ends. */
const printEnds = ([first]: readonly Candidate[]): readonly string[] =>
  (first?.endedEarly ?? []).map((e) => `  The ${e.process}'s log ends at ${e.file}:${e.line}; it may be incomplete: ${first?.process ?? ""} could go on if ${e.process} had.`)

/** What `trace` prints of a judgement. */
export const printJudgement = (r: TraceResult): string => {
  const accepted = Object.entries(r.acceptedPrefix).map(([process, n]) => `${process} ${count(n)} of ${count(r.logged[process] ?? 0)}`).join(", ")
  const lines = [`${r.verdict}: ${count(r.events)} events accepted (${accepted}), ${count(r.sights)} observations in the logs, ${r.seconds.toFixed(2)} s`]
  if (r.reason !== undefined) lines.push(`  ${r.reason}; a greater --limit-search may decide it`)
  if (r.explanation !== undefined) lines.push(...printEnds(r.explanation.candidates), "  The longest prefix of the logs that is a behaviour of the model ends there; none of these can come next:", ...r.explanation.candidates.map(printCandidate))
  return `${[...lines, ...r.notes.map((n) => `  ${n}`)].join("\n")}\n`
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

export const command: Command = defineCommand({
  name: "trace",
  summary: "judge the logs of real processes, or step through a counterexample",
  usage: "FILE… | --replay FILE",
  allowPositionals: true,
  options: {
    replay: { type: "boolean", help: "the file is a run of the whole system, such as a counterexample: step through it" },
    system: { type: "string", placeholder: "MODULE", help: "the module of the system, if it is none of the project's" },
    "limit-search": { type: "string", placeholder: "N", help: "configurations kept at one time before the verdict is inconclusive" },
    json: { type: "boolean", help: "print one JSON document" },
  },
  run: async ({ values, positionals, io }) => {
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
      const r = await judgeTraces(positionals, systemFrom(values.system), { ...(limitSearch === undefined ? {} : { limitSearch }), onProgress })
      line.clear()
      io.stdout(values.json === true ? `${JSON.stringify({ verdict: r.verdict, events: r.events, acceptedPrefix: r.acceptedPrefix, sights: r.sights, explanation: r.explanation, ...(r.reason === undefined ? {} : { reason: r.reason }), notes: r.notes }, undefined, 2)}\n` : printJudgement(r))
      return r.verdict === "conforms" ? EXIT.holds : r.verdict === "violated" ? EXIT.violated : EXIT.inconclusive
    } finally {
      line.clear()
    }
  },
})
