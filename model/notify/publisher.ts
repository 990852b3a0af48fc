import { machine, model, next, push, type Fifo, type Machine, type Peer, type Upto } from "tcnet"
import type { Sizes } from "./sizes.ts"
import { doorbell, type Packet, type Words } from "./words.ts"

/** The side of an endpoint that tells its peer how far it is. Both endpoints have one: a producer publishes frames, a consumer publishes credit. */
export interface Publisher {
  /** Own count as it was last published. */
  readonly count: Upto<Sizes["frames"]>
  /** That count as the endpoint's other processors see it: a doorbell may be handled by one that did not publish. */
  readonly visible: Upto<Sizes["frames"]>
  /** The peer's event word that was last answered with a doorbell: the private count that replaces clearing the word (D1). */
  readonly answered: Upto<Sizes["frames"]>
  /** What is still owed after publishing: first the fence, then the test of the peer's event word; `silent` outside an epoch, where nothing is. */
  readonly due: "silent" | "nothing" | "fence" | "test"
}
export const idlePublisher: Publisher = { count: 0, visible: 0, answered: 0, due: "silent" }
/** The side as it begins an epoch. What its other processors see follows when the word that begins the epoch has left. */
export const begun = (p: Publisher): Publisher => next(p, { due: "nothing" })
/** The side as its epoch ends. */
export const ended = (p: Publisher): Publisher => next(p, { count: 0, answered: 0, due: "silent" })

/** What an endpoint sees of itself when it notifies: the same for both ends, and in both forms. */
interface View {
  readonly publisher: Publisher
  readonly words: Peer<Words>
  readonly buffer: Fifo<Sizes["buffered"], Packet>
}
const { rule } = model<View, Sizes>()

const fence = rule({
  id: "notify.fence",
  text: "After publishing, an endpoint executes a store-load fence: it goes on when all it posted has left the processor.",
  when: (s) => ({ due: s.publisher.due === "fence", drained: s.buffer.length === 0 }),
  then: (s) => next(s, { publisher: { due: "test" } }),
})

const test = rule({
  id: "notify.test",
  text: "An endpoint that owes a test reads its peer's event word once, and rings the doorbell if the word is one that it has reached and has not answered yet.",
  when: (s, n) => ({ due: s.publisher.due === "test", hasRoom: s.buffer.length < n.buffered }),
  then: (s) => {
    if (s.words.event > s.publisher.answered && s.words.event <= s.publisher.visible) return next(s, { publisher: { due: "nothing", answered: s.words.event }, buffer: push(s.buffer, doorbell) })
    return next(s, { publisher: { due: "nothing" } })
  },
})

export const publisher: Machine<View, Sizes> = machine({ id: "notify.publisher", rules: [fence, test] })
