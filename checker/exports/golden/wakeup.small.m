-- wakeup: Both ends of a ring sleep when they have nothing to do, without a timer: the consumer for frames, the producer for credit, and both for epochs, over a link that fails and comes back.
-- Size small: slots 1, buffered 2, batched 2, posted 1, frames 2, epochs 2, changes 0. From properties/systems/wakeup.ts.
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
--   a.notify.ringsOnce
--   a.notify.testEnds
--   a.notify.publishesOnce
--   a.notify.armsAwake
--   a.notify.batch
--   b.notify.ringsOnce
--   b.notify.testEnds
--   b.notify.publishesOnce
--   b.notify.armsAwake
--   b.notify.batch
--   ab.notify.armsInNeed
--   ab.notify.looksFirst
--   ab.notify.zeros
--   ab.notify.sleepsOn
--   ab.notify.closesOnce
--   ab.notify.offerStands
--   ab.notify.nothingLands
--   ab.notify.frameComes
--   ab.notify.creditComes
--   ab.notify.begins
--   ab.notify.recovers

type
  Phase_t: enum { Phase_closed, Phase_open, Phase_left };
  Sender_t: record
    epoch: 0 .. 2;
    phase: Phase_t;
    noted: 0 .. 2;
    seen: 0 .. 0;
  end;
  Due_t: enum { Due_silent, Due_nothing, Due_fence, Due_test };
  Publisher_t: record
    count: 0 .. 2;
    visible: 0 .. 2;
    answered: 0 .. 2;
    due: Due_t;
  end;
  Mode_t: enum { Mode_awake, Mode_armed, Mode_looked, Mode_asleep };
  Sleeper_t: record
    mode: Mode_t;
  end;
  Words_t: record
    published: 0 .. 2;
    event: 0 .. 2;
    epoch: 0 .. 2;
    left: 0 .. 2;
  end;
  BellItem_t: enum { BellItem_rung };
  Bell_t: record
    length: 0 .. 1;
    items: array [0 .. 0] of BellItem_t;
  end;
  Word_t: enum { Word_published, Word_event, Word_epoch, Word_close, Word_doorbell };
  BufferItem_t: record
    word: Word_t;
    value: 0 .. 2;
    epoch: 0 .. 2;
  end;
  Buffer_t: record
    length: 0 .. 2;
    items: array [0 .. 1] of BufferItem_t;
  end;
  Out_t: record
    length: 0 .. 1;
    items: array [0 .. 0] of BufferItem_t;
  end;
  A_t: record
    sender: Sender_t;
    publisher: Publisher_t;
    sleeper: Sleeper_t;
    words: Words_t;
    bell: Bell_t;
    buffer: Buffer_t;
    out: Out_t;
    link: 0 .. 0;
  end;
  OwnerPhase_t: enum { OwnerPhase_closed, OwnerPhase_offered, OwnerPhase_begun };
  Owner_t: record
    epoch: 0 .. 2;
    phase: OwnerPhase_t;
    seen: 0 .. 0;
  end;
  B_t: record
    owner: Owner_t;
    consumed: 0 .. 2;
    publisher: Publisher_t;
    sleeper: Sleeper_t;
    words: Words_t;
    bell: Bell_t;
    buffer: Buffer_t;
    out: Out_t;
    link: 0 .. 0;
  end;
  Link_t: record
    changes: 0 .. 0;
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

-- model/notify/sender.ts:33
-- A producer that is awake takes note of an offer that is greater than the epoch it used last.
rule "a.notify.note"
  a.sleeper.mode = Mode_awake & -- awake
  (a.sender.epoch < a.sender.noted ? a.sender.noted : a.sender.epoch) < a.words.epoch -- greater
==>
begin
  a.sender.noted := a.words.epoch;
end;

-- model/notify/sender.ts:40
-- A producer that adopts the offer it took note of starts with no count and no answer, and posts a doorbell behind the beginning of the epoch.
rule "a.notify.adopt"
  0 < a.sender.noted & -- noted
  a.buffer.length + 1 < 2 -- hasRoom
==>
var
  v1: boolean;
begin
  v1 := a.buffer.length + 1 = 1;
  a.sender.epoch := a.sender.noted;
  a.sender.phase := Phase_open;
  a.publisher.count := 0;
  a.publisher.answered := 0;
  a.publisher.due := Due_nothing;
  a.buffer.items[0].word := (a.buffer.length = 0 ? Word_epoch : a.buffer.items[0].word);
  a.buffer.items[0].value := (a.buffer.length = 0 ? 0 : a.buffer.items[0].value);
  a.buffer.items[0].epoch := (a.buffer.length = 0 ? a.sender.noted : a.buffer.items[0].epoch);
  a.buffer.items[1].word := (v1 ? Word_doorbell : (a.buffer.length = 1 ? Word_epoch : a.buffer.items[1].word));
  a.buffer.items[1].value := (v1 ? 0 : (a.buffer.length = 1 ? 0 : a.buffer.items[1].value));
  a.buffer.items[1].epoch := (v1 ? 0 : (a.buffer.length = 1 ? a.sender.noted : a.buffer.items[1].epoch));
  a.sender.noted := 0;
  a.buffer.length := a.buffer.length + 1 + 1;
end;

-- model/notify/sender.ts:51
-- A link event wakes a producer, whatever it sleeps for, and ends its epoch; a producer that has armed takes its last looks first.
rule "a.notify.senderLinkEvent"
  false & -- event
  (a.sleeper.mode = Mode_awake | a.sleeper.mode = Mode_asleep) -- notArming
==>
begin
  a.sender.phase := (a.sender.phase = Phase_open ? Phase_left : a.sender.phase);
  a.sender.seen := a.link;
  a.publisher.count := 0;
  a.publisher.answered := 0;
  a.publisher.due := Due_silent;
  a.sleeper.mode := Mode_awake;
end;

