import { machine, model, next, type Machine } from "tcnet"
import { fallenBack, type Own } from "./choice.ts"
import type { Offer, Owned, Used } from "./lane.ts"
import type { Sizes } from "./sizes.ts"

const { rule } = model<Own, Sizes>()

const suspect = rule({
  id: "path.suspect",
  text: "A sender on the ring may fall back to Ethernet at any time: where an acknowledgement is late, an echo is missing, a read returns all ones, or the peer breaks the protocol.",
  by: "world", fair: "none",
  when: (s) => ({ onRing: s.path.on === "ring" }),
  then: (s, n) => fallenBack(s, n),
})
/** A machine of its own, since it mends everything in time: what has to go on by itself is checked without it. */
export const suspicion: Machine<Own, Sizes> = machine({ id: "path.suspicion", rules: [suspect] })

/** The owner of a ring, and its sender. */
interface Owner {
  readonly end: { readonly owner: Owned; readonly offer: Offer }
  readonly peer: { readonly user: Used }
}
const owner = model<Owner, Sizes>()

const closed = owner.rule({
  id: "lane.closed",
  text: "The owner of a ring ends its epoch when the sender has abandoned it.",
  by: "world", hidden: true,
  when: (s) => ({ abandoned: s.peer.user === "left" && s.end.offer.length === 0 }),
  then: (s) => next(s, { end: { owner: "closed" } }),
})
export const abandonment: Machine<Owner, Sizes> = machine({ id: "lane.abandonment", rules: [closed] })
