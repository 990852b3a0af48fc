import { describe, expect, it } from "vitest"
import { Generator } from "./generator.ts"

const drawn = <T>(seed: number, stream: number, n: number, draw: (g: Generator) => T): readonly T[] => {
  const g = new Generator(seed, stream)
  return Array.from({ length: n }, () => draw(g))
}

describe("the generator", () => {
  it("is xoshiro128**, begun by splitmix32", () => {
    // Both as their authors write them, in numbers of any length that are cut to 32 bits.
    const cut = (x: bigint): bigint => x & 0xffffffffn
    const rotl = (x: bigint, k: bigint): bigint => cut((x << k) | (x >> (32n - k)))
    let seed = 42n
    const mixed = (): bigint => {
      seed = cut(seed + 0x9e3779b9n)
      const t = cut((seed ^ (seed >> 16n)) * 0x21f0aaadn)
      const u = cut((t ^ (t >> 15n)) * 0x735a2d97n)
      return u ^ (u >> 15n)
    }
    let [a, b, c, d] = [mixed(), mixed(), mixed(), mixed()]
    const next = (): number => {
      const result = cut(rotl(cut(b * 5n), 7n) * 9n)
      const t = cut(b << 9n)
      c ^= a
      d ^= b
      b ^= c
      a ^= d
      c ^= t
      d = rotl(d, 11n)
      return Number(result)
    }
    expect(drawn(42, 0, 100, (g) => g.word())).toEqual(Array.from({ length: 100 }, next))
  })
  it("gives other numbers for another seed, also above 32 bits, and for another stream", () => {
    const base = drawn(7, 0, 20, (g) => g.word())
    for (const [seed, stream] of [[8, 0], [7, 1], [7 + 2 ** 32, 0]] as const) expect(drawn(seed, stream, 20, (g) => g.word())).not.toEqual(base)
  })
  it("spreads what it draws evenly, and stays inside", () => {
    const units = drawn(3, 0, 20_000, (g) => g.unit())
    expect(units.every((u) => u >= 0 && u < 1)).toBe(true)
    for (let k = 0; k < 10; k++) expect(units.filter((u) => Math.floor(u * 10) === k).length).toBeGreaterThan(1_800)
    expect(new Set(drawn(3, 0, 1_000, (g) => g.below(7)))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]))
    expect(drawn(3, 0, 1_000, (g) => g.magnitude(-3, -1)).every((x) => x >= 1e-3 && x <= 0.1)).toBe(true)
  })
  it("leaves gaps that are as long as a chance at each step makes them", () => {
    const gaps = drawn(5, 0, 20_000, (g) => g.gap(0.05))
    expect(gaps.reduce((a, b) => a + b, 0) / gaps.length).toBeCloseTo(19, 0)
    const g = new Generator(1)
    expect([g.gap(0), g.gap(1)]).toEqual([Infinity, 0])
  })
})
