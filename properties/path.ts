import { eventuallyAlways, machine, model, type Machine } from "tcnet"
import type { Health, Path } from "../model/path/choice.ts"
import { isHealthy, isInUse, type Events, type Lane, type Link, type Offer, type Owned, type Used } from "../model/path/lane.ts"
import type { Sizes } from "../model/path/sizes.ts"
import type { Statement } from "../model/session/receiver.ts"
import type { Sender } from "../model/session/sender.ts"

/** The sender of one direction, the owner of the ring that it may use, and the link between them. */
interface View {
  readonly link: Link
  readonly from: { readonly sender: Sender; readonly path: Path; readonly health: Health; readonly user: Used; readonly lane: Lane; readonly events: Events }
  readonly to: { readonly said: Statement; readonly owner: Owned; readonly offer: Offer; readonly events: Events }
}
const { invariant, leadsTo, reachable, step } = model<View, Sizes>()

const hasEpoch = invariant({
  id: "path.hasEpoch", text: "A sender on the ring has an epoch.",
  given: (s) => s.from.path.on === "ring", holds: (s) => s.from.user === "open",
})
const resends = step({
  id: "path.resends", text: "With every change between the ring and another path, the sender begins again at the acknowledged frame.",
  holds: (s, _n, t) => (s.from.path.on === "ring") === (t.from.path.on === "ring") || t.from.sender.next === t.from.sender.acknowledged,
})
const goesOn = step({
  id: "path.goesOn", text: "A sender that stays on the ring sends nothing again.",
  given: (s) => s.from.path.on === "ring", holds: (s, _n, t) => t.from.path.on !== "ring" || t.from.sender.next >= s.from.sender.next,
})
const ringOnly = step({
  id: "path.ringOnly", text: "A sender that is not on the ring writes no frame into it.",
  given: (s) => s.from.path.on !== "ring", holds: (s, _n, t) => t.from.lane.length <= s.from.lane.length,
})
const freshEpoch = step({
  id: "path.freshEpoch", text: "A sender that leaves the ring, or sees a link event, gives up the epoch: it goes back only in another one.",
  given: (s) => s.from.path.on === "ring" || s.from.events.length > 0,
  holds: (s, _n, t) => (t.from.path.on === "ring" && t.from.events.length >= s.from.events.length) || (s.from.path.on !== "ring" && t.from.events.length >= s.from.events.length) || t.from.user !== "open" || t.to.offer.length < s.to.offer.length,
})
const adoptsCalmly = step({
  id: "path.adoptsCalmly", text: "A sender that has a link event to handle adopts no epoch, nor does one whose ring holds anything of an earlier epoch.",
  given: (s) => s.from.events.length > 0 || s.from.lane.length > 0, holds: (s, _n, t) => t.to.offer.length >= s.to.offer.length,
})
const opensCalmly = step({
  id: "lane.opensCalmly", text: "An owner offers no epoch while it has one, or has a link event to handle, or the link is down.",
  given: (s) => s.to.owner === "open" || s.to.events.length > 0 || s.link.isDown,
  holds: (s, _n, t) => t.to.offer.length <= s.to.offer.length && (s.to.owner === "open" || t.to.owner !== "open"),
})
const ownerStays = step({
  id: "lane.endsForReason", text: "An owner ends no epoch that its sender may still use, unless it sees a link event.",
  given: (s) => s.to.owner === "open" && s.to.events.length === 0 && (s.from.user !== "left" || s.to.offer.length > 0),
  holds: (_s, _n, t) => t.to.owner === "open",
})
const isSound = (s: View): boolean => isHealthy(s.from.user, s.to.owner, s.to.offer, s.link) && s.from.events.length === 0
const staysOnSound = step({
  id: "path.staysOnSound", text: "A sender leaves no ring that is healthy, unless it suspects it.",
  given: (s) => s.from.path.on === "ring" && isSound(s), holds: (_s, _n, t) => t.from.path.on === "ring",
})
const eventsTrue = step({
  id: "link.eventsTrue", text: "While the link is down, no endpoint sees it fail.",
  given: (s) => s.link.isDown, holds: (s, _n, t) => t.from.events.length <= s.from.events.length && t.to.events.length <= s.to.events.length,
})
const proves = step({
  id: "path.proves", text: "Probes count only while the ring carries something both ways.",
  given: (s) => !isHealthy(s.from.user, s.to.owner, s.to.offer, s.link),
  holds: (s, _n, t) => t.to.offer.length < s.to.offer.length || ((t.from.health.wait === s.from.health.wait || t.from.health.wait === 0) && t.from.health.hold >= s.from.health.hold),
})
const holdsDown = step({
  id: "path.holdsDown", text: "The hold-down is doubled, up to its greatest, with every fallback, changes no other way while the ring is not used, and is the number of good probes that the next epoch has to show.",
  holds: (s, n, t) => (s.from.path.on !== "ring" || t.from.path.on === "ring" || t.from.health.hold === n.holds || t.from.health.hold === 2 * s.from.health.hold)
    && (s.from.path.on === "ring" || t.from.health.hold === s.from.health.hold)
    && (t.to.offer.length >= s.to.offer.length || t.from.health.wait === t.from.health.hold),
})
const waits = invariant({
  id: "path.waits", text: "No sender is on a ring that has not shown as many good probes as the hold-down asks for; and the hold-down is never below the least.",
  holds: (s, n) => s.from.health.hold >= n.probes && (s.from.path.on !== "ring" || s.from.health.wait === 0) && (s.from.user === "open" || s.from.health.wait === 0),
})
const back = reachable({
  id: "link.backUnhandled", text: "The link has failed and is back, its owner offers the next epoch, and the sender has not handled the failure.",
  holds: (s) => !s.link.isDown && s.to.owner === "open" && s.to.offer.length > 0 && s.from.events.length > 0 && s.to.events.length === 0,
})
const stale = reachable({
  id: "lane.stale", text: "A sender that has not seen a failure writes into an epoch that is over.",
  holds: (s) => s.from.path.on === "ring" && s.from.events.length === 0 && s.from.lane.length > 0 && !isInUse(s.to.owner, s.to.offer),
})
const suspected = reachable({
  id: "path.suspected", text: "A sender has left a ring that is healthy, and its owner does not know.",
  holds: (s) => !s.link.isDown && s.from.user === "left" && isInUse(s.to.owner, s.to.offer) && s.to.events.length === 0 && s.from.events.length === 0,
})
const heldDown = reachable({
  id: "path.heldDown", text: "The hold-down is at its greatest, and the sender is on the ring all the same: it has waited.",
  holds: (s, n) => s.from.health.hold === n.holds && s.from.path.on === "ring",
})
const bothDead = reachable({
  id: "path.bothDead", text: "Both paths are dead: the link is down, and the sender is suspended.",
  holds: (s) => s.link.isDown && s.from.path.on === "none",
})
const fromSuspension = reachable({
  id: "path.fromSuspension", text: "A suspended sender is about to use the ring.",
  holds: (s) => s.from.path.on === "none" && s.from.user === "open" && s.from.health.wait === 0,
})
/** What the choice of a path keeps to. */
export const choosing: Machine<View, Sizes> = machine({
  id: "path.safety",
  properties: [hasEpoch, resends, goesOn, freshEpoch, adoptsCalmly, opensCalmly, eventsTrue, proves, holdsDown, waits, back, stale, heldDown, bothDead, fromSuspension],
})
/** What holds of the ring with or without suspicion. */
export const keeping: Machine<View, Sizes> = machine({ id: "path.keeping", properties: [ringOnly, ownerStays] })
/** What holds where no path is suspected that is healthy. */
export const trusting: Machine<View, Sizes> = machine({ id: "path.trust", properties: [staysOnSound] })
/** What comes to pass where it may be. */
export const suspecting: Machine<View, Sizes> = machine({ id: "path.suspecting", properties: [suspected] })

