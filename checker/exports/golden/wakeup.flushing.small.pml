/* wakeup.flushing: Both ends of a ring sleep when they have nothing to do, without a timer, where doorbells stand in no order with posted writes: each flushes by a remote read before it sleeps. */
/* Size small: slots 1, buffered 2, batched 1, posted 2, frames 2. From properties/systems/wakeup-flushing.ts. */

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
byte a_sleeper_mode;       /* a.sleeper.mode: 0 awake, 1 flushing, 2 armed, 3 asleep, 4 stopped */
bit a_sleeper_heard;       /* a.sleeper.heard: false, true */
byte a_words_published;    /* a.words.published: 0 … 2 */
byte a_words_event;        /* a.words.event: 0 … 2 */
bit a_bell_length;         /* a.bell.length: 0 … 1 */
bit a_bell_0;              /* a.bell[0]: 0 rung */
bit a_requests_length;     /* a.requests.length: 0 … 1 */
bit a_requests_0;          /* a.requests[0]: 0 read */
bit a_answer_length;       /* a.answer.length: 0 … 1 */
bit a_answer_0;            /* a.answer[0]: 0 data, 1 ones */
byte a_buffer_length;      /* a.buffer.length: 0 … 2 */
byte a_buffer_0_word;      /* a.buffer[0].word: 0 published, 1 event, 2 doorbell, 3 read, 4 completion */
byte a_buffer_0_value;     /* a.buffer[0].value: 0 … 2 */
byte a_buffer_1_word;      /* a.buffer[1].word: 0 published, 1 event, 2 doorbell, 3 read, 4 completion */
byte a_buffer_1_value;     /* a.buffer[1].value: 0 … 2 */
byte a_out_length;         /* a.out.length: 0 … 2 */
byte a_out_0_word;         /* a.out[0].word: 0 published, 1 event, 2 doorbell, 3 read, 4 completion */
byte a_out_0_value;        /* a.out[0].value: 0 … 2 */
byte a_out_1_word;         /* a.out[1].word: 0 published, 1 event, 2 doorbell, 3 read, 4 completion */
byte a_out_1_value;        /* a.out[1].value: 0 … 2 */
bit a_link;                /* a.link: 0 up, 1 down */
byte b_consumed;           /* b.consumed: 0 … 2 */
byte b_publisher_count;    /* b.publisher.count: 0 … 2 */
byte b_publisher_visible;  /* b.publisher.visible: 0 … 2 */
byte b_publisher_answered; /* b.publisher.answered: 0 … 2 */
byte b_publisher_due;      /* b.publisher.due: 0 nothing, 1 fence, 2 test */
byte b_sleeper_mode;       /* b.sleeper.mode: 0 awake, 1 flushing, 2 armed, 3 asleep, 4 stopped */
bit b_sleeper_heard;       /* b.sleeper.heard: false, true */
byte b_words_published;    /* b.words.published: 0 … 2 */
byte b_words_event;        /* b.words.event: 0 … 2 */
bit b_bell_length;         /* b.bell.length: 0 … 1 */
bit b_bell_0;              /* b.bell[0]: 0 rung */
bit b_requests_length;     /* b.requests.length: 0 … 1 */
bit b_requests_0;          /* b.requests[0]: 0 read */
bit b_answer_length;       /* b.answer.length: 0 … 1 */
bit b_answer_0;            /* b.answer[0]: 0 data, 1 ones */
byte b_buffer_length;      /* b.buffer.length: 0 … 2 */
byte b_buffer_0_word;      /* b.buffer[0].word: 0 published, 1 event, 2 doorbell, 3 read, 4 completion */
byte b_buffer_0_value;     /* b.buffer[0].value: 0 … 2 */
byte b_buffer_1_word;      /* b.buffer[1].word: 0 published, 1 event, 2 doorbell, 3 read, 4 completion */
byte b_buffer_1_value;     /* b.buffer[1].value: 0 … 2 */
byte b_out_length;         /* b.out.length: 0 … 2 */
byte b_out_0_word;         /* b.out[0].word: 0 published, 1 event, 2 doorbell, 3 read, 4 completion */
byte b_out_0_value;        /* b.out[0].value: 0 … 2 */
byte b_out_1_word;         /* b.out[1].word: 0 published, 1 event, 2 doorbell, 3 read, 4 completion */
byte b_out_1_value;        /* b.out[1].value: 0 … 2 */
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
      a_buffer_length < 1 -> /* hasRoom */
        a_publisher_due = 1;
        a_buffer_0_word = (a_buffer_length == 0 -> 0 : a_buffer_0_word);
        a_buffer_0_value = (a_buffer_length == 0 -> a_publisher_count + 1 : a_buffer_0_value);
        a_buffer_1_word = (a_buffer_length == 1 -> 0 : a_buffer_1_word);
        a_buffer_1_value = (a_buffer_length == 1 -> a_publisher_count + 1 : a_buffer_1_value);
        a_publisher_count = a_publisher_count + 1;
        a_buffer_length = a_buffer_length + 1;
    }

  /* a.flushing.armForCredit (model/notify/flushing-producer.ts:18): A producer that has a frame and no credit posts the count of credit that it waits for and, behind it on the same path, reads a word of its peer's window that is never all ones. */
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
        a_buffer_1_word = (tmp_1 -> 3 : (a_buffer_length == 1 -> 1 : a_buffer_1_word));
        a_buffer_1_value = (tmp_1 -> 0 : (a_buffer_length == 1 -> tmp_0 : a_buffer_1_value));
        a_buffer_length = a_buffer_length + 1 + 1;
    }

  /* a.flushing.lookForCredit (model/notify/flushing-producer.ts:30): A producer that has flushed, and owes neither a fence nor a test, looks at its credit once more: it sleeps if there is none and no doorbell was heard since it armed, and stays awake otherwise. */
  :: d_step {
      a_sleeper_mode == 2 && /* armed */
      a_publisher_due == 0 -> /* settled */
        a_sleeper_mode = (a_sleeper_heard || a_publisher_count - a_words_published < 1 -> 0 : 3);
        a_sleeper_heard = false;
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

  /* a.flushing.complete (model/notify/flushing.ts:16): An endpoint whose read completes has flushed; all ones is no data but a link event, and stops it. */
  :: d_step {
      a_sleeper_mode == 1 && /* flushing */
      0 < a_answer_length -> /* answered */
        a_sleeper_mode = (a_answer_0 == 1 -> 4 : 2);
        a_answer_length = a_answer_length - 1;
        a_answer_0 = 0;
    }

  /* a.flushing.hear (model/notify/flushing.ts:23): An endpoint that hears a doorbell wakes if it sleeps; between arming and its last look it keeps the doorbell in mind, and does not sleep after that look. */
  :: d_step {
      0 < a_bell_length -> /* rung */
        a_sleeper_heard = a_sleeper_mode == 1 || a_sleeper_mode == 2;
        a_sleeper_mode = (a_sleeper_mode == 3 -> 0 : a_sleeper_mode);
        a_bell_length = a_bell_length - 1;
        a_bell_0 = 0;
    }

  /* a.notify.linkEvent (model/notify/sleeper.ts:34): A link event wakes an endpoint, whatever it sleeps for. */
  :: d_step {
      a_link == 1 -> /* down */
        a_sleeper_mode = 4;
    }

  /* a.processor.leave (model/notify/fabric.ts:15): Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them. */
  :: d_step {
      0 < a_buffer_length && /* buffered */
      a_out_length < 2 -> /* hasRoom */
        a_publisher_visible = (a_buffer_0_word == 0 -> a_buffer_0_value : a_publisher_visible);
        a_buffer_length = a_buffer_length - 1;
        a_out_0_word = (a_out_length == 0 -> a_buffer_0_word : a_out_0_word);
        a_out_0_value = (a_out_length == 0 -> a_buffer_0_value : a_out_0_value);
        a_out_1_word = (a_out_length == 1 -> a_buffer_0_word : a_out_1_word);
        a_buffer_0_word = a_buffer_1_word;
        a_buffer_1_word = 0;
        a_out_1_value = (a_out_length == 1 -> a_buffer_0_value : a_out_1_value);
        a_buffer_0_value = a_buffer_1_value;
        a_buffer_1_value = 0;
        a_out_length = a_out_length + 1;
    }

  /* a.bridge.answer (model/notify/bridge.ts:16): The host bridge of an endpoint answers a read of the endpoint's window with a completion, at any time and without the processor. */
  :: d_step {
      0 < a_requests_length && /* asked */
      a_out_length < 2 -> /* hasRoom */
        a_requests_length = a_requests_length - 1;
        a_requests_0 = 0;
        a_out_0_word = (a_out_length == 0 -> 4 : a_out_0_word);
        a_out_0_value = (a_out_length == 0 -> 0 : a_out_0_value);
        a_out_1_word = (a_out_length == 1 -> 4 : a_out_1_word);
        a_out_1_value = (a_out_length == 1 -> 0 : a_out_1_value);
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
      b_buffer_length < 1 -> /* hasRoom */
        b_publisher_count = b_consumed;
        b_publisher_due = 1;
        b_buffer_0_word = (b_buffer_length == 0 -> 0 : b_buffer_0_word);
        b_buffer_0_value = (b_buffer_length == 0 -> b_consumed : b_buffer_0_value);
        b_buffer_1_word = (b_buffer_length == 1 -> 0 : b_buffer_1_word);
        b_buffer_1_value = (b_buffer_length == 1 -> b_consumed : b_buffer_1_value);
        b_buffer_length = b_buffer_length + 1;
    }

  /* b.flushing.armForFrame (model/notify/flushing-consumer.ts:19): A consumer that finds no frame and owes no credit posts the number of the frame that it waits for and, behind it on the same path, reads a word of its peer's window that is never all ones. */
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
        b_buffer_1_word = (tmp_0 -> 3 : (b_buffer_length == 1 -> 1 : b_buffer_1_word));
        b_buffer_1_value = (tmp_0 -> 0 : (b_buffer_length == 1 -> b_consumed + 1 : b_buffer_1_value));
        b_buffer_length = b_buffer_length + 1 + 1;
    }

  /* b.flushing.lookForFrame (model/notify/flushing-consumer.ts:32): A consumer that has flushed, and owes neither a fence nor a test, looks for a frame once more: it sleeps if there is none and no doorbell was heard since it armed, and stays awake otherwise. */
  :: d_step {
      b_sleeper_mode == 2 && /* armed */
      b_publisher_due == 0 -> /* settled */
        b_sleeper_mode = (b_sleeper_heard || b_consumed < b_words_published -> 0 : 3);
        b_sleeper_heard = false;
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

  /* b.flushing.complete (model/notify/flushing.ts:16): An endpoint whose read completes has flushed; all ones is no data but a link event, and stops it. */
  :: d_step {
      b_sleeper_mode == 1 && /* flushing */
      0 < b_answer_length -> /* answered */
        b_sleeper_mode = (b_answer_0 == 1 -> 4 : 2);
        b_answer_length = b_answer_length - 1;
        b_answer_0 = 0;
    }

  /* b.flushing.hear (model/notify/flushing.ts:23): An endpoint that hears a doorbell wakes if it sleeps; between arming and its last look it keeps the doorbell in mind, and does not sleep after that look. */
  :: d_step {
      0 < b_bell_length -> /* rung */
        b_sleeper_heard = b_sleeper_mode == 1 || b_sleeper_mode == 2;
        b_sleeper_mode = (b_sleeper_mode == 3 -> 0 : b_sleeper_mode);
        b_bell_length = b_bell_length - 1;
        b_bell_0 = 0;
    }

  /* b.notify.linkEvent (model/notify/sleeper.ts:34): A link event wakes an endpoint, whatever it sleeps for. */
  :: d_step {
      b_link == 1 -> /* down */
        b_sleeper_mode = 4;
    }

  /* b.processor.leave (model/notify/fabric.ts:15): Writes leave the processor in the order in which they were made, at any time later; until then no other processor sees them. */
  :: d_step {
      0 < b_buffer_length && /* buffered */
      b_out_length < 2 -> /* hasRoom */
        b_publisher_visible = (b_buffer_0_word == 0 -> b_buffer_0_value : b_publisher_visible);
        b_buffer_length = b_buffer_length - 1;
        b_out_0_word = (b_out_length == 0 -> b_buffer_0_word : b_out_0_word);
        b_out_0_value = (b_out_length == 0 -> b_buffer_0_value : b_out_0_value);
        b_out_1_word = (b_out_length == 1 -> b_buffer_0_word : b_out_1_word);
        b_buffer_0_word = b_buffer_1_word;
        b_buffer_1_word = 0;
        b_out_1_value = (b_out_length == 1 -> b_buffer_0_value : b_out_1_value);
        b_buffer_0_value = b_buffer_1_value;
        b_buffer_1_value = 0;
        b_out_length = b_out_length + 1;
    }

  /* b.bridge.answer (model/notify/bridge.ts:16): The host bridge of an endpoint answers a read of the endpoint's window with a completion, at any time and without the processor. */
  :: d_step {
      0 < b_requests_length && /* asked */
      b_out_length < 2 -> /* hasRoom */
        b_requests_length = b_requests_length - 1;
        b_requests_0 = 0;
        b_out_0_word = (b_out_length == 0 -> 4 : b_out_0_word);
        b_out_0_value = (b_out_length == 0 -> 0 : b_out_0_value);
        b_out_1_word = (b_out_length == 1 -> 4 : b_out_1_word);
        b_out_1_value = (b_out_length == 1 -> 0 : b_out_1_value);
        b_out_length = b_out_length + 1;
    }

  /* ab.fabric.landUnordered(i: 0) (model/notify/unordered.ts:23): Posted writes, reads and completions land behind the posted writes that were sent before them in the same direction; a doorbell lands at any time. */
  :: d_step {
      b_link == 0 && /* up */
      0 < a_out_length -> /* behind */
        a_out_length = a_out_length - 1;
        b_words_published = (a_out_0_word == 0 -> a_out_0_value : b_words_published);
        b_words_event = (a_out_0_word == 0 -> b_words_event : (a_out_0_word == 1 -> a_out_0_value : b_words_event));
        a_out_0_value = a_out_1_value;
        a_out_1_value = 0;
        b_bell_0 = (a_out_0_word == 2 -> (b_bell_length == 0 -> (b_bell_length == 0 -> 0 : b_bell_0) : b_bell_0) : b_bell_0);
        b_bell_length = (a_out_0_word == 2 -> (b_bell_length == 0 -> b_bell_length + 1 : b_bell_length) : b_bell_length);
        b_requests_0 = (a_out_0_word == 3 -> (b_requests_length == 0 -> 0 : b_requests_0) : b_requests_0);
        b_requests_length = (a_out_0_word == 3 -> b_requests_length + 1 : b_requests_length);
        b_answer_0 = (a_out_0_word == 4 -> (b_answer_length == 0 -> 0 : b_answer_0) : b_answer_0);
        b_answer_length = (a_out_0_word == 4 -> b_answer_length + 1 : b_answer_length);
        a_out_0_word = a_out_1_word;
        a_out_1_word = 0;
    }

  /* ab.fabric.landUnordered(i: 1) (model/notify/unordered.ts:23): Posted writes, reads and completions land behind the posted writes that were sent before them in the same direction; a doorbell lands at any time. */
  :: d_step {
      b_link == 0 && /* up */
      1 < a_out_length && (a_out_1_word == 2 || !(a_out_0_word == 0 || a_out_0_word == 1)) -> /* behind */
        a_out_length = a_out_length - 1;
        b_words_published = (a_out_1_word == 0 -> a_out_1_value : b_words_published);
        b_words_event = (a_out_1_word == 0 -> b_words_event : (a_out_1_word == 1 -> a_out_1_value : b_words_event));
        a_out_1_value = 0;
        b_bell_0 = (a_out_1_word == 2 -> (b_bell_length == 0 -> (b_bell_length == 0 -> 0 : b_bell_0) : b_bell_0) : b_bell_0);
        b_bell_length = (a_out_1_word == 2 -> (b_bell_length == 0 -> b_bell_length + 1 : b_bell_length) : b_bell_length);
        b_requests_0 = (a_out_1_word == 3 -> (b_requests_length == 0 -> 0 : b_requests_0) : b_requests_0);
        b_requests_length = (a_out_1_word == 3 -> b_requests_length + 1 : b_requests_length);
        b_answer_0 = (a_out_1_word == 4 -> (b_answer_length == 0 -> 0 : b_answer_0) : b_answer_0);
        b_answer_length = (a_out_1_word == 4 -> b_answer_length + 1 : b_answer_length);
        a_out_1_word = 0;
    }

  /* ab.fabric.allOnes (model/notify/unordered.ts:43): A read that is lost with the link, or whose completion is, comes back all ones. */
  :: d_step {
      b_link == 1 && /* down */
      b_sleeper_mode == 1 && /* reading */
      (0 >= b_buffer_length || b_buffer_0_word != 3) && (1 >= b_buffer_length || b_buffer_1_word != 3) && (0 >= b_out_length || b_out_0_word != 3) && (1 >= b_out_length || b_out_1_word != 3) && /* gone */
      b_answer_length == 0 -> /* unanswered */
        b_answer_0 = (b_answer_length == 0 -> 1 : b_answer_0);
        b_answer_length = b_answer_length + 1;
    }

  /* ab.fabric.vanishWord (model/notify/fabric.ts:54): What is under way on a dead link vanishes. */
  :: d_step {
      b_link == 1 && /* down */
      0 < a_out_length -> /* posted */
        a_out_length = a_out_length - 1;
        a_out_0_word = a_out_1_word;
        a_out_0_value = a_out_1_value;
        a_out_1_word = 0;
        a_out_1_value = 0;
    }

  /* ab.fabric.fails (model/notify/fabric.ts:70): The link may fail at any time, and both endpoints see that it did. */
  :: d_step {
      b_link == 0 -> /* up */
        a_link = 1;
        b_link = 1;
    }

  /* ba.fabric.landUnordered(i: 0) (model/notify/unordered.ts:23): Posted writes, reads and completions land behind the posted writes that were sent before them in the same direction; a doorbell lands at any time. */
  :: d_step {
      a_link == 0 && /* up */
      0 < b_out_length -> /* behind */
        b_out_length = b_out_length - 1;
        a_words_published = (b_out_0_word == 0 -> b_out_0_value : a_words_published);
        a_words_event = (b_out_0_word == 0 -> a_words_event : (b_out_0_word == 1 -> b_out_0_value : a_words_event));
        b_out_0_value = b_out_1_value;
        b_out_1_value = 0;
        a_bell_0 = (b_out_0_word == 2 -> (a_bell_length == 0 -> (a_bell_length == 0 -> 0 : a_bell_0) : a_bell_0) : a_bell_0);
        a_bell_length = (b_out_0_word == 2 -> (a_bell_length == 0 -> a_bell_length + 1 : a_bell_length) : a_bell_length);
        a_requests_0 = (b_out_0_word == 3 -> (a_requests_length == 0 -> 0 : a_requests_0) : a_requests_0);
        a_requests_length = (b_out_0_word == 3 -> a_requests_length + 1 : a_requests_length);
        a_answer_0 = (b_out_0_word == 4 -> (a_answer_length == 0 -> 0 : a_answer_0) : a_answer_0);
        a_answer_length = (b_out_0_word == 4 -> a_answer_length + 1 : a_answer_length);
        b_out_0_word = b_out_1_word;
        b_out_1_word = 0;
    }

  /* ba.fabric.landUnordered(i: 1) (model/notify/unordered.ts:23): Posted writes, reads and completions land behind the posted writes that were sent before them in the same direction; a doorbell lands at any time. */
  :: d_step {
      a_link == 0 && /* up */
      1 < b_out_length && (b_out_1_word == 2 || !(b_out_0_word == 0 || b_out_0_word == 1)) -> /* behind */
        b_out_length = b_out_length - 1;
        a_words_published = (b_out_1_word == 0 -> b_out_1_value : a_words_published);
        a_words_event = (b_out_1_word == 0 -> a_words_event : (b_out_1_word == 1 -> b_out_1_value : a_words_event));
        b_out_1_value = 0;
        a_bell_0 = (b_out_1_word == 2 -> (a_bell_length == 0 -> (a_bell_length == 0 -> 0 : a_bell_0) : a_bell_0) : a_bell_0);
        a_bell_length = (b_out_1_word == 2 -> (a_bell_length == 0 -> a_bell_length + 1 : a_bell_length) : a_bell_length);
        a_requests_0 = (b_out_1_word == 3 -> (a_requests_length == 0 -> 0 : a_requests_0) : a_requests_0);
        a_requests_length = (b_out_1_word == 3 -> a_requests_length + 1 : a_requests_length);
        a_answer_0 = (b_out_1_word == 4 -> (a_answer_length == 0 -> 0 : a_answer_0) : a_answer_0);
        a_answer_length = (b_out_1_word == 4 -> a_answer_length + 1 : a_answer_length);
        b_out_1_word = 0;
    }

  /* ba.fabric.allOnes (model/notify/unordered.ts:43): A read that is lost with the link, or whose completion is, comes back all ones. */
  :: d_step {
      a_link == 1 && /* down */
      a_sleeper_mode == 1 && /* reading */
      (0 >= a_buffer_length || a_buffer_0_word != 3) && (1 >= a_buffer_length || a_buffer_1_word != 3) && (0 >= a_out_length || a_out_0_word != 3) && (1 >= a_out_length || a_out_1_word != 3) && /* gone */
      a_answer_length == 0 -> /* unanswered */
        a_answer_0 = (a_answer_length == 0 -> 1 : a_answer_0);
        a_answer_length = a_answer_length + 1;
    }

  /* ba.fabric.vanishWord (model/notify/fabric.ts:54): What is under way on a dead link vanishes. */
  :: d_step {
      a_link == 1 && /* down */
      0 < b_out_length -> /* posted */
        b_out_length = b_out_length - 1;
        b_out_0_word = b_out_1_word;
        b_out_0_value = b_out_1_value;
        b_out_1_word = 0;
        b_out_1_value = 0;
    }
  od
}

