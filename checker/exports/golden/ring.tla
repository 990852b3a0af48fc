---- MODULE ring ----
\* ring: One direction of a ring over a link that fails and comes back: slots, credit, and the epochs that the ring's owner opens.
\* From properties/systems/ring.ts. Made by `tcnet export --to tla`.
\*
\* One step is one rule with its parameters, so TLC finds the states that `tcnet check` finds; it generates as many as
\* there are transitions, and one more: the initial state. What a condition says with \/ or \E stands in (...) = TRUE,
\* because TLC would otherwise take a step for each way in which it is true.
\*
\*   java -cp tla2tools.jar tlc2.TLC -deadlock ring
\*
\* Not expressed: that a queue has room before something is put into it, and refinement. TLC looks at no step that
\* changes nothing, so a property of steps is not judged there. Progress is in FairSpec, which the configuration leaves out.

EXTENDS Integers, Sequences

CONSTANTS
  Slots, More, Posted, Indices, Tags, Epochs, Changes, Seals

ASSUME
  /\ Slots \in Nat \ {0}
  /\ More \in Nat
  /\ Posted \in Nat \ {0}
  /\ Indices \in Nat \ {0}
  /\ Tags \in Nat \ {0}
  /\ Epochs \in Nat \ {0}
  /\ Changes \in Nat \ {0}
  /\ Seals \in Nat

VARIABLES
  a, b, link

vars == <<a, b, link>>

\* A sequence without its element at i_, where the first is at 1.
Take(q_, i_) == SubSeq(q_, 1, i_ - 1) \o SubSeq(q_, i_ + 1, Len(q_))

\* How far the second counter is ahead of the first, modulo w_.
Distance(c_, d_, w_) == ((d_ - c_) + w_) % w_

\* What payloads can be. Rules only copy them.
Colours == {"blank", "old", "white", "red", "blue"}
Out == [word: {"payload", "trailer", "commit", "begin", "close"}, slot: 0 .. (Slots - 1), body: Colours, following: 0 .. More, tag: 0 .. Tags, count: 0 .. (Indices - 1), epoch: 0 .. Epochs, seal: 0 .. Seals]
Payload == [body: Colours, seal: 0 .. Seals]
Trailer == [body: Colours, following: 0 .. More, seal: 0 .. Seals]
Commit == [tag: 0 .. Tags, count: 0 .. (Indices - 1)]
RingSlots == [payload: Payload, trailer: Trailer, commit: Commit]
BOut == [word: {"offer", "credit"}, tag: 0 .. Tags, count: 0 .. (Indices - 1), epoch: 0 .. Epochs]

TypeOK ==
  /\ a.sender.epoch \in 0 .. Epochs
  /\ a.sender.phase \in {"closed", "sweeping", "open", "left"}
  /\ a.sender.swept \in 0 .. Slots
  /\ a.sender.noted \in 0 .. Epochs
  /\ a.sender.seen \in 0 .. Changes
  /\ a.writer.stage \in {"idle", "payload", "body"}
  /\ a.writer.frame \in Colours
  /\ a.writer.left \in 0 .. More
  /\ a.writer.committed \in 0 .. (Indices - 1)
  /\ a.submitted \in {"none", "red", "blue"}
  /\ a.words.offer \in 0 .. Epochs
  /\ a.words.credit.tag \in 0 .. Tags
  /\ a.words.credit.count \in 0 .. (Indices - 1)
  /\ a.link \in 0 .. Changes
  /\ a.out \in Seq(Out)
  /\ Len(a.out) <= Posted
  /\ b.owner.epoch \in 0 .. Epochs
  /\ b.owner.phase \in {"closed", "offered", "begun", "abandoned"}
  /\ b.owner.seen \in 0 .. Changes
  /\ b.reader.stage \in {"idle", "looked", "accepted", "half", "holding"}
  /\ b.reader.payload.body \in Colours
  /\ b.reader.payload.seal \in 0 .. Seals
  /\ b.reader.trailer.body \in Colours
  /\ b.reader.trailer.following \in 0 .. More
  /\ b.reader.trailer.seal \in 0 .. Seals
  /\ b.reader.missing \in 0 .. More
  /\ b.reader.part \in Colours
  /\ b.reader.consumed \in 0 .. (Indices - 1)
  /\ b.reader.returned \in 0 .. (Indices - 1)
  /\ b.ring.slots \in [0 .. (Slots - 1) -> RingSlots]
  /\ b.ring.begin \in 0 .. Epochs
  /\ b.ring.close \in 0 .. Epochs
  /\ b.link \in 0 .. Changes
  /\ b.out \in Seq(BOut)
  /\ Len(b.out) <= Posted
  /\ b.ghost.delivered \in {"none", "red", "blue", "duplicate", "misordered", "phantom", "torn"}
  /\ link.changes \in 0 .. Changes

Init ==
  /\ a = [
       sender |-> [epoch |-> 0, phase |-> "closed", swept |-> 0, noted |-> 0, seen |-> 0],
       writer |-> [stage |-> "idle", frame |-> "blank", left |-> 0, committed |-> 0],
       submitted |-> "none",
       words |-> [offer |-> 0, credit |-> [tag |-> 0, count |-> 0]],
       link |-> 0,
       out |-> <<>>]
  /\ b = [
       owner |-> [epoch |-> 0, phase |-> "closed", seen |-> 0],
       reader |-> [stage |-> "idle", payload |-> [body |-> "blank", seal |-> 0], trailer |-> [body |-> "blank", following |-> 0, seal |-> 0], missing |-> 0, part |-> "blank", consumed |-> 0, returned |-> 0],
       ring |-> [slots |-> [k \in 0 .. (Slots - 1) |-> [payload |-> [body |-> "blank", seal |-> 0], trailer |-> [body |-> "blank", following |-> 0, seal |-> 0], commit |-> [tag |-> 0, count |-> 0]]], begin |-> 0, close |-> 0],
       link |-> 0,
       out |-> <<>>,
       ghost |-> [delivered |-> "none"]]
  /\ link = [changes |-> 0]

