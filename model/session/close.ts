import { machine, model, next, type Machine, type Upto, type Word } from "tcnet"
import type { Receiver } from "./receiver.ts"
import { submittedBy, type Sender } from "./sender.ts"
import type { Sizes } from "./sizes.ts"

/** What a sender says when it closes. It is no frame, and needs neither room nor a slot. */
export interface Last {
  /** The number of its last frame and 1. */
  readonly last: Upto<Sizes["frames"]>
  /** A CLOSE arrives, by whatever path. */
  readonly arrives: boolean
}
/** The end of a direction, as its sender has it. */
export interface Closing {
  readonly phase: "open" | "closing" | "closed"
  readonly close: Word<Last>
}
export const notClosing: Closing = { phase: "open", close: { last: 0, arrives: false } }
/** The end of a direction, as its receiver has it. */
export interface Closed {
  /** `whole`: every frame is accepted; `ended`: the application has taken them all, and the end behind them. */
  readonly phase: "open" | "whole" | "ended"
  /** A CLOSE has come since the receiver answered one. */
  readonly owes: boolean
  /** That the direction is whole has been said, and arrives. */
  readonly arrives: boolean
}
export const notClosed: Closed = { phase: "open", owes: false, arrives: false }

/** What a sender sees of its own endpoint when it closes. */
interface Own {
  readonly sender: Sender
  readonly closing: Closing
}
const own = model<Own, Sizes>()

const close = own.rule({
  id: "session.close",
  text: "A sender whose application has submitted its last frame may close its direction.",
  // The application need not close.
  fair: "none",
  when: (s, n) => ({ open: s.closing.phase === "open", last: submittedBy(s.sender) === n.frames }),
  then: (s) => next(s, { closing: { phase: "closing" } }),
})
const say = own.rule({
  id: "session.sayClose",
  text: "A sender that closes says the number of its last frame by any path, again and again, whether or not it is suspended or there is room for a frame, until it knows that the receiver has all.",
  // As probes: what is said again and again is said in the end.
  fair: "strong",
  when: (s) => ({ closing: s.closing.phase === "closing" }),
  then: (s) => next(s, { closing: { close: { last: submittedBy(s.sender), arrives: true } } }),
})
const loseClose = own.rule({
  id: "air.loseClose",
  text: "A CLOSE may be lost.",
  by: "fault", hidden: true,
  when: (s) => ({ some: s.closing.close.arrives }),
  then: (s) => next(s, { closing: { close: { arrives: false } } }),
})
export const closing: Machine<Own, Sizes> = machine({ id: "session.closing", rules: [close, say, loseClose] })

/** What a receiver sees of its own endpoint, and what arrives. */
interface At {
  readonly end: { readonly receiver: Receiver; readonly closed: Closed }
  readonly peer: { readonly closing: Closing }
}
const receiving = model<At, Sizes>()

const take = receiving.rule({
  id: "session.takeClose",
  text: "A receiver that gets a CLOSE has the whole direction if it has accepted every frame before the number in it, and in either case owes an answer, which it gives when it has.",
  fair: "strong",
  when: (s) => ({ arrives: s.peer.closing.close.arrives }),
  then: (s) => next(s, { end: { closed: { owes: true, phase: s.end.closed.phase === "open" && s.end.receiver.expected === s.peer.closing.close.last ? "whole" : s.end.closed.phase } } }),
})
export const takingClose: Machine<At, Sizes> = machine({ id: "session.takingClose", rules: [take] })

/** What a receiver sees of its own endpoint when a direction ends. */
interface Ends {
  readonly receiver: Receiver
  readonly closed: Closed
}
const ends = model<Ends, Sizes>()

const end = ends.rule({
  id: "session.end",
  text: "A receiver that has the whole direction tells its application that it has ended, behind the last frame.",
  when: (s) => ({ whole: s.closed.phase === "whole", taken: s.receiver.buffer.length === 0 }),
  then: (s) => next(s, { closed: { phase: "ended" } }),
})
const answer = ends.rule({
  id: "session.answerClose",
  text: "A receiver that has the whole direction says so in answer to every CLOSE.",
  when: (s) => ({ whole: s.closed.phase !== "open", owed: s.closed.owes }),
  then: (s) => next(s, { closed: { owes: false, arrives: true } }),
})
const loseEnd = ends.rule({
  id: "air.loseEnd",
  text: "What a receiver says of the end of a direction may be lost.",
  by: "fault", hidden: true,
  when: (s) => ({ some: s.closed.arrives }),
  then: (s) => next(s, { closed: { arrives: false } }),
})
export const ending: Machine<Ends, Sizes> = machine({ id: "session.ending", rules: [end, answer, loseEnd] })

/** What a sender sees of its own endpoint, and what its receiver says of the end. */
interface Hears {
  readonly end: { readonly closing: Closing }
  readonly peer: { readonly closed: Closed }
}
const hears = model<Hears, Sizes>()

const known = hears.rule({
  id: "session.closed",
  text: "A sender that hears that its receiver has the whole direction is done.",
  fair: "strong",
  when: (s) => ({ arrives: s.peer.closed.arrives }),
  then: (s) => next(s, { end: { closing: { phase: "closed" } } }),
})
export const hearingEnd: Machine<Hears, Sizes> = machine({ id: "session.hearingEnd", rules: [known] })