#ifdef CHECK
active proctype Invariants() {
end_watch:
  do
  /* a.notify.sleepsSettled (properties/sleep.ts:96): An endpoint that sleeps owes its peer neither a fence nor a test. */
  :: d_step { a_sleeper_mode == 3 && a_publisher_due != 0 -> assert(false) }
  /* a.notify.noResidue (properties/sleep.ts:124): Only a count and an event word carry a value. */
  :: d_step { !((0 >= a_buffer_length || a_buffer_0_word == 0 || a_buffer_0_word == 1 || a_buffer_0_value == 0) && (1 >= a_buffer_length || a_buffer_1_word == 0 || a_buffer_1_word == 1 || a_buffer_1_value == 0) && (0 >= a_out_length || a_out_0_word == 0 || a_out_0_word == 1 || a_out_0_value == 0) && (1 >= a_out_length || a_out_1_word == 0 || a_out_1_word == 1 || a_out_1_value == 0)) -> assert(false) }
  /* a.notify.visibleLate (properties/sleep.ts:134): An endpoint's other processors see no count that was not published. */
  :: d_step { a_publisher_count < a_publisher_visible -> assert(false) }
  /* a.flushing.forgets (properties/flushing.ts:66): A doorbell that was heard forbids one sleep: an endpoint that is awake or asleep has none in mind. */
  :: d_step { (a_sleeper_mode == 0 || a_sleeper_mode == 3) && a_sleeper_heard -> assert(false) }
  /* a.flushing.answeredLate (properties/flushing.ts:75): A read comes back only after it has left its endpoint. */
  :: d_step { 0 < a_answer_length && !((0 >= a_buffer_length || a_buffer_0_word != 3) && (1 >= a_buffer_length || a_buffer_1_word != 3) && (0 >= a_out_length || a_out_0_word != 3) && (1 >= a_out_length || a_out_1_word != 3)) -> assert(false) }
  /* b.notify.sleepsSettled (properties/sleep.ts:96): An endpoint that sleeps owes its peer neither a fence nor a test. */
  :: d_step { b_sleeper_mode == 3 && b_publisher_due != 0 -> assert(false) }
  /* b.notify.noResidue (properties/sleep.ts:124): Only a count and an event word carry a value. */
  :: d_step { !((0 >= b_buffer_length || b_buffer_0_word == 0 || b_buffer_0_word == 1 || b_buffer_0_value == 0) && (1 >= b_buffer_length || b_buffer_1_word == 0 || b_buffer_1_word == 1 || b_buffer_1_value == 0) && (0 >= b_out_length || b_out_0_word == 0 || b_out_0_word == 1 || b_out_0_value == 0) && (1 >= b_out_length || b_out_1_word == 0 || b_out_1_word == 1 || b_out_1_value == 0)) -> assert(false) }
  /* b.notify.visibleLate (properties/sleep.ts:134): An endpoint's other processors see no count that was not published. */
  :: d_step { b_publisher_count < b_publisher_visible -> assert(false) }
  /* b.flushing.forgets (properties/flushing.ts:66): A doorbell that was heard forbids one sleep: an endpoint that is awake or asleep has none in mind. */
  :: d_step { (b_sleeper_mode == 0 || b_sleeper_mode == 3) && b_sleeper_heard -> assert(false) }
  /* b.flushing.answeredLate (properties/flushing.ts:75): A read comes back only after it has left its endpoint. */
  :: d_step { 0 < b_answer_length && !((0 >= b_buffer_length || b_buffer_0_word != 3) && (1 >= b_buffer_length || b_buffer_1_word != 3) && (0 >= b_out_length || b_out_0_word != 3) && (1 >= b_out_length || b_out_1_word != 3)) -> assert(false) }
  /* ab.notify.inRange (properties/sleep.ts:21): A consumer takes no frame that was not committed, and a producer is at most as many frames ahead of it as the ring has slots. */
  :: d_step { !(a_publisher_count >= b_consumed && 1 >= a_publisher_count - b_consumed) -> assert(false) }
  /* ab.notify.creditLate (properties/sleep.ts:25): A producer's credit counts no frame that was not consumed. */
  :: d_step { !(b_publisher_count >= a_words_published && b_consumed >= b_publisher_count) -> assert(false) }
  /* ab.notify.sleepsPaid (properties/sleep.ts:29): A consumer that sleeps owes no credit. */
  :: d_step { b_sleeper_mode == 3 && b_consumed != b_publisher_count -> assert(false) }
  /* ab.notify.sleepsForCredit (properties/sleep.ts:35): A producer sleeps only with a frame to send. */
  :: d_step { a_sleeper_mode == 3 && a_publisher_count >= 2 -> assert(false) }
  /* ab.notify.startsBlank (properties/sleep.ts:45): A consumer that is awake, has seen no frame and was not rung has posted no event word. */
  :: d_step { b_sleeper_mode == 0 && b_words_published == 0 && a_publisher_answered == 0 && a_words_event != 0 -> assert(false) }
  /* ab.flushing.sleepsFlushed (properties/flushing.ts:22): While an endpoint sleeps, the event word in its peer's window is the count that it waits for. */
  :: d_step { !((b_sleeper_mode != 3 || a_words_event == b_consumed + 1) && (a_sleeper_mode != 3 || a_publisher_count - 1 + 1 == b_words_event)) -> assert(false) }
  /* ab.flushing.frameWakes (properties/flushing.ts:27): While a consumer sleeps and a frame is committed that it has not taken, the producer still owes a test, or its doorbell is under way. */
  :: d_step { a_link == 0 && b_sleeper_mode == 3 && b_consumed < a_publisher_count && !(a_publisher_due != 0 || !((0 >= a_buffer_length || a_buffer_0_word != 2) && (1 >= a_buffer_length || a_buffer_1_word != 2)) || !((0 >= a_out_length || a_out_0_word != 2) && (1 >= a_out_length || a_out_1_word != 2)) || 0 < b_bell_length) -> assert(false) }
  /* ab.flushing.creditWakes (properties/flushing.ts:32): While a producer sleeps and credit was returned that it has not seen, the consumer still owes a test, or its doorbell is under way. */
  :: d_step { a_link == 0 && a_sleeper_mode == 3 && a_publisher_count - b_publisher_count < 1 && !(b_publisher_due != 0 || !((0 >= b_buffer_length || b_buffer_0_word != 2) && (1 >= b_buffer_length || b_buffer_1_word != 2)) || !((0 >= b_out_length || b_out_0_word != 2) && (1 >= b_out_length || b_out_1_word != 2)) || 0 < a_bell_length) -> assert(false) }
  od
}
#endif
