/** The committed results of wrong versions of the tools: one file of JSON for each file of the tools. */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { codeMutants } from "../../checker/mutation/code.ts"
import { sha256 } from "../../checker/ir/hash.ts"
import { readShelf } from "../committed.ts"
import { root } from "../systems.ts"
import type { JudgedTool } from "./run.ts"

/** Where the results stand. */
export const recordFolder: string = join(root, "publish/tool-mutants")

export interface Survivor {
  readonly id: string
  /** The line that was changed, and what was put in place of what. */
  readonly line: string
  readonly text: string
}
export interface ToolRecord {
  readonly file: string
  /** The hash of the file that was changed: where it is another now, the figures are of an older version. */
  readonly of: string
  /** All that can be made of the file, and how many of them were judged: all, or those that the seed drew. */
  readonly made: number
  readonly judged: number
  readonly seed?: number | undefined
  /** Killed by the tests beside the file; by others, once those had passed; because they never ended. */
  readonly beside: number
  readonly others: number
  readonly time: number
  readonly survivors: readonly Survivor[]
}
const natural = z.int().nonnegative()
const schema: z.ZodType<ToolRecord> = z.strictObject({
  file: z.string(), of: z.string().regex(/^[0-9a-f]{64}$/), made: natural, judged: natural, seed: natural.optional(), beside: natural, others: natural, time: natural,
  survivors: z.array(z.strictObject({ id: z.string(), line: z.string(), text: z.string() })),
})

const nameOf = (r: Pick<ToolRecord, "file">): string => `${r.file.replaceAll("/", ".").replace(/\.ts$/, "")}.json`
const short = (text: string): string => (text.length > 100 ? `${text.slice(0, 97)}...` : text).replaceAll(/\s+/g, " ")

/** The results of one file whose text is given, of all its mutants or of those that the seed drew. */
export const recordOf = (file: string, text: string, judged: readonly JudgedTool[], seed: number): ToolRecord => {
  const made = codeMutants(file, text).length
  const count = (by: string): number => judged.filter((j) => j.result.verdict === "killed" && j.result.by === by).length
  return {
    file, of: sha256(text), made, judged: judged.length, ...(judged.length < made ? { seed } : {}), beside: count("beside"), others: count("others"), time: count("time"),
    survivors: judged.filter((j) => j.result.verdict === "survived").map(({ mutant: m }) => ({
      id: m.id, line: short(text.slice(text.lastIndexOf("\n", m.start - 1) + 1, text.indexOf("\n", m.start)).trim()), text: `${short(text.slice(m.start, m.end))} → ${short(m.to)}`,
    })),
  }
}

/** Every committed result, by file name. @throws InputError for a file that is none */
export const readRecords = (folder: string = recordFolder): ReadonlyMap<string, ToolRecord> =>
  readShelf(folder, "publish/tool-mutants", { schema, nameOf, what: (r) => `the results of ${r.file}` })

/** Writes one result, a line for each survivor. */
export const writeRecord = (r: ToolRecord, folder: string = recordFolder): string => {
  mkdirSync(folder, { recursive: true })
  const { survivors, ...head } = r
  const lines = Object.entries(head).map(([k, v]) => `  ${JSON.stringify(k)}: ${JSON.stringify(v)},\n`).join("")
  const list = survivors.length === 0 ? "[]" : `[\n${survivors.map((s) => `    ${JSON.stringify(s)}`).join(",\n")}\n  ]`
  writeFileSync(join(folder, nameOf(r)), `{\n${lines}  "survivors": ${list}\n}\n`)
  return nameOf(r)
}
