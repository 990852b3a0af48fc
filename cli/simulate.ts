import { printSimulation, simulationJson } from "../checker/simulation/report.ts"
import { simulate, type SimulateResult, type SimulateVerdict } from "../checker/simulation/simulate.ts"
import type { Site } from "../checker/simulation/placement.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { defineCommand, type Command } from "./command.ts"
import { EXIT, InputError } from "./errors.ts"
import type { Io } from "./io.ts"
import { refuseUnwritable, saveTrace } from "./keep.ts"
import { count, progressLine } from "./progress.ts"
import { asInputError, isPath, positive, resolveSystems } from "./systems.ts"

const defaults = { size: "small", seed: "1", steps: "10000000", "super-nodes": "64", nodes: "16", endpoints: "2048", channels: "10000" } as const

/** What runs where no system is named: a channel with both directions, which has no ring between two super-nodes. */
const whole = { name: "duplex", size: "standard", farSize: "large" } as const

const exits: Readonly<Record<SimulateVerdict, number>> = { holds: EXIT.holds, violated: EXIT.violated, "no progress": EXIT.violated, vacuous: EXIT.violated, inconclusive: EXIT.inconclusive }

interface Asked {
  /** The system as the user names it. */
  readonly name: string
  readonly size: string
  readonly farSize: string | undefined
  readonly site: Site
  readonly seed: number
  readonly steps: number
  readonly round: number | undefined
  readonly limitSeconds: number | undefined
}

/** The options of the site that differ from what they are without being given. */
const siteArgs = (s: Site): string => ([["super-nodes", s.superNodes], ["nodes", s.nodes], ["endpoints", s.endpoints], ["channels", s.channels]] as const)
  .filter(([name, n]) => String(n) !== defaults[name]).map(([name, n]) => ` --${name} ${n}`).join("")

/** The one command that repeats the failing round. */
const again = (a: Asked, f: NonNullable<SimulateResult["failure"]>): string =>
  `tcnet simulate ${a.name}${a.size === defaults.size ? "" : ` --size ${a.size}`}${a.farSize === undefined ? "" : ` --far-size ${a.farSize}`}${siteArgs(a.site)} --seed ${a.seed} --round ${f.round} --steps ${f.steps}`

const hints = (a: Asked, r: SimulateResult, file: string | undefined): string => {
  if (r.failure === undefined) return file === undefined ? "" : `There is no failure, nothing was written to ${file}.\n`
  const step = `tcnet trace --replay ${file ?? "failure.jsonl"}${isPath(a.name) ? ` --system ${a.name}` : ""}`
  const repeat = `\n  To repeat it: ${again(a, r.failure)}\n`
  return file === undefined ? `${repeat}  To keep it: the same with --save failure.jsonl\n  To step through it then: ${step}\n` : `${repeat}  Written to ${file}. To step through it: ${step}\n`
}

/** Ends the run at the first interrupt and prints what it came to; a second one ends the process. */
const withInterrupt = async <T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController()
  const stop = (): void => { controller.abort() }
  process.once("SIGINT", stop)
  try {
    return await run(controller.signal)
  } finally {
    process.removeListener("SIGINT", stop)
  }
}

const runOne = async (ir: SystemIr, a: Asked, io: Io): Promise<SimulateResult> => {
  const line = progressLine(io)
  try {
    return await withInterrupt((signal) => simulate(ir, {
      size: a.size, site: a.site, seed: a.seed, steps: a.steps, signal,
      ...(a.farSize === undefined ? {} : { farSize: a.farSize }), ...(a.round === undefined ? {} : { firstRound: a.round }),
      ...(a.limitSeconds === undefined ? {} : { limitSeconds: a.limitSeconds }),
      onProgress: (p) => line.show(`${ir.id} ${a.size}: ${count(p.steps)} of ${count(a.steps)} firings, ${p.seconds.toFixed(0)} s`),
    }))
  } catch (error) {
    throw asInputError(error, `${ir.id} at ${a.size}`)
  } finally {
    line.clear()
  }
}

