import { describe, expect, it } from "vitest"
import { Dice } from "./dice.ts"

const drawn = <T>(seed: number, n: number, draw: (d: Dice) => T): readonly T[] => {
  const dice = new Dice(seed)
  return Array.from({ length: n }, () => draw(dice))
}

describe("dice", () => {
  it("give the same numbers for the same seed, and others for another", () => {
    const units = drawn(7, 50, (d) => d.unit())
    expect(drawn(7, 50, (d) => d.unit())).toEqual(units)
    expect(drawn(8, 50, (d) => d.unit())).not.toEqual(units)
    expect(new Set(units).size).toBe(50)
  })
  it("give numbers from 0 to below 1, spread evenly", () => {
    const units = drawn(1, 10_000, (d) => d.unit())
    expect(units.every((u) => u >= 0 && u < 1)).toBe(true)
    for (const tenth of Array.from({ length: 10 }, (_, i) => i)) expect(units.filter((u) => Math.floor(u * 10) === tenth).length).toBeGreaterThan(850)
  })
  it.each([1, 2, 3, 10, 2 ** 15])("draw every kind of number below %i and no other, small ones more often", (count) => {
    const numbers = drawn(3, 20_000, (d) => d.below(count))
    expect(numbers.every((x) => Number.isInteger(x) && x >= 0 && x < count)).toBe(true)
    expect(Math.max(...numbers)).toBeGreaterThanOrEqual(count * 0.99 - 1)
    const small = numbers.filter((x) => x < Math.sqrt(count)).length
    expect(small).toBeGreaterThan(numbers.length / 3)
  })
})
