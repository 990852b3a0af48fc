import { at, between, blank, blue, count, every, proving, red, white, type Proof } from "tcnet"
import { isUp } from "../../model/fabric/outage.ts"
import type { Sizes } from "../../model/slot/sizes.ts"
import type { Submitted } from "../../model/slot/source.ts"
import { tagOf, type RingWrite } from "../../model/slot/words.ts"
import type { Ring } from "../ring.ts"
import { ring } from "../systems/ring.ts"
import { after, nothing, type Carried, type Memory } from "./memory.ts"

const { lemma } = proving<Ring, Memory, Sizes>()

/** The owner's epoch is in use, and it is the one that the sender used last. */
const isLive = (s: Ring): boolean => s.a.sender.epoch === s.b.owner.epoch && isInUse(s)
const isInUse = (s: Ring): boolean => s.b.owner.phase === "offered" || s.b.owner.phase === "begun"
/** And no failure of the link has come over it: nothing that was posted in it is lost. */
const isWhole = (s: Ring): boolean => isLive(s) && s.link.changes === s.b.owner.seen
/** How many of the epoch's writes have landed; below 0, how many older ones are still before them. */
const landed = (s: Ring, m: Memory): number => m.posted + m.closes - s.a.out.length
/** The number of the write that begins the slot with this index: behind a zero for each slot, and the word that begins the epoch. */
const firstOf = (index: number, n: Sizes): number => n.slots + 1 + 3 * index
const consumed = (s: Ring): number => count(s.b.reader.consumed)
const committed = (s: Ring): number => count(s.a.writer.committed)
const slotOf = (index: number, n: Sizes): number => index % n.slots

const isSlotWrite = (word: "payload" | "trailer" | "commit" | "begin" | "close"): boolean => word === "payload" || word === "trailer" || word === "commit"

