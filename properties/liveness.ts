import { eventuallyAlways, machine, model, type Machine } from "tcnet"
import type { Owner } from "../model/epoch/owner.ts"
import type { Sender } from "../model/epoch/sender.ts"
import { isUp, type Link } from "../model/fabric/outage.ts"
import type { Sizes } from "../model/slot/sizes.ts"
import type { Delivered, Submitted } from "../model/slot/source.ts"
import { tagOf, type SenderWords } from "../model/slot/words.ts"
import { unconsumed, type Writer } from "../model/slot/writer.ts"

/** One direction, as far as its progress is concerned: frames go from `from` into the ring of `to`. */
interface View {
  readonly link: Link
  readonly from: { readonly sender: Sender; readonly writer: Writer; readonly submitted: Submitted; readonly words: SenderWords }
  readonly to: { readonly owner: Owner; readonly ghost: { readonly delivered: Delivered } }
}
const { leadsTo } = model<View, Sizes>()

/** The sender writes into an epoch that its owner has not ended. */
const isWriting = (s: View): boolean => s.from.sender.phase === "open" && s.from.sender.epoch === s.to.owner.epoch && (s.to.owner.phase === "offered" || s.to.owner.phase === "begun")
/** Both sides are in the same epoch, and the sender has not given it up. */
const inOneEpoch = (s: View): boolean => s.from.sender.phase === "open" && s.from.sender.epoch === s.to.owner.epoch && s.to.owner.phase === "begun"
const hasCredit = (s: View, n: Sizes): boolean => unconsumed(s.from.words.credit, tagOf(s.from.sender.epoch, n), s.from.writer.committed, n) < n.slots

const delivers = leadsTo({
  id: "slot.delivers", text: "A followed frame that a sender has begun to write is delivered, unless the epoch ends.",
  given: (s) => isWriting(s) && s.from.submitted !== "none",
  holds: (s) => !isWriting(s) || s.to.ghost.delivered !== "none",
})
const creditComes = leadsTo({
  id: "credit.comes", text: "A sender without credit gets credit, unless the epoch ends.",
  given: (s, n) => isWriting(s) && !hasCredit(s, n),
  holds: (s, n) => !isWriting(s) || hasCredit(s, n),
})
const begins = leadsTo({
  id: "epoch.begins", text: "Two sides that are in no common epoch come to be in one, if the link stays up in the end.",
  given: (s) => !inOneEpoch(s), holds: inOneEpoch,
  assume: eventuallyAlways((s: View) => isUp(s.link.changes)),
})
const recovers = leadsTo({
  id: "epoch.recovers", text: "After a failure of the link the owner opens a new epoch, and the sender begins it, if the link stays up in the end.",
  given: (s) => !isUp(s.link.changes),
  holds: (s) => isUp(s.link.changes) && s.to.owner.seen === s.link.changes && inOneEpoch(s),
  assume: eventuallyAlways((s: View) => isUp(s.link.changes)),
})

/** What one direction comes to in the end. */
export const progress: Machine<View, Sizes> = machine({ id: "ring.progress", properties: [delivers, creditComes, begins, recovers] })
