---- MODULE wakeup ----
\* wakeup: Both ends of a ring sleep when they have nothing to do, without a timer: the consumer for frames, the producer for credit.
\* From properties/systems/wakeup.ts. Made by `tcnet export --to tla`.
\*
\* One step is one rule with its parameters, so TLC finds the states that `tcnet check` finds; it generates as many as
\* there are transitions, and one more: the initial state. What a condition says with \/ or \E stands in (...) = TRUE,
\* because TLC would otherwise take a step for each way in which it is true.
\*
\*   java -cp tla2tools.jar tlc2.TLC -deadlock wakeup
\*
\* Not expressed: that a queue has room before something is put into it, and refinement. TLC looks at no step that
\* changes nothing, so a property of steps is not judged there. Progress is in FairSpec, which the configuration leaves out.

EXTENDS Integers, Sequences

CONSTANTS
  Slots, Buffered, Batched, Posted, Frames

ASSUME
  /\ Slots \in Nat \ {0}
  /\ Buffered \in Nat \ {0}
  /\ Batched \in Nat \ {0}
  /\ Posted \in Nat \ {0}
  /\ Frames \in Nat \ {0}

VARIABLES
  a, b

vars == <<a, b>>

Buffer == [word: {"published", "event", "doorbell"}, value: 0 .. Frames]

TypeOK ==
  /\ a.publisher.count \in 0 .. Frames
  /\ a.publisher.visible \in 0 .. Frames
  /\ a.publisher.answered \in 0 .. Frames
  /\ a.publisher.due \in {"nothing", "fence", "test"}
  /\ a.sleeper.mode \in {"awake", "armed", "asleep", "stopped"}
  /\ a.words.published \in 0 .. Frames
  /\ a.words.event \in 0 .. Frames
  /\ a.bell \in Seq({"rung"})
  /\ Len(a.bell) <= 1
  /\ a.buffer \in Seq(Buffer)
  /\ Len(a.buffer) <= Buffered
  /\ a.out \in Seq(Buffer)
  /\ Len(a.out) <= Posted
  /\ a.link \in {"up", "down"}
  /\ b.consumed \in 0 .. Frames
  /\ b.publisher.count \in 0 .. Frames
  /\ b.publisher.visible \in 0 .. Frames
  /\ b.publisher.answered \in 0 .. Frames
  /\ b.publisher.due \in {"nothing", "fence", "test"}
  /\ b.sleeper.mode \in {"awake", "armed", "asleep", "stopped"}
  /\ b.words.published \in 0 .. Frames
  /\ b.words.event \in 0 .. Frames
  /\ b.bell \in Seq({"rung"})
  /\ Len(b.bell) <= 1
  /\ b.buffer \in Seq(Buffer)
  /\ Len(b.buffer) <= Buffered
  /\ b.out \in Seq(Buffer)
  /\ Len(b.out) <= Posted
  /\ b.link \in {"up", "down"}

Init ==
  /\ a = [
       publisher |-> [count |-> 0, visible |-> 0, answered |-> 0, due |-> "nothing"],
       sleeper |-> [mode |-> "awake"],
       words |-> [published |-> 0, event |-> 0],
       bell |-> <<>>,
       buffer |-> <<>>,
       out |-> <<>>,
       link |-> "up"]
  /\ b = [
       consumed |-> 0,
       publisher |-> [count |-> 0, visible |-> 0, answered |-> 0, due |-> "nothing"],
       sleeper |-> [mode |-> "awake"],
       words |-> [published |-> 0, event |-> 0],
       bell |-> <<>>,
       buffer |-> <<>>,
       out |-> <<>>,
       link |-> "up"]

\* a.notify.publishFrame (model/notify/producer.ts:17): A producer commits a frame while it has credit, and owes a fence and a test.
a_notify_publishFrame ==
  /\ a.sleeper.mode = "awake"  \* awake
  /\ a.publisher.count < Frames  \* hasFrame
  /\ a.publisher.count - a.words.published < Slots  \* hasCredit
  /\ Len(a.buffer) < Batched  \* hasRoom
  /\ a' = [a EXCEPT
       !.publisher.count = a.publisher.count + 1,
       !.publisher.due = "fence",
       !.buffer = Append(a.buffer, [word |-> "published", value |-> a.publisher.count + 1])]
  /\ UNCHANGED <<b>>

