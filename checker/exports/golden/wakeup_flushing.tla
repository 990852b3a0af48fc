---- MODULE wakeup_flushing ----
\* wakeup.flushing: Both ends of a ring sleep when they have nothing to do, without a timer, over a link that fails and comes back, and on which doorbells stand in no order with posted writes: each flushes by a remote read before it sleeps.
\* From properties/systems/wakeup-flushing.ts. Made by `tcnet export --to tla`.
\*
\* One step is one rule with its parameters, so TLC finds the states that `tcnet check` finds; it generates as many as
\* there are transitions, and one more: the initial state. What a condition says with \/ or \E stands in (...) = TRUE,
\* because TLC would otherwise take a step for each way in which it is true.
\*
\*   java -cp tla2tools.jar tlc2.TLC -deadlock wakeup_flushing
\*
\* Not expressed: that a queue has room before something is put into it, and refinement. TLC looks at no step that
\* changes nothing, so a property of steps is not judged there. Progress is in FairSpec, which the configuration leaves out.

EXTENDS Integers, Sequences

CONSTANTS
  Slots, Buffered, Batched, Posted, Frames, Epochs, Changes

ASSUME
  /\ Slots \in Nat \ {0}
  /\ Buffered \in Nat \ {0}
  /\ Batched \in Nat \ {0}
  /\ Posted \in Nat \ {0}
  /\ Frames \in Nat \ {0}
  /\ Epochs \in Nat \ {0}
  /\ Changes \in Nat

VARIABLES
  a, b, link

vars == <<a, b, link>>

\* A sequence without its element at i_, where the first is at 1.
Take(q_, i_) == SubSeq(q_, 1, i_ - 1) \o SubSeq(q_, i_ + 1, Len(q_))

Buffer == [word: {"published", "event", "epoch", "close", "doorbell", "read", "completion"}, value: 0 .. Frames, epoch: 0 .. Epochs]

TypeOK ==
  /\ a.sender.epoch \in 0 .. Epochs
  /\ a.sender.phase \in {"closed", "open", "left"}
  /\ a.sender.noted \in 0 .. Epochs
  /\ a.sender.seen \in 0 .. Changes
  /\ a.publisher.count \in 0 .. Frames
  /\ a.publisher.visible \in 0 .. Frames
  /\ a.publisher.answered \in 0 .. Frames
  /\ a.publisher.due \in {"silent", "nothing", "fence", "test"}
  /\ a.sleeper.mode \in {"awake", "flushing", "armed", "looked", "asleep"}
  /\ a.sleeper.heard \in BOOLEAN
  /\ a.words.published \in 0 .. Frames
  /\ a.words.event \in 0 .. Frames
  /\ a.words.epoch \in 0 .. Epochs
  /\ a.words.left \in 0 .. Epochs
  /\ a.bell \in Seq({"rung"})
  /\ Len(a.bell) <= 1
  /\ a.requests \in Seq({"read"})
  /\ Len(a.requests) <= 1
  /\ a.answer \in Seq(0 .. Changes)
  /\ Len(a.answer) <= 1
  /\ a.buffer \in Seq(Buffer)
  /\ Len(a.buffer) <= Buffered
  /\ a.out \in Seq(Buffer)
  /\ Len(a.out) <= Posted
  /\ a.link \in 0 .. Changes
  /\ b.owner.epoch \in 0 .. Epochs
  /\ b.owner.phase \in {"closed", "offered", "begun"}
  /\ b.owner.seen \in 0 .. Changes
  /\ b.consumed \in 0 .. Frames
  /\ b.publisher.count \in 0 .. Frames
  /\ b.publisher.visible \in 0 .. Frames
  /\ b.publisher.answered \in 0 .. Frames
  /\ b.publisher.due \in {"silent", "nothing", "fence", "test"}
  /\ b.sleeper.mode \in {"awake", "flushing", "armed", "looked", "asleep"}
  /\ b.sleeper.heard \in BOOLEAN
  /\ b.words.published \in 0 .. Frames
  /\ b.words.event \in 0 .. Frames
  /\ b.words.epoch \in 0 .. Epochs
  /\ b.words.left \in 0 .. Epochs
  /\ b.bell \in Seq({"rung"})
  /\ Len(b.bell) <= 1
  /\ b.requests \in Seq({"read"})
  /\ Len(b.requests) <= 1
  /\ b.answer \in Seq(0 .. Changes)
  /\ Len(b.answer) <= 1
  /\ b.buffer \in Seq(Buffer)
  /\ Len(b.buffer) <= Buffered
  /\ b.out \in Seq(Buffer)
  /\ Len(b.out) <= Posted
  /\ b.link \in 0 .. Changes
  /\ link.changes \in 0 .. Changes

Init ==
  /\ a = [
       sender |-> [epoch |-> 0, phase |-> "closed", noted |-> 0, seen |-> 0],
       publisher |-> [count |-> 0, visible |-> 0, answered |-> 0, due |-> "silent"],
       sleeper |-> [mode |-> "awake", heard |-> FALSE],
       words |-> [published |-> 0, event |-> 0, epoch |-> 0, left |-> 0],
       bell |-> <<>>,
       requests |-> <<>>,
       answer |-> <<>>,
       buffer |-> <<>>,
       out |-> <<>>,
       link |-> 0]
  /\ b = [
       owner |-> [epoch |-> 0, phase |-> "closed", seen |-> 0],
       consumed |-> 0,
       publisher |-> [count |-> 0, visible |-> 0, answered |-> 0, due |-> "silent"],
       sleeper |-> [mode |-> "awake", heard |-> FALSE],
       words |-> [published |-> 0, event |-> 0, epoch |-> 0, left |-> 0],
       bell |-> <<>>,
       requests |-> <<>>,
       answer |-> <<>>,
       buffer |-> <<>>,
       out |-> <<>>,
       link |-> 0]
  /\ link = [changes |-> 0]

\* a.notify.note (model/notify/sender.ts:33): A producer that is awake takes note of an offer that is greater than the epoch it used last.
a_notify_note ==
  /\ a.sleeper.mode = "awake"  \* awake
  /\ (IF a.sender.epoch < a.sender.noted THEN a.sender.noted ELSE a.sender.epoch) < a.words.epoch  \* greater
  /\ a' = [a EXCEPT !.sender.noted = a.words.epoch]
  /\ UNCHANGED <<b, link>>

\* a.notify.adopt (model/notify/sender.ts:40): A producer that adopts the offer it took note of starts with no count and no answer, and posts a doorbell behind the beginning of the epoch.
a_notify_adopt ==
  /\ 0 < a.sender.noted  \* noted
  /\ a.sender.seen = a.link  \* calm
  /\ Len(a.buffer) + 1 < Buffered  \* hasRoom
  /\ a' = [a EXCEPT
       !.sender.epoch = a.sender.noted,
       !.sender.phase = "open",
       !.sender.noted = 0,
       !.publisher.count = 0,
       !.publisher.answered = 0,
       !.publisher.due = "nothing",
       !.buffer = Append(Append(a.buffer, [word |-> "epoch", value |-> 0, epoch |-> a.sender.noted]), [word |-> "doorbell", value |-> 0, epoch |-> 0])]
  /\ UNCHANGED <<b, link>>

\* a.notify.senderLinkEvent (model/notify/sender.ts:51): A link event wakes a producer, whatever it sleeps for, and ends its epoch; a producer that has armed takes its last looks first.
a_notify_senderLinkEvent ==
  /\ a.sender.seen # a.link  \* event
  /\ (a.sleeper.mode = "awake" \/ a.sleeper.mode = "asleep") = TRUE  \* notArming
  /\ a' = [a EXCEPT
       !.sender.phase = IF a.sender.phase = "open" THEN "left" ELSE a.sender.phase,
       !.sender.seen = a.link,
       !.publisher.count = 0,
       !.publisher.answered = 0,
       !.publisher.due = "silent",
       !.sleeper.mode = "awake"]
  /\ UNCHANGED <<b, link>>

\* a.notify.close (model/notify/sender.ts:71): A producer that has abandoned an epoch posts a doorbell behind its close.
a_notify_close ==
  /\ a.sender.phase = "left"  \* left
  /\ Len(a.buffer) + 1 < Buffered  \* hasRoom
  /\ a' = [a EXCEPT
       !.sender.phase = "closed",
       !.buffer = Append(Append(a.buffer, [word |-> "close", value |-> 0, epoch |-> a.sender.epoch]), [word |-> "doorbell", value |-> 0, epoch |-> 0])]
  /\ UNCHANGED <<b, link>>

\* a.notify.abandon (model/notify/sender.ts:62): A producer that is awake may abandon its epoch at any time.
a_notify_abandon ==
  /\ a.sleeper.mode = "awake"  \* awake
  /\ a.sender.phase = "open"  \* using
  /\ a.sender.epoch < Epochs  \* notTheLast
  /\ a' = [a EXCEPT
       !.sender.phase = "left",
       !.publisher.count = 0,
       !.publisher.answered = 0,
       !.publisher.due = "silent"]
  /\ UNCHANGED <<b, link>>

