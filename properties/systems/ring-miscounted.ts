import type { System } from "tcnet"
import { owner } from "../../model/epoch/owner.ts"
import { sender } from "../../model/epoch/sender.ts"
import { outage } from "../../model/fabric/outage.ts"
import { toRing, toSender } from "../../model/fabric/posted.ts"
import { broken } from "../../model/slot/broken.ts"
import { guard } from "../../model/slot/guard.ts"
import { indicated } from "../../model/slot/indicated.ts"
import { reader } from "../../model/slot/reader.ts"
import type { Sizes } from "../../model/slot/sizes.ts"
import { writer } from "../../model/slot/writer.ts"
import { counted, epochs, refusal } from "../epochs.ts"
import { forgetting, forgettingSwept } from "../reductions/ring.ts"
import { isAtRest, start, type Ring } from "../ring.ts"

/** A ring whose owner may miscount. */
export const miscounted: System<Ring, Sizes> = {
  id: "ring.miscounted",
  text: "One direction of a ring whose owner may post credit that cannot be, over a link that does not fail.",
  sizes: {
    small: { slots: 2, more: 0, posted: 2, indices: 6, tags: 1, epochs: 2, changes: 0, seals: 0 },
    standard: { slots: 2, more: 1, posted: 2, indices: 6, tags: 1, epochs: 2, changes: 0, seals: 0 },
    large: { slots: 2, more: 1, posted: 2, indices: 6, tags: 1, epochs: 2, changes: 2, seals: 0 },
  },
  init: start,
  parts: ({ place, join }) => [
    place("a", sender, writer, guard),
    place("b", owner, reader, indicated, broken),
    join("ab", { from: "a", to: "b", link: "link" }, toRing, outage, epochs, counted, refusal),
    join("ba", { from: "b", to: "a", link: "link" }, toSender),
  ],
  quiescent: isAtRest,
  forgets: ({ join }) => [join("ab", { from: "a", to: "b", link: "link" }, forgetting, forgettingSwept)],
}
