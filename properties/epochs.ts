import { at, blank, counter, every, machine, model, range, some, type Fifo, type Machine } from "tcnet"
import type { Owner } from "../model/epoch/owner.ts"
import type { Sender } from "../model/epoch/sender.ts"
import { isUp, type Indication, type Link } from "../model/fabric/outage.ts"
import { isExpected, type Reader } from "../model/slot/reader.ts"
import type { Sizes } from "../model/slot/sizes.ts"
import type { Delivered, Submitted } from "../model/slot/source.ts"
import { tagOf, type RingWords, type RingWrite, type SenderWords, type SenderWrite } from "../model/slot/words.ts"
import { unconsumed, type Writer } from "../model/slot/writer.ts"

/** One direction: frames go from `from` into the ring of `to`. */
export interface View {
  readonly link: Link
  readonly from: { readonly sender: Sender; readonly writer: Writer; readonly submitted: Submitted; readonly words: SenderWords; readonly link: Indication; readonly out: Fifo<Sizes["posted"], RingWrite> }
  readonly to: { readonly owner: Owner; readonly reader: Reader; readonly ring: RingWords; readonly link: Indication; readonly out: Fifo<Sizes["posted"], SenderWrite>; readonly ghost: { readonly delivered: Delivered } }
}
const { forbidden, invariant, reachable, step } = model<View, Sizes>()

/** Both sides are in the same epoch, and the sender has not given it up. */
export const inOneEpoch = (s: View): boolean => s.from.sender.phase === "open" && s.from.sender.epoch === s.to.owner.epoch && s.to.owner.phase === "begun"
/** Frames committed and not consumed, while both are in one epoch. */
export const ahead = (s: View, n: Sizes): number => counter.distance(s.to.reader.consumed, s.from.writer.committed, n.indices, n.indices)

