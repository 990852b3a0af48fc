import { at, every, machine, model, some, type Fifo, type Machine, type Upto } from "tcnet"
import { isUp, type Indication, type Link } from "../model/fabric/outage.ts"
import type { Owner } from "../model/notify/owner.ts"
import type { Publisher } from "../model/notify/publisher.ts"
import type { Sender } from "../model/notify/sender.ts"
import type { Sizes } from "../model/notify/sizes.ts"
import type { AnySleeper } from "../model/notify/sleeper.ts"
import type { Bell, Packet, Words } from "../model/notify/words.ts"

/** Both ends: `from` has the frames, `to` takes them. */
export interface Ends {
  readonly link: Link
  readonly from: {
    readonly sender: Sender; readonly publisher: Publisher; readonly sleeper: AnySleeper; readonly words: Words; readonly bell: Bell; readonly link: Indication
    readonly buffer: Fifo<Sizes["buffered"], Packet>; readonly out: Fifo<Sizes["posted"], Packet>
  }
  readonly to: {
    readonly owner: Owner; readonly publisher: Publisher; readonly sleeper: AnySleeper; readonly words: Words; readonly bell: Bell; readonly consumed: Upto<Sizes["frames"]>; readonly link: Indication
    readonly buffer: Fifo<Sizes["buffered"], Packet>; readonly out: Fifo<Sizes["posted"], Packet>
  }
}
const { invariant, reachable, step: across } = model<Ends, Sizes>()

/** Both ends use one epoch. */
export const inOneEpoch = (s: Ends): boolean => s.from.sender.phase === "open" && s.to.owner.phase === "begun" && s.from.sender.epoch === s.to.owner.epoch
/** No failure that the owner has not handled: nothing of what was posted in this epoch was lost. */
export const isCalm = (s: Ends): boolean => s.to.link === s.to.owner.seen

const inRange = invariant({
  id: "notify.inRange", text: "Within an epoch a consumer takes no frame that was not committed, and a producer is at most as many frames ahead of it as the ring has slots.",
  given: inOneEpoch,
  holds: (s, n) => s.to.consumed <= s.from.publisher.count && s.from.publisher.count - s.to.consumed <= n.slots,
})
const creditLate = invariant({
  id: "notify.creditLate", text: "Within an epoch a producer's credit counts no frame that was not consumed.",
  given: inOneEpoch,
  holds: (s) => s.from.words.published <= s.to.publisher.count && s.to.publisher.count <= s.to.consumed,
})
const sleepsPaid = invariant({
  id: "notify.sleepsPaid", text: "A consumer that sleeps owes no credit.",
  given: (s) => s.to.sleeper.mode === "asleep",
  holds: (s) => s.to.publisher.count === s.to.consumed,
})
const sleepsForCredit = invariant({
  id: "notify.sleepsForCredit", text: "A producer that sleeps in an epoch has a frame to send, and none that sleeps has a close to post.",
  given: (s) => s.from.sleeper.mode === "asleep",
  holds: (s, n) => s.from.sender.phase !== "left" && (s.from.sender.phase !== "open" || s.from.publisher.count < n.frames),
})
const isArming = (before: AnySleeper, after: AnySleeper): boolean => before.mode === "awake" && after.mode !== "awake"
const armsInNeed = across({
  id: "notify.armsInNeed", text: "A producer arms, or sleeps, only without credit, or without an epoch and an offer; a consumer only without a frame, or before the epoch has begun.",
  holds: (s, n, t) => (!isArming(s.from.sleeper, t.from.sleeper) || (s.from.sender.phase === "open" ? s.from.publisher.count - s.from.words.published >= n.slots : s.from.words.epoch <= s.from.sender.epoch))
    && (!isArming(s.to.sleeper, t.to.sleeper) || (s.to.owner.phase === "begun" ? s.to.words.published === s.to.consumed : s.to.words.epoch < s.to.owner.epoch)),
})
const startsBlank = invariant({
  id: "notify.startsBlank", text: "A consumer that is awake, has seen no frame of its epoch and was not rung in it has posted no event word in it.",
  given: (s) => inOneEpoch(s) && s.to.sleeper.mode === "awake" && s.to.words.published === 0 && s.from.publisher.answered === 0, holds: (s) => s.from.words.event === 0,
})
const endsBlank = invariant({
  id: "notify.endsBlank", text: "Who uses no epoch has counted nothing, answered nothing and owes nothing.",
  holds: (s) => (s.from.sender.phase === "open" ? s.from.publisher.due !== "silent" : s.from.publisher.due === "silent" && s.from.publisher.count === 0 && s.from.publisher.answered === 0)
    && (s.to.owner.phase === "begun" ? s.to.publisher.due !== "silent" : s.to.publisher.due === "silent" && s.to.publisher.count === 0 && s.to.publisher.answered === 0 && s.to.consumed === 0),
})
const saysTrue = invariant({
  id: "notify.saysTrue", text: "A producer begins and abandons no epoch that it has not used, and uses none that was not offered; a consumer offers none that it has not opened.",
  holds: (s) => s.to.words.epoch <= s.from.sender.epoch && s.to.words.left <= s.from.sender.epoch && s.from.sender.epoch <= s.from.words.epoch && s.from.words.epoch <= s.to.owner.epoch
    && s.from.words.left === 0 && (s.from.sender.epoch > 0 || s.from.sender.phase === "closed"),
})
const stopsTrue = invariant({
  id: "notify.stopsTrue", text: "A producer that uses an epoch has not said that it abandoned it.",
  given: (s) => s.from.sender.phase === "open", holds: (s) => s.to.words.left < s.from.sender.epoch,
})

