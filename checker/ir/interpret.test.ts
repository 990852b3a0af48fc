import { describe, expect, it } from "vitest"
import { lowerParts } from "../lowering/testing.ts"
import { Interpreter, type Env } from "./interpret.ts"
import { Nodes, type Node } from "./node.ts"
import type { Value } from "./value.ts"

const sizes = { slots: 2, frames: 3 }
const state: Readonly<Record<string, Value>> = {
  count: 2, isOn: true, mode: "busy", queue: [1, 0], cells: [{ word: 3, flag: true }, { word: 1, flag: false }], bag: [0, 3], lap: 2, lead: 1, payload: "red", "ghost.seen": "none",
}
const ir = lowerParts({})
const env = (change: Readonly<Record<string, Value>> = {}, params: Env["params"] = { bit: true }): Env => ({ state: ir.leaves.map((l) => change[l.path] ?? (state[l.path] as Value)), params })
/** The value of an expression of the model, as the update of `count` or of another field that takes it. */
const value = (source: string, field = "count", e: Env = env()): Value => {
  const made = lowerParts({ then: `(s, n, p) => next(s, { ${field}: ${source} })` })
  return new Interpreter(made.leaves, sizes).evaluate(made.rules[0]?.then.find((u) => u.path === field)?.node as Node, e)
}
const holds = (source: string, e: Env = env()): Value => {
  const made = lowerParts({ helpers: `const law = invariant({ id: "t.law", text: "x", holds: (s, n) => ${source} })`, machine: "rules: [step], properties: [law]" })
  return new Interpreter(made.leaves, sizes).evaluate(made.properties[0]?.holds as Node, e)
}

describe("the interpreter", () => {
  it.each<readonly [string, string, Value]>([
    ["s.count + 1", "count", 3], ["s.count - 1", "count", 1], ["(s.count + 9) * 2 % 4", "count", 2], ["(s.count - 3) % 2", "count", -1], ["min(s.count, 1)", "count", 1], ["max(s.count, 9)", "count", 9],
    ["p.bit ? 1 : 0", "count", 1], ["s.isOn && !p.bit ? 1 : 0", "count", 0], ["n.slots + n.frames", "count", 5],
    [`s.mode === "busy" ? "done" : "idle"`, "mode", "done"], ["head(s.queue)", "count", 1], ["at(s.cells, 1).word", "count", 1], ["s.queue.length", "count", 2],
    ["push(s.queue, 1)", "queue", [1, 0, 1]], ["rest(s.queue)", "queue", [0]], ["put(s.bag, 1)", "bag", [0, 1, 3]], ["take(s.bag, 1)", "bag", [0]],
    ["set(s.cells, 0, { word: 0, flag: false })", "cells", [{ word: 0, flag: false }, { word: 1, flag: false }]], ["fill(n.slots, { word: 2, flag: true })", "cells", [{ word: 2, flag: true }, { word: 2, flag: true }]],
    ["counter.next(s.lap, n.frames)", "lap", 0], ["counter.distance(s.lap, s.lead, n.frames, 2)", "count", 2],
    ["[0, 1]", "queue", [0, 1]],
  ])("gives %s", (source, field, expected) => { expect(value(source, field)).toEqual(expected) })
  it.each<readonly [string, boolean]>([
    ["every(range(n.slots), (i) => at(s.cells, i).word > 0)", true], ["every(range(n.slots), (i) => at(s.cells, i).flag)", false], ["some(range(n.slots), (i) => at(s.cells, i).flag)", true],
    ["every(range(n.slots), (i) => some(range(n.frames), (j) => at(s.cells, i).word === j + 1))", true], ["every(range(n.slots), (i) => some(range(n.slots), (j) => at(s.cells, i).word === j + 1))", false],
    ["every(s.queue, (x) => x < 2)", true], ["some(s.bag, (x) => x === 1)", false], ["prefix(s.queue, [1, 0])", true], ["prefix([0], s.queue)", false], ["prefix([1], s.queue)", true], ["prefix(s.queue, [1])", false],
    ["s.payload === red", true], ["counter.same(s.lap, s.lead)", false], ["sealed([s.count, at(s.cells, 0).word])", false], ["sealed([s.count, 2, n.slots])", true],
  ])("judges %s: %s", (source, expected) => { expect(holds(source)).toBe(expected) })
  it("holds a quantifier over nothing, and does not read there", () => {
    expect(holds("every(s.queue, (x) => x > 5)", env({ queue: [] }))).toBe(true)
    expect(holds("some(s.queue, (x) => x < 5)", env({ queue: [] }))).toBe(false)
  })
  it.each([["head(s.queue)", "count"], ["rest(s.queue)", "queue"], ["at(s.cells, s.count)", "none"], ["at(s.cells, 0 - s.count)", "none"], ["take(s.bag, 2)", "bag"], ["set(s.cells, s.count, { word: 0, flag: true })", "cells"]])("throws where it reads outside: %s", (source, field) => {
    expect(() => (field === "none" ? value(`${source}.word`) : value(source, field, env({ queue: [] })))).toThrow(/^index -?\d of \d$/)
  })
  it("does not evaluate what its condition excludes", () => {
    expect(value("s.queue.length > 0 ? head(s.queue) : 3", "count", env({ queue: [] }))).toBe(3)
    expect(holds("s.queue.length === 0 || head(s.queue) === 1", env({ queue: [] }))).toBe(true)
    expect(holds("s.queue.length > 0 && head(s.queue) === 1", env({ queue: [] }))).toBe(false)
  })
  it("computes again in another state, also what it kept for one evaluation", () => {
    const made = lowerParts({ then: "(s) => { const twice = s.count + s.count\n return next(s, { count: twice * twice + twice }) }" })
    const interpreter = new Interpreter(made.leaves, sizes)
    const node = made.rules[0]?.then[0]?.node as Node
    expect([2, 1, 2, 0].map((count) => interpreter.evaluate(node, env({ count })))).toEqual([20, 6, 20, 0])
  })
  it("reads the state after a step only where there is one", () => {
    const nodes = new Nodes()
    const after = nodes.make("after", [], { kind: "bool" }, { name: "isOn" })
    const interpreter = new Interpreter(ir.leaves, sizes)
    expect(interpreter.evaluate(after, { ...env(), after: env({ isOn: false }).state })).toBe(false)
    expect(() => interpreter.evaluate(after, env())).toThrow("a property of one state reads the next")
    expect(() => interpreter.evaluate(nodes.make("state", [], { kind: "bool" }, { name: "nowhere" }), env())).toThrow("no part of the state is called nowhere")
    expect(() => interpreter.evaluate(nodes.make("size", [], { kind: "integer" }, { name: "nowhere" }), env())).toThrow("no size nowhere")
  })
})
