import { machine, model, next, push, rest, type Machine } from "tcnet"
import type { Events, Link, Offer, Owned } from "./lane.ts"
import type { Sizes } from "./sizes.ts"

/** The owner of a ring, and the link. */
interface View {
  readonly end: { readonly owner: Owned; readonly offer: Offer; readonly events: Events }
  readonly link: Link
}
const { rule } = model<View, Sizes>()

const open = rule({
  id: "lane.open",
  text: "The owner of a ring opens the next epoch when it has none, has handled every link event, and the link is up.",
  by: "world", hidden: true,
  when: (s) => ({ closed: s.end.owner === "closed", up: !s.link.isDown, calm: s.end.events.length === 0 }),
  then: (s) => next(s, { end: { owner: "open", offer: s.end.offer.length === 0 ? push(s.end.offer, true) : s.end.offer } }),
})
const linkEvent = rule({
  id: "lane.linkEvent",
  text: "The owner of a ring that sees a link event ends its epoch.",
  by: "world", hidden: true,
  when: (s) => ({ event: s.end.events.length > 0 }),
  then: (s) => next(s, { end: { events: rest(s.end.events), owner: "closed" } }),
})
/** The epochs of a ring as a session sees them. How they come about is the matter of the ring (D4). */
export const epochs: Machine<View, Sizes> = machine({ id: "lane.epochs", rules: [open, linkEvent] })