const epochs = lemma({
  id: "lemma.epochs", text: "The sender's epoch is one that it was offered, and the owner has opened every epoch that is offered or that the sender speaks of.",
  holds: (s) => s.a.sender.epoch <= s.a.words.offer && s.a.sender.noted <= s.a.words.offer && s.a.words.offer <= s.b.owner.epoch
    && (s.a.sender.noted === 0 || s.a.sender.noted > s.a.sender.epoch)
    && s.b.ring.begin <= s.a.sender.epoch && s.b.ring.close <= s.a.sender.epoch
    && (s.a.sender.phase === "closed" ? s.a.sender.epoch === 0 : s.a.sender.epoch > 0) && (s.b.owner.epoch > 0 || s.b.owner.phase === "closed")
    && (s.b.owner.phase !== "begun" || s.a.sender.epoch === s.b.owner.epoch)
    && (s.b.owner.phase !== "abandoned" || s.b.ring.close === s.b.owner.epoch),
})
const spoken = lemma({
  id: "lemma.spoken", text: "What is under way says of no epoch that it begins or is abandoned which the sender has not used, and of none which is older than one of which that was said.",
  holds: (s, n, m) => every(s.a.out, (w) => w.word !== "begin" || (w.epoch <= s.a.sender.epoch && w.epoch >= s.b.ring.begin && (w.epoch < s.a.sender.epoch || m.posted > n.slots)))
    && every(s.a.out, (w) => w.word !== "close" || (w.epoch <= s.a.sender.epoch && w.epoch >= s.b.ring.close))
    && (s.a.sender.epoch === 0 || s.b.ring.begin < s.a.sender.epoch || m.posted > n.slots),
})
const spokenInOrder = lemma({
  id: "lemma.spokenInOrder", text: "Epochs begin, and are abandoned, in the order of their numbers.",
  holds: (s) => between(0, s.a.out.length, (j) => between(0, s.a.out.length, (k) => j > k || at(s.a.out, j).word !== at(s.a.out, k).word || isSlotWrite(at(s.a.out, j).word) || at(s.a.out, j).epoch <= at(s.a.out, k).epoch)),
})
const offers = lemma({
  id: "lemma.offers", text: "Offers under way are of epochs that were opened, and none is older than the one that arrived last.",
  holds: (s) => every(s.b.out, (w) => w.word !== "offer" || (w.epoch <= s.b.owner.epoch && w.epoch >= s.a.words.offer && w.epoch > 0)),
})
const offersInOrder = lemma({
  id: "lemma.offersInOrder", text: "Offers are posted in the order of their numbers.",
  holds: (s) => between(0, s.b.out.length, (j) => between(0, s.b.out.length, (k) => j > k || at(s.b.out, j).word !== "offer" || at(s.b.out, k).word !== "offer" || at(s.b.out, j).epoch <= at(s.b.out, k).epoch)),
})
const isTrue = (seen: number, changes: number): boolean => seen === changes || (seen < changes && isUp(seen))
const link = lemma({
  id: "lemma.link", text: "The owner sees every change of the link, the sender is right or a failure behind; an epoch in use was opened while the link was up.",
  holds: (s) => s.b.link === s.link.changes && isTrue(s.a.link, s.link.changes) && s.a.sender.seen <= s.a.link && s.b.owner.seen <= s.b.link && (!isInUse(s) || isUp(s.b.owner.seen)),
})
const idle = lemma({
  id: "lemma.idle", text: "A side that uses no epoch keeps nothing of one.",
  holds: (s, n) => (s.a.sender.phase === "open" || (s.a.writer.stage === "idle" && s.a.writer.left === 0 && s.a.writer.frame === blank && committed(s) === 0 && s.a.submitted === "none"))
    && (s.a.sender.phase === "sweeping" || s.a.sender.swept === 0) && s.a.sender.swept <= n.slots
    && (s.b.owner.phase === "begun" || (s.b.reader.stage === "idle" && s.b.reader.missing === 0 && s.b.reader.part === blank && consumed(s) === 0 && count(s.b.reader.returned) === 0 && s.b.ghost.delivered === "none")),
})
/** What of the next slot was posted. */
const stage = (s: Ring): number => (s.a.writer.stage === "idle" ? 0 : s.a.writer.stage === "payload" ? 1 : 2)
const counts = lemma({
  id: "lemma.counts", text: "The writes of the epoch that were posted are a zero for each slot, the word that begins it, and three for each slot.",
  holds: (s, n, m) => (s.a.sender.phase !== "closed" || (m.posted === 0 && m.closes === 0)) && (s.a.sender.phase !== "sweeping" || (m.posted === s.a.sender.swept && m.closes === 0))
    && (s.a.sender.phase !== "open" || (m.posted === firstOf(committed(s), n) + stage(s) && m.closes === 0)),
})
const wire = lemma({
  id: "lemma.wire", text: "While no failure has come over the epoch, what is under way are older writes and behind them the last that were posted in it, all in order: zeros, the beginning, the slots, and that it was abandoned.",
  from: ["lemma.epochs", "lemma.spoken", "lemma.link", "lemma.idle", "lemma.counts", "lemma.writing"],
  holds: (s, n, m) => !isWhole(s) || between(0, s.a.out.length, (j) => {
    const w = at(s.a.out, j)
    const d = landed(s, m) + j
    const i = at(m.index, d)
    if (d < 0) return (w.word !== "begin" && w.word !== "close") || w.epoch < s.a.sender.epoch
    if (d >= m.posted) return w.word === "close" && w.epoch === s.a.sender.epoch
    if (d < n.slots) return w.word === "commit" && w.tag === 0 && w.slot === d
    if (d === n.slots) return w.word === "begin" && w.epoch === s.a.sender.epoch
    const c = at(m.slots, i)
    return i >= 0 && w.slot === slotOf(i, n) && (w.word === "payload" ? d === firstOf(i, n) && w.body === c.frame
      : w.word === "trailer" ? d === firstOf(i, n) + 1 && w.body === c.frame && w.following === c.following
        : w.word === "commit" && d === firstOf(i, n) + 2 && w.tag === tagOf(s.a.sender.epoch, n) && count(w.count) === i)
  }),
})
const arrived = lemma({
  id: "lemma.arrived", text: "While no failure has come over the epoch, its owner has heard that it begins or is abandoned exactly when those words have landed.",
  from: ["lemma.epochs", "lemma.spoken", "lemma.link", "lemma.idle", "lemma.counts", "lemma.wire"],
  holds: (s, n, m) => !isWhole(s) || ((s.b.ring.begin === s.a.sender.epoch) === (landed(s, m) > n.slots && m.posted > n.slots) && (s.b.ring.close === s.a.sender.epoch) === landed(s, m) > m.posted),
})
const began = lemma({
  id: "lemma.began", text: "An epoch that has begun for its owner was swept and begun by the sender.",
  holds: (s, n, m) => s.b.owner.phase !== "begun" || (m.posted > n.slots && s.b.ring.begin === s.b.owner.epoch && (s.a.sender.phase === "open" || s.a.sender.phase === "left")),
})
/** True if this write of the slot with this index has landed: 0 is the payload, 1 the trailer, 2 the commit word. */
const hasLanded = (index: number, part: number, s: Ring, n: Sizes, m: Memory): boolean => firstOf(index, n) + part < landed(s, m) && firstOf(index, n) + part < m.posted
const isZero = (w: RingWrite, slot: number): boolean => w.word === "commit" && w.slot === slot && w.tag === 0
const swept = lemma({
  id: "lemma.swept", text: "While no failure has come over the epoch, a commit word for which a zero was posted is about to be swept by it; or it is zero, or that of a slot of the epoch whose commit word has landed, no further back than the ring is long.",
  from: ["lemma.epochs", "lemma.link", "lemma.idle", "lemma.counts", "lemma.wire", "lemma.contents", "lemma.reading", "lemma.copies", "lemma.room"],
  holds: (s, n, m) => !isWhole(s) || between(0, n.slots, (p) => {
    const w = at(s.b.ring.slots, p).commit
    if (p >= m.posted) return true
    if (p >= landed(s, m)) return isZero(at(s.a.out, p - landed(s, m)), p)
    return w.tag === 0
      || (w.tag === tagOf(s.a.sender.epoch, n) && slotOf(count(w.count), n) === p && hasLanded(count(w.count), 2, s, n, m) && count(w.count) + n.slots >= consumed(s))
  }),
})
const contents = lemma({
  id: "lemma.contents", text: "While no failure has come over the epoch, each slot that is not consumed holds what has landed of it.",
  from: ["lemma.epochs", "lemma.link", "lemma.idle", "lemma.counts", "lemma.wire", "lemma.reading", "lemma.copies", "lemma.room"],
  holds: (s, n, m) => !isWhole(s) || between(consumed(s), consumed(s) + n.slots, (i) => {
    const slot = at(s.b.ring.slots, slotOf(i, n))
    const c = at(m.slots, i)
    return (!hasLanded(i, 0, s, n, m) || slot.payload.body === c.frame) && (!hasLanded(i, 1, s, n, m) || (slot.trailer.body === c.frame && slot.trailer.following === c.following))
      && (!hasLanded(i, 2, s, n, m) || (slot.commit.tag === tagOf(s.a.sender.epoch, n) && count(slot.commit.count) === i))
  }),
})
const sweptBefore = lemma({
  id: "lemma.sweptBefore", text: "No zero is under way behind the word that begins the sender's epoch.",
  from: ["lemma.epochs", "lemma.spoken", "lemma.idle", "lemma.counts"],
  holds: (s) => (s.b.ring.begin < s.a.sender.epoch || s.a.sender.epoch === 0 || every(s.a.out, (w) => w.word !== "commit" || w.tag > 0))
    && between(0, s.a.out.length, (j) => between(0, s.a.out.length, (k) => j > k || at(s.a.out, j).word !== "begin" || at(s.a.out, j).epoch < s.a.sender.epoch || at(s.a.out, k).word !== "commit" || at(s.a.out, k).tag > 0)),
})
const isPart = (w: RingWrite, word: "payload" | "trailer", slot: number): boolean => w.word === word && w.slot === slot
const posted = lemma({
  id: "lemma.posted", text: "While no failure has come over the epoch, what was posted of the slot that the sender is writing has landed, or is under way at its place.",
  from: ["lemma.epochs", "lemma.link", "lemma.idle", "lemma.counts"],
  holds: (s, n, m) => !isWhole(s) || s.a.sender.phase !== "open" || s.a.writer.stage === "idle"
    || ((hasLanded(committed(s), 0, s, n, m) || isPart(at(s.a.out, firstOf(committed(s), n) - landed(s, m)), "payload", slotOf(committed(s), n)))
      && (s.a.writer.stage === "payload" || hasLanded(committed(s), 1, s, n, m) || isPart(at(s.a.out, firstOf(committed(s), n) + 1 - landed(s, m)), "trailer", slotOf(committed(s), n)))),
})
const together = lemma({
  id: "lemma.together", text: "While no failure has come over the epoch, right before a commit word of it the payload and the trailer of the same slot were posted.",
  from: ["lemma.epochs", "lemma.link", "lemma.idle", "lemma.counts", "lemma.wire", "lemma.posted"],
  holds: (s, n, m) => !isWhole(s) || between(0, s.a.out.length, (j) => at(s.a.out, j).word !== "commit" || landed(s, m) + j <= n.slots
    || ((j < 1 || isPart(at(s.a.out, j - 1), "trailer", at(s.a.out, j).slot)) && (j < 2 || isPart(at(s.a.out, j - 2), "payload", at(s.a.out, j).slot)))),
})
/** True if the slot was begun in the sender's epoch. */
const isStarted = (index: number, n: Sizes, m: Memory): boolean => firstOf(index, n) < m.posted
const isCarried = (c: Carried): boolean => (c.frame === white || (c.frame === red && (c.left > 0 || c.told === "none")) || (c.frame === blue && (c.left > 0 || c.told === "red")))
  && (c.left === 0 ? c.part === blank : c.part === c.frame && c.following === c.left - 1)
  && c.after === (c.following > 0 ? c.told : c.frame === red ? "red" : c.frame === blue ? "blue" : c.told)
  && (c.frame !== red || c.told === "none") && (c.frame !== blue || c.told === "red")
