import { head, machine, model, next, push, rest, take, type Fifo, type Machine } from "tcnet"
import { isUp, type Link } from "../fabric/outage.ts"
import type { Publisher } from "./publisher.ts"
import type { Sizes } from "./sizes.ts"
import { landed, rung, zeroed, type Bell, type Packet, type Posted, type Words } from "./words.ts"

/** What an endpoint's processor sees of it. */
interface Processor {
  readonly publisher: Publisher
  readonly buffer: Fifo<Sizes["buffered"], Packet>
  readonly out: Fifo<Sizes["posted"], Packet>
}
const local = model<Processor, Sizes>()

/** The endpoint's own count as its other processors see it, after a write has left the processor that made it. */
const visibleAfter = (visible: number, packet: Packet): number => {
  switch (packet.word) {
    case "published": return packet.value
    case "epoch": return 0
    default: return visible
  }
}

const leave = local.rule({
  id: "processor.leave",
  text: "Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them.",
  by: "world", hidden: true,
  when: (s, n) => ({ buffered: s.buffer.length > 0, hasRoom: s.out.length < n.posted }),
  then: (s) => next(s, {
    buffer: rest(s.buffer),
    out: push(s.out, head(s.buffer)),
    publisher: { visible: visibleAfter(s.publisher.visible, head(s.buffer)) },
  }),
})
export const processor: Machine<Processor, Sizes> = machine({ id: "processor", rules: [leave] })

/** One direction of a link that carries doorbells among the posted writes. */
interface Direction {
  readonly link: Link
  readonly from: { readonly out: Fifo<Sizes["posted"], Posted> }
  readonly to: { readonly words: Words; readonly bell: Bell }
}
const between = model<Direction, Sizes>()

const land = between.rule({
  id: "fabric.landWord",
  text: "Posted writes and doorbells of one direction land in the order in which they were posted, those that outlived a failure too.",
  by: "world", hidden: true,
  when: (s) => ({ up: isUp(s.link.changes), posted: s.from.out.length > 0 }),
  then: (s) => next(s, {
    from: { out: rest(s.from.out) },
    to: { words: landed(s.to.words, head(s.from.out)), bell: head(s.from.out).word === "doorbell" ? rung(s.to.bell) : s.to.bell },
  }),
})
const zeros = between.rule({
  id: "fabric.landZeros",
  text: "The zeros in front of the offer or the beginning of an epoch land before it.",
  by: "world", hidden: true,
  when: (s) => ({ next: isUp(s.link.changes) && s.from.out.length > 0 && head(s.from.out).word === "epoch" }),
  then: (s) => next(s, { to: { words: zeroed(s.to.words) } }),
})
export const fabric: Machine<Direction, Sizes> = machine({ id: "notify.fabric", rules: [land, zeros] })

/** One direction of a link, whatever it carries. */
interface Way {
  readonly link: Link
  readonly from: { readonly out: Fifo<Sizes["posted"], Packet> }
}
const way = model<Way, Sizes>()

const lose = way.rule({
  id: "fabric.loseWord",
  text: "A link that is down loses any number of the last things that are under way in a direction.",
  by: "fault", hidden: true,
  when: (s) => ({ down: !isUp(s.link.changes), posted: s.from.out.length > 0 }),
  then: (s) => next(s, { from: { out: take(s.from.out, s.from.out.length - 1) } }),
})
export const loss: Machine<Way, Sizes> = machine({ id: "notify.loss", rules: [lose] })
