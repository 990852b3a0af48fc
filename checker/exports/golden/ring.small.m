-- ring: One direction of a ring over a link that fails and comes back: slots, credit, and the epochs that the ring's owner opens.
-- Size small: slots 1, more 0, posted 2, indices 3, tags 1, epochs 2, changes 2, seals 0. From properties/systems/ring.ts.
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
--   ab.epoch.monotone
--   ab.epoch.beginsOnce
--   ab.epoch.endedIsSilent
--   ab.epoch.sweepsAll
--   ab.slot.oneOpen
--   ab.credit.once
--   ab.fabric.stillWhileDown
--   ab.epoch.endsWithLink
--   ab.slot.delivers
--   ab.credit.comes
--   ab.epoch.begins
--   ab.epoch.recovers

type
  Phase_t: enum { Phase_closed, Phase_sweeping, Phase_open, Phase_left };
  Sender_t: record
    epoch: 0 .. 2;
    phase: Phase_t;
    swept: 0 .. 1;
    noted: 0 .. 2;
    seen: 0 .. 2;
  end;
  Stage_t: enum { Stage_idle, Stage_payload, Stage_body };
  Colour_t: enum { Colour_blank, Colour_old, Colour_white, Colour_red, Colour_blue };
  Writer_t: record
    stage: Stage_t;
    frame: Colour_t;
    left: 0 .. 0;
    committed: 0 .. 2;
  end;
  Submitted_t: enum { Submitted_none, Submitted_red, Submitted_blue };
  Credit_t: record
    tag: 0 .. 1;
    count: 0 .. 2;
  end;
  Words_t: record
    offer: 0 .. 2;
    credit: Credit_t;
  end;
  Word_t: enum { Word_payload, Word_trailer, Word_commit, Word_begin, Word_close };
  OutItem_t: record
    word: Word_t;
    slot: 0 .. 0;
    body: Colour_t;
    following: 0 .. 0;
    tag: 0 .. 1;
    count: 0 .. 2;
    epoch: 0 .. 2;
    seal: 0 .. 0;
  end;
  Out_t: record
    length: 0 .. 2;
    items: array [0 .. 1] of OutItem_t;
  end;
  A_t: record
    sender: Sender_t;
    writer: Writer_t;
    submitted: Submitted_t;
    words: Words_t;
    link: 0 .. 2;
    out: Out_t;
  end;
  OwnerPhase_t: enum { OwnerPhase_closed, OwnerPhase_offered, OwnerPhase_begun, OwnerPhase_abandoned };
  Owner_t: record
    epoch: 0 .. 2;
    phase: OwnerPhase_t;
    seen: 0 .. 2;
  end;
  ReaderStage_t: enum { ReaderStage_idle, ReaderStage_looked, ReaderStage_accepted, ReaderStage_half, ReaderStage_holding };
  Payload_t: record
    body: Colour_t;
    seal: 0 .. 0;
  end;
  Trailer_t: record
    body: Colour_t;
    following: 0 .. 0;
    seal: 0 .. 0;
  end;
  Reader_t: record
    stage: ReaderStage_t;
    payload: Payload_t;
    trailer: Trailer_t;
    missing: 0 .. 0;
    part: Colour_t;
    consumed: 0 .. 2;
    returned: 0 .. 2;
  end;
  Slots_t: record
    payload: Payload_t;
    trailer: Trailer_t;
    commit: Credit_t;
  end;
  Ring_t: record
    slots: array [0 .. 0] of Slots_t;
    begin_: 0 .. 2;
    close: 0 .. 2;
  end;
  OutItemWord_t: enum { OutItemWord_offer, OutItemWord_credit };
  BOutItem_t: record
    word: OutItemWord_t;
    tag: 0 .. 1;
    count: 0 .. 2;
    epoch: 0 .. 2;
  end;
  BOut_t: record
    length: 0 .. 2;
    items: array [0 .. 1] of BOutItem_t;
  end;
  Delivered_t: enum { Delivered_none, Delivered_red, Delivered_blue, Delivered_duplicate, Delivered_misordered, Delivered_phantom, Delivered_torn };
  Ghost_t: record
    delivered: Delivered_t;
  end;
  B_t: record
    owner: Owner_t;
    reader: Reader_t;
    ring: Ring_t;
    link: 0 .. 2;
    out: BOut_t;
    ghost: Ghost_t;
  end;
  Link_t: record
    changes: 0 .. 2;
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

-- model/epoch/sender.ts:35
-- A sender takes note of an offer that is greater than the epoch it used last and than every offer it took note of.
rule "a.epoch.hear"
  (a.sender.epoch < a.sender.noted ? a.sender.noted : a.sender.epoch) < a.words.offer -- greater
==>
begin
  a.sender.noted := a.words.offer;
end;

-- model/epoch/sender.ts:42
-- A sender adopts the offer it took note of if its link indication, read after the offer, shows no event that it has not handled; it stops what it was writing and starts at index 0 with no credit used.
rule "a.epoch.adopt"
  0 < a.sender.noted & -- noted
  a.sender.seen = a.link -- calm
==>
begin
  a.sender.epoch := a.sender.noted;
  a.sender.phase := Phase_sweeping;
  a.sender.swept := 0;
  a.sender.noted := 0;
  a.writer.stage := Stage_idle;
  a.writer.frame := Colour_blank;
  a.writer.left := 0;
  a.writer.committed := 0;
  a.submitted := Submitted_none;
end;

-- model/epoch/sender.ts:49
-- A sender that has adopted an epoch first posts a zero to the commit word of every slot.
rule "a.epoch.sweep"
  a.sender.phase = Phase_sweeping & -- sweeping
  a.sender.swept < 1 & -- more
  a.out.length < 2 -- hasRoom
==>
begin
  a.out.items[0].word := (a.out.length = 0 ? Word_commit : a.out.items[0].word);
  a.out.items[0].slot := (a.out.length = 0 ? a.sender.swept : a.out.items[0].slot);
  a.out.items[0].body := (a.out.length = 0 ? Colour_blank : a.out.items[0].body);
  a.out.items[0].following := (a.out.length = 0 ? 0 : a.out.items[0].following);
  a.out.items[0].tag := (a.out.length = 0 ? 0 : a.out.items[0].tag);
  a.out.items[0].count := (a.out.length = 0 ? 0 : a.out.items[0].count);
  a.out.items[0].epoch := (a.out.length = 0 ? 0 : a.out.items[0].epoch);
  a.out.items[0].seal := (a.out.length = 0 ? 0 : a.out.items[0].seal);
  a.out.items[1].word := (a.out.length = 1 ? Word_commit : a.out.items[1].word);
  a.out.items[1].slot := (a.out.length = 1 ? a.sender.swept : a.out.items[1].slot);
  a.sender.swept := a.sender.swept + 1;
  a.out.items[1].body := (a.out.length = 1 ? Colour_blank : a.out.items[1].body);
  a.out.items[1].following := (a.out.length = 1 ? 0 : a.out.items[1].following);
  a.out.items[1].tag := (a.out.length = 1 ? 0 : a.out.items[1].tag);
  a.out.items[1].count := (a.out.length = 1 ? 0 : a.out.items[1].count);
  a.out.items[1].epoch := (a.out.length = 1 ? 0 : a.out.items[1].epoch);
  a.out.items[1].seal := (a.out.length = 1 ? 0 : a.out.items[1].seal);
  a.out.length := a.out.length + 1;
