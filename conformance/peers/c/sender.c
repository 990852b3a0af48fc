/* The sender: adopts epochs (epoch.*), sends frames in them, and sleeps for credit. */
#define _GNU_SOURCE

#include "writer.h"

/* The word, and a doorbell behind it: the owner may sleep. */
static void post_epoch(struct sender *s, enum word word)
{
	post_word(&s->e, word, 0, s->e.epoch);
	post_word(&s->e, WORD_DOORBELL, 0, 0);
}

static void drop_frame(struct sender *s)
{
	s->stage = IDLE;
	s->left = 0;
	s->has_frame = false;
}

static void leave(struct sender *s)
{
	drop_frame(s);
	s->owes_close = s->owes_close || s->phase == SWEEPING || s->phase == OPEN;
	s->phase = s->e.epoch == 0 ? CLOSED : LEFT;
	note_progress(s->e.run);
}

/* epoch.senderLinkEvent */
static void handle_link_event(struct sender *s, uint32_t link)
{
	s->e.seen = link;
	leave(s);
	log_saw(&s->e.log, "epoch.senderLinkEvent", "link", link);
	notify_link_event(&s->e, "notify.senderLinkEvent");
}

/* epoch.abandon */
static void abandon(struct sender *s)
{
	s->abandoned++;
	leave(s);
	log_plain(&s->e.log, "epoch.abandon");
	notify_end(&s->e);
	log_plain(&s->e.notify.log, "notify.abandon");
}

/* epoch.close: once, since an owner that does not hear it sees that the link has failed. */
static void close_epoch(struct sender *s)
{
	if (!await_room(&s->e, 2))
		return;
	s->owes_close = false;
	post_epoch(s, WORD_CLOSE);
	log_plain(&s->e.log, "epoch.close");
	log_plain(&s->e.notify.log, "notify.close");
}

static uint32_t offer_word(const struct sender *s)
{
	return atomic_load_explicit(&s->e.shared->offer, memory_order_acquire);
}

/* epoch.hear: an offer counts if it is greater than every one before it, so that none is adopted twice. */
static void hear_offer(struct sender *s)
{
	uint32_t offer = offer_word(s);
	uint32_t known = s->noted > s->e.epoch ? s->noted : s->e.epoch;
	bool is_again = HAS_BUG(adopt_equal_offer) && s->phase == LEFT && s->noted == 0 && offer == s->e.epoch;

	if (offer <= known && !is_again)
		return;
	s->noted = offer;
	log_saw(&s->e.log, "epoch.hear", "words.offer", offer);
	log_saw(&s->e.notify.log, "notify.note", "words.epoch", offer);
}

/* epoch.adopt: the indication is read after the offer. An offer from before a failure is not adopted behind its back. */
static bool adopt(struct sender *s)
{
	if (s->noted == 0 || indication(&s->e) != s->e.seen)
		return false;
	drop_frame(s);
	s->e.epoch = s->noted;
	s->noted = 0;
	s->owes_close = false;
	s->phase = SWEEPING;
	s->swept = 0;
	if (!HAS_BUG(no_index_reset) || s->committed == 0)
		s->committed = FIRST_INDEX;
	s->base = s->committed;
	s->submitted = WHITE;
	s->frames_in_epoch = 0;
	log_saw(&s->e.log, "epoch.adopt", "link", s->e.seen);
	/* The beginning and its doorbell follow when the ring is swept. */
	notify_end(&s->e);
	notify_begin(&s->e);
	log_saw(&s->e.notify.log, "notify.adopt", "link", s->e.seen);
	note_progress(s->e.run);
	return true;
}

/* epoch.sweep, epoch.begin: a zero into every commit word, and behind them the number of the epoch that begins. */
static void sweep(struct sender *s)
{
	if (!await_room(&s->e, 1))
		return;
	if (s->swept < SLOTS && !HAS_BUG(no_sweep)) {
		post_word(&s->e, WORD_COMMIT, s->swept++, 0);
		log_plain(&s->e.log, "epoch.sweep");
		return;
	}
	if (!await_room(&s->e, 2))
		return;
	s->phase = OPEN;
	post_epoch(s, WORD_BEGIN);
	log_plain(&s->e.log, "epoch.begin");
}

/* There is more to send until enough frames were sent, the link has failed as often as it will, and this epoch has begun. */
static bool has_more(const struct sender *s)
{
	const struct run *run = s->e.run;

	return s->frames < run->frames || s->frames_in_epoch == 0 || s->abandoned < run->abandons
		|| atomic_load(&s->e.shared->cuts_done) < run->cuts || atomic_load(&s->e.shared->owner_epoch) != s->e.epoch;
}

/* notify.lookForOffer: a sender that has no epoch needs no event word, since a doorbell follows the offer. */
static void look_for_offer(struct sender *s)
{
	struct notify *n = &s->e.notify;
	uint32_t offer = offer_word(s);

	if (n->mode == AWAKE && offer > s->e.epoch)
		return;
	n->mode = offer > s->e.epoch ? AWAKE : ASLEEP;
	log_saw(&n->log, "notify.lookForOffer", "words.epoch", offer);
}

