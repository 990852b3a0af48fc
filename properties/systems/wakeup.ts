import type { Fifo, Peer, System, Upto } from "tcnet"
import { consumer } from "../../model/notify/consumer.ts"
import { fabric, loss, outage, processor } from "../../model/notify/fabric.ts"
import { hearing } from "../../model/notify/hearing.ts"
import { producer } from "../../model/notify/producer.ts"
import { idlePublisher, publisher, type Publisher } from "../../model/notify/publisher.ts"
import type { Sizes } from "../../model/notify/sizes.ts"
import { awake, sleeper, type Sleeper } from "../../model/notify/sleeper.ts"
import { sleepingConsumer } from "../../model/notify/sleeping-consumer.ts"
import { sleepingProducer } from "../../model/notify/sleeping-producer.ts"
import { emptyWords, type Bell, type Posted, type Words } from "../../model/notify/words.ts"
import { end, ringing, sleep } from "../sleep.ts"

/** An endpoint that sleeps when it has nothing to do. */
export interface Sender {
  readonly publisher: Publisher
  readonly sleeper: Sleeper
  readonly words: Peer<Words>
  readonly bell: Bell
  readonly buffer: Fifo<Sizes["buffered"], Posted>
  readonly out: Fifo<Sizes["posted"], Posted>
  readonly link: Peer<"up" | "down">
}
/** As `Sender`, with what it has consumed. */
export interface Receiver {
  readonly consumed: Upto<Sizes["frames"]>
  readonly publisher: Publisher
  readonly sleeper: Sleeper
  readonly words: Peer<Words>
  readonly bell: Bell
  readonly buffer: Fifo<Sizes["buffered"], Posted>
  readonly out: Fifo<Sizes["posted"], Posted>
  readonly link: Peer<"up" | "down">
}
export interface Wakeup {
  readonly a: Sender
  readonly b: Receiver
}

/** Both ends sleep: the consumer for frames, the producer for credit. */
export const wakeup: System<Wakeup, Sizes> = {
  id: "wakeup",
  text: "Both ends of a ring sleep when they have nothing to do, without a timer: the consumer for frames, the producer for credit.",
  sizes: {
    small: { slots: 1, buffered: 2, batched: 2, posted: 1, frames: 2 },
    standard: { slots: 2, buffered: 3, batched: 3, posted: 2, frames: 3 },
    large: { slots: 2, buffered: 3, batched: 3, posted: 2, frames: 4 },
  },
  init: () => ({
    a: { publisher: idlePublisher, sleeper: awake, words: emptyWords, bell: [], buffer: [], out: [], link: "up" },
    b: { consumed: 0, publisher: idlePublisher, sleeper: awake, words: emptyWords, bell: [], buffer: [], out: [], link: "up" },
  }),
  parts: ({ place, join }) => [
    place("a", producer, sleepingProducer, publisher, hearing, sleeper, processor, end),
    place("b", consumer, sleepingConsumer, publisher, hearing, sleeper, processor, end),
    join("ab", { from: "a", to: "b" }, fabric, loss, outage, sleep, ringing),
    join("ba", { from: "b", to: "a" }, fabric, loss),
  ],
  quiescent: (s, n) => s.a.buffer.length === 0 && s.a.out.length === 0 && s.a.bell.length === 0 && s.b.buffer.length === 0 && s.b.out.length === 0 && s.b.bell.length === 0
    && s.a.publisher.due === "nothing" && s.b.publisher.due === "nothing"
    && (s.a.link === "down" ? s.a.sleeper.mode === "stopped" && s.b.sleeper.mode === "stopped" : s.b.consumed === n.frames && s.a.words.published === n.frames),
}