const inOrder = invariant({
  id: "slot.inOrder", text: "Within an epoch no frame is delivered before one that was submitted earlier.",
  holds: (s) => s.to.ghost.delivered !== "misordered",
})
const noDuplicate = invariant({
  id: "slot.noDuplicate", text: "Within an epoch no frame is delivered twice.",
  holds: (s) => s.to.ghost.delivered !== "duplicate",
})
const noPhantom = invariant({
  id: "slot.noPhantom", text: "Nothing is delivered that was not submitted in this epoch.",
  given: (s) => s.from.sender.phase === "open" && s.from.sender.epoch === s.to.owner.epoch,
  holds: (s) => (s.to.ghost.delivered !== "red" || s.from.submitted !== "none") && (s.to.ghost.delivered !== "blue" || s.from.submitted === "blue"),
})
const noResidue = invariant({
  id: "slot.noResidue", text: "Memory that nobody has written in this life of the ring is never delivered.",
  holds: (s) => s.to.ghost.delivered !== "phantom",
})
const noTearing = invariant({
  id: "slot.noTearing", text: "No frame is delivered whose payload and trailer are of different frames.",
  holds: (s) => s.to.ghost.delivered !== "torn",
})
const noLoss = invariant({
  id: "slot.noLoss", text: "Within an epoch, once as many frames are consumed as were committed, every followed frame that was committed is among the delivered.",
  given: (s, n) => inOneEpoch(s) && s.from.writer.stage === "idle" && s.from.writer.left === 0 && ahead(s, n) === 0,
  holds: (s) => s.to.ghost.delivered === s.from.submitted,
})
const neverOverwrites = invariant({
  id: "slot.neverOverwrites", text: "The slot that its owner is reading holds the frame that the owner accepted.",
  given: (s) => s.to.reader.stage === "accepted" || s.to.reader.stage === "half",
  holds: (s, n) => counter.same(at(s.to.ring.slots, counter.slot(s.to.reader.consumed, n.indices, n.slots)).commit.count, s.to.reader.consumed)
    && at(s.to.ring.slots, counter.slot(s.to.reader.consumed, n.indices, n.slots)).commit.tag === tagOf(s.to.owner.epoch, n),
})
const noStaleEpoch = invariant({
  id: "slot.noStaleEpoch", text: "A slot is accepted only in the epoch that the sender used last: nothing of an earlier one is accepted as this one's.",
  given: (s) => s.to.reader.stage !== "idle" && s.to.reader.stage !== "looked",
  holds: (s) => s.from.sender.epoch === s.to.owner.epoch,
})
const inRange = invariant({
  id: "credit.inRange", text: "While both sides are in one epoch, no more frames are committed and not consumed than the ring has slots.",
  given: inOneEpoch, holds: (s, n) => ahead(s, n) <= n.slots,
})
const late = invariant({
  id: "credit.late", text: "While both sides are in one epoch, credit counts no frame that was not consumed, unless it is so wrong that the sender sees it.",
  given: inOneEpoch,
  holds: (s, n) => unconsumed(s.from.words.credit, tagOf(s.from.sender.epoch, n), s.from.writer.committed, n) >= ahead(s, n),
})
const monotone = step({
  id: "epoch.monotone", text: "Epochs never go back: not the owner's, the sender's, the offer, nor what the sender says.",
  holds: (s, _n, t) => t.to.owner.epoch >= s.to.owner.epoch && t.from.sender.epoch >= s.from.sender.epoch && t.from.words.offer >= s.from.words.offer && t.to.ring.begin >= s.to.ring.begin,
})
const offered = invariant({
  id: "epoch.offered", text: "A sender uses no epoch that the owner has not opened.",
  holds: (s) => s.from.sender.epoch <= s.to.owner.epoch,
})
const endsWithLink = step({
  id: "epoch.endsWithLink", text: "No epoch outlives a failure of the link that its owner sees: until the owner has handled it, no slot is accepted.",
  given: (s) => s.to.link !== s.to.owner.seen,
  holds: (s, _n, t) => !(s.to.reader.stage === "looked" && t.to.reader.stage === "accepted"),
})
const keepsNothing = invariant({
  id: "epoch.keepsNothing", text: "A side that uses no epoch keeps nothing of one, and slots are counted as swept only while the ring is being swept.",
  holds: (s) => (s.from.sender.phase === "sweeping" || s.from.sender.phase === "open" || (s.from.writer.stage === "idle" && s.from.writer.left === 0 && s.from.writer.frame === blank && counter.same(s.from.writer.committed, counter.zero()) && s.from.submitted === "none"))
    && (s.from.sender.phase === "sweeping" || s.from.sender.swept === 0)
    && (s.to.owner.phase === "begun" || (s.to.reader.stage === "idle" && s.to.reader.missing === 0 && counter.same(s.to.reader.consumed, counter.zero()) && counter.same(s.to.reader.returned, counter.zero()) && s.to.ghost.delivered === "none")),
})
const saysTrue = invariant({
  id: "epoch.saysTrue", text: "A sender says of no epoch that it begins or is abandoned which it has not used, has left none before it used one, and takes note only of offers that are greater.",
  holds: (s) => s.to.ring.begin <= s.from.sender.epoch && s.to.ring.close <= s.from.sender.epoch && (s.from.sender.phase === "closed" ? s.from.sender.epoch === 0 : s.from.sender.epoch > 0)
    && (s.from.sender.noted === 0 || s.from.sender.noted > s.from.sender.epoch),
})
const endsTrue = invariant({
  id: "epoch.endsTrue", text: "An epoch counts as abandoned by the sender only if the sender has said so of this very one.",
  given: (s) => s.to.owner.phase === "abandoned", holds: (s) => s.to.owner.epoch > 0 && s.to.ring.close === s.to.owner.epoch,
})
const beginsOnce = step({
  id: "epoch.beginsOnce", text: "A sender whose epoch is open posts nothing but slots.",
  given: (s) => s.from.sender.phase === "open",
  holds: (s, _n, t) => t.from.out.length <= s.from.out.length || every(t.from.out, (w) => (w.word !== "begin" && w.word !== "close") || some(s.from.out, (v) => v.word === w.word && v.epoch === w.epoch)),
})
const endedIsSilent = step({
  id: "epoch.endedIsSilent", text: "An owner whose epoch has ended posts nothing before it opens the next.",
  given: (s) => s.to.owner.phase === "closed" || s.to.owner.phase === "abandoned", holds: (s, _n, t) => t.to.out.length <= s.to.out.length,
})
const sweepsAll = step({
  id: "epoch.sweepsAll", text: "A sender that adopts an epoch has swept nothing for it yet.",
  given: (s) => s.from.sender.noted > 0, holds: (s, _n, t) => t.from.sender.epoch === s.from.sender.epoch || t.from.sender.swept === 0,
})
const oneOpen = step({
  id: "slot.oneOpen", text: "A sender writes one slot at a time: it begins no other before it has committed this one, or abandoned it.",
  given: (s) => s.from.writer.stage !== "idle", holds: (s, _n, t) => t.from.writer.left === s.from.writer.left || t.from.writer.stage === "idle",
})
const creditOnce = step({
  id: "credit.once", text: "An owner posts each count of consumed frames once.",
  given: (s) => s.to.owner.phase === "begun",
  holds: (s, _n, t) => t.to.out.length <= s.to.out.length || !counter.same(s.to.reader.returned, t.to.reader.returned),
})
const carriesNothing = invariant({
  id: "slot.carriesNothing", text: "A posted write carries nothing beside what its word takes.",
  holds: (s) => every(s.from.out, (w) => (w.word === "payload" || w.word === "trailer" || (w.body === blank && w.seal === 0)) && (w.word === "trailer" || w.following === 0)
      && (w.word === "commit" || (w.tag === 0 && counter.same(w.count, counter.zero()))) && (w.word === "begin" || w.word === "close" ? w.slot === 0 && w.epoch > 0 : w.epoch === 0))
    && every(s.to.out, (w) => (w.word === "offer" ? w.tag === 0 && counter.same(w.count, counter.zero()) && w.epoch > 0 : w.tag > 0 && w.epoch === 0)),
})
const isTrue = (seen: number, changes: number): boolean => seen === changes || (seen < changes && isUp(seen))
const indication = invariant({
  id: "fabric.indication", text: "An indication is true of the link, or of an earlier time when it was up; and no endpoint has handled an event that its indication does not show.",
  holds: (s) => isTrue(s.from.link, s.link.changes) && isTrue(s.to.link, s.link.changes) && s.from.sender.seen <= s.from.link && s.to.owner.seen <= s.to.link,
})
const stillWhileDown = step({
  id: "fabric.stillWhileDown", text: "Nothing lands while the link is down.",
  given: (s) => !isUp(s.link.changes),
  holds: (s, n, t) => t.to.ring.begin === s.to.ring.begin && t.to.ring.close === s.to.ring.close && t.from.words.offer === s.from.words.offer
    && t.from.words.credit.tag === s.from.words.credit.tag && counter.same(t.from.words.credit.count, s.from.words.credit.count)
    && every(range(n.slots), (i) => at(t.to.ring.slots, i).payload.body === at(s.to.ring.slots, i).payload.body && at(t.to.ring.slots, i).payload.seal === at(s.to.ring.slots, i).payload.seal && at(t.to.ring.slots, i).trailer.seal === at(s.to.ring.slots, i).trailer.seal && at(t.to.ring.slots, i).trailer.body === at(s.to.ring.slots, i).trailer.body
      && at(t.to.ring.slots, i).commit.tag === at(s.to.ring.slots, i).commit.tag && counter.same(at(t.to.ring.slots, i).commit.count, at(s.to.ring.slots, i).commit.count)),
})
const forgets = invariant({
  id: "slot.forgets", text: "An owner that holds no frame keeps no copy, no part of a frame that is whole, and a sender that has written a frame keeps nothing of it.",
  holds: (s) => (s.to.reader.stage === "holding" || s.to.reader.trailer.body === blank) && (s.to.reader.stage === "holding" || s.to.reader.stage === "half" || s.to.reader.payload.body === blank) && (s.to.reader.missing > 0 || s.to.reader.part === blank) && (s.from.writer.stage !== "idle" || s.from.writer.left > 0 || s.from.writer.frame === blank),
})

