import { at, every, machine, model, some, type Fifo, type Machine, type Upto } from "tcnet"
import type { Publisher } from "../model/notify/publisher.ts"
import type { Sizes } from "../model/notify/sizes.ts"
import type { AnySleeper } from "../model/notify/sleeper.ts"
import type { Bell, Packet, Words } from "../model/notify/words.ts"

/** Both ends: `from` has the frames, `to` takes them. */
interface View {
  readonly from: {
    readonly publisher: Publisher; readonly sleeper: AnySleeper; readonly words: Words; readonly bell: Bell; readonly link: "up" | "down"
    readonly buffer: Fifo<Sizes["buffered"], Packet>; readonly out: Fifo<Sizes["posted"], Packet>
  }
  readonly to: {
    readonly publisher: Publisher; readonly sleeper: AnySleeper; readonly words: Words; readonly bell: Bell; readonly consumed: Upto<Sizes["frames"]>
    readonly buffer: Fifo<Sizes["buffered"], Packet>; readonly out: Fifo<Sizes["posted"], Packet>
  }
}
const { invariant, reachable, step: across } = model<View, Sizes>()

const inRange = invariant({
  id: "notify.inRange", text: "A consumer takes no frame that was not committed, and a producer is at most as many frames ahead of it as the ring has slots.",
  holds: (s, n) => s.to.consumed <= s.from.publisher.count && s.from.publisher.count - s.to.consumed <= n.slots,
})
const creditLate = invariant({
  id: "notify.creditLate", text: "A producer's credit counts no frame that was not consumed.",
  holds: (s) => s.from.words.published <= s.to.publisher.count && s.to.publisher.count <= s.to.consumed,
})
const sleepsPaid = invariant({
  id: "notify.sleepsPaid", text: "A consumer that sleeps owes no credit.",
  given: (s) => s.to.sleeper.mode === "asleep",
  holds: (s) => s.to.publisher.count === s.to.consumed,
})

const sleepsForCredit = invariant({
  id: "notify.sleepsForCredit", text: "A producer sleeps only with a frame to send.",
  given: (s) => s.from.sleeper.mode === "asleep", holds: (s, n) => s.from.publisher.count < n.frames,
})
const isArming = (before: AnySleeper, after: AnySleeper): boolean => before.mode === "awake" && after.mode !== "awake" && after.mode !== "stopped"
const armsInNeed = across({
  id: "notify.armsInNeed", text: "A producer arms only without credit, and a consumer only without a frame.",
  holds: (s, n, t) => (!isArming(s.from.sleeper, t.from.sleeper) || s.from.publisher.count - s.from.words.published >= n.slots)
    && (!isArming(s.to.sleeper, t.to.sleeper) || s.to.words.published === s.to.consumed),
})
const startsBlank = invariant({
  id: "notify.startsBlank", text: "A consumer that is awake, has seen no frame and was not rung has posted no event word.",
  given: (s) => s.to.sleeper.mode === "awake" && s.to.words.published === 0 && s.from.publisher.answered === 0, holds: (s) => s.from.words.event === 0,
})

/** A doorbell is under way in either direction, or was not heard yet: hearing it makes one side look or the other one test. */
const isRinging = (s: View): boolean =>
  some(s.from.buffer, (w) => w.word === "doorbell") || some(s.from.out, (w) => w.word === "doorbell") || s.to.bell.length > 0
  || some(s.to.buffer, (w) => w.word === "doorbell") || some(s.to.out, (w) => w.word === "doorbell") || s.from.bell.length > 0

const frameWakes = invariant({
  id: "notify.frameWakes", text: "While a consumer sleeps and a frame is committed that it has not taken, the producer still owes a test, or a doorbell is under way.",
  given: (s) => s.from.link === "up" && s.to.sleeper.mode === "asleep" && s.from.publisher.count > s.to.consumed,
  holds: (s) => s.from.publisher.due !== "nothing" || isRinging(s),
})
const creditWakes = invariant({
  id: "notify.creditWakes", text: "While a producer sleeps and credit was returned that it has not seen, the consumer still owes a test, or a doorbell is under way.",
  given: (s, n) => s.from.link === "up" && s.from.sleeper.mode === "asleep" && s.from.publisher.count - s.to.publisher.count < n.slots,
  holds: (s) => s.to.publisher.due !== "nothing" || isRinging(s),
})
const crossing = reachable({
  id: "notify.crossing", text: "The consumer has armed and found nothing, the producer has tested and not rung, and a frame waits in the ring: only the doorbell behind the event word can wake the consumer now.",
  holds: (s) => s.to.sleeper.mode === "asleep" && s.from.publisher.due === "nothing" && s.to.words.published > s.to.consumed,
})
const bothAsleep = reachable({
  id: "notify.bothAsleep", text: "Both endpoints sleep at once.",
  holds: (s) => s.to.sleeper.mode === "asleep" && s.from.sleeper.mode === "asleep",
})
const woken = reachable({
  id: "notify.wokenByFailure", text: "A link failure finds both endpoints asleep, and both notice.",
  holds: (s) => s.from.link === "down" && s.to.sleeper.mode === "stopped" && s.from.sleeper.mode === "asleep",
})

