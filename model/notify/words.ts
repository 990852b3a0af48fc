import { next, push, type Fifo, type Upto } from "tcnet"
import type { Sizes } from "./sizes.ts"

/** Memory of one endpoint that only its peer writes (D2): how far the peer is, what it waits for, and what it says of epochs. */
export interface Words {
  /** How far the peer is: frames that it committed, or frames whose credit it returned. */
  readonly published: Upto<Sizes["frames"]>
  /** The first count of ours at which the peer wants to be woken. 0 until it slept for the first time; an absolute index, never cleared. */
  readonly event: Upto<Sizes["frames"]>
  /** The last epoch that the peer offered, where it owns the ring, or began, where it is the sender. */
  readonly epoch: Upto<Sizes["epochs"]>
  /** The last epoch that the peer abandoned: only a sender says so. */
  readonly left: Upto<Sizes["epochs"]>
}
export const emptyWords: Words = { published: 0, event: 0, epoch: 0, left: 0 }

/** A posted write to the peer's words, or a doorbell, which is a posted write too. */
export interface Posted {
  readonly word: "published" | "event" | "epoch" | "close" | "doorbell"
  /** The count of `published` and `event`. */
  readonly value: Upto<Sizes["frames"]>
  /** The number of `epoch` and `close`. */
  readonly epoch: Upto<Sizes["epochs"]>
}
/** What an endpoint sends: posted writes and doorbells, and in the flushing form reads and the completions of its peer's reads. */
export interface Packet {
  readonly word: "published" | "event" | "epoch" | "close" | "doorbell" | "read" | "completion"
  readonly value: Upto<Sizes["frames"]>
  readonly epoch: Upto<Sizes["epochs"]>
}
export const publishedWrite = (value: number): Posted => ({ word: "published", value, epoch: 0 })
export const eventWrite = (value: number): Posted => ({ word: "event", value, epoch: 0 })
/** An offer from the owner of a ring, or the beginning of an epoch from a sender: zeros to the count and the event word, and behind them the number. */
export const epochWrite = (epoch: number): Posted => ({ word: "epoch", value: 0, epoch })
export const closeWrite = (epoch: number): Posted => ({ word: "close", value: 0, epoch })
export const doorbell: Posted = { word: "doorbell", value: 0, epoch: 0 }

/** What the zeros in front of an offer or a beginning do when they land. */
export const zeroed = (w: Words): Words => next(w, { published: 0, event: 0 })

/** What a packet does to the peer's words when it lands. Doorbells, reads and completions leave them alone. */
export const landed = (w: Words, packet: Packet): Words => {
  switch (packet.word) {
    case "published": return next(w, { published: packet.value })
    case "event": return next(w, { event: packet.value })
    case "epoch": return next(zeroed(w), { epoch: packet.epoch })
    case "close": return next(w, { left: packet.epoch })
    default: return w
  }
}

/** The doorbell register of an endpoint: it says that it was rung, not how often. */
export type Bell = Fifo<1, "rung">
/** The register after one more doorbell. */
export const rung = (bell: Bell): Bell => (bell.length === 0 ? push(bell, "rung") : bell)