\* a.notify.armForCredit (model/notify/sleeping-producer.ts:17): A producer that has a frame and no credit posts the count of credit that it waits for and, behind it on the same path, a doorbell.
a_notify_armForCredit ==
  /\ a.sleeper.mode = "awake"  \* awake
  /\ a.publisher.count < Frames  \* hasFrame
  /\ a.publisher.count - a.words.published >= Slots  \* noCredit
  /\ Len(a.buffer) + 1 < Buffered  \* hasRoom
  /\ a' = [a EXCEPT
       !.sleeper.mode = "armed",
       !.buffer = Append(Append(a.buffer, [word |-> "event", value |-> (a.publisher.count - Slots) + 1]), [word |-> "doorbell", value |-> 0])]
  /\ UNCHANGED <<b>>

\* a.notify.recheckCredit (model/notify/sleeping-producer.ts:32): A producer that has armed, and owes neither a fence nor a test, looks at its credit once more: it stays awake if there is some, and sleeps if there is none.
a_notify_recheckCredit ==
  /\ a.sleeper.mode = "armed"  \* armed
  /\ a.publisher.due = "nothing"  \* settled
  /\ a' = [a EXCEPT !.sleeper.mode = IF a.publisher.count - a.words.published < Slots THEN "awake" ELSE "asleep"]
  /\ UNCHANGED <<b>>

\* a.notify.fence (model/notify/publisher.ts:27): After publishing, an endpoint executes a store-load fence: it goes on when all it posted has left the processor.
a_notify_fence ==
  /\ a.publisher.due = "fence"  \* due
  /\ Len(a.buffer) = 0  \* drained
  /\ a' = [a EXCEPT !.publisher.due = "test"]
  /\ UNCHANGED <<b>>

\* a.notify.test (model/notify/publisher.ts:34): An endpoint that owes a test reads its peer's event word once, and rings the doorbell if the word is one that it has reached and has not answered yet.
a_notify_test ==
  LET t1 == a.publisher.answered < a.words.event /\ a.publisher.visible >= a.words.event
  IN
  /\ a.publisher.due = "test"  \* due
  /\ Len(a.buffer) < Buffered  \* hasRoom
  /\ a' = [a EXCEPT
       !.publisher.answered = IF t1 THEN a.words.event ELSE a.publisher.answered,
       !.publisher.due = "nothing",
       !.buffer = IF t1 THEN Append(a.buffer, [word |-> "doorbell", value |-> 0]) ELSE a.buffer]
  /\ UNCHANGED <<b>>

\* a.notify.hear (model/notify/hearing.ts:16): An endpoint that hears a doorbell owes a test of its peer's event word, and looks again before it sleeps on.
a_notify_hear ==
  /\ 0 < Len(a.bell)  \* rung
  /\ a' = [a EXCEPT
       !.publisher.due = IF a.publisher.due = "nothing" THEN "test" ELSE a.publisher.due,
       !.sleeper.mode = IF a.sleeper.mode = "asleep" THEN "armed" ELSE a.sleeper.mode,
       !.bell = Tail(a.bell)]
  /\ UNCHANGED <<b>>

\* a.notify.linkEvent (model/notify/sleeper.ts:34): A link event wakes an endpoint, whatever it sleeps for.
a_notify_linkEvent ==
  /\ a.link = "down"  \* down
  /\ a' = [a EXCEPT !.sleeper.mode = "stopped"]
  /\ UNCHANGED <<b>>

\* a.processor.leave (model/notify/fabric.ts:15): Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them.
a_processor_leave ==
  /\ 0 < Len(a.buffer)  \* buffered
  /\ Len(a.out) < Posted  \* hasRoom
  /\ a' = [a EXCEPT
       !.publisher.visible = IF Head(a.buffer).word = "published" THEN Head(a.buffer).value ELSE a.publisher.visible,
       !.buffer = Tail(a.buffer),
       !.out = Append(a.out, Head(a.buffer))]
  /\ UNCHANGED <<b>>

