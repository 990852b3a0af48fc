import { every, head, machine, model, some, type Fifo, type Machine, type Upto } from "tcnet"
import type { Publisher } from "../model/notify/publisher.ts"
import type { Answer, Requests } from "../model/notify/reads.ts"
import type { Sizes } from "../model/notify/sizes.ts"
import type { FlushingSleeper } from "../model/notify/sleeper.ts"
import type { Bell, Packet, Words } from "../model/notify/words.ts"

/** Both ends: `from` has the frames, `to` takes them. */
interface View {
  readonly from: {
    readonly publisher: Publisher; readonly sleeper: FlushingSleeper; readonly words: Words; readonly bell: Bell; readonly link: "up" | "down"
    readonly buffer: Fifo<Sizes["buffered"], Packet>; readonly out: Fifo<Sizes["posted"], Packet>
  }
  readonly to: {
    readonly publisher: Publisher; readonly sleeper: FlushingSleeper; readonly words: Words; readonly bell: Bell; readonly consumed: Upto<Sizes["frames"]>
    readonly buffer: Fifo<Sizes["buffered"], Packet>; readonly out: Fifo<Sizes["posted"], Packet>
  }
}
const { invariant, reachable } = model<View, Sizes>()

const hasFlushed = invariant({
  id: "flushing.sleepsFlushed", text: "While an endpoint sleeps, the event word in its peer's window is the count that it waits for.",
  holds: (s, n) => (s.to.sleeper.mode !== "asleep" || s.from.words.event === s.to.consumed + 1)
    && (s.from.sleeper.mode !== "asleep" || s.to.words.event === s.from.publisher.count - n.slots + 1),
})
const frameWakes = invariant({
  id: "flushing.frameWakes", text: "While a consumer sleeps and a frame is committed that it has not taken, the producer still owes a test, or its doorbell is under way.",
  given: (s) => s.from.link === "up" && s.to.sleeper.mode === "asleep" && s.from.publisher.count > s.to.consumed,
  holds: (s) => s.from.publisher.due !== "nothing" || some(s.from.buffer, (w) => w.word === "doorbell") || some(s.from.out, (w) => w.word === "doorbell") || s.to.bell.length > 0,
})
const creditWakes = invariant({
  id: "flushing.creditWakes", text: "While a producer sleeps and credit was returned that it has not seen, the consumer still owes a test, or its doorbell is under way.",
  given: (s, n) => s.from.link === "up" && s.from.sleeper.mode === "asleep" && s.from.publisher.count - s.to.publisher.count < n.slots,
  holds: (s) => s.to.publisher.due !== "nothing" || some(s.to.buffer, (w) => w.word === "doorbell") || some(s.to.out, (w) => w.word === "doorbell") || s.from.bell.length > 0,
})

const crossing = reachable({
  id: "flushing.crossing", text: "The producer has tested too early and will not ring; the consumer has flushed, and the frame has come in front of the completion.",
  holds: (s) => s.to.sleeper.mode === "armed" && !s.to.sleeper.heard && s.to.words.published > s.to.consumed && s.from.publisher.due === "nothing" && s.from.publisher.answered < s.to.words.published,
})
const overtaken = reachable({
  id: "flushing.overtaken", text: "A doorbell has landed, and the frame that it was rung for is still under way.",
  holds: (s) => s.from.link === "up" && s.to.bell.length > 0 && s.from.publisher.answered > s.to.words.published,
})
const forbidden = reachable({
  id: "flushing.forbidden", text: "The last look finds no frame, and would find none later: only the doorbell that was heard since arming forbids the sleep.",
  holds: (s) => s.from.link === "up" && s.to.sleeper.mode === "armed" && s.to.sleeper.heard && s.to.publisher.due === "nothing" && s.to.words.published === s.to.consumed
    && s.from.publisher.count > s.to.consumed && s.from.publisher.due === "nothing" && !some(s.from.buffer, (w) => w.word === "doorbell") && !some(s.from.out, (w) => w.word === "doorbell") && s.to.bell.length === 0,
})

/** What flushing is for. */
export const flushes: Machine<View, Sizes> = machine({ id: "flushing.sleep", properties: [hasFlushed, frameWakes, creditWakes, crossing, overtaken, forbidden] })

/** One end. */
interface End {
  readonly sleeper: FlushingSleeper
  readonly link: "up" | "down"
  readonly requests: Requests
  readonly answer: Answer
  readonly buffer: Fifo<Sizes["buffered"], Packet>
  readonly out: Fifo<Sizes["posted"], Packet>
}
const { invariant: always, reachable: witness, step } = model<End, Sizes>()

const forgets = always({
  id: "flushing.forgets", text: "A doorbell that was heard forbids one sleep: an endpoint that is awake or asleep has none in mind.",
  given: (s) => s.sleeper.mode === "awake" || s.sleeper.mode === "asleep", holds: (s) => !s.sleeper.heard,
})
const onesStop = step({
  id: "flushing.onesStop", text: "An endpoint whose read comes back all ones looks for nothing any more.",
  given: (s) => s.answer.length > 0 && head(s.answer) === "ones",
  holds: (s, _n, t) => t.sleeper.mode === s.sleeper.mode || t.sleeper.mode === "stopped",
})
const answeredLate = always({
  id: "flushing.answeredLate", text: "A read comes back only after it has left its endpoint.",
  given: (s) => s.answer.length > 0, holds: (s) => every(s.buffer, (p) => p.word !== "read") && every(s.out, (p) => p.word !== "read"),
})
const nothingLands = step({
  id: "flushing.nothingLands", text: "No read and no completion lands over a link that has failed.",
  given: (s) => s.link === "down",
  holds: (s, _n, t) => t.requests.length <= s.requests.length && (t.answer.length <= s.answer.length || head(t.answer) === "ones"),
})
const onesSeen = witness({
  id: "flushing.onesSeen", text: "A read comes back all ones to an endpoint that has not yet heard of the failure.",
  holds: (s) => s.sleeper.mode === "flushing" && s.answer.length > 0 && head(s.answer) === "ones",
})

/** What each end keeps to in the flushing form. */
export const flushingEnd: Machine<End, Sizes> = machine({ id: "flushing.end", properties: [forgets, answeredLate, onesStop, nothingLands, onesSeen] })
