/*
 * The ring with fallback, written by hand for SPIN: the peer that the benchmark compares with.
 * It is ring-with-fallback.ts rule by rule, one d_step a rule, and has exactly the same states and transitions
 * (SPIN counts one transition more, the initial state).
 *
 * Queues and slots are packed into integers and counts into bit fields because that was the fastest form:
 * the state vector has 36 bytes, where byte arrays have 44 and channels 52. Dead cells are zero.
 */
#ifndef SLOTS
#define SLOTS 2
#endif
#ifndef WIRE
#define WIRE 2
#endif
#ifndef CREDITS
#define CREDITS 2
#endif
#ifndef ETHERNET
#define ETHERNET 1
#endif
#ifndef MESSAGES
#define MESSAGES 4
#endif

/* Five bits a count, six a posted write, and an int has 31 that are not its sign. */
#if MESSAGES > 31 || SLOTS > 6 || WIRE > 5 || CREDITS > 6 || ETHERNET > 6
#error "a packed integer is too short for these sizes"
#endif

/* Cell i of the packed array q. The oldest entry of a queue is cell 0. */
#define COUNT(q, i) (((q) >> (5 * (i))) & 31)
#define SET(q, i, x) q = (q & ~(31 << (5 * (i)))) | ((x) << (5 * (i)))
#define PUSH(q, length, x) q = q | ((x) << (5 * length)); length++
#define POP(q, length) q = q >> 5; length--

/* A posted write is a count, and with this bit it is a commit word instead of a frame. */
#define COMMIT 32
#define POST(write) if :: down :: else -> wire = wire | ((write) << (6 * wireLength)); wireLength++ fi

/*
 * The invariants. Each is asserted at the end of every rule that changes a variable it reads, in the same d_step:
 * no state is added, and a rule that leaves them alone pays nothing. The initial state satisfies all three.
 */
#define IN_ORDER assert(reading == 0 || reading == consumed + 1)
#define NEVER_OVERWRITES_UNREAD assert(wireLength == 0 || (wire & COMMIT) || COUNT(wire, 0) < consumed + SLOTS)
#define NO_GAP assert(ethernetLength == 0 || COUNT(ethernet, 0) <= consumed)

unsigned written : 5
unsigned committed : 5
unsigned credited : 5
unsigned resend : 5
unsigned visible : 5
unsigned consumed : 5
unsigned returned : 5
/* The frame that the consumer holds, plus one; 0 is none. */
unsigned reading : 5
unsigned wireLength : 3
unsigned creditsLength : 3
unsigned ethernetLength : 3
bool fellBack
bool down
int wire
/* Each slot holds the number of the frame in it, plus one. */
int slots
int credits
int ethernet

active proctype Direction() {
  /* A run may rest here: SPIN cannot say that it may only when everything is consumed. */
end:
  do
  :: d_step { /* ring.write */
      !fellBack && written < MESSAGES && written - credited < SLOTS && (down || wireLength < WIRE) ->
      POST(written);
      written++;
      NEVER_OVERWRITES_UNREAD
    }
  :: d_step { /* ring.commit */
      !fellBack && committed < written && (down || wireLength < WIRE) ->
      POST(COMMIT | written);
      committed = written;
      NEVER_OVERWRITES_UNREAD
    }
  :: d_step { /* ring.takeCredit */
      !fellBack && creditsLength > 0 ->
      credited = COUNT(credits, 0);
      POP(credits, creditsLength)
    }
  :: d_step { /* path.fallBack */
      !fellBack && down ->
      fellBack = true;
      resend = credited
    }
  :: d_step { /* path.sendEthernet */
      fellBack && resend < MESSAGES && ethernetLength < ETHERNET ->
      PUSH(ethernet, ethernetLength, resend);
      resend++;
      NO_GAP
    }
  :: d_step { /* fabric.land */
      wireLength > 0 ->
      if
      :: (wire & COMMIT) -> visible = COUNT(wire, 0)
      :: else -> SET(slots, COUNT(wire, 0) % SLOTS, COUNT(wire, 0) + 1)
      fi;
      wire = wire >> 6;
      wireLength--;
      NEVER_OVERWRITES_UNREAD
    }
  :: d_step { /* fabric.linkDown: an empty wire cannot overwrite anything */
      !down ->
      down = true;
      wire = 0;
      wireLength = 0;
      credits = 0;
      creditsLength = 0
    }
  :: d_step { /* ring.read */
      reading == 0 && visible > consumed ->
      reading = COUNT(slots, consumed % SLOTS);
      IN_ORDER
    }
  :: d_step { /* ring.deliver */
      reading != 0 ->
      consumed++;
      reading = 0;
      IN_ORDER;
      NEVER_OVERWRITES_UNREAD;
      NO_GAP
    }
  :: d_step { /* ring.returnCredit */
      returned < consumed && (down || creditsLength < CREDITS) ->
      returned = consumed;
      if
      :: down
      :: else -> PUSH(credits, creditsLength, consumed)
      fi
    }
  :: d_step { /* path.receiveEthernet */
      ethernetLength > 0 && reading == 0 ->
      if
      :: COUNT(ethernet, 0) == consumed -> consumed++
      :: else
      fi;
      POP(ethernet, ethernetLength);
      IN_ORDER;
      NEVER_OVERWRITES_UNREAD;
      NO_GAP
    }
  od
}
