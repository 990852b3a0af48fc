import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { counting, tinyText, type Tiny } from "../checker/explorer/testing.ts"
import { main } from "./main.ts"

let folder = ""
const write = (name: string, t: Tiny | string): string => {
  const file = join(folder, name)
  writeFileSync(file, typeof t === "string" ? t : tinyText(t))
  return file
}
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), "tcnet-simulate-")) })
afterAll(() => rmSync(folder, { recursive: true }))

const tcnet = async (...argv: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  let [out, err] = ["", ""]
  const code = await main(argv, { stdout: (t) => void (out += t), stderr: (t) => void (err += t), isTerminal: false })
  return { code, out, err }
}
const run = (...argv: string[]): ReturnType<typeof tcnet> => tcnet("simulate", ...argv)
const few = ["--channels", "100", "--steps", "20000"]
const violated: Tiny = { ...counting, properties: { law: ["invariant", "holds: (s, n) => s.x < n.n"] } }

describe("tcnet simulate", () => {
  it("runs a channel with both directions where no system is named, without a ring between super-nodes", async () => {
    const r = await run(...few)
    expect([r.code, r.err]).toEqual([0, ""])
    expect(r.out).toMatch(/^duplex standard \(frames 12, .*, near 1\): holds\n/)
    expect(r.out).toContain("between two (large)")
  })
  it("runs a system of the registry", async () => {
    const r = await run("ring", ...few)
    expect([r.code, r.err]).toEqual([0, ""])
    expect(r.out).toMatch(/^ring small \(slots 1, .*\): holds\n {2}seed 1: 20,000 firings /)
    expect(r.out).toContain("100 channels of 2,048 endpoints on 64 super-nodes of 16 nodes")
  })
  it.each<readonly [string, Tiny, number]>([
    ["holds", counting, 0], ["violated", violated, 1], ["no progress", { ...counting, quiescent: "(s) => s.x === 1" }, 1],
  ])("says %s and exits accordingly", async (verdict, t, code) => {
    const r = await run(write(`${verdict.replace(" ", "-")}.ts`, t), ...few)
    expect([r.code, r.err]).toEqual([code, ""])
    expect(r.out).toMatch(new RegExp(`^test\\.tiny small \\(n 3\\): ${verdict}\n`))
  })
  it("is inconclusive where the time is over", async () => {
    const r = await run("ring", "--channels", "100", "--steps", "100000000000", "--limit-seconds", "1")
    expect([r.code, r.out]).toEqual([3, expect.stringContaining("Not every firing was made: the limit of seconds was reached.")])
  })
  it("prints one JSON document", async () => {
    const r = await run("ring", ...few, "--seed", "7", "--json")
    expect(JSON.parse(r.out)).toMatchObject({ verdict: "holds", results: [{ system: "ring", size: "small", verdict: "holds", seed: 7, steps: 20_000, site: { superNodes: 64, nodes: 16, endpoints: 2048, channels: 100 } }] })
  })
  it("prints the command that repeats a failure, which does", async () => {
    const file = write("repeat.ts", { ...violated, rules: { ...counting.rules, lose: `by: "fault", when: (s) => ({ on: s.x === 2 }), then: (s) => next(s, { x: 3 })` }, properties: { law: ["step", "holds: (s, _n, t) => !(s.x === 2 && t.x === 3)"] } })
    const first = await run(file, ...few, "--seed", "3", "--nodes", "2")
    const command = /To repeat it: tcnet (.*)\n/.exec(first.out)?.[1]
    expect(command).toMatch(/^simulate \S+repeat\.ts --nodes 2 --channels 100 --seed 3 --round 1 --steps 20000$/)
    const again = await tcnet(...(command ?? "").split(" "))
    const failureIn = (text: string): string => text.slice(text.indexOf("  channel "))
    expect(failureIn(again.out)).toBe(failureIn(first.out))
    expect(failureIn(again.out)).not.toBe("")
  })
  it("saves a failure as a trace that replays to the same violation", async () => {
    const [file, trace] = [write("saved.ts", violated), join(folder, "failure.jsonl")]
    const r = await run(file, ...few, "--save", trace)
    expect(r.out).toContain(`Written to ${trace}. To step through it: tcnet trace --replay ${trace} --system ${file}`)
    const replayed = await tcnet("trace", "--replay", trace, "--system", file)
    expect([replayed.code, replayed.out]).toEqual([0, expect.stringContaining("The last state breaks t.law:")])
  })
  it("writes nothing where nothing failed", async () => {
    const trace = join(folder, "none.jsonl")
    expect((await run("ring", ...few, "--save", trace)).out).toContain(`There is no failure, nothing was written to ${trace}.`)
    expect(existsSync(trace)).toBe(false)
  })
  it.each([
    [["ring", "frames"], "simulate takes one system, not 2"], [["rin"], "there is no system rin"],
    [["ring", "--steps", "0"], "--steps takes a whole number of at least 1, not 0"], [["ring", "--seed", "x"], "--seed takes a whole number"],
    [["ring", "--size", "tiny"], "ring has no size tiny"], [["ring", "--far-size", "tiny"], "ring has no size tiny"],
    [["ring", "--super-nodes", "1", "--nodes", "1"], "a channel needs two nodes, and there is one"], [["ring", "--endpoints", "1"], "a channel needs two endpoints"],
    [["ring", "--channels", "100000000"], "100000000 channels are more than 1000000"],
    [["ring", "--save", "/nowhere/at/all/x.jsonl"], "cannot write /nowhere/at/all/x.jsonl"],
  ])("refuses %j", async (args, why) => {
    const r = await run(...args)
    expect([r.code, r.out]).toEqual([2, ""])
    expect(r.err).toContain(why)
  })
  it("says which option to mend where a file cannot be written", async () => expect((await run("ring", "--save", "/nowhere/x.jsonl")).err).toContain("Give --save a file"))
  it("refuses a module of several systems", async () => {
    const text = tinyText(counting)
    const r = await run(write("two.ts", `${text}\nexport const other: System<State, Sizes> = { ...system, id: "test.other" }\n`), ...few)
    expect(r.code).toBe(2)
  })
})
