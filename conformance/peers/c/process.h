/*
 * What a peer needs around the protocol: arguments, the mapping, waiting. None
 * of it is normative.
 */
#ifndef TCNET_PROCESS_H
#define TCNET_PROCESS_H

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "ring.h"

enum exit_code {
	EXIT_DONE = 0,
	EXIT_SYSTEM = 1,   /* the operating system refused something */
	EXIT_USAGE = 2,    /* bad arguments, or a mapping that is not ours */
	EXIT_STOPPED = 3,  /* no progress, or SIGTERM; the log is complete up to here */
	EXIT_PROTOCOL = 4, /* the peer wrote a value that it must never write */
};

enum {
	STALL_MS = 2000,
	SPINS_BEFORE_YIELD = 200,
	SPINS_BEFORE_SLEEP = 2000,
	SLEEP_NS = 20 * 1000,
};

struct arguments {
	const char *mapping;
	const char *log;
	uint32_t frames;
	uint64_t seed;
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

static inline uint64_t parse_number(const char *text, uint64_t min, uint64_t max, const char *message)
{
	char *end;

	errno = 0;
	uint64_t value = strtoull(text, &end, 10);
	/* strtoull takes a minus sign and negates, so the first character must be a digit. */
	if (errno != 0 || *text < '0' || *text > '9' || *end != '\0' || value < min || value > max)
		fail_usage(message);
	return value;
}

static inline struct arguments parse_arguments(int argc, char **argv)
{
	if (argc != 5)
		fail_usage("arguments: MAPPING_FILE LOG_FILE FRAMES SEED");
	return (struct arguments){
		.mapping = argv[1],
		.log = argv[2],
		/* The private counts stop at FRAMES, so they need no more bits than the index has. */
		.frames = (uint32_t)parse_number(argv[3], 1, UINT32_MAX, "FRAMES is a number from 1 to 4294967295"),
		.seed = parse_number(argv[4], 0, UINT64_MAX, "SEED is a number below 2^64"),
	};
}

/* SIGTERM only raises a flag: the loops see it and leave by the path that flushes the log. */
static volatile sig_atomic_t stop_requested;

static inline void request_stop(int signal_number)
{
	(void)signal_number;
	stop_requested = 1;
}

static inline void catch_signals(void)
{
	struct sigaction action = { .sa_handler = request_stop };

	if (sigaction(SIGTERM, &action, NULL) != 0 || sigaction(SIGINT, &action, NULL) != 0)
		fail_system("sigaction");
}

static inline void sleep_ns(long ns)
{
	/* An early return because of a signal is welcome, so the result is not looked at. */
	nanosleep(&(struct timespec){ .tv_nsec = ns }, NULL);
}

/*
 * Waiting. A peer polls; it never blocks on the other, so that a peer that
 * breaks the rules cannot hang it: each wait ends after STALL_MS.
 */
struct patience {
	uint32_t spins;
	int64_t since_ms; /* on the monotonic clock, at the first slow spin */
};

static inline int64_t monotonic_ms(void)
{
	struct timespec now;

	if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		fail_system("clock_gettime");
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Gives the processor away, at first hardly, then for good. False: give up, with the reason on stderr. */
static inline bool wait_a_little(struct patience *patience, const char *for_what)
{
	if (stop_requested) {
		fprintf(stderr, "stopped by a signal while waiting for %s\n", for_what);
		return false;
	}
	patience->spins++;
	if (patience->spins < SPINS_BEFORE_YIELD)
		return true;
	if (patience->spins == SPINS_BEFORE_YIELD)
		patience->since_ms = monotonic_ms();
	if (patience->spins < SPINS_BEFORE_SLEEP) {
		/* On one core the other peer can run only if we let it. */
		sched_yield();
		return true;
	}
	sleep_ns(SLEEP_NS);
	if (monotonic_ms() - patience->since_ms >= STALL_MS) {
		fprintf(stderr, "no progress for %d ms while waiting for %s\n", STALL_MS, for_what);
		return false;
	}
	return true;
}

static inline void wait_for_size(int file)
{
	struct patience patience = { 0 };
	struct stat status;

	for (;;) {
		if (fstat(file, &status) != 0)
			fail_system("fstat");
		if (status.st_size == (off_t)sizeof(struct shared))
			return;
		/* A file of another size is not ours, and growing or cutting it would destroy it. */
		if (status.st_size != 0)
			fail_usage("the mapping file exists and has the wrong size");
		if (!wait_a_little(&patience, "the size of the mapping file"))
			exit(EXIT_STOPPED);
	}
}

/*
 * Whoever comes first creates the file, which makes it zero-filled: no commit,
 * no credit, no magic. O_EXCL decides who that is, so the order does not matter.
 */
static inline struct shared *map_shared(const char *path)
{
	int file = open(path, O_RDWR | O_CREAT | O_EXCL, 0600);

	if (file >= 0) {
		if (ftruncate(file, sizeof(struct shared)) != 0)
			fail_system(path);
	} else {
		if (errno != EEXIST || (file = open(path, O_RDWR)) < 0)
			fail_system(path);
		wait_for_size(file);
	}
	void *memory = mmap(NULL, sizeof(struct shared), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	if (memory == MAP_FAILED)
		fail_system("mmap");
	close(file);
	return memory;
}

/*
 * Opens one's own memory, then waits until the peer has opened its own. A magic
 * that is there already stems from an earlier run: its credit and its commit
 * words would be believed, so the file must not be used again.
 */
static inline bool meet(_Atomic uint32_t *mine, uint32_t my_magic, _Atomic uint32_t *theirs, uint32_t their_magic)
{
	struct patience patience = { 0 };

	if (atomic_load_explicit(mine, memory_order_relaxed) != 0)
		fail_usage("the mapping file has been used before: remove it");
	atomic_store_explicit(mine, my_magic, memory_order_release);
	while (atomic_load_explicit(theirs, memory_order_acquire) != their_magic)
		if (!wait_a_little(&patience, "the other process"))
			return false;
	return true;
}

#endif
