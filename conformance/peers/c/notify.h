/*
 * Notification in the doorbell form (notify.*): how an endpoint tells its peer
 * how far it is, and how it sleeps. Both ends are alike: the sender publishes the
 * slots that it committed and sleeps for credit, the owner publishes the slots
 * whose credit it returned and sleeps for slots.
 *
 * Counts and event words begin at 0 with each epoch. Outside of one nothing is
 * published or tested, but an endpoint sleeps and is woken there too: what it waits
 * for then, an offer or a beginning, is followed by a doorbell.
 */
#ifndef TCNET_NOTIFY_H
#define TCNET_NOTIFY_H

#include "endpoint.h"

/* `wakeup` has counts that start at 0 and do not wrap, which here are distances from where the epoch started. */
static inline uint32_t distance(uint32_t wire) { return wire - FIRST_INDEX; }

/* The bug `no_recheck` is the owner's, in an epoch. */
static inline bool skips_recheck(const struct endpoint *e)
{
	return HAS_BUG(no_recheck) && e->window == &e->shared->owner && e->notify.due != DUE_SILENT;
}

static inline bool is_sender(const struct endpoint *e) { return e->window == &e->shared->sender; }

/* A new epoch, for this endpoint. */
static inline void notify_begin(struct endpoint *e) { e->notify.due = DUE_NOTHING; }

/* The epoch is over, for this endpoint. */
static inline void notify_end(struct endpoint *e)
{
	struct notify *n = &e->notify;

	n->count = 0;
	n->due = DUE_SILENT;
	if (!HAS_BUG(answered_kept) || !is_sender(e))
		n->answered = 0;
}

/* A link event is not handled between arming and the last look: the endpoint would not know what it may sleep on. */
static inline bool is_arming(const struct endpoint *e)
{
	return e->notify.mode == ARMED || e->notify.mode == AT_LAST_LOOK;
}

/* notify.senderLinkEvent, notify.ownerLinkEvent: a link event wakes, and ends the epoch. */
static inline void notify_link_event(struct endpoint *e, const char *rule)
{
	notify_end(e);
	e->notify.mode = AWAKE;
	log_saw(&e->notify.log, rule, "link", e->seen);
}

/* True for a word of this epoch. One of another epoch says nothing. */
static inline bool is_ours(const struct endpoint *e, uint64_t word)
{
	return is_whole(word) && tag_in(word) == tag_of(e->epoch);
}

/*
 * A word of another epoch, at a sender that is in one still, is a zero that came
 * with an offer. They are one posted write, so the number of the offer is there or
 * about to be. Whoever has seen a part of that write has seen all of it: the zero
 * is not used before the offer shows.
 */
static inline void await_offer(const struct endpoint *e)
{
	while (atomic_load_explicit(&e->shared->offer, memory_order_acquire) <= e->epoch && !is_over(e->run))
		sched_yield();
}

/* The peer's event word, 0 if it has posted none in this epoch. */
static inline uint32_t event_of_peer(const struct endpoint *e)
{
	uint64_t word = atomic_load_explicit(&e->window->event, memory_order_acquire);

	if (HAS_BUG(no_zeros) && is_sender(e))
		return is_whole(word) ? distance(count_in(word)) : 0;
	if (is_ours(e, word))
		return distance(count_in(word));
	await_offer(e);
	return 0;
}

/*
 * notify.test: the event word is an absolute count and never cleared; `answered`
 * makes a doorbell go out once for each. False: there was no room for a doorbell.
 */
static inline bool notify_test(struct endpoint *e)
{
	struct notify *n = &e->notify;

	if (!await_room(e, 1))
		return false;
	uint32_t event = event_of_peer(e);
	bool is_reached = HAS_BUG(ring_too_few) && is_sender(e) ? event < n->count : event <= n->count;

	log_event(&n->log, "notify.test",
		  "\"params\":{},\"seen\":{\"words.event\":%" PRIu32 ",\"publisher.answered\":%" PRIu32 "}", event,
		  n->answered);
	if (event > n->answered && is_reached) {
		post_word(e, WORD_DOORBELL, 0, 0);
		n->answered = event;
	}
	n->due = DUE_NOTHING;
	return true;
}

/*
 * notify.fence, notify.test: pays what publishing and hearing owe. The fence is
 * sequentially consistent, since it has to order the stores before it with the
 * load behind it; a release would not. False: something is still owed.
 */
static inline bool notify_settle(struct endpoint *e)
{
	struct notify *n = &e->notify;

	if (n->due == DUE_FENCE) {
		if (!HAS_BUG(no_fence) && !HAS_BUG(early_test)) {
			atomic_thread_fence(memory_order_seq_cst);
			log_saw(&n->log, "notify.fence", "publisher.count", n->count);
		}
		n->due = HAS_BUG(early_test) ? DUE_NOTHING : DUE_TEST;
	}
	return n->due != DUE_TEST || notify_test(e);
}

/* notify.publishFrame, notify.publishCredit: the count was posted, in a commit word or as credit. */
static inline void notify_published(struct endpoint *e, const char *rule, uint32_t count)
{
	/* The doorbell could still be posted before what it is for. */
	if (HAS_BUG(early_test) && !notify_test(e))
		return;
	log_saw(&e->notify.log, rule, "publisher.count", e->notify.count);
	e->notify.count = count;
	e->notify.due = DUE_FENCE;
}

/*
 * notify.hear: a doorbell says only "look", in an epoch and outside of one. It is
 * the register that is cleared, and it belongs to the endpoint's own hardware, not
 * to its peer. What is read after it is at least as new as the doorbell.
 */
static inline void notify_hear(struct endpoint *e)
{
	struct notify *n = &e->notify;

	if (atomic_load_explicit(&e->window->bell, memory_order_relaxed) == 0)
		return;
	atomic_exchange_explicit(&e->window->bell, 0, memory_order_acquire);
	log_saw(&n->log, "notify.hear", "publisher.count", n->count);
	if (n->due == DUE_NOTHING)
		n->due = DUE_TEST;
	if (n->mode != AWAKE && !skips_recheck(e))
		n->mode = ARMED;
}

/* notify.armForFrame, notify.armForCredit: the event word and, behind it on the same path, a doorbell. */
static inline void notify_arm(struct endpoint *e, const char *rule, uint32_t event, uint32_t published)
{
	if (!await_room(e, 2))
		return;
	post_word(e, WORD_EVENT, 0, tagged(FIRST_INDEX + event, tag_of(e->epoch)));
	post_word(e, WORD_DOORBELL, 0, 0);
	log_saw(&e->notify.log, rule, "words.published", published);
	e->notify.mode = skips_recheck(e) ? ASLEEP : ARMED;
}

#endif