-- model/notify/sender.ts:71
-- A producer that has abandoned an epoch posts a doorbell behind its close.
rule "a.notify.close"
  a.sender.phase = Phase_left & -- left
  a.buffer.length + 1 < 2 -- hasRoom
==>
var
  v1: boolean;
begin
  v1 := a.buffer.length + 1 = 1;
  a.sender.phase := Phase_closed;
  a.buffer.items[0].word := (a.buffer.length = 0 ? Word_close : a.buffer.items[0].word);
  a.buffer.items[0].value := (a.buffer.length = 0 ? 0 : a.buffer.items[0].value);
  a.buffer.items[0].epoch := (a.buffer.length = 0 ? a.sender.epoch : a.buffer.items[0].epoch);
  a.buffer.items[1].word := (v1 ? Word_doorbell : (a.buffer.length = 1 ? Word_close : a.buffer.items[1].word));
  a.buffer.items[1].value := (v1 ? 0 : (a.buffer.length = 1 ? 0 : a.buffer.items[1].value));
  a.buffer.items[1].epoch := (v1 ? 0 : (a.buffer.length = 1 ? a.sender.epoch : a.buffer.items[1].epoch));
  a.buffer.length := a.buffer.length + 1 + 1;
end;

-- model/notify/sender.ts:62
-- A producer that is awake may abandon its epoch at any time.
rule "a.notify.abandon"
  a.sleeper.mode = Mode_awake & -- awake
  a.sender.phase = Phase_open & -- using
  a.sender.epoch < 2 -- notTheLast
==>
begin
  a.sender.phase := Phase_left;
  a.publisher.count := 0;
  a.publisher.answered := 0;
  a.publisher.due := Due_silent;
end;

-- model/notify/producer.ts:19
-- A producer commits a frame while it has credit, and owes a fence and a test.
rule "a.notify.publishFrame"
  a.sleeper.mode = Mode_awake & -- awake
  a.sender.phase = Phase_open & -- open
  a.publisher.count < 2 & -- hasFrame
  a.publisher.count - a.words.published < 1 & -- hasCredit
  a.buffer.length < 2 -- hasRoom
==>
begin
  a.publisher.due := Due_fence;
  a.buffer.items[0].word := (a.buffer.length = 0 ? Word_published : a.buffer.items[0].word);
  a.buffer.items[0].value := (a.buffer.length = 0 ? a.publisher.count + 1 : a.buffer.items[0].value);
  a.buffer.items[0].epoch := (a.buffer.length = 0 ? 0 : a.buffer.items[0].epoch);
  a.buffer.items[1].word := (a.buffer.length = 1 ? Word_published : a.buffer.items[1].word);
  a.buffer.items[1].value := (a.buffer.length = 1 ? a.publisher.count + 1 : a.buffer.items[1].value);
  a.publisher.count := a.publisher.count + 1;
  a.buffer.items[1].epoch := (a.buffer.length = 1 ? 0 : a.buffer.items[1].epoch);
  a.buffer.length := a.buffer.length + 1;
end;

-- model/notify/sleeping-producer.ts:19
-- A producer that has a frame, no credit and no note of an offer posts the count of credit that it waits for and, behind it on the same path, a doorbell.
rule "a.notify.armForCredit"
  a.sleeper.mode = Mode_awake & -- awake
  a.publisher.count < 2 & -- hasFrame
  a.publisher.count - a.words.published >= 1 & -- noCredit
  a.sender.noted = 0 & -- unnoted
  a.buffer.length + 1 < 2 -- hasRoom
==>
var
  v1: 0 .. 2;
  v2: boolean;
begin
  v1 := a.publisher.count - 1 + 1;
  v2 := a.buffer.length + 1 = 1;
  a.sleeper.mode := Mode_armed;
  a.buffer.items[0].word := (a.buffer.length = 0 ? Word_event : a.buffer.items[0].word);
  a.buffer.items[0].value := (a.buffer.length = 0 ? v1 : a.buffer.items[0].value);
  a.buffer.items[0].epoch := (a.buffer.length = 0 ? 0 : a.buffer.items[0].epoch);
  a.buffer.items[1].word := (v2 ? Word_doorbell : (a.buffer.length = 1 ? Word_event : a.buffer.items[1].word));
  a.buffer.items[1].value := (v2 ? 0 : (a.buffer.length = 1 ? v1 : a.buffer.items[1].value));
  a.buffer.items[1].epoch := (v2 ? 0 : (a.buffer.length = 1 ? 0 : a.buffer.items[1].epoch));
  a.buffer.length := a.buffer.length + 1 + 1;
end;

-- model/notify/sleeping-producer.ts:35
-- A producer that has armed, and owes neither a fence nor a test, first looks for the offer of another epoch, and takes note of it and stays awake if it finds one.
rule "a.notify.lookForNext"
  a.sleeper.mode = Mode_armed & -- armed
  a.publisher.due = Due_nothing -- settled
==>
begin
  a.sender.noted := (a.sender.epoch < a.words.epoch ? a.words.epoch : a.sender.noted);
  a.sleeper.mode := (a.sender.epoch < a.words.epoch ? Mode_awake : Mode_looked);
end;

-- model/notify/sleeping-producer.ts:46
-- A producer that has looked for an offer looks at its credit once more: it stays awake if there is some, and sleeps if there is none.
rule "a.notify.recheckCredit"
  a.sleeper.mode = Mode_looked -- looked
==>
begin
  a.sleeper.mode := (a.publisher.count - a.words.published < 1 ? Mode_awake : Mode_asleep);
end;

-- model/notify/sleeping-producer.ts:53
-- A producer that has no epoch sleeps if it finds no offer; it posts nothing before, as a doorbell follows the offer.
rule "a.notify.lookForOffer"
  (a.sleeper.mode = Mode_armed | (a.sleeper.mode = Mode_awake & a.sender.epoch >= a.words.epoch)) & -- looking
  a.sender.phase = Phase_closed -- closed
