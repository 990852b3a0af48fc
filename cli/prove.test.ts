import { describe, expect, it } from "vitest"
import { main } from "./main.ts"
import type { Io } from "./io.ts"

const run = async (...argv: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  let [out, err] = ["", ""]
  const io: Io = { stdout: (t) => { out += t }, stderr: (t) => { err += t }, isTerminal: false }
  return { code: await main(argv, io), out, err }
}

describe("tcnet prove", () => {
  it.each<[readonly string[], string]>([
    [["rong"], "there is no system rong"],
    [["wakeup"], "nothing is proved of wakeup for every size"],
    [["ring", "--engine", "vampire"], "there is no engine vampire"],
    [["--mutant", "row.3"], "--mutant needs the one system that it is a mutant of"],
    [["ring", "--mutant", "row.999"], "ring has no mutant row.999"],
    [["ring", "--limit-seconds", "0"], "--limit-seconds takes a whole number of at least 1, not 0"],
    [["ring", "--lemma", "lemma.wires"], "the proof about ring has no lemma lemma.wires"],
    [["ring", "--rule", "slot.look"], "the proof about ring has no rule slot.look"],
    [["ring", "--lemma", "lemma.offers", "--rule", "b.slot.look"], "the proof about ring has no obligation of lemma.offers at b.slot.look"],
    [["ring", "--jobs", "999"], "--jobs 999 is more than 256 processes"],
    [["ring", "--jobs", "x"], "--jobs takes a whole number of at least 1, not x"],
  ])("refuses %j", async (argv, message) => {
    const { code, err } = await run("prove", ...argv)
    expect([code, err.includes(message)]).toEqual([2, true])
  })

  it("gives an error as JSON where JSON is asked for", async () => {
    const { code, out } = await run("prove", "rong", "--json")
    expect([code, (JSON.parse(out) as { readonly verdict: string }).verdict]).toEqual([2, "error"])
  })

  it("judges one lemma at one rule, or a wrong version there", async () => {
    const part = ["prove", "ring", "--lemma", "lemma.epochs", "--rule", "a.epoch.hear"]
    expect(await run(...part)).toMatchObject({ code: 0, out: expect.stringMatching(/^ring\n {2}proved {6}lemma\.epochs: 1 of 1\. [^\n]*\n1 of 1 obligations proved by z3-solver, [\d.]+ s\n$/) as string })
    const wrong = await run(...part, "--mutant", "epoch.hear.greater:drop", "--limit-seconds", "20")
    expect(wrong.code).toBe(1)
    expect(wrong.out).toMatch(/refuted: kept by a\.epoch\.hear lemma\.epochs\n {4}in this state, of size small, all lemmas are true, and a\.epoch\.hear breaks lemma\.epochs:\n/)
  }, 240_000)

  it.runIf(process.env["TCNET_ENGINES"] !== undefined)("proves the ring", async () => {
    const json = await run("prove", "ring", "--json")
    expect(json.code).toBe(0)
    const { obligations, verdict } = JSON.parse(json.out) as { readonly verdict: string; readonly obligations: readonly { readonly system: string; readonly verdict: string; readonly engine: string; readonly seconds: number }[] }
    expect([verdict, obligations.length > 500, new Set(obligations.map((o) => o.verdict)), new Set(obligations.map((o) => o.engine))]).toEqual(["proved", true, new Set(["proved"]), new Set(["z3-solver"])])
  }, 600_000)
})
