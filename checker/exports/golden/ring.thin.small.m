-- ring.thin: One direction of a ring over a link that may die once: write, commit, land, accept, read, deliver, return credit.
-- Size small: slots 3, posted 2, frames 4. From properties/systems/thin.ts.
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
-- Murphi has no properties of steps and of progress. Left out:
--   ab.ring.creditOnce
--   ab.ring.readsOnce
--   ab.ring.monotone
--   ab.ring.drains

type
  Tx_t: record
    written: 0 .. 4;
    committed: 0 .. 4;
  end;
  Colour_t: enum { Colour_blank, Colour_old, Colour_white, Colour_red, Colour_blue };
  Slots_t: record
    payload: Colour_t;
    commit: 0 .. 4;
  end;
  Window_t: record
    slots: array [0 .. 2] of Slots_t;
    credit: 0 .. 4;
  end;
  Word_t: enum { Word_payload, Word_commit, Word_credit };
  OutItem_t: record
    word: Word_t;
    index: 0 .. 2;
    value: 0 .. 4;
    payload: Colour_t;
  end;
  Out_t: record
    length: 0 .. 2;
    items: array [0 .. 1] of OutItem_t;
  end;
  Submitted_t: enum { Submitted_none, Submitted_red, Submitted_blue, Submitted_outside };
  Ghost_t: record
    submitted: Submitted_t;
  end;
  A_t: record
    tx: Tx_t;
    window: Window_t;
    out: Out_t;
    ghost: Ghost_t;
  end;
  Stage_t: enum { Stage_idle, Stage_accepted, Stage_holding };
  Rx_t: record
    consumed: 0 .. 4;
    returned: 0 .. 4;
    stage: Stage_t;
    frame: Colour_t;
  end;
  Delivered_t: enum { Delivered_none, Delivered_red, Delivered_blue, Delivered_duplicate, Delivered_misordered, Delivered_phantom };
  BGhost_t: record
    delivered: Delivered_t;
  end;
  B_t: record
    rx: Rx_t;
    window: Window_t;
    out: Out_t;
    ghost: BGhost_t;
  end;
  Link_t: record
    isDown: boolean;
  end;

var
  a: A_t;
  b: B_t;
  link: Link_t;

startstate "init"
begin
  clear a;
  clear b;
  clear link;
end;

-- model/ring/producer.ts:24
-- A producer posts the payload of the next frame to the next slot of its peer's ring, while it has credit for it.
rule "a.ring.write(frame: white)"
  a.tx.written = a.tx.committed & -- settled
  a.tx.written < 4 & -- hasFrame
  a.tx.written - a.window.credit < 3 & -- hasCredit
  a.out.length < 2 -- hasRoom
==>
var
  v1: 0 .. 2;
begin
  v1 := a.tx.written % 3;
  a.tx.written := a.tx.written + 1;
  a.out.items[0].word := (a.out.length = 0 ? Word_payload : a.out.items[0].word);
  a.out.items[0].index := (a.out.length = 0 ? v1 : a.out.items[0].index);
  a.out.items[0].value := (a.out.length = 0 ? 0 : a.out.items[0].value);
  a.out.items[0].payload := (a.out.length = 0 ? Colour_white : a.out.items[0].payload);
  a.out.items[1].word := (a.out.length = 1 ? Word_payload : a.out.items[1].word);
  a.out.items[1].index := (a.out.length = 1 ? v1 : a.out.items[1].index);
  a.out.items[1].value := (a.out.length = 1 ? 0 : a.out.items[1].value);
  a.out.items[1].payload := (a.out.length = 1 ? Colour_white : a.out.items[1].payload);
  a.out.length := a.out.length + 1;
end;

-- model/ring/producer.ts:24
-- A producer posts the payload of the next frame to the next slot of its peer's ring, while it has credit for it.
rule "a.ring.write(frame: red)"
  a.tx.written = a.tx.committed & -- settled
  a.tx.written < 4 & -- hasFrame
  a.tx.written - a.window.credit < 3 & -- hasCredit
  a.out.length < 2 -- hasRoom
