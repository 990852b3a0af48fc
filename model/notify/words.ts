import { next, push, type Fifo, type Upto } from "tcnet"
import type { Sizes } from "./sizes.ts"

/** Memory of one endpoint that only its peer writes (D2): the two words by which one side tells the other how far it is, and what it waits for. */
export interface Words {
  /** How far the peer is: frames that it committed, or frames whose credit it returned. */
  readonly published: Upto<Sizes["frames"]>
  /** The first count of ours at which the peer wants to be woken. 0 until it slept for the first time; an absolute index, never cleared. */
  readonly event: Upto<Sizes["frames"]>
}
export const emptyWords: Words = { published: 0, event: 0 }

/** A posted write to the peer's words, or a doorbell, which is a posted write too. */
export interface Posted {
  readonly word: "published" | "event" | "doorbell"
  readonly value: Upto<Sizes["frames"]>
}
/** What an endpoint sends: posted writes and doorbells, and in the flushing form reads and the completions of its peer's reads. */
export interface Packet {
  readonly word: "published" | "event" | "doorbell" | "read" | "completion"
  readonly value: Upto<Sizes["frames"]>
}
export const publishedWrite = (value: number): Posted => ({ word: "published", value })
export const eventWrite = (value: number): Posted => ({ word: "event", value })
export const doorbell: Posted = { word: "doorbell", value: 0 }

/** What a packet does to the peer's words when it lands. Doorbells, reads and completions leave them alone. */
export const landed = (w: Words, packet: Packet): Words => {
  switch (packet.word) {
    case "published": return next(w, { published: packet.value })
    case "event": return next(w, { event: packet.value })
    default: return w
  }
}

/** The doorbell register of an endpoint: it says that it was rung, not how often. */
export type Bell = Fifo<1, "rung">
/** The register after one more doorbell. */
export const rung = (bell: Bell): Bell => (bell.length === 0 ? push(bell, "rung") : bell)
