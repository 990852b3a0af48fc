import { machine, model, next, push, type Fifo, type Machine, type Peer } from "tcnet"
import type { Publisher } from "./publisher.ts"
import { read } from "./reads.ts"
import type { Sender } from "./sender.ts"
import type { Sizes } from "./sizes.ts"
import type { FlushingSleeper } from "./sleeper.ts"
import { eventWrite, type Packet, type Words } from "./words.ts"

/** What a producer sees of its own endpoint when it goes to sleep in the flushing form. */
interface View {
  readonly sender: Sender
  readonly publisher: Publisher
  readonly sleeper: FlushingSleeper
  readonly words: Peer<Words>
  readonly buffer: Fifo<Sizes["buffered"], Packet>
}
const { rule } = model<View, Sizes>()

const arm = rule({
  id: "flushing.armForCredit",
  text: "A producer that has a frame, no credit and no note of an offer posts the count of credit that it waits for and, behind it on the same path, reads a word of its peer's window that is never all ones.",
  when: (s, n) => ({
    awake: s.sleeper.mode === "awake",
    hasFrame: s.publisher.count < n.frames,
    noCredit: s.publisher.count - s.words.published >= n.slots,
    unnoted: s.sender.noted === 0,
    hasRoom: s.buffer.length + 1 < n.buffered,
  }),
  then: (s, n) => next(s, { sleeper: { mode: "flushing" }, buffer: push(push(s.buffer, eventWrite(s.publisher.count - n.slots + 1)), read) }),
})

const armForOffer = rule({
  id: "flushing.armForOffer",
  text: "A producer that has no epoch and finds no offer reads a word of its peer's window that is never all ones.",
  when: (s, n) => ({
    awake: s.sleeper.mode === "awake",
    closed: s.sender.phase === "closed",
    noOffer: s.words.epoch <= s.sender.epoch,
    hasRoom: s.buffer.length < n.buffered,
  }),
  then: (s) => next(s, { sleeper: { mode: "flushing" }, buffer: push(s.buffer, read) }),
})

const lookForNext = rule({
  id: "flushing.lookForNext",
  text: "A producer that has flushed, and owes neither a fence nor a test, first looks for the offer of another epoch, and takes note of it and stays awake if it finds one.",
  when: (s) => ({ armed: s.sleeper.mode === "armed", settled: s.publisher.due === "nothing" }),
  then: (s) => {
    if (s.words.epoch > s.sender.epoch) return next(s, { sender: { noted: s.words.epoch }, sleeper: { mode: "awake", heard: false } })
    return next(s, { sleeper: { mode: "looked" } })
  },
})

const look = rule({
  id: "flushing.lookForCredit",
  text: "A producer that has looked for an offer looks at its credit once more: it sleeps if there is none and no doorbell was heard since it armed, and stays awake otherwise.",
  when: (s) => ({ looked: s.sleeper.mode === "looked" }),
  then: (s, n) => next(s, { sleeper: { mode: s.sleeper.heard || s.publisher.count - s.words.published < n.slots ? "awake" : "asleep", heard: false } }),
})

const lookForOffer = rule({
  id: "flushing.lookForOffer",
  text: "A producer that has no epoch and has flushed sleeps if it finds no offer and no doorbell was heard since it armed, and stays awake otherwise.",
  when: (s) => ({ armed: s.sleeper.mode === "armed", closed: s.sender.phase === "closed" }),
  then: (s) => next(s, { sleeper: { mode: s.sleeper.heard || s.words.epoch > s.sender.epoch ? "awake" : "asleep", heard: false } }),
})

export const flushingProducer: Machine<View, Sizes> = machine({ id: "flushing.producer", rules: [arm, armForOffer, lookForNext, look, lookForOffer] })