\* a.notify.publishFrame (model/notify/producer.ts:19): A producer commits a frame while it has credit, and owes a fence and a test.
a_notify_publishFrame ==
  /\ a.sleeper.mode = "awake"  \* awake
  /\ a.sender.phase = "open"  \* open
  /\ a.publisher.count < Frames  \* hasFrame
  /\ a.publisher.count - a.words.published < Slots  \* hasCredit
  /\ Len(a.buffer) < Batched  \* hasRoom
  /\ a' = [a EXCEPT
       !.publisher.count = a.publisher.count + 1,
       !.publisher.due = "fence",
       !.buffer = Append(a.buffer, [word |-> "published", value |-> a.publisher.count + 1, epoch |-> 0])]
  /\ UNCHANGED <<b, link>>

\* a.flushing.armForCredit (model/notify/flushing-producer.ts:20): A producer that has a frame, no credit and no note of an offer posts the count of credit that it waits for and, behind it on the same path, reads a word of its peer's window that is never all ones.
a_flushing_armForCredit ==
  /\ a.sleeper.mode = "awake"  \* awake
  /\ a.publisher.count < Frames  \* hasFrame
  /\ a.publisher.count - a.words.published >= Slots  \* noCredit
  /\ a.sender.noted = 0  \* unnoted
  /\ Len(a.buffer) + 1 < Buffered  \* hasRoom
  /\ a' = [a EXCEPT
       !.sleeper.mode = "flushing",
       !.buffer = Append(Append(a.buffer, [word |-> "event", value |-> (a.publisher.count - Slots) + 1, epoch |-> 0]), [word |-> "read", value |-> 0, epoch |-> 0])]
  /\ UNCHANGED <<b, link>>

\* a.flushing.armForOffer (model/notify/flushing-producer.ts:33): A producer that has no epoch and finds no offer reads a word of its peer's window that is never all ones.
a_flushing_armForOffer ==
  /\ a.sleeper.mode = "awake"  \* awake
  /\ a.sender.phase = "closed"  \* closed
  /\ a.sender.epoch >= a.words.epoch  \* noOffer
  /\ Len(a.buffer) < Buffered  \* hasRoom
  /\ a' = [a EXCEPT
       !.sleeper.mode = "flushing",
       !.buffer = Append(a.buffer, [word |-> "read", value |-> 0, epoch |-> 0])]
  /\ UNCHANGED <<b, link>>

\* a.flushing.lookForNext (model/notify/flushing-producer.ts:45): A producer that has flushed, and owes neither a fence nor a test, first looks for the offer of another epoch, and takes note of it and stays awake if it finds one.
a_flushing_lookForNext ==
  /\ a.sleeper.mode = "armed"  \* armed
  /\ a.publisher.due = "nothing"  \* settled
  /\ a' = [a EXCEPT
       !.sender.noted = IF a.sender.epoch < a.words.epoch THEN a.words.epoch ELSE a.sender.noted,
       !.sleeper.mode = IF a.sender.epoch < a.words.epoch THEN "awake" ELSE "looked",
       !.sleeper.heard = IF a.sender.epoch < a.words.epoch THEN FALSE ELSE a.sleeper.heard]
  /\ UNCHANGED <<b, link>>

\* a.flushing.lookForCredit (model/notify/flushing-producer.ts:55): A producer that has looked for an offer looks at its credit once more: it sleeps if there is none and no doorbell was heard since it armed, and stays awake otherwise.
a_flushing_lookForCredit ==
  /\ a.sleeper.mode = "looked"  \* looked
  /\ a' = [a EXCEPT
       !.sleeper.mode = IF a.sleeper.heard \/ a.publisher.count - a.words.published < Slots THEN "awake" ELSE "asleep",
       !.sleeper.heard = FALSE]
  /\ UNCHANGED <<b, link>>

\* a.flushing.lookForOffer (model/notify/flushing-producer.ts:62): A producer that has no epoch and has flushed sleeps if it finds no offer and no doorbell was heard since it armed, and stays awake otherwise.
a_flushing_lookForOffer ==
  /\ a.sleeper.mode = "armed"  \* armed
  /\ a.sender.phase = "closed"  \* closed
  /\ a' = [a EXCEPT
       !.sleeper.mode = IF a.sleeper.heard \/ a.sender.epoch < a.words.epoch THEN "awake" ELSE "asleep",
       !.sleeper.heard = FALSE]
  /\ UNCHANGED <<b, link>>

\* a.notify.fence (model/notify/publisher.ts:31): After publishing, an endpoint executes a store-load fence: it goes on when all it posted has left the processor.
a_notify_fence ==
  /\ a.publisher.due = "fence"  \* due
  /\ Len(a.buffer) = 0  \* drained
  /\ a' = [a EXCEPT !.publisher.due = "test"]
  /\ UNCHANGED <<b, link>>

\* a.notify.test (model/notify/publisher.ts:38): An endpoint that owes a test reads its peer's event word once, and rings the doorbell if the word is one that it has reached and has not answered yet.
a_notify_test ==
  LET t1 == a.publisher.answered < a.words.event /\ a.publisher.visible >= a.words.event
  IN
  /\ a.publisher.due = "test"  \* due
  /\ Len(a.buffer) < Buffered  \* hasRoom
  /\ a' = [a EXCEPT
       !.publisher.answered = IF t1 THEN a.words.event ELSE a.publisher.answered,
       !.publisher.due = "nothing",
       !.buffer = IF t1 THEN Append(a.buffer, [word |-> "doorbell", value |-> 0, epoch |-> 0]) ELSE a.buffer]
  /\ UNCHANGED <<b, link>>

\* a.flushing.complete (model/notify/flushing.ts:16): An endpoint whose read completes with data has flushed.
a_flushing_complete ==
  /\ 0 < Len(a.answer) /\ Head(a.answer) = 0  \* answered
  /\ a' = [a EXCEPT
       !.sleeper.mode = "armed",
       !.answer = Tail(a.answer)]
  /\ UNCHANGED <<b, link>>

\* a.flushing.hear (model/notify/flushing.ts:23): An endpoint that hears a doorbell wakes if it sleeps; between arming and its last look it keeps the doorbell in mind, and does not sleep after that look.
a_flushing_hear ==
  /\ 0 < Len(a.bell)  \* rung
  /\ a' = [a EXCEPT
       !.sleeper.mode = IF a.sleeper.mode = "asleep" THEN "awake" ELSE a.sleeper.mode,
       !.sleeper.heard = (a.sleeper.mode = "flushing" \/ a.sleeper.mode = "armed" \/ a.sleeper.mode = "looked"),
       !.bell = Tail(a.bell)]
  /\ UNCHANGED <<b, link>>

\* a.flushing.senderOnes (model/notify/lost-reads.ts:45): A producer whose read comes back all ones takes that for a link event, and abandons its epoch, if it has one.
a_flushing_senderOnes ==
  /\ 0 < Len(a.answer) /\ Head(a.answer) # 0  \* ones
  /\ a' = [a EXCEPT
       !.sender.phase = IF a.sender.phase = "open" THEN "left" ELSE a.sender.phase,
       !.publisher.count = 0,
       !.publisher.answered = 0,
       !.publisher.due = "silent",
       !.sleeper.mode = "awake",
       !.sleeper.heard = FALSE,
       !.answer = Tail(a.answer)]
  /\ UNCHANGED <<b, link>>

\* a.processor.leave (model/notify/fabric.ts:25): Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them.
a_processor_leave ==
  /\ 0 < Len(a.buffer)  \* buffered
  /\ Len(a.out) < Posted  \* hasRoom
  /\ a' = [a EXCEPT
       !.publisher.visible = IF Head(a.buffer).word = "published" THEN Head(a.buffer).value ELSE IF Head(a.buffer).word = "epoch" THEN 0 ELSE a.publisher.visible,
       !.buffer = Tail(a.buffer),
       !.out = Append(a.out, Head(a.buffer))]
  /\ UNCHANGED <<b, link>>

\* a.bridge.answer (model/notify/bridge.ts:16): The host bridge of an endpoint answers a read of the endpoint's window with a completion, at any time and without the processor.
a_bridge_answer ==
  /\ 0 < Len(a.requests)  \* asked
  /\ Len(a.out) < Posted  \* hasRoom
  /\ a' = [a EXCEPT
       !.requests = Tail(a.requests),
       !.out = Append(a.out, [word |-> "completion", value |-> 0, epoch |-> 0])]
  /\ UNCHANGED <<b, link>>

\* b.notify.open (model/notify/owner.ts:32): A consumer that opens an epoch posts a doorbell behind the offer.
b_notify_open ==
  /\ b.owner.phase = "closed"  \* ended
  /\ b.owner.seen = b.link  \* calm
  /\ b.owner.seen % 2 = 0  \* up
  /\ Len(b.buffer) + 1 < Buffered  \* hasRoom
  /\ b' = [b EXCEPT
       !.owner.epoch = b.owner.epoch + 1,
       !.owner.phase = "offered",
       !.buffer = Append(Append(b.buffer, [word |-> "epoch", value |-> 0, epoch |-> b.owner.epoch + 1]), [word |-> "doorbell", value |-> 0, epoch |-> 0])]
  /\ UNCHANGED <<a, link>>