const usesRing = leadsTo({
  id: "path.usesRing", text: "A sender comes to use the ring, and to use it again, if the link stays up in the end.",
  given: (s) => s.from.path.on !== "ring", holds: (s) => s.from.path.on === "ring",
  assume: eventuallyAlways((s: View) => !s.link.isDown),
})
const carries = (s: View): boolean => isHealthy(s.from.user, s.to.owner, s.to.offer, s.link)
const leavesRing = leadsTo({
  id: "path.leavesRing", text: "A sender on a ring that is dead leaves it, whether or not it has seen the failure, unless the ring recovers.",
  given: (s) => s.from.path.on === "ring" && !carries(s), holds: (s) => s.from.path.on !== "ring" || carries(s),
})
const resumes = leadsTo({
  id: "path.resumes", text: "A suspended sender comes to be on Ethernet again, if anything comes over it in the end.",
  given: (s) => s.from.path.on === "none", holds: (s) => s.from.path.on !== "none",
  assume: eventuallyAlways((s: View) => s.link.isDown),
})
const staysSuspended = step({
  id: "path.staysSuspended", text: "A suspended sender that hears nothing does not go to Ethernet, whatever else happens.",
  given: (s) => s.from.path.on === "none" && !s.to.said.byEthernet,
  holds: (_s, _n, t) => t.from.path.on !== "ethernet",
})
/** What becomes of a sender that hears nothing. */
export const resumption: Machine<View, Sizes> = machine({ id: "path.resumption", properties: [staysSuspended, resumes] })
/** What the choice of a path comes to in the end. */
export const pathProgress: Machine<View, Sizes> = machine({ id: "path.progress", properties: [usesRing, leavesRing] })
