import { eventuallyAlways, head, machine, model, type Machine } from "tcnet"
import { mayCome as mayComeTo, type Carried, type Own, type Posted } from "../model/path/heartbeat.ts"
import { isHealthy, isInUse, type Events, type Link, type Offer, type Owned } from "../model/path/lane.ts"
import type { Belief, Nodes } from "../model/path/topology.ts"
import type { Windows } from "../model/path/windows.ts"

/** What of a size matters here. */
interface Sizes {
  readonly probes: number
}
/** A sender, the owner of the ring that it may use, and all that is between them. */
interface View {
  readonly from: Own & { readonly belief: Belief; readonly out: Posted }
  readonly to: { readonly owner: Owned; readonly offer: Offer; readonly events: Events; readonly out: Posted }
  readonly link: Link
  readonly windows: Windows
  readonly nodes: Nodes
  readonly ghost: Carried
}
const { invariant, leadsTo, reachable, step } = model<View, Sizes>()

const adopts = (s: View, t: View): boolean => t.to.offer.length < s.to.offer.length
const carries = (s: View): boolean => isHealthy(s.from.user, s.to.owner, s.to.offer, s.link) && !s.windows.isDeadThere && !s.windows.isDeadBack
const mayCome = (s: View): boolean => mayComeTo({ end: s.from, peer: s.to, link: s.link, windows: s.windows })