const wraps = reachable({
  id: "slot.wraps", text: "The index wraps: more frames are consumed in one epoch than there are indices.",
  holds: (s) => s.to.reader.stage === "idle" && counter.same(s.to.reader.consumed, counter.zero()) && s.to.ghost.delivered === "blue" && s.to.owner.phase === "begun",
})
const full = reachable({
  id: "slot.full", text: "The ring is full: every slot is committed and none is consumed.",
  given: inOneEpoch, holds: (s, n) => ahead(s, n) === n.slots,
})
const tagWraps = reachable({
  id: "epoch.tagWraps", text: "A tag is used again, and a followed frame is delivered under it.",
  holds: (s, n) => s.to.owner.epoch > n.tags && s.to.ghost.delivered === "red",
})
const survivor = reachable({
  id: "epoch.survivor", text: "Posted writes of an ended epoch outlive the failure: they are still under way when the link is up again and the next epoch is open.",
  holds: (s) => s.link.changes > 0 && isUp(s.link.changes) && s.to.owner.phase === "offered" && s.from.sender.epoch < s.to.owner.epoch && some(s.from.out, (w) => w.word === "commit" && w.tag !== 0),
})
const cut = reachable({
  id: "epoch.cutInSlot", text: "The link fails between the payload of a slot and its commit word, and nothing of the slot lands.",
  holds: (s) => !isUp(s.link.changes) && s.from.writer.stage === "payload" && s.from.out.length === 0,
})
const unseen = reachable({
  id: "epoch.unseenBySender", text: "The sender writes on in an epoch that its owner has ended, having seen no failure.",
  holds: (s) => s.from.sender.phase === "open" && s.from.sender.epoch < s.to.owner.epoch && s.link.changes > 0 && s.from.link === 0 && s.from.writer.stage === "body",
})
const seenBySender = reachable({
  id: "epoch.seenBySender", text: "The sender sees that the link has failed.", holds: (s) => !isUp(s.from.link),
})
const seenByOwner = reachable({
  id: "epoch.seenByOwner", text: "The owner sees that the link has failed.", holds: (s) => !isUp(s.to.link),
})
const hole = reachable({
  id: "epoch.hole", text: "The slot that its owner expects is committed, and its payload was lost while its trailer landed: what it holds is torn, and only the indication tells.",
  holds: (s, n) => s.to.owner.phase === "begun" && s.from.sender.epoch === s.to.owner.epoch && some(range(n.slots), (i) => isExpected(at(s.to.ring.slots, i).commit, tagOf(s.to.owner.epoch, n), s.to.reader.consumed) && at(s.to.ring.slots, i).payload.body !== at(s.to.ring.slots, i).trailer.body),
})
const creditLost = reachable({
  id: "credit.lost", text: "Credit is lost with the link: everything sent was consumed and returned, nothing is under way, and the sender does not know.",
  holds: (s) => !isUp(s.link.changes) && s.to.out.length === 0 && s.to.owner.phase === "begun" && !counter.same(s.to.reader.returned, counter.zero()) && counter.same(s.to.reader.returned, s.to.reader.consumed) && counter.same(s.from.words.credit.count, counter.zero()),
})
const abandoned = reachable({
  id: "epoch.abandonedInPeace", text: "An epoch is abandoned though the link has not failed.", holds: (s) => s.link.changes === 0 && s.from.sender.phase === "left" && s.to.owner.phase === "abandoned",
})
const long = reachable({
  id: "slot.long", text: "A frame of more than one slot is half consumed.", holds: (s) => s.to.reader.missing > 0,
})
const aheadOfOwner = forbidden({
  id: "epoch.aheadOfOwner", text: "No ring says that an epoch begins which its owner has not opened.",
  holds: (s) => s.to.ring.begin > s.to.owner.epoch || s.from.words.offer > s.to.owner.epoch,
})

