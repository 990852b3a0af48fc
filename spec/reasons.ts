/** Reasons and counters (D16): why an endpoint rejected something, and what it counts. Each is worded here, and cited by the chapter on them. */
export interface Reason {
  /** `reason.name`: the anchor in the specification, and what a log says. */
  readonly id: string
  /** From 1; 0 is `none`. A code never changes, and never becomes another reason's. */
  readonly code: number
  readonly text: string
  /** The rules that are the rejection, or the conditions that refuse something. */
  readonly rules: readonly string[]
}
export interface Counter {
  /** `counter.name`: the anchor in the specification, and what a report of counters says. */
  readonly id: string
  readonly text: string
  /** `firings`: every time that one of the rules happens. `observations`: what the text says, which is seen where the rules happen. */
  readonly counts: "firings" | "observations"
  readonly rules: readonly string[]
}
/** Of every counter. */
export const counterWidth_bits = 64

export const reasons: readonly Reason[] = [
  { id: "reason.ownerLinkEvent", code: 1, text: "The owner of a ring that ends its epoch because it saw a link event MUST name the owner's link event.", rules: ["epoch.ownerLinkEvent"] },
  { id: "reason.senderLinkEvent", code: 2, text: "A sender that abandons its epoch because it saw a link event MUST name the sender's link event.", rules: ["epoch.senderLinkEvent"] },
  { id: "reason.senderClosed", code: 3, text: "The owner of a ring that ends its epoch because the sender says that it has abandoned it MUST name the sender's close.", rules: ["epoch.closed"] },
  { id: "reason.greaterOffer", code: 4, text: "A sender that adopts an offer while it uses an epoch MUST name the greater offer as what ended that epoch.", rules: ["epoch.adopt"] },
  { id: "reason.creditOutOfRange", code: 5, text: "A sender that abandons its epoch because of a credit that cannot be MUST name the credit out of range.", rules: ["credit.refuse"] },
  { id: "reason.abandoned", code: 6, text: "A sender that abandons its epoch of its own accord MUST name the abandonment.", rules: ["epoch.abandon"] },
  {
    id: "reason.foreignCommit", code: 7, rules: ["slot.look.committed"],
    text: "The owner of a ring that finds a commit word with a tag which is neither 0 nor that of its epoch in the slot that it expects next MUST name the foreign commit word, once for each index that it expects.",
  },
  {
    id: "reason.wrongIndex", code: 8, rules: ["slot.look.committed"],
    text: "The owner of a ring that finds a commit word with the tag of its epoch in the slot that it expects next, and in it neither the index that it expects nor the one that it took from this slot before, MUST name the wrong index, once for each index that it expects.",
  },
  { id: "reason.smallerOffer", code: 9, text: "A sender that reads an offer smaller than the epoch it used last MUST name the smaller offer, once for each such number.", rules: ["epoch.hear.greater"] },
  {
    id: "reason.foreignCredit", code: 10, rules: ["slot.writePayload.hasCredit"],
    text: "A sender in an open epoch that reads a credit with a tag which is neither 0 nor that of its epoch MUST name the foreign credit, once for each such tag.",
  },
  {
    id: "reason.brokenSeal", code: 11, rules: ["seal.refuse"],
    text: "The owner of a ring of sealed slots that ends its epoch because a slot has not the expected checksum MUST name the broken seal.",
  },
  { id: "reason.noCommonVersion", code: 12, text: "A responder that sends a REJECT because no version is common, and an initiator that takes it, MUST name that no version is common.", rules: ["responder.reject", "initiator.rejected"] },
  {
    id: "reason.missingFeature", code: 13, rules: ["responder.reject", "initiator.rejected"],
    text: "A responder that sends a REJECT because one end lacks a feature that the other cannot do without, and an initiator that takes it, MUST name the missing feature.",
  },
  {
    id: "reason.smallMtu", code: 14, rules: ["responder.reject", "initiator.rejected"],
    text: "A responder that sends a REJECT because one end takes no frames as long as the other needs, and an initiator that takes it, MUST name the small MTU.",
  },
  { id: "reason.reset", code: 15, text: "An endpoint that ends its session because of a RESET MUST name the reset.", rules: ["initiator.reset", "responder.reset"] },
  { id: "reason.timeOut", code: 16, text: "An endpoint that ends its session because it has heard nothing of it MUST name the time-out.", rules: ["initiator.timeOut", "responder.timeOut"] },
  { id: "reason.replaced", code: 17, text: "A responder that is in a session when it comes into another one MUST name that the first was replaced.", rules: ["responder.confirmed"] },
  {
    id: "reason.foreignSession", code: 18, rules: ["initiator.foreign", "responder.foreign"],
    text: "An endpoint that answers a datagram with a RESET MUST name the foreign session, once for each pair of nonces.",
  },
  { id: "reason.pathLinkEvent", code: 19, text: "A sender that falls back because it saw a link event MUST name the path's link event.", rules: ["path.linkEvent"] },
  { id: "reason.missingEcho", code: 20, text: "A sender that falls back because an echo is missing MUST name the missing echo.", rules: ["path.miss"] },
  { id: "reason.suspicion", code: 21, text: "A sender that falls back for any other cause MUST name the suspicion, with its cause.", rules: ["path.suspect"] },
  { id: "reason.nextEpoch", code: 22, text: "A sender that leaves the ring because its peer offers the next epoch MUST name the next epoch.", rules: ["lane.adopt"] },
  { id: "reason.silence", code: 23, text: "A sender that is suspended because it hears nothing MUST name the silence.", rules: ["path.suspend"] },
  {
    id: "reason.notNext", code: 24, rules: ["ethernet.receive", "lane.receive"],
    text: "A receiver that drops a frame which is not the next one, or for which it has no room, MUST name that the frame was not the next, once for each number that it expects.",
  },
]

