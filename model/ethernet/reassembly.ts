import { at, blank, every, fill, machine, model, next, range, set, some, type Machine, type Opaque, type Vec } from "tcnet"
import { receiving, type Receiver } from "../session/receiver.ts"
import { submittedBy, type Sender } from "../session/sender.ts"
import type { Fragments, Sizes } from "./fragments.ts"

/** What a receiver keeps of the frame that it expects next. No number stands beside it: there is no other frame of which anything is kept. */
export interface Reassembly {
  /** Whether the fragment at each offset has come. */
  readonly has: Vec<Sizes["parts"], boolean>
  readonly bodies: Vec<Sizes["parts"], Opaque>
}
export const nothingKept = (n: Sizes): Reassembly => ({ has: fill(n.parts, false), bodies: fill(n.parts, blank) })

/** True if every fragment of the expected frame but this one has come. */
const isLastMissing = (kept: Reassembly, offset: number, n: Sizes): boolean => every(range(n.parts), (i) => i === offset || at(kept.has, i))
/** What is kept after a whole frame of this number: nothing, if it is the one that was expected. */
const afterFrame = (kept: Reassembly, receiver: Receiver, number: number, n: Sizes): Reassembly => (number === receiver.expected ? nothingKept(n) : kept)
/** What was put together of fragments: `torn` once they were of two frames. */
export interface Assembled {
  readonly frames: "whole" | "torn"
}

/** What a receiver sees of its own endpoint, and what may arrive from its peer. */
interface View {
  readonly end: { readonly receiver: Receiver; readonly reassembly: Reassembly }
  readonly peer: { readonly air: Fragments }
  readonly ghost: Assembled
}
const { rule } = model<View, Sizes>()

const keep = rule({
  id: "fragments.keep",
  text: "A receiver that gets a fragment of the frame that it expects next keeps it by its offset, in whatever order fragments come, while another one is missing, and owes no answer.",
  // What is sent again and again arrives in the end, though each time it may be lost.
  fair: "strong",
  choose: (n) => ({ offset: range(n.parts) }),
  when: (s, n, p) => ({
    expected: s.peer.air.next.frame === s.end.receiver.expected + 1,
    here: s.peer.air.next.offset === p.offset,
    others: !isLastMissing(s.end.reassembly, p.offset, n),
  }),
  then: (s, _n, p) => next(s, { end: { reassembly: { has: set(s.end.reassembly.has, p.offset, true), bodies: set(s.end.reassembly.bodies, p.offset, s.peer.air.next.body) } } }),
})

const receive = rule({
  id: "fragments.receive",
  text: "A receiver that gets the last missing fragment of the frame that it expects next accepts the frame if there is room for it and forgets what it has kept, drops a fragment of any other frame and forgets nothing, and in either case owes an answer by Ethernet.",
  fair: "strong",
  choose: (n) => ({ number: range(n.frames) }),
  when: (s, n, p) => ({
    arrives: s.peer.air.next.frame === p.number + 1,
    decided: p.number !== s.end.receiver.expected || isLastMissing(s.end.reassembly, s.peer.air.next.offset, n),
  }),
  then: (s, n, p) => next(s, { end: {
    receiver: receiving(next(s.end.receiver, { owesEthernet: true }), p.number, s.peer.air.next.body, n),
    reassembly: afterFrame(s.end.reassembly, s.end.receiver, p.number, n),
  } }),
  note: (g, s, n, p) => next(g, { frames: p.number === s.end.receiver.expected && some(range(n.parts), (i) => i !== s.peer.air.next.offset && at(s.end.reassembly.bodies, i) !== s.peer.air.next.body) ? "torn" : g.frames }),
})

const receiveProbe = rule({
  id: "fragments.receiveProbe",
  text: "A receiver of fragments that gets a probe owes an answer by Ethernet.",
  fair: "strong",
  when: (s) => ({ arrives: s.peer.air.probe }),
  then: (s) => next(s, { end: { receiver: { owesEthernet: true } } }),
})
export const reassembling: Machine<View, Sizes> = machine({ id: "fragments.reassembling", rules: [keep, receive, receiveProbe] })

/** The frame that is expected, and whoever still has it. */
interface Elsewhere {
  readonly end: { readonly receiver: Receiver; readonly reassembly: Reassembly }
  readonly peer: { readonly sender: Sender }
}
const elsewhere = model<Elsewhere, Sizes>()

const overtaken = elsewhere.rule({
  id: "fragments.overtaken",
  text: "A receiver that gets the frame that it expects next whole, by another path, accepts it if there is room for it and forgets what it has kept of it; any other frame it drops, and forgets nothing.",
  // There need be no other path.
  by: "world", fair: "none",
  choose: (n) => ({ number: range(n.frames) }),
  when: (s, _n, p) => ({ retained: p.number >= s.peer.sender.acknowledged, submitted: p.number < submittedBy(s.peer.sender) }),
  then: (s, n, p) => next(s, { end: {
    receiver: receiving(s.end.receiver, p.number, at(s.peer.sender.retained, p.number - s.peer.sender.acknowledged), n),
    reassembly: afterFrame(s.end.reassembly, s.end.receiver, p.number, n),
  } }),
})
export const overtaking: Machine<Elsewhere, Sizes> = machine({ id: "fragments.overtaking", rules: [overtaken] })
