import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Folding } from "../ir/fold.ts"
import type { Node } from "../ir/node.ts"
import { bool } from "../ir/sort.ts"
import { afterStep, Known } from "./known.ts"

const nodes = new Folding()
const cell = (name: string): Node => nodes.make("state", [], { kind: "upto", most: 2 }, { name })
const flag = (name: string): Node => nodes.make("state", [], bool, { name })
const cells = ["x", "y", "z"]
const flags = ["p", "q"]
type Values = Readonly<Record<string, number | boolean>>

const evaluate = (n: Node, v: Values): number | boolean => {
  const a = (i: number): number | boolean => evaluate(n.args[i] as Node, v)
  const number = (i: number): number => a(i) as number
  switch (n.op) {
    case "lit": return n.value as number | boolean
    case "state": return v[n.name as string] as number | boolean
    case "not": return a(0) !== true
    case "and": return a(0) === true && a(1) === true
    case "or": return a(0) === true || a(1) === true
    case "ite": return a(0) === true ? a(1) : a(2)
    case "eq": return a(0) === a(1)
    case "lt": return number(0) < number(1)
    case "add": return number(0) + number(1)
    default: throw new RangeError(n.op)
  }
}

/** Conditions and numbers over the cells. */
const { condition } = fc.letrec<{ condition: Node; number: Node }>((tie) => ({
  number: fc.oneof({ maxDepth: 4 }, fc.constantFrom(...cells).map(cell), fc.nat(2).map((k) => nodes.int(k)),
    fc.tuple(tie("condition"), tie("number"), tie("number")).map(([c, a, b]) => nodes.ite(c, a, b)), fc.tuple(tie("number"), tie("number")).map(([a, b]) => nodes.arithmetic("add", a, b))),
  condition: fc.oneof({ maxDepth: 4 }, fc.constantFrom(...flags).map(flag), fc.tuple(tie("number"), tie("number")).map(([a, b]) => nodes.eq(a, b)), fc.tuple(tie("number"), tie("number")).map(([a, b]) => nodes.lt(a, b)),
    tie("condition").map((a) => nodes.not(a)), fc.tuple(tie("condition"), tie("condition")).map(([a, b]) => nodes.and(a, b)), fc.tuple(tie("condition"), tie("condition")).map(([a, b]) => nodes.or(a, b)),
    fc.tuple(tie("condition"), tie("condition"), tie("condition")).map(([c, a, b]) => nodes.ite(c, a, b))),
}))

/** `x` is forgotten where `z` is 0, and `p` where `q` holds. */
const forgotten = new Map([["x", nodes.eq(cell("z"), nodes.int(0))], ["p", flag("q")]])
const state = fc.record({ x: fc.nat(2), y: fc.nat(2), z: fc.nat(2), p: fc.boolean(), q: fc.boolean() })

describe("what is known", () => {
  it("does not depend on what is forgotten, and is true", () => {
    const known = new Known(nodes, forgotten)
    fc.assert(fc.property(condition, state, fc.nat(2), fc.boolean(), (n, s, x, p) => {
      const { yes, no } = known.truth(n)
      const other = { ...s, x: s.z === 0 ? x : s.x, p: s.q ? p : s.p }
      const told = evaluate(yes, s) === true ? [true, true] : evaluate(no, s) === true ? [false, false] : undefined
      expect([evaluate(yes, s), evaluate(no, s)]).toEqual([evaluate(yes, other), evaluate(no, other)])
      expect(told ?? [evaluate(n, s), evaluate(n, other)]).toEqual([evaluate(n, s), evaluate(n, other)])
      expect(evaluate(known.unknown(n), s)).toBe(evaluate(yes, s) !== true && evaluate(no, s) !== true)
    }), { numRuns: 2000 })
  })
  it.each([
    ["nothing is forgotten", nodes.eq(cell("y"), nodes.int(1)), { y: 1 }, "yes"],
    ["it is forgotten", nodes.eq(cell("x"), nodes.int(1)), { x: 1, z: 0 }, "unknown"],
    ["it is not forgotten here", nodes.eq(cell("x"), nodes.int(1)), { x: 1, z: 1 }, "yes"],
    ["another conjunct settles it", nodes.and(nodes.eq(cell("x"), nodes.int(1)), nodes.eq(cell("y"), nodes.int(1))), { x: 1, y: 0, z: 0 }, "no"],
    ["another disjunct settles it", nodes.or(flag("p"), nodes.eq(cell("y"), nodes.int(1))), { p: false, q: true, y: 1 }, "yes"],
    ["the arm that is taken is known", nodes.eq(nodes.ite(nodes.lt(cell("y"), nodes.int(1)), cell("x"), nodes.int(2)), nodes.int(2)), { x: 0, y: 1, z: 0 }, "yes"],
  ])("is told where %s", (_, n, s, what) => {
    const { yes, no } = new Known(nodes, forgotten).truth(n)
    expect(evaluate(yes, s) === true ? "yes" : evaluate(no, s) === true ? "no" : "unknown").toBe(what)
  })
})

describe("afterStep", () => {
  it("puts in what the step makes of a cell, and the cell itself where it makes nothing", () => {
    const after = (name: string): Node => nodes.make("after", [], { kind: "upto", most: 2 }, { name })
    const put = afterStep(nodes, new Map([["x", nodes.int(2)]]))
    expect(put(nodes.eq(after("y"), cell("y"))).value).toBe(true)
    expect(put(nodes.lt(after("x"), nodes.arithmetic("add", cell("z"), nodes.int(1))))).toBe(nodes.lt(nodes.int(2), nodes.arithmetic("add", cell("z"), nodes.int(1))))
  })
})
