import { describe, expect, it } from "vitest"
import { InputError } from "../errors.ts"
import { lowerParts } from "../lowering/testing.ts"
import { printParams, Reading, sizesOf } from "./reading.ts"
import type { RuleIr } from "./system.ts"

const sizes = { slots: 2, frames: 3 }
const choosing = lowerParts({ choose: `(n) => ({ i: range(n.slots), c: [white, red], m: ["idle", "busy"] })`, when: `(s, n, p) => ({ on: s.isOn, here: s.count === p.i, mode: s.mode === p.m })`, then: "(s, n, p) => next(s, { payload: p.c, count: s.count + 1 })", note: `(g) => next(g, { seen: "red" })` })

describe("a reading", () => {
  const r = new Reading(choosing, sizes)
  const rule = choosing.rules[0] as RuleIr
  it("has an instance for each choice of parameters, in the order of their domains", () => {
    expect(r.instances.map((x) => x.label)).toEqual(["0, c: white, m: idle", "0, c: white, m: busy", "0, c: red, m: idle", "0, c: red, m: busy", "1, c: white, m: idle", "1, c: white, m: busy", "1, c: red, m: idle", "1, c: red, m: busy"].map((x) => `t.step(i: ${x})`))
    expect(new Reading(choosing, { slots: 0, frames: 3 }).instances).toEqual([])
  })
  it("has the first state, each conjunct, the next state, with history or without", () => {
    const first = r.initial()
    expect(first[r.leaf("cells")]).toEqual([{ word: 0, flag: false }, { word: 0, flag: false }])
    expect([r.conjuncts(rule, first, { i: 1, c: "red", m: "idle" }), r.enabled(rule, first, { i: 1, c: "red", m: "idle" }), r.enabled(rule, first, { i: 0, c: "red", m: "idle" })]).toEqual([[true, false, true], false, true])
    const [noted, plain] = [true, false].map((h) => r.step(rule, first, { i: 0, c: "red", m: "idle" }, h)) as [typeof first, typeof first]
    const parts = ["count", "payload", "ghost.seen"].map((p) => r.leaf(p))
    expect([parts.map((i) => noted[i]), parts.map((i) => plain[i]), parts.map((i) => first[i])]).toEqual([[1, "red", "red"], [1, "red", "none"], [0, "blank", "none"]])
    expect(() => r.leaf("nowhere")).toThrow("no part of the state is called nowhere")
  })
  it("says which obligation a state breaks, also where its fact itself cannot be evaluated", () => {
    const ir = lowerParts({ then: "(s, n) => next(s, { count: s.count + 1, cells: set(s.cells, head(s.queue), { word: 0, flag: true }) })" })
    const reading = new Reading(ir, sizes)
    const { obligations } = ir.rules[0] as RuleIr
    const at = (count: number, queue: readonly number[]): string | undefined => reading.broken(obligations, ir.leaves.map((l, i) => (l.path === "count" ? count : l.path === "queue" ? queue : (reading.initial()[i] as number))), { bit: true })?.code
    expect([at(0, [1]), at(3, [1]), at(0, [])]).toEqual([undefined, "O4", "O2"])
  })
  it("refuses more instances than can be told apart, in one rule or in all, without making them", () => {
    const many = lowerParts({ choose: "(n) => ({ i: range(n.slots), j: range(n.slots) })" })
    expect(new Reading(many, { slots: 255, frames: 3 }).instances).toHaveLength(65_025)
    for (const slots of [256, 2 ** 31 - 1]) expect(() => new Reading(many, { slots, frames: 3 })).toThrow(InputError)
    expect(() => new Reading({ ...many, rules: [...many.rules, ...many.rules] }, { slots: 200, frames: 3 })).toThrow("t.step has 40000 instances at this size, and the system more than 65535")
  })
})

it("parameters are printed with their names", () => {
  expect([printParams({}), printParams({ i: 1, c: "red" })]).toEqual(["", "(i: 1, c: red)"])
})
it("sizes have names, of which an object's own are none", () => {
  const ir = lowerParts({ sizes: "small: { slots: 2, frames: 3 }, large: { slots: 9, frames: 9 }" })
  expect(sizesOf(ir, "large")).toEqual({ slots: 9, frames: 9 })
  for (const name of ["standard", "constructor", "toString", "__proto__"]) expect(() => sizesOf(ir, name)).toThrow(new InputError(`test.system has no size ${name}`, "Its sizes are small, large."))
})
