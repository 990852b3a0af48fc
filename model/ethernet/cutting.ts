import { at, machine, max, model, next, set, type Below, type Machine, type Upto } from "tcnet"
import type { Path } from "../path/choice.ts"
import { bodyOf, maySend, resending, type Sender } from "../session/sender.ts"
import type { Fragments, Sizes } from "./fragments.ts"

/** The frame that a sender is in the middle of sending. */
export interface Cut {
  readonly frame: Upto<Sizes["frames"]>
  /** The fragment that comes next; 0 where the sender is in the middle of none. */
  readonly offset: Below<Sizes["parts"]>
}
export const uncut: Cut = { frame: 0, offset: 0 }

/** What a sender sees of its own endpoint when it sends fragments. */
interface View {
  readonly sender: Sender
  readonly path: Path
  readonly cut: Cut
  readonly air: Fragments
}
const { rule } = model<View, Sizes>()

/** The fragment that is sent next of the next frame. A frame that was acknowledged while it was being sent is not gone on with, so its successor begins at the first. */
const offsetOf = (s: View): number => (s.cut.frame === s.sender.next ? s.cut.offset : 0)

const send = rule({
  id: "fragments.send",
  text: "A sender on Ethernet with a frame that is longer than a datagram sends the fragments of the frame in turn, from the first, all cut as when it sent the frame for the first time, and has sent the frame with the last of them.",
  // As with whole frames: a sender that is on Ethernet again and again sends there.
  fair: "strong",
  when: (s) => ({ onEthernet: s.path.on === "ethernet", mayBeSent: maySend(s.sender) }),
  then: (s, n) => {
    const posted = next(s, { air: {
      bodies: set(s.air.bodies, s.sender.next, bodyOf(s.sender)),
      ever: set(s.air.ever, s.sender.next, max(at(s.air.ever, s.sender.next), offsetOf(s) + 1)),
      next: { frame: s.sender.next + 1, offset: offsetOf(s), body: bodyOf(s.sender) },
    } })
    if (offsetOf(s) + 1 < n.parts) return next(posted, { cut: { frame: s.sender.next, offset: offsetOf(s) + 1 } })
    return next(posted, { cut: uncut, sender: { next: s.sender.next + 1 } })
  },
})

const resend = rule({
  id: "fragments.resend",
  text: "A sender on Ethernet whose retransmission timer expires sends again from the acknowledged frame on, each frame with all its fragments, but goes on with a frame that it is in the middle of.",
  when: (s) => ({ onEthernet: s.path.on === "ethernet" }),
  then: (s) => next(s, { sender: resending(s.sender) }),
})

const probe = rule({
  id: "fragments.probe",
  text: "A sender of fragments that has a frame and may not send, since the peer has no room for it and nothing is unacknowledged, or since it is suspended, sends probes.",
  fair: "strong",
  when: (s) => ({
    hasFrame: s.sender.retained.length > 0,
    mayNot: s.path.on === "none" || (s.path.on === "ethernet" && s.sender.limit <= s.sender.acknowledged && s.sender.next === s.sender.acknowledged),
  }),
  then: (s) => next(s, { air: { probe: true } }),
})
export const cutting: Machine<View, Sizes> = machine({ id: "fragments.cutting", rules: [send, resend, probe] })
