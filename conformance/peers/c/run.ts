/** Builds the sample peers in C and runs them against each other, for their logs. */
import { execFile, spawn, spawnSync } from "node:child_process"
import { mkdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

/** What a run leaves behind: the logs of producer and consumer, and how long both took. */
export interface PeerRun {
  readonly logs: readonly [string, string]
  readonly seconds: number
}

/** A seeded bug, and the rule and conjunct that a judge of its logs should name. */
export interface PeerBug {
  /** The NAME in `-DBUG=NAME`. */
  readonly name: string
  readonly text: string
  /** The row of the corpus of real bugs that it re-creates. */
  readonly row: number
  readonly rule: string
  readonly conjunct: string
}

export const bugs: readonly PeerBug[] = [
  {
    name: "early_commit",
    text: "The commit word is published before the payload.",
    row: 15,
    rule: "ring.commit",
    conjunct: "uncommitted",
  },
  {
    name: "ignore_credit",
    text: "The producer writes without looking at its credit.",
    row: 24,
    rule: "ring.write",
    conjunct: "hasCredit",
  },
  {
    name: "accept_stale",
    text: "The consumer accepts a frame of the previous lap as the one that it expects next.",
    row: 3,
    rule: "ring.accept",
    conjunct: "committed",
  },
]

export const noCompiler = "not-run: no C compiler (apt-get install gcc libc6-dev)"

const here = fileURLToPath(new URL(".", import.meta.url))
const flags = ["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror"]
const compileLimit_ms = 60_000
const seed = "1"

/** Both stop by themselves when they are stuck, with these codes, and their logs are complete. */
const stopped = 3, brokenPeer = 4

/** A compiler without the headers of the C library is of no use, so it has to read some. */
const probe = "#include <stdatomic.h>\n#include <sys/mman.h>\nint main(void) { return 0; }\n"

/** The command of a C compiler that works, or undefined if there is none. */
export const compiler = (): string | undefined =>
  ["cc", "gcc"].find((command) =>
    spawnSync(command, ["-std=c11", "-fsyntax-only", "-x", "c", "-"], { input: probe, timeout: compileLimit_ms })
      .status === 0)

const compile = async (command: string, source: string, output: string, defines: readonly string[]): Promise<void> => {
  const call = [...flags, ...defines, "-o", output, join(here, source)]
  try {
    await promisify(execFile)(command, call, { timeout: compileLimit_ms })
  } catch (error) {
    const stderr = error instanceof Error && "stderr" in error ? String(error.stderr) : ""
    throw new Error(`${command} ${call.join(" ")}\n${stderr}`, { cause: error })
  }
}

interface Ended {
  readonly code: number | null
  /** One line for an error message: what became of the process, and its stderr. */
  readonly report: string
}

const start = (program: string, args: readonly string[], limit_ms: number): Promise<Ended> =>
  new Promise((resolve) => {
    let stderr = ""
    const child = spawn(program, args, {
      stdio: ["ignore", "ignore", "pipe"],
      timeout: limit_ms,
      killSignal: "SIGKILL",
    })
    child.stderr.setEncoding("utf8").on("data", (text: string) => { stderr += text })
    child.on("error", (error) => resolve({ code: null, report: `${program}: ${error.message}` }))
    child.on("close", (code, signal) =>
      resolve({ code, report: `${program}: ${signal ?? `exit code ${code}`}: ${stderr.trim()}` }))
  })

/**
 * Compiles both peers into the directory and runs them at the same time. A correct build must deliver
 * every frame; with a bug it may get stuck, and the logs up to there are the result.
 */
export const runPeers = async (o: {
  frames: number
  /** The name of one of `bugs`. */
  bug?: string
  directory: string
  /** Goes into the header of the logs: how many writes may be in flight in the model. */
  posted?: number
}): Promise<PeerRun> => {
  if (o.bug !== undefined && !bugs.some((bug) => bug.name === o.bug))
    throw new Error(`no bug is called ${o.bug}: ${bugs.map((bug) => bug.name).join(", ")}`)
  const command = compiler()
  if (command === undefined) throw new Error(noCompiler)

  await mkdir(o.directory, { recursive: true })
  const inside = (name: string) => join(o.directory, name)
  const defines = [`-DPOSTED=${o.posted ?? 8}`, ...(o.bug === undefined ? [] : [`-DBUG=${o.bug}`])]
  const names = ["producer", "consumer"] as const
  await Promise.all(names.map((name) => compile(command, `${name}.c`, inside(name), defines)))

  const mapping = inside("mapping")
  await rm(mapping, { force: true })
  const limit_ms = 20_000 + o.frames
  const begin_ms = performance.now()
  const ended = await Promise.all(names.map((name) =>
    start(inside(name), [mapping, inside(`${name}.jsonl`), String(o.frames), seed], limit_ms)))
  const seconds = (performance.now() - begin_ms) / 1000
  await rm(mapping, { force: true })

  const fine = (code: number | null) => code === 0 || (o.bug !== undefined && (code === stopped || code === brokenPeer))
  if (!ended.every(({ code }) => fine(code))) throw new Error(ended.map(({ report }) => report).join("\n"))
  return { logs: [inside("producer.jsonl"), inside("consumer.jsonl")], seconds }
}