\* b.notify.begun (model/notify/owner.ts:42): A consumer that reads that its epoch has begun starts with no count and no answer.
b_notify_begun ==
  /\ b.sleeper.mode = "awake"  \* awake
  /\ b.owner.phase = "offered"  \* offered
  /\ b.owner.epoch = b.words.epoch  \* begins
  /\ b' = [b EXCEPT
       !.owner.phase = "begun",
       !.publisher.due = "nothing"]
  /\ UNCHANGED <<a, link>>

\* b.notify.ownerLinkEvent (model/notify/owner.ts:49): A link event wakes a consumer, whatever it sleeps for, and ends its epoch; a consumer that has armed takes its last looks first.
b_notify_ownerLinkEvent ==
  /\ b.owner.seen # b.link  \* event
  /\ (b.sleeper.mode = "awake" \/ b.sleeper.mode = "asleep") = TRUE  \* notArming
  /\ b' = [b EXCEPT
       !.owner.phase = "closed",
       !.owner.seen = b.link,
       !.consumed = 0,
       !.publisher.count = 0,
       !.publisher.answered = 0,
       !.publisher.due = "silent",
       !.sleeper.mode = "awake"]
  /\ UNCHANGED <<a, link>>

\* b.notify.closed (model/notify/owner.ts:56): A consumer that reads that the producer has abandoned its epoch ends it.
b_notify_closed ==
  /\ b.sleeper.mode = "awake"  \* awake
  /\ b.owner.phase # "closed" /\ b.owner.epoch = b.words.left  \* abandoned
  /\ b' = [b EXCEPT
       !.owner.phase = "closed",
       !.consumed = 0,
       !.publisher.count = 0,
       !.publisher.answered = 0,
       !.publisher.due = "silent"]
  /\ UNCHANGED <<a, link>>

\* b.notify.end (model/notify/owner.ts:63): A consumer that is awake may end its epoch at any time.
b_notify_end ==
  /\ b.sleeper.mode = "awake"  \* awake
  /\ b.owner.phase = "begun"  \* using
  /\ b.owner.epoch < Epochs  \* notTheLast
  /\ b' = [b EXCEPT
       !.owner.phase = "closed",
       !.consumed = 0,
       !.publisher.count = 0,
       !.publisher.answered = 0,
       !.publisher.due = "silent"]
  /\ UNCHANGED <<a, link>>

\* b.notify.consume (model/notify/consumer.ts:21): A consumer takes the next committed frame.
b_notify_consume ==
  /\ b.sleeper.mode = "awake"  \* awake
  /\ b.owner.phase = "begun"  \* begun
  /\ b.consumed < b.words.published  \* committed
  /\ b' = [b EXCEPT !.consumed = b.consumed + 1]
  /\ UNCHANGED <<a, link>>

\* b.notify.publishCredit (model/notify/consumer.ts:28): A consumer returns the credit it owes, and owes a fence and a test.
b_notify_publishCredit ==
  /\ b.publisher.count < b.consumed  \* owed
  /\ Len(b.buffer) < Batched  \* hasRoom
  /\ b' = [b EXCEPT
       !.publisher.count = b.consumed,
       !.publisher.due = "fence",
       !.buffer = Append(b.buffer, [word |-> "published", value |-> b.consumed, epoch |-> 0])]
  /\ UNCHANGED <<a, link>>

\* b.flushing.armForFrame (model/notify/flushing-consumer.ts:21): A consumer that finds no frame and owes no credit posts the number of the frame that it waits for and, behind it on the same path, reads a word of its peer's window that is never all ones.
b_flushing_armForFrame ==
  /\ b.sleeper.mode = "awake"  \* awake
  /\ b.owner.phase = "begun"  \* begun
  /\ b.consumed = b.publisher.count  \* paid
  /\ b.consumed < Frames  \* unfinished
  /\ b.consumed = b.words.published  \* empty
  /\ Len(b.buffer) + 1 < Buffered  \* hasRoom
  /\ b' = [b EXCEPT
       !.sleeper.mode = "flushing",
       !.buffer = Append(Append(b.buffer, [word |-> "event", value |-> b.consumed + 1, epoch |-> 0]), [word |-> "read", value |-> 0, epoch |-> 0])]
  /\ UNCHANGED <<a, link>>

\* b.flushing.armForBegin (model/notify/flushing-consumer.ts:35): A consumer whose offer has not been taken up reads a word of its peer's window that is never all ones.
b_flushing_armForBegin ==
  /\ b.sleeper.mode = "awake"  \* awake
  /\ b.owner.phase = "offered" /\ b.owner.epoch # b.words.epoch  \* unbegun
  /\ Len(b.buffer) < Buffered  \* hasRoom
  /\ b' = [b EXCEPT
       !.sleeper.mode = "flushing",
       !.buffer = Append(b.buffer, [word |-> "read", value |-> 0, epoch |-> 0])]
  /\ UNCHANGED <<a, link>>

\* b.flushing.lookForClose (model/notify/flushing-consumer.ts:46): A consumer that has flushed, and owes neither a fence nor a test, first looks whether the producer has abandoned the epoch, and ends it if it has.
b_flushing_lookForClose ==
  /\ b.sleeper.mode = "armed"  \* armed
  /\ b.publisher.due = "nothing"  \* settled
  /\ b' = [b EXCEPT
       !.owner.phase = IF b.owner.epoch = b.words.left THEN "closed" ELSE b.owner.phase,
       !.consumed = IF b.owner.epoch = b.words.left THEN 0 ELSE b.consumed,
       !.publisher.count = IF b.owner.epoch = b.words.left THEN 0 ELSE b.publisher.count,
       !.publisher.answered = IF b.owner.epoch = b.words.left THEN 0 ELSE b.publisher.answered,
       !.publisher.due = IF b.owner.epoch = b.words.left THEN "silent" ELSE b.publisher.due,
       !.sleeper.mode = IF b.owner.epoch = b.words.left THEN "awake" ELSE "looked",
       !.sleeper.heard = IF b.owner.epoch = b.words.left THEN FALSE ELSE b.sleeper.heard]
  /\ UNCHANGED <<a, link>>

\* b.flushing.lookForFrame (model/notify/flushing-consumer.ts:56): A consumer that has looked for the end of the epoch looks for a frame once more: it sleeps if there is none and no doorbell was heard since it armed, and stays awake otherwise.
b_flushing_lookForFrame ==
  /\ b.sleeper.mode = "looked"  \* looked
  /\ b' = [b EXCEPT
       !.sleeper.mode = IF b.sleeper.heard \/ b.consumed < b.words.published THEN "awake" ELSE "asleep",
       !.sleeper.heard = FALSE]
  /\ UNCHANGED <<a, link>>

\* b.flushing.lookForBegin (model/notify/flushing-consumer.ts:63): A consumer that has flushed after its offer sleeps if the epoch has not begun and no doorbell was heard since it armed, and stays awake otherwise.
b_flushing_lookForBegin ==
  /\ b.sleeper.mode = "armed"  \* armed
  /\ b.owner.phase = "offered"  \* offered
  /\ b' = [b EXCEPT
       !.sleeper.mode = IF b.sleeper.heard \/ b.owner.epoch = b.words.epoch THEN "awake" ELSE "asleep",
       !.sleeper.heard = FALSE]
  /\ UNCHANGED <<a, link>>

\* b.notify.fence (model/notify/publisher.ts:31): After publishing, an endpoint executes a store-load fence: it goes on when all it posted has left the processor.
b_notify_fence ==
  /\ b.publisher.due = "fence"  \* due
  /\ Len(b.buffer) = 0  \* drained
  /\ b' = [b EXCEPT !.publisher.due = "test"]
  /\ UNCHANGED <<a, link>>

\* b.notify.test (model/notify/publisher.ts:38): An endpoint that owes a test reads its peer's event word once, and rings the doorbell if the word is one that it has reached and has not answered yet.
b_notify_test ==
  LET t1 == b.publisher.answered < b.words.event /\ b.publisher.visible >= b.words.event
  IN
  /\ b.publisher.due = "test"  \* due
  /\ Len(b.buffer) < Buffered  \* hasRoom
  /\ b' = [b EXCEPT
       !.publisher.answered = IF t1 THEN b.words.event ELSE b.publisher.answered,
       !.publisher.due = "nothing",
       !.buffer = IF t1 THEN Append(b.buffer, [word |-> "doorbell", value |-> 0, epoch |-> 0]) ELSE b.buffer]
  /\ UNCHANGED <<a, link>>

\* b.flushing.complete (model/notify/flushing.ts:16): An endpoint whose read completes with data has flushed.
b_flushing_complete ==
  /\ 0 < Len(b.answer) /\ Head(b.answer) = 0  \* answered
  /\ b' = [b EXCEPT
       !.sleeper.mode = "armed",
       !.answer = Tail(b.answer)]
  /\ UNCHANGED <<a, link>>

