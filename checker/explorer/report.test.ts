import { describe, expect, it } from "vitest"
import { lowerText } from "../lowering/testing.ts"
import type { SystemIr } from "../ir/system.ts"
import { check } from "./check.ts"
import { arrowsOf, lanesOf, printCounterexample, stepTable, textChart } from "./report.ts"
import { counting, tiny } from "./testing.ts"

const post = (): SystemIr => lowerText(`import { head, machine, model, next, push, rest, type Fifo, type Machine, type System, type Upto } from "tcnet"
interface Sizes { readonly n: number }
interface Box { readonly out: Fifo<Sizes["n"], Upto<2>>; readonly got: Upto<2> }
interface State { readonly a: Box; readonly b: Box; readonly isDown: { readonly flag: boolean } }
interface Line { readonly from: Box; readonly to: Box }
const send = model<Box, Sizes>().rule({ id: "box.send", text: "A box sends.", choose: () => ({ k: [1, 2] }), when: (s, n) => ({ room: s.out.length < n.n }), then: (s, _n, p) => next(s, { out: push(s.out, p.k) }) })
const land = model<Line, Sizes>().rule({ id: "line.land", text: "It lands.", by: "world", when: (s) => ({ some: s.from.out.length > 0 }), then: (s) => next(s, { from: { out: rest(s.from.out) }, to: { got: head(s.from.out) } }) })
const fall = model<State, Sizes>().rule({ id: "all.fall", text: "All falls.", by: "fault", when: (s) => ({ up: !s.isDown.flag }), then: (s) => next(s, { isDown: { flag: true } }) })
const law = model<State, Sizes>().invariant({ id: "all.law", text: "Nothing is got of what was sent after the fall.", holds: (s) => !s.isDown.flag || s.a.got + s.b.got < 4 })
const box: Machine<Box, Sizes> = machine({ id: "box", rules: [send] })
const line: Machine<Line, Sizes> = machine({ id: "line", rules: [land] })
const all: Machine<State, Sizes> = machine({ id: "all", rules: [fall], properties: [law] })
export const system: System<State, Sizes> = {
  id: "test.post", text: "x", sizes: { small: { n: 1 } }, init: () => ({ a: { out: [], got: 0 }, b: { out: [], got: 0 }, isDown: { flag: false } }),
  parts: ({ place, join, whole }) => [place("a", box), place("b", box), join("ab", { from: "a", to: "b" }, line), join("ba", { from: "b", to: "a" }, line), whole(all)],
  quiescent: () => true,
}
`)[0] as SystemIr

describe("a counterexample in print", () => {
  it("says what broke and why, each step with what changed, and who did it", async () => {
    const ir = post()
    const r = await check(ir)
    expect(r.counterexample === undefined ? "" : printCounterexample(ir, r.counterexample)).toBe(`all.law: Nothing is got of what was sent after the fall.
  !isDown.flag fails: isDown.flag true
  a.got + b.got < 4 fails: a.got 2, b.got 2

step  event             changed
      (start)
   1  a.box.send(k: 2)  a.out + 2
   2  b.box.send(k: 2)  b.out + 2
   3  ab.line.land      a.out − 2 · b.got 0 → 2
   4  ba.line.land      a.got 0 → 2 · b.out − 2
   5  all.fall          isDown.flag false → true

  a                       b
  │                       │
  ● box.send(k: 2)        │
  │                       ● box.send(k: 2)
  ├─ line.land ───────────▶
  ◀─ line.land ───────────┤
  ╪═ all.fall ════════════╪
  │                       │`)
  })
  it("names an obligation's rule, and the step that could not be finished", async () => {
    const ir = tiny({ ...counting, rules: { up: "when: () => ({}), then: (s) => next(s, { x: s.x + 1 })" } })
    const r = await check(ir)
    const text = r.counterexample === undefined ? "" : printCounterexample(ir, r.counterexample)
    expect(text).toMatch(/^t\.up: Rule up\.\n {2}O4 0 … n is left \(.*model\.ts:7:\d+\): x 3, n 3\n/)
    expect(text).toContain("   3  t.up   x 2 → 3\n   4  t.up   cannot be finished\n")
  })
  it("tells a step that changes nothing", () => {
    const ir = tiny(counting)
    const rule = ir.rules[0] as SystemIr["rules"][number]
    expect(stepTable(ir, { initial: [0], steps: [{ rule, params: {}, state: [0] }] })).toContain("   1  t.up   (nothing)")
  })
  it("tells where the cycle of a run that never ends begins, or that it has come to rest", () => {
    const ir = post()
    const rule = ir.rules[0] as SystemIr["rules"][number]
    const steps = [1, 2].map((k) => ({ rule, params: { k }, state: [] }))
    const told = (cycle: number): string => `${stepTable(ir, { initial: [], steps: steps.slice(0, 0), cycle: 0 }).split("\n").at(-1) as string}\n${textChart(ir, { initial: [], steps, cycle })}`
    expect(told(1)).toBe(`      nothing more happens, for ever
  a                       b
  │                       │
  ● box.send(k: 1)        │
  │                       │ ↻ the cycle begins here
  ● box.send(k: 2)        │
  │                       │`)
    expect(told(2)).toContain("│ ■ nothing more happens, for ever\n")
  })
  it("of very many steps is still printed", () => {
    const ir = tiny(counting)
    const rule = ir.rules[0] as SystemIr["rules"][number]
    const run = { initial: [0], steps: Array.from({ length: 150_000 }, () => ({ rule, params: {}, state: [0] })) }
    expect(stepTable(ir, run).split("\n")).toHaveLength(150_002)
    expect(textChart(ir, run).split("\n")).toHaveLength(150_003)
  })
})

