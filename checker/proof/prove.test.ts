import { describe, expect, it } from "vitest"
import { prove, proveWraparound, type Obligation } from "./prove.ts"
import { provedRing, type Exchange } from "./testing.ts"

const run = async (...exchanges: readonly Exchange[]): Promise<readonly Obligation[]> => {
  const { ir, proof } = provedRing(...exchanges)
  return prove(ir, proof, { engine: "z3-solver", limit_ms: 20_000, jobs: 1, withStates: true })
}
const failed = (all: readonly Obligation[]): readonly string[] => all.filter((o) => o.verdict !== "proved").map((o) => `${o.verdict} ${o.kind} ${o.rule} ${o.lemma}`)

describe("a proof", () => {
  it("comes to an obligation for each lemma and rule, the invariants and steps, and rules that fire", async () => {
    const all = await run()
    expect(failed(all)).toEqual([])
    const kind = (name: Obligation["kind"]): readonly Obligation[] => all.filter((o) => o.kind === name)
    expect(kind("begins").map((o) => o.lemma)).toEqual(["ranges", "t.counts", "t.wire", "t.cells", "t.kept"])
    expect(kind("keeps").map((o) => `${o.rule} ${o.lemma}`)).toEqual([
      "t.send ranges", "t.send t.counts", "t.send t.wire", "t.send t.cells", "t.send t.kept",
      "t.take ranges", "t.take t.counts", "t.take t.wire", "t.take t.cells", "t.lap ranges",
    ])
    expect(kind("follows").map((o) => o.lemma)).toEqual(["t.ahead", "t.inOrder", "t.free"])
    expect(kind("steps").map((o) => `${o.rule} ${o.lemma}`)).toEqual(["t.lap t.grows", " t.grows"])
    expect(kind("fires").map((o) => o.rule)).toEqual(["t.send", "t.take", "t.lap"])
  }, 240_000)

  it("is refuted by a state, whose step breaks what the interpreter finds broken", async () => {
    const all = await run(["push(s.wire, s.sent)", "push(s.wire, s.got)"])
    expect(failed(all)).toEqual(["refuted keeps t.send t.wire"])
    const found = all.find((o) => o.verdict === "refuted")?.counterexample
    expect([found?.size, found?.broken]).toEqual(["small", ["t.wire"]])
  }, 240_000)

  it("is not proved, and not refuted, where no named size shows what is wrong at others", async () => {
    const tooMuch: Exchange = ["n.width) < n.slots, hasRoom", "n.width) <= n.slots, hasRoom"]
    expect(failed(await run(tooMuch))).toEqual(["not-proved keeps t.send t.counts"])
    expect(failed(await run(tooMuch, ["room: 2, laps: 3", "room: 3, laps: 3"]))).toEqual(["refuted keeps t.send t.counts"])
  }, 240_000)

  it("asks a step property of rules, too, that change nothing it reads", async () => {
    expect(failed(await run(["t.laps >= s.laps", "t.laps > s.laps"]))).toEqual(["not-proved steps  t.grows"])
  }, 240_000)

  it("says which rule never fires where the lemmas hold", async () => {
    expect(failed(await run(["n.width) < n.slots, hasRoom", "n.width) > n.slots, hasRoom"]))).toEqual(["not-proved fires t.send "])
  }, 240_000)

  it("needs the sizes that it asks for", async () => {
    expect(failed(await run(["wraps: n.width >= 2 * n.slots", "wraps: n.width >= n.slots"]))).toEqual(["not-proved keeps t.send t.counts"])
  }, 240_000)

  it("judges only what it is asked for, and says how far it is", async () => {
    const { ir, proof } = provedRing()
    const seen: string[] = []
    const all = await prove(ir, proof, { engine: "z3-solver", limit_ms: 20_000, jobs: 1, withStates: false, only: (o) => o.lemma === "t.wire", onProgress: (done, of) => { seen.push(`${done} of ${of}`) } })
    expect([all.map((o) => o.rule), seen]).toEqual([["init", "t.send", "t.take"], ["1 of 3", "2 of 3", "3 of 3"]])
  }, 240_000)
})

describe("what wraps", () => {
  it("is proved by itself", async () => {
    const all = await proveWraparound({ engine: "z3-solver", limit_ms: 20_000, jobs: 1 })
    expect([all.length > 10, failed(all)]).toEqual([true, []])
  }, 240_000)
})
