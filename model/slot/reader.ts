import { at, blank, counter, machine, model, next, push, type Counter, type Fifo, type Machine, type Opaque, type Peer, type Upto } from "tcnet"
import type { Owner } from "../epoch/owner.ts"
import type { Sizes } from "./sizes.ts"
import { afterDeliver, afterPart, type Delivered } from "./source.ts"
import { blankPayload, blankTrailer, creditWrite, tagOf, type Payload, type RingWords, type SenderWrite, type Tagged, type Trailer } from "./words.ts"

/** The side of a ring's owner that empties slots. All of it belongs to one epoch, and starts anew with the next. */
export interface Reader {
  /**
   * `looked` from a right commit word on, `half` from the copied payload to the copied trailer, `holding` from then on.
   * By its indication, an owner has `accepted` the slot before it copies the payload; by the seal, when it is `holding`.
   */
  readonly stage: "idle" | "looked" | "accepted" | "half" | "holding"
  /** The private copies. */
  readonly payload: Payload
  readonly trailer: Trailer
  /** Slots that are still missing of a frame whose first slots were consumed. */
  readonly missing: Upto<Sizes["more"]>
  /** What those slots held. */
  readonly part: Opaque
  /** Frames consumed: the index of the next. */
  readonly consumed: Counter<Sizes["indices"]>
  /** Frames whose credit was posted. */
  readonly returned: Counter<Sizes["indices"]>
}
export const idleReader: Reader = { stage: "idle", payload: blankPayload, trailer: blankTrailer, missing: 0, part: blank, consumed: counter.zero(), returned: counter.zero() }

/** What a reader sees of its own endpoint. */
interface View {
  readonly owner: Owner
  readonly reader: Reader
  readonly ring: Peer<RingWords>
  readonly out: Fifo<Sizes["posted"], SenderWrite>
  readonly ghost: { readonly delivered: Delivered }
}
const { rule } = model<View, Sizes>()

/** True if a commit word is the one that is expected next. */
export const isExpected = (commit: Tagged, tag: number, index: Counter<Sizes["indices"]>): boolean => commit.tag === tag && counter.same(commit.count, index)

const look = rule({
  id: "slot.look",
  text: "The owner of a ring in which an epoch has begun looks at the slot that it expects next: the commit word has to be exactly the index that it expects, with the tag of the epoch.",
  when: (s, n) => ({
    begun: s.owner.phase === "begun",
    idle: s.reader.stage === "idle",
    committed: isExpected(at(s.ring.slots, counter.slot(s.reader.consumed, n.indices, n.slots)).commit, tagOf(s.owner.epoch, n), s.reader.consumed),
  }),
  then: (s) => next(s, { reader: { stage: "looked" } }),
})

const keep = rule({
  id: "slot.keep",
  text: "The owner that holds a slot which is not the last of its frame keeps it as a part of the frame, and has then consumed the slot.",
  when: (s) => ({ notLast: s.reader.trailer.following > 0 }),
  then: (s, n) => next(s, { reader: { stage: "idle", payload: blankPayload, trailer: blankTrailer, missing: s.reader.trailer.following, part: s.reader.payload.body, consumed: counter.next(s.reader.consumed, n.indices) } }),
  note: (g, s) => next(g, { delivered: afterPart(g.delivered, s.reader.missing > 0, s.reader.part, s.reader.payload.body, s.reader.trailer.body) }),
})

const deliver = rule({
  id: "slot.deliver",
  text: "The owner that holds the last slot of a frame delivers the whole frame, and has then consumed the slot.",
  when: (s) => ({ holding: s.reader.stage === "holding", last: s.reader.trailer.following === 0 }),
  then: (s, n) => next(s, { reader: { stage: "idle", payload: blankPayload, trailer: blankTrailer, missing: 0, part: blank, consumed: counter.next(s.reader.consumed, n.indices) } }),
  note: (g, s) => next(g, { delivered: afterDeliver(afterPart(g.delivered, s.reader.missing > 0, s.reader.part, s.reader.payload.body, s.reader.trailer.body), s.reader.payload.body) }),
})

const returnCredit = rule({
  id: "credit.return",
  text: "The owner posts the count of the frames that it has consumed, with the tag of the epoch.",
  when: (s, n) => ({ owed: !counter.same(s.reader.returned, s.reader.consumed), hasRoom: s.out.length < n.posted }),
  then: (s, n) => next(s, { out: push(s.out, creditWrite({ tag: tagOf(s.owner.epoch, n), count: s.reader.consumed })), reader: { returned: s.reader.consumed } }),
})

/** What every owner does; how it accepts a slot is that of its form: `indicated` or `sealed`. */
export const reader: Machine<View, Sizes> = machine({ id: "slot.reader", rules: [look, keep, deliver, returnCredit] })