end;

-- model/epoch/sender.ts:56
-- Behind the zeros, a sender posts the number of the epoch as the one that it begins.
rule "a.epoch.begin"
  a.sender.swept = 1 & -- swept
  a.out.length < 2 -- hasRoom
==>
begin
  a.sender.phase := Phase_open;
  a.sender.swept := 0;
  a.out.items[0].word := (a.out.length = 0 ? Word_begin : a.out.items[0].word);
  a.out.items[0].slot := (a.out.length = 0 ? 0 : a.out.items[0].slot);
  a.out.items[0].body := (a.out.length = 0 ? Colour_blank : a.out.items[0].body);
  a.out.items[0].following := (a.out.length = 0 ? 0 : a.out.items[0].following);
  a.out.items[0].tag := (a.out.length = 0 ? 0 : a.out.items[0].tag);
  a.out.items[0].count := (a.out.length = 0 ? 0 : a.out.items[0].count);
  a.out.items[0].epoch := (a.out.length = 0 ? a.sender.epoch : a.out.items[0].epoch);
  a.out.items[0].seal := (a.out.length = 0 ? 0 : a.out.items[0].seal);
  a.out.items[1].word := (a.out.length = 1 ? Word_begin : a.out.items[1].word);
  a.out.items[1].slot := (a.out.length = 1 ? 0 : a.out.items[1].slot);
  a.out.items[1].body := (a.out.length = 1 ? Colour_blank : a.out.items[1].body);
  a.out.items[1].following := (a.out.length = 1 ? 0 : a.out.items[1].following);
  a.out.items[1].tag := (a.out.length = 1 ? 0 : a.out.items[1].tag);
  a.out.items[1].count := (a.out.length = 1 ? 0 : a.out.items[1].count);
  a.out.items[1].epoch := (a.out.length = 1 ? a.sender.epoch : a.out.items[1].epoch);
  a.out.items[1].seal := (a.out.length = 1 ? 0 : a.out.items[1].seal);
  a.out.length := a.out.length + 1;
end;

-- model/epoch/sender.ts:63
-- A sender that sees a link event abandons its epoch, if it has one.
rule "a.epoch.senderLinkEvent"
  a.sender.seen != a.link -- event
==>
begin
  a.sender.phase := (a.sender.epoch = 0 ? Phase_closed : Phase_left);
  a.sender.swept := 0;
  a.sender.seen := a.link;
  a.writer.stage := Stage_idle;
  a.writer.frame := Colour_blank;
  a.writer.left := 0;
  a.writer.committed := 0;
  a.submitted := Submitted_none;
end;

-- model/epoch/sender.ts:70
-- A sender posts the number of the epoch that it abandoned, again and again, until it adopts another.
rule "a.epoch.close"
  a.sender.phase = Phase_left & -- left
  a.out.length < 2 -- hasRoom
==>
begin
  a.out.items[0].word := (a.out.length = 0 ? Word_close : a.out.items[0].word);
  a.out.items[0].slot := (a.out.length = 0 ? 0 : a.out.items[0].slot);
  a.out.items[0].body := (a.out.length = 0 ? Colour_blank : a.out.items[0].body);
  a.out.items[0].following := (a.out.length = 0 ? 0 : a.out.items[0].following);
  a.out.items[0].tag := (a.out.length = 0 ? 0 : a.out.items[0].tag);
  a.out.items[0].count := (a.out.length = 0 ? 0 : a.out.items[0].count);
  a.out.items[0].epoch := (a.out.length = 0 ? a.sender.epoch : a.out.items[0].epoch);
  a.out.items[0].seal := (a.out.length = 0 ? 0 : a.out.items[0].seal);
  a.out.items[1].word := (a.out.length = 1 ? Word_close : a.out.items[1].word);
  a.out.items[1].slot := (a.out.length = 1 ? 0 : a.out.items[1].slot);
  a.out.items[1].body := (a.out.length = 1 ? Colour_blank : a.out.items[1].body);
  a.out.items[1].following := (a.out.length = 1 ? 0 : a.out.items[1].following);
  a.out.items[1].tag := (a.out.length = 1 ? 0 : a.out.items[1].tag);
  a.out.items[1].count := (a.out.length = 1 ? 0 : a.out.items[1].count);
  a.out.items[1].epoch := (a.out.length = 1 ? a.sender.epoch : a.out.items[1].epoch);
  a.out.items[1].seal := (a.out.length = 1 ? 0 : a.out.items[1].seal);
  a.out.length := a.out.length + 1;
end;

-- model/epoch/suspicion.ts:16
-- A sender may abandon its epoch at any time.
rule "a.epoch.abandon"
  (a.sender.phase = Phase_sweeping | a.sender.phase = Phase_open) & -- using
  a.sender.epoch < 2 -- notTheLast
==>
begin
  a.sender.phase := Phase_left;
  a.sender.swept := 0;
  a.writer.stage := Stage_idle;
  a.writer.frame := Colour_blank;
  a.writer.left := 0;
  a.writer.committed := 0;
  a.submitted := Submitted_none;
end;

-- model/slot/writer.ts:37
-- A sender posts the payload of the first slot of the next frame, which is no longer than the longest, to the next slot of the ring in an open epoch, while it has credit for every slot of the frame.
rule "a.slot.writePayload(frame: white, more: 0)"
  a.sender.phase = Phase_open & -- open
  a.writer.stage = Stage_idle & -- idle
  (a.words.credit.tag = 1 + (a.sender.epoch + 1 - 1) % 1 ? (a.writer.committed - a.words.credit.count + 3) % 3 : (a.writer.committed + 3) % 3) < 1 & -- hasCredit
  a.out.length < 2 -- hasRoom
==>
var
  v1: 0 .. 0;
  v2: 0 .. 8;
  v3: 0 .. 8;
