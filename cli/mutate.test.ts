import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { counting as tiny, tinyText } from "../checker/explorer/testing.ts"
import { EXIT } from "./errors.ts"
import { main } from "./main.ts"
import { command } from "./mutate.ts"

const entries = [{ name: command.name, summary: command.summary, load: async () => command }]
const run = async (...argv: string[]): Promise<{ code: number; out: string; err: string }> => {
  let out = ""
  let err = ""
  const io = { stdout: (t: string) => void (out += t), stderr: (t: string) => void (err += t), isTerminal: false }
  const code = await main(["mutate", ...argv], io, entries)
  return { code, out, err }
}
const fixture = fileURLToPath(new URL("../checker/mutation/fixture.ts", import.meta.url))

describe("tcnet mutate", () => {
  it.each(["ring.thin", process.env["TCNET_ENGINES"] === undefined ? "frames" : "wakeup"])("finds nothing that survives among a sample of the mutants of %s", { timeout: 180_000 }, async (system) => {
    const seed = "3"
    const { code, out, err } = await run(system, "--sample", "40", "--seed", seed, "--jobs", "1", "--json")
    expect(err).toBe("")
    const found = JSON.parse(out) as { readonly mutants: readonly { readonly id: string; readonly verdict: string }[] }
    expect(found.mutants).toHaveLength(40)
    expect(found.mutants.filter((m) => !["killed", "equal", "refused"].includes(m.verdict)), `npx tcnet mutate ${system} --sample 40 --seed ${seed}`).toEqual([])
    expect(code).toBe(EXIT.holds)
  })

  it("prints each mutant of a module with what noticed it, the totals, and exits with 1 where one survives", async () => {
    const { code, out } = await run(fixture)
    expect(out).toMatch(/^fixture\.counting\n {2}killed {7}counter\.count\.below:negate: deadlock, 2 steps\n/)
    expect(out).toContain("  killed       counter.count:+1: obligations, 1 step\n")
    expect(out).toContain("  survived     counter.count.lively:drop\n               checker/mutation/fixture.ts:14:44: lively: !s.tired → nothing\n")
    expect(out).toMatch(/\n20 mutants: 8 killed, 1 equivalent, 6 restriction, 1 refused, 4 survived\n$/)
    expect(code).toBe(EXIT.violated)
  })

  it("prints the counterexample of one", async () => {
    const { code, out } = await run(fixture, "--mutant", "counter.count:+1")
    expect(out).toContain("counter.count: It counts up.\n  O4 0 … most is left")
    expect(out).toMatch(/1 {2}counter\.count/)
    expect(code).toBe(EXIT.holds)
  })

  it("prints a run that only the mutant has, of one that survives", async () => {
    const { code, out } = await run(fixture, "--mutant", "counter.count.lively:drop")
    expect(out).toMatch(/A shortest run that the system itself does not have:\n\nstep {2}event {10}changed\n[^]*1 {2}counter\.tire[^]*2 {2}counter\.count {2}up 0 → 1/)
    expect(code).toBe(EXIT.violated)
  })

  it("says in the document at which size each verdict was reached", async () => {
    const sizes = async (...argv: string[]): Promise<readonly string[]> => (JSON.parse((await run(...argv, "--json")).out) as { readonly mutants: readonly { readonly id: string; readonly size: string }[] }).mutants.map((m) => `${m.id} ${m.size}`)
    expect(await sizes(fixture, "--mutant", "counter.count:+1")).toEqual(["counter.count:+1 small"])
    const folder = mkdtempSync(join(tmpdir(), "tcnet-mutate-"))
    const module = join(folder, "two-sizes.ts")
    writeFileSync(module, tinyText({ ...tiny, sizes: "small: { n: 3 }, standard: { n: 5 }" }))
    const at = async (...argv: string[]): Promise<ReadonlySet<string | undefined>> => new Set((await sizes(module, ...argv)).map((row) => row.split(" ").at(-1)))
    expect([await at(), await at("--size", "standard")]).toEqual([new Set(["small"]), new Set(["standard"])])
    rmSync(folder, { recursive: true })
  })

  it.each([
    [["nowhere"], /^tcnet: there is no system nowhere\n/],
    [["wakeUp"], /Did you mean wakeup\?/],
    [[fixture, "--mutant", "counter.count:+2"], /^tcnet: there is no mutant counter\.count:\+2\n/],
    [[fixture, "--size", "huge"], /huge/],
    [[fixture, "--sample", "none"], /^tcnet: --sample takes a whole number/],
    [[fixture, "--seed", "-1"], /seed/],
    [[fixture, "--jobs", "0"], /^tcnet: --jobs takes a whole number of at least 1/],
    [[fixture, "--jobs", "1000"], /^tcnet: --jobs 1000 is more than 256 processes\n/],
    [["./no/such/module.ts"], /no such module/],
    [["system.json"], /^tcnet: system\.json is an IR document/],
  ])("refuses %j", async (argv, message) => {
    const { code, out, err } = await run(...argv)
    expect({ code, out }).toEqual({ code: EXIT.usage, out: "" })
    expect(err).toMatch(message)
  })
})
