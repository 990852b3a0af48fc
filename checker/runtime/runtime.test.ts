import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { thin } from "../../properties/systems/thin.ts"
import type { Sort } from "../ir/sort.ts"
import { lower } from "../lowering/index.ts"
import { confined } from "./confine.ts"
import { leafValues, nested, runtimeOf } from "./runtime.ts"

const sizes = { slots: 1, posted: 2, frames: 2 }
const ir = lower(fileURLToPath(new URL("../../properties/systems/thin.ts", import.meta.url)), "thin")
const runtime = runtimeOf(thin, ir, sizes)
const instance = (label: string): (typeof runtime.instances)[number] => {
  const found = runtime.instances.find((i) => i.label === label)
  if (found === undefined) throw new Error(`no instance ${label}`)
  return found
}

describe("the runtime reading", () => {
  it("has an instance for each place, rule and parameter, in the order of the source", () => {
    expect(runtime.instances.map((i) => i.label)).toEqual([
      "a.ring.write(frame: white)", "a.ring.write(frame: red)", "a.ring.write(frame: blue)", "a.ring.commit",
      "b.ring.accept", "b.ring.read", "b.ring.deliver", "b.ring.returnCredit", "link.fabric.linkDown",
      "ab.fabric.land", "ab.fabric.vanish", "ba.fabric.land", "ba.fabric.vanish",
    ])
  })
  it("runs a rule of a place, with its history, and a rule of a join", () => {
    const first = runtime.initial()
    const write = instance("a.ring.write(frame: red)")
    expect(runtime.conjuncts(write, first)).toEqual([["settled", true], ["hasFrame", true], ["hasCredit", true], ["hasRoom", true]])
    const written = runtime.step(write, first)
    expect(written).toMatchObject({ a: { tx: { written: 1 }, out: [{ word: "payload", payload: "red" }], ghost: { submitted: "red" } } })
    expect(runtime.enabled(write, written)).toBe(false)
    const landed = runtime.step(instance("ab.fabric.land"), written)
    expect(landed).toMatchObject({ a: { out: [] }, b: { window: { slots: [{ payload: "red", commit: 0 }] } } })
  })
  it("judges properties, rest and the refined service where they are placed", () => {
    const first = runtime.initial()
    expect(runtime.properties.every((p) => p.id.startsWith("ab."))).toBe(true)
    const inOrder = runtime.properties.find((p) => p.id === "ab.ring.inOrder")
    expect(inOrder && [runtime.given(inOrder, first), runtime.holds(inOrder, first)]).toEqual([true, true])
    expect(runtime.quiescent(first)).toBe(false)
    expect(runtime.abstract(0, first)).toEqual({ submitted: 0, delivered: 0 })
  })
  it("fails where an effect leaves the state's sorts", () => {
    const first = runtime.initial()
    const full = nested(ir.state, leafValues(ir.leaves, first).map((v, i) => (ir.leaves[i]?.path === "a.tx.written" ? sizes.frames : v)))
    expect(() => runtime.step(instance("a.ring.write(frame: white)"), full)).toThrow(RangeError)
  })
  it("turns states into leaves and back", () => {
    const first = runtime.initial()
    expect(nested(ir.state, leafValues(ir.leaves, first))).toEqual(first)
  })
})

describe("confining a value", () => {
  const mode: Sort = { kind: "enum", values: ["on", "off"] }
  const item: Sort = { kind: "record", fields: [{ name: "mode", sort: mode }, { name: "count", sort: { kind: "upto", most: 2 } }] }
  it("sorts bags by the schema's fields and codes", () => {
    const bag: Sort = { kind: "bag", capacity: 3, of: item }
    const on = (count: number): unknown => ({ count, mode: "on" })
    expect(confined(bag, [{ mode: "off", count: 0 }, on(2), on(1)])).toEqual([on(1), on(2), { mode: "off", count: 0 }])
  })
  it("has one zero", () => {
    expect(Object.is(confined({ kind: "upto", most: 1 }, -0), 0)).toBe(true)
  })
  it.each<readonly [string, Sort, unknown]>([
    ["a number outside", { kind: "upto", most: 2 }, 3],
    ["a negative number", { kind: "below", count: 2 }, -1],
    ["no number", { kind: "upto", most: 2 }, Number.NaN],
    ["another literal", mode, "maybe"],
    ["a missing case", mode, undefined],
    ["no boolean", { kind: "bool" }, 1],
    ["a missing field", item, { mode: "on" }],
    ["a field too much", item, { mode: "on", count: 0, more: 1 }],
    ["a long queue", { kind: "fifo", capacity: 1, of: mode }, ["on", "on"]],
    ["a short array", { kind: "vec", size: 2, of: mode }, ["on"]],
    ["no colour", { kind: "opaque" }, "green"],
  ])("refuses %s", (_, sort, value) => {
    expect(() => confined(sort, value)).toThrow(RangeError)
  })
})