\* b.notify.consume (model/notify/consumer.ts:19): A consumer takes the next committed frame.
b_notify_consume ==
  /\ b.sleeper.mode = "awake"  \* awake
  /\ b.consumed < b.words.published  \* committed
  /\ b' = [b EXCEPT !.consumed = b.consumed + 1]
  /\ UNCHANGED <<a>>

\* b.notify.publishCredit (model/notify/consumer.ts:26): A consumer returns the credit it owes, and owes a fence and a test.
b_notify_publishCredit ==
  /\ b.sleeper.mode = "awake"  \* awake
  /\ b.publisher.count < b.consumed  \* owed
  /\ Len(b.buffer) < Batched  \* hasRoom
  /\ b' = [b EXCEPT
       !.publisher.count = b.consumed,
       !.publisher.due = "fence",
       !.buffer = Append(b.buffer, [word |-> "published", value |-> b.consumed])]
  /\ UNCHANGED <<a>>

\* b.notify.armForFrame (model/notify/sleeping-consumer.ts:18): A consumer that finds no frame and owes no credit posts the number of the frame that it waits for and, behind it on the same path, a doorbell.
b_notify_armForFrame ==
  /\ b.sleeper.mode = "awake"  \* awake
  /\ b.consumed = b.publisher.count  \* paid
  /\ b.consumed < Frames  \* unfinished
  /\ b.consumed = b.words.published  \* empty
  /\ Len(b.buffer) + 1 < Buffered  \* hasRoom
  /\ b' = [b EXCEPT
       !.sleeper.mode = "armed",
       !.buffer = Append(Append(b.buffer, [word |-> "event", value |-> b.consumed + 1]), [word |-> "doorbell", value |-> 0])]
  /\ UNCHANGED <<a>>

\* b.notify.recheckFrame (model/notify/sleeping-consumer.ts:34): A consumer that has armed, and owes neither a fence nor a test, looks for a frame once more: it stays awake if there is one, and sleeps if there is none.
b_notify_recheckFrame ==
  /\ b.sleeper.mode = "armed"  \* armed
  /\ b.publisher.due = "nothing"  \* settled
  /\ b' = [b EXCEPT !.sleeper.mode = IF b.consumed < b.words.published THEN "awake" ELSE "asleep"]
  /\ UNCHANGED <<a>>

\* b.notify.fence (model/notify/publisher.ts:27): After publishing, an endpoint executes a store-load fence: it goes on when all it posted has left the processor.
b_notify_fence ==
  /\ b.publisher.due = "fence"  \* due
  /\ Len(b.buffer) = 0  \* drained
  /\ b' = [b EXCEPT !.publisher.due = "test"]
  /\ UNCHANGED <<a>>

\* b.notify.test (model/notify/publisher.ts:34): An endpoint that owes a test reads its peer's event word once, and rings the doorbell if the word is one that it has reached and has not answered yet.
b_notify_test ==
  LET t1 == b.publisher.answered < b.words.event /\ b.publisher.visible >= b.words.event
  IN
  /\ b.publisher.due = "test"  \* due
  /\ Len(b.buffer) < Buffered  \* hasRoom
  /\ b' = [b EXCEPT
       !.publisher.answered = IF t1 THEN b.words.event ELSE b.publisher.answered,
       !.publisher.due = "nothing",
       !.buffer = IF t1 THEN Append(b.buffer, [word |-> "doorbell", value |-> 0]) ELSE b.buffer]
  /\ UNCHANGED <<a>>

\* b.notify.hear (model/notify/hearing.ts:16): An endpoint that hears a doorbell owes a test of its peer's event word, and looks again before it sleeps on.
b_notify_hear ==
  /\ 0 < Len(b.bell)  \* rung
  /\ b' = [b EXCEPT
       !.publisher.due = IF b.publisher.due = "nothing" THEN "test" ELSE b.publisher.due,
       !.sleeper.mode = IF b.sleeper.mode = "asleep" THEN "armed" ELSE b.sleeper.mode,
       !.bell = Tail(b.bell)]
  /\ UNCHANGED <<a>>

