import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { InputError } from "../checker/errors.ts"
import { counting, tinyText } from "../checker/explorer/testing.ts"
import { playFile, scenarios } from "./scenarios.ts"

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
  it("may go on from each other", () => {
    writeFileSync(join(folder, "c.txt"), "# Higher\nsystem ./own.ts small\n----\nn 3\n\nafter b\n----\n1 step: Up\n\nt.up\n----\nx 1 → 2\n")
    writeFileSync(join(folder, "a.txt"), "# Highest\nsystem ./own.ts small\n----\nn 3\n\nafter c.txt\n----\n2 steps: Higher\n\nt.up\n----\nx 2 → 3\n")
    expect([...scenarios([], folder)].map(([name, s]) => [name, s.run.steps.length, s.own.steps.length])).toEqual([["a", 3, 1], ["b", 1, 1], ["c", 2, 1]])
  })
  it.each([
    ["that is not there", "after openin", /a\.txt:3: there is no script \S*openin\.txt$/, "Did you mean opening? Name a script of the same folder, without its end."],
    ["that is itself", "after a", /a\.txt:3: the scripts go on from each other: a, after a$/, /^One of them/],
    ["that goes on from it", "after c", /c\.txt:3: the scripts go on from each other: a, after c, after a$/, /^One of them/],
    ["on another system", "after d", /a\.txt:3: d is played on test\.other small, and this script on test\.tiny small$/, /same system at the same size/],
    ["at another size", "after g", /a\.txt:3: g is played on test\.tiny large, and this script on test\.tiny small$/, /same system at the same size/],
    ["that claims what does not happen", "after e", /a\.txt:3: e claims what does not happen: \S*e\.txt:3: t\.up is enabled/, "Mend that script first."],
    ["that is no script", "after f", /f\.txt:1: a script begins with a heading$/, /./],
  ])("are refused where they go on from one %s", (_what, line, message, fix) => {
    writeFileSync(join(folder, "own.ts"), tinyText({ ...counting, sizes: "small: { n: 3 }, large: { n: 5 }" }))
    writeFileSync(join(folder, "other.ts"), tinyText(counting).replace("test.tiny", "test.other"))
    writeFileSync(join(folder, "opening.txt"), "# O\nsystem ./own.ts small\n")
    writeFileSync(join(folder, "c.txt"), "# C\nsystem ./own.ts small\nafter a\n")
    writeFileSync(join(folder, "d.txt"), "# D\nsystem ./other.ts small\n")
    writeFileSync(join(folder, "e.txt"), "# E\nsystem ./own.ts small\nrefused t.up\n")
    writeFileSync(join(folder, "f.txt"), "no heading\n")
    writeFileSync(join(folder, "g.txt"), "# G\nsystem ./own.ts large\n")
    writeFileSync(join(folder, "a.txt"), `# A\nsystem ./own.ts small\n${line}\n`)
    let refused: unknown
    try {
      playFile(join(folder, "a.txt"), [])
    } catch (error) {
      refused = error
    }
    expect(refused).toBeInstanceOf(InputError)
    expect((refused as InputError).message).toMatch(message)
    expect((refused as InputError).fix).toMatch(fix)
  })
  it("are refused together where one prints anything else, with what differs", () => {
    writeFileSync(join(folder, "a.txt"), "# Down\nsystem ./own.ts small\n----\nn 3\n\nt.up\n----\nx 1 → 0\n")
    writeFileSync(join(folder, "c.txt"), "# Too far\nsystem ./own.ts small\n----\nn 3\n\nrefused t.up\n")
    expect(() => scenarios([], folder)).toThrow(/a\.txt:6: t\.up\n {2}- x 1 → 0\n {2}\+ x 0 → 1\n\S*c\.txt:6: t\.up is enabled, and the script says that it is refused\n/)
  })
})
