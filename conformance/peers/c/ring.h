/*
 * The shared layout: what the producer and the consumer agree on, and nothing
 * else. Both map one file, which stands for two memories:
 *
 *   consumer's memory   the ring; written by the producer, read by the consumer
 *   producer's memory   the credit; written by the consumer, read by the producer
 *
 * Each side reads only memory that would be local to it and writes only memory
 * that would be remote, because a read across a link is slow, and a read from a
 * dead link returns all ones.
 *
 * Every word has one writer for ever. There is no read-modify-write, no word is
 * cleared by its reader, and therefore no lock.
 */
#ifndef TCNET_RING_H
#define TCNET_RING_H

#include <assert.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

enum {
	RING_SLOTS = 64,
	PAYLOAD_BYTES = 48,
	PAYLOAD_WORDS = PAYLOAD_BYTES / sizeof(uint32_t),
};

/*
 * The model lets this many posted writes be in flight. Stores to a coherent
 * mapping have no queue that we could see, so the number only goes into the
 * header of the log, where it bounds the search of the trace checker.
 */
#ifndef POSTED
#define POSTED 8
#endif

/*
 * A magic word says that its owner has mapped its memory and may be written to.
 * It is neither all zeros (a fresh file) nor all ones (a dead link).
 */
#define RING_MAGIC UINT32_C(0x74634e31)   /* "tcN1" */
#define CREDIT_MAGIC UINT32_C(0x74634331) /* "tcC1" */

/*
 * This example has one epoch, since a mapping never loses its link. The tag is
 * there all the same: 1 is the first legal one, and with it the commit word of
 * index 0 is not all zeros.
 */
#define EPOCH_TAG UINT16_C(1)

/*
 * One slot is one cache line. The payload consists of atomic words because a
 * wrong peer may overwrite a slot that is being read (that is what the seeded
 * bugs do): with plain bytes this would be undefined behaviour in C, with
 * relaxed 4-byte words it is a torn frame, as it is on the real link.
 */
struct slot {
	_Alignas(64) _Atomic uint32_t payload[PAYLOAD_WORDS];
	/* The place of a CRC. It stays zero: a mapping needs none, and padding must not leak. */
	_Atomic uint64_t trailer;
	/* {u32 index, u16 tag, u16 check}, stored last: see commit_word. */
	_Atomic uint64_t commit;
};

struct consumer_memory {
	/* The single writer of this word is the consumer, who owns the ring. */
	_Alignas(64) _Atomic uint32_t magic;
	/* The single writer of all slots is the producer. */
	struct slot slots[RING_SLOTS];
};

struct producer_memory {
	/* The single writer of this word is the producer, who owns this memory. */
	_Alignas(64) _Atomic uint32_t magic;
	/*
	 * The count of consumed slots. Its single writer is the consumer. It runs
	 * freely and is absolute: writing it again is harmless, and losing one
	 * value is repaired by the next. It has a line of its own, so that polling
	 * it does not contend with anything else.
	 */
	_Alignas(64) _Atomic uint32_t credit;
};

struct shared {
	struct consumer_memory consumer;
	struct producer_memory producer;
};

/* An index picks its slot by a mask, so the ring must still fit when 32 bits wrap. */
static_assert((RING_SLOTS & (RING_SLOTS - 1)) == 0, "the number of slots is a power of two");
static_assert(sizeof(struct slot) == 64, "a slot is one cache line");
static_assert(offsetof(struct slot, commit) % 8 == 0, "the commit word is aligned");
/* Only lock-free atomics work between processes, which map the file at different addresses. */
static_assert(ATOMIC_INT_LOCK_FREE == 2, "4-byte atomics are lock-free");
static_assert(ATOMIC_LLONG_LOCK_FREE == 2, "8-byte atomics are lock-free");

/*
 * ring.commit: the commit word of the frame with this index. The check is the
 * complement of the low half of the index, so a word of which only one 4-byte
 * half has landed is recognised as torn. It is neither all zeros nor all ones,
 * because the tag is neither.
 */
static inline uint64_t commit_word(uint32_t index)
{
	uint16_t check = (uint16_t)~index;

	return (uint64_t)index | (uint64_t)EPOCH_TAG << 32 | (uint64_t)check << 48;
}

/*
 * ring.accept: what a commit word says, in the terms of the model. This is the
 * index plus one, or 0 if nothing has been committed or the word is torn. It is
 * 64 bits wide so that the greatest index does not turn into "nothing".
 */
static inline uint64_t commit_seen(uint64_t word)
{
	uint32_t index = (uint32_t)word;
	uint16_t check = (uint16_t)(word >> 48);

	return word != 0 && check == (uint16_t)~index ? (uint64_t)index + 1 : 0;
}

static inline uint32_t slot_number(uint32_t index)
{
	return index % RING_SLOTS;
}

#endif
