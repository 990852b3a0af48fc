/** The part of the page of wrong versions that is about the tools. */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { sha256 } from "../../checker/ir/hash.ts"
import { table } from "../requirement.ts"
import { explainedTools } from "./explained.ts"
import { readRecords, type ToolRecord } from "./record.ts"

/** A result, and whether the file has another text by now. */
export interface ToolRow extends ToolRecord {
  readonly isStale: boolean
}

/** Every committed result, with what the checkout at `root` says of its file. */
export const toolRows = (root: string, folder?: string): readonly ToolRow[] => [...readRecords(folder).values()].map((r) => {
  const path = join(root, r.file)
  return { ...r, isStale: !existsSync(path) || sha256(readFileSync(path, "utf8")) !== r.of }
})

const figures = (r: ToolRow): readonly string[] =>
  [`\`${r.file}\``, `${r.judged} of ${r.made}`, String(r.beside), String(r.others), String(r.time), String(r.survivors.length), r.isStale ? "an older version" : "as it stands"]
/** A bar would end the cell, also within code. */
const cell = (text: string): string => `\`${text.replaceAll("`", "'").replaceAll("|", "¦")}\``
const survivors = (r: ToolRow): readonly (readonly string[])[] =>
  r.survivors.map((s) => [`\`${r.file}\``, cell(s.id), cell(s.line), explainedTools[r.file]?.[s.id] ?? "Not explained yet: a test may be missing."])

/** The section; nothing where no tool was judged. */
export const toolsMarkdown = (rows: readonly ToolRow[]): readonly string[] => {
  if (rows.length === 0) return []
  const sum = (f: (r: ToolRow) => number): number => rows.reduce((n, r) => n + f(r), 0)
  const killed = sum((r) => r.beside + r.others + r.time)
  const alive = rows.flatMap(survivors)
  return [
    "## The tools",
    "What reads the rules, compiles them and judges their graphs is changed in the same manner, and its tests have to notice: a comparison becomes its neighbour or its opposite, a condition is always true or false, a number is one more, a text is empty, a sign, a fallback, a call or a whole statement is left out. `npm run mutate:tools` makes and judges them. Where only some were judged, a seed drew them.",
    `${sum((r) => r.judged)} of ${sum((r) => r.made)} mutants were judged; ${killed} were killed. \`beside\` counts what the tests beside the file noticed, \`elsewhere\` what only others did, \`time\` what took more than five times as long as the file itself.`,
    table(["file", "judged", "beside", "elsewhere", "time", "survived", "of"], rows.map(figures)),
    ...(alive.length === 0 ? [] : [
      "Those that survived, and why they may. A bar in code is printed as `¦`.",
      table(["file", "mutant", "where", "why it may"], alive),
    ]),
  ]
}
