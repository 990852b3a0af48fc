/**
 * Renews the committed results: `npm run full`. Runs every registered system at small and standard, and at large with
 * `--large`, every mutant at small, and proves what is proved for every size, with each solver that is installed;
 * `--size SIZE` limits it to one size, `--system ID` to one system, `--proofs` to proofs. Mutants and proofs go with small. Results of systems
 * and sizes that are gone are removed.
 */
import { parseArgs } from "node:util"
import { fileURLToPath } from "node:url"
import { InputError } from "../checker/errors.ts"
import { check } from "../checker/explorer/check.ts"
import type { SystemIr } from "../checker/ir/system.ts"
import { systems } from "../properties/systems/index.ts"
import { evidenceFolder, evidenceOf, readEvidence, removeEvidence, writeEvidence, type Evidence } from "./evidence.ts"
import { renewMatrices } from "./matrix.ts"
import { renewProofs } from "./renew-proofs.ts"
import { count, registeredSystems } from "./systems.ts"

export interface Renewal {
  readonly folder: string
  readonly sizes: readonly string[]
  /** The only system that is run; undefined: every one. */
  readonly only?: string | undefined
  readonly say: (line: string) => void
  /** Shows how far a run has come. */
  readonly progress: (line: string) => void
}

/** The sizes that the command line asks for. @throws InputError for one that no system has */
export const sizesFrom = (argv: readonly string[]): readonly string[] => {
  const { values } = parseOptions(argv)
  if (values.size === undefined) return values.large === true ? ["small", "standard", "large"] : ["small", "standard"]
  if (!["small", "standard", "large"].includes(values.size)) throw new InputError(`there is no size ${values.size}`, "Sizes: small, standard, large.")
  return [values.size]
}
/** The system that the command line asks for; undefined: every one. @throws InputError for one that is not registered */
export const systemFrom = (argv: readonly string[]): string | undefined => {
  const id = parseOptions(argv).values.system
  const ids = systems.map((s) => s.id)
  if (id !== undefined && !ids.includes(id)) throw new InputError(`there is no system ${id}`, `Systems: ${ids.join(", ")}.`)
  return id
}
/** True where the command line asks for proofs alone. */
export const areProofsAlone = (argv: readonly string[]): boolean => parseOptions(argv).values.proofs === true
interface Asked {
  readonly size?: string
  readonly large?: boolean
  readonly system?: string
  readonly proofs?: boolean
}
const parseOptions = (argv: readonly string[]): { readonly values: Asked } => {
  try {
    return parseArgs({ args: [...argv], options: { size: { type: "string" }, large: { type: "boolean" }, system: { type: "string" }, proofs: { type: "boolean" } } })
  } catch (error) {
    throw new InputError((error as Error).message, "Usage: npm run full -- [--size small|standard|large] [--large] [--system ID] [--proofs]")
  }
}

const renewOne = async (ir: SystemIr, size: string, o: Renewal): Promise<Evidence> => {
  const r = await check(ir, { size, onProgress: (p) => o.progress(`${ir.id} ${size}: ${count(p.states)} states, ${count(p.waiting)} waiting, depth ${p.depth}`) })
  if (r.cut !== undefined) throw new InputError(`${ir.id} at ${size} did not run to its end (${r.cut})`, "Run it on a machine with more memory; nothing was written for it.")
  const e = evidenceOf(ir, r)
  const name = writeEvidence(e, o.folder)
  o.say(`${ir.id} ${size}: ${e.verdict}, ${count(e.states)} states, ${count(e.transitions)} transitions, depth ${e.depth} → publish/evidence/${name}`)
  return e
}

/** Runs the systems and writes their results; yields what was written. */
export const renew = async (irs: readonly SystemIr[], o: Renewal): Promise<readonly Evidence[]> => {
  for (const [name, e] of readEvidence(o.folder)) {
    if (irs.some((ir) => ir.id === e.system && ir.sizes[e.size] !== undefined)) continue
    removeEvidence(name, o.folder)
    o.say(`removed publish/evidence/${name}: there is no such system or size any more`)
  }
  const written: Evidence[] = []
  for (const ir of irs) for (const size of o.sizes) if (ir.sizes[size] !== undefined && (o.only ?? ir.id) === ir.id) written.push(await renewOne(ir, size, o))
  return written
}

const main = async (): Promise<void> => {
  const tty = process.stderr.isTTY === true
  const clear = (): void => { if (tty) process.stderr.write("\r\u001b[2K") }
  const argv = process.argv.slice(2)
  const [sizes, only, proofsAlone] = [sizesFrom(argv), systemFrom(argv), areProofsAlone(argv)]
  const say = (line: string): void => {
    clear()
    process.stdout.write(`${line}\n`)
  }
  const progress = (line: string): void => { if (tty) process.stderr.write(`\r\u001b[2K${line}`) }
  if (!proofsAlone) await renew(registeredSystems(), { folder: evidenceFolder, sizes, only, say, progress })
  if (sizes.includes("small") && (await renewProofs({ only, say, progress })) > 0) process.exitCode = 1
  if (!proofsAlone && sizes.includes("small") && (await renewMatrices({ only, say, progress })) > 0) process.exitCode = 1
  process.stdout.write("The specification shows these results: npm run docs\n")
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
