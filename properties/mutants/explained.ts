/**
 * Why a mutant that is not killed may stand: one sentence for each that `tcnet mutate` finds `equal` or a `restriction`,
 * by system and mutant. A sentence without such a mutant is an error, and so is such a mutant without a sentence.
 */
export const explained: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ring: {
    "slot.writePayload.fits:drop": "At these sizes no frame has more slots than the longest may have; `frames` has a size that tells.",
    "fabric.loseToRing:+1#1": "A link that loses all but the first of what is posted is a link that loses less.",
    "tagOf:+1#2": "There is one tag at these sizes; with more, every epoch would only have the tag of its neighbour.",
    "tagOf:-1#2": "There is one tag at these sizes; with more, every epoch would only have the tag of its neighbour.",
  },
  wakeup: {
    "notify.abandon:delete": "A producer that never gives up an epoch by itself may well not.",
    "fabric.loseWord:without from.out": "A link that loses nothing is a link that loses less.",
    "fabric.loseWord:+1#1": "A link that loses all but the first of what is under way is a link that loses less.",
    "fabric.loseWord:delete": "A link that loses nothing is a link that loses less.",
  },
  "wakeup.flushing": {
    "notify.abandon:delete": "A producer that never gives up an epoch by itself may well not.",
    "fabric.allOnes:+1#1": "A read that comes back only once the link is back comes back later.",
    "fabric.allOnes:-1#1": "A link that never changes loses no read: the condition follows from the others, and says so where a size has no failures.",
  },
  ethernet: {
    "air.lose.some:drop": "Where nothing is under way nothing is lost, which changes nothing.",
    "air.loseProbe.some:negate": "An Ethernet that loses no probe is one that loses less.",
    "air.loseProbe:without air.probe": "An Ethernet that loses no probe is one that loses less.",
    "air.loseProbe:delete": "An Ethernet that loses no probe is one that loses less.",
    "air.lose:+1": "An Ethernet that loses all but the first frame is one that loses less.",
    "ethernet.answer:without said.byRing": "There is no ring in this system.",
  },
  channel: {
    "lane.loseAnswer.some:negate": "A link that loses no answer is one that loses less.",
    "lane.loseAnswer:without end.said.byRing": "A link that loses no answer is one that loses less.",
    "lane.loseAnswer:delete": "A link that loses no answer is one that loses less.",
  },
  fragments: {
    "air.loseFragment.some:drop": "Where nothing is under way nothing is lost, which changes nothing.",
    "air.loseFragment:+1": "An Ethernet that loses no fragment of the first frame is one that loses less.",
    "air.loseProbeAmongFragments.some:negate": "An Ethernet that loses no probe is one that loses less.",
    "air.loseProbeAmongFragments:without air.probe": "An Ethernet that loses no probe is one that loses less.",
    "air.loseProbeAmongFragments:delete": "An Ethernet that loses no probe is one that loses less.",
  },
  close: {
    "air.loseClose.some:negate": "An Ethernet that loses no CLOSE is one that loses less.",
    "air.loseClose:without closing.close.arrives": "An Ethernet that loses no CLOSE is one that loses less.",
    "air.loseClose:delete": "An Ethernet that loses no CLOSE is one that loses less.",
  },
  path: {
    "path.resume:without end.sender": "Nothing is sent by Ethernet in this system; where something was, the retransmission timer sends it again.",
    "row.52": "A link event takes no slot here, and what is in a ring that is dead is discarded, so a full ring is soon an empty one.",
    "path.failBack:without sender": "Nothing is sent by Ethernet in this system, so nothing has to be sent again; in `channel` the same mutant breaks `session.delivers`.",
  },
  handshake: {
    "initiator.deliver:delete": "An initiator that takes nothing takes nothing of another session; what becomes of a frame is not the handshake's.",
    "responder.deliver:delete": "A responder that takes nothing takes nothing of another session; what becomes of a frame is not the handshake's.",
    "initiator.timeOut:delete": "An initiator that never ends a session by itself learns from a RESET that it is over, if its peer comes back.",
  },
  "ring.thin": {
    "fabric.linkDown.up:drop": "A link that is already dead dies again, which changes nothing.",
  },
}
