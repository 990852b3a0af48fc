import type { Fifo, Peer, System, Upto } from "tcnet"
import { isUp, outage, type Indication, type Link } from "../../model/fabric/outage.ts"
import { consumer } from "../../model/notify/consumer.ts"
import { fabric, loss, processor } from "../../model/notify/fabric.ts"
import { hearing } from "../../model/notify/hearing.ts"
import { idleOwner, owner, resignation, type Owner } from "../../model/notify/owner.ts"
import { producer } from "../../model/notify/producer.ts"
import { idlePublisher, publisher, type Publisher } from "../../model/notify/publisher.ts"
import { idleSender, sender, suspicion, type Sender } from "../../model/notify/sender.ts"
import type { Sizes } from "../../model/notify/sizes.ts"
import { awake, type Sleeper } from "../../model/notify/sleeper.ts"
import { sleepingConsumer } from "../../model/notify/sleeping-consumer.ts"
import { sleepingProducer } from "../../model/notify/sleeping-producer.ts"
import { emptyWords, type Bell, type Posted, type Words } from "../../model/notify/words.ts"
import { end, ringing, sleep, sleepFailures } from "../sleep.ts"
import { wakes, wakesAgain } from "../waking.ts"

/** An endpoint that sends, and sleeps when it has nothing to do. */
export interface From {
  readonly sender: Sender
  readonly publisher: Publisher
  readonly sleeper: Sleeper
  readonly words: Peer<Words>
  readonly bell: Bell
  readonly buffer: Fifo<Sizes["buffered"], Posted>
  readonly out: Fifo<Sizes["posted"], Posted>
  readonly link: Peer<Indication>
}
/** An endpoint that owns the ring, and sleeps when it has nothing to do. */
export interface To {
  readonly owner: Owner
  /** Frames taken out of the ring in this epoch. */
  readonly consumed: Upto<Sizes["frames"]>
  readonly publisher: Publisher
  readonly sleeper: Sleeper
  readonly words: Peer<Words>
  readonly bell: Bell
  readonly buffer: Fifo<Sizes["buffered"], Posted>
  readonly out: Fifo<Sizes["posted"], Posted>
  readonly link: Peer<Indication>
}
export interface Wakeup {
  readonly a: From
  readonly b: To
  readonly link: Link
}

/** Both ends sleep: the consumer for frames, the producer for credit, and both for epochs. */
export const wakeup: System<Wakeup, Sizes> = {
  id: "wakeup",
  text: "Both ends of a ring sleep when they have nothing to do, without a timer: the consumer for frames, the producer for credit, and both for epochs, over a link that fails and comes back.",
  sizes: {
    small: { slots: 1, buffered: 2, batched: 2, posted: 1, frames: 2, epochs: 2, changes: 0 },
    standard: { slots: 1, buffered: 2, batched: 2, posted: 1, frames: 2, epochs: 2, changes: 2 },
    large: { slots: 2, buffered: 3, batched: 3, posted: 2, frames: 3, epochs: 2, changes: 0 },
  },
  init: () => ({
    a: { sender: idleSender, publisher: idlePublisher, sleeper: awake, words: emptyWords, bell: [], buffer: [], out: [], link: 0 },
    b: { owner: idleOwner, consumed: 0, publisher: idlePublisher, sleeper: awake, words: emptyWords, bell: [], buffer: [], out: [], link: 0 },
    link: { changes: 0 },
  }),
  parts: ({ place, join }) => [
    place("a", sender, suspicion, producer, sleepingProducer, publisher, hearing, processor, end),
    place("b", owner, resignation, consumer, sleepingConsumer, publisher, hearing, processor, end),
    join("ab", { from: "a", to: "b", link: "link" }, fabric, loss, outage, sleep, sleepFailures, ringing, wakes, wakesAgain),
    join("ba", { from: "b", to: "a", link: "link" }, fabric, loss),
  ],
  quiescent: (s, n) => s.a.buffer.length === 0 && s.a.out.length === 0 && s.a.bell.length === 0 && s.b.buffer.length === 0 && s.b.out.length === 0 && s.b.bell.length === 0
    && s.a.publisher.due === "nothing" && s.b.publisher.due === "nothing" && isUp(s.link.changes)
    && s.a.sender.phase === "open" && s.b.owner.phase === "begun" && s.a.sender.epoch === s.b.owner.epoch && s.b.consumed === n.frames && s.a.words.published === n.frames,
}
