import { head, machine, model, next, push, rest, type Machine } from "tcnet"
import type { Beat, Carried, Posted } from "./heartbeat.ts"
import { isInUse, type Link, type Offer, type Owned } from "./lane.ts"
import type { Windows } from "./windows.ts"

/** The owner of a ring, and what its sender has posted to it. */
interface At {
  readonly end: { readonly owner: Owned; readonly offer: Offer; readonly out: Posted }
  readonly peer: { readonly out: Posted; readonly probing: { readonly beat: Beat } }
  readonly link: Link
  readonly windows: Windows
  readonly ghost: Carried
}
const owning = model<At, object>()

const echo = owning.rule({
  id: "heartbeat.echo",
  text: "The owner of a ring writes the number of a heartbeat that has come, and that is of the epoch which it has open, into the sender's window.",
  by: "world", hidden: true,
  when: (s) => ({ inUse: isInUse(s.end.owner, s.end.offer), some: s.peer.out.length > 0, arrives: !s.link.isDown && !s.windows.isDeadThere, room: s.end.out.length === 0 }),
  then: (s) => next(s, { peer: { out: rest(s.peer.out) }, end: { out: push(s.end.out, head(s.peer.out)) } }),
  note: (g, s) => next(g, { there: g.there || s.peer.probing.beat === head(s.peer.out) }),
})
const lose = owning.rule({
  id: "heartbeat.lose",
  text: "A heartbeat is gone that comes to an owner which has another epoch open, or none; and so is one that is posted while the link is down or the owner's window is dead, unless the path recovers first.",
  by: "world", hidden: true,
  when: (s) => ({ some: s.peer.out.length > 0, inVain: !isInUse(s.end.owner, s.end.offer) || s.link.isDown || s.windows.isDeadThere }),
  then: (s) => next(s, { peer: { out: rest(s.peer.out) } }),
})
export const echoing: Machine<At, object> = machine({ id: "heartbeat.echoing", rules: [echo, lose] })

/** What is under way to the sender. */
interface View {
  readonly from: { readonly echo: Beat; readonly probing: { readonly beat: Beat } }
  readonly to: { readonly out: Posted }
  readonly link: Link
  readonly windows: Windows
  readonly ghost: Carried
}
const { rule } = model<View, object>()

const land = rule({
  id: "heartbeat.landEcho",
  text: "An echo lands in the sender's echo word, one that outlived a failure of the link too.",
  by: "world", hidden: true,
  when: (s) => ({ some: s.to.out.length > 0, arrives: !s.link.isDown && !s.windows.isDeadBack }),
  then: (s) => next(s, { to: { out: rest(s.to.out) }, from: { echo: head(s.to.out) } }),
  note: (g, s) => next(g, { back: g.back || (g.there && s.from.probing.beat === head(s.to.out)) }),
})
const loseEcho = rule({
  id: "heartbeat.loseEcho",
  text: "An echo that is posted while the link is down or the sender's window is dead is lost, unless the path recovers first.",
  by: "world", hidden: true,
  when: (s) => ({ some: s.to.out.length > 0, dead: s.link.isDown || s.windows.isDeadBack }),
  then: (s) => next(s, { to: { out: rest(s.to.out) } }),
})
export const carrying: Machine<View, object> = machine({ id: "heartbeat.carrying", rules: [land, loseEcho] })
