/* What both ends of a channel have: a link that they watch, a queue of posted writes, a log, and something to sleep on. */
#ifndef TCNET_ENDPOINT_H
#define TCNET_ENDPOINT_H

#include <poll.h>

#include "log.h"

/* The private side of notification, with the log of system `wakeup`. The counts and what is due belong to one epoch. */
struct notify {
	struct log log;
	/* What was published: slots committed, or slots whose credit was returned. */
	uint32_t count;
	/* The peer's event word that was last answered with a doorbell. */
	uint32_t answered;
	/* Outside of an epoch nothing is due, and nothing becomes so. */
	enum { DUE_SILENT, DUE_NOTHING, DUE_FENCE, DUE_TEST } due;
	/* ARMED to the first of the two last looks, AT_LAST_LOOK to the second. */
	enum { AWAKE, ARMED, AT_LAST_LOOK, ASLEEP } mode;
};

struct endpoint {
	const struct run *run;
	struct shared *shared;
	struct window *window;
	struct fifo *out;
	int wake_file;
	struct log log;
	/* The indication as of the last link event that was handled. */
	uint32_t seen;
	uint32_t epoch;
	struct notify notify;
};

static inline uint32_t indication(const struct endpoint *e)
{
	return atomic_load_explicit(&e->window->link, memory_order_acquire);
}

static inline bool has_room(const struct endpoint *e, uint32_t count)
{
	uint32_t tail = atomic_load_explicit(&e->out->tail, memory_order_relaxed);
	uint32_t head = atomic_load_explicit(&e->out->head, memory_order_acquire);

	return tail - head + count <= POSTED;
}

/*
 * Waits for room, as a processor stalls when the link takes nothing more. False:
 * give up, since the run is over or there is a link event to handle first. A dead
 * link makes no room.
 */
static inline bool await_room(const struct endpoint *e, uint32_t count)
{
	while (!has_room(e, count)) {
		if (is_over(e->run) || indication(e) != e->seen)
			return false;
		sched_yield();
	}
	return true;
}

/* Release: what the link takes from behind the tail is whole. */
static inline void post_write(struct endpoint *e, struct posted write)
{
	uint32_t tail = atomic_load_explicit(&e->out->tail, memory_order_relaxed);

	e->out->writes[tail % POSTED] = write;
	atomic_store_explicit(&e->out->tail, tail + 1, memory_order_release);
}

static inline void post_word(struct endpoint *e, enum word word, uint32_t slot, uint64_t value)
{
	post_write(e, (struct posted){ .word = word, .slot = slot, .value = value });
}

/* Sleeps until somebody wakes this endpoint. There is no timeout: nothing here needs a timer to go on. */
static inline void block(const struct endpoint *e)
{
	struct pollfd file = { .fd = e->wake_file, .events = POLLIN };
	uint64_t count;

	if (poll(&file, 1, -1) < 0 && errno != EINTR)
		fail_system("poll");
	if (read(e->wake_file, &count, sizeof count) < 0 && errno != EAGAIN)
		fail_system("eventfd");
}

static inline struct endpoint endpoint_open(const struct run *run, bool is_owner)
{
	struct shared *shared = run->shared;
	const char *name = is_owner ? "owner" : "sender";
	struct endpoint e = {
		.run = run,
		.shared = shared,
		.window = is_owner ? &shared->owner : &shared->sender,
		.out = is_owner ? &shared->to_sender : &shared->to_ring,
		.wake_file = is_owner ? run->owner_wake : run->sender_wake,
		.log = log_open(run, is_owner ? "ring.owner" : "ring.sender", is_owner ? "b" : "a"),
		.notify.log = log_open(run, is_owner ? "wakeup.owner" : "wakeup.sender", is_owner ? "b" : "a"),
	};

	log_text(&e.log,
		 "{\"format\":\"tcnet-trace/1\",\"system\":\"ring\",\"sizes\":{\"slots\":%d,\"more\":%d,\"posted\":%d,"
		 "\"indices\":%d,\"tags\":%d,\"epochs\":%" PRIu32 ",\"changes\":%" PRIu32 ",\"seals\":0},\"process\":\"%s\"}\n",
		 SLOTS, MORE, POSTED, INDICES, TAGS, most_epochs(run), 2 * run->cuts, name);
	log_head_wakeup(&e.notify.log, run, name, "");
	return e;
}

static inline void endpoint_close(struct endpoint *e)
{
	log_close(&e->log);
	log_close(&e->notify.log);
}

#endif
