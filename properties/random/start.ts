/** Where a run begins: states that a long life of a ring leads to, and that no run from its first state comes to in time. */
import { counter, next, white, type Counter } from "tcnet"
import type { Sizes } from "../../model/slot/sizes.ts"
import { blankPayload, blankTrailer, emptyRing, tagOf, untagged, type RingWords, type Slot, type Tagged } from "../../model/slot/words.ts"
import { start, type Ring } from "../ring.ts"
import { vecOf } from "./vec.ts"

export interface Start {
  /** `new`: nothing has happened. `open`: at rest in an open epoch. `ended`: a failure ended the epoch, and of the next ones nothing was said yet. */
  readonly kind: "new" | "open" | "ended"
  /** The last epoch that both sides used; 0 if and only if the ring is `new`. */
  readonly epoch: number
  /** Slots that were committed and consumed in the open epoch: not wrapped, so it may be far beyond the wrap. */
  readonly count: number
}

/** A count as the word has it. */
export const wrapped = (count: number, n: Sizes): Counter<Sizes["indices"]> => (count % n.indices) as Counter<Sizes["indices"]>

const leftIn = (commit: Tagged): Slot => ({ payload: { body: white, seal: 0 }, trailer: { body: white, following: 0, seal: 0 }, commit })

/** Slot `i` after `count` slots of an epoch that began with a swept ring: the last of them that went there, if one did. */
const slotAfter = (i: number, count: number, tag: number, n: Sizes): Slot => {
  const last = count - 1 - ((count - 1 - i) % n.slots + n.slots) % n.slots
  return last < 0 ? { payload: blankPayload, trailer: blankTrailer, commit: untagged } : leftIn({ tag, count: wrapped(last, n) })
}
const ringWith = (slots: readonly Slot[], begin: number): RingWords => ({ slots: vecOf([...slots]), begin, close: 0 })
const slotsBy = (n: Sizes, slot: (i: number) => Slot): readonly Slot[] => Array.from({ length: n.slots }, (_, i) => slot(i))

const opened = (fresh: Ring, { epoch, count }: Start, n: Sizes): Ring => {
  const [own, tag] = [wrapped(count, n), tagOf(epoch, n)]
  return {
    ...fresh,
    a: { ...next(fresh.a, { sender: { epoch, phase: "open" }, writer: { committed: own } }), words: { offer: epoch, credit: { tag, count: own } } },
    b: { ...next(fresh.b, { owner: { epoch, phase: "begun" }, reader: { consumed: own, returned: own } }), ring: ringWith(slotsBy(n, (i) => slotAfter(i, count, tag, n)), epoch) },
  }
}

/**
 * Every sweep since then was lost with the link, so the ring still holds the first lap of the epoch that last had the
 * tag which the next epoch will have: the worst that memory can hold, and never seen in a run that begins with a new ring.
 */
const ended = (fresh: Ring, { epoch }: Start, n: Sizes): Ring => {
  const last = epoch + 1 - n.tags
  const kept = last < 1 ? slotAfter(0, 0, 0, n) : undefined
  const slot = (i: number): Slot => kept ?? leftIn({ tag: tagOf(last, n), count: wrapped(i, n) })
  return {
    a: { ...next(fresh.a, { sender: { epoch, phase: "left", seen: 2 } }), words: { offer: epoch, credit: { tag: tagOf(epoch, n), count: counter.zero() } }, link: 2 },
    b: { ...next(fresh.b, { owner: { epoch, phase: "closed", seen: 2 } }), ring: ringWith(slotsBy(n, slot), max0(last)), link: 2 },
    link: { changes: 2 },
  }
}
const max0 = (x: number): number => (x < 0 ? 0 : x)

/** The state in which a run begins. */
export const stateAt = (from: Start, n: Sizes): Ring => {
  const made = start(n)
  const fresh: Ring = { ...made, b: { ...made.b, ring: { ...made.b.ring, slots: vecOf([...emptyRing(n).slots]) } } }
  switch (from.kind) {
    case "new": return fresh
    case "open": return opened(fresh, from, n)
    case "ended": return ended(fresh, from, n)
  }
}
