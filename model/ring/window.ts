import { blank, fill, next, set, at, type Below, type Opaque, type Upto, type Vec } from "tcnet"
import type { Sizes } from "./sizes.ts"

/** One slot of a ring. */
export interface Slot {
  readonly payload: Opaque
  /** The number of the frame that the payload belongs to, plus one; 0 is memory that nobody has written. */
  readonly commit: Upto<Sizes["frames"]>
}

/** Memory of one endpoint that only its peer writes (D2). */
export interface Window {
  readonly slots: Vec<Sizes["slots"], Slot>
  /** Frames of this endpoint that the peer has consumed (D5). */
  readonly credit: Upto<Sizes["frames"]>
}
export const emptyWindow = (n: Sizes): Window => ({ slots: fill(n.slots, { payload: blank, commit: 0 }), credit: 0 })

/** A posted write names a word of the peer's window; who the peer is, the fabric knows. */
export interface PostedWrite {
  readonly word: "payload" | "commit" | "credit"
  readonly index: Below<Sizes["slots"]>
  readonly value: Upto<Sizes["frames"]>
  readonly payload: Opaque
}
export const payloadWrite = (index: number, payload: Opaque): PostedWrite => ({ word: "payload", index, value: 0, payload })
export const commitWrite = (index: number, value: number): PostedWrite => ({ word: "commit", index, value, payload: blank })
export const creditWrite = (value: number): PostedWrite => ({ word: "credit", index: 0, value, payload: blank })

/** What a posted write does when it lands. */
export const landed = (w: Window, write: PostedWrite): Window => {
  switch (write.word) {
    case "payload": return next(w, { slots: set(w.slots, write.index, { payload: write.payload, commit: at(w.slots, write.index).commit }) })
    case "commit": return next(w, { slots: set(w.slots, write.index, { payload: at(w.slots, write.index).payload, commit: write.value }) })
    case "credit": return next(w, { credit: write.value })
  }
}
