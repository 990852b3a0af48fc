/* ring.thin: One direction of a ring over a link that may die once: write, commit, land, accept, read, deliver, return credit. */
/* Size small: slots 3, posted 2, frames 4. From properties/systems/thin.ts. */

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
byte a_tx_written;             /* a.tx.written: 0 … 4 */
byte a_tx_committed;           /* a.tx.committed: 0 … 4 */
byte a_window_slots_0_payload; /* a.window.slots[0].payload: 0 blank, 1 old, 2 white, 3 red, 4 blue */
byte a_window_slots_0_commit;  /* a.window.slots[0].commit: 0 … 4 */
byte a_window_slots_1_payload; /* a.window.slots[1].payload: 0 blank, 1 old, 2 white, 3 red, 4 blue */
byte a_window_slots_1_commit;  /* a.window.slots[1].commit: 0 … 4 */
byte a_window_slots_2_payload; /* a.window.slots[2].payload: 0 blank, 1 old, 2 white, 3 red, 4 blue */
byte a_window_slots_2_commit;  /* a.window.slots[2].commit: 0 … 4 */
byte a_window_credit;          /* a.window.credit: 0 … 4 */
byte a_out_length;             /* a.out.length: 0 … 2 */
byte a_out_0_word;             /* a.out[0].word: 0 payload, 1 commit, 2 credit */
byte a_out_0_index;            /* a.out[0].index: 0 … 2 */
byte a_out_0_value;            /* a.out[0].value: 0 … 4 */
byte a_out_0_payload;          /* a.out[0].payload: 0 blank, 1 old, 2 white, 3 red, 4 blue */
byte a_out_1_word;             /* a.out[1].word: 0 payload, 1 commit, 2 credit */
byte a_out_1_index;            /* a.out[1].index: 0 … 2 */
byte a_out_1_value;            /* a.out[1].value: 0 … 4 */
byte a_out_1_payload;          /* a.out[1].payload: 0 blank, 1 old, 2 white, 3 red, 4 blue */
byte a_ghost_submitted;        /* a.ghost.submitted: 0 none, 1 red, 2 blue, 3 outside */
byte b_rx_consumed;            /* b.rx.consumed: 0 … 4 */
byte b_rx_returned;            /* b.rx.returned: 0 … 4 */
byte b_rx_stage;               /* b.rx.stage: 0 idle, 1 accepted, 2 holding */
byte b_rx_frame;               /* b.rx.frame: 0 blank, 1 old, 2 white, 3 red, 4 blue */
byte b_window_slots_0_payload; /* b.window.slots[0].payload: 0 blank, 1 old, 2 white, 3 red, 4 blue */
byte b_window_slots_0_commit;  /* b.window.slots[0].commit: 0 … 4 */
byte b_window_slots_1_payload; /* b.window.slots[1].payload: 0 blank, 1 old, 2 white, 3 red, 4 blue */
byte b_window_slots_1_commit;  /* b.window.slots[1].commit: 0 … 4 */
byte b_window_slots_2_payload; /* b.window.slots[2].payload: 0 blank, 1 old, 2 white, 3 red, 4 blue */
byte b_window_slots_2_commit;  /* b.window.slots[2].commit: 0 … 4 */
byte b_window_credit;          /* b.window.credit: 0 … 4 */
byte b_out_length;             /* b.out.length: 0 … 2 */
byte b_out_0_word;             /* b.out[0].word: 0 payload, 1 commit, 2 credit */
byte b_out_0_index;            /* b.out[0].index: 0 … 2 */
byte b_out_0_value;            /* b.out[0].value: 0 … 4 */
byte b_out_0_payload;          /* b.out[0].payload: 0 blank, 1 old, 2 white, 3 red, 4 blue */
byte b_out_1_word;             /* b.out[1].word: 0 payload, 1 commit, 2 credit */
byte b_out_1_index;            /* b.out[1].index: 0 … 2 */
byte b_out_1_value;            /* b.out[1].value: 0 … 4 */
byte b_out_1_payload;          /* b.out[1].payload: 0 blank, 1 old, 2 white, 3 red, 4 blue */
byte b_ghost_delivered;        /* b.ghost.delivered: 0 none, 1 red, 2 blue, 3 duplicate, 4 misordered, 5 phantom */
bit link_isDown;               /* link.isDown: false, true */