const startsZero = invariant({
  id: "notify.startsZero", text: "Before its first epoch an endpoint has published nothing, and waits for nothing.",
  holds: (s) => (s.from.sender.epoch > 0 || (s.from.publisher.visible === 0 && s.to.words.published === 0 && s.to.words.event === 0))
    && (s.to.owner.epoch > 0 || (s.to.publisher.visible === 0 && s.from.words.published === 0 && s.from.words.event === 0)),
})
const isBetween = (s: AnySleeper): boolean => s.mode === "armed" || s.mode === "looked"
const looksFirst = across({
  id: "notify.looksFirst", text: "Between arming and the last look no epoch begins or ends, unless the look finds its close, and no link event is handled; the first look ends the sleep for nothing but an epoch.",
  holds: (s, _n, t) => (!isBetween(s.from.sleeper) || (t.from.sender.epoch === s.from.sender.epoch && t.from.sender.phase === s.from.sender.phase && t.from.sender.seen === s.from.sender.seen
      && (t.from.sender.noted === s.from.sender.noted || (s.from.sleeper.mode === "armed" && t.from.sleeper.mode === "awake"))))
    && (!isBetween(s.to.sleeper) || (t.to.owner.epoch === s.to.owner.epoch && t.to.owner.seen === s.to.owner.seen
      && (t.to.owner.phase === s.to.owner.phase || (s.to.sleeper.mode === "armed" && t.to.sleeper.mode === "awake" && s.to.words.left === s.to.owner.epoch))))
    && (s.from.sleeper.mode !== "armed" || t.from.sleeper.mode !== "awake" || s.from.words.epoch > s.from.sender.epoch || s.from.sender.phase === "closed")
    && (s.to.sleeper.mode !== "armed" || t.to.sleeper.mode !== "awake" || s.to.words.left === s.to.owner.epoch || s.to.owner.phase === "offered"),
})
const zeros = across({
  id: "notify.zeros", text: "The offer and the beginning of an epoch bring zeros.",
  holds: (s, _n, t) => (t.from.words.epoch === s.from.words.epoch || (t.from.words.published === 0 && t.from.words.event === 0))
    && (t.to.words.epoch === s.to.words.epoch || (t.to.words.published === 0 && t.to.words.event === 0)),
})
const zerosFirst = reachable({
  id: "notify.zerosFirst", text: "The zeros of an offer have landed, the offer has not, and the producer, which still uses the old epoch, reads a count of 0.",
  holds: (s, n) => s.from.sender.phase === "open" && s.from.sender.epoch < s.to.owner.epoch && s.from.words.epoch === s.from.sender.epoch && s.from.words.published === 0 && s.from.publisher.count > n.slots,
})
const sleepsOn = across({
  id: "notify.sleepsOn", text: "An endpoint that sleeps does nothing before it hears a doorbell or a link event wakes it.",
  holds: (s, _n, t) => (s.from.sleeper.mode !== "asleep" || t.from.bell.length < s.from.bell.length || t.from.sender.seen !== s.from.sender.seen
      || (t.from.sleeper.mode === "asleep" && t.from.sender.epoch === s.from.sender.epoch && t.from.sender.phase === s.from.sender.phase && t.from.sender.noted === s.from.sender.noted))
    && (s.to.sleeper.mode !== "asleep" || t.to.bell.length < s.to.bell.length || t.to.owner.seen !== s.to.owner.seen
      || (t.to.sleeper.mode === "asleep" && t.to.owner.epoch === s.to.owner.epoch && t.to.owner.phase === s.to.owner.phase)),
})
const closesOnce = across({
  id: "notify.closesOnce", text: "A producer says once that it abandoned an epoch, and posts nothing else before.",
  given: (s) => s.from.sender.phase === "left",
  holds: (s, _n, t) => t.from.buffer.length <= s.from.buffer.length || t.from.sender.phase !== "left",
})
const offerStands = across({
  id: "notify.offerStands", text: "An offer is taken back only after a failure, or if the producer has abandoned the epoch.",
  given: (s) => s.to.owner.phase === "offered",
  holds: (s, _n, t) => t.to.owner.phase !== "closed" || s.to.words.left === s.to.owner.epoch || t.to.owner.seen !== s.to.owner.seen || s.link.changes > 0,
})

