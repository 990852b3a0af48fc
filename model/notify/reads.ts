import type { Fifo } from "tcnet"
import type { Packet } from "./words.ts"

/** A read of the peer's window, for what it pushes and not for its value. */
export const read: Packet = { word: "read", value: 0 }
export const completion: Packet = { word: "completion", value: 0 }

/** Reads that have reached the host bridge of an endpoint and wait for its answer. */
export type Requests = Fifo<1, "read">
/** What an endpoint's own read came back with. */
export type Answer = Fifo<1, "data" | "ones">