\* a.epoch.hear (model/epoch/sender.ts:35): A sender takes note of an offer that is greater than the epoch it used last and than every offer it took note of.
a_epoch_hear ==
  /\ (IF a.sender.epoch < a.sender.noted THEN a.sender.noted ELSE a.sender.epoch) < a.words.offer  \* greater
  /\ a' = [a EXCEPT !.sender.noted = a.words.offer]
  /\ UNCHANGED <<b, link>>

\* a.epoch.adopt (model/epoch/sender.ts:42): A sender adopts the offer it took note of if its link indication, read after the offer, shows no event that it has not handled; it stops what it was writing and starts at index 0 with no credit used.
a_epoch_adopt ==
  /\ 0 < a.sender.noted  \* noted
  /\ a.sender.seen = a.link  \* calm
  /\ a' = [a EXCEPT
       !.sender.epoch = a.sender.noted,
       !.sender.phase = "sweeping",
       !.sender.swept = 0,
       !.sender.noted = 0,
       !.writer.stage = "idle",
       !.writer.frame = "blank",
       !.writer.left = 0,
       !.writer.committed = 0,
       !.submitted = "none"]
  /\ UNCHANGED <<b, link>>

\* a.epoch.sweep (model/epoch/sender.ts:49): A sender that has adopted an epoch first posts a zero to the commit word of every slot.
a_epoch_sweep ==
  /\ a.sender.phase = "sweeping"  \* sweeping
  /\ a.sender.swept < Slots  \* more
  /\ Len(a.out) < Posted  \* hasRoom
  /\ a' = [a EXCEPT
       !.sender.swept = a.sender.swept + 1,
       !.out = Append(a.out, [word |-> "commit", slot |-> a.sender.swept, body |-> "blank", following |-> 0, tag |-> 0, count |-> 0, epoch |-> 0, seal |-> 0])]
  /\ UNCHANGED <<b, link>>

\* a.epoch.begin (model/epoch/sender.ts:56): Behind the zeros, a sender posts the number of the epoch as the one that it begins.
a_epoch_begin ==
  /\ Slots = a.sender.swept  \* swept
  /\ Len(a.out) < Posted  \* hasRoom
  /\ a' = [a EXCEPT
       !.sender.phase = "open",
       !.sender.swept = 0,
       !.out = Append(a.out, [word |-> "begin", slot |-> 0, body |-> "blank", following |-> 0, tag |-> 0, count |-> 0, epoch |-> a.sender.epoch, seal |-> 0])]
  /\ UNCHANGED <<b, link>>

\* a.epoch.senderLinkEvent (model/epoch/sender.ts:63): A sender that sees a link event abandons its epoch, if it has one.
a_epoch_senderLinkEvent ==
  /\ a.sender.seen # a.link  \* event
  /\ a' = [a EXCEPT
       !.sender.phase = IF a.sender.epoch = 0 THEN "closed" ELSE "left",
       !.sender.swept = 0,
       !.sender.seen = a.link,
       !.writer.stage = "idle",
       !.writer.frame = "blank",
       !.writer.left = 0,
       !.writer.committed = 0,
       !.submitted = "none"]
  /\ UNCHANGED <<b, link>>

\* a.epoch.close (model/epoch/sender.ts:70): A sender posts the number of the epoch that it abandoned, again and again, until it adopts another.
a_epoch_close ==
  /\ a.sender.phase = "left"  \* left
  /\ Len(a.out) < Posted  \* hasRoom
  /\ a' = [a EXCEPT !.out = Append(a.out, [word |-> "close", slot |-> 0, body |-> "blank", following |-> 0, tag |-> 0, count |-> 0, epoch |-> a.sender.epoch, seal |-> 0])]
  /\ UNCHANGED <<b, link>>

\* a.epoch.abandon (model/epoch/suspicion.ts:16): A sender may abandon its epoch at any time.
a_epoch_abandon ==
  /\ (a.sender.phase = "sweeping" \/ a.sender.phase = "open") = TRUE  \* using
  /\ a.sender.epoch < Epochs  \* notTheLast
  /\ a' = [a EXCEPT
       !.sender.phase = "left",
       !.sender.swept = 0,
       !.writer.stage = "idle",
       !.writer.frame = "blank",
       !.writer.left = 0,
       !.writer.committed = 0,
       !.submitted = "none"]
  /\ UNCHANGED <<b, link>>

\* a.slot.writePayload (model/slot/writer.ts:37): A sender posts the payload of the first slot of the next frame, which is no longer than the longest, to the next slot of the ring in an open epoch, while it has credit for every slot of the frame.
a_slot_writePayload(frame, more) ==
  LET t1 == IF frame = "white" THEN "white" ELSE IF frame = "red" THEN "red" ELSE "blue"
      t2 == (a.sender.epoch * Indices) + (a.writer.committed % Indices)
  IN
  /\ a.sender.phase = "open"  \* open
  /\ a.writer.stage = "idle"  \* idle
  /\ a.writer.left = 0  \* whole
  /\ More >= more  \* fits
  /\ IF frame = "white" THEN TRUE ELSE IF frame = "red" THEN a.submitted = "none" ELSE a.submitted = "red"  \* hasFrame
  /\ (IF a.words.credit.tag = 1 + (((a.sender.epoch + Tags) - 1) % Tags) THEN Distance(a.words.credit.count, a.writer.committed, Indices) ELSE Distance(0, a.writer.committed, Indices)) + more < Slots  \* hasCredit
  /\ Len(a.out) < Posted  \* hasRoom
  /\ a' = [a EXCEPT
       !.writer.stage = "payload",
       !.writer.frame = t1,
       !.writer.left = more,
       !.submitted = IF frame = "white" THEN a.submitted ELSE IF frame = "red" THEN "red" ELSE "blue",
       !.out = Append(a.out, [word |-> "payload", slot |-> a.writer.committed % Slots, body |-> t1, following |-> 0, tag |-> 0, count |-> 0, epoch |-> 0, seal |-> IF Seals < t2 THEN Seals ELSE t2])]
  /\ UNCHANGED <<b, link>>

