import { at, blank, counter, forget, machine, model, next, range, set, some, type Fifo, type Machine } from "tcnet"
import type { Owner } from "../../model/epoch/owner.ts"
import type { Sender } from "../../model/epoch/sender.ts"
import { isUp, type Indication, type Link } from "../../model/fabric/outage.ts"
import type { Reader } from "../../model/slot/reader.ts"
import type { Sizes } from "../../model/slot/sizes.ts"
import { blankPayload, blankTrailer, tagOf, untagged, type RingWords, type RingWrite } from "../../model/slot/words.ts"
import type { Writer } from "../../model/slot/writer.ts"

/** One direction: frames go from `from` into the ring of `to`. */
interface View {
  readonly link: Link
  readonly from: { readonly sender: Sender; readonly writer: Writer; readonly out: Fifo<Sizes["posted"], RingWrite> }
  readonly to: { readonly owner: Owner; readonly reader: Reader; readonly ring: RingWords; readonly link: Indication }
}
const { rule } = model<View, Sizes>()

/** Both sides are in one epoch that may still deliver: no failure waits for the owner. */
const isCommon = (s: View): boolean => s.from.sender.epoch === s.to.owner.epoch && s.to.link === s.to.owner.seen && (s.to.owner.phase === "offered" || s.to.owner.phase === "begun")
/** The next slot of the owner. */
const isNext = (s: View, n: Sizes, i: number): boolean => counter.slot(s.to.reader.consumed, n.indices, n.slots) === i
/** The slot that the sender is writing. */
const isWritten = (s: View, n: Sizes, i: number): boolean => s.from.sender.phase === "open" && s.from.writer.stage !== "idle" && counter.slot(s.from.writer.committed, n.indices, n.slots) === i
/** The commit word says that the slot is whole, in this epoch and this lap of the owner. */
const isCommitted = (s: View, n: Sizes, i: number): boolean => s.to.ring.begin === s.to.owner.epoch
  && at(s.to.ring.slots, i).commit.tag === tagOf(s.to.owner.epoch, n) && counter.distance(s.to.reader.consumed, at(s.to.ring.slots, i).commit.count, n.indices, n.indices) < n.slots
const isSwept = (s: View, i: number): boolean => some(s.from.out, (w) => w.word === "commit" && w.slot === i && w.tag === 0)
const willBegin = (s: View): boolean => s.to.ring.begin === s.to.owner.epoch || some(s.from.out, (w) => w.word === "begin" && w.epoch === s.to.owner.epoch)
/** A commit word of this epoch for the slot is under way: behind `begin`, and with no zero of the sweep behind it. */
const isCommitting = (s: View, i: number): boolean => willBegin(s) && !isSwept(s, i) && some(s.from.out, (w) => w.word === "commit" && w.slot === i && w.tag !== 0)

const payload = rule({
  id: "forget.payload",
  text: "The payload of a slot, until one is written that the owner may copy.",
  choose: (n) => ({ slot: range(n.slots) }),
  when: (s, n, p) => ({
    notRead: !(isNext(s, n, p.slot) && s.to.reader.stage === "accepted"),
    notToBeRead: !isCommon(s) || some(s.from.out, (w) => w.word === "payload" && w.slot === p.slot)
      || (!isWritten(s, n, p.slot) && !isCommitting(s, p.slot) && !isCommitted(s, n, p.slot)),
  }),
  then: (s, _n, p) => next(s, { to: { ring: { slots: set(s.to.ring.slots, p.slot, { payload: blankPayload, trailer: at(s.to.ring.slots, p.slot).trailer, commit: at(s.to.ring.slots, p.slot).commit }) } } }),
})

const trailer = rule({
  id: "forget.trailer",
  text: "The trailer of a slot, until one is written that the owner may copy.",
  choose: (n) => ({ slot: range(n.slots) }),
  when: (s, n, p) => ({
    notRead: !(isNext(s, n, p.slot) && (s.to.reader.stage === "accepted" || s.to.reader.stage === "half")),
    notToBeRead: !isCommon(s) || some(s.from.out, (w) => w.word === "trailer" && w.slot === p.slot)
      || (!(isWritten(s, n, p.slot) && s.from.writer.stage === "body") && !isCommitting(s, p.slot) && !isCommitted(s, n, p.slot)),
  }),
  then: (s, _n, p) => next(s, { to: { ring: { slots: set(s.to.ring.slots, p.slot, { payload: at(s.to.ring.slots, p.slot).payload, trailer: blankTrailer, commit: at(s.to.ring.slots, p.slot).commit }) } } }),
})