const carried = lemma({
  id: "lemma.carried", text: "Each slot of the epoch carries a frame that may follow those before it, or more of the frame that the slot before it carries.",
  holds: (_s, n, m) => between(0, m.posted, (i) => !isStarted(i, n, m) || isCarried(at(m.slots, i))),
})
const follows = (c: Carried, b: Carried): boolean => c.told === b.after && c.left === b.following && (b.following === 0 || c.part === b.frame)
const linked = lemma({
  id: "lemma.linked", text: "Each slot of the epoch goes on where the one before it ended.",
  holds: (_s, n, m) => between(0, m.posted, (i) => !isStarted(i, n, m) || (i === 0 ? at(m.slots, 0).told === "none" && at(m.slots, 0).left === 0 : follows(at(m.slots, i), at(m.slots, i - 1)))),
})
const isSaid = (said: Submitted, submitted: Submitted): boolean => said === "none" || said === submitted || (said === "red" && submitted === "blue")
const submitted = lemma({
  id: "lemma.submitted", text: "What was submitted in the epoch goes beyond what any of its slots tells.",
  holds: (s, n, m) => s.a.sender.phase !== "open" || between(0, m.posted, (i) => !isStarted(i, n, m) || (isSaid(at(m.slots, i).after, s.a.submitted) && isSaid(at(m.slots, i).told, s.a.submitted))),
})
const writing = lemma({
  id: "lemma.writing", text: "The sender writes the frame that the slot at hand carries, or goes on where the last one ended.",
  holds: (s, _n, m) => {
    if (s.a.sender.phase !== "open") return true
    const c = at(m.slots, committed(s))
    const b = at(m.slots, committed(s) - 1)
    if (s.a.writer.stage !== "idle") return s.a.writer.frame === c.frame && s.a.writer.left === c.following && s.a.submitted === (c.frame === red ? "red" : c.frame === blue ? "blue" : c.told)
    if (committed(s) === 0) return s.a.writer.left === 0 && s.a.submitted === "none" && s.a.writer.frame === blank
    return s.a.writer.left === b.following && (b.following === 0 ? s.a.submitted === b.after && s.a.writer.frame === blank : s.a.writer.frame === b.frame && s.a.submitted === (b.frame === red ? "red" : b.frame === blue ? "blue" : b.told))
  },
})
const reading = lemma({
  id: "lemma.reading", text: "The owner has consumed slots that were committed, delivered what they tell, and returned credit for none that it has not consumed.",
  holds: (s, n, m) => {
    if (s.b.owner.phase !== "begun") return true
    const c = at(m.slots, consumed(s) - 1)
    if (count(s.b.reader.returned) > consumed(s)) return false
    if (consumed(s) === 0) return s.b.ghost.delivered === "none" && s.b.reader.missing === 0 && s.b.reader.part === blank
    return firstOf(consumed(s), n) <= m.posted && (!isWhole(s) || firstOf(consumed(s), n) <= landed(s, m)) && s.b.ghost.delivered === c.after && s.b.reader.missing === c.following && s.b.reader.part === (c.following > 0 ? c.frame : blank)
  },
})
const looked = lemma({
  id: "lemma.looked", text: "While no failure has come over the epoch, a slot whose commit word the owner has looked at is committed.",
  holds: (s, n, m) => !isWhole(s) || s.b.reader.stage !== "looked" || hasLanded(consumed(s), 2, s, n, m),
})
const isReading = (s: Ring): boolean => s.b.reader.stage === "accepted" || s.b.reader.stage === "half" || s.b.reader.stage === "holding"
const copies = lemma({
  id: "lemma.copies", text: "What the owner has accepted was committed, and what it has copied is what the slot carries.",
  holds: (s, n, m) => {
    const c = at(m.slots, consumed(s))
    return (!isReading(s) || (firstOf(consumed(s), n) + 2 < m.posted && (!isWhole(s) || firstOf(consumed(s), n) + 2 < landed(s, m))))
      && (s.b.reader.stage === "half" || s.b.reader.stage === "holding" ? s.b.reader.payload.body === c.frame : s.b.reader.payload.body === blank)
      && (s.b.reader.stage === "holding" ? s.b.reader.trailer.body === c.frame && s.b.reader.trailer.following === c.following : s.b.reader.trailer.body === blank && s.b.reader.trailer.following === 0)
  },
})
const isCopying = (s: Ring): boolean => s.b.reader.stage === "accepted" || s.b.reader.stage === "half"
const kept = lemma({
  id: "lemma.kept", text: "The slot that the owner is copying holds what it carries, whatever has become of the link.",
  from: ["lemma.epochs", "lemma.link", "lemma.idle", "lemma.counts", "lemma.contents", "lemma.looked", "lemma.copies", "lemma.untouched", "lemma.room"],
  holds: (s, n, m) => {
    const slot = at(s.b.ring.slots, slotOf(consumed(s), n))
    const c = at(m.slots, consumed(s))
    return !isCopying(s) || (slot.payload.body === c.frame && slot.trailer.body === c.frame && slot.trailer.following === c.following && slot.commit.tag === tagOf(s.b.owner.epoch, n) && count(slot.commit.count) === consumed(s))
  },
})
const untouched = lemma({
  id: "lemma.untouched", text: "Nothing under way goes to the slot that the owner is copying.",
  from: ["lemma.epochs", "lemma.link", "lemma.idle", "lemma.counts", "lemma.wire", "lemma.reading", "lemma.looked", "lemma.copies", "lemma.creditWord", "lemma.room"],
  holds: (s, n) => !isCopying(s) || every(s.a.out, (w) => !isSlotWrite(w.word) || w.slot !== slotOf(consumed(s), n)),
})
const creditWord = lemma({
  id: "lemma.creditWord", text: "Behind an epoch's offer, the sender's credit word is one of that epoch, and counts what was returned.",
  holds: (s, n) => !isInUse(s) || s.a.words.offer !== s.b.owner.epoch || (s.a.words.credit.tag === tagOf(s.b.owner.epoch, n) && count(s.a.words.credit.count) <= count(s.b.reader.returned)),
})
const creditUnderWay = lemma({
  id: "lemma.creditUnderWay", text: "Behind an epoch's offer only credit of that epoch is under way, of no less than arrived and no more than was returned.",
  holds: (s, n) => !isInUse(s) || s.a.words.offer !== s.b.owner.epoch || every(s.b.out, (w) => w.word !== "credit" || (w.tag === tagOf(s.b.owner.epoch, n) && count(w.count) <= count(s.b.reader.returned) && count(s.a.words.credit.count) <= count(w.count))),
})
const creditInOrder = lemma({
  id: "lemma.creditInOrder", text: "Credit of one epoch grows.",
  holds: (s) => !isInUse(s) || s.a.words.offer !== s.b.owner.epoch || between(0, s.b.out.length, (j) => between(0, s.b.out.length, (k) => j > k || at(s.b.out, j).word !== "credit" || at(s.b.out, k).word !== "credit" || count(at(s.b.out, j).count) <= count(at(s.b.out, k).count))),
})
const creditFirst = lemma({
  id: "lemma.creditFirst", text: "Right before the offer of the epoch at hand its credit of 0 is posted, and it arrives before it.",
  holds: (s, n) => s.b.owner.phase !== "offered" || between(0, s.b.out.length, (k) => at(s.b.out, k).word !== "offer" || at(s.b.out, k).epoch !== s.b.owner.epoch
    || (k === 0 ? s.a.words.credit.tag === tagOf(s.b.owner.epoch, n) && count(s.a.words.credit.count) === 0
      : at(s.b.out, k - 1).word === "credit" && at(s.b.out, k - 1).tag === tagOf(s.b.owner.epoch, n) && count(at(s.b.out, k - 1).count) === 0)),
})
const creditAfter = lemma({
  id: "lemma.creditAfter", text: "Behind the offer of an epoch that has not begun, only its credit of 0 is posted.",
  holds: (s, n) => s.b.owner.phase !== "offered" || between(0, s.b.out.length, (j) => between(0, s.b.out.length, (k) => j > k || at(s.b.out, j).word !== "offer" || at(s.b.out, j).epoch !== s.b.owner.epoch
    || at(s.b.out, k).word !== "credit" || (at(s.b.out, k).tag === tagOf(s.b.owner.epoch, n) && count(at(s.b.out, k).count) === 0))),
})
const room = lemma({
  id: "lemma.room", text: "In an epoch in use, the sender has begun no slot that the credit it has seen does not cover, and never runs further ahead of the owner than the ring is long.",
  holds: (s, n, m) => !isLive(s) || (m.posted <= firstOf(count(s.b.reader.returned) + n.slots, n)
    && (s.a.sender.phase !== "open" || (committed(s) + s.a.writer.left + (s.a.writer.stage === "idle" ? 0 : 1) <= count(s.a.words.credit.count) + n.slots && consumed(s) <= committed(s)))),
})
const plain = lemma({
  id: "lemma.plain", text: "A posted write carries nothing beside what its word takes.",
  holds: (s) => every(s.a.out, (w) => (w.word === "payload" || w.word === "trailer" || (w.body === blank && w.seal === 0)) && (w.word === "trailer" || w.following === 0)
      && (w.word === "commit" || (w.tag === 0 && count(w.count) === 0)) && (w.word === "begin" || w.word === "close" ? w.slot === 0 && w.epoch > 0 : w.epoch === 0))
    && every(s.b.out, (w) => (w.word === "offer" ? w.tag === 0 && count(w.count) === 0 && w.epoch > 0 : w.tag > 0 && w.epoch === 0)),
})

