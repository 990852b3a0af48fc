import { describe, expect, it } from "vitest"
import { compare } from "./compare.ts"
import { boxIr, flatOf } from "./testing.ts"

/** Only a 1 is put into the box. */
const ones = { put: "when: (s, n) => ({ isEmpty: !s.isFull, more: s.count < n.n }), then: (s) => next(s, { value: 1, isFull: true, count: s.count + 1 })", take: "when: (s) => ({ isFull: s.isFull }), then: (s) => next(s, { isFull: false })" }

describe("compare", () => {
  it("finds the same where nothing reads what is forgotten", async () => {
    const c = await compare(flatOf(boxIr("!s.isFull")))
    expect(c.difference).toBeUndefined()
    expect(c.changed).toBeGreaterThan(0)
    expect(c.changed).toBeLessThan(c.states)
  })
  it.each([
    ["a step leads elsewhere", boxIr("true"), "t.take leads elsewhere"],
    ["the condition reads what it forgets", boxIr("s.value === 1"), "a condition reads what is forgotten"],
    ["a property is another", boxIr("!s.isFull", { rules: ones, properties: { low: ["invariant", "holds: (s) => s.count === 0 || s.value === 1"] } }), "t.low is another"],
    ["rest is another", boxIr("!s.isFull", { rules: ones, properties: {}, quiescent: "(s, n) => s.count === n.n && s.value === 1" }), "quiescent is another"],
    ["something else is enabled", boxIr("!s.isFull", { rules: { go: "when: (s) => ({ not0: s.value !== 0 || s.count === 0 }), then: (s) => next(s, { value: 1, count: s.count === 3 ? 3 : s.count + 1 })" } }), "t.go is enabled, and nothing where something is forgotten"],
    ["a step changes nothing in one of them", boxIr("!s.isFull", { rules: { to1: "when: (s) => ({ it: !s.isFull }), then: (s) => next(s, { value: 1 })", stay: "when: (s) => ({ it: !s.isFull }), then: (s) => next(s, { value: 0 })" } }), "t.to1 changes nothing in one of them"],
  ])("tells where %s", async (_, ir, what) => {
    expect((await compare(flatOf(ir))).difference?.what).toBe(what)
  })
  it("needs the whole graph", async () => {
    await expect(compare(flatOf(boxIr("!s.isFull", { properties: { low: ["invariant", "holds: (s) => s.taken < 2"] } })))).rejects.toThrow("only a whole graph can be compared with")
  })
})