const commit = rule({
  id: "forget.commit",
  text: "A commit word that is swept before the owner looks at it, whatever happens: the link fails no more.",
  choose: (n) => ({ slot: range(n.slots) }),
  when: (s, n, p) => ({
    forGood: isUp(s.link.changes) && (s.link.changes === n.changes || s.to.owner.epoch === n.epochs),
    notBegun: s.to.owner.phase !== "begun",
    toBeSwept: s.from.sender.epoch < s.to.owner.epoch || s.to.owner.phase !== "offered" || isSwept(s, p.slot)
      || (!willBegin(s) && (s.from.sender.phase !== "sweeping" || s.from.sender.swept <= p.slot)),
  }),
  then: (s, _n, p) => next(s, { to: { ring: { slots: set(s.to.ring.slots, p.slot, { payload: at(s.to.ring.slots, p.slot).payload, trailer: at(s.to.ring.slots, p.slot).trailer, commit: untagged }) } } }),
})

/** What is under way at this place lands in vain: of an epoch that is over, or one whose commit word never follows. */
const isInVain = (s: View, n: Sizes, place: number): boolean => !isCommon(s)
  || some(range(n.posted), (k) => k > place && k < s.from.out.length && (at(s.from.out, k).word === "begin" || (at(s.from.out, k).word === "commit" && at(s.from.out, k).tag === 0)))
  || (s.from.sender.phase !== "open" && !(willBegin(s) && some(range(n.posted), (k) => k > place && k < s.from.out.length && at(s.from.out, k).word === "commit" && at(s.from.out, k).tag !== 0)))

const bodies = rule({
  id: "forget.body",
  text: "What a posted write carries to a slot in vain.",
  choose: (n) => ({ place: range(n.posted) }),
  when: (s, n, p) => ({ body: p.place < s.from.out.length && (at(s.from.out, p.place).word === "payload" || at(s.from.out, p.place).word === "trailer"), inVain: isInVain(s, n, p.place) }),
  then: (s, _n, p) => next(s, { from: { out: forget(s.from.out, p.place, next(at(s.from.out, p.place), { body: blank, seal: 0 })) } }),
})

const following = rule({
  id: "forget.following",
  text: "The number of slots that follow, in a trailer that lands in vain.",
  choose: (n) => ({ place: range(n.posted) }),
  when: (s, n, p) => ({ trailer: p.place < s.from.out.length && at(s.from.out, p.place).word === "trailer", inVain: isInVain(s, n, p.place) }),
  then: (s, _n, p) => next(s, { from: { out: forget(s.from.out, p.place, next(at(s.from.out, p.place), { following: 0 })) } }),
})

const frame = rule({
  id: "forget.frame",
  text: "The frame that a sender is writing into an epoch that is over.",
  when: (s) => ({ writing: s.from.sender.phase === "open" && (s.from.writer.stage !== "idle" || s.from.writer.left > 0), inVain: !isCommon(s) }),
  then: (s) => next(s, { from: { writer: { frame: blank } } }),
})

const isInterrupted = (s: View): boolean => s.to.owner.phase === "begun" && s.to.link !== s.to.owner.seen && (s.to.reader.stage === "idle" || s.to.reader.stage === "looked")

const part = rule({
  id: "forget.part",
  text: "What was consumed of a frame that the owner will not deliver, since a failure of the link waits for it.",
  when: (s) => ({ interrupted: isInterrupted(s), missing: s.to.reader.missing > 0 }),
  then: (s) => next(s, { to: { reader: { part: blank } } }),
})

/** What of a ring nobody reads before it is written again, where its owner goes by its indication of the link. */
export const forgetting: Machine<View, Sizes> = machine({ id: "forget.ring", rules: [payload, trailer, bodies, following, frame, part] })
/** What nobody reads of commit words, however slots are accepted. */
export const forgettingSwept: Machine<View, Sizes> = machine({ id: "forget.swept", rules: [commit] })
