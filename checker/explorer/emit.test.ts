import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Folding } from "../ir/fold.ts"
import type { Node } from "../ir/node.ts"
import type { Cell } from "../ir/unroll.ts"
import { Emitter } from "./emit.ts"
import { layoutOf, pack } from "./layout.ts"

const cells: readonly Cell[] = [
  { path: "big", most: 2 ** 31 - 1, isBool: false }, { path: "small", most: 5, isBool: false }, { path: "flag", most: 1, isBool: true }, { path: "none", most: 0, isBool: false },
]
const layout = layoutOf(cells)
const nodes = new Folding()
const cell = (path: string, op: "state" | "after" = "state"): Node => {
  const c = cells.find((x) => x.path === path) as Cell
  return nodes.make(op, [], c.isBool ? { kind: "bool" } : { kind: "upto", most: c.most }, { name: path })
}
/** What the printed text of an expression gives in a state, and in the state after. */
const run = (n: Node, codes: readonly number[], after: readonly number[] = codes): unknown => {
  const e = new Emitter(layout, cells)
  e.block([n])
  const text = e.text(n)
  const f = new Function("s", `const b=0,b2=${layout.words};${e.head.join("")}${e.lines()}return ${text}`) as (s: Int32Array) => unknown
  return f(Int32Array.of(...pack(layout, codes), ...pack(layout, after)))
}
type Plain = (big: number, small: number) => number
const expression: fc.Arbitrary<readonly [Node, Plain]> = fc.letrec<{ n: readonly [Node, Plain] }>((tie) => ({
  n: fc.oneof({ maxDepth: 3, depthSize: "small" },
    fc.constant([cell("big"), (b: number) => b] as const), fc.constant([cell("small"), (_b: number, s: number) => s] as const),
    fc.integer({ min: -9, max: 2 ** 32 }).map((k) => [nodes.int(k), () => k] as const),
    ...(["add", "sub", "mul"] as const).map((op) => fc.tuple(tie("n"), tie("n")).map(([[a, f], [c, g]]) => [nodes.arithmetic(op, a, c), (b: number, s: number) => (op === "add" ? f(b, s) + g(b, s) : op === "sub" ? f(b, s) - g(b, s) : f(b, s) * g(b, s))] as const)),
    fc.tuple(tie("n"), fc.integer({ min: 1, max: 2 ** 31 })).map(([[a, f], k]) => [nodes.arithmetic("mod", a, nodes.int(k)), (b: number, s: number) => f(b, s) % k] as const),
    fc.tuple(tie("n"), tie("n"), tie("n")).map(([[a, f], [c, g], [d, h]]) => [nodes.ite(nodes.lt(a, c), d, a), (b: number, s: number) => (f(b, s) < g(b, s) ? h(b, s) : f(b, s))] as const)),
})).n

describe("what is printed", () => {
  it("computes as JavaScript does, also beyond 32 bits", () => {
    fc.assert(fc.property(expression, fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 0, max: 5 }), ([n, plain], big, small) => {
      expect((run(n, [big, small, 0, 0]) as number) + 0).toBe(plain(big, small) + 0)
    }), { seed: 2, numRuns: 1000 })
  })
  it("is of 32 bits where that is wide enough, because that is faster", () => {
    const text = (n: Node): string => { const e = new Emitter(layout, cells); e.block([n]); return e.text(n) }
    expect(text(nodes.arithmetic("add", cell("small"), nodes.int(7)))).toBe("(c1+7|0)")
    expect(text(nodes.arithmetic("mul", cell("small"), cell("small")))).toMatch(/^Math\.imul/)
    expect(text(nodes.arithmetic("add", cell("big"), nodes.int(1)))).toBe("(c0+1)")
    expect(text(nodes.arithmetic("sub", cell("big"), nodes.int(1)))).toBe("(c0-1|0)")
  })
  it("reads booleans as booleans, cells without room as 0, and the state after from its own row", () => {
    expect(run(nodes.and(cell("flag"), nodes.eq(cell("none"), nodes.int(0))), [0, 0, 1, 0])).toBe(true)
    expect(run(nodes.not(cell("flag")), [0, 0, 1, 0])).toBe(false)
    expect(run(nodes.lt(cell("small"), cell("small", "after")), [0, 2, 0, 0], [0, 3, 0, 0])).toBe(true)
    expect(run(nodes.eq(cell("flag"), cell("flag", "after")), [0, 0, 1, 0], [0, 0, 0, 0])).toBe(false)
  })
  it("names what is used twice, once", () => {
    const shared = nodes.arithmetic("mul", cell("small"), cell("small"))
    const n = nodes.lt(nodes.arithmetic("add", shared, nodes.int(3)), nodes.arithmetic("sub", shared, cell("big")))
    const e = new Emitter(layout, cells)
    e.block([n])
    e.text(n)
    expect(e.lines().match(/Math\.imul/g)).toHaveLength(1)
    expect(e.head.filter((l) => l.startsWith("const c1="))).toHaveLength(1)
  })
  it("shifts a value to the place of its cell", () => {
    const e = new Emitter(layout, cells)
    expect([e.shifted(2, nodes.bool(true)), e.shifted(2, nodes.bool(false)), e.shifted(1, nodes.int(3)), e.shifted(0, nodes.int(3))]).toEqual([String(1 << (layout.places[2]?.shift as number)), "0", `(3<<${layout.places[1]?.shift as number})`.replace("(3<<0)", "3"), "3"])
  })
  it("is refused for what is no flat expression, and for a cell that is not there", () => {
    expect(() => run(nodes.make("size", [], { kind: "integer" }, { name: "n" }), [0, 0, 0, 0])).toThrow("size is no flat operator")
    expect(() => run(nodes.make("state", [], { kind: "bool" }, { name: "q" }), [0, 0, 0, 0])).toThrow("no cell q")
  })
})