const refused = reachable({
  id: "credit.refused", text: "A sender reads a count of credit that cannot be.",
  given: inOneEpoch,
  holds: (s, n) => unconsumed(s.from.words.credit, tagOf(s.from.sender.epoch, n), s.from.writer.committed, n) > n.slots,
})
/** What one direction must do, whatever the link does. */
export const epochs: Machine<View, Sizes> = machine({
  id: "epochs",
  properties: [
    inOrder, noDuplicate, noPhantom, noResidue, noTearing, noLoss, noStaleEpoch, forgets, carriesNothing,
    monotone, offered, saysTrue, endsTrue, keepsNothing, beginsOnce, endedIsSilent, sweepsAll, oneOpen, aheadOfOwner, wraps, full, tagWraps,
  ],
})
/** What counts come to, where no commit word of an older epoch is met. */
export const counted: Machine<View, Sizes> = machine({ id: "epochs.counted", properties: [neverOverwrites, inRange, late] })
/** What an owner that counts right does. */
export const honest: Machine<View, Sizes> = machine({ id: "epochs.honest", properties: [creditOnce] })
/** What comes of a sender that suspects the path. */
export const suspected: Machine<View, Sizes> = machine({ id: "epochs.suspected", properties: [abandoned] })
/** What comes of a link that fails. */
export const failures: Machine<View, Sizes> = machine({
  id: "epochs.failures",
  properties: [indication, stillWhileDown, survivor, cut, unseen, seenBySender, seenByOwner, creditLost],
})
/** What an owner makes of its indication of the link. */
export const watched: Machine<View, Sizes> = machine({ id: "epochs.watched", properties: [endsWithLink, hole] })
/** What comes of frames that need more than one slot. */
export const longFrames: Machine<View, Sizes> = machine({ id: "epochs.longFrames", properties: [long] })

/** What a sender whose peer miscounts comes to. */
export const refusal: Machine<View, Sizes> = machine({ id: "epochs.refusal", properties: [refused] })
