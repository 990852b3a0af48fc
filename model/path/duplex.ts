import { machine, model, next, type Machine } from "tcnet"
import type { Events, Link } from "./lane.ts"
import { shown } from "./link.ts"

/** What of a size matters here. */
interface Sizes {
  /** 1 if both nodes are in one super-node, so that there is a link between them; 0 if not. */
  readonly near: number
}
/** The link at first: there is none between two super-nodes, which is one that is down for good. */
export const linkOf = (n: Sizes): Link => ({ isDown: n.near === 0 })

interface End { readonly events: Events }
/** The link and all that sees it, where both directions are there: each endpoint sends in one direction and owns the ring of the other. */
interface View {
  readonly link: Link
  readonly aOut: End
  readonly aIn: End
  readonly bOut: End
  readonly bIn: End
}
const { rule } = model<View, Sizes>()

const fails = rule({
  id: "duplex.fails",
  text: "The PCIe link may fail at any time, for both directions at once. The owner of each ring sees it; each sender may see it or not.",
  by: "fault", hidden: true,
  choose: () => ({ byA: [true, false], byB: [true, false] }),
  when: (s) => ({ up: !s.link.isDown }),
  then: (s, _n, p) => next(s, {
    link: { isDown: true },
    aOut: { events: p.byA ? shown(s.aOut.events) : s.aOut.events },
    bOut: { events: p.byB ? shown(s.bOut.events) : s.bOut.events },
    aIn: { events: shown(s.aIn.events) },
    bIn: { events: shown(s.bIn.events) },
  }),
})
const comesBack = rule({
  id: "duplex.comesBack",
  text: "A PCIe link that has failed may come back, for both directions at once; where there never was one, none comes.",
  by: "world", fair: "none", hidden: true,
  when: (_s, n) => ({ near: n.near > 0 }),
  then: (s) => next(s, { link: { isDown: false } }),
})
export const duplexLink: Machine<View, Sizes> = machine({ id: "duplex.link", rules: [fails, comesBack] })
