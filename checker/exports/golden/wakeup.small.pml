/* wakeup: Both ends of a ring sleep when they have nothing to do, without a timer: the consumer for frames, the producer for credit, and both for epochs, over a link that fails and comes back. */
/* Size small: slots 1, buffered 2, batched 2, posted 1, frames 2, epochs 2, changes 0. From properties/systems/wakeup.ts. */

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
byte a_sender_epoch;       /* a.sender.epoch: 0 … 2 */
byte a_sender_phase;       /* a.sender.phase: 0 closed, 1 open, 2 left */
byte a_sender_noted;       /* a.sender.noted: 0 … 2 */
bit a_sender_seen;         /* a.sender.seen: 0 … 0 */
byte a_publisher_count;    /* a.publisher.count: 0 … 2 */
byte a_publisher_visible;  /* a.publisher.visible: 0 … 2 */
byte a_publisher_answered; /* a.publisher.answered: 0 … 2 */
byte a_publisher_due;      /* a.publisher.due: 0 silent, 1 nothing, 2 fence, 3 test */
byte a_sleeper_mode;       /* a.sleeper.mode: 0 awake, 1 armed, 2 looked, 3 asleep */
byte a_words_published;    /* a.words.published: 0 … 2 */
byte a_words_event;        /* a.words.event: 0 … 2 */
byte a_words_epoch;        /* a.words.epoch: 0 … 2 */
byte a_words_left;         /* a.words.left: 0 … 2 */
bit a_bell_length;         /* a.bell.length: 0 … 1 */
bit a_bell_0;              /* a.bell[0]: 0 rung */
byte a_buffer_length;      /* a.buffer.length: 0 … 2 */
byte a_buffer_0_word;      /* a.buffer[0].word: 0 published, 1 event, 2 epoch, 3 close, 4 doorbell */
byte a_buffer_0_value;     /* a.buffer[0].value: 0 … 2 */
byte a_buffer_0_epoch;     /* a.buffer[0].epoch: 0 … 2 */
byte a_buffer_1_word;      /* a.buffer[1].word: 0 published, 1 event, 2 epoch, 3 close, 4 doorbell */
byte a_buffer_1_value;     /* a.buffer[1].value: 0 … 2 */
byte a_buffer_1_epoch;     /* a.buffer[1].epoch: 0 … 2 */
bit a_out_length;          /* a.out.length: 0 … 1 */
byte a_out_0_word;         /* a.out[0].word: 0 published, 1 event, 2 epoch, 3 close, 4 doorbell */
byte a_out_0_value;        /* a.out[0].value: 0 … 2 */
byte a_out_0_epoch;        /* a.out[0].epoch: 0 … 2 */
bit a_link;                /* a.link: 0 … 0 */
byte b_owner_epoch;        /* b.owner.epoch: 0 … 2 */
byte b_owner_phase;        /* b.owner.phase: 0 closed, 1 offered, 2 begun */
bit b_owner_seen;          /* b.owner.seen: 0 … 0 */
byte b_consumed;           /* b.consumed: 0 … 2 */
byte b_publisher_count;    /* b.publisher.count: 0 … 2 */
byte b_publisher_visible;  /* b.publisher.visible: 0 … 2 */
byte b_publisher_answered; /* b.publisher.answered: 0 … 2 */
byte b_publisher_due;      /* b.publisher.due: 0 silent, 1 nothing, 2 fence, 3 test */
byte b_sleeper_mode;       /* b.sleeper.mode: 0 awake, 1 armed, 2 looked, 3 asleep */
byte b_words_published;    /* b.words.published: 0 … 2 */
byte b_words_event;        /* b.words.event: 0 … 2 */
byte b_words_epoch;        /* b.words.epoch: 0 … 2 */
byte b_words_left;         /* b.words.left: 0 … 2 */
bit b_bell_length;         /* b.bell.length: 0 … 1 */
bit b_bell_0;              /* b.bell[0]: 0 rung */
byte b_buffer_length;      /* b.buffer.length: 0 … 2 */
byte b_buffer_0_word;      /* b.buffer[0].word: 0 published, 1 event, 2 epoch, 3 close, 4 doorbell */
byte b_buffer_0_value;     /* b.buffer[0].value: 0 … 2 */
byte b_buffer_0_epoch;     /* b.buffer[0].epoch: 0 … 2 */
byte b_buffer_1_word;      /* b.buffer[1].word: 0 published, 1 event, 2 epoch, 3 close, 4 doorbell */
byte b_buffer_1_value;     /* b.buffer[1].value: 0 … 2 */
byte b_buffer_1_epoch;     /* b.buffer[1].epoch: 0 … 2 */
bit b_out_length;          /* b.out.length: 0 … 1 */
byte b_out_0_word;         /* b.out[0].word: 0 published, 1 event, 2 epoch, 3 close, 4 doorbell */
byte b_out_0_value;        /* b.out[0].value: 0 … 2 */
byte b_out_0_epoch;        /* b.out[0].epoch: 0 … 2 */
bit b_link;                /* b.link: 0 … 0 */
bit link_changes;          /* link.changes: 0 … 0 */

/* Not part of the state: intermediate results within one step. */
hidden int tmp_0;
hidden int tmp_1;

