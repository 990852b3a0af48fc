import { at, fill, set, type Below, type Upto, type Vec } from "tcnet"
import type { Sizes } from "./sizes.ts"
import { noAgreement, noTerms, type Agreement, type Refusal, type Terms } from "./terms.ts"

/**
 * The air: the set of every datagram that was ever sent. What is in it may arrive at any later time, again and again, in
 * any order, or never. So loss, duplication and lateness need no rules of their own, and to send again what was sent
 * changes nothing. Each part has a place for each nonce of the initiator: it takes at most one answer to each HELLO, so
 * what else a datagram says follows from that nonce, and from the responder's in an answer.
 */
export interface Air {
  /** The terms of each HELLO, none where there is no such datagram. */
  readonly hellos: Vec<Sizes["asked"], Terms>
  /** Answers to each HELLO, by the nonce of the responder that they name. */
  readonly answers: Vec<Sizes["asked"], Vec<Sizes["drawn"], Answer>>
  readonly confirms: Vec<Sizes["asked"], Confirm>
  /** Sessions of which there are datagrams to the initiator. Of those of which it sent a CONFIRM there are datagrams to the responder. */
  readonly toInitiator: Vec<Sizes["asked"], boolean>
  /** Sessions of which the initiator, or the responder, has said that it does not know them. */
  readonly resetsOfInitiator: Vec<Sizes["asked"], boolean>
  readonly resetsOfResponder: Vec<Sizes["asked"], boolean>
}

/** ACCEPT, if there is no refusal and a version, and REJECT otherwise. */
export interface Answer {
  readonly refusal: Refusal
  readonly agreed: Agreement
}
export const noAnswer: Answer = { refusal: "none", agreed: noAgreement }

/** CONFIRM repeats all of the ACCEPT that it answers, since the responder has kept nothing of it. */
export interface Confirm {
  /** The nonce of the responder, 0 where there is no such datagram. */
  readonly drawn: Below<Sizes["drawn"]>
  readonly agreed: Agreement
}
export const noConfirm: Confirm = { drawn: 0, agreed: noAgreement }

/** Nothing was sent yet. */
export const emptyAir = (n: Sizes): Air => ({
  hellos: fill(n.asked, noTerms),
  answers: fill(n.asked, fill(n.drawn, noAnswer)),
  confirms: fill(n.asked, noConfirm),
  toInitiator: fill(n.asked, false),
  resetsOfInitiator: fill(n.asked, false), resetsOfResponder: fill(n.asked, false),
})

/** The answers after one more. */
export const answered = (answers: Air["answers"], asked: number, drawn: number, answer: Answer): Air["answers"] =>
  set(answers, asked, set(at(answers, asked), drawn, answer))

/** What bounds a run. */
export interface Run {
  /** Crashes and time-outs so far, of both sides. */
  readonly faults: Upto<Sizes["faults"]>
}

/** Whether a side has ever delivered something of a session that it was not in, or that nobody had sent. */
export interface History {
  readonly initiator: "own" | "foreign"
  readonly responder: "own" | "foreign"
}