\* b.flushing.hear (model/notify/flushing.ts:23): An endpoint that hears a doorbell wakes if it sleeps; between arming and its last look it keeps the doorbell in mind, and does not sleep after that look.
b_flushing_hear ==
  /\ 0 < Len(b.bell)  \* rung
  /\ b' = [b EXCEPT
       !.sleeper.mode = IF b.sleeper.mode = "asleep" THEN "awake" ELSE b.sleeper.mode,
       !.sleeper.heard = (b.sleeper.mode = "flushing" \/ b.sleeper.mode = "armed" \/ b.sleeper.mode = "looked"),
       !.bell = Tail(b.bell)]
  /\ UNCHANGED <<a, link>>

\* b.flushing.ownerOnes (model/notify/lost-reads.ts:68): A consumer whose read comes back all ones takes that for a link event, and ends its epoch.
b_flushing_ownerOnes ==
  /\ 0 < Len(b.answer) /\ Head(b.answer) # 0  \* ones
  /\ b' = [b EXCEPT
       !.owner.phase = "closed",
       !.consumed = 0,
       !.publisher.count = 0,
       !.publisher.answered = 0,
       !.publisher.due = "silent",
       !.sleeper.mode = "awake",
       !.sleeper.heard = FALSE,
       !.answer = Tail(b.answer)]
  /\ UNCHANGED <<a, link>>

\* b.processor.leave (model/notify/fabric.ts:25): Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them.
b_processor_leave ==
  /\ 0 < Len(b.buffer)  \* buffered
  /\ Len(b.out) < Posted  \* hasRoom
  /\ b' = [b EXCEPT
       !.publisher.visible = IF Head(b.buffer).word = "published" THEN Head(b.buffer).value ELSE IF Head(b.buffer).word = "epoch" THEN 0 ELSE b.publisher.visible,
       !.buffer = Tail(b.buffer),
       !.out = Append(b.out, Head(b.buffer))]
  /\ UNCHANGED <<a, link>>

\* b.bridge.answer (model/notify/bridge.ts:16): The host bridge of an endpoint answers a read of the endpoint's window with a completion, at any time and without the processor.
b_bridge_answer ==
  /\ 0 < Len(b.requests)  \* asked
  /\ Len(b.out) < Posted  \* hasRoom
  /\ b' = [b EXCEPT
       !.requests = Tail(b.requests),
       !.out = Append(b.out, [word |-> "completion", value |-> 0, epoch |-> 0])]
  /\ UNCHANGED <<a, link>>

\* ab.fabric.landUnordered (model/notify/unordered.ts:20): Posted writes, reads and completions land behind the posted writes that were sent before them in the same direction, those that outlived a failure too; a doorbell lands at any time.
ab_fabric_landUnordered(i) ==
  /\ link.changes % 2 = 0  \* up
  /\ (i < Len(a.out) /\ (a.out[i + 1].word = "doorbell" \/ (\A i_2 \in 0 .. (Posted - 1) : i_2 >= i \/ ~(a.out[i_2 + 1].word = "published" \/ a.out[i_2 + 1].word = "event" \/ a.out[i_2 + 1].word = "epoch" \/ a.out[i_2 + 1].word = "close")))) = TRUE  \* behind
  /\ a' = [a EXCEPT !.out = Take(a.out, i + 1)]
  /\ b' = [b EXCEPT
       !.words.published = IF a.out[i + 1].word = "published" THEN a.out[i + 1].value ELSE IF a.out[i + 1].word = "event" THEN b.words.published ELSE IF a.out[i + 1].word = "epoch" THEN 0 ELSE b.words.published,
       !.words.event = IF a.out[i + 1].word = "published" THEN b.words.event ELSE IF a.out[i + 1].word = "event" THEN a.out[i + 1].value ELSE IF a.out[i + 1].word = "epoch" THEN 0 ELSE b.words.event,
       !.words.epoch = IF a.out[i + 1].word = "published" THEN b.words.epoch ELSE IF a.out[i + 1].word = "event" THEN b.words.epoch ELSE IF a.out[i + 1].word = "epoch" THEN a.out[i + 1].epoch ELSE b.words.epoch,
       !.words.left = IF a.out[i + 1].word = "published" THEN b.words.left ELSE IF a.out[i + 1].word = "event" THEN b.words.left ELSE IF a.out[i + 1].word = "epoch" THEN b.words.left ELSE IF a.out[i + 1].word = "close" THEN a.out[i + 1].epoch ELSE b.words.left,
       !.bell = IF a.out[i + 1].word = "doorbell" THEN (IF Len(b.bell) = 0 THEN Append(b.bell, "rung") ELSE b.bell) ELSE b.bell,
       !.requests = IF a.out[i + 1].word = "read" THEN Append(b.requests, "read") ELSE b.requests,
       !.answer = IF a.out[i + 1].word = "completion" THEN Append(b.answer, 0) ELSE b.answer]
  /\ UNCHANGED <<link>>

\* ab.fabric.landZerosUnordered (model/notify/unordered.ts:41): The zeros in front of the offer or the beginning of an epoch land before it, and behind the posted writes that were sent before them.
ab_fabric_landZerosUnordered(i) ==
  /\ (link.changes % 2 = 0 /\ i < Len(a.out) /\ a.out[i + 1].word = "epoch" /\ (\A i_2 \in 0 .. (Posted - 1) : i_2 >= i \/ ~(a.out[i_2 + 1].word = "published" \/ a.out[i_2 + 1].word = "event" \/ a.out[i_2 + 1].word = "epoch" \/ a.out[i_2 + 1].word = "close"))) = TRUE  \* next
  /\ b' = [b EXCEPT
       !.words.published = 0,
       !.words.event = 0]
  /\ UNCHANGED <<a, link>>

\* ab.fabric.allOnes (model/notify/lost-reads.ts:23): A read that is lost with the link, or whose completion is, comes back all ones.
ab_fabric_allOnes ==
  /\ b.sleeper.mode = "flushing"  \* reading
  /\ 0 < link.changes /\ (\A i \in 0 .. (Len(b.buffer) - 1) : b.buffer[i + 1].word # "read") /\ (\A i \in 0 .. (Len(b.out) - 1) : b.out[i + 1].word # "read") /\ Len(a.requests) = 0 /\ (\A i \in 0 .. (Len(a.out) - 1) : a.out[i + 1].word # "completion")  \* lost
  /\ Len(b.answer) = 0  \* unanswered
  /\ b' = [b EXCEPT !.answer = Append(b.answer, 1)]
  /\ UNCHANGED <<a, link>>

\* ab.fabric.loseWord (model/notify/fabric.ts:72): A link that is down loses any number of the last things that are under way in a direction.
ab_fabric_loseWord ==
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

\* ba.fabric.landUnordered (model/notify/unordered.ts:20): Posted writes, reads and completions land behind the posted writes that were sent before them in the same direction, those that outlived a failure too; a doorbell lands at any time.
ba_fabric_landUnordered(i) ==
  /\ link.changes % 2 = 0  \* up
  /\ (i < Len(b.out) /\ (b.out[i + 1].word = "doorbell" \/ (\A i_2 \in 0 .. (Posted - 1) : i_2 >= i \/ ~(b.out[i_2 + 1].word = "published" \/ b.out[i_2 + 1].word = "event" \/ b.out[i_2 + 1].word = "epoch" \/ b.out[i_2 + 1].word = "close")))) = TRUE  \* behind
  /\ b' = [b EXCEPT !.out = Take(b.out, i + 1)]
  /\ a' = [a EXCEPT
       !.words.published = IF b.out[i + 1].word = "published" THEN b.out[i + 1].value ELSE IF b.out[i + 1].word = "event" THEN a.words.published ELSE IF b.out[i + 1].word = "epoch" THEN 0 ELSE a.words.published,
       !.words.event = IF b.out[i + 1].word = "published" THEN a.words.event ELSE IF b.out[i + 1].word = "event" THEN b.out[i + 1].value ELSE IF b.out[i + 1].word = "epoch" THEN 0 ELSE a.words.event,
       !.words.epoch = IF b.out[i + 1].word = "published" THEN a.words.epoch ELSE IF b.out[i + 1].word = "event" THEN a.words.epoch ELSE IF b.out[i + 1].word = "epoch" THEN b.out[i + 1].epoch ELSE a.words.epoch,
       !.words.left = IF b.out[i + 1].word = "published" THEN a.words.left ELSE IF b.out[i + 1].word = "event" THEN a.words.left ELSE IF b.out[i + 1].word = "epoch" THEN a.words.left ELSE IF b.out[i + 1].word = "close" THEN b.out[i + 1].epoch ELSE a.words.left,
       !.bell = IF b.out[i + 1].word = "doorbell" THEN (IF Len(a.bell) = 0 THEN Append(a.bell, "rung") ELSE a.bell) ELSE a.bell,
       !.requests = IF b.out[i + 1].word = "read" THEN Append(a.requests, "read") ELSE a.requests,
       !.answer = IF b.out[i + 1].word = "completion" THEN Append(a.answer, 0) ELSE a.answer]
  /\ UNCHANGED <<link>>

