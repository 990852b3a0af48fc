-- outside.alternatingBit: The alternating bit protocol over queues that lose messages.
-- Size small: capacity 1. From checker/outside/alternating-bit.ts.
--
-- Made by `tcnet export --to murphi`. One rule here is one rule of the system with its parameters, so Rumur finds the
-- states that `tcnet check` finds, and fires as many rules:
--
--   rumur --deadlock-detection off --value-type int32_t --output model.c FILE
--   gcc -O2 -march=native -o model model.c -lpthread && ./model
--
-- (Arithmetic may leave the ranges on the way to its result: hence the type.)
-- What lies behind the end of a queue is the first value of its type. A range that is left is an error of Rumur's own.
-- `cover` is Rumur's: something that must be reached. Not expressed: that a queue has room, refinement, and rest: whether
-- the system may rest in a state without successors is for `tcnet check`.

type
  Messages_t: record
    length: 0 .. 1;
    items: array [0 .. 0] of boolean;
  end;

var
  isWaiting: boolean;
  sendBit: boolean;
  receiveBit: boolean;
  messages: Messages_t;
  acks: Messages_t;

startstate "init"
begin
  clear isWaiting;
  clear sendBit;
  clear receiveBit;
  clear messages;
  clear acks;
end;

-- checker/outside/alternating-bit.ts:20
-- The sender accepts a message when none is on its way.
rule "bit.accept"
  !isWaiting -- idle
==>
begin
  isWaiting := true;
end;

-- checker/outside/alternating-bit.ts:25
-- The sender sends its message again and again.
rule "bit.send"
  isWaiting & -- waiting
  messages.length < 1 -- hasRoom
==>
begin
  messages.items[0] := (messages.length = 0 ? sendBit : messages.items[0]);
  messages.length := messages.length + 1;
end;

-- checker/outside/alternating-bit.ts:30
-- The receiver takes a message, delivers it if it has the expected bit, and acknowledges it in either case.
rule "bit.receive"
  0 < messages.length & -- arrived
  acks.length < 1 -- hasRoom
==>
begin
  receiveBit := (messages.items[0] = receiveBit ? !receiveBit : receiveBit);
  messages.length := messages.length - 1;
  acks.items[0] := (acks.length = 0 ? messages.items[0] : acks.items[0]);
  messages.items[0] := false;
  acks.length := acks.length + 1;
end;

-- checker/outside/alternating-bit.ts:42
-- The sender takes an acknowledgement, and is done with its message if that has the message's bit.
rule "bit.settle"
  0 < acks.length -- arrived
==>
var
  v1: boolean;
begin
  v1 := isWaiting & sendBit = acks.items[0];
  isWaiting := (v1 ? false : isWaiting);
  sendBit := (v1 ? !sendBit : sendBit);
  acks.length := acks.length - 1;
  acks.items[0] := false;
end;

-- checker/outside/alternating-bit.ts:50
-- The oldest message is lost.
rule "bit.loseMessage"
  0 < messages.length -- some
==>
begin
  messages.length := messages.length - 1;
  messages.items[0] := false;
end;

-- checker/outside/alternating-bit.ts:56
-- The oldest acknowledgement is lost.
rule "bit.loseAck"
  0 < acks.length -- some
==>
begin
  acks.length := acks.length - 1;
  acks.items[0] := false;
end;

-- checker/outside/alternating-bit.ts:63
-- Between two messages the receiver expects the bit that comes next: each was delivered exactly once.
invariant "bit.agreed"
  isWaiting | sendBit = receiveBit;

-- checker/outside/alternating-bit.ts:68
-- A message that was delivered arrives again.
cover "bit.duplicate"
  0 < messages.length & messages.items[0] != receiveBit;

-- checker/outside/alternating-bit.ts:73
-- The acknowledgement of an earlier message arrives while the next is on its way.
cover "bit.late"
  isWaiting & 0 < acks.length & sendBit != acks.items[0];
