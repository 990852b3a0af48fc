import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { InputError } from "../errors.ts"
import { lowerParts } from "../lowering/testing.ts"
import { codec } from "./flat.ts"
import { Interpreter } from "./interpret.ts"
import type { Node } from "./node.ts"
import { Reading } from "./reading.ts"
import { sortAt, type Sort } from "./sort.ts"
import { cellCount, cellsOf, Unroller } from "./unroll.ts"
import { canonical, type State, type Value } from "./value.ts"

const sizes = { slots: 3, frames: 4 }
const arbitrary = (sort: Sort): fc.Arbitrary<Value> => {
  switch (sort.kind) {
    case "bool": return fc.boolean()
    case "upto": return fc.nat(sort.most as number)
    case "below": case "identity": return fc.nat((sort.count as number) - 1)
    case "counter": return fc.nat((sort.width as number) - 1)
    case "enum": return fc.constantFrom(...sort.values)
    case "opaque": return fc.constantFrom("blank", "old", "white", "red", "blue")
    case "record": return fc.tuple(...sort.fields.map((f) => arbitrary(f.sort))).map((v) => Object.fromEntries(sort.fields.map((f, i) => [f.name, v[i] as Value])))
    case "vec": return fc.array(arbitrary(sort.of), { minLength: sort.size as number, maxLength: sort.size as number })
    case "fifo": return fc.array(arbitrary(sort.of), { maxLength: sort.capacity as number })
    case "bag": return fc.array(arbitrary(sort.of), { maxLength: sort.capacity as number }).map((v) => canonical(sort, v))
    default: throw new RangeError(sort.kind)
  }
}

/** Fields beside those of the model, so that arrays of records, queues of queues and bags of enumerations occur. */
const fields = `readonly packets: Bag<Sizes["slots"], { readonly kind: "z" | "a" | "m"; readonly k: Below<3> }>; readonly nest: Vec<2, Fifo<2, { readonly on: boolean; readonly c: Opaque }>>; readonly i: Below<Sizes["slots"]>; readonly who: "z" | "a" | "m"`
const init = `packets: [], nest: [[], []], i: 0, who: "z"`
const effects = [
  "queue: push(s.queue, s.i)", "queue: rest(s.queue)", "queue: s.isOn ? [1, 2] : s.queue", "cells: set(s.cells, s.i, { word: s.count, flag: !s.isOn })", "cells: s.isOn ? fill(n.slots, { word: 1, flag: true }) : s.cells",
  "packets: put(s.packets, { kind: s.who, k: s.i })", "packets: take(s.packets, s.i)", `packets: put(put(s.packets, { kind: "a", k: 1 }), { kind: "z", k: s.i })`, "packets: s.isOn ? [{ kind: s.who, k: 0 }, { kind: \"a\", k: s.i }] : s.packets",
  "nest: set(s.nest, 1, push(at(s.nest, 0), { on: s.isOn, c: s.payload }))", "nest: set(s.nest, 0, rest(at(s.nest, 1)))", "payload: head(at(s.nest, 0)).c", "count: at(s.cells, s.i).word", "who: at(s.packets, s.i).kind",
  "lap: counter.next(s.lap, n.frames)", "count: counter.distance(s.lap, s.lead, n.frames, n.frames)", "count: min(s.count * 3 % 5, n.frames)", "mode: s.count > 2 ? \"done\" : s.mode",
  "isOn: every(range(n.slots), (k) => at(s.cells, k).flag || k < s.i)", "isOn: some(s.queue, (x) => x === s.i)", "isOn: every(range(n.slots), (a) => some(range(n.slots), (b) => at(s.cells, a).word === at(s.cells, b).word + b))",
  "isOn: prefix(s.queue, [1, 2])", "isOn: prefix([0], s.queue)",
]