\* ba.fabric.landZerosUnordered (model/notify/unordered.ts:41): The zeros in front of the offer or the beginning of an epoch land before it, and behind the posted writes that were sent before them.
ba_fabric_landZerosUnordered(i) ==
  /\ (link.changes % 2 = 0 /\ i < Len(b.out) /\ b.out[i + 1].word = "epoch" /\ (\A i_2 \in 0 .. (Posted - 1) : i_2 >= i \/ ~(b.out[i_2 + 1].word = "published" \/ b.out[i_2 + 1].word = "event" \/ b.out[i_2 + 1].word = "epoch" \/ b.out[i_2 + 1].word = "close"))) = TRUE  \* next
  /\ a' = [a EXCEPT
       !.words.published = 0,
       !.words.event = 0]
  /\ UNCHANGED <<b, link>>

\* ba.fabric.allOnes (model/notify/lost-reads.ts:23): A read that is lost with the link, or whose completion is, comes back all ones.
ba_fabric_allOnes ==
  /\ a.sleeper.mode = "flushing"  \* reading
  /\ 0 < link.changes /\ (\A i \in 0 .. (Len(a.buffer) - 1) : a.buffer[i + 1].word # "read") /\ (\A i \in 0 .. (Len(a.out) - 1) : a.out[i + 1].word # "read") /\ Len(b.requests) = 0 /\ (\A i \in 0 .. (Len(b.out) - 1) : b.out[i + 1].word # "completion")  \* lost
  /\ Len(a.answer) = 0  \* unanswered
  /\ a' = [a EXCEPT !.answer = Append(a.answer, 1)]
  /\ UNCHANGED <<b, link>>

\* ba.fabric.loseWord (model/notify/fabric.ts:72): A link that is down loses any number of the last things that are under way in a direction.
ba_fabric_loseWord ==
  /\ link.changes % 2 # 0  \* down
  /\ 0 < Len(b.out)  \* posted
  /\ b' = [b EXCEPT !.out = Take(b.out, Len(b.out))]
  /\ UNCHANGED <<a, link>>

Next ==
  \/ a_notify_note
  \/ a_notify_adopt
  \/ a_notify_senderLinkEvent
  \/ a_notify_close
  \/ a_notify_abandon
  \/ a_notify_publishFrame
  \/ a_flushing_armForCredit
  \/ a_flushing_armForOffer
  \/ a_flushing_lookForNext
  \/ a_flushing_lookForCredit
  \/ a_flushing_lookForOffer
  \/ a_notify_fence
  \/ a_notify_test
  \/ a_flushing_complete
  \/ a_flushing_hear
  \/ a_flushing_senderOnes
  \/ a_processor_leave
  \/ a_bridge_answer
  \/ b_notify_open
  \/ b_notify_begun
  \/ b_notify_ownerLinkEvent
  \/ b_notify_closed
  \/ b_notify_end
  \/ b_notify_consume
  \/ b_notify_publishCredit
  \/ b_flushing_armForFrame
  \/ b_flushing_armForBegin
  \/ b_flushing_lookForClose
  \/ b_flushing_lookForFrame
  \/ b_flushing_lookForBegin
  \/ b_notify_fence
  \/ b_notify_test
  \/ b_flushing_complete
  \/ b_flushing_hear
  \/ b_flushing_ownerOnes
  \/ b_processor_leave
  \/ b_bridge_answer
  \/ \E i \in 0 .. (Posted - 1) : ab_fabric_landUnordered(i)
  \/ \E i \in 0 .. (Posted - 1) : ab_fabric_landZerosUnordered(i)
  \/ ab_fabric_allOnes
  \/ ab_fabric_loseWord
  \/ \E seen \in {"byBoth", "byOwner"} : ab_fabric_linkFails(seen)
  \/ ab_fabric_linkComesBack
  \/ \E i \in 0 .. (Posted - 1) : ba_fabric_landUnordered(i)
  \/ \E i \in 0 .. (Posted - 1) : ba_fabric_landZerosUnordered(i)
  \/ ba_fabric_allOnes
  \/ ba_fabric_loseWord

Spec == Init /\ [][Next]_vars

\* What happens in the end, because it may happen for ever.
Fairness ==
  /\ WF_vars(a_notify_note)
  /\ WF_vars(a_notify_adopt)
  /\ WF_vars(a_notify_senderLinkEvent)
  /\ WF_vars(a_notify_close)
  /\ WF_vars(a_flushing_armForCredit)
  /\ WF_vars(a_flushing_armForOffer)
  /\ WF_vars(a_flushing_lookForNext)
  /\ WF_vars(a_flushing_lookForCredit)
  /\ WF_vars(a_flushing_lookForOffer)
  /\ WF_vars(a_notify_fence)
  /\ WF_vars(a_notify_test)
  /\ WF_vars(a_flushing_complete)
  /\ WF_vars(a_flushing_hear)
  /\ WF_vars(a_flushing_senderOnes)
  /\ WF_vars(a_processor_leave)
  /\ WF_vars(a_bridge_answer)
  /\ WF_vars(b_notify_open)
  /\ WF_vars(b_notify_begun)
  /\ WF_vars(b_notify_ownerLinkEvent)
  /\ WF_vars(b_notify_closed)
  /\ WF_vars(b_notify_consume)
  /\ WF_vars(b_notify_publishCredit)
  /\ WF_vars(b_flushing_armForFrame)
  /\ WF_vars(b_flushing_armForBegin)
  /\ WF_vars(b_flushing_lookForClose)
  /\ WF_vars(b_flushing_lookForFrame)
  /\ WF_vars(b_flushing_lookForBegin)
  /\ WF_vars(b_notify_fence)
  /\ WF_vars(b_notify_test)
  /\ WF_vars(b_flushing_complete)
  /\ WF_vars(b_flushing_hear)
  /\ WF_vars(b_flushing_ownerOnes)
  /\ WF_vars(b_processor_leave)
  /\ WF_vars(b_bridge_answer)
  /\ \A i \in 0 .. (Posted - 1) : WF_vars(ab_fabric_landUnordered(i))
  /\ \A i \in 0 .. (Posted - 1) : WF_vars(ab_fabric_landZerosUnordered(i))
  /\ WF_vars(ab_fabric_allOnes)
  /\ WF_vars(ab_fabric_linkComesBack)
  /\ \A i \in 0 .. (Posted - 1) : WF_vars(ba_fabric_landUnordered(i))
  /\ \A i \in 0 .. (Posted - 1) : WF_vars(ba_fabric_landZerosUnordered(i))
  /\ WF_vars(ba_fabric_allOnes)

FairSpec == Spec /\ Fairness

\* Where the system may rest: a state in which no rule of the protocol or the world is enabled must be such.
Quiescent ==
  /\ Len(a.buffer) = 0
  /\ Len(a.out) = 0
  /\ Len(a.bell) = 0
  /\ Len(b.buffer) = 0
  /\ Len(b.out) = 0
  /\ Len(b.bell) = 0
  /\ Len(a.requests) = 0
  /\ Len(b.requests) = 0
  /\ a.publisher.due = "nothing"
  /\ b.publisher.due = "nothing"
  /\ link.changes % 2 = 0
  /\ a.sender.phase = "open"
  /\ b.owner.phase = "begun"
  /\ a.sender.epoch = b.owner.epoch
  /\ Frames = b.consumed
  /\ Frames = a.words.published

\* a.notify.sleepsSettled (properties/sleep.ts:207): An endpoint that sleeps owes its peer neither a fence nor a test.
a_notify_sleepsSettled ==
  a.sleeper.mode = "asleep" => (a.publisher.due = "nothing" \/ a.publisher.due = "silent")

\* a.notify.ringsOnce (properties/sleep.ts:211): A test rings at most once for one value of the event word.
a_notify_ringsOnce ==
  [][a.publisher.due = "test" => (a.publisher.due' # "nothing" \/ Len(a.buffer) + 1 # Len(a.buffer') \/ a.publisher.answered < a.publisher.answered')]_vars

\* a.notify.testEnds (properties/sleep.ts:216): A test that rings is done.
a_notify_testEnds ==
  [][a.publisher.answered >= a.publisher.answered' \/ a.publisher.due' = "nothing"]_vars

\* a.notify.publishesOnce (properties/sleep.ts:220): An endpoint publishes each count once, and only while it is awake.
a_notify_publishesOnce ==
  [][Len(a.buffer) >= Len(a.buffer') \/ (a.buffer')[Len(a.buffer')].word # "published" \/ (a.sleeper.mode = "awake" /\ a.publisher.count < a.publisher.count')]_vars

\* a.notify.armsAwake (properties/sleep.ts:228): An endpoint posts an event word only while it is awake.
a_notify_armsAwake ==
  [][(\A i \in 0 .. (Len(a.buffer) - 1) : a.buffer[i + 1].word # "event") => ((\A i \in 0 .. (Len(a.buffer') - 1) : (a.buffer')[i + 1].word # "event") \/ a.sleeper.mode = "awake")]_vars

\* a.notify.noResidue (properties/sleep.ts:233): Only a count and an event word carry a value, and only a word about epochs the number of one.
a_notify_noResidue ==
  /\ \A i \in 0 .. (Len(a.buffer) - 1) : (a.buffer[i + 1].word = "published" \/ a.buffer[i + 1].word = "event" \/ a.buffer[i + 1].value = 0) /\ (IF a.buffer[i + 1].word = "epoch" \/ a.buffer[i + 1].word = "close" THEN 0 < a.buffer[i + 1].epoch ELSE a.buffer[i + 1].epoch = 0)
  /\ \A i \in 0 .. (Len(a.out) - 1) : (a.out[i + 1].word = "published" \/ a.out[i + 1].word = "event" \/ a.out[i + 1].value = 0) /\ (IF a.out[i + 1].word = "epoch" \/ a.out[i + 1].word = "close" THEN 0 < a.out[i + 1].epoch ELSE a.out[i + 1].epoch = 0)

\* a.notify.visibleLate (properties/sleep.ts:237): An endpoint's other processors see no count that was not published in its epoch, once the beginning of the epoch has left.
a_notify_visibleLate ==
  (a.publisher.due # "silent" /\ (\A i \in 0 .. (Len(a.buffer) - 1) : a.buffer[i + 1].word # "epoch")) => a.publisher.count >= a.publisher.visible

\* a.notify.batch (properties/sleep.ts:224): An endpoint publishes only while fewer than `batched` of its writes wait in its processor.
a_notify_batch ==
  [][a.publisher.count >= a.publisher.count' \/ Len(a.buffer) < Batched]_vars

\* a.flushing.forgets (properties/flushing.ts:85): A doorbell that was heard forbids one sleep: an endpoint that is awake or asleep has none in mind.
a_flushing_forgets ==
  (a.sleeper.mode = "awake" \/ a.sleeper.mode = "asleep") => ~a.sleeper.heard

\* a.flushing.answeredLate (properties/flushing.ts:94): A read comes back only after it has left its endpoint, as data or as all ones.
a_flushing_answeredLate ==
  0 < Len(a.answer) =>
    /\ \A i \in 0 .. (Len(a.buffer) - 1) : a.buffer[i + 1].word # "read"
    /\ \A i \in 0 .. (Len(a.out) - 1) : a.out[i + 1].word # "read"
    /\ \A i \in 0 .. (Len(a.answer) - 1) : 1 >= a.answer[i + 1]

\* a.flushing.onesStop (properties/flushing.ts:89): An endpoint whose read comes back all ones has not flushed: it takes no last look.
a_flushing_onesStop ==
  [][(0 < Len(a.answer) /\ 0 < Head(a.answer)) => (a.sleeper.mode = a.sleeper.mode' \/ a.sleeper.mode' = "awake")]_vars

\* b.notify.sleepsSettled (properties/sleep.ts:207): An endpoint that sleeps owes its peer neither a fence nor a test.
b_notify_sleepsSettled ==
  b.sleeper.mode = "asleep" => (b.publisher.due = "nothing" \/ b.publisher.due = "silent")

\* b.notify.ringsOnce (properties/sleep.ts:211): A test rings at most once for one value of the event word.
b_notify_ringsOnce ==
  [][b.publisher.due = "test" => (b.publisher.due' # "nothing" \/ Len(b.buffer) + 1 # Len(b.buffer') \/ b.publisher.answered < b.publisher.answered')]_vars

\* b.notify.testEnds (properties/sleep.ts:216): A test that rings is done.
b_notify_testEnds ==
  [][b.publisher.answered >= b.publisher.answered' \/ b.publisher.due' = "nothing"]_vars

\* b.notify.publishesOnce (properties/sleep.ts:220): An endpoint publishes each count once, and only while it is awake.
b_notify_publishesOnce ==
  [][Len(b.buffer) >= Len(b.buffer') \/ (b.buffer')[Len(b.buffer')].word # "published" \/ (b.sleeper.mode = "awake" /\ b.publisher.count < b.publisher.count')]_vars

\* b.notify.armsAwake (properties/sleep.ts:228): An endpoint posts an event word only while it is awake.
b_notify_armsAwake ==
  [][(\A i \in 0 .. (Len(b.buffer) - 1) : b.buffer[i + 1].word # "event") => ((\A i \in 0 .. (Len(b.buffer') - 1) : (b.buffer')[i + 1].word # "event") \/ b.sleeper.mode = "awake")]_vars

\* b.notify.noResidue (properties/sleep.ts:233): Only a count and an event word carry a value, and only a word about epochs the number of one.
b_notify_noResidue ==
  /\ \A i \in 0 .. (Len(b.buffer) - 1) : (b.buffer[i + 1].word = "published" \/ b.buffer[i + 1].word = "event" \/ b.buffer[i + 1].value = 0) /\ (IF b.buffer[i + 1].word = "epoch" \/ b.buffer[i + 1].word = "close" THEN 0 < b.buffer[i + 1].epoch ELSE b.buffer[i + 1].epoch = 0)
  /\ \A i \in 0 .. (Len(b.out) - 1) : (b.out[i + 1].word = "published" \/ b.out[i + 1].word = "event" \/ b.out[i + 1].value = 0) /\ (IF b.out[i + 1].word = "epoch" \/ b.out[i + 1].word = "close" THEN 0 < b.out[i + 1].epoch ELSE b.out[i + 1].epoch = 0)

\* b.notify.visibleLate (properties/sleep.ts:237): An endpoint's other processors see no count that was not published in its epoch, once the beginning of the epoch has left.
b_notify_visibleLate ==
  (b.publisher.due # "silent" /\ (\A i \in 0 .. (Len(b.buffer) - 1) : b.buffer[i + 1].word # "epoch")) => b.publisher.count >= b.publisher.visible

\* b.notify.batch (properties/sleep.ts:224): An endpoint publishes only while fewer than `batched` of its writes wait in its processor.
b_notify_batch ==
  [][b.publisher.count >= b.publisher.count' \/ Len(b.buffer) < Batched]_vars

\* b.flushing.forgets (properties/flushing.ts:85): A doorbell that was heard forbids one sleep: an endpoint that is awake or asleep has none in mind.
b_flushing_forgets ==
  (b.sleeper.mode = "awake" \/ b.sleeper.mode = "asleep") => ~b.sleeper.heard

\* b.flushing.answeredLate (properties/flushing.ts:94): A read comes back only after it has left its endpoint, as data or as all ones.
b_flushing_answeredLate ==
  0 < Len(b.answer) =>
    /\ \A i \in 0 .. (Len(b.buffer) - 1) : b.buffer[i + 1].word # "read"
    /\ \A i \in 0 .. (Len(b.out) - 1) : b.out[i + 1].word # "read"
    /\ \A i \in 0 .. (Len(b.answer) - 1) : 1 >= b.answer[i + 1]

\* b.flushing.onesStop (properties/flushing.ts:89): An endpoint whose read comes back all ones has not flushed: it takes no last look.
b_flushing_onesStop ==
  [][(0 < Len(b.answer) /\ 0 < Head(b.answer)) => (b.sleeper.mode = b.sleeper.mode' \/ b.sleeper.mode' = "awake")]_vars

\* ab.notify.inRange (properties/sleep.ts:30): Within an epoch a consumer takes no frame that was not committed, and a producer is at most as many frames ahead of it as the ring has slots.
ab_notify_inRange ==
  (a.sender.phase = "open" /\ b.owner.phase = "begun" /\ a.sender.epoch = b.owner.epoch) => (a.publisher.count >= b.consumed /\ Slots >= a.publisher.count - b.consumed)

\* ab.notify.creditLate (properties/sleep.ts:35): Within an epoch a producer's credit counts no frame that was not consumed.
ab_notify_creditLate ==
  (a.sender.phase = "open" /\ b.owner.phase = "begun" /\ a.sender.epoch = b.owner.epoch) => (b.publisher.count >= a.words.published /\ b.consumed >= b.publisher.count)

\* ab.notify.sleepsPaid (properties/sleep.ts:40): A consumer that sleeps owes no credit.
ab_notify_sleepsPaid ==
  b.sleeper.mode = "asleep" => b.consumed = b.publisher.count

\* ab.notify.sleepsForCredit (properties/sleep.ts:45): A producer that sleeps in an epoch has a frame to send, and none that sleeps has a close to post.
ab_notify_sleepsForCredit ==
  a.sleeper.mode = "asleep" => (a.sender.phase # "left" /\ (a.sender.phase # "open" \/ a.publisher.count < Frames))

\* ab.notify.armsInNeed (properties/sleep.ts:51): A producer arms, or sleeps, only without credit, or without an epoch and an offer; a consumer only without a frame, or before the epoch has begun.
ab_notify_armsInNeed ==
  [][
    /\ ~(a.sleeper.mode = "awake" /\ a.sleeper.mode' # "awake") \/ (IF a.sender.phase = "open" THEN a.publisher.count - a.words.published >= Slots ELSE a.sender.epoch >= a.words.epoch)
    /\ ~(b.sleeper.mode = "awake" /\ b.sleeper.mode' # "awake") \/ (IF b.owner.phase = "begun" THEN b.consumed = b.words.published ELSE b.words.epoch < b.owner.epoch)]_vars

\* ab.notify.startsZero (properties/sleep.ts:75): Before its first epoch an endpoint has published nothing, and waits for nothing.
ab_notify_startsZero ==
  /\ 0 < a.sender.epoch \/ (a.publisher.visible = 0 /\ b.words.published = 0 /\ b.words.event = 0)
  /\ 0 < b.owner.epoch \/ (b.publisher.visible = 0 /\ a.words.published = 0 /\ a.words.event = 0)

\* ab.notify.endsBlank (properties/sleep.ts:60): Who uses no epoch has counted nothing, answered nothing and owes nothing.
ab_notify_endsBlank ==
  /\ IF a.sender.phase = "open" THEN a.publisher.due # "silent" ELSE a.publisher.due = "silent" /\ a.publisher.count = 0 /\ a.publisher.answered = 0
  /\ IF b.owner.phase = "begun" THEN b.publisher.due # "silent" ELSE b.publisher.due = "silent" /\ b.publisher.count = 0 /\ b.publisher.answered = 0 /\ b.consumed = 0

\* ab.notify.saysTrue (properties/sleep.ts:65): A producer begins and abandons no epoch that it has not used, and uses none that was not offered; a consumer offers none that it has not opened.
ab_notify_saysTrue ==
  /\ a.sender.epoch >= b.words.epoch
  /\ a.sender.epoch >= b.words.left
  /\ a.words.epoch >= a.sender.epoch
  /\ b.owner.epoch >= a.words.epoch
  /\ a.words.left = 0
  /\ 0 < a.sender.epoch \/ a.sender.phase = "closed"

\* ab.notify.stopsTrue (properties/sleep.ts:70): A producer that uses an epoch has not said that it abandoned it.
ab_notify_stopsTrue ==
  a.sender.phase = "open" => b.words.left < a.sender.epoch

\* ab.notify.looksFirst (properties/sleep.ts:81): Between arming and the last look no epoch begins or ends, unless the look finds its close, and no link event is handled; the first look ends the sleep for nothing but an epoch.
ab_notify_looksFirst ==
  [][
    /\ ~(a.sleeper.mode = "armed" \/ a.sleeper.mode = "looked") \/ (a.sender.epoch = a.sender.epoch' /\ a.sender.phase = a.sender.phase' /\ a.sender.seen = a.sender.seen' /\ (a.sender.noted = a.sender.noted' \/ (a.sleeper.mode = "armed" /\ a.sleeper.mode' = "awake")))
    /\ ~(b.sleeper.mode = "armed" \/ b.sleeper.mode = "looked") \/ (b.owner.epoch = b.owner.epoch' /\ b.owner.seen = b.owner.seen' /\ (b.owner.phase = b.owner.phase' \/ (b.sleeper.mode = "armed" /\ b.sleeper.mode' = "awake" /\ b.owner.epoch = b.words.left)))
    /\ a.sleeper.mode # "armed" \/ a.sleeper.mode' # "awake" \/ a.sender.epoch < a.words.epoch \/ a.sender.phase = "closed"
    /\ b.sleeper.mode # "armed" \/ b.sleeper.mode' # "awake" \/ b.owner.epoch = b.words.left \/ b.owner.phase = "offered"]_vars

\* ab.notify.zeros (properties/sleep.ts:90): The offer and the beginning of an epoch bring zeros.
ab_notify_zeros ==
  [][
    /\ a.words.epoch = a.words.epoch' \/ (a.words.published' = 0 /\ a.words.event' = 0)
    /\ b.words.epoch = b.words.epoch' \/ (b.words.published' = 0 /\ b.words.event' = 0)]_vars

\* ab.notify.sleepsOn (properties/sleep.ts:99): An endpoint that sleeps does nothing before it hears a doorbell or a link event wakes it.
ab_notify_sleepsOn ==
  [][
    /\ a.sleeper.mode # "asleep" \/ Len(a.bell') < Len(a.bell) \/ a.sender.seen # a.sender.seen' \/ (a.sleeper.mode' = "asleep" /\ a.sender.epoch = a.sender.epoch' /\ a.sender.phase = a.sender.phase' /\ a.sender.noted = a.sender.noted')
    /\ b.sleeper.mode # "asleep" \/ Len(b.bell') < Len(b.bell) \/ b.owner.seen # b.owner.seen' \/ (b.sleeper.mode' = "asleep" /\ b.owner.epoch = b.owner.epoch' /\ b.owner.phase = b.owner.phase')]_vars

\* ab.notify.closesOnce (properties/sleep.ts:106): A producer says once that it abandoned an epoch, and posts nothing else before.
ab_notify_closesOnce ==
  [][a.sender.phase = "left" => (Len(a.buffer) >= Len(a.buffer') \/ a.sender.phase' # "left")]_vars

\* ab.notify.offerStands (properties/sleep.ts:111): An offer is taken back only after a failure, or if the producer has abandoned the epoch.
ab_notify_offerStands ==
  [][b.owner.phase = "offered" => (b.owner.phase' # "closed" \/ b.owner.epoch = b.words.left \/ b.owner.seen # b.owner.seen' \/ 0 < link.changes)]_vars

\* ab.notify.offerWakes (properties/sleep.ts:142): While a producer sleeps and an epoch is offered that it has not used, a doorbell is on its way to it.
ab_notify_offerWakes ==
  (b.owner.seen = b.link /\ a.sleeper.mode = "asleep" /\ b.owner.phase = "offered" /\ a.sender.epoch < b.owner.epoch) => ((\E i \in 0 .. (Len(b.buffer) - 1) : b.buffer[i + 1].word = "doorbell") \/ (\E i \in 0 .. (Len(b.out) - 1) : b.out[i + 1].word = "doorbell") \/ 0 < Len(a.bell))

\* ab.notify.beginWakes (properties/sleep.ts:147): While a consumer sleeps and the epoch that it offered has begun, a doorbell is on its way to it.
ab_notify_beginWakes ==
  (b.owner.seen = b.link /\ b.sleeper.mode = "asleep" /\ b.owner.phase = "offered" /\ a.sender.epoch = b.owner.epoch) => ((\E i \in 0 .. (Len(a.buffer) - 1) : a.buffer[i + 1].word = "doorbell") \/ (\E i \in 0 .. (Len(a.out) - 1) : a.out[i + 1].word = "doorbell") \/ 0 < Len(b.bell))

\* ab.notify.closeWakes (properties/sleep.ts:152): While a consumer sleeps in an epoch that the producer has abandoned, the close is still to be posted, or a doorbell is on its way to the consumer.
ab_notify_closeWakes ==
  (b.owner.seen = b.link /\ b.sleeper.mode = "asleep" /\ b.owner.phase = "begun" /\ a.sender.epoch = b.owner.epoch /\ a.sender.phase # "open") => (a.sender.phase = "left" \/ (\E i \in 0 .. (Len(a.buffer) - 1) : a.buffer[i + 1].word = "doorbell") \/ (\E i \in 0 .. (Len(a.out) - 1) : a.out[i + 1].word = "doorbell") \/ 0 < Len(b.bell))

\* ab.notify.nothingLands (properties/sleep.ts:180): Nothing lands over a link that is down.
ab_notify_nothingLands ==
  [][link.changes % 2 # 0 =>
    /\ a.words.published = a.words.published'
    /\ a.words.event = a.words.event'
    /\ a.words.epoch = a.words.epoch'
    /\ Len(a.bell) >= Len(a.bell')
    /\ b.words.published = b.words.published'
    /\ b.words.event = b.words.event'
    /\ b.words.epoch = b.words.epoch'
    /\ b.words.left = b.words.left'
    /\ Len(b.bell) >= Len(b.bell')]_vars

\* ab.notify.bothAsleep (properties/sleep.ts:164): Both endpoints sleep at once in one epoch.
\* As an invariant it is refuted, by a run that gets there.
never_ab_notify_bothAsleep ==
  ~(a.sender.phase = "open" /\ b.owner.phase = "begun" /\ a.sender.epoch = b.owner.epoch /\ b.sleeper.mode = "asleep" /\ a.sleeper.mode = "asleep")

\* ab.notify.sleepsForOffer (properties/sleep.ts:158): A producer without an epoch sleeps.
\* As an invariant it is refuted, by a run that gets there.
never_ab_notify_sleepsForOffer ==
  ~(a.sender.phase = "closed" /\ a.sleeper.mode = "asleep")

\* ab.notify.sleepsForBegin (properties/sleep.ts:161): A consumer sleeps that has offered an epoch.
\* As an invariant it is refuted, by a run that gets there.
never_ab_notify_sleepsForBegin ==
  ~(b.owner.phase = "offered" /\ b.sleeper.mode = "asleep")

\* ab.notify.zerosFirst (properties/sleep.ts:95): The zeros of an offer have landed, the offer has not, and the producer, which still uses the old epoch, reads a count of 0.
\* As an invariant it is refuted, by a run that gets there.
never_ab_notify_zerosFirst ==
  ~(a.sender.phase = "open" /\ a.sender.epoch < b.owner.epoch /\ a.sender.epoch = a.words.epoch /\ a.words.published = 0 /\ Slots < a.publisher.count)

\* ab.notify.wokenByFailure (properties/sleep.ts:168): A link failure finds both endpoints asleep, and the consumer notices first.
\* As an invariant it is refuted, by a run that gets there.
never_ab_notify_wokenByFailure ==
  ~(link.changes % 2 # 0 /\ b.owner.phase = "closed" /\ a.sleeper.mode = "asleep" /\ a.sender.phase = "open")

\* ab.notify.unaware (properties/sleep.ts:172): A producer that has not seen the failure sleeps for credit of an epoch that is over, while the next one is offered.
\* As an invariant it is refuted, by a run that gets there.
never_ab_notify_unaware ==
  ~(0 < link.changes /\ a.link = 0 /\ a.sleeper.mode = "asleep" /\ a.sender.phase = "open" /\ a.sender.epoch < b.owner.epoch)

\* ab.notify.staleEvent (properties/sleep.ts:176): The event word of an epoch that is over lands after the next one was opened.
\* As an invariant it is refuted, by a run that gets there.
never_ab_notify_staleEvent ==
  ~(0 < a.words.event /\ b.owner.phase = "offered" /\ 1 < b.owner.epoch /\ a.words.epoch < b.owner.epoch /\ 0 < a.sender.epoch)

\* ab.flushing.sleepsFlushed (properties/flushing.ts:27): While an endpoint sleeps in an epoch, the event word in its peer's window is the count that it waits for.
ab_flushing_sleepsFlushed ==
  (b.owner.seen = b.link /\ a.sender.phase = "open" /\ b.owner.phase = "begun" /\ a.sender.epoch = b.owner.epoch) =>
    /\ b.sleeper.mode # "asleep" \/ a.words.event = b.consumed + 1
    /\ a.sleeper.mode # "asleep" \/ b.words.event = (a.publisher.count - Slots) + 1

\* ab.flushing.frameWakes (properties/flushing.ts:33): While a consumer sleeps and a frame is committed that it has not taken, the producer still owes a test, or its doorbell is under way.
ab_flushing_frameWakes ==
  (b.owner.seen = b.link /\ a.sender.phase = "open" /\ b.owner.phase = "begun" /\ a.sender.epoch = b.owner.epoch /\ b.sleeper.mode = "asleep" /\ b.consumed < a.publisher.count) => (a.publisher.due # "nothing" \/ (\E i \in 0 .. (Len(a.buffer) - 1) : a.buffer[i + 1].word = "doorbell") \/ (\E i \in 0 .. (Len(a.out) - 1) : a.out[i + 1].word = "doorbell") \/ 0 < Len(b.bell))

\* ab.flushing.creditWakes (properties/flushing.ts:38): While a producer sleeps and credit was returned that it has not seen, the consumer still owes a test, or its doorbell is under way.
ab_flushing_creditWakes ==
  (b.owner.seen = b.link /\ a.sender.phase = "open" /\ b.owner.phase = "begun" /\ a.sender.epoch = b.owner.epoch /\ a.sleeper.mode = "asleep" /\ a.publisher.count - b.publisher.count < Slots) => (b.publisher.due # "nothing" \/ (\E i \in 0 .. (Len(b.buffer) - 1) : b.buffer[i + 1].word = "doorbell") \/ (\E i \in 0 .. (Len(b.out) - 1) : b.out[i + 1].word = "doorbell") \/ 0 < Len(a.bell))

\* ab.flushing.nothingLands (properties/flushing.ts:61): No read and no completion lands over a link that is down.
ab_flushing_nothingLands ==
  [][link.changes % 2 # 0 =>
    /\ Len(a.requests) >= Len(a.requests')
    /\ Len(a.answer) >= Len(a.answer') \/ 0 < Head(a.answer')
    /\ Len(b.requests) >= Len(b.requests')
    /\ Len(b.answer) >= Len(b.answer') \/ 0 < Head(b.answer')]_vars

\* ab.flushing.crossing (properties/flushing.ts:44): The producer has tested too early and will not ring; the consumer has flushed, and the frame has come in front of the completion.
\* As an invariant it is refuted, by a run that gets there.
never_ab_flushing_crossing ==
  ~(a.sender.phase = "open" /\ b.owner.phase = "begun" /\ a.sender.epoch = b.owner.epoch /\ b.sleeper.mode = "looked" /\ ~b.sleeper.heard /\ b.consumed < b.words.published /\ a.publisher.due = "nothing" /\ a.publisher.answered < b.words.published)

\* ab.flushing.overtaken (properties/flushing.ts:48): A doorbell has landed, and the frame that it was rung for is still under way.
\* As an invariant it is refuted, by a run that gets there.
never_ab_flushing_overtaken ==
  ~(a.sender.phase = "open" /\ b.owner.phase = "begun" /\ a.sender.epoch = b.owner.epoch /\ 0 < Len(b.bell) /\ b.words.published < a.publisher.answered)

\* ab.flushing.offerOvertaken (properties/flushing.ts:52): A doorbell has woken the producer, and the offer that it was rung for is still under way.
\* As an invariant it is refuted, by a run that gets there.
never_ab_flushing_offerOvertaken ==
  ~(1 < Posted /\ a.sleeper.mode = "awake" /\ a.sender.phase = "closed" /\ a.words.epoch < b.owner.epoch /\ b.owner.phase = "offered" /\ a.sender.seen = a.link /\ ~((\E i \in 0 .. (Len(b.buffer) - 1) : b.buffer[i + 1].word = "doorbell") \/ (\E i \in 0 .. (Len(b.out) - 1) : b.out[i + 1].word = "doorbell") \/ 0 < Len(a.bell)))

\* ab.flushing.forbidden (properties/flushing.ts:56): The last look finds no frame, and would find none later: only the doorbell that was heard since arming forbids the sleep.
\* As an invariant it is refuted, by a run that gets there.
never_ab_flushing_forbidden ==
  ~(1 < Posted /\ b.owner.seen = b.link /\ a.sender.phase = "open" /\ b.owner.phase = "begun" /\ a.sender.epoch = b.owner.epoch /\ b.sleeper.mode = "looked" /\ b.sleeper.heard /\ b.consumed = b.words.published /\ b.consumed < a.publisher.count /\ a.publisher.due = "nothing" /\ ~((\E i \in 0 .. (Len(a.buffer) - 1) : a.buffer[i + 1].word = "doorbell") \/ (\E i \in 0 .. (Len(a.out) - 1) : a.out[i + 1].word = "doorbell") \/ 0 < Len(b.bell)))

\* ab.flushing.onesSeen (properties/flushing.ts:68): A read comes back all ones to a producer whose own indication shows no failure.
\* As an invariant it is refuted, by a run that gets there.
never_ab_flushing_onesSeen ==
  ~(0 < link.changes /\ a.link = 0 /\ 0 < Len(a.answer) /\ 0 < Head(a.answer))

\* ab.notify.frameComes (properties/waking.ts:13): A frame that is committed is consumed, whether or not another one follows, unless the epoch ends.
ab_notify_frameComes ==
  ((a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch /\ b.owner.phase # "closed" /\ b.consumed < a.publisher.count) ~> (~(a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch /\ b.owner.phase # "closed") \/ a.publisher.count = b.consumed))

\* ab.notify.creditComes (properties/waking.ts:18): A producer that is not awake, or has no credit, comes to be awake and to have credit, unless the epoch ends.
ab_notify_creditComes ==
  ((a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch /\ b.owner.phase # "closed" /\ ~(a.sleeper.mode = "awake" /\ a.publisher.count - a.words.published < Slots)) ~> (~(a.sender.phase = "open" /\ a.sender.epoch = b.owner.epoch /\ b.owner.phase # "closed") \/ (a.sleeper.mode = "awake" /\ a.publisher.count - a.words.published < Slots)))

\* ab.notify.begins (properties/waking.ts:23): Two endpoints that use no common epoch come to use one, whoever sleeps, if the link stays up in the end.
ab_notify_begins ==
  <>[](link.changes % 2 = 0) => ((~(a.sender.phase = "open" /\ b.owner.phase = "begun" /\ a.sender.epoch = b.owner.epoch)) ~> (a.sender.phase = "open" /\ b.owner.phase = "begun" /\ a.sender.epoch = b.owner.epoch))

\* ab.notify.recovers (properties/waking.ts:28): After a failure of the link the consumer opens a new epoch, and the producer begins it, whoever slept, if the link stays up in the end.
ab_notify_recovers ==
  <>[](link.changes % 2 = 0) => ((link.changes % 2 # 0) ~> (link.changes % 2 = 0 /\ b.owner.seen = link.changes /\ a.sender.phase = "open" /\ b.owner.phase = "begun" /\ a.sender.epoch = b.owner.epoch))

====
