import type { System } from "tcnet"
import { owner } from "../../model/epoch/owner.ts"
import { sender } from "../../model/epoch/sender.ts"
import { suspicion } from "../../model/epoch/suspicion.ts"
import { toRing, toSender } from "../../model/fabric/posted.ts"
import { between, unseen } from "../../model/fabric/unseen.ts"
import { guard } from "../../model/slot/guard.ts"
import { reader } from "../../model/slot/reader.ts"
import { sealed } from "../../model/slot/sealed.ts"
import type { Sizes } from "../../model/slot/sizes.ts"
import { writer } from "../../model/slot/writer.ts"
import { epochs, failures, honest, suspected } from "../epochs.ts"
import { forgettingSwept } from "../reductions/ring.ts"
import { forgettingSealed } from "../reductions/sealed.ts"
import { isAtRest, start, type Ring } from "../ring.ts"
import { isSealedQueue, seals } from "../seals.ts"

/** One direction of a ring of sealed slots. */
export const ringSealed: System<Ring, Sizes> = {
  id: "ring.sealed",
  text: "One direction of a ring of sealed slots, over a link that fails and comes back, seen by both ends, by one or by none.",
  sizes: {
    small: { slots: 1, more: 0, posted: 2, indices: 3, tags: 1, epochs: 2, changes: 2, seals: 8 },
    standard: { slots: 1, more: 0, posted: 2, indices: 3, tags: 1, epochs: 3, changes: 2, seals: 11 },
    large: { slots: 3, more: 1, posted: 2, indices: 6, tags: 2, epochs: 2, changes: 2, seals: 17 },
  },
  init: start,
  parts: ({ place, join }) => [
    place("a", sender, suspicion, writer, guard),
    place("b", owner, reader, sealed),
    join("ab", { from: "a", to: "b", link: "link" }, toRing, unseen, epochs, honest, suspected, failures, seals),
    join("ba", { from: "b", to: "a", link: "link" }, toSender, between),
  ],
  quiescent: isAtRest,
  forgets: ({ join }) => [join("ab", { from: "a", to: "b" }, forgettingSealed), join("ab", { from: "a", to: "b", link: "link" }, forgettingSwept)],
  refines: [isSealedQueue],
}
