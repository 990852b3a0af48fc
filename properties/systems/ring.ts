import type { System } from "tcnet"
import { owner } from "../../model/epoch/owner.ts"
import { sender } from "../../model/epoch/sender.ts"
import { suspicion } from "../../model/epoch/suspicion.ts"
import { outage } from "../../model/fabric/outage.ts"
import { toRing, toSender } from "../../model/fabric/posted.ts"
import { indicated } from "../../model/slot/indicated.ts"
import { reader } from "../../model/slot/reader.ts"
import type { Sizes } from "../../model/slot/sizes.ts"
import { writer } from "../../model/slot/writer.ts"
import { counted, epochs, failures, honest, longFrames, suspected, watched } from "../epochs.ts"
import { progress } from "../liveness.ts"
import { forgetting, forgettingSwept } from "../reductions/ring.ts"
import { isAtRest, isQueue, start, type Ring } from "../ring.ts"

/** One direction of a ring over a link that fails and comes back. */
export const ring: System<Ring, Sizes> = {
  id: "ring",
  text: "One direction of a ring over a link that fails and comes back: slots, credit, and the epochs that the ring's owner opens.",
  sizes: {
    small: { slots: 1, more: 0, posted: 2, indices: 3, tags: 1, epochs: 2, changes: 2, seals: 0 },
    standard: { slots: 2, more: 1, posted: 2, indices: 4, tags: 1, epochs: 2, changes: 2, seals: 0 },
    large: { slots: 2, more: 0, posted: 2, indices: 4, tags: 2, epochs: 3, changes: 2, seals: 0 },
  },
  init: start,
  parts: ({ place, join }) => [
    place("a", sender, suspicion, writer),
    place("b", owner, reader, indicated),
    join("ab", { from: "a", to: "b", link: "link" }, toRing, outage, epochs, counted, honest, suspected, failures, watched, longFrames, progress),
    join("ba", { from: "b", to: "a", link: "link" }, toSender),
  ],
  quiescent: isAtRest,
  refines: [isQueue],
  forgets: ({ join }) => [join("ab", { from: "a", to: "b", link: "link" }, forgetting, forgettingSwept)],
}
