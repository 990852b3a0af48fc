import { machine, min, model, next, rest, type Machine, type Upto } from "tcnet"
import { resending, type Sender } from "../session/sender.ts"
import { isHealthy, type Events, type Lane, type Link, type Offer, type Owned, type Used } from "./lane.ts"
import type { Sizes } from "./sizes.ts"

/** The path that a sender uses, for its direction. */
export interface Path {
  /** `none`: the sender is suspended, and sends nothing but probes. */
  readonly on: "none" | "ethernet" | "ring"
}
/** What a sender remembers of the ring's health. */
export interface Health {
  /** Good probes that are missing before the epoch is used for frames. */
  readonly wait: Upto<Sizes["holds"]>
  /** The hold-down: good probes that the next epoch has to show. */
  readonly hold: Upto<Sizes["holds"]>
}
export const unknownHealth = (n: Sizes): Health => ({ wait: 0, hold: n.probes })

/** What a sender sees of its own endpoint. */
export interface Own {
  readonly path: Path
  readonly health: Health
  readonly sender: Sender
  readonly user: Used
  readonly events: Events
}
const own = model<Own, Sizes>()

/** The sender as it leaves the ring: on Ethernet, from the acknowledged frame on (D8), with its epoch abandoned and the hold-down doubled (D9). */
export const fallenBack = (s: Own, n: Sizes): Own => next(s, {
  path: { on: "ethernet" }, sender: resending(s.sender), user: "left", health: { hold: min(n.holds, 2 * s.health.hold) },
})

const linkEvent = own.rule({
  id: "path.linkEvent",
  text: "A sender that sees a link event abandons its epoch, and falls back to Ethernet if it is on the ring.",
  when: (s) => ({ event: s.events.length > 0 }),
  then: (s, n) => {
    const handled = next(s, { events: rest(s.events) })
    if (s.path.on === "ring") return fallenBack(handled, n)
    return next(handled, { user: s.user === "open" ? "left" : s.user, health: { wait: 0 } })
  },
})
const failBack = own.rule({
  id: "path.failBack",
  text: "A sender with an epoch that it has not used for frames, and in which as many probes were good as the hold-down asks for, uses the ring, from the acknowledged frame on.",
  when: (s) => ({ notOnRing: s.path.on !== "ring", ready: s.user === "open" && s.health.wait === 0 }),
  then: (s) => next(s, { path: { on: "ring" }, sender: resending(s.sender) }),
})
export const choice: Machine<Own, Sizes> = machine({ id: "path.choice", rules: [linkEvent, failBack] })

/** What a sender sees of its own endpoint, and of the ring that its peer owns. */
interface View {
  readonly end: Own & { readonly lane: Lane }
  readonly peer: { readonly owner: Owned; readonly offer: Offer }
  readonly link: Link
}
const { rule } = model<View, Sizes>()

const adopt = rule({
  id: "lane.adopt",
  text: "A sender adopts an epoch that its peer offers, when it has handled every link event and nothing of an earlier epoch is under way: it leaves the ring if it is on it, and probes the new epoch before it uses it for frames.",
  by: "world", hidden: true,
  when: (s) => ({ offered: s.peer.offer.length > 0, calm: s.end.events.length === 0, drained: s.end.lane.length === 0 }),
  then: (s, n) => {
    const left = s.end.path.on === "ring" ? fallenBack(s.end, n) : s.end
    return next(s, { peer: { offer: rest(s.peer.offer) }, end: { path: { on: left.path.on }, sender: left.sender, user: "open", health: { wait: left.health.hold, hold: left.health.hold } } })
  },
})
const miss = rule({
  id: "path.miss",
  text: "A sender on a ring that is dead misses its echoes, and falls back to Ethernet.",
  by: "world", hidden: true,
  when: (s) => ({ onRing: s.end.path.on === "ring", dead: !isHealthy(s.end.user, s.peer.owner, s.peer.offer, s.link) }),
  then: (s, n) => next(s, { end: fallenBack(s.end, n) }),
})
export const detection: Machine<View, Sizes> = machine({ id: "path.detection", rules: [adopt, miss] })
