import { blank, counter, machine, model, next, push, range, type Counter, type Fifo, type Machine, type Opaque, type Peer, type Upto } from "tcnet"
import type { Sender } from "../epoch/sender.ts"
import { sealOf } from "./seal.ts"
import type { Sizes } from "./sizes.ts"
import { afterSubmit, maySubmit, payloadOf, type Submitted } from "./source.ts"
import { commitWrite, payloadWrite, tagOf, trailerWrite, type RingWrite, type SenderWords, type Tagged } from "./words.ts"

/** The side of a sender that fills slots. All of it belongs to one epoch, and starts anew with the next. */
export interface Writer {
  /** What of the next slot was posted. */
  readonly stage: "idle" | "payload" | "body"
  /** The frame that is being written. */
  readonly frame: Opaque
  /** Slots of that frame behind this one. */
  readonly left: Upto<Sizes["more"]>
  /** Frames committed: the index of the next. */
  readonly committed: Counter<Sizes["indices"]>
}
export const idleWriter: Writer = { stage: "idle", frame: blank, left: 0, committed: counter.zero() }

/** Frames committed and not consumed, as the credit word says: it says that none was consumed while it has another epoch's tag. Beyond `indices` / 2 the word cannot be right. */
export const unconsumed = (credit: Tagged, tag: number, committed: Counter<Sizes["indices"]>, n: Sizes): number =>
  (credit.tag === tag ? counter.distance(credit.count, committed, n.indices, n.indices) : counter.distance(counter.zero(), committed, n.indices, n.indices))

/** What a writer sees of its own endpoint. */
interface View {
  readonly sender: Sender
  readonly writer: Writer
  /** What the application submitted. */
  readonly submitted: Submitted
  readonly words: Peer<SenderWords>
  readonly out: Fifo<Sizes["posted"], RingWrite>
}
const { rule } = model<View, Sizes>()

const writePayload = rule({
  id: "slot.writePayload",
  text: "A sender posts the payload of the first slot of the next frame, which is no longer than the longest, to the next slot of the ring in an open epoch, while it has credit for every slot of the frame.",
  // The application need not submit anything.
  fair: "none",
  choose: (n) => ({ frame: ["white", "red", "blue"], more: range(n.slots) }),
  when: (s, n, p) => ({
    open: s.sender.phase === "open",
    idle: s.writer.stage === "idle",
    whole: s.writer.left === 0,
    fits: p.more <= n.more,
    hasFrame: maySubmit(s.submitted, p.frame),
    hasCredit: unconsumed(s.words.credit, tagOf(s.sender.epoch, n), s.writer.committed, n) + p.more < n.slots,
    hasRoom: s.out.length < n.posted,
  }),
  then: (s, n, p) => next(s, {
    out: push(s.out, payloadWrite(counter.slot(s.writer.committed, n.indices, n.slots), { body: payloadOf(p.frame), seal: sealOf(s.sender.epoch, s.writer.committed, n) })),
    writer: { stage: "payload", frame: payloadOf(p.frame), left: p.more },
    submitted: afterSubmit(s.submitted, p.frame),
  }),
})

const writeMore = rule({
  id: "slot.writeMore",
  text: "A sender posts the payload of the next slot of a frame that has more slots, with the credit that it had when it began the frame.",
  when: (s, n) => ({ idle: s.writer.stage === "idle", more: s.writer.left > 0, hasRoom: s.out.length < n.posted }),
  then: (s, n) => next(s, {
    out: push(s.out, payloadWrite(counter.slot(s.writer.committed, n.indices, n.slots), { body: s.writer.frame, seal: sealOf(s.sender.epoch, s.writer.committed, n) })),
    writer: { stage: "payload", left: s.writer.left - 1 },
  }),
})

const writeTrailer = rule({
  id: "slot.writeTrailer",
  text: "A sender posts the trailer of a slot after the payload: it says how many slots of the frame follow.",
  when: (s, n) => ({ payload: s.writer.stage === "payload", hasRoom: s.out.length < n.posted }),
  then: (s, n) => next(s, {
    out: push(s.out, trailerWrite(counter.slot(s.writer.committed, n.indices, n.slots), { body: s.writer.frame, following: s.writer.left, seal: sealOf(s.sender.epoch, s.writer.committed, n) })),
    writer: { stage: "body" },
  }),
})

const commit = rule({
  id: "slot.commit",
  text: "A sender posts a slot's commit word, the index of the frame with the tag of its epoch, after everything else of the slot.",
  when: (s, n) => ({ body: s.writer.stage === "body", hasRoom: s.out.length < n.posted }),
  then: (s, n) => next(s, {
    out: push(s.out, commitWrite(counter.slot(s.writer.committed, n.indices, n.slots), { tag: tagOf(s.sender.epoch, n), count: s.writer.committed })),
    writer: { stage: "idle", frame: s.writer.left === 0 ? blank : s.writer.frame, committed: counter.next(s.writer.committed, n.indices) },
  }),
})

export const writer: Machine<View, Sizes> = machine({ id: "slot.writer", rules: [writePayload, writeMore, writeTrailer, commit] })
