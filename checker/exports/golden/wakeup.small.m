-- wakeup: Both ends of a ring sleep when they have nothing to do, without a timer: the consumer for frames, the producer for credit.
-- Size small: slots 1, buffered 2, batched 2, posted 1, frames 2. From properties/systems/wakeup.ts.
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
--   a.notify.nothingLands
--   a.notify.staysStopped
--   a.notify.batch
--   b.notify.ringsOnce
--   b.notify.testEnds
--   b.notify.publishesOnce
--   b.notify.armsAwake
--   b.notify.nothingLands
--   b.notify.staysStopped
--   b.notify.batch
--   ab.notify.armsInNeed

type
  Due_t: enum { Due_nothing, Due_fence, Due_test };
  Publisher_t: record
    count: 0 .. 2;
    visible: 0 .. 2;
    answered: 0 .. 2;
    due: Due_t;
  end;
  Mode_t: enum { Mode_awake, Mode_armed, Mode_asleep, Mode_stopped };
  Sleeper_t: record
    mode: Mode_t;
  end;
  Words_t: record
    published: 0 .. 2;
    event: 0 .. 2;
  end;
  BellItem_t: enum { BellItem_rung };
  Bell_t: record
    length: 0 .. 1;
    items: array [0 .. 0] of BellItem_t;
  end;
  Word_t: enum { Word_published, Word_event, Word_doorbell };
  BufferItem_t: record
    word: Word_t;
    value: 0 .. 2;
  end;
  Buffer_t: record
    length: 0 .. 2;
    items: array [0 .. 1] of BufferItem_t;
  end;
  Out_t: record
    length: 0 .. 1;
    items: array [0 .. 0] of BufferItem_t;
  end;
  Link_t: enum { Link_up, Link_down };
  A_t: record
    publisher: Publisher_t;
    sleeper: Sleeper_t;
    words: Words_t;
    bell: Bell_t;
    buffer: Buffer_t;
    out: Out_t;
    link: Link_t;
  end;
  B_t: record
    consumed: 0 .. 2;
    publisher: Publisher_t;
    sleeper: Sleeper_t;
    words: Words_t;
    bell: Bell_t;
    buffer: Buffer_t;
    out: Out_t;
    link: Link_t;
  end;

var
  a: A_t;
  b: B_t;

startstate "init"
begin
  clear a;
  clear b;
end;

-- model/notify/producer.ts:17
-- A producer commits a frame while it has credit, and owes a fence and a test.
rule "a.notify.publishFrame"
  a.sleeper.mode = Mode_awake & -- awake
  a.publisher.count < 2 & -- hasFrame
  a.publisher.count - a.words.published < 1 & -- hasCredit
  a.buffer.length < 2 -- hasRoom
==>
begin
  a.publisher.due := Due_fence;
  a.buffer.items[0].word := (a.buffer.length = 0 ? Word_published : a.buffer.items[0].word);
  a.buffer.items[0].value := (a.buffer.length = 0 ? a.publisher.count + 1 : a.buffer.items[0].value);
  a.buffer.items[1].word := (a.buffer.length = 1 ? Word_published : a.buffer.items[1].word);
  a.buffer.items[1].value := (a.buffer.length = 1 ? a.publisher.count + 1 : a.buffer.items[1].value);
  a.publisher.count := a.publisher.count + 1;
  a.buffer.length := a.buffer.length + 1;
end;

-- model/notify/sleeping-producer.ts:17
-- A producer that has a frame and no credit posts the count of credit that it waits for and, behind it on the same path, a doorbell.
rule "a.notify.armForCredit"
  a.sleeper.mode = Mode_awake & -- awake
  a.publisher.count < 2 & -- hasFrame
  a.publisher.count - a.words.published >= 1 & -- noCredit
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
  a.buffer.items[1].word := (v2 ? Word_doorbell : (a.buffer.length = 1 ? Word_event : a.buffer.items[1].word));
  a.buffer.items[1].value := (v2 ? 0 : (a.buffer.length = 1 ? v1 : a.buffer.items[1].value));
  a.buffer.length := a.buffer.length + 1 + 1;
end;

