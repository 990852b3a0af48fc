---- MODULE ring_thin ----
\* ring.thin: One direction of a ring over a link that may die once: write, commit, land, accept, read, deliver, return credit.
\* From properties/systems/thin.ts. Made by `tcnet export --to tla`.
\*
\* One step is one rule with its parameters, so TLC finds the states that `tcnet check` finds; it generates as many as
\* there are transitions, and one more: the initial state. What a condition says with \/ or \E stands in (...) = TRUE,
\* because TLC would otherwise take a step for each way in which it is true.
\*
\*   java -cp tla2tools.jar tlc2.TLC -deadlock ring_thin
\*
\* Not expressed: that a queue has room before something is put into it, and refinement. TLC looks at no step that
\* changes nothing, so a property of steps is not judged there. Progress is in FairSpec, which the configuration leaves out.

EXTENDS Integers, Sequences

CONSTANTS
  Slots, Posted, Frames

ASSUME
  /\ Slots \in Nat \ {0}
  /\ Posted \in Nat \ {0}
  /\ Frames \in Nat \ {0}

VARIABLES
  a, b, link

vars == <<a, b, link>>

\* What payloads can be. Rules only copy them.
Colours == {"blank", "old", "white", "red", "blue"}
WindowSlots == [payload: Colours, commit: 0 .. Frames]
Out == [word: {"payload", "commit", "credit"}, index: 0 .. (Slots - 1), value: 0 .. Frames, payload: Colours]

TypeOK ==
  /\ a.tx.written \in 0 .. Frames
  /\ a.tx.committed \in 0 .. Frames
  /\ a.window.slots \in [0 .. (Slots - 1) -> WindowSlots]
  /\ a.window.credit \in 0 .. Frames
  /\ a.out \in Seq(Out)
  /\ Len(a.out) <= Posted
  /\ a.ghost.submitted \in {"none", "red", "blue", "outside"}
  /\ b.rx.consumed \in 0 .. Frames
  /\ b.rx.returned \in 0 .. Frames
  /\ b.rx.stage \in {"idle", "accepted", "holding"}
  /\ b.rx.frame \in Colours
  /\ b.window.slots \in [0 .. (Slots - 1) -> WindowSlots]
  /\ b.window.credit \in 0 .. Frames
  /\ b.out \in Seq(Out)
  /\ Len(b.out) <= Posted
  /\ b.ghost.delivered \in {"none", "red", "blue", "duplicate", "misordered", "phantom"}
  /\ link.isDown \in BOOLEAN

Init ==
  /\ a = [
       tx |-> [written |-> 0, committed |-> 0],
       window |-> [slots |-> [k \in 0 .. (Slots - 1) |-> [payload |-> "blank", commit |-> 0]], credit |-> 0],
       out |-> <<>>,
       ghost |-> [submitted |-> "none"]]
  /\ b = [
       rx |-> [consumed |-> 0, returned |-> 0, stage |-> "idle", frame |-> "blank"],
       window |-> [slots |-> [k \in 0 .. (Slots - 1) |-> [payload |-> "blank", commit |-> 0]], credit |-> 0],
       out |-> <<>>,
       ghost |-> [delivered |-> "none"]]
  /\ link = [isDown |-> FALSE]

\* a.ring.write (model/ring/producer.ts:24): A producer posts the payload of the next frame to the next slot of its peer's ring, while it has credit for it.
a_ring_write(frame) ==
  /\ a.tx.written = a.tx.committed  \* settled
  /\ a.tx.written < Frames  \* hasFrame
  /\ a.tx.written - a.window.credit < Slots  \* hasCredit
  /\ Len(a.out) < Posted  \* hasRoom
  /\ a' = [a EXCEPT
       !.tx.written = a.tx.written + 1,
       !.out = Append(a.out, [word |-> "payload", index |-> a.tx.written % Slots, value |-> 0, payload |-> frame]),
       !.ghost.submitted = IF frame = "white" THEN a.ghost.submitted ELSE IF frame = "red" /\ a.ghost.submitted = "none" THEN "red" ELSE IF frame = "blue" /\ a.ghost.submitted = "red" THEN "blue" ELSE "outside"]
  /\ UNCHANGED <<b, link>>