\* b.notify.linkEvent (model/notify/sleeper.ts:34): A link event wakes an endpoint, whatever it sleeps for.
b_notify_linkEvent ==
  /\ b.link = "down"  \* down
  /\ b' = [b EXCEPT !.sleeper.mode = "stopped"]
  /\ UNCHANGED <<a>>

\* b.processor.leave (model/notify/fabric.ts:15): Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them.
b_processor_leave ==
  /\ 0 < Len(b.buffer)  \* buffered
  /\ Len(b.out) < Posted  \* hasRoom
  /\ b' = [b EXCEPT
       !.publisher.visible = IF Head(b.buffer).word = "published" THEN Head(b.buffer).value ELSE b.publisher.visible,
       !.buffer = Tail(b.buffer),
       !.out = Append(b.out, Head(b.buffer))]
  /\ UNCHANGED <<a>>

\* ab.fabric.landWord (model/notify/fabric.ts:35): Posted writes and doorbells of one direction land in the order in which they were posted.
ab_fabric_landWord ==
  /\ b.link = "up"  \* up
  /\ 0 < Len(a.out)  \* posted
  /\ a' = [a EXCEPT !.out = Tail(a.out)]
  /\ b' = [b EXCEPT
       !.words.published = IF Head(a.out).word = "published" THEN Head(a.out).value ELSE b.words.published,
       !.words.event = IF Head(a.out).word = "published" THEN b.words.event ELSE IF Head(a.out).word = "event" THEN Head(a.out).value ELSE b.words.event,
       !.bell = IF Head(a.out).word = "doorbell" THEN (IF Len(b.bell) = 0 THEN Append(b.bell, "rung") ELSE b.bell) ELSE b.bell]

\* ab.fabric.vanishWord (model/notify/fabric.ts:54): What is under way on a dead link vanishes.
ab_fabric_vanishWord ==
  /\ b.link = "down"  \* down
  /\ 0 < Len(a.out)  \* posted
  /\ a' = [a EXCEPT !.out = Tail(a.out)]
  /\ UNCHANGED <<b>>

\* ab.fabric.fails (model/notify/fabric.ts:70): The link may fail at any time, and both endpoints see that it did.
ab_fabric_fails ==
  /\ b.link = "up"  \* up
  /\ a' = [a EXCEPT !.link = "down"]
  /\ b' = [b EXCEPT !.link = "down"]

\* ba.fabric.landWord (model/notify/fabric.ts:35): Posted writes and doorbells of one direction land in the order in which they were posted.
ba_fabric_landWord ==
  /\ a.link = "up"  \* up
  /\ 0 < Len(b.out)  \* posted
  /\ b' = [b EXCEPT !.out = Tail(b.out)]
  /\ a' = [a EXCEPT
       !.words.published = IF Head(b.out).word = "published" THEN Head(b.out).value ELSE a.words.published,
       !.words.event = IF Head(b.out).word = "published" THEN a.words.event ELSE IF Head(b.out).word = "event" THEN Head(b.out).value ELSE a.words.event,
       !.bell = IF Head(b.out).word = "doorbell" THEN (IF Len(a.bell) = 0 THEN Append(a.bell, "rung") ELSE a.bell) ELSE a.bell]

\* ba.fabric.vanishWord (model/notify/fabric.ts:54): What is under way on a dead link vanishes.
ba_fabric_vanishWord ==
  /\ a.link = "down"  \* down
  /\ 0 < Len(b.out)  \* posted
  /\ b' = [b EXCEPT !.out = Tail(b.out)]
  /\ UNCHANGED <<a>>

