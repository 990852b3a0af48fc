import { head, machine, min, model, next, push, rest, type Fifo, type Machine, type Opaque, type Upto, type Word } from "tcnet"
import { afterDeliver, type Delivered } from "../slot/source.ts"
import type { Sizes } from "./sizes.ts"

/** The side of a session that receives frames. */
export interface Receiver {
  /** Frames accepted: the number of the one that is expected next. */
  readonly expected: Upto<Sizes["frames"]>
  /** Accepted frames that the application has not taken yet, oldest first. */
  readonly buffer: Fifo<Sizes["buffer"], Opaque>
  /** A frame or a probe has come by Ethernet since the receiver answered there. */
  readonly owesEthernet: boolean
}
export const idleReceiver: Receiver = { expected: 0, buffer: [], owesEthernet: false }

/** What a receiver says to its sender. Both numbers are absolute, so what was said before says nothing beside it. */
export interface Statement {
  /** Frames accepted. */
  readonly acknowledgement: Upto<Sizes["frames"]>
  /** Frames that there is or was room for. */
  readonly limit: Upto<Sizes["frames"]>
  /** It is on its way in the ring's words, or has landed there. */
  readonly byRing: boolean
  /** It is on its way by Ethernet. */
  readonly byEthernet: boolean
}
/** One word: whoever reads one number reads the other. */
export type Said = Word<Statement>
/** What the handshake has said. */
export const saidAtFirst = (n: Sizes): Statement => ({ acknowledgement: 0, limit: n.buffer, byRing: false, byEthernet: false })

/** Frames that there is room for: those that the application has taken, and as many as the buffer holds. No frame has a number beyond the last of the run. */
export const limitOf = (receiver: Receiver, n: Sizes): number => min(n.frames, receiver.expected - receiver.buffer.length + n.buffer)
/** The receiver has more to say than it said. */
export const hasNews = (receiver: Receiver, said: Statement, n: Sizes): boolean => said.acknowledgement < receiver.expected || said.limit < limitOf(receiver, n)
/** The receiver after a frame of this number: it accepts exactly the next one, if there is room for it. */
export const receiving = (receiver: Receiver, number: number, body: Opaque, n: Sizes): Receiver => {
  if (number === receiver.expected && number < limitOf(receiver, n)) return next(receiver, { expected: receiver.expected + 1, buffer: push(receiver.buffer, body) })
  return receiver
}

/** What a receiver sees of its own endpoint. */
interface View {
  readonly receiver: Receiver
  readonly ghost: { readonly delivered: Delivered }
}
const { rule } = model<View, Sizes>()

const deliver = rule({
  id: "session.deliver",
  text: "A receiver delivers the oldest frame that it has accepted.",
  when: (s) => ({ some: s.receiver.buffer.length > 0 }),
  then: (s) => next(s, { receiver: { buffer: rest(s.receiver.buffer) } }),
  note: (g, s) => next(g, { delivered: afterDeliver(g.delivered, head(s.receiver.buffer)) }),
})
export const receiver: Machine<View, Sizes> = machine({ id: "session.receiver", rules: [deliver] })
