import { head, machine, model, next, rest, take, type Fifo, type Machine } from "tcnet"
import type { Sizes } from "../slot/sizes.ts"
import { landedAtSender, landedInRing, type RingWords, type RingWrite, type SenderWords, type SenderWrite } from "../slot/words.ts"
import { isUp, type Link } from "./outage.ts"

/** The direction to the ring: frames, and what the sender says of epochs. */
interface Forward {
  readonly link: Link
  readonly from: { readonly out: Fifo<Sizes["posted"], RingWrite> }
  readonly to: { readonly ring: RingWords }
}
const forward = model<Forward, Sizes>()

const land = forward.rule({
  id: "fabric.landInRing",
  text: "Posted writes to a ring land in the order in which they were posted, those that outlived a failure too.",
  by: "world", hidden: true,
  when: (s) => ({ up: isUp(s.link.changes), posted: s.from.out.length > 0 }),
  then: (s) => next(s, { from: { out: rest(s.from.out) }, to: { ring: landedInRing(s.to.ring, head(s.from.out)) } }),
})
const lose = forward.rule({
  id: "fabric.loseToRing",
  text: "A link that is down loses any number of the last posted writes to a ring.",
  by: "fault", hidden: true,
  when: (s) => ({ down: !isUp(s.link.changes), posted: s.from.out.length > 0 }),
  then: (s) => next(s, { from: { out: take(s.from.out, s.from.out.length - 1) } }),
})
export const toRing: Machine<Forward, Sizes> = machine({ id: "fabric.toRing", rules: [land, lose] })

/** The direction to the sender: credit and offers. */
interface Backward {
  readonly link: Link
  readonly from: { readonly out: Fifo<Sizes["posted"], SenderWrite> }
  readonly to: { readonly words: SenderWords }
}
const backward = model<Backward, Sizes>()

const landBack = backward.rule({
  id: "fabric.landAtSender",
  text: "Posted writes to a sender land in the order in which they were posted, those that outlived a failure too.",
  by: "world", hidden: true,
  when: (s) => ({ up: isUp(s.link.changes), posted: s.from.out.length > 0 }),
  then: (s) => next(s, { from: { out: rest(s.from.out) }, to: { words: landedAtSender(s.to.words, head(s.from.out)) } }),
})
const loseBack = backward.rule({
  id: "fabric.loseToSender",
  text: "A link that is down loses any number of the last posted writes to a sender.",
  by: "fault", hidden: true,
  when: (s) => ({ down: !isUp(s.link.changes), posted: s.from.out.length > 0 }),
  then: (s) => next(s, { from: { out: take(s.from.out, s.from.out.length - 1) } }),
})
export const toSender: Machine<Backward, Sizes> = machine({ id: "fabric.toSender", rules: [landBack, loseBack] })