-- model/notify/sleeping-producer.ts:32
-- A producer that has armed, and owes neither a fence nor a test, looks at its credit once more: it stays awake if there is some, and sleeps if there is none.
rule "a.notify.recheckCredit"
  a.sleeper.mode = Mode_armed & -- armed
  a.publisher.due = Due_nothing -- settled
==>
begin
  a.sleeper.mode := (a.publisher.count - a.words.published < 1 ? Mode_awake : Mode_asleep);
end;

-- model/notify/publisher.ts:27
-- After publishing, an endpoint executes a store-load fence: it goes on when all it posted has left the processor.
rule "a.notify.fence"
  a.publisher.due = Due_fence & -- due
  a.buffer.length = 0 -- drained
==>
begin
  a.publisher.due := Due_test;
end;

-- model/notify/publisher.ts:34
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
  a.buffer.items[1].word := (v1 ? (a.buffer.length = 1 ? Word_doorbell : a.buffer.items[1].word) : a.buffer.items[1].word);
  a.buffer.items[1].value := (v1 ? (a.buffer.length = 1 ? 0 : a.buffer.items[1].value) : a.buffer.items[1].value);
  a.buffer.length := (v1 ? a.buffer.length + 1 : a.buffer.length);
end;

-- model/notify/hearing.ts:16
-- An endpoint that hears a doorbell owes a test of its peer's event word, and looks again before it sleeps on.
rule "a.notify.hear"
  0 < a.bell.length -- rung
==>
begin
  a.publisher.due := (a.publisher.due = Due_nothing ? Due_test : a.publisher.due);
  a.sleeper.mode := (a.sleeper.mode = Mode_asleep ? Mode_armed : a.sleeper.mode);
  a.bell.length := a.bell.length - 1;
  a.bell.items[0] := BellItem_rung;
end;

-- model/notify/sleeper.ts:34
-- A link event wakes an endpoint, whatever it sleeps for.
rule "a.notify.linkEvent"
  a.link = Link_down -- down
==>
begin
  a.sleeper.mode := Mode_stopped;
end;

-- model/notify/fabric.ts:15
-- Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them.
rule "a.processor.leave"
  0 < a.buffer.length & -- buffered
  a.out.length < 1 -- hasRoom
==>
begin
  a.publisher.visible := (a.buffer.items[0].word = Word_published ? a.buffer.items[0].value : a.publisher.visible);
  a.buffer.length := a.buffer.length - 1;
  a.out.items[0].word := (a.out.length = 0 ? a.buffer.items[0].word : a.out.items[0].word);
  a.buffer.items[0].word := a.buffer.items[1].word;
  a.buffer.items[1].word := Word_published;
  a.out.items[0].value := (a.out.length = 0 ? a.buffer.items[0].value : a.out.items[0].value);
  a.buffer.items[0].value := a.buffer.items[1].value;
  a.buffer.items[1].value := 0;
  a.out.length := a.out.length + 1;
end;

-- model/notify/consumer.ts:19
-- A consumer takes the next committed frame.
rule "b.notify.consume"
  b.sleeper.mode = Mode_awake & -- awake
  b.consumed < b.words.published -- committed
==>
begin
  b.consumed := b.consumed + 1;
end;

-- model/notify/consumer.ts:26
-- A consumer returns the credit it owes, and owes a fence and a test.
rule "b.notify.publishCredit"
  b.sleeper.mode = Mode_awake & -- awake
  b.publisher.count < b.consumed & -- owed
  b.buffer.length < 2 -- hasRoom
==>
begin
  b.publisher.count := b.consumed;
  b.publisher.due := Due_fence;
  b.buffer.items[0].word := (b.buffer.length = 0 ? Word_published : b.buffer.items[0].word);
  b.buffer.items[0].value := (b.buffer.length = 0 ? b.consumed : b.buffer.items[0].value);
  b.buffer.items[1].word := (b.buffer.length = 1 ? Word_published : b.buffer.items[1].word);
  b.buffer.items[1].value := (b.buffer.length = 1 ? b.consumed : b.buffer.items[1].value);
  b.buffer.length := b.buffer.length + 1;
end;