==>
begin
  a.sleeper.mode := (a.sender.epoch < a.words.epoch ? Mode_awake : Mode_asleep);
end;

-- model/notify/publisher.ts:31
-- After publishing, an endpoint executes a store-load fence: it goes on when all it posted has left the processor.
rule "a.notify.fence"
  a.publisher.due = Due_fence & -- due
  a.buffer.length = 0 -- drained
==>
begin
  a.publisher.due := Due_test;
end;

-- model/notify/publisher.ts:38
-- An endpoint that owes a test reads its peer's event word once, and rings the doorbell if the word is one that it has reached and has not answered yet.
rule "a.notify.test"
  a.publisher.due = Due_test & -- due
  a.buffer.length < 2 -- hasRoom
==>
var
  v1: boolean;
begin
  v1 := a.publisher.answered < a.words.event & a.publisher.visible >= a.words.event;
  a.publisher.answered := (v1 ? a.words.event : a.publisher.answered);
  a.publisher.due := Due_nothing;
  a.buffer.items[0].word := (v1 ? (a.buffer.length = 0 ? Word_doorbell : a.buffer.items[0].word) : a.buffer.items[0].word);
  a.buffer.items[0].value := (v1 ? (a.buffer.length = 0 ? 0 : a.buffer.items[0].value) : a.buffer.items[0].value);
  a.buffer.items[0].epoch := (v1 ? (a.buffer.length = 0 ? 0 : a.buffer.items[0].epoch) : a.buffer.items[0].epoch);
  a.buffer.items[1].word := (v1 ? (a.buffer.length = 1 ? Word_doorbell : a.buffer.items[1].word) : a.buffer.items[1].word);
  a.buffer.items[1].value := (v1 ? (a.buffer.length = 1 ? 0 : a.buffer.items[1].value) : a.buffer.items[1].value);
  a.buffer.items[1].epoch := (v1 ? (a.buffer.length = 1 ? 0 : a.buffer.items[1].epoch) : a.buffer.items[1].epoch);
  a.buffer.length := (v1 ? a.buffer.length + 1 : a.buffer.length);
end;

-- model/notify/hearing.ts:16
-- An endpoint that hears a doorbell owes a test of its peer's event word, and looks again before it sleeps on.
rule "a.notify.hear"
  0 < a.bell.length -- rung
==>
begin
  a.publisher.due := (a.publisher.due = Due_nothing ? Due_test : a.publisher.due);
  a.sleeper.mode := (a.sleeper.mode = Mode_asleep | a.sleeper.mode = Mode_looked ? Mode_armed : a.sleeper.mode);
  a.bell.length := a.bell.length - 1;
  a.bell.items[0] := BellItem_rung;
end;

-- model/notify/fabric.ts:25
-- Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them.
rule "a.processor.leave"
  0 < a.buffer.length & -- buffered
  a.out.length < 1 -- hasRoom
==>
begin
  a.publisher.visible := (a.buffer.items[0].word = Word_published ? a.buffer.items[0].value : (a.buffer.items[0].word = Word_epoch ? 0 : a.publisher.visible));
  a.buffer.length := a.buffer.length - 1;
  a.out.items[0].word := (a.out.length = 0 ? a.buffer.items[0].word : a.out.items[0].word);
  a.buffer.items[0].word := a.buffer.items[1].word;
  a.buffer.items[1].word := Word_published;
  a.out.items[0].value := (a.out.length = 0 ? a.buffer.items[0].value : a.out.items[0].value);
  a.buffer.items[0].value := a.buffer.items[1].value;
  a.buffer.items[1].value := 0;
  a.out.items[0].epoch := (a.out.length = 0 ? a.buffer.items[0].epoch : a.out.items[0].epoch);
  a.buffer.items[0].epoch := a.buffer.items[1].epoch;
  a.buffer.items[1].epoch := 0;
  a.out.length := a.out.length + 1;
end;

-- model/notify/owner.ts:32
-- A consumer that opens an epoch posts a doorbell behind the offer.
rule "b.notify.open"
  b.owner.phase = OwnerPhase_closed & -- ended
  b.buffer.length + 1 < 2 -- hasRoom
==>
var
  v1: boolean;
begin
  v1 := b.buffer.length + 1 = 1;
  b.owner.phase := OwnerPhase_offered;
  b.buffer.items[0].word := (b.buffer.length = 0 ? Word_epoch : b.buffer.items[0].word);
  b.buffer.items[0].value := (b.buffer.length = 0 ? 0 : b.buffer.items[0].value);
  b.buffer.items[0].epoch := (b.buffer.length = 0 ? b.owner.epoch + 1 : b.buffer.items[0].epoch);
  b.buffer.items[1].word := (v1 ? Word_doorbell : (b.buffer.length = 1 ? Word_epoch : b.buffer.items[1].word));
  b.buffer.items[1].value := (v1 ? 0 : (b.buffer.length = 1 ? 0 : b.buffer.items[1].value));
  b.buffer.items[1].epoch := (v1 ? 0 : (b.buffer.length = 1 ? b.owner.epoch + 1 : b.buffer.items[1].epoch));
  b.owner.epoch := b.owner.epoch + 1;
  b.buffer.length := b.buffer.length + 1 + 1;
end;

-- model/notify/owner.ts:42
-- A consumer that reads that its epoch has begun starts with no count and no answer.
rule "b.notify.begun"
  b.sleeper.mode = Mode_awake & -- awake
  b.owner.phase = OwnerPhase_offered & -- offered
  b.owner.epoch = b.words.epoch -- begins
==>
begin
  b.owner.phase := OwnerPhase_begun;
  b.publisher.due := Due_nothing;
end;