/** A doorbell is under way in either direction, or was not heard yet: hearing it makes one side look or the other one test. */
const isRinging = (s: Ends): boolean =>
  some(s.from.buffer, (w) => w.word === "doorbell") || some(s.from.out, (w) => w.word === "doorbell") || s.to.bell.length > 0
  || some(s.to.buffer, (w) => w.word === "doorbell") || some(s.to.out, (w) => w.word === "doorbell") || s.from.bell.length > 0

const frameWakes = invariant({
  id: "notify.frameWakes", text: "While a consumer sleeps and a frame is committed that it has not taken, the producer still owes a test, or a doorbell is under way.",
  given: (s) => isCalm(s) && inOneEpoch(s) && s.to.sleeper.mode === "asleep" && s.from.publisher.count > s.to.consumed,
  holds: (s) => s.from.publisher.due !== "nothing" || isRinging(s),
})
const creditWakes = invariant({
  id: "notify.creditWakes", text: "While a producer sleeps and credit was returned that it has not seen, the consumer still owes a test, or a doorbell is under way.",
  given: (s, n) => isCalm(s) && inOneEpoch(s) && s.from.sleeper.mode === "asleep" && s.from.publisher.count - s.to.publisher.count < n.slots,
  holds: (s) => s.to.publisher.due !== "nothing" || isRinging(s),
})
const crossing = reachable({
  id: "notify.crossing", text: "The consumer has armed and found nothing, the producer has tested and not rung, and a frame waits in the ring: only the doorbell behind the event word can wake the consumer now.",
  holds: (s) => inOneEpoch(s) && s.to.sleeper.mode === "asleep" && s.from.publisher.due === "nothing" && s.to.words.published > s.to.consumed,
})

