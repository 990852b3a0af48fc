import { describe, expect, it } from "vitest"
import { printNode } from "../ir/print.ts"
import { groupsOf } from "./groups.ts"
import { boxIr, flatOf } from "./testing.ts"

const two = (first: string, second: string): string => `const r_forget = rule({ id: "t.forget", text: "F.", when: (s) => ({ it: !s.isFull }), then: (s) => next(s, { ${first} }) })
const r_also = rule({ id: "t.also", text: "A.", when: (s) => ({ it: s.count === 0 }), then: (s) => next(s, { ${second} }) })
const forgetting: Machine<State, Sizes> = machine({ id: "f", rules: [r_forget, r_also] })`

describe("groupsOf", () => {
  it("has cells that are forgotten together in one group", () => {
    const flat = flatOf(boxIr("", { before: two("value: 0, taken: 1", "count: 2") }))
    expect(groupsOf(flat).map((g) => [g.cells.map((c) => [flat.cells[c.cell]?.path, c.code]), printNode(g.when)])).toEqual([[[["value", 0], ["taken", 1]], "!isFull"], [[["count", 2]], "count === 0"]])
  })
  it("makes one condition of two rules that forget the same cell", () => {
    expect(groupsOf(flatOf(boxIr("", { before: two("value: 0", "value: 0") }))).map((g) => printNode(g.when))).toEqual(["!isFull || count === 0"])
  })
  it("leaves out what can never be forgotten", () => {
    expect(groupsOf(flatOf(boxIr("s.count > n.n")))).toEqual([])
  })
  it.each([
    ["something else than a literal", two("value: s.taken", "value: 0"), "t.forget puts something else than a literal in place of value"],
    ["two values", two("value: 0", "value: 1"), "t.also puts another value in place of value than a rule before it"],
  ])("refuses %s", (_, before, what) => {
    expect(() => groupsOf(flatOf(boxIr("", { before })))).toThrow(what)
  })
})
