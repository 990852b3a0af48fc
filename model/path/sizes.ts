/** What the size of a system with both paths is made of. */
export interface Sizes {
  /** As in the sizes of sessions. */
  readonly frames: number
  readonly window: number
  readonly buffer: number
  readonly held: number
  /** Slots of a ring, each with a whole frame. */
  readonly slots: number
  /** Good probes of a fresh epoch before it is used. */
  readonly probes: number
  /** The greatest hold-down, in good probes. */
  readonly holds: number
}
