import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { counting, tinyText } from "../checker/explorer/testing.ts"
import { EXIT } from "./errors.ts"
import { main } from "./main.ts"

let folder = ""
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tcnet-scenario-"))
  writeFileSync(join(folder, "own.ts"), tinyText(counting))
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = async (...argv: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  let [out, err] = ["", ""]
  const code = await main(["scenario", ...argv], { stdout: (t) => void (out += t), stderr: (t) => void (err += t), isTerminal: false })
  return { code, out, err }
}
const write = (text: string, name = "story.txt"): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const good = "# Once up\nsystem ./own.ts small\n----\nn 3\n\nt.up\n----\nx 0 → 1\n"

describe("tcnet scenario", () => {
  it("plays the scripts of the project", async () => {
    const { code, out } = await run()
    expect(code).toBe(EXIT.holds)
    expect(out).toMatch(/^(?:properties\/scenarios\/[\w-]+\.txt: as expected \([\w.]+ \w+, [\d,]+ steps?(?:, [\d,]+ of them before)?\)\n){10,}$/)
  })
  it("plays a script on a module that it names by its path from the script", async () => {
    expect(await run(write(good))).toEqual({ code: EXIT.holds, out: expect.stringMatching(/story\.txt: as expected \(test\.tiny small, 1 step\)\n$/), err: "" })
    expect(await run(write(good.replace("own.ts", "own.ts test.tiny")))).toMatchObject({ code: EXIT.holds })
  })
  it("plays a script from the end of another one, and says how far that was", async () => {
    write(good, "opening.txt")
    const file = write("# Again up\nsystem ./own.ts small\n----\nn 3\n\nafter opening\n----\n1 step: Once up\n\nt.up\n----\nx 1 → 2\n")
    expect(await run(file)).toEqual({ code: EXIT.holds, out: expect.stringMatching(/story\.txt: as expected \(test\.tiny small, 2 steps, 1 of them before\)\n$/), err: "" })
    expect(JSON.parse((await run(file, "--json")).out)).toMatchObject([{ steps: 2, after: { script: "opening", steps: 1 } }])
  })
  it("exits with 1 and a diff where one differs, and writes nothing", async () => {
    const text = good.replace("0 → 1", "0 → 2")
    const file = write(text)
    const { code, out } = await run(file)
    expect(code).toBe(EXIT.violated)
    expect(out).toMatch(/story\.txt: differs \(test\.tiny small, 1 step\)\n\S*story\.txt:6: t\.up\n {2}- x 0 → 2\n {2}\+ x 0 → 1\nIf the change is meant: tcnet scenario --rewrite FILE\n$/)
    expect(readFileSync(file, "utf8")).toBe(text)
  })
  it("rewrites with --rewrite", async () => {
    const file = write(good.replace("----\nx 0 → 1\n", ""))
    expect(await run(file, "--rewrite")).toMatchObject({ code: EXIT.holds, out: expect.stringContaining("rewritten") })
    expect(readFileSync(file, "utf8")).toBe(good)
  })
  it("does not rewrite a script that claims what cannot happen", async () => {
    const file = write("# Too often\nsystem ./own.ts small\n\nt.up ×4\n")
    const { code, out } = await run(file, "--rewrite")
    expect(code).toBe(EXIT.violated)
    expect(out).toMatch(/:4: t\.up is not enabled: t\.up\.below: x < n fails: x 3, n 3\n/)
    expect(readFileSync(file, "utf8")).not.toContain("----")
  })
  it("prints one JSON document", async () => {
    const [entry] = JSON.parse((await run(write(good.replace("0 → 1", "0 → 2")), "--json")).out) as readonly unknown[]
    expect(entry).toMatchObject({ title: "Once up", system: "test.tiny", size: "small", verdict: "differs", steps: 1, commands: [{ line: 2 }, { line: 6, command: "t.up", output: ["x 0 → 1"] }], differences: [{ line: 6, command: "t.up", expected: ["x 0 → 2"], actual: ["x 0 → 1"] }] })
  })

  it.each([
    ["of which one is bad", "# A\nsystem ./own.ts small\n\nt.upp\n", /story\.txt:4: there is no rule t\.upp in test\.tiny\nDid you mean t\.up\? /],
    ["on an unknown system", "# A\nsystem wakeupp small\n", /story\.txt:2: there is no system wakeupp\nDid you mean wakeup\? Systems: /],
    ["at an unknown size", "# A\nsystem ./own.ts huge\n", /story\.txt:2: test\.tiny has no size huge\nIts sizes are small\./],
    ["on a system that the module lacks", "# A\nsystem ./own.ts other small\n", /story\.txt:2: \.\/own\.ts has no system other\n/],
    ["on a module that is not there", "# A\nsystem ./none.ts small\n", /none\.ts: no such module\n/],
    ["without a heading", "system ./own.ts small\n", /story\.txt:1: a script begins with a heading\n/],
  ])("refuses scripts %s, and rewrites none", async (_what, text, message) => {
    const other = write(good.replace("0 → 1", "0 → 2"), "other.txt")
    const { code, out, err } = await run(other, write(text), "--rewrite")
    expect({ code, out }).toEqual({ code: EXIT.usage, out: "" })
    expect(err).toMatch(message)
    expect(err.split("\n")).toHaveLength(3)
    expect(readFileSync(other, "utf8")).toContain("0 → 2")
  })
  it.each([
    [["./none.txt"], /^tcnet: \.\/none\.txt: no such script\n/], [["--rewrit"], /Did you mean `--rewrite`\?/],
  ])("refuses %j", async (argv, message) => {
    expect(await run(...argv)).toMatchObject({ code: EXIT.usage, out: "", err: expect.stringMatching(message) })
  })
  it("refuses what is no script: a folder, a device, a large file", async () => {
    mkdirSync(join(folder, "folder"), { recursive: true })
    expect(await run(join(folder, "folder"))).toMatchObject({ code: EXIT.usage, err: expect.stringContaining("is no file") })
    expect(await run("/dev/zero")).toMatchObject({ code: EXIT.usage, err: expect.stringContaining("is no file") })
    expect(await run(write("# A\n".repeat(300_000)))).toMatchObject({ code: EXIT.usage, err: expect.stringContaining("1200000 bytes, more than the 1000000") })
  })
})