\* a.slot.writeMore (model/slot/writer.ts:59): A sender posts the payload of the next slot of a frame that has more slots, with the credit that it had when it began the frame.
a_slot_writeMore ==
  LET t1 == (a.sender.epoch * Indices) + (a.writer.committed % Indices)
  IN
  /\ a.writer.stage = "idle"  \* idle
  /\ 0 < a.writer.left  \* more
  /\ Len(a.out) < Posted  \* hasRoom
  /\ a' = [a EXCEPT
       !.writer.stage = "payload",
       !.writer.left = a.writer.left - 1,
       !.out = Append(a.out, [word |-> "payload", slot |-> a.writer.committed % Slots, body |-> a.writer.frame, following |-> 0, tag |-> 0, count |-> 0, epoch |-> 0, seal |-> IF Seals < t1 THEN Seals ELSE t1])]
  /\ UNCHANGED <<b, link>>

\* a.slot.writeTrailer (model/slot/writer.ts:69): A sender posts the trailer of a slot after the payload: it says how many slots of the frame follow.
a_slot_writeTrailer ==
  LET t1 == (a.sender.epoch * Indices) + (a.writer.committed % Indices)
  IN
  /\ a.writer.stage = "payload"  \* payload
  /\ Len(a.out) < Posted  \* hasRoom
  /\ a' = [a EXCEPT
       !.writer.stage = "body",
       !.out = Append(a.out, [word |-> "trailer", slot |-> a.writer.committed % Slots, body |-> a.writer.frame, following |-> a.writer.left, tag |-> 0, count |-> 0, epoch |-> 0, seal |-> IF Seals < t1 THEN Seals ELSE t1])]
  /\ UNCHANGED <<b, link>>

\* a.slot.commit (model/slot/writer.ts:79): A sender posts a slot's commit word, the index of the frame with the tag of its epoch, after everything else of the slot.
a_slot_commit ==
  /\ a.writer.stage = "body"  \* body
  /\ Len(a.out) < Posted  \* hasRoom
  /\ a' = [a EXCEPT
       !.writer.stage = "idle",
       !.writer.frame = IF a.writer.left = 0 THEN "blank" ELSE a.writer.frame,
       !.writer.committed = (a.writer.committed + 1) % Indices,
       !.out = Append(a.out, [word |-> "commit", slot |-> a.writer.committed % Slots, body |-> "blank", following |-> 0, tag |-> 1 + (((a.sender.epoch + Tags) - 1) % Tags), count |-> a.writer.committed, epoch |-> 0, seal |-> 0])]
  /\ UNCHANGED <<b, link>>

\* b.epoch.open (model/epoch/owner.ts:31): The owner of a ring opens the next epoch when it has none and its indication shows a link that is up and no event that it has not handled.
b_epoch_open ==
  /\ (b.owner.phase = "closed" \/ b.owner.phase = "abandoned") = TRUE  \* ended
  /\ b.owner.seen = b.link  \* calm
  /\ b.owner.seen % 2 = 0  \* up
  /\ b' = [b EXCEPT
       !.owner.epoch = b.owner.epoch + 1,
       !.owner.phase = "offered"]
  /\ UNCHANGED <<a, link>>

\* b.epoch.offer (model/epoch/owner.ts:38): Until an epoch has begun, its owner posts, again and again, a credit of 0 with its tag and behind it the offer of its number.
b_epoch_offer ==
  /\ b.owner.phase = "offered"  \* offered
  /\ Len(b.out) + 1 < Posted  \* hasRoom
  /\ b' = [b EXCEPT !.out = Append(Append(b.out, [word |-> "credit", tag |-> 1 + (((b.owner.epoch + Tags) - 1) % Tags), count |-> 0, epoch |-> 0]), [word |-> "offer", tag |-> 0, count |-> 0, epoch |-> b.owner.epoch])]
  /\ UNCHANGED <<a, link>>

\* b.epoch.begun (model/epoch/owner.ts:45): An epoch has begun for its owner when the sender's word says that it begins this very one.
b_epoch_begun ==
  /\ b.owner.phase = "offered"  \* offered
  /\ b.owner.epoch = b.ring.begin  \* begins
  /\ b' = [b EXCEPT !.owner.phase = "begun"]
  /\ UNCHANGED <<a, link>>

\* b.epoch.ownerLinkEvent (model/epoch/owner.ts:52): The owner of a ring that sees a link event ends its epoch and stops reading: nothing of a slot that it was reading is delivered.
b_epoch_ownerLinkEvent ==
  /\ b.owner.seen # b.link  \* event
  /\ b' = [b EXCEPT
       !.owner.phase = "closed",
       !.owner.seen = b.link,
       !.reader.stage = "idle",
       !.reader.payload.body = "blank",
       !.reader.payload.seal = 0,
       !.reader.trailer.body = "blank",
       !.reader.trailer.following = 0,
       !.reader.trailer.seal = 0,
       !.reader.missing = 0,
       !.reader.part = "blank",
       !.reader.consumed = 0,
       !.reader.returned = 0,
       !.ghost.delivered = "none"]
  /\ UNCHANGED <<a, link>>

\* b.epoch.closed (model/epoch/owner.ts:60): The owner of a ring ends its epoch when the sender's word says that it has abandoned this very one, and stops reading.
b_epoch_closed ==
  /\ (b.owner.phase = "offered" \/ b.owner.phase = "begun") = TRUE  \* inUse
  /\ b.owner.epoch = b.ring.close  \* abandoned
  /\ b' = [b EXCEPT
       !.owner.phase = "abandoned",
       !.reader.stage = "idle",
       !.reader.payload.body = "blank",
       !.reader.payload.seal = 0,
       !.reader.trailer.body = "blank",
       !.reader.trailer.following = 0,
       !.reader.trailer.seal = 0,
       !.reader.missing = 0,
       !.reader.part = "blank",
       !.reader.consumed = 0,
       !.reader.returned = 0,
       !.ghost.delivered = "none"]
  /\ UNCHANGED <<a, link>>

\* b.slot.look (model/slot/reader.ts:42): The owner of a ring in which an epoch has begun looks at the slot that it expects next: the commit word has to be exactly the index that it expects, with the tag of the epoch.
b_slot_look ==
  /\ b.owner.phase = "begun"  \* begun
  /\ b.reader.stage = "idle"  \* idle
  /\ 1 + (((b.owner.epoch + Tags) - 1) % Tags) = b.ring.slots[b.reader.consumed % Slots].commit.tag /\ b.reader.consumed = b.ring.slots[b.reader.consumed % Slots].commit.count  \* committed
  /\ b' = [b EXCEPT !.reader.stage = "looked"]
  /\ UNCHANGED <<a, link>>

