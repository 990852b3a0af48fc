import { at, blank, counter, fill, next, set, type Below, type Counter, type Opaque, type Upto, type Vec, type Word } from "tcnet"
import type { Sizes } from "./sizes.ts"

/**
 * A count with the tag of the epoch that it belongs to, in one aligned word of 8 bytes (D3, D5). The check field, the
 * complement of the count, is left out: a word is torn or it is not. The tag 0 is that of no epoch, so a word of zeros
 * says nothing.
 */
export interface Tagged {
  readonly tag: Upto<Sizes["tags"]>
  readonly count: Counter<Sizes["indices"]>
}
/** The word that says nothing. */
export const untagged: Tagged = { tag: 0, count: counter.zero() }

/** The tag of an epoch: 1 … `tags`, and then again. Epoch 0 is before the first, and nobody uses its tag. */
export const tagOf = (epoch: number, n: Sizes): number => 1 + (epoch + n.tags - 1) % n.tags

/** What a slot carries. */
export interface Payload {
  readonly body: Opaque
  /** What the checksum in the trailer is compared with: see `sealOf`. */
  readonly seal: Upto<Sizes["seals"]>
}
export const blankPayload: Payload = { body: blank, seal: 0 }

/** The end of a slot's body. */
export interface Trailer {
  /** It is from the same frame as the payload, or the slot is torn. */
  readonly body: Opaque
  /** Slots of this frame that follow (D12). */
  readonly following: Upto<Sizes["more"]>
  /** The checksum. */
  readonly seal: Upto<Sizes["seals"]>
}
export const blankTrailer: Trailer = { body: blank, following: 0, seal: 0 }

/** One slot of a ring: two body writes and the commit word. */
export interface Slot {
  readonly payload: Word<Payload>
  readonly trailer: Word<Trailer>
  /** The index of the frame in the slot, with the tag of its epoch. */
  readonly commit: Word<Tagged>
}

/** Memory of the ring's owner that only the sender writes (D2). */
export interface RingWords {
  readonly slots: Vec<Sizes["slots"], Slot>
  /** The last epoch for which the sender swept the ring. */
  readonly begin: Upto<Sizes["epochs"]>
  /** The last epoch that the sender abandoned. */
  readonly close: Upto<Sizes["epochs"]>
}
export const emptyRing = (n: Sizes): RingWords => ({ slots: fill(n.slots, { payload: blankPayload, trailer: blankTrailer, commit: untagged }), begin: 0, close: 0 })

/** Memory of the sender that only the ring's owner writes (D2). */
export interface SenderWords {
  /** The last epoch that the owner offered. */
  readonly offer: Upto<Sizes["epochs"]>
  /** The count of consumed frames (D5). */
  readonly credit: Word<Tagged>
}
export const emptySender: SenderWords = { offer: 0, credit: untagged }

/** A posted write to the ring of the peer. */
export interface RingWrite {
  readonly word: "payload" | "trailer" | "commit" | "begin" | "close"
  readonly slot: Below<Sizes["slots"]>
  readonly body: Opaque
  readonly following: Upto<Sizes["more"]>
  readonly tag: Upto<Sizes["tags"]>
  readonly count: Counter<Sizes["indices"]>
  readonly epoch: Upto<Sizes["epochs"]>
  readonly seal: Upto<Sizes["seals"]>
}
export const payloadWrite = (slot: number, payload: Payload): RingWrite => ({ word: "payload", slot, body: payload.body, following: 0, tag: 0, count: counter.zero(), epoch: 0, seal: payload.seal })
export const trailerWrite = (slot: number, trailer: Trailer): RingWrite => ({ word: "trailer", slot, body: trailer.body, following: trailer.following, tag: 0, count: counter.zero(), epoch: 0, seal: trailer.seal })
export const commitWrite = (slot: number, commit: Tagged): RingWrite => ({ word: "commit", slot, body: blank, following: 0, tag: commit.tag, count: commit.count, epoch: 0, seal: 0 })
export const epochWrite = (word: "begin" | "close", epoch: number): RingWrite => ({ word, slot: 0, body: blank, following: 0, tag: 0, count: counter.zero(), epoch, seal: 0 })

/** What a posted write does to the ring when it lands. */
export const landedInRing = (w: RingWords, write: RingWrite): RingWords => {
  const old = at(w.slots, write.slot)
  switch (write.word) {
    case "payload": return next(w, { slots: set(w.slots, write.slot, { payload: { body: write.body, seal: write.seal }, trailer: old.trailer, commit: old.commit }) })
    case "trailer": return next(w, { slots: set(w.slots, write.slot, { payload: old.payload, trailer: { body: write.body, following: write.following, seal: write.seal }, commit: old.commit }) })
    case "commit": return next(w, { slots: set(w.slots, write.slot, { payload: old.payload, trailer: old.trailer, commit: { tag: write.tag, count: write.count } }) })
    case "begin": return next(w, { begin: write.epoch })
    case "close": return next(w, { close: write.epoch })
  }
}

/** A posted write to the words of the sender. */
export interface SenderWrite {
  readonly word: "offer" | "credit"
  readonly tag: Upto<Sizes["tags"]>
  readonly count: Counter<Sizes["indices"]>
  readonly epoch: Upto<Sizes["epochs"]>
}
export const offerWrite = (epoch: number): SenderWrite => ({ word: "offer", tag: 0, count: counter.zero(), epoch })
export const creditWrite = (credit: Tagged): SenderWrite => ({ word: "credit", tag: credit.tag, count: credit.count, epoch: 0 })

/** What a posted write does to the sender's words when it lands. */
export const landedAtSender = (w: SenderWords, write: SenderWrite): SenderWords => {
  switch (write.word) {
    case "offer": return next(w, { offer: write.epoch })
    case "credit": return next(w, { credit: { tag: write.tag, count: write.count } })
  }
}
