import { at, every, machine, model, range, some, type Machine } from "tcnet"
import type { Air, History, Run } from "../model/handshake/datagrams.ts"
import type { Initiator } from "../model/handshake/initiator.ts"
import type { Responder } from "../model/handshake/responder.ts"
import type { Sizes } from "../model/handshake/sizes.ts"
import type { Agreement, Terms } from "../model/handshake/terms.ts"

/** Both endpoints, and the air between them. */
export interface Ends {
  readonly a: Initiator
  readonly b: Responder
  readonly air: Air
  readonly run: Run
  readonly ghost: History
}
const { forbidden, invariant, step } = model<Ends, Sizes>()

/** Both ends are in one session: both nonces are the same. */
export const inOneSession = (s: Ends): boolean => s.a.phase === "open" && s.b.phase === "open" && s.a.asked === s.b.asked && s.a.drawn === s.b.drawn
const isSame = (x: Agreement, y: Agreement): boolean => x.version === y.version && x.sealed === y.sealed && x.mtu === y.mtu
const isNone = (x: Agreement): boolean => x.version === 0 && !x.sealed && x.mtu === 0
const speaks = (t: Terms, version: number): boolean => t.oldest <= version && version <= t.newest
/** True if an endpoint can go by what was agreed. */
const suits = (t: Terms, x: Agreement): boolean => speaks(t, x.version) && (x.sealed ? t.canSeal : !t.mustSeal) && t.least <= x.mtu && x.mtu <= t.longest
const areNone = (t: Terms): boolean => t.oldest === 1 && t.newest === 0 && !t.canSeal && !t.mustSeal && t.longest === 0 && t.least === 0
const areSame = (t: Terms, u: Terms): boolean => t.oldest === u.oldest && t.newest === u.newest && t.canSeal === u.canSeal && t.mustSeal === u.mustSeal && t.longest === u.longest && t.least === u.least

/** The four kinds of terms, each by what it alone has. */
const isOld = (t: Terms): boolean => t.newest === 1
const isNew = (t: Terms): boolean => t.oldest === 2
const isStrict = (t: Terms): boolean => t.mustSeal
const isBoth = (t: Terms): boolean => t.oldest === 1 && t.newest === 2 && !t.mustSeal
/** What the four come to, pair by pair: told here again, so that what the rules make of it is compared with something. */
const lackVersion = (t: Terms, u: Terms): boolean => (isOld(t) && isNew(u)) || (isNew(t) && isOld(u))
const lackSeals = (t: Terms, u: Terms): boolean => (isOld(t) && isStrict(u)) || (isStrict(t) && isOld(u))
const lackLength = (t: Terms, u: Terms): boolean => (isBoth(t) && isStrict(u)) || (isStrict(t) && isBoth(u))
const isAgreed = (t: Terms, u: Terms, x: Agreement): boolean => !lackVersion(t, u) && !lackSeals(t, u) && !lackLength(t, u)
  && x.version === (isOld(t) || isOld(u) ? 1 : 2) && x.sealed === (!isOld(t) && !isOld(u)) && x.mtu === ((isNew(t) || isStrict(t)) && (isNew(u) || isStrict(u)) ? 2 : 1)

