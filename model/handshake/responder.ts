import { at, machine, model, next, range, set, type Below, type Machine } from "tcnet"
import { answered, type Air, type History, type Run } from "./datagrams.ts"
import type { Sizes } from "./sizes.ts"
import { agreement, fit, noAgreement, noTerms, refusal, type Agreement, type Terms } from "./terms.ts"

/** The endpoint that answers. */
export interface Responder {
  readonly phase: "off" | "idle" | "open"
  readonly terms: Terms
  /** The nonce that it names in each answer, until a CONFIRM spends it. As the initiator's, it stands for a random one. */
  readonly offered: Below<Sizes["drawn"]>
  /** Of its session: both nonces, and what was agreed. */
  readonly asked: Below<Sizes["asked"]>
  readonly drawn: Below<Sizes["drawn"]>
  readonly agreed: Agreement
}
export const offResponder: Responder = { phase: "off", terms: noTerms, offered: 0, asked: 0, drawn: 0, agreed: noAgreement }
/** A responder without a session, in the place of what it was. */
export const idleResponder = (s: Responder): Responder => next(s, { phase: "idle", asked: 0, drawn: 0, agreed: noAgreement })

/** What a responder sees: itself, and what arrives from the air. */
interface View {
  readonly own: Responder
  readonly air: Air
  readonly run: Run
  readonly ghost: History
}
const { rule } = model<View, Sizes>()

/** True if the responder is in the session whose nonces a datagram bears. */
const isIn = (s: Responder, air: Air, asked: number): boolean => s.phase === "open" && s.asked === asked && s.drawn === at(air.confirms, asked).drawn

const accept = rule({
  id: "responder.accept",
  text: "A responder answers a HELLO whose terms fit its own with an ACCEPT that echoes its nonce and names what is agreed and the nonce that no CONFIRM has spent yet; it keeps nothing of the HELLO, and no session ends.",
  choose: (n) => ({ asked: range(n.asked) }),
  // A HELLO that was not sent has no terms, and neither has a responder that is off.
  when: (s, _n, p) => ({ fits: fit(at(s.air.hellos, p.asked), s.own.terms) }),
  then: (s, _n, p) => next(s, {
    air: { answers: answered(s.air.answers, p.asked, s.own.offered, { refusal: "none", agreed: agreement(at(s.air.hellos, p.asked), s.own.terms) }) },
  }),
})

const reject = rule({
  id: "responder.reject",
  text: "A responder answers a HELLO whose terms do not fit its own with a REJECT that echoes its nonce and says why; it keeps nothing of the HELLO, and no session ends.",
  choose: (n) => ({ asked: range(n.asked) }),
  when: (s, _n, p) => ({
    arrives: at(s.air.hellos, p.asked).newest > 0,
    on: s.own.phase !== "off",
    unfit: !fit(at(s.air.hellos, p.asked), s.own.terms),
  }),
  then: (s, _n, p) => next(s, {
    air: { answers: answered(s.air.answers, p.asked, s.own.offered, { refusal: refusal(at(s.air.hellos, p.asked), s.own.terms), agreed: noAgreement }) },
  }),
})

const confirmed = rule({
  id: "responder.confirmed",
  text: "A responder that receives a CONFIRM which echoes the nonce that it names in answers is in the session of both nonces, in place of the one that it was in, and draws a fresh nonce for the answers that follow.",
  choose: (n) => ({ asked: range(n.asked) }),
  when: (s, _n, p) => ({ echoed: at(s.air.confirms, p.asked).drawn === s.own.offered, on: s.own.phase !== "off" }),
  then: (s, _n, p) => next(s, {
    own: { phase: "open", asked: p.asked, drawn: s.own.offered, agreed: at(s.air.confirms, p.asked).agreed, offered: s.own.offered + 1 },
    air: { toInitiator: set(s.air.toInitiator, p.asked, true) },
  }),
})

const deliver = rule({
  id: "responder.deliver",
  text: "A responder takes what a datagram brings only if that bears both nonces of its session.",
  choose: (n) => ({ asked: range(n.asked) }),
  when: (s, _n, p) => ({ own: isIn(s.own, s.air, p.asked) }),
  then: (s) => s,
  note: (g, s, _n, p) => next(g, { responder: s.own.phase === "open" && s.own.asked === p.asked && s.own.drawn === at(s.air.confirms, p.asked).drawn ? g.responder : "foreign" }),
})

const foreign = rule({
  id: "responder.foreign",
  text: "A responder that receives a datagram of a session that it is not in answers with a RESET that echoes both nonces, unless the datagram bears the nonce that no CONFIRM has spent yet, so that its own may still come.",
  choose: (n) => ({ asked: range(n.asked) }),
  when: (s, _n, p) => ({
    arrives: at(s.air.confirms, p.asked).drawn > 0,
    on: s.own.phase !== "off",
    foreign: !isIn(s.own, s.air, p.asked),
    over: at(s.air.confirms, p.asked).drawn !== s.own.offered,
  }),
  then: (s, _n, p) => next(s, { air: { resetsOfResponder: set(s.air.resetsOfResponder, p.asked, true) } }),
})

const reset = rule({
  id: "responder.reset",
  text: "A RESET that echoes both nonces of its session ends the session of a responder.",
  choose: (n) => ({ asked: range(n.asked) }),
  when: (s, _n, p) => ({ arrives: at(s.air.resetsOfInitiator, p.asked), own: isIn(s.own, s.air, p.asked) }),
  then: (s) => next(s, { own: idleResponder(s.own) }),
})

const timeOut = rule({
  id: "responder.timeOut",
  text: "A responder that hears nothing of its session for the session time-out ends it.",
  // It may always have heard nothing, since datagrams may be lost, and need not have.
  by: "world", fair: "none",
  when: (s, n) => ({ open: s.own.phase === "open", left: s.run.faults < n.faults }),
  then: (s) => next(s, { own: idleResponder(s.own), run: { faults: s.run.faults + 1 } }),
})

export const responder: Machine<View, Sizes> = machine({ id: "handshake.responder", rules: [accept, reject, confirmed, deliver, foreign, reset, timeOut] })
