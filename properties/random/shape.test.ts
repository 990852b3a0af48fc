import { describe, expect, it } from "vitest"
import { checkOf, type Shape } from "./shape.ts"
import { vecOf } from "./vec.ts"

const upto: Shape = { kind: "upto", most: 3 }
const shape: Shape = {
  kind: "record", fields: [
    { name: "x", sort: upto }, { name: "c", sort: { kind: "counter", width: 4 } }, { name: "stage", sort: { kind: "enum", values: ["idle", "busy"] } },
    { name: "out", sort: { kind: "fifo", capacity: 2, of: upto } }, { name: "slots", sort: { kind: "vec", size: 2, of: upto } }, { name: "on", sort: { kind: "bool" } }, { name: "body", sort: { kind: "opaque" } },
  ],
}
const good = { x: 3, c: 0, stage: "idle", out: [0, 1], slots: vecOf([0, 3]), on: true, body: "red" }
const check = checkOf(shape)

describe("the shape of a state", () => {
  it("is that of its schema", () => {
    expect(check(good, undefined)).toBeUndefined()
  })

  it.each([
    [{ x: 4 }, ".x is 4, outside 0 … 3"],
    [{ x: 0.5 }, ".x is 0.5, outside 0 … 3"],
    [{ c: 4 }, ".c is 4, outside 0 … 3"],
    [{ stage: undefined }, ".stage is undefined, none of its literals"],
    [{ out: [0, 1, 2] }, ".out is a sequence of 3 elements, not of 0 … 2"],
    [{ out: [0, 9] }, ".out[1] is 9, outside 0 … 3"],
    [{ slots: good.slots.with(1, 4) }, " is 4, outside 0 … 3"],
    [{ slots: [1] }, ".slots is a sequence of 1 elements, not of 2 … 2"],
    [{ on: 1 }, ".on is no boolean"],
    [{ body: 1 }, ".body is 1, no payload"],
    [{ extra: 1 }, " has other fields than its schema"],
  ])("is not that of %j", (change, problem) => {
    expect(check({ ...good, ...change }, good)).toContain(problem)
  })

  it("has no sorts that a state cannot have", () => {
    expect(() => checkOf({ kind: "list" })).toThrow("a state has no list")
  })
})