\* b.slot.keep (model/slot/reader.ts:53): The owner that holds a slot which is not the last of its frame keeps it as a part of the frame, and has then consumed the slot.
b_slot_keep ==
  /\ 0 < b.reader.trailer.following  \* notLast
  /\ b' = [b EXCEPT
       !.reader.stage = "idle",
       !.reader.payload.body = "blank",
       !.reader.payload.seal = 0,
       !.reader.trailer.body = "blank",
       !.reader.trailer.following = 0,
       !.reader.trailer.seal = 0,
       !.reader.missing = b.reader.trailer.following,
       !.reader.part = b.reader.payload.body,
       !.reader.consumed = (b.reader.consumed + 1) % Indices,
       !.ghost.delivered = IF b.reader.payload.body # b.reader.trailer.body \/ (0 < b.reader.missing /\ b.reader.payload.body # b.reader.part) THEN "torn" ELSE b.ghost.delivered]
  /\ UNCHANGED <<a, link>>

\* b.slot.deliver (model/slot/reader.ts:61): The owner that holds the last slot of a frame delivers the whole frame, and has then consumed the slot.
b_slot_deliver ==
  LET t1 == IF b.reader.payload.body # b.reader.trailer.body \/ (0 < b.reader.missing /\ b.reader.payload.body # b.reader.part) THEN "torn" ELSE b.ghost.delivered
      t2 == t1 = "red"
  IN
  /\ b.reader.stage = "holding"  \* holding
  /\ b.reader.trailer.following = 0  \* last
  /\ b' = [b EXCEPT
       !.reader.stage = "idle",
       !.reader.payload.body = "blank",
       !.reader.payload.seal = 0,
       !.reader.trailer.body = "blank",
       !.reader.trailer.following = 0,
       !.reader.trailer.seal = 0,
       !.reader.missing = 0,
       !.reader.part = "blank",
       !.reader.consumed = (b.reader.consumed + 1) % Indices,
       !.ghost.delivered = IF t1 = "duplicate" \/ t1 = "misordered" \/ t1 = "phantom" \/ t1 = "torn" THEN t1 ELSE IF b.reader.payload.body = "white" THEN t1 ELSE IF b.reader.payload.body = "red" THEN (IF t1 = "none" THEN "red" ELSE IF t2 THEN "duplicate" ELSE "misordered") ELSE IF b.reader.payload.body # "blue" THEN "phantom" ELSE IF t2 THEN "blue" ELSE IF t1 = "blue" THEN "duplicate" ELSE "misordered"]
  /\ UNCHANGED <<a, link>>

\* b.credit.return (model/slot/reader.ts:69): The owner posts the count of the frames that it has consumed, with the tag of the epoch.
b_credit_return ==
  /\ b.reader.consumed # b.reader.returned  \* owed
  /\ Len(b.out) < Posted  \* hasRoom
  /\ b' = [b EXCEPT
       !.reader.returned = b.reader.consumed,
       !.out = Append(b.out, [word |-> "credit", tag |-> 1 + (((b.owner.epoch + Tags) - 1) % Tags), count |-> b.reader.consumed, epoch |-> 0])]
  /\ UNCHANGED <<a, link>>

\* b.slot.accept (model/slot/indicated.ts:18): The owner accepts the slot if its own link indication, read after the commit word, shows no event since it opened the epoch.
b_slot_accept ==
  /\ b.reader.stage = "looked"  \* looked
  /\ b.owner.seen = b.link  \* calm
  /\ b' = [b EXCEPT !.reader.stage = "accepted"]
  /\ UNCHANGED <<a, link>>

\* b.slot.readPayload (model/slot/indicated.ts:25): The owner copies the payload of an accepted slot once, and uses nothing but the copy.
b_slot_readPayload ==
  /\ b.reader.stage = "accepted"  \* accepted
  /\ b' = [b EXCEPT
       !.reader.stage = "half",
       !.reader.payload.body = b.ring.slots[b.reader.consumed % Slots].payload.body,
       !.reader.payload.seal = b.ring.slots[b.reader.consumed % Slots].payload.seal]
  /\ UNCHANGED <<a, link>>

\* b.slot.readTrailer (model/slot/indicated.ts:32): The owner copies the trailer of an accepted slot once, and uses nothing but the copy.
b_slot_readTrailer ==
  /\ b.reader.stage = "half"  \* half
  /\ b' = [b EXCEPT
       !.reader.stage = "holding",
       !.reader.trailer.body = b.ring.slots[b.reader.consumed % Slots].trailer.body,
       !.reader.trailer.following = b.ring.slots[b.reader.consumed % Slots].trailer.following,
       !.reader.trailer.seal = b.ring.slots[b.reader.consumed % Slots].trailer.seal]
  /\ UNCHANGED <<a, link>>

\* ab.fabric.landInRing (model/fabric/posted.ts:15): Posted writes to a ring land in the order in which they were posted, those that outlived a failure too.
ab_fabric_landInRing ==
  LET t1 == b.ring.slots[Head(a.out).slot].trailer
      t2 == b.ring.slots[Head(a.out).slot].commit
      t3 == b.ring.slots[Head(a.out).slot].payload
  IN
  /\ link.changes % 2 = 0  \* up
  /\ 0 < Len(a.out)  \* posted
  /\ a' = [a EXCEPT !.out = Tail(a.out)]
  /\ b' = [b EXCEPT
       !.ring.slots = IF Head(a.out).word = "payload" THEN [b.ring.slots EXCEPT ![Head(a.out).slot] = [payload |-> [body |-> Head(a.out).body, seal |-> Head(a.out).seal], trailer |-> t1, commit |-> t2]] ELSE IF Head(a.out).word = "trailer" THEN [b.ring.slots EXCEPT ![Head(a.out).slot] = [payload |-> t3, trailer |-> [body |-> Head(a.out).body, following |-> Head(a.out).following, seal |-> Head(a.out).seal], commit |-> t2]] ELSE IF Head(a.out).word = "commit" THEN [b.ring.slots EXCEPT ![Head(a.out).slot] = [payload |-> t3, trailer |-> t1, commit |-> [tag |-> Head(a.out).tag, count |-> Head(a.out).count]]] ELSE b.ring.slots,
       !.ring.begin = IF Head(a.out).word = "payload" THEN b.ring.begin ELSE IF Head(a.out).word = "trailer" THEN b.ring.begin ELSE IF Head(a.out).word = "commit" THEN b.ring.begin ELSE IF Head(a.out).word = "begin" THEN Head(a.out).epoch ELSE b.ring.begin,
       !.ring.close = IF Head(a.out).word = "payload" THEN b.ring.close ELSE IF Head(a.out).word = "trailer" THEN b.ring.close ELSE IF Head(a.out).word = "commit" THEN b.ring.close ELSE IF Head(a.out).word = "begin" THEN b.ring.close ELSE Head(a.out).epoch]
  /\ UNCHANGED <<link>>

