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
import { counted, epochs, honest, longFrames, suspected } from "../epochs.ts"
import { forgetting, forgettingSwept } from "../reductions/ring.ts"
import { isAtRest, isQueue, start, type Ring } from "../ring.ts"

/** One direction of a ring with frames of several slots. */
export const frames: System<Ring, Sizes> = {
  id: "frames",
  text: "One direction of a ring with frames of several slots, over a link that does not fail.",
  sizes: {
    small: { slots: 2, more: 1, posted: 2, indices: 4, tags: 1, epochs: 2, changes: 0, seals: 0 },
    standard: { slots: 3, more: 1, posted: 2, indices: 6, tags: 1, epochs: 2, changes: 0, seals: 0 },
    large: { slots: 2, more: 1, posted: 3, indices: 4, tags: 1, epochs: 2, changes: 2, seals: 0 },
  },
  init: start,
  parts: ({ place, join }) => [
    place("a", sender, suspicion, writer),
    place("b", owner, reader, indicated),
    join("ab", { from: "a", to: "b", link: "link" }, toRing, outage, epochs, counted, honest, suspected, longFrames),
    join("ba", { from: "b", to: "a", link: "link" }, toSender),
  ],
  quiescent: isAtRest,
  forgets: ({ join }) => [join("ab", { from: "a", to: "b", link: "link" }, forgetting, forgettingSwept)],
  refines: [isQueue],
}