==>
var
  v1: 0 .. 2;
begin
  v1 := a.tx.written % 3;
  a.tx.written := a.tx.written + 1;
  a.out.items[0].word := (a.out.length = 0 ? Word_payload : a.out.items[0].word);
  a.out.items[0].index := (a.out.length = 0 ? v1 : a.out.items[0].index);
  a.out.items[0].value := (a.out.length = 0 ? 0 : a.out.items[0].value);
  a.out.items[0].payload := (a.out.length = 0 ? Colour_red : a.out.items[0].payload);
  a.out.items[1].word := (a.out.length = 1 ? Word_payload : a.out.items[1].word);
  a.out.items[1].index := (a.out.length = 1 ? v1 : a.out.items[1].index);
  a.out.items[1].value := (a.out.length = 1 ? 0 : a.out.items[1].value);
  a.out.items[1].payload := (a.out.length = 1 ? Colour_red : a.out.items[1].payload);
  a.out.length := a.out.length + 1;
  a.ghost.submitted := (a.ghost.submitted = Submitted_none ? Submitted_red : Submitted_outside);
end;

-- model/ring/producer.ts:24
-- A producer posts the payload of the next frame to the next slot of its peer's ring, while it has credit for it.
rule "a.ring.write(frame: blue)"
  a.tx.written = a.tx.committed & -- settled
  a.tx.written < 4 & -- hasFrame
  a.tx.written - a.window.credit < 3 & -- hasCredit
  a.out.length < 2 -- hasRoom
==>
var
  v1: 0 .. 2;
begin
  v1 := a.tx.written % 3;
  a.tx.written := a.tx.written + 1;
  a.out.items[0].word := (a.out.length = 0 ? Word_payload : a.out.items[0].word);
  a.out.items[0].index := (a.out.length = 0 ? v1 : a.out.items[0].index);
  a.out.items[0].value := (a.out.length = 0 ? 0 : a.out.items[0].value);
  a.out.items[0].payload := (a.out.length = 0 ? Colour_blue : a.out.items[0].payload);
  a.out.items[1].word := (a.out.length = 1 ? Word_payload : a.out.items[1].word);
  a.out.items[1].index := (a.out.length = 1 ? v1 : a.out.items[1].index);
  a.out.items[1].value := (a.out.length = 1 ? 0 : a.out.items[1].value);
  a.out.items[1].payload := (a.out.length = 1 ? Colour_blue : a.out.items[1].payload);
  a.out.length := a.out.length + 1;
  a.ghost.submitted := (a.ghost.submitted = Submitted_red ? Submitted_blue : Submitted_outside);
end;

-- model/ring/producer.ts:43
-- A producer posts a slot's commit word after everything else of the slot.
rule "a.ring.commit"
  a.tx.committed < a.tx.written & -- uncommitted
  a.out.length < 2 -- hasRoom
==>
var
  v1: 0 .. 2;
begin
  v1 := a.tx.committed % 3;
  a.out.items[0].word := (a.out.length = 0 ? Word_commit : a.out.items[0].word);
  a.out.items[0].index := (a.out.length = 0 ? v1 : a.out.items[0].index);
  a.out.items[0].value := (a.out.length = 0 ? a.tx.committed + 1 : a.out.items[0].value);
  a.out.items[0].payload := (a.out.length = 0 ? Colour_blank : a.out.items[0].payload);
  a.out.items[1].word := (a.out.length = 1 ? Word_commit : a.out.items[1].word);
  a.out.items[1].index := (a.out.length = 1 ? v1 : a.out.items[1].index);
  a.out.items[1].value := (a.out.length = 1 ? a.tx.committed + 1 : a.out.items[1].value);
  a.tx.committed := a.tx.committed + 1;
  a.out.items[1].payload := (a.out.length = 1 ? Colour_blank : a.out.items[1].payload);
  a.out.length := a.out.length + 1;
