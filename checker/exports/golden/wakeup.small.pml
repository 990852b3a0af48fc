/* wakeup: Both ends of a ring sleep when they have nothing to do, without a timer: the consumer for frames, the producer for credit. */
/* Size small: slots 1, buffered 2, batched 2, posted 1, frames 2. From properties/systems/wakeup.ts. */

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
byte a_publisher_count;    /* a.publisher.count: 0 … 2 */
byte a_publisher_visible;  /* a.publisher.visible: 0 … 2 */
byte a_publisher_answered; /* a.publisher.answered: 0 … 2 */
byte a_publisher_due;      /* a.publisher.due: 0 nothing, 1 fence, 2 test */
byte a_sleeper_mode;       /* a.sleeper.mode: 0 awake, 1 armed, 2 asleep, 3 stopped */
byte a_words_published;    /* a.words.published: 0 … 2 */
byte a_words_event;        /* a.words.event: 0 … 2 */
bit a_bell_length;         /* a.bell.length: 0 … 1 */
bit a_bell_0;              /* a.bell[0]: 0 rung */
byte a_buffer_length;      /* a.buffer.length: 0 … 2 */
byte a_buffer_0_word;      /* a.buffer[0].word: 0 published, 1 event, 2 doorbell */
byte a_buffer_0_value;     /* a.buffer[0].value: 0 … 2 */
byte a_buffer_1_word;      /* a.buffer[1].word: 0 published, 1 event, 2 doorbell */
byte a_buffer_1_value;     /* a.buffer[1].value: 0 … 2 */
bit a_out_length;          /* a.out.length: 0 … 1 */
byte a_out_0_word;         /* a.out[0].word: 0 published, 1 event, 2 doorbell */
byte a_out_0_value;        /* a.out[0].value: 0 … 2 */
bit a_link;                /* a.link: 0 up, 1 down */
byte b_consumed;           /* b.consumed: 0 … 2 */
byte b_publisher_count;    /* b.publisher.count: 0 … 2 */
byte b_publisher_visible;  /* b.publisher.visible: 0 … 2 */
byte b_publisher_answered; /* b.publisher.answered: 0 … 2 */
byte b_publisher_due;      /* b.publisher.due: 0 nothing, 1 fence, 2 test */
byte b_sleeper_mode;       /* b.sleeper.mode: 0 awake, 1 armed, 2 asleep, 3 stopped */
byte b_words_published;    /* b.words.published: 0 … 2 */
byte b_words_event;        /* b.words.event: 0 … 2 */
bit b_bell_length;         /* b.bell.length: 0 … 1 */
bit b_bell_0;              /* b.bell[0]: 0 rung */
byte b_buffer_length;      /* b.buffer.length: 0 … 2 */
byte b_buffer_0_word;      /* b.buffer[0].word: 0 published, 1 event, 2 doorbell */
byte b_buffer_0_value;     /* b.buffer[0].value: 0 … 2 */
byte b_buffer_1_word;      /* b.buffer[1].word: 0 published, 1 event, 2 doorbell */
byte b_buffer_1_value;     /* b.buffer[1].value: 0 … 2 */
bit b_out_length;          /* b.out.length: 0 … 1 */
byte b_out_0_word;         /* b.out[0].word: 0 published, 1 event, 2 doorbell */
byte b_out_0_value;        /* b.out[0].value: 0 … 2 */
bit b_link;                /* b.link: 0 up, 1 down */

/* Not part of the state: intermediate results within one step. */
hidden int tmp_0;
hidden int tmp_1;

