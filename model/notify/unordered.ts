import { at, every, machine, model, next, push, range, some, take, type Fifo, type Machine } from "tcnet"
import type { Answer, Requests } from "./reads.ts"
import type { Sizes } from "./sizes.ts"
import type { FlushingSleeper } from "./sleeper.ts"
import { landed, rung, type Bell, type Packet, type Words } from "./words.ts"

/** One direction of a link on which doorbells stand in no order with posted writes. */
interface Direction {
  readonly from: { readonly out: Fifo<Sizes["posted"], Packet> }
  readonly to: {
    readonly words: Words; readonly bell: Bell; readonly requests: Requests; readonly answer: Answer; readonly link: "up" | "down"
    readonly sleeper: FlushingSleeper; readonly buffer: Fifo<Sizes["buffered"], Packet>; readonly out: Fifo<Sizes["posted"], Packet>
  }
}
const { rule } = model<Direction, Sizes>()

const isWrite = (p: Packet): boolean => p.word === "published" || p.word === "event"
const isRead = (p: Packet): boolean => p.word === "read"

// What may pass what is as PCIe has it: nothing but a doorbell passes a posted write, and a posted write may pass
// anything else. A doorbell is not taken for a posted write here; it may be early as well as late.
const land = rule({
  id: "fabric.landUnordered",
  text: "Posted writes, reads and completions land behind the posted writes that were sent before them in the same direction; a doorbell lands at any time.",
  by: "world", hidden: true,
  choose: (n) => ({ i: range(n.posted) }),
  when: (s, n, { i }) => ({
    up: s.to.link === "up",
    behind: i < s.from.out.length && (at(s.from.out, i).word === "doorbell" || every(range(n.posted), (j) => j >= i || !isWrite(at(s.from.out, j)))),
  }),
  then: (s, _n, { i }) => next(s, {
    from: { out: take(s.from.out, i) },
    to: {
      words: landed(s.to.words, at(s.from.out, i)),
      bell: at(s.from.out, i).word === "doorbell" ? rung(s.to.bell) : s.to.bell,
      requests: at(s.from.out, i).word === "read" ? push(s.to.requests, "read") : s.to.requests,
      answer: at(s.from.out, i).word === "completion" ? push(s.to.answer, "data") : s.to.answer,
    },
  }),
})

const ones = rule({
  id: "fabric.allOnes",
  text: "A read that is lost with the link, or whose completion is, comes back all ones.",
  by: "world", hidden: true,
  when: (s) => ({
    down: s.to.link === "down",
    reading: s.to.sleeper.mode === "flushing",
    gone: !some(s.to.buffer, isRead) && !some(s.to.out, isRead),
    unanswered: s.to.answer.length === 0,
  }),
  then: (s) => next(s, { to: { answer: push(s.to.answer, "ones") } }),
})

export const unordered: Machine<Direction, Sizes> = machine({ id: "flushing.fabric", rules: [land, ones] })
