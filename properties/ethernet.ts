import { machine, max, model, type Machine } from "tcnet"
import type { Datagrams } from "../model/ethernet/air.ts"
import type { Owned } from "../model/path/lane.ts"
import type { Path } from "../model/path/choice.ts"
import { hasNews, type Receiver, type Statement } from "../model/session/receiver.ts"
import { submittedBy, type Sender } from "../model/session/sender.ts"
import type { Sizes } from "../model/session/sizes.ts"

/** One direction over Ethernet. */
interface View {
  readonly from: { readonly sender: Sender; readonly path: Path; readonly air: Datagrams }
  readonly to: { readonly receiver: Receiver; readonly said: Statement; readonly owner: Owned }
}
const { invariant, reachable, step } = model<View, Sizes>()

const wasSent = invariant({
  id: "ethernet.wasSent", text: "No frame arrives by Ethernet that its sender has not sent there, and none is sent that was not submitted.",
  holds: (s) => s.from.air.next.frame <= s.from.air.ever && s.from.air.ever <= submittedBy(s.from.sender),
})
const learns = step({
  id: "ethernet.learns", text: "A sender learns nothing while nothing arrives that its receiver has said.",
  given: (s) => !s.to.said.byEthernet && !s.to.said.byRing,
  holds: (s, _n, t) => t.from.sender.acknowledged === s.from.sender.acknowledged && t.from.sender.limit === s.from.sender.limit,
})
const isBlocked = (s: View): boolean => s.from.path.on === "none" || (s.from.sender.limit <= s.from.sender.acknowledged && s.from.sender.next === s.from.sender.acknowledged)
const probesInNeed = step({
  id: "ethernet.probesInNeed", text: "Only a sender that has a frame, may send none and waits for no acknowledgement begins to probe: a probe is answered with no frame.",
  given: (s) => !s.from.air.probe,
  holds: (s, _n, t) => !t.from.air.probe || (s.from.sender.retained.length > 0 && isBlocked(s)),
})
const owesTruly = step({
  id: "ethernet.owesTruly", text: "A receiver comes to owe an answer by Ethernet only when a frame or a probe arrives there.",
  given: (s) => !s.to.receiver.owesEthernet,
  holds: (s, _n, t) => !t.to.receiver.owesEthernet || s.from.air.probe || s.from.air.next.frame > 0,
})
const answersOnce = step({
  id: "ethernet.answersOnce", text: "A receiver that owes no answer and has said all it knows says nothing by Ethernet, and one that answers owes nothing more.",
  given: (s) => !s.to.said.byEthernet,
  holds: (s, n, t) => !t.to.said.byEthernet || ((s.to.receiver.owesEthernet || hasNews(s.to.receiver, s.to.said, n)) && !t.to.receiver.owesEthernet),
})
const wholeWindow = reachable({
  id: "ethernet.wholeWindow", text: "A whole window of frames is sent and not acknowledged.",
  holds: (s, n) => s.from.sender.next - s.from.sender.acknowledged === n.window,
})
const lost = reachable({
  id: "ethernet.lost", text: "A frame is lost: it was sent, and is neither accepted nor under way.",
  holds: (s) => s.from.air.next.frame === 0 && s.from.sender.next > s.to.receiver.expected,
})
const late = reachable({
  id: "ethernet.late", text: "A frame arrives that its sender sends no more: it was acknowledged before the last one was sent for the first time.",
  holds: (s, n) => s.from.air.next.frame > 0 && s.from.air.next.frame + n.window <= s.from.air.ever,
})
const again = reachable({
  id: "ethernet.again", text: "The receiver owes an answer to a frame that it has dropped, since it had accepted it before and the answer was lost.",
  holds: (s) => s.to.receiver.owesEthernet && !s.to.said.byEthernet && s.to.said.acknowledgement === s.to.receiver.expected && s.from.sender.acknowledged < s.to.receiver.expected,
})
/** What is sent by Ethernet, and what is said there. */
export const ethernet: Machine<View, Sizes> = machine({ id: "ethernet.safety", properties: [wasSent, learns, probesInNeed, owesTruly, answersOnce, wholeWindow, lost, late, again] })

const silent = step({
  id: "path.suspendedIsSilent", text: "A suspended sender sends no frame.",
  given: (s) => s.from.path.on === "none",
  holds: (s, _n, t) => t.from.path.on !== "none" || t.from.sender.next === max(s.from.sender.next, t.from.sender.acknowledged),
})
const suspendedWithFrame = reachable({
  id: "path.suspendedWithFrame", text: "A suspended sender has frames, some of them sent, and a probe is under way.",
  holds: (s) => s.from.path.on === "none" && s.from.sender.next > s.from.sender.acknowledged && s.from.air.probe,
})
/** What a sender does that hears nothing. */
export const suspended: Machine<View, Sizes> = machine({ id: "path.suspended", properties: [silent, suspendedWithFrame] })
