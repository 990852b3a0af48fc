import { counter, refinement, type Fifo, type Peer, type Refinement } from "tcnet"
import { idleOwner, type Owner } from "../model/epoch/owner.ts"
import { idleSender, type Sender } from "../model/epoch/sender.ts"
import { isUp, type Indication, type Link } from "../model/fabric/outage.ts"
import { queue } from "../model/slot/queue.ts"
import { idleReader, type Reader } from "../model/slot/reader.ts"
import type { Sizes } from "../model/slot/sizes.ts"
import type { Delivered, Submitted } from "../model/slot/source.ts"
import { emptyRing, emptySender, tagOf, type RingWords, type RingWrite, type SenderWords, type SenderWrite } from "../model/slot/words.ts"
import { idleWriter, type Writer } from "../model/slot/writer.ts"

/** The endpoint that sends. */
export interface From {
  readonly sender: Sender
  readonly writer: Writer
  readonly submitted: Submitted
  readonly words: Peer<SenderWords>
  readonly link: Peer<Indication>
  readonly out: Fifo<Sizes["posted"], RingWrite>
}
/** The endpoint that owns the ring. */
export interface To {
  readonly owner: Owner
  readonly reader: Reader
  readonly ring: Peer<RingWords>
  readonly link: Peer<Indication>
  readonly out: Fifo<Sizes["posted"], SenderWrite>
  readonly ghost: { readonly delivered: Delivered }
}
export interface Ring {
  readonly a: From
  readonly b: To
  readonly link: Link
}

/** Nothing is written, and nothing offered. */
export const start = (n: Sizes): Ring => ({
  a: { sender: idleSender, writer: idleWriter, submitted: "none", words: emptySender, link: 0, out: [] },
  b: { owner: idleOwner, reader: idleReader, ring: emptyRing(n), link: 0, out: [], ghost: { delivered: "none" } },
  link: { changes: 0 },
})

/** Everything that was committed is consumed, its credit is back, and nothing is under way. */
export const isAtRest = (s: Ring, n: Sizes): boolean => s.a.out.length === 0 && s.b.out.length === 0 && isUp(s.link.changes)
  && s.a.sender.phase === "open" && s.b.owner.phase === "begun" && s.a.sender.epoch === s.b.owner.epoch
  && s.a.writer.stage === "idle" && s.a.writer.left === 0 && s.b.reader.stage === "idle" && s.b.reader.missing === 0
  && counter.same(s.a.writer.committed, s.b.reader.consumed)
  && s.a.words.credit.tag === tagOf(s.a.sender.epoch, n) && counter.same(s.a.words.credit.count, s.b.reader.consumed)

/** Slots that are committed and not consumed, from the beginning of an epoch to its end. */
export const length = (s: Ring, n: Sizes): number => (s.a.sender.phase === "open" && s.a.sender.epoch === s.b.owner.epoch && (s.b.owner.phase === "offered" || s.b.owner.phase === "begun")
  ? counter.distance(s.b.reader.consumed, s.a.writer.committed, n.indices, n.slots) : 0)

/** That one direction is a bounded queue, from the beginning of each epoch to its end. */
export const isQueue: Refinement<Ring, Sizes> = refinement({
  id: "queue.oneWay",
  text: "Within an epoch, one direction is a bounded queue of as many slots as the ring has.",
  service: queue,
  init: () => ({ length: 0 }),
  as: (s: Ring, n: Sizes) => ({ length: length(s, n) }),
})
