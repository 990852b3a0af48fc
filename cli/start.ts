import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { check } from "../checker/explorer/check.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { compiler, noCompiler, runPeers, shown, untilShown, type PeerBug } from "../conformance/peers/c/run.ts"
import { judgeTraces, type TraceResult } from "../conformance/trace/trace.ts"
import { command as docs } from "./docs.ts"
import { defineCommand, type Command } from "./command.ts"
import { EXIT, InputError } from "./errors.ts"
import type { Io } from "./io.ts"
import { count, progressLine, type ProgressLine } from "./progress.ts"
import { resolveSystems } from "./systems.ts"

/** One line of the summary. `not-run` is no failure, and no success either. */
interface Row {
  readonly what: string
  readonly verdict: string
  readonly ok: boolean
  readonly facts: string
}

/** The run of the sample: its link fails, and its sender starts anew, so often. */
const sample = { frames: 4_000, cuts: 8, abandons: 2, seed: 1 }
/** The run of which its sleeping and waking is judged: what several failures of the link may have lost takes too long to find out. */
const still = { frames: 4_000, cuts: 0, abandons: 10, seed: 1 }

/** The smallest size of each system: `tcnet check --size standard` takes minutes, and what it found is committed. */
const checkAll = async (systems: readonly SystemIr[], line: ProgressLine): Promise<readonly Row[]> => {
  const rows: Row[] = []
  for (const ir of systems) {
    const r = await check(ir, { size: "small", onProgress: (p) => line.show(`checking ${ir.id}: ${count(p.states)} states, depth ${p.depth}`) })
    line.clear()
    rows.push({ what: `${ir.id} small`, verdict: r.verdict, ok: r.verdict === "holds", facts: `every one of ${count(r.states)} states and ${count(r.transitions)} transitions, depth ${r.depth}, ${r.seconds.toFixed(1)} s` })
  }
  return rows
}

const judge = async (files: readonly string[], line: ProgressLine, ended = false): Promise<TraceResult> => {
  const result = await judgeTraces(files, async (id) => (await resolveSystems([id]))[0] as SystemIr, { ended, onProgress: (phase, events) => line.show(`judging the sample's logs: ${count(events)} events ${phase}`) })
  line.clear()
  return result
}

/** The row of an honest run. */
const judgeHonest = async (what: string, files: readonly string[], facts: string, line: ProgressLine, ended = false): Promise<Row> => {
  const r = await judge(files, line, ended)
  return { what, verdict: r.verdict, ok: r.verdict === "conforms", facts: `${count(r.events)} events${facts}, judged in ${r.seconds.toFixed(1)} s` }
}

/** Without a compiler committed logs are judged, and said to be so. */
const judgeCommitted = async (line: ProgressLine): Promise<readonly Row[]> => {
  const pair = (name: string): readonly string[] => ["sender", "owner"].map((end) => fileURLToPath(new URL(`../conformance/peers/c/sample/${name}.${end}.jsonl`, import.meta.url)))
  return [
    { what: "C sample, three processes", verdict: "not-run", ok: true, facts: noCompiler },
    await judgeHonest("C sample, committed logs", pair("ring"), " of an earlier run", line, true),
    await judgeHonest("  sleeping and waking", pair("wakeup"), " of an earlier run", line),
  ]
}

const judgeBug = async (bug: PeerBug, directory: string, line: ProgressLine): Promise<Row> => {
  line.show(`running the sample with ${bug.name}`)
  const { verdict, explanation } = await untilShown(bug, directory, (logs) => judge(logs, line), (r) => r.verdict === "violated" && r.explanation?.candidates[0]?.failed === bug.failed)
  const first = explanation?.candidates[0]
  const ok = verdict === "violated" && first?.failed === bug.failed
  return { what: `  -DBUG=${bug.name}`, verdict, ok, facts: first === undefined ? "nothing was named" : `${first.failed} fails: ${first.condition}${ok ? "" : `; ${bug.failed ?? ""} should be named`}` }
}

const judgePeers = async (line: ProgressLine): Promise<readonly Row[]> => {
  if (compiler() === undefined) return judgeCommitted(line)
  const directory = mkdtempSync(join(tmpdir(), "tcnet-start-"))
  try {
    line.show("compiling and running the sample")
    const { ring } = await runPeers({ ...sample, directory: join(directory, "correct") })
    const { wakeup } = await runPeers({ ...still, directory: join(directory, "still") })
    const rows: Row[] = [
      await judgeHonest("C sample, three processes", ring, `, ${sample.cuts} failures of the link`, line, true),
      await judgeHonest("  sleeping and waking", wakeup, ` of ${still.abandons + 1} epochs`, line),
    ]
    for (const bug of shown) rows.push(await judgeBug(bug, directory, line))
    return rows
  } finally {
    line.clear()
    rmSync(directory, { recursive: true, force: true })
  }
}

const renderDocs = async (io: Io): Promise<Row> => {
  let said = ""
  let code: number = EXIT.usage
  try {
    code = await docs.run({ values: {}, positionals: [], io: { ...io, stdout: (text) => { said += text } } })
  } catch (error) {
    // What was checked before is printed all the same: after a change to a rule it is what one wants to see.
    if (!(error instanceof InputError)) throw error
    said = error.message
  }
  return { what: "specification", verdict: code === EXIT.holds ? "rendered" : "failed", ok: code === EXIT.holds, facts: said.trim().split("\n").at(-1) ?? "" }
}

const table = (rows: readonly Row[]): string => {
  const [what, verdict] = [Math.max(...rows.map((r) => r.what.length)), Math.max(...rows.map((r) => r.verdict.length))]
  return rows.map((r) => `${r.ok ? " " : "!"} ${r.what.padEnd(what)}  ${r.verdict.padEnd(verdict)}  ${r.facts}`.trimEnd()).join("\n")
}

export const command: Command = defineCommand({
  name: "start",
  summary: "the main job: check every system at its smallest size, judge the C sample, render the specification",
  usage: "",
  options: {},
  run: async ({ io }) => {
    const line = progressLine(io)
    const rows = [...await checkAll(await resolveSystems([]), line), ...await judgePeers(line), await renderDocs(io)]
    const bad = rows.filter((r) => !r.ok).length
    io.stdout(`${table(rows)}\n\n${bad === 0 ? "Everything that was run is as it should be." : `${bad} of ${rows.length} are not as they should be.`}\nRead: docs/site/index.html, the specification, or docs/README.md, the same as Markdown · docs/guide/first-system.md, a system of your own\n`)
    return bad === 0 ? EXIT.holds : EXIT.violated
  },
})