const provesBoth = invariant({
  id: "heartbeat.provesBoth", text: "A good probe means that both directions have carried something of this epoch: the owner got a heartbeat, and the sender something that the owner posted after it.",
  given: (s) => s.from.probing.good > 0, holds: (s) => s.ghost.there && s.ghost.back,
})
const usesProven = invariant({
  id: "heartbeat.usesProven", text: "A sender on the ring has an epoch, and as many good probes in it as it asks for.",
  given: (s) => s.from.on === "ring", holds: (s, n) => s.from.user === "open" && s.from.probing.good === n.probes,
})
const keepsNothing = invariant({
  id: "heartbeat.keepsNothing", text: "A sender without an epoch waits for no echo, and has no good probes.",
  given: (s) => s.from.user !== "open", holds: (s) => s.from.probing.beat === 0 && s.from.probing.good === 0,
})
const countsLast = step({
  id: "heartbeat.countsLast", text: "No probe counts but by the echo of the heartbeat that was written last.",
  given: (s) => s.from.probing.beat === 0 || s.from.echo !== s.from.probing.beat, holds: (s, _n, t) => t.from.probing.good <= s.from.probing.good,
})
const countsOnce = step({
  id: "heartbeat.countsOnce", text: "Each heartbeat counts once.",
  holds: (s, _n, t) => t.from.probing.good <= s.from.probing.good || (t.from.probing.good === s.from.probing.good + 1 && t.from.probing.beat === 0),
})
const anew = step({
  id: "heartbeat.beginsAnew", text: "A sender that adopts an epoch is not on the ring, and has no good probes in it.",
  holds: (s, _n, t) => !adopts(s, t) || (t.from.on === "ethernet" && t.from.probing.good === 0 && t.from.probing.beat === 0),
})
const oneAtATime = step({
  id: "heartbeat.oneAtATime", text: "A sender that waits for an echo writes no other heartbeat.",
  given: (s) => s.from.probing.beat > 0, holds: (s, _n, t) => t.from.out.length <= s.from.out.length && (t.from.probing.beat === 0 || t.from.probing.beat === s.from.probing.beat),
})
const fresh = step({
  id: "heartbeat.freshNumber", text: "No number is written that is still under way, or in the echo word.",
  given: (s) => s.from.out.length === 0,
  holds: (s, _n, t) => t.from.out.length === 0 || (t.from.probing.beat > 0 && head(t.from.out) === t.from.probing.beat && s.from.echo !== t.from.probing.beat && (s.to.out.length === 0 || head(s.to.out) !== t.from.probing.beat)),
})
const echoesOwn = step({
  id: "heartbeat.echoesOwn", text: "An owner echoes only what has come, and nothing while the sender uses another epoch than the one that it has open.",
  given: (s) => s.to.out.length === 0,
  holds: (s, _n, t) => t.to.out.length === 0 || (isInUse(s.to.owner, s.to.offer) && s.from.out.length > 0 && t.from.out.length === 0 && head(t.to.out) === head(s.from.out)),
})
const deadThere = step({
  id: "windows.deadThere", text: "Where the link is down or the owner's window is dead, the owner echoes nothing.",
  given: (s) => s.link.isDown || s.windows.isDeadThere, holds: (s, _n, t) => t.to.out.length <= s.to.out.length,
})
const deadBack = step({
  id: "windows.deadBack", text: "Where the link is down or the sender's window is dead, no echo lands.",
  given: (s) => s.link.isDown || s.windows.isDeadBack, holds: (s, _n, t) => t.from.echo === s.from.echo,
})
const losesNothing = step({
  id: "windows.losesNothing", text: "A link that is up, with both windows alive, loses nothing: a heartbeat is echoed or is of another epoch, and an echo lands.",
  given: (s) => !s.link.isDown && !s.windows.isDeadThere && !s.windows.isDeadBack,
  holds: (s, _n, t) => (t.from.out.length >= s.from.out.length || t.to.out.length > s.to.out.length || !isInUse(s.to.owner, s.to.offer))
    && (t.to.out.length >= s.to.out.length || t.from.echo === head(s.to.out)),
})
const staysOnSound = step({
  id: "heartbeat.staysOnSound", text: "A sender leaves no ring whose echo is there or still under way, unless it sees a link event.",
  given: (s) => s.from.on === "ring" && s.from.events.length === 0 && s.to.offer.length === 0 && (s.from.probing.beat === 0 || mayCome(s)),
  holds: (_s, _n, t) => t.from.on === "ring",
})
const leavesWithLink = step({
  id: "heartbeat.leavesWithLink", text: "A sender that handles a link event has no epoch then, and one that has a link event to handle adopts none.",
  given: (s) => s.from.events.length > 0, holds: (s, _n, t) => !adopts(s, t) && (t.from.events.length > 0 || (t.from.user !== "open" && t.from.on === "ethernet")),
})
const eventsTrue = step({
  id: "topology.eventsTrue", text: "An endpoint sees a link fail only when it fails, and its owner always does.",
  holds: (s, _n, t) => ((t.from.events.length <= s.from.events.length && t.to.events.length <= s.to.events.length) || (!s.link.isDown && t.link.isDown)) && (s.link.isDown || !t.link.isDown || t.to.events.length > 0),
})
const noLinkApart = invariant({
  id: "topology.noLinkApart", text: "Between two super-nodes there is no link.",
  given: (s) => s.nodes.areApart, holds: (s) => s.link.isDown,
})
const triesNear = step({
  id: "topology.triesNear", text: "A sender tries no epoch while its view says that the nodes are in two super-nodes.",
  given: (s) => !s.from.belief.isNear, holds: (s, _n, t) => !adopts(s, t),
})
const oneWay = reachable({
  id: "heartbeat.oneWay", text: "The link is up and no endpoint has seen it fail, heartbeats reach the owner, and no echo reaches the sender, which tries the epoch in vain.",
  holds: (s) => !s.link.isDown && s.from.events.length === 0 && s.to.events.length === 0 && s.windows.isDeadBack && !s.windows.isDeadThere && isHealthy(s.from.user, s.to.owner, s.to.offer, s.link) && s.ghost.there && !s.ghost.back && s.from.probing.beat > 0 && s.to.out.length === 0,
})
const usedOneWay = reachable({
  id: "heartbeat.usedOneWay", text: "A sender is on a ring that no longer carries its frames, and its register says that the link is up.",
  holds: (s) => s.from.on === "ring" && !s.link.isDown && s.from.events.length === 0 && s.windows.isDeadThere,
})
const lateEcho = reachable({
  id: "heartbeat.lateEcho", text: "An echo of an earlier epoch outlived the failure of the link, and has come in place of the one that the sender waits for.",
  holds: (s) => carries(s) && s.from.probing.beat > 0 && s.from.echo !== s.from.probing.beat && s.from.echo > 0 && !s.ghost.back && s.from.probing.good === 0 && s.from.out.length > 0 && s.to.out.length === 0,
})
const deadProof = reachable({
  id: "heartbeat.provesThePast", text: "A probe is good although the epoch is over: an echo tells what the path carried once, and not what it carries now.",
  holds: (s) => s.from.probing.beat > 0 && s.from.echo === s.from.probing.beat && !isInUse(s.to.owner, s.to.offer) && s.from.events.length === 0,
})
const lost = reachable({
  id: "heartbeat.lost", text: "The path is sound again, and the heartbeat whose echo the sender waits for was lost before the owner got it.",
  holds: (s) => carries(s) && s.from.events.length === 0 && s.from.probing.beat > 0 && !s.ghost.there && s.from.out.length === 0,
})
const seenBySender = reachable({
  id: "topology.seenBySender", text: "A sender on the ring sees the link fail.", holds: (s) => s.from.on === "ring" && s.from.events.length > 0,
})
const staleNear = reachable({
  id: "topology.staleNear", text: "A node has been moved to another super-node, and the sender, whose view is out of date, tries an epoch in vain.",
  holds: (s) => s.nodes.areApart && s.from.belief.isNear && s.from.probing.beat > 0 && s.from.on === "ethernet",
})
const staleFar = reachable({
  id: "topology.staleFar", text: "Both nodes are in one super-node again, the link is up and an epoch is offered, and the sender, whose view is out of date, leaves it alone.",
  holds: (s) => !s.nodes.areApart && !s.link.isDown && s.to.owner === "open" && s.to.offer.length > 0 && !s.from.belief.isNear && s.from.events.length === 0,
})
const movedAway = reachable({
  id: "topology.movedAway", text: "A sender is still on a ring whose owner has been moved to another super-node.",
  holds: (s) => s.from.on === "ring" && s.nodes.areApart && s.from.events.length === 0,
})
/** What heartbeats show, and what they do not. */
export const proving: Machine<View, Sizes> = machine({
  id: "heartbeat.safety",
  properties: [provesBoth, usesProven, keepsNothing, countsLast, countsOnce, anew, oneAtATime, fresh, echoesOwn, deadThere, deadBack, losesNothing, staysOnSound, leavesWithLink, eventsTrue, noLinkApart, triesNear, oneWay, usedOneWay, lateEcho, deadProof, lost, seenBySender, staleNear, staleFar, movedAway],
})

