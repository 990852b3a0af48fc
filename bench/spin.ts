import { execFile, spawnSync } from "node:child_process"
import { mkdir } from "node:fs/promises"
import { totalmem } from "node:os"
import { join, resolve } from "node:path"
import { promisify } from "node:util"

const run = promisify(execFile)
const bytesPerMegabyte = 1_048_576

/** What one run of SPIN's verifier counted, and what it cost. */
export interface SpinRun {
  readonly states: number
  /** Fired rules. The initial state, which SPIN counts as one transition more, is taken off. */
  readonly transitions: number
  /** The verifier's own elapsed time, three digits of it: neither `spin -a` nor the C compiler is in it. */
  readonly seconds: number
  readonly memoryBytes: number
  readonly statesPerSecond: number
}

/** One exact, exhaustive search. */
export interface SpinOptions {
  /** Path of the Promela model. */
  readonly promela: string
  /** Macros that the model's sizes are made of. */
  readonly defines: Readonly<Record<string, number>>
  /** Base-two logarithm of the hash table's length. Two to four times the number of states is fastest. */
  readonly hashBits: number
  /** Longest path that the search may follow: a longer one is an error, not a shorter search. */
  readonly maxDepth: number
  /** Where the verifier is generated, compiled and run. It is made if need be, and its files stay. */
  readonly directory: string
  /** False: a state without successors is no error, whether the model labels it as an end or not. */
  readonly invalidEndStates?: false
  /** The fastest exact verifier that was found, instead of the plain one: other compiler flags, and huge pages. */
  readonly tuned?: boolean
  /** True: only the counts are wanted, so that the compiler spares what would make a short search faster than its own work. */
  readonly countsOnly?: boolean
}

/** The verifier as its manual builds it for an exact search of safety properties. */
const plainFlags: readonly string[] = ["-O3", "-w", "-DSAFETY", "-DNOREDUCE"]

/**
 * What was found to make the same exact search faster: NOCOMP stores vectors as they are instead of masking their
 * padding, and SFH is the faster hash. Neither loses a state.
 */
const tunedFlags: readonly string[] = [...plainFlags, "-DNOFAIR", "-DNOCOMP", "-DSFH"]

/** Huge pages for the verifier's heap: its table is read at random, and this took about a fifth off its time. */
const hugePages = { GLIBC_TUNABLES: "glibc.malloc.hugetlb=1" }

const runs = (command: string, argument: string): boolean => spawnSync(command, [argument], { stdio: "ignore" }).status === 0

/** True if this machine has what `runSpin` needs: SPIN and a C compiler. */
export const spinAvailable = (): boolean => runs("spin", "-V") && runs("gcc", "--version")

/** Phrases with which the verifier says that its counts are not those of a full search without errors. */
const complaints: readonly RegExp[] = [
  /^error: .*/m,
  /^pan:\d+: .*/m,
  /^pan: (?!elapsed time |rate ).*/m,
  /^Warning: .*/m,
]

const number = "(\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)"

/**
 * Reads what the verifier printed.
 *
 * It exits with 0 whatever it finds, so its text is all there is to go by, and anything but the text of a complete
 * and exact search without errors is refused.
 *
 * @throws Error that shows the output.
 */
export const parsePan = (output: string): SpinRun => {
  const refuse = (reason: string): never => { throw new Error(`pan: ${reason}\n${output}`) }
  const only = (what: string, pattern: RegExp): string => {
    const found = [...output.matchAll(pattern)]
    const value = found[0]?.[1]
    return found.length === 1 && value !== undefined ? value : refuse(`${found.length} lines say ${what}`)
  }
  // The count is printed with %g, so a huge one is rounded; a rounded count is as good as none.
  const count = (what: string, pattern: RegExp): number => {
    const text = only(what, pattern)
    return /^\d+$/.test(text) ? Number(text) : refuse(`${what} is not exact`)
  }

  for (const complaint of complaints) {
    const found = complaint.exec(output)
    if (found !== null) refuse(found[0])
  }
  // A bit-state or hash-compact search names itself differently here, and may miss states.
  if (!/^Full statespace search for:$/m.test(output)) refuse("not a full statespace search")
  if (!/^\tassertion violations\t\+$/m.test(output)) refuse("assertions were not checked")
  if (count("how many errors", /, errors: (\S+)$/gm) !== 0) refuse("errors were found")

  const states = count("how many states", /^ *(\S+) states, stored$/gm)
  const matched = count("how many matched", /^ *(\S+) states, matched$/gm)
  const fired = count("how many transitions", /^ *(\S+) transitions \(= stored\+matched\)$/gm)
  if (states + matched !== fired) refuse("stored and matched do not add up to the transitions")

  // Without NOCOMP the memory is a table of several lines, with NOCOMP it is one line.
  const megabytes = Number(only("how much memory", new RegExp(`^ *${number}\\t(?:total actual memory usage|memory usage \\(Mbyte\\))$`, "gm")))
  const seconds = Number(only("how long it took", new RegExp(`^pan: elapsed time ${number} seconds$`, "gm")))
  return {
    states,
    transitions: fired - 1,
    seconds,
    memoryBytes: Math.round(megabytes * bytesPerMegabyte),
    // The verifier's clock ticks a hundred times a second, so a tiny search takes "0 seconds".
    statesPerSecond: states / Math.max(seconds, 0.01),
  }
}

/**
 * Generates SPIN's verifier for a model, compiles it and runs it once.
 *
 * @throws Error if a step fails, or if the search was not complete, exact and without errors.
 */
export const runSpin = async (o: SpinOptions): Promise<SpinRun> => {
  await mkdir(o.directory, { recursive: true })
  const here = { cwd: o.directory, maxBuffer: 64 * bytesPerMegabyte }
  const defines = Object.entries(o.defines).map(([name, value]) => `-D${name}=${value}`)
  await run("spin", [...defines, "-a", resolve(o.promela)], here)

  // Three quarters of the machine: a search that needs more stops with a message instead of being killed.
  const memoryLimitMegabytes = Math.floor((totalmem() / bytesPerMegabyte) * 0.75)
  const optimize = o.countsOnly === true ? ["-O0"] : []
  await run("gcc", [...(o.tuned === true ? tunedFlags : plainFlags), ...optimize, `-DMEMLIM=${memoryLimitMegabytes}`, "-o", "pan", "pan.c"], here)

  const limits = [`-m${o.maxDepth}`, `-w${o.hashBits}`]
  const endStates = o.invalidEndStates === false ? ["-E"] : []
  const pan = await run(join(resolve(o.directory), "pan"), [...limits, ...endStates], { ...here, env: { ...process.env, ...(o.tuned === true ? hugePages : {}) } })
  return parsePan(pan.stdout + pan.stderr)
}
