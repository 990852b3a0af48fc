/** Judges the logs of processes against a system: from files to a verdict. */
import { InputError } from "../../checker/errors.ts"
import { walk } from "../../checker/ir/node.ts"
import { Reading } from "../../checker/ir/reading.ts"
import type { SystemIr } from "../../checker/ir/system.ts"
import { firstImpossible, Solo } from "./alone.ts"
import { dueAt, reachedSizes, restlessParts, type Due } from "./due.ts"
import { bestEnd, explain, type Explanation, type Finding } from "./explain.ts"
import { wrongLine, type Where } from "./format.ts"
import { findRun } from "./greedy.ts"
import { checkHeaders, type SystemOf } from "./headers.ts"
import { judge, type JudgeOptions } from "./judge.ts"
import { Log } from "./log.ts"
import { comesToRest, restOf } from "./rest.ts"
import { Steps, total, type Configuration } from "./steps.ts"
import { checkSizes, Vocabulary } from "./vocabulary.ts"

export interface TraceResult {
  readonly verdict: "conforms" | "violated" | "inconclusive"
  /** Events that were accepted, in all logs. */
  readonly events: number
  /** How many events of each process were accepted. */
  readonly acceptedPrefix: Readonly<Record<string, number>>
  /** How many events each process logged. */
  readonly logged: Readonly<Record<string, number>>
  /** Values that the logs saw, all of which the model has to have. */
  readonly sights: number
  readonly explanation?: Explanation
  /** Where the logs do not end at rest: the rules that could still be taken there, the most telling first. */
  readonly due?: readonly Due[]
  /** Which limit was reached. */
  readonly reason?: string
  readonly notes: readonly string[]
  readonly seconds: number
}
export interface TraceOptions {
  /** Most configurations that are kept of one level. Default 100,000. */
  readonly limitSearch?: number
  /** The run came to its end: nothing more was going to happen. The logs have to end where the system is at rest. */
  readonly ended?: boolean
  /** Told every now and then how many events are read, and then judged. */
  readonly onProgress?: (phase: "read" | "judged", events: number) => void
}

const byProcess = (logs: readonly Log[], count: (log: Log, i: number) => number): Readonly<Record<string, number>> =>
  Object.fromEntries(logs.map((log, i) => [log.header.process, count(log, i)]))

const silentNotes = (ir: SystemIr, logs: readonly Log[]): readonly string[] => {
  const heard = new Set(logs.flatMap((log) => [...log.facts.seen.keys()].map((i) => ir.rules[i]?.place)))
  const silent = [...new Set(ir.rules.filter((r) => !r.hidden).map((r) => r.place))].filter((place) => !heard.has(place))
  return silent.map((place) => `No log has events of endpoint "${place}": nothing is taken to have happened there.`)
}

/** A log without observations is judged by the order of its events alone, which says nothing of what was read. */
const blindNotes = (logs: readonly Log[]): readonly string[] => logs.filter((log) => log.facts.sights === 0)
  .map((log) => `The log of ${log.header.process} saw nothing (every \`seen\` is empty): its events are judged by their order alone, and payloads not at all.`)

/** What the judge needs to begin. */
export interface Case {
  readonly ir: SystemIr
  readonly reading: Reading
  readonly logs: readonly Log[]
}

/** @throws InputError that names the log's header where the system cannot have its sizes */
const vocabularyOf = (ir: SystemIr, log: Log): Vocabulary => {
  const sizes = checkSizes(ir, log.header, log.top)
  try {
    return new Vocabulary(ir, sizes)
  } catch (error) {
    throw error instanceof InputError ? tooLarge(ir, log, error) : error
  }
}

