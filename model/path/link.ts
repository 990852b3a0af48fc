import { machine, model, next, push, type Machine } from "tcnet"
import type { Events, Link } from "./lane.ts"
import type { Sizes } from "./sizes.ts"

/** The link and both ends, which are shown its events. */
interface View {
  readonly link: Link
  readonly from: { readonly events: Events }
  readonly to: { readonly events: Events }
}
const { rule } = model<View, Sizes>()

/** Events that are not handled one by one: what counts is that there was one. */
export const shown = (events: Events): Events => (events.length === 0 ? push(events, true) : events)

const fails = rule({
  id: "link.fails",
  text: "The PCIe link may fail at any time. The owner of the ring sees it; the sender may see it or not.",
  by: "fault", hidden: true,
  choose: () => ({ seen: ["byBoth", "byOwner"] }),
  when: (s) => ({ up: !s.link.isDown }),
  then: (s, _n, p) => next(s, {
    link: { isDown: true },
    from: { events: p.seen === "byBoth" ? shown(s.from.events) : s.from.events },
    to: { events: shown(s.to.events) },
  }),
})
const comesBack = rule({
  id: "link.comesBack",
  text: "A PCIe link that has failed may come back.",
  // It may also be dead for good.
  by: "world", fair: "none", hidden: true,
  when: () => ({}),
  then: (s) => next(s, { link: { isDown: false } }),
})
export const link: Machine<View, Sizes> = machine({ id: "link", rules: [fails, comesBack] })