end;

-- model/ring/consumer.ts:28
-- A consumer accepts the slot that it expects next when the slot's commit word is exactly the one it expects.
rule "b.ring.accept"
  b.rx.stage = Stage_idle & -- idle
  (b.rx.consumed % 3 = 0 ? b.window.slots[0].commit : (b.rx.consumed % 3 = 1 ? b.window.slots[1].commit : b.window.slots[2].commit)) = b.rx.consumed + 1 -- committed
==>
begin
  b.rx.stage := Stage_accepted;
end;

-- model/ring/consumer.ts:38
-- A consumer copies the payload of an accepted slot once, and uses nothing but the copy.
rule "b.ring.read"
  b.rx.stage = Stage_accepted -- accepted
==>
var
  v1: 0 .. 2;
begin
  v1 := b.rx.consumed % 3;
  b.rx.stage := Stage_holding;
  b.rx.frame := (v1 = 0 ? b.window.slots[0].payload : (v1 = 1 ? b.window.slots[1].payload : b.window.slots[2].payload));
end;

-- model/ring/consumer.ts:45
-- A consumer delivers the frame it holds.
rule "b.ring.deliver"
  b.rx.stage = Stage_holding -- holding
==>
begin
  b.rx.consumed := b.rx.consumed + 1;
  b.rx.stage := Stage_idle;
  b.ghost.delivered := (b.ghost.delivered = Delivered_duplicate | b.ghost.delivered = Delivered_misordered | b.ghost.delivered = Delivered_phantom ? b.ghost.delivered : (b.rx.frame = Colour_blank | b.rx.frame = Colour_old ? Delivered_phantom : (b.rx.frame = Colour_white ? b.ghost.delivered : (b.rx.frame = Colour_red ? (b.ghost.delivered = Delivered_none ? Delivered_red : (b.ghost.delivered = Delivered_red ? Delivered_duplicate : Delivered_misordered)) : (b.ghost.delivered = Delivered_red ? Delivered_blue : (b.ghost.delivered = Delivered_blue ? Delivered_duplicate : Delivered_misordered))))));
  b.rx.frame := Colour_blank;
end;

-- model/ring/consumer.ts:53
-- A consumer posts the count of the frames it has consumed.
rule "b.ring.returnCredit"
  b.rx.returned < b.rx.consumed & -- owed
  b.out.length < 2 -- hasRoom
==>
begin
  b.rx.returned := b.rx.consumed;
  b.out.items[0].word := (b.out.length = 0 ? Word_credit : b.out.items[0].word);
  b.out.items[0].index := (b.out.length = 0 ? 0 : b.out.items[0].index);
  b.out.items[0].value := (b.out.length = 0 ? b.rx.consumed : b.out.items[0].value);
  b.out.items[0].payload := (b.out.length = 0 ? Colour_blank : b.out.items[0].payload);
  b.out.items[1].word := (b.out.length = 1 ? Word_credit : b.out.items[1].word);
  b.out.items[1].index := (b.out.length = 1 ? 0 : b.out.items[1].index);
  b.out.items[1].value := (b.out.length = 1 ? b.rx.consumed : b.out.items[1].value);
  b.out.items[1].payload := (b.out.length = 1 ? Colour_blank : b.out.items[1].payload);
  b.out.length := b.out.length + 1;
end;

-- model/fabric/link.ts:8
-- The link may die at any time.
rule "link.fabric.linkDown"
  !link.isDown -- up
==>
begin
  link.isDown := true;
end;

-- model/fabric/fabric.ts:19
-- Posted writes land in the order in which they were posted.
rule "ab.fabric.land"
  !link.isDown & -- up
  0 < a.out.length -- posted
==>
var
  v1: Colour_t;
  v2: 0 .. 4;
