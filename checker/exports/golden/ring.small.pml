/* ring: One direction of a ring over a link that fails and comes back: slots, credit, and the epochs that the ring's owner opens. */
/* Size small: slots 1, more 0, posted 2, indices 3, tags 1, epochs 2, changes 2, seals 0. From properties/systems/ring.ts. */

/*
 * Made by `tcnet export --to promela`. One step is one rule with its parameters, fired at once, so SPIN finds the
 * states that `tcnet check` finds, and its transitions and one more: SPIN counts the initial state as one.
 *
 *   spin -a FILE && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -m1000000
 *
 * `spin -DCHECK -a FILE` adds a process that watches the invariants; it never moves while they hold, so the counts
 * stay the same. What must hold inside a step (a queue has room, a range is kept), properties of steps, progress,
 * refinement and deadlock are not expressed here.
 */

/* The state. What lies behind the end of a queue is 0. */
byte a_sender_epoch;                  /* a.sender.epoch: 0 … 2 */
byte a_sender_phase;                  /* a.sender.phase: 0 closed, 1 sweeping, 2 open, 3 left */
bit a_sender_swept;                   /* a.sender.swept: 0 … 1 */
byte a_sender_noted;                  /* a.sender.noted: 0 … 2 */
byte a_sender_seen;                   /* a.sender.seen: 0 … 2 */
byte a_writer_stage;                  /* a.writer.stage: 0 idle, 1 payload, 2 body */
byte a_writer_frame;                  /* a.writer.frame: 0 blank, 1 old, 2 white, 3 red, 4 blue */
bit a_writer_left;                    /* a.writer.left: 0 … 0 */
byte a_writer_committed;              /* a.writer.committed: 0 … 2 */
byte a_submitted;                     /* a.submitted: 0 none, 1 red, 2 blue */
byte a_words_offer;                   /* a.words.offer: 0 … 2 */
bit a_words_credit_tag;               /* a.words.credit.tag: 0 … 1 */
byte a_words_credit_count;            /* a.words.credit.count: 0 … 2 */
byte a_link;                          /* a.link: 0 … 2 */
byte a_out_length;                    /* a.out.length: 0 … 2 */
byte a_out_0_word;                    /* a.out[0].word: 0 payload, 1 trailer, 2 commit, 3 begin, 4 close */
bit a_out_0_slot;                     /* a.out[0].slot: 0 … 0 */
byte a_out_0_body;                    /* a.out[0].body: 0 blank, 1 old, 2 white, 3 red, 4 blue */
bit a_out_0_following;                /* a.out[0].following: 0 … 0 */
bit a_out_0_tag;                      /* a.out[0].tag: 0 … 1 */
byte a_out_0_count;                   /* a.out[0].count: 0 … 2 */
byte a_out_0_epoch;                   /* a.out[0].epoch: 0 … 2 */
bit a_out_0_seal;                     /* a.out[0].seal: 0 … 0 */
byte a_out_1_word;                    /* a.out[1].word: 0 payload, 1 trailer, 2 commit, 3 begin, 4 close */
bit a_out_1_slot;                     /* a.out[1].slot: 0 … 0 */
byte a_out_1_body;                    /* a.out[1].body: 0 blank, 1 old, 2 white, 3 red, 4 blue */
bit a_out_1_following;                /* a.out[1].following: 0 … 0 */
bit a_out_1_tag;                      /* a.out[1].tag: 0 … 1 */
byte a_out_1_count;                   /* a.out[1].count: 0 … 2 */
byte a_out_1_epoch;                   /* a.out[1].epoch: 0 … 2 */
bit a_out_1_seal;                     /* a.out[1].seal: 0 … 0 */
byte b_owner_epoch;                   /* b.owner.epoch: 0 … 2 */
byte b_owner_phase;                   /* b.owner.phase: 0 closed, 1 offered, 2 begun, 3 abandoned */
byte b_owner_seen;                    /* b.owner.seen: 0 … 2 */
byte b_reader_stage;                  /* b.reader.stage: 0 idle, 1 looked, 2 accepted, 3 half, 4 holding */
byte b_reader_payload_body;           /* b.reader.payload.body: 0 blank, 1 old, 2 white, 3 red, 4 blue */
bit b_reader_payload_seal;            /* b.reader.payload.seal: 0 … 0 */
byte b_reader_trailer_body;           /* b.reader.trailer.body: 0 blank, 1 old, 2 white, 3 red, 4 blue */
bit b_reader_trailer_following;       /* b.reader.trailer.following: 0 … 0 */
bit b_reader_trailer_seal;            /* b.reader.trailer.seal: 0 … 0 */
bit b_reader_missing;                 /* b.reader.missing: 0 … 0 */
byte b_reader_part;                   /* b.reader.part: 0 blank, 1 old, 2 white, 3 red, 4 blue */
byte b_reader_consumed;               /* b.reader.consumed: 0 … 2 */
byte b_reader_returned;               /* b.reader.returned: 0 … 2 */
byte b_ring_slots_0_payload_body;     /* b.ring.slots[0].payload.body: 0 blank, 1 old, 2 white, 3 red, 4 blue */
bit b_ring_slots_0_payload_seal;      /* b.ring.slots[0].payload.seal: 0 … 0 */
byte b_ring_slots_0_trailer_body;     /* b.ring.slots[0].trailer.body: 0 blank, 1 old, 2 white, 3 red, 4 blue */
bit b_ring_slots_0_trailer_following; /* b.ring.slots[0].trailer.following: 0 … 0 */
bit b_ring_slots_0_trailer_seal;      /* b.ring.slots[0].trailer.seal: 0 … 0 */
bit b_ring_slots_0_commit_tag;        /* b.ring.slots[0].commit.tag: 0 … 1 */
byte b_ring_slots_0_commit_count;     /* b.ring.slots[0].commit.count: 0 … 2 */
byte b_ring_begin;                    /* b.ring.begin: 0 … 2 */
byte b_ring_close;                    /* b.ring.close: 0 … 2 */
byte b_link;                          /* b.link: 0 … 2 */
byte b_out_length;                    /* b.out.length: 0 … 2 */
bit b_out_0_word;                     /* b.out[0].word: 0 offer, 1 credit */
bit b_out_0_tag;                      /* b.out[0].tag: 0 … 1 */
byte b_out_0_count;                   /* b.out[0].count: 0 … 2 */
byte b_out_0_epoch;                   /* b.out[0].epoch: 0 … 2 */
bit b_out_1_word;                     /* b.out[1].word: 0 offer, 1 credit */
bit b_out_1_tag;                      /* b.out[1].tag: 0 … 1 */
byte b_out_1_count;                   /* b.out[1].count: 0 … 2 */
byte b_out_1_epoch;                   /* b.out[1].epoch: 0 … 2 */
byte b_ghost_delivered;               /* b.ghost.delivered: 0 none, 1 red, 2 blue, 3 duplicate, 4 misordered, 5 phantom, 6 torn */
byte link_changes;                    /* link.changes: 0 … 2 */