const comesToUse = leadsTo({
  id: "heartbeat.comesToUse", text: "A sender comes to use the ring, and to use it again, if in the end the link stays up and both windows carry, whatever its view said before.",
  given: (s) => s.from.on !== "ring", holds: (s) => s.from.on === "ring",
  assume: eventuallyAlways((s: View) => !s.link.isDown && !s.windows.isDeadThere && !s.windows.isDeadBack),
})
const inUse = (s: View): boolean => isHealthy(s.from.user, s.to.owner, s.to.offer, s.link)
const leavesOver = leadsTo({
  id: "heartbeat.leavesOver", text: "A sender leaves a ring whose epoch is over, or whose link is down, whether or not it has seen the failure, unless the link comes back with the epoch still open.",
  given: (s) => s.from.on === "ring" && !inUse(s), holds: (s) => s.from.on !== "ring" || inUse(s),
})
const leavesDeadThere = leadsTo({
  id: "heartbeat.leavesDeadThere", text: "A sender leaves a ring where nothing that it writes reaches the owner, whatever its register says, unless the window recovers.",
  given: (s) => s.from.on === "ring" && s.windows.isDeadThere, holds: (s) => s.from.on !== "ring" || !s.windows.isDeadThere,
})
const leavesDeadBack = leadsTo({
  id: "heartbeat.leavesDeadBack", text: "A sender leaves a ring where nothing that the owner writes reaches it, whatever its register says, unless the window recovers.",
  given: (s) => s.from.on === "ring" && s.windows.isDeadBack, holds: (s) => s.from.on !== "ring" || !s.windows.isDeadBack,
})
const leavesApart = leadsTo({
  id: "topology.leavesApart", text: "No ring is used between two super-nodes for ever.",
  given: (s) => s.from.on === "ring" && s.nodes.areApart, holds: (s) => s.from.on !== "ring" || !s.nodes.areApart,
})
const becomesRight = leadsTo({
  id: "topology.becomesRight", text: "A view that is out of date becomes right, unless a node is moved again.",
  given: (s) => s.from.belief.isNear === s.nodes.areApart, holds: (s) => s.from.belief.isNear !== s.nodes.areApart,
})
/** What heartbeats come to in the end. */
export const provingProgress: Machine<View, Sizes> = machine({ id: "heartbeat.progress", properties: [comesToUse, leavesOver, leavesDeadThere, leavesDeadBack, leavesApart, becomesRight] })
