import type { System } from "tcnet"
import { crash } from "../../model/handshake/crash.ts"
import { emptyAir, type Air, type History, type Run } from "../../model/handshake/datagrams.ts"
import { initiator, offInitiator, type Initiator } from "../../model/handshake/initiator.ts"
import { offResponder, responder, type Responder } from "../../model/handshake/responder.ts"
import type { Sizes } from "../../model/handshake/sizes.ts"
import { inOneSession, sessions } from "../handshake.ts"
import { runs, settles } from "../handshake-runs.ts"

export interface Handshake {
  readonly a: Initiator
  readonly b: Responder
  readonly air: Air
  readonly run: Run
  readonly ghost: History
}

/** Two endpoints that set up a session. */
export const handshake: System<Handshake, Sizes> = {
  id: "handshake",
  text: "Two endpoints set up a session, over datagrams that are lost, duplicated, reordered and arbitrarily late, while either restarts at any time, with other terms than before.",
  sizes: {
    small: { faults: 1, crashes: 1, asked: 4, drawn: 5 },
    standard: { faults: 2, crashes: 1, asked: 6, drawn: 7 },
    large: { faults: 2, crashes: 2, asked: 6, drawn: 7 },
  },
  init: (n) => ({
    a: offInitiator, b: offResponder, air: emptyAir(n),
    run: { faults: 0 }, ghost: { initiator: "own", responder: "own" },
  }),
  parts: ({ join, whole }) => [
    join("ab", { own: "a", air: "air", run: "run", ghost: "ghost" }, initiator),
    join("ab", { own: "b", air: "air", run: "run", ghost: "ghost" }, responder),
    join("ab", { a: "a", b: "b", run: "run" }, crash),
    whole(sessions, runs, settles),
  ],
  quiescent: (s) => inOneSession(s) || (s.a.phase === "rejected" && s.b.phase === "idle"),
}
