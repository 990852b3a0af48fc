/** Random numbers that a seed decides: fast-check draws the seed, and a run draws too many to be given each of them. */
export class Dice {
  #state: number
  constructor(seed: number) { this.#state = seed | 0 }

  /** In [0, 1): mulberry32, by Tommy Ettinger. */
  unit(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  /**
   * 0 … count - 1, the small ones more often: each order of magnitude is as likely as any other, for most of a parameter
   * that has as many values as a ring has slots leads nowhere.
   */
  below(count: number): number { return count === 1 ? 0 : Math.min(count, Math.floor((count + 1) ** this.unit())) - 1 }
}
