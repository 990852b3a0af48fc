/**
 * `npm run bench`: states a second of the explorer and of SPIN's verifier on the same model, in the same run,
 * alternating, medians. The peer is the faster of our own Promela export and a model written by hand, both built with
 * `gcc -O3 -DSAFETY -DNOREDUCE`. Our range checks are on, coverage is off: SPIN has nothing like it.
 *
 * `npm run bench -- --record` also writes the table to `bench/results.md`.
 */
import { execFile } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { cpus, release, tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs, promisify } from "node:util"
import { promela } from "../checker/exports/promela.ts"
import { flatten } from "../checker/ir/flat.ts"
import { sizesOf } from "../checker/ir/reading.ts"
import { lower } from "../checker/lowering/index.ts"
import type { OurRun } from "./ours.ts"
import { runSpin, spinAvailable, type SpinRun } from "./spin.ts"

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** The counts are known: a run with others is no run. */
const expected: Readonly<Record<string, number>> = { small: 1_418, standard: 978_660, large: 8_256_852 }
const hashBits: Readonly<Record<string, number>> = { small: 14, standard: 21, large: 25 }

/** Below this a ratio says nothing. */
const shortest_seconds = 0.2

const median = (xs: readonly number[]): number => {
  const sorted = xs.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

const ours = async (size: string): Promise<OurRun> => {
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", here("../bin/register.mjs"), here("./ours.ts"), size])
  return JSON.parse(stdout) as OurRun
}

interface Peer {
  readonly name: string
  /** The tuned verifier is shown beside the others and is no part of the ratio. */
  readonly counts: boolean
  readonly run: (directory: string) => Promise<SpinRun>
}

const peersOf = (size: string, directory: string): readonly Peer[] => {
  const ir = lower(here("./ring-with-fallback.ts"), "ringWithFallback")
  const sizes = sizesOf(ir, size)
  const exported = join(directory, "export.pml")
  writeFileSync(exported, promela(flatten(ir, sizes, size)))
  const defines = Object.fromEntries(Object.entries(sizes).map(([name, n]) => [name.toUpperCase(), n]))
  const common = { hashBits: hashBits[size] ?? 22, maxDepth: 100_000, invalidEndStates: false } as const
  return [
    { name: "SPIN, our export", counts: true, run: (d) => runSpin({ ...common, promela: exported, defines: {}, directory: d }) },
    { name: "SPIN, by hand", counts: true, run: (d) => runSpin({ ...common, promela: here("./ring-with-fallback.pml"), defines, directory: d }) },
    { name: "SPIN, by hand, tuned (-DNOCOMP -DSFH, huge pages)", counts: false, run: (d) => runSpin({ ...common, promela: here("./ring-with-fallback.pml"), defines, directory: d, tuned: true }) },
  ]
}

interface Row {
  readonly name: string
  readonly counts: boolean
  readonly seconds: readonly number[]
  readonly statesPerSecond: number
  readonly bytesPerState: number
  readonly residentBytesPerState?: number
}

const rate = (states: number, seconds: number): number => states / Math.max(seconds, 0.01)
const demand = (name: string, size: string, states: number): void => {
  if (states !== expected[size]) throw new Error(`${name} counted ${states} states at ${size}, not ${String(expected[size])}`)
}

const measure = async (size: string, rounds: number): Promise<readonly Row[]> => {
  const directory = mkdtempSync(join(tmpdir(), "tcnet-bench-"))
  try {
    const peers = peersOf(size, directory)
    const own: OurRun[] = []
    const theirs = peers.map((): SpinRun[] => [])
    for (let round = 0; round < rounds; round++) {
      own.push(await ours(size))
      demand("the explorer", size, own.at(-1)?.states ?? 0)
      for (const [i, peer] of peers.entries()) {
        const r = await peer.run(join(directory, `peer${i}`))
        demand(peer.name, size, r.states)
        theirs[i]?.push(r)
      }
      process.stderr.write(process.stderr.isTTY ? `\r${size}: round ${round + 1} of ${rounds}` : "")
    }
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[2K")
    const states = expected[size] as number
    const resident = own.map((r) => r.residentBytes).filter((b) => b !== undefined)
    const us: Row = {
      name: "tcnet", counts: true, seconds: own.map((r) => r.seconds), statesPerSecond: median(own.map((r) => rate(states, r.seconds))),
      bytesPerState: median(own.map((r) => r.storeBytes / states)), ...(resident.length === 0 ? {} : { residentBytesPerState: median(resident) / states }),
    }
    return [us, ...peers.map((p, i): Row => {
      const runs = theirs[i] ?? []
      return { name: p.name, counts: p.counts, seconds: runs.map((r) => r.seconds), statesPerSecond: median(runs.map((r) => rate(states, r.seconds))), bytesPerState: median(runs.map((r) => r.memoryBytes / states)) }
    })]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

const table = (size: string, rows: readonly Row[]): string => {
  const us = rows[0] as Row
  const peer = rows.slice(1).filter((r) => r.counts).reduce((a, b) => (b.statesPerSecond > a.statesPerSecond ? b : a))
  const lines = rows.map((r) => {
    const spread = r.seconds.map((s) => s.toFixed(2)).join(", ")
    const memory = `${r.bytesPerState.toFixed(1)}${r.residentBytesPerState === undefined ? "" : ` (resident ${r.residentBytesPerState.toFixed(1)})`}`
    return `| ${r.name} | ${Math.round(r.statesPerSecond / 1000).toLocaleString("en-US")} | ${(us.statesPerSecond / r.statesPerSecond).toFixed(2)} | ${memory} | ${spread} |`
  })
  return [
    `### ${size}: ${(expected[size] as number).toLocaleString("en-US")} states`, "",
    "| engine | thousand states/s, median | tcnet is faster by | bytes a state | seconds of each run |", "|---|---:|---:|---:|---|", ...lines, "",
    median(peer.seconds) < shortest_seconds
      ? "Counts only: the runs are too short for SPIN's clock, which ticks a hundred times a second."
      : `Ratio to the faster of the two peers (${peer.name}): **${(us.statesPerSecond / peer.statesPerSecond).toFixed(2)}**.`,
    "",
  ].join("\n")
}

const main = async (): Promise<number> => {
  const { values } = parseArgs({ options: { record: { type: "boolean" }, rounds: { type: "string", default: "5" }, size: { type: "string", multiple: true } } })
  if (!spinAvailable()) {
    process.stderr.write("not-run: spin and gcc are needed (apt-get install spin gcc libc6-dev)\n")
    return 3
  }
  const sizes = values.size ?? Object.keys(expected)
  const unknown = sizes.find((s) => expected[s] === undefined)
  const rounds = Number(values.rounds)
  if (unknown !== undefined || !Number.isInteger(rounds) || rounds < 1) {
    process.stderr.write(`usage: npm run bench -- [--size ${Object.keys(expected).join("|")}]… [--rounds N] [--record]\n`)
    return 2
  }
  const parts: string[] = []
  for (const size of sizes) {
    parts.push(table(size, await measure(size, rounds)))
    process.stdout.write(`${parts.at(-1) as string}\n`)
  }
  if (values.record === true) {
    const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, Linux ${release()}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`
    writeFileSync(here("./results.md"), `# The benchmark's last record\n\n${machine}. Written by \`npm run bench -- --record\`; one thread each, alternating, ${rounds} rounds, range checks on, coverage off.\n\n${parts.join("\n")}`)
  }
  return 0
}
process.exitCode = await main()
