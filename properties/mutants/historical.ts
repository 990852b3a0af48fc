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
  readonly size?: "small" | "standard" | "large"
  /** In files below the project's root: each `from` stands there once. */
  readonly changes: readonly (readonly [file: string, from: string, to: string])[]
}

const producer = "model/ring/producer.ts"
const consumer = "model/ring/consumer.ts"
const epochSender = "model/epoch/sender.ts"
const epochOwner = "model/epoch/owner.ts"
const slotWriter = "model/slot/writer.ts"
const slotReader = "model/slot/reader.ts"
const slotSeal = "model/slot/seal.ts"
const slotSealed = "model/slot/sealed.ts"
const slotGuard = "model/slot/guard.ts"
const posted = "model/fabric/posted.ts"
const notifyOwner = "model/notify/owner.ts"
const publisher = "model/notify/publisher.ts"
const sleepingProducer = "model/notify/sleeping-producer.ts"
const sleepingConsumer = "model/notify/sleeping-consumer.ts"
const flushingProducer = "model/notify/flushing-producer.ts"
const flushingConsumer = "model/notify/flushing-consumer.ts"
const flushing = "model/notify/flushing.ts"
const initiator = "model/handshake/initiator.ts"
const responder = "model/handshake/responder.ts"
const terms = "model/handshake/terms.ts"

const sessionSender = "model/session/sender.ts"
const sessionReceiver = "model/session/receiver.ts"
const sessionClose = "model/session/close.ts"
const ethernetSender = "model/ethernet/sender.ts"
const ethernetReceiver = "model/ethernet/receiver.ts"
const pathHeartbeat = "model/path/heartbeat.ts"
const cutting = "model/ethernet/cutting.ts"
const reassembly = "model/ethernet/reassembly.ts"
const pathChoice = "model/path/choice.ts"
const pathFrames = "model/path/frames.ts"

const overtaking: Historical["changes"] = [
  [posted, "import { head, machine, model, next, rest, take,", "import { at, head, machine, model, next, rest, take,"],
  [posted, "const lose = forward.rule({", `const overtake = forward.rule({
  id: "fabric.overtakes", text: "A commit word passes the trailer in front of it.", by: "world", hidden: true,
  when: (s) => ({ up: isUp(s.link.changes), two: s.from.out.length > 1 && at(s.from.out, 0).word === "trailer" && at(s.from.out, 1).word === "commit" }),
  then: (s) => next(s, { from: { out: take(s.from.out, 1) }, to: { ring: landedInRing(s.to.ring, at(s.from.out, 1)) } }),
})
const lose = forward.rule({`],
  [posted, "rules: [land, lose]", "rules: [land, overtake, lose]"],
]

