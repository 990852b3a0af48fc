/* outside.alternatingBit: The alternating bit protocol over queues that lose messages. */
/* Size small: capacity 1. From checker/outside/alternating-bit.ts. */

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
bit s_isWaiting;     /* isWaiting: false, true */
bit s_sendBit;       /* sendBit: false, true */
bit s_receiveBit;    /* receiveBit: false, true */
bit messages_length; /* messages.length: 0 … 1 */
bit messages_0;      /* messages[0]: false, true */
bit acks_length;     /* acks.length: 0 … 1 */
bit acks_0;          /* acks[0]: false, true */

/* Not part of the state: intermediate results within one step. */
hidden int tmp_0;

active proctype System() {
/* A state without successors is no error here: whether the system may rest in it is for `tcnet check`. */
end_rest:
  do

  /* bit.accept (checker/outside/alternating-bit.ts:20): The sender accepts a message when none is on its way. */
  :: d_step {
      !s_isWaiting -> /* idle */
        s_isWaiting = true;
    }

  /* bit.send (checker/outside/alternating-bit.ts:25): The sender sends its message again and again. */
  :: d_step {
      s_isWaiting && /* waiting */
      messages_length < 1 -> /* hasRoom */
        messages_0 = (messages_length == 0 -> s_sendBit : messages_0);
        messages_length = messages_length + 1;
    }

  /* bit.receive (checker/outside/alternating-bit.ts:30): The receiver takes a message, delivers it if it has the expected bit, and acknowledges it in either case. */
  :: d_step {
      0 < messages_length && /* arrived */
      acks_length < 1 -> /* hasRoom */
        s_receiveBit = (messages_0 == s_receiveBit -> !s_receiveBit : s_receiveBit);
        messages_length = messages_length - 1;
        acks_0 = (acks_length == 0 -> messages_0 : acks_0);
        messages_0 = false;
        acks_length = acks_length + 1;
    }

  /* bit.settle (checker/outside/alternating-bit.ts:42): The sender takes an acknowledgement, and is done with its message if that has the message's bit. */
  :: d_step {
      0 < acks_length -> /* arrived */
        tmp_0 = s_isWaiting && s_sendBit == acks_0;
        s_isWaiting = (tmp_0 -> false : s_isWaiting);
        s_sendBit = (tmp_0 -> !s_sendBit : s_sendBit);
        acks_length = acks_length - 1;
        acks_0 = false;
    }

  /* bit.loseMessage (checker/outside/alternating-bit.ts:50): The oldest message is lost. */
  :: d_step {
      0 < messages_length -> /* some */
        messages_length = messages_length - 1;
        messages_0 = false;
    }

  /* bit.loseAck (checker/outside/alternating-bit.ts:56): The oldest acknowledgement is lost. */
  :: d_step {
      0 < acks_length -> /* some */
        acks_length = acks_length - 1;
        acks_0 = false;
    }
  od
}

#ifdef CHECK
active proctype Invariants() {
end_watch:
  do
  /* bit.agreed (checker/outside/alternating-bit.ts:63): Between two messages the receiver expects the bit that comes next: each was delivered exactly once. */
  :: d_step { !s_isWaiting && s_sendBit != s_receiveBit -> assert(false) }
  od
}
#endif
