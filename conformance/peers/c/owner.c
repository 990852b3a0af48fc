/* The owner of the ring: opens epochs (epoch.*), receives frames in them, and sleeps for slots. */
#define _GNU_SOURCE

#include "reader.h"

static void end_epoch(struct owner *o)
{
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
	end_epoch(o);
	log_saw(&o->e.log, "epoch.ownerLinkEvent", "link", link);
	notify_link_event(&o->e, "notify.ownerLinkEvent");
	atomic_store(&o->e.shared->owner_seen, link);
}

/* epoch.closed, with the rule of `wakeup` that has read the close. */
static void handle_close(struct owner *o, uint32_t close, const char *rule)
{
	o->phase = ABANDONED;
	end_epoch(o);
	log_saw(&o->e.log, "epoch.closed", "ring.close", close);
	notify_end(&o->e);
	log_saw(&o->e.notify.log, rule, "words.left", close);
}

/* notify.closed */
static bool is_abandoned(struct owner *o)
{
	uint32_t close = atomic_load_explicit(&o->e.shared->close, memory_order_acquire);

	if (close != o->e.epoch || (o->phase != OFFERED && o->phase != BEGUN))
		return false;
	handle_close(o, close, "notify.closed");
	return true;
}

/*
 * epoch.open, epoch.offer: the owner alone opens epochs, each with the next number,
 * and offers it once. If the offer is lost, so is the link, and the next is offered.
 */
static void open_epoch(struct owner *o)
{
	if (!await_room(&o->e, 2))
		return;
	o->e.epoch++;
	o->phase = OFFERED;
	log_saw(&o->e.log, "epoch.open", "link", o->e.seen);
	post_word(&o->e, WORD_OFFER, 0, o->e.epoch);
	log_plain(&o->e.log, "epoch.offer");
	/* The sender may sleep, in an epoch that is over or in none. The bug spares the first, so that there is a run. */
	if (!HAS_BUG(no_offer_doorbell) || o->e.epoch == 1)
		post_word(&o->e, WORD_DOORBELL, 0, 0);
	log_saw(&o->e.notify.log, "notify.open", "link", o->e.seen);
}

/* epoch.begun */
static void begin_epoch(struct owner *o, uint32_t begin)
{
	o->phase = BEGUN;
	log_saw(&o->e.log, "epoch.begun", "ring.begin", begin);
	notify_begin(&o->e);
	log_saw(&o->e.notify.log, "notify.begun", "words.epoch", begin);
	atomic_store(&o->e.shared->owner_epoch, o->e.epoch);
	note_progress(o->e.run);
}

/* notify.lookForBegin: until the sender says that it begins this very epoch. A doorbell follows that. */
static void await_begin(struct owner *o)
{
	struct notify *n = &o->e.notify;
	uint32_t begin = atomic_load_explicit(&o->e.shared->begin, memory_order_acquire);
	uint64_t word = atomic_load_explicit(&slot_due(o)->commit, memory_order_acquire);

	if (HAS_BUG(look_before_begin) && is_whole(word)) {
		log_look(o, word);
		atomic_store(&o->e.shared->done, STOPPED);
		return;
	}
	if (n->mode == ASLEEP) {
		block(&o->e);
	} else if (n->mode == AWAKE && begin == o->e.epoch) {
		begin_epoch(o, begin);
	} else {
		n->mode = begin == o->e.epoch ? AWAKE : ASLEEP;
		log_saw(&n->log, "notify.lookForBegin", "words.epoch", begin);
	}
}

/* notify.lookForClose: the first of the last looks. A close that it finds ends the epoch at once. */
static void look_for_close(struct owner *o)
{
	struct notify *n = &o->e.notify;
	uint32_t close = atomic_load_explicit(&o->e.shared->close, memory_order_acquire);

	n->mode = close == o->e.epoch ? AWAKE : AT_LAST_LOOK;
	if (close == o->e.epoch)
		handle_close(o, close, "notify.lookForClose");
	else
		log_saw(&n->log, "notify.lookForClose", "consumed", distance(o->consumed));
}

/* notify.recheckFrame: an empty slot is one that the sender's count has not passed. */
static void look_for_frame(struct owner *o, bool is_empty)
{
	struct notify *n = &o->e.notify;

	n->mode = is_empty ? ASLEEP : AWAKE;
	if (is_empty)
		log_saw(&n->log, "notify.recheckFrame", "words.published", distance(o->consumed));
	else
		log_saw(&n->log, "notify.recheckFrame", "consumed", distance(o->consumed));
}

/* False: awake. */
static bool is_resting(struct owner *o, bool is_empty)
{
	struct notify *n = &o->e.notify;

	switch (n->mode) {
	case AWAKE: return false;
	case ARMED:
		if (notify_settle(&o->e))
			look_for_close(o);
		return true;
	case AT_LAST_LOOK: look_for_frame(o, is_empty); return true;
	case ASLEEP: break;
	}
	if (skips_recheck(&o->e) && notify_settle(&o->e) && !is_empty)
		n->mode = AWAKE;
	else
		block(&o->e);
	return true;
}

static void receive(struct owner *o)
{
	uint32_t owed = o->consumed - o->returned;

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

		if (link != o.e.seen && !is_arming(&o.e) && !is_deaf(&o)) {
			handle_link_event(&o, link);
			continue;
		}
		notify_hear(&o.e);
		if (o.e.notify.mode == AWAKE && is_abandoned(&o))
			continue;
		if (o.phase == OFFERED)
			await_begin(&o);
		else if (o.phase == BEGUN)
			receive(&o);
		else if (is_up(o.e.seen))
			open_epoch(&o);
		else
			block(&o.e);
	}
	endpoint_close(&o.e);
	return EXIT_DONE;
}
