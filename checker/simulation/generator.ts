/**
 * Random numbers that a seed decides: xoshiro128**, by Blackman and Vigna. A run draws some ten numbers for each firing,
 * so that a generator with 32 bits of state would begin again within minutes.
 */
const rotated = (x: number, k: number): number => (x << k) | (x >>> (32 - k))

/** The words that a generator begins with, from the seed and the number of the stream: splitmix32. */
const spread = (seed: number, stream: number): readonly number[] => {
  let x = (seed | 0) ^ Math.imul(Math.floor(seed / 2 ** 32) | 0, 0x85ebca6b) ^ Math.imul(stream | 0, 0xc2b2ae35)
  return Array.from({ length: 4 }, () => {
    x = (x + 0x9e3779b9) | 0
    let t = Math.imul(x ^ (x >>> 16), 0x21f0aaad)
    t = Math.imul(t ^ (t >>> 15), 0x735a2d97)
    return t ^ (t >>> 15)
  })
}

export class Generator {
  #a: number
  #b: number
  #c: number
  #d: number

  /** Streams of one seed are drawn from apart: what one part of a run draws does not move what another does. */
  constructor(seed: number, stream = 0) {
    const [a, b, c, d] = spread(seed, stream) as [number, number, number, number]
    this.#a = a
    this.#b = b
    this.#c = c
    // All four words 0 is the one state that a generator never leaves.
    this.#d = (a | b | c | d) === 0 ? 1 : d
  }

  /** 0 … 2^32 - 1. */
  word(): number {
    const b = this.#b
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9)
    this.#c ^= this.#a
    this.#d ^= b
    this.#b = b ^ this.#c
    this.#a ^= this.#d
    this.#c ^= b << 9
    this.#d = rotated(this.#d, 11)
    return result >>> 0
  }
  /** In [0, 1). */
  unit(): number { return this.word() / 2 ** 32 }
  /** 0 … count - 1, each as likely as any other. */
  below(count: number): number { return Math.floor((this.word() * count) / 2 ** 32) }
  /** True so often. */
  chance(p: number): boolean { return this.unit() < p }
  /** Between the powers of ten `from` and `to`: each order of magnitude is as likely as any other. */
  magnitude(from: number, to: number): number { return 10 ** (from + (to - from) * this.unit()) }
  /** How many firings pass before something happens that has this chance at each. */
  gap(p: number): number { return p <= 0 ? Infinity : p >= 1 ? 0 : Math.floor(Math.log(1 - this.unit()) / Math.log(1 - p)) }
}
