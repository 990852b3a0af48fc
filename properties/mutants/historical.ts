/**
 * Bugs that drivers and protocols in use have had, as wrong versions of our rules. Rows are numbered as in the project's
 * list of such bugs; commits and issue numbers are references, of the tree that is named.
 */
export interface Historical {
  /** `row.N`, with a letter where a row is shown in several ways. */
  readonly id: string
  readonly row: number
  /** What went wrong there, and where. */
  readonly was: string
  /** What is wrong here. */
  readonly text: string
  readonly system: string
  /** Where the smallest size is too small to tell. */
  readonly size?: "small" | "standard"
  /** In files below the project's root: each `from` stands there once. */
  readonly changes: readonly (readonly [file: string, from: string, to: string])[]
}

const producer = "model/ring/producer.ts"
const consumer = "model/ring/consumer.ts"
const publisher = "model/notify/publisher.ts"
const sleepingProducer = "model/notify/sleeping-producer.ts"
const sleepingConsumer = "model/notify/sleeping-consumer.ts"
const flushingProducer = "model/notify/flushing-producer.ts"
const flushingConsumer = "model/notify/flushing-consumer.ts"
const flushing = "model/notify/flushing.ts"

export const historical: readonly Historical[] = [
  {
    id: "row.15", row: 15, system: "ring.thin", was: "write barrier after the index update instead of before (DPDK 657cd137)",
    text: "The commit word is posted before the payload.",
    changes: [[producer, "uncommitted: s.tx.committed < s.tx.written", "uncommitted: s.tx.committed <= s.tx.written && s.tx.committed < n.frames"], [producer, "settled: s.tx.committed === s.tx.written", "settled: s.tx.committed > s.tx.written"]],
  },
  {
    id: "row.16", row: 16, system: "wakeup", was: "full barrier missing between publishing and reading the event word (virtio a72caae2)",
    text: "The test does not wait for the fence.",
    changes: [[publisher, ", drained: s.buffer.length === 0", ""]],
  },
  {
    id: "row.16b", row: 16, system: "wakeup.flushing", was: "full barrier missing between publishing and reading the event word (virtio a72caae2)",
    text: "The test does not wait for the fence.",
    changes: [[publisher, ", drained: s.buffer.length === 0", ""]],
  },
  {
    id: "row.20", row: 20, system: "ring.thin", was: "mask used for a ring whose size is not a power of two (DPDK 92ed77dc)",
    text: "The payload's slot is the frame's number modulo 2, though the ring has 3 slots.",
    changes: [[producer, "payloadWrite(s.tx.written % n.slots", "payloadWrite(s.tx.written % 2"]],
  },
  {
    id: "row.21", row: 21, system: "ring.thin", was: "free-running index used unmasked: out of bounds (DPDK 38e64003)",
    text: "The frame's number is taken for its slot.",
    changes: [[producer, "payloadWrite(s.tx.written % n.slots", "payloadWrite(s.tx.written"]],
  },
  {
    id: "row.23", row: 23, system: "ring.thin", was: "receive index advanced ahead of asynchronous copies: slots freed out of order (ntb c8650fd0)",
    text: "Credit is returned for the frame that is still being read.",
    changes: [[consumer, "owed: s.rx.returned < s.rx.consumed", "owed: s.rx.returned < s.rx.consumed || (s.rx.stage === \"accepted\" && s.rx.returned === s.rx.consumed)"], [consumer, "out: push(s.out, creditWrite(s.rx.consumed)), rx: { returned: s.rx.consumed }", "out: push(s.out, creditWrite(s.rx.stage === \"accepted\" ? s.rx.consumed + 1 : s.rx.consumed)), rx: { returned: s.rx.stage === \"accepted\" ? s.rx.consumed + 1 : s.rx.consumed }"]],
  },
  {
    id: "row.24", row: 24, system: "ring.thin", was: "no flow control at all: frames dropped under load (ntb_netdev e74bfeed)",
    text: "The producer writes whether it has credit or not.",
    changes: [[producer, "    hasCredit: s.tx.written - s.window.credit < n.slots,\n", ""]],
  },
  {
    id: "row.28", row: 28, system: "ring.thin", was: "reading the peer's index across the bridge (ntb 793c20e9)",
    text: "The producer reads the consumer's own count. An endpoint's view has no such word (D2).",
    changes: [[producer, "s.tx.written - s.window.credit < n.slots", "s.tx.written - s.peer.rx.consumed < n.slots"]],
  },
  {
    id: "row.29", row: 29, system: "wakeup", was: "no barrier between enabling interrupts and the final check (DPDK 8f66bc4a)",
    text: "The consumer looks for a frame before it arms, and not after.",
    changes: [[sleepingConsumer, "mode: s.words.published > s.consumed ? \"awake\" : \"asleep\"", "mode: s.consumed > n.frames ? \"awake\" : \"asleep\""], [sleepingConsumer, "  then: (s) => next(s, { sleeper: { mode: s.consumed", "  then: (s, n) => next(s, { sleeper: { mode: s.consumed"]],
  },
  {
    id: "row.29b", row: 29, system: "wakeup.flushing", was: "no barrier between enabling interrupts and the final check (DPDK 8f66bc4a)",
    text: "The consumer posts its event word and looks for a frame without having flushed.",
    changes: [
      [flushingConsumer, "sleeper: { mode: \"flushing\" }, buffer: push(push(s.buffer, eventWrite(s.consumed + 1)), read)", "sleeper: { mode: \"armed\" }, buffer: push(s.buffer, eventWrite(s.consumed + 1))"],
      [flushingConsumer, "import { read } from \"./reads.ts\"\n", ""],
    ],
  },
  {
    id: "row.31", row: 31, system: "wakeup", size: "standard", was: "producer re-woken by the consumer-only \"empty\" test: stalled for good (veth 5442a9da)",
    text: "The producer asks to be woken when the ring is empty, not when a slot is free.",
    changes: [[sleepingProducer, "eventWrite(s.publisher.count - n.slots + 1)", "eventWrite(s.publisher.count)"]],
  },
  {
    id: "row.31b", row: 31, system: "wakeup.flushing", size: "standard", was: "producer re-woken by the consumer-only \"empty\" test: stalled for good (veth 5442a9da)",
    text: "The producer asks to be woken when the ring is empty, not when a slot is free.",
    changes: [[flushingProducer, "eventWrite(s.publisher.count - n.slots + 1)", "eventWrite(s.publisher.count)"]],
  },
  {
    id: "row.33", row: 33, system: "wakeup", was: "missing event: ten-second sleeps for each record (Xen vchan, 2019)",
    text: "The consumer posts its event word without a doorbell behind it.",
    changes: [[sleepingConsumer, "push(push(s.buffer, eventWrite(s.consumed + 1)), doorbell)", "push(s.buffer, eventWrite(s.consumed + 1))"], [sleepingConsumer, "import { doorbell, ", "import { "]],
  },
  {
    id: "row.33b", row: 33, system: "wakeup.flushing", was: "missing event: ten-second sleeps for each record (Xen vchan, 2019)",
    text: "A doorbell that is heard between arming and the last look is forgotten.",
    changes: [[flushing, ", heard: s.sleeper.mode === \"flushing\" || s.sleeper.mode === \"armed\"", ""]],
  },
]