-- model/notify/owner.ts:49
-- A link event wakes a consumer, whatever it sleeps for, and ends its epoch; a consumer that has armed takes its last looks first.
rule "b.notify.ownerLinkEvent"
  false & -- event
  (b.sleeper.mode = Mode_awake | b.sleeper.mode = Mode_asleep) -- notArming
==>
begin
  b.owner.phase := OwnerPhase_closed;
  b.owner.seen := b.link;
  b.consumed := 0;
  b.publisher.count := 0;
  b.publisher.answered := 0;
  b.publisher.due := Due_silent;
  b.sleeper.mode := Mode_awake;
end;

-- model/notify/owner.ts:56
-- A consumer that reads that the producer has abandoned its epoch ends it.
rule "b.notify.closed"
  b.sleeper.mode = Mode_awake & -- awake
  b.owner.phase != OwnerPhase_closed & b.owner.epoch = b.words.left -- abandoned
==>
begin
  b.owner.phase := OwnerPhase_closed;
  b.consumed := 0;
  b.publisher.count := 0;
  b.publisher.answered := 0;
  b.publisher.due := Due_silent;
end;

-- model/notify/owner.ts:63
-- A consumer that is awake may end its epoch at any time.
rule "b.notify.end"
  b.sleeper.mode = Mode_awake & -- awake
  b.owner.phase = OwnerPhase_begun & -- using
  b.owner.epoch < 2 -- notTheLast
==>
begin
  b.owner.phase := OwnerPhase_closed;
  b.consumed := 0;
  b.publisher.count := 0;
  b.publisher.answered := 0;
  b.publisher.due := Due_silent;
end;

-- model/notify/consumer.ts:21
-- A consumer takes the next committed frame.
rule "b.notify.consume"
  b.sleeper.mode = Mode_awake & -- awake
  b.owner.phase = OwnerPhase_begun & -- begun
  b.consumed < b.words.published -- committed
==>
begin
  b.consumed := b.consumed + 1;
end;

-- model/notify/consumer.ts:28
-- A consumer returns the credit it owes, and owes a fence and a test.
rule "b.notify.publishCredit"
  b.publisher.count < b.consumed & -- owed
  b.buffer.length < 2 -- hasRoom
==>
begin
  b.publisher.count := b.consumed;
  b.publisher.due := Due_fence;
  b.buffer.items[0].word := (b.buffer.length = 0 ? Word_published : b.buffer.items[0].word);
  b.buffer.items[0].value := (b.buffer.length = 0 ? b.consumed : b.buffer.items[0].value);
  b.buffer.items[0].epoch := (b.buffer.length = 0 ? 0 : b.buffer.items[0].epoch);
  b.buffer.items[1].word := (b.buffer.length = 1 ? Word_published : b.buffer.items[1].word);
  b.buffer.items[1].value := (b.buffer.length = 1 ? b.consumed : b.buffer.items[1].value);
  b.buffer.items[1].epoch := (b.buffer.length = 1 ? 0 : b.buffer.items[1].epoch);
  b.buffer.length := b.buffer.length + 1;
end;

-- model/notify/sleeping-consumer.ts:20
-- A consumer that finds no frame and owes no credit posts the number of the frame that it waits for and, behind it on the same path, a doorbell.
rule "b.notify.armForFrame"
  b.sleeper.mode = Mode_awake & -- awake
  b.owner.phase = OwnerPhase_begun & -- begun
  b.consumed = b.publisher.count & -- paid
  b.consumed < 2 & -- unfinished
  b.consumed = b.words.published & -- empty
  b.buffer.length + 1 < 2 -- hasRoom
==>
var
  v1: boolean;
begin
  v1 := b.buffer.length + 1 = 1;
  b.sleeper.mode := Mode_armed;
  b.buffer.items[0].word := (b.buffer.length = 0 ? Word_event : b.buffer.items[0].word);
  b.buffer.items[0].value := (b.buffer.length = 0 ? b.consumed + 1 : b.buffer.items[0].value);
  b.buffer.items[0].epoch := (b.buffer.length = 0 ? 0 : b.buffer.items[0].epoch);
  b.buffer.items[1].word := (v1 ? Word_doorbell : (b.buffer.length = 1 ? Word_event : b.buffer.items[1].word));
  b.buffer.items[1].value := (v1 ? 0 : (b.buffer.length = 1 ? b.consumed + 1 : b.buffer.items[1].value));
  b.buffer.items[1].epoch := (v1 ? 0 : (b.buffer.length = 1 ? 0 : b.buffer.items[1].epoch));
  b.buffer.length := b.buffer.length + 1 + 1;
end;

-- model/notify/sleeping-consumer.ts:37
-- A consumer that has armed, and owes neither a fence nor a test, first looks whether the producer has abandoned the epoch, and ends it if it has.
rule "b.notify.lookForClose"
  b.sleeper.mode = Mode_armed & -- armed
  b.publisher.due = Due_nothing -- settled
==>
begin
  b.owner.phase := (b.owner.epoch = b.words.left ? OwnerPhase_closed : b.owner.phase);
  b.consumed := (b.owner.epoch = b.words.left ? 0 : b.consumed);
  b.publisher.count := (b.owner.epoch = b.words.left ? 0 : b.publisher.count);
  b.publisher.answered := (b.owner.epoch = b.words.left ? 0 : b.publisher.answered);
  b.publisher.due := (b.owner.epoch = b.words.left ? Due_silent : b.publisher.due);
  b.sleeper.mode := (b.owner.epoch = b.words.left ? Mode_awake : Mode_looked);
end;

-- model/notify/sleeping-consumer.ts:48
-- A consumer that has looked for the end of the epoch looks for a frame once more: it stays awake if there is one, and sleeps if there is none.
rule "b.notify.recheckFrame"
  b.sleeper.mode = Mode_looked -- looked
==>
begin
  b.sleeper.mode := (b.consumed < b.words.published ? Mode_awake : Mode_asleep);
end;

