import { every, head, machine, model, type Fifo, type Machine, type Upto } from "tcnet"
import { isUp, type Indication, type Link } from "../model/fabric/outage.ts"
import type { Owner } from "../model/notify/owner.ts"
import type { Publisher } from "../model/notify/publisher.ts"
import type { Answer, Requests } from "../model/notify/reads.ts"
import type { Sender } from "../model/notify/sender.ts"
import type { Sizes } from "../model/notify/sizes.ts"
import type { FlushingSleeper } from "../model/notify/sleeper.ts"
import type { Bell, Packet, Words } from "../model/notify/words.ts"
import { inOneEpoch, isCalm, isRungAtConsumer, isRungAtProducer } from "./sleep.ts"

/** Both ends: `from` has the frames, `to` takes them. */
interface Ends {
  readonly link: Link
  readonly from: {
    readonly sender: Sender; readonly publisher: Publisher; readonly sleeper: FlushingSleeper; readonly words: Words; readonly bell: Bell; readonly link: Indication
    readonly requests: Requests; readonly answer: Answer; readonly buffer: Fifo<Sizes["buffered"], Packet>; readonly out: Fifo<Sizes["posted"], Packet>
  }
  readonly to: {
    readonly owner: Owner; readonly publisher: Publisher; readonly sleeper: FlushingSleeper; readonly words: Words; readonly bell: Bell; readonly consumed: Upto<Sizes["frames"]>; readonly link: Indication
    readonly requests: Requests; readonly answer: Answer; readonly buffer: Fifo<Sizes["buffered"], Packet>; readonly out: Fifo<Sizes["posted"], Packet>
  }
}
const { invariant, reachable, step: across } = model<Ends, Sizes>()

const hasFlushed = invariant({
  id: "flushing.sleepsFlushed", text: "While an endpoint sleeps in an epoch, the event word in its peer's window is the count that it waits for.",
  given: (s) => isCalm(s) && inOneEpoch(s),
  holds: (s, n) => (s.to.sleeper.mode !== "asleep" || s.from.words.event === s.to.consumed + 1)
    && (s.from.sleeper.mode !== "asleep" || s.to.words.event === s.from.publisher.count - n.slots + 1),
})
const frameWakes = invariant({
  id: "flushing.frameWakes", text: "While a consumer sleeps and a frame is committed that it has not taken, the producer still owes a test, or its doorbell is under way.",
  given: (s) => isCalm(s) && inOneEpoch(s) && s.to.sleeper.mode === "asleep" && s.from.publisher.count > s.to.consumed,
  holds: (s) => s.from.publisher.due !== "nothing" || isRungAtConsumer(s),
})
const creditWakes = invariant({
  id: "flushing.creditWakes", text: "While a producer sleeps and credit was returned that it has not seen, the consumer still owes a test, or its doorbell is under way.",
  given: (s, n) => isCalm(s) && inOneEpoch(s) && s.from.sleeper.mode === "asleep" && s.from.publisher.count - s.to.publisher.count < n.slots,
  holds: (s) => s.to.publisher.due !== "nothing" || isRungAtProducer(s),
})

const crossing = reachable({
  id: "flushing.crossing", text: "The producer has tested too early and will not ring; the consumer has flushed, and the frame has come in front of the completion.",
  holds: (s) => inOneEpoch(s) && s.to.sleeper.mode === "looked" && !s.to.sleeper.heard && s.to.words.published > s.to.consumed && s.from.publisher.due === "nothing" && s.from.publisher.answered < s.to.words.published,
})
const overtaken = reachable({
  id: "flushing.overtaken", text: "A doorbell has landed, and the frame that it was rung for is still under way.",
  holds: (s) => inOneEpoch(s) && s.to.bell.length > 0 && s.from.publisher.answered > s.to.words.published,
})
const offerOvertaken = reachable({
  id: "flushing.offerOvertaken", text: "A doorbell has woken the producer, and the offer that it was rung for is still under way.",
  holds: (s, n) => n.posted > 1 && s.from.sleeper.mode === "awake" && s.from.sender.phase === "closed" && s.from.words.epoch < s.to.owner.epoch && s.to.owner.phase === "offered" && s.from.link === s.from.sender.seen && !isRungAtProducer(s),
})
const forbidden = reachable({
  id: "flushing.forbidden", text: "The last look finds no frame, and would find none later: only the doorbell that was heard since arming forbids the sleep.",
  holds: (s, n) => n.posted > 1 && isCalm(s) && inOneEpoch(s) && s.to.sleeper.mode === "looked" && s.to.sleeper.heard && s.to.words.published === s.to.consumed
    && s.from.publisher.count > s.to.consumed && s.from.publisher.due === "nothing" && !isRungAtConsumer(s),
})
const nothingLands = across({
  id: "flushing.nothingLands", text: "No read and no completion lands over a link that is down.",
  given: (s) => !isUp(s.link.changes),
  holds: (s, _n, t) => t.from.requests.length <= s.from.requests.length && (t.from.answer.length <= s.from.answer.length || head(t.from.answer) > 0)
    && t.to.requests.length <= s.to.requests.length && (t.to.answer.length <= s.to.answer.length || head(t.to.answer) > 0),
})

const onesSeen = reachable({
  id: "flushing.onesSeen", text: "A read comes back all ones to a producer whose own indication shows no failure.",
  holds: (s) => s.link.changes > 0 && s.from.link === 0 && s.from.answer.length > 0 && head(s.from.answer) > 0,
})

/** What flushing is for. */
export const flushes: Machine<Ends, Sizes> = machine({ id: "flushing.sleep", properties: [hasFlushed, frameWakes, creditWakes, nothingLands, crossing, overtaken, offerOvertaken, forbidden, onesSeen] })

/** One end. */
interface End {
  readonly sleeper: FlushingSleeper
  readonly answer: Answer
  readonly buffer: Fifo<Sizes["buffered"], Packet>
  readonly out: Fifo<Sizes["posted"], Packet>
}
const { invariant: always, step } = model<End, Sizes>()

const forgets = always({
  id: "flushing.forgets", text: "A doorbell that was heard forbids one sleep: an endpoint that is awake or asleep has none in mind.",
  given: (s) => s.sleeper.mode === "awake" || s.sleeper.mode === "asleep", holds: (s) => !s.sleeper.heard,
})
const onesStop = step({
  id: "flushing.onesStop", text: "An endpoint whose read comes back all ones has not flushed: it takes no last look.",
  given: (s) => s.answer.length > 0 && head(s.answer) > 0,
  holds: (s, _n, t) => t.sleeper.mode === s.sleeper.mode || t.sleeper.mode === "awake",
})
const answeredLate = always({
  id: "flushing.answeredLate", text: "A read comes back only after it has left its endpoint, as data or as all ones.",
  given: (s) => s.answer.length > 0, holds: (s) => every(s.buffer, (p) => p.word !== "read") && every(s.out, (p) => p.word !== "read") && every(s.answer, (a) => a <= 1),
})

/** What each end keeps to in the flushing form. */
export const flushingEnd: Machine<End, Sizes> = machine({ id: "flushing.end", properties: [forgets, answeredLate, onesStop] })
