import { white, type System } from "tcnet"
import { lossyAnswers } from "../../model/ethernet/air.ts"
import { choice, detection, unknownHealth, type Health, type Path as Choice } from "../../model/path/choice.ts"
import { epochs } from "../../model/path/epochs.ts"
import { disposal, sending } from "../../model/path/frames.ts"
import { health } from "../../model/path/health.ts"
import { keepalive } from "../../model/path/keepalive.ts"
import type { Events, Lane, Link, Offer, Owned, Used } from "../../model/path/lane.ts"
import { link } from "../../model/path/link.ts"
import type { Sizes } from "../../model/path/sizes.ts"
import { silence, suspension } from "../../model/path/suspension.ts"
import { saidAtFirst, type Said } from "../../model/session/receiver.ts"
import type { Sender } from "../../model/session/sender.ts"
import { choosing, keeping, pathProgress, resumption, trusting } from "../path.ts"

/** The endpoint that sends: it has two frames, which nobody accepts, since how they travel is all that matters here. */
export interface From {
  readonly sender: Sender
  readonly path: Choice
  readonly health: Health
  readonly user: Used
  readonly lane: Lane
  readonly events: Events
}
/** The endpoint that owns the ring. */
export interface To {
  readonly said: Said
  readonly owner: Owned
  readonly offer: Offer
  readonly events: Events
}
export interface Path {
  readonly a: From
  readonly b: To
  readonly link: Link
}

export const path: System<Path, Sizes> = {
  id: "path",
  text: "A sender chooses between a ring and Ethernet, which both fail and come back: fallback, probes of a fresh epoch, a hold-down that doubles and decays, failback, suspension while both are dead.",
  sizes: {
    small: { frames: 2, window: 2, buffer: 2, held: 4, slots: 1, probes: 1, holds: 5 },
    standard: { frames: 2, window: 2, buffer: 2, held: 4, slots: 1, probes: 2, holds: 16 },
  },
  init: (n: Sizes) => ({
    a: { sender: { acknowledged: 0, retained: [white, white], next: 0, limit: n.frames }, path: { on: "ethernet" }, health: unknownHealth(n), user: "closed", lane: [], events: [] },
    b: { said: saidAtFirst(n), owner: "closed", offer: [], events: [] },
    link: { isDown: false },
  }),
  parts: ({ place, join }) => [
    place("a", sending, choice, silence),
    join("a", { end: "a", peer: "b" }, suspension),
    join("a", { end: "a", peer: "b", link: "link" }, detection, health),
    place("b", keepalive, lossyAnswers),
    join("b", { end: "b", peer: "a" }, disposal),
    join("b", { end: "b", link: "link" }, epochs),
    join("link", { from: "a", to: "b", link: "link" }, link, choosing, keeping, trusting, pathProgress, resumption),
  ],
  quiescent: (s, n) => s.a.path.on === "ring" && !s.link.isDown && s.a.health.hold === n.probes,
}
