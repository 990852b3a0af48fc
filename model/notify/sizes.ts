/** What the size of a system with sleepers is made of. */
export interface Sizes {
  /** Slots of a ring. */
  readonly slots: number
  /** Writes of one endpoint that its processor holds back: its store buffer. */
  readonly buffered: number
  /** So many writes that wait in its processor keep an endpoint from publishing one more: at most `buffered`, and fewer where a single slot lets only fewer wait. */
  readonly batched: number
  /** What is under way in one direction of the link: posted writes and doorbells, reads and completions. */
  readonly posted: number
  /** Frames of one epoch, above `slots` in every size. */
  readonly frames: number
  /** Epochs of one run. */
  readonly epochs: number
  /** Times that the link changes between up and down in one run: even, since it ends up. */
  readonly changes: number
}
