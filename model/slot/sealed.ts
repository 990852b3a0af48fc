import { at, counter, machine, model, next, type Machine, type Peer } from "tcnet"
import type { Owner } from "../epoch/owner.ts"
import { idleReader, type Reader } from "./reader.ts"
import { sealOf } from "./seal.ts"
import type { Sizes } from "./sizes.ts"
import type { Delivered } from "./source.ts"
import type { Payload, RingWords, Trailer } from "./words.ts"

/** What an owner that goes by seals sees of its own endpoint: no indication of the link. */
interface View {
  readonly owner: Owner
  readonly reader: Reader
  readonly ring: Peer<RingWords>
  readonly ghost: { readonly delivered: Delivered }
}
const { rule } = model<View, Sizes>()

/** The trailer of the slot that is expected next. */
const trailerOf = (s: { readonly ring: RingWords; readonly reader: Reader }, n: Sizes): Trailer => at(s.ring.slots, counter.slot(s.reader.consumed, n.indices, n.slots)).trailer

/** One half of what a right checksum says of the copies: they are of one slot. */
const isWhole = (payload: Payload, end: Trailer): boolean => payload.seal === end.seal
/** The other half: the slot is that of the expected index in the owner's epoch. */
const isExpected = (s: { readonly owner: Owner; readonly reader: Reader }, n: Sizes): boolean => s.reader.payload.seal === sealOf(s.owner.epoch, s.reader.consumed, n)

const readPayload = rule({
  id: "seal.readPayload",
  text: "The owner of a ring of sealed slots copies the payload of a slot with the right commit word once, and uses nothing but the copy.",
  when: (s) => ({ looked: s.reader.stage === "looked" }),
  then: (s, n) => next(s, { reader: { stage: "half", payload: at(s.ring.slots, counter.slot(s.reader.consumed, n.indices, n.slots)).payload } }),
})

const accept = rule({
  id: "seal.accept",
  text: "The owner of a ring of sealed slots copies the trailer behind the payload once, uses nothing but the copy, and accepts the slot if the checksum in it is the one of both copies, the whole number of its epoch and the index that it expects.",
  when: (s, n) => ({ half: s.reader.stage === "half", whole: isWhole(s.reader.payload, trailerOf(s, n)), expected: isExpected(s, n) }),
  then: (s, n) => next(s, { reader: { stage: "holding", trailer: trailerOf(s, n) } }),
})

const refuse = rule({
  id: "seal.refuse",
  text: "The owner of a ring of sealed slots ends its epoch if the checksum in the copied trailer is any other, and stops reading: nothing of the slot is delivered.",
  when: (s, n) => ({ half: s.reader.stage === "half", broken: !isWhole(s.reader.payload, trailerOf(s, n)) || !isExpected(s, n) }),
  then: (s) => next(s, { owner: { phase: "closed" }, reader: idleReader }),
  note: (g) => next(g, { delivered: "none" }),
})

/** How a slot is accepted where the owner may miss a failure of the link. */
export const sealed: Machine<View, Sizes> = machine({ id: "slot.sealed", rules: [readPayload, accept, refuse] })