/** What sleeping must not break, in either form. That no wake-up is lost is judged by deadlock and completion. */
export const sleep: Machine<View, Sizes> = machine({ id: "notify.sleep", properties: [inRange, creditLate, sleepsPaid, sleepsForCredit, armsInNeed, startsBlank, bothAsleep, woken] })

/** What is so in the doorbell form only. */
export const ringing: Machine<View, Sizes> = machine({ id: "notify.ringing", properties: [frameWakes, creditWakes, crossing] })

/** One end. */
interface End {
  readonly publisher: Publisher
  readonly sleeper: AnySleeper
  readonly bell: Bell
  readonly link: "up" | "down"
  readonly words: Words
  readonly buffer: Fifo<Sizes["buffered"], Packet>
  readonly out: Fifo<Sizes["posted"], Packet>
}
const { invariant: always, step } = model<End, Sizes>()

const sleepsSettled = always({
  id: "notify.sleepsSettled", text: "An endpoint that sleeps owes its peer neither a fence nor a test.",
  given: (s) => s.sleeper.mode === "asleep", holds: (s) => s.publisher.due === "nothing",
})

const ringsOnce = step({
  id: "notify.ringsOnce", text: "A test rings at most once for one value of the event word.",
  given: (s) => s.publisher.due === "test",
  holds: (s, _n, t) => t.publisher.due !== "nothing" || t.buffer.length <= s.buffer.length || t.publisher.answered > s.publisher.answered,
})

const testEnds = step({
  id: "notify.testEnds", text: "A test that rings is done.",
  holds: (s, _n, t) => t.publisher.answered === s.publisher.answered || t.publisher.due === "nothing",
})
const publishesOnce = step({
  id: "notify.publishesOnce", text: "An endpoint publishes each count once, and only while it is awake.",
  holds: (s, _n, t) => t.buffer.length <= s.buffer.length || at(t.buffer, t.buffer.length - 1).word !== "published" || (s.sleeper.mode === "awake" && t.publisher.count > s.publisher.count),
})
const batch = step({
  id: "notify.batch", text: "An endpoint publishes only while fewer than `batched` of its writes wait in its processor.",
  holds: (s, n, t) => t.publisher.count === s.publisher.count || s.buffer.length < n.batched,
})
const armsAwake = step({
  id: "notify.armsAwake", text: "An endpoint posts an event word only while it is awake.",
  given: (s) => !some(s.buffer, (w) => w.word === "event"), holds: (s, _n, t) => !some(t.buffer, (w) => w.word === "event") || s.sleeper.mode === "awake",
})
const carriesRightly = (p: Packet): boolean => p.word === "published" || p.word === "event" || p.value === 0
const noResidue = always({
  id: "notify.noResidue", text: "Only a count and an event word carry a value.",
  holds: (s) => every(s.buffer, carriesRightly) && every(s.out, carriesRightly),
})
const nothingLands = step({
  id: "notify.nothingLands", text: "Nothing lands over a link that has failed.",
  given: (s) => s.link === "down",
  holds: (s, _n, t) => t.words.published === s.words.published && t.words.event === s.words.event && t.bell.length <= s.bell.length,
})

const visibleLate = always({
  id: "notify.visibleLate", text: "An endpoint's other processors see no count that was not published.",
  holds: (s) => s.publisher.visible <= s.publisher.count,
})
const staysStopped = step({
  id: "notify.staysStopped", text: "An endpoint that has stopped stays so.",
  given: (s) => s.sleeper.mode === "stopped", holds: (_s, _n, t) => t.sleeper.mode === "stopped",
})

/** What each end keeps to, in either form. */
export const end: Machine<End, Sizes> = machine({ id: "notify.end", properties: [sleepsSettled, ringsOnce, testEnds, publishesOnce, armsAwake, noResidue, nothingLands, visibleLate, staysStopped, batch] })