/** The refusal of a system's sizes, with the size that is to blame and the largest value that it may have. */
const tooLarge = (ir: SystemIr, { header: { sizes }, top }: Log, error: InputError): InputError => {
  const name = sizesOfDomains(ir).toSorted((a, b) => (sizes[b] as number) - (sizes[a] as number))[0]
  if (name === undefined) return wrongLine(top, error.message, error.fix)
  const isPossible = (value: number): boolean => {
    try {
      return new Reading(ir, { ...sizes, [name]: value }).instances.length > 0
    } catch {
      return false
    }
  }
  let [largest, refused] = [0, sizes[name] as number]
  while (refused - largest > 1) {
    const middle = Math.floor((largest + refused) / 2)
    if (isPossible(middle)) largest = middle
    else refused = middle
  }
  return wrongLine(top, `sizes.${name} is ${sizes[name]}: ${error.message}`, `With the other sizes as they are ${name} is at most ${largest} for a trace.`)
}

/** The sizes that say how many values a parameter of a rule has. */
const sizesOfDomains = (ir: SystemIr): readonly string[] => {
  const found = new Set<string>()
  for (const { domain } of ir.rules.flatMap((r) => r.params)) if (domain.kind === "range") walk([domain.count], (n) => { if (n.op === "size") found.add(n.name as string) })
  return [...found]
}

/** Reads the logs once. @throws InputError for anything that is wrong with one. */
export const prepare = (logs: readonly Log[], ir: SystemIr, options: TraceOptions = {}): Case => {
  const first = logs[0] as Log
  const vocabulary = vocabularyOf(ir, first)
  let read = 0
  for (const log of logs) {
    log.scan(vocabulary, { onProgress: (events) => options.onProgress?.("read", read + events) })
    read += log.facts.events
  }
  return { ir, reading: vocabulary.reading, logs }
}

/**
 * Judges the logs in these files; `systemOf` gives the system that their headers name.
 *
 * @throws InputError for anything that is wrong with a log, and whatever `systemOf` throws
 */
export const judgeTraces = async (files: readonly string[], systemOf: SystemOf, options: TraceOptions = {}): Promise<TraceResult> => {
  const begin_ms = performance.now()
  if (files.length === 0) throw new InputError("there is no log to judge", "Give the log of each process: tcnet trace FILE...")
  const logs: Log[] = []
  try {
    for (const file of files) logs.push(new Log(file))
    const ir = await checkHeaders(logs, systemOf)
    const result = verdictAt((logs[0] as Log).top, prepare(logs, ir, options), { limitSearch: options.limitSearch ?? 100_000, onProgress: (events) => options.onProgress?.("judged", events) }, options.ended === true)
    return { ...result, notes: [...silentNotes(ir, logs), ...blindNotes(logs), ...result.notes], seconds: (performance.now() - begin_ms) / 1000 }
  } finally {
    for (const log of logs) log.close()
  }
}

type Verdict = Omit<TraceResult, "seconds">

/** The verdict; a model that reads outside a sequence is no model at the sizes of this header. @throws InputError then, and for a wrong line */
const verdictAt = (top: Where, c: Case, options: JudgeOptions, ended: boolean): Verdict => {
  try {
    return verdictOf(c, options, ended)
  } catch (error) {
    if (!(error instanceof RangeError && /^index -?\d+ of \d+$/.test(error.message))) throw error
    throw wrongLine(top, `at these sizes ${c.ir.id} reads an element that is not there (${error.message})`, "Check the system at sizes in this proportion: tcnet check names the obligation that is broken.")
  }
}

/**
 * The verdict, by the cheapest proof that there is. (1) A run found depth first, without faults: conforms. (2) An event
 * that is not possible by its own log alone: violated. (3) A run found depth first, with faults: conforms. (4) The exact
 * search, with faults.
 *
 * @throws InputError for a line of a log that is wrong
 */
