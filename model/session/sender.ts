import { at, machine, max, model, next, push, range, rest, type Fifo, type Machine, type Opaque, type Upto } from "tcnet"
import { afterSubmit, maySubmit, payloadOf, type Submitted } from "../slot/source.ts"
import type { Said } from "./receiver.ts"
import type { Sizes } from "./sizes.ts"

/** The side of a session that sends frames. Frames are numbered from 0, whatever path they take. */
export interface Sender {
  /** Frames that the peer has acknowledged: the number of the oldest that is retained. */
  readonly acknowledged: Upto<Sizes["frames"]>
  /** The frames that the application has submitted and the peer has not acknowledged, oldest first. */
  readonly retained: Fifo<Sizes["window"], Opaque>
  /** The number of the frame that is sent next. */
  readonly next: Upto<Sizes["frames"]>
  /** The receive limit: the peer has no room for a frame of this number, or of a greater one. */
  readonly limit: Upto<Sizes["frames"]>
}
/** The sender of a session that has just begun: the handshake has told it the limit. */
export const idleSender = (n: Sizes): Sender => ({ acknowledged: 0, retained: [], next: 0, limit: n.buffer })

/** Frames submitted in this session: the number that the next one gets. */
export const submittedBy = (sender: Sender): number => sender.acknowledged + sender.retained.length
/** A frame is retained that was not sent on this path, and the peer has room for it. */
export const maySend = (sender: Sender): boolean => sender.next < submittedBy(sender) && sender.next < sender.limit
/** The frame that is sent next. */
export const bodyOf = (sender: Sender): Opaque => at(sender.retained, sender.next - sender.acknowledged)
/** The sender as it begins anew on a path: from the acknowledged point (D8). */
export const resending = (sender: Sender): Sender => next(sender, { next: sender.acknowledged })

/** What a sender sees of its own endpoint when its application has a frame. */
interface Own {
  readonly sender: Sender
  /** What the application submitted. */
  readonly submitted: Submitted
}
const own = model<Own, Sizes>()

const submit = own.rule({
  id: "session.submit",
  text: "A sender takes a frame from its application while it retains fewer frames than its window, and retains it under the next number.",
  // The application need not submit anything.
  fair: "none",
  choose: () => ({ frame: ["white", "red", "blue"] }),
  when: (s, n, p) => ({
    hasFrame: maySubmit(s.submitted, p.frame),
    notLast: submittedBy(s.sender) < n.frames,
    hasRoom: s.sender.retained.length < n.window,
  }),
  then: (s, _n, p) => next(s, { sender: { retained: push(s.sender.retained, payloadOf(p.frame)) }, submitted: afterSubmit(s.submitted, p.frame) }),
})
export const submission: Machine<Own, Sizes> = machine({ id: "session.submission", rules: [submit] })

/** What a sender sees of its own endpoint, and what its peer says. */
interface View {
  readonly end: { readonly sender: Sender }
  readonly peer: { readonly said: Said }
}
const { rule } = model<View, Sizes>()
const arrives = (said: Said): boolean => said.byRing || said.byEthernet

const release = rule({
  id: "session.release",
  text: "A sender releases the oldest frame that it retains when an acknowledgement counts more frames than it knows of, on whatever path it comes.",
  // What is said again and again arrives in the end, though each time it may be lost.
  fair: "strong",
  when: (s) => ({ arrives: arrives(s.peer.said), newer: s.peer.said.acknowledgement > s.end.sender.acknowledged }),
  then: (s) => next(s, { end: { sender: {
    acknowledged: s.end.sender.acknowledged + 1,
    retained: rest(s.end.sender.retained),
    next: max(s.end.sender.next, s.end.sender.acknowledged + 1),
  } } }),
})

const takeLimit = rule({
  id: "session.takeLimit",
  text: "A sender takes a receive limit that is greater than the one it knows, on whatever path it comes.",
  fair: "strong",
  // An older limit may arrive too: it says of fewer frames that there is room for them.
  choose: (n) => ({ last: range(n.frames) }),
  when: (s, _n, p) => ({ arrives: arrives(s.peer.said), said: p.last < s.peer.said.limit, greater: p.last >= s.end.sender.limit }),
  then: (s, _n, p) => next(s, { end: { sender: { limit: p.last + 1 } } }),
})
export const sender: Machine<View, Sizes> = machine({ id: "session.sender", rules: [release, takeLimit] })
