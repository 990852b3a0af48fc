/*
 * The producer: writes frames into the consumer's ring while it has credit.
 * Usage: producer MAPPING_FILE LOG_FILE FRAMES SEED
 */
#define _POSIX_C_SOURCE 200809L

#include "bug.h"
#include "log.h"
#include "payload.h"

enum { BUG_PAUSE_NS = 20 * 1000 };

struct producer {
	struct shared *shared;
	struct log log;
	/* Private: the count of frames written. It is never read back from shared memory. */
	uint32_t written;
};

enum credit { CREDIT_SOME, CREDIT_NONE, CREDIT_BAD };

/*
 * ring.write.hasCredit: judges a credit that has been loaded once. The counts
 * run freely, so only their difference in 32 bits means anything; there may be
 * as many frames in flight as there are slots. A greater difference cannot come
 * from a correct consumer: it is refused, because believing it would overwrite
 * frames that nobody has read.
 */
static enum credit judge_credit(uint32_t written, uint32_t credit)
{
	uint32_t in_flight = written - credit;

	if (HAS_BUG(ignore_credit) || in_flight < RING_SLOTS)
		return CREDIT_SOME;
	return in_flight == RING_SLOTS ? CREDIT_NONE : CREDIT_BAD;
}

/*
 * ring.write: the payload goes into the slot word by word. Relaxed stores are
 * enough, since nobody looks at them before the commit word says so.
 */
static void write_payload(struct producer *p, const struct payload *payload, uint32_t credit)
{
	struct slot *slot = &p->shared->consumer.slots[slot_number(p->written)];

	for (uint32_t i = 0; i < PAYLOAD_WORDS; i++)
		atomic_store_explicit(&slot->payload[i], payload->words[i], memory_order_relaxed);
	log_event(&p->log, "ring.write",
		  "\"params\":{\"frame\":\"%08" PRIx32 "\"},\"seen\":{\"window.credit\":%" PRIu32 "}",
		  payload_hash(payload), credit);
}

/*
 * ring.commit: the commit word is stored last, with release, so that a consumer
 * that sees it also sees the payload. Without the release this is right on x86
 * and wrong on machines that reorder stores.
 */
static void commit(struct producer *p)
{
	struct slot *slot = &p->shared->consumer.slots[slot_number(p->written)];

	atomic_store_explicit(&slot->commit, commit_word(p->written), memory_order_release);
	log_event(&p->log, "ring.commit", "\"params\":{},\"seen\":{}");
}

static void await_first_credit(const struct producer *p)
{
	struct patience patience = { 0 };

	while (atomic_load_explicit(&p->shared->producer.credit, memory_order_acquire) == 0)
		if (!wait_a_little(&patience, "the first credit"))
			return;
}

/* Two bugs do harm only at certain speeds, so these variants set the pace. */
static void pause_for_bug(const struct producer *p)
{
	/* A stale slot is there to be accepted only if the consumer overtakes us. */
	if (HAS_BUG(accept_stale))
		sleep_ns(BUG_PAUSE_NS);
	/* The first lap cannot overrun anything. Behind it we wait until the consumer has begun, before we do harm. */
	if (HAS_BUG(ignore_credit) && p->written == RING_SLOTS)
		await_first_credit(p);
}

static void send_frame(struct producer *p, uint64_t seed, uint32_t credit)
{
	struct payload payload = payload_of(p->written, seed);

	if (HAS_BUG(early_commit)) {
		commit(p);
		write_payload(p, &payload, credit);
	} else {
		write_payload(p, &payload, credit);
		commit(p);
	}
	p->written++;
	pause_for_bug(p);
}

static enum exit_code produce(struct producer *p, uint32_t frames, uint64_t seed)
{
	struct patience patience = { 0 };

	while (p->written < frames) {
		/*
		 * Acquire pairs with the release in ring.returnCredit: the consumer
		 * has finished reading a slot before we write into it again.
		 */
		uint32_t credit = atomic_load_explicit(&p->shared->producer.credit, memory_order_acquire);
		enum credit verdict = judge_credit(p->written, credit);

		if (verdict == CREDIT_BAD) {
			fprintf(stderr, "credit out of range: %" PRIu32 " returned, %" PRIu32 " written\n", credit,
				p->written);
			return EXIT_PROTOCOL;
		}
		if (verdict == CREDIT_SOME && !stop_requested) {
			send_frame(p, seed, credit);
			patience = (struct patience){ 0 };
		} else if (!wait_a_little(&patience, "credit")) {
			return EXIT_STOPPED;
		}
	}
	return EXIT_DONE;
}

int main(int argc, char **argv)
{
	struct arguments arguments = parse_arguments(argc, argv);
	struct producer producer = {
		.shared = map_shared(arguments.mapping),
		.log = log_open(arguments.log, "producer", "a", arguments.frames),
	};
	struct shared *shared = producer.shared;
	enum exit_code code = EXIT_STOPPED;

	catch_signals();
	if (meet(&shared->producer.magic, CREDIT_MAGIC, &shared->consumer.magic, RING_MAGIC))
		code = produce(&producer, arguments.frames, arguments.seed);
	log_close(&producer.log);
	return code;
}
