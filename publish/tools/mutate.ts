/**
 * Judges wrong versions of the tools: `npm run mutate:tools`. `--file FILE` limits it to one file, `--sample N` to so many of
 * each file, drawn by `--seed N`; `--stale` to files that have changed since they were judged. With `--check` nothing is written.
 */
import { parseArgs } from "node:util"
import { fileURLToPath } from "node:url"
import { InputError } from "../../checker/errors.ts"
import { sha256 } from "../../checker/ir/hash.ts"
import { defaultJobs } from "../jobs.ts"
import { explainedTools } from "./explained.ts"
import { readRecords, recordOf, writeRecord, type ToolRecord } from "./record.ts"
import { judgeTool, textOf } from "./run.ts"
import { targetNamed, targets, type Target } from "./targets.ts"

const usage = "Usage: npm run mutate:tools -- [--file FILE]… [--sample N] [--seed N] [--jobs N] [--stale] [--check]"
const natural = (name: string, text: string | undefined): number | undefined => {
  if (text !== undefined && !/^\d+$/.test(text)) throw new InputError(`--${name} ${text} is no number`, usage)
  return text === undefined ? undefined : Number(text)
}
const optionsFrom = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: { file: { type: "string", multiple: true }, sample: { type: "string" }, seed: { type: "string" }, jobs: { type: "string" }, stale: { type: "boolean" }, check: { type: "boolean" } } }).values
  } catch (error) {
    throw new InputError((error as Error).message, usage)
  }
}

/** What the record of a file says of its text as it stands. */
export const isStale = (r: ToolRecord | undefined, t: Target): boolean => r?.of !== sha256(textOf(t))

/** The survivors that nobody has explained. */
export const unexplained = (r: ToolRecord): readonly string[] => r.survivors.filter((s) => explainedTools[r.file]?.[s.id] === undefined).map((s) => s.id)

const main = async (): Promise<void> => {
  const o = optionsFrom(process.argv.slice(2))
  const [sample, seed, jobs] = [natural("sample", o.sample), natural("seed", o.seed) ?? 1, natural("jobs", o.jobs) ?? defaultJobs]
  const known = new Map([...readRecords().values()].map((r) => [r.file, r]))
  const chosen = (o.file?.map(targetNamed) ?? targets).filter((t) => o.stale !== true || isStale(known.get(t.file), t))
  const tty = process.stderr.isTTY === true
  for (const t of chosen) {
    const [text, from] = [textOf(t), performance.now()]
    const judged = await judgeTool(t, { jobs, sample, seed, onProgress: (done, of) => { if (tty) process.stderr.write(`\r\u001b[2K${t.file}: ${done} of ${of}${done === of ? "\r\u001b[2K" : ""}`) } })
    const r = recordOf(t.file, text, judged, seed)
    if (o.check !== true) writeRecord(r)
    const open = unexplained(r)
    if (open.length > 0) process.exitCode = 1
    process.stdout.write(`${t.file}: ${r.judged} of ${r.made} judged, ${r.beside + r.others + r.time} killed (${r.others} by tests elsewhere, ${r.time} by time), ${r.survivors.length} survived, in ${Math.round((performance.now() - from) / 1000)} s\n${open.map((id) => `  survived, unexplained: ${id}\n`).join("")}`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    process.stderr.write(`${error.message}\n${error.fix}\n`)
    process.exitCode = 2
  }
}
