import { describe, expect, it } from "vitest"
import { flatten } from "../ir/flat.ts"
import { Reading } from "../ir/reading.ts"
import type { SystemIr } from "../ir/system.ts"
import type { State } from "../ir/value.ts"
import { check } from "./check.ts"
import { differences, reads, runTo, stateAt, whyFalse } from "./counterexample.ts"
import { explore } from "./explore.ts"
import { counting, keyOf, tiny, type Tiny } from "./testing.ts"

const base: Tiny = {
  fields: `readonly x: Upto<9>; readonly on: boolean; readonly cells: Vec<3, Upto<9>>; readonly q: Fifo<3, { readonly k: Upto<9>; readonly c: Opaque }>; readonly part: { readonly a: Upto<9>; readonly b: Upto<9> }`,
  init: "x: 0, on: false, cells: [0, 1, 2], q: [], part: { a: 0, b: 0 }", rules: { up: "when: (s) => ({ below: s.x < 9 }), then: (s) => next(s, { x: s.x + 1 })" },
}
const why = (holds: string, state: Partial<Record<string, unknown>> = {}): readonly string[] => {
  const ir = tiny({ ...base, properties: { law: ["invariant", `holds: (s, n) => ${holds}`] } })
  const reading = new Reading(ir, { n: 3 })
  const values = reading.initial().map((v, i) => (state[ir.leaves[i]?.path ?? ""] ?? v) as State[number])
  return whyFalse({ reading, state: values }, ir.properties[0]?.holds as SystemIr["quiescent"]["node"])
}

describe("why a condition fails", () => {
  it.each([
    ["s.x > 0", ["0 < x fails: x 0"]],
    ["s.x === 0 && s.on", ["on fails: on false"]],
    ["s.x === 1 && s.on", ["x === 1 fails: x 0"]],
    ["s.x === 1 || s.on", ["x === 1 fails: x 0", "on fails: on false"]],
    ["!(s.x === 0 || s.on)", ["x === 0 holds: x 0"]],
    ["s.x > n.n", ["n < x fails: n 3, x 0"]],
    ["every(range(3), (i) => at(s.cells, i) < 2)", ["every(i0 < 3, cells[i0] < 2) fails: cells [0, 1, 2]"]],
    ["s.on ? s.x === 1 : s.x === 2", ["x === 2 fails: x 0"]],
    ["s.x === 0 ? s.on : true", ["on fails: on false"]],
    ["s.x === 0", []],
  ])("%s", (holds, expected) => { expect(why(holds)).toEqual(expected) })
  it("names the state after as such", async () => {
    const r = await check(tiny({ ...base, properties: { law: ["step", "holds: (s, _n, t) => t.x === s.x"] } }))
    expect(r.counterexample?.because).toEqual([expect.stringMatching(/^(next x === x|x === next x) fails: (x 0, next x 1|next x 1, x 0)$/)])
  })
  it("names the values of parameters", () => {
    const ir = tiny({ ...base, rules: { up: "choose: () => ({ by: [1, 2] }), when: (s, _n, p) => ({ below: s.x + p.by < 9 }), then: (s, _n, p) => next(s, { x: s.x + p.by })" } })
    const reading = new Reading(ir, { n: 3 })
    expect(reads({ reading, state: reading.initial(), params: { by: 2 } }, ir.rules[0]?.when[0]?.node as SystemIr["quiescent"]["node"])).toBe("x 0, by 2")
  })
})

describe("the difference of two states", () => {
  const ir = tiny(base)
  const before = new Reading(ir, { n: 3 }).initial()
  const difference = (path: string, from: unknown, to: unknown): readonly string[] => {
    const changed = (v: unknown): State => before.map((x, i) => (ir.leaves[i]?.path === path ? (v as State[number]) : x))
    return differences(ir, changed(from), changed(to))
  }
  const e = (k: number): unknown => ({ k, c: "white" })
  it.each([
    ["x", 0, 1, ["x 0 → 1"]], ["x", 1, 1, []], ["on", false, true, ["on false → true"]], ["part.b", 0, 3, ["part.b 0 → 3"]],
    ["cells", [0, 1, 2], [0, 5, 2], ["cells[1] 1 → 5"]], ["cells", [0, 1, 2], [3, 1, 4], ["cells[0] 0 → 3", "cells[2] 2 → 4"]],
    ["q", [], [e(1)], ["q + { k: 1, c: white }"]], ["q", [e(1), e(2)], [e(2)], ["q − { k: 1, c: white }"]],
    ["q", [e(1), e(2)], [e(1)], ["q [{ k: 1, c: white }, { k: 2, c: white }] → [{ k: 1, c: white }]"]], ["q", [e(1)], [e(4)], ["q[0].k 1 → 4"]],
  ])("in %s from %j to %j", (path, from, to, expected) => { expect(difference(path, from, to)).toEqual(expected) })
})

describe("a run", () => {
  it("begins in the first state, and each step is one of the system", async () => {
    const ir = tiny({ ...counting, sizes: "small: { n: 30 }", rules: { ...counting.rules, twice: "choose: () => ({ by: [2, 3] }), when: (s, n, p) => ({ room: s.x + p.by <= n.n }), then: (s, _n, p) => next(s, { x: s.x + p.by })" } })
    const { kernel } = await explore(flatten(ir, { n: 30 }))
    const index = Array.from({ length: kernel.compiled.states() }, (_, i) => i).find((i) => keyOf(stateAt(kernel, i)) === "30") as number
    const run = runTo(kernel, index)
    expect([run.initial, run.steps.length, run.steps.at(-1)?.state]).toEqual([[0], 10, [30]])
    run.steps.reduce((state, s) => {
      expect(kernel.flat.reading.enabled(s.rule, state, s.params)).toBe(true)
      expect(kernel.flat.reading.step(s.rule, state, s.params)).toEqual(s.state)
      return s.state
    }, run.initial)
  })
  it("of hundreds of thousands of steps is told in reasonable time", async () => {
    const r = await check(tiny({ ...counting, sizes: "small: { n: 200000 }", properties: { law: ["invariant", "holds: (s, n) => s.x < n.n"] } }))
    expect(r.counterexample?.run.steps).toHaveLength(200_000)
  })
})
