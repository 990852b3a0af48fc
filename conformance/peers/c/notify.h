/*
 * Notification in the doorbell form (notify.*): how an endpoint tells its peer
 * how far it is, and how it sleeps. Both ends are alike: the sender publishes the
 * slots that it committed and sleeps for credit, the owner publishes the slots
 * whose credit it returned and sleeps for slots.
 *
 * All of it belongs to one epoch and starts anew with the next. So each epoch is a
 * run of the system `wakeup` of its own, with a log of its own, which ends when
 * the endpoint leaves the epoch.
 */
#ifndef TCNET_NOTIFY_H
#define TCNET_NOTIFY_H

#include "endpoint.h"

/* Bounds of the model, in the header: writes that may wait in a processor, and counts that one epoch may reach. */
enum { BUFFERED = 4, MOST_COUNT = 1000000 };

/* `wakeup` has counts that start at 0 and do not wrap, which here are distances from where the epoch started. */
static inline uint32_t distance(uint32_t wire) { return wire - FIRST_INDEX; }

/* The bug `no_recheck` is the owner's. */
static inline bool skips_recheck(const struct endpoint *e)
{
	return HAS_BUG(no_recheck) && e->window == &e->shared->owner;
}

static inline void notify_begin(struct endpoint *e, const char *name)
{
	char file[64];

	e->notify = (struct notify){ .epoch = e->epoch };
	snprintf(file, sizeof file, "wakeup.%04" PRIu32 ".%s", e->epoch, name);
	e->notify.log = log_open(e->run, file, e->log.endpoint);
	log_text(&e->notify.log,
		 "{\"format\":\"tcnet-trace/1\",\"system\":\"wakeup\",\"sizes\":{\"slots\":%d,\"buffered\":%d,"
		 "\"batched\":%d,\"posted\":%d,\"frames\":%d},\"process\":\"%s\"}\n",
		 SLOTS, BUFFERED, BUFFERED, POSTED, MOST_COUNT, name);
}

/* The epoch is over for this endpoint. A link event is the last thing that happens in it. */
static inline void notify_end(struct endpoint *e, bool is_link_event)
{
	if (e->notify.epoch != 0 && is_link_event)
		log_saw_text(&e->notify.log, "notify.linkEvent", "link", "down");
	log_close(&e->notify.log);
	e->notify = (struct notify){ .epoch = 0 };
}

/* True for a word of this epoch. One of another epoch says nothing, even if it has replaced one of this. */
static inline bool is_ours(const struct endpoint *e, uint64_t word)
{
	return is_whole(word) && tag_in(word) == tag_of(e->epoch);
}

/* The peer's event word, 0 if it has posted none in this epoch. */
static inline uint32_t event_of_peer(struct endpoint *e)
{
	uint64_t word = atomic_load_explicit(&e->window->event, memory_order_acquire);

	if (is_ours(e, word))
		e->notify.event = distance(count_in(word));
	return e->notify.event;
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
	bool is_reached = HAS_BUG(ring_too_few) && e->window == &e->shared->sender ? event < n->count : event <= n->count;

	log_event(&n->log, "notify.test",
		  "\"params\":{},\"seen\":{\"words.event\":%" PRIu32 ",\"publisher.answered\":%" PRIu32 "}", event,
		  n->answered);
	if (event > n->answered && is_reached) {
		post_word(e, WORD_DOORBELL, 0, e->epoch);
		n->answered = event;
	}
	n->due = DUE_NOTHING;
	return true;
}

/*
 * notify.fence, notify.test: pays what publishing and hearing owe. The fence is
 * sequentially consistent, since it has to order the stores before it with the
 * load behind it; a release would not.
 */
static inline bool notify_settle(struct endpoint *e)
{
	struct notify *n = &e->notify;

	if (n->due == DUE_FENCE) {
		if (!HAS_BUG(no_fence) && !HAS_BUG(early_test)) {
			atomic_thread_fence(memory_order_seq_cst);
			log_plain(&n->log, "notify.fence");
		}
		n->due = HAS_BUG(early_test) ? DUE_NOTHING : DUE_TEST;
	}
	return n->due == DUE_NOTHING || notify_test(e);
}

/* notify.publishFrame, notify.publishCredit: the count was posted, in a commit word or as credit. */
static inline void notify_published(struct endpoint *e, const char *rule, uint32_t count)
{
	/* The doorbell could still be posted before what it is for. */
	if (HAS_BUG(early_test) && !notify_test(e))
		return;
	e->notify.count = count;
	e->notify.due = DUE_FENCE;
	log_plain(&e->notify.log, rule);
}

/*
 * notify.hear: a doorbell says only "look". It is the register that is cleared,
 * and it belongs to the endpoint's own hardware, not to its peer.
 */
static inline void notify_hear(struct endpoint *e)
{
	struct notify *n = &e->notify;

	if (atomic_load_explicit(&e->window->bell, memory_order_relaxed) == 0)
		return;
	if (atomic_exchange_explicit(&e->window->bell, 0, memory_order_acquire) != e->epoch)
		return;
	log_plain(&n->log, "notify.hear");
	if (n->due == DUE_NOTHING)
		n->due = DUE_TEST;
	if (n->mode == ASLEEP)
		n->mode = skips_recheck(e) ? AWAKE : ARMED;
}

/* notify.armForFrame, notify.armForCredit: the event word and, behind it on the same path, a doorbell. */
static inline void notify_arm(struct endpoint *e, const char *rule, uint32_t event, uint32_t published)
{
	if (!await_room(e, 2))
		return;
	post_word(e, WORD_EVENT, 0, tagged(FIRST_INDEX + event, tag_of(e->epoch)));
	post_word(e, WORD_DOORBELL, 0, e->epoch);
	log_saw(&e->notify.log, rule, "words.published", published);
	e->notify.mode = skips_recheck(e) ? ASLEEP : ARMED;
}

#endif
