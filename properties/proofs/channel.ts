import { at, between, blue, every, proving, red, set, white, type Log, type Opaque, type Proof } from "tcnet"
import { limitOf } from "../../model/session/receiver.ts"
import { submittedBy } from "../../model/session/sender.ts"
import type { Sizes } from "../../model/path/sizes.ts"
import type { Submitted } from "../../model/slot/source.ts"
import type { Channel } from "../channel.ts"
import { taken } from "../session.ts"
import { channel } from "../systems/channel.ts"

/** A frame as it was submitted, and the history of submission without it and with it. */
interface Frame {
  readonly body: Opaque
  readonly told: Submitted
  readonly after: Submitted
}
/** What is remembered: every frame that was ever submitted, by its number. */
interface Memory {
  readonly frames: Log<Frame>
}
const { lemma } = proving<Channel, Memory, Sizes>()

const bodyOf = (submitted: Submitted, before: Submitted): Opaque => (submitted === before ? white : submitted === "red" ? red : blue)
const submitted = (m: Memory, s: Channel, _n: Sizes, t: Channel): Memory => ({
  frames: set(m.frames, submittedBy(s.a.sender), { body: bodyOf(t.a.submitted, s.a.submitted), told: s.a.submitted, after: t.a.submitted }),
})

const counts = lemma({
  id: "lemma.accepted", text: "A sender knows of no frame as accepted that was not said to be, the receiver has said so of none that it has not accepted, and has accepted none that was not submitted.",
  holds: (s, n) => s.a.sender.acknowledged <= s.b.said.acknowledgement && s.b.said.acknowledgement <= s.b.receiver.expected && s.b.receiver.expected <= submittedBy(s.a.sender)
    && submittedBy(s.a.sender) <= n.frames && s.b.receiver.buffer.length <= s.b.receiver.expected,
})
const cursor = lemma({
  id: "lemma.cursor", text: "What a sender sends next it retains, unless it has sent all; it has sent nothing that it knew no room for; and on Ethernet it has sent there all that it may have to send again.",
  holds: (s) => s.a.sender.next >= s.a.sender.acknowledged && s.a.sender.next <= submittedBy(s.a.sender) && (s.a.sender.next <= s.a.sender.limit || s.a.sender.next <= s.a.sender.acknowledged)
    && (s.a.path.on === "ring" || s.a.sender.next <= s.a.sender.acknowledged || s.a.sender.next <= s.a.air.ever),
})
const limits = lemma({
  id: "lemma.limits", text: "A sender knows no limit that was not said, and the receiver has said none that it has no room for.",
  from: ["lemma.accepted"],
  holds: (s, n) => s.a.sender.limit <= s.b.said.limit && s.b.said.limit <= limitOf(s.b.receiver, n) && s.b.receiver.expected <= limitOf(s.b.receiver, n),
})
const retained = lemma({
  id: "lemma.retained", text: "What a sender retains is what was submitted under those numbers.",
  from: ["lemma.accepted"],
  holds: (s, _n, m) => between(0, s.a.sender.retained.length, (i) => at(s.a.sender.retained, i) === at(m.frames, s.a.sender.acknowledged + i).body),
})
const onRing = lemma({
  id: "lemma.inRing", text: "Every frame in the ring is what was submitted under its number.",
  from: ["lemma.accepted", "lemma.cursor", "lemma.retained"],
  holds: (s, _n, m) => every(s.a.lane, (f) => f.number < submittedBy(s.a.sender) && f.body === at(m.frames, f.number).body),
})
const inAir = lemma({
  id: "lemma.inAir", text: "Every frame that arrives by Ethernet, or may arrive late, is what was submitted under its number, unless it is acknowledged already.",
  from: ["lemma.accepted", "lemma.cursor", "lemma.retained"],
  holds: (s, _n, m) => s.a.air.next.frame <= s.a.air.ever && s.a.air.ever <= submittedBy(s.a.sender)
    && between(s.a.sender.acknowledged, s.a.air.ever, (k) => at(s.a.air.bodies, k) === at(m.frames, k).body)
    && (s.a.air.next.frame <= s.a.sender.acknowledged || s.a.air.next.body === at(m.frames, s.a.air.next.frame - 1).body),
})
const accepted = lemma({
  id: "lemma.buffered", text: "What a receiver holds for its application is what was submitted, from the first that the application has not taken.",
  from: ["lemma.accepted", "lemma.inRing", "lemma.inAir"],
  holds: (s, _n, m) => between(0, s.b.receiver.buffer.length, (i) => at(s.b.receiver.buffer, i) === at(m.frames, taken(s.b.receiver) + i).body),
})
const told = lemma({
  id: "lemma.tells", text: "The application submits white frames, at most one red one, and behind it at most one blue one.",
  from: ["lemma.accepted", "lemma.goesOn"],
  holds: (s, _n, m) => between(0, submittedBy(s.a.sender), (k) => {
    const f = at(m.frames, k)
    return (f.body === white && f.after === f.told) || (f.body === red && f.told === "none" && f.after === "red") || (f.body === blue && f.told === "red" && f.after === "blue")
  }),
})
const goesOn = lemma({
  id: "lemma.goesOn", text: "Each frame goes on where the one before it ended, and the last is what was submitted last.",
  from: ["lemma.accepted"],
  holds: (s, _n, m) => between(1, submittedBy(s.a.sender), (k) => at(m.frames, k).told === at(m.frames, k - 1).after)
    && (submittedBy(s.a.sender) === 0 ? s.a.submitted === "none" : at(m.frames, submittedBy(s.a.sender) - 1).after === s.a.submitted && at(m.frames, 0).told === "none"),
})
const isSaid = (said: Submitted, all: Submitted): boolean => said === "none" || said === all || (said === "red" && all === "blue")
const within = lemma({
  id: "lemma.withinSubmitted", text: "What was submitted goes beyond what any frame tells.",
  from: ["lemma.accepted", "lemma.goesOn", "lemma.tells"],
  holds: (s, _n, m) => between(0, submittedBy(s.a.sender), (k) => isSaid(at(m.frames, k).after, s.a.submitted)),
})
const delivered = lemma({
  id: "lemma.delivered", text: "What was delivered is what was submitted up to the last frame that the application has taken.",
  from: ["lemma.accepted", "lemma.buffered", "lemma.tells", "lemma.goesOn"],
  holds: (s, _n, m) => (taken(s.b.receiver) === 0 ? s.b.ghost.delivered === "none" : s.b.ghost.delivered === at(m.frames, taken(s.b.receiver) - 1).after),
})
const epoch = lemma({
  id: "lemma.hasEpoch", text: "A sender on the ring has an epoch.",
  holds: (s) => s.a.path.on !== "ring" || s.a.user === "open",
})

/** That one direction of a channel is a bounded queue, whatever becomes of its paths, at every size. */
export const channelProof: Proof<Channel, Memory, Sizes> = {
  system: channel,
  text: "One direction of a channel over a ring and Ethernet, with any window, any buffer, any ring, and any number of frames, failures and switches.",
  sizes: (n) => ({ window: n.window >= 1, buffer: n.buffer >= 1, held: n.held === n.window + n.buffer, slots: n.slots >= 1, frames: n.frames >= n.buffer, probes: n.probes <= n.holds }),
  unbounded: [],
  memory: { init: () => ({ frames: [] }), after: { "a.session.submit": submitted } },
  lemmas: [counts, cursor, limits, retained, onRing, inAir, accepted, told, goesOn, within, delivered, epoch],
}