-- model/notify/sleeping-consumer.ts:55
-- A consumer that has offered an epoch sleeps if the epoch has not begun; it posts nothing before, as a doorbell follows the beginning.
rule "b.notify.lookForBegin"
  (b.sleeper.mode = Mode_armed | (b.sleeper.mode = Mode_awake & b.owner.epoch != b.words.epoch)) & -- looking
  b.owner.phase = OwnerPhase_offered -- offered
==>
begin
  b.sleeper.mode := (b.owner.epoch = b.words.epoch ? Mode_awake : Mode_asleep);
end;

-- model/notify/publisher.ts:31
-- After publishing, an endpoint executes a store-load fence: it goes on when all it posted has left the processor.
rule "b.notify.fence"
  b.publisher.due = Due_fence & -- due
  b.buffer.length = 0 -- drained
==>
begin
  b.publisher.due := Due_test;
end;

-- model/notify/publisher.ts:38
-- An endpoint that owes a test reads its peer's event word once, and rings the doorbell if the word is one that it has reached and has not answered yet.
rule "b.notify.test"
  b.publisher.due = Due_test & -- due
  b.buffer.length < 2 -- hasRoom
==>
var
  v1: boolean;
begin
  v1 := b.publisher.answered < b.words.event & b.publisher.visible >= b.words.event;
  b.publisher.answered := (v1 ? b.words.event : b.publisher.answered);
  b.publisher.due := Due_nothing;
  b.buffer.items[0].word := (v1 ? (b.buffer.length = 0 ? Word_doorbell : b.buffer.items[0].word) : b.buffer.items[0].word);
  b.buffer.items[0].value := (v1 ? (b.buffer.length = 0 ? 0 : b.buffer.items[0].value) : b.buffer.items[0].value);
  b.buffer.items[0].epoch := (v1 ? (b.buffer.length = 0 ? 0 : b.buffer.items[0].epoch) : b.buffer.items[0].epoch);
  b.buffer.items[1].word := (v1 ? (b.buffer.length = 1 ? Word_doorbell : b.buffer.items[1].word) : b.buffer.items[1].word);
  b.buffer.items[1].value := (v1 ? (b.buffer.length = 1 ? 0 : b.buffer.items[1].value) : b.buffer.items[1].value);
  b.buffer.items[1].epoch := (v1 ? (b.buffer.length = 1 ? 0 : b.buffer.items[1].epoch) : b.buffer.items[1].epoch);
  b.buffer.length := (v1 ? b.buffer.length + 1 : b.buffer.length);
end;

-- model/notify/hearing.ts:16
-- An endpoint that hears a doorbell owes a test of its peer's event word, and looks again before it sleeps on.
rule "b.notify.hear"
  0 < b.bell.length -- rung
==>
begin
  b.publisher.due := (b.publisher.due = Due_nothing ? Due_test : b.publisher.due);
  b.sleeper.mode := (b.sleeper.mode = Mode_asleep | b.sleeper.mode = Mode_looked ? Mode_armed : b.sleeper.mode);
  b.bell.length := b.bell.length - 1;
  b.bell.items[0] := BellItem_rung;
end;

-- model/notify/fabric.ts:25
-- Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them.
rule "b.processor.leave"
  0 < b.buffer.length & -- buffered
  b.out.length < 1 -- hasRoom
==>
begin
  b.publisher.visible := (b.buffer.items[0].word = Word_published ? b.buffer.items[0].value : (b.buffer.items[0].word = Word_epoch ? 0 : b.publisher.visible));
  b.buffer.length := b.buffer.length - 1;
  b.out.items[0].word := (b.out.length = 0 ? b.buffer.items[0].word : b.out.items[0].word);
  b.buffer.items[0].word := b.buffer.items[1].word;
  b.buffer.items[1].word := Word_published;
  b.out.items[0].value := (b.out.length = 0 ? b.buffer.items[0].value : b.out.items[0].value);
  b.buffer.items[0].value := b.buffer.items[1].value;
  b.buffer.items[1].value := 0;
  b.out.items[0].epoch := (b.out.length = 0 ? b.buffer.items[0].epoch : b.out.items[0].epoch);
  b.buffer.items[0].epoch := b.buffer.items[1].epoch;
  b.buffer.items[1].epoch := 0;
  b.out.length := b.out.length + 1;
end;

-- model/notify/fabric.ts:46
-- Posted writes and doorbells of one direction land in the order in which they were posted, those that outlived a failure too.
rule "ab.fabric.landWord"
  0 < a.out.length -- posted
==>
begin
  a.out.length := a.out.length - 1;
  b.words.published := (a.out.items[0].word = Word_published ? a.out.items[0].value : (a.out.items[0].word = Word_event ? b.words.published : (a.out.items[0].word = Word_epoch ? 0 : b.words.published)));
  b.words.event := (a.out.items[0].word = Word_published ? b.words.event : (a.out.items[0].word = Word_event ? a.out.items[0].value : (a.out.items[0].word = Word_epoch ? 0 : b.words.event)));
  a.out.items[0].value := 0;
  b.words.epoch := (a.out.items[0].word = Word_published ? b.words.epoch : (a.out.items[0].word = Word_event ? b.words.epoch : (a.out.items[0].word = Word_epoch ? a.out.items[0].epoch : b.words.epoch)));
  b.words.left := (a.out.items[0].word = Word_published ? b.words.left : (a.out.items[0].word = Word_event ? b.words.left : (a.out.items[0].word = Word_epoch ? b.words.left : (a.out.items[0].word = Word_close ? a.out.items[0].epoch : b.words.left))));
  a.out.items[0].epoch := 0;
  b.bell.items[0] := (a.out.items[0].word = Word_doorbell ? (b.bell.length = 0 ? (b.bell.length = 0 ? BellItem_rung : b.bell.items[0]) : b.bell.items[0]) : b.bell.items[0]);
  b.bell.length := (a.out.items[0].word = Word_doorbell ? (b.bell.length = 0 ? b.bell.length + 1 : b.bell.length) : b.bell.length);
  a.out.items[0].word := Word_published;
