import { eventuallyAlways, machine, model, type Machine } from "tcnet"
import { isUp } from "../model/fabric/outage.ts"
import type { Sizes } from "../model/notify/sizes.ts"
import { inOneEpoch, type Ends } from "./sleep.ts"

const { leadsTo } = model<Ends, Sizes>()

/** The producer uses an epoch that its consumer has not ended, though it may not know yet that it has begun. */
const isUsed = (s: Ends): boolean => s.from.sender.phase === "open" && s.from.sender.epoch === s.to.owner.epoch && s.to.owner.phase !== "closed"
const canSend = (s: Ends, n: Sizes): boolean => s.from.sleeper.mode === "awake" && s.from.publisher.count - s.from.words.published < n.slots

const frameComes = leadsTo({
  id: "notify.frameComes", text: "A frame that is committed is consumed, whether or not another one follows, unless the epoch ends.",
  given: (s) => isUsed(s) && s.from.publisher.count > s.to.consumed,
  holds: (s) => !isUsed(s) || s.from.publisher.count === s.to.consumed,
})
const creditComes = leadsTo({
  id: "notify.creditComes", text: "A producer that is not awake, or has no credit, comes to be awake and to have credit, unless the epoch ends.",
  given: (s, n) => isUsed(s) && !canSend(s, n),
  holds: (s, n) => !isUsed(s) || canSend(s, n),
})
const begins = leadsTo({
  id: "notify.begins", text: "Two endpoints that use no common epoch come to use one, whoever sleeps, if the link stays up in the end.",
  given: (s) => !inOneEpoch(s), holds: inOneEpoch,
  assume: eventuallyAlways((s: Ends) => isUp(s.link.changes)),
})
const recovers = leadsTo({
  id: "notify.recovers", text: "After a failure of the link the consumer opens a new epoch, and the producer begins it, whoever slept, if the link stays up in the end.",
  given: (s) => !isUp(s.link.changes),
  holds: (s) => isUp(s.link.changes) && s.to.owner.seen === s.link.changes && inOneEpoch(s),
  assume: eventuallyAlways((s: Ends) => isUp(s.link.changes)),
})

/** What sleep must not keep from coming, in either form, though nobody has a timer. */
export const wakes: Machine<Ends, Sizes> = machine({ id: "notify.progress", properties: [frameComes, creditComes, begins] })
/** What comes after a link that fails. */
export const wakesAgain: Machine<Ends, Sizes> = machine({ id: "notify.recovery", properties: [recovers] })