begin
  v1 := (a.out.items[0].index = 0 ? b.window.slots[0].payload : (a.out.items[0].index = 1 ? b.window.slots[1].payload : b.window.slots[2].payload));
  v2 := (a.out.items[0].index = 0 ? b.window.slots[0].commit : (a.out.items[0].index = 1 ? b.window.slots[1].commit : b.window.slots[2].commit));
  a.out.length := a.out.length - 1;
  b.window.slots[0].payload := (a.out.items[0].word = Word_payload ? (a.out.items[0].index = 0 ? a.out.items[0].payload : b.window.slots[0].payload) : (a.out.items[0].word = Word_commit ? (a.out.items[0].index = 0 ? v1 : b.window.slots[0].payload) : b.window.slots[0].payload));
  b.window.slots[0].commit := (a.out.items[0].word = Word_payload ? (a.out.items[0].index = 0 ? v2 : b.window.slots[0].commit) : (a.out.items[0].word = Word_commit ? (a.out.items[0].index = 0 ? a.out.items[0].value : b.window.slots[0].commit) : b.window.slots[0].commit));
  b.window.slots[1].payload := (a.out.items[0].word = Word_payload ? (a.out.items[0].index = 1 ? a.out.items[0].payload : b.window.slots[1].payload) : (a.out.items[0].word = Word_commit ? (a.out.items[0].index = 1 ? v1 : b.window.slots[1].payload) : b.window.slots[1].payload));
  b.window.slots[1].commit := (a.out.items[0].word = Word_payload ? (a.out.items[0].index = 1 ? v2 : b.window.slots[1].commit) : (a.out.items[0].word = Word_commit ? (a.out.items[0].index = 1 ? a.out.items[0].value : b.window.slots[1].commit) : b.window.slots[1].commit));
  b.window.slots[2].payload := (a.out.items[0].word = Word_payload ? (a.out.items[0].index = 2 ? a.out.items[0].payload : b.window.slots[2].payload) : (a.out.items[0].word = Word_commit ? (a.out.items[0].index = 2 ? v1 : b.window.slots[2].payload) : b.window.slots[2].payload));
  a.out.items[0].payload := a.out.items[1].payload;
  a.out.items[1].payload := Colour_blank;
  b.window.slots[2].commit := (a.out.items[0].word = Word_payload ? (a.out.items[0].index = 2 ? v2 : b.window.slots[2].commit) : (a.out.items[0].word = Word_commit ? (a.out.items[0].index = 2 ? a.out.items[0].value : b.window.slots[2].commit) : b.window.slots[2].commit));
  a.out.items[0].index := a.out.items[1].index;
  a.out.items[1].index := 0;
  b.window.credit := (a.out.items[0].word = Word_payload ? b.window.credit : (a.out.items[0].word = Word_commit ? b.window.credit : a.out.items[0].value));
  a.out.items[0].word := a.out.items[1].word;
  a.out.items[0].value := a.out.items[1].value;
  a.out.items[1].word := Word_payload;
  a.out.items[1].value := 0;
end;

-- model/fabric/fabric.ts:27
-- Posted writes to a dead link vanish.
rule "ab.fabric.vanish"
  link.isDown & -- down
  0 < a.out.length -- posted
==>
begin
  a.out.length := a.out.length - 1;
  a.out.items[0].word := a.out.items[1].word;
  a.out.items[0].index := a.out.items[1].index;
  a.out.items[0].value := a.out.items[1].value;
  a.out.items[0].payload := a.out.items[1].payload;
  a.out.items[1].word := Word_payload;
  a.out.items[1].index := 0;
  a.out.items[1].value := 0;
  a.out.items[1].payload := Colour_blank;
end;

-- model/fabric/fabric.ts:19
-- Posted writes land in the order in which they were posted.
rule "ba.fabric.land"
  !link.isDown & -- up
  0 < b.out.length -- posted
==>
var
  v1: Colour_t;
  v2: 0 .. 4;