begin
  v1 := a.writer.committed % 1;
  v2 := a.sender.epoch * 3 + a.writer.committed;
  v3 := (0 < v2 ? 0 : v2);
  a.writer.stage := Stage_payload;
  a.writer.frame := Colour_white;
  a.writer.left := 0;
  a.out.items[0].word := (a.out.length = 0 ? Word_payload : a.out.items[0].word);
  a.out.items[0].slot := (a.out.length = 0 ? v1 : a.out.items[0].slot);
  a.out.items[0].body := (a.out.length = 0 ? Colour_white : a.out.items[0].body);
  a.out.items[0].following := (a.out.length = 0 ? 0 : a.out.items[0].following);
  a.out.items[0].tag := (a.out.length = 0 ? 0 : a.out.items[0].tag);
  a.out.items[0].count := (a.out.length = 0 ? 0 : a.out.items[0].count);
  a.out.items[0].epoch := (a.out.length = 0 ? 0 : a.out.items[0].epoch);
  a.out.items[0].seal := (a.out.length = 0 ? v3 : a.out.items[0].seal);
  a.out.items[1].word := (a.out.length = 1 ? Word_payload : a.out.items[1].word);
  a.out.items[1].slot := (a.out.length = 1 ? v1 : a.out.items[1].slot);
  a.out.items[1].body := (a.out.length = 1 ? Colour_white : a.out.items[1].body);
  a.out.items[1].following := (a.out.length = 1 ? 0 : a.out.items[1].following);
  a.out.items[1].tag := (a.out.length = 1 ? 0 : a.out.items[1].tag);
  a.out.items[1].count := (a.out.length = 1 ? 0 : a.out.items[1].count);
  a.out.items[1].epoch := (a.out.length = 1 ? 0 : a.out.items[1].epoch);
  a.out.items[1].seal := (a.out.length = 1 ? v3 : a.out.items[1].seal);
  a.out.length := a.out.length + 1;
end;

-- model/slot/writer.ts:37
-- A sender posts the payload of the first slot of the next frame, which is no longer than the longest, to the next slot of the ring in an open epoch, while it has credit for every slot of the frame.
rule "a.slot.writePayload(frame: red, more: 0)"
  a.sender.phase = Phase_open & -- open
  a.writer.stage = Stage_idle & -- idle
  a.submitted = Submitted_none & -- hasFrame
  (a.words.credit.tag = 1 + (a.sender.epoch + 1 - 1) % 1 ? (a.writer.committed - a.words.credit.count + 3) % 3 : (a.writer.committed + 3) % 3) < 1 & -- hasCredit
  a.out.length < 2 -- hasRoom
==>
var
  v1: 0 .. 0;
  v2: 0 .. 8;
  v3: 0 .. 8;
begin
  v1 := a.writer.committed % 1;
  v2 := a.sender.epoch * 3 + a.writer.committed;
  v3 := (0 < v2 ? 0 : v2);
  a.writer.stage := Stage_payload;
  a.writer.frame := Colour_red;
  a.writer.left := 0;
  a.submitted := Submitted_red;
  a.out.items[0].word := (a.out.length = 0 ? Word_payload : a.out.items[0].word);
  a.out.items[0].slot := (a.out.length = 0 ? v1 : a.out.items[0].slot);
  a.out.items[0].body := (a.out.length = 0 ? Colour_red : a.out.items[0].body);
  a.out.items[0].following := (a.out.length = 0 ? 0 : a.out.items[0].following);
  a.out.items[0].tag := (a.out.length = 0 ? 0 : a.out.items[0].tag);
  a.out.items[0].count := (a.out.length = 0 ? 0 : a.out.items[0].count);
  a.out.items[0].epoch := (a.out.length = 0 ? 0 : a.out.items[0].epoch);
  a.out.items[0].seal := (a.out.length = 0 ? v3 : a.out.items[0].seal);
  a.out.items[1].word := (a.out.length = 1 ? Word_payload : a.out.items[1].word);
  a.out.items[1].slot := (a.out.length = 1 ? v1 : a.out.items[1].slot);
  a.out.items[1].body := (a.out.length = 1 ? Colour_red : a.out.items[1].body);
  a.out.items[1].following := (a.out.length = 1 ? 0 : a.out.items[1].following);
  a.out.items[1].tag := (a.out.length = 1 ? 0 : a.out.items[1].tag);
  a.out.items[1].count := (a.out.length = 1 ? 0 : a.out.items[1].count);
  a.out.items[1].epoch := (a.out.length = 1 ? 0 : a.out.items[1].epoch);
  a.out.items[1].seal := (a.out.length = 1 ? v3 : a.out.items[1].seal);
  a.out.length := a.out.length + 1;
end;

-- model/slot/writer.ts:37
-- A sender posts the payload of the first slot of the next frame, which is no longer than the longest, to the next slot of the ring in an open epoch, while it has credit for every slot of the frame.
rule "a.slot.writePayload(frame: blue, more: 0)"
  a.sender.phase = Phase_open & -- open
  a.writer.stage = Stage_idle & -- idle
  a.submitted = Submitted_red & -- hasFrame
  (a.words.credit.tag = 1 + (a.sender.epoch + 1 - 1) % 1 ? (a.writer.committed - a.words.credit.count + 3) % 3 : (a.writer.committed + 3) % 3) < 1 & -- hasCredit
  a.out.length < 2 -- hasRoom
==>
var
  v1: 0 .. 0;
  v2: 0 .. 8;
  v3: 0 .. 8;
begin
  v1 := a.writer.committed % 1;
  v2 := a.sender.epoch * 3 + a.writer.committed;
  v3 := (0 < v2 ? 0 : v2);
  a.writer.stage := Stage_payload;
  a.writer.frame := Colour_blue;
  a.writer.left := 0;
  a.submitted := Submitted_blue;
  a.out.items[0].word := (a.out.length = 0 ? Word_payload : a.out.items[0].word);
  a.out.items[0].slot := (a.out.length = 0 ? v1 : a.out.items[0].slot);
  a.out.items[0].body := (a.out.length = 0 ? Colour_blue : a.out.items[0].body);
  a.out.items[0].following := (a.out.length = 0 ? 0 : a.out.items[0].following);
  a.out.items[0].tag := (a.out.length = 0 ? 0 : a.out.items[0].tag);
  a.out.items[0].count := (a.out.length = 0 ? 0 : a.out.items[0].count);
  a.out.items[0].epoch := (a.out.length = 0 ? 0 : a.out.items[0].epoch);
  a.out.items[0].seal := (a.out.length = 0 ? v3 : a.out.items[0].seal);
  a.out.items[1].word := (a.out.length = 1 ? Word_payload : a.out.items[1].word);
  a.out.items[1].slot := (a.out.length = 1 ? v1 : a.out.items[1].slot);
  a.out.items[1].body := (a.out.length = 1 ? Colour_blue : a.out.items[1].body);
  a.out.items[1].following := (a.out.length = 1 ? 0 : a.out.items[1].following);
  a.out.items[1].tag := (a.out.length = 1 ? 0 : a.out.items[1].tag);
  a.out.items[1].count := (a.out.length = 1 ? 0 : a.out.items[1].count);
  a.out.items[1].epoch := (a.out.length = 1 ? 0 : a.out.items[1].epoch);
  a.out.items[1].seal := (a.out.length = 1 ? v3 : a.out.items[1].seal);
  a.out.length := a.out.length + 1;
end;

-- model/slot/writer.ts:59
-- A sender posts the payload of the next slot of a frame that has more slots, with the credit that it had when it began the frame.
rule "a.slot.writeMore"
  a.writer.stage = Stage_idle & -- idle
  false & -- more
  a.out.length < 2 -- hasRoom
==>
var
  v1: 0 .. 0;
  v2: 0 .. 8;
  v3: 0 .. 8;
