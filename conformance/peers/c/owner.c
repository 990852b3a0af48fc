/* The owner of the ring: opens epochs (epoch.*), receives frames in them, and sleeps for slots. */
#define _GNU_SOURCE

#include "reader.h"

static void end_epoch(struct owner *o, bool is_link_event)
{
	notify_end(&o->e, is_link_event);
	o->stage = IDLE;
	o->consumed = o->returned = FIRST_INDEX;
	o->missing = 0;
	atomic_store(&o->e.shared->owner_epoch, 0);
	note_progress(o->e.run);
}

/* epoch.ownerLinkEvent: no epoch outlives a failure that its owner sees. */
static void handle_link_event(struct owner *o, uint32_t link)
{
	o->e.seen = link;
	o->phase = CLOSED;
	end_epoch(o, true);
	log_saw(&o->e.log, "epoch.ownerLinkEvent", "link", link);
	atomic_store(&o->e.shared->owner_seen, link);
}

/* epoch.closed */
static bool is_abandoned(struct owner *o)
{
	uint32_t close = atomic_load_explicit(&o->e.shared->close, memory_order_acquire);

	if (close != o->e.epoch || (o->phase != OFFERED && o->phase != BEGUN))
		return false;
	o->phase = ABANDONED;
	end_epoch(o, false);
	log_saw(&o->e.log, "epoch.closed", "ring.close", close);
	return true;
}

/* epoch.open: the owner alone opens epochs, each with the next number. */
static void open_epoch(struct owner *o)
{
	o->e.epoch++;
	o->phase = OFFERED;
	repeat_from_now(&o->e);
	log_saw(&o->e.log, "epoch.open", "link", o->e.seen);
}

/* epoch.offer, epoch.begun: until the sender says that it begins this very epoch. */
static void offer(struct owner *o)
{
	uint32_t begin = atomic_load_explicit(&o->e.shared->begin, memory_order_acquire);
	uint64_t word = atomic_load_explicit(&slot_due(o)->commit, memory_order_acquire);

	if (HAS_BUG(look_before_begin) && is_whole(word)) {
		log_look(o, word);
		atomic_store(&o->e.shared->done, STOPPED);
		return;
	}
	if (begin == o->e.epoch) {
		o->phase = BEGUN;
		log_saw(&o->e.log, "epoch.begun", "ring.begin", begin);
		notify_begin(&o->e, "owner");
		atomic_store(&o->e.shared->owner_epoch, o->e.epoch);
		note_progress(o->e.run);
		return;
	}
	if (!is_time_again(&o->e) || !has_room(&o->e, 4))
		return;
	/* In front of the offer: whoever adopts it has no credit and no event word of an older epoch with the same tag. */
	post_word(&o->e, WORD_EVENT, 0, 0);
	post_word(&o->e, WORD_CREDIT, 0, tagged(FIRST_INDEX, tag_of(o->e.epoch)));
	post_word(&o->e, WORD_OFFER, 0, o->e.epoch);
	log_plain(&o->e.log, "epoch.offer");
	/* The sender may sleep in an epoch that is over. */
	post_word(&o->e, WORD_CALL, 0, 0);
}

/* notify.armForFrame, notify.recheckFrame. An empty slot is one that the sender's count has not passed. False: awake. */
static bool is_resting(struct owner *o, bool is_empty)
{
	struct notify *n = &o->e.notify;

	if (n->mode == AWAKE)
		return false;
	if (n->mode == ARMED && notify_settle(&o->e)) {
		n->mode = is_empty ? ASLEEP : AWAKE;
		if (is_empty)
			log_saw(&n->log, "notify.recheckFrame", "words.published", distance(o->consumed));
		else
			log_plain(&n->log, "notify.recheckFrame");
	} else if (n->mode == ASLEEP) {
		block(&o->e);
	}
	return true;
}

static void receive(struct owner *o)
{
	uint32_t owed = o->consumed - o->returned;

	notify_hear(&o->e);
	switch (o->stage) {
	case LOOKED: accept_slot(o); return;
	case ACCEPTED: read_payload(o); return;
	case HALF: read_trailer(o); return;
	case HOLDING: consume(o); return;
	case IDLE: break;
	}
	uint64_t word = atomic_load_explicit(&slot_due(o)->commit, memory_order_acquire);
	bool is_empty = !is_committed(o, word);

	if (is_resting(o, is_empty))
		return;
	if (owed >= CREDIT_BATCH && owed <= SLOTS) {
		return_credit(o, o->consumed);
	} else if (o->e.notify.due != DUE_NOTHING) {
		notify_settle(&o->e);
	} else if (!is_empty) {
		o->stage = LOOKED;
		log_look(o, word);
	} else if (owed > 0 && owed <= SLOTS && !HAS_BUG(sleep_owing_credit)) {
		return_credit(o, o->consumed);
	} else {
		notify_arm(&o->e, "notify.armForFrame", distance(o->consumed) + 1, distance(o->consumed));
	}
}

/* True if the bug of this build keeps the owner from a link event. */
static bool is_deaf(const struct owner *o)
{
	if (HAS_BUG(accept_without_indication) && o->phase == BEGUN)
		return o->stage != IDLE || is_committed(o, atomic_load(&slot_due(o)->commit));
	return HAS_BUG(deaf_to_link) && o->e.notify.mode == ASLEEP;
}

enum exit_code run_owner(const struct run *run)
{
	struct owner o = { .e = endpoint_open(run, true), .dice = dice_of(run, 2), .consumed = FIRST_INDEX, .returned = FIRST_INDEX };

	while (!is_over(run)) {
		uint32_t link = indication(&o.e);

		if (link != o.e.seen && !is_deaf(&o))
			handle_link_event(&o, link);
		else if (is_abandoned(&o))
			continue;
		else if (o.phase == OFFERED)
			offer(&o);
		else if (o.phase == BEGUN)
			receive(&o);
		else if (is_up(o.e.seen))
			open_epoch(&o);
		else
			block(&o.e);
	}
	notify_end(&o.e, false);
	log_close(&o.e.log);
	return EXIT_DONE;
}
