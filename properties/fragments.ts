import { at, every, machine, max, model, range, some, type Machine } from "tcnet"
import type { Cut } from "../model/ethernet/cutting.ts"
import type { Fragments, Sizes } from "../model/ethernet/fragments.ts"
import type { Assembled, Reassembly } from "../model/ethernet/reassembly.ts"
import type { Path } from "../model/path/choice.ts"
import { limitOf, type Receiver } from "../model/session/receiver.ts"
import { submittedBy, type Sender } from "../model/session/sender.ts"

/** One direction over Ethernet, in fragments. */
interface View {
  readonly from: { readonly sender: Sender; readonly path: Path; readonly cut: Cut; readonly air: Fragments }
  readonly to: { readonly receiver: Receiver; readonly reassembly: Reassembly }
  readonly ghost: Assembled
}
const { invariant, leadsTo, reachable, step } = model<View, Sizes>()

const isHalf = (s: View): boolean => some(s.to.reassembly.has, (has) => has)

/** A sender that may send nothing, and waits for no acknowledgement. */
const isBlocked = (s: View): boolean => s.from.path.on === "none" || (s.from.sender.limit <= s.from.sender.acknowledged && s.from.sender.next === s.from.sender.acknowledged)

const noTearing = invariant({
  id: "fragments.noTearing", text: "No frame is put together of fragments of two frames.",
  holds: (s) => s.ghost.frames !== "torn",
})
const ofExpected = invariant({
  id: "fragments.ofExpected", text: "All that a receiver keeps is of the frame that it expects next: it was sent under that number.",
  given: isHalf,
  holds: (s, n) => every(range(n.parts), (i) => !at(s.to.reassembly.has, i)
    || (s.to.receiver.expected < n.frames && i < at(s.from.air.ever, s.to.receiver.expected) && at(s.to.reassembly.bodies, i) === at(s.from.air.bodies, s.to.receiver.expected))),
})
const oneFrame = invariant({
  id: "fragments.oneFrame", text: "A receiver keeps no more than a frame for which it has room, and never all fragments of it: with the last it accepts the frame.",
  given: isHalf,
  holds: (s, n) => s.to.receiver.expected < limitOf(s.to.receiver, n) && some(s.to.reassembly.has, (has) => !has),
})
const wasSent = invariant({
  id: "fragments.wasSent", text: "No fragment arrives that its sender has not sent, and none is sent of a frame that was not submitted.",
  holds: (s, n) => (s.from.air.next.frame === 0 ? s.from.air.next.offset === 0 : s.from.air.next.offset < at(s.from.air.ever, s.from.air.next.frame - 1))
    && every(range(n.frames), (k) => k < submittedBy(s.from.sender) || at(s.from.air.ever, k) === 0),
})
const sentWhole = invariant({
  id: "fragments.sentWhole", text: "A sender that waits for the acknowledgement of a frame has sent all fragments of it.",
  holds: (s, n) => every(range(n.frames), (k) => k < s.from.sender.acknowledged || k >= s.from.sender.next || at(s.from.air.ever, k) === n.parts),
})
const inMiddle = invariant({
  id: "fragments.inMiddle", text: "A sender in the middle of a frame has sent the fragments in front of the one that comes next, and one in the middle of none remembers no frame.",
  holds: (s) => s.from.cut.offset === 0 ? s.from.cut.frame === 0 : at(s.from.air.ever, s.from.cut.frame) >= s.from.cut.offset,
})
const inTurn = step({
  id: "fragments.inTurn", text: "No fragment is sent for the first time before the one in front of it.",
  holds: (s, n, t) => every(range(n.frames), (k) => at(t.from.air.ever, k) <= at(s.from.air.ever, k) + 1),
})
const silent = step({
  id: "fragments.suspendedIsSilent", text: "A suspended sender sends no fragment.",
  given: (s) => s.from.path.on === "none",
  holds: (s, _n, t) => t.from.path.on !== "none" || (t.from.sender.next === max(s.from.sender.next, t.from.sender.acknowledged) && t.from.cut.offset === s.from.cut.offset),
})
const probesInNeed = step({
  id: "fragments.probesInNeed", text: "Only a sender that has a frame, may send no fragment and waits for no acknowledgement begins to probe.",
  given: (s) => !s.from.air.probe,
  holds: (s, _n, t) => !t.from.air.probe || (s.from.sender.retained.length > 0 && isBlocked(s)),
})
const stays = step({
  id: "fragments.stays", text: "A receiver forgets nothing of the frame that it expects next.",
  given: isHalf,
  holds: (s, n, t) => t.to.receiver.expected !== s.to.receiver.expected || every(range(n.parts), (i) => !at(s.to.reassembly.has, i) || at(t.to.reassembly.has, i)),
})
const owesTruly = step({
  id: "fragments.owesTruly", text: "A receiver comes to owe an answer by Ethernet only when it accepts a frame, or drops a fragment, or is probed.",
  given: (s) => !s.to.receiver.owesEthernet,
  holds: (s, _n, t) => !t.to.receiver.owesEthernet || s.from.air.probe || (s.from.air.next.frame > 0 && (s.from.air.next.frame !== s.to.receiver.expected + 1 || t.to.receiver.expected > s.to.receiver.expected)),
})
const unordered = reachable({
  id: "fragments.unordered", text: "The last fragment of a frame is kept, and the first is missing.",
  holds: (s, n) => at(s.to.reassembly.has, n.parts - 1) && !at(s.to.reassembly.has, 0),
})
const lost = reachable({
  id: "fragments.lost", text: "A fragment is lost: its frame was sent, and a part of it is kept and nothing under way.",
  holds: (s) => isHalf(s) && s.from.air.next.frame === 0 && s.from.sender.next > s.to.receiver.expected,
})
const earlier = reachable({
  id: "fragments.earlier", text: "A fragment of an earlier frame arrives while a part of the expected one is kept.",
  holds: (s) => isHalf(s) && s.from.air.next.frame > 0 && s.from.air.next.frame <= s.to.receiver.expected,
})
const cutShort = reachable({
  id: "fragments.cutShort", text: "A sender in the middle of a frame hears that the frame is acknowledged, and has another to send.",
  holds: (s) => s.from.cut.offset > 0 && s.from.cut.frame < s.from.sender.acknowledged && s.from.sender.next < submittedBy(s.from.sender),
})
const leftOver = reachable({
  id: "fragments.leftOver", text: "A part of a frame is kept, and a fragment arrives of the frame before it, which came whole by another path when only a part of it had been sent by Ethernet.",
  holds: (s, n) => isHalf(s) && s.to.receiver.expected > 0 && s.from.air.next.frame === s.to.receiver.expected
    && at(s.from.air.ever, s.to.receiver.expected - 1) < n.parts,
})
const forgets = leadsTo({
  id: "fragments.forgets", text: "What a receiver keeps of a frame it forgets in the end, for the frame is accepted.",
  given: isHalf, holds: (s) => !isHalf(s),
})
/** What becomes of a frame that goes in fragments. */
export const fragments: Machine<View, Sizes> = machine({
  id: "fragments.safety",
  properties: [noTearing, ofExpected, oneFrame, wasSent, sentWhole, inMiddle, inTurn, silent, probesInNeed, stays, owesTruly, unordered, lost, earlier, cutShort, leftOver, forgets],
})
