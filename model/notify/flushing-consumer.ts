import { machine, model, next, push, type Fifo, type Machine, type Peer, type Upto } from "tcnet"
import type { Owner } from "./owner.ts"
import { ended, type Publisher } from "./publisher.ts"
import { read } from "./reads.ts"
import type { Sizes } from "./sizes.ts"
import type { FlushingSleeper } from "./sleeper.ts"
import { eventWrite, type Packet, type Words } from "./words.ts"

/** What a consumer sees of its own endpoint when it goes to sleep in the flushing form. */
interface View {
  readonly owner: Owner
  readonly consumed: Upto<Sizes["frames"]>
  readonly publisher: Publisher
  readonly sleeper: FlushingSleeper
  readonly words: Peer<Words>
  readonly buffer: Fifo<Sizes["buffered"], Packet>
}
const { rule } = model<View, Sizes>()

const arm = rule({
  id: "flushing.armForFrame",
  text: "A consumer that finds no frame and owes no credit posts the number of the frame that it waits for and, behind it on the same path, reads a word of its peer's window that is never all ones.",
  when: (s, n) => ({
    awake: s.sleeper.mode === "awake",
    begun: s.owner.phase === "begun",
    paid: s.publisher.count === s.consumed,
    unfinished: s.consumed < n.frames,
    empty: s.words.published === s.consumed,
    hasRoom: s.buffer.length + 1 < n.buffered,
  }),
  then: (s) => next(s, { sleeper: { mode: "flushing" }, buffer: push(push(s.buffer, eventWrite(s.consumed + 1)), read) }),
})

const armForBegin = rule({
  id: "flushing.armForBegin",
  text: "A consumer whose offer has not been taken up reads a word of its peer's window that is never all ones.",
  when: (s, n) => ({
    awake: s.sleeper.mode === "awake",
    unbegun: s.owner.phase === "offered" && s.words.epoch !== s.owner.epoch,
    hasRoom: s.buffer.length < n.buffered,
  }),
  then: (s) => next(s, { sleeper: { mode: "flushing" }, buffer: push(s.buffer, read) }),
})

const lookForClose = rule({
  id: "flushing.lookForClose",
  text: "A consumer that has flushed, and owes neither a fence nor a test, first looks whether the producer has abandoned the epoch, and ends it if it has.",
  when: (s) => ({ armed: s.sleeper.mode === "armed", settled: s.publisher.due === "nothing" }),
  then: (s) => {
    if (s.words.left === s.owner.epoch) return next(s, { owner: { phase: "closed" }, consumed: 0, publisher: ended(s.publisher), sleeper: { mode: "awake", heard: false } })
    return next(s, { sleeper: { mode: "looked" } })
  },
})

const look = rule({
  id: "flushing.lookForFrame",
  text: "A consumer that has looked for the end of the epoch looks for a frame once more: it sleeps if there is none and no doorbell was heard since it armed, and stays awake otherwise.",
  when: (s) => ({ looked: s.sleeper.mode === "looked" }),
  then: (s) => next(s, { sleeper: { mode: s.sleeper.heard || s.words.published > s.consumed ? "awake" : "asleep", heard: false } }),
})

const lookForBegin = rule({
  id: "flushing.lookForBegin",
  text: "A consumer that has flushed after its offer sleeps if the epoch has not begun and no doorbell was heard since it armed, and stays awake otherwise.",
  when: (s) => ({ armed: s.sleeper.mode === "armed", offered: s.owner.phase === "offered" }),
  then: (s) => next(s, { sleeper: { mode: s.sleeper.heard || s.words.epoch === s.owner.epoch ? "awake" : "asleep", heard: false } }),
})

export const flushingConsumer: Machine<View, Sizes> = machine({ id: "flushing.consumer", rules: [arm, armForBegin, lookForClose, look, lookForBegin] })