export const counters: readonly Counter[] = [
  { id: "counter.reasons", text: "An endpoint MUST count for each reason how often it named it.", counts: "observations", rules: [...new Set(reasons.flatMap((r) => r.rules))] },
  { id: "counter.opened", text: "The owner of a ring MUST count the epochs that it opened.", counts: "firings", rules: ["epoch.open"] },
  { id: "counter.adopted", text: "A sender MUST count the epochs that it adopted.", counts: "firings", rules: ["epoch.adopt"] },
  {
    id: "counter.linkEvents", counts: "observations", rules: ["epoch.ownerLinkEvent", "epoch.senderLinkEvent", "notify.ownerLinkEvent", "notify.senderLinkEvent", "flushing.ownerOnes", "flushing.senderOnes"],
    text: "An endpoint MUST count the link events that it saw, each once, however many of its rules handle it.",
  },
  { id: "counter.committed", text: "A sender MUST count the frames that it committed, each with the last of its slots.", counts: "observations", rules: ["slot.commit"] },
  { id: "counter.delivered", text: "The owner of a ring MUST count the frames that it delivered.", counts: "firings", rules: ["slot.deliver"] },
  { id: "counter.droppedSlots", text: "The owner of a ring MUST count the slots that it was reading when their epoch ended.", counts: "observations", rules: ["epoch.ownerLinkEvent", "epoch.closed", "seal.refuse"] },
  {
    id: "counter.droppedParts", counts: "observations", rules: ["epoch.ownerLinkEvent", "epoch.closed", "seal.refuse"],
    text: "The owner of a ring MUST count the frames of which it had consumed the first slot and not the last when their epoch ended.",
  },
  {
    id: "counter.unfinished", counts: "observations", rules: ["epoch.senderLinkEvent", "epoch.adopt", "epoch.abandon", "credit.refuse"],
    text: "A sender MUST count the frames that it had begun to write and not committed when their epoch ended.",
  },
  {
    id: "counter.unconsumed", counts: "observations", rules: ["epoch.senderLinkEvent", "epoch.adopt", "epoch.abandon", "credit.refuse"],
    text: "A sender MUST count the slots that it had committed and that were not consumed when their epoch ended, as far as the last credit that was in range says.",
  },
  { id: "counter.rung", text: "An endpoint MUST count the doorbells that it rang.", counts: "observations", rules: ["notify.test", "notify.armForFrame", "notify.armForCredit", "notify.open", "notify.adopt", "notify.close"] },
  { id: "counter.heard", text: "An endpoint MUST count the doorbells that it heard.", counts: "firings", rules: ["notify.hear", "flushing.hear"] },
  {
    id: "counter.heardInVain", counts: "observations", rules: ["notify.hear", "flushing.hear"],
    text: "An endpoint MUST count the doorbells that it heard and after which it found nothing: no event word to answer, no frame, no credit that it waited for, and no word about an epoch.",
  },
  {
    id: "counter.sleeps", counts: "observations", rules: ["notify.recheckFrame", "notify.recheckCredit", "notify.lookForOffer", "notify.lookForBegin", "flushing.lookForFrame", "flushing.lookForCredit", "flushing.lookForOffer", "flushing.lookForBegin"],
    text: "An endpoint MUST count how often it went to sleep.",
  },
  { id: "counter.sessions", text: "An endpoint MUST count the sessions that it came into.", counts: "firings", rules: ["initiator.confirm", "responder.confirmed"] },
  {
    id: "counter.foreignDatagrams", counts: "observations", rules: ["initiator.deliver.own", "responder.deliver.own"],
    text: "An endpoint MUST count the datagrams that it dropped because they do not bear both nonces of its session.",
  },
  { id: "counter.accepted", text: "A receiver MUST count the frames that it accepted.", counts: "observations", rules: ["ethernet.receive", "lane.receive"] },
  { id: "counter.droppedFrames", text: "A receiver MUST count the frames that it dropped.", counts: "observations", rules: ["ethernet.receive", "lane.receive"] },
  { id: "counter.resent", text: "A sender MUST count the frames that it sent again.", counts: "observations", rules: ["ethernet.send", "lane.send"] },
  { id: "counter.probes", text: "A sender MUST count its probes by Ethernet.", counts: "firings", rules: ["ethernet.probe"] },
  { id: "counter.fallbacks", text: "A sender MUST count how often it left the ring.", counts: "observations", rules: ["path.linkEvent", "path.miss", "path.suspect", "lane.adopt"] },
  { id: "counter.failbacks", text: "A sender MUST count how often it came to the ring.", counts: "firings", rules: ["path.failBack"] },
  { id: "counter.suspensions", text: "A sender MUST count how often it was suspended.", counts: "firings", rules: ["path.suspend"] },
]
