/** What the size of a system with epochs is made of. The number of frames is not among them: counts wrap, and a run has no end. */
export interface Sizes {
  /** Slots of a ring. */
  readonly slots: number
  /** Slots of the longest frame behind its first: below `slots`, for every ring holds a whole frame (D12). */
  readonly more: number
  /** Posted writes under way in one direction of the link. */
  readonly posted: number
  /** Where the index of a frame wraps: a multiple of `slots`, and above it. 2^32 on the wire. */
  readonly indices: number
  /** Tags of epochs before the first is used again. 65,534 on the wire. */
  readonly tags: number
  /** Epochs of one run: the bound of a run. */
  readonly epochs: number
  /** Times that the link changes between up and down in one run: even, since it ends up. */
  readonly changes: number
  /** The greatest seal: `epochs` * `indices` + `indices` - 1 in the sealed form, 0 where slots bear none. */
  readonly seals: number
}