/* Not part of the state: intermediate results within one step. */
hidden int tmp_0;
hidden int tmp_1;
hidden int tmp_2;

active proctype System() {
/* A state without successors is no error here: whether the system may rest in it is for `tcnet check`. */
end_rest:
  do

  /* a.epoch.hear (model/epoch/sender.ts:35): A sender takes note of an offer that is greater than the epoch it used last and than every offer it took note of. */
  :: d_step {
      (a_sender_epoch < a_sender_noted -> a_sender_noted : a_sender_epoch) < a_words_offer -> /* greater */
        a_sender_noted = a_words_offer;
    }

  /* a.epoch.adopt (model/epoch/sender.ts:42): A sender adopts the offer it took note of if its link indication, read after the offer, shows no event that it has not handled; it stops what it was writing and starts at index 0 with no credit used. */
  :: d_step {
      0 < a_sender_noted && /* noted */
      a_sender_seen == a_link -> /* calm */
        a_sender_epoch = a_sender_noted;
        a_sender_phase = 1;
        a_sender_swept = 0;
        a_sender_noted = 0;
        a_writer_stage = 0;
        a_writer_frame = 0;
        a_writer_left = 0;
        a_writer_committed = 0;
        a_submitted = 0;
    }

  /* a.epoch.sweep (model/epoch/sender.ts:49): A sender that has adopted an epoch first posts a zero to the commit word of every slot. */
  :: d_step {
      a_sender_phase == 1 && /* sweeping */
      a_sender_swept < 1 && /* more */
      a_out_length < 2 -> /* hasRoom */
        a_out_0_word = (a_out_length == 0 -> 2 : a_out_0_word);
        a_out_0_slot = (a_out_length == 0 -> a_sender_swept : a_out_0_slot);
        a_out_0_body = (a_out_length == 0 -> 0 : a_out_0_body);
        a_out_0_following = (a_out_length == 0 -> 0 : a_out_0_following);
        a_out_0_tag = (a_out_length == 0 -> 0 : a_out_0_tag);
        a_out_0_count = (a_out_length == 0 -> 0 : a_out_0_count);
        a_out_0_epoch = (a_out_length == 0 -> 0 : a_out_0_epoch);
        a_out_0_seal = (a_out_length == 0 -> 0 : a_out_0_seal);
        a_out_1_word = (a_out_length == 1 -> 2 : a_out_1_word);
        a_out_1_slot = (a_out_length == 1 -> a_sender_swept : a_out_1_slot);
        a_sender_swept = a_sender_swept + 1;
        a_out_1_body = (a_out_length == 1 -> 0 : a_out_1_body);
        a_out_1_following = (a_out_length == 1 -> 0 : a_out_1_following);
        a_out_1_tag = (a_out_length == 1 -> 0 : a_out_1_tag);
        a_out_1_count = (a_out_length == 1 -> 0 : a_out_1_count);
        a_out_1_epoch = (a_out_length == 1 -> 0 : a_out_1_epoch);
        a_out_1_seal = (a_out_length == 1 -> 0 : a_out_1_seal);
        a_out_length = a_out_length + 1;
    }

  /* a.epoch.begin (model/epoch/sender.ts:56): Behind the zeros, a sender posts the number of the epoch as the one that it begins. */
  :: d_step {
      a_sender_swept == 1 && /* swept */
      a_out_length < 2 -> /* hasRoom */
        a_sender_phase = 2;
        a_sender_swept = 0;
        a_out_0_word = (a_out_length == 0 -> 3 : a_out_0_word);
        a_out_0_slot = (a_out_length == 0 -> 0 : a_out_0_slot);
        a_out_0_body = (a_out_length == 0 -> 0 : a_out_0_body);
        a_out_0_following = (a_out_length == 0 -> 0 : a_out_0_following);
        a_out_0_tag = (a_out_length == 0 -> 0 : a_out_0_tag);
        a_out_0_count = (a_out_length == 0 -> 0 : a_out_0_count);
        a_out_0_epoch = (a_out_length == 0 -> a_sender_epoch : a_out_0_epoch);
        a_out_0_seal = (a_out_length == 0 -> 0 : a_out_0_seal);
        a_out_1_word = (a_out_length == 1 -> 3 : a_out_1_word);
        a_out_1_slot = (a_out_length == 1 -> 0 : a_out_1_slot);
        a_out_1_body = (a_out_length == 1 -> 0 : a_out_1_body);
        a_out_1_following = (a_out_length == 1 -> 0 : a_out_1_following);
        a_out_1_tag = (a_out_length == 1 -> 0 : a_out_1_tag);
        a_out_1_count = (a_out_length == 1 -> 0 : a_out_1_count);
        a_out_1_epoch = (a_out_length == 1 -> a_sender_epoch : a_out_1_epoch);
        a_out_1_seal = (a_out_length == 1 -> 0 : a_out_1_seal);
        a_out_length = a_out_length + 1;
    }

  /* a.epoch.senderLinkEvent (model/epoch/sender.ts:63): A sender that sees a link event abandons its epoch, if it has one. */
  :: d_step {
      a_sender_seen != a_link -> /* event */
        a_sender_phase = (a_sender_epoch == 0 -> 0 : 3);
        a_sender_swept = 0;
        a_sender_seen = a_link;
        a_writer_stage = 0;
        a_writer_frame = 0;
        a_writer_left = 0;
        a_writer_committed = 0;
        a_submitted = 0;
    }

  /* a.epoch.close (model/epoch/sender.ts:70): A sender posts the number of the epoch that it abandoned, again and again, until it adopts another. */
  :: d_step {
      a_sender_phase == 3 && /* left */
      a_out_length < 2 -> /* hasRoom */
        a_out_0_word = (a_out_length == 0 -> 4 : a_out_0_word);
        a_out_0_slot = (a_out_length == 0 -> 0 : a_out_0_slot);
        a_out_0_body = (a_out_length == 0 -> 0 : a_out_0_body);
        a_out_0_following = (a_out_length == 0 -> 0 : a_out_0_following);
        a_out_0_tag = (a_out_length == 0 -> 0 : a_out_0_tag);
        a_out_0_count = (a_out_length == 0 -> 0 : a_out_0_count);
        a_out_0_epoch = (a_out_length == 0 -> a_sender_epoch : a_out_0_epoch);
        a_out_0_seal = (a_out_length == 0 -> 0 : a_out_0_seal);
        a_out_1_word = (a_out_length == 1 -> 4 : a_out_1_word);
        a_out_1_slot = (a_out_length == 1 -> 0 : a_out_1_slot);
        a_out_1_body = (a_out_length == 1 -> 0 : a_out_1_body);
        a_out_1_following = (a_out_length == 1 -> 0 : a_out_1_following);
        a_out_1_tag = (a_out_length == 1 -> 0 : a_out_1_tag);
        a_out_1_count = (a_out_length == 1 -> 0 : a_out_1_count);
        a_out_1_epoch = (a_out_length == 1 -> a_sender_epoch : a_out_1_epoch);
        a_out_1_seal = (a_out_length == 1 -> 0 : a_out_1_seal);
        a_out_length = a_out_length + 1;
    }

  /* a.epoch.abandon (model/epoch/suspicion.ts:16): A sender may abandon its epoch at any time. */
  :: d_step {
      (a_sender_phase == 1 || a_sender_phase == 2) && /* using */
      a_sender_epoch < 2 -> /* notTheLast */
        a_sender_phase = 3;
        a_sender_swept = 0;
        a_writer_stage = 0;
        a_writer_frame = 0;
        a_writer_left = 0;
        a_writer_committed = 0;
        a_submitted = 0;
    }

  /* a.slot.writePayload(frame: white, more: 0) (model/slot/writer.ts:37): A sender posts the payload of the first slot of the next frame, which is no longer than the longest, to the next slot of the ring in an open epoch, while it has credit for every slot of the frame. */
  :: d_step {
      a_sender_phase == 2 && /* open */
      a_writer_stage == 0 && /* idle */
      (a_words_credit_tag == 1 + (a_sender_epoch + 1 - 1) % 1 -> (a_writer_committed - a_words_credit_count + 3) % 3 : (a_writer_committed + 3) % 3) < 1 && /* hasCredit */
      a_out_length < 2 -> /* hasRoom */
        tmp_0 = a_writer_committed % 1;
        tmp_1 = a_sender_epoch * 3 + a_writer_committed;
        tmp_2 = (0 < tmp_1 -> 0 : tmp_1);
        a_writer_stage = 1;
        a_writer_frame = 2;
        a_writer_left = 0;
        a_out_0_word = (a_out_length == 0 -> 0 : a_out_0_word);
        a_out_0_slot = (a_out_length == 0 -> tmp_0 : a_out_0_slot);
        a_out_0_body = (a_out_length == 0 -> 2 : a_out_0_body);
        a_out_0_following = (a_out_length == 0 -> 0 : a_out_0_following);
        a_out_0_tag = (a_out_length == 0 -> 0 : a_out_0_tag);
        a_out_0_count = (a_out_length == 0 -> 0 : a_out_0_count);
        a_out_0_epoch = (a_out_length == 0 -> 0 : a_out_0_epoch);
        a_out_0_seal = (a_out_length == 0 -> tmp_2 : a_out_0_seal);
        a_out_1_word = (a_out_length == 1 -> 0 : a_out_1_word);
        a_out_1_slot = (a_out_length == 1 -> tmp_0 : a_out_1_slot);
        a_out_1_body = (a_out_length == 1 -> 2 : a_out_1_body);
        a_out_1_following = (a_out_length == 1 -> 0 : a_out_1_following);
        a_out_1_tag = (a_out_length == 1 -> 0 : a_out_1_tag);
        a_out_1_count = (a_out_length == 1 -> 0 : a_out_1_count);
        a_out_1_epoch = (a_out_length == 1 -> 0 : a_out_1_epoch);
        a_out_1_seal = (a_out_length == 1 -> tmp_2 : a_out_1_seal);
        a_out_length = a_out_length + 1;
    }

  /* a.slot.writePayload(frame: red, more: 0) (model/slot/writer.ts:37): A sender posts the payload of the first slot of the next frame, which is no longer than the longest, to the next slot of the ring in an open epoch, while it has credit for every slot of the frame. */
  :: d_step {
      a_sender_phase == 2 && /* open */
      a_writer_stage == 0 && /* idle */
      a_submitted == 0 && /* hasFrame */
      (a_words_credit_tag == 1 + (a_sender_epoch + 1 - 1) % 1 -> (a_writer_committed - a_words_credit_count + 3) % 3 : (a_writer_committed + 3) % 3) < 1 && /* hasCredit */
      a_out_length < 2 -> /* hasRoom */
        tmp_0 = a_writer_committed % 1;
        tmp_1 = a_sender_epoch * 3 + a_writer_committed;
        tmp_2 = (0 < tmp_1 -> 0 : tmp_1);
        a_writer_stage = 1;
        a_writer_frame = 3;
        a_writer_left = 0;
        a_submitted = 1;
        a_out_0_word = (a_out_length == 0 -> 0 : a_out_0_word);
        a_out_0_slot = (a_out_length == 0 -> tmp_0 : a_out_0_slot);
        a_out_0_body = (a_out_length == 0 -> 3 : a_out_0_body);
        a_out_0_following = (a_out_length == 0 -> 0 : a_out_0_following);
        a_out_0_tag = (a_out_length == 0 -> 0 : a_out_0_tag);
        a_out_0_count = (a_out_length == 0 -> 0 : a_out_0_count);
        a_out_0_epoch = (a_out_length == 0 -> 0 : a_out_0_epoch);
        a_out_0_seal = (a_out_length == 0 -> tmp_2 : a_out_0_seal);
        a_out_1_word = (a_out_length == 1 -> 0 : a_out_1_word);
        a_out_1_slot = (a_out_length == 1 -> tmp_0 : a_out_1_slot);
        a_out_1_body = (a_out_length == 1 -> 3 : a_out_1_body);
        a_out_1_following = (a_out_length == 1 -> 0 : a_out_1_following);
        a_out_1_tag = (a_out_length == 1 -> 0 : a_out_1_tag);
        a_out_1_count = (a_out_length == 1 -> 0 : a_out_1_count);
        a_out_1_epoch = (a_out_length == 1 -> 0 : a_out_1_epoch);
        a_out_1_seal = (a_out_length == 1 -> tmp_2 : a_out_1_seal);
        a_out_length = a_out_length + 1;
    }

  /* a.slot.writePayload(frame: blue, more: 0) (model/slot/writer.ts:37): A sender posts the payload of the first slot of the next frame, which is no longer than the longest, to the next slot of the ring in an open epoch, while it has credit for every slot of the frame. */
  :: d_step {
      a_sender_phase == 2 && /* open */
      a_writer_stage == 0 && /* idle */
      a_submitted == 1 && /* hasFrame */
      (a_words_credit_tag == 1 + (a_sender_epoch + 1 - 1) % 1 -> (a_writer_committed - a_words_credit_count + 3) % 3 : (a_writer_committed + 3) % 3) < 1 && /* hasCredit */
      a_out_length < 2 -> /* hasRoom */
        tmp_0 = a_writer_committed % 1;
        tmp_1 = a_sender_epoch * 3 + a_writer_committed;
        tmp_2 = (0 < tmp_1 -> 0 : tmp_1);
        a_writer_stage = 1;
        a_writer_frame = 4;
        a_writer_left = 0;
        a_submitted = 2;
        a_out_0_word = (a_out_length == 0 -> 0 : a_out_0_word);
        a_out_0_slot = (a_out_length == 0 -> tmp_0 : a_out_0_slot);
        a_out_0_body = (a_out_length == 0 -> 4 : a_out_0_body);
        a_out_0_following = (a_out_length == 0 -> 0 : a_out_0_following);
        a_out_0_tag = (a_out_length == 0 -> 0 : a_out_0_tag);
        a_out_0_count = (a_out_length == 0 -> 0 : a_out_0_count);
        a_out_0_epoch = (a_out_length == 0 -> 0 : a_out_0_epoch);
        a_out_0_seal = (a_out_length == 0 -> tmp_2 : a_out_0_seal);
        a_out_1_word = (a_out_length == 1 -> 0 : a_out_1_word);
        a_out_1_slot = (a_out_length == 1 -> tmp_0 : a_out_1_slot);
        a_out_1_body = (a_out_length == 1 -> 4 : a_out_1_body);
        a_out_1_following = (a_out_length == 1 -> 0 : a_out_1_following);
        a_out_1_tag = (a_out_length == 1 -> 0 : a_out_1_tag);
        a_out_1_count = (a_out_length == 1 -> 0 : a_out_1_count);
        a_out_1_epoch = (a_out_length == 1 -> 0 : a_out_1_epoch);
        a_out_1_seal = (a_out_length == 1 -> tmp_2 : a_out_1_seal);
        a_out_length = a_out_length + 1;
    }

  /* a.slot.writeMore (model/slot/writer.ts:59): A sender posts the payload of the next slot of a frame that has more slots, with the credit that it had when it began the frame. */
  :: d_step {
      a_writer_stage == 0 && /* idle */
      false && /* more */
      a_out_length < 2 -> /* hasRoom */
        tmp_0 = a_writer_committed % 1;
        tmp_1 = a_sender_epoch * 3 + a_writer_committed;
        tmp_2 = (0 < tmp_1 -> 0 : tmp_1);
        a_writer_stage = 1;
        a_writer_left = a_writer_left - 1;
        a_out_0_word = (a_out_length == 0 -> 0 : a_out_0_word);
        a_out_0_slot = (a_out_length == 0 -> tmp_0 : a_out_0_slot);
        a_out_0_body = (a_out_length == 0 -> a_writer_frame : a_out_0_body);
        a_out_0_following = (a_out_length == 0 -> 0 : a_out_0_following);
        a_out_0_tag = (a_out_length == 0 -> 0 : a_out_0_tag);
        a_out_0_count = (a_out_length == 0 -> 0 : a_out_0_count);
        a_out_0_epoch = (a_out_length == 0 -> 0 : a_out_0_epoch);
        a_out_0_seal = (a_out_length == 0 -> tmp_2 : a_out_0_seal);
        a_out_1_word = (a_out_length == 1 -> 0 : a_out_1_word);
        a_out_1_slot = (a_out_length == 1 -> tmp_0 : a_out_1_slot);
        a_out_1_body = (a_out_length == 1 -> a_writer_frame : a_out_1_body);
        a_out_1_following = (a_out_length == 1 -> 0 : a_out_1_following);
        a_out_1_tag = (a_out_length == 1 -> 0 : a_out_1_tag);
        a_out_1_count = (a_out_length == 1 -> 0 : a_out_1_count);
        a_out_1_epoch = (a_out_length == 1 -> 0 : a_out_1_epoch);
        a_out_1_seal = (a_out_length == 1 -> tmp_2 : a_out_1_seal);
        a_out_length = a_out_length + 1;
    }

  /* a.slot.writeTrailer (model/slot/writer.ts:69): A sender posts the trailer of a slot after the payload: it says how many slots of the frame follow. */
  :: d_step {
      a_writer_stage == 1 && /* payload */
      a_out_length < 2 -> /* hasRoom */
        tmp_0 = a_writer_committed % 1;
        tmp_1 = a_sender_epoch * 3 + a_writer_committed;
        tmp_2 = (0 < tmp_1 -> 0 : tmp_1);
        a_writer_stage = 2;
        a_out_0_word = (a_out_length == 0 -> 1 : a_out_0_word);
        a_out_0_slot = (a_out_length == 0 -> tmp_0 : a_out_0_slot);
        a_out_0_body = (a_out_length == 0 -> a_writer_frame : a_out_0_body);
        a_out_0_following = (a_out_length == 0 -> a_writer_left : a_out_0_following);
        a_out_0_tag = (a_out_length == 0 -> 0 : a_out_0_tag);
        a_out_0_count = (a_out_length == 0 -> 0 : a_out_0_count);
        a_out_0_epoch = (a_out_length == 0 -> 0 : a_out_0_epoch);
        a_out_0_seal = (a_out_length == 0 -> tmp_2 : a_out_0_seal);
        a_out_1_word = (a_out_length == 1 -> 1 : a_out_1_word);
        a_out_1_slot = (a_out_length == 1 -> tmp_0 : a_out_1_slot);
        a_out_1_body = (a_out_length == 1 -> a_writer_frame : a_out_1_body);
        a_out_1_following = (a_out_length == 1 -> a_writer_left : a_out_1_following);
        a_out_1_tag = (a_out_length == 1 -> 0 : a_out_1_tag);
        a_out_1_count = (a_out_length == 1 -> 0 : a_out_1_count);
        a_out_1_epoch = (a_out_length == 1 -> 0 : a_out_1_epoch);
        a_out_1_seal = (a_out_length == 1 -> tmp_2 : a_out_1_seal);
        a_out_length = a_out_length + 1;
    }

  /* a.slot.commit (model/slot/writer.ts:79): A sender posts a slot's commit word, the index of the frame with the tag of its epoch, after everything else of the slot. */
  :: d_step {
      a_writer_stage == 2 && /* body */
      a_out_length < 2 -> /* hasRoom */
        tmp_0 = a_writer_committed % 1;
        tmp_1 = 1 + (a_sender_epoch + 1 - 1) % 1;
        a_writer_stage = 0;
        a_writer_frame = 0;
        a_out_0_word = (a_out_length == 0 -> 2 : a_out_0_word);
        a_out_0_slot = (a_out_length == 0 -> tmp_0 : a_out_0_slot);
        a_out_0_body = (a_out_length == 0 -> 0 : a_out_0_body);
        a_out_0_following = (a_out_length == 0 -> 0 : a_out_0_following);
        a_out_0_tag = (a_out_length == 0 -> tmp_1 : a_out_0_tag);
        a_out_0_count = (a_out_length == 0 -> a_writer_committed : a_out_0_count);
        a_out_0_epoch = (a_out_length == 0 -> 0 : a_out_0_epoch);
        a_out_0_seal = (a_out_length == 0 -> 0 : a_out_0_seal);
        a_out_1_word = (a_out_length == 1 -> 2 : a_out_1_word);
        a_out_1_slot = (a_out_length == 1 -> tmp_0 : a_out_1_slot);
        a_out_1_body = (a_out_length == 1 -> 0 : a_out_1_body);
        a_out_1_following = (a_out_length == 1 -> 0 : a_out_1_following);
        a_out_1_tag = (a_out_length == 1 -> tmp_1 : a_out_1_tag);
        a_out_1_count = (a_out_length == 1 -> a_writer_committed : a_out_1_count);
        a_writer_committed = (a_writer_committed + 1) % 3;
        a_out_1_epoch = (a_out_length == 1 -> 0 : a_out_1_epoch);
        a_out_1_seal = (a_out_length == 1 -> 0 : a_out_1_seal);
        a_out_length = a_out_length + 1;
    }

  /* b.epoch.open (model/epoch/owner.ts:31): The owner of a ring opens the next epoch when it has none and its indication shows a link that is up and no event that it has not handled. */
  :: d_step {
      (b_owner_phase == 0 || b_owner_phase == 3) && /* ended */
      b_owner_seen == b_link && /* calm */
      b_owner_seen % 2 == 0 -> /* up */
        b_owner_epoch = b_owner_epoch + 1;
        b_owner_phase = 1;
    }

  /* b.epoch.offer (model/epoch/owner.ts:38): Until an epoch has begun, its owner posts, again and again, a credit of 0 with its tag and behind it the offer of its number. */
  :: d_step {
      b_owner_phase == 1 && /* offered */
      b_out_length + 1 < 2 -> /* hasRoom */
        tmp_0 = 1 + (b_owner_epoch + 1 - 1) % 1;
        tmp_1 = b_out_length + 1 == 1;
        b_out_0_word = (b_out_length == 0 -> 1 : b_out_0_word);
        b_out_0_tag = (b_out_length == 0 -> tmp_0 : b_out_0_tag);
        b_out_0_count = (b_out_length == 0 -> 0 : b_out_0_count);
        b_out_0_epoch = (b_out_length == 0 -> 0 : b_out_0_epoch);
        b_out_1_word = (tmp_1 -> 0 : (b_out_length == 1 -> 1 : b_out_1_word));
        b_out_1_tag = (tmp_1 -> 0 : (b_out_length == 1 -> tmp_0 : b_out_1_tag));
        b_out_1_count = (tmp_1 -> 0 : (b_out_length == 1 -> 0 : b_out_1_count));
        b_out_1_epoch = (tmp_1 -> b_owner_epoch : (b_out_length == 1 -> 0 : b_out_1_epoch));
        b_out_length = b_out_length + 1 + 1;
    }

  /* b.epoch.begun (model/epoch/owner.ts:45): An epoch has begun for its owner when the sender's word says that it begins this very one. */
  :: d_step {
      b_owner_phase == 1 && /* offered */
      b_owner_epoch == b_ring_begin -> /* begins */
        b_owner_phase = 2;
    }

  /* b.epoch.ownerLinkEvent (model/epoch/owner.ts:52): The owner of a ring that sees a link event ends its epoch and stops reading: nothing of a slot that it was reading is delivered. */
  :: d_step {
      b_owner_seen != b_link -> /* event */
        b_owner_phase = 0;
        b_owner_seen = b_link;
        b_reader_stage = 0;
        b_reader_payload_body = 0;
        b_reader_payload_seal = 0;
        b_reader_trailer_body = 0;
        b_reader_trailer_following = 0;
        b_reader_trailer_seal = 0;
        b_reader_missing = 0;
        b_reader_part = 0;
        b_reader_consumed = 0;
        b_reader_returned = 0;
        b_ghost_delivered = 0;
    }

  /* b.epoch.closed (model/epoch/owner.ts:60): The owner of a ring ends its epoch when the sender's word says that it has abandoned this very one, and stops reading. */
  :: d_step {
      (b_owner_phase == 1 || b_owner_phase == 2) && /* inUse */
      b_owner_epoch == b_ring_close -> /* abandoned */
        b_owner_phase = 3;
        b_reader_stage = 0;
        b_reader_payload_body = 0;
        b_reader_payload_seal = 0;
        b_reader_trailer_body = 0;
        b_reader_trailer_following = 0;
        b_reader_trailer_seal = 0;
        b_reader_missing = 0;
        b_reader_part = 0;
        b_reader_consumed = 0;
        b_reader_returned = 0;
        b_ghost_delivered = 0;
    }

  /* b.slot.look (model/slot/reader.ts:42): The owner of a ring in which an epoch has begun looks at the slot that it expects next: the commit word has to be exactly the index that it expects, with the tag of the epoch. */
  :: d_step {
      b_owner_phase == 2 && /* begun */
      b_reader_stage == 0 && /* idle */
      1 + (b_owner_epoch + 1 - 1) % 1 == b_ring_slots_0_commit_tag && b_ring_slots_0_commit_count == b_reader_consumed -> /* committed */
        b_reader_stage = 1;
    }

  /* b.slot.keep (model/slot/reader.ts:53): The owner that holds a slot which is not the last of its frame keeps it as a part of the frame, and has then consumed the slot. */
  :: d_step {
      false -> /* notLast */
        b_reader_stage = 0;
        b_reader_payload_seal = 0;
        b_reader_trailer_seal = 0;
        b_reader_missing = b_reader_trailer_following;
        b_reader_trailer_following = 0;
        b_reader_part = b_reader_payload_body;
        b_reader_consumed = (b_reader_consumed + 1) % 3;
        b_ghost_delivered = (b_reader_payload_body != b_reader_trailer_body -> 6 : b_ghost_delivered);
        b_reader_payload_body = 0;
        b_reader_trailer_body = 0;
    }

  /* b.slot.deliver (model/slot/reader.ts:61): The owner that holds the last slot of a frame delivers the whole frame, and has then consumed the slot. */
  :: d_step {
      b_reader_stage == 4 -> /* holding */
        tmp_0 = (b_reader_payload_body != b_reader_trailer_body -> 6 : b_ghost_delivered);
        tmp_1 = tmp_0 == 1;
        b_reader_stage = 0;
        b_reader_payload_seal = 0;
        b_reader_trailer_body = 0;
        b_reader_trailer_following = 0;
        b_reader_trailer_seal = 0;
        b_reader_missing = 0;
        b_reader_part = 0;
        b_reader_consumed = (b_reader_consumed + 1) % 3;
        b_ghost_delivered = (tmp_0 == 3 || tmp_0 == 4 || tmp_0 == 5 || tmp_0 == 6 -> tmp_0 : (b_reader_payload_body == 2 -> tmp_0 : (b_reader_payload_body == 3 -> (tmp_0 == 0 -> 1 : (tmp_1 -> 3 : 4)) : (b_reader_payload_body != 4 -> 5 : (tmp_1 -> 2 : (tmp_0 == 2 -> 3 : 4))))));
        b_reader_payload_body = 0;
    }

  /* b.credit.return (model/slot/reader.ts:69): The owner posts the count of the frames that it has consumed, with the tag of the epoch. */
  :: d_step {
      b_reader_consumed != b_reader_returned && /* owed */
      b_out_length < 2 -> /* hasRoom */
        tmp_0 = 1 + (b_owner_epoch + 1 - 1) % 1;
        b_reader_returned = b_reader_consumed;
        b_out_0_word = (b_out_length == 0 -> 1 : b_out_0_word);
        b_out_0_tag = (b_out_length == 0 -> tmp_0 : b_out_0_tag);
        b_out_0_count = (b_out_length == 0 -> b_reader_consumed : b_out_0_count);
        b_out_0_epoch = (b_out_length == 0 -> 0 : b_out_0_epoch);
        b_out_1_word = (b_out_length == 1 -> 1 : b_out_1_word);
        b_out_1_tag = (b_out_length == 1 -> tmp_0 : b_out_1_tag);
        b_out_1_count = (b_out_length == 1 -> b_reader_consumed : b_out_1_count);
        b_out_1_epoch = (b_out_length == 1 -> 0 : b_out_1_epoch);
        b_out_length = b_out_length + 1;
    }

  /* b.slot.accept (model/slot/indicated.ts:18): The owner accepts the slot if its own link indication, read after the commit word, shows no event since it opened the epoch. */
  :: d_step {
      b_reader_stage == 1 && /* looked */
      b_owner_seen == b_link -> /* calm */
        b_reader_stage = 2;
    }

  /* b.slot.readPayload (model/slot/indicated.ts:25): The owner copies the payload of an accepted slot once, and uses nothing but the copy. */
  :: d_step {
      b_reader_stage == 2 -> /* accepted */
        b_reader_stage = 3;
        b_reader_payload_body = b_ring_slots_0_payload_body;
        b_reader_payload_seal = b_ring_slots_0_payload_seal;
    }

  /* b.slot.readTrailer (model/slot/indicated.ts:32): The owner copies the trailer of an accepted slot once, and uses nothing but the copy. */
  :: d_step {
      b_reader_stage == 3 -> /* half */
        b_reader_stage = 4;
        b_reader_trailer_body = b_ring_slots_0_trailer_body;
        b_reader_trailer_following = b_ring_slots_0_trailer_following;
        b_reader_trailer_seal = b_ring_slots_0_trailer_seal;
    }

  /* ab.fabric.landInRing (model/fabric/posted.ts:15): Posted writes to a ring land in the order in which they were posted, those that outlived a failure too. */
  :: d_step {
      link_changes % 2 == 0 && /* up */
      0 < a_out_length -> /* posted */
        a_out_length = a_out_length - 1;
        a_out_0_slot = a_out_1_slot;
        a_out_1_slot = 0;
        b_ring_slots_0_payload_body = (a_out_0_word == 0 -> a_out_0_body : b_ring_slots_0_payload_body);
        b_ring_slots_0_payload_seal = (a_out_0_word == 0 -> a_out_0_seal : b_ring_slots_0_payload_seal);
        b_ring_slots_0_trailer_body = (a_out_0_word == 0 -> b_ring_slots_0_trailer_body : (a_out_0_word == 1 -> a_out_0_body : b_ring_slots_0_trailer_body));
        a_out_0_body = a_out_1_body;
        a_out_1_body = 0;
        b_ring_slots_0_trailer_following = (a_out_0_word == 0 -> b_ring_slots_0_trailer_following : (a_out_0_word == 1 -> a_out_0_following : b_ring_slots_0_trailer_following));
        a_out_0_following = a_out_1_following;
        a_out_1_following = 0;
        b_ring_slots_0_trailer_seal = (a_out_0_word == 0 -> b_ring_slots_0_trailer_seal : (a_out_0_word == 1 -> a_out_0_seal : b_ring_slots_0_trailer_seal));
        a_out_0_seal = a_out_1_seal;
        a_out_1_seal = 0;
        b_ring_slots_0_commit_tag = (a_out_0_word == 0 -> b_ring_slots_0_commit_tag : (a_out_0_word == 1 -> b_ring_slots_0_commit_tag : (a_out_0_word == 2 -> a_out_0_tag : b_ring_slots_0_commit_tag)));
        a_out_0_tag = a_out_1_tag;
        a_out_1_tag = 0;
        b_ring_slots_0_commit_count = (a_out_0_word == 0 -> b_ring_slots_0_commit_count : (a_out_0_word == 1 -> b_ring_slots_0_commit_count : (a_out_0_word == 2 -> a_out_0_count : b_ring_slots_0_commit_count)));
        a_out_0_count = a_out_1_count;
        a_out_1_count = 0;
        b_ring_begin = (a_out_0_word == 0 -> b_ring_begin : (a_out_0_word == 1 -> b_ring_begin : (a_out_0_word == 2 -> b_ring_begin : (a_out_0_word == 3 -> a_out_0_epoch : b_ring_begin))));
        b_ring_close = (a_out_0_word == 0 -> b_ring_close : (a_out_0_word == 1 -> b_ring_close : (a_out_0_word == 2 -> b_ring_close : (a_out_0_word == 3 -> b_ring_close : a_out_0_epoch))));
        a_out_0_word = a_out_1_word;
        a_out_0_epoch = a_out_1_epoch;
        a_out_1_word = 0;
        a_out_1_epoch = 0;
    }

  /* ab.fabric.loseToRing (model/fabric/posted.ts:22): A link that is down loses any number of the last posted writes to a ring. */
  :: d_step {
      link_changes % 2 != 0 && /* down */
      0 < a_out_length -> /* posted */
        tmp_0 = 0 >= a_out_length - 1;
        a_out_length = a_out_length - 1;
        a_out_0_word = (tmp_0 -> a_out_1_word : a_out_0_word);
        a_out_0_slot = (tmp_0 -> a_out_1_slot : a_out_0_slot);
        a_out_0_body = (tmp_0 -> a_out_1_body : a_out_0_body);
        a_out_0_following = (tmp_0 -> a_out_1_following : a_out_0_following);
        a_out_0_tag = (tmp_0 -> a_out_1_tag : a_out_0_tag);
        a_out_0_count = (tmp_0 -> a_out_1_count : a_out_0_count);
        a_out_0_epoch = (tmp_0 -> a_out_1_epoch : a_out_0_epoch);
        a_out_0_seal = (tmp_0 -> a_out_1_seal : a_out_0_seal);
        a_out_1_word = 0;
        a_out_1_slot = 0;
        a_out_1_body = 0;
        a_out_1_following = 0;
        a_out_1_tag = 0;
        a_out_1_count = 0;
        a_out_1_epoch = 0;
        a_out_1_seal = 0;
    }

  /* ab.fabric.linkFails(seen: byBoth) (model/fabric/outage.ts:29): The link may fail at any time. The owner of the ring sees it; the sender may see it or not. */
  :: d_step {
      link_changes % 2 == 0 && /* up */
      link_changes < 2 && /* left */
      b_owner_epoch < 2 -> /* notInLastEpoch */
        a_link = link_changes + 1;
        b_link = link_changes + 1;
        link_changes = link_changes + 1;
    }

  /* ab.fabric.linkFails(seen: byOwner) (model/fabric/outage.ts:29): The link may fail at any time. The owner of the ring sees it; the sender may see it or not. */
  :: d_step {
      link_changes % 2 == 0 && /* up */
      link_changes < 2 && /* left */
      b_owner_epoch < 2 -> /* notInLastEpoch */
        b_link = link_changes + 1;
        link_changes = link_changes + 1;
    }

  /* ab.fabric.linkComesBack (model/fabric/outage.ts:42): A link that is down comes back, and whoever saw it fail sees that. */
  :: d_step {
      link_changes % 2 != 0 -> /* down */
        a_link = (a_link % 2 == 0 -> a_link : link_changes + 1);
        b_link = link_changes + 1;
        link_changes = link_changes + 1;
    }

  /* ba.fabric.landAtSender (model/fabric/posted.ts:39): Posted writes to a sender land in the order in which they were posted, those that outlived a failure too. */
  :: d_step {
      link_changes % 2 == 0 && /* up */
      0 < b_out_length -> /* posted */
        b_out_length = b_out_length - 1;
        a_words_offer = (b_out_0_word == 0 -> b_out_0_epoch : a_words_offer);
        b_out_0_epoch = b_out_1_epoch;
        b_out_1_epoch = 0;
        a_words_credit_tag = (b_out_0_word == 0 -> a_words_credit_tag : b_out_0_tag);
        b_out_0_tag = b_out_1_tag;
        b_out_1_tag = 0;
        a_words_credit_count = (b_out_0_word == 0 -> a_words_credit_count : b_out_0_count);
        b_out_0_word = b_out_1_word;
        b_out_0_count = b_out_1_count;
        b_out_1_word = 0;
        b_out_1_count = 0;
    }

  /* ba.fabric.loseToSender (model/fabric/posted.ts:46): A link that is down loses any number of the last posted writes to a sender. */
  :: d_step {
      link_changes % 2 != 0 && /* down */
      0 < b_out_length -> /* posted */
        tmp_0 = 0 >= b_out_length - 1;
        b_out_length = b_out_length - 1;
        b_out_0_word = (tmp_0 -> b_out_1_word : b_out_0_word);
        b_out_0_tag = (tmp_0 -> b_out_1_tag : b_out_0_tag);
        b_out_0_count = (tmp_0 -> b_out_1_count : b_out_0_count);
        b_out_0_epoch = (tmp_0 -> b_out_1_epoch : b_out_0_epoch);
        b_out_1_word = 0;
        b_out_1_tag = 0;
        b_out_1_count = 0;
        b_out_1_epoch = 0;
    }

  /* Never enabled. SPIN leaves a variable that nothing reads out of its states, and would find fewer of them. */
  :: false && b_reader_payload_seal + b_reader_trailer_seal + b_reader_missing + b_reader_part == 0 -> skip
  od
}

