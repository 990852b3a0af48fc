/** What a run must never come to: the name of what is violated, and how. */
export class Violation extends Error {
  readonly id: string
  constructor(id: string, text: string) {
    super(`${id}: ${text}`)
    this.id = id
  }
}

/** Something that is looked at after each step. @throws Violation */
export type Witness<E, S> = (event: E, before: S, after: S) => void