\* ab.fabric.loseToRing (model/fabric/posted.ts:22): A link that is down loses any number of the last posted writes to a ring.
ab_fabric_loseToRing ==
  /\ link.changes % 2 # 0  \* down
  /\ 0 < Len(a.out)  \* posted
  /\ a' = [a EXCEPT !.out = Take(a.out, Len(a.out))]
  /\ UNCHANGED <<b, link>>

\* ab.fabric.linkFails (model/fabric/outage.ts:29): The link may fail at any time. The owner of the ring sees it; the sender may see it or not.
ab_fabric_linkFails(seen) ==
  /\ link.changes % 2 = 0  \* up
  /\ link.changes < Changes  \* left
  /\ b.owner.epoch < Epochs  \* notInLastEpoch
  /\ a' = [a EXCEPT !.link = IF seen = "byBoth" THEN link.changes + 1 ELSE a.link]
  /\ b' = [b EXCEPT !.link = link.changes + 1]
  /\ link' = [link EXCEPT !.changes = link.changes + 1]

\* ab.fabric.linkComesBack (model/fabric/outage.ts:42): A link that is down comes back, and whoever saw it fail sees that.
ab_fabric_linkComesBack ==
  /\ link.changes % 2 # 0  \* down
  /\ a' = [a EXCEPT !.link = IF a.link % 2 = 0 THEN a.link ELSE link.changes + 1]
  /\ b' = [b EXCEPT !.link = link.changes + 1]
  /\ link' = [link EXCEPT !.changes = link.changes + 1]

\* ba.fabric.landAtSender (model/fabric/posted.ts:39): Posted writes to a sender land in the order in which they were posted, those that outlived a failure too.
ba_fabric_landAtSender ==
  /\ link.changes % 2 = 0  \* up
  /\ 0 < Len(b.out)  \* posted
  /\ b' = [b EXCEPT !.out = Tail(b.out)]
  /\ a' = [a EXCEPT
       !.words.offer = IF Head(b.out).word = "offer" THEN Head(b.out).epoch ELSE a.words.offer,
       !.words.credit.tag = IF Head(b.out).word = "offer" THEN a.words.credit.tag ELSE Head(b.out).tag,
       !.words.credit.count = IF Head(b.out).word = "offer" THEN a.words.credit.count ELSE Head(b.out).count]
  /\ UNCHANGED <<link>>

\* ba.fabric.loseToSender (model/fabric/posted.ts:46): A link that is down loses any number of the last posted writes to a sender.
ba_fabric_loseToSender ==
  /\ link.changes % 2 # 0  \* down
  /\ 0 < Len(b.out)  \* posted
  /\ b' = [b EXCEPT !.out = Take(b.out, Len(b.out))]
  /\ UNCHANGED <<a, link>>

Next ==
  \/ a_epoch_hear
  \/ a_epoch_adopt
  \/ a_epoch_sweep
  \/ a_epoch_begin
  \/ a_epoch_senderLinkEvent
  \/ a_epoch_close
  \/ a_epoch_abandon
  \/ \E frame \in {"white", "red", "blue"}, more \in 0 .. (Slots - 1) : a_slot_writePayload(frame, more)
  \/ a_slot_writeMore
  \/ a_slot_writeTrailer
  \/ a_slot_commit
  \/ b_epoch_open
  \/ b_epoch_offer
  \/ b_epoch_begun
  \/ b_epoch_ownerLinkEvent
  \/ b_epoch_closed
  \/ b_slot_look
  \/ b_slot_keep
  \/ b_slot_deliver
  \/ b_credit_return
  \/ b_slot_accept
  \/ b_slot_readPayload
  \/ b_slot_readTrailer
  \/ ab_fabric_landInRing
  \/ ab_fabric_loseToRing
  \/ \E seen \in {"byBoth", "byOwner"} : ab_fabric_linkFails(seen)
  \/ ab_fabric_linkComesBack
  \/ ba_fabric_landAtSender
  \/ ba_fabric_loseToSender

Spec == Init /\ [][Next]_vars

\* What happens in the end, because it may happen for ever.
Fairness ==
  /\ WF_vars(a_epoch_hear)
  /\ WF_vars(a_epoch_adopt)
  /\ WF_vars(a_epoch_sweep)
  /\ WF_vars(a_epoch_begin)
  /\ WF_vars(a_epoch_senderLinkEvent)
  /\ WF_vars(a_epoch_close)
  /\ WF_vars(a_slot_writeMore)
  /\ WF_vars(a_slot_writeTrailer)
  /\ WF_vars(a_slot_commit)
  /\ WF_vars(b_epoch_open)
  /\ WF_vars(b_epoch_offer)
  /\ WF_vars(b_epoch_begun)
  /\ WF_vars(b_epoch_ownerLinkEvent)
  /\ WF_vars(b_epoch_closed)
  /\ WF_vars(b_slot_look)
  /\ WF_vars(b_slot_keep)
  /\ WF_vars(b_slot_deliver)
  /\ WF_vars(b_credit_return)
  /\ WF_vars(b_slot_accept)
  /\ WF_vars(b_slot_readPayload)
  /\ WF_vars(b_slot_readTrailer)
  /\ WF_vars(ab_fabric_landInRing)
  /\ WF_vars(ab_fabric_linkComesBack)
  /\ WF_vars(ba_fabric_landAtSender)

FairSpec == Spec /\ Fairness

