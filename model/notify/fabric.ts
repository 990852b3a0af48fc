import { head, machine, model, next, push, rest, type Fifo, type Machine } from "tcnet"
import type { Publisher } from "./publisher.ts"
import type { Sizes } from "./sizes.ts"
import { landed, rung, type Bell, type Packet, type Posted, type Words } from "./words.ts"

/** What an endpoint's processor sees of it. */
interface Processor {
  readonly publisher: Publisher
  readonly buffer: Fifo<Sizes["buffered"], Packet>
  readonly out: Fifo<Sizes["posted"], Packet>
}
const local = model<Processor, Sizes>()

const leave = local.rule({
  id: "processor.leave",
  text: "Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them.",
  by: "world", hidden: true,
  when: (s, n) => ({ buffered: s.buffer.length > 0, hasRoom: s.out.length < n.posted }),
  then: (s) => next(s, {
    buffer: rest(s.buffer),
    out: push(s.out, head(s.buffer)),
    publisher: { visible: head(s.buffer).word === "published" ? head(s.buffer).value : s.publisher.visible },
  }),
})
export const processor: Machine<Processor, Sizes> = machine({ id: "processor", rules: [leave] })

/** One direction of a link that carries doorbells among the posted writes. */
interface Direction {
  readonly from: { readonly out: Fifo<Sizes["posted"], Posted> }
  readonly to: { readonly words: Words; readonly bell: Bell; readonly link: "up" | "down" }
}
const between = model<Direction, Sizes>()

const land = between.rule({
  id: "fabric.landWord",
  text: "Posted writes and doorbells of one direction land in the order in which they were posted.",
  by: "world", hidden: true,
  when: (s) => ({ up: s.to.link === "up", posted: s.from.out.length > 0 }),
  then: (s) => next(s, {
    from: { out: rest(s.from.out) },
    to: { words: landed(s.to.words, head(s.from.out)), bell: head(s.from.out).word === "doorbell" ? rung(s.to.bell) : s.to.bell },
  }),
})
export const fabric: Machine<Direction, Sizes> = machine({ id: "notify.fabric", rules: [land] })

/** One direction of a link, whatever it carries. */
interface Way {
  readonly from: { readonly out: Fifo<Sizes["posted"], Packet> }
  readonly to: { readonly link: "up" | "down" }
}
const way = model<Way, Sizes>()

const vanish = way.rule({
  id: "fabric.vanishWord",
  text: "What is under way on a dead link vanishes.",
  by: "world", hidden: true,
  when: (s) => ({ down: s.to.link === "down", posted: s.from.out.length > 0 }),
  then: (s) => next(s, { from: { out: rest(s.from.out) } }),
})
export const loss: Machine<Way, Sizes> = machine({ id: "notify.loss", rules: [vanish] })

/** Both ends of the link. */
interface Ends {
  readonly from: { readonly link: "up" | "down" }
  readonly to: { readonly link: "up" | "down" }
}
const ends = model<Ends, Sizes>()

const fails = ends.rule({
  id: "fabric.fails",
  text: "The link may fail at any time, and both endpoints see that it did.",
  by: "fault", hidden: true,
  when: (s) => ({ up: s.to.link === "up" }),
  then: (s) => next(s, { from: { link: "down" }, to: { link: "down" } }),
})
export const outage: Machine<Ends, Sizes> = machine({ id: "notify.outage", rules: [fails] })
