/*
 * The consumer: owns the ring, takes frames out of it, returns credit.
 * Usage: consumer MAPPING_FILE LOG_FILE FRAMES SEED
 */
#define _POSIX_C_SOURCE 200809L

#include "bug.h"
#include "log.h"
#include "payload.h"

enum {
	/* Returning credit costs a write across the link, so a busy consumer returns several slots at once. */
	CREDIT_BATCH = 4,
	BUG_PAUSE_NS = 100 * 1000,
};

struct consumer {
	struct shared *shared;
	struct log log;
	/* Private counts. What has been consumed is known from here, never from the ring. */
	uint32_t consumed;
	uint32_t returned;
};

/*
 * ring.accept.committed: only the exact word that is expected next counts. A
 * word of the previous lap has another index, a torn one fails its check, and
 * an empty slot is zero. All of them are simply "not yet".
 */
static bool is_committed(const struct consumer *c, uint64_t word)
{
	if (HAS_BUG(accept_stale))
		return commit_seen(word) != 0;
	return word == commit_word(c->consumed);
}

/*
 * ring.accept: one look at the slot that is expected next. The word is loaded
 * once, and only the copy is judged, because the slot may change in between.
 * Acquire pairs with the release in ring.commit. No check for a link failure
 * follows, as the rule asks on a real link: a mapping has no link to lose.
 */
static bool accept_frame(struct consumer *c)
{
	uint32_t number = slot_number(c->consumed);
	uint64_t word = atomic_load_explicit(&c->shared->consumer.slots[number].commit, memory_order_acquire);

	if (!is_committed(c, word))
		return false;
	log_event(&c->log, "ring.accept",
		  "\"params\":{},\"seen\":{\"window.slots[%" PRIu32 "].commit\":%" PRIu64 "}", number,
		  commit_seen(word));
	return true;
}

/*
 * ring.read: copies the payload out, each word once. From here on only the
 * private copy is used, so that what was checked is what is delivered.
 */
static struct payload read_payload(struct consumer *c)
{
	uint32_t number = slot_number(c->consumed);
	struct slot *slot = &c->shared->consumer.slots[number];
	struct payload copy;

	for (uint32_t i = 0; i < PAYLOAD_WORDS; i++)
		copy.words[i] = atomic_load_explicit(&slot->payload[i], memory_order_relaxed);
	log_event(&c->log, "ring.read",
		  "\"params\":{},\"seen\":{\"window.slots[%" PRIu32 "].payload\":\"%08" PRIx32 "\"}", number,
		  payload_hash(&copy));
	return copy;
}

#ifdef CHECK_PAYLOAD
/* For debugging by hand. Judging is otherwise left to the trace checker, which sees both sides. */
static void check_payload(uint32_t frame, uint64_t seed, const struct payload *copy)
{
	struct payload expected = payload_of(frame, seed);

	if (payload_hash(copy) != payload_hash(&expected))
		fprintf(stderr, "frame %" PRIu32 " is not what was sent\n", frame);
}
#endif

/* ring.deliver: the frame leaves the protocol here. A driver would hand the copy to its network stack. */
static void deliver(struct consumer *c, uint64_t seed, const struct payload *copy)
{
#ifdef CHECK_PAYLOAD
	check_payload(c->consumed, seed, copy);
#else
	(void)seed;
#endif
	c->consumed++;
	log_event(&c->log, "ring.deliver", "\"params\":{},\"seen\":{\"rx.frame\":\"%08" PRIx32 "\"}",
		  payload_hash(copy));
}

/*
 * ring.returnCredit: the absolute count of consumed slots, into the producer's
 * memory. Release keeps the reads of the payload before it; otherwise the
 * producer could overwrite a slot that is still being copied.
 */
static void return_credit(struct consumer *c, uint32_t at_least)
{
	if (c->consumed - c->returned < at_least)
		return;
	atomic_store_explicit(&c->shared->producer.credit, c->consumed, memory_order_release);
	c->returned = c->consumed;
	log_event(&c->log, "ring.returnCredit", "\"params\":{},\"seen\":{}");
}

static enum exit_code consume(struct consumer *c, uint32_t frames, uint64_t seed)
{
	struct patience patience = { 0 };

	while (c->consumed < frames) {
		/* A producer that ignores its credit does harm only if it really outruns us. */
		if (HAS_BUG(ignore_credit) && c->consumed >= RING_SLOTS / 2)
			sleep_ns(BUG_PAUSE_NS);
		if (stop_requested || !accept_frame(c)) {
			/* An empty ring may mean that the producer waits for the credit that we still hold. */
			return_credit(c, 1);
			if (!wait_a_little(&patience, "a committed slot"))
				return EXIT_STOPPED;
			continue;
		}
		struct payload copy = read_payload(c);
		deliver(c, seed, &copy);
		return_credit(c, CREDIT_BATCH);
		patience = (struct patience){ 0 };
	}
	return_credit(c, 1);
	return EXIT_DONE;
}

int main(int argc, char **argv)
{
	struct arguments arguments = parse_arguments(argc, argv);
	struct consumer consumer = {
		.shared = map_shared(arguments.mapping),
		.log = log_open(arguments.log, "consumer", "b", arguments.frames),
	};
	struct shared *shared = consumer.shared;
	enum exit_code code = EXIT_STOPPED;

	catch_signals();
	if (meet(&shared->consumer.magic, RING_MAGIC, &shared->producer.magic, CREDIT_MAGIC))
		code = consume(&consumer, arguments.frames, arguments.seed);
	log_close(&consumer.log);
	return code;
}
