/**
 * The engine works in slices: its parts are generators that yield every now and then, so that whoever runs them may look
 * at a clock or a signal, and may stop. They yield nothing, and end with what they found.
 */
export type Slices<T> = Generator<undefined, T, undefined>

/** Steps of a search between two pauses: a power of 2. A slice of a tight loop takes some hundredths of a second. */
export const slice_steps: number = 2 ** 18

/** Runs to the end without a pause. */
export const finish = <T>(slices: Slices<T>): T => {
  for (;;) {
    const s = slices.next()
    if (s.done === true) return s.value
  }
}