\* a.ring.commit (model/ring/producer.ts:43): A producer posts a slot's commit word after everything else of the slot.
a_ring_commit ==
  /\ a.tx.committed < a.tx.written  \* uncommitted
  /\ Len(a.out) < Posted  \* hasRoom
  /\ a' = [a EXCEPT
       !.tx.committed = a.tx.committed + 1,
       !.out = Append(a.out, [word |-> "commit", index |-> a.tx.committed % Slots, value |-> a.tx.committed + 1, payload |-> "blank"])]
  /\ UNCHANGED <<b, link>>

\* b.ring.accept (model/ring/consumer.ts:28): A consumer accepts the slot that it expects next when the slot's commit word is exactly the one it expects.
b_ring_accept ==
  /\ b.rx.stage = "idle"  \* idle
  /\ b.window.slots[b.rx.consumed % Slots].commit = b.rx.consumed + 1  \* committed
  /\ b' = [b EXCEPT !.rx.stage = "accepted"]
  /\ UNCHANGED <<a, link>>

\* b.ring.read (model/ring/consumer.ts:38): A consumer copies the payload of an accepted slot once, and uses nothing but the copy.
b_ring_read ==
  /\ b.rx.stage = "accepted"  \* accepted
  /\ b' = [b EXCEPT
       !.rx.stage = "holding",
       !.rx.frame = b.window.slots[b.rx.consumed % Slots].payload]
  /\ UNCHANGED <<a, link>>

\* b.ring.deliver (model/ring/consumer.ts:45): A consumer delivers the frame it holds.
b_ring_deliver ==
  /\ b.rx.stage = "holding"  \* holding
  /\ b' = [b EXCEPT
       !.rx.consumed = b.rx.consumed + 1,
       !.rx.stage = "idle",
       !.rx.frame = "blank",
       !.ghost.delivered = IF b.ghost.delivered = "duplicate" \/ b.ghost.delivered = "misordered" \/ b.ghost.delivered = "phantom" THEN b.ghost.delivered ELSE IF b.rx.frame = "blank" \/ b.rx.frame = "old" THEN "phantom" ELSE IF b.rx.frame = "white" THEN b.ghost.delivered ELSE IF b.rx.frame = "red" THEN (IF b.ghost.delivered = "none" THEN "red" ELSE IF b.ghost.delivered = "red" THEN "duplicate" ELSE "misordered") ELSE IF b.ghost.delivered = "red" THEN "blue" ELSE IF b.ghost.delivered = "blue" THEN "duplicate" ELSE "misordered"]
  /\ UNCHANGED <<a, link>>

\* b.ring.returnCredit (model/ring/consumer.ts:53): A consumer posts the count of the frames it has consumed.
b_ring_returnCredit ==
  /\ b.rx.returned < b.rx.consumed  \* owed
  /\ Len(b.out) < Posted  \* hasRoom
  /\ b' = [b EXCEPT
       !.rx.returned = b.rx.consumed,
       !.out = Append(b.out, [word |-> "credit", index |-> 0, value |-> b.rx.consumed, payload |-> "blank"])]
  /\ UNCHANGED <<a, link>>

\* link.fabric.linkDown (model/fabric/link.ts:8): The link may die at any time.
link_fabric_linkDown ==
  /\ ~link.isDown  \* up
  /\ link' = [link EXCEPT !.isDown = TRUE]
  /\ UNCHANGED <<a, b>>

\* ab.fabric.land (model/fabric/fabric.ts:19): Posted writes land in the order in which they were posted.
ab_fabric_land ==
  /\ ~link.isDown  \* up
  /\ 0 < Len(a.out)  \* posted
  /\ a' = [a EXCEPT !.out = Tail(a.out)]
  /\ b' = [b EXCEPT
       !.window.slots = IF Head(a.out).word = "payload" THEN [b.window.slots EXCEPT ![Head(a.out).index] = [payload |-> Head(a.out).payload, commit |-> b.window.slots[Head(a.out).index].commit]] ELSE IF Head(a.out).word = "commit" THEN [b.window.slots EXCEPT ![Head(a.out).index] = [payload |-> b.window.slots[Head(a.out).index].payload, commit |-> Head(a.out).value]] ELSE b.window.slots,
       !.window.credit = IF Head(a.out).word = "payload" THEN b.window.credit ELSE IF Head(a.out).word = "commit" THEN b.window.credit ELSE Head(a.out).value]
  /\ UNCHANGED <<link>>

