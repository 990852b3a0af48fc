import { execFile, spawnSync } from "node:child_process"
import { mkdir } from "node:fs/promises"
import { join, resolve } from "node:path"
import { promisify } from "node:util"

const run = promisify(execFile)
const bytesPerMegabyte = 1_048_576

/** What one run of a verifier that Rumur generated counted. */
export interface RumurRun {
  readonly states: number
  /** Fired rules, those that change nothing included. */
  readonly transitions: number
}

export interface RumurOptions {
  /** Path of the Murphi model. */
  readonly murphi: string
  /** Where the verifier is generated, compiled and run. It is made if need be, and its files stay. */
  readonly directory: string
  /** As many threads as the machine has, where nothing is said. */
  readonly threads?: number
}

const runs = (command: string, argument: string): boolean => spawnSync(command, [argument], { stdio: "ignore" }).status === 0

/** True if this machine has what `runRumur` needs: Rumur and a C compiler. */
export const rumurAvailable = (): boolean => runs("rumur", "--version") && runs("gcc", "--version")

/** Its queue wants a compare-and-swap of 16 bytes, which gcc has on this processor only if told. */
const wideSwap: readonly string[] = process.arch === "x64" ? ["-mcx16"] : []

/**
 * Reads what the verifier printed, as XML.
 *
 * @throws Error that shows the output, unless it is that of a complete search without errors.
 */
export const parseRumur = (output: string): RumurRun => {
  const summaries = [...output.matchAll(/^<summary states="(\d+)" rules_fired="(\d+)" errors="(\d+)" duration_seconds="\d+"\/>$/gm)]
  const [, states, fired, errors] = summaries[0] ?? []
  if (summaries.length !== 1 || !/^<\/rumur_run>$/m.test(output)) throw new Error(`rumur: no summary of a complete run\n${output}`)
  if (errors !== "0" || /<error\b/.test(output)) throw new Error(`rumur: errors were found\n${output}`)
  return { states: Number(states), transitions: Number(fired) }
}

/** The output of a command, even if it exits with a failure: the verifier does so for a violation. */
const outputOf = async (file: string, cwd: string): Promise<string> => {
  try {
    return (await run(file, [], { cwd, maxBuffer: 64 * bytesPerMegabyte })).stdout
  } catch (error) {
    const { stdout } = error as { readonly stdout?: string }
    if (stdout === undefined || stdout === "") throw error
    return stdout
  }
}

/**
 * Generates Rumur's verifier for a model, compiles it and runs it once. It stores states exactly, and no symmetry is used.
 *
 * @throws Error if a step fails, or if the search was not complete and without errors.
 */
export const runRumur = async (o: RumurOptions): Promise<RumurRun> => {
  await mkdir(o.directory, { recursive: true })
  const here = { cwd: o.directory, maxBuffer: 64 * bytesPerMegabyte }
  const options = ["--deadlock-detection", "off", "--symmetry-reduction", "off", "--value-type", "int32_t", "--output-format", "machine-readable"]
  await run("rumur", [...options, "--threads", String(o.threads ?? 0), "--output", "verifier.c", resolve(o.murphi)], here)
  // A verifier of many thousand lines takes longer to be optimized further than that saves.
  await run("gcc", ["-std=c11", "-O1", "-w", ...wideSwap, "-o", "verifier", "verifier.c", "-lpthread"], here)
  return parseRumur(await outputOf(join(resolve(o.directory), "verifier"), o.directory))
}
