import { machine, model, next, push, type Fifo, type Machine, type Peer, type Upto } from "tcnet"
import type { Publisher } from "./publisher.ts"
import type { Sizes } from "./sizes.ts"
import type { Sleeper } from "./sleeper.ts"
import { doorbell, eventWrite, type Posted, type Words } from "./words.ts"

/** What a consumer sees of its own endpoint when it goes to sleep in the doorbell form. */
interface View {
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

const recheck = rule({
  id: "notify.recheckFrame",
  text: "A consumer that has armed, and owes neither a fence nor a test, looks for a frame once more: it stays awake if there is one, and sleeps if there is none.",
  when: (s) => ({ armed: s.sleeper.mode === "armed", settled: s.publisher.due === "nothing" }),
  then: (s) => next(s, { sleeper: { mode: s.words.published > s.consumed ? "awake" : "asleep" } }),
})

export const sleepingConsumer: Machine<View, Sizes> = machine({ id: "notify.sleepingConsumer", rules: [arm, recheck] })
