import { machine, model, next, type Machine } from "tcnet"
import type { Events, Link } from "./lane.ts"
import { shown } from "./link.ts"

/** Where the two nodes are. Only whether both are in one super-node matters: which one it is does not. */
export interface Nodes {
  readonly areApart: boolean
}
/** What an endpoint takes the two nodes to be: it may be out of date. */
export interface Belief {
  readonly isNear: boolean
}

/** Both nodes, the link that there is between them if they are in one super-node, and all that sees it. */
interface View {
  readonly nodes: Nodes
  readonly link: Link
  readonly from: { readonly events: Events }
  readonly to: { readonly events: Events }
}
const { rule } = model<View, object>()

const fails = rule({
  id: "topology.linkFails",
  text: "The link between two nodes of a super-node may fail at any time. The owner of the ring sees it; the sender may see it or not.",
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
  id: "topology.linkComesBack",
  text: "A link that is down may come up if both nodes are in one super-node; between two super-nodes there is none.",
  // It may also be dead for good.
  by: "world", fair: "none", hidden: true,
  when: (s) => ({ together: !s.nodes.areApart }),
  then: (s) => next(s, { link: { isDown: false } }),
})
const moves = rule({
  id: "topology.moves",
  text: "A node whose link is down may be moved to another super-node.",
  by: "fault", hidden: true,
  when: (s) => ({ down: s.link.isDown }),
  then: (s) => next(s, { nodes: { areApart: true } }),
})
const returns = rule({
  id: "topology.returns",
  text: "A node that was moved may be moved back, so that both are in one super-node again.",
  by: "world", fair: "none", hidden: true,
  when: () => ({}),
  then: (s) => next(s, { nodes: { areApart: false } }),
})
export const topology: Machine<View, object> = machine({ id: "topology", rules: [fails, comesBack, moves, returns] })

/** An endpoint's view, and the truth that it follows. */
interface Learning {
  readonly end: { readonly belief: Belief }
  readonly nodes: Nodes
}
const learning = model<Learning, object>()

const learns = learning.rule({
  id: "topology.learns",
  text: "An endpoint's view of where both nodes are follows the truth in the end.",
  by: "world", hidden: true,
  when: () => ({}),
  then: (s) => next(s, { end: { belief: { isNear: !s.nodes.areApart } } }),
})
export const following: Machine<Learning, object> = machine({ id: "topology.following", rules: [learns] })