describe("unrolling", () => {
  it.each(effects)("means what the interpreter means: %s", (effect) => {
    const ir = lowerParts({ fields, init, then: `(s, n) => next(s, { ${effect} })`, when: "(s) => ({ on: s.isOn })" })
    const reading = new Reading(ir, sizes)
    const sorts = ir.leaves.map((l) => sortAt(l.sort, sizes))
    const cells = ir.leaves.flatMap((l, i) => cellsOf(sorts[i] as Sort, l.path))
    const onCells = new Interpreter(cells, sizes)
    const u = new Unroller(sizes)
    const rule = ir.rules[0] as (typeof ir.rules)[number]
    const update = rule.then[0] as (typeof rule.then)[number]
    const which = reading.leaf(update.path)
    const flat = u.scalars(u.flat(update.node), sorts[which] as Sort)
    const { encode } = codec(ir, sizes)
    let judged = 0
    fc.assert(fc.property(fc.tuple(...sorts.map(arbitrary)), (state: State) => {
      if (reading.broken(rule.obligations, state, {}) !== undefined) return
      judged++
      const codes = encode(state).map((c, i) => (cells[i]?.isBool === true ? c === 1 : c))
      const after = codec({ leaves: [ir.leaves[which] as (typeof ir.leaves)[number]] }, sizes).encode([reading.step(rule, state, {})[which] as Value])
      expect(flat.map((n) => Number(onCells.evaluate(n, { state: codes, params: {} })))).toEqual(after)
    }), { seed: 7, numRuns: 300 })
    expect(judged).toBeGreaterThan(20)
  })
  it("leaves no sequence, no size, no parameter and no quantifier", () => {
    const ir = lowerParts({ fields, init, choose: "() => ({ k: range(3) })", then: `(s, n, p) => next(s, { isOn: every(range(n.slots), (i) => at(s.cells, i).word < p.k), packets: put(s.packets, { kind: s.who, k: p.k }) })` })
    const u = new Unroller(sizes)
    const seen = new Set<string>()
    const go = (n: Node): void => { seen.add(n.op); n.args.forEach(go) }
    for (const x of ir.rules[0]?.then ?? []) u.scalars(u.flat(x.node, { k: 1 }), sortAt(ir.leaves.find((l) => l.path === x.path)?.sort as Sort, sizes)).forEach(go)
    expect([...seen].filter((op) => !["lit", "state", "not", "and", "or", "ite", "eq", "lt", "add", "sub", "mul", "mod"].includes(op))).toEqual([])
  })
  it("evaluates anew for other parameters", () => {
    const ir = lowerParts({ choose: "() => ({ k: [1, 2] })", then: "(s, n, p) => next(s, { count: p.k })" })
    const u = new Unroller(sizes)
    const node = ir.rules[0]?.then[0]?.node as Node
    expect([u.scalar(node, { k: 1 }).value, u.scalar(node, { k: 2 }).value]).toEqual([1, 2])
  })
  it("is refused where it would not end, naming what is too large", () => {
    const law = (holds: string): (() => unknown) => {
      const ir = lowerParts({ helpers: `const law = invariant({ id: "t.law", text: "x", holds: (s, n) => ${holds} })`, machine: "rules: [step], properties: [law]" })
      const u = new Unroller({ slots: 2, frames: 2 ** 31 - 1 })
      u.subject = "t.law"
      return () => u.scalar(ir.properties[0]?.holds as Node)
    }
    for (const holds of ["every(range(n.frames), (i) => s.count !== i)", "every(range(1000), (i) => every(range(1000), (j) => every(range(1000), (k) => i + j + k !== s.count)))"]) {
      expect(law(holds)).toThrow(InputError)
      expect(law(holds)).toThrow("t.law is too large at this size")
    }
  })
})

describe("cells", () => {
  const sort: Sort = { kind: "record", fields: [{ name: "q", sort: { kind: "fifo", capacity: 2, of: { kind: "record", fields: [{ name: "a", sort: { kind: "bool" } }, { name: "b", sort: { kind: "vec", size: 2, of: { kind: "enum", values: ["x", "y", "z"] } } }] } } }] }
  it("stand in the order of the schema, a queue's length before its elements", () => {
    expect(cellsOf(sort, "p").map((c) => `${c.path} ${c.most}${c.isBool ? " bool" : ""}`)).toEqual(["p.q.length 2", "p.q[0].a 1 bool", "p.q[0].b[0] 2", "p.q[0].b[1] 2", "p.q[1].a 1 bool", "p.q[1].b[0] 2", "p.q[1].b[1] 2"])
  })
  it("are counted without being made", () => {
    expect(cellCount(sort)).toBe(7)
    expect(cellCount({ kind: "vec", size: 2 ** 31 - 1, of: sort })).toBe(7 * (2 ** 31 - 1))
  })
})
