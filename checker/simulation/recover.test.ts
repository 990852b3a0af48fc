import { describe, expect, it } from "vitest"
import { counting, type Tiny } from "../explorer/testing.ts"
import { Generator } from "./generator.ts"
import { populationOf } from "./population.ts"
import { recover } from "./recover.ts"
import { tinyKernel } from "./testing.ts"

/** What recovery from the first state comes to, the instances that it fires, and how often of it what need not happen. */
const from = (t: Tiny): { readonly what: ReturnType<typeof recover>; readonly fired: readonly number[]; readonly helped: readonly number[] } => {
  const p = populationOf(tinyKernel(t), 0, 1, [])
  const fired: number[] = []
  p.channels.reset(0)
  const what = recover(p, 0, new Generator(1), (i) => void fired.push(i), 1_000)
  return { what, fired, helped: [...p.helped] }
}
const up = "when: (s, n) => ({ below: s.x < n.n }), then: (s) => next(s, { x: s.x + 1 })"
const turn = "when: (s, n) => ({ top: s.x === n.n }), then: (s) => next(s, { x: 0 })"

describe("recovery", () => {
  it("fires what is fair until the system may rest", () => expect(from(counting)).toEqual({ what: undefined, fired: [0, 0, 0], helped: [0] }))
  it("fires no fault", () => {
    expect(from({ ...counting, rules: { up: `by: "fault", ${up}` } })).toMatchObject({ what: { kind: "deadlock" }, fired: [] })
  })
  it("fires what need not happen where nothing fair is enabled", () => {
    expect(from({ ...counting, rules: { up: `fair: "none", ${up}` } })).toEqual({ what: undefined, fired: [0, 0, 0], helped: [3] })
  })
  it("fires what need not happen after long waiting", () => {
    // From the top, which is not where it may rest, only that rule leads away for good.
    const t: Tiny = { ...counting, fields: `readonly x: Upto<Sizes["n"]>; readonly gone: boolean`, init: "x: 0, gone: false", rules: { up, turn, leave: `by: "world", fair: "none", when: (s) => ({ here: !s.gone }), then: (s) => next(s, { gone: true })` }, quiescent: "(s) => s.gone" }
    const r = from(t)
    expect([r.what, r.fired.length, r.fired.at(-1), r.helped]).toEqual([undefined, 200, 2, [0, 0, 1]])
  })
  it("says that a channel comes to no rest, or can do nothing", () => {
    expect(from({ ...counting, rules: { up, turn }, quiescent: "(s, n) => s.x > n.n" }).what).toEqual({ kind: "no progress" })
    expect(from({ ...counting, quiescent: "(s) => s.x > 3" }).what).toEqual({ kind: "deadlock" })
  })
  it("says what breaks on the way", () => {
    expect(from({ ...counting, properties: { low: ["invariant", "holds: (s) => s.x < 2"] } }).what).toEqual({ kind: "property", which: 0 })
  })
})
