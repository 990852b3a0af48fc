/** What the size of a system with sleepers is made of. */
export interface Sizes {
  /** Slots of a ring. */
  readonly slots: number
  /** Writes of one endpoint that its processor holds back: its store buffer. */
  readonly buffered: number
  /** Posted writes under way in one direction of the link. */
  readonly posted: number
  /** Frames of one run, above `slots` in every size. */
  readonly frames: number
}