const oneOf = async (names: readonly string[]): Promise<{ readonly ir: SystemIr; readonly name: string }> => {
  const [name, ...others] = names
  if (name === undefined || others.length > 0) throw new InputError(`simulate takes one system, not ${names.length}`, "For example tcnet simulate ring.")
  const [ir, ...more] = await resolveSystems([name])
  if (ir === undefined || more.length > 0) throw new InputError(`${name} exports ${more.length === 0 ? "no system" : `${more.length + 1} systems`}, and simulate takes one`, "Give a module that exports one system.")
  return { ir, name }
}

export const command: Command = defineCommand({
  name: "simulate",
  summary: "run a system at random in many channels at once, and see what breaks",
  usage: "[SYSTEM | ./module.ts] [OPTION]…",
  allowPositionals: true,
  options: {
    size: { type: "string", placeholder: "SIZE", help: `small, standard or large (default: ${defaults.size}; without a system, ${whole.name} at ${whole.size})` },
    "far-size": { type: "string", placeholder: "SIZE", help: "the size of channels between two super-nodes, which have no PCIe (default: as all others; without a system, those that have none)" },
    "super-nodes": { type: "string", placeholder: "S", default: defaults["super-nodes"], help: "how many super-nodes" },
    nodes: { type: "string", placeholder: "N", default: defaults.nodes, help: "nodes of each super-node" },
    endpoints: { type: "string", placeholder: "E", default: defaults.endpoints, help: "endpoints, dealt out to the nodes in turn" },
    channels: { type: "string", placeholder: "C", default: defaults.channels, help: "channels, half of them drawn within a super-node" },
    seed: { type: "string", placeholder: "N", default: defaults.seed, help: "what decides the run" },
    steps: { type: "string", placeholder: "N", default: defaults.steps, help: "firings, beside those that bring channels to rest" },
    round: { type: "string", placeholder: "N", help: "begin with this round, as a failure names it" },
    "limit-seconds": { type: "string", placeholder: "N", help: "stop after so long: the verdict is then inconclusive" },
    save: { type: "string", placeholder: "FILE", help: "write the shrunk failure as a trace that `tcnet trace --replay` steps through" },
    json: { type: "boolean", help: "print one JSON document: { results: [{ system, size, verdict, seed, site, near, far, steps, recovery, rounds, mixes, finished, rested, seconds, firingsPerSecond, firings, faults, helped, properties, vacuous, unseen, failure? }], verdict }" },
  },
  run: async ({ values, positionals, io }) => {
    const number = (name: "seed" | "steps" | "super-nodes" | "nodes" | "endpoints" | "channels"): number => positive(name, values[name] ?? defaults[name]) as number
    const isWhole = positionals.length === 0
    const { ir, name } = await oneOf(isWhole ? [whole.name] : positionals)
    if (values.save !== undefined) refuseUnwritable(values.save, "save")
    const asked: Asked = {
      name, size: values.size ?? (isWhole ? whole.size : defaults.size), farSize: values["far-size"] ?? (isWhole ? whole.farSize : undefined), seed: number("seed"), steps: number("steps"), round: positive("round", values.round), limitSeconds: positive("limit-seconds", values["limit-seconds"]),
      site: { superNodes: number("super-nodes"), nodes: number("nodes"), endpoints: number("endpoints"), channels: number("channels") },
    }
    const r = await runOne(ir, asked, io)
    if (values.save !== undefined && r.failure !== undefined) saveTrace(values.save, ir, r.failure, "save")
    if (values.json === true) io.stdout(`${JSON.stringify({ results: [simulationJson(r)], verdict: r.verdict }, undefined, 2)}\n`)
    else io.stdout(printSimulation(ir, r) + hints(asked, r, values.save))
    return exits[r.verdict]
  },
})