Next ==
  \/ a_notify_publishFrame
  \/ a_notify_armForCredit
  \/ a_notify_recheckCredit
  \/ a_notify_fence
  \/ a_notify_test
  \/ a_notify_hear
  \/ a_notify_linkEvent
  \/ a_processor_leave
  \/ b_notify_consume
  \/ b_notify_publishCredit
  \/ b_notify_armForFrame
  \/ b_notify_recheckFrame
  \/ b_notify_fence
  \/ b_notify_test
  \/ b_notify_hear
  \/ b_notify_linkEvent
  \/ b_processor_leave
  \/ ab_fabric_landWord
  \/ ab_fabric_vanishWord
  \/ ab_fabric_fails
  \/ ba_fabric_landWord
  \/ ba_fabric_vanishWord

Spec == Init /\ [][Next]_vars

\* Where the system may rest: a state in which no rule of the protocol or the world is enabled must be such.
Quiescent ==
  /\ Len(a.buffer) = 0
  /\ Len(a.out) = 0
  /\ Len(a.bell) = 0
  /\ Len(b.buffer) = 0
  /\ Len(b.out) = 0
  /\ Len(b.bell) = 0
  /\ a.publisher.due = "nothing"
  /\ b.publisher.due = "nothing"
  /\ IF a.link = "down" THEN a.sleeper.mode = "stopped" /\ b.sleeper.mode = "stopped" ELSE Frames = b.consumed /\ Frames = a.words.published

\* a.notify.sleepsSettled (properties/sleep.ts:96): An endpoint that sleeps owes its peer neither a fence nor a test.
a_notify_sleepsSettled ==
  a.sleeper.mode = "asleep" => a.publisher.due = "nothing"

