import { at, machine, model, next, range, set, type Below, type Machine } from "tcnet"
import type { Air, History, Run } from "./datagrams.ts"
import type { Sizes } from "./sizes.ts"
import { noAgreement, noTerms, type Agreement, type Refusal, type Terms } from "./terms.ts"

/** The endpoint that asks for a session. */
export interface Initiator {
  readonly phase: "off" | "idle" | "asking" | "open" | "rejected"
  readonly terms: Terms
  /** The last nonce that it drew, 0 before the first. A number that was not drawn before stands for a random one, and is only compared for equality. */
  readonly asked: Below<Sizes["asked"]>
  /** Of its session: the nonce of the responder, and what was agreed. */
  readonly drawn: Below<Sizes["drawn"]>
  readonly agreed: Agreement
  /** Why it was rejected. */
  readonly refusal: Refusal
}
export const offInitiator: Initiator = { phase: "off", terms: noTerms, asked: 0, drawn: 0, agreed: noAgreement, refusal: "none" }
/** An initiator without a session, in the place of what it was. */
export const idleInitiator = (s: Initiator): Initiator => next(s, { phase: "idle", drawn: 0, agreed: noAgreement })

/** What an initiator sees: itself, and what arrives from the air. */
interface View {
  readonly own: Initiator
  readonly air: Air
  readonly run: Run
  readonly ghost: History
}
const { rule } = model<View, Sizes>()

/** True if the initiator is in the session that began with this nonce of its own. It took one answer to it, so that says which session it is. */
const isIn = (s: Initiator, asked: number): boolean => s.phase === "open" && s.asked === asked

const hello = rule({
  id: "initiator.hello",
  text: "An initiator without a session draws a fresh nonce, and sends a HELLO with it and its terms again and again until it is answered.",
  when: (s) => ({ idle: s.own.phase === "idle" }),
  then: (s) => next(s, { own: { phase: "asking", asked: s.own.asked + 1 }, air: { hellos: set(s.air.hellos, s.own.asked + 1, s.own.terms) } }),
})

const confirm = rule({
  id: "initiator.confirm",
  text: "An initiator that receives an ACCEPT which echoes the nonce of its HELLO is in the session of both nonces, and sends a CONFIRM that echoes all of the ACCEPT again and again until it hears of the session.",
  choose: (n) => ({ asked: range(n.asked), drawn: range(n.drawn) }),
  when: (s, _n, p) => ({
    accepted: at(at(s.air.answers, p.asked), p.drawn).agreed.version > 0,
    asking: s.own.phase === "asking",
    echoed: s.own.asked === p.asked,
  }),
  then: (s, _n, p) => next(s, {
    own: { phase: "open", drawn: p.drawn, agreed: at(at(s.air.answers, p.asked), p.drawn).agreed },
    air: { confirms: set(s.air.confirms, p.asked, { drawn: p.drawn, agreed: at(at(s.air.answers, p.asked), p.drawn).agreed }) },
  }),
})

const rejected = rule({
  id: "initiator.rejected",
  text: "An initiator that receives a REJECT which echoes the nonce of its HELLO stops asking.",
  choose: (n) => ({ asked: range(n.asked), drawn: range(n.drawn) }),
  when: (s, _n, p) => ({
    refused: at(at(s.air.answers, p.asked), p.drawn).refusal !== "none",
    asking: s.own.phase === "asking",
    echoed: s.own.asked === p.asked,
  }),
  then: (s, _n, p) => next(s, { own: { phase: "rejected", refusal: at(at(s.air.answers, p.asked), p.drawn).refusal } }),
})

const deliver = rule({
  id: "initiator.deliver",
  text: "An initiator takes what a datagram brings only if that bears both nonces of its session.",
  choose: (n) => ({ asked: range(n.asked) }),
  when: (s, _n, p) => ({ arrives: at(s.air.toInitiator, p.asked), own: isIn(s.own, p.asked) }),
  then: (s) => s,
  note: (g, s, _n, p) => next(g, { initiator: at(s.air.toInitiator, p.asked) && s.own.phase === "open" && s.own.asked === p.asked ? g.initiator : "foreign" }),
})

const foreign = rule({
  id: "initiator.foreign",
  text: "An initiator that receives a datagram of a session that it is not in answers with a RESET that echoes both nonces.",
  choose: (n) => ({ asked: range(n.asked) }),
  when: (s, _n, p) => ({ arrives: at(s.air.toInitiator, p.asked), on: s.own.phase !== "off", foreign: !isIn(s.own, p.asked) }),
  then: (s, _n, p) => next(s, { air: { resetsOfInitiator: set(s.air.resetsOfInitiator, p.asked, true) } }),
})

const reset = rule({
  id: "initiator.reset",
  text: "A RESET that echoes both nonces of its session ends the session of an initiator.",
  choose: (n) => ({ asked: range(n.asked) }),
  when: (s, _n, p) => ({ arrives: at(s.air.resetsOfResponder, p.asked), own: isIn(s.own, p.asked) }),
  then: (s) => next(s, { own: idleInitiator(s.own) }),
})

const timeOut = rule({
  id: "initiator.timeOut",
  text: "An initiator that hears nothing of its session for the session time-out ends it.",
  // It may always have heard nothing, since datagrams may be lost, and need not have.
  by: "world", fair: "none",
  when: (s, n) => ({ open: s.own.phase === "open", left: s.run.faults < n.faults }),
  then: (s) => next(s, { own: idleInitiator(s.own), run: { faults: s.run.faults + 1 } }),
})

export const initiator: Machine<View, Sizes> = machine({ id: "handshake.initiator", rules: [hello, confirm, rejected, deliver, foreign, reset, timeOut] })