const agreed = invariant({
  id: "session.agreed", text: "Two ends that are in one session go by the same version, the same features and the same MTU.",
  given: inOneSession, holds: (s) => isSame(s.a.agreed, s.b.agreed),
})
const greatest = invariant({
  id: "session.greatest", text: "The version of a session is the greatest that both ends speak.",
  given: inOneSession,
  holds: (s) => speaks(s.a.terms, s.a.agreed.version) && speaks(s.b.terms, s.a.agreed.version)
    && every(range(3), (v) => v <= s.a.agreed.version || !speaks(s.a.terms, v) || !speaks(s.b.terms, v)),
})
const asTold = invariant({
  id: "session.asTold", text: "Two ends in one session have the features that both have, the smaller of both MTUs, and no pair of terms that does not fit.",
  given: inOneSession, holds: (s) => isAgreed(s.a.terms, s.b.terms, s.a.agreed),
})
const suitsOwn = invariant({
  id: "session.suits", text: "An end in a session goes by nothing that its own terms do not allow, whether its peer is in the session or not.",
  holds: (s) => (s.a.phase !== "open" || suits(s.a.terms, s.a.agreed)) && (s.b.phase !== "open" || suits(s.b.terms, s.b.agreed)),
})
const nothingForeign = invariant({
  id: "session.nothingForeign", text: "Nothing is delivered of a session that an end is not in: not of an earlier one, nor of one that never came to be.",
  holds: (s) => s.ghost.initiator === "own" && s.ghost.responder === "own",
})
const lives = step({
  id: "session.lives", text: "A session that both ends are in ends only by a restart of one of them or by a time-out: no datagram ends it, however late.",
  given: inOneSession, holds: (s, _n, t) => inOneSession(t) || t.run.faults > s.run.faults,
})
const endsOfResponder = step({
  id: "session.endsOfResponder", text: "The session of a responder ends only by a restart, a time-out, a RESET that echoes it, or a CONFIRM that spends the nonce on offer: never by a HELLO.",
  given: (s) => s.b.phase === "open",
  holds: (s, _n, t) => (t.b.phase === "open" && t.b.asked === s.b.asked && t.b.drawn === s.b.drawn) || t.run.faults > s.run.faults
    || (t.b.phase === "idle" && at(s.air.resetsOfInitiator, s.b.asked)) || (t.b.drawn === s.b.offered && t.b.offered > s.b.offered),
})
const endsOfInitiator = step({
  id: "session.endsOfInitiator", text: "The session of an initiator ends only by a restart, a time-out, or a RESET that echoes it.",
  given: (s) => s.a.phase === "open",
  holds: (s, _n, t) => (t.a.phase === "open" && t.a.asked === s.a.asked && t.a.drawn === s.a.drawn) || t.run.faults > s.run.faults
    || (t.a.phase === "idle" && at(s.air.resetsOfResponder, s.a.asked)),
})
const faultsEnd = step({
  id: "session.faultsEnd", text: "A crash or a time-out changes the phase of the end that it strikes, and of no other.",
  holds: (s, _n, t) => t.run.faults === s.run.faults || (t.a.phase !== s.a.phase) !== (t.b.phase !== s.b.phase),
})
const spends = step({
  id: "session.spends", text: "A responder comes into a session only with the nonce on offer, and spends it by that: no CONFIRM counts twice.",
  given: (s) => s.b.phase !== "off",
  holds: (s, _n, t) => (t.b.drawn === s.b.drawn && t.b.asked === s.b.asked) || t.b.drawn === 0 || (t.b.drawn === s.b.offered && t.b.offered > s.b.offered),
})
const monotone = step({
  id: "session.noncesGrow", text: "No nonce is drawn twice.",
  holds: (s, _n, t) => t.a.asked >= s.a.asked && t.b.offered >= s.b.offered && (t.a.phase !== "asking" || s.a.phase === "asking" || t.a.asked > s.a.asked)
    && (s.b.phase !== "off" || t.b.phase === "off" || t.b.offered > s.b.offered),
})
const resetTrue = invariant({
  id: "session.resetTrue", text: "A RESET names a session of which there was a datagram, that its sender is not in, and that it will not be in.",
  holds: (s, n) => every(range(n.asked), (i) =>
    (!at(s.air.resetsOfResponder, i) || (at(s.air.confirms, i).drawn > 0 && at(s.air.confirms, i).drawn < s.b.offered && s.b.asked !== i))
    && (!at(s.air.resetsOfInitiator, i) || (at(s.air.toInitiator, i) && (s.a.asked > i || s.a.phase !== "open")))),
})
const answersTrue = invariant({
  id: "session.answersTrue", text: "Of terms that do not fit its own a responder says so, and why: the first that is true of no common version, a feature that is missing, and an MTU that is too small; of others it says what is agreed.",
  given: (s) => s.b.phase !== "off",
  holds: (s, n) => every(range(n.asked), (i) => {
    const answer = at(at(s.air.answers, i), s.b.offered)
    const hello = at(s.air.hellos, i)
    if (answer.refusal === "version") return lackVersion(hello, s.b.terms) && isNone(answer.agreed)
    if (answer.refusal === "feature") return lackSeals(hello, s.b.terms) && isNone(answer.agreed)
    if (answer.refusal === "mtu") return lackLength(hello, s.b.terms) && isNone(answer.agreed)
    return isNone(answer.agreed) || (!areNone(hello) && isAgreed(hello, s.b.terms, answer.agreed))
  }),
})
const rejectedTrue = invariant({
  id: "session.rejectedTrue", text: "An initiator that was rejected has the reason that a responder gave to this very HELLO, and no responder is in a session with it.",
  given: (s) => s.a.phase === "rejected",
  holds: (s, n) => s.a.refusal !== "none" && some(range(n.drawn), (i) => at(at(s.air.answers, s.a.asked), i).refusal === s.a.refusal) && s.b.asked !== s.a.asked,
})
const echoes = invariant({
  id: "session.echoes", text: "An end in a session has its nonces and what is agreed from its peer: the initiator from an ACCEPT, the responder from a CONFIRM.",
  holds: (s) => (s.a.phase !== "open" || (s.a.agreed.version > 0 && isSame(s.a.agreed, at(at(s.air.answers, s.a.asked), s.a.drawn).agreed)
      && s.a.drawn === at(s.air.confirms, s.a.asked).drawn && isSame(s.a.agreed, at(s.air.confirms, s.a.asked).agreed)))
    && (s.b.phase !== "open" || (s.b.drawn > 0 && s.b.drawn < s.b.offered && s.b.drawn === at(s.air.confirms, s.b.asked).drawn && isSame(s.b.agreed, at(s.air.confirms, s.b.asked).agreed))),
})
const areTerms = (t: Terms): boolean => 1 <= t.oldest && t.oldest <= t.newest && (t.canSeal || !t.mustSeal) && 1 <= t.least && t.least <= t.longest
const termsTrue = invariant({
  id: "session.termsTrue", text: "An end that is on speaks some version, can do what it asks for, and asks for no longer frames than it takes itself.",
  holds: (s) => (s.a.phase === "off" || areTerms(s.a.terms)) && (s.b.phase === "off" || areTerms(s.b.terms)),
})
const keepsNothing = invariant({
  id: "session.keepsNothing", text: "An end without a session keeps nothing of one, and one that is off has no terms.",
  holds: (s) => (s.a.phase === "open" || (s.a.drawn === 0 && isNone(s.a.agreed))) && (s.a.phase === "rejected" || s.a.refusal === "none") && areNone(s.a.terms) === (s.a.phase === "off")
    && (s.b.phase === "open" || (s.b.asked === 0 && s.b.drawn === 0 && isNone(s.b.agreed))) && areNone(s.b.terms) === (s.b.phase === "off"),
})
const saysTrue = invariant({
  id: "session.helloTrue", text: "An initiator says in its last HELLO what its terms are, and nobody has said anything of a nonce that was not drawn, or answered a HELLO that was not sent.",
  holds: (s, n) => (s.a.phase === "off" || s.a.phase === "idle" || areSame(at(s.air.hellos, s.a.asked), s.a.terms))
    && every(range(n.asked), (i) => (0 < i && i <= s.a.asked) !== areNone(at(s.air.hellos, i)) && (!at(s.air.toInitiator, i) || at(s.air.confirms, i).drawn > 0)
      && (!areNone(at(s.air.hellos, i)) || (at(s.air.confirms, i).drawn === 0 && every(range(n.drawn), (k) => at(at(s.air.answers, i), k).refusal === "none" && isNone(at(at(s.air.answers, i), k).agreed))))),
})
const says = step({
  id: "session.says", text: "Each end that is in a session says so, from the beginning on.",
  holds: (_s, _n, t) => (t.a.phase !== "open" || at(t.air.confirms, t.a.asked).drawn > 0) && (t.b.phase !== "open" || at(t.air.toInitiator, t.b.asked)),
})
const offInitiatorSilent = step({
  id: "session.offInitiatorSilent", text: "An initiator that is off sends nothing, is in no session, and comes back without one.",
  given: (s) => s.a.phase === "off",
  holds: (s, n, t) => (t.a.phase === "off" || t.a.phase === "idle")
    && every(range(n.asked), (i) => areSame(at(t.air.hellos, i), at(s.air.hellos, i)) && at(t.air.confirms, i).drawn === at(s.air.confirms, i).drawn && at(t.air.resetsOfInitiator, i) === at(s.air.resetsOfInitiator, i)),
})
const offResponderSilent = step({
  id: "session.offResponderSilent", text: "A responder that is off sends nothing, is in no session, and comes back without one.",
  given: (s) => s.b.phase === "off",
  holds: (s, n, t) => (t.b.phase === "off" || t.b.phase === "idle")
    && every(range(n.asked), (i) => at(t.air.toInitiator, i) === at(s.air.toInitiator, i) && at(t.air.resetsOfResponder, i) === at(s.air.resetsOfResponder, i)
      && every(range(n.drawn), (k) => at(at(t.air.answers, i), k).refusal === at(at(s.air.answers, i), k).refusal && isSame(at(at(t.air.answers, i), k).agreed, at(at(s.air.answers, i), k).agreed))),
})
const oneSided = forbidden({
  id: "session.oneSided", text: "No responder is in a session that its initiator has never been in.",
  holds: (s) => s.b.phase === "open" && at(s.air.confirms, s.b.asked).drawn === 0,
})

/** What must hold of a session, whatever the air does and whoever restarts. */
export const sessions: Machine<Ends, Sizes> = machine({
  id: "sessions",
  properties: [
    agreed, greatest, asTold, suitsOwn, nothingForeign, lives, endsOfResponder, endsOfInitiator, faultsEnd, spends, monotone, resetTrue,
    answersTrue, rejectedTrue, echoes, termsTrue, keepsNothing, saysTrue, says, offInitiatorSilent, offResponderSilent, oneSided,
  ],
})
