import { machine, max, model, type Machine } from "tcnet"
import { limitOf, type Receiver, type Statement } from "../model/session/receiver.ts"
import { submittedBy, type Sender } from "../model/session/sender.ts"
import type { Sizes } from "../model/session/sizes.ts"
import type { Delivered, Submitted } from "../model/slot/source.ts"

/** One direction of a session: frames go from `from` to `to`, by whatever path. */
export interface Session {
  readonly from: { readonly sender: Sender; readonly submitted: Submitted }
  readonly to: { readonly receiver: Receiver; readonly said: Statement; readonly ghost: { readonly delivered: Delivered } }
}
const { invariant, leadsTo, reachable, step } = model<Session, Sizes>()

/** Frames that the application has taken. */
export const taken = (receiver: Receiver): number => receiver.expected - receiver.buffer.length

const inOrder = invariant({
  id: "session.inOrder", text: "In a session no frame is delivered before one that was submitted earlier.",
  holds: (s) => s.to.ghost.delivered !== "misordered",
})
const noDuplicate = invariant({
  id: "session.noDuplicate", text: "In a session no frame is delivered twice.",
  holds: (s) => s.to.ghost.delivered !== "duplicate",
})
const noPhantom = invariant({
  id: "session.noPhantom", text: "In a session nothing is delivered that was not submitted.",
  holds: (s) => s.to.ghost.delivered !== "phantom" && (s.to.ghost.delivered !== "red" || s.from.submitted !== "none") && (s.to.ghost.delivered !== "blue" || s.from.submitted === "blue"),
})
const noLoss = invariant({
  id: "session.noLoss", text: "Once the sender retains nothing and the receiver holds nothing, every followed frame that was submitted is delivered.",
  given: (s) => s.from.sender.retained.length === 0 && s.to.receiver.buffer.length === 0,
  holds: (s) => s.to.ghost.delivered === s.from.submitted,
})
const retained = invariant({
  id: "session.retained", text: "A frame that the receiver has not accepted is retained by the sender, or was never submitted.",
  holds: (s) => s.from.sender.acknowledged <= s.to.receiver.expected && s.to.receiver.expected <= submittedBy(s.from.sender),
})
const nextIsRetained = invariant({
  id: "session.nextIsRetained", text: "What a sender sends next it retains, unless it has sent all.",
  holds: (s) => s.from.sender.next >= s.from.sender.acknowledged && s.from.sender.next <= submittedBy(s.from.sender),
})
const withinRoom = invariant({
  id: "session.withinRoom", text: "A sender has sent nothing that it knew no room for.",
  holds: (s) => s.from.sender.next <= max(s.from.sender.limit, s.from.sender.acknowledged),
})
const withinLimit = invariant({
  id: "session.withinLimit", text: "The limit that a sender knows is one that its receiver has room for.",
  holds: (s, n) => s.from.sender.limit <= s.to.said.limit && s.to.said.limit <= limitOf(s.to.receiver, n),
})
const saysTrue = invariant({
  id: "session.saysTrue", text: "A receiver says of no frame that it has accepted it which it has not, and a sender knows of none that was not said.",
  holds: (s) => s.from.sender.acknowledged <= s.to.said.acknowledgement && s.to.said.acknowledgement <= s.to.receiver.expected,
})
const monotone = step({
  id: "session.monotone", text: "Acknowledgements and limits never go back, on neither side.",
  holds: (s, _n, t) => t.from.sender.acknowledged >= s.from.sender.acknowledged && t.from.sender.limit >= s.from.sender.limit
    && t.to.receiver.expected >= s.to.receiver.expected && t.to.said.acknowledgement >= s.to.said.acknowledgement && t.to.said.limit >= s.to.said.limit,
})
const full = reachable({
  id: "session.full", text: "The window is full: the sender retains as many frames as it may.",
  holds: (s, n) => s.from.sender.retained.length === n.window,
})
const atLimit = reachable({
  id: "session.atLimit", text: "The sender has a frame that its receiver has no room for.",
  holds: (s) => s.from.sender.next < submittedBy(s.from.sender) && s.from.sender.next === s.from.sender.limit && s.to.receiver.buffer.length > 0,
})
const unheard = reachable({
  id: "session.unheard", text: "The last acknowledgement is lost: all is accepted and said, and the sender does not know.",
  holds: (s, n) => s.to.receiver.expected === n.frames && s.to.said.acknowledgement === n.frames && !s.to.said.byEthernet && !s.to.said.byRing && s.from.sender.retained.length > 0,
})
/** What a session promises, by whatever path its frames go. */
export const session: Machine<Session, Sizes> = machine({
  id: "session.safety",
  properties: [inOrder, noDuplicate, noPhantom, noLoss, retained, nextIsRetained, withinRoom, withinLimit, saysTrue, monotone, full, atLimit, unheard],
})

const delivers = leadsTo({
  id: "session.delivers", text: "A followed frame that is submitted is delivered.",
  given: (s) => s.from.submitted !== "none", holds: (s) => s.to.ghost.delivered !== "none",
})
const acknowledges = leadsTo({
  id: "session.acknowledges", text: "A frame that the receiver has accepted is acknowledged, and its sender knows.",
  given: (s) => s.from.sender.acknowledged < s.to.receiver.expected, holds: (s) => s.from.sender.acknowledged === s.to.receiver.expected,
})
const hasRoom = leadsTo({
  id: "session.hasRoom", text: "A sender whose window is full comes to have room for a frame of its application.",
  given: (s, n) => s.from.sender.retained.length === n.window, holds: (s, n) => s.from.sender.retained.length < n.window,
})
/** What a session comes to in the end, if some path goes on working. */
export const sessionProgress: Machine<Session, Sizes> = machine({ id: "session.progress", properties: [delivers, acknowledges, hasRoom] })
