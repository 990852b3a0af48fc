import { machine, model, next, range, type Machine } from "tcnet"
import type { Owned } from "../path/lane.ts"
import { hasNews, limitOf, receiving, type Receiver, type Statement } from "../session/receiver.ts"
import type { Sizes } from "../session/sizes.ts"
import type { Datagrams } from "./air.ts"

/** What a receiver sees of its own endpoint, and what may arrive from its peer. */
interface View {
  readonly end: { readonly receiver: Receiver }
  readonly peer: { readonly air: Datagrams }
}
const { rule } = model<View, Sizes>()

const receive = rule({
  id: "ethernet.receive",
  text: "A receiver that gets a frame by Ethernet accepts it if it is exactly the next one and there is room for it, drops it otherwise, and in either case owes an answer by Ethernet.",
  // What is sent again and again arrives in the end, though each time it may be lost.
  fair: "strong",
  choose: (n) => ({ number: range(n.frames) }),
  when: (s, _n, p) => ({ arrives: s.peer.air.next.frame === p.number + 1 }),
  then: (s, n, p) => next(s, { end: { receiver: receiving(next(s.end.receiver, { owesEthernet: true }), p.number, s.peer.air.next.body, n) } }),
})

const receiveProbe = rule({
  id: "ethernet.receiveProbe",
  text: "A receiver that gets a probe owes an answer by Ethernet.",
  fair: "strong",
  when: (s) => ({ arrives: s.peer.air.probe }),
  then: (s) => next(s, { end: { receiver: { owesEthernet: true } } }),
})
export const receiver: Machine<View, Sizes> = machine({ id: "ethernet.receiver", rules: [receive, receiveProbe] })

/** What a receiver sees of its own endpoint when it answers. */
interface Own {
  readonly receiver: Receiver
  /** The receiver's ring, which is closed for ever where there is none. */
  readonly owner: Owned
  readonly said: Statement
}
const own = model<Own, Sizes>()

const answer = own.rule({
  id: "ethernet.answer",
  text: "A receiver says by Ethernet how many frames it has accepted and how many it has room for when it owes an answer there, or has more to say than it said and no open ring to say it in.",
  when: (s, n) => ({ due: s.receiver.owesEthernet || (s.owner !== "open" && hasNews(s.receiver, s.said, n)) }),
  then: (s, n) => next(s, { said: { acknowledgement: s.receiver.expected, limit: limitOf(s.receiver, n), byEthernet: true, byRing: s.said.byRing && !hasNews(s.receiver, s.said, n) }, receiver: { owesEthernet: false } }),
})
export const answering: Machine<Own, Sizes> = machine({ id: "ethernet.answering", rules: [answer] })
