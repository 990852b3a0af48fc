import { at, blank, counter, forget, machine, model, next, range, set, type Fifo, type Machine } from "tcnet"
import type { Owner } from "../../model/epoch/owner.ts"
import type { Sender } from "../../model/epoch/sender.ts"
import type { Reader } from "../../model/slot/reader.ts"
import { sealOf } from "../../model/slot/seal.ts"
import type { Sizes } from "../../model/slot/sizes.ts"
import type { RingWords, RingWrite } from "../../model/slot/words.ts"
import type { Writer } from "../../model/slot/writer.ts"

/** One direction: frames go from `from` into the ring of `to`, whose owner goes by seals. */
interface View {
  readonly from: { readonly sender: Sender; readonly writer: Writer; readonly out: Fifo<Sizes["posted"], RingWrite> }
  readonly to: { readonly owner: Owner; readonly reader: Reader; readonly ring: RingWords }
}
const { rule } = model<View, Sizes>()

/** The first seal of the epoch that is open, or of the next where none is. */
const firstSeal = (s: View, n: Sizes): number => (s.to.owner.phase === "closed" || s.to.owner.phase === "abandoned" ? s.to.owner.epoch + 1 : s.to.owner.epoch) * n.indices
/** A slot with this seal is never accepted: it is of an epoch that is over, or was consumed. */
const isLate = (s: View, n: Sizes, seal: number): boolean => seal < firstSeal(s, n)
  || (seal - firstSeal(s, n) + n.indices - counter.slot(s.to.reader.consumed, n.indices, n.indices)) % n.indices >= n.slots

const payload = rule({
  id: "forget.sealedPayload",
  text: "The payload of a slot whose seal is not accepted any more.",
  choose: (n) => ({ slot: range(n.slots) }),
  when: (s, n, p) => ({ late: isLate(s, n, at(s.to.ring.slots, p.slot).payload.seal) }),
  then: (s, _n, p) => next(s, { to: { ring: { slots: set(s.to.ring.slots, p.slot, { payload: { body: blank, seal: at(s.to.ring.slots, p.slot).payload.seal }, trailer: at(s.to.ring.slots, p.slot).trailer, commit: at(s.to.ring.slots, p.slot).commit }) } } }),
})

const trailer = rule({
  id: "forget.sealedTrailer",
  text: "The trailer of a slot whose seal is not accepted any more, but for the seal.",
  choose: (n) => ({ slot: range(n.slots) }),
  when: (s, n, p) => ({ late: isLate(s, n, at(s.to.ring.slots, p.slot).trailer.seal) }),
  then: (s, _n, p) => next(s, { to: { ring: { slots: set(s.to.ring.slots, p.slot, { payload: at(s.to.ring.slots, p.slot).payload, trailer: { body: blank, following: 0, seal: at(s.to.ring.slots, p.slot).trailer.seal }, commit: at(s.to.ring.slots, p.slot).commit }) } } }),
})

const copy = rule({
  id: "forget.copy",
  text: "A copied payload whose seal is not the expected one.",
  when: (s, n) => ({ half: s.to.reader.stage === "half", other: s.to.reader.payload.seal !== sealOf(s.to.owner.epoch, s.to.reader.consumed, n) }),
  then: (s) => next(s, { to: { reader: { payload: { body: blank } } } }),
})

const body = rule({
  id: "forget.sealedBody",
  text: "What a posted write carries under a seal that is not accepted any more.",
  choose: (n) => ({ place: range(n.posted) }),
  when: (s, n, p) => ({ body: p.place < s.from.out.length && (at(s.from.out, p.place).word === "payload" || at(s.from.out, p.place).word === "trailer"), late: p.place < s.from.out.length && isLate(s, n, at(s.from.out, p.place).seal) }),
  then: (s, _n, p) => next(s, { from: { out: forget(s.from.out, p.place, next(at(s.from.out, p.place), { body: blank })) } }),
})

const frame = rule({
  id: "forget.sealedFrame",
  text: "The frame that a sender is writing into an epoch that is over.",
  when: (s) => ({ writing: s.from.sender.phase === "open" && (s.from.writer.stage !== "idle" || s.from.writer.left > 0), over: s.from.sender.epoch < s.to.owner.epoch || s.to.owner.phase === "closed" || s.to.owner.phase === "abandoned" }),
  then: (s) => next(s, { from: { writer: { frame: blank } } }),
})

/** What of a ring of sealed slots nobody delivers. */
export const forgettingSealed: Machine<View, Sizes> = machine({ id: "forget.sealed", rules: [payload, trailer, copy, body, frame] })
