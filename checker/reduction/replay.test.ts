import { describe, expect, it } from "vitest"
import { check } from "../explorer/check.ts"
import { lassoAlong, runAlong } from "./replay.ts"
import { boxIr, flatOf } from "./testing.ts"

const flat = flatOf(boxIr("!s.isFull"))
const at = (id: string): number => flat.instances.findIndex((x) => x.label === id)
const [put, take] = [at("t.put(number: 1)"), at("t.take")]

describe("runAlong", () => {
  it("takes the steps of the system itself", () => {
    expect(runAlong(flat, flat.reading.initial(), [put, take]).map((s) => [s.rule.id, s.state])).toEqual([["t.put", [1, true, 0, 1]], ["t.take", [1, false, 1, 1]]])
  })
  it("takes no step that is not enabled", () => {
    expect(() => runAlong(flat, flat.reading.initial(), [put, put])).toThrow("t.put(number: 1) is not enabled in the run that it was seen in")
  })
})

/** The box is filled for ever, with 0 and 1 in turn: where the number is forgotten, the cycle is half as long. */
const turning = boxIr("!s.isFull", {
  rules: {
    fill: "when: (s) => ({ isEmpty: !s.isFull }), then: (s) => next(s, { isFull: true, value: s.count, count: s.count === 0 ? 1 : 0 })",
    clear: "fair: \"none\", when: (s) => ({ isFull: s.isFull }), then: (s) => next(s, { isFull: false })",
  },
  properties: { ends: ["leadsTo", "given: (s) => s.isFull, holds: (s) => s.taken === 1"] }, quiescent: "(s) => s.isFull",
})

describe("lassoAlong", () => {
  it("goes round a cycle until it closes", () => {
    const own = flatOf(turning)
    const { steps, cycle } = lassoAlong(own, [0], [1, 0])
    expect([cycle, steps.length]).toEqual([1, 5])
    expect(steps[cycle - 1]?.state).toEqual(steps.at(-1)?.state)
  })
  it("rests where there is no cycle", () => {
    expect(lassoAlong(flat, [put], []).cycle).toBe(1)
  })
  it("tells a run of the system for a leads-to that is broken where something is forgotten", async () => {
    const r = await check(turning, { forget: true })
    expect([r.verdict, r.counterexample?.id, r.reduction?.isUsed]).toEqual(["violated", "t.ends", true])
  })
})
