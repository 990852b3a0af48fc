import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { counter, identities } from "./counter.ts"
import type { Counter } from "./shapes.ts"

const width = 6
const after = (steps: number): Counter<typeof width> => Array.from({ length: steps }).reduce<Counter<typeof width>>((c) => counter.next(c, width), counter.zero<typeof width>())

describe("a counter", () => {
  it("wraps at its width", () => {
    expect([0, 1, 5, 6, 7].map(after)).toEqual([0, 1, 5, 0, 1])
  })

  it("knows how far another is ahead, across the wrap", () => {
    fc.assert(fc.property(fc.nat(20), fc.nat(width - 1), (from, ahead) => {
      expect(counter.distance(after(from), after(from + ahead), width, width - 1)).toBe(ahead)
    }))
  })

  it("refuses a distance beyond its limit, and takes one at it", () => {
    expect(counter.distance(after(4), after(7), width, 3)).toBe(3)
    expect(() => counter.distance(after(4), after(7), width, 2)).toThrow(new RangeError("distance 3 is more than 2"))
    // One behind is all but one ahead.
    expect(() => counter.distance(after(1), after(0), width, 4)).toThrow("distance 5 is more than 4")
  })

  it("is the same as another with the same value only", () => {
    expect([counter.same(after(1), after(7)), counter.same(after(1), after(2))]).toEqual([true, false])
  })

  it("names the slots of a ring in turn, also across the wrap", () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((k) => counter.slot(after(k), width, 3))).toEqual([0, 1, 2, 0, 1, 2, 0, 1])
  })

  it("refuses a ring whose slots the wrap would skip", () => {
    expect(() => counter.slot(after(0), width, 4)).toThrow(new RangeError("a width of 6 is no multiple of 4 slots"))
    expect(() => counter.slot(after(0), width, 0)).toThrow(RangeError)
  })
})

describe("identities", () => {
  it("are as many as there are", () => {
    expect([identities(3), identities(0)].map((x) => x.length)).toEqual([3, 0])
    expect(new Set(identities(3)).size).toBe(3)
  })
})
