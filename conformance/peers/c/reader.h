/* The owner of the ring, and how it empties slots (slot.*) and returns credit (credit.*). */
#ifndef TCNET_READER_H
#define TCNET_READER_H

#include "notify.h"

enum {
	/* Returning credit costs a write across the link, so a busy owner returns several slots at once. */
	CREDIT_BATCH = 4,
	SLOW_US = 200,
};

struct owner {
	struct endpoint e;
	enum { CLOSED, OFFERED, BEGUN, ABANDONED } phase;

	/* The reader. All of it belongs to one epoch. Indices are those of the wire. */
	enum { IDLE, LOOKED, ACCEPTED, HALF, HOLDING } stage;
	uint32_t consumed;
	uint32_t returned;
	struct payload copy;
	uint64_t trailer;
	/* The frame that the slot belongs to, and the slots of it that are missing still. */
	uint32_t frame;
	uint32_t missing;

	struct dice dice;
};

static struct slot *slot_due(const struct owner *o)
{
	return &o->e.shared->ring[o->consumed % SLOTS];
}

/* slot.look: the commit word has to be exactly the one that is due. The word is loaded once; acquire pairs with its landing. */
static bool is_committed(const struct owner *o, uint64_t word)
{
	if (HAS_BUG(untagged))
		return is_whole(word) && count_in(word) == o->consumed;
	return word == tagged(o->consumed, tag_of(o->e.epoch));
}

static void log_look(struct owner *o, uint64_t word)
{
	uint32_t number = o->consumed % SLOTS;

	log_event(&o->e.log, "slot.look",
		  "\"params\":{},\"seen\":{\"ring.slots[%" PRIu32 "].commit.tag\":%d,\"ring.slots[%" PRIu32
		  "].commit.count\":%" PRIu32 "}",
		  number, tag_in(word), number, model_index(count_in(word)));
}

/* credit.return: the count of slots consumed. Release keeps the reads of the payloads in front of it. */
static void return_credit(struct owner *o, uint32_t count)
{
	if (!await_room(&o->e, 1))
		return;
	atomic_thread_fence(memory_order_release);
	post_word(&o->e, WORD_CREDIT, 0, tagged(count, tag_of(o->e.epoch)));
	o->returned = count;
	log_plain(&o->e.log, "credit.return");
	notify_published(&o->e, "notify.publishCredit", distance(count));
}

/* slot.accept: the indication is read after the commit word. If the link failed in between, the slot may have a hole. */
static void accept_slot(struct owner *o)
{
	uint32_t link = indication(&o->e);

	if (link != o->e.seen && !HAS_BUG(accept_without_indication))
		return;
	o->stage = ACCEPTED;
	log_saw(&o->e.log, "slot.accept", "link", link);
	if (HAS_BUG(credit_before_consume))
		return_credit(o, o->consumed + 1);
}

/* slot.readPayload, slot.readTrailer: each once, and then nothing but the copy is used. */
static void read_payload(struct owner *o)
{
	const struct slot *slot = slot_due(o);

	for (uint32_t i = 0; i < PAYLOAD_WORDS; i++)
		o->copy.words[i] = atomic_load_explicit(&slot->payload[i], memory_order_relaxed);
	const char *name = payload_name(&o->copy, o->e.epoch, o->consumed);

	log_event(&o->e.log, "slot.readPayload", "\"params\":{},\"seen\":{\"ring.slots[%" PRIu32 "].payload.body\":\"%s\"}",
		  o->consumed % SLOTS, name);
	if (*name == 't' || *name == 's' || (o->missing > 0 && o->copy.words[AT_FRAME] != o->frame)) {
		fprintf(stderr, "epoch %" PRIu32 " slot %" PRIu32 ": the payload is %s\n", o->e.epoch, distance(o->consumed), name);
		atomic_fetch_add(&o->e.shared->bad_payloads, 1);
	}
	o->stage = HALF;
}

static void read_trailer(struct owner *o)
{
	uint32_t number = o->consumed % SLOTS;

	o->trailer = atomic_load_explicit(&slot_due(o)->trailer, memory_order_relaxed);
	bool fits = hash_in(o->trailer) == o->copy.words[AT_HASH];

	log_event(&o->e.log, "slot.readTrailer",
		  "\"params\":{},\"seen\":{\"ring.slots[%" PRIu32 "].trailer.following\":%" PRIu32 ",\"ring.slots[%" PRIu32
		  "].trailer.body\":\"%s\"}",
		  number, following_in(o->trailer), number, fits ? payload_name(&o->copy, o->e.epoch, o->consumed) : "torn");
	if (!fits) {
		fprintf(stderr, "epoch %" PRIu32 " slot %" PRIu32 ": the trailer is another's\n", o->e.epoch, distance(o->consumed));
		atomic_fetch_add(&o->e.shared->bad_payloads, 1);
	}
	o->stage = HOLDING;
}

/* slot.keep, slot.deliver: a frame leaves the protocol with its last slot. */
static void consume(struct owner *o)
{
	bool is_last = following_in(o->trailer) == 0 || HAS_BUG(deliver_first_slot);

	o->missing = is_last ? 0 : following_in(o->trailer);
	o->frame = o->copy.words[AT_FRAME];
	o->consumed++;
	o->stage = IDLE;
	log_plain(&o->e.log, is_last ? "slot.deliver" : "slot.keep");
	log_saw(&o->e.notify.log, "notify.consume", "consumed", distance(o->consumed) - 1);
	note_progress(o->e.run);
	/* Some bugs show only with a ring that is full; and an owner that is slow now and then lets the sender sleep. */
	if (HAS_BUG(ignore_credit) || HAS_BUG(first_slot_credit) || HAS_BUG(accept_without_indication))
		pause_us(SLOW_US);
	else if (!HAS_BUG(deaf_to_link) && roll(&o->dice, 64) == 0)
		pause_us(4 * roll(&o->dice, SLOW_US));
}

#endif
