import { at, counter, machine, model, next, type Machine, type Peer } from "tcnet"
import type { Owner } from "../epoch/owner.ts"
import type { Indication } from "../fabric/outage.ts"
import type { Reader } from "./reader.ts"
import type { Sizes } from "./sizes.ts"
import type { RingWords } from "./words.ts"

/** What an owner that goes by its indication of the link sees of its own endpoint. */
interface View {
  readonly owner: Owner
  readonly reader: Reader
  readonly link: Peer<Indication>
  readonly ring: Peer<RingWords>
}
const { rule } = model<View, Sizes>()

const accept = rule({
  id: "slot.accept",
  text: "The owner accepts the slot if its own link indication, read after the commit word, shows no event since it opened the epoch.",
  when: (s) => ({ looked: s.reader.stage === "looked", calm: s.link === s.owner.seen }),
  then: (s) => next(s, { reader: { stage: "accepted" } }),
})

const readPayload = rule({
  id: "slot.readPayload",
  text: "The owner copies the payload of an accepted slot once, and uses nothing but the copy.",
  when: (s) => ({ accepted: s.reader.stage === "accepted" }),
  then: (s, n) => next(s, { reader: { stage: "half", payload: at(s.ring.slots, counter.slot(s.reader.consumed, n.indices, n.slots)).payload } }),
})

const readTrailer = rule({
  id: "slot.readTrailer",
  text: "The owner copies the trailer of an accepted slot once, and uses nothing but the copy.",
  when: (s) => ({ half: s.reader.stage === "half" }),
  then: (s, n) => next(s, { reader: { stage: "holding", trailer: at(s.ring.slots, counter.slot(s.reader.consumed, n.indices, n.slots)).trailer } }),
})

/** How a slot is accepted where the owner sees every failure of the link. */
export const indicated: Machine<View, Sizes> = machine({ id: "slot.indicated", rules: [accept, readPayload, readTrailer] })
