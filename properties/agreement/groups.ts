/**
 * The modules whose readings are compared, in groups: each group is a test file of its own beside this one, so that
 * several run at one time. A system of the registry that is in none fails a test.
 */
export const groups: Readonly<Record<"flushing" | "wakeup" | "ring" | "sealed" | "sessions" | "handshake" | "others", readonly string[]>> = {
  flushing: ["properties/systems/wakeup-flushing.ts"],
  wakeup: ["properties/systems/wakeup.ts"],
  ring: ["properties/systems/ring.ts"],
  sealed: ["properties/systems/ring-sealed.ts"],
  sessions: ["properties/systems/close.ts", "properties/systems/ethernet.ts", "properties/systems/fragments.ts", "properties/systems/path.ts", "properties/systems/heartbeat.ts", "properties/systems/channel.ts"],
  handshake: ["properties/systems/handshake.ts"],
  others: ["properties/systems/thin.ts", "properties/systems/frames.ts", "properties/systems/ring-miscounted.ts", "bench/ring-with-fallback.ts"],
}

/**
 * The plain rules take a tenth of a millisecond and more for a state, so the systems with the most states are compared at
 * sizes of their own: those of `small` with fewer indices, epochs or frames, or with epochs and failures and no frame. Every rule still fires in one of them,
 * which is tested.
 */
export const smaller: Readonly<Record<string, readonly Readonly<Record<string, number>>[]>> = {
  ring: [{ slots: 1, more: 0, posted: 2, indices: 2, tags: 1, epochs: 2, changes: 2, seals: 0 }],
  frames: [{ slots: 2, more: 1, posted: 2, indices: 4, tags: 1, epochs: 1, changes: 0, seals: 0 }],
  wakeup: [{ slots: 1, buffered: 2, batched: 1, posted: 1, frames: 2, epochs: 1, changes: 0 }, { slots: 1, buffered: 2, batched: 1, posted: 1, frames: 0, epochs: 2, changes: 2 }, { slots: 1, buffered: 2, batched: 1, posted: 1, frames: 1, epochs: 2, changes: 0 }],
  "wakeup.flushing": [{ slots: 1, buffered: 2, batched: 1, posted: 1, frames: 2, epochs: 1, changes: 0 }, { slots: 1, buffered: 2, batched: 1, posted: 1, frames: 0, epochs: 2, changes: 2 }, { slots: 1, buffered: 2, batched: 1, posted: 1, frames: 1, epochs: 2, changes: 0 }],
  ethernet: [{ frames: 2, window: 2, buffer: 1, held: 3 }],
  fragments: [{ frames: 1, window: 1, buffer: 1, held: 2, parts: 2 }],
  close: [{ frames: 1, window: 1, buffer: 1, held: 2 }],
  channel: [{ frames: 1, window: 1, buffer: 1, held: 2, slots: 1, probes: 0, holds: 0 }],
  "ring.miscounted": [{ slots: 1, more: 0, posted: 2, indices: 5, tags: 1, epochs: 2, changes: 0, seals: 0 }],
  "ring.sealed": [{ slots: 1, more: 0, posted: 2, indices: 2, tags: 1, epochs: 2, changes: 2, seals: 5 }],
}
