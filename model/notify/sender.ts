import { machine, max, model, next, push, type Fifo, type Machine, type Peer, type Upto } from "tcnet"
import type { Indication } from "../fabric/outage.ts"
import { begun, ended, type Publisher } from "./publisher.ts"
import type { Sizes } from "./sizes.ts"
import type { AnySleeper } from "./sleeper.ts"
import { closeWrite, doorbell, epochWrite, type Packet, type Words } from "./words.ts"

/** What a producer knows of epochs. */
export interface Sender {
  /** The last epoch that it used, 0 before the first. */
  readonly epoch: Upto<Sizes["epochs"]>
  /** `left` from abandoning an epoch until it has said so. */
  readonly phase: "closed" | "open" | "left"
  /** The offer that it took note of and has not adopted yet, 0 for none. */
  readonly noted: Upto<Sizes["epochs"]>
  /** The indication as of the last link event that it handled. */
  readonly seen: Indication
}
export const idleSender: Sender = { epoch: 0, phase: "closed", noted: 0, seen: 0 }

/** What a producer sees of its own endpoint. */
interface View {
  readonly sender: Sender
  readonly publisher: Publisher
  readonly sleeper: AnySleeper
  readonly link: Peer<Indication>
  readonly words: Peer<Words>
  readonly buffer: Fifo<Sizes["buffered"], Packet>
}
const { rule } = model<View, Sizes>()

const note = rule({
  id: "notify.note",
  text: "A producer that is awake takes note of an offer that is greater than the epoch it used last.",
  when: (s) => ({ awake: s.sleeper.mode === "awake", greater: s.words.epoch > max(s.sender.epoch, s.sender.noted) }),
  then: (s) => next(s, { sender: { noted: s.words.epoch } }),
})

const adopt = rule({
  id: "notify.adopt",
  text: "A producer that adopts the offer it took note of starts with no count and no answer, and posts a doorbell behind the beginning of the epoch.",
  when: (s, n) => ({ noted: s.sender.noted > 0, calm: s.link === s.sender.seen, hasRoom: s.buffer.length + 1 < n.buffered }),
  then: (s) => next(s, {
    sender: { epoch: s.sender.noted, phase: "open", noted: 0 },
    publisher: begun(ended(s.publisher)),
    buffer: push(push(s.buffer, epochWrite(s.sender.noted)), doorbell),
  }),
})

const linkEvent = rule({
  id: "notify.senderLinkEvent",
  text: "A link event wakes a producer, whatever it sleeps for, and ends its epoch; a producer that has armed takes its last looks first.",
  when: (s) => ({ event: s.link !== s.sender.seen, notArming: s.sleeper.mode === "awake" || s.sleeper.mode === "asleep" }),
  then: (s) => next(s, {
    sender: { phase: s.sender.phase === "open" ? "left" : s.sender.phase, seen: s.link },
    publisher: ended(s.publisher),
    sleeper: { mode: "awake" },
  }),
})

const abandon = rule({
  id: "notify.abandon",
  text: "A producer that is awake may abandon its epoch at any time.",
  // A fault, so that nothing counts on it: a wake-up that is lost is not mended by giving the epoch up.
  by: "fault",
  when: (s, n) => ({ awake: s.sleeper.mode === "awake", using: s.sender.phase === "open", notTheLast: s.sender.epoch < n.epochs }),
  then: (s) => next(s, { sender: { phase: "left" }, publisher: ended(s.publisher) }),
})

const close = rule({
  id: "notify.close",
  text: "A producer that has abandoned an epoch posts a doorbell behind its close.",
  when: (s, n) => ({ left: s.sender.phase === "left", hasRoom: s.buffer.length + 1 < n.buffered }),
  then: (s) => next(s, { sender: { phase: "closed" }, buffer: push(push(s.buffer, closeWrite(s.sender.epoch)), doorbell) }),
})

export const sender: Machine<View, Sizes> = machine({ id: "notify.sender", rules: [note, adopt, linkEvent, close] })
/** A machine of its own, since not every system needs what it may do. */
export const suspicion: Machine<View, Sizes> = machine({ id: "notify.suspicion", rules: [abandon] })