\* Where the system may rest: a state in which no rule of the protocol or the world is enabled must be such.
Quiescent ==
  /\ Len(a.out) = 0
  /\ Len(b.out) = 0
  /\ link.changes % 2 = 0
  /\ a.sender.phase = "open"
  /\ b.owner.phase = "begun"
  /\ a.sender.epoch = b.owner.epoch
  /\ a.writer.stage = "idle"
  /\ a.writer.left = 0
  /\ b.reader.stage = "idle"
  /\ b.reader.missing = 0
  /\ a.writer.committed = b.reader.consumed
  /\ a.words.credit.tag = 1 + (((a.sender.epoch + Tags) - 1) % Tags)
  /\ a.words.credit.count = b.reader.consumed

\* ab.slot.inOrder (properties/epochs.ts:25): Within an epoch no frame is delivered before one that was submitted earlier.
ab_slot_inOrder ==
  b.ghost.delivered # "misordered"

\* ab.slot.noDuplicate (properties/epochs.ts:29): Within an epoch no frame is delivered twice.
ab_slot_noDuplicate ==
  b.ghost.delivered # "duplicate"

\* ab.slot.noPhantom (properties/epochs.ts:33): Nothing is delivered that was not submitted in this epoch.
ab_slot_noPhantom ==
  (a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch) => ((b.ghost.delivered # "red" \/ a.submitted # "none") /\ (b.ghost.delivered # "blue" \/ a.submitted = "blue"))

\* ab.slot.noResidue (properties/epochs.ts:38): Memory that nobody has written in this life of the ring is never delivered.
ab_slot_noResidue ==
  b.ghost.delivered # "phantom"

\* ab.slot.noTearing (properties/epochs.ts:42): No frame is delivered whose payload and trailer are of different frames.
ab_slot_noTearing ==
  b.ghost.delivered # "torn"

\* ab.slot.noLoss (properties/epochs.ts:46): Within an epoch, once as many frames are consumed as were committed, every followed frame that was committed is among the delivered.
ab_slot_noLoss ==
  (a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch /\ b.owner.phase = "begun" /\ a.writer.stage = "idle" /\ a.writer.left = 0 /\ Distance(b.reader.consumed, a.writer.committed, Indices) = 0) => ((b.ghost.delivered = "none" /\ a.submitted = "none") \/ (b.ghost.delivered = "red" /\ a.submitted = "red") \/ (b.ghost.delivered = "blue" /\ a.submitted = "blue"))

\* ab.slot.noStaleEpoch (properties/epochs.ts:57): A slot is accepted only in the epoch that the sender used last: nothing of an earlier one is accepted as this one's.
ab_slot_noStaleEpoch ==
  (b.reader.stage # "idle" /\ b.reader.stage # "looked") => a.sender.epoch = b.owner.epoch

\* ab.slot.forgets (properties/epochs.ts:140): An owner that holds no frame keeps no copy, no part of a frame that is whole, and a sender that has written a frame keeps nothing of it.
ab_slot_forgets ==
  /\ b.reader.stage = "holding" \/ b.reader.trailer.body = "blank"
  /\ b.reader.stage = "holding" \/ b.reader.stage = "half" \/ b.reader.payload.body = "blank"
  /\ 0 < b.reader.missing \/ b.reader.part = "blank"
  /\ a.writer.stage # "idle" \/ 0 < a.writer.left \/ a.writer.frame = "blank"

\* ab.slot.carriesNothing (properties/epochs.ts:121): A posted write carries nothing beside what its word takes.
ab_slot_carriesNothing ==
  /\ \A i \in 0 .. (Len(a.out) - 1) : (a.out[i + 1].word = "payload" \/ a.out[i + 1].word = "trailer" \/ (a.out[i + 1].body = "blank" /\ a.out[i + 1].seal = 0)) /\ (a.out[i + 1].word = "trailer" \/ a.out[i + 1].following = 0) /\ (a.out[i + 1].word = "commit" \/ (a.out[i + 1].tag = 0 /\ a.out[i + 1].count = 0)) /\ (IF a.out[i + 1].word = "begin" \/ a.out[i + 1].word = "close" THEN a.out[i + 1].slot = 0 /\ 0 < a.out[i + 1].epoch ELSE a.out[i + 1].epoch = 0)
  /\ \A i \in 0 .. (Len(b.out) - 1) : IF b.out[i + 1].word = "offer" THEN b.out[i + 1].tag = 0 /\ b.out[i + 1].count = 0 /\ 0 < b.out[i + 1].epoch ELSE 0 < b.out[i + 1].tag /\ b.out[i + 1].epoch = 0

\* ab.epoch.monotone (properties/epochs.ts:71): Epochs never go back: not the owner's, the sender's, the offer, nor what the sender says.
ab_epoch_monotone ==
  [][
    /\ b.owner.epoch' >= b.owner.epoch
    /\ a.sender.epoch' >= a.sender.epoch
    /\ a.words.offer' >= a.words.offer
    /\ b.ring.begin' >= b.ring.begin]_vars

\* ab.epoch.offered (properties/epochs.ts:75): A sender uses no epoch that the owner has not opened.
ab_epoch_offered ==
  b.owner.epoch >= a.sender.epoch

\* ab.epoch.saysTrue (properties/epochs.ts:90): A sender says of no epoch that it begins or is abandoned which it has not used, has left none before it used one, and takes note only of offers that are greater.
ab_epoch_saysTrue ==
  /\ a.sender.epoch >= b.ring.begin
  /\ a.sender.epoch >= b.ring.close
  /\ IF a.sender.phase = "closed" THEN a.sender.epoch = 0 ELSE 0 < a.sender.epoch
  /\ a.sender.noted = 0 \/ a.sender.epoch < a.sender.noted

\* ab.epoch.endsTrue (properties/epochs.ts:95): An epoch counts as abandoned by the sender only if the sender has said so of this very one.
ab_epoch_endsTrue ==
  b.owner.phase = "abandoned" => (0 < b.owner.epoch /\ b.owner.epoch = b.ring.close)

\* ab.epoch.keepsNothing (properties/epochs.ts:84): A side that uses no epoch keeps nothing of one, and slots are counted as swept only while the ring is being swept.
ab_epoch_keepsNothing ==
  /\ a.sender.phase = "sweeping" \/ a.sender.phase = "open" \/ (a.writer.stage = "idle" /\ a.writer.left = 0 /\ a.writer.frame = "blank" /\ a.writer.committed = 0 /\ a.submitted = "none")
  /\ a.sender.phase = "sweeping" \/ a.sender.swept = 0
  /\ b.owner.phase = "begun" \/ (b.reader.stage = "idle" /\ b.reader.missing = 0 /\ b.reader.consumed = 0 /\ b.reader.returned = 0 /\ b.ghost.delivered = "none")

\* ab.epoch.beginsOnce (properties/epochs.ts:99): A sender whose epoch is open posts nothing but slots.
ab_epoch_beginsOnce ==
  [][a.sender.phase = "open" => (Len(a.out) >= Len(a.out') \/ (\A i \in 0 .. (Len(a.out') - 1) : ((a.out')[i + 1].word # "begin" /\ (a.out')[i + 1].word # "close") \/ (\E i_2 \in 0 .. (Len(a.out) - 1) : (a.out')[i + 1].word = a.out[i_2 + 1].word /\ a.out[i_2 + 1].epoch = (a.out')[i + 1].epoch)))]_vars

\* ab.epoch.endedIsSilent (properties/epochs.ts:104): An owner whose epoch has ended posts nothing before it opens the next.
ab_epoch_endedIsSilent ==
  [][(b.owner.phase = "closed" \/ b.owner.phase = "abandoned") => Len(b.out) >= Len(b.out')]_vars

\* ab.epoch.sweepsAll (properties/epochs.ts:108): A sender that adopts an epoch has swept nothing for it yet.
ab_epoch_sweepsAll ==
  [][0 < a.sender.noted => (a.sender.epoch = a.sender.epoch' \/ a.sender.swept' = 0)]_vars

\* ab.slot.oneOpen (properties/epochs.ts:112): A sender writes one slot at a time: it begins no other before it has committed this one, or abandoned it.
ab_slot_oneOpen ==
  [][a.writer.stage # "idle" => (a.writer.left = a.writer.left' \/ a.writer.stage' = "idle")]_vars

\* ab.epoch.aheadOfOwner (properties/epochs.ts:189): No ring says that an epoch begins which its owner has not opened.
ab_epoch_aheadOfOwner ==
  ~(b.owner.epoch < b.ring.begin \/ b.owner.epoch < a.words.offer)

\* ab.slot.wraps (properties/epochs.ts:145): The index wraps: more frames are consumed in one epoch than there are indices.
\* As an invariant it is refuted, by a run that gets there.
never_ab_slot_wraps ==
  ~(b.reader.stage = "idle" /\ b.reader.consumed = 0 /\ b.ghost.delivered = "blue" /\ b.owner.phase = "begun")

\* ab.slot.full (properties/epochs.ts:149): The ring is full: every slot is committed and none is consumed.
\* As an invariant it is refuted, by a run that gets there.
never_ab_slot_full ==
  ~((a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch /\ b.owner.phase = "begun") /\ Slots = Distance(b.reader.consumed, a.writer.committed, Indices))

\* ab.epoch.tagWraps (properties/epochs.ts:153): A tag is used again, and a followed frame is delivered under it.
\* As an invariant it is refuted, by a run that gets there.
never_ab_epoch_tagWraps ==
  ~(Tags < b.owner.epoch /\ b.ghost.delivered = "red")

\* ab.slot.neverOverwrites (properties/epochs.ts:51): The slot that its owner is reading holds the frame that the owner accepted.
ab_slot_neverOverwrites ==
  (b.reader.stage = "accepted" \/ b.reader.stage = "half") =>
    /\ b.reader.consumed = b.ring.slots[b.reader.consumed % Slots].commit.count
    /\ 1 + (((b.owner.epoch + Tags) - 1) % Tags) = b.ring.slots[b.reader.consumed % Slots].commit.tag

\* ab.credit.inRange (properties/epochs.ts:62): While both sides are in one epoch, no more frames are committed and not consumed than the ring has slots.
ab_credit_inRange ==
  (a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch /\ b.owner.phase = "begun") => Slots >= Distance(b.reader.consumed, a.writer.committed, Indices)

\* ab.credit.late (properties/epochs.ts:66): While both sides are in one epoch, credit counts no frame that was not consumed, unless it is so wrong that the sender sees it.
ab_credit_late ==
  (a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch /\ b.owner.phase = "begun") => (IF a.words.credit.tag = 1 + (((a.sender.epoch + Tags) - 1) % Tags) THEN Distance(a.words.credit.count, a.writer.committed, Indices) ELSE Distance(0, a.writer.committed, Indices)) >= Distance(b.reader.consumed, a.writer.committed, Indices)

\* ab.credit.once (properties/epochs.ts:116): An owner posts each count of consumed frames once.
ab_credit_once ==
  [][b.owner.phase = "begun" => (Len(b.out) >= Len(b.out') \/ b.reader.returned # b.reader.returned')]_vars

\* ab.epoch.abandonedInPeace (properties/epochs.ts:183): An epoch is abandoned though the link has not failed.
\* As an invariant it is refuted, by a run that gets there.
never_ab_epoch_abandonedInPeace ==
  ~(link.changes = 0 /\ a.sender.phase = "left" /\ b.owner.phase = "abandoned")

\* ab.fabric.indication (properties/epochs.ts:128): An indication is true of the link, or of an earlier time when it was up; and no endpoint has handled an event that its indication does not show.
ab_fabric_indication ==
  /\ a.link = link.changes \/ (a.link < link.changes /\ a.link % 2 = 0)
  /\ b.link = link.changes \/ (b.link < link.changes /\ b.link % 2 = 0)
  /\ a.link >= a.sender.seen
  /\ b.link >= b.owner.seen

\* ab.fabric.stillWhileDown (properties/epochs.ts:132): Nothing lands while the link is down.
ab_fabric_stillWhileDown ==
  [][link.changes % 2 # 0 =>
    /\ b.ring.begin = b.ring.begin'
    /\ b.ring.close = b.ring.close'
    /\ a.words.offer = a.words.offer'
    /\ a.words.credit.tag = a.words.credit.tag'
    /\ a.words.credit.count = a.words.credit.count'
    /\ \A i \in 0 .. (Slots - 1) : (b.ring.slots')[i].payload.body = b.ring.slots[i].payload.body /\ (b.ring.slots')[i].payload.seal = b.ring.slots[i].payload.seal /\ (b.ring.slots')[i].trailer.seal = b.ring.slots[i].trailer.seal /\ (b.ring.slots')[i].trailer.body = b.ring.slots[i].trailer.body /\ (b.ring.slots')[i].commit.tag = b.ring.slots[i].commit.tag /\ (b.ring.slots')[i].commit.count = b.ring.slots[i].commit.count]_vars

\* ab.epoch.survivor (properties/epochs.ts:157): Posted writes of an ended epoch outlive the failure: they are still under way when the link is up again and the next epoch is open.
\* As an invariant it is refuted, by a run that gets there.
never_ab_epoch_survivor ==
  ~(0 < link.changes /\ link.changes % 2 = 0 /\ b.owner.phase = "offered" /\ a.sender.epoch < b.owner.epoch /\ (\E i \in 0 .. (Len(a.out) - 1) : a.out[i + 1].word = "commit" /\ a.out[i + 1].tag # 0))

\* ab.epoch.cutInSlot (properties/epochs.ts:161): The link fails between the payload of a slot and its commit word, and nothing of the slot lands.
\* As an invariant it is refuted, by a run that gets there.
never_ab_epoch_cutInSlot ==
  ~(link.changes % 2 # 0 /\ a.writer.stage = "payload" /\ Len(a.out) = 0)

\* ab.epoch.unseenBySender (properties/epochs.ts:165): The sender writes on in an epoch that its owner has ended, having seen no failure.
\* As an invariant it is refuted, by a run that gets there.
never_ab_epoch_unseenBySender ==
  ~(a.sender.phase = "open" /\ a.sender.epoch < b.owner.epoch /\ 0 < link.changes /\ a.link = 0 /\ a.writer.stage = "body")

\* ab.epoch.seenBySender (properties/epochs.ts:169): The sender sees that the link has failed.
\* As an invariant it is refuted, by a run that gets there.
never_ab_epoch_seenBySender ==
  ~(a.link % 2 # 0)

\* ab.epoch.seenByOwner (properties/epochs.ts:172): The owner sees that the link has failed.
\* As an invariant it is refuted, by a run that gets there.
never_ab_epoch_seenByOwner ==
  ~(b.link % 2 # 0)

\* ab.credit.lost (properties/epochs.ts:179): Credit is lost with the link: everything sent was consumed and returned, nothing is under way, and the sender does not know.
\* As an invariant it is refuted, by a run that gets there.
never_ab_credit_lost ==
  ~(link.changes % 2 # 0 /\ Len(b.out) = 0 /\ b.owner.phase = "begun" /\ b.reader.returned # 0 /\ b.reader.consumed = b.reader.returned /\ a.words.credit.count = 0)

\* ab.epoch.endsWithLink (properties/epochs.ts:79): No epoch outlives a failure of the link that its owner sees: until the owner has handled it, no slot is accepted.
ab_epoch_endsWithLink ==
  [][b.owner.seen # b.link => ~(b.reader.stage = "looked" /\ b.reader.stage' = "accepted")]_vars

\* ab.epoch.hole (properties/epochs.ts:175): The slot that its owner expects is committed, and its payload was lost while its trailer landed: what it holds is torn, and only the indication tells.
\* As an invariant it is refuted, by a run that gets there.
never_ab_epoch_hole ==
  ~(b.owner.phase = "begun" /\ a.sender.epoch = b.owner.epoch /\ (\E i \in 0 .. (Slots - 1) : 1 + (((b.owner.epoch + Tags) - 1) % Tags) = b.ring.slots[i].commit.tag /\ b.reader.consumed = b.ring.slots[i].commit.count /\ b.ring.slots[i].payload.body # b.ring.slots[i].trailer.body))

\* ab.slot.long (properties/epochs.ts:186): A frame of more than one slot is half consumed.
\* As an invariant it is refuted, by a run that gets there.
never_ab_slot_long ==
  ~(0 < b.reader.missing)

\* ab.slot.delivers (properties/liveness.ts:25): A followed frame that a sender has begun to write is delivered, unless the epoch ends.
ab_slot_delivers ==
  ((a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch /\ (b.owner.phase = "offered" \/ b.owner.phase = "begun") /\ a.submitted # "none") ~> (~(a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch /\ (b.owner.phase = "offered" \/ b.owner.phase = "begun")) \/ b.ghost.delivered # "none"))

\* ab.credit.comes (properties/liveness.ts:30): A sender without credit gets credit, unless the epoch ends.
ab_credit_comes ==
  ((a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch /\ (b.owner.phase = "offered" \/ b.owner.phase = "begun") /\ (IF a.words.credit.tag = 1 + (((a.sender.epoch + Tags) - 1) % Tags) THEN Distance(a.words.credit.count, a.writer.committed, Indices) ELSE Distance(0, a.writer.committed, Indices)) >= Slots) ~> (~(a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch /\ (b.owner.phase = "offered" \/ b.owner.phase = "begun")) \/ (IF a.words.credit.tag = 1 + (((a.sender.epoch + Tags) - 1) % Tags) THEN Distance(a.words.credit.count, a.writer.committed, Indices) ELSE Distance(0, a.writer.committed, Indices)) < Slots))

\* ab.epoch.begins (properties/liveness.ts:35): Two sides that are in no common epoch come to be in one, if the link stays up in the end.
ab_epoch_begins ==
  <>[](link.changes % 2 = 0) => ((~(a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch /\ b.owner.phase = "begun")) ~> (a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch /\ b.owner.phase = "begun"))

\* ab.epoch.recovers (properties/liveness.ts:40): After a failure of the link the owner opens a new epoch, and the sender begins it, if the link stays up in the end.
ab_epoch_recovers ==
  <>[](link.changes % 2 = 0) => ((link.changes % 2 # 0) ~> (link.changes % 2 = 0 /\ b.owner.seen = link.changes /\ a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch /\ b.owner.phase = "begun"))

====
