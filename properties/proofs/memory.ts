import { at, count, next, set, type Log, type Natural, type Opaque } from "tcnet"
import type { Sizes } from "../../model/slot/sizes.ts"
import type { Submitted } from "../../model/slot/source.ts"
import type { Ring } from "../ring.ts"

/** What a slot of the sender's epoch carries. */
export interface Carried {
  readonly frame: Opaque
  /** Slots of the frame behind this one. */
  readonly following: Natural
  /** Slots of the frame from this one on, and what those before held, if this one is not the frame's first: 0 and blank if it is. */
  readonly left: Natural
  readonly part: Opaque
  /** The history of submission without this frame, and up to and with this slot: a frame counts with its last slot. */
  readonly told: Submitted
  readonly after: Submitted
}

/** What is remembered of the epoch that the sender used last. */
export interface Memory {
  /** Writes posted since the sender adopted it, but those that say that it was abandoned. */
  readonly posted: Natural
  /** Writes posted that say that it was abandoned. */
  readonly closes: Natural
  /** The index of the slot that each of the posted writes is of. */
  readonly index: Log<Natural>
  /** By index. */
  readonly slots: Log<Carried>
}

export const nothing = (): Memory => ({ posted: 0, closes: 0, index: [], slots: [] })

const adopted = (m: Memory): Memory => next(m, { posted: 0, closes: 0 })
const posted = (m: Memory): Memory => next(m, { posted: m.posted + 1 })
const closed = (m: Memory): Memory => next(m, { closes: m.closes + 1 })
const postedOf = (m: Memory, s: Ring): Memory => next(m, { posted: m.posted + 1, index: set(m.index, m.posted, count(s.a.writer.committed)) })

/** The history without the frame that the sender is in, or is about to begin. */
const toldBy = (m: Memory, s: Ring): Submitted => (s.a.writer.left === 0 ? s.a.submitted : at(m.slots, count(s.a.writer.committed) - 1).told)
const begun = (m: Memory, s: Ring, _n: Sizes, t: Ring): Memory => next(postedOf(m, s), {
  slots: set(m.slots, count(s.a.writer.committed), {
    frame: t.a.writer.frame, following: t.a.writer.left, left: s.a.writer.left, part: s.a.writer.frame,
    told: toldBy(m, s), after: t.a.writer.left === 0 ? t.a.submitted : toldBy(m, s),
  }),
})

/** What is remembered after each rule. */
export const after: Readonly<Record<string, (m: Memory, s: Ring, n: Sizes, t: Ring) => Memory>> = {
  "a.epoch.adopt": adopted, "a.epoch.sweep": posted, "a.epoch.begin": posted, "a.epoch.close": closed,
  "a.slot.writePayload": begun, "a.slot.writeMore": begun, "a.slot.writeTrailer": postedOf, "a.slot.commit": postedOf,
}