-- model/notify/sleeping-consumer.ts:18
-- A consumer that finds no frame and owes no credit posts the number of the frame that it waits for and, behind it on the same path, a doorbell.
rule "b.notify.armForFrame"
  b.sleeper.mode = Mode_awake & -- awake
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
  b.buffer.items[1].word := (v1 ? Word_doorbell : (b.buffer.length = 1 ? Word_event : b.buffer.items[1].word));
  b.buffer.items[1].value := (v1 ? 0 : (b.buffer.length = 1 ? b.consumed + 1 : b.buffer.items[1].value));
  b.buffer.length := b.buffer.length + 1 + 1;
end;

-- model/notify/sleeping-consumer.ts:34
-- A consumer that has armed, and owes neither a fence nor a test, looks for a frame once more: it stays awake if there is one, and sleeps if there is none.
rule "b.notify.recheckFrame"
  b.sleeper.mode = Mode_armed & -- armed
  b.publisher.due = Due_nothing -- settled
==>
begin
  b.sleeper.mode := (b.consumed < b.words.published ? Mode_awake : Mode_asleep);
end;

-- model/notify/publisher.ts:27
-- After publishing, an endpoint executes a store-load fence: it goes on when all it posted has left the processor.
rule "b.notify.fence"
  b.publisher.due = Due_fence & -- due
  b.buffer.length = 0 -- drained
==>
begin
  b.publisher.due := Due_test;
end;

-- model/notify/publisher.ts:34
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
  b.buffer.items[1].word := (v1 ? (b.buffer.length = 1 ? Word_doorbell : b.buffer.items[1].word) : b.buffer.items[1].word);
  b.buffer.items[1].value := (v1 ? (b.buffer.length = 1 ? 0 : b.buffer.items[1].value) : b.buffer.items[1].value);
  b.buffer.length := (v1 ? b.buffer.length + 1 : b.buffer.length);
end;

-- model/notify/hearing.ts:16
-- An endpoint that hears a doorbell owes a test of its peer's event word, and looks again before it sleeps on.
rule "b.notify.hear"
  0 < b.bell.length -- rung
==>
begin
  b.publisher.due := (b.publisher.due = Due_nothing ? Due_test : b.publisher.due);
  b.sleeper.mode := (b.sleeper.mode = Mode_asleep ? Mode_armed : b.sleeper.mode);
  b.bell.length := b.bell.length - 1;
  b.bell.items[0] := BellItem_rung;
end;

-- model/notify/sleeper.ts:34
-- A link event wakes an endpoint, whatever it sleeps for.
rule "b.notify.linkEvent"
  b.link = Link_down -- down
==>
begin
  b.sleeper.mode := Mode_stopped;
end;

-- model/notify/fabric.ts:15
-- Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them.
rule "b.processor.leave"
  0 < b.buffer.length & -- buffered
  b.out.length < 1 -- hasRoom
==>
begin
  b.publisher.visible := (b.buffer.items[0].word = Word_published ? b.buffer.items[0].value : b.publisher.visible);
  b.buffer.length := b.buffer.length - 1;
  b.out.items[0].word := (b.out.length = 0 ? b.buffer.items[0].word : b.out.items[0].word);
  b.buffer.items[0].word := b.buffer.items[1].word;
  b.buffer.items[1].word := Word_published;
  b.out.items[0].value := (b.out.length = 0 ? b.buffer.items[0].value : b.out.items[0].value);
  b.buffer.items[0].value := b.buffer.items[1].value;
  b.buffer.items[1].value := 0;
  b.out.length := b.out.length + 1;
end;

-- model/notify/fabric.ts:35
-- Posted writes and doorbells of one direction land in the order in which they were posted.
rule "ab.fabric.landWord"
  b.link = Link_up & -- up
  0 < a.out.length -- posted
