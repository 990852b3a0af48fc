/** What a run must never come to: the name of what is violated, and how. */
export class Violation extends Error {
  readonly id: string
  /** What could not even be asked for being enabled. */
  readonly event: unknown
  constructor(id: string, text: string, event?: unknown) {
    super(`${id}: ${text}`)
    this.id = id
    this.event = event
  }
}

/**
 * Reading outside of a sequence, from an empty queue, or a distance beyond its limit throws in the language itself: a
 * broken obligation (O1, O2). @throws whatever else it is
 */
export const asViolation = (error: unknown, event?: unknown): Violation => {
  if (error instanceof Violation) return error
  if (error instanceof RangeError) return new Violation("obligation.reads", error.message, event)
  throw error
}