active proctype System() {
/* A state without successors is no error here: whether the system may rest in it is for `tcnet check`. */
end_rest:
  do

  /* a.notify.note (model/notify/sender.ts:33): A producer that is awake takes note of an offer that is greater than the epoch it used last. */
  :: d_step {
      a_sleeper_mode == 0 && /* awake */
      (a_sender_epoch < a_sender_noted -> a_sender_noted : a_sender_epoch) < a_words_epoch -> /* greater */
        a_sender_noted = a_words_epoch;
    }

  /* a.notify.adopt (model/notify/sender.ts:40): A producer that adopts the offer it took note of starts with no count and no answer, and posts a doorbell behind the beginning of the epoch. */
  :: d_step {
      0 < a_sender_noted && /* noted */
      a_buffer_length + 1 < 2 -> /* hasRoom */
        tmp_0 = a_buffer_length + 1 == 1;
        a_sender_epoch = a_sender_noted;
        a_sender_phase = 1;
        a_publisher_count = 0;
        a_publisher_answered = 0;
        a_publisher_due = 1;
        a_buffer_0_word = (a_buffer_length == 0 -> 2 : a_buffer_0_word);
        a_buffer_0_value = (a_buffer_length == 0 -> 0 : a_buffer_0_value);
        a_buffer_0_epoch = (a_buffer_length == 0 -> a_sender_noted : a_buffer_0_epoch);
        a_buffer_1_word = (tmp_0 -> 4 : (a_buffer_length == 1 -> 2 : a_buffer_1_word));
        a_buffer_1_value = (tmp_0 -> 0 : (a_buffer_length == 1 -> 0 : a_buffer_1_value));
        a_buffer_1_epoch = (tmp_0 -> 0 : (a_buffer_length == 1 -> a_sender_noted : a_buffer_1_epoch));
        a_sender_noted = 0;
        a_buffer_length = a_buffer_length + 1 + 1;
    }

  /* a.notify.senderLinkEvent (model/notify/sender.ts:51): A link event wakes a producer, whatever it sleeps for, and ends its epoch; a producer that has armed takes its last looks first. */
  :: d_step {
      false && /* event */
      (a_sleeper_mode == 0 || a_sleeper_mode == 3) -> /* notArming */
        a_sender_phase = (a_sender_phase == 1 -> 2 : a_sender_phase);
        a_sender_seen = a_link;
        a_publisher_count = 0;
        a_publisher_answered = 0;
        a_publisher_due = 0;
        a_sleeper_mode = 0;
    }

  /* a.notify.close (model/notify/sender.ts:71): A producer that has abandoned an epoch posts a doorbell behind its close. */
  :: d_step {
      a_sender_phase == 2 && /* left */
      a_buffer_length + 1 < 2 -> /* hasRoom */
        tmp_0 = a_buffer_length + 1 == 1;
        a_sender_phase = 0;
        a_buffer_0_word = (a_buffer_length == 0 -> 3 : a_buffer_0_word);
        a_buffer_0_value = (a_buffer_length == 0 -> 0 : a_buffer_0_value);
        a_buffer_0_epoch = (a_buffer_length == 0 -> a_sender_epoch : a_buffer_0_epoch);
        a_buffer_1_word = (tmp_0 -> 4 : (a_buffer_length == 1 -> 3 : a_buffer_1_word));
        a_buffer_1_value = (tmp_0 -> 0 : (a_buffer_length == 1 -> 0 : a_buffer_1_value));
        a_buffer_1_epoch = (tmp_0 -> 0 : (a_buffer_length == 1 -> a_sender_epoch : a_buffer_1_epoch));
        a_buffer_length = a_buffer_length + 1 + 1;
    }

  /* a.notify.abandon (model/notify/sender.ts:62): A producer that is awake may abandon its epoch at any time. */
  :: d_step {
      a_sleeper_mode == 0 && /* awake */
      a_sender_phase == 1 && /* using */
      a_sender_epoch < 2 -> /* notTheLast */
        a_sender_phase = 2;
        a_publisher_count = 0;
        a_publisher_answered = 0;
        a_publisher_due = 0;
    }

  /* a.notify.publishFrame (model/notify/producer.ts:19): A producer commits a frame while it has credit, and owes a fence and a test. */
  :: d_step {
      a_sleeper_mode == 0 && /* awake */
      a_sender_phase == 1 && /* open */
      a_publisher_count < 2 && /* hasFrame */
      a_publisher_count - a_words_published < 1 && /* hasCredit */
      a_buffer_length < 2 -> /* hasRoom */
        a_publisher_due = 2;
        a_buffer_0_word = (a_buffer_length == 0 -> 0 : a_buffer_0_word);
        a_buffer_0_value = (a_buffer_length == 0 -> a_publisher_count + 1 : a_buffer_0_value);
        a_buffer_0_epoch = (a_buffer_length == 0 -> 0 : a_buffer_0_epoch);
        a_buffer_1_word = (a_buffer_length == 1 -> 0 : a_buffer_1_word);
        a_buffer_1_value = (a_buffer_length == 1 -> a_publisher_count + 1 : a_buffer_1_value);
        a_publisher_count = a_publisher_count + 1;
        a_buffer_1_epoch = (a_buffer_length == 1 -> 0 : a_buffer_1_epoch);
        a_buffer_length = a_buffer_length + 1;
    }

  /* a.notify.armForCredit (model/notify/sleeping-producer.ts:19): A producer that has a frame, no credit and no note of an offer posts the count of credit that it waits for and, behind it on the same path, a doorbell. */
  :: d_step {
      a_sleeper_mode == 0 && /* awake */
      a_publisher_count < 2 && /* hasFrame */
      a_publisher_count - a_words_published >= 1 && /* noCredit */
      a_sender_noted == 0 && /* unnoted */
      a_buffer_length + 1 < 2 -> /* hasRoom */
        tmp_0 = a_publisher_count - 1 + 1;
        tmp_1 = a_buffer_length + 1 == 1;
        a_sleeper_mode = 1;
        a_buffer_0_word = (a_buffer_length == 0 -> 1 : a_buffer_0_word);
        a_buffer_0_value = (a_buffer_length == 0 -> tmp_0 : a_buffer_0_value);
        a_buffer_0_epoch = (a_buffer_length == 0 -> 0 : a_buffer_0_epoch);
        a_buffer_1_word = (tmp_1 -> 4 : (a_buffer_length == 1 -> 1 : a_buffer_1_word));
        a_buffer_1_value = (tmp_1 -> 0 : (a_buffer_length == 1 -> tmp_0 : a_buffer_1_value));
        a_buffer_1_epoch = (tmp_1 -> 0 : (a_buffer_length == 1 -> 0 : a_buffer_1_epoch));
        a_buffer_length = a_buffer_length + 1 + 1;
    }

  /* a.notify.lookForNext (model/notify/sleeping-producer.ts:35): A producer that has armed, and owes neither a fence nor a test, first looks for the offer of another epoch, and takes note of it and stays awake if it finds one. */
  :: d_step {
      a_sleeper_mode == 1 && /* armed */
      a_publisher_due == 1 -> /* settled */
        a_sender_noted = (a_sender_epoch < a_words_epoch -> a_words_epoch : a_sender_noted);
        a_sleeper_mode = (a_sender_epoch < a_words_epoch -> 0 : 2);
    }

  /* a.notify.recheckCredit (model/notify/sleeping-producer.ts:46): A producer that has looked for an offer looks at its credit once more: it stays awake if there is some, and sleeps if there is none. */
  :: d_step {
      a_sleeper_mode == 2 -> /* looked */
        a_sleeper_mode = (a_publisher_count - a_words_published < 1 -> 0 : 3);
    }

  /* a.notify.lookForOffer (model/notify/sleeping-producer.ts:53): A producer that has no epoch sleeps if it finds no offer; it posts nothing before, as a doorbell follows the offer. */
  :: d_step {
      (a_sleeper_mode == 1 || (a_sleeper_mode == 0 && a_sender_epoch >= a_words_epoch)) && /* looking */
      a_sender_phase == 0 -> /* closed */
        a_sleeper_mode = (a_sender_epoch < a_words_epoch -> 0 : 3);
    }

  /* a.notify.fence (model/notify/publisher.ts:31): After publishing, an endpoint executes a store-load fence: it goes on when all it posted has left the processor. */
  :: d_step {
      a_publisher_due == 2 && /* due */
      a_buffer_length == 0 -> /* drained */
        a_publisher_due = 3;
    }

  /* a.notify.test (model/notify/publisher.ts:38): An endpoint that owes a test reads its peer's event word once, and rings the doorbell if the word is one that it has reached and has not answered yet. */
  :: d_step {
      a_publisher_due == 3 && /* due */
      a_buffer_length < 2 -> /* hasRoom */
        tmp_0 = a_publisher_answered < a_words_event && a_publisher_visible >= a_words_event;
        a_publisher_answered = (tmp_0 -> a_words_event : a_publisher_answered);
        a_publisher_due = 1;
        a_buffer_0_word = (tmp_0 -> (a_buffer_length == 0 -> 4 : a_buffer_0_word) : a_buffer_0_word);
        a_buffer_0_value = (tmp_0 -> (a_buffer_length == 0 -> 0 : a_buffer_0_value) : a_buffer_0_value);
        a_buffer_0_epoch = (tmp_0 -> (a_buffer_length == 0 -> 0 : a_buffer_0_epoch) : a_buffer_0_epoch);
        a_buffer_1_word = (tmp_0 -> (a_buffer_length == 1 -> 4 : a_buffer_1_word) : a_buffer_1_word);
        a_buffer_1_value = (tmp_0 -> (a_buffer_length == 1 -> 0 : a_buffer_1_value) : a_buffer_1_value);
        a_buffer_1_epoch = (tmp_0 -> (a_buffer_length == 1 -> 0 : a_buffer_1_epoch) : a_buffer_1_epoch);
        a_buffer_length = (tmp_0 -> a_buffer_length + 1 : a_buffer_length);
    }

  /* a.notify.hear (model/notify/hearing.ts:16): An endpoint that hears a doorbell owes a test of its peer's event word, and looks again before it sleeps on. */
  :: d_step {
      0 < a_bell_length -> /* rung */
        a_publisher_due = (a_publisher_due == 1 -> 3 : a_publisher_due);
        a_sleeper_mode = (a_sleeper_mode == 3 || a_sleeper_mode == 2 -> 1 : a_sleeper_mode);
        a_bell_length = a_bell_length - 1;
        a_bell_0 = 0;
    }

  /* a.processor.leave (model/notify/fabric.ts:25): Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them. */
  :: d_step {
      0 < a_buffer_length && /* buffered */
      a_out_length < 1 -> /* hasRoom */
        a_publisher_visible = (a_buffer_0_word == 0 -> a_buffer_0_value : (a_buffer_0_word == 2 -> 0 : a_publisher_visible));
        a_buffer_length = a_buffer_length - 1;
        a_out_0_word = (a_out_length == 0 -> a_buffer_0_word : a_out_0_word);
        a_buffer_0_word = a_buffer_1_word;
        a_buffer_1_word = 0;
        a_out_0_value = (a_out_length == 0 -> a_buffer_0_value : a_out_0_value);
        a_buffer_0_value = a_buffer_1_value;
        a_buffer_1_value = 0;
        a_out_0_epoch = (a_out_length == 0 -> a_buffer_0_epoch : a_out_0_epoch);
        a_buffer_0_epoch = a_buffer_1_epoch;
        a_buffer_1_epoch = 0;
        a_out_length = a_out_length + 1;
    }

  /* b.notify.open (model/notify/owner.ts:32): A consumer that opens an epoch posts a doorbell behind the offer. */
  :: d_step {
      b_owner_phase == 0 && /* ended */
      b_buffer_length + 1 < 2 -> /* hasRoom */
        tmp_0 = b_buffer_length + 1 == 1;
        b_owner_phase = 1;
        b_buffer_0_word = (b_buffer_length == 0 -> 2 : b_buffer_0_word);
        b_buffer_0_value = (b_buffer_length == 0 -> 0 : b_buffer_0_value);
        b_buffer_0_epoch = (b_buffer_length == 0 -> b_owner_epoch + 1 : b_buffer_0_epoch);
        b_buffer_1_word = (tmp_0 -> 4 : (b_buffer_length == 1 -> 2 : b_buffer_1_word));
        b_buffer_1_value = (tmp_0 -> 0 : (b_buffer_length == 1 -> 0 : b_buffer_1_value));
        b_buffer_1_epoch = (tmp_0 -> 0 : (b_buffer_length == 1 -> b_owner_epoch + 1 : b_buffer_1_epoch));
        b_owner_epoch = b_owner_epoch + 1;
        b_buffer_length = b_buffer_length + 1 + 1;
    }

  /* b.notify.begun (model/notify/owner.ts:42): A consumer that reads that its epoch has begun starts with no count and no answer. */
  :: d_step {
      b_sleeper_mode == 0 && /* awake */
      b_owner_phase == 1 && /* offered */
      b_owner_epoch == b_words_epoch -> /* begins */
        b_owner_phase = 2;
        b_publisher_due = 1;
    }

  /* b.notify.ownerLinkEvent (model/notify/owner.ts:49): A link event wakes a consumer, whatever it sleeps for, and ends its epoch; a consumer that has armed takes its last looks first. */
  :: d_step {
      false && /* event */
      (b_sleeper_mode == 0 || b_sleeper_mode == 3) -> /* notArming */
        b_owner_phase = 0;
        b_owner_seen = b_link;
        b_consumed = 0;
        b_publisher_count = 0;
        b_publisher_answered = 0;
        b_publisher_due = 0;
        b_sleeper_mode = 0;
    }

  /* b.notify.closed (model/notify/owner.ts:56): A consumer that reads that the producer has abandoned its epoch ends it. */
  :: d_step {
      b_sleeper_mode == 0 && /* awake */
      b_owner_phase != 0 && b_owner_epoch == b_words_left -> /* abandoned */
        b_owner_phase = 0;
        b_consumed = 0;
        b_publisher_count = 0;
        b_publisher_answered = 0;
        b_publisher_due = 0;
    }

  /* b.notify.end (model/notify/owner.ts:63): A consumer that is awake may end its epoch at any time. */
  :: d_step {
      b_sleeper_mode == 0 && /* awake */
      b_owner_phase == 2 && /* using */
      b_owner_epoch < 2 -> /* notTheLast */
        b_owner_phase = 0;
        b_consumed = 0;
        b_publisher_count = 0;
        b_publisher_answered = 0;
        b_publisher_due = 0;
    }

  /* b.notify.consume (model/notify/consumer.ts:21): A consumer takes the next committed frame. */
  :: d_step {
      b_sleeper_mode == 0 && /* awake */
      b_owner_phase == 2 && /* begun */
      b_consumed < b_words_published -> /* committed */
        b_consumed = b_consumed + 1;
    }

  /* b.notify.publishCredit (model/notify/consumer.ts:28): A consumer returns the credit it owes, and owes a fence and a test. */
  :: d_step {
      b_publisher_count < b_consumed && /* owed */
      b_buffer_length < 2 -> /* hasRoom */
        b_publisher_count = b_consumed;
        b_publisher_due = 2;
        b_buffer_0_word = (b_buffer_length == 0 -> 0 : b_buffer_0_word);
        b_buffer_0_value = (b_buffer_length == 0 -> b_consumed : b_buffer_0_value);
        b_buffer_0_epoch = (b_buffer_length == 0 -> 0 : b_buffer_0_epoch);
        b_buffer_1_word = (b_buffer_length == 1 -> 0 : b_buffer_1_word);
        b_buffer_1_value = (b_buffer_length == 1 -> b_consumed : b_buffer_1_value);
        b_buffer_1_epoch = (b_buffer_length == 1 -> 0 : b_buffer_1_epoch);
        b_buffer_length = b_buffer_length + 1;
    }

  /* b.notify.armForFrame (model/notify/sleeping-consumer.ts:20): A consumer that finds no frame and owes no credit posts the number of the frame that it waits for and, behind it on the same path, a doorbell. */
  :: d_step {
      b_sleeper_mode == 0 && /* awake */
      b_owner_phase == 2 && /* begun */
      b_consumed == b_publisher_count && /* paid */
      b_consumed < 2 && /* unfinished */
      b_consumed == b_words_published && /* empty */
      b_buffer_length + 1 < 2 -> /* hasRoom */
        tmp_0 = b_buffer_length + 1 == 1;
        b_sleeper_mode = 1;
        b_buffer_0_word = (b_buffer_length == 0 -> 1 : b_buffer_0_word);
        b_buffer_0_value = (b_buffer_length == 0 -> b_consumed + 1 : b_buffer_0_value);
        b_buffer_0_epoch = (b_buffer_length == 0 -> 0 : b_buffer_0_epoch);
        b_buffer_1_word = (tmp_0 -> 4 : (b_buffer_length == 1 -> 1 : b_buffer_1_word));
        b_buffer_1_value = (tmp_0 -> 0 : (b_buffer_length == 1 -> b_consumed + 1 : b_buffer_1_value));
        b_buffer_1_epoch = (tmp_0 -> 0 : (b_buffer_length == 1 -> 0 : b_buffer_1_epoch));
        b_buffer_length = b_buffer_length + 1 + 1;
    }

  /* b.notify.lookForClose (model/notify/sleeping-consumer.ts:37): A consumer that has armed, and owes neither a fence nor a test, first looks whether the producer has abandoned the epoch, and ends it if it has. */
  :: d_step {
      b_sleeper_mode == 1 && /* armed */
      b_publisher_due == 1 -> /* settled */
        b_owner_phase = (b_owner_epoch == b_words_left -> 0 : b_owner_phase);
        b_consumed = (b_owner_epoch == b_words_left -> 0 : b_consumed);
        b_publisher_count = (b_owner_epoch == b_words_left -> 0 : b_publisher_count);
        b_publisher_answered = (b_owner_epoch == b_words_left -> 0 : b_publisher_answered);
        b_publisher_due = (b_owner_epoch == b_words_left -> 0 : b_publisher_due);
        b_sleeper_mode = (b_owner_epoch == b_words_left -> 0 : 2);
    }

  /* b.notify.recheckFrame (model/notify/sleeping-consumer.ts:48): A consumer that has looked for the end of the epoch looks for a frame once more: it stays awake if there is one, and sleeps if there is none. */
  :: d_step {
      b_sleeper_mode == 2 -> /* looked */
        b_sleeper_mode = (b_consumed < b_words_published -> 0 : 3);
    }

  /* b.notify.lookForBegin (model/notify/sleeping-consumer.ts:55): A consumer that has offered an epoch sleeps if the epoch has not begun; it posts nothing before, as a doorbell follows the beginning. */
  :: d_step {
      (b_sleeper_mode == 1 || (b_sleeper_mode == 0 && b_owner_epoch != b_words_epoch)) && /* looking */
      b_owner_phase == 1 -> /* offered */
        b_sleeper_mode = (b_owner_epoch == b_words_epoch -> 0 : 3);
    }

  /* b.notify.fence (model/notify/publisher.ts:31): After publishing, an endpoint executes a store-load fence: it goes on when all it posted has left the processor. */
  :: d_step {
      b_publisher_due == 2 && /* due */
      b_buffer_length == 0 -> /* drained */
        b_publisher_due = 3;
    }

  /* b.notify.test (model/notify/publisher.ts:38): An endpoint that owes a test reads its peer's event word once, and rings the doorbell if the word is one that it has reached and has not answered yet. */
  :: d_step {
      b_publisher_due == 3 && /* due */
      b_buffer_length < 2 -> /* hasRoom */
        tmp_0 = b_publisher_answered < b_words_event && b_publisher_visible >= b_words_event;
        b_publisher_answered = (tmp_0 -> b_words_event : b_publisher_answered);
        b_publisher_due = 1;
        b_buffer_0_word = (tmp_0 -> (b_buffer_length == 0 -> 4 : b_buffer_0_word) : b_buffer_0_word);
        b_buffer_0_value = (tmp_0 -> (b_buffer_length == 0 -> 0 : b_buffer_0_value) : b_buffer_0_value);
        b_buffer_0_epoch = (tmp_0 -> (b_buffer_length == 0 -> 0 : b_buffer_0_epoch) : b_buffer_0_epoch);
        b_buffer_1_word = (tmp_0 -> (b_buffer_length == 1 -> 4 : b_buffer_1_word) : b_buffer_1_word);
        b_buffer_1_value = (tmp_0 -> (b_buffer_length == 1 -> 0 : b_buffer_1_value) : b_buffer_1_value);
        b_buffer_1_epoch = (tmp_0 -> (b_buffer_length == 1 -> 0 : b_buffer_1_epoch) : b_buffer_1_epoch);
        b_buffer_length = (tmp_0 -> b_buffer_length + 1 : b_buffer_length);
    }

  /* b.notify.hear (model/notify/hearing.ts:16): An endpoint that hears a doorbell owes a test of its peer's event word, and looks again before it sleeps on. */
  :: d_step {
      0 < b_bell_length -> /* rung */
        b_publisher_due = (b_publisher_due == 1 -> 3 : b_publisher_due);
        b_sleeper_mode = (b_sleeper_mode == 3 || b_sleeper_mode == 2 -> 1 : b_sleeper_mode);
        b_bell_length = b_bell_length - 1;
        b_bell_0 = 0;
    }

  /* b.processor.leave (model/notify/fabric.ts:25): Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them. */
  :: d_step {
      0 < b_buffer_length && /* buffered */
      b_out_length < 1 -> /* hasRoom */
        b_publisher_visible = (b_buffer_0_word == 0 -> b_buffer_0_value : (b_buffer_0_word == 2 -> 0 : b_publisher_visible));
        b_buffer_length = b_buffer_length - 1;
        b_out_0_word = (b_out_length == 0 -> b_buffer_0_word : b_out_0_word);
        b_buffer_0_word = b_buffer_1_word;
        b_buffer_1_word = 0;
        b_out_0_value = (b_out_length == 0 -> b_buffer_0_value : b_out_0_value);
        b_buffer_0_value = b_buffer_1_value;
        b_buffer_1_value = 0;
        b_out_0_epoch = (b_out_length == 0 -> b_buffer_0_epoch : b_out_0_epoch);
        b_buffer_0_epoch = b_buffer_1_epoch;
        b_buffer_1_epoch = 0;
        b_out_length = b_out_length + 1;
    }

  /* ab.fabric.landWord (model/notify/fabric.ts:46): Posted writes and doorbells of one direction land in the order in which they were posted, those that outlived a failure too. */
  :: d_step {
      0 < a_out_length -> /* posted */
        a_out_length = a_out_length - 1;
        b_words_published = (a_out_0_word == 0 -> a_out_0_value : (a_out_0_word == 1 -> b_words_published : (a_out_0_word == 2 -> 0 : b_words_published)));
        b_words_event = (a_out_0_word == 0 -> b_words_event : (a_out_0_word == 1 -> a_out_0_value : (a_out_0_word == 2 -> 0 : b_words_event)));
        a_out_0_value = 0;
        b_words_epoch = (a_out_0_word == 0 -> b_words_epoch : (a_out_0_word == 1 -> b_words_epoch : (a_out_0_word == 2 -> a_out_0_epoch : b_words_epoch)));
        b_words_left = (a_out_0_word == 0 -> b_words_left : (a_out_0_word == 1 -> b_words_left : (a_out_0_word == 2 -> b_words_left : (a_out_0_word == 3 -> a_out_0_epoch : b_words_left))));
        a_out_0_epoch = 0;
        b_bell_0 = (a_out_0_word == 4 -> (b_bell_length == 0 -> (b_bell_length == 0 -> 0 : b_bell_0) : b_bell_0) : b_bell_0);
        b_bell_length = (a_out_0_word == 4 -> (b_bell_length == 0 -> b_bell_length + 1 : b_bell_length) : b_bell_length);
        a_out_0_word = 0;
    }

  /* ab.fabric.landZeros (model/notify/fabric.ts:56): The zeros in front of the offer or the beginning of an epoch land before it. */
  :: d_step {
      0 < a_out_length && a_out_0_word == 2 -> /* next */
        b_words_published = 0;
        b_words_event = 0;
    }

  /* ab.fabric.loseWord (model/notify/fabric.ts:72): A link that is down loses any number of the last things that are under way in a direction. */
  :: d_step {
      false && /* down */
      0 < a_out_length -> /* posted */
        a_out_length = a_out_length - 1;
        a_out_0_word = 0;
        a_out_0_value = 0;
        a_out_0_epoch = 0;
    }

  /* ab.fabric.linkFails(seen: byBoth) (model/fabric/outage.ts:29): The link may fail at any time. The owner of the ring sees it; the sender may see it or not. */
  :: d_step {
      false && /* left */
      b_owner_epoch < 2 -> /* notInLastEpoch */
        a_link = link_changes + 1;
        b_link = link_changes + 1;
        link_changes = link_changes + 1;
    }

  /* ab.fabric.linkFails(seen: byOwner) (model/fabric/outage.ts:29): The link may fail at any time. The owner of the ring sees it; the sender may see it or not. */
  :: d_step {
      false && /* left */
      b_owner_epoch < 2 -> /* notInLastEpoch */
        b_link = link_changes + 1;
        link_changes = link_changes + 1;
    }

  /* ab.fabric.linkComesBack (model/fabric/outage.ts:42): A link that is down comes back, and whoever saw it fail sees that. */
  :: d_step {
      false -> /* down */
        b_link = link_changes + 1;
        link_changes = link_changes + 1;
    }

  /* ba.fabric.landWord (model/notify/fabric.ts:46): Posted writes and doorbells of one direction land in the order in which they were posted, those that outlived a failure too. */
  :: d_step {
      0 < b_out_length -> /* posted */
        b_out_length = b_out_length - 1;
        a_words_published = (b_out_0_word == 0 -> b_out_0_value : (b_out_0_word == 1 -> a_words_published : (b_out_0_word == 2 -> 0 : a_words_published)));
        a_words_event = (b_out_0_word == 0 -> a_words_event : (b_out_0_word == 1 -> b_out_0_value : (b_out_0_word == 2 -> 0 : a_words_event)));
        b_out_0_value = 0;
        a_words_epoch = (b_out_0_word == 0 -> a_words_epoch : (b_out_0_word == 1 -> a_words_epoch : (b_out_0_word == 2 -> b_out_0_epoch : a_words_epoch)));
        a_words_left = (b_out_0_word == 0 -> a_words_left : (b_out_0_word == 1 -> a_words_left : (b_out_0_word == 2 -> a_words_left : (b_out_0_word == 3 -> b_out_0_epoch : a_words_left))));
        b_out_0_epoch = 0;
        a_bell_0 = (b_out_0_word == 4 -> (a_bell_length == 0 -> (a_bell_length == 0 -> 0 : a_bell_0) : a_bell_0) : a_bell_0);
        a_bell_length = (b_out_0_word == 4 -> (a_bell_length == 0 -> a_bell_length + 1 : a_bell_length) : a_bell_length);
        b_out_0_word = 0;
    }

  /* ba.fabric.landZeros (model/notify/fabric.ts:56): The zeros in front of the offer or the beginning of an epoch land before it. */
  :: d_step {
      0 < b_out_length && b_out_0_word == 2 -> /* next */
        a_words_published = 0;
        a_words_event = 0;
    }

  /* ba.fabric.loseWord (model/notify/fabric.ts:72): A link that is down loses any number of the last things that are under way in a direction. */
  :: d_step {
      false && /* down */
      0 < b_out_length -> /* posted */
        b_out_length = b_out_length - 1;
        b_out_0_word = 0;
        b_out_0_value = 0;
        b_out_0_epoch = 0;
    }

  /* Never enabled. SPIN leaves a variable that nothing reads out of its states, and would find fewer of them. */
  :: false && a_sender_seen + b_owner_seen == 0 -> skip
  od
}