begin
  v1 := a.writer.committed % 1;
  v2 := a.sender.epoch * 3 + a.writer.committed;
  v3 := (0 < v2 ? 0 : v2);
  a.writer.stage := Stage_payload;
  a.writer.left := a.writer.left - 1;
  a.out.items[0].word := (a.out.length = 0 ? Word_payload : a.out.items[0].word);
  a.out.items[0].slot := (a.out.length = 0 ? v1 : a.out.items[0].slot);
  a.out.items[0].body := (a.out.length = 0 ? a.writer.frame : a.out.items[0].body);
  a.out.items[0].following := (a.out.length = 0 ? 0 : a.out.items[0].following);
  a.out.items[0].tag := (a.out.length = 0 ? 0 : a.out.items[0].tag);
  a.out.items[0].count := (a.out.length = 0 ? 0 : a.out.items[0].count);
  a.out.items[0].epoch := (a.out.length = 0 ? 0 : a.out.items[0].epoch);
  a.out.items[0].seal := (a.out.length = 0 ? v3 : a.out.items[0].seal);
  a.out.items[1].word := (a.out.length = 1 ? Word_payload : a.out.items[1].word);
  a.out.items[1].slot := (a.out.length = 1 ? v1 : a.out.items[1].slot);
  a.out.items[1].body := (a.out.length = 1 ? a.writer.frame : a.out.items[1].body);
  a.out.items[1].following := (a.out.length = 1 ? 0 : a.out.items[1].following);
  a.out.items[1].tag := (a.out.length = 1 ? 0 : a.out.items[1].tag);
  a.out.items[1].count := (a.out.length = 1 ? 0 : a.out.items[1].count);
  a.out.items[1].epoch := (a.out.length = 1 ? 0 : a.out.items[1].epoch);
  a.out.items[1].seal := (a.out.length = 1 ? v3 : a.out.items[1].seal);
  a.out.length := a.out.length + 1;
end;

-- model/slot/writer.ts:69
-- A sender posts the trailer of a slot after the payload: it says how many slots of the frame follow.
rule "a.slot.writeTrailer"
  a.writer.stage = Stage_payload & -- payload
  a.out.length < 2 -- hasRoom
==>
var
  v1: 0 .. 0;
  v2: 0 .. 8;
  v3: 0 .. 8;
begin
  v1 := a.writer.committed % 1;
  v2 := a.sender.epoch * 3 + a.writer.committed;
  v3 := (0 < v2 ? 0 : v2);
  a.writer.stage := Stage_body;
  a.out.items[0].word := (a.out.length = 0 ? Word_trailer : a.out.items[0].word);
  a.out.items[0].slot := (a.out.length = 0 ? v1 : a.out.items[0].slot);
  a.out.items[0].body := (a.out.length = 0 ? a.writer.frame : a.out.items[0].body);
  a.out.items[0].following := (a.out.length = 0 ? a.writer.left : a.out.items[0].following);
  a.out.items[0].tag := (a.out.length = 0 ? 0 : a.out.items[0].tag);
  a.out.items[0].count := (a.out.length = 0 ? 0 : a.out.items[0].count);
  a.out.items[0].epoch := (a.out.length = 0 ? 0 : a.out.items[0].epoch);
  a.out.items[0].seal := (a.out.length = 0 ? v3 : a.out.items[0].seal);
  a.out.items[1].word := (a.out.length = 1 ? Word_trailer : a.out.items[1].word);
  a.out.items[1].slot := (a.out.length = 1 ? v1 : a.out.items[1].slot);
  a.out.items[1].body := (a.out.length = 1 ? a.writer.frame : a.out.items[1].body);
  a.out.items[1].following := (a.out.length = 1 ? a.writer.left : a.out.items[1].following);
  a.out.items[1].tag := (a.out.length = 1 ? 0 : a.out.items[1].tag);
  a.out.items[1].count := (a.out.length = 1 ? 0 : a.out.items[1].count);
  a.out.items[1].epoch := (a.out.length = 1 ? 0 : a.out.items[1].epoch);
  a.out.items[1].seal := (a.out.length = 1 ? v3 : a.out.items[1].seal);
  a.out.length := a.out.length + 1;
end;

-- model/slot/writer.ts:79
-- A sender posts a slot's commit word, the index of the frame with the tag of its epoch, after everything else of the slot.
rule "a.slot.commit"
  a.writer.stage = Stage_body & -- body
  a.out.length < 2 -- hasRoom
==>
var
  v1: 0 .. 0;
  v2: 1 .. 1;
begin
  v1 := a.writer.committed % 1;
  v2 := 1 + (a.sender.epoch + 1 - 1) % 1;
  a.writer.stage := Stage_idle;
  a.writer.frame := Colour_blank;
  a.out.items[0].word := (a.out.length = 0 ? Word_commit : a.out.items[0].word);
  a.out.items[0].slot := (a.out.length = 0 ? v1 : a.out.items[0].slot);
  a.out.items[0].body := (a.out.length = 0 ? Colour_blank : a.out.items[0].body);
  a.out.items[0].following := (a.out.length = 0 ? 0 : a.out.items[0].following);
  a.out.items[0].tag := (a.out.length = 0 ? v2 : a.out.items[0].tag);
  a.out.items[0].count := (a.out.length = 0 ? a.writer.committed : a.out.items[0].count);
  a.out.items[0].epoch := (a.out.length = 0 ? 0 : a.out.items[0].epoch);
  a.out.items[0].seal := (a.out.length = 0 ? 0 : a.out.items[0].seal);
  a.out.items[1].word := (a.out.length = 1 ? Word_commit : a.out.items[1].word);
  a.out.items[1].slot := (a.out.length = 1 ? v1 : a.out.items[1].slot);
  a.out.items[1].body := (a.out.length = 1 ? Colour_blank : a.out.items[1].body);
  a.out.items[1].following := (a.out.length = 1 ? 0 : a.out.items[1].following);
  a.out.items[1].tag := (a.out.length = 1 ? v2 : a.out.items[1].tag);
  a.out.items[1].count := (a.out.length = 1 ? a.writer.committed : a.out.items[1].count);
  a.writer.committed := (a.writer.committed + 1) % 3;
  a.out.items[1].epoch := (a.out.length = 1 ? 0 : a.out.items[1].epoch);
  a.out.items[1].seal := (a.out.length = 1 ? 0 : a.out.items[1].seal);
  a.out.length := a.out.length + 1;
end;

-- model/epoch/owner.ts:31
-- The owner of a ring opens the next epoch when it has none and its indication shows a link that is up and no event that it has not handled.
rule "b.epoch.open"
  (b.owner.phase = OwnerPhase_closed | b.owner.phase = OwnerPhase_abandoned) & -- ended
  b.owner.seen = b.link & -- calm
  b.owner.seen % 2 = 0 -- up
==>
begin
  b.owner.epoch := b.owner.epoch + 1;
  b.owner.phase := OwnerPhase_offered;
end;

