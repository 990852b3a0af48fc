import { head, machine, model, next, push, rest, some, type Fifo, type Machine, type Upto } from "tcnet"
import type { Link } from "../fabric/outage.ts"
import type { Owner } from "./owner.ts"
import { ended, type Publisher } from "./publisher.ts"
import { data, ones, type Answer, type Requests } from "./reads.ts"
import type { Sender } from "./sender.ts"
import type { Sizes } from "./sizes.ts"
import type { FlushingSleeper } from "./sleeper.ts"
import type { Packet } from "./words.ts"

/** Both directions, seen from `to`, which reads: the read goes to `from`, and the completion comes back. */
interface Ways {
  readonly link: Link
  readonly from: { readonly requests: Requests; readonly out: Fifo<Sizes["posted"], Packet> }
  readonly to: { readonly answer: Answer; readonly sleeper: FlushingSleeper; readonly buffer: Fifo<Sizes["buffered"], Packet>; readonly out: Fifo<Sizes["posted"], Packet> }
}
const between = model<Ways, Sizes>()

const isRead = (p: Packet): boolean => p.word === "read"
const isCompletion = (p: Packet): boolean => p.word === "completion"

const answerOnes = between.rule({
  id: "fabric.allOnes",
  text: "A read that is lost with the link, or whose completion is, comes back all ones.",
  by: "world", hidden: true,
  when: (s) => ({
    reading: s.to.sleeper.mode === "flushing",
    lost: s.link.changes > 0 && !some(s.to.buffer, isRead) && !some(s.to.out, isRead) && s.from.requests.length === 0 && !some(s.from.out, isCompletion),
    unanswered: s.to.answer.length === 0,
  }),
  then: (s) => next(s, { to: { answer: push(s.to.answer, ones) } }),
})
export const lostReads: Machine<Ways, Sizes> = machine({ id: "flushing.lostReads", rules: [answerOnes] })

/** What a producer sees of its own endpoint when a read comes back. */
interface Producer {
  readonly sender: Sender
  readonly publisher: Publisher
  readonly sleeper: FlushingSleeper
  readonly answer: Answer
}
const producer = model<Producer, Sizes>()

const senderOnes = producer.rule({
  id: "flushing.senderOnes",
  text: "A producer whose read comes back all ones takes that for a link event, and abandons its epoch, if it has one.",
  when: (s) => ({ ones: s.answer.length > 0 && head(s.answer) !== data }),
  then: (s) => next(s, {
    answer: rest(s.answer),
    sender: { phase: s.sender.phase === "open" ? "left" : s.sender.phase },
    publisher: ended(s.publisher),
    sleeper: { mode: "awake", heard: false },
  }),
})
export const bereftProducer: Machine<Producer, Sizes> = machine({ id: "flushing.bereftProducer", rules: [senderOnes] })

/** What a consumer sees of its own endpoint when a read comes back. */
interface Consumer {
  readonly owner: Owner
  readonly consumed: Upto<Sizes["frames"]>
  readonly publisher: Publisher
  readonly sleeper: FlushingSleeper
  readonly answer: Answer
}
const consumer = model<Consumer, Sizes>()

const ownerOnes = consumer.rule({
  id: "flushing.ownerOnes",
  text: "A consumer whose read comes back all ones takes that for a link event, and ends its epoch.",
  when: (s) => ({ ones: s.answer.length > 0 && head(s.answer) !== data }),
  then: (s) => next(s, { answer: rest(s.answer), owner: { phase: "closed" }, consumed: 0, publisher: ended(s.publisher), sleeper: { mode: "awake", heard: false } }),
})
export const bereftConsumer: Machine<Consumer, Sizes> = machine({ id: "flushing.bereftConsumer", rules: [ownerOnes] })
