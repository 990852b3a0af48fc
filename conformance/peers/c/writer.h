/* The sender, and how it fills the slots of the ring (slot.*). */
#ifndef TCNET_WRITER_H
#define TCNET_WRITER_H

#include "notify.h"

enum { LOST_IN_THOUGHT_US = 300 };

struct sender {
	struct endpoint e;
	enum { CLOSED, SWEEPING, OPEN, LEFT } phase;
	/* It has left an epoch and not said so yet. */
	bool owes_close;
	uint32_t noted;
	uint32_t swept;

	/* The writer. All of it belongs to one epoch. */
	enum { IDLE, PAYLOAD, BODY } stage;
	uint32_t committed; /* a wire index: where the next slot goes */
	uint32_t base;      /* the wire index at which this epoch started */
	struct payload body;
	enum colour colour;
	uint32_t left; /* slots of the frame behind this one */
	enum colour submitted;

	/* The application. */
	struct dice dice;
	bool has_frame;
	enum colour next_colour;
	uint32_t next_more;
	uint32_t frames;
	uint32_t frames_in_epoch;
	uint32_t abandoned;
};

/* The credit word; another epoch's says that nothing was consumed in this one. */
static uint64_t credit_word(const struct sender *s)
{
	return atomic_load_explicit(&s->e.shared->credit, memory_order_acquire);
}

static uint32_t consumed(const struct sender *s, uint64_t credit)
{
	return is_ours(&s->e, credit) ? distance(count_in(credit)) : 0;
}

/* The same for the last look, which does not wait for the next turn to see what is behind another epoch's zero. */
static uint32_t consumed_at_last(const struct sender *s)
{
	uint64_t credit = credit_word(s);

	if (!is_ours(&s->e, credit))
		await_offer(&s->e);
	return consumed(s, credit);
}

/* Slots committed and not consumed. More than there are is a count that cannot be: believing it would overwrite. */
static uint32_t unconsumed(const struct sender *s, uint64_t credit)
{
	return s->committed - s->base - consumed(s, credit);
}

static void submit(struct sender *s)
{
	s->has_frame = true;
	s->next_more = roll(&s->dice, 2) == 0 ? 0 : roll(&s->dice, MORE + 1);
	s->next_colour = s->submitted < BLUE && roll(&s->dice, 12) == 0 ? s->submitted + 1 : WHITE;
}

static void post_payload(struct sender *s)
{
	s->body = payload_of(s->e.epoch, s->committed, s->frames, s->colour);
	post_write(&s->e, (struct posted){ .word = WORD_PAYLOAD, .slot = s->committed % SLOTS, .payload = s->body });
	s->stage = PAYLOAD;
}

static void post_commit(struct sender *s)
{
	uint16_t tag = HAS_BUG(untagged) ? tag_of(1) : tag_of(s->e.epoch);

	post_word(&s->e, WORD_COMMIT, s->committed % SLOTS, tagged(s->committed, tag));
	log_saw(&s->e.log, "slot.commit", "writer.committed", model_index(s->committed));
}

/* slot.writePayload: only with credit for every slot of the frame, so that no half frame waits in a full ring. */
static void write_frame(struct sender *s, uint64_t credit)
{
	if (!await_room(&s->e, 1))
		return;
	if (HAS_BUG(early_commit))
		post_commit(s);
	s->colour = s->next_colour;
	s->left = s->next_more;
	s->has_frame = false;
	if (s->colour != WHITE)
		s->submitted = s->colour;
	post_payload(s);
	bool says = is_whole(credit);
	log_event(&s->e.log, "slot.writePayload",
		  "\"params\":{\"frame\":\"%s\",\"more\":%" PRIu32 "},\"seen\":{\"words.credit.tag\":%d,"
		  "\"words.credit.count\":%" PRIu32 "}",
		  colour_name(s->colour), s->left, says ? tag_in(credit) : 0, says ? model_index(count_in(credit)) : 0);
}

/* slot.writeMore, slot.writeTrailer, slot.commit: what is left of the frame, one posted write at a time. */
static void write_on(struct sender *s)
{
	if (!await_room(&s->e, 1))
		return;
	switch (s->stage) {
	case IDLE:
		s->left--;
		post_payload(s);
		log_plain(&s->e.log, "slot.writeMore");
		return;
	case PAYLOAD:
		post_word(&s->e, WORD_TRAILER, s->committed % SLOTS, trailer_of(&s->body, s->left));
		s->stage = BODY;
		log_plain(&s->e.log, "slot.writeTrailer");
		return;
	case BODY:
		post_commit(s);
		s->committed++;
		s->stage = IDLE;
		notify_published(&s->e, "notify.publishFrame", s->committed - s->base);
		if (s->left > 0)
			return;
		s->frames++;
		s->frames_in_epoch++;
		/* An application sends in bursts, so that the owner has reason to sleep. */
		if (roll(&s->dice, 12) == 0)
			pause_us(roll(&s->dice, LOST_IN_THOUGHT_US));
	}
}

#endif