describe("a chart", () => {
  it("has a lane for each part at which a machine is placed, or one for the system", () => {
    expect([lanesOf(post()), lanesOf(tiny(counting))]).toEqual([["a", "b"], ["system"]])
  })
  it("draws a rule at its place, between its two parts, or over all", () => {
    const ir = post()
    const steps = ir.rules.map((rule) => ({ rule, params: {}, state: [] }))
    expect(arrowsOf(ir, { initial: [], steps })).toEqual([
      { kind: "at", from: 0, to: 0, text: "box.send" }, { kind: "at", from: 1, to: 1, text: "box.send" },
      { kind: "between", from: 0, to: 1, text: "line.land" }, { kind: "between", from: 1, to: 0, text: "line.land" }, { kind: "all", from: 0, to: 1, text: "all.fall" },
    ])
  })
  it("draws an arrow the way that something goes, and none for what goes nowhere", () => {
    const both = lowerText(`
import { head, machine, model, next, push, rest, type Fifo, type Machine, type System, type Upto } from "tcnet"
interface Sizes { readonly n: number }
interface End { readonly out: Fifo<1, Upto<1>>; readonly got: Upto<1> }
interface Two { readonly from: End; readonly to: End }
interface State { readonly a: End; readonly b: End }
const end = model<End, Sizes>()
const send = end.rule({ id: "e.send", text: "x", when: (s) => ({ empty: s.out.length === 0 }), then: (s) => next(s, { out: push(s.out, 1) }) })
const two = model<Two, Sizes>()
const there = two.rule({ id: "w.there", text: "x", by: "world", when: (s) => ({ sent: s.from.out.length > 0 }), then: (s) => next(s, { from: { out: rest(s.from.out) }, to: { got: head(s.from.out) } }) })
const back = two.rule({ id: "w.back", text: "x", by: "world", when: (s) => ({ sent: s.to.out.length > 0 }), then: (s) => next(s, { to: { out: rest(s.to.out) }, from: { got: head(s.to.out) } }) })
const lost = two.rule({ id: "w.lost", text: "x", by: "fault", when: (s) => ({ sent: s.to.out.length > 0 }), then: (s) => next(s, { to: { out: rest(s.to.out) } }) })
const e: Machine<End, Sizes> = machine({ id: "e", rules: [send] })
const w: Machine<Two, Sizes> = machine({ id: "w", rules: [there, back, lost] })
export const system: System<State, Sizes> = {
  id: "test.two", text: "x", sizes: { small: { n: 1 } }, init: () => ({ a: { out: [], got: 0 }, b: { out: [], got: 0 } }),
  parts: ({ place, join }) => [place("a", e), place("b", e), join("ab", { from: "a", to: "b" }, w)],
  quiescent: (s) => s.a.got === 1,
}
`)[0] as SystemIr
    const steps = both.rules.filter((r) => r.place === "ab").map((rule) => ({ rule, params: {}, state: [] }))
    expect(arrowsOf(both, { initial: [], steps })).toEqual([
      { kind: "between", from: 0, to: 1, text: "w.there" }, { kind: "between", from: 1, to: 0, text: "w.back" }, { kind: "at", from: 1, to: 1, text: "w.lost" },
    ])
  })
})
