import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { counting, tinyText } from "../checker/explorer/testing.ts"
import { scenarios } from "./scenarios.ts"

let folder = ""
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tcnet-scenarios-"))
  writeFileSync(join(folder, "own.ts"), tinyText(counting))
  writeFileSync(join(folder, "notes.md"), "no script")
  writeFileSync(join(folder, "b.txt"), "# Up\nsystem ./own.ts small\n----\nn 3\n\nt.up\n----\nx 0 → 1\n")
})
afterEach(() => rmSync(folder, { recursive: true }))

describe("the scripts of a folder", () => {
  it("are played, in order, by the names of their files", () => {
    writeFileSync(join(folder, "a.txt"), "# Nothing\nsystem ./own.ts small\n----\nn 3\n")
    expect([...scenarios([], folder)].map(([name, s]) => [name, s.script.title, s.run.steps.length])).toEqual([["a", "Nothing", 0], ["b", "Up", 1]])
  })
  it("are refused together where one prints anything else, with what differs", () => {
    writeFileSync(join(folder, "a.txt"), "# Down\nsystem ./own.ts small\n----\nn 3\n\nt.up\n----\nx 1 → 0\n")
    writeFileSync(join(folder, "c.txt"), "# Too far\nsystem ./own.ts small\n----\nn 3\n\nrefused t.up\n")
    expect(() => scenarios([], folder)).toThrow(/a\.txt:6: t\.up\n {2}- x 1 → 0\n {2}\+ x 0 → 1\n\S*c\.txt:6: t\.up is enabled, and the script says that it is refused\n/)
  })
})
