import { machine, max, model, next, push, type Fifo, type Machine, type Peer, type Upto } from "tcnet"
import type { Indication } from "../fabric/outage.ts"
import type { Sizes } from "../slot/sizes.ts"
import type { Submitted } from "../slot/source.ts"
import { commitWrite, epochWrite, untagged, type RingWrite, type SenderWords } from "../slot/words.ts"
import { idleWriter, type Writer } from "../slot/writer.ts"

/** What a sender knows of epochs. */
export interface Sender {
  /** The last epoch that it used, 0 before the first. */
  readonly epoch: Upto<Sizes["epochs"]>
  /** `sweeping` from adopting the epoch until the ring is swept; `left` from abandoning it until the next is adopted. */
  readonly phase: "closed" | "sweeping" | "open" | "left"
  /** Slots swept so far. */
  readonly swept: Upto<Sizes["slots"]>
  /** The offer that it took note of and has not adopted yet, 0 for none. */
  readonly noted: Upto<Sizes["epochs"]>
  /** The indication as of the last link event that it handled. */
  readonly seen: Indication
}
export const idleSender: Sender = { epoch: 0, phase: "closed", swept: 0, noted: 0, seen: 0 }

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
  text: "A sender takes note of an offer that is greater than the epoch it used last and than every offer it took note of.",
  when: (s) => ({ greater: s.words.offer > max(s.sender.epoch, s.sender.noted) }),
  then: (s) => next(s, { sender: { noted: s.words.offer } }),
})

const adopt = rule({
  id: "epoch.adopt",
  text: "A sender adopts the offer it took note of if its link indication, read after the offer, shows no event that it has not handled; it stops what it was writing and starts at index 0 with no credit used.",
  when: (s) => ({ noted: s.sender.noted > 0, calm: s.link === s.sender.seen }),
  then: (s) => next(s, { sender: { epoch: s.sender.noted, phase: "sweeping", swept: 0, noted: 0 }, writer: idleWriter, submitted: "none" }),
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
  text: "A sender that sees a link event abandons its epoch, if it has one.",
  when: (s) => ({ event: s.link !== s.sender.seen }),
  then: (s) => next(s, { sender: { seen: s.link, phase: s.sender.epoch === 0 ? "closed" : "left", swept: 0 }, writer: idleWriter, submitted: "none" }),
})

const close = rule({
  id: "epoch.close",
  text: "A sender posts the number of the epoch that it abandoned, again and again, until it adopts another.",
  when: (s, n) => ({ left: s.sender.phase === "left", hasRoom: s.out.length < n.posted }),
  then: (s) => next(s, { out: push(s.out, epochWrite("close", s.sender.epoch)) }),
})

export const sender: Machine<View, Sizes> = machine({ id: "epoch.sender", rules: [hear, adopt, sweep, begin, linkEvent, close] })
