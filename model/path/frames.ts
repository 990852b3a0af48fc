import { head, machine, model, next, push, rest, take, type Machine } from "tcnet"
import { limitOf, receiving, type Receiver, type Statement } from "../session/receiver.ts"
import { bodyOf, maySend, type Sender } from "../session/sender.ts"
import type { Path } from "./choice.ts"
import { isInUse, type Events, type Lane, type Link, type Offer, type Owned } from "./lane.ts"
import type { Sizes } from "./sizes.ts"

/** What a sender sees of its own endpoint when it is on the ring. */
interface Own {
  readonly sender: Sender
  readonly path: Path
  readonly lane: Lane
}
const own = model<Own, Sizes>()

const send = own.rule({
  id: "lane.send",
  text: "A sender on the ring writes the next frame that it retains into it, while the peer has room for the frame and the ring has a slot.",
  when: (s, n) => ({ onRing: s.path.on === "ring", mayBeSent: maySend(s.sender), hasSlot: s.lane.length < n.slots }),
  then: (s) => next(s, { lane: push(s.lane, { number: s.sender.next, body: bodyOf(s.sender) }), sender: { next: s.sender.next + 1 } }),
})
export const sending: Machine<Own, Sizes> = machine({ id: "lane.sending", rules: [send] })

/** The owner of a ring, and what was written into it. */
interface View {
  readonly end: { readonly owner: Owned; readonly offer: Offer; readonly events: Events; readonly receiver: Receiver; readonly said: Statement }
  readonly peer: { readonly lane: Lane }
  readonly link: Link
}
const { rule } = model<View, Sizes>()

const receive = rule({
  id: "lane.receive",
  text: "A receiver that gets a frame by the ring accepts it if it is exactly the next one and there is room for it, and drops it otherwise.",
  by: "world",
  when: (s) => ({ inUse: isInUse(s.end.owner, s.end.offer), calm: s.end.events.length === 0, some: s.peer.lane.length > 0 }),
  then: (s, n) => next(s, {
    peer: { lane: rest(s.peer.lane) },
    end: { receiver: receiving(s.end.receiver, head(s.peer.lane).number, head(s.peer.lane).body, n) },
  }),
})
export const reception: Machine<View, Sizes> = machine({ id: "lane.reception", rules: [receive] })

/** The owner of a ring that is over, and what was written into it. */
interface Over {
  readonly end: { readonly owner: Owned; readonly offer: Offer }
  readonly peer: { readonly lane: Lane }
}
const over = model<Over, Sizes>()

const discard = over.rule({
  id: "lane.discard",
  text: "What is in a ring of an epoch that is over, and what is still written into it, is gone.",
  by: "world", hidden: true,
  when: (s) => ({ over: !isInUse(s.end.owner, s.end.offer), some: s.peer.lane.length > 0 }),
  then: (s) => next(s, { peer: { lane: rest(s.peer.lane) } }),
})
export const disposal: Machine<Over, Sizes> = machine({ id: "lane.disposal", rules: [discard] })

const lose = rule({
  id: "lane.lose",
  text: "A link that is down loses any number of the last frames of a ring.",
  by: "fault", hidden: true,
  when: (s) => ({ down: s.link.isDown, some: s.peer.lane.length > 0 }),
  then: (s) => next(s, { peer: { lane: take(s.peer.lane, s.peer.lane.length - 1) } }),
})
const loseAnswer = rule({
  id: "lane.loseAnswer",
  text: "A link that is down may lose what a receiver says by the ring.",
  by: "fault", hidden: true,
  when: (s) => ({ down: s.link.isDown, some: s.end.said.byRing }),
  then: (s) => next(s, { end: { said: { byRing: false } } }),
})
export const losses: Machine<View, Sizes> = machine({ id: "lane.losses", rules: [lose, loseAnswer] })

/** What a receiver that owns a ring sees of its own endpoint when it answers. */
interface Answering {
  readonly receiver: Receiver
  readonly owner: Owned
  readonly said: Statement
}
const answering = model<Answering, Sizes>()

const answer = answering.rule({
  id: "lane.answer",
  text: "A receiver whose ring has an epoch says in the ring's words how many frames it has accepted and how many it has room for: when either grows, and with every heartbeat.",
  when: (s) => ({ open: s.owner === "open" }),
  then: (s, n) => next(s, { said: { acknowledgement: s.receiver.expected, limit: limitOf(s.receiver, n), byRing: true } }),
})
export const ringAnswering: Machine<Answering, Sizes> = machine({ id: "lane.answering", rules: [answer] })