-- model/epoch/owner.ts:38
-- Until an epoch has begun, its owner posts, again and again, a credit of 0 with its tag and behind it the offer of its number.
rule "b.epoch.offer"
  b.owner.phase = OwnerPhase_offered & -- offered
  b.out.length + 1 < 2 -- hasRoom
==>
var
  v1: 1 .. 1;
  v2: boolean;
begin
  v1 := 1 + (b.owner.epoch + 1 - 1) % 1;
  v2 := b.out.length + 1 = 1;
  b.out.items[0].word := (b.out.length = 0 ? OutItemWord_credit : b.out.items[0].word);
  b.out.items[0].tag := (b.out.length = 0 ? v1 : b.out.items[0].tag);
  b.out.items[0].count := (b.out.length = 0 ? 0 : b.out.items[0].count);
  b.out.items[0].epoch := (b.out.length = 0 ? 0 : b.out.items[0].epoch);
  b.out.items[1].word := (v2 ? OutItemWord_offer : (b.out.length = 1 ? OutItemWord_credit : b.out.items[1].word));
  b.out.items[1].tag := (v2 ? 0 : (b.out.length = 1 ? v1 : b.out.items[1].tag));
  b.out.items[1].count := (v2 ? 0 : (b.out.length = 1 ? 0 : b.out.items[1].count));
  b.out.items[1].epoch := (v2 ? b.owner.epoch : (b.out.length = 1 ? 0 : b.out.items[1].epoch));
  b.out.length := b.out.length + 1 + 1;
end;

-- model/epoch/owner.ts:45
-- An epoch has begun for its owner when the sender's word says that it begins this very one.
rule "b.epoch.begun"
  b.owner.phase = OwnerPhase_offered & -- offered
  b.owner.epoch = b.ring.begin_ -- begins
==>
begin
  b.owner.phase := OwnerPhase_begun;
end;

-- model/epoch/owner.ts:52
-- The owner of a ring that sees a link event ends its epoch and stops reading: nothing of a slot that it was reading is delivered.
rule "b.epoch.ownerLinkEvent"
  b.owner.seen != b.link -- event
==>
begin
  b.owner.phase := OwnerPhase_closed;
  b.owner.seen := b.link;
  b.reader.stage := ReaderStage_idle;
  b.reader.payload.body := Colour_blank;
  b.reader.payload.seal := 0;
  b.reader.trailer.body := Colour_blank;
  b.reader.trailer.following := 0;
  b.reader.trailer.seal := 0;
  b.reader.missing := 0;
  b.reader.part := Colour_blank;
  b.reader.consumed := 0;
  b.reader.returned := 0;
  b.ghost.delivered := Delivered_none;
end;

-- model/epoch/owner.ts:60
-- The owner of a ring ends its epoch when the sender's word says that it has abandoned this very one, and stops reading.
rule "b.epoch.closed"
  (b.owner.phase = OwnerPhase_offered | b.owner.phase = OwnerPhase_begun) & -- inUse
  b.owner.epoch = b.ring.close -- abandoned
==>
begin
  b.owner.phase := OwnerPhase_abandoned;
  b.reader.stage := ReaderStage_idle;
  b.reader.payload.body := Colour_blank;
  b.reader.payload.seal := 0;
  b.reader.trailer.body := Colour_blank;
  b.reader.trailer.following := 0;
  b.reader.trailer.seal := 0;
  b.reader.missing := 0;
  b.reader.part := Colour_blank;
  b.reader.consumed := 0;
  b.reader.returned := 0;
  b.ghost.delivered := Delivered_none;
end;

-- model/slot/reader.ts:42
-- The owner of a ring in which an epoch has begun looks at the slot that it expects next: the commit word has to be exactly the index that it expects, with the tag of the epoch.
rule "b.slot.look"
  b.owner.phase = OwnerPhase_begun & -- begun
  b.reader.stage = ReaderStage_idle & -- idle
  1 + (b.owner.epoch + 1 - 1) % 1 = b.ring.slots[0].commit.tag & b.ring.slots[0].commit.count = b.reader.consumed -- committed
==>
begin
  b.reader.stage := ReaderStage_looked;
end;

-- model/slot/reader.ts:53
-- The owner that holds a slot which is not the last of its frame keeps it as a part of the frame, and has then consumed the slot.
rule "b.slot.keep"
  false -- notLast
==>
begin
  b.reader.stage := ReaderStage_idle;
  b.reader.payload.seal := 0;
  b.reader.trailer.seal := 0;
  b.reader.missing := b.reader.trailer.following;
  b.reader.trailer.following := 0;
  b.reader.part := b.reader.payload.body;
  b.reader.consumed := (b.reader.consumed + 1) % 3;
  b.ghost.delivered := (b.reader.payload.body != b.reader.trailer.body ? Delivered_torn : b.ghost.delivered);
  b.reader.payload.body := Colour_blank;
  b.reader.trailer.body := Colour_blank;
end;

-- model/slot/reader.ts:61
-- The owner that holds the last slot of a frame delivers the whole frame, and has then consumed the slot.
rule "b.slot.deliver"
  b.reader.stage = ReaderStage_holding -- holding
==>
var
  v1: Delivered_t;
  v2: boolean;
begin
  v1 := (b.reader.payload.body != b.reader.trailer.body ? Delivered_torn : b.ghost.delivered);
  v2 := v1 = Delivered_red;
  b.reader.stage := ReaderStage_idle;
  b.reader.payload.seal := 0;
  b.reader.trailer.body := Colour_blank;
  b.reader.trailer.following := 0;
  b.reader.trailer.seal := 0;
  b.reader.missing := 0;
  b.reader.part := Colour_blank;
  b.reader.consumed := (b.reader.consumed + 1) % 3;
  b.ghost.delivered := (v1 = Delivered_duplicate | v1 = Delivered_misordered | v1 = Delivered_phantom | v1 = Delivered_torn ? v1 : (b.reader.payload.body = Colour_white ? v1 : (b.reader.payload.body = Colour_red ? (v1 = Delivered_none ? Delivered_red : (v2 ? Delivered_duplicate : Delivered_misordered)) : (b.reader.payload.body != Colour_blue ? Delivered_phantom : (v2 ? Delivered_blue : (v1 = Delivered_blue ? Delivered_duplicate : Delivered_misordered))))));
  b.reader.payload.body := Colour_blank;
end;

-- model/slot/reader.ts:69
-- The owner posts the count of the frames that it has consumed, with the tag of the epoch.
rule "b.credit.return"
  b.reader.consumed != b.reader.returned & -- owed
  b.out.length < 2 -- hasRoom
==>
var
  v1: 1 .. 1;
begin
  v1 := 1 + (b.owner.epoch + 1 - 1) % 1;
  b.reader.returned := b.reader.consumed;
  b.out.items[0].word := (b.out.length = 0 ? OutItemWord_credit : b.out.items[0].word);
  b.out.items[0].tag := (b.out.length = 0 ? v1 : b.out.items[0].tag);
  b.out.items[0].count := (b.out.length = 0 ? b.reader.consumed : b.out.items[0].count);
  b.out.items[0].epoch := (b.out.length = 0 ? 0 : b.out.items[0].epoch);
  b.out.items[1].word := (b.out.length = 1 ? OutItemWord_credit : b.out.items[1].word);
  b.out.items[1].tag := (b.out.length = 1 ? v1 : b.out.items[1].tag);
  b.out.items[1].count := (b.out.length = 1 ? b.reader.consumed : b.out.items[1].count);
  b.out.items[1].epoch := (b.out.length = 1 ? 0 : b.out.items[1].epoch);
  b.out.length := b.out.length + 1;
