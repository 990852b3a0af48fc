import { machine, model, next, type Machine, type Upto } from "tcnet"

/** What of a size matters here. */
interface Sizes {
  /** As in the sizes of the systems that use this. */
  readonly epochs: number
  readonly changes: number
}

/** A link that fails and comes back. */
export interface Link {
  /** How often it changed between up and down: it is up while the number is even. */
  readonly changes: Upto<Sizes["changes"]>
}
/** An endpoint's own indication: the number of changes when it last saw one. It sticks, so a failure that is over is still seen. */
export type Indication = Upto<Sizes["changes"]>
/** A link, or what an indication says of it. */
export const isUp = (changes: number): boolean => changes % 2 === 0

/** Both ends of the link, and the number of the owner's epoch, which only bounds the run. */
interface View {
  readonly link: Link
  readonly from: { readonly link: Indication }
  readonly to: { readonly link: Indication; readonly owner: { readonly epoch: Upto<Sizes["epochs"]> } }
}
const { rule } = model<View, Sizes>()

const fails = rule({
  id: "fabric.linkFails",
  text: "The link may fail at any time. The owner of the ring sees it; the sender may see it or not.",
  by: "fault", hidden: true,
  choose: () => ({ seen: ["byBoth", "byOwner"] }),
  when: (s, n) => ({ up: isUp(s.link.changes), left: s.link.changes < n.changes, notInLastEpoch: s.to.owner.epoch < n.epochs }),
  then: (s, _n, p) => next(s, {
    link: { changes: s.link.changes + 1 },
    from: { link: p.seen === "byBoth" ? s.link.changes + 1 : s.from.link },
    to: { link: s.link.changes + 1 },
  }),
})

const comesBack = rule({
  id: "fabric.linkComesBack",
  text: "A link that is down comes back, and whoever saw it fail sees that.",
  by: "world", hidden: true,
  when: (s) => ({ down: !isUp(s.link.changes) }),
  then: (s) => next(s, {
    link: { changes: s.link.changes + 1 },
    from: { link: isUp(s.from.link) ? s.from.link : s.link.changes + 1 },
    to: { link: s.link.changes + 1 },
  }),
})

export const outage: Machine<View, Sizes> = machine({ id: "fabric.outage", rules: [fails, comesBack] })