/** That one direction of a ring keeps its promises at every size, whatever the link does. */
export const ringProof: Proof<Ring, Memory, Sizes> = {
  system: ring,
  text: "One direction of a ring over a link that fails and comes back, of every size, over any number of epochs, failures and frames.",
  sizes: (n) => ({
    slots: n.slots >= 1, frames: n.more < n.slots, posted: n.posted >= 1, tags: n.tags >= 1,
    indices: n.indices % n.slots === 0, wraps: n.indices >= 2 * n.slots,
  }),
  unbounded: ["epochs", "changes", "seals"],
  memory: { init: nothing, after },
  lemmas: [
    epochs, spoken, spokenInOrder, offers, offersInOrder, link, idle, counts, wire, arrived, began, swept, sweptBefore, posted, together, contents, carried, linked, submitted, writing, reading, looked, copies, kept, untouched,
    creditWord, creditUnderWay, creditInOrder, creditFirst, creditAfter, room, plain,
  ],
  forgets: [
    "lemma.epochs", "lemma.spoken", "lemma.link", "lemma.idle", "lemma.counts", "lemma.wire", "lemma.arrived", "lemma.began", "lemma.swept", "lemma.sweptBefore", "lemma.posted",
    "lemma.together", "lemma.contents", "lemma.reading", "lemma.looked", "lemma.copies", "lemma.untouched", "lemma.room", "lemma.plain",
  ],
}