==>
begin
  a.out.length := a.out.length - 1;
  b.words.published := (a.out.items[0].word = Word_published ? a.out.items[0].value : b.words.published);
  b.words.event := (a.out.items[0].word = Word_published ? b.words.event : (a.out.items[0].word = Word_event ? a.out.items[0].value : b.words.event));
  a.out.items[0].value := 0;
  b.bell.items[0] := (a.out.items[0].word = Word_doorbell ? (b.bell.length = 0 ? (b.bell.length = 0 ? BellItem_rung : b.bell.items[0]) : b.bell.items[0]) : b.bell.items[0]);
  b.bell.length := (a.out.items[0].word = Word_doorbell ? (b.bell.length = 0 ? b.bell.length + 1 : b.bell.length) : b.bell.length);
  a.out.items[0].word := Word_published;
end;

-- model/notify/fabric.ts:54
-- What is under way on a dead link vanishes.
rule "ab.fabric.vanishWord"
  b.link = Link_down & -- down
  0 < a.out.length -- posted
==>
begin
  a.out.length := a.out.length - 1;
  a.out.items[0].word := Word_published;
  a.out.items[0].value := 0;
end;

-- model/notify/fabric.ts:70
-- The link may fail at any time, and both endpoints see that it did.
rule "ab.fabric.fails"
  b.link = Link_up -- up
==>
begin
  a.link := Link_down;
  b.link := Link_down;
end;

-- model/notify/fabric.ts:35
-- Posted writes and doorbells of one direction land in the order in which they were posted.
rule "ba.fabric.landWord"
  a.link = Link_up & -- up
  0 < b.out.length -- posted
==>
begin
  b.out.length := b.out.length - 1;
  a.words.published := (b.out.items[0].word = Word_published ? b.out.items[0].value : a.words.published);
  a.words.event := (b.out.items[0].word = Word_published ? a.words.event : (b.out.items[0].word = Word_event ? b.out.items[0].value : a.words.event));
  b.out.items[0].value := 0;
  a.bell.items[0] := (b.out.items[0].word = Word_doorbell ? (a.bell.length = 0 ? (a.bell.length = 0 ? BellItem_rung : a.bell.items[0]) : a.bell.items[0]) : a.bell.items[0]);
  a.bell.length := (b.out.items[0].word = Word_doorbell ? (a.bell.length = 0 ? a.bell.length + 1 : a.bell.length) : a.bell.length);
  b.out.items[0].word := Word_published;
end;

-- model/notify/fabric.ts:54
-- What is under way on a dead link vanishes.
rule "ba.fabric.vanishWord"
  a.link = Link_down & -- down
  0 < b.out.length -- posted
==>
begin
  b.out.length := b.out.length - 1;
  b.out.items[0].word := Word_published;
  b.out.items[0].value := 0;
end;

-- properties/sleep.ts:96
-- An endpoint that sleeps owes its peer neither a fence nor a test.
invariant "a.notify.sleepsSettled"
  a.sleeper.mode != Mode_asleep | a.publisher.due = Due_nothing;

-- properties/sleep.ts:124
-- Only a count and an event word carry a value.
invariant "a.notify.noResidue"
  (0 >= a.buffer.length | a.buffer.items[0].word = Word_published | a.buffer.items[0].word = Word_event | a.buffer.items[0].value = 0) & (1 >= a.buffer.length | a.buffer.items[1].word = Word_published | a.buffer.items[1].word = Word_event | a.buffer.items[1].value = 0) & (0 >= a.out.length | a.out.items[0].word = Word_published | a.out.items[0].word = Word_event | a.out.items[0].value = 0);

-- properties/sleep.ts:134
-- An endpoint's other processors see no count that was not published.
invariant "a.notify.visibleLate"
  a.publisher.count >= a.publisher.visible;

-- properties/sleep.ts:96
-- An endpoint that sleeps owes its peer neither a fence nor a test.
invariant "b.notify.sleepsSettled"
  b.sleeper.mode != Mode_asleep | b.publisher.due = Due_nothing;

-- properties/sleep.ts:124
-- Only a count and an event word carry a value.
invariant "b.notify.noResidue"
  (0 >= b.buffer.length | b.buffer.items[0].word = Word_published | b.buffer.items[0].word = Word_event | b.buffer.items[0].value = 0) & (1 >= b.buffer.length | b.buffer.items[1].word = Word_published | b.buffer.items[1].word = Word_event | b.buffer.items[1].value = 0) & (0 >= b.out.length | b.out.items[0].word = Word_published | b.out.items[0].word = Word_event | b.out.items[0].value = 0);

