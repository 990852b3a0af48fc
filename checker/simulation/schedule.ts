/** Draws what happens next: one of several things, by their weights. */
import type { Channels } from "./kernel.ts"
import type { Generator } from "./generator.ts"

/** Which of these, by their weights; -1 where none has any. */
export const drawn = (weights: readonly number[], g: Generator): number => {
  let x = g.unit() * weights.reduce((sum, w) => sum + w, 0)
  for (const [i, w] of weights.entries()) {
    x -= w
    if (x < 0) return i
  }
  return weights.findLastIndex((w) => w > 0)
}

/** Fires instances that are drawn among those that are enabled. */
export class Scheduler {
  /** What the last firing came to, or the breach that kept it from being drawn. */
  code = 0
  /** How many instances were enabled that are no faults, whatever their weights. */
  options = 0

  /** Fires one in the channel that begins at `base`. Gives its index; -1 where none of weight is enabled, and -2 where a breach is in `code`. */
  fire(channels: Channels, base: number, weights: Float64Array, g: Generator): number {
    const { enabled } = channels
    const count = channels.options(base)
    this.options = count
    if (count < 0) {
      this.code = count
      return -2
    }
    let sum = 0
    for (let k = 0; k < count; k++) sum += weights[enabled[k] as number] as number
    if (sum === 0) return -1
    let x = g.unit() * sum
    let k = 0
    while (k < count - 1 && (x -= weights[enabled[k] as number] as number) >= 0) k++
    // Rounding may lead past the last that has a weight.
    while (weights[enabled[k] as number] === 0) k--
    const i = enabled[k] as number
    this.code = (channels.fire[i] as (base: number) => number)(base)
    return i
  }
}
