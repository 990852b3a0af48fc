import { machine, model, next, push, type Fifo, type Machine, type Peer, type Upto } from "tcnet"
import type { Owner } from "./owner.ts"
import { ended, type Publisher } from "./publisher.ts"
import type { Sizes } from "./sizes.ts"
import type { Sleeper } from "./sleeper.ts"
import { doorbell, eventWrite, type Posted, type Words } from "./words.ts"

/** What a consumer sees of its own endpoint when it goes to sleep in the doorbell form. */
interface View {
  readonly owner: Owner
  readonly consumed: Upto<Sizes["frames"]>
  readonly publisher: Publisher
  readonly sleeper: Sleeper
  readonly words: Peer<Words>
  readonly buffer: Fifo<Sizes["buffered"], Posted>
}
const { rule } = model<View, Sizes>()

const arm = rule({
  id: "notify.armForFrame",
  text: "A consumer that finds no frame and owes no credit posts the number of the frame that it waits for and, behind it on the same path, a doorbell.",
  when: (s, n) => ({
    awake: s.sleeper.mode === "awake",
    begun: s.owner.phase === "begun",
    paid: s.publisher.count === s.consumed,
    unfinished: s.consumed < n.frames,
    empty: s.words.published === s.consumed,
    hasRoom: s.buffer.length + 1 < n.buffered,
  }),
  then: (s) => next(s, {
    sleeper: { mode: "armed" },
    buffer: push(push(s.buffer, eventWrite(s.consumed + 1)), doorbell),
  }),
})

const lookForClose = rule({
  id: "notify.lookForClose",
  text: "A consumer that has armed, and owes neither a fence nor a test, first looks whether the producer has abandoned the epoch, and ends it if it has.",
  when: (s) => ({ armed: s.sleeper.mode === "armed", settled: s.publisher.due === "nothing" }),
  // It ends the epoch here, where it has read the close: were it only awake, it could arm again and again and never come to `notify.closed`.
  then: (s) => {
    if (s.words.left === s.owner.epoch) return next(s, { owner: { phase: "closed" }, consumed: 0, publisher: ended(s.publisher), sleeper: { mode: "awake" } })
    return next(s, { sleeper: { mode: "looked" } })
  },
})

const recheck = rule({
  id: "notify.recheckFrame",
  text: "A consumer that has looked for the end of the epoch looks for a frame once more: it stays awake if there is one, and sleeps if there is none.",
  when: (s) => ({ looked: s.sleeper.mode === "looked" }),
  then: (s) => next(s, { sleeper: { mode: s.words.published > s.consumed ? "awake" : "asleep" } }),
})

const lookForBegin = rule({
  id: "notify.lookForBegin",
  text: "A consumer that has offered an epoch sleeps if the epoch has not begun; it posts nothing before, as a doorbell follows the beginning.",
  when: (s) => ({ looking: s.sleeper.mode === "armed" || (s.sleeper.mode === "awake" && s.words.epoch !== s.owner.epoch), offered: s.owner.phase === "offered" }),
  then: (s) => next(s, { sleeper: { mode: s.words.epoch === s.owner.epoch ? "awake" : "asleep" } }),
})

export const sleepingConsumer: Machine<View, Sizes> = machine({ id: "notify.sleepingConsumer", rules: [arm, lookForClose, recheck, lookForBegin] })
