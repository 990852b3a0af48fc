import { at, counter, head, machine, model, prefix, refinement, type Machine, type Refinement } from "tcnet"
import { isUp } from "../model/fabric/outage.ts"
import { queue } from "../model/slot/queue.ts"
import { sealOf } from "../model/slot/seal.ts"
import type { Sizes } from "../model/slot/sizes.ts"
import { tagOf, type Trailer } from "../model/slot/words.ts"
import { unconsumed } from "../model/slot/writer.ts"
import { ahead, inOneEpoch, type View } from "./epochs.ts"
import { length, type Ring } from "./ring.ts"

const { invariant, reachable, step } = model<View, Sizes>()

/** The seal of the slot that the owner expects. */
const expected = (s: View, n: Sizes): number => sealOf(s.to.owner.epoch, s.to.reader.consumed, n)
/** The trailer of that slot. */
const trailer = (s: View, n: Sizes): Trailer => at(s.to.ring.slots, counter.slot(s.to.reader.consumed, n.indices, n.slots)).trailer
/** The owner has consumed the slot that the sender commits next. */
const isEarly = (s: View, n: Sizes): boolean => counter.same(s.to.reader.consumed, counter.next(s.from.writer.committed, n.indices))

const vouches = invariant({
  id: "seal.vouches", text: "The slot that its owner holds bears, in its payload and in its trailer, the seal of the owner's epoch and of the index that it expects.",
  given: (s) => s.to.reader.stage === "holding",
  holds: (s, n) => s.to.reader.payload.seal === expected(s, n) && s.to.reader.trailer.seal === expected(s, n),
})
const inPeace = invariant({
  id: "seal.inPeace", text: "No slot is refused over a link that has not failed.",
  given: (s) => s.link.changes === 0 && s.to.owner.epoch > 0, holds: (s) => s.to.owner.phase !== "closed",
})
const early = invariant({
  id: "seal.early", text: "While both sides are in one epoch, its owner has consumed no slot that is not committed, except one whose payload and trailer are posted and for whose commit word an older one with the same tag stands.",
  given: inOneEpoch,
  holds: (s, n) => ahead(s, n) <= n.slots || (n.tags < n.epochs && isEarly(s, n) && s.from.writer.stage === "body"),
})
const credit = invariant({
  id: "seal.credit", text: "While both sides are in one epoch and nothing is consumed before it is committed, credit counts no slot that was not consumed, unless it is so wrong that the sender sees it.",
  given: (s, n) => inOneEpoch(s) && ahead(s, n) <= n.slots,
  holds: (s, n) => unconsumed(s.from.words.credit, tagOf(s.from.sender.epoch, n), s.from.writer.committed, n) >= ahead(s, n),
})

const lands = step({
  id: "fabric.landsWhileUp", text: "A posted write to a sender that is no longer under way has landed, if the link is up.",
  given: (s) => isUp(s.link.changes) && s.to.out.length > 0,
  holds: (s, _n, t) => t.to.out.length >= s.to.out.length
    || (head(s.to.out).word === "offer" ? t.from.words.offer === head(s.to.out).epoch : t.from.words.credit.tag === head(s.to.out).tag && counter.same(t.from.words.credit.count, head(s.to.out).count)),
})
const losesFromBehind = step({
  id: "fabric.losesFromBehind", text: "A link that is down loses the last of the posted writes to a sender, or the credit in front of an offer.",
  given: (s) => !isUp(s.link.changes) && s.to.out.length > 0,
  holds: (s, _n, t) => t.to.out.length >= s.to.out.length || prefix(t.to.out, s.to.out)
    || (at(s.to.out, s.to.out.length - 1).word === "offer" && t.to.out.length > 0 && at(t.to.out, t.to.out.length - 1).word === "offer"),
})

const torn = reachable({
  id: "seal.torn", text: "A slot with the commit word that its owner expects is torn, and its seals tell: one of its two body writes is that of the slot, the other one was lost.",
  given: (s) => s.to.reader.stage === "half",
  holds: (s, n) => (s.to.reader.payload.seal === expected(s, n)) !== (trailer(s, n).seal === expected(s, n)),
})
const stale = reachable({
  id: "seal.stale", text: "A slot of an older epoch, whole and with the tag and the index that its owner expects, stands in the ring since its sweep was lost, and its seal tells.",
  given: (s) => s.to.reader.stage === "half",
  holds: (s, n) => n.epochs > n.tags + 1 && s.to.reader.payload.seal > 0 && s.to.reader.payload.seal === trailer(s, n).seal && s.to.reader.payload.seal < s.to.owner.epoch * n.indices,
})
const beforeCommit = reachable({
  id: "seal.beforeCommit", text: "A slot is consumed before its commit word is posted: an older one with the same tag stood for it.",
  given: inOneEpoch, holds: (s, n) => n.epochs > n.tags + 1 && isEarly(s, n),
})
const goesOn = reachable({
  id: "seal.goesOn", text: "A failure that nobody saw is over, and both followed frames of the epoch are delivered.",
  given: inOneEpoch, holds: (s) => s.link.changes > 0 && isUp(s.link.changes) && s.from.link === 0 && s.to.link === 0 && s.to.ghost.delivered === "blue",
})

const refused = reachable({
  id: "seal.refused", text: "An owner that has seen no link event ends its epoch itself: it has refused a slot.",
  holds: (s) => s.to.link === 0 && s.to.owner.epoch > 0 && s.to.owner.phase === "closed",
})
const withoutCredit = reachable({
  id: "seal.offerAlone", text: "A sender uses an epoch whose offer came without the credit in front of it.",
  given: inOneEpoch, holds: (s) => s.from.words.credit.tag === 0,
})

/** What seals are for, whatever the link does and whoever sees it. */
export const seals: Machine<View, Sizes> = machine({ id: "seals", properties: [vouches, inPeace, early, credit, lands, losesFromBehind, torn, stale, refused, beforeCommit, withoutCredit, goesOn] })

/** That one direction of sealed slots is a bounded queue too. */
export const isSealedQueue: Refinement<Ring, Sizes> = refinement({
  id: "queue.sealed",
  text: "Within an epoch, one direction of sealed slots is a bounded queue of as many slots as the ring has; a slot that is consumed before it is committed passes through it at once.",
  service: queue,
  init: () => ({ length: 0 }),
  as: (s: Ring, n: Sizes) => ({ length: counter.same(s.b.reader.consumed, counter.next(s.a.writer.committed, n.indices)) ? 0 : length(s, n) }),
})
