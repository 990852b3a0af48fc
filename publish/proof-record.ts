/**
 * The committed records of proofs for every size: one file for each system, keyed by everything that the solvers were
 * given. A record says that all of it was proved, and by which engines; one that was not is never written. No times.
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { placed } from "../checker/ir/system.ts"
import { Forgets } from "../checker/proof/forgets.ts"
import { Obligations, type ObligationScript } from "../checker/proof/obligations.ts"
import { engines, type Engine } from "../checker/proof/solver.ts"
import { wraparound } from "../checker/proof/wraparound.ts"
import { sha256 } from "../checker/ir/hash.ts"
import { readShelf, renewCommand } from "./committed.ts"
import { registeredProofs, type Proved } from "./proofs.ts"
import { root } from "./systems.ts"

/** Where the records stand. */
export const proofFolder: string = join(root, "publish/proofs")

/** Something that obligations are about, and how many are. */
export interface Tally {
  readonly id: string
  readonly obligations: number
}
/** What a proof consists of, known before anything is proved. */
export interface Outline {
  /** Hash of the scripts, and of the sizes in which rules are seen to fire. */
  readonly key: string
  readonly system: string
  /** In the proof's order: true in the first state, and after each rule that changes what the lemma reads. */
  readonly lemmas: readonly Tally[]
  /** The same for what the sorts of the state say: a number in its range, a queue no longer than its capacity. */
  readonly ranges: number
  /** Invariants and forbidden properties, which the lemmas imply. */
  readonly follows: readonly string[]
  /** Step properties, each shown of every rule that changes what it reads, and once of those that do not. */
  readonly steps: readonly Tally[]
  /** Refinements: the first state is one of the service, and each rule does a step of it or none. */
  readonly refines: readonly Tally[]
  /** What the system forgets, and what of two states that are alike is the same in both: conditions, steps, what verdicts depend on. */
  readonly forgets: readonly Tally[]
  /** `place.rule` of each rule, and how many obligations are about it. */
  readonly rules: readonly Tally[]
  /** Obligations that effects and conditions have a meaning: an index inside, a queue with room. */
  readonly defined: number
  /** Rules for which there is a state in which all lemmas hold and they fire. */
  readonly fires: number
  /** Facts about what wraps, each proved by itself. */
  readonly wraps: number
}
export interface ProofRecord extends Outline {
  /** Raised whenever the prover comes to judge something differently: every older record is then stale. */
  readonly judgement: 1
  /** Each of them proved every obligation. */
  readonly engines: readonly Engine[]
}

const natural = z.int().nonnegative()
const tallies = z.array(z.strictObject({ id: z.string(), obligations: natural }))
const schema: z.ZodType<ProofRecord> = z.strictObject({
  judgement: z.literal(1),
  key: z.string().regex(/^[0-9a-f]{64}$/),
  system: z.string(),
  engines: z.array(z.enum(engines)).min(1),
  lemmas: tallies, ranges: natural, follows: z.array(z.string()), steps: tallies, refines: tallies, forgets: tallies, rules: tallies,
  defined: natural, fires: natural, wraps: natural,
})
const judgement = 1

const keyOf = (p: Proved, scripts: readonly ObligationScript[]): string => sha256([
  `prover ${judgement} ${JSON.stringify(p.ir.sizes)}`,
  ...scripts.map((s) => `${s.kind} ${s.lemma} ${s.rule}\n${s.script}`), ...wraparound.map((f) => `wraps ${f.id}\n${f.script}`),
].join("\n"))

/** What the proof about a system consists of. It takes a second or two to write all scripts. */
export const outlineOf = (p: Proved): Outline => {
  const scripts = [...new Obligations(p.ir, p.proof).all(), ...new Forgets(p.ir, p.proof).all()]
  const number = (isIt: (s: ObligationScript) => boolean): number => scripts.filter(isIt).length
  const isOf = (lemma: string) => (s: ObligationScript): boolean => s.lemma === lemma && (s.kind === "begins" || s.kind === "keeps")
  const names = (kind: ObligationScript["kind"]): readonly string[] => [...new Set(scripts.filter((s) => s.kind === kind).map((s) => s.lemma))]
  const tally = (kind: ObligationScript["kind"]): readonly Tally[] => names(kind).map((id) => ({ id, obligations: number((s) => s.kind === kind && s.lemma === id) }))
  return {
    key: keyOf(p, scripts), system: p.ir.id,
    lemmas: p.proof.lemmas.map((l) => ({ id: l.id, obligations: number(isOf(l.id)) })), ranges: number(isOf("ranges")),
    follows: names("follows"), steps: tally("steps"), refines: tally("refines"), forgets: tally("forgets"),
    rules: p.ir.rules.map((r) => ({ id: placed(r), obligations: number((s) => s.rule === placed(r)) })),
    defined: number((s) => s.kind === "defined"), fires: p.ir.rules.length, wraps: wraparound.length,
  }
}
let outlines: readonly Outline[] | undefined
/** Of every registered proof; made once. */
export const registeredOutlines = (): readonly Outline[] => (outlines ??= registeredProofs().map(outlineOf))

const sum = (of: readonly Tally[]): number => of.reduce((n, x) => n + x.obligations, 0)
/** How many scripts a proof has, without the states in which rules fire and what is proved of wrapping by itself. */
export const obligationsIn = (o: Outline): number => sum(o.lemmas) + o.ranges + o.follows.length + sum(o.steps) + sum(o.refines) + sum(o.forgets) + o.defined

/** The record of a proof of which the engines have proved everything. */
export const recordOf = (o: Outline, by: readonly Engine[]): ProofRecord => ({ judgement, ...o, engines: engines.filter((e) => by.includes(e)) })

export const proofFile = (system: string): string => `${system}.json`

/** Every committed record, by file name. @throws InputError for a file that is none */
export const readProofs = (folder: string = proofFolder): ReadonlyMap<string, ProofRecord> =>
  readShelf(folder, "publish/proofs", { schema, nameOf: (r) => proofFile(r.system), what: (r) => `the proof of ${r.system}` })

/** Writes one record, a line for each lemma, property and rule. */
export const writeProof = (r: ProofRecord, folder: string = proofFolder): string => {
  mkdirSync(folder, { recursive: true })
  const print = (value: unknown): string => (Array.isArray(value) && typeof value[0] === "object" ? `[\n${value.map((x) => `    ${JSON.stringify(x)}`).join(",\n")}\n  ]` : JSON.stringify(value))
  writeFileSync(join(folder, proofFile(r.system)), `{\n${Object.entries(r).map(([name, value]) => `  ${JSON.stringify(name)}: ${print(value)}`).join(",\n")}\n}\n`)
  return proofFile(r.system)
}

/** What is wrong with the committed records: those that are missing, stale ones, and those of proofs that are gone. */
export const proofProblems = (outlines: readonly Outline[], committed: ReadonlyMap<string, ProofRecord>): readonly string[] => [
  ...outlines.flatMap((o) => {
    const found = committed.get(proofFile(o.system))
    if (found?.key === o.key) return []
    return [`publish/proofs/${proofFile(o.system)}: ${found === undefined ? "missing" : `stale, since ${o.system}, its lemmas or the prover have changed`}; renew it: ${renewCommand} -- --proofs`]
  }),
  ...[...committed].filter(([, r]) => !outlines.some((o) => o.system === r.system)).map(([name, r]) => `publish/proofs/${name}: there is no proof of ${r.system} any more; remove it`),
]
