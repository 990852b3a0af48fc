import { at, blank, every, machine, model, range, type Fifo, type Machine } from "tcnet"
import type { Link } from "../model/fabric/fabric.ts"
import type { Delivered, Submitted } from "../model/ring/history.ts"
import type { Consumer } from "../model/ring/consumer.ts"
import type { Producer } from "../model/ring/producer.ts"
import type { Sizes } from "../model/ring/sizes.ts"
import type { PostedWrite, Window } from "../model/ring/window.ts"

/** One direction: frames go from the producer of `from` to the consumer of `to`. */
interface View {
  readonly link: Link
  readonly from: { readonly tx: Producer; readonly window: Window; readonly out: Fifo<Sizes["posted"], PostedWrite>; readonly ghost: { readonly submitted: Submitted } }
  readonly to: { readonly rx: Consumer; readonly window: Window; readonly out: Fifo<Sizes["posted"], PostedWrite>; readonly ghost: { readonly delivered: Delivered } }
}
const { forbidden, invariant, leadsTo, reachable, step } = model<View, Sizes>()

const isJudged = (s: View): boolean => s.from.ghost.submitted !== "outside"

const inOrder = invariant({
  id: "ring.inOrder", text: "No frame is delivered before one that was submitted earlier.",
  given: isJudged, holds: (s) => s.to.ghost.delivered !== "misordered",
})
const noDuplicate = invariant({
  id: "ring.noDuplicate", text: "No frame is delivered twice.",
  given: isJudged, holds: (s) => s.to.ghost.delivered !== "duplicate",
})
const noPhantom = invariant({
  id: "ring.noPhantom", text: "Nothing is delivered that was not submitted.",
  holds: (s) => s.to.ghost.delivered !== "phantom",
})
const noLoss = invariant({
  id: "ring.noLoss", text: "Once as many frames are delivered as were written, every followed frame that was written is among the delivered.",
  given: (s) => isJudged(s) && s.to.rx.consumed === s.from.tx.written,
  holds: (s) => s.from.ghost.submitted === "none" || s.to.ghost.delivered === s.from.ghost.submitted,
})
const neverOverwrites = invariant({
  id: "ring.neverOverwrites", text: "The slot that a consumer is reading holds the frame that it accepted.",
  given: (s) => s.to.rx.stage === "accepted",
  holds: (s, n) => at(s.to.window.slots, s.to.rx.consumed % n.slots).commit === s.to.rx.consumed + 1,
})
const creditInRange = invariant({
  id: "ring.creditInRange", text: "A producer's credit word counts no frame that was not consumed, and the producer has written at most as many frames beyond it as the ring has slots.",
  holds: (s, n) => s.from.window.credit <= s.to.rx.consumed && s.from.tx.written - s.from.window.credit <= n.slots,
})
const oneOpen = invariant({
  id: "ring.oneOpen", text: "A producer has at most one frame written and not committed.",
  holds: (s) => s.from.tx.committed <= s.from.tx.written && s.from.tx.written - s.from.tx.committed <= 1,
})
const creditOwed = invariant({
  id: "ring.creditOwed", text: "A consumer has returned credit for no frame that it has not consumed.",
  holds: (s) => s.to.rx.returned <= s.to.rx.consumed,
})
const creditOnce = step({
  id: "ring.creditOnce", text: "A consumer posts each count of consumed frames once.",
  holds: (s, _n, t) => t.to.out.length <= s.to.out.length || t.to.rx.returned > s.to.rx.returned,
})
const readsOnce = step({
  id: "ring.readsOnce", text: "A consumer copies the payload of a slot once: what it has accepted it then holds, and what it holds it then delivers.",
  given: (s) => s.to.rx.stage !== "idle",
  holds: (s, _n, t) => t.to.rx.stage === s.to.rx.stage || t.to.rx.stage === (s.to.rx.stage === "accepted" ? "holding" : "idle"),
})
const forgets = invariant({
  id: "ring.forgets", text: "A consumer that holds no frame keeps no payload.",
  given: (s) => s.to.rx.stage !== "holding", holds: (s) => s.to.rx.frame === blank,
})
const noResidue = invariant({
  id: "ring.noResidue", text: "A posted write carries nothing beside what its word takes.",
  holds: (s) => every(s.from.out, (w) => (w.word === "payload" ? w.value === 0 : w.payload === blank)) && every(s.to.out, (w) => w.index === 0 && w.payload === blank),
})
const slotsAhead = invariant({
  id: "ring.slotsAhead", text: "No slot is committed for a frame beyond the producer's count.",
  holds: (s, n) => every(range(n.slots), (i) => at(s.to.window.slots, i).commit <= s.from.tx.committed),
})
const monotone = step({
  id: "ring.monotone", text: "Counts of consumed frames and of credit never go back.",
  holds: (s, _n, t) => t.to.rx.consumed >= s.to.rx.consumed && t.from.window.credit >= s.from.window.credit,
})
const drains = leadsTo({
  id: "ring.drains", text: "Every committed frame is delivered, if the link stays up.",
  given: (s) => s.from.tx.committed > s.to.rx.consumed && !s.link.isDown,
  holds: (s) => s.from.tx.committed === s.to.rx.consumed || s.link.isDown,
})
const full = reachable({
  id: "ring.full", text: "The ring is full: every slot is written and none is consumed.",
  holds: (s, n) => s.from.tx.written - s.to.rx.consumed === n.slots,
})
const laps = reachable({
  id: "ring.laps", text: "More frames are delivered than the ring has slots, both followed frames among them.",
  given: isJudged, holds: (s, n) => s.to.rx.consumed > n.slots && s.to.ghost.delivered === "blue",
})
const dies = reachable({
  id: "ring.diesBetween", text: "The link dies between a slot's payload and its commit word.",
  holds: (s) => s.link.isDown && s.from.tx.written > s.from.tx.committed,
})
const ahead = forbidden({
  id: "ring.consumedAhead", text: "A consumer is never ahead of its producer.",
  holds: (s) => s.to.rx.consumed > s.from.tx.committed,
})

/** What one direction must do. */
export const direction: Machine<View, Sizes> = machine({
  id: "ring.direction",
  properties: [inOrder, noDuplicate, noPhantom, noLoss, neverOverwrites, oneOpen, creditInRange, creditOwed, creditOnce, readsOnce, forgets, noResidue, slotsAhead, monotone, drains, full, laps, dies, ahead],
})
