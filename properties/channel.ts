import { machine, model, refinement, some, type Machine, type Refinement } from "tcnet"
import type { Datagrams } from "../model/ethernet/air.ts"
import type { Health, Path } from "../model/path/choice.ts"
import { isInUse, type Events, type Lane, type Link, type Offer, type Owned, type Used } from "../model/path/lane.ts"
import type { Sizes } from "../model/path/sizes.ts"
import type { Receiver, Said } from "../model/session/receiver.ts"
import { submittedBy, type Sender } from "../model/session/sender.ts"
import type { Sizes as SessionSizes } from "../model/session/sizes.ts"
import { stream } from "../model/session/stream.ts"
import type { Delivered, Submitted } from "../model/slot/source.ts"
import { taken } from "./session.ts"

/** The endpoint that sends. */
export interface From {
  readonly sender: Sender
  readonly submitted: Submitted
  readonly path: Path
  readonly health: Health
  readonly user: Used
  readonly lane: Lane
  readonly air: Datagrams
  readonly events: Events
}
/** The endpoint that receives, and owns the ring. */
export interface To {
  readonly receiver: Receiver
  readonly said: Said
  readonly owner: Owned
  readonly offer: Offer
  readonly events: Events
  readonly ghost: { readonly delivered: Delivered }
}
export interface Channel {
  readonly a: From
  readonly b: To
  readonly link: Link
}

/** The view of one direction. */
interface View {
  readonly from: From
  readonly to: To
  readonly link: Link
}
const { reachable, step } = model<View, Sizes>()

const acceptsInEpoch = step({
  id: "lane.acceptsInEpoch", text: "A receiver accepts no frame by the ring once the epoch is over or a link event waits: all that it accepts then has come by Ethernet.",
  given: (s) => (!isInUse(s.to.owner, s.to.offer) || s.to.events.length > 0) && s.from.air.next.frame !== s.to.receiver.expected + 1,
  holds: (s, _n, t) => t.to.receiver.expected === s.to.receiver.expected,
})
const answersInEpoch = step({
  id: "lane.answersInEpoch", text: "A receiver says nothing in the words of a ring that has no epoch.",
  given: (s) => s.to.owner !== "open" && !s.to.said.byRing, holds: (_s, _n, t) => !t.to.said.byRing,
})
const keepsWords = step({
  id: "lane.keepsWords", text: "What stands in the words of a ring whose link is up stays there, until more is said.",
  given: (s) => !s.link.isDown && s.to.said.byRing,
  holds: (s, _n, t) => t.to.said.byRing || t.to.said.acknowledgement > s.to.said.acknowledgement || t.to.said.limit > s.to.said.limit,
})
const answerLost = reachable({
  id: "lane.answerLost", text: "What a receiver has said by the ring, and nowhere else, is lost with the link.",
  holds: (s) => s.from.air.ever === 0 && !s.from.air.probe && s.to.said.acknowledgement === s.to.receiver.expected && s.to.said.acknowledgement > s.from.sender.acknowledged && !s.to.said.byRing && !s.to.said.byEthernet,
})

const bothPaths = reachable({
  id: "path.bothPaths", text: "A frame is under way on both paths, for the sender has suspected a healthy ring.",
  holds: (s) => !s.link.isDown && s.from.events.length === 0 && s.to.events.length === 0 && some(s.from.lane, (f) => s.from.air.next.frame === f.number + 1),
})
const lostInRing = reachable({
  id: "path.lostInRing", text: "A frame was lost with the link, and the sender, which believes that it is under way, has not seen the failure.",
  holds: (s) => s.link.isDown && s.from.path.on === "ring" && s.from.events.length === 0 && isInUse(s.to.owner, s.to.offer) && s.from.lane.length === 0 && s.from.sender.next > s.to.receiver.expected,
})
const acknowledgedElsewhere = reachable({
  id: "path.answeredElsewhere", text: "A frame that came by the ring is acknowledged by Ethernet, since the ring is no more.",
  holds: (s) => s.link.isDown && s.to.said.byEthernet && !s.to.said.byRing && s.to.said.acknowledgement > 0 && s.from.air.ever === 0,
})
const usedAgain = reachable({
  id: "path.usedAgain", text: "The ring is used again after a failure: a frame was sent by Ethernet, and the next one is in the ring.",
  holds: (s) => s.from.path.on === "ring" && s.from.air.ever > 0 && some(s.from.lane, (f) => f.number === s.from.air.ever),
})
/** What holds of both paths of a channel, and what they come to see. */
export const paths: Machine<View, Sizes> = machine({ id: "channel.paths", properties: [acceptsInEpoch, answersInEpoch, keepsWords, answerLost, bothPaths, lostInRing, acknowledgedElsewhere, usedAgain] })

/** Everything that was submitted is delivered and acknowledged. */
export const isAtRest = (s: { readonly a: { readonly sender: Sender }; readonly b: { readonly receiver: Receiver } }): boolean =>
  s.a.sender.retained.length === 0 && s.b.receiver.buffer.length === 0 && s.b.receiver.expected === s.a.sender.acknowledged

/** That one direction of a session is a bounded queue, whatever happens to its paths. */
export const isStream: Refinement<{ readonly a: { readonly sender: Sender }; readonly b: { readonly receiver: Receiver } }, SessionSizes> = refinement({
  id: "session.isStream",
  text: "One direction of a session is a bounded queue from its first frame to its last, whatever happens to the paths.",
  service: stream,
  init: () => ({ submitted: 0, delivered: 0 }),
  as: (s: { readonly a: { readonly sender: Sender }; readonly b: { readonly receiver: Receiver } }) => ({ submitted: submittedBy(s.a.sender), delivered: taken(s.b.receiver) }),
})
