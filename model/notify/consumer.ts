import { machine, model, next, push, type Fifo, type Machine, type Peer, type Upto } from "tcnet"
import type { Owner } from "./owner.ts"
import type { Publisher } from "./publisher.ts"
import type { Sizes } from "./sizes.ts"
import type { AnySleeper } from "./sleeper.ts"
import { publishedWrite, type Packet, type Words } from "./words.ts"

/** What a consumer sees of its own endpoint. What it publishes is credit. */
interface View {
  readonly owner: Owner
  /** Frames taken out of the ring. */
  readonly consumed: Upto<Sizes["frames"]>
  readonly publisher: Publisher
  readonly sleeper: AnySleeper
  readonly words: Peer<Words>
  readonly buffer: Fifo<Sizes["buffered"], Packet>
}
const { rule } = model<View, Sizes>()

const consume = rule({
  id: "notify.consume",
  text: "A consumer takes the next committed frame.",
  when: (s) => ({ awake: s.sleeper.mode === "awake", begun: s.owner.phase === "begun", committed: s.words.published > s.consumed }),
  then: (s) => next(s, { consumed: s.consumed + 1 }),
})

const publish = rule({
  id: "notify.publishCredit",
  text: "A consumer returns the credit it owes, and owes a fence and a test.",
  when: (s, n) => ({
    owed: s.publisher.count < s.consumed,
    hasRoom: s.buffer.length < n.batched,
  }),
  then: (s) => next(s, {
    publisher: { count: s.consumed, due: "fence" },
    buffer: push(s.buffer, publishedWrite(s.consumed)),
  }),
})

export const consumer: Machine<View, Sizes> = machine({ id: "notify.consumer", rules: [consume, publish] })
