import { at, eventuallyAlways, every, machine, model, range, some, type Machine } from "tcnet"
import type { Sizes } from "../model/handshake/sizes.ts"
import { inOneSession, type Ends } from "./handshake.ts"

const { leadsTo, reachable } = model<Ends, Sizes>()

/** True if a responder was in the session that began with this nonce. */
const was = (s: Ends, asked: number): boolean => at(s.air.toInitiator, asked)
/** The initiator restarted, or timed out, and nothing else went wrong: neither end has said that it does not know a session. */
const isAskedAgain = (s: Ends, n: Sizes): boolean => s.a.asked === 2 && every(range(n.asked), (i) => !at(s.air.resetsOfInitiator, i) && !at(s.air.resetsOfResponder, i))

const replaced = reachable({
  id: "session.replaced", text: "A session is replaced: the responder, which was in an earlier one with the same initiator until then, is in a new one.",
  given: inOneSession, holds: (s, n) => isAskedAgain(s, n) && was(s, 1) && s.b.offered === 3,
})
const lateConfirm = reachable({
  id: "session.lateConfirm", text: "A CONFIRM of a former life of the initiator echoes a nonce that another has spent: it may still arrive, and counts no more.",
  given: inOneSession, holds: (s) => s.a.asked === 2 && !was(s, 1) && at(s.air.confirms, 1).drawn === s.b.drawn,
})
const firstConfirm = reachable({
  id: "session.firstConfirm", text: "A CONFIRM of a former life of the initiator comes before that of its present one, and spends the nonce that both echo.",
  given: (s) => s.a.phase === "open" && s.b.phase === "open", holds: (s) => s.b.asked < s.a.asked && s.a.drawn === s.b.drawn,
})
const lateReset = reachable({
  id: "session.lateReset", text: "Both ends are in a session while a RESET of an earlier one may still arrive.",
  given: inOneSession, holds: (s, n) => some(range(n.asked), (i) => at(s.air.resetsOfInitiator, i) && i < s.a.asked) || some(range(n.asked), (i) => at(s.air.resetsOfResponder, i) && i < s.a.asked),
})
const lateHello = reachable({
  id: "session.lateHello", text: "A late HELLO is answered while both ends are in a session, which goes on.",
  given: inOneSession, holds: (s) => s.a.asked === 2 && at(at(s.air.answers, 1), s.b.offered).agreed.version > 0,
})
const unconfirmed = reachable({
  id: "session.unconfirmed", text: "The initiator is in a session, and its CONFIRM has not arrived yet, nor has it come too late.",
  holds: (s) => s.a.phase === "open" && s.b.phase === "idle" && s.a.drawn === s.b.offered,
})
const crashedAsking = reachable({
  id: "session.crashedAsking", text: "An initiator crashes after its HELLO, which is answered all the same.",
  holds: (s) => s.a.phase === "off" && s.a.asked === 1 && at(s.air.confirms, 1).drawn === 0 && at(at(s.air.answers, 1), 1).agreed.version > 0,
})
const crashedConfirming = reachable({
  id: "session.crashedConfirming", text: "An initiator crashes after its CONFIRM, and the responder comes into a session with nobody.",
  holds: (s) => s.a.phase === "off" && s.b.phase === "open",
})
const crashedAnswering = reachable({
  id: "session.crashedAnswering", text: "A responder crashes after its ACCEPT, which the initiator takes for good.",
  holds: (s) => s.b.phase === "off" && s.a.phase === "open" && !was(s, s.a.asked),
})
const crashedOpen = reachable({
  id: "session.crashedOpen", text: "A responder crashes in a session, and the initiator is alone in it.",
  holds: (s) => s.b.phase === "off" && s.a.phase === "open" && was(s, s.a.asked),
})
const timedOut = reachable({
  id: "session.timedOut", text: "A responder has ended its session, though neither end restarted and no RESET came: only its time-out can have done that.",
  given: (s) => s.a.phase === "open" && s.b.phase === "idle", holds: (s) => s.a.asked === 1 && was(s, 1) && s.b.offered === 2 && !at(s.air.resetsOfInitiator, 1),
})
const lower = reachable({
  id: "session.lower", text: "An endpoint that speaks two versions and one that speaks the lower of them are in a session with that one.",
  given: inOneSession, holds: (s) => s.a.terms.newest === 2 && s.b.terms.newest === 1 && s.a.agreed.version === 1,
})
const upgraded = reachable({
  id: "session.upgraded", text: "An endpoint is upgraded, and the next session has a greater version than the last.",
  given: inOneSession, holds: (s) => s.a.asked === 2 && at(s.air.confirms, 1).agreed.version === 1 && s.a.agreed.version === 2,
})
const downgraded = reachable({
  id: "session.downgraded", text: "An endpoint is put back to an earlier version, and no session is possible any more.",
  given: (s) => s.a.phase === "rejected" && s.a.refusal === "version", holds: (s) => at(s.air.confirms, 1).agreed.version === 2,
})
const noVersion = reachable({ id: "session.noVersion", text: "An initiator learns that no version is common.", holds: (s) => s.a.refusal === "version" })
const noFeature = reachable({ id: "session.noFeature", text: "An initiator learns that a feature is missing.", holds: (s) => s.a.refusal === "feature" })
const smallMtu = reachable({ id: "session.smallMtu", text: "An initiator learns that an MTU is too small.", holds: (s) => s.a.refusal === "mtu" })
const survivor = reachable({
  id: "session.survivor", text: "An initiator that was upgraded is rejected, while the responder is still in the session with its former life.",
  holds: (s) => s.a.phase === "rejected" && s.b.phase === "open",
})

/** Runs of interest. */
export const runs: Machine<Ends, Sizes> = machine({
  id: "sessions.runs",
  properties: [
    replaced, lateConfirm, firstConfirm, lateReset, lateHello, unconfirmed, crashedAsking, crashedConfirming, crashedAnswering, crashedOpen, timedOut,
    lower, upgraded, downgraded, noVersion, noFeature, smallMtu, survivor,
  ],
})

const areOn = (s: Ends): boolean => s.a.phase !== "off" && s.b.phase !== "off"
const comes = leadsTo({
  id: "session.comes", text: "Two ends that are in no common session come to be in one, or the initiator learns why there can be none, if both are on in the end.",
  given: (s) => !inOneSession(s), holds: (s) => inOneSession(s) || s.a.phase === "rejected",
  assume: eventuallyAlways(areOn),
})
const survivorLearns = leadsTo({
  id: "session.survivorLearns", text: "An end that is alone in a session leaves it or is joined in it, if both ends are on in the end.",
  given: (s) => (s.a.phase === "open" || s.b.phase === "open") && !inOneSession(s),
  holds: (s) => (s.a.phase !== "open" && s.b.phase !== "open") || inOneSession(s),
  assume: eventuallyAlways(areOn),
})

/** What two ends come to in the end. */
export const settles: Machine<Ends, Sizes> = machine({ id: "sessions.progress", properties: [comes, survivorLearns] })