active proctype System() {
/* A state without successors is no error here: whether the system may rest in it is for `tcnet check`. */
end_rest:
  do

  /* a.notify.publishFrame (model/notify/producer.ts:17): A producer commits a frame while it has credit, and owes a fence and a test. */
  :: d_step {
      a_sleeper_mode == 0 && /* awake */
      a_publisher_count < 2 && /* hasFrame */
      a_publisher_count - a_words_published < 1 && /* hasCredit */
      a_buffer_length < 2 -> /* hasRoom */
        a_publisher_due = 1;
        a_buffer_0_word = (a_buffer_length == 0 -> 0 : a_buffer_0_word);
        a_buffer_0_value = (a_buffer_length == 0 -> a_publisher_count + 1 : a_buffer_0_value);
        a_buffer_1_word = (a_buffer_length == 1 -> 0 : a_buffer_1_word);
        a_buffer_1_value = (a_buffer_length == 1 -> a_publisher_count + 1 : a_buffer_1_value);
        a_publisher_count = a_publisher_count + 1;
        a_buffer_length = a_buffer_length + 1;
    }

  /* a.notify.armForCredit (model/notify/sleeping-producer.ts:17): A producer that has a frame and no credit posts the count of credit that it waits for and, behind it on the same path, a doorbell. */
  :: d_step {
      a_sleeper_mode == 0 && /* awake */
      a_publisher_count < 2 && /* hasFrame */
      a_publisher_count - a_words_published >= 1 && /* noCredit */
      a_buffer_length + 1 < 2 -> /* hasRoom */
        tmp_0 = a_publisher_count - 1 + 1;
        tmp_1 = a_buffer_length + 1 == 1;
        a_sleeper_mode = 1;
        a_buffer_0_word = (a_buffer_length == 0 -> 1 : a_buffer_0_word);
        a_buffer_0_value = (a_buffer_length == 0 -> tmp_0 : a_buffer_0_value);
        a_buffer_1_word = (tmp_1 -> 2 : (a_buffer_length == 1 -> 1 : a_buffer_1_word));
        a_buffer_1_value = (tmp_1 -> 0 : (a_buffer_length == 1 -> tmp_0 : a_buffer_1_value));
        a_buffer_length = a_buffer_length + 1 + 1;
    }

  /* a.notify.recheckCredit (model/notify/sleeping-producer.ts:32): A producer that has armed, and owes neither a fence nor a test, looks at its credit once more: it stays awake if there is some, and sleeps if there is none. */
  :: d_step {
      a_sleeper_mode == 1 && /* armed */
      a_publisher_due == 0 -> /* settled */
        a_sleeper_mode = (a_publisher_count - a_words_published < 1 -> 0 : 2);
    }

  /* a.notify.fence (model/notify/publisher.ts:27): After publishing, an endpoint executes a store-load fence: it goes on when all it posted has left the processor. */
  :: d_step {
      a_publisher_due == 1 && /* due */
      a_buffer_length == 0 -> /* drained */
        a_publisher_due = 2;
    }

  /* a.notify.test (model/notify/publisher.ts:34): An endpoint that owes a test reads its peer's event word once, and rings the doorbell if the word is one that it has reached and has not answered yet. */
  :: d_step {
      a_publisher_due == 2 && /* due */
      a_buffer_length < 2 -> /* hasRoom */
        tmp_0 = a_publisher_answered < a_words_event && a_publisher_visible >= a_words_event;
        a_publisher_answered = (tmp_0 -> a_words_event : a_publisher_answered);
        a_publisher_due = 0;
        a_buffer_0_word = (tmp_0 -> (a_buffer_length == 0 -> 2 : a_buffer_0_word) : a_buffer_0_word);
        a_buffer_0_value = (tmp_0 -> (a_buffer_length == 0 -> 0 : a_buffer_0_value) : a_buffer_0_value);
        a_buffer_1_word = (tmp_0 -> (a_buffer_length == 1 -> 2 : a_buffer_1_word) : a_buffer_1_word);
        a_buffer_1_value = (tmp_0 -> (a_buffer_length == 1 -> 0 : a_buffer_1_value) : a_buffer_1_value);
        a_buffer_length = (tmp_0 -> a_buffer_length + 1 : a_buffer_length);
    }

  /* a.notify.hear (model/notify/hearing.ts:16): An endpoint that hears a doorbell owes a test of its peer's event word, and looks again before it sleeps on. */
  :: d_step {
      0 < a_bell_length -> /* rung */
        a_publisher_due = (a_publisher_due == 0 -> 2 : a_publisher_due);
        a_sleeper_mode = (a_sleeper_mode == 2 -> 1 : a_sleeper_mode);
        a_bell_length = a_bell_length - 1;
        a_bell_0 = 0;
    }

  /* a.notify.linkEvent (model/notify/sleeper.ts:34): A link event wakes an endpoint, whatever it sleeps for. */
  :: d_step {
      a_link == 1 -> /* down */
        a_sleeper_mode = 3;
    }

  /* a.processor.leave (model/notify/fabric.ts:15): Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them. */
  :: d_step {
      0 < a_buffer_length && /* buffered */
      a_out_length < 1 -> /* hasRoom */
        a_publisher_visible = (a_buffer_0_word == 0 -> a_buffer_0_value : a_publisher_visible);
        a_buffer_length = a_buffer_length - 1;
        a_out_0_word = (a_out_length == 0 -> a_buffer_0_word : a_out_0_word);
        a_buffer_0_word = a_buffer_1_word;
        a_buffer_1_word = 0;
        a_out_0_value = (a_out_length == 0 -> a_buffer_0_value : a_out_0_value);
        a_buffer_0_value = a_buffer_1_value;
        a_buffer_1_value = 0;
        a_out_length = a_out_length + 1;
    }

  /* b.notify.consume (model/notify/consumer.ts:19): A consumer takes the next committed frame. */
  :: d_step {
      b_sleeper_mode == 0 && /* awake */
      b_consumed < b_words_published -> /* committed */
        b_consumed = b_consumed + 1;
    }

  /* b.notify.publishCredit (model/notify/consumer.ts:26): A consumer returns the credit it owes, and owes a fence and a test. */
  :: d_step {
      b_sleeper_mode == 0 && /* awake */
      b_publisher_count < b_consumed && /* owed */
      b_buffer_length < 2 -> /* hasRoom */
        b_publisher_count = b_consumed;
        b_publisher_due = 1;
        b_buffer_0_word = (b_buffer_length == 0 -> 0 : b_buffer_0_word);
        b_buffer_0_value = (b_buffer_length == 0 -> b_consumed : b_buffer_0_value);
        b_buffer_1_word = (b_buffer_length == 1 -> 0 : b_buffer_1_word);
        b_buffer_1_value = (b_buffer_length == 1 -> b_consumed : b_buffer_1_value);
        b_buffer_length = b_buffer_length + 1;
    }

  /* b.notify.armForFrame (model/notify/sleeping-consumer.ts:18): A consumer that finds no frame and owes no credit posts the number of the frame that it waits for and, behind it on the same path, a doorbell. */
  :: d_step {
      b_sleeper_mode == 0 && /* awake */
      b_consumed == b_publisher_count && /* paid */
      b_consumed < 2 && /* unfinished */
      b_consumed == b_words_published && /* empty */
      b_buffer_length + 1 < 2 -> /* hasRoom */
        tmp_0 = b_buffer_length + 1 == 1;
        b_sleeper_mode = 1;
        b_buffer_0_word = (b_buffer_length == 0 -> 1 : b_buffer_0_word);
        b_buffer_0_value = (b_buffer_length == 0 -> b_consumed + 1 : b_buffer_0_value);
        b_buffer_1_word = (tmp_0 -> 2 : (b_buffer_length == 1 -> 1 : b_buffer_1_word));
        b_buffer_1_value = (tmp_0 -> 0 : (b_buffer_length == 1 -> b_consumed + 1 : b_buffer_1_value));
        b_buffer_length = b_buffer_length + 1 + 1;
    }

  /* b.notify.recheckFrame (model/notify/sleeping-consumer.ts:34): A consumer that has armed, and owes neither a fence nor a test, looks for a frame once more: it stays awake if there is one, and sleeps if there is none. */
  :: d_step {
      b_sleeper_mode == 1 && /* armed */
      b_publisher_due == 0 -> /* settled */
        b_sleeper_mode = (b_consumed < b_words_published -> 0 : 2);
    }

  /* b.notify.fence (model/notify/publisher.ts:27): After publishing, an endpoint executes a store-load fence: it goes on when all it posted has left the processor. */
  :: d_step {
      b_publisher_due == 1 && /* due */
      b_buffer_length == 0 -> /* drained */
        b_publisher_due = 2;
    }

  /* b.notify.test (model/notify/publisher.ts:34): An endpoint that owes a test reads its peer's event word once, and rings the doorbell if the word is one that it has reached and has not answered yet. */
  :: d_step {
      b_publisher_due == 2 && /* due */
      b_buffer_length < 2 -> /* hasRoom */
        tmp_0 = b_publisher_answered < b_words_event && b_publisher_visible >= b_words_event;
        b_publisher_answered = (tmp_0 -> b_words_event : b_publisher_answered);
        b_publisher_due = 0;
        b_buffer_0_word = (tmp_0 -> (b_buffer_length == 0 -> 2 : b_buffer_0_word) : b_buffer_0_word);
        b_buffer_0_value = (tmp_0 -> (b_buffer_length == 0 -> 0 : b_buffer_0_value) : b_buffer_0_value);
        b_buffer_1_word = (tmp_0 -> (b_buffer_length == 1 -> 2 : b_buffer_1_word) : b_buffer_1_word);
        b_buffer_1_value = (tmp_0 -> (b_buffer_length == 1 -> 0 : b_buffer_1_value) : b_buffer_1_value);
        b_buffer_length = (tmp_0 -> b_buffer_length + 1 : b_buffer_length);
    }

  /* b.notify.hear (model/notify/hearing.ts:16): An endpoint that hears a doorbell owes a test of its peer's event word, and looks again before it sleeps on. */
  :: d_step {
      0 < b_bell_length -> /* rung */
        b_publisher_due = (b_publisher_due == 0 -> 2 : b_publisher_due);
        b_sleeper_mode = (b_sleeper_mode == 2 -> 1 : b_sleeper_mode);
        b_bell_length = b_bell_length - 1;
        b_bell_0 = 0;
    }

  /* b.notify.linkEvent (model/notify/sleeper.ts:34): A link event wakes an endpoint, whatever it sleeps for. */
  :: d_step {
      b_link == 1 -> /* down */
        b_sleeper_mode = 3;
    }

  /* b.processor.leave (model/notify/fabric.ts:15): Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them. */
  :: d_step {
      0 < b_buffer_length && /* buffered */
      b_out_length < 1 -> /* hasRoom */
        b_publisher_visible = (b_buffer_0_word == 0 -> b_buffer_0_value : b_publisher_visible);
        b_buffer_length = b_buffer_length - 1;
        b_out_0_word = (b_out_length == 0 -> b_buffer_0_word : b_out_0_word);
        b_buffer_0_word = b_buffer_1_word;
        b_buffer_1_word = 0;
        b_out_0_value = (b_out_length == 0 -> b_buffer_0_value : b_out_0_value);
        b_buffer_0_value = b_buffer_1_value;
        b_buffer_1_value = 0;
        b_out_length = b_out_length + 1;
    }

  /* ab.fabric.landWord (model/notify/fabric.ts:35): Posted writes and doorbells of one direction land in the order in which they were posted. */
  :: d_step {
      b_link == 0 && /* up */
      0 < a_out_length -> /* posted */
        a_out_length = a_out_length - 1;
        b_words_published = (a_out_0_word == 0 -> a_out_0_value : b_words_published);
        b_words_event = (a_out_0_word == 0 -> b_words_event : (a_out_0_word == 1 -> a_out_0_value : b_words_event));
        a_out_0_value = 0;
        b_bell_0 = (a_out_0_word == 2 -> (b_bell_length == 0 -> (b_bell_length == 0 -> 0 : b_bell_0) : b_bell_0) : b_bell_0);
        b_bell_length = (a_out_0_word == 2 -> (b_bell_length == 0 -> b_bell_length + 1 : b_bell_length) : b_bell_length);
        a_out_0_word = 0;
    }

  /* ab.fabric.vanishWord (model/notify/fabric.ts:54): What is under way on a dead link vanishes. */
  :: d_step {
      b_link == 1 && /* down */
      0 < a_out_length -> /* posted */
        a_out_length = a_out_length - 1;
        a_out_0_word = 0;
        a_out_0_value = 0;
    }

  /* ab.fabric.fails (model/notify/fabric.ts:70): The link may fail at any time, and both endpoints see that it did. */
  :: d_step {
      b_link == 0 -> /* up */
        a_link = 1;
        b_link = 1;
    }

  /* ba.fabric.landWord (model/notify/fabric.ts:35): Posted writes and doorbells of one direction land in the order in which they were posted. */
  :: d_step {
      a_link == 0 && /* up */
      0 < b_out_length -> /* posted */
        b_out_length = b_out_length - 1;
        a_words_published = (b_out_0_word == 0 -> b_out_0_value : a_words_published);
        a_words_event = (b_out_0_word == 0 -> a_words_event : (b_out_0_word == 1 -> b_out_0_value : a_words_event));
        b_out_0_value = 0;
        a_bell_0 = (b_out_0_word == 2 -> (a_bell_length == 0 -> (a_bell_length == 0 -> 0 : a_bell_0) : a_bell_0) : a_bell_0);
        a_bell_length = (b_out_0_word == 2 -> (a_bell_length == 0 -> a_bell_length + 1 : a_bell_length) : a_bell_length);
        b_out_0_word = 0;
    }

  /* ba.fabric.vanishWord (model/notify/fabric.ts:54): What is under way on a dead link vanishes. */
  :: d_step {
      a_link == 1 && /* down */
      0 < b_out_length -> /* posted */
        b_out_length = b_out_length - 1;
        b_out_0_word = 0;
        b_out_0_value = 0;
    }
  od
}

