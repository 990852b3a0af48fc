import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Folding } from "./fold.ts"
import type { Node } from "./node.ts"
import { compute } from "./node.ts"

const nodes = new Folding()
const x = nodes.make("state", [], { kind: "upto", most: 5 }, { name: "x" })
const y = nodes.make("state", [], { kind: "below", count: 4 }, { name: "y" })
const z = nodes.make("state", [], { kind: "integer" }, { name: "z" })

describe("comparisons", () => {
  it.each([
    ["x < 6", nodes.lt(x, nodes.int(6)), true], ["5 < x", nodes.lt(nodes.int(5), x), false], ["0 ≤ x", nodes.le(nodes.int(0), x), true], ["x ≤ 5", nodes.le(x, nodes.int(5)), true],
    ["x = 6", nodes.eq(x, nodes.int(6)), false], ["y + 6 = x", nodes.eq(nodes.arithmetic("add", y, nodes.int(6)), x), false], ["x − y < 6", nodes.lt(nodes.arithmetic("sub", x, y), nodes.int(6)), true],
    ["x · y ≤ 15", nodes.le(nodes.arithmetic("mul", x, y), nodes.int(15)), true], ["(x − 3) · y < −9", nodes.lt(nodes.arithmetic("mul", nodes.arithmetic("sub", x, nodes.int(3)), y), nodes.int(-9)), false],
    ["x % 3 < 3", nodes.lt(nodes.arithmetic("mod", x, nodes.int(3)), nodes.int(3)), true],
  ] as const)("that ranges decide are decided: %s", (_name, n, value) => { expect([n.op, n.value]).toEqual(["lit", value]) })
  it.each([
    ["x < 5", nodes.lt(x, nodes.int(5))], ["0 < x", nodes.lt(nodes.int(0), x)], ["x = y", nodes.eq(x, y)], ["x = 5", nodes.eq(x, nodes.int(5))], ["z < 9", nodes.lt(z, nodes.int(9))],
    ["(x − 3) · y < −8", nodes.lt(nodes.arithmetic("mul", nodes.arithmetic("sub", x, nodes.int(3)), y), nodes.int(-8))],
    ["z · 0 < 9, of which nothing is known", nodes.lt(nodes.arithmetic("mul", z, nodes.int(0)), nodes.int(9))],
  ] as const)("that ranges leave open stay: %s", (_name, n) => { expect(n.op).not.toBe("lit") })
})
it("what can have one value only is equal to that", () => {
  const still = nodes.make("state", [], { kind: "upto", most: 0 }, { name: "still" })
  expect(nodes.eq(still, nodes.int(0)).value).toBe(true)
  expect(nodes.eq(still, x).op).toBe("eq")
})
it("a queue and a bag are at most as long as their capacities, and of other sequences nothing is known", () => {
  const longest = (kind: "fifo" | "bag"): Node => nodes.make("length", [nodes.make("state", [], { kind, capacity: 3, of: { kind: "bool" } }, { name: kind })], { kind: "integer" })
  for (const kind of ["fifo", "bag"] as const) expect([nodes.le(longest(kind), nodes.int(3)).value, nodes.le(longest(kind), nodes.int(2)).op]).toEqual([true, "not"])
  const list = nodes.make("length", [nodes.make("state", [], { kind: "list", of: { kind: "bool" } }, { name: "list" })], { kind: "integer" })
  expect([nodes.interval(list), nodes.interval(longest("bag"))]).toEqual([{ from: 0, to: Infinity }, { from: 0, to: 3 }])
})
it("a remainder of what is smaller is that", () => {
  expect(nodes.arithmetic("mod", x, nodes.int(6))).toBe(x)
  expect(nodes.arithmetic("mod", x, nodes.int(5))).not.toBe(x)
  expect(nodes.arithmetic("mod", nodes.arithmetic("sub", x, nodes.int(1)), nodes.int(6)).op).toBe("mod")
})
it("a quantifier over nothing holds, and one over what does not vary is that", () => {
  const b = nodes.make("state", [], { kind: "bool" }, { name: "b" })
  expect(nodes.every(nodes.int(0), b, "i").value).toBe(true)
  expect(nodes.every(x, nodes.bool(true), "i").value).toBe(true)
  expect(nodes.every(x, nodes.bool(false), "i")).toBe(nodes.eq(x, nodes.int(0)))
  expect(nodes.every(x, b, "i").op).toBe("every")
})

type Plain = (x: number, y: number) => number
const expression: fc.Arbitrary<readonly [Node, Plain]> = fc.letrec<{ n: readonly [Node, Plain] }>((tie) => ({
  n: fc.oneof({ maxDepth: 4, depthSize: "small" },
    fc.constant([x, (a: number) => a] as const), fc.constant([y, (_a: number, b: number) => b] as const), fc.integer({ min: -7, max: 7 }).map((k) => [nodes.int(k), () => k] as const),
    ...(["add", "sub", "mul", "mod"] as const).map((op) => fc.tuple(tie("n"), tie("n")).map(([[a, f], [c, g]]) => [nodes.arithmetic(op, a, c), (p: number, q: number) => {
      const by = g(p, q)
      // A remainder by 0 is an obligation of its own: what is decided need not hold behind it.
      fc.pre(op !== "mod" || by !== 0)
      return compute[op](f(p, q), by)
    }] as const)),
    fc.tuple(tie("n"), tie("n")).map(([[a, f], [c, g]]) => [nodes.ite(nodes.lt(a, c), a, c), (p: number, q: number) => (f(p, q) < g(p, q) ? f(p, q) : g(p, q))] as const)),
})).n

it("every value lies in the interval", () => {
  fc.assert(fc.property(expression, fc.nat(5), fc.nat(3), ([n, plain], a, b) => {
    const v = plain(a, b)
    const { from, to } = nodes.interval(n)
    expect(from <= v && v <= to).toBe(true)
  }), { seed: 5, numRuns: 2000 })
})
it("nothing that is decided by intervals depends on the state", () => {
  fc.assert(fc.property(expression, expression, fc.nat(5), fc.nat(3), ([n, f], [m, g], a, b) => {
    const [v, w] = [f(a, b), g(a, b)]
    const [less, equal] = [nodes.lt(n, m), nodes.eq(n, m)]
    const decided = [less, equal].map((c, i) => (c.op === "lit" ? c.value : [v < w, v === w][i]))
    expect(decided).toEqual([v < w, v === w])
  }), { seed: 6, numRuns: 2000 })
})