export const historical: readonly Historical[] = [
  {
    id: "row.1", row: 1, system: "ring", was: "producer index not reset on link toggle: the receiver starts at slot 0, the sender elsewhere (ntb 90f9e934)",
    text: "A sender that adopts an epoch goes on at its old index.",
    changes: [[epochSender, "noted: 0 }, writer: idleWriter,", "noted: 0 },"]],
  },
  {
    id: "row.2", row: 2, system: "ring", was: "indices and counts not reset when a queue pair goes down (ntb 2849b5d7)",
    text: "An owner that ends an epoch keeps its counts.",
    changes: [[epochOwner, "phase: \"closed\" }, reader: idleReader })", "phase: \"closed\" } })"], [epochOwner, "phase: \"abandoned\" }, reader: idleReader })", "phase: \"abandoned\" } })"]],
  },
  {
    id: "row.3", row: 3, system: "ring", was: "after a reset a frame of the previous life, still marked done, is accepted as new (ntb, by reading)",
    text: "The ring is not swept between epochs.",
    changes: [[epochSender, "swept: s.sender.swept === n.slots, hasRoom", "swept: s.sender.phase === \"sweeping\", hasRoom"]],
  },
  {
    id: "row.3b", row: 3, system: "ring.sealed", size: "standard", was: "after a reset a frame of the previous life, still marked done, is accepted as new (ntb, by reading)",
    text: "The checksum of a slot covers the tag of its epoch, and not the epoch's whole number.",
    changes: [[slotSeal, "epoch * n.indices", "tagOf(epoch, n) * n.indices"], [slotSeal, "import type { Sizes } from \"./sizes.ts\"\n", "import type { Sizes } from \"./sizes.ts\"\nimport { tagOf } from \"./words.ts\"\n"]],
  },
  {
    id: "row.4", row: 4, system: "ring", was: "the link worker runs after the transport went down (ntb fca4d518)",
    text: "The owner goes on offering an epoch that it has ended.",
    changes: [[epochOwner, "offered: s.owner.phase === \"offered\", hasRoom", "offered: s.owner.phase !== \"begun\" && s.owner.epoch > 0, hasRoom"]],
  },
  {
    id: "row.5", row: 5, system: "wakeup", size: "standard", was: "no poll at link-up; a doorbell left set means no more interrupts (ntb, 2015-08-09)",
    text: "A link event does not wake a consumer that sleeps.",
    changes: [[notifyOwner, "notArming: s.sleeper.mode === \"awake\" || s.sleeper.mode === \"asleep\"", "notArming: s.sleeper.mode === \"awake\""]],
  },
  {
    id: "row.10", row: 10, system: "ring", was: "used counter not reset when rings are rebuilt (DPDK ff11fc60)",
    text: "The credit word of an epoch that is over counts in the next one.",
    changes: [[epochOwner, "push(push(s.out, creditWrite({ tag: tagOf(s.owner.epoch, n), count: counter.zero() })), offerWrite(s.owner.epoch))", "push(s.out, offerWrite(s.owner.epoch))"]],
  },
  {
    id: "row.17", row: 17, system: "ring", was: "barriers that are right only on x86 (libvchan acbae3dc)",
    text: "A commit word passes the trailer in front of it.",
    changes: overtaking,
  },
  {
    id: "row.18", row: 18, system: "ring", was: "free count underflow: a peer's tail read older than the head (DPDK a4ad0eba)",
    text: "The number of slots in use is taken modulo the number of slots, so that a full ring looks empty.",
    changes: [[slotWriter, "s.writer.committed, n) + p.more < n.slots", "s.writer.committed, n) % n.slots + p.more < n.slots"]],
  },
  {
    id: "row.19", row: 19, system: "ring", was: "wrap counter sampled at the wrong moment (DPDK a4270ea4)",
    text: "The commit word has the index behind the one of its slot.",
    changes: [[slotWriter, "count: s.writer.committed }))", "count: counter.next(s.writer.committed, n.indices) }))"]],
  },
  {
    id: "row.22", row: 22, system: "frames", was: "first descriptor of a chain made available before the rest (a rule of virtio that exists because of it)",
    text: "The owner delivers a frame when its first slot is there.",
    changes: [[slotReader, ", last: s.reader.trailer.following === 0 })", " })"]],
  },
  {
    id: "row.25", row: 25, system: "ring.miscounted", was: "the peer's credit word never range-checked: unread frames overwritten (ntb, by reading)",
    text: "Credit for more than was committed counts as credit.",
    changes: [[slotWriter, "s.writer.committed, n) + p.more < n.slots", "s.writer.committed, n) + p.more < n.slots || unconsumed(s.words.credit, tagOf(s.sender.epoch, n), s.writer.committed, n) > n.slots"]],
  },
  {
    id: "row.26", row: 26, system: "ring", was: "reception stops for ever after N buffer-allocation failures (truenas/linux #124)",
    text: "Credit is returned only while another slot is being read.",
    changes: [[slotReader, "owed: !counter.same(s.reader.returned, s.reader.consumed)", "owed: !counter.same(s.reader.returned, s.reader.consumed) && s.reader.stage !== \"idle\""]],
  },
  {
    id: "row.27", row: 27, system: "ring.miscounted", was: "a sequence mismatch returns an error and never advances: the ring is wedged for good (ntb, by reading)",
    text: "A sender that reads credit which cannot be waits for better.",
    changes: [[slotGuard, "then: (s) => next(s, { sender: { phase: \"left\" }, writer: idleWriter, submitted: \"none\" })", "then: (s) => s"]],
  },
  {
    id: "row.27b", row: 27, system: "ring.sealed", was: "a sequence mismatch returns an error and never advances: the ring is wedged for good (ntb, by reading)",
    text: "An owner that meets a broken seal leaves the slot where it is, and judges it again.",
    changes: [[slotSealed, "then: (s) => next(s, { owner: { phase: \"closed\" }, reader: idleReader })", "then: (s) => s"], [slotSealed, "  note: (g) => next(g, { delivered: \"none\" }),\n", ""]],
  },
  {
    id: "row.30", row: 30, system: "wakeup", size: "large", was: "re-check at the event offset unreliable when a chain skips it (virtio 40ce7919)",
    text: "The event word counts as reached only at its very value.",
    changes: [[publisher, "s.words.event <= s.publisher.visible", "s.words.event === s.publisher.visible"]],
  },
  {
    id: "row.30b", row: 30, system: "wakeup.flushing", size: "large", was: "re-check at the event offset unreliable when a chain skips it (virtio 40ce7919)",
    text: "The event word counts as reached only at its very value.",
    changes: [[publisher, "s.words.event <= s.publisher.visible", "s.words.event === s.publisher.visible"]],
  },
  {
    id: "row.32", row: 32, system: "ring", was: "server not notified at connect (libvchan dae84497)",
    text: "A sender that has swept the ring does not say so.",
    changes: [[epochSender, "next(s, { out: push(s.out, epochWrite(\"begin\", s.sender.epoch)), sender: { phase: \"open\"", "next(s, { sender: { phase: \"open\""]],
  },
  {
    id: "row.34", row: 34, system: "wakeup", was: "suppression state stale after migration or restart (DPDK 2f706027)",
    text: "A new epoch begins with the answered count of the old one.",
    changes: [[publisher, "next(p, { count: 0, answered: 0, due: \"silent\" })", "next(p, { count: 0, due: \"silent\" })"]],
  },
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
    ],
  },
  {
    id: "row.31", row: 31, system: "wakeup", size: "large", was: "producer re-woken by the consumer-only \"empty\" test: stalled for good (veth 5442a9da)",
    text: "The producer asks to be woken when the ring is empty, not when a slot is free.",
    changes: [[sleepingProducer, "eventWrite(s.publisher.count - n.slots + 1)", "eventWrite(s.publisher.count)"]],
  },
  {
    id: "row.31b", row: 31, system: "wakeup.flushing", size: "large", was: "producer re-woken by the consumer-only \"empty\" test: stalled for good (veth 5442a9da)",
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
    changes: [[flushing, ", heard: s.sleeper.mode === \"flushing\" || s.sleeper.mode === \"armed\" || s.sleeper.mode === \"looked\"", ""]],
  },
  {
    id: "row.24b", row: 24, system: "ethernet", was: "no flow control at all: frames dropped under load (ntb_netdev e74bfeed)",
    text: "A sender sends whether or not the peer has room.",
    changes: [[sessionSender, "sender.next < submittedBy(sender) && sender.next < sender.limit", "sender.next < submittedBy(sender)"]],
  },
  {
    id: "row.26b", row: 26, system: "ethernet", was: "reception stops for ever after N buffer-allocation failures (truenas/linux #124)",
    text: "A receiver whose buffer was full says nothing when it has room again.",
    changes: [[ethernetReceiver, "limit: limitOf(s.receiver, n), byEthernet", "limit: s.said.acknowledgement < s.receiver.expected ? limitOf(s.receiver, n) : s.said.limit, byEthernet"]],
  },
  {
    id: "row.27c", row: 27, system: "ethernet", was: "a sequence mismatch returns an error and never advances: the ring is wedged for good (ntb, by reading)",
    text: "A receiver that drops a frame says nothing.",
    changes: [[ethernetReceiver, "receiving(next(s.end.receiver, { owesEthernet: true }), p.number, s.peer.air.next.body, n)", "receiving(next(s.end.receiver, { owesEthernet: s.end.receiver.owesEthernet || p.number === s.end.receiver.expected }), p.number, s.peer.air.next.body, n)"]],
  },
  {
    id: "row.43", row: 43, system: "ethernet", was: "late DECLINE read by the application as data after fallback (SMC e6d71b43)",
    text: "A receiver takes whatever arrives for the next frame.",
    changes: [[sessionReceiver, "number === receiver.expected && number < limitOf", "number < limitOf"]],
  },
  {
    id: "row.44", row: 44, system: "channel", was: "sleepers on the old path never woken after fallback (SMC 341adeec)",
    text: "A sender that falls back waits for the frames that it has in the ring.",
    changes: [[pathChoice, "path: { on: \"ethernet\" }, sender: resending(s.sender), user", "path: { on: \"ethernet\" }, user"], [ethernetSender, "rules: [send, resend, probe]", "rules: [send, probe]"], [ethernetSender, "const resend = rule({", "export const resend = rule({"]],
  },
  {
    id: "row.45", row: 45, system: "path", was: "fallback executed twice (SMC 1de9770)",
    text: "A sender that sees a link event falls back once more, though it has fallen back already.",
    changes: [[pathChoice, "if (s.path.on === \"ring\") return fallenBack(handled, n)", "if (s.user !== \"closed\") return fallenBack(handled, n)"]],
  },
  {
    id: "row.46", row: 46, system: "channel", was: "failover without validating the last received number (SMC, closed by 29bd73db)",
    text: "After a switch the receiver goes on with whatever number comes by the ring.",
    changes: [[pathFrames, "receiving(s.end.receiver, head(s.peer.lane).number, head(s.peer.lane).body, n)", "receiving(s.end.receiver, s.end.receiver.expected, head(s.peer.lane).body, n)"]],
  },
  {
    id: "row.47", row: 47, system: "ethernet", was: "early fallback not recorded: wrong mapping sent later (MPTCP 0235d075)",
    text: "A sender that sends again takes the newest frame that it retains for the oldest.",
    changes: [[sessionSender, "at(sender.retained, sender.next - sender.acknowledged)", "at(sender.retained, sender.retained.length - 1)"]],
  },
  {
    id: "row.48", row: 48, system: "path", was: "\"may fall back?\" test and the act not atomic (MPTCP def5b7b2)",
    text: "Between the test of an offer and its adoption a link event may come, and is overlooked.",
    changes: [[pathChoice, "calm: s.end.events.length === 0, drained", "drained"]],
  },
  {
    id: "row.49", row: 49, system: "ethernet", was: "partly acknowledged fragment corrupted when sent again (MPTCP, 2020-07-23)",
    text: "A sender that releases a frame goes on sending what stands one place further.",
    changes: [[sessionSender, "    acknowledged: s.end.sender.acknowledged + 1,\n    retained: rest(s.end.sender.retained),\n    next: max(s.end.sender.next, s.end.sender.acknowledged + 1),", "    acknowledged: s.end.sender.acknowledged + 1,\n    retained: rest(s.end.sender.retained),\n    next: s.end.sender.next + 1,"]],
  },
  {
    id: "row.49b", row: 49, system: "fragments", was: "partly acknowledged fragment corrupted when sent again (MPTCP, 2020-07-23)",
    text: "A receiver keeps fragments of a frame that has come whole by another path.",
    changes: [[reassembly, "    receiver: receiving(s.end.receiver, p.number, at(s.peer.sender.retained, p.number - s.peer.sender.acknowledged), n),\n    reassembly: afterFrame(s.end.reassembly, s.end.receiver, p.number, n),\n", "    receiver: receiving(s.end.receiver, p.number, at(s.peer.sender.retained, p.number - s.peer.sender.acknowledged), n),\n"]],
  },
  {
    id: "row.49c", row: 49, system: "fragments", was: "partly acknowledged fragment corrupted when sent again (MPTCP, 2020-07-23)",
    text: "A sender in the middle of a frame that is acknowledged goes on with the next frame from where it was.",
    changes: [[cutting, "(s.cut.frame === s.sender.next ? s.cut.offset : 0)", "s.cut.offset"]],
  },
  {
    id: "row.50", row: 50, system: "close", was: "reset on close truncates the stream (MPTCP ff18f9e)",
    text: "A receiver that gets a CLOSE ends, whatever it has accepted.",
    changes: [[sessionClose, "s.end.closed.phase === \"open\" && s.end.receiver.expected === s.peer.closing.close.last ? \"whole\"", "s.end.closed.phase === \"open\" ? \"whole\""]],
  },
  {
    id: "row.51", row: 51, system: "channel", was: "receive index moved past the link-down frame and reported consumed (ntb c0900b33)",
    text: "A frame that goes down with its epoch counts as accepted.",
    changes: [
      [pathFrames, "over: !isInUse(s.end.owner, s.end.offer), some: s.peer.lane.length > 0 }),\n  then: (s) => next(s, { peer: { lane: rest(s.peer.lane) } }),", "over: !isInUse(s.end.owner, s.end.offer), some: s.peer.lane.length > 0 }),\n  then: (s) => next(s, { peer: { lane: rest(s.peer.lane) }, end: { receiver: { expected: max(s.end.receiver.expected, head(s.peer.lane).number + 1) } } }),"],
      [pathFrames, "readonly end: { readonly owner: Owned; readonly offer: Offer }\n", "readonly end: { readonly owner: Owned; readonly offer: Offer; readonly receiver: Receiver }\n"],
      [pathFrames, "import { head, machine,", "import { head, machine, max,"],
    ],
  },
  {
    id: "row.52", row: 52, system: "path", was: "link-down notice lost because the ring was full (ntb, by reading)",
    text: "A sender whose ring is full does not notice that it is dead.",
    changes: [[pathChoice, "dead: !isHealthy(s.end.user, s.peer.owner, s.peer.offer, s.link) }", "dead: !isHealthy(s.end.user, s.peer.owner, s.peer.offer, s.link) && s.end.lane.length < n.slots }"], [pathChoice, "when: (s) => ({ onRing: s.end.path.on", "when: (s, n) => ({ onRing: s.end.path.on"]],
  },
  {
    id: "row.53", row: 53, system: "ethernet", was: "stale in-flight list resubmitted after a restart: duplicates (DPDK e4a01eea)",
    text: "A receiver accepts what it has accepted before.",
    changes: [[sessionReceiver, "number === receiver.expected && number < limitOf", "number <= receiver.expected && receiver.expected < limitOf"]],
  },
  {
    id: "row.6", row: 6, system: "handshake", was: "unclean reboot: the survivor still believes the link up, and there is no new handshake (truenas/linux #115)",
    text: "A responder that has restarted leaves datagrams of its former sessions unanswered.",
    changes: [[responder, "then: (s, _n, p) => next(s, { air: { resetsOfResponder: set(s.air.resetsOfResponder, p.asked, true) } })", "then: (s) => s"]],
  },
  {
    id: "row.7", row: 7, system: "handshake", was: "all ones read as the peer's version; link work cancelled and never rescheduled (switchtec-kernel #60)",
    text: "An initiator takes the version from an ACCEPT that does not echo its nonce.",
    changes: [[initiator, "    accepted: at(at(s.air.answers, p.asked), p.drawn).agreed.version > 0,\n    asking: s.own.phase === \"asking\",\n    echoed: s.own.asked === p.asked,\n", "    accepted: at(at(s.air.answers, p.asked), p.drawn).agreed.version > 0,\n    asking: s.own.phase === \"asking\",\n"]],
  },
  {
    id: "row.8", row: 8, system: "handshake", was: "doorbells pending from before initialisation confuse the handshake (DPDK 3bc814fc)",
    text: "A CONFIRM counts whatever nonce it echoes, also one from before the responder's restart.",
    changes: [[responder, "echoed: at(s.air.confirms, p.asked).drawn === s.own.offered, on:", "echoed: at(s.air.confirms, p.asked).drawn > 0, on:"]],
  },
  {
    id: "row.9", row: 9, system: "handshake", was: "readiness written by echoing the peer's own bits back to it: a queue looks ready that is not (ntb, by reading)",
    text: "A responder is in the session as soon as it has answered, without an echo of what it drew.",
    changes: [[responder, "    air: { answers: answered(s.air.answers, p.asked, s.own.offered, { refusal: \"none\", agreed: agreement(at(s.air.hellos, p.asked), s.own.terms) }) },\n", "    own: { phase: \"open\", asked: p.asked, drawn: s.own.offered, agreed: agreement(at(s.air.hellos, p.asked), s.own.terms) },\n    air: { answers: answered(s.air.answers, p.asked, s.own.offered, { refusal: \"none\", agreed: agreement(at(s.air.hellos, p.asked), s.own.terms) }) },\n"]],
  },
  {
    id: "row.9b", row: 9, system: "heartbeat", was: "readiness written by echoing the peer's own bits back to it: a queue looks ready that is not (ntb, by reading)",
    text: "A sender takes any echo that stands in its window for one of its last heartbeat.",
    changes: [[pathHeartbeat, "echoed: s.echo === s.probing.beat", "echoed: s.echo > 0"]],
  },
  {
    id: "row.12", row: 12, system: "handshake", was: "handshake goes on with no usable link (SMC e738455)",
    text: "A responder accepts where no ring could hold a frame of the MTU that the other end needs.",
    changes: [[terms, "haveVersion(a, b) && haveSeals(a, b) && haveLength(a, b)", "haveVersion(a, b) && haveSeals(a, b)"], [terms, "/** True if each takes frames that are long enough for the other. */\nconst haveLength = (a: Terms, b: Terms): boolean => max(a.least, b.least) <= min(a.longest, b.longest)\n", ""]],
  },
  {
    id: "row.14", row: 14, system: "handshake", was: "equality-only version test with a silent endless retry (ntb_transport, version 4)",
    text: "A responder that speaks another newest version than the initiator does not answer.",
    changes: [[terms, "max(a.oldest, b.oldest) <= min(a.newest, b.newest)", "a.newest === b.newest"], [responder, "  then: (s, _n, p) => next(s, {\n    air: { answers: answered(s.air.answers, p.asked, s.own.offered, { refusal: refusal(at(s.air.hellos, p.asked), s.own.terms), agreed: noAgreement }) },\n  }),", "  then: (s) => s,"], [responder, "noAgreement, refusal, type Agreement", "noAgreement, type Agreement"]],
  },
  {
    id: "row.32b", row: 32, system: "handshake", was: "server not notified at connect (libvchan dae84497)",
    text: "An initiator that is in a session does not confirm it.",
    changes: [[initiator, "    air: { confirms: set(s.air.confirms, p.asked, { drawn: p.drawn, agreed: at(at(s.air.answers, p.asked), p.drawn).agreed }) },\n", ""]],
  },
  {
    id: "row.54", row: 54, system: "handshake", was: "one virtual machine's reboot unlinks the region; the survivor talks to an orphan (acrn #4955)",
    text: "An initiator that has restarted leaves datagrams of its former sessions unanswered.",
    changes: [[initiator, "then: (s, _n, p) => next(s, { air: { resetsOfInitiator: set(s.air.resetsOfInitiator, p.asked, true) } })", "then: (s) => s"]],
  },
]
