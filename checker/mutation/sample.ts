/** Mulberry32: the next state and a number in 0 … 1. */
const draw = (state: number): readonly [number, number] => {
  const a = (state + 0x6d2b79f5) | 0
  let t = Math.imul(a ^ (a >>> 15), 1 | a)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return [a, ((t ^ (t >>> 14)) >>> 0) / 4294967296]
}

/** `n` of the items, or all if there are fewer, in their order; the same ones for the same seed. */
export const sampled = <T>(items: readonly T[], n: number, seed: number): readonly T[] => {
  let state = seed
  const weighed = items.map((item, i) => {
    const [next, weight] = draw(state)
    state = next
    return { item, i, weight }
  })
  return weighed.toSorted((a, b) => a.weight - b.weight).slice(0, n).toSorted((a, b) => a.i - b.i).map((x) => x.item)
}