export const verdictOf = ({ ir, reading, logs }: Case, options: JudgeOptions, ended = false): Verdict => {
  const start: Configuration = { positions: logs.map(() => 0), state: reading.initial() }
  const ends = logs.map((log) => log.facts.events)
  const report = (verdict: TraceResult["verdict"], at: Configuration): Verdict => ({
    verdict, events: total(at),
    acceptedPrefix: byProcess(logs, (_, i) => at.positions[i] as number),
    logged: byProcess(logs, (log) => log.facts.events), sights: logs.reduce((sum, log) => sum + log.facts.sights, 0), notes: [],
  })
  const conforms = (steps: Steps, end: Configuration): Verdict => ({ ...report("conforms", end), ...(ended ? atEnd(steps, start, end, options) : cutAnywhere(steps, end)) })
  const violated = (steps: Steps, finding: Finding): Verdict => {
    for (const log of logs) log.rewind()
    const { explanation, accepted } = explain(steps, finding)
    return { ...report("violated", accepted), explanation }
  }
  const usual = new Steps(ir, reading, logs, false)
  const found = findRun(usual, start, ends, options.onProgress)
  if (found.kind === "run") return conforms(usual, found.end)

  const steps = new Steps(ir, reading, logs, true)
  const hasFaults = steps.hidden.flat().some((x) => x.rule.by === "fault")
  const impossible = logs.map((_, i) => firstImpossible(new Solo(steps, i), start.state))
  if (impossible.some((position) => position !== undefined)) {
    const without = violated(usual, { from: start, impossible })
    // The event may be reached only behind a fault.
    return without.explanation?.candidates[0]?.alone === true || !hasFaults ? without : violated(steps, { from: start, impossible })
  }

  const rewind = (): void => { for (const log of logs) log.rewind() }
  if (hasFaults) {
    rewind()
    const faulty = findRun(steps, start, ends, options.onProgress)
    if (faulty.kind === "run") return conforms(steps, faulty.end)
  }
  rewind()
  const outcome = judge(steps, start, ends, options)
  if (outcome.kind === "conforms") return conforms(steps, outcome.end)
  if (outcome.kind === "inconclusive") return { ...report("inconclusive", outcome.at), reason: outcome.reason }
  const end = outcome.ends.length > 0 ? bestEnd(steps, outcome.ends) : found.furthest
  return violated(steps, { from: end.configuration, impossible: [], stuck: end.choice.log })
}

/** What is said of an end that may be a cut: that it is not at rest, and what was due there. */
const cutAnywhere = (steps: Steps, end: Configuration): Partial<Verdict> => (comesToRest(steps, end) ? {} : {
  notes: ["The run did not end at rest: the system's `quiescent` does not hold, nor does it after what is still under way has arrived."],
  due: dueAt(steps, end),
})

/** What becomes of the verdict where nothing more was going to happen. */
const atEnd = (steps: Steps, start: Configuration, end: Configuration, options: JudgeOptions): Partial<Verdict> => {
  const rest = restOf(steps, start, end, options)
  switch (rest.kind) {
    case "rest": return rest.byFault ? { notes: [`The run ended at rest only if a fault happened that nobody logged (${faultsOf(steps)}). Without one there was still something due.`], due: dueAt(steps, end) } : {}
    case "inconclusive": return { verdict: "inconclusive", reason: `whether a run of these events can end at rest: ${rest.reason}`, due: dueAt(steps, end) }
    case "restless": return { verdict: "violated", explanation: { candidates: [], restless: restlessParts(steps, end) }, due: dueAt(steps, end), notes: sizeNotes(steps) }
  }
}

const faultsOf = (steps: Steps): string => [...new Set(steps.ir.rules.filter((r) => r.hidden && r.by === "fault").map((r) => r.id))].join(", ")

const sizeNotes = (steps: Steps): readonly string[] => {
  const sizes = reachedSizes(steps)
  return sizes.length === 0 ? [] : [`${steps.ir.id} is at rest only once ${sizes.map((name) => `\`${name}\`, which is ${steps.reading.sizes[name]} in the header,`).join(" and ")} is reached: with --ended give what this run really had.`]
}