-- properties/sleep.ts:134
-- An endpoint's other processors see no count that was not published.
invariant "b.notify.visibleLate"
  b.publisher.count >= b.publisher.visible;

-- properties/sleep.ts:21
-- A consumer takes no frame that was not committed, and a producer is at most as many frames ahead of it as the ring has slots.
invariant "ab.notify.inRange"
  a.publisher.count >= b.consumed & 1 >= a.publisher.count - b.consumed;

-- properties/sleep.ts:25
-- A producer's credit counts no frame that was not consumed.
invariant "ab.notify.creditLate"
  b.publisher.count >= a.words.published & b.consumed >= b.publisher.count;

-- properties/sleep.ts:29
-- A consumer that sleeps owes no credit.
invariant "ab.notify.sleepsPaid"
  b.sleeper.mode != Mode_asleep | b.consumed = b.publisher.count;

-- properties/sleep.ts:35
-- A producer sleeps only with a frame to send.
invariant "ab.notify.sleepsForCredit"
  a.sleeper.mode != Mode_asleep | a.publisher.count < 2;

-- properties/sleep.ts:45
-- A consumer that is awake, has seen no frame and was not rung has posted no event word.
invariant "ab.notify.startsBlank"
  !(b.sleeper.mode = Mode_awake & b.words.published = 0 & a.publisher.answered = 0) | a.words.event = 0;

-- properties/sleep.ts:69
-- Both endpoints sleep at once.
cover "ab.notify.bothAsleep"
  b.sleeper.mode = Mode_asleep & a.sleeper.mode = Mode_asleep;

-- properties/sleep.ts:73
-- A link failure finds both endpoints asleep, and both notice.
cover "ab.notify.wokenByFailure"
  a.link = Link_down & b.sleeper.mode = Mode_stopped & a.sleeper.mode = Mode_asleep;

-- properties/sleep.ts:55
-- While a consumer sleeps and a frame is committed that it has not taken, the producer still owes a test, or a doorbell is under way.
invariant "ab.notify.frameWakes"
  !(a.link = Link_up & b.sleeper.mode = Mode_asleep & b.consumed < a.publisher.count) | a.publisher.due != Due_nothing | !((0 >= a.buffer.length | a.buffer.items[0].word != Word_doorbell) & (1 >= a.buffer.length | a.buffer.items[1].word != Word_doorbell)) | !(0 >= a.out.length | a.out.items[0].word != Word_doorbell) | 0 < b.bell.length | !((0 >= b.buffer.length | b.buffer.items[0].word != Word_doorbell) & (1 >= b.buffer.length | b.buffer.items[1].word != Word_doorbell)) | !(0 >= b.out.length | b.out.items[0].word != Word_doorbell) | 0 < a.bell.length;

-- properties/sleep.ts:60
-- While a producer sleeps and credit was returned that it has not seen, the consumer still owes a test, or a doorbell is under way.
invariant "ab.notify.creditWakes"
  !(a.link = Link_up & a.sleeper.mode = Mode_asleep & a.publisher.count - b.publisher.count < 1) | b.publisher.due != Due_nothing | !((0 >= a.buffer.length | a.buffer.items[0].word != Word_doorbell) & (1 >= a.buffer.length | a.buffer.items[1].word != Word_doorbell)) | !(0 >= a.out.length | a.out.items[0].word != Word_doorbell) | 0 < b.bell.length | !((0 >= b.buffer.length | b.buffer.items[0].word != Word_doorbell) & (1 >= b.buffer.length | b.buffer.items[1].word != Word_doorbell)) | !(0 >= b.out.length | b.out.items[0].word != Word_doorbell) | 0 < a.bell.length;

-- properties/sleep.ts:65
-- The consumer has armed and found nothing, the producer has tested and not rung, and a frame waits in the ring: only the doorbell behind the event word can wake the consumer now.
cover "ab.notify.crossing"
  b.sleeper.mode = Mode_asleep & a.publisher.due = Due_nothing & b.consumed < b.words.published;
