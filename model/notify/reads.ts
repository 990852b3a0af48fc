import type { Fifo, Upto } from "tcnet"
import type { Sizes } from "./sizes.ts"
import type { Packet } from "./words.ts"

/** A read of the peer's window, for what it pushes and not for its value. */
export const read: Packet = { word: "read", value: 0, epoch: 0 }
export const completion: Packet = { word: "completion", value: 0, epoch: 0 }

/** Reads that have reached the host bridge of an endpoint and wait for its answer. */
export type Requests = Fifo<1, "read">
/** What an endpoint's own read came back with, `data` or `ones`. A link that never changes loses no read. */
export type Answer = Fifo<1, Upto<Sizes["changes"]>>
export const data = 0
export const ones = 1
