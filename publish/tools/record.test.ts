import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { codeMutants } from "../../checker/mutation/code.ts"
import { sha256 } from "../../checker/ir/hash.ts"
import { root } from "../systems.ts"
import { explainedTools } from "./explained.ts"
import { toolRows, toolsMarkdown, type ToolRow } from "./page.ts"
import { unexplained } from "./mutate.ts"
import { readRecords, recordOf, writeRecord } from "./record.ts"
import { textOf, type JudgedTool } from "./run.ts"
import { targetNamed, targets } from "./targets.ts"

const text = "const a = 1\nconst f = (b: number) => b < a\n"
const verdicts: readonly JudgedTool["result"][] = [{ verdict: "killed", by: "beside" }, { verdict: "survived" }, { verdict: "killed", by: "time" }]
const judged = codeMutants("checker/a.ts", text).map((mutant, i): JudgedTool => ({ mutant, result: verdicts[i] as JudgedTool["result"] }))
const record = recordOf("checker/a.ts", text, judged, 7)

describe("the record of a file", () => {
  let folder = ""
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), "tcnet-tools-")) })
  afterEach(() => rmSync(folder, { recursive: true }))

  it("counts what was killed by what, and shows what survived where it stands", () => {
    expect(record).toEqual({
      file: "checker/a.ts", of: sha256(text), made: 3, judged: 3, beside: 1, others: 0, time: 1,
      survivors: [{ id: "f:< → <=", line: "const f = (b: number) => b < a", text: "< → <=" }],
    })
    expect(recordOf("checker/a.ts", text, judged.slice(1), 7)).toMatchObject({ made: 3, judged: 2, seed: 7 })
  })
  it("is read as it was written, and refused where it is none", () => {
    const name = writeRecord(record, folder)
    expect([...readRecords(folder)]).toEqual([[name, record]])
    writeFileSync(join(folder, name), "{}")
    expect(() => readRecords(folder)).toThrow(/checker\.a\.json: /)
  })
  it("is of an older version once the file has another text, or is gone", () => {
    writeRecord(record, folder)
    expect(toolRows(root, folder).map((r) => r.isStale)).toEqual([true])
  })
})

describe("the page", () => {
  const row: ToolRow = { ...record, isStale: true }
  it("has the figures of each file, and says of each survivor why it may", () => {
    const page = toolsMarkdown([row]).join("\n\n")
    expect(page).toContain("3 of 3 mutants were judged; 2 were killed.")
    expect(page).toContain("| `checker/a.ts` | 3 of 3 | 1 | 0 | 1 | 1 | an older version |")
    expect(page).toContain("| `checker/a.ts` | `f:< → <=` | `const f = (b: number) => b < a` | Not explained yet: a test may be missing. |")
  })
  it("says nothing where nothing was judged", () => { expect(toolsMarkdown([])).toEqual([]) })
})

describe("the committed records", () => {
  const records = [...readRecords().values()]
  it("are of tools", () => {
    expect(records.length).toBeGreaterThan(0)
    for (const r of records) expect(targets.map((t) => t.file)).toContain(r.file)
  })
  it("have a reason for each survivor of a file that is as it was judged, and no reason is of a mutant that cannot be made", () => {
    const rows = toolRows(root)
    expect(rows.filter((r) => !r.isStale).flatMap((r) => unexplained(r).map((id) => `${r.file} ${id}`))).toEqual([])
    const current = rows.filter((r) => !r.isStale).map((r) => r.file)
    const made = (file: string): ReadonlySet<string> => new Set(codeMutants(file, textOf(targetNamed(file))).map((m) => m.id))
    expect(Object.entries(explainedTools).filter(([file]) => current.includes(file)).flatMap(([file, all]) => Object.keys(all).filter((id) => !made(file).has(id)).map((id) => `${file} ${id}`))).toEqual([])
  })
})

describe("a target", () => {
  it("is named by its path, or the end of it", () => {
    expect(targetNamed("scc.ts")).toMatchObject({ file: "checker/liveness/scc.ts", beside: ["checker/liveness/scc.test.ts"] })
    expect(targetNamed("checker/liveness/scc.ts").others).toContain("checker/liveness/fair.test.ts")
    expect(() => targetNamed("checker/nearest.ts")).toThrow("none of the tools")
  })
})