end;

-- model/notify/fabric.ts:56
-- The zeros in front of the offer or the beginning of an epoch land before it.
rule "ab.fabric.landZeros"
  0 < a.out.length & a.out.items[0].word = Word_epoch -- next
==>
begin
  b.words.published := 0;
  b.words.event := 0;
end;

-- model/notify/fabric.ts:72
-- A link that is down loses any number of the last things that are under way in a direction.
rule "ab.fabric.loseWord"
  false & -- down
  0 < a.out.length -- posted
==>
begin
  a.out.length := a.out.length - 1;
  a.out.items[0].word := Word_published;
  a.out.items[0].value := 0;
  a.out.items[0].epoch := 0;
end;

-- model/fabric/outage.ts:29
-- The link may fail at any time. The owner of the ring sees it; the sender may see it or not.
rule "ab.fabric.linkFails(seen: byBoth)"
  false & -- left
  b.owner.epoch < 2 -- notInLastEpoch
==>
begin
  a.link := link.changes + 1;
  b.link := link.changes + 1;
  link.changes := link.changes + 1;
end;

-- model/fabric/outage.ts:29
-- The link may fail at any time. The owner of the ring sees it; the sender may see it or not.
rule "ab.fabric.linkFails(seen: byOwner)"
  false & -- left
  b.owner.epoch < 2 -- notInLastEpoch
==>
begin
  b.link := link.changes + 1;
  link.changes := link.changes + 1;
end;

-- model/fabric/outage.ts:42
-- A link that is down comes back, and whoever saw it fail sees that.
rule "ab.fabric.linkComesBack"
  false -- down
==>
begin
  b.link := link.changes + 1;
  link.changes := link.changes + 1;
end;

-- model/notify/fabric.ts:46
-- Posted writes and doorbells of one direction land in the order in which they were posted, those that outlived a failure too.
rule "ba.fabric.landWord"
  0 < b.out.length -- posted
==>
begin
  b.out.length := b.out.length - 1;
  a.words.published := (b.out.items[0].word = Word_published ? b.out.items[0].value : (b.out.items[0].word = Word_event ? a.words.published : (b.out.items[0].word = Word_epoch ? 0 : a.words.published)));
  a.words.event := (b.out.items[0].word = Word_published ? a.words.event : (b.out.items[0].word = Word_event ? b.out.items[0].value : (b.out.items[0].word = Word_epoch ? 0 : a.words.event)));
  b.out.items[0].value := 0;
  a.words.epoch := (b.out.items[0].word = Word_published ? a.words.epoch : (b.out.items[0].word = Word_event ? a.words.epoch : (b.out.items[0].word = Word_epoch ? b.out.items[0].epoch : a.words.epoch)));
  a.words.left := (b.out.items[0].word = Word_published ? a.words.left : (b.out.items[0].word = Word_event ? a.words.left : (b.out.items[0].word = Word_epoch ? a.words.left : (b.out.items[0].word = Word_close ? b.out.items[0].epoch : a.words.left))));
  b.out.items[0].epoch := 0;
  a.bell.items[0] := (b.out.items[0].word = Word_doorbell ? (a.bell.length = 0 ? (a.bell.length = 0 ? BellItem_rung : a.bell.items[0]) : a.bell.items[0]) : a.bell.items[0]);
  a.bell.length := (b.out.items[0].word = Word_doorbell ? (a.bell.length = 0 ? a.bell.length + 1 : a.bell.length) : a.bell.length);
  b.out.items[0].word := Word_published;
end;

-- model/notify/fabric.ts:56
-- The zeros in front of the offer or the beginning of an epoch land before it.
rule "ba.fabric.landZeros"
  0 < b.out.length & b.out.items[0].word = Word_epoch -- next
==>
begin
  a.words.published := 0;
  a.words.event := 0;
end;

-- model/notify/fabric.ts:72
-- A link that is down loses any number of the last things that are under way in a direction.
rule "ba.fabric.loseWord"
  false & -- down
  0 < b.out.length -- posted
==>
begin
  b.out.length := b.out.length - 1;
  b.out.items[0].word := Word_published;
  b.out.items[0].value := 0;
  b.out.items[0].epoch := 0;
end;

-- properties/sleep.ts:207
-- An endpoint that sleeps owes its peer neither a fence nor a test.
invariant "a.notify.sleepsSettled"
  a.sleeper.mode != Mode_asleep | a.publisher.due = Due_nothing | a.publisher.due = Due_silent;

-- properties/sleep.ts:233
-- Only a count and an event word carry a value, and only a word about epochs the number of one.
invariant "a.notify.noResidue"
  (0 >= a.buffer.length | ((a.buffer.items[0].word = Word_published | a.buffer.items[0].word = Word_event | a.buffer.items[0].value = 0) & (a.buffer.items[0].word = Word_epoch | a.buffer.items[0].word = Word_close ? 0 < a.buffer.items[0].epoch : a.buffer.items[0].epoch = 0))) & (1 >= a.buffer.length | ((a.buffer.items[1].word = Word_published | a.buffer.items[1].word = Word_event | a.buffer.items[1].value = 0) & (a.buffer.items[1].word = Word_epoch | a.buffer.items[1].word = Word_close ? 0 < a.buffer.items[1].epoch : a.buffer.items[1].epoch = 0))) & (0 >= a.out.length | ((a.out.items[0].word = Word_published | a.out.items[0].word = Word_event | a.out.items[0].value = 0) & (a.out.items[0].word = Word_epoch | a.out.items[0].word = Word_close ? 0 < a.out.items[0].epoch : a.out.items[0].epoch = 0)));