/** A doorbell is on its way to the producer, or was not heard yet. */
export const isRungAtProducer = (s: Ends): boolean => some(s.to.buffer, (w) => w.word === "doorbell") || some(s.to.out, (w) => w.word === "doorbell") || s.from.bell.length > 0
/** A doorbell is on its way to the consumer, or was not heard yet. */
export const isRungAtConsumer = (s: Ends): boolean => some(s.from.buffer, (w) => w.word === "doorbell") || some(s.from.out, (w) => w.word === "doorbell") || s.to.bell.length > 0

const offerWakes = invariant({
  id: "notify.offerWakes", text: "While a producer sleeps and an epoch is offered that it has not used, a doorbell is on its way to it.",
  given: (s) => isCalm(s) && s.from.sleeper.mode === "asleep" && s.to.owner.phase === "offered" && s.from.sender.epoch < s.to.owner.epoch,
  holds: isRungAtProducer,
})
const beginWakes = invariant({
  id: "notify.beginWakes", text: "While a consumer sleeps and the epoch that it offered has begun, a doorbell is on its way to it.",
  given: (s) => isCalm(s) && s.to.sleeper.mode === "asleep" && s.to.owner.phase === "offered" && s.from.sender.epoch === s.to.owner.epoch,
  holds: isRungAtConsumer,
})
const closeWakes = invariant({
  id: "notify.closeWakes", text: "While a consumer sleeps in an epoch that the producer has abandoned, the close is still to be posted, or a doorbell is on its way to the consumer.",
  given: (s) => isCalm(s) && s.to.sleeper.mode === "asleep" && s.to.owner.phase === "begun" && s.from.sender.epoch === s.to.owner.epoch && s.from.sender.phase !== "open",
  holds: (s) => s.from.sender.phase === "left" || isRungAtConsumer(s),
})

const forOffer = reachable({
  id: "notify.sleepsForOffer", text: "A producer without an epoch sleeps.", holds: (s) => s.from.sender.phase === "closed" && s.from.sleeper.mode === "asleep",
})
const forBegin = reachable({
  id: "notify.sleepsForBegin", text: "A consumer sleeps that has offered an epoch.", holds: (s) => s.to.owner.phase === "offered" && s.to.sleeper.mode === "asleep",
})
const bothAsleep = reachable({
  id: "notify.bothAsleep", text: "Both endpoints sleep at once in one epoch.",
  holds: (s) => inOneEpoch(s) && s.to.sleeper.mode === "asleep" && s.from.sleeper.mode === "asleep",
})
const woken = reachable({
  id: "notify.wokenByFailure", text: "A link failure finds both endpoints asleep, and the consumer notices first.",
  holds: (s) => !isUp(s.link.changes) && s.to.owner.phase === "closed" && s.from.sleeper.mode === "asleep" && s.from.sender.phase === "open",
})
const unaware = reachable({
  id: "notify.unaware", text: "A producer that has not seen the failure sleeps for credit of an epoch that is over, while the next one is offered.",
  holds: (s) => s.link.changes > 0 && s.from.link === 0 && s.from.sleeper.mode === "asleep" && s.from.sender.phase === "open" && s.from.sender.epoch < s.to.owner.epoch,
})
const staleEvent = reachable({
  id: "notify.staleEvent", text: "The event word of an epoch that is over lands after the next one was opened.",
  holds: (s) => s.from.words.event > 0 && s.to.owner.phase === "offered" && s.to.owner.epoch > 1 && s.from.words.epoch < s.to.owner.epoch && s.from.sender.epoch > 0,
})
const nothingLands = across({
  id: "notify.nothingLands", text: "Nothing lands over a link that is down.",
  given: (s) => !isUp(s.link.changes),
  holds: (s, _n, t) => t.from.words.published === s.from.words.published && t.from.words.event === s.from.words.event && t.from.words.epoch === s.from.words.epoch && t.from.bell.length <= s.from.bell.length
    && t.to.words.published === s.to.words.published && t.to.words.event === s.to.words.event && t.to.words.epoch === s.to.words.epoch && t.to.words.left === s.to.words.left && t.to.bell.length <= s.to.bell.length,
})

