import { counter, machine, model, next, push, type Fifo, type Machine, type Peer, type Upto } from "tcnet"
import { isUp, type Indication } from "../fabric/outage.ts"
import { idleReader, type Reader } from "../slot/reader.ts"
import type { Sizes } from "../slot/sizes.ts"
import type { Delivered } from "../slot/source.ts"
import { creditWrite, offerWrite, tagOf, type RingWords, type SenderWrite } from "../slot/words.ts"

/** What the owner of a ring knows of epochs: it alone opens them (D4). */
export interface Owner {
  /** The last epoch that it opened, 0 before the first. */
  readonly epoch: Upto<Sizes["epochs"]>
  /** `offered` until the sender has begun it; `abandoned` where the sender has ended it, `closed` where the owner has. */
  readonly phase: "closed" | "offered" | "begun" | "abandoned"
  /** The indication as of the last link event that it handled. */
  readonly seen: Indication
}
export const idleOwner: Owner = { epoch: 0, phase: "closed", seen: 0 }

/** What the owner of a ring sees of its own endpoint. */
interface View {
  readonly owner: Owner
  readonly reader: Reader
  readonly link: Peer<Indication>
  readonly ring: Peer<RingWords>
  readonly out: Fifo<Sizes["posted"], SenderWrite>
  readonly ghost: { readonly delivered: Delivered }
}
const { rule } = model<View, Sizes>()

const open = rule({
  id: "epoch.open",
  text: "The owner of a ring opens the next epoch when it has none and its indication shows a link that is up and no event that it has not handled.",
  when: (s) => ({ ended: s.owner.phase === "closed" || s.owner.phase === "abandoned", calm: s.link === s.owner.seen, up: isUp(s.owner.seen) }),
  then: (s) => next(s, { owner: { epoch: s.owner.epoch + 1, phase: "offered" } }),
})

const offer = rule({
  id: "epoch.offer",
  text: "Until an epoch has begun, its owner posts, again and again, a credit of 0 with its tag and behind it the offer of its number.",
  when: (s, n) => ({ offered: s.owner.phase === "offered", hasRoom: s.out.length + 1 < n.posted }),
  then: (s, n) => next(s, { out: push(push(s.out, creditWrite({ tag: tagOf(s.owner.epoch, n), count: counter.zero() })), offerWrite(s.owner.epoch)) }),
})

const begun = rule({
  id: "epoch.begun",
  text: "An epoch has begun for its owner when the sender's word says that it begins this very one.",
  when: (s) => ({ offered: s.owner.phase === "offered", begins: s.ring.begin === s.owner.epoch }),
  then: (s) => next(s, { owner: { phase: "begun" } }),
})

const linkEvent = rule({
  id: "epoch.ownerLinkEvent",
  text: "The owner of a ring that sees a link event ends its epoch and stops reading: nothing of a slot that it was reading is delivered.",
  when: (s) => ({ event: s.link !== s.owner.seen }),
  then: (s) => next(s, { owner: { seen: s.link, phase: "closed" }, reader: idleReader }),
  note: (g) => next(g, { delivered: "none" }),
})

const closed = rule({
  id: "epoch.closed",
  text: "The owner of a ring ends its epoch when the sender's word says that it has abandoned this very one, and stops reading.",
  when: (s) => ({ inUse: s.owner.phase === "offered" || s.owner.phase === "begun", abandoned: s.ring.close === s.owner.epoch }),
  then: (s) => next(s, { owner: { phase: "abandoned" }, reader: idleReader }),
  note: (g) => next(g, { delivered: "none" }),
})

export const owner: Machine<View, Sizes> = machine({ id: "epoch.owner", rules: [open, offer, begun, linkEvent, closed] })
