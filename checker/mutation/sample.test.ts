import { describe, expect, it } from "vitest"
import { sampled } from "./sample.ts"

const items = Array.from({ length: 100 }, (_, i) => i)

describe("a sample", () => {
  it("is the same for the same seed, another for another, and in order", () => {
    const one = sampled(items, 10, 1)
    expect(one).toHaveLength(10)
    expect(one).toEqual(sampled(items, 10, 1))
    expect(one).not.toEqual(sampled(items, 10, 2))
    expect(one).toEqual(one.toSorted((a, b) => a - b))
  })
  it("is all there is where more is asked for", () => {
    expect(sampled(items, 1000, 7)).toEqual(items)
  })
  it("draws each item in its turn", () => {
    const drawn = new Set(Array.from({ length: 200 }, (_, seed) => sampled(items, 5, seed + 1)).flat())
    expect(drawn.size).toBe(100)
  })
})
