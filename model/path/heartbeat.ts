import { head, machine, min, model, next, push, rest, type Fifo, type Machine, type Peer, type Upto } from "tcnet"
import { isInUse, type Events, type Link, type Offer, type Owned, type Used } from "./lane.ts"
import type { Belief } from "./topology.ts"
import type { Windows } from "./windows.ts"

/** What of a size matters here. */
interface Sizes {
  /** Good probes of a fresh epoch before it is used for frames: one at least. */
  readonly probes: number
}
/**
 * The number of a heartbeat, or 0 for none. On the wire it has 64 bits, runs free and never returns. Rules only ask
 * whether two numbers are equal, so three stand for all: a number is used again once nothing that bears it is left.
 */
export type Beat = Upto<3>
/** What is under way in one direction, or has landed and is not read. */
export type Posted = Fifo<1, Beat>

/** What a sender knows of the epoch that it uses. */
export interface Probing {
  /** The heartbeat that it wrote last, while it has not seen its echo. */
  readonly beat: Beat
  /** Good probes in this epoch, as far as they matter. */
  readonly good: Upto<Sizes["probes"]>
}
export const unproven: Probing = { beat: 0, good: 0 }

/** What a sender sees of its own endpoint. */
export interface Own {
  readonly on: "ethernet" | "ring"
  readonly user: Used
  readonly events: Events
  readonly probing: Probing
  /** The number in the owner's echo word, in this endpoint's window. */
  readonly echo: Peer<Beat>
}
const own = model<Own, Sizes>()

/** The sender as it gives up its epoch: on Ethernet, and with nothing proven. */
const givenUp = (s: Own): Own => next(s, { on: "ethernet", user: "left", probing: unproven })

const good = own.rule({
  id: "heartbeat.good",
  text: "A probe is good when the echo is of the heartbeat that the sender wrote last, in this epoch, and of no other.",
  when: (s) => ({ waits: s.probing.beat > 0, echoed: s.echo === s.probing.beat }),
  then: (s, n) => next(s, { probing: { beat: 0, good: min(n.probes, s.probing.good + 1) } }),
})
const use = own.rule({
  id: "heartbeat.use",
  text: "A sender uses the ring for frames when as many probes of its epoch were good as it asks for.",
  // Who has given the epoch up has no good probes.
  when: (s, n) => ({ proven: s.probing.good === n.probes }),
  then: (s) => next(s, { on: "ring" }),
})
const linkEvent = own.rule({
  id: "heartbeat.linkEvent",
  text: "A sender that sees a link event gives up its epoch, with all that its probes have shown.",
  when: (s) => ({ event: s.events.length > 0 }),
  then: (s) => {
    const handled = next(s, { events: rest(s.events) })
    return s.user === "open" ? givenUp(handled) : handled
  },
})
export const judging: Machine<Own, Sizes> = machine({ id: "heartbeat.judging", rules: [good, use, linkEvent] })

/** History: what both directions carried since the sender adopted its epoch. Rules cannot see it. */
export interface Carried {
  /** A heartbeat of this epoch reached the owner. */
  readonly there: boolean
  /** And something that the owner posted after that reached the sender. */
  readonly back: boolean
}
export const nothingCarried: Carried = { there: false, back: false }

/** What a sender sees of its own endpoint, and all that decides whether an echo comes. */
interface Awaiting {
  readonly end: Own & { readonly belief: Belief; readonly out: Posted }
  readonly peer: { readonly owner: Owned; readonly offer: Offer; readonly out: Posted }
  readonly link: Link
  readonly windows: Windows
}
/** The same with its history. */
interface View {
  readonly end: Own & { readonly belief: Belief; readonly out: Posted }
  readonly peer: { readonly owner: Owned; readonly offer: Offer; readonly out: Posted }
  readonly link: Link
  readonly windows: Windows
  readonly ghost: Carried
}
const { rule } = model<View, Sizes>()

const adopt = rule({
  id: "heartbeat.adopt",
  text: "A sender tries an epoch that its peer offers only where its view says that both nodes are in one super-node, and when it has handled every link event; nothing that an earlier epoch has shown counts in it.",
  by: "world", hidden: true,
  when: (s) => ({ offered: s.peer.offer.length > 0, near: s.end.belief.isNear, calm: s.end.events.length === 0 }),
  then: (s) => next(s, { peer: { offer: rest(s.peer.offer) }, end: { on: "ethernet", user: "open", probing: unproven } }),
  note: (g) => next(g, { there: false, back: false }),
})
/** The least number that neither the echo word nor an echo under way bears. */
const fresh = (echo: Beat, out: Posted): Beat => {
  if (echo !== 1 && (out.length === 0 || head(out) !== 1)) return 1
  if (echo !== 2 && (out.length === 0 || head(out) !== 2)) return 2
  return 3
}
const write = rule({
  id: "heartbeat.write",
  text: "A sender with an epoch writes a heartbeat through the owner's window, with the epoch and a number that it never used before, and waits for its echo before it writes the next.",
  // By the world, since only the world knows which numbers are gone.
  by: "world", hidden: true,
  when: (s) => ({ open: s.end.user === "open", answered: s.end.probing.beat === 0, room: s.end.out.length === 0 }),
  then: (s) => {
    const beat = fresh(s.end.echo, s.peer.out)
    return next(s, { end: { out: push(s.end.out, beat), probing: { beat } } })
  },
})
/** Whether the echo that a sender waits for is there, or still under way in one of the two directions. */
export const mayCome = (s: Awaiting): boolean => s.end.echo === s.end.probing.beat
  || (!s.link.isDown && !s.windows.isDeadBack && ((s.peer.out.length > 0 && head(s.peer.out) === s.end.probing.beat)
    || (isInUse(s.peer.owner, s.peer.offer) && !s.windows.isDeadThere && s.end.out.length > 0 && head(s.end.out) === s.end.probing.beat)))
const miss = rule({
  id: "heartbeat.miss",
  text: "A sender whose echo does not come in time gives up its epoch.",
  // A timer that runs out where nothing can come any more. It runs on while the path comes and goes: a path that is dead again and again is missed in the end.
  by: "world", fair: "strong", hidden: true,
  when: (s) => ({ waits: s.end.probing.beat > 0, never: !mayCome(s) }),
  then: (s) => next(s, { end: givenUp(s.end) }),
})
export const probing: Machine<View, Sizes> = machine({ id: "heartbeat.probing", rules: [adopt, write, miss] })
