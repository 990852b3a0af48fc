import { at, counter, machine, model, next, range, set, some, type Fifo, type Machine } from "tcnet"
import type { Owner } from "../../model/epoch/owner.ts"
import type { Sender } from "../../model/epoch/sender.ts"
import type { Indication } from "../../model/fabric/outage.ts"
import type { Reader } from "../../model/slot/reader.ts"
import type { Sizes } from "../../model/slot/sizes.ts"
import { blankPayload, blankTrailer, tagOf, type RingWords, type RingWrite } from "../../model/slot/words.ts"
import type { Writer } from "../../model/slot/writer.ts"

/** One direction: frames go from `from` into the ring of `to`. */
interface View {
  readonly from: { readonly sender: Sender; readonly writer: Writer; readonly out: Fifo<Sizes["posted"], RingWrite> }
  readonly to: { readonly owner: Owner; readonly reader: Reader; readonly ring: RingWords; readonly link: Indication }
}
const { rule } = model<View, Sizes>()

/** Both sides are in one epoch that may still deliver: no failure is waiting for the owner. */
const isCommon = (s: View): boolean => s.from.sender.epoch === s.to.owner.epoch && s.to.link === s.to.owner.seen && (s.to.owner.phase === "offered" || s.to.owner.phase === "begun")
/** The owner is at slot `i`, or will be within this lap: the commit word there says that the slot is whole. */
const isCommitted = (s: View, n: Sizes, i: number): boolean => s.to.ring.begin === s.to.owner.epoch
  && at(s.to.ring.slots, i).commit.tag === tagOf(s.to.owner.epoch, n) && counter.distance(s.to.reader.consumed, at(s.to.ring.slots, i).commit.count, n.indices, n.indices) < n.slots
/** A commit word of this epoch for slot `i` is under way: behind `begin`, and with no zero of the sweep behind it. */
const isCommitting = (s: View, i: number): boolean => (s.to.ring.begin === s.to.owner.epoch || some(s.from.out, (w) => w.word === "begin" && w.epoch === s.to.owner.epoch))
  && some(s.from.out, (w) => w.word === "commit" && w.slot === i && w.tag !== 0) && !some(s.from.out, (w) => w.word === "commit" && w.slot === i && w.tag === 0)
const isNext = (s: View, n: Sizes, i: number): boolean => counter.slot(s.to.reader.consumed, n.indices, n.slots) === i
const isOpen = (s: View, n: Sizes, i: number): boolean => s.from.sender.phase === "open" && counter.slot(s.from.writer.committed, n.indices, n.slots) === i

const payload = rule({
  id: "forget.payload",
  text: "The payload of a slot, until one is written that the owner may copy.",
  choose: (n) => ({ slot: range(n.slots) }),
  when: (s, n, p) => ({
    unread: !(isNext(s, n, p.slot) && s.to.reader.stage === "accepted"),
    unwritten: !isCommon(s) || some(s.from.out, (w) => w.word === "payload" && w.slot === p.slot)
      || (!(isOpen(s, n, p.slot) && s.from.writer.stage !== "idle") && !isCommitting(s, p.slot)
        && (!isCommitted(s, n, p.slot) || (isNext(s, n, p.slot) && (s.to.reader.stage === "half" || s.to.reader.stage === "holding")))),
  }),
  then: (s, _n, p) => next(s, { to: { ring: { slots: set(s.to.ring.slots, p.slot, { payload: blankPayload, trailer: at(s.to.ring.slots, p.slot).trailer, commit: at(s.to.ring.slots, p.slot).commit }) } } }),
})

const trailer = rule({
  id: "forget.trailer",
  text: "The trailer of a slot, until one is written that the owner may copy.",
  choose: (n) => ({ slot: range(n.slots) }),
  when: (s, n, p) => ({
    unread: !(isNext(s, n, p.slot) && (s.to.reader.stage === "accepted" || s.to.reader.stage === "half")),
    unwritten: !isCommon(s) || some(s.from.out, (w) => w.word === "trailer" && w.slot === p.slot)
      || (!(isOpen(s, n, p.slot) && s.from.writer.stage === "body") && !isCommitting(s, p.slot)
        && (!isCommitted(s, n, p.slot) || (isNext(s, n, p.slot) && s.to.reader.stage === "holding"))),
  }),
  then: (s, _n, p) => next(s, { to: { ring: { slots: set(s.to.ring.slots, p.slot, { payload: at(s.to.ring.slots, p.slot).payload, trailer: blankTrailer, commit: at(s.to.ring.slots, p.slot).commit }) } } }),
})

/** What of a ring nobody reads before it is written again. */
export const forgetting: Machine<View, Sizes> = machine({ id: "forget.ring", rules: [payload, trailer] })
