/* The sender: adopts epochs (epoch.*), sends frames in them, and sleeps for credit. */
#define _GNU_SOURCE

#include "writer.h"

/* Epoch words are followed by a call, which only wakes: the peer may sleep in an epoch that is over. */
static void post_epoch(struct sender *s, enum word word, const char *rule)
{
	post_word(&s->e, word, 0, s->e.epoch);
	log_plain(&s->e.log, rule);
	if (has_room(&s->e, 1))
		post_word(&s->e, WORD_CALL, 0, 0);
}

static void drop_frame(struct sender *s)
{
	s->stage = IDLE;
	s->left = 0;
	s->has_frame = false;
}

/* epoch.senderLinkEvent, epoch.abandon: whoever had an epoch says so, again and again, until there is another. */
static void leave(struct sender *s, const char *rule, bool is_link_event)
{
	notify_end(&s->e, is_link_event);
	drop_frame(s);
	s->phase = s->e.epoch == 0 ? CLOSED : LEFT;
	repeat_from_now(&s->e);
	if (is_link_event)
		log_saw(&s->e.log, rule, "link", s->e.seen);
	else
		log_plain(&s->e.log, rule);
	note_progress(s->e.run);
}

/* epoch.hear: an offer counts if it is greater than every one before it, so that none is adopted twice. */
static void hear_offer(struct sender *s)
{
	uint32_t offer = atomic_load_explicit(&s->e.shared->offer, memory_order_acquire);
	uint32_t known = s->noted > s->e.epoch ? s->noted : s->e.epoch;
	bool is_again = HAS_BUG(adopt_equal_offer) && s->phase == LEFT && s->noted == 0 && offer == s->e.epoch;

	if (offer <= known && !is_again)
		return;
	s->noted = offer;
	log_saw(&s->e.log, "epoch.hear", "words.offer", offer);
}

/* epoch.adopt: the indication is read after the offer. An offer from before a failure is not adopted behind its back. */
static bool adopt(struct sender *s)
{
	if (s->noted == 0 || indication(&s->e) != s->e.seen)
		return false;
	notify_end(&s->e, false);
	drop_frame(s);
	s->e.epoch = s->noted;
	s->noted = 0;
	s->phase = SWEEPING;
	s->swept = 0;
	if (!HAS_BUG(no_index_reset) || s->committed == 0)
		s->committed = FIRST_INDEX;
	s->base = s->committed;
	s->submitted = WHITE;
	s->frames_in_epoch = 0;
	log_saw(&s->e.log, "epoch.adopt", "link", s->e.seen);
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
	/* An event word that an epoch with the same tag left behind would be this one's. */
	post_word(&s->e, WORD_EVENT, 0, 0);
	notify_begin(&s->e, "sender");
	s->phase = OPEN;
	post_epoch(s, WORD_BEGIN, "epoch.begin");
}

/* There is more to send until enough frames were sent, the link has failed as often as it will, and this epoch has begun. */
static bool has_more(const struct sender *s)
{
	const struct run *run = s->e.run;

	return s->frames < run->frames || s->frames_in_epoch == 0 || s->abandoned < run->abandons
		|| atomic_load(&s->e.shared->cuts_done) < run->cuts || atomic_load(&s->e.shared->owner_epoch) != s->e.epoch;
}

/* notify.armForCredit, notify.recheckCredit. False: awake, and nothing to recheck. */
static bool is_resting(struct sender *s)
{
	struct notify *n = &s->e.notify;

	if (n->mode == AWAKE)
		return false;
	if (n->mode == ARMED && notify_settle(&s->e)) {
		uint32_t count = published(s);

		n->mode = n->count - count < SLOTS ? AWAKE : ASLEEP;
		log_saw(&n->log, "notify.recheckCredit", "words.published", count);
	} else if (n->mode == ASLEEP) {
		block(&s->e);
	}
	return true;
}

static enum exit_code send_frames(struct sender *s)
{
	struct notify *n = &s->e.notify;

	notify_hear(&s->e);
	if (is_resting(s))
		return EXIT_DONE;
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
		s->abandoned++;
		leave(s, "epoch.abandon", false);
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
		/* The owner has opened another epoch, and its offer is right behind. */
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

		if (link != s.e.seen && !(HAS_BUG(deaf_to_link) && s.e.notify.mode == ASLEEP)) {
			s.e.seen = link;
			leave(&s, "epoch.senderLinkEvent", true);
			continue;
		}
		hear_offer(&s);
		if (adopt(&s))
			continue;
		if (s.phase == CLOSED)
			block(&s.e);
		else if (s.phase == SWEEPING)
			sweep(&s);
		else if (s.phase == OPEN)
			code = send_frames(&s);
		else if (is_time_again(&s.e) && has_room(&s.e, 1) && !HAS_BUG(no_close))
			post_epoch(&s, WORD_CLOSE, "epoch.close");
	}
	notify_end(&s.e, false);
	log_close(&s.e.log);
	return code;
}