#ifdef CHECK
active proctype Invariants() {
end_watch:
  do
  /* a.notify.sleepsSettled (properties/sleep.ts:207): An endpoint that sleeps owes its peer neither a fence nor a test. */
  :: d_step { a_sleeper_mode == 3 && !(a_publisher_due == 1 || a_publisher_due == 0) -> assert(false) }
  /* a.notify.noResidue (properties/sleep.ts:233): Only a count and an event word carry a value, and only a word about epochs the number of one. */
  :: d_step { !((0 >= a_buffer_length || ((a_buffer_0_word == 0 || a_buffer_0_word == 1 || a_buffer_0_value == 0) && (a_buffer_0_word == 2 || a_buffer_0_word == 3 -> 0 < a_buffer_0_epoch : a_buffer_0_epoch == 0))) && (1 >= a_buffer_length || ((a_buffer_1_word == 0 || a_buffer_1_word == 1 || a_buffer_1_value == 0) && (a_buffer_1_word == 2 || a_buffer_1_word == 3 -> 0 < a_buffer_1_epoch : a_buffer_1_epoch == 0))) && (0 >= a_out_length || ((a_out_0_word == 0 || a_out_0_word == 1 || a_out_0_value == 0) && (a_out_0_word == 2 || a_out_0_word == 3 -> 0 < a_out_0_epoch : a_out_0_epoch == 0)))) -> assert(false) }
  /* a.notify.visibleLate (properties/sleep.ts:237): An endpoint's other processors see no count that was not published in its epoch, once the beginning of the epoch has left. */
  :: d_step { a_publisher_due != 0 && (0 >= a_buffer_length || a_buffer_0_word != 2) && (1 >= a_buffer_length || a_buffer_1_word != 2) && a_publisher_count < a_publisher_visible -> assert(false) }
  /* b.notify.sleepsSettled (properties/sleep.ts:207): An endpoint that sleeps owes its peer neither a fence nor a test. */
  :: d_step { b_sleeper_mode == 3 && !(b_publisher_due == 1 || b_publisher_due == 0) -> assert(false) }
  /* b.notify.noResidue (properties/sleep.ts:233): Only a count and an event word carry a value, and only a word about epochs the number of one. */
  :: d_step { !((0 >= b_buffer_length || ((b_buffer_0_word == 0 || b_buffer_0_word == 1 || b_buffer_0_value == 0) && (b_buffer_0_word == 2 || b_buffer_0_word == 3 -> 0 < b_buffer_0_epoch : b_buffer_0_epoch == 0))) && (1 >= b_buffer_length || ((b_buffer_1_word == 0 || b_buffer_1_word == 1 || b_buffer_1_value == 0) && (b_buffer_1_word == 2 || b_buffer_1_word == 3 -> 0 < b_buffer_1_epoch : b_buffer_1_epoch == 0))) && (0 >= b_out_length || ((b_out_0_word == 0 || b_out_0_word == 1 || b_out_0_value == 0) && (b_out_0_word == 2 || b_out_0_word == 3 -> 0 < b_out_0_epoch : b_out_0_epoch == 0)))) -> assert(false) }
  /* b.notify.visibleLate (properties/sleep.ts:237): An endpoint's other processors see no count that was not published in its epoch, once the beginning of the epoch has left. */
  :: d_step { b_publisher_due != 0 && (0 >= b_buffer_length || b_buffer_0_word != 2) && (1 >= b_buffer_length || b_buffer_1_word != 2) && b_publisher_count < b_publisher_visible -> assert(false) }
  /* ab.notify.inRange (properties/sleep.ts:30): Within an epoch a consumer takes no frame that was not committed, and a producer is at most as many frames ahead of it as the ring has slots. */
  :: d_step { a_sender_phase == 1 && b_owner_phase == 2 && a_sender_epoch == b_owner_epoch && !(a_publisher_count >= b_consumed && 1 >= a_publisher_count - b_consumed) -> assert(false) }
  /* ab.notify.creditLate (properties/sleep.ts:35): Within an epoch a producer's credit counts no frame that was not consumed. */
  :: d_step { a_sender_phase == 1 && b_owner_phase == 2 && a_sender_epoch == b_owner_epoch && !(b_publisher_count >= a_words_published && b_consumed >= b_publisher_count) -> assert(false) }
  /* ab.notify.sleepsPaid (properties/sleep.ts:40): A consumer that sleeps owes no credit. */
  :: d_step { b_sleeper_mode == 3 && b_consumed != b_publisher_count -> assert(false) }
  /* ab.notify.sleepsForCredit (properties/sleep.ts:45): A producer that sleeps in an epoch has a frame to send, and none that sleeps has a close to post. */
  :: d_step { a_sleeper_mode == 3 && !(a_sender_phase != 2 && (a_sender_phase != 1 || a_publisher_count < 2)) -> assert(false) }
  /* ab.notify.startsZero (properties/sleep.ts:75): Before its first epoch an endpoint has published nothing, and waits for nothing. */
  :: d_step { !((0 < a_sender_epoch || (a_publisher_visible == 0 && b_words_published == 0 && b_words_event == 0)) && (0 < b_owner_epoch || (b_publisher_visible == 0 && a_words_published == 0 && a_words_event == 0))) -> assert(false) }
  /* ab.notify.endsBlank (properties/sleep.ts:60): Who uses no epoch has counted nothing, answered nothing and owes nothing. */
  :: d_step { !((a_sender_phase == 1 -> a_publisher_due != 0 : a_publisher_due == 0 && a_publisher_count == 0 && a_publisher_answered == 0) && (b_owner_phase == 2 -> b_publisher_due != 0 : b_publisher_due == 0 && b_publisher_count == 0 && b_publisher_answered == 0 && b_consumed == 0)) -> assert(false) }
  /* ab.notify.saysTrue (properties/sleep.ts:65): A producer begins and abandons no epoch that it has not used, and uses none that was not offered; a consumer offers none that it has not opened. */
  :: d_step { !(a_sender_epoch >= b_words_epoch && a_sender_epoch >= b_words_left && a_words_epoch >= a_sender_epoch && b_owner_epoch >= a_words_epoch && a_words_left == 0 && (0 < a_sender_epoch || a_sender_phase == 0)) -> assert(false) }
  /* ab.notify.stopsTrue (properties/sleep.ts:70): A producer that uses an epoch has not said that it abandoned it. */
  :: d_step { a_sender_phase == 1 && b_words_left >= a_sender_epoch -> assert(false) }
  /* ab.notify.offerWakes (properties/sleep.ts:142): While a producer sleeps and an epoch is offered that it has not used, a doorbell is on its way to it. */
  :: d_step { a_sleeper_mode == 3 && b_owner_phase == 1 && a_sender_epoch < b_owner_epoch && !(!((0 >= b_buffer_length || b_buffer_0_word != 4) && (1 >= b_buffer_length || b_buffer_1_word != 4)) || !(0 >= b_out_length || b_out_0_word != 4) || 0 < a_bell_length) -> assert(false) }
  /* ab.notify.beginWakes (properties/sleep.ts:147): While a consumer sleeps and the epoch that it offered has begun, a doorbell is on its way to it. */
  :: d_step { b_sleeper_mode == 3 && b_owner_phase == 1 && a_sender_epoch == b_owner_epoch && !(!((0 >= a_buffer_length || a_buffer_0_word != 4) && (1 >= a_buffer_length || a_buffer_1_word != 4)) || !(0 >= a_out_length || a_out_0_word != 4) || 0 < b_bell_length) -> assert(false) }
  /* ab.notify.closeWakes (properties/sleep.ts:152): While a consumer sleeps in an epoch that the producer has abandoned, the close is still to be posted, or a doorbell is on its way to the consumer. */
  :: d_step { b_sleeper_mode == 3 && b_owner_phase == 2 && a_sender_epoch == b_owner_epoch && a_sender_phase != 1 && !(a_sender_phase == 2 || !((0 >= a_buffer_length || a_buffer_0_word != 4) && (1 >= a_buffer_length || a_buffer_1_word != 4)) || !(0 >= a_out_length || a_out_0_word != 4) || 0 < b_bell_length) -> assert(false) }
  /* ab.notify.startsBlank (properties/sleep.ts:56): A consumer that is awake, has seen no frame of its epoch and was not rung in it has posted no event word in it. */
  :: d_step { a_sender_phase == 1 && b_owner_phase == 2 && a_sender_epoch == b_owner_epoch && b_sleeper_mode == 0 && b_words_published == 0 && a_publisher_answered == 0 && a_words_event != 0 -> assert(false) }
  /* ab.notify.frameWakes (properties/sleep.ts:122): While a consumer sleeps and a frame is committed that it has not taken, the producer still owes a test, or a doorbell is under way. */
  :: d_step { a_sender_phase == 1 && b_owner_phase == 2 && a_sender_epoch == b_owner_epoch && b_sleeper_mode == 3 && b_consumed < a_publisher_count && !(a_publisher_due != 1 || !((0 >= a_buffer_length || a_buffer_0_word != 4) && (1 >= a_buffer_length || a_buffer_1_word != 4)) || !(0 >= a_out_length || a_out_0_word != 4) || 0 < b_bell_length || !((0 >= b_buffer_length || b_buffer_0_word != 4) && (1 >= b_buffer_length || b_buffer_1_word != 4)) || !(0 >= b_out_length || b_out_0_word != 4) || 0 < a_bell_length) -> assert(false) }
  /* ab.notify.creditWakes (properties/sleep.ts:127): While a producer sleeps and credit was returned that it has not seen, the consumer still owes a test, or a doorbell is under way. */
  :: d_step { a_sender_phase == 1 && b_owner_phase == 2 && a_sender_epoch == b_owner_epoch && a_sleeper_mode == 3 && a_publisher_count - b_publisher_count < 1 && !(b_publisher_due != 1 || !((0 >= a_buffer_length || a_buffer_0_word != 4) && (1 >= a_buffer_length || a_buffer_1_word != 4)) || !(0 >= a_out_length || a_out_0_word != 4) || 0 < b_bell_length || !((0 >= b_buffer_length || b_buffer_0_word != 4) && (1 >= b_buffer_length || b_buffer_1_word != 4)) || !(0 >= b_out_length || b_out_0_word != 4) || 0 < a_bell_length) -> assert(false) }
  od
}
#endif
