import { machine, model, next, push, type Fifo, type Machine, type Peer, type Upto } from "tcnet"
import type { Indication } from "../fabric/outage.ts"
import type { Sizes } from "../slot/sizes.ts"
import type { Submitted } from "../slot/source.ts"
import { commitWrite, epochWrite, untagged, type RingWrite, type SenderWords } from "../slot/words.ts"
import { idleWriter, type Writer } from "../slot/writer.ts"

/** What a sender knows of epochs. */
export interface Sender {
  /** The last epoch that it used, 0 before the first. */
  readonly epoch: Upto<Sizes["epochs"]>
  /** `sweeping` from adopting the epoch until the ring is swept. */
  readonly phase: "closed" | "sweeping" | "open"
  /** Slots swept so far. */
  readonly swept: Upto<Sizes["slots"]>
  /** The greatest offer that it has read. */
  readonly heard: Upto<Sizes["epochs"]>
  /** The indication as of the last link event that it handled. */
  readonly seen: Indication
}
export const idleSender: Sender = { epoch: 0, phase: "closed", swept: 0, heard: 0, seen: 0 }

/** What a sender sees of its own endpoint. */
interface View {
  readonly sender: Sender
  readonly writer: Writer
  readonly submitted: Submitted
  readonly link: Peer<Indication>
  readonly words: Peer<SenderWords>
  readonly out: Fifo<Sizes["posted"], RingWrite>
}
const { rule } = model<View, Sizes>()

const hear = rule({
  id: "epoch.hear",
  text: "A sender takes note of an offer that is greater than every one it has read.",
  when: (s) => ({ greater: s.words.offer > s.sender.heard }),
  then: (s) => next(s, { sender: { heard: s.words.offer } }),
})

const adopt = rule({
  id: "epoch.adopt",
  text: "A sender adopts the offer it took note of if that is greater than every epoch it has used and its link indication, read after the offer, shows no event that it has not handled; it abandons what it was writing and starts at index 0.",
  when: (s) => ({ greater: s.sender.heard > s.sender.epoch, calm: s.link === s.sender.seen }),
  then: (s) => next(s, { sender: { epoch: s.sender.heard, phase: "sweeping", swept: 0 }, writer: idleWriter, submitted: "none" }),
})

const sweep = rule({
  id: "epoch.sweep",
  text: "A sender that has adopted an epoch first posts a zero to the commit word of every slot.",
  when: (s, n) => ({ sweeping: s.sender.phase === "sweeping", more: s.sender.swept < n.slots, hasRoom: s.out.length < n.posted }),
  then: (s) => next(s, { out: push(s.out, commitWrite(s.sender.swept, untagged)), sender: { swept: s.sender.swept + 1 } }),
})

const begin = rule({
  id: "epoch.begin",
  text: "Behind the zeros, a sender posts the number of the epoch as the one that it begins.",
  when: (s, n) => ({ swept: s.sender.swept === n.slots, hasRoom: s.out.length < n.posted }),
  then: (s) => next(s, { out: push(s.out, epochWrite("begin", s.sender.epoch)), sender: { phase: "open", swept: 0 } }),
})

const linkEvent = rule({
  id: "epoch.senderLinkEvent",
  text: "A sender that sees a link event abandons its epoch.",
  when: (s) => ({ event: s.link !== s.sender.seen }),
  then: (s) => next(s, { sender: { seen: s.link, phase: "closed", swept: 0 }, writer: idleWriter, submitted: "none" }),
})

const abandon = rule({
  id: "epoch.abandon",
  text: "A sender may abandon an epoch at any time.",
  by: "world",
  when: (s, n) => ({ used: s.sender.phase !== "closed", notTheLast: s.sender.epoch < n.epochs }),
  then: (s) => next(s, { sender: { phase: "closed", swept: 0 }, writer: idleWriter, submitted: "none" }),
})

const close = rule({
  id: "epoch.close",
  text: "A sender posts the number of the epoch that it abandoned, again and again, until it reads a greater offer.",
  when: (s, n) => ({
    closed: s.sender.phase === "closed",
    wasOpen: s.sender.epoch > 0,
    noOffer: s.sender.heard === s.sender.epoch,
    hasRoom: s.out.length < n.posted,
  }),
  then: (s) => next(s, { out: push(s.out, epochWrite("close", s.sender.epoch)) }),
})

export const sender: Machine<View, Sizes> = machine({ id: "epoch.sender", rules: [hear, adopt, sweep, begin, linkEvent, abandon, close] })
