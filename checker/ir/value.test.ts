import { isDeepStrictEqual } from "node:util"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Sort } from "./sort.ts"
import { canonical, codeOf, compare, printValue, same, scalarOf, type Value } from "./value.ts"

const kinds: Sort = { kind: "enum", values: ["z", "a", "m"] }
const pair: Sort = { kind: "record", fields: [{ name: "kind", sort: kinds }, { name: "k", sort: { kind: "upto", most: 9 } }] }
const aPair = fc.record({ kind: fc.constantFrom("z", "a", "m"), k: fc.nat(9) })

describe("codes", () => {
  it.each([
    [{ kind: "bool" }, false, 0], [{ kind: "bool" }, true, 1], [{ kind: "upto", most: 9 }, 7, 7], [kinds, "z", 0], [kinds, "m", 2],
    [{ kind: "opaque" }, "blank", 0], [{ kind: "opaque" }, "blue", 4], [{ kind: "counter", width: 4 }, 3, 3],
  ] as readonly (readonly [Sort, Value, number])[])("of %j: %j is %i, and back", (sort, v, code) => {
    expect([codeOf(sort, v), scalarOf(sort, code)]).toEqual([code, v])
  })
  it("are not given to what is no value", () => {
    expect(() => codeOf(kinds, "q")).toThrow("q is no value of z | a | m")
    expect(() => codeOf({ kind: "opaque" }, "green")).toThrow("green is no value of Opaque")
  })
})

describe("equality", () => {
  it("is of structure", () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      fc.pre(!JSON.stringify([a, b]).includes("null"))
      const copy = JSON.parse(JSON.stringify(a)) as Value
      expect(same(a as Value, copy)).toBe(true)
      expect(same(a as Value, b as Value)).toBe(isDeepStrictEqual(a, b))
    }), { seed: 3, numRuns: 500 })
  })
  it.each<readonly [Value, Value]>([
    [1, 2], [0, false], ["a", "b"], [[1], [1, 2]], [[1, 2], [1]], [[1], { 0: 1 }], [{ 0: 1 }, [1]], [{ a: 1 }, { b: 1 }], [{ a: 1 }, { a: 1, b: 2 }], [{ a: 1, b: 2 }, { a: 1 }], [1, [1]], [[[1]], [[2]]],
  ])("%j is not %j", (a, b) => { expect(same(a, b)).toBe(false) })
})

describe("the canonical order", () => {
  it("is by the codes of the fields, in the order of the schema", () => {
    expect(compare(pair, { kind: "z", k: 9 }, { kind: "a", k: 0 })).toBeLessThan(0)
    expect(compare(pair, { kind: "a", k: 9 }, { kind: "a", k: 2 })).toBeGreaterThan(0)
    // The same fields, written in another order.
    expect(compare(pair, { k: 2, kind: "a" }, { kind: "a", k: 2 })).toBe(0)
  })
  it("of sequences is by length where that varies, then by element", () => {
    const upto: Sort = { kind: "upto", most: 9 }
    expect(compare({ kind: "fifo", capacity: 3, of: upto }, [9], [1, 1])).toBeLessThan(0)
    expect(compare({ kind: "vec", size: 2, of: upto }, [9, 0], [1, 1])).toBeGreaterThan(0)
  })
  it("also orders payloads that are no colours, which traces carry", () => {
    expect([compare({ kind: "opaque" }, "blue", "blank") > 0, compare({ kind: "opaque" }, "frame-2", "frame-1") > 0, compare({ kind: "opaque" }, "x", "x")]).toEqual([true, true, 0])
  })
  it("makes bags equal that hold the same, also bags in bags, and leaves queues as they are", () => {
    const sort: Sort = { kind: "bag", capacity: 9, of: { kind: "record", fields: [{ name: "inner", sort: { kind: "bag", capacity: 9, of: pair } }, { name: "q", sort: { kind: "fifo", capacity: 9, of: { kind: "upto", most: 9 } } }] } }
    const item = fc.record({ inner: fc.array(aPair, { maxLength: 4 }), q: fc.array(fc.nat(9), { maxLength: 3 }) })
    fc.assert(fc.property(fc.array(item, { maxLength: 5 }).chain((a) => fc.tuple(fc.constant(a), fc.shuffledSubarray(a.map((x) => ({ ...x, inner: x.inner.toReversed() })), { minLength: a.length }))), ([a, b]) => {
      expect(canonical(sort, b)).toEqual(canonical(sort, a))
    }), { seed: 4, numRuns: 300 })
    expect(canonical({ kind: "fifo", capacity: 3, of: { kind: "upto", most: 9 } }, [3, 1, 2])).toEqual([3, 1, 2])
    expect(canonical({ kind: "bag", capacity: 3, of: { kind: "upto", most: 9 } }, [3, 1, 2])).toEqual([1, 2, 3])
  })
})

it("values are printed as a reader writes them", () => {
  expect(printValue({ a: [1, true, "red"], b: { c: [] } })).toBe("{ a: [1, true, red], b: { c: [] } }")
})
