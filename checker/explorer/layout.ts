/** Where each cell stands in the packed state. */
import type { Cell } from "../ir/unroll.ts"

export interface Place {
  readonly word: number
  readonly shift: number
  /** 0 for a cell that can only be 0: it takes no room. */
  readonly bits: number
}
export interface Layout {
  /** 32-bit words of a state; at least 1. */
  readonly words: number
  readonly places: readonly Place[]
}

/** Puts each cell into the first word that has room for it. */
export const layoutOf = (cells: readonly Cell[]): Layout => {
  const used: number[] = [0]
  // The first word that may have room for so many bits: words only fill up, so what was too full stays so.
  const first = Array.from({ length: 33 }, () => 0)
  const places = cells.map((c): Place => {
    // A range without any value, as an index into nothing, has the greatest code -1: its cells stay 0.
    const bits = c.most <= 0 ? 0 : 32 - Math.clz32(c.most)
    let word = first[bits] as number
    while (word < used.length && (used[word] as number) + bits > 32) word++
    first[bits] = word
    if (word === used.length) used.push(0)
    const shift = used[word] as number
    used[word] = shift + bits
    return { word, shift, bits }
  })
  return { words: used.length, places }
}

const maskOf = (bits: number): number => (bits === 32 ? -1 : 2 ** bits - 1)

/** The packed words of a state's codes. */
export const pack = (l: Layout, codes: readonly number[]): Int32Array => {
  const out = new Int32Array(l.words)
  l.places.forEach((p, i) => { if (p.bits > 0) out[p.word] = (out[p.word] as number) | ((codes[i] as number) << p.shift) })
  return out
}
/** The codes of a packed state that starts at `base`. */
export const unpack = (l: Layout, words: Int32Array, base = 0): readonly number[] =>
  l.places.map((p) => (p.bits === 0 ? 0 : ((words[base + p.word] as number) >>> p.shift) & maskOf(p.bits)))
export { maskOf }