/*
 * notify.lookForNext: the first of the last looks. A sender that missed the end of its epoch waits for credit that will not
 * come. It takes note of the offer here, so that it does not arm again before it adopts.
 */
static void look_for_next(struct sender *s)
{
	struct notify *n = &s->e.notify;
	uint32_t offer = offer_word(s);

	n->mode = offer > s->e.epoch ? AWAKE : AT_LAST_LOOK;
	if (offer > s->e.epoch) {
		s->noted = offer;
		log_saw(&s->e.log, "epoch.hear", "words.offer", offer);
	}
	log_saw(&n->log, "notify.lookForNext", "words.epoch", offer);
}

/* notify.recheckCredit */
static void look_for_credit(struct sender *s)
{
	struct notify *n = &s->e.notify;
	uint32_t count = consumed_at_last(s);

	n->mode = n->count - count < SLOTS ? AWAKE : ASLEEP;
	log_saw(&n->log, "notify.recheckCredit", "words.published", count);
}

static bool is_outside(const struct sender *s)
{
	return s->phase == CLOSED || (s->phase == LEFT && (!s->owes_close || HAS_BUG(no_close)));
}

/* False: awake. */
static bool is_resting(struct sender *s)
{
	switch (s->e.notify.mode) {
	case AWAKE: return false;
	case ARMED:
		if (is_outside(s))
			look_for_offer(s);
		else if (!notify_settle(&s->e))
			return true;
		else if (HAS_BUG(one_look))
			look_for_credit(s);
		else
			look_for_next(s);
		return true;
	case AT_LAST_LOOK: look_for_credit(s); return true;
	case ASLEEP: block(&s->e);
	}
	return true;
}

static enum exit_code send_frames(struct sender *s)
{
	struct notify *n = &s->e.notify;

	if (s->stage != IDLE || s->left > 0) {
		write_on(s);
		return EXIT_DONE;
	}
	if (n->due != DUE_NOTHING) {
		notify_settle(&s->e);
		return EXIT_DONE;
	}
	/* epoch.abandon: an application may start anew in the middle of an epoch. */
	if (s->abandoned < s->e.run->abandons && s->frames_in_epoch > 0 && s->frames > 40 * (s->abandoned + 1)) {
		abandon(s);
		return EXIT_DONE;
	}
	uint64_t credit = credit_word(s);
	uint32_t busy = unconsumed(s, credit);

	if (!has_more(s)) {
		if (busy == 0)
			atomic_store(&s->e.shared->done, FINISHED);
		sched_yield();
		return EXIT_DONE;
	}
	if (!is_ours(&s->e, credit)) {
		/* The owner has opened another epoch, and its offer is there or about to be. */
		sched_yield();
		return EXIT_DONE;
	}
	if (busy > SLOTS && !HAS_BUG(ignore_credit)) {
		fprintf(stderr, "credit of %" PRIu32 " cannot be\n", consumed(s, credit));
		return EXIT_PROTOCOL;
	}
	if (!s->has_frame)
		submit(s);
	uint32_t needed = HAS_BUG(first_slot_credit) ? 0 : s->next_more;

	if (busy + needed < SLOTS || HAS_BUG(ignore_credit))
		write_frame(s, credit);
	else if (busy == SLOTS)
		notify_arm(&s->e, "notify.armForCredit", n->count - SLOTS + 1, consumed(s, credit));
	else
		/* `wakeup` has frames of one slot: nobody sleeps for the credit of a frame of which the first slot fits. */
		sched_yield();
	return EXIT_DONE;
}

enum exit_code run_sender(const struct run *run)
{
	struct sender s = { .e = endpoint_open(run, false), .dice = dice_of(run, 1) };
	enum exit_code code = EXIT_DONE;

	while (code == EXIT_DONE && !is_over(run)) {
		uint32_t link = indication(&s.e);

		if (link != s.e.seen && !is_arming(&s.e) && !(HAS_BUG(deaf_to_link) && s.e.notify.mode == ASLEEP)) {
			handle_link_event(&s, link);
			continue;
		}
		/* The doorbell before what it stands behind: who has heard it finds the offer, and publishes no more in the old epoch. */
		notify_hear(&s.e);
		if (is_resting(&s))
			continue;
		hear_offer(&s);
		/* An offer that cannot be adopted waits for the link event; nobody arms meanwhile. */
		if (adopt(&s) || s.noted > 0)
			continue;
		if (s.phase == SWEEPING)
			sweep(&s);
		else if (s.phase == OPEN)
			code = send_frames(&s);
		else if (is_outside(&s))
			look_for_offer(&s);
		else
			close_epoch(&s);
	}
	endpoint_close(&s.e);
	return code;
}
