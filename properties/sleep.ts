import { every, machine, model, some, type Fifo, type Machine, type Upto } from "tcnet"
import type { Publisher } from "../model/notify/publisher.ts"
import type { Sizes } from "../model/notify/sizes.ts"
import type { Sleeper } from "../model/notify/sleeper.ts"
import type { Bell, Posted, Words } from "../model/notify/words.ts"

/** Both ends: `from` has the frames, `to` takes them. */
interface View {
  readonly from: {
    readonly publisher: Publisher; readonly sleeper: Sleeper; readonly words: Words; readonly bell: Bell; readonly link: "up" | "down"
    readonly buffer: Fifo<Sizes["buffered"], Posted>; readonly out: Fifo<Sizes["posted"], Posted>
  }
  readonly to: {
    readonly publisher: Publisher; readonly sleeper: Sleeper; readonly words: Words; readonly bell: Bell; readonly consumed: Upto<Sizes["frames"]>
    readonly buffer: Fifo<Sizes["buffered"], Posted>; readonly out: Fifo<Sizes["posted"], Posted>
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
const armsInNeed = across({
  id: "notify.armsInNeed", text: "A producer arms only without credit, and a consumer only without a frame.",
  holds: (s, n, t) => (s.from.sleeper.mode !== "awake" || t.from.sleeper.mode !== "armed" || s.from.publisher.count - s.from.words.published >= n.slots)
    && (s.to.sleeper.mode !== "awake" || t.to.sleeper.mode !== "armed" || s.to.words.published === s.to.consumed),
})
const startsBlank = invariant({
  id: "notify.startsBlank", text: "A consumer that is awake and has seen no frame has posted no event word.",
  given: (s) => s.to.sleeper.mode === "awake" && s.to.words.published === 0, holds: (s) => s.from.words.event === 0,
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

/** What sleeping must not break. That no wake-up is lost is judged by deadlock and completion. */
export const sleep: Machine<View, Sizes> = machine({ id: "notify.sleep", properties: [inRange, creditLate, sleepsPaid, sleepsForCredit, armsInNeed, startsBlank, frameWakes, creditWakes, crossing, bothAsleep, woken] })

/** One end. */
interface End {
  readonly publisher: Publisher
  readonly sleeper: Sleeper
  readonly bell: Bell
  readonly link: "up" | "down"
  readonly words: Words
  readonly buffer: Fifo<Sizes["buffered"], Posted>
  readonly out: Fifo<Sizes["posted"], Posted>
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
  holds: (s, _n, t) => t.publisher.due !== "fence" || t.buffer.length !== s.buffer.length + 1 || (s.sleeper.mode === "awake" && t.publisher.count > s.publisher.count),
})
const armsAwake = step({
  id: "notify.armsAwake", text: "An endpoint posts an event word only while it is awake.",
  holds: (s, _n, t) => t.buffer.length !== s.buffer.length + 2 || s.sleeper.mode === "awake",
})
const noResidue = always({
  id: "notify.noResidue", text: "A doorbell carries nothing.",
  holds: (s) => every(s.buffer, (w) => w.word !== "doorbell" || w.value === 0) && every(s.out, (w) => w.word !== "doorbell" || w.value === 0),
})
const nothingLands = step({
  id: "notify.nothingLands", text: "Nothing lands over a link that has failed.",
  given: (s) => s.link === "down",
  holds: (s, _n, t) => t.words.published === s.words.published && t.words.event === s.words.event && t.bell.length <= s.bell.length,
})

/** What each end keeps to. */
export const end: Machine<End, Sizes> = machine({ id: "notify.end", properties: [sleepsSettled, ringsOnce, testEnds, publishesOnce, armsAwake, noResidue, nothingLands] })