\* ab.fabric.vanish (model/fabric/fabric.ts:27): Posted writes to a dead link vanish.
ab_fabric_vanish ==
  /\ link.isDown  \* down
  /\ 0 < Len(a.out)  \* posted
  /\ a' = [a EXCEPT !.out = Tail(a.out)]
  /\ UNCHANGED <<b, link>>

\* ba.fabric.land (model/fabric/fabric.ts:19): Posted writes land in the order in which they were posted.
ba_fabric_land ==
  /\ ~link.isDown  \* up
  /\ 0 < Len(b.out)  \* posted
  /\ b' = [b EXCEPT !.out = Tail(b.out)]
  /\ a' = [a EXCEPT
       !.window.slots = IF Head(b.out).word = "payload" THEN [a.window.slots EXCEPT ![Head(b.out).index] = [payload |-> Head(b.out).payload, commit |-> a.window.slots[Head(b.out).index].commit]] ELSE IF Head(b.out).word = "commit" THEN [a.window.slots EXCEPT ![Head(b.out).index] = [payload |-> a.window.slots[Head(b.out).index].payload, commit |-> Head(b.out).value]] ELSE a.window.slots,
       !.window.credit = IF Head(b.out).word = "payload" THEN a.window.credit ELSE IF Head(b.out).word = "commit" THEN a.window.credit ELSE Head(b.out).value]
  /\ UNCHANGED <<link>>

\* ba.fabric.vanish (model/fabric/fabric.ts:27): Posted writes to a dead link vanish.
ba_fabric_vanish ==
  /\ link.isDown  \* down
  /\ 0 < Len(b.out)  \* posted
  /\ b' = [b EXCEPT !.out = Tail(b.out)]
  /\ UNCHANGED <<a, link>>

Next ==
  \/ \E frame \in {"white", "red", "blue"} : a_ring_write(frame)
  \/ a_ring_commit
  \/ b_ring_accept
  \/ b_ring_read
  \/ b_ring_deliver
  \/ b_ring_returnCredit
  \/ link_fabric_linkDown
  \/ ab_fabric_land
  \/ ab_fabric_vanish
  \/ ba_fabric_land
  \/ ba_fabric_vanish

Spec == Init /\ [][Next]_vars

\* What happens in the end, because it may happen for ever.
Fairness ==
  /\ WF_vars(a_ring_commit)
  /\ WF_vars(b_ring_accept)
  /\ WF_vars(b_ring_read)
  /\ WF_vars(b_ring_deliver)
  /\ WF_vars(b_ring_returnCredit)
  /\ WF_vars(ab_fabric_land)
  /\ WF_vars(ab_fabric_vanish)
  /\ WF_vars(ba_fabric_land)
  /\ WF_vars(ba_fabric_vanish)

FairSpec == Spec /\ Fairness

\* Where the system may rest: a state in which no rule of the protocol or the world is enabled must be such.
Quiescent ==
  /\ Len(a.out) = 0
  /\ Len(b.out) = 0
  /\ b.rx.stage = "idle"
  /\ link.isDown \/ (Frames = b.rx.consumed /\ Frames = a.window.credit)

\* ab.ring.inOrder (properties/direction.ts:20): No frame is delivered before one that was submitted earlier.
ab_ring_inOrder ==
  a.ghost.submitted # "outside" => b.ghost.delivered # "misordered"

\* ab.ring.noDuplicate (properties/direction.ts:24): No frame is delivered twice.
ab_ring_noDuplicate ==
  a.ghost.submitted # "outside" => b.ghost.delivered # "duplicate"

\* ab.ring.noPhantom (properties/direction.ts:28): Nothing is delivered that was not submitted.
ab_ring_noPhantom ==
  b.ghost.delivered # "phantom"

