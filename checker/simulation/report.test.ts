import { describe, expect, it } from "vitest"
import { counting, tiny, type Tiny } from "../explorer/testing.ts"
import { printSimulation, simulationJson } from "./report.ts"
import { simulate, type SimulateOptions, type SimulateResult } from "./simulate.ts"
import { smallSite } from "./testing.ts"

const options: SimulateOptions = { site: smallSite, seed: 1, steps: 20_000, enough: { steps: 20_000, mixes: 2 } }
const run = (t: Tiny, o: Partial<SimulateOptions> = {}): Promise<SimulateResult> => simulate(tiny(t), { ...options, ...o })
const law = (holds: string): NonNullable<Tiny["properties"]> => ({ law: ["invariant", holds] })
const faulty: Tiny = {
  ...counting, fields: `readonly x: Upto<Sizes["n"]>; readonly lost: boolean`, init: "x: 0, lost: false",
  rules: { up: "when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })", lose: `by: "fault", when: (s) => ({ first: !s.lost && s.x === 2 }), then: (s) => next(s, { lost: true })` },
}

describe("what is printed", () => {
  it("has the failure as a table of steps, and where it was", async () => {
    const t: Tiny = { ...faulty, properties: law("holds: (s) => !(s.lost && s.x === 3)") }
    const text = printSimulation(tiny(t), await run(t))
    expect(text).toMatch(/^test\.tiny small \(n 3\): violated\n {2}seed 1: [\d,]+ firings and [\d,]+ to come to rest, 1 round, \d+ mixes, /)
    expect(text).toMatch(/\n {2}channel \d+, between endpoint \d+ on node \d of super-node \d and endpoint \d+ on node \d of super-node \d, in round 1\n {2}faults: t\.lose/)
    expect(text).toMatch(/\d+ events, shrunk to 4:\n\n {2}t\.law: Property law\.\n/)
    expect(text).toMatch(/\n {5}4 {2}t\.up {4}x 2 → 3\n/)
  })
  it("says what was not seen", async () => {
    const t: Tiny = { ...counting, rules: { ...counting.rules, never: "when: (s, n) => ({ top: s.x === n.n, bottom: s.x === 0 }), then: (s) => next(s, { x: 1 })" } }
    expect(printSimulation(tiny(t), await run(t))).toContain("  vacuous, for the run was long enough to see it:\n    t.never never fired\n")
    expect(printSimulation(tiny(t), await run(t, { steps: 1_000 }))).toContain("  not seen, and the run is too short to mind:\n    t.never never fired\n")
  })
  it("is JSON too", async () => {
    const t: Tiny = { ...faulty, properties: law("holds: (s) => !(s.lost && s.x === 3)") }
    const json = JSON.parse(JSON.stringify(simulationJson(await run(t)))) as { readonly [k: string]: unknown }
    expect(json).toMatchObject({ system: "test.tiny", size: "small", verdict: "violated", seed: 1, near: expect.any(Number), faults: [{ id: "t.lose", count: expect.any(Number) }] })
    expect(json["failure"]).toMatchObject({ id: "t.law", round: 1, shown: true, run: [{ endpoint: "", rule: "t.up", params: {} }, {}, { rule: "t.lose" }, {}] })
  })
})
