import { at, blank, fill, machine, model, next, range, type Machine, type Opaque, type Upto, type Vec, type Word } from "tcnet"
import type { Statement } from "../session/receiver.ts"
import type { Sizes } from "../session/sizes.ts"

/** The frame that arrives next. */
export interface Datagram {
  /** Its number and 1; 0 for none. */
  readonly frame: Upto<Sizes["frames"]>
  readonly body: Opaque
}
export const noDatagram: Datagram = { frame: 0, body: blank }

/**
 * What a sender has sent by Ethernet. A datagram may be lost, come twice, late or before an earlier one: any that was
 * ever sent may be the next to arrive, and only which one that is, and what was ever sent, matters.
 */
export interface Datagrams {
  /** What was sent last under each number. */
  readonly bodies: Vec<Sizes["frames"], Opaque>
  /** Frames ever sent: the numbers below. */
  readonly ever: Upto<Sizes["frames"]>
  readonly next: Word<Datagram>
  /** A probe arrives. */
  readonly probe: boolean
}
export const noDatagrams = (n: Sizes): Datagrams => ({ bodies: fill(n.frames, blank), ever: 0, next: noDatagram, probe: false })

/** The datagrams of a sender. */
interface Sent { readonly air: Datagrams }
const sent = model<Sent, Sizes>()

const lose = sent.rule({
  id: "air.lose",
  text: "A frame may be lost on the Ethernet.",
  by: "fault", hidden: true,
  when: (s) => ({ some: s.air.next.frame > 0 }),
  then: (s) => next(s, { air: { next: noDatagram } }),
})
const delay = sent.rule({
  id: "air.delay",
  text: "A frame that was ever sent by Ethernet may arrive late, and once more.",
  by: "fault", hidden: true,
  choose: (n) => ({ number: range(n.frames) }),
  when: (s, _n, p) => ({ sent: p.number < s.air.ever }),
  then: (s, _n, p) => next(s, { air: { next: { frame: p.number + 1, body: at(s.air.bodies, p.number) } } }),
})
const loseProbe = sent.rule({
  id: "air.loseProbe",
  text: "A probe may be lost on the Ethernet.",
  by: "fault", hidden: true,
  when: (s) => ({ some: s.air.probe }),
  then: (s) => next(s, { air: { probe: false } }),
})
export const lossy: Machine<Sent, Sizes> = machine({ id: "air.lossy", rules: [lose, delay, loseProbe] })

/** What a receiver says. */
interface Answers { readonly said: Statement }
const answers = model<Answers, Sizes>()

const loseAnswer = answers.rule({
  id: "air.loseAnswer",
  text: "What a receiver says by Ethernet may be lost.",
  by: "fault", hidden: true,
  when: (s) => ({ some: s.said.byEthernet }),
  then: (s) => next(s, { said: { byEthernet: false } }),
})
export const lossyAnswers: Machine<Answers, Sizes> = machine({ id: "air.lossyAnswers", rules: [loseAnswer] })