-- properties/sleep.ts:237
-- An endpoint's other processors see no count that was not published in its epoch, once the beginning of the epoch has left.
invariant "a.notify.visibleLate"
  !(a.publisher.due != Due_silent & (0 >= a.buffer.length | a.buffer.items[0].word != Word_epoch) & (1 >= a.buffer.length | a.buffer.items[1].word != Word_epoch)) | a.publisher.count >= a.publisher.visible;

-- properties/sleep.ts:207
-- An endpoint that sleeps owes its peer neither a fence nor a test.
invariant "b.notify.sleepsSettled"
  b.sleeper.mode != Mode_asleep | b.publisher.due = Due_nothing | b.publisher.due = Due_silent;

-- properties/sleep.ts:233
-- Only a count and an event word carry a value, and only a word about epochs the number of one.
invariant "b.notify.noResidue"
  (0 >= b.buffer.length | ((b.buffer.items[0].word = Word_published | b.buffer.items[0].word = Word_event | b.buffer.items[0].value = 0) & (b.buffer.items[0].word = Word_epoch | b.buffer.items[0].word = Word_close ? 0 < b.buffer.items[0].epoch : b.buffer.items[0].epoch = 0))) & (1 >= b.buffer.length | ((b.buffer.items[1].word = Word_published | b.buffer.items[1].word = Word_event | b.buffer.items[1].value = 0) & (b.buffer.items[1].word = Word_epoch | b.buffer.items[1].word = Word_close ? 0 < b.buffer.items[1].epoch : b.buffer.items[1].epoch = 0))) & (0 >= b.out.length | ((b.out.items[0].word = Word_published | b.out.items[0].word = Word_event | b.out.items[0].value = 0) & (b.out.items[0].word = Word_epoch | b.out.items[0].word = Word_close ? 0 < b.out.items[0].epoch : b.out.items[0].epoch = 0)));

-- properties/sleep.ts:237
-- An endpoint's other processors see no count that was not published in its epoch, once the beginning of the epoch has left.
invariant "b.notify.visibleLate"
  !(b.publisher.due != Due_silent & (0 >= b.buffer.length | b.buffer.items[0].word != Word_epoch) & (1 >= b.buffer.length | b.buffer.items[1].word != Word_epoch)) | b.publisher.count >= b.publisher.visible;

-- properties/sleep.ts:30
-- Within an epoch a consumer takes no frame that was not committed, and a producer is at most as many frames ahead of it as the ring has slots.
invariant "ab.notify.inRange"
  !(a.sender.phase = Phase_open & b.owner.phase = OwnerPhase_begun & a.sender.epoch = b.owner.epoch) | (a.publisher.count >= b.consumed & 1 >= a.publisher.count - b.consumed);

-- properties/sleep.ts:35
-- Within an epoch a producer's credit counts no frame that was not consumed.
invariant "ab.notify.creditLate"
  !(a.sender.phase = Phase_open & b.owner.phase = OwnerPhase_begun & a.sender.epoch = b.owner.epoch) | (b.publisher.count >= a.words.published & b.consumed >= b.publisher.count);

-- properties/sleep.ts:40
-- A consumer that sleeps owes no credit.
invariant "ab.notify.sleepsPaid"
  b.sleeper.mode != Mode_asleep | b.consumed = b.publisher.count;

-- properties/sleep.ts:45
-- A producer that sleeps in an epoch has a frame to send, and none that sleeps has a close to post.
invariant "ab.notify.sleepsForCredit"
  a.sleeper.mode != Mode_asleep | (a.sender.phase != Phase_left & (a.sender.phase != Phase_open | a.publisher.count < 2));

-- properties/sleep.ts:75
-- Before its first epoch an endpoint has published nothing, and waits for nothing.
invariant "ab.notify.startsZero"
  (0 < a.sender.epoch | (a.publisher.visible = 0 & b.words.published = 0 & b.words.event = 0)) & (0 < b.owner.epoch | (b.publisher.visible = 0 & a.words.published = 0 & a.words.event = 0));

-- properties/sleep.ts:60
-- Who uses no epoch has counted nothing, answered nothing and owes nothing.
invariant "ab.notify.endsBlank"
  (a.sender.phase = Phase_open ? a.publisher.due != Due_silent : a.publisher.due = Due_silent & a.publisher.count = 0 & a.publisher.answered = 0) & (b.owner.phase = OwnerPhase_begun ? b.publisher.due != Due_silent : b.publisher.due = Due_silent & b.publisher.count = 0 & b.publisher.answered = 0 & b.consumed = 0);

-- properties/sleep.ts:65
-- A producer begins and abandons no epoch that it has not used, and uses none that was not offered; a consumer offers none that it has not opened.
invariant "ab.notify.saysTrue"
  a.sender.epoch >= b.words.epoch & a.sender.epoch >= b.words.left & a.words.epoch >= a.sender.epoch & b.owner.epoch >= a.words.epoch & a.words.left = 0 & (0 < a.sender.epoch | a.sender.phase = Phase_closed);

-- properties/sleep.ts:70
-- A producer that uses an epoch has not said that it abandoned it.
invariant "ab.notify.stopsTrue"
  a.sender.phase != Phase_open | b.words.left < a.sender.epoch;

-- properties/sleep.ts:142
-- While a producer sleeps and an epoch is offered that it has not used, a doorbell is on its way to it.
invariant "ab.notify.offerWakes"
  !(a.sleeper.mode = Mode_asleep & b.owner.phase = OwnerPhase_offered & a.sender.epoch < b.owner.epoch) | !((0 >= b.buffer.length | b.buffer.items[0].word != Word_doorbell) & (1 >= b.buffer.length | b.buffer.items[1].word != Word_doorbell)) | !(0 >= b.out.length | b.out.items[0].word != Word_doorbell) | 0 < a.bell.length;