#ifdef CHECK
active proctype Invariants() {
end_watch:
  do
  /* a.notify.sleepsSettled (properties/sleep.ts:96): An endpoint that sleeps owes its peer neither a fence nor a test. */
  :: d_step { a_sleeper_mode == 2 && a_publisher_due != 0 -> assert(false) }
  /* a.notify.noResidue (properties/sleep.ts:124): Only a count and an event word carry a value. */
  :: d_step { !((0 >= a_buffer_length || a_buffer_0_word == 0 || a_buffer_0_word == 1 || a_buffer_0_value == 0) && (1 >= a_buffer_length || a_buffer_1_word == 0 || a_buffer_1_word == 1 || a_buffer_1_value == 0) && (0 >= a_out_length || a_out_0_word == 0 || a_out_0_word == 1 || a_out_0_value == 0)) -> assert(false) }
  /* a.notify.visibleLate (properties/sleep.ts:134): An endpoint's other processors see no count that was not published. */
  :: d_step { a_publisher_count < a_publisher_visible -> assert(false) }
  /* b.notify.sleepsSettled (properties/sleep.ts:96): An endpoint that sleeps owes its peer neither a fence nor a test. */
  :: d_step { b_sleeper_mode == 2 && b_publisher_due != 0 -> assert(false) }
  /* b.notify.noResidue (properties/sleep.ts:124): Only a count and an event word carry a value. */
  :: d_step { !((0 >= b_buffer_length || b_buffer_0_word == 0 || b_buffer_0_word == 1 || b_buffer_0_value == 0) && (1 >= b_buffer_length || b_buffer_1_word == 0 || b_buffer_1_word == 1 || b_buffer_1_value == 0) && (0 >= b_out_length || b_out_0_word == 0 || b_out_0_word == 1 || b_out_0_value == 0)) -> assert(false) }
  /* b.notify.visibleLate (properties/sleep.ts:134): An endpoint's other processors see no count that was not published. */
  :: d_step { b_publisher_count < b_publisher_visible -> assert(false) }
  /* ab.notify.inRange (properties/sleep.ts:21): A consumer takes no frame that was not committed, and a producer is at most as many frames ahead of it as the ring has slots. */
  :: d_step { !(a_publisher_count >= b_consumed && 1 >= a_publisher_count - b_consumed) -> assert(false) }
  /* ab.notify.creditLate (properties/sleep.ts:25): A producer's credit counts no frame that was not consumed. */
  :: d_step { !(b_publisher_count >= a_words_published && b_consumed >= b_publisher_count) -> assert(false) }
  /* ab.notify.sleepsPaid (properties/sleep.ts:29): A consumer that sleeps owes no credit. */
  :: d_step { b_sleeper_mode == 2 && b_consumed != b_publisher_count -> assert(false) }
  /* ab.notify.sleepsForCredit (properties/sleep.ts:35): A producer sleeps only with a frame to send. */
  :: d_step { a_sleeper_mode == 2 && a_publisher_count >= 2 -> assert(false) }
  /* ab.notify.startsBlank (properties/sleep.ts:45): A consumer that is awake, has seen no frame and was not rung has posted no event word. */
  :: d_step { b_sleeper_mode == 0 && b_words_published == 0 && a_publisher_answered == 0 && a_words_event != 0 -> assert(false) }
  /* ab.notify.frameWakes (properties/sleep.ts:55): While a consumer sleeps and a frame is committed that it has not taken, the producer still owes a test, or a doorbell is under way. */
  :: d_step { a_link == 0 && b_sleeper_mode == 2 && b_consumed < a_publisher_count && !(a_publisher_due != 0 || !((0 >= a_buffer_length || a_buffer_0_word != 2) && (1 >= a_buffer_length || a_buffer_1_word != 2)) || !(0 >= a_out_length || a_out_0_word != 2) || 0 < b_bell_length || !((0 >= b_buffer_length || b_buffer_0_word != 2) && (1 >= b_buffer_length || b_buffer_1_word != 2)) || !(0 >= b_out_length || b_out_0_word != 2) || 0 < a_bell_length) -> assert(false) }
  /* ab.notify.creditWakes (properties/sleep.ts:60): While a producer sleeps and credit was returned that it has not seen, the consumer still owes a test, or a doorbell is under way. */
  :: d_step { a_link == 0 && a_sleeper_mode == 2 && a_publisher_count - b_publisher_count < 1 && !(b_publisher_due != 0 || !((0 >= a_buffer_length || a_buffer_0_word != 2) && (1 >= a_buffer_length || a_buffer_1_word != 2)) || !(0 >= a_out_length || a_out_0_word != 2) || 0 < b_bell_length || !((0 >= b_buffer_length || b_buffer_0_word != 2) && (1 >= b_buffer_length || b_buffer_1_word != 2)) || !(0 >= b_out_length || b_out_0_word != 2) || 0 < a_bell_length) -> assert(false) }
  od
}
#endif
