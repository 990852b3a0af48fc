import { describe, expect, it } from "vitest"
import * as fc from "fast-check"
import { layoutOf, maskOf, pack, unpack } from "./layout.ts"

const cells = (...most: readonly number[]): Parameters<typeof layoutOf>[0] => most.map((m, i) => ({ path: `c${i}`, most: m, isBool: false }))

describe("the layout", () => {
  it("puts each cell into the first word with room, however late it comes", () => {
    expect(layoutOf(cells(2 ** 30, 3, 1, 7)).places).toEqual([{ word: 0, shift: 0, bits: 31 }, { word: 1, shift: 0, bits: 2 }, { word: 0, shift: 31, bits: 1 }, { word: 1, shift: 2, bits: 3 }])
  })
  it("takes no room for a cell with one value, or with none", () => {
    expect(layoutOf(cells(0, -1))).toEqual({ words: 1, places: [{ word: 0, shift: 0, bits: 0 }, { word: 0, shift: 0, bits: 0 }] })
    expect(layoutOf([]).words).toBe(1)
  })
  it("never lets two cells overlap, and gives back what was packed", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 31 - 1 }).chain((most) => fc.tuple(fc.constant(most >>> (most % 31)), fc.nat())), { maxLength: 200 }), (list) => {
      const l = layoutOf(cells(...list.map(([most]) => most)))
      const codes = list.map(([most, x]) => x % (most + 1))
      expect(unpack(l, pack(l, codes))).toEqual(codes)
      const used = new Set<string>()
      for (const p of l.places) for (let b = p.shift; b < p.shift + p.bits; b++) {
        expect(b).toBeLessThan(32)
        expect(used.has(`${p.word}.${b}`)).toBe(false)
        used.add(`${p.word}.${b}`)
      }
    }), { seed: 1, numRuns: 200 })
  })
  it("reads a state that lies behind others", () => {
    const l = layoutOf(cells(2 ** 31 - 1, 1, 5))
    const words = new Int32Array(3 * l.words)
    words.set(pack(l, [2 ** 31 - 1, 1, 4]), 2 * l.words)
    expect([unpack(l, words, 2 * l.words), unpack(l, words)]).toEqual([[2 ** 31 - 1, 1, 4], [0, 0, 0]])
  })
  it("is made quickly also of very many cells", () => {
    const from = performance.now()
    expect(layoutOf(cells(...Array.from({ length: 100_000 }, () => 2 ** 31 - 1))).words).toBe(100_000)
    expect(performance.now() - from).toBeLessThan(2_000)
  })
})
it("masks have as many bits as they say", () => {
  expect([0, 1, 31, 32].map(maskOf)).toEqual([0, 1, 2 ** 31 - 1, -1])
})