-- properties/sleep.ts:147
-- While a consumer sleeps and the epoch that it offered has begun, a doorbell is on its way to it.
invariant "ab.notify.beginWakes"
  !(b.sleeper.mode = Mode_asleep & b.owner.phase = OwnerPhase_offered & a.sender.epoch = b.owner.epoch) | !((0 >= a.buffer.length | a.buffer.items[0].word != Word_doorbell) & (1 >= a.buffer.length | a.buffer.items[1].word != Word_doorbell)) | !(0 >= a.out.length | a.out.items[0].word != Word_doorbell) | 0 < b.bell.length;

-- properties/sleep.ts:152
-- While a consumer sleeps in an epoch that the producer has abandoned, the close is still to be posted, or a doorbell is on its way to the consumer.
invariant "ab.notify.closeWakes"
  !(b.sleeper.mode = Mode_asleep & b.owner.phase = OwnerPhase_begun & a.sender.epoch = b.owner.epoch & a.sender.phase != Phase_open) | a.sender.phase = Phase_left | !((0 >= a.buffer.length | a.buffer.items[0].word != Word_doorbell) & (1 >= a.buffer.length | a.buffer.items[1].word != Word_doorbell)) | !(0 >= a.out.length | a.out.items[0].word != Word_doorbell) | 0 < b.bell.length;

-- properties/sleep.ts:164
-- Both endpoints sleep at once in one epoch.
cover "ab.notify.bothAsleep"
  a.sender.phase = Phase_open & b.owner.phase = OwnerPhase_begun & a.sender.epoch = b.owner.epoch & b.sleeper.mode = Mode_asleep & a.sleeper.mode = Mode_asleep;

-- properties/sleep.ts:158
-- A producer without an epoch sleeps.
cover "ab.notify.sleepsForOffer"
  a.sender.phase = Phase_closed & a.sleeper.mode = Mode_asleep;

-- properties/sleep.ts:161
-- A consumer sleeps that has offered an epoch.
cover "ab.notify.sleepsForBegin"
  b.owner.phase = OwnerPhase_offered & b.sleeper.mode = Mode_asleep;

-- properties/sleep.ts:95
-- The zeros of an offer have landed, the offer has not, and the producer, which still uses the old epoch, reads a count of 0.
cover "ab.notify.zerosFirst"
  a.sender.phase = Phase_open & a.sender.epoch < b.owner.epoch & a.sender.epoch = a.words.epoch & a.words.published = 0 & 1 < a.publisher.count;

-- properties/sleep.ts:168
-- Not at this size, whose numbers rule it out: ab.notify.wokenByFailure. A link failure finds both endpoints asleep, and the consumer notices first.

-- properties/sleep.ts:172
-- Not at this size, whose numbers rule it out: ab.notify.unaware. A producer that has not seen the failure sleeps for credit of an epoch that is over, while the next one is offered.

-- properties/sleep.ts:176
-- The event word of an epoch that is over lands after the next one was opened.
cover "ab.notify.staleEvent"
  0 < a.words.event & b.owner.phase = OwnerPhase_offered & 1 < b.owner.epoch & a.words.epoch < b.owner.epoch & 0 < a.sender.epoch;

-- properties/sleep.ts:56
-- A consumer that is awake, has seen no frame of its epoch and was not rung in it has posted no event word in it.
invariant "ab.notify.startsBlank"
  !(a.sender.phase = Phase_open & b.owner.phase = OwnerPhase_begun & a.sender.epoch = b.owner.epoch & b.sleeper.mode = Mode_awake & b.words.published = 0 & a.publisher.answered = 0) | a.words.event = 0;

-- properties/sleep.ts:122
-- While a consumer sleeps and a frame is committed that it has not taken, the producer still owes a test, or a doorbell is under way.
invariant "ab.notify.frameWakes"
  !(a.sender.phase = Phase_open & b.owner.phase = OwnerPhase_begun & a.sender.epoch = b.owner.epoch & b.sleeper.mode = Mode_asleep & b.consumed < a.publisher.count) | a.publisher.due != Due_nothing | !((0 >= a.buffer.length | a.buffer.items[0].word != Word_doorbell) & (1 >= a.buffer.length | a.buffer.items[1].word != Word_doorbell)) | !(0 >= a.out.length | a.out.items[0].word != Word_doorbell) | 0 < b.bell.length | !((0 >= b.buffer.length | b.buffer.items[0].word != Word_doorbell) & (1 >= b.buffer.length | b.buffer.items[1].word != Word_doorbell)) | !(0 >= b.out.length | b.out.items[0].word != Word_doorbell) | 0 < a.bell.length;

-- properties/sleep.ts:127
-- While a producer sleeps and credit was returned that it has not seen, the consumer still owes a test, or a doorbell is under way.
invariant "ab.notify.creditWakes"
  !(a.sender.phase = Phase_open & b.owner.phase = OwnerPhase_begun & a.sender.epoch = b.owner.epoch & a.sleeper.mode = Mode_asleep & a.publisher.count - b.publisher.count < 1) | b.publisher.due != Due_nothing | !((0 >= a.buffer.length | a.buffer.items[0].word != Word_doorbell) & (1 >= a.buffer.length | a.buffer.items[1].word != Word_doorbell)) | !(0 >= a.out.length | a.out.items[0].word != Word_doorbell) | 0 < b.bell.length | !((0 >= b.buffer.length | b.buffer.items[0].word != Word_doorbell) & (1 >= b.buffer.length | b.buffer.items[1].word != Word_doorbell)) | !(0 >= b.out.length | b.out.items[0].word != Word_doorbell) | 0 < a.bell.length;

-- properties/sleep.ts:132
-- The consumer has armed and found nothing, the producer has tested and not rung, and a frame waits in the ring: only the doorbell behind the event word can wake the consumer now.
cover "ab.notify.crossing"
  a.sender.phase = Phase_open & b.owner.phase = OwnerPhase_begun & a.sender.epoch = b.owner.epoch & b.sleeper.mode = Mode_asleep & a.publisher.due = Due_nothing & b.consumed < b.words.published;