/** What sleeping must not break, in either form. That no wake-up is lost is judged by deadlock and completion. */
export const sleep: Machine<Ends, Sizes> = machine({
  id: "notify.sleep",
  properties: [inRange, creditLate, sleepsPaid, sleepsForCredit, armsInNeed, startsZero, endsBlank, saysTrue, stopsTrue, looksFirst, zeros, sleepsOn, closesOnce, offerStands, offerWakes, beginWakes, closeWakes, nothingLands, bothAsleep, forOffer, forBegin, zerosFirst],
})
/** What comes of a link that fails. */
export const sleepFailures: Machine<Ends, Sizes> = machine({ id: "notify.sleepFailures", properties: [woken, unaware, staleEvent] })

/** What is so in the doorbell form only. */
export const ringing: Machine<Ends, Sizes> = machine({ id: "notify.ringing", properties: [startsBlank, frameWakes, creditWakes, crossing] })

/** One end. */
interface End {
  readonly publisher: Publisher
  readonly sleeper: AnySleeper
  readonly buffer: Fifo<Sizes["buffered"], Packet>
  readonly out: Fifo<Sizes["posted"], Packet>
}
const { invariant: always, step } = model<End, Sizes>()

const sleepsSettled = always({
  id: "notify.sleepsSettled", text: "An endpoint that sleeps owes its peer neither a fence nor a test.",
  given: (s) => s.sleeper.mode === "asleep", holds: (s) => s.publisher.due === "nothing" || s.publisher.due === "silent",
})
const ringsOnce = step({
  id: "notify.ringsOnce", text: "A test rings at most once for one value of the event word.",
  given: (s) => s.publisher.due === "test",
  holds: (s, _n, t) => t.publisher.due !== "nothing" || t.buffer.length !== s.buffer.length + 1 || t.publisher.answered > s.publisher.answered,
})
const testEnds = step({
  id: "notify.testEnds", text: "A test that rings is done.",
  holds: (s, _n, t) => t.publisher.answered <= s.publisher.answered || t.publisher.due === "nothing",
})
const publishesOnce = step({
  id: "notify.publishesOnce", text: "An endpoint publishes each count once, and only while it is awake.",
  holds: (s, _n, t) => t.buffer.length <= s.buffer.length || at(t.buffer, t.buffer.length - 1).word !== "published" || (s.sleeper.mode === "awake" && t.publisher.count > s.publisher.count),
})
const batch = step({
  id: "notify.batch", text: "An endpoint publishes only while fewer than `batched` of its writes wait in its processor.",
  holds: (s, n, t) => t.publisher.count <= s.publisher.count || s.buffer.length < n.batched,
})
const armsAwake = step({
  id: "notify.armsAwake", text: "An endpoint posts an event word only while it is awake.",
  given: (s) => !some(s.buffer, (w) => w.word === "event"), holds: (s, _n, t) => !some(t.buffer, (w) => w.word === "event") || s.sleeper.mode === "awake",
})
const carriesRightly = (p: Packet): boolean => (p.word === "published" || p.word === "event" || p.value === 0) && (p.word === "epoch" || p.word === "close" ? p.epoch > 0 : p.epoch === 0)
const noResidue = always({
  id: "notify.noResidue", text: "Only a count and an event word carry a value, and only a word about epochs the number of one.",
  holds: (s) => every(s.buffer, carriesRightly) && every(s.out, carriesRightly),
})
const visibleLate = always({
  id: "notify.visibleLate", text: "An endpoint's other processors see no count that was not published in its epoch, once the beginning of the epoch has left.",
  given: (s) => s.publisher.due !== "silent" && !some(s.buffer, (w) => w.word === "epoch"),
  holds: (s) => s.publisher.visible <= s.publisher.count,
})

/** What each end keeps to, in either form. */
export const end: Machine<End, Sizes> = machine({ id: "notify.end", properties: [sleepsSettled, ringsOnce, testEnds, publishesOnce, armsAwake, noResidue, visibleLate, batch] })