begin
  v1 := (b.out.items[0].index = 0 ? a.window.slots[0].payload : (b.out.items[0].index = 1 ? a.window.slots[1].payload : a.window.slots[2].payload));
  v2 := (b.out.items[0].index = 0 ? a.window.slots[0].commit : (b.out.items[0].index = 1 ? a.window.slots[1].commit : a.window.slots[2].commit));
  b.out.length := b.out.length - 1;
  a.window.slots[0].payload := (b.out.items[0].word = Word_payload ? (b.out.items[0].index = 0 ? b.out.items[0].payload : a.window.slots[0].payload) : (b.out.items[0].word = Word_commit ? (b.out.items[0].index = 0 ? v1 : a.window.slots[0].payload) : a.window.slots[0].payload));
  a.window.slots[0].commit := (b.out.items[0].word = Word_payload ? (b.out.items[0].index = 0 ? v2 : a.window.slots[0].commit) : (b.out.items[0].word = Word_commit ? (b.out.items[0].index = 0 ? b.out.items[0].value : a.window.slots[0].commit) : a.window.slots[0].commit));
  a.window.slots[1].payload := (b.out.items[0].word = Word_payload ? (b.out.items[0].index = 1 ? b.out.items[0].payload : a.window.slots[1].payload) : (b.out.items[0].word = Word_commit ? (b.out.items[0].index = 1 ? v1 : a.window.slots[1].payload) : a.window.slots[1].payload));
  a.window.slots[1].commit := (b.out.items[0].word = Word_payload ? (b.out.items[0].index = 1 ? v2 : a.window.slots[1].commit) : (b.out.items[0].word = Word_commit ? (b.out.items[0].index = 1 ? b.out.items[0].value : a.window.slots[1].commit) : a.window.slots[1].commit));
  a.window.slots[2].payload := (b.out.items[0].word = Word_payload ? (b.out.items[0].index = 2 ? b.out.items[0].payload : a.window.slots[2].payload) : (b.out.items[0].word = Word_commit ? (b.out.items[0].index = 2 ? v1 : a.window.slots[2].payload) : a.window.slots[2].payload));
  b.out.items[0].payload := b.out.items[1].payload;
  b.out.items[1].payload := Colour_blank;
  a.window.slots[2].commit := (b.out.items[0].word = Word_payload ? (b.out.items[0].index = 2 ? v2 : a.window.slots[2].commit) : (b.out.items[0].word = Word_commit ? (b.out.items[0].index = 2 ? b.out.items[0].value : a.window.slots[2].commit) : a.window.slots[2].commit));
  b.out.items[0].index := b.out.items[1].index;
  b.out.items[1].index := 0;
  a.window.credit := (b.out.items[0].word = Word_payload ? a.window.credit : (b.out.items[0].word = Word_commit ? a.window.credit : b.out.items[0].value));
  b.out.items[0].word := b.out.items[1].word;
  b.out.items[0].value := b.out.items[1].value;
  b.out.items[1].word := Word_payload;
  b.out.items[1].value := 0;
end;

-- model/fabric/fabric.ts:27
-- Posted writes to a dead link vanish.
rule "ba.fabric.vanish"
  link.isDown & -- down
  0 < b.out.length -- posted
==>
begin
  b.out.length := b.out.length - 1;
  b.out.items[0].word := b.out.items[1].word;
  b.out.items[0].index := b.out.items[1].index;
  b.out.items[0].value := b.out.items[1].value;
  b.out.items[0].payload := b.out.items[1].payload;
  b.out.items[1].word := Word_payload;
  b.out.items[1].index := 0;
  b.out.items[1].value := 0;
  b.out.items[1].payload := Colour_blank;
end;

-- properties/direction.ts:20
-- No frame is delivered before one that was submitted earlier.
invariant "ab.ring.inOrder"
  a.ghost.submitted = Submitted_outside | b.ghost.delivered != Delivered_misordered;

