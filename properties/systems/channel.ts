import type { System } from "tcnet"
import { lossy, lossyAnswers, noDatagrams } from "../../model/ethernet/air.ts"
import { answering, receiver as ethernetReceiver } from "../../model/ethernet/receiver.ts"
import { sender as ethernetSender } from "../../model/ethernet/sender.ts"
import { choice, detection, unknownHealth } from "../../model/path/choice.ts"
import { epochs } from "../../model/path/epochs.ts"
import { disposal, losses, reception, ringAnswering, sending } from "../../model/path/frames.ts"
import { link } from "../../model/path/link.ts"
import type { Sizes } from "../../model/path/sizes.ts"
import { abandonment, suspicion } from "../../model/path/suspicion.ts"
import { idleReceiver, receiver, saidAtFirst } from "../../model/session/receiver.ts"
import { idleSender, sender, submission } from "../../model/session/sender.ts"
import { isAtRest, isStream, paths, type Channel } from "../channel.ts"
import { keeping, pathProgress, suspecting } from "../path.ts"
import { session, sessionProgress } from "../session.ts"

/** One direction of a channel over both paths. The other direction is the same, and shares nothing with it but the link. */
export const channel: System<Channel, Sizes> = {
  id: "channel",
  text: "One direction of a channel over a ring and Ethernet, of which either may fail at any time: frames, acknowledgements and limits by both paths, fallback and failback.",
  sizes: {
    small: { frames: 2, window: 1, buffer: 1, held: 2, slots: 1, probes: 0, holds: 0 },
    standard: { frames: 3, window: 1, buffer: 1, held: 2, slots: 1, probes: 0, holds: 0 },
    large: { frames: 3, window: 2, buffer: 1, held: 3, slots: 1, probes: 0, holds: 0 },
  },
  init: (n: Sizes) => ({
    a: { sender: idleSender(n), submitted: "none", path: { on: "ethernet" }, health: unknownHealth(n), user: "closed", lane: [], air: noDatagrams(n), events: [] },
    b: { receiver: idleReceiver, said: saidAtFirst(n), owner: "closed", offer: [], events: [], ghost: { delivered: "none" } },
    link: { isDown: false },
  }),
  parts: ({ place, join }) => [
    place("a", submission, ethernetSender, lossy, sending, choice, suspicion),
    join("a", { end: "a", peer: "b" }, sender),
    join("a", { end: "a", peer: "b", link: "link" }, detection),
    place("b", receiver, answering, ringAnswering, lossyAnswers),
    join("b", { end: "b", peer: "a" }, ethernetReceiver, disposal, abandonment),
    join("b", { end: "b", link: "link" }, epochs),
    join("b", { end: "b", peer: "a", link: "link" }, reception, losses),
    join("link", { from: "a", to: "b", link: "link" }, link, session, sessionProgress, paths, keeping, suspecting, pathProgress),
  ],
  quiescent: isAtRest,
  refines: [isStream],
}