\* ab.ring.noLoss (properties/direction.ts:32): Once as many frames are delivered as were written, every followed frame that was written is among the delivered.
ab_ring_noLoss ==
  (a.ghost.submitted # "outside" /\ a.tx.written = b.rx.consumed) => (a.ghost.submitted = "none" \/ (b.ghost.delivered = "none" /\ a.ghost.submitted = "none") \/ (b.ghost.delivered = "red" /\ a.ghost.submitted = "red") \/ (b.ghost.delivered = "blue" /\ a.ghost.submitted = "blue"))

\* ab.ring.neverOverwrites (properties/direction.ts:37): The slot that a consumer is reading holds the frame that it accepted.
ab_ring_neverOverwrites ==
  b.rx.stage = "accepted" => b.window.slots[b.rx.consumed % Slots].commit = b.rx.consumed + 1

\* ab.ring.oneOpen (properties/direction.ts:46): A producer has at most one frame written and not committed.
ab_ring_oneOpen ==
  a.tx.written >= a.tx.committed /\ 1 >= a.tx.written - a.tx.committed

\* ab.ring.creditInRange (properties/direction.ts:42): A producer's credit word counts no frame that was not consumed, and the producer has written at most as many frames beyond it as the ring has slots.
ab_ring_creditInRange ==
  b.rx.consumed >= a.window.credit /\ Slots >= a.tx.written - a.window.credit

\* ab.ring.creditOwed (properties/direction.ts:50): A consumer has returned credit for no frame that it has not consumed.
ab_ring_creditOwed ==
  b.rx.consumed >= b.rx.returned

\* ab.ring.creditOnce (properties/direction.ts:54): A consumer posts each count of consumed frames once.
ab_ring_creditOnce ==
  [][Len(b.out) >= Len(b.out') \/ b.rx.returned < b.rx.returned']_vars

\* ab.ring.readsOnce (properties/direction.ts:58): A consumer copies the payload of a slot once: what it has accepted it then holds, and what it holds it then delivers.
ab_ring_readsOnce ==
  [][b.rx.stage # "idle" => (b.rx.stage = b.rx.stage' \/ b.rx.stage' = (IF b.rx.stage = "accepted" THEN "holding" ELSE "idle"))]_vars

\* ab.ring.forgets (properties/direction.ts:63): A consumer that holds no frame keeps no payload.
ab_ring_forgets ==
  b.rx.stage # "holding" => b.rx.frame = "blank"

\* ab.ring.noResidue (properties/direction.ts:67): A posted write carries nothing beside what its word takes.
ab_ring_noResidue ==
  /\ \A i \in 0 .. (Len(a.out) - 1) : IF a.out[i + 1].word = "payload" THEN a.out[i + 1].value = 0 ELSE a.out[i + 1].payload = "blank"
  /\ \A i \in 0 .. (Len(b.out) - 1) : b.out[i + 1].index = 0 /\ b.out[i + 1].payload = "blank"

\* ab.ring.slotsAhead (properties/direction.ts:71): No slot is committed for a frame beyond the producer's count.
ab_ring_slotsAhead ==
  \A i \in 0 .. (Slots - 1) : a.tx.committed >= b.window.slots[i].commit

\* ab.ring.monotone (properties/direction.ts:75): Counts of consumed frames and of credit never go back.
ab_ring_monotone ==
  [][b.rx.consumed' >= b.rx.consumed /\ a.window.credit' >= a.window.credit]_vars

\* ab.ring.drains (properties/direction.ts:79): Every committed frame is delivered, if the link stays up.
ab_ring_drains ==
  ((b.rx.consumed < a.tx.committed /\ ~link.isDown) ~> (a.tx.committed = b.rx.consumed \/ link.isDown))

\* ab.ring.full (properties/direction.ts:84): The ring is full: every slot is written and none is consumed.
\* As an invariant it is refuted, by a run that gets there.
never_ab_ring_full ==
  ~(Slots = a.tx.written - b.rx.consumed)

\* ab.ring.laps (properties/direction.ts:88): More frames are delivered than the ring has slots, both followed frames among them.
\* As an invariant it is refuted, by a run that gets there.
never_ab_ring_laps ==
  ~(a.ghost.submitted # "outside" /\ (Slots < b.rx.consumed /\ b.ghost.delivered = "blue"))

\* ab.ring.diesBetween (properties/direction.ts:92): The link dies between a slot's payload and its commit word.
\* As an invariant it is refuted, by a run that gets there.
never_ab_ring_diesBetween ==
  ~(link.isDown /\ a.tx.committed < a.tx.written)

\* ab.ring.consumedAhead (properties/direction.ts:96): A consumer is never ahead of its producer.
ab_ring_consumedAhead ==
  ~(a.tx.committed < b.rx.consumed)

====
