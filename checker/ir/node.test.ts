import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { compute, Nodes, operand, operators, walk, type Node } from "./node.ts"
import { bool, integer } from "./sort.ts"

const nodes = new Nodes()
const x = nodes.make("state", [], bool, { name: "x" })
const y = nodes.make("state", [], bool, { name: "y" })
const a = nodes.make("state", [], integer, { name: "a" })
const b = nodes.make("state", [], integer, { name: "b" })
const [yes, no] = [nodes.bool(true), nodes.bool(false)]

describe("nodes", () => {
  it("are made once each", () => {
    expect(nodes.lt(a, b)).toBe(nodes.lt(a, b))
    expect(nodes.eq(a, b)).toBe(nodes.eq(b, a))
    expect(nodes.lt(a, b)).not.toBe(nodes.lt(b, a))
    expect(nodes.all.every((n, i) => n.id === i)).toBe(true)
  })

  it("of another sort, label or literal are others", () => {
    const zero = nodes.int(0)
    for (const other of [nodes.bool(false), nodes.lit("0", { kind: "enum", values: ["0"] }), nodes.lit(0, { kind: "counter", width: 2 }), nodes.make("size", [], integer, { name: "0" })]) expect(other).not.toBe(zero)
    expect(nodes.make("state", [], bool, { name: "a" })).not.toBe(a)
  })

  it("stand behind their operands", () => {
    expect(nodes.all.every((n) => n.args.every((p) => p.id < n.id))).toBe(true)
  })

  it("have operands, and no others", () => {
    expect(operand(nodes.lt(a, b), 1)).toBe(b)
    expect(() => operand(nodes.lt(a, b), 2)).toThrow(new RangeError("lt has no operand 2"))
  })

  it("are of operators that say what they mean", () => {
    expect(Object.values(operators).every((text) => text.length > 3)).toBe(true)
  })
})

describe("connectives", () => {
  it("drop what is decided", () => {
    expect([nodes.and(yes, x), nodes.and(x, yes), nodes.or(no, x), nodes.or(x, no), nodes.and(x, x), nodes.or(x, x), nodes.not(nodes.not(x)), nodes.ite(yes, x, y), nodes.ite(no, x, y), nodes.ite(a, x, x), nodes.ite(x, yes, no)].map((n) => n.id)).toEqual([x, x, x, x, x, x, x, x, y, x, x].map((n) => n.id))
    expect([nodes.and(x, no), nodes.or(x, yes), nodes.not(yes), nodes.eq(a, a), nodes.lt(a, a), nodes.implies(no, x)].map((n) => n.value)).toEqual([false, true, false, true, false, true])
    expect(nodes.ite(x, no, yes)).toBe(nodes.not(x))
  })

  it("keep what is not", () => {
    expect([nodes.and(x, y), nodes.or(x, y), nodes.not(x), nodes.ite(x, a, b), nodes.eq(a, b), nodes.lt(a, b)].map((n) => n.op)).toEqual(["and", "or", "not", "ite", "eq", "lt"])
  })
})

describe("arithmetic", () => {
  it("on literals is JavaScript's", () => {
    fc.assert(fc.property(fc.constantFrom("add" as const, "sub" as const, "mul" as const, "mod" as const), fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 }), (op, l, r) => {
      fc.pre(op !== "mod" || r !== 0)
      // The model knows one zero, so the sign of JavaScript's is added away.
      expect(nodes.arithmetic(op, nodes.int(l), nodes.int(r)).value).toBe(compute[op](l, r) + 0)
    }))
  })

  it("leaves a remainder by 0 for the obligation to find", () => {
    expect(nodes.arithmetic("mod", nodes.int(1), nodes.int(0)).op).toBe("mod")
  })

  it("drops a 0 that is added or taken away, and no other", () => {
    const zero = nodes.int(0)
    expect([nodes.arithmetic("add", a, zero), nodes.arithmetic("add", zero, a), nodes.arithmetic("sub", a, zero)]).toEqual([a, a, a])
    expect(nodes.arithmetic("sub", zero, a).op).toBe("sub")
  })
})

describe("walk", () => {
  it("visits each node once, operands first", () => {
    const seen: Node[] = []
    const root = nodes.and(nodes.lt(a, b), nodes.or(x, nodes.lt(a, b)))
    walk([root, nodes.lt(a, b)], (n) => seen.push(n))
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.map((n) => n.op)).toEqual(["state", "state", "lt", "state", "or", "and"])
    expect(seen.every((n, i) => n.args.every((p) => seen.indexOf(p) < i))).toBe(true)
  })
})
