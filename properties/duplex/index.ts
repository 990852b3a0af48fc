import type { System } from "tcnet"
import { lossy, lossyAnswers, noDatagrams } from "../../model/ethernet/air.ts"
import { answering, receiver as ethernetReceiver } from "../../model/ethernet/receiver.ts"
import { sender as ethernetSender } from "../../model/ethernet/sender.ts"
import { choice, detection, unknownHealth } from "../../model/path/choice.ts"
import { duplexLink, linkOf } from "../../model/path/duplex.ts"
import { epochs } from "../../model/path/epochs.ts"
import { disposal, losses, reception, ringAnswering, sending } from "../../model/path/frames.ts"
import { health } from "../../model/path/health.ts"
import type { Link } from "../../model/path/lane.ts"
import { abandonment, suspicion } from "../../model/path/suspicion.ts"
import { silence, suspension } from "../../model/path/suspension.ts"
import { idleReceiver, receiver, saidAtFirst } from "../../model/session/receiver.ts"
import { idleSender, sender, submission } from "../../model/session/sender.ts"
import { isAtRest, paths, type From, type To } from "../channel.ts"
import { keeping } from "../path.ts"
import { session } from "../session.ts"

/** As of one direction, and 1 if there is a link. */
interface Sizes {
  readonly frames: number
  readonly window: number
  readonly buffer: number
  readonly held: number
  readonly slots: number
  readonly probes: number
  readonly holds: number
  readonly near: number
}

/** A channel with both of its directions: frames go from `aOut` to `bIn`, and from `bOut` to `aIn`. */
export interface Duplex {
  readonly aOut: From
  readonly aIn: To
  readonly bOut: From
  readonly bIn: To
  readonly link: Link
}
const from = (n: Sizes): From => ({ sender: idleSender(n), submitted: "none", path: { on: "ethernet" }, health: unknownHealth(n), user: "closed", lane: [], air: noDatagrams(n), events: [] })
const to = (n: Sizes): To => ({ receiver: idleReceiver, said: saidAtFirst(n), owner: "closed", offer: [], events: [], ghost: { delivered: "none" } })

/** Both directions at once, with all that either may do. It has too many states to be searched: `tcnet simulate` runs it, and a test beside this file shows that its two directions are two systems. */
export const duplex: System<Duplex, Sizes> = {
  id: "duplex",
  text: "A channel with both directions, over a ring and Ethernet, with hold-down and suspension.",
  sizes: {
    small: { frames: 3, window: 2, buffer: 1, held: 3, slots: 1, probes: 1, holds: 2, near: 1 },
    standard: { frames: 12, window: 6, buffer: 3, held: 9, slots: 4, probes: 2, holds: 16, near: 1 },
    large: { frames: 12, window: 6, buffer: 3, held: 9, slots: 4, probes: 2, holds: 16, near: 0 },
  },
  init: (n: Sizes) => ({ aOut: from(n), aIn: to(n), bOut: from(n), bIn: to(n), link: linkOf(n) }),
  parts: ({ place, join }) => [
    place("aOut", submission, ethernetSender, lossy, sending, choice, suspicion, silence),
    join("aOut", { end: "aOut", peer: "bIn" }, sender, suspension),
    join("aOut", { end: "aOut", peer: "bIn", link: "link" }, detection, health),
    place("bIn", receiver, answering, ringAnswering, lossyAnswers),
    join("bIn", { end: "bIn", peer: "aOut" }, ethernetReceiver, disposal, abandonment),
    join("bIn", { end: "bIn", link: "link" }, epochs),
    join("bIn", { end: "bIn", peer: "aOut", link: "link" }, reception, losses),
    join("ab", { from: "aOut", to: "bIn", link: "link" }, session, paths, keeping),
    place("bOut", submission, ethernetSender, lossy, sending, choice, suspicion, silence),
    join("bOut", { end: "bOut", peer: "aIn" }, sender, suspension),
    join("bOut", { end: "bOut", peer: "aIn", link: "link" }, detection, health),
    place("aIn", receiver, answering, ringAnswering, lossyAnswers),
    join("aIn", { end: "aIn", peer: "bOut" }, ethernetReceiver, disposal, abandonment),
    join("aIn", { end: "aIn", link: "link" }, epochs),
    join("aIn", { end: "aIn", peer: "bOut", link: "link" }, reception, losses),
    join("ba", { from: "bOut", to: "aIn", link: "link" }, session, paths, keeping),
    join("link", { link: "link", aOut: "aOut", aIn: "aIn", bOut: "bOut", bIn: "bIn" }, duplexLink),
  ],
  quiescent: (s) => isAtRest({ a: s.aOut, b: s.bIn }) && isAtRest({ a: s.bOut, b: s.aIn }),
}