end;

-- model/slot/indicated.ts:18
-- The owner accepts the slot if its own link indication, read after the commit word, shows no event since it opened the epoch.
rule "b.slot.accept"
  b.reader.stage = ReaderStage_looked & -- looked
  b.owner.seen = b.link -- calm
==>
begin
  b.reader.stage := ReaderStage_accepted;
end;

-- model/slot/indicated.ts:25
-- The owner copies the payload of an accepted slot once, and uses nothing but the copy.
rule "b.slot.readPayload"
  b.reader.stage = ReaderStage_accepted -- accepted
==>
begin
  b.reader.stage := ReaderStage_half;
  b.reader.payload.body := b.ring.slots[0].payload.body;
  b.reader.payload.seal := b.ring.slots[0].payload.seal;
end;

-- model/slot/indicated.ts:32
-- The owner copies the trailer of an accepted slot once, and uses nothing but the copy.
rule "b.slot.readTrailer"
  b.reader.stage = ReaderStage_half -- half
==>
begin
  b.reader.stage := ReaderStage_holding;
  b.reader.trailer.body := b.ring.slots[0].trailer.body;
  b.reader.trailer.following := b.ring.slots[0].trailer.following;
  b.reader.trailer.seal := b.ring.slots[0].trailer.seal;
end;

-- model/fabric/posted.ts:15
-- Posted writes to a ring land in the order in which they were posted, those that outlived a failure too.
rule "ab.fabric.landInRing"
  link.changes % 2 = 0 & -- up
  0 < a.out.length -- posted
==>
begin
  a.out.length := a.out.length - 1;
  a.out.items[0].slot := a.out.items[1].slot;
  a.out.items[1].slot := 0;
  b.ring.slots[0].payload.body := (a.out.items[0].word = Word_payload ? a.out.items[0].body : b.ring.slots[0].payload.body);
  b.ring.slots[0].payload.seal := (a.out.items[0].word = Word_payload ? a.out.items[0].seal : b.ring.slots[0].payload.seal);
  b.ring.slots[0].trailer.body := (a.out.items[0].word = Word_payload ? b.ring.slots[0].trailer.body : (a.out.items[0].word = Word_trailer ? a.out.items[0].body : b.ring.slots[0].trailer.body));
  a.out.items[0].body := a.out.items[1].body;
  a.out.items[1].body := Colour_blank;
  b.ring.slots[0].trailer.following := (a.out.items[0].word = Word_payload ? b.ring.slots[0].trailer.following : (a.out.items[0].word = Word_trailer ? a.out.items[0].following : b.ring.slots[0].trailer.following));
  a.out.items[0].following := a.out.items[1].following;
  a.out.items[1].following := 0;
  b.ring.slots[0].trailer.seal := (a.out.items[0].word = Word_payload ? b.ring.slots[0].trailer.seal : (a.out.items[0].word = Word_trailer ? a.out.items[0].seal : b.ring.slots[0].trailer.seal));
  a.out.items[0].seal := a.out.items[1].seal;
  a.out.items[1].seal := 0;
  b.ring.slots[0].commit.tag := (a.out.items[0].word = Word_payload ? b.ring.slots[0].commit.tag : (a.out.items[0].word = Word_trailer ? b.ring.slots[0].commit.tag : (a.out.items[0].word = Word_commit ? a.out.items[0].tag : b.ring.slots[0].commit.tag)));
  a.out.items[0].tag := a.out.items[1].tag;
  a.out.items[1].tag := 0;
  b.ring.slots[0].commit.count := (a.out.items[0].word = Word_payload ? b.ring.slots[0].commit.count : (a.out.items[0].word = Word_trailer ? b.ring.slots[0].commit.count : (a.out.items[0].word = Word_commit ? a.out.items[0].count : b.ring.slots[0].commit.count)));
  a.out.items[0].count := a.out.items[1].count;
  a.out.items[1].count := 0;
  b.ring.begin_ := (a.out.items[0].word = Word_payload ? b.ring.begin_ : (a.out.items[0].word = Word_trailer ? b.ring.begin_ : (a.out.items[0].word = Word_commit ? b.ring.begin_ : (a.out.items[0].word = Word_begin ? a.out.items[0].epoch : b.ring.begin_))));
  b.ring.close := (a.out.items[0].word = Word_payload ? b.ring.close : (a.out.items[0].word = Word_trailer ? b.ring.close : (a.out.items[0].word = Word_commit ? b.ring.close : (a.out.items[0].word = Word_begin ? b.ring.close : a.out.items[0].epoch))));
  a.out.items[0].word := a.out.items[1].word;
  a.out.items[0].epoch := a.out.items[1].epoch;
  a.out.items[1].word := Word_payload;
  a.out.items[1].epoch := 0;
end;

-- model/fabric/posted.ts:22
-- A link that is down loses any number of the last posted writes to a ring.
rule "ab.fabric.loseToRing"
  link.changes % 2 != 0 & -- down
  0 < a.out.length -- posted
==>
var
  v1: boolean;
begin
  v1 := 0 >= a.out.length - 1;
  a.out.length := a.out.length - 1;
  a.out.items[0].word := (v1 ? a.out.items[1].word : a.out.items[0].word);
  a.out.items[0].slot := (v1 ? a.out.items[1].slot : a.out.items[0].slot);
  a.out.items[0].body := (v1 ? a.out.items[1].body : a.out.items[0].body);
  a.out.items[0].following := (v1 ? a.out.items[1].following : a.out.items[0].following);
  a.out.items[0].tag := (v1 ? a.out.items[1].tag : a.out.items[0].tag);
  a.out.items[0].count := (v1 ? a.out.items[1].count : a.out.items[0].count);
  a.out.items[0].epoch := (v1 ? a.out.items[1].epoch : a.out.items[0].epoch);
  a.out.items[0].seal := (v1 ? a.out.items[1].seal : a.out.items[0].seal);
  a.out.items[1].word := Word_payload;
  a.out.items[1].slot := 0;
  a.out.items[1].body := Colour_blank;
  a.out.items[1].following := 0;
  a.out.items[1].tag := 0;
  a.out.items[1].count := 0;
  a.out.items[1].epoch := 0;
  a.out.items[1].seal := 0;
end;

-- model/fabric/outage.ts:29
-- The link may fail at any time. The owner of the ring sees it; the sender may see it or not.
rule "ab.fabric.linkFails(seen: byBoth)"
  link.changes % 2 = 0 & -- up
  link.changes < 2 & -- left
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
  link.changes % 2 = 0 & -- up
  link.changes < 2 & -- left
  b.owner.epoch < 2 -- notInLastEpoch
