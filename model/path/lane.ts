import type { Fifo, Opaque, Upto } from "tcnet"
import type { Sizes } from "./sizes.ts"

/** A frame in a ring, with the number that the session gave it. */
export interface LaneFrame {
  readonly number: Upto<Sizes["frames"]>
  readonly body: Opaque
}
/**
 * A ring as a session sees it: within an epoch a bounded queue, of which a failure of the link loses the end, and all
 * of which is gone with the epoch. That a ring is just that is proved for every size (`queue.oneWay`).
 */
export type Lane = Fifo<Sizes["slots"], LaneFrame>

/** The epoch of a ring, as its owner has it. */
export type Owned = "closed" | "open"
/** The epoch as the sender has it; `left`: the sender has abandoned it, and the owner may not know yet. */
export type Used = "closed" | "open" | "left"
/** The offer of an epoch that the sender does not use: a token, which the owner puts and the sender takes. While it is there, the sender's epoch is an earlier one. */
export type Offer = Fifo<1, boolean>
/** A link event that an endpoint has seen and not handled: a token, which the link puts and the endpoint takes. */
export type Events = Fifo<1, boolean>
export interface Link {
  readonly isDown: boolean
}

/** What is in the ring is of the epoch that its owner has open. */
export const isInUse = (owner: Owned, offer: Offer): boolean => owner === "open" && offer.length === 0
/** What a sender writes arrives and is read. */
export const isHealthy = (user: Used, owner: Owned, offer: Offer, link: Link): boolean => user === "open" && isInUse(owner, offer) && !link.isDown
