/** What the size of a system with sessions is made of. */
export interface Sizes {
  /** Frames of one direction in a run: the bound of a run. Numbers have 64 bits on the wire and do not wrap. */
  readonly frames: number
  /** Frames that a sender retains until they are acknowledged. */
  readonly window: number
  /** Frames that a receiver keeps until its application takes them. */
  readonly buffer: number
  /** Frames that one direction holds at most: `window` and `buffer` together. */
  readonly held: number
}
