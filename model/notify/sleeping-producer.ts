import { machine, model, next, push, type Fifo, type Machine, type Peer } from "tcnet"
import type { Publisher } from "./publisher.ts"
import type { Sender } from "./sender.ts"
import type { Sizes } from "./sizes.ts"
import type { Sleeper } from "./sleeper.ts"
import { doorbell, eventWrite, type Posted, type Words } from "./words.ts"

/** What a producer sees of its own endpoint when it goes to sleep in the doorbell form. */
interface View {
  readonly sender: Sender
  readonly publisher: Publisher
  readonly sleeper: Sleeper
  readonly words: Peer<Words>
  readonly buffer: Fifo<Sizes["buffered"], Posted>
}
const { rule } = model<View, Sizes>()

const arm = rule({
  id: "notify.armForCredit",
  text: "A producer that has a frame, no credit and no note of an offer posts the count of credit that it waits for and, behind it on the same path, a doorbell.",
  when: (s, n) => ({
    awake: s.sleeper.mode === "awake",
    hasFrame: s.publisher.count < n.frames,
    noCredit: s.publisher.count - s.words.published >= n.slots,
    unnoted: s.sender.noted === 0,
    hasRoom: s.buffer.length + 1 < n.buffered,
  }),
  then: (s, n) => next(s, {
    sleeper: { mode: "armed" },
    buffer: push(push(s.buffer, eventWrite(s.publisher.count - n.slots + 1)), doorbell),
  }),
})

const lookForNext = rule({
  id: "notify.lookForNext",
  text: "A producer that has armed, and owes neither a fence nor a test, first looks for the offer of another epoch, and takes note of it and stays awake if it finds one.",
  when: (s) => ({ armed: s.sleeper.mode === "armed", settled: s.publisher.due === "nothing" }),
  // With the note it cannot arm again and again before it comes to `notify.note` and `notify.adopt`.
  then: (s) => {
    if (s.words.epoch > s.sender.epoch) return next(s, { sender: { noted: s.words.epoch }, sleeper: { mode: "awake" } })
    return next(s, { sleeper: { mode: "looked" } })
  },
})

const recheck = rule({
  id: "notify.recheckCredit",
  text: "A producer that has looked for an offer looks at its credit once more: it stays awake if there is some, and sleeps if there is none.",
  when: (s) => ({ looked: s.sleeper.mode === "looked" }),
  then: (s, n) => next(s, { sleeper: { mode: s.publisher.count - s.words.published < n.slots ? "awake" : "asleep" } }),
})

const lookForOffer = rule({
  id: "notify.lookForOffer",
  text: "A producer that has no epoch sleeps if it finds no offer; it posts nothing before, as a doorbell follows the offer.",
  when: (s) => ({ looking: s.sleeper.mode === "armed" || (s.sleeper.mode === "awake" && s.words.epoch <= s.sender.epoch), closed: s.sender.phase === "closed" }),
  then: (s) => next(s, { sleeper: { mode: s.words.epoch > s.sender.epoch ? "awake" : "asleep" } }),
})

export const sleepingProducer: Machine<View, Sizes> = machine({ id: "notify.sleepingProducer", rules: [arm, lookForNext, recheck, lookForOffer] })
