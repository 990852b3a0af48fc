import { machine, max, model, next, set, type Machine } from "tcnet"
import type { Path } from "../path/choice.ts"
import { bodyOf, maySend, resending, type Sender } from "../session/sender.ts"
import type { Sizes } from "../session/sizes.ts"
import type { Datagrams } from "./air.ts"

/** What a sender sees of its own endpoint when it sends by Ethernet. */
interface View {
  readonly sender: Sender
  readonly path: Path
  readonly air: Datagrams
}
const { rule } = model<View, Sizes>()

const send = rule({
  id: "ethernet.send",
  text: "A sender on Ethernet sends the next frame that it retains, while the peer has room for it.",
  // The keepalive time and the hold-down are longer than sending takes: a sender that is on Ethernet again and again sends there.
  fair: "strong",
  when: (s) => ({ onEthernet: s.path.on === "ethernet", mayBeSent: maySend(s.sender) }),
  then: (s) => next(s, {
    air: {
      bodies: set(s.air.bodies, s.sender.next, bodyOf(s.sender)),
      ever: max(s.air.ever, s.sender.next + 1),
      next: { frame: s.sender.next + 1, body: bodyOf(s.sender) },
    },
    sender: { next: s.sender.next + 1 },
  }),
})

const resend = rule({
  id: "ethernet.resend",
  text: "A sender on Ethernet whose retransmission timer expires, which runs while anything is unacknowledged, sends again from the acknowledged frame on.",
  when: (s) => ({ onEthernet: s.path.on === "ethernet" }),
  then: (s) => next(s, { sender: resending(s.sender) }),
})

const probe = rule({
  id: "ethernet.probe",
  text: "A sender that has a frame and may not send, since the peer has no room for it and nothing is unacknowledged, or since it is suspended, sends probes.",
  fair: "strong",
  when: (s) => ({
    hasFrame: s.sender.retained.length > 0,
    mayNot: s.path.on === "none" || (s.path.on === "ethernet" && s.sender.limit <= s.sender.acknowledged && s.sender.next === s.sender.acknowledged),
  }),
  then: (s) => next(s, { air: { probe: true } }),
})
export const sender: Machine<View, Sizes> = machine({ id: "ethernet.sender", rules: [send, resend, probe] })
