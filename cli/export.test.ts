import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { EXIT } from "./errors.ts"
import { command } from "./export.ts"
import { main } from "./main.ts"

const entries = [{ name: command.name, summary: command.summary, load: async () => command }]
const run = async (...argv: string[]): Promise<{ code: number; out: string; err: string }> => {
  let out = ""
  let err = ""
  const io = { stdout: (t: string) => void (out += t), stderr: (t: string) => void (err += t), isTerminal: false }
  const code = await main(["export", ...argv], io, entries)
  return { code, out, err }
}
const dieHard = fileURLToPath(new URL("../checker/outside/die-hard.ts", import.meta.url))

let directory = ""
beforeAll(() => { directory = mkdtempSync(join(tmpdir(), "tcnet-export-")) })
afterAll(() => rmSync(directory, { recursive: true }))

describe("tcnet export", () => {
  it("prints a registered system, small unless told otherwise", async () => {
    const small = await run("ring.thin", "--to", "promela")
    expect({ code: small.code, err: small.err }).toEqual({ code: EXIT.holds, err: "" })
    expect(small.out).toContain("/* Size small:")
    expect(await run("ring.thin", "--to", "promela", "--size", "small")).toEqual(small)
    expect((await run("ring.thin", "--to", "promela", "--size", "standard")).out).toContain("/* Size standard:")
  })

  it.each([
    ["promela", /^\/\* To expect: ([\d,]+) states, ([\d,]+) transitions\. \*\/$/m, 1],
    ["murphi", /^-- To expect: ([\d,]+) states, ([\d,]+) rules fired\.$/m, 0],
    ["tla", /^\\\* To expect: ([\d,]+) distinct states, ([\d,]+) generated\.$/m, 1],
  ] as const)("says in %s what to expect, where it was counted", async (format, line, surplus) => {
    const committed = JSON.parse(readFileSync(fileURLToPath(new URL("../publish/evidence/ring.thin.standard.json", import.meta.url)), "utf8")) as { states: number; transitions: number }
    const found = line.exec((await run("ring.thin", "--to", format, "--size", "standard")).out)
    expect(found?.slice(1).map((n) => Number(n.replaceAll(",", "")))).toEqual([committed.states, committed.transitions + surplus])
    expect((await run(dieHard, "--to", format)).out).not.toMatch(line)
  })

  it("prints TLC's configuration behind the module, and writes both into a folder", async () => {
    const { code, out } = await run(dieHard, "--to", "tla")
    expect(code).toBe(EXIT.holds)
    expect(out).toMatch(/^---- MODULE outside_dieHard ----\n[\s\S]*\n====\n\nWhat follows is outside_dieHard\.cfg; [\s\S]*\nCONSTANTS\n {2}Little = 3\n {2}Big = 5\n/)
    const folder = join(directory, "tla", "die-hard")
    expect(await run(dieHard, "--to", "tla", "--output", folder)).toEqual({ code: EXIT.holds, out: "", err: "" })
    const files = ["tla", "cfg"].map((end) => readFileSync(join(folder, `outside_dieHard.${end}`), "utf8"))
    expect(out.startsWith(files[0] as string) && out.endsWith(files[1] as string)).toBe(true)
  })

  it("prints the IR of a module's system", async () => {
    const { code, out } = await run(dieHard, "--to", "ir")
    expect(code).toBe(EXIT.holds)
    expect(JSON.parse(out)).toMatchObject({ format: "tcnet-ir/1", id: "outside.dieHard" })
  })

  it("writes to a file what it would print", async () => {
    const file = join(directory, "die-hard.pml")
    expect(await run(dieHard, "--to", "promela", "--output", file)).toEqual({ code: EXIT.holds, out: "", err: "" })
    expect(readFileSync(file, "utf8")).toBe((await run(dieHard, "--to", "promela")).out)
  })

  it.each([
    [["ring.thinn", "--to", "promela"], /there is no system ring\.thinn\nDid you mean ring\.thin\?/],
    [["./no-such-module.ts", "--to", "ir"], /no-such-module\.ts: no such module/],
    [["ring.thin", "--to", "promela", "--size", "huge"], /ring\.thin has no size huge\nIts sizes are small, /],
    [["ring.thin", "--to", "ir", "--size", "huge"], /ring\.thin has no size huge/],
    [["ring.thin", "--to", "ir", "--size", "small"], /--size says nothing to ir/],
    [["ring.thin", "--to", "promla"], /there is no format promla\nDid you mean promela\? Formats: promela, murphi, tla, ir\./],
    [["ring.thin"], /export needs --to FORMAT\nFormats: promela, murphi, tla, ir\./],
    [["--to", "ir"], /export takes one system, not 0/],
    [["ring.thin", "ring.thin", "--to", "ir"], /export takes one system, not 2/],
    [["ring.thin", "--to", "ir", "--output", "/no/such/directory/x.json"], /cannot write \/no\/such\/directory\/x\.json: ENOENT/],
    [["ring.thin", "--to", "tla", "--size", "huge"], /ring\.thin has no size huge/],
    [["ring.thin", "--to", "tla", "--output", join(tmpdir(), "ring.tla")], /ring\.tla names a file, and this format is 2 files\nGive a folder: ring_thin\.tla and ring_thin\.cfg are written into it\./],
    [["ring.thin", "--to", "tla", "--output", "/dev/null/x"], /cannot make the folder \/dev\/null\/x for ring_thin\.tla: /],
    [["ring.thin", "--to", "ir", "--output", tmpdir()], /cannot write .*: EISDIR/],
  ])("explains the bad input %j and exits with 2", async (argv, text) => {
    const { code, out, err } = await run(...argv)
    expect({ code, out }).toEqual({ code: EXIT.usage, out: "" })
    expect(err).toMatch(text)
  })

  it("refuses a module with two systems, by their ids", async () => {
    const file = join(directory, "two.ts")
    const text = readFileSync(dieHard, "utf8")
    const second = text.slice(text.indexOf("export const dieHard")).replace("dieHard:", "again:").replace('"outside.dieHard"', '"outside.again"')
    writeFileSync(file, text + second)
    const { code, err } = await run(file, "--to", "ir")
    expect(code).toBe(EXIT.usage)
    expect(err).toContain("exports 2 systems: outside.dieHard, outside.again")
  })
})