\* a.notify.ringsOnce (properties/sleep.ts:101): A test rings at most once for one value of the event word.
a_notify_ringsOnce ==
  [][a.publisher.due = "test" => (a.publisher.due' # "nothing" \/ Len(a.buffer) >= Len(a.buffer') \/ a.publisher.answered < a.publisher.answered')]_vars

\* a.notify.testEnds (properties/sleep.ts:107): A test that rings is done.
a_notify_testEnds ==
  [][a.publisher.answered = a.publisher.answered' \/ a.publisher.due' = "nothing"]_vars

\* a.notify.publishesOnce (properties/sleep.ts:111): An endpoint publishes each count once, and only while it is awake.
a_notify_publishesOnce ==
  [][Len(a.buffer) >= Len(a.buffer') \/ (a.buffer')[Len(a.buffer')].word # "published" \/ (a.sleeper.mode = "awake" /\ a.publisher.count < a.publisher.count')]_vars

\* a.notify.armsAwake (properties/sleep.ts:119): An endpoint posts an event word only while it is awake.
a_notify_armsAwake ==
  [][(\A i \in 0 .. (Len(a.buffer) - 1) : a.buffer[i + 1].word # "event") => ((\A i \in 0 .. (Len(a.buffer') - 1) : (a.buffer')[i + 1].word # "event") \/ a.sleeper.mode = "awake")]_vars

\* a.notify.noResidue (properties/sleep.ts:124): Only a count and an event word carry a value.
a_notify_noResidue ==
  /\ \A i \in 0 .. (Len(a.buffer) - 1) : a.buffer[i + 1].word = "published" \/ a.buffer[i + 1].word = "event" \/ a.buffer[i + 1].value = 0
  /\ \A i \in 0 .. (Len(a.out) - 1) : a.out[i + 1].word = "published" \/ a.out[i + 1].word = "event" \/ a.out[i + 1].value = 0

\* a.notify.nothingLands (properties/sleep.ts:128): Nothing lands over a link that has failed.
a_notify_nothingLands ==
  [][a.link = "down" => (a.words.published = a.words.published' /\ a.words.event = a.words.event' /\ Len(a.bell) >= Len(a.bell'))]_vars

\* a.notify.visibleLate (properties/sleep.ts:134): An endpoint's other processors see no count that was not published.
a_notify_visibleLate ==
  a.publisher.count >= a.publisher.visible

\* a.notify.staysStopped (properties/sleep.ts:138): An endpoint that has stopped stays so.
a_notify_staysStopped ==
  [][a.sleeper.mode = "stopped" => a.sleeper.mode' = "stopped"]_vars

\* a.notify.batch (properties/sleep.ts:115): An endpoint publishes only while fewer than `batched` of its writes wait in its processor.
a_notify_batch ==
  [][a.publisher.count = a.publisher.count' \/ Len(a.buffer) < Batched]_vars

\* b.notify.sleepsSettled (properties/sleep.ts:96): An endpoint that sleeps owes its peer neither a fence nor a test.
b_notify_sleepsSettled ==
  b.sleeper.mode = "asleep" => b.publisher.due = "nothing"

\* b.notify.ringsOnce (properties/sleep.ts:101): A test rings at most once for one value of the event word.
b_notify_ringsOnce ==
  [][b.publisher.due = "test" => (b.publisher.due' # "nothing" \/ Len(b.buffer) >= Len(b.buffer') \/ b.publisher.answered < b.publisher.answered')]_vars

\* b.notify.testEnds (properties/sleep.ts:107): A test that rings is done.
b_notify_testEnds ==
  [][b.publisher.answered = b.publisher.answered' \/ b.publisher.due' = "nothing"]_vars

\* b.notify.publishesOnce (properties/sleep.ts:111): An endpoint publishes each count once, and only while it is awake.
b_notify_publishesOnce ==
  [][Len(b.buffer) >= Len(b.buffer') \/ (b.buffer')[Len(b.buffer')].word # "published" \/ (b.sleeper.mode = "awake" /\ b.publisher.count < b.publisher.count')]_vars

\* b.notify.armsAwake (properties/sleep.ts:119): An endpoint posts an event word only while it is awake.
b_notify_armsAwake ==
  [][(\A i \in 0 .. (Len(b.buffer) - 1) : b.buffer[i + 1].word # "event") => ((\A i \in 0 .. (Len(b.buffer') - 1) : (b.buffer')[i + 1].word # "event") \/ b.sleeper.mode = "awake")]_vars

\* b.notify.noResidue (properties/sleep.ts:124): Only a count and an event word carry a value.
b_notify_noResidue ==
  /\ \A i \in 0 .. (Len(b.buffer) - 1) : b.buffer[i + 1].word = "published" \/ b.buffer[i + 1].word = "event" \/ b.buffer[i + 1].value = 0
  /\ \A i \in 0 .. (Len(b.out) - 1) : b.out[i + 1].word = "published" \/ b.out[i + 1].word = "event" \/ b.out[i + 1].value = 0

\* b.notify.nothingLands (properties/sleep.ts:128): Nothing lands over a link that has failed.
b_notify_nothingLands ==
  [][b.link = "down" => (b.words.published = b.words.published' /\ b.words.event = b.words.event' /\ Len(b.bell) >= Len(b.bell'))]_vars

\* b.notify.visibleLate (properties/sleep.ts:134): An endpoint's other processors see no count that was not published.
b_notify_visibleLate ==
  b.publisher.count >= b.publisher.visible

\* b.notify.staysStopped (properties/sleep.ts:138): An endpoint that has stopped stays so.
b_notify_staysStopped ==
  [][b.sleeper.mode = "stopped" => b.sleeper.mode' = "stopped"]_vars

\* b.notify.batch (properties/sleep.ts:115): An endpoint publishes only while fewer than `batched` of its writes wait in its processor.
b_notify_batch ==
  [][b.publisher.count = b.publisher.count' \/ Len(b.buffer) < Batched]_vars

\* ab.notify.inRange (properties/sleep.ts:21): A consumer takes no frame that was not committed, and a producer is at most as many frames ahead of it as the ring has slots.
ab_notify_inRange ==
  a.publisher.count >= b.consumed /\ Slots >= a.publisher.count - b.consumed

\* ab.notify.creditLate (properties/sleep.ts:25): A producer's credit counts no frame that was not consumed.
ab_notify_creditLate ==
  b.publisher.count >= a.words.published /\ b.consumed >= b.publisher.count

\* ab.notify.sleepsPaid (properties/sleep.ts:29): A consumer that sleeps owes no credit.
ab_notify_sleepsPaid ==
  b.sleeper.mode = "asleep" => b.consumed = b.publisher.count

\* ab.notify.sleepsForCredit (properties/sleep.ts:35): A producer sleeps only with a frame to send.
ab_notify_sleepsForCredit ==
  a.sleeper.mode = "asleep" => a.publisher.count < Frames

\* ab.notify.armsInNeed (properties/sleep.ts:40): A producer arms only without credit, and a consumer only without a frame.
ab_notify_armsInNeed ==
  [][
    /\ ~(a.sleeper.mode = "awake" /\ a.sleeper.mode' # "awake" /\ a.sleeper.mode' # "stopped") \/ a.publisher.count - a.words.published >= Slots
    /\ ~(b.sleeper.mode = "awake" /\ b.sleeper.mode' # "awake" /\ b.sleeper.mode' # "stopped") \/ b.consumed = b.words.published]_vars

\* ab.notify.startsBlank (properties/sleep.ts:45): A consumer that is awake, has seen no frame and was not rung has posted no event word.
ab_notify_startsBlank ==
  (b.sleeper.mode = "awake" /\ b.words.published = 0 /\ a.publisher.answered = 0) => a.words.event = 0

\* ab.notify.bothAsleep (properties/sleep.ts:69): Both endpoints sleep at once.
\* As an invariant it is refuted, by a run that gets there.
never_ab_notify_bothAsleep ==
  ~(b.sleeper.mode = "asleep" /\ a.sleeper.mode = "asleep")

\* ab.notify.wokenByFailure (properties/sleep.ts:73): A link failure finds both endpoints asleep, and both notice.
\* As an invariant it is refuted, by a run that gets there.
never_ab_notify_wokenByFailure ==
  ~(a.link = "down" /\ b.sleeper.mode = "stopped" /\ a.sleeper.mode = "asleep")

\* ab.notify.frameWakes (properties/sleep.ts:55): While a consumer sleeps and a frame is committed that it has not taken, the producer still owes a test, or a doorbell is under way.
ab_notify_frameWakes ==
  (a.link = "up" /\ b.sleeper.mode = "asleep" /\ b.consumed < a.publisher.count) => (a.publisher.due # "nothing" \/ (\E i \in 0 .. (Len(a.buffer) - 1) : a.buffer[i + 1].word = "doorbell") \/ (\E i \in 0 .. (Len(a.out) - 1) : a.out[i + 1].word = "doorbell") \/ 0 < Len(b.bell) \/ (\E i \in 0 .. (Len(b.buffer) - 1) : b.buffer[i + 1].word = "doorbell") \/ (\E i \in 0 .. (Len(b.out) - 1) : b.out[i + 1].word = "doorbell") \/ 0 < Len(a.bell))

\* ab.notify.creditWakes (properties/sleep.ts:60): While a producer sleeps and credit was returned that it has not seen, the consumer still owes a test, or a doorbell is under way.
ab_notify_creditWakes ==
  (a.link = "up" /\ a.sleeper.mode = "asleep" /\ a.publisher.count - b.publisher.count < Slots) => (b.publisher.due # "nothing" \/ (\E i \in 0 .. (Len(a.buffer) - 1) : a.buffer[i + 1].word = "doorbell") \/ (\E i \in 0 .. (Len(a.out) - 1) : a.out[i + 1].word = "doorbell") \/ 0 < Len(b.bell) \/ (\E i \in 0 .. (Len(b.buffer) - 1) : b.buffer[i + 1].word = "doorbell") \/ (\E i \in 0 .. (Len(b.out) - 1) : b.out[i + 1].word = "doorbell") \/ 0 < Len(a.bell))

\* ab.notify.crossing (properties/sleep.ts:65): The consumer has armed and found nothing, the producer has tested and not rung, and a frame waits in the ring: only the doorbell behind the event word can wake the consumer now.
\* As an invariant it is refuted, by a run that gets there.
never_ab_notify_crossing ==
  ~(b.sleeper.mode = "asleep" /\ a.publisher.due = "nothing" /\ b.consumed < b.words.published)

====
