import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Instantiator } from "./instantiate.ts"
import { compute, Nodes, walk, type Node } from "./node.ts"
import { bool, integer, type Sort } from "./sort.ts"

const nodes = new Nodes()
const size = (name: string): Node => nodes.make("size", [], integer, { name })
const upto = (name: string, most: string): Node => nodes.make("state", [], { kind: "upto", most: { size: most } }, { name })
const below = (name: string, count: string): Node => nodes.make("state", [], { kind: "below", count: { size: count } }, { name })
const at = (slots: number, frames: number): Instantiator => new Instantiator({ slots, frames })
const [sent, slot] = [upto("sent", "frames"), below("slot", "slots")]

describe("the instantiator", () => {
  it("puts numbers in place of sizes, in nodes and in sorts", () => {
    const q = nodes.make("state", [], { kind: "fifo", capacity: { size: "slots" }, of: bool }, { name: "q" })
    const i = at(2, 3)
    expect(i.node(size("slots"))).toMatchObject({ op: "lit", value: 2 })
    expect(i.node(nodes.make("push", [q, nodes.bool(true)], q.sort)).sort).toEqual({ kind: "fifo", capacity: 2, of: bool })
    expect(i.node(q)).toBe(i.node(q))
    expect(() => new Instantiator({}).node(size("slots"))).toThrow("no size slots")
  })

  it.each([
    ["a bound that is never left", nodes.lt(sent, nodes.arithmetic("add", size("frames"), nodes.int(1))), true],
    ["a bound that is always left", nodes.lt(size("frames"), sent), false],
    ["an index that is inside", nodes.lt(slot, size("slots")), true],
    ["a remainder", nodes.lt(nodes.arithmetic("mod", sent, size("slots")), size("slots")), true],
    ["numbers without a common value", nodes.eq(nodes.arithmetic("add", sent, size("frames")), nodes.int(1)), false],
    ["a number below 0", nodes.lt(nodes.arithmetic("sub", slot, size("slots")), nodes.int(0)), true],
    ["no index", nodes.make("every", [nodes.int(0), nodes.lt(sent, slot)], bool, { name: "i0" }), true],
  ])("decides %s", (_name, n, value) => {
    expect(at(2, 3).node(n)).toMatchObject({ op: "lit", value })
  })

  it.each([
    ["a bound that may be met", nodes.lt(sent, size("frames"))],
    ["a difference", nodes.lt(nodes.arithmetic("sub", sent, slot), size("slots"))],
    ["a remainder by what may be 0", nodes.lt(nodes.arithmetic("mod", sent, slot), size("slots"))],
    ["equality of what may be equal", nodes.eq(sent, slot)],
  ])("leaves %s open", (_name, n) => {
    expect(at(2, 3).node(n).op).not.toBe("lit")
  })

  it("decides at one size what another leaves open", () => {
    const few = nodes.lt(sent, size("slots"))
    expect([at(4, 3).node(few).value, at(2, 3).node(few).value]).toEqual([true, undefined])
  })
})

/** Random arithmetic over two ranged variables. */
const term: fc.Arbitrary<Node> = fc.letrec<{ readonly n: Node }>((tie) => ({
  n: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(sent, slot, size("slots"), nodes.int(0), nodes.int(1)),
    fc.tuple(fc.constantFrom("add" as const, "sub" as const, "mul" as const, "mod" as const), tie("n"), tie("n")).map(([op, l, r]) => nodes.arithmetic(op, l, r)),
    fc.tuple(tie("n"), tie("n"), tie("n")).map(([c, l, r]) => nodes.ite(nodes.lt(c, r), l, r)),
  ),
})).n

type Env = Readonly<Record<string, number>>
const valueOf = (n: Node, env: Env): number => {
  const [a, b, c] = n.args
  const value = (x: Node | undefined): number => valueOf(x as Node, env)
  switch (n.op) {
    case "lit": return Number(n.value)
    case "size": case "state": return env[n.name as string] as number
    case "ite": return value(a) === 1 ? value(b) : value(c)
    case "not": return 1 - value(a)
    case "lt": return Number(value(a) < value(b))
    case "eq": return Number(value(a) === value(b))
    // A remainder by 0 has no meaning: an obligation forbids it, so no such state is compared.
    case "mod": return value(b) === 0 ? (fc.pre(false), 0) : compute.mod(value(a), value(b))
    case "add": case "sub": case "mul": return compute[n.op](value(a), value(b))
    default: throw new RangeError(n.op)
  }
}

describe("instantiation", () => {
  it("means the same in every state", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 4 }), fc.nat(4), fc.nat(3), term, term, (slots, frames, x, y, l, r) => {
      const env = { slots, frames, sent: Math.min(x, frames), slot: Math.min(y, slots - 1) }
      for (const n of [l, nodes.lt(l, r), nodes.eq(l, r)]) {
        const expected = valueOf(n, env)
        fc.pre(!Number.isNaN(expected))
        const made = at(slots, frames).node(n)
        expect(valueOf(made, env) + 0).toBe(expected + 0)
      }
    }), { numRuns: 2000 })
  })

  it("leaves no size", () => {
    fc.assert(fc.property(term, (n) => {
      const sorts: Sort[] = []
      walk([at(2, 3).node(n)], (x) => { sorts.push(x.sort); expect(x.op).not.toBe("size") })
      expect(JSON.stringify(sorts)).not.toContain("slots")
    }))
  })
})
