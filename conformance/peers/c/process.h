/* What the processes need around the protocol: arguments, chance, giving the processor away. None of it is normative. */
#ifndef TCNET_PROCESS_H
#define TCNET_PROCESS_H

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bug.h"
#include "payload.h"

enum exit_code {
	EXIT_DONE = 0,
	EXIT_SYSTEM = 1,   /* the operating system refused something */
	EXIT_USAGE = 2,    /* bad arguments */
	EXIT_STOPPED = 3,  /* no progress; the logs are complete up to there */
	EXIT_PROTOCOL = 4, /* the peer wrote a value that it must never write */
	EXIT_PAYLOAD = 5,  /* a payload was torn or stale */
};

/* Why a run is over: `done` in the shared memory. */
enum done { RUNNING, FINISHED, STOPPED };

struct run {
	const char *directory;
	uint32_t frames;
	/* How often the link fails, and how often the sender abandons an epoch by itself. */
	uint32_t cuts;
	uint32_t abandons;
	uint64_t seed;
	struct shared *shared;
	/* On which each endpoint sleeps; the link writes to them. */
	int owner_wake;
	int sender_wake;
};

_Noreturn static inline void fail_system(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, strerror(errno));
	exit(EXIT_SYSTEM);
}

_Noreturn static inline void fail_usage(const char *message)
{
	fprintf(stderr, "%s\n", message);
	exit(EXIT_USAGE);
}

static inline bool is_over(const struct run *run)
{
	return atomic_load_explicit(&run->shared->done, memory_order_acquire) != RUNNING;
}

/* Something happened that does not merely repeat: the run is not stuck. */
static inline void note_progress(const struct run *run)
{
	atomic_fetch_add_explicit(&run->shared->progress, 1, memory_order_relaxed);
}

/* Chance, the same for the same seed. Each process has its own. */
struct dice {
	uint64_t state;
};

static inline struct dice dice_of(const struct run *run, uint64_t process)
{
	return (struct dice){ .state = mix(run->seed * 4 + process) };
}

/* A number below `count`, which is small. */
static inline uint32_t roll(struct dice *dice, uint32_t count)
{
	return (uint32_t)(mix(++dice->state) >> 33) % count;
}

static inline void pause_us(uint32_t us)
{
	nanosleep(&(struct timespec){ .tv_nsec = (long)us * 1000 }, NULL);
}

/* Rings what an endpoint sleeps on. A full counter is still rung. */
static inline void wake(int wake_file)
{
	uint64_t one = 1;

	if (write(wake_file, &one, sizeof one) < 0 && errno != EAGAIN)
		fail_system("eventfd");
}

enum exit_code run_sender(const struct run *run);
enum exit_code run_owner(const struct run *run);
enum exit_code run_link(const struct run *run);

#endif
