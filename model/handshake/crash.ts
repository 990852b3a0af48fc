import { machine, model, next, type Machine } from "tcnet"
import type { Run } from "./datagrams.ts"
import { offInitiator, type Initiator } from "./initiator.ts"
import { offResponder, type Responder } from "./responder.ts"
import type { Sizes } from "./sizes.ts"
import { termsOf } from "./terms.ts"

/** Both endpoints, and what bounds the run. */
interface View {
  readonly a: Initiator
  readonly b: Responder
  readonly run: Run
}
const { rule } = model<View, Sizes>()

const startInitiator = rule({
  id: "initiator.start",
  text: "An initiator that is off starts, with any terms: it may have been upgraded, or put back to what it was.",
  by: "world", lump: ["terms"],
  choose: () => ({ terms: ["old", "both", "new", "strict"] }),
  when: (s) => ({ off: s.a.phase === "off" }),
  then: (s, _n, p) => next(s, { a: { phase: "idle", terms: termsOf(p.terms) } }),
})

const startResponder = rule({
  id: "responder.start",
  text: "A responder that is off starts, with any terms, and draws a fresh nonce.",
  by: "world", lump: ["terms"],
  choose: () => ({ terms: ["old", "both", "new", "strict"] }),
  when: (s) => ({ off: s.b.phase === "off" }),
  then: (s, _n, p) => next(s, { b: { phase: "idle", terms: termsOf(p.terms), offered: s.b.offered + 1 } }),
})

const crashInitiator = rule({
  id: "initiator.crash",
  text: "An initiator may crash at any time, and forgets everything.",
  by: "fault",
  when: (s, n) => ({ on: s.a.phase !== "off", left: s.run.faults < n.crashes }),
  // The number of its nonces stays, since no nonce is drawn twice.
  then: (s) => next(s, { a: next(offInitiator, { asked: s.a.asked }), run: { faults: s.run.faults + 1 } }),
})

const crashResponder = rule({
  id: "responder.crash",
  text: "A responder may crash at any time, and forgets everything.",
  by: "fault",
  when: (s, n) => ({ on: s.b.phase !== "off", left: s.run.faults < n.crashes }),
  // As above.
  then: (s) => next(s, { b: next(offResponder, { offered: s.b.offered }), run: { faults: s.run.faults + 1 } }),
})

/** What may happen to an endpoint at any time, and how it comes back. */
export const crash: Machine<View, Sizes> = machine({ id: "handshake.crash", rules: [startInitiator, startResponder, crashInitiator, crashResponder] })