/* Not part of the state: intermediate results within one step. */
hidden int tmp_0;
hidden int tmp_1;

active proctype System() {
/* A state without successors is no error here: whether the system may rest in it is for `tcnet check`. */
end_rest:
  do

  /* a.ring.write(frame: white) (model/ring/producer.ts:24): A producer posts the payload of the next frame to the next slot of its peer's ring, while it has credit for it. */
  :: d_step {
      a_tx_written == a_tx_committed && /* settled */
      a_tx_written < 4 && /* hasFrame */
      a_tx_written - a_window_credit < 3 && /* hasCredit */
      a_out_length < 2 -> /* hasRoom */
        tmp_0 = a_tx_written % 3;
        a_tx_written = a_tx_written + 1;
        a_out_0_word = (a_out_length == 0 -> 0 : a_out_0_word);
        a_out_0_index = (a_out_length == 0 -> tmp_0 : a_out_0_index);
        a_out_0_value = (a_out_length == 0 -> 0 : a_out_0_value);
        a_out_0_payload = (a_out_length == 0 -> 2 : a_out_0_payload);
        a_out_1_word = (a_out_length == 1 -> 0 : a_out_1_word);
        a_out_1_index = (a_out_length == 1 -> tmp_0 : a_out_1_index);
        a_out_1_value = (a_out_length == 1 -> 0 : a_out_1_value);
        a_out_1_payload = (a_out_length == 1 -> 2 : a_out_1_payload);
        a_out_length = a_out_length + 1;
    }

  /* a.ring.write(frame: red) (model/ring/producer.ts:24): A producer posts the payload of the next frame to the next slot of its peer's ring, while it has credit for it. */
  :: d_step {
      a_tx_written == a_tx_committed && /* settled */
      a_tx_written < 4 && /* hasFrame */
      a_tx_written - a_window_credit < 3 && /* hasCredit */
      a_out_length < 2 -> /* hasRoom */
        tmp_0 = a_tx_written % 3;
        a_tx_written = a_tx_written + 1;
        a_out_0_word = (a_out_length == 0 -> 0 : a_out_0_word);
        a_out_0_index = (a_out_length == 0 -> tmp_0 : a_out_0_index);
        a_out_0_value = (a_out_length == 0 -> 0 : a_out_0_value);
        a_out_0_payload = (a_out_length == 0 -> 3 : a_out_0_payload);
        a_out_1_word = (a_out_length == 1 -> 0 : a_out_1_word);
        a_out_1_index = (a_out_length == 1 -> tmp_0 : a_out_1_index);
        a_out_1_value = (a_out_length == 1 -> 0 : a_out_1_value);
        a_out_1_payload = (a_out_length == 1 -> 3 : a_out_1_payload);
        a_out_length = a_out_length + 1;
        a_ghost_submitted = (a_ghost_submitted == 0 -> 1 : 3);
    }

  /* a.ring.write(frame: blue) (model/ring/producer.ts:24): A producer posts the payload of the next frame to the next slot of its peer's ring, while it has credit for it. */
  :: d_step {
      a_tx_written == a_tx_committed && /* settled */
      a_tx_written < 4 && /* hasFrame */
      a_tx_written - a_window_credit < 3 && /* hasCredit */
      a_out_length < 2 -> /* hasRoom */
        tmp_0 = a_tx_written % 3;
        a_tx_written = a_tx_written + 1;
        a_out_0_word = (a_out_length == 0 -> 0 : a_out_0_word);
        a_out_0_index = (a_out_length == 0 -> tmp_0 : a_out_0_index);
        a_out_0_value = (a_out_length == 0 -> 0 : a_out_0_value);
        a_out_0_payload = (a_out_length == 0 -> 4 : a_out_0_payload);
        a_out_1_word = (a_out_length == 1 -> 0 : a_out_1_word);
        a_out_1_index = (a_out_length == 1 -> tmp_0 : a_out_1_index);
        a_out_1_value = (a_out_length == 1 -> 0 : a_out_1_value);
        a_out_1_payload = (a_out_length == 1 -> 4 : a_out_1_payload);
        a_out_length = a_out_length + 1;
        a_ghost_submitted = (a_ghost_submitted == 1 -> 2 : 3);
    }

  /* a.ring.commit (model/ring/producer.ts:43): A producer posts a slot's commit word after everything else of the slot. */
  :: d_step {
      a_tx_committed < a_tx_written && /* uncommitted */
      a_out_length < 2 -> /* hasRoom */
        tmp_0 = a_tx_committed % 3;
        a_out_0_word = (a_out_length == 0 -> 1 : a_out_0_word);
        a_out_0_index = (a_out_length == 0 -> tmp_0 : a_out_0_index);
        a_out_0_value = (a_out_length == 0 -> a_tx_committed + 1 : a_out_0_value);
        a_out_0_payload = (a_out_length == 0 -> 0 : a_out_0_payload);
        a_out_1_word = (a_out_length == 1 -> 1 : a_out_1_word);
        a_out_1_index = (a_out_length == 1 -> tmp_0 : a_out_1_index);
        a_out_1_value = (a_out_length == 1 -> a_tx_committed + 1 : a_out_1_value);
        a_tx_committed = a_tx_committed + 1;
        a_out_1_payload = (a_out_length == 1 -> 0 : a_out_1_payload);
        a_out_length = a_out_length + 1;
    }

  /* b.ring.accept (model/ring/consumer.ts:28): A consumer accepts the slot that it expects next when the slot's commit word is exactly the one it expects. */
  :: d_step {
      b_rx_stage == 0 && /* idle */
      (b_rx_consumed % 3 == 0 -> b_window_slots_0_commit : (b_rx_consumed % 3 == 1 -> b_window_slots_1_commit : b_window_slots_2_commit)) == b_rx_consumed + 1 -> /* committed */
        b_rx_stage = 1;
    }

  /* b.ring.read (model/ring/consumer.ts:38): A consumer copies the payload of an accepted slot once, and uses nothing but the copy. */
  :: d_step {
      b_rx_stage == 1 -> /* accepted */
        tmp_0 = b_rx_consumed % 3;
        b_rx_stage = 2;
        b_rx_frame = (tmp_0 == 0 -> b_window_slots_0_payload : (tmp_0 == 1 -> b_window_slots_1_payload : b_window_slots_2_payload));
    }

  /* b.ring.deliver (model/ring/consumer.ts:45): A consumer delivers the frame it holds. */
  :: d_step {
      b_rx_stage == 2 -> /* holding */
        b_rx_consumed = b_rx_consumed + 1;
        b_rx_stage = 0;
        b_ghost_delivered = (b_ghost_delivered == 3 || b_ghost_delivered == 4 || b_ghost_delivered == 5 -> b_ghost_delivered : (b_rx_frame == 0 || b_rx_frame == 1 -> 5 : (b_rx_frame == 2 -> b_ghost_delivered : (b_rx_frame == 3 -> (b_ghost_delivered == 0 -> 1 : (b_ghost_delivered == 1 -> 3 : 4)) : (b_ghost_delivered == 1 -> 2 : (b_ghost_delivered == 2 -> 3 : 4))))));
        b_rx_frame = 0;
    }

  /* b.ring.returnCredit (model/ring/consumer.ts:53): A consumer posts the count of the frames it has consumed. */
  :: d_step {
      b_rx_returned < b_rx_consumed && /* owed */
      b_out_length < 2 -> /* hasRoom */
        b_rx_returned = b_rx_consumed;
        b_out_0_word = (b_out_length == 0 -> 2 : b_out_0_word);
        b_out_0_index = (b_out_length == 0 -> 0 : b_out_0_index);
        b_out_0_value = (b_out_length == 0 -> b_rx_consumed : b_out_0_value);
        b_out_0_payload = (b_out_length == 0 -> 0 : b_out_0_payload);
        b_out_1_word = (b_out_length == 1 -> 2 : b_out_1_word);
        b_out_1_index = (b_out_length == 1 -> 0 : b_out_1_index);
        b_out_1_value = (b_out_length == 1 -> b_rx_consumed : b_out_1_value);
        b_out_1_payload = (b_out_length == 1 -> 0 : b_out_1_payload);
        b_out_length = b_out_length + 1;
    }

  /* link.fabric.linkDown (model/fabric/link.ts:8): The link may die at any time. */
  :: d_step {
      !link_isDown -> /* up */
        link_isDown = true;
    }

  /* ab.fabric.land (model/fabric/fabric.ts:19): Posted writes land in the order in which they were posted. */
  :: d_step {
      !link_isDown && /* up */
      0 < a_out_length -> /* posted */
        tmp_0 = (a_out_0_index == 0 -> b_window_slots_0_payload : (a_out_0_index == 1 -> b_window_slots_1_payload : b_window_slots_2_payload));
        tmp_1 = (a_out_0_index == 0 -> b_window_slots_0_commit : (a_out_0_index == 1 -> b_window_slots_1_commit : b_window_slots_2_commit));
        a_out_length = a_out_length - 1;
        b_window_slots_0_payload = (a_out_0_word == 0 -> (a_out_0_index == 0 -> a_out_0_payload : b_window_slots_0_payload) : (a_out_0_word == 1 -> (a_out_0_index == 0 -> tmp_0 : b_window_slots_0_payload) : b_window_slots_0_payload));
        b_window_slots_0_commit = (a_out_0_word == 0 -> (a_out_0_index == 0 -> tmp_1 : b_window_slots_0_commit) : (a_out_0_word == 1 -> (a_out_0_index == 0 -> a_out_0_value : b_window_slots_0_commit) : b_window_slots_0_commit));
        b_window_slots_1_payload = (a_out_0_word == 0 -> (a_out_0_index == 1 -> a_out_0_payload : b_window_slots_1_payload) : (a_out_0_word == 1 -> (a_out_0_index == 1 -> tmp_0 : b_window_slots_1_payload) : b_window_slots_1_payload));
        b_window_slots_1_commit = (a_out_0_word == 0 -> (a_out_0_index == 1 -> tmp_1 : b_window_slots_1_commit) : (a_out_0_word == 1 -> (a_out_0_index == 1 -> a_out_0_value : b_window_slots_1_commit) : b_window_slots_1_commit));
        b_window_slots_2_payload = (a_out_0_word == 0 -> (a_out_0_index == 2 -> a_out_0_payload : b_window_slots_2_payload) : (a_out_0_word == 1 -> (a_out_0_index == 2 -> tmp_0 : b_window_slots_2_payload) : b_window_slots_2_payload));
        a_out_0_payload = a_out_1_payload;
        a_out_1_payload = 0;
        b_window_slots_2_commit = (a_out_0_word == 0 -> (a_out_0_index == 2 -> tmp_1 : b_window_slots_2_commit) : (a_out_0_word == 1 -> (a_out_0_index == 2 -> a_out_0_value : b_window_slots_2_commit) : b_window_slots_2_commit));
        a_out_0_index = a_out_1_index;
        a_out_1_index = 0;
        b_window_credit = (a_out_0_word == 0 -> b_window_credit : (a_out_0_word == 1 -> b_window_credit : a_out_0_value));
        a_out_0_word = a_out_1_word;
        a_out_0_value = a_out_1_value;
        a_out_1_word = 0;
        a_out_1_value = 0;
    }

  /* ab.fabric.vanish (model/fabric/fabric.ts:27): Posted writes to a dead link vanish. */
  :: d_step {
      link_isDown && /* down */
      0 < a_out_length -> /* posted */
        a_out_length = a_out_length - 1;
        a_out_0_word = a_out_1_word;
        a_out_0_index = a_out_1_index;
        a_out_0_value = a_out_1_value;
        a_out_0_payload = a_out_1_payload;
        a_out_1_word = 0;
        a_out_1_index = 0;
        a_out_1_value = 0;
        a_out_1_payload = 0;
    }

  /* ba.fabric.land (model/fabric/fabric.ts:19): Posted writes land in the order in which they were posted. */
  :: d_step {
      !link_isDown && /* up */
      0 < b_out_length -> /* posted */
        tmp_0 = (b_out_0_index == 0 -> a_window_slots_0_payload : (b_out_0_index == 1 -> a_window_slots_1_payload : a_window_slots_2_payload));
        tmp_1 = (b_out_0_index == 0 -> a_window_slots_0_commit : (b_out_0_index == 1 -> a_window_slots_1_commit : a_window_slots_2_commit));
        b_out_length = b_out_length - 1;
        a_window_slots_0_payload = (b_out_0_word == 0 -> (b_out_0_index == 0 -> b_out_0_payload : a_window_slots_0_payload) : (b_out_0_word == 1 -> (b_out_0_index == 0 -> tmp_0 : a_window_slots_0_payload) : a_window_slots_0_payload));
        a_window_slots_0_commit = (b_out_0_word == 0 -> (b_out_0_index == 0 -> tmp_1 : a_window_slots_0_commit) : (b_out_0_word == 1 -> (b_out_0_index == 0 -> b_out_0_value : a_window_slots_0_commit) : a_window_slots_0_commit));
        a_window_slots_1_payload = (b_out_0_word == 0 -> (b_out_0_index == 1 -> b_out_0_payload : a_window_slots_1_payload) : (b_out_0_word == 1 -> (b_out_0_index == 1 -> tmp_0 : a_window_slots_1_payload) : a_window_slots_1_payload));
        a_window_slots_1_commit = (b_out_0_word == 0 -> (b_out_0_index == 1 -> tmp_1 : a_window_slots_1_commit) : (b_out_0_word == 1 -> (b_out_0_index == 1 -> b_out_0_value : a_window_slots_1_commit) : a_window_slots_1_commit));
        a_window_slots_2_payload = (b_out_0_word == 0 -> (b_out_0_index == 2 -> b_out_0_payload : a_window_slots_2_payload) : (b_out_0_word == 1 -> (b_out_0_index == 2 -> tmp_0 : a_window_slots_2_payload) : a_window_slots_2_payload));
        b_out_0_payload = b_out_1_payload;
        b_out_1_payload = 0;
        a_window_slots_2_commit = (b_out_0_word == 0 -> (b_out_0_index == 2 -> tmp_1 : a_window_slots_2_commit) : (b_out_0_word == 1 -> (b_out_0_index == 2 -> b_out_0_value : a_window_slots_2_commit) : a_window_slots_2_commit));
        b_out_0_index = b_out_1_index;
        b_out_1_index = 0;
        a_window_credit = (b_out_0_word == 0 -> a_window_credit : (b_out_0_word == 1 -> a_window_credit : b_out_0_value));
        b_out_0_word = b_out_1_word;
        b_out_0_value = b_out_1_value;
        b_out_1_word = 0;
        b_out_1_value = 0;
    }

  /* ba.fabric.vanish (model/fabric/fabric.ts:27): Posted writes to a dead link vanish. */
  :: d_step {
      link_isDown && /* down */
      0 < b_out_length -> /* posted */
        b_out_length = b_out_length - 1;
        b_out_0_word = b_out_1_word;
        b_out_0_index = b_out_1_index;
        b_out_0_value = b_out_1_value;
        b_out_0_payload = b_out_1_payload;
        b_out_1_word = 0;
        b_out_1_index = 0;
        b_out_1_value = 0;
        b_out_1_payload = 0;
    }
  od
}

