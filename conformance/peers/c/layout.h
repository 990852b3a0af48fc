/*
 * What both endpoints and the fabric agree on: the words of each window, the
 * posted writes that reach them, and the registers beside them.
 *
 * Every word has one writer for ever (D2). A word of a window is written only by
 * posted writes of the peer; here that is the link process, on the peer's behalf.
 */
#ifndef TCNET_LAYOUT_H
#define TCNET_LAYOUT_H

#include <assert.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SLOTS = 16,
	/* Slots of the longest frame behind its first. */
	MORE = 3,
	/* Posted writes under way in one direction, doorbells among them. */
	POSTED = 32,
	/* 65,534 on the wire. So few here that a run uses tags again. */
	TAGS = 5,
	PAYLOAD_WORDS = 12,
};

/*
 * The index of the first slot of every epoch. The rules say 0; nothing in them
 * depends on it but differences, and an index that starts shortly before 2^32
 * wraps in every epoch. It is a multiple of the slots, so that a wire index and
 * an index of the model mean the same slot. What is logged is `model_index`.
 */
#define FIRST_INDEX UINT32_C(0xffffffc0)

/*
 * Where the logs' index wraps, as their header says: a divisor of 2^32 and a
 * multiple of the slots. It is small, so that the index wraps in the logs too.
 */
enum { INDICES = 1024 };

static inline uint32_t model_index(uint32_t wire)
{
	return (wire - FIRST_INDEX) % INDICES;
}

/* Every epoch has the next tag. 0 is no epoch's, so a word of zeros says nothing. */
static inline uint16_t tag_of(uint32_t epoch)
{
	return (uint16_t)(1 + (epoch + TAGS - 1) % TAGS);
}

/*
 * A count or an index with the tag of its epoch, in one aligned word of 8 bytes:
 * {u32 count, u16 tag, u16 check}. The check is the complement of the low half of
 * the count, so that a word of which one half has landed is recognised as torn.
 * Commit words, credit and event words are of this form.
 */
static inline uint64_t tagged(uint32_t count, uint16_t tag)
{
	return (uint64_t)count | (uint64_t)tag << 32 | (uint64_t)(uint16_t)~count << 48;
}

static inline uint32_t count_in(uint64_t word) { return (uint32_t)word; }
static inline uint16_t tag_in(uint64_t word) { return (uint16_t)(word >> 32); }

/* A word of zeros fails the check, and so does a torn one: both say nothing. */
static inline bool is_whole(uint64_t word)
{
	return (uint16_t)(word >> 48) == (uint16_t)~count_in(word);
}

struct payload {
	uint32_t words[PAYLOAD_WORDS];
};

/*
 * One slot: two body writes and the commit word, which is posted last. The
 * payload is of atomic words, because a wrong peer may overwrite what is being
 * read. With plain bytes that would be undefined behaviour in C; with these it
 * is a torn frame, as on the real link.
 */
struct slot {
	_Alignas(64) _Atomic uint32_t payload[PAYLOAD_WORDS];
	/* {u32 hash of the payload, u16 slots that follow, u16 0} */
	_Atomic uint64_t trailer;
	_Atomic uint64_t commit;
};

/*
 * What a posted write is for. An offer stands in one line with the credit and the
 * event word, and the beginning of an epoch with the event word: each of them is
 * one posted write, and brings zeros for these.
 */
enum word {
	/* to the ring */
	WORD_PAYLOAD, WORD_TRAILER, WORD_COMMIT, WORD_BEGIN, WORD_CLOSE,
	/* to the sender */
	WORD_CREDIT, WORD_OFFER,
	/* to either end */
	WORD_EVENT, WORD_DOORBELL,
};

struct posted {
	enum word word;
	uint32_t slot;
	uint64_t value;
	struct payload payload;
};

/*
 * One direction of the link: posted writes in the order in which they were
 * posted, from one requester. Only the endpoint moves the tail, only the link the
 * head.
 */
struct fifo {
	_Alignas(64) _Atomic uint32_t tail;
	_Alignas(64) _Atomic uint32_t head;
	struct posted writes[POSTED];
};

/* What an endpoint reads of its own window and of its own link, beside the ring. */
struct window {
	/* Its indication: how often the link has changed, when it last saw that. It sticks. */
	_Alignas(64) _Atomic uint32_t link;
	/* The doorbell register: 1 when it was rung, which the endpoint clears when it hears it. */
	_Atomic uint32_t bell;
	/* The peer's event word: the first count at which it wants a doorbell. */
	_Atomic uint64_t event;
};

struct shared {
	struct slot ring[SLOTS];
	struct window owner;
	/* The last epoch that the sender begins, and the last that it abandoned. */
	_Atomic uint32_t begin;
	_Atomic uint32_t close;

	struct window sender;
	_Atomic uint32_t offer;
	_Atomic uint64_t credit;

	struct fifo to_ring;
	struct fifo to_sender;

	/* What follows is no part of the protocol: it ends the run, and shows who is stuck. */
	_Atomic uint32_t owner_seen;
	_Atomic uint32_t owner_epoch;
	_Atomic uint32_t cuts_done;
	_Atomic uint32_t done;
	_Atomic uint32_t progress;
	_Atomic uint32_t bad_payloads;
};

static_assert((SLOTS & (SLOTS - 1)) == 0, "a wire index that wraps picks the next slot");
static_assert(FIRST_INDEX % SLOTS == 0 && (int)INDICES % (int)SLOTS == 0, "a log's index means the same slot");
static_assert((int)INDICES > (int)SLOTS && (int)MORE < (int)SLOTS, "as the sizes of the model");
static_assert(sizeof(struct slot) == 64 && offsetof(struct slot, commit) % 8 == 0, "a commit word is aligned");
/* Only lock-free atomics work between processes. */
static_assert(ATOMIC_INT_LOCK_FREE == 2 && ATOMIC_LLONG_LOCK_FREE == 2, "words are lock-free");

/* Odd while the link is down. */
static inline bool is_up(uint32_t changes) { return changes % 2 == 0; }

#endif
