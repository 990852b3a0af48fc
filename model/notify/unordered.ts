import { at, every, machine, model, next, push, range, take, type Fifo, type Machine } from "tcnet"
import { isUp, type Link } from "../fabric/outage.ts"
import { data, type Answer, type Requests } from "./reads.ts"
import type { Sizes } from "./sizes.ts"
import { landed, rung, zeroed, type Bell, type Packet, type Words } from "./words.ts"

/** One direction of a link on which doorbells stand in no order with posted writes. */
interface Direction {
  readonly link: Link
  readonly from: { readonly out: Fifo<Sizes["posted"], Packet> }
  readonly to: { readonly words: Words; readonly bell: Bell; readonly requests: Requests; readonly answer: Answer }
}
const { rule } = model<Direction, Sizes>()

const isWrite = (p: Packet): boolean => p.word === "published" || p.word === "event" || p.word === "epoch" || p.word === "close"

// What may pass what is as PCIe has it: nothing but a doorbell passes a posted write, and a posted write may pass
// anything else. A doorbell is not taken for a posted write here; it may be early as well as late.
const land = rule({
  id: "fabric.landUnordered",
  text: "Posted writes, reads and completions land behind the posted writes that were sent before them in the same direction, those that outlived a failure too; a doorbell lands at any time.",
  by: "world", hidden: true,
  choose: (n) => ({ i: range(n.posted) }),
  when: (s, n, { i }) => ({
    up: isUp(s.link.changes),
    behind: i < s.from.out.length && (at(s.from.out, i).word === "doorbell" || every(range(n.posted), (j) => j >= i || !isWrite(at(s.from.out, j)))),
  }),
  then: (s, _n, { i }) => next(s, {
    from: { out: take(s.from.out, i) },
    to: {
      words: landed(s.to.words, at(s.from.out, i)),
      bell: at(s.from.out, i).word === "doorbell" ? rung(s.to.bell) : s.to.bell,
      requests: at(s.from.out, i).word === "read" ? push(s.to.requests, "read") : s.to.requests,
      answer: at(s.from.out, i).word === "completion" ? push(s.to.answer, data) : s.to.answer,
    },
  }),
})

// All that may stand in front of it are doorbells, reads and completions, which it may pass.
const zeros = rule({
  id: "fabric.landZerosUnordered",
  text: "The zeros in front of the offer or the beginning of an epoch land before it, and behind the posted writes that were sent before them.",
  by: "world", hidden: true,
  choose: (n) => ({ i: range(n.posted) }),
  when: (s, n, { i }) => ({
    next: isUp(s.link.changes) && i < s.from.out.length && at(s.from.out, i).word === "epoch" && every(range(n.posted), (j) => j >= i || !isWrite(at(s.from.out, j))),
  }),
  then: (s) => next(s, { to: { words: zeroed(s.to.words) } }),
})

export const unordered: Machine<Direction, Sizes> = machine({ id: "flushing.fabric", rules: [land, zeros] })