-- properties/direction.ts:24
-- No frame is delivered twice.
invariant "ab.ring.noDuplicate"
  a.ghost.submitted = Submitted_outside | b.ghost.delivered != Delivered_duplicate;

-- properties/direction.ts:28
-- Nothing is delivered that was not submitted.
invariant "ab.ring.noPhantom"
  b.ghost.delivered != Delivered_phantom;

-- properties/direction.ts:32
-- Once as many frames are delivered as were written, every followed frame that was written is among the delivered.
invariant "ab.ring.noLoss"
  !(a.ghost.submitted != Submitted_outside & a.tx.written = b.rx.consumed) | a.ghost.submitted = Submitted_none | (b.ghost.delivered = Delivered_none & a.ghost.submitted = Submitted_none) | (b.ghost.delivered = Delivered_red & a.ghost.submitted = Submitted_red) | (b.ghost.delivered = Delivered_blue & a.ghost.submitted = Submitted_blue);

-- properties/direction.ts:37
-- The slot that a consumer is reading holds the frame that it accepted.
invariant "ab.ring.neverOverwrites"
  b.rx.stage != Stage_accepted | (b.rx.consumed % 3 = 0 ? b.window.slots[0].commit : (b.rx.consumed % 3 = 1 ? b.window.slots[1].commit : b.window.slots[2].commit)) = b.rx.consumed + 1;

-- properties/direction.ts:46
-- A producer has at most one frame written and not committed.
invariant "ab.ring.oneOpen"
  a.tx.written >= a.tx.committed & 1 >= a.tx.written - a.tx.committed;

-- properties/direction.ts:42
-- A producer's credit word counts no frame that was not consumed, and the producer has written at most as many frames beyond it as the ring has slots.
invariant "ab.ring.creditInRange"
  b.rx.consumed >= a.window.credit & 3 >= a.tx.written - a.window.credit;

-- properties/direction.ts:50
-- A consumer has returned credit for no frame that it has not consumed.
invariant "ab.ring.creditOwed"
  b.rx.consumed >= b.rx.returned;

-- properties/direction.ts:63
-- A consumer that holds no frame keeps no payload.
invariant "ab.ring.forgets"
  b.rx.stage = Stage_holding | b.rx.frame = Colour_blank;

-- properties/direction.ts:67
-- A posted write carries nothing beside what its word takes.
invariant "ab.ring.noResidue"
  (0 >= a.out.length | (a.out.items[0].word = Word_payload ? a.out.items[0].value = 0 : a.out.items[0].payload = Colour_blank)) & (1 >= a.out.length | (a.out.items[1].word = Word_payload ? a.out.items[1].value = 0 : a.out.items[1].payload = Colour_blank)) & (0 >= b.out.length | (b.out.items[0].index = 0 & b.out.items[0].payload = Colour_blank)) & (1 >= b.out.length | (b.out.items[1].index = 0 & b.out.items[1].payload = Colour_blank));

-- properties/direction.ts:71
-- No slot is committed for a frame beyond the producer's count.
invariant "ab.ring.slotsAhead"
  a.tx.committed >= b.window.slots[0].commit & a.tx.committed >= b.window.slots[1].commit & a.tx.committed >= b.window.slots[2].commit;

-- properties/direction.ts:84
-- The ring is full: every slot is written and none is consumed.
cover "ab.ring.full"
  a.tx.written - b.rx.consumed = 3;

-- properties/direction.ts:88
-- More frames are delivered than the ring has slots, both followed frames among them.
cover "ab.ring.laps"
  a.ghost.submitted != Submitted_outside & 3 < b.rx.consumed & b.ghost.delivered = Delivered_blue;

-- properties/direction.ts:92
-- The link dies between a slot's payload and its commit word.
cover "ab.ring.diesBetween"
  link.isDown & a.tx.committed < a.tx.written;

-- properties/direction.ts:96
-- A consumer is never ahead of its producer.
invariant "ab.ring.consumedAhead"
  a.tx.committed >= b.rx.consumed;