==>
begin
  b.link := link.changes + 1;
  link.changes := link.changes + 1;
end;

-- model/fabric/outage.ts:42
-- A link that is down comes back, and whoever saw it fail sees that.
rule "ab.fabric.linkComesBack"
  link.changes % 2 != 0 -- down
==>
begin
  a.link := (a.link % 2 = 0 ? a.link : link.changes + 1);
  b.link := link.changes + 1;
  link.changes := link.changes + 1;
end;

-- model/fabric/posted.ts:39
-- Posted writes to a sender land in the order in which they were posted, those that outlived a failure too.
rule "ba.fabric.landAtSender"
  link.changes % 2 = 0 & -- up
  0 < b.out.length -- posted
==>
begin
  b.out.length := b.out.length - 1;
  a.words.offer := (b.out.items[0].word = OutItemWord_offer ? b.out.items[0].epoch : a.words.offer);
  b.out.items[0].epoch := b.out.items[1].epoch;
  b.out.items[1].epoch := 0;
  a.words.credit.tag := (b.out.items[0].word = OutItemWord_offer ? a.words.credit.tag : b.out.items[0].tag);
  b.out.items[0].tag := b.out.items[1].tag;
  b.out.items[1].tag := 0;
  a.words.credit.count := (b.out.items[0].word = OutItemWord_offer ? a.words.credit.count : b.out.items[0].count);
  b.out.items[0].word := b.out.items[1].word;
  b.out.items[0].count := b.out.items[1].count;
  b.out.items[1].word := OutItemWord_offer;
  b.out.items[1].count := 0;
end;

-- model/fabric/posted.ts:46
-- A link that is down loses any number of the last posted writes to a sender.
rule "ba.fabric.loseToSender"
  link.changes % 2 != 0 & -- down
  0 < b.out.length -- posted
==>
var
  v1: boolean;
begin
  v1 := 0 >= b.out.length - 1;
  b.out.length := b.out.length - 1;
  b.out.items[0].word := (v1 ? b.out.items[1].word : b.out.items[0].word);
  b.out.items[0].tag := (v1 ? b.out.items[1].tag : b.out.items[0].tag);
  b.out.items[0].count := (v1 ? b.out.items[1].count : b.out.items[0].count);
  b.out.items[0].epoch := (v1 ? b.out.items[1].epoch : b.out.items[0].epoch);
  b.out.items[1].word := OutItemWord_offer;
  b.out.items[1].tag := 0;
  b.out.items[1].count := 0;
  b.out.items[1].epoch := 0;
end;

-- properties/epochs.ts:25
-- Within an epoch no frame is delivered before one that was submitted earlier.
invariant "ab.slot.inOrder"
  b.ghost.delivered != Delivered_misordered;

-- properties/epochs.ts:29
-- Within an epoch no frame is delivered twice.
invariant "ab.slot.noDuplicate"
  b.ghost.delivered != Delivered_duplicate;

-- properties/epochs.ts:33
-- Nothing is delivered that was not submitted in this epoch.
invariant "ab.slot.noPhantom"
  !(a.sender.phase = Phase_open & a.sender.epoch = b.owner.epoch) | ((b.ghost.delivered != Delivered_red | a.submitted != Submitted_none) & (b.ghost.delivered != Delivered_blue | a.submitted = Submitted_blue));

-- properties/epochs.ts:38
-- Memory that nobody has written in this life of the ring is never delivered.
invariant "ab.slot.noResidue"
  b.ghost.delivered != Delivered_phantom;

-- properties/epochs.ts:42
-- No frame is delivered whose payload and trailer are of different frames.
invariant "ab.slot.noTearing"
  b.ghost.delivered != Delivered_torn;

-- properties/epochs.ts:46
-- Within an epoch, once as many frames are consumed as were committed, every followed frame that was committed is among the delivered.
invariant "ab.slot.noLoss"
  !(a.sender.phase = Phase_open & a.sender.epoch = b.owner.epoch & b.owner.phase = OwnerPhase_begun & a.writer.stage = Stage_idle & (a.writer.committed - b.reader.consumed + 3) % 3 = 0) | (b.ghost.delivered = Delivered_none & a.submitted = Submitted_none) | (b.ghost.delivered = Delivered_red & a.submitted = Submitted_red) | (b.ghost.delivered = Delivered_blue & a.submitted = Submitted_blue);

-- properties/epochs.ts:57
-- A slot is accepted only in the epoch that the sender used last: nothing of an earlier one is accepted as this one's.
invariant "ab.slot.noStaleEpoch"
  !(b.reader.stage != ReaderStage_idle & b.reader.stage != ReaderStage_looked) | a.sender.epoch = b.owner.epoch;

-- properties/epochs.ts:140
-- An owner that holds no frame keeps no copy, no part of a frame that is whole, and a sender that has written a frame keeps nothing of it.
invariant "ab.slot.forgets"
  (b.reader.stage = ReaderStage_holding | b.reader.trailer.body = Colour_blank) & (b.reader.stage = ReaderStage_holding | b.reader.stage = ReaderStage_half | b.reader.payload.body = Colour_blank) & b.reader.part = Colour_blank & (a.writer.stage != Stage_idle | a.writer.frame = Colour_blank);

-- properties/epochs.ts:121
-- A posted write carries nothing beside what its word takes.
invariant "ab.slot.carriesNothing"
  (0 >= a.out.length | ((a.out.items[0].word = Word_payload | a.out.items[0].word = Word_trailer | a.out.items[0].body = Colour_blank) & (a.out.items[0].word = Word_commit | (a.out.items[0].tag = 0 & a.out.items[0].count = 0)) & (a.out.items[0].word = Word_begin | a.out.items[0].word = Word_close ? 0 < a.out.items[0].epoch : a.out.items[0].epoch = 0))) & (1 >= a.out.length | ((a.out.items[1].word = Word_payload | a.out.items[1].word = Word_trailer | a.out.items[1].body = Colour_blank) & (a.out.items[1].word = Word_commit | (a.out.items[1].tag = 0 & a.out.items[1].count = 0)) & (a.out.items[1].word = Word_begin | a.out.items[1].word = Word_close ? 0 < a.out.items[1].epoch : a.out.items[1].epoch = 0))) & (0 >= b.out.length | (b.out.items[0].word = OutItemWord_offer ? b.out.items[0].tag = 0 & b.out.items[0].count = 0 & 0 < b.out.items[0].epoch : 0 < b.out.items[0].tag & b.out.items[0].epoch = 0)) & (1 >= b.out.length | (b.out.items[1].word = OutItemWord_offer ? b.out.items[1].tag = 0 & b.out.items[1].count = 0 & 0 < b.out.items[1].epoch : 0 < b.out.items[1].tag & b.out.items[1].epoch = 0));

-- properties/epochs.ts:75
-- A sender uses no epoch that the owner has not opened.
invariant "ab.epoch.offered"
  b.owner.epoch >= a.sender.epoch;

