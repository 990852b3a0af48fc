/** What a ring system's size is made of. A small system differs from a large one in nothing else. */
export interface Sizes {
  /** Slots of a ring. */
  readonly slots: number
  /** Posted writes in flight in one direction. */
  readonly posted: number
  /** Frames submitted in one direction: the bound of a run, above `slots` in every size. */
  readonly frames: number
}
