import { machine, model, type Machine } from "tcnet"
import type { Path } from "../model/path/choice.ts"
import type { Closed, Closing } from "../model/session/close.ts"
import type { Receiver } from "../model/session/receiver.ts"
import { submittedBy, type Sender } from "../model/session/sender.ts"
import type { Sizes } from "../model/session/sizes.ts"
import { taken } from "./session.ts"

/** One direction that ends. */
interface View {
  readonly from: { readonly sender: Sender; readonly path: Path; readonly closing: Closing }
  readonly to: { readonly receiver: Receiver; readonly closed: Closed }
}
const { invariant, leadsTo, reachable, step } = model<View, Sizes>()

const whole = invariant({
  id: "session.endsWhole", text: "A direction ends only behind its last frame: whoever is told of the end has taken every frame.",
  given: (s) => s.to.closed.phase === "ended", holds: (s) => taken(s.to.receiver) === submittedBy(s.from.sender),
})
const knows = invariant({
  id: "session.closedTrue", text: "A sender that is done has a receiver that has accepted everything.",
  given: (s) => s.from.closing.phase === "closed", holds: (s) => s.to.closed.phase !== "open" && s.to.receiver.expected === submittedBy(s.from.sender),
})
const asked = invariant({
  id: "session.endsAsked", text: "No direction ends whose sender has not closed it, and no CLOSE names another number than that behind the last frame.",
  holds: (s) => s.from.closing.phase === "open" ? s.to.closed.phase === "open" && !s.from.closing.close.arrives && s.from.closing.close.last === 0 : !s.from.closing.close.arrives || s.from.closing.close.last === submittedBy(s.from.sender),
})
const stays = step({
  id: "session.staysEnded", text: "What has ended does not begin again, on neither side.",
  holds: (s, _n, t) => (s.to.closed.phase === "open" || t.to.closed.phase !== "open") && (s.to.closed.phase !== "ended" || t.to.closed.phase === "ended")
    && (s.from.closing.phase === "open" || t.from.closing.phase !== "open") && (s.from.closing.phase !== "closed" || t.from.closing.phase === "closed"),
})
const heard = step({
  id: "session.closedHeard", text: "A sender is done only when it hears so, and a receiver says it only when it owes an answer.",
  holds: (s, _n, t) => (s.from.closing.phase === t.from.closing.phase || t.from.closing.phase !== "closed" || s.to.closed.arrives)
    && (s.to.closed.arrives || !t.to.closed.arrives || (s.to.closed.owes && !t.to.closed.owes)),
})
const early = reachable({
  id: "session.closeEarly", text: "A CLOSE arrives before the last frame is accepted.",
  holds: (s) => s.from.closing.close.arrives && s.to.receiver.expected < s.from.closing.close.last && s.from.sender.next === s.from.closing.close.last,
})
const suspended = reachable({
  id: "session.closeSuspended", text: "A suspended sender closes, and has frames that are not acknowledged.",
  holds: (s) => s.from.path.on === "none" && s.from.closing.phase === "closing" && s.from.sender.retained.length > 0,
})
const answerLost = reachable({
  id: "session.endLost", text: "The receiver has told its application of the end, and what it said to the sender is lost.",
  holds: (s) => s.to.closed.phase === "ended" && !s.to.closed.arrives && !s.to.closed.owes && s.from.closing.phase === "closing",
})
const closes = leadsTo({
  id: "session.closes", text: "A direction that its sender closes ends, and both sides know.",
  given: (s) => s.from.closing.phase === "closing", holds: (s) => s.from.closing.phase === "closed" && s.to.closed.phase !== "open",
})
const ends = leadsTo({
  id: "session.ends", text: "A receiver that has the whole of a direction tells its application in the end.",
  given: (s) => s.to.closed.phase === "whole", holds: (s) => s.to.closed.phase === "ended",
})
/** What the end of a direction keeps to. */
export const endings: Machine<View, Sizes> = machine({ id: "session.endings", properties: [whole, knows, asked, stays, heard, early, suspended, answerLost, closes, ends] })
