import type { Fifo, Peer, System, Upto } from "tcnet"
import { bridge } from "../../model/notify/bridge.ts"
import { consumer } from "../../model/notify/consumer.ts"
import { loss, outage, processor } from "../../model/notify/fabric.ts"
import { flushing } from "../../model/notify/flushing.ts"
import { flushingConsumer } from "../../model/notify/flushing-consumer.ts"
import { flushingProducer } from "../../model/notify/flushing-producer.ts"
import { producer } from "../../model/notify/producer.ts"
import { idlePublisher, publisher, type Publisher } from "../../model/notify/publisher.ts"
import type { Answer, Requests } from "../../model/notify/reads.ts"
import type { Sizes } from "../../model/notify/sizes.ts"
import { awakeUnheard, sleeper, type FlushingSleeper } from "../../model/notify/sleeper.ts"
import { unordered } from "../../model/notify/unordered.ts"
import { emptyWords, type Bell, type Packet, type Words } from "../../model/notify/words.ts"
import { flushes, flushingEnd } from "../flushing.ts"
import { end, sleep } from "../sleep.ts"

/** An endpoint that flushes before it sleeps. */
export interface Sender {
  readonly publisher: Publisher
  readonly sleeper: FlushingSleeper
  readonly words: Peer<Words>
  readonly bell: Bell
  readonly requests: Requests
  readonly answer: Answer
  readonly buffer: Fifo<Sizes["buffered"], Packet>
  readonly out: Fifo<Sizes["posted"], Packet>
  readonly link: Peer<"up" | "down">
}
/** As `Sender`, with what it has consumed. */
export interface Receiver {
  readonly consumed: Upto<Sizes["frames"]>
  readonly publisher: Publisher
  readonly sleeper: FlushingSleeper
  readonly words: Peer<Words>
  readonly bell: Bell
  readonly requests: Requests
  readonly answer: Answer
  readonly buffer: Fifo<Sizes["buffered"], Packet>
  readonly out: Fifo<Sizes["posted"], Packet>
  readonly link: Peer<"up" | "down">
}
export interface Wakeup {
  readonly a: Sender
  readonly b: Receiver
}

/** Both ends sleep, as in `wakeup`, over a link on which doorbells stand in no order with posted writes. */
export const wakeupFlushing: System<Wakeup, Sizes> = {
  id: "wakeup.flushing",
  text: "Both ends of a ring sleep when they have nothing to do, without a timer, where doorbells stand in no order with posted writes: each flushes by a remote read before it sleeps.",
  sizes: {
    small: { slots: 1, buffered: 2, batched: 1, posted: 2, frames: 2 },
    standard: { slots: 2, buffered: 2, batched: 2, posted: 2, frames: 3 },
    large: { slots: 2, buffered: 2, batched: 2, posted: 3, frames: 4 },
  },
  init: () => ({
    a: { publisher: idlePublisher, sleeper: awakeUnheard, words: emptyWords, bell: [], requests: [], answer: [], buffer: [], out: [], link: "up" },
    b: { consumed: 0, publisher: idlePublisher, sleeper: awakeUnheard, words: emptyWords, bell: [], requests: [], answer: [], buffer: [], out: [], link: "up" },
  }),
  parts: ({ place, join }) => [
    place("a", producer, flushingProducer, publisher, flushing, sleeper, processor, bridge, end, flushingEnd),
    place("b", consumer, flushingConsumer, publisher, flushing, sleeper, processor, bridge, end, flushingEnd),
    join("ab", { from: "a", to: "b" }, unordered, loss, outage, sleep, flushes),
    join("ba", { from: "b", to: "a" }, unordered, loss),
  ],
  quiescent: (s, n) => s.a.buffer.length === 0 && s.a.out.length === 0 && s.a.bell.length === 0 && s.b.buffer.length === 0 && s.b.out.length === 0 && s.b.bell.length === 0
    && s.a.requests.length === 0 && s.b.requests.length === 0 && s.a.publisher.due === "nothing" && s.b.publisher.due === "nothing"
    && (s.a.link === "down" ? s.a.sleeper.mode === "stopped" && s.b.sleeper.mode === "stopped" : s.b.consumed === n.frames && s.a.words.published === n.frames),
}