-- properties/epochs.ts:90
-- A sender says of no epoch that it begins or is abandoned which it has not used, has left none before it used one, and takes note only of offers that are greater.
invariant "ab.epoch.saysTrue"
  a.sender.epoch >= b.ring.begin_ & a.sender.epoch >= b.ring.close & (a.sender.phase = Phase_closed ? a.sender.epoch = 0 : 0 < a.sender.epoch) & (a.sender.noted = 0 | a.sender.epoch < a.sender.noted);

-- properties/epochs.ts:95
-- An epoch counts as abandoned by the sender only if the sender has said so of this very one.
invariant "ab.epoch.endsTrue"
  b.owner.phase != OwnerPhase_abandoned | (0 < b.owner.epoch & b.owner.epoch = b.ring.close);

-- properties/epochs.ts:84
-- A side that uses no epoch keeps nothing of one, and slots are counted as swept only while the ring is being swept.
invariant "ab.epoch.keepsNothing"
  (a.sender.phase = Phase_sweeping | a.sender.phase = Phase_open | (a.writer.stage = Stage_idle & a.writer.frame = Colour_blank & a.writer.committed = 0 & a.submitted = Submitted_none)) & (a.sender.phase = Phase_sweeping | a.sender.swept = 0) & (b.owner.phase = OwnerPhase_begun | (b.reader.stage = ReaderStage_idle & b.reader.consumed = 0 & b.reader.returned = 0 & b.ghost.delivered = Delivered_none));

-- properties/epochs.ts:189
-- No ring says that an epoch begins which its owner has not opened.
invariant "ab.epoch.aheadOfOwner"
  !(b.owner.epoch < b.ring.begin_ | b.owner.epoch < a.words.offer);

-- properties/epochs.ts:145
-- The index wraps: more frames are consumed in one epoch than there are indices.
cover "ab.slot.wraps"
  b.reader.stage = ReaderStage_idle & b.reader.consumed = 0 & b.ghost.delivered = Delivered_blue & b.owner.phase = OwnerPhase_begun;

-- properties/epochs.ts:149
-- The ring is full: every slot is committed and none is consumed.
cover "ab.slot.full"
  a.sender.phase = Phase_open & a.sender.epoch = b.owner.epoch & b.owner.phase = OwnerPhase_begun & (a.writer.committed - b.reader.consumed + 3) % 3 = 1;

-- properties/epochs.ts:153
-- A tag is used again, and a followed frame is delivered under it.
cover "ab.epoch.tagWraps"
  1 < b.owner.epoch & b.ghost.delivered = Delivered_red;

-- properties/epochs.ts:51
-- The slot that its owner is reading holds the frame that the owner accepted.
invariant "ab.slot.neverOverwrites"
  !(b.reader.stage = ReaderStage_accepted | b.reader.stage = ReaderStage_half) | (b.ring.slots[0].commit.count = b.reader.consumed & 1 + (b.owner.epoch + 1 - 1) % 1 = b.ring.slots[0].commit.tag);

-- properties/epochs.ts:62
-- While both sides are in one epoch, no more frames are committed and not consumed than the ring has slots.
invariant "ab.credit.inRange"
  !(a.sender.phase = Phase_open & a.sender.epoch = b.owner.epoch & b.owner.phase = OwnerPhase_begun) | 1 >= (a.writer.committed - b.reader.consumed + 3) % 3;

-- properties/epochs.ts:66
-- While both sides are in one epoch, credit counts no frame that was not consumed, unless it is so wrong that the sender sees it.
invariant "ab.credit.late"
  !(a.sender.phase = Phase_open & a.sender.epoch = b.owner.epoch & b.owner.phase = OwnerPhase_begun) | (a.words.credit.tag = 1 + (a.sender.epoch + 1 - 1) % 1 ? (a.writer.committed - a.words.credit.count + 3) % 3 : (a.writer.committed + 3) % 3) >= (a.writer.committed - b.reader.consumed + 3) % 3;

-- properties/epochs.ts:183
-- An epoch is abandoned though the link has not failed.
cover "ab.epoch.abandonedInPeace"
  link.changes = 0 & a.sender.phase = Phase_left & b.owner.phase = OwnerPhase_abandoned;

-- properties/epochs.ts:128
-- An indication is true of the link, or of an earlier time when it was up; and no endpoint has handled an event that its indication does not show.
invariant "ab.fabric.indication"
  (a.link = link.changes | (a.link < link.changes & a.link % 2 = 0)) & (b.link = link.changes | (b.link < link.changes & b.link % 2 = 0)) & a.link >= a.sender.seen & b.link >= b.owner.seen;

-- properties/epochs.ts:157
-- Posted writes of an ended epoch outlive the failure: they are still under way when the link is up again and the next epoch is open.
cover "ab.epoch.survivor"
  0 < link.changes & link.changes % 2 = 0 & b.owner.phase = OwnerPhase_offered & a.sender.epoch < b.owner.epoch & !((0 >= a.out.length | !(a.out.items[0].word = Word_commit & a.out.items[0].tag != 0)) & (1 >= a.out.length | !(a.out.items[1].word = Word_commit & a.out.items[1].tag != 0)));

-- properties/epochs.ts:161
-- The link fails between the payload of a slot and its commit word, and nothing of the slot lands.
cover "ab.epoch.cutInSlot"
  link.changes % 2 != 0 & a.writer.stage = Stage_payload & a.out.length = 0;

-- properties/epochs.ts:165
-- The sender writes on in an epoch that its owner has ended, having seen no failure.
cover "ab.epoch.unseenBySender"
  a.sender.phase = Phase_open & a.sender.epoch < b.owner.epoch & 0 < link.changes & a.link = 0 & a.writer.stage = Stage_body;

-- properties/epochs.ts:169
-- The sender sees that the link has failed.
cover "ab.epoch.seenBySender"
  a.link % 2 != 0;

-- properties/epochs.ts:172
-- The owner sees that the link has failed.
cover "ab.epoch.seenByOwner"
  b.link % 2 != 0;

-- properties/epochs.ts:179
-- Credit is lost with the link: everything sent was consumed and returned, nothing is under way, and the sender does not know.
cover "ab.credit.lost"
  link.changes % 2 != 0 & b.out.length = 0 & b.owner.phase = OwnerPhase_begun & b.reader.returned != 0 & b.reader.consumed = b.reader.returned & a.words.credit.count = 0;

-- properties/epochs.ts:175
-- The slot that its owner expects is committed, and its payload was lost while its trailer landed: what it holds is torn, and only the indication tells.
cover "ab.epoch.hole"
  b.owner.phase = OwnerPhase_begun & a.sender.epoch = b.owner.epoch & 1 + (b.owner.epoch + 1 - 1) % 1 = b.ring.slots[0].commit.tag & b.ring.slots[0].commit.count = b.reader.consumed & b.ring.slots[0].payload.body != b.ring.slots[0].trailer.body;

-- properties/epochs.ts:186
-- Not at this size, whose numbers rule it out: ab.slot.long. A frame of more than one slot is half consumed.
