---- MODULE outside_alternatingBit ----
\* outside.alternatingBit: The alternating bit protocol over queues that lose messages.
\* From checker/outside/alternating-bit.ts. Made by `tcnet export --to tla`.
\*
\* One step is one rule with its parameters, so TLC finds the states that `tcnet check` finds; it generates as many as
\* there are transitions, and one more: the initial state. What a condition says with \/ or \E stands in (...) = TRUE,
\* because TLC would otherwise take a step for each way in which it is true.
\*
\*   java -cp tla2tools.jar tlc2.TLC -deadlock outside_alternatingBit
\*
\* Not expressed: that a queue has room before something is put into it, and refinement. TLC looks at no step that
\* changes nothing, so a property of steps is not judged there. Progress is in FairSpec, which the configuration leaves out.

EXTENDS Integers, Sequences

CONSTANTS
  Capacity

ASSUME
  /\ Capacity \in Nat \ {0}

VARIABLES
  isWaiting, sendBit, receiveBit, messages, acks

vars == <<isWaiting, sendBit, receiveBit, messages, acks>>

TypeOK ==
  /\ isWaiting \in BOOLEAN
  /\ sendBit \in BOOLEAN
  /\ receiveBit \in BOOLEAN
  /\ messages \in Seq(BOOLEAN)
  /\ Len(messages) <= Capacity
  /\ acks \in Seq(BOOLEAN)
  /\ Len(acks) <= Capacity

Init ==
  /\ isWaiting = FALSE
  /\ sendBit = FALSE
  /\ receiveBit = FALSE
  /\ messages = <<>>
  /\ acks = <<>>

\* bit.accept (checker/outside/alternating-bit.ts:20): The sender accepts a message when none is on its way.
bit_accept ==
  /\ ~isWaiting  \* idle
  /\ isWaiting' = TRUE
  /\ UNCHANGED <<sendBit, receiveBit, messages, acks>>

\* bit.send (checker/outside/alternating-bit.ts:25): The sender sends its message again and again.
bit_send ==
  /\ isWaiting  \* waiting
  /\ Len(messages) < Capacity  \* hasRoom
  /\ messages' = Append(messages, sendBit)
  /\ UNCHANGED <<isWaiting, sendBit, receiveBit, acks>>

\* bit.receive (checker/outside/alternating-bit.ts:30): The receiver takes a message, delivers it if it has the expected bit, and acknowledges it in either case.
bit_receive ==
  /\ 0 < Len(messages)  \* arrived
  /\ Len(acks) < Capacity  \* hasRoom
  /\ receiveBit' = IF receiveBit = Head(messages) THEN ~receiveBit ELSE receiveBit
  /\ messages' = Tail(messages)
  /\ acks' = Append(acks, Head(messages))
  /\ UNCHANGED <<isWaiting, sendBit>>

\* bit.settle (checker/outside/alternating-bit.ts:42): The sender takes an acknowledgement, and is done with its message if that has the message's bit.
bit_settle ==
  LET t1 == isWaiting /\ sendBit = Head(acks)
  IN
  /\ 0 < Len(acks)  \* arrived
  /\ isWaiting' = IF t1 THEN FALSE ELSE isWaiting
  /\ sendBit' = IF t1 THEN ~sendBit ELSE sendBit
  /\ acks' = Tail(acks)
  /\ UNCHANGED <<receiveBit, messages>>

\* bit.loseMessage (checker/outside/alternating-bit.ts:50): The oldest message is lost.
bit_loseMessage ==
  /\ 0 < Len(messages)  \* some
  /\ messages' = Tail(messages)
  /\ UNCHANGED <<isWaiting, sendBit, receiveBit, acks>>

\* bit.loseAck (checker/outside/alternating-bit.ts:56): The oldest acknowledgement is lost.
bit_loseAck ==
  /\ 0 < Len(acks)  \* some
  /\ acks' = Tail(acks)
  /\ UNCHANGED <<isWaiting, sendBit, receiveBit, messages>>

Next ==
  \/ bit_accept
  \/ bit_send
  \/ bit_receive
  \/ bit_settle
  \/ bit_loseMessage
  \/ bit_loseAck

Spec == Init /\ [][Next]_vars

\* Where the system may rest: a state in which no rule of the protocol or the world is enabled must be such.
Quiescent ==
  ~isWaiting /\ Len(messages) = 0 /\ Len(acks) = 0

\* bit.agreed (checker/outside/alternating-bit.ts:63): Between two messages the receiver expects the bit that comes next: each was delivered exactly once.
bit_agreed ==
  ~isWaiting => sendBit = receiveBit

\* bit.duplicate (checker/outside/alternating-bit.ts:68): A message that was delivered arrives again.
\* As an invariant it is refuted, by a run that gets there.
never_bit_duplicate ==
  ~(0 < Len(messages) /\ receiveBit # Head(messages))

\* bit.late (checker/outside/alternating-bit.ts:73): The acknowledgement of an earlier message arrives while the next is on its way.
\* As an invariant it is refuted, by a run that gets there.
never_bit_late ==
  ~((isWaiting /\ 0 < Len(acks)) /\ sendBit # Head(acks))

====
