/**
 * The committed kill matrices: what became of every wrong version of each system's rules. One file for each system,
 * keyed by what the run depended on: the system at its size, and the mutants that its sources give.
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { InputError } from "../checker/errors.ts"
import type { MutantVerdict } from "../checker/mutation/judge.ts"
import { explained } from "../properties/mutants/explained.ts"
import { sha256 } from "../checker/ir/hash.ts"
import { readShelf, renewCommand } from "./committed.ts"
import { keyOf } from "./evidence.ts"
import { defaultJobs, judgeAll } from "./jobs.ts"
import { smallest as size, type Sized } from "./judging.ts"
import { mutatedSystems, type Mutated, type Named } from "./mutated.ts"
import { root } from "./systems.ts"

/** Where the matrices stand. */
export const matrixFolder: string = join(root, "publish/mutants")

export interface MatrixRow {
  readonly id: string
  readonly kind: "generic" | "historical" | "platform"
  /** Where it is not the matrix's. */
  readonly size?: string | undefined
  readonly text: string
  readonly verdict: MutantVerdict
  /** Killed: the property. Otherwise why it may stand. */
  readonly by?: string | undefined
  /** Of the shortest counterexample. */
  readonly steps?: number | undefined
}
/** The kill matrix of one system. */
export interface Matrix {
  /** See `matrixKey`. */
  readonly key: string
  readonly system: string
  readonly size: string
  readonly mutants: readonly MatrixRow[]
}
const schema: z.ZodType<Matrix> = z.strictObject({
  key: z.string().regex(/^[0-9a-f]{64}$/),
  system: z.string(),
  size: z.string(),
  mutants: z.array(z.strictObject({
    id: z.string(),
    kind: z.enum(["generic", "historical", "platform"]),
    size: z.string().optional(),
    text: z.string(),
    verdict: z.enum(["killed", "equal", "equivalent", "restriction", "refused", "survived", "not-run"]),
    by: z.string().optional(),
    steps: z.int().nonnegative().optional(),
  })),
})

/** Raised whenever mutants come to be judged differently: every older matrix is then stale. */
const judgeVersion = 4

/** What names everything that a matrix depends on, the reasons that stand in it among them. */
export const matrixKey = (m: Pick<Mutated, "ir" | "mutants">): string => sha256(`${judgeVersion} ${keyOf(m.ir, size)}\n${m.mutants.map((x) => JSON.stringify([x.id, x.size ?? "", x.text, x.changes ?? []])).join("\n")}\n${JSON.stringify(explained[m.ir.id] ?? {})}`)

/** A refusal names a line of the source, which moves when anything above it changes. */
const withoutPlace = (message: string): string => message.replace(/^\S+:\d+:\d+: /, "")

const rowOf = (system: string, m: Named, j: Sized): MatrixRow => {
  const by = j.verdict === "refused" ? withoutPlace(j.by ?? "") : (j.by ?? explained[system]?.[m.id] ?? (j.verdict === "equivalent" ? "proved for every size" : undefined))
  return { id: m.id, kind: m.kind, ...(j.size === size ? {} : { size: j.size }), text: m.text, verdict: j.verdict, ...(by === undefined ? {} : { by }), ...(j.counterexampleLength === undefined ? {} : { steps: j.counterexampleLength }) }
}

/** The mutants that needed more than the smallest size when they were judged last. They take longest, and make no difference to what comes out. */
const longest = (before: Matrix | undefined): ((m: Named) => boolean) => {
  const long = new Set(before?.mutants.filter((r) => r.size !== undefined).map((r) => r.id))
  return (m) => long.has(m.id)
}

/** Judges every mutant of a system, those that took longest `before` first. */
export const matrixOf = async (m: Mutated, progress: (line: string) => void, jobs: number, before?: Matrix): Promise<Matrix> => {
  const judged = await judgeAll(m, m.mutants, { jobs, isLong: longest(before), onProgress: (done) => progress(`${m.ir.id}: ${done} of ${m.mutants.length} mutants`) })
  return { key: matrixKey(m), system: m.ir.id, size, mutants: judged.map((j, i) => rowOf(m.ir.id, m.mutants[i] as Named, j)) }
}

const matrixFile = (system: string): string => `${system}.json`

/** Every committed matrix, by file name. @throws InputError for a file that is none */
export const readMatrices = (folder: string = matrixFolder): ReadonlyMap<string, Matrix> =>
  readShelf(folder, "publish/mutants", { schema, nameOf: (m) => matrixFile(m.system), what: (m) => `the matrix of ${m.system}` })

/** Writes one matrix, a line for each mutant. */
export const writeMatrix = (m: Matrix, folder: string = matrixFolder): string => {
  mkdirSync(folder, { recursive: true })
  const head = Object.entries({ key: m.key, system: m.system, size: m.size }).map(([k, v]) => `  ${JSON.stringify(k)}: ${JSON.stringify(v)},\n`).join("")
  writeFileSync(join(folder, matrixFile(m.system)), `{\n${head}  "mutants": [\n${m.mutants.map((r) => `    ${JSON.stringify(r)}`).join(",\n")}\n  ]\n}\n`)
  return matrixFile(m.system)
}

/** What is wrong with the committed matrices: stale ones, those that are missing, and those of systems that are gone. */
export const matrixProblems = (mutated: readonly Mutated[], committed: ReadonlyMap<string, Matrix>): readonly string[] => [
  ...mutated.flatMap((m) => {
    const found = committed.get(matrixFile(m.ir.id))
    if (found?.key === matrixKey(m)) return []
    return [`publish/mutants/${matrixFile(m.ir.id)}: ${found === undefined ? "missing" : `stale, since ${m.ir.id} has changed`}; renew it: ${renewCommand}`]
  }),
  ...[...committed].filter(([, m]) => !mutated.some((x) => x.ir.id === m.system)).map(([name, m]) => `publish/mutants/${name}: there is no system ${m.system} any more; remove it`),
]

/** What was found before, as far as it can be read: it only says what takes long. */
const readable = (folder: string | undefined): ReadonlyMap<string, Matrix> => {
  try {
    return readMatrices(folder)
  } catch (error) {
    if (error instanceof InputError) return new Map()
    throw error
  }
}

/** Judges all mutants again, or those of the `only` system, and writes the matrices; gives the number of mutants that nothing accounts for. */
export const renewMatrices = async (o: { readonly say: (line: string) => void; readonly progress: (line: string) => void; readonly folder?: string; readonly only?: string | undefined; readonly jobs?: number | undefined }): Promise<number> => {
  let open = 0
  const before = readable(o.folder)
  for (const m of mutatedSystems().filter((x) => (o.only ?? x.ir.id) === x.ir.id)) {
    const matrix = await matrixOf(m, o.progress, o.jobs ?? defaultJobs, before.get(matrixFile(m.ir.id)))
    const standing = matrix.mutants.filter((r) => r.verdict === "survived" || r.verdict === "not-run" || (r.verdict !== "killed" && r.by === undefined))
    open += standing.length
    o.say(`${m.ir.id}: ${matrix.mutants.length} mutants, ${standing.length} of which nothing accounts for → publish/mutants/${writeMatrix(matrix, o.folder ?? matrixFolder)}`)
  }
  return open
}
