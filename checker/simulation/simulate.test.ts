import { describe, expect, it } from "vitest"
import { counting, tiny, type Tiny } from "../explorer/testing.ts"
import { simulate, type SimulateOptions, type SimulateResult } from "./simulate.ts"
import { smallSite } from "./testing.ts"

const options: SimulateOptions = { site: smallSite, seed: 1, steps: 20_000, enough: { steps: 20_000, mixes: 2 } }
const run = (t: Tiny, o: Partial<SimulateOptions> = {}): Promise<SimulateResult> => simulate(tiny(t), { ...options, ...o })
const law = (holds: string): NonNullable<Tiny["properties"]> => ({ law: ["invariant", holds] })
const faulty: Tiny = {
  ...counting, fields: `readonly x: Upto<Sizes["n"]>; readonly lost: boolean`, init: "x: 0, lost: false",
  rules: { up: "when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })", lose: `by: "fault", when: (s) => ({ first: !s.lost && s.x === 2 }), then: (s) => next(s, { lost: true })` },
}

describe("a simulation", () => {
  it("holds where nothing breaks, and counts what happened", async () => {
    const r = await run(faulty)
    expect([r.verdict, r.steps, r.near + r.far, r.vacuous, r.unseen]).toEqual(["holds", 20_000, 200, [], []])
    const [up, lose] = r.firings
    expect([up?.id, up?.by, lose?.id, lose?.by]).toEqual(["t.up", "protocol", "t.lose", "fault"])
    expect([up, lose].every((x) => (x?.count ?? 0) > 10)).toBe(true)
    expect(r.firingsPerSecond).toBeGreaterThan(0)
  })
  it("is violated where a property breaks, and says in which channel and how", async () => {
    const r = await run({ ...faulty, properties: law("holds: (s) => !(s.lost && s.x === 3)") })
    expect([r.verdict, r.properties]).toEqual(["violated", [{ id: "t.law", verdict: "violated" }]])
    expect(r.failure?.counterexample.run.steps.map((s) => s.rule.id)).toEqual(["t.up", "t.up", "t.lose", "t.up"])
    expect(r.failure?.ends.map((e) => e.superNode < 2 && e.node < 4)).toEqual([true, true])
    expect(r.failure?.mix).toMatch(/^faults: t\.lose 1 in /)
  })
  it("has no progress where a channel comes to no rest", async () => {
    const r = await run({ ...counting, quiescent: "(s) => s.x === 1" })
    expect([r.verdict, r.failure?.counterexample.id]).toEqual(["no progress", "deadlock"])
  })
  it("is vacuous where a long run never fired a rule, or never saw a premise, and not where it is short", async () => {
    const t: Tiny = { ...counting, rules: { ...counting.rules, never: "when: (s, n) => ({ top: s.x === n.n, bottom: s.x === 0 }), then: (s) => next(s, { x: 1 })" }, properties: law("given: (s, n) => s.x === n.n - 1 && s.x === 0, holds: () => false") }
    const missed = ["t.never never fired", "t.law was never required: its premise held in no state that was seen"]
    const long = await run(t)
    expect([long.verdict, long.vacuous, long.unseen]).toEqual(["vacuous", missed, []])
    const short = await run(t, { steps: 19_000 })
    expect([short.verdict, short.vacuous, short.unseen]).toEqual(["holds", [], missed])
  })
  it("asks nothing of what the size rules out", async () => {
    const r = await run({ ...counting, sizes: "small: { n: 3 }, large: { n: 9 }", rules: { ...counting.rules, long: "when: (s, n) => ({ long: n.n > 5, top: s.x === n.n }), then: (s) => next(s, { x: 0 })" } })
    expect([r.verdict, r.firings.map((x) => x.count > 0)]).toEqual(["holds", [true, false]])
  })
  it("is inconclusive where a limit or an interrupt cut it", async () => {
    const endless = { steps: 1e12 }
    expect(await run(counting, { ...endless, limitSeconds: 0.01 })).toMatchObject({ verdict: "inconclusive", cut: "seconds" })
    const controller = new AbortController()
    expect(await run(counting, { ...endless, signal: controller.signal, onProgress: () => controller.abort() })).toMatchObject({ verdict: "inconclusive", cut: "interrupted" })
  })
  it("counts what need not happen and helped a channel to rest", async () => {
    const t: Tiny = { ...counting, rules: { up: `by: "world", fair: "none", when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })` } }
    const r = await run(t)
    expect([r.verdict, r.helped[0]?.id]).toEqual(["holds", "t.up"])
    expect(r.helped[0]?.count).toBeGreaterThan(0)
  })
  it("has channels of two sizes", async () => {
    const r = await run({ ...counting, sizes: "small: { n: 3 }, large: { n: 9 }", properties: law("holds: (s) => s.x < 9") }, { farSize: "large" })
    expect([r.verdict, r.failure?.size, r.failure?.sizes]).toEqual(["violated", "large", { n: 9 }])
    expect((r.failure?.channel ?? 0) >= r.near).toBe(true)
  })
  it("judges no property of runs, and looks for witnesses", async () => {
    const r = await run({ ...counting, properties: { one: ["leadsTo", "given: (s) => s.x === 0, holds: (s) => s.x === 1"], two: ["reachable", "holds: (s) => s.x === 2"], nine: ["reachable", "holds: (s) => s.x + s.x === 5"] } })
    expect(r.properties.map((p) => p.verdict)).toEqual(["not-run", "reached", "unreached"])
  })
})
