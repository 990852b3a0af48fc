import { machine, model, next, push, type Fifo, type Machine, type Peer } from "tcnet"
import type { Publisher } from "./publisher.ts"
import type { Sender } from "./sender.ts"
import type { Sizes } from "./sizes.ts"
import type { AnySleeper } from "./sleeper.ts"
import { publishedWrite, type Packet, type Words } from "./words.ts"

/** What a producer sees of its own endpoint. The frames themselves are left out: a frame is one step of the count. */
interface View {
  readonly sender: Sender
  readonly publisher: Publisher
  readonly sleeper: AnySleeper
  readonly words: Peer<Words>
  readonly buffer: Fifo<Sizes["buffered"], Packet>
}
const { rule } = model<View, Sizes>()

const publish = rule({
  id: "notify.publishFrame",
  text: "A producer commits a frame while it has credit, and owes a fence and a test.",
  // Submission by the application: no wake-up that was lost may count on another frame.
  fair: "none",
  when: (s, n) => ({
    awake: s.sleeper.mode === "awake",
    open: s.sender.phase === "open",
    hasFrame: s.publisher.count < n.frames,
    hasCredit: s.publisher.count - s.words.published < n.slots,
    hasRoom: s.buffer.length < n.batched,
  }),
  then: (s) => next(s, {
    publisher: { count: s.publisher.count + 1, due: "fence" },
    buffer: push(s.buffer, publishedWrite(s.publisher.count + 1)),
  }),
})

export const producer: Machine<View, Sizes> = machine({ id: "notify.producer", rules: [publish] })
