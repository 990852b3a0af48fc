import { describe, expect, it } from "vitest"
import { lowerParts } from "../lowering/testing.ts"
import { printNode } from "./print.ts"

const printed = (when: string): string => printNode(lowerParts({ when: `(s, n, p) => ({ on: ${when} })` }).rules[0]?.when[0]?.node as Parameters<typeof printNode>[0])

describe("an expression in print", () => {
  it.each([
    ["s.isOn", "isOn"], ["!s.isOn", "!isOn"], [`s.mode === "busy"`, `mode === "busy"`], [`s.mode !== "busy"`, `mode !== "busy"`],
    ["s.count + 1 < n.frames", "count + 1 < frames"], ["s.count >= n.slots", "slots <= count"], ["(s.count + 1) * 2 === 4", "(count + 1) * 2 === 4"],
    ["s.count - (1 - n.slots) > 2", "2 < count - (1 - slots)"], ["s.count % n.frames === 1", "count % frames === 1"],
    ["s.isOn && (s.count === 1 || p.bit)", "isOn && (count === 1 || bit)"], ["(s.isOn && s.count === 1) || p.bit", "isOn && count === 1 || bit"],
    ["!(s.isOn && p.bit)", "!(isOn && bit)"], ["(s.isOn ? s.count : 0) === 1", "(isOn ? count : 0) === 1"],
    ["at(s.cells, s.count).word === 1", "cells[count].word === 1"], ["head(s.queue) === 1", "queue[0] === 1"], ["s.queue.length < n.slots", "queue.length < slots"],
    ["rest(s.queue).length === 0", "rest(queue).length === 0"], ["take(s.bag, 1).length === 0", "take(bag, 1).length === 0"],
    ["every(range(n.slots), (i) => at(s.cells, i).flag)", "every(i0 < slots, cells[i0].flag)"], ["some(range(n.slots), (i) => at(s.cells, i).flag)", "some(i0 < slots, cells[i0].flag)"],
  ])("%s is printed %s", (source, text) => { expect(printed(source)).toBe(text) })
  it("tells a parameter from a size of the same name, where both are there", () => {
    const parts = { choose: "() => ({ slots: range(2), frames: range(2) })", when: "(s, n, p) => ({ fits: s.count + p.slots < n.slots, alone: s.count < n.slots, other: s.count + p.frames < n.slots })" }
    expect(lowerParts(parts).rules[0]?.when.map((c) => printNode(c.node))).toEqual(["count + p.slots < n.slots", "count < slots", "count + frames < slots"])
  })
  it("names the state after a step as such", () => {
    const ir = lowerParts({ more: "", machine: "rules: [step], properties: [law]", helpers: "const law = stepLaw({ id: \"t.law\", text: \"x\", holds: (s, _n, t) => t.count > s.count })" })
    expect(printNode(ir.properties[0]?.holds as Parameters<typeof printNode>[0])).toBe("count < next count")
  })
  it("writes values whole", () => {
    const ir = lowerParts({ then: "(s, n) => next(s, { cells: set(s.cells, 1, { word: 2, flag: true }), queue: push(s.queue, 1) })" })
    expect(ir.rules[0]?.then.map((u) => `${u.path} = ${printNode(u.node)}`)).toEqual(["queue = push(queue, 1)", "cells = set(cells, 1, { word: 2, flag: true })"])
  })
})
