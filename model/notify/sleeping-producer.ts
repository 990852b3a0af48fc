import { machine, model, next, push, type Fifo, type Machine, type Peer } from "tcnet"
import type { Publisher } from "./publisher.ts"
import type { Sizes } from "./sizes.ts"
import type { Sleeper } from "./sleeper.ts"
import { doorbell, eventWrite, type Posted, type Words } from "./words.ts"

/** What a producer sees of its own endpoint when it goes to sleep in the doorbell form. */
interface View {
  readonly publisher: Publisher
  readonly sleeper: Sleeper
  readonly words: Peer<Words>
  readonly buffer: Fifo<Sizes["buffered"], Posted>
}
const { rule } = model<View, Sizes>()

const arm = rule({
  id: "notify.armForCredit",
  text: "A producer that has a frame and no credit posts the count of credit that it waits for and, behind it on the same path, a doorbell.",
  when: (s, n) => ({
    awake: s.sleeper.mode === "awake",
    hasFrame: s.publisher.count < n.frames,
    noCredit: s.publisher.count - s.words.published >= n.slots,
    hasRoom: s.buffer.length + 1 < n.buffered,
  }),
  then: (s, n) => next(s, {
    sleeper: { mode: "armed" },
    buffer: push(push(s.buffer, eventWrite(s.publisher.count - n.slots + 1)), doorbell),
  }),
})

const recheck = rule({
  id: "notify.recheckCredit",
  text: "A producer that has armed, and owes neither a fence nor a test, looks at its credit once more: it stays awake if there is some, and sleeps if there is none.",
  when: (s) => ({ armed: s.sleeper.mode === "armed", settled: s.publisher.due === "nothing" }),
  then: (s, n) => next(s, { sleeper: { mode: s.publisher.count - s.words.published < n.slots ? "awake" : "asleep" } }),
})

export const sleepingProducer: Machine<View, Sizes> = machine({ id: "notify.sleepingProducer", rules: [arm, recheck] })