#ifdef CHECK
active proctype Invariants() {
end_watch:
  do
  /* ab.ring.inOrder (properties/direction.ts:20): No frame is delivered before one that was submitted earlier. */
  :: d_step { a_ghost_submitted != 3 && b_ghost_delivered == 4 -> assert(false) }
  /* ab.ring.noDuplicate (properties/direction.ts:24): No frame is delivered twice. */
  :: d_step { a_ghost_submitted != 3 && b_ghost_delivered == 3 -> assert(false) }
  /* ab.ring.noPhantom (properties/direction.ts:28): Nothing is delivered that was not submitted. */
  :: d_step { b_ghost_delivered == 5 -> assert(false) }
  /* ab.ring.noLoss (properties/direction.ts:32): Once as many frames are delivered as were written, every followed frame that was written is among the delivered. */
  :: d_step { a_ghost_submitted != 3 && a_tx_written == b_rx_consumed && !(a_ghost_submitted == 0 || (b_ghost_delivered == 0 && a_ghost_submitted == 0) || (b_ghost_delivered == 1 && a_ghost_submitted == 1) || (b_ghost_delivered == 2 && a_ghost_submitted == 2)) -> assert(false) }
  /* ab.ring.neverOverwrites (properties/direction.ts:37): The slot that a consumer is reading holds the frame that it accepted. */
  :: d_step { b_rx_stage == 1 && (b_rx_consumed % 3 == 0 -> b_window_slots_0_commit : (b_rx_consumed % 3 == 1 -> b_window_slots_1_commit : b_window_slots_2_commit)) != b_rx_consumed + 1 -> assert(false) }
  /* ab.ring.oneOpen (properties/direction.ts:46): A producer has at most one frame written and not committed. */
  :: d_step { !(a_tx_written >= a_tx_committed && 1 >= a_tx_written - a_tx_committed) -> assert(false) }
  /* ab.ring.creditInRange (properties/direction.ts:42): A producer's credit word counts no frame that was not consumed, and the producer has written at most as many frames beyond it as the ring has slots. */
  :: d_step { !(b_rx_consumed >= a_window_credit && 3 >= a_tx_written - a_window_credit) -> assert(false) }
  /* ab.ring.creditOwed (properties/direction.ts:50): A consumer has returned credit for no frame that it has not consumed. */
  :: d_step { b_rx_consumed < b_rx_returned -> assert(false) }
  /* ab.ring.forgets (properties/direction.ts:63): A consumer that holds no frame keeps no payload. */
  :: d_step { b_rx_stage != 2 && b_rx_frame != 0 -> assert(false) }
  /* ab.ring.noResidue (properties/direction.ts:67): A posted write carries nothing beside what its word takes. */
  :: d_step { !((0 >= a_out_length || (a_out_0_word == 0 -> a_out_0_value == 0 : a_out_0_payload == 0)) && (1 >= a_out_length || (a_out_1_word == 0 -> a_out_1_value == 0 : a_out_1_payload == 0)) && (0 >= b_out_length || (b_out_0_index == 0 && b_out_0_payload == 0)) && (1 >= b_out_length || (b_out_1_index == 0 && b_out_1_payload == 0))) -> assert(false) }
  /* ab.ring.slotsAhead (properties/direction.ts:71): No slot is committed for a frame beyond the producer's count. */
  :: d_step { !(a_tx_committed >= b_window_slots_0_commit && a_tx_committed >= b_window_slots_1_commit && a_tx_committed >= b_window_slots_2_commit) -> assert(false) }
  /* ab.ring.consumedAhead (properties/direction.ts:96): A consumer is never ahead of its producer. */
  :: d_step { a_tx_committed < b_rx_consumed -> assert(false) }
  od
}
#endif
