import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { root } from "./systems.ts"
import { meaningsOf, verdictLines, verdictList, verdictTables, verdictWords } from "./verdicts.ts"

describe("what verdicts mean", () => {
  it("is said of each thing that a word is said of", () => {
    expect(meaningsOf("holds").map((m) => m.of)).toEqual(["a system, by `tcnet check`", "a property, by `tcnet check`", "a system, by `tcnet simulate`"])
    expect(meaningsOf("violated").map((m) => m.exit)).toEqual([1, undefined, 1, 1, undefined])
    expect([meaningsOf("nothing"), meaningsOf("toString")]).toEqual([[], []])
  })
  it("says what to do about each that ends a command with another code than 0", () => {
    const ends = verdictWords.flatMap((word) => meaningsOf(word).map((m) => ({ word, ...m }))).filter((m) => (m.exit ?? 0) !== 0)
    expect(ends.map((m) => m.word)).toEqual(["violated", "violated", "violated", "deadlock", "vacuous", "vacuous", "inconclusive", "inconclusive", "inconclusive", "error", "not-run", "survived", "refuted", "not-proved", "differs", "no progress"])
    expect(ends.filter((m) => m.todo === undefined)).toEqual([])
  })
  it("is printed for a terminal with each thing that the word is said of, and what to do where something is to be done", () => {
    for (const word of verdictWords) {
      const [lines, meanings] = [verdictLines(word), meaningsOf(word)]
      expect(lines.filter((l) => l.startsWith("of ")).length).toBe(meanings.length)
      expect(lines.filter((l) => l.startsWith("  what to do: ")).length).toBe(meanings.filter((m) => m.todo !== undefined).length)
    }
    expect(verdictLines("conforms")).toEqual(["of logs, by `tcnet trace`, exit code 0: Some run of the model has exactly the events of the logs, with exactly what they observed."])
  })
  it("speaks of commands and options that there are", () => {
    const text = verdictTables()
    const files = readdirSync(join(root, "cli")).filter((name) => !name.includes(".test."))
    const used = [...text.matchAll(/`tcnet (\w+)/g)].map((m) => m[1] as string)
    expect(used).toContain("check")
    expect(used.filter((name) => !files.includes(`${name}.ts`))).toEqual([])
    const sources = files.map((name) => readFileSync(join(root, "cli", name), "utf8")).join("\n")
    const options = [...text.matchAll(/--([a-z][a-z-]*)/g)].map((m) => m[1] as string)
    expect(options).toContain("strict")
    expect(options.filter((name) => !new RegExp(`(?:^|[\\s{])"?${name}"?: \\{ type:`, "m").test(sources))).toEqual([])
  })
  it("is printed as a table with exit codes where there are some, and as a list for a page on one thing", () => {
    expect(verdictTables()).toMatch(/## Of a system, by `tcnet check`\n\n\| verdict \| exit code \| meaning \| what to do \|[^]*\| `vacuous` \| 1 \| Everything holds, but/)
    expect(verdictTables()).toMatch(/## Of a property, by `tcnet check`\n\n\| verdict \| meaning \| what to do \|/)
    expect(verdictList("mutant").split("\n").map((l) => l.split(":")[0])).toEqual(["killed", "refused", "equivalent", "equal", "restriction", "survived", "not-run"].map((w) => `- \`${w}\``))
  })
})
