/** A tape of choices: what a generator makes of it shrinks when the tape does, since a missing choice is the simplest. */
export class Choices {
  readonly #tape: readonly number[]
  #at = 0
  constructor(tape: readonly number[]) { this.#tape = tape }

  /** 0 … count - 1. */
  below(count: number): number {
    const choice = this.#tape[this.#at++] ?? 0
    return count <= 1 ? 0 : choice % count
  }
  /** True in so many of a hundred cases. */
  chance(percent: number): boolean { return this.below(100) >= 100 - percent }
  /** One of the items; the first is the simplest. @throws RangeError if there are none */
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new RangeError("nothing to choose from")
    return item
  }
  /** `least` … `most` results, numbered from 0. */
  list<T>(least: number, most: number, make: (i: number) => T): readonly T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, (_, i) => make(i))
  }
}
