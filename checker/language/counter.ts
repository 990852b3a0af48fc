import type { Counter, Identity } from "./shapes.ts"

interface Wrapping {
  /** The first value. */
  readonly zero: <W extends number>() => Counter<W>
  /** The value behind `c`; `width` is the counter's modulus. */
  readonly next: <W extends number>(c: Counter<W>, width: NoInfer<W>) => Counter<W>
  /** How far `to` is ahead of `from`: 0 … limit. Being further ahead is an error (obligation O1), not a wrap. */
  readonly distance: <W extends number>(from: Counter<W>, to: Counter<W>, width: NoInfer<W>, limit: number) => number
  /** True if both are the same value. */
  readonly same: <W extends number>(x: Counter<W>, y: Counter<W>) => boolean
  /** The ring slot of `c`. The width must be a multiple of `slots`, or slots would be skipped at the wrap (obligation O1). */
  readonly slot: <W extends number>(c: Counter<W>, width: NoInfer<W>, slots: number) => number
}

/** The words for numbers that wrap. A plain comparison, sum or difference of them is refused by the lowering (E43). */
export const counter: Wrapping = {
  zero: <W extends number>() => 0 as Counter<W>,
  next: <W extends number>(c: Counter<W>, width: NoInfer<W>) => ((c + 1) % width) as Counter<W>,
  distance: (from, to, width, limit) => {
    const ahead = (to - from + width) % width
    if (ahead > limit) throw new RangeError(`distance ${ahead} is more than ${limit}`)
    return ahead
  },
  same: (x, y) => x === y,
  slot: (c, width, slots) => {
    if (width % slots !== 0) throw new RangeError(`a width of ${width} is no multiple of ${slots} slots`)
    return c % slots
  },
}

/** All individuals of a kind: the domain of a parameter. */
export const identities = <C extends number>(count: C): readonly Identity<C>[] => Array.from({ length: count }, (_, i) => i as Identity<C>)
