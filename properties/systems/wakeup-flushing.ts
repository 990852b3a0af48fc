import type { Fifo, Peer, System, Upto } from "tcnet"
import { isUp, outage, type Indication, type Link } from "../../model/fabric/outage.ts"
import { bridge } from "../../model/notify/bridge.ts"
import { consumer } from "../../model/notify/consumer.ts"
import { loss, processor } from "../../model/notify/fabric.ts"
import { flushing } from "../../model/notify/flushing.ts"
import { flushingConsumer } from "../../model/notify/flushing-consumer.ts"
import { flushingProducer } from "../../model/notify/flushing-producer.ts"
import { bereftConsumer, bereftProducer, lostReads } from "../../model/notify/lost-reads.ts"
import { idleOwner, owner, resignation, type Owner } from "../../model/notify/owner.ts"
import { producer } from "../../model/notify/producer.ts"
import { idlePublisher, publisher, type Publisher } from "../../model/notify/publisher.ts"
import type { Answer, Requests } from "../../model/notify/reads.ts"
import { idleSender, sender, suspicion, type Sender } from "../../model/notify/sender.ts"
import type { Sizes } from "../../model/notify/sizes.ts"
import { awakeUnheard, type FlushingSleeper } from "../../model/notify/sleeper.ts"
import { unordered } from "../../model/notify/unordered.ts"
import { emptyWords, type Bell, type Packet, type Words } from "../../model/notify/words.ts"
import { flushes, flushingEnd } from "../flushing.ts"
import { end, sleep, sleepFailures } from "../sleep.ts"
import { wakes, wakesAgain } from "../waking.ts"

/** An endpoint that sends, and flushes before it sleeps. */
export interface From {
  readonly sender: Sender
  readonly publisher: Publisher
  readonly sleeper: FlushingSleeper
  readonly words: Peer<Words>
  readonly bell: Bell
  readonly requests: Requests
  readonly answer: Answer
  readonly buffer: Fifo<Sizes["buffered"], Packet>
  readonly out: Fifo<Sizes["posted"], Packet>
  readonly link: Peer<Indication>
}
/** An endpoint that owns the ring, and flushes before it sleeps. */
export interface To {
  readonly owner: Owner
  /** Frames taken out of the ring in this epoch. */
  readonly consumed: Upto<Sizes["frames"]>
  readonly publisher: Publisher
  readonly sleeper: FlushingSleeper
  readonly words: Peer<Words>
  readonly bell: Bell
  readonly requests: Requests
  readonly answer: Answer
  readonly buffer: Fifo<Sizes["buffered"], Packet>
  readonly out: Fifo<Sizes["posted"], Packet>
  readonly link: Peer<Indication>
}
export interface Wakeup {
  readonly a: From
  readonly b: To
  readonly link: Link
}

/** Both ends sleep, as in `wakeup`, over a link on which doorbells stand in no order with posted writes. */
export const wakeupFlushing: System<Wakeup, Sizes> = {
  id: "wakeup.flushing",
  text: "Both ends of a ring sleep when they have nothing to do, without a timer, over a link that fails and comes back, and on which doorbells stand in no order with posted writes: each flushes by a remote read before it sleeps.",
  sizes: {
    small: { slots: 1, buffered: 2, batched: 1, posted: 1, frames: 2, epochs: 2, changes: 0 },
    standard: { slots: 1, buffered: 2, batched: 1, posted: 1, frames: 2, epochs: 2, changes: 2 },
    large: { slots: 2, buffered: 2, batched: 2, posted: 2, frames: 3, epochs: 2, changes: 0 },
  },
  init: () => ({
    a: { sender: idleSender, publisher: idlePublisher, sleeper: awakeUnheard, words: emptyWords, bell: [], requests: [], answer: [], buffer: [], out: [], link: 0 },
    b: { owner: idleOwner, consumed: 0, publisher: idlePublisher, sleeper: awakeUnheard, words: emptyWords, bell: [], requests: [], answer: [], buffer: [], out: [], link: 0 },
    link: { changes: 0 },
  }),
  parts: ({ place, join }) => [
    place("a", sender, suspicion, producer, flushingProducer, publisher, flushing, bereftProducer, processor, bridge, end, flushingEnd),
    place("b", owner, resignation, consumer, flushingConsumer, publisher, flushing, bereftConsumer, processor, bridge, end, flushingEnd),
    join("ab", { from: "a", to: "b", link: "link" }, unordered, lostReads, loss, outage, sleep, sleepFailures, flushes, wakes, wakesAgain),
    join("ba", { from: "b", to: "a", link: "link" }, unordered, lostReads, loss),
  ],
  quiescent: (s, n) => s.a.buffer.length === 0 && s.a.out.length === 0 && s.a.bell.length === 0 && s.b.buffer.length === 0 && s.b.out.length === 0 && s.b.bell.length === 0
    && s.a.requests.length === 0 && s.b.requests.length === 0 && s.a.publisher.due === "nothing" && s.b.publisher.due === "nothing" && isUp(s.link.changes)
    && s.a.sender.phase === "open" && s.b.owner.phase === "begun" && s.a.sender.epoch === s.b.owner.epoch && s.b.consumed === n.frames && s.a.words.published === n.frames,
}
