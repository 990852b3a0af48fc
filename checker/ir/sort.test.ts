import { describe, expect, it } from "vitest"
import { bool, extentAt, integer, isNumeric, isSequence, mostOf, opaque, printSort, sortAt, sortKey, type Sort } from "./sort.ts"

const n = { size: "slots" }
const sizes = { slots: 3, width: 8 }
const every: readonly (readonly [Sort, string, number | undefined])[] = [
  [bool, "bool", 1],
  [integer, "integer", undefined],
  [opaque, "opaque", 4],
  [{ kind: "upto", most: n }, "0 … slots", 3],
  [{ kind: "upto", most: 7 }, "0 … 7", 7],
  [{ kind: "below", count: n }, "0 … slots - 1", 2],
  [{ kind: "identity", count: n }, "identity of slots", 2],
  [{ kind: "counter", width: { size: "width" } }, "counter modulo width", 7],
  [{ kind: "enum", values: ["a", "b", "c"] }, "a | b | c", 2],
  [{ kind: "vec", size: n, of: bool }, "slots × bool", undefined],
  [{ kind: "fifo", capacity: 2, of: { kind: "below", count: n } }, "fifo of ≤ 2 × 0 … slots - 1", undefined],
  [{ kind: "bag", capacity: n, of: bool }, "bag of ≤ slots × bool", undefined],
  [{ kind: "record", fields: [{ name: "a", sort: bool }, { name: "b", sort: { kind: "upto", most: n } }] }, "{ a: bool; b: 0 … slots }", undefined],
  [{ kind: "list", of: undefined }, "list", undefined],
]

describe("a sort", () => {
  it.each(every)("%j is printed as %s", (sort, text) => {
    expect(printSort(sort)).toBe(text)
  })

  it.each(every.filter(([, , most]) => most !== undefined))("%j has at %s the greatest code %d", (sort, _text, most) => {
    expect(mostOf(sortAt(sort, sizes))).toBe(most)
  })

  it.each(every.filter(([, , most]) => most === undefined))("%j is no scalar", (sort) => {
    expect(() => mostOf(sortAt(sort, sizes))).toThrow(`${sort.kind} is no scalar`)
  })

  it("has a key of its own", () => {
    expect(new Set(every.map(([sort]) => sortKey(sort))).size).toBe(every.length)
  })

  it("has no size left where the sizes are known", () => {
    expect(every.some(([sort]) => JSON.stringify(sort).includes("size\":\""))).toBe(true)
    expect(every.every(([sort]) => !JSON.stringify(sortAt(sort, sizes)).includes("size\":\""))).toBe(true)
  })

  it("is numeric, or a sequence, or neither", () => {
    expect(every.filter(([sort]) => isNumeric(sort)).map(([sort]) => sort.kind)).toEqual(["integer", "upto", "upto", "below"])
    expect(every.filter(([sort]) => isSequence(sort)).map(([sort]) => sort.kind)).toEqual(["vec", "fifo", "bag"])
  })
})

describe("an extent", () => {
  it("is a literal or a size", () => {
    expect([extentAt(5, sizes), extentAt(n, sizes)]).toEqual([5, 3])
  })

  it("is an error where the sizes lack it", () => {
    expect(() => extentAt({ size: "lanes" }, sizes)).toThrow(new RangeError("no size lanes"))
  })
})
