/** Proves what is registered again, with every engine that is here, and writes the records: a part of `npm run full`. */
import { spawnSync } from "node:child_process"
import { InputError } from "../checker/errors.ts"
import { prove, proveWraparound, type Obligation } from "../checker/proof/prove.ts"
import { engines, type Engine } from "../checker/proof/solver.ts"
import { defaultJobs } from "./jobs.ts"
import { obligationsIn, outlineOf, proofFile, proofFolder, readProofs, recordOf, writeProof, type Outline, type ProofRecord } from "./proof-record.ts"
import { proofOf, provedSystems, type Proved } from "./proofs.ts"

/** Much more than any obligation needs: a machine that does other things too is to prove the same. */
const limit_ms = 120_000

export interface ProofRenewal {
  readonly say: (line: string) => void
  /** Shows how far an engine has come. */
  readonly progress: (line: string) => void
  readonly folder?: string
  /** What an engine leaves open of a proof; undefined where it is not here. */
  readonly open?: (p: Proved, engine: Engine) => Promise<readonly Obligation[] | undefined>
  /** The only system whose proof is renewed; undefined: every one. */
  readonly only?: string | undefined
}

const isInstalled = (engine: Engine): boolean => engine === "z3-solver" || spawnSync(engine, ["--version"]).status === 0

/** What one engine leaves open. That rules fire is shown by states, which come from z3-solver whatever proves. */
const openOf = async (p: Proved, engine: Engine, o: ProofRenewal): Promise<readonly Obligation[] | undefined> => {
  if (!isInstalled(engine)) return undefined
  const options = { engine, limit_ms, jobs: defaultJobs }
  const found = await prove(p.ir, p.proof, { ...options, withStates: engine === "z3-solver", onProgress: (done, all) => { o.progress(`${p.ir.id}: ${done} of ${all} obligations by ${engine}`) } })
  return [...found, ...(await proveWraparound(options))].filter((x) => x.verdict !== "proved")
}

/** The record that stands there; none where it is of another form, since it is about to be replaced. */
const recordBefore = (system: string, folder: string): ProofRecord | undefined => {
  try {
    return readProofs(folder).get(proofFile(system))
  } catch (error) {
    if (error instanceof InputError) return undefined
    throw error
  }
}

/** The engines that prove all of it. Those that proved the very same scripts before and are not here keep their place. */
const provedBy = async (p: Proved, outline: Outline, o: ProofRenewal): Promise<readonly Engine[]> => {
  const before = recordBefore(p.ir.id, o.folder ?? proofFolder)
  const by: Engine[] = []
  for (const engine of engines) {
    const open = await (o.open ?? ((x, e) => openOf(x, e, o)))(p, engine)
    const isProved = open === undefined ? before?.key === outline.key && before.engines.includes(engine) : open.length === 0
    if (isProved) by.push(engine)
    else if (open !== undefined) o.say(`${p.ir.id}: ${engine} leaves ${open.length} open, ${open[0]?.kind ?? ""} ${open[0]?.lemma ?? ""} ${open[0]?.rule ?? ""} the first`)
  }
  return by
}

/** Proves again what is registered, and writes the records of what z3-solver proves as a whole; gives the number of proofs that it does not. */
export const renewProofs = async (o: ProofRenewal): Promise<number> => {
  let open = 0
  for (const system of provedSystems.filter((s) => (o.only ?? s) === s)) {
    const p = proofOf(system)
    const outline = outlineOf(p)
    const by = await provedBy(p, outline, o)
    if (by.includes("z3-solver")) o.say(`${system} for every size: proved by ${by.join(", ")}, ${obligationsIn(outline)} obligations → publish/proofs/${writeProof(recordOf(outline, by), o.folder ?? proofFolder)}`)
    else {
      open++
      o.say(`${system} for every size: not proved; \`tcnet prove ${system}\` says what is open. Nothing was written.`)
    }
  }
  return open
}