#ifdef CHECK
active proctype Invariants() {
end_watch:
  do
  /* ab.slot.inOrder (properties/epochs.ts:25): Within an epoch no frame is delivered before one that was submitted earlier. */
  :: d_step { b_ghost_delivered == 4 -> assert(false) }
  /* ab.slot.noDuplicate (properties/epochs.ts:29): Within an epoch no frame is delivered twice. */
  :: d_step { b_ghost_delivered == 3 -> assert(false) }
  /* ab.slot.noPhantom (properties/epochs.ts:33): Nothing is delivered that was not submitted in this epoch. */
  :: d_step { a_sender_phase == 2 && a_sender_epoch == b_owner_epoch && !((b_ghost_delivered != 1 || a_submitted != 0) && (b_ghost_delivered != 2 || a_submitted == 2)) -> assert(false) }
  /* ab.slot.noResidue (properties/epochs.ts:38): Memory that nobody has written in this life of the ring is never delivered. */
  :: d_step { b_ghost_delivered == 5 -> assert(false) }
  /* ab.slot.noTearing (properties/epochs.ts:42): No frame is delivered whose payload and trailer are of different frames. */
  :: d_step { b_ghost_delivered == 6 -> assert(false) }
  /* ab.slot.noLoss (properties/epochs.ts:46): Within an epoch, once as many frames are consumed as were committed, every followed frame that was committed is among the delivered. */
  :: d_step { a_sender_phase == 2 && a_sender_epoch == b_owner_epoch && b_owner_phase == 2 && a_writer_stage == 0 && (a_writer_committed - b_reader_consumed + 3) % 3 == 0 && !((b_ghost_delivered == 0 && a_submitted == 0) || (b_ghost_delivered == 1 && a_submitted == 1) || (b_ghost_delivered == 2 && a_submitted == 2)) -> assert(false) }
  /* ab.slot.noStaleEpoch (properties/epochs.ts:57): A slot is accepted only in the epoch that the sender used last: nothing of an earlier one is accepted as this one's. */
  :: d_step { b_reader_stage != 0 && b_reader_stage != 1 && a_sender_epoch != b_owner_epoch -> assert(false) }
  /* ab.slot.forgets (properties/epochs.ts:140): An owner that holds no frame keeps no copy, no part of a frame that is whole, and a sender that has written a frame keeps nothing of it. */
  :: d_step { !((b_reader_stage == 4 || b_reader_trailer_body == 0) && (b_reader_stage == 4 || b_reader_stage == 3 || b_reader_payload_body == 0) && b_reader_part == 0 && (a_writer_stage != 0 || a_writer_frame == 0)) -> assert(false) }
  /* ab.slot.carriesNothing (properties/epochs.ts:121): A posted write carries nothing beside what its word takes. */
  :: d_step { !((0 >= a_out_length || ((a_out_0_word == 0 || a_out_0_word == 1 || a_out_0_body == 0) && (a_out_0_word == 2 || (a_out_0_tag == 0 && a_out_0_count == 0)) && (a_out_0_word == 3 || a_out_0_word == 4 -> 0 < a_out_0_epoch : a_out_0_epoch == 0))) && (1 >= a_out_length || ((a_out_1_word == 0 || a_out_1_word == 1 || a_out_1_body == 0) && (a_out_1_word == 2 || (a_out_1_tag == 0 && a_out_1_count == 0)) && (a_out_1_word == 3 || a_out_1_word == 4 -> 0 < a_out_1_epoch : a_out_1_epoch == 0))) && (0 >= b_out_length || (b_out_0_word == 0 -> b_out_0_tag == 0 && b_out_0_count == 0 && 0 < b_out_0_epoch : 0 < b_out_0_tag && b_out_0_epoch == 0)) && (1 >= b_out_length || (b_out_1_word == 0 -> b_out_1_tag == 0 && b_out_1_count == 0 && 0 < b_out_1_epoch : 0 < b_out_1_tag && b_out_1_epoch == 0))) -> assert(false) }
  /* ab.epoch.offered (properties/epochs.ts:75): A sender uses no epoch that the owner has not opened. */
  :: d_step { b_owner_epoch < a_sender_epoch -> assert(false) }
  /* ab.epoch.saysTrue (properties/epochs.ts:90): A sender says of no epoch that it begins or is abandoned which it has not used, has left none before it used one, and takes note only of offers that are greater. */
  :: d_step { !(a_sender_epoch >= b_ring_begin && a_sender_epoch >= b_ring_close && (a_sender_phase == 0 -> a_sender_epoch == 0 : 0 < a_sender_epoch) && (a_sender_noted == 0 || a_sender_epoch < a_sender_noted)) -> assert(false) }
  /* ab.epoch.endsTrue (properties/epochs.ts:95): An epoch counts as abandoned by the sender only if the sender has said so of this very one. */
  :: d_step { b_owner_phase == 3 && !(0 < b_owner_epoch && b_owner_epoch == b_ring_close) -> assert(false) }
  /* ab.epoch.keepsNothing (properties/epochs.ts:84): A side that uses no epoch keeps nothing of one, and slots are counted as swept only while the ring is being swept. */
  :: d_step { !((a_sender_phase == 1 || a_sender_phase == 2 || (a_writer_stage == 0 && a_writer_frame == 0 && a_writer_committed == 0 && a_submitted == 0)) && (a_sender_phase == 1 || a_sender_swept == 0) && (b_owner_phase == 2 || (b_reader_stage == 0 && b_reader_consumed == 0 && b_reader_returned == 0 && b_ghost_delivered == 0))) -> assert(false) }
  /* ab.epoch.aheadOfOwner (properties/epochs.ts:189): No ring says that an epoch begins which its owner has not opened. */
  :: d_step { b_owner_epoch < b_ring_begin || b_owner_epoch < a_words_offer -> assert(false) }
  /* ab.slot.neverOverwrites (properties/epochs.ts:51): The slot that its owner is reading holds the frame that the owner accepted. */
  :: d_step { (b_reader_stage == 2 || b_reader_stage == 3) && !(b_ring_slots_0_commit_count == b_reader_consumed && 1 + (b_owner_epoch + 1 - 1) % 1 == b_ring_slots_0_commit_tag) -> assert(false) }
  /* ab.credit.inRange (properties/epochs.ts:62): While both sides are in one epoch, no more frames are committed and not consumed than the ring has slots. */
  :: d_step { a_sender_phase == 2 && a_sender_epoch == b_owner_epoch && b_owner_phase == 2 && 1 < (a_writer_committed - b_reader_consumed + 3) % 3 -> assert(false) }
  /* ab.credit.late (properties/epochs.ts:66): While both sides are in one epoch, credit counts no frame that was not consumed, unless it is so wrong that the sender sees it. */
  :: d_step { a_sender_phase == 2 && a_sender_epoch == b_owner_epoch && b_owner_phase == 2 && (a_words_credit_tag == 1 + (a_sender_epoch + 1 - 1) % 1 -> (a_writer_committed - a_words_credit_count + 3) % 3 : (a_writer_committed + 3) % 3) < (a_writer_committed - b_reader_consumed + 3) % 3 -> assert(false) }
  /* ab.fabric.indication (properties/epochs.ts:128): An indication is true of the link, or of an earlier time when it was up; and no endpoint has handled an event that its indication does not show. */
  :: d_step { !((a_link == link_changes || (a_link < link_changes && a_link % 2 == 0)) && (b_link == link_changes || (b_link < link_changes && b_link % 2 == 0)) && a_link >= a_sender_seen && b_link >= b_owner_seen) -> assert(false) }
  od
}
#endif
