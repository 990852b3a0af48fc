/*
 * The link: takes posted writes in the order in which they were posted and lands
 * them in the peer's window; fails and comes back by a seeded schedule. No endpoint
 * sees what it does (fabric.*), and the judge does without. For the tests it logs
 * what it does with the words of `wakeup`: what was lost is soon found with that.
 */
#define _GNU_SOURCE

#include "log.h"

enum { FEWEST_COMMITS = 40, MORE_COMMITS = 300, DOWN_US = 200, IDLE_TURNS = 200, IDLE_US = 20 };

/* One direction, and what of it is lost: the writes from `lost_from` up to `lost_to`, if they differ. */
struct direction {
	struct fifo *fifo;
	struct window *window;
	const char *endpoint;
	int wake_file;
	uint32_t lost_from;
	uint32_t lost_to;
};

struct link {
	const struct run *run;
	struct shared *shared;
	struct direction to_ring;
	struct direction to_sender;
	uint32_t changes;
	uint32_t commits;
	uint32_t next_cut;
	struct dice dice;
	struct log log;
};

static void land_payload(struct slot *slot, const struct payload *payload)
{
	for (uint32_t i = 0; i < PAYLOAD_WORDS; i++)
		atomic_store_explicit(&slot->payload[i], payload->words[i], memory_order_relaxed);
}

/*
 * The zeros of an offer and of a beginning land in front of its number. Whoever
 * reads the number sees them; whoever reads a zero may see the number a moment
 * later (`await_offer`). They have the tag of the epoch, as all that it counts.
 */
static void land_zeros(_Atomic uint64_t *word, uint64_t epoch)
{
	atomic_store_explicit(word, tagged(FIRST_INDEX, tag_of((uint32_t)epoch)), memory_order_release);
}

/* Every word lands with release, so that whoever sees it sees what landed before it. */
static void land(struct link *l, struct direction *d, const struct posted *w)
{
	struct shared *s = l->shared;
	struct slot *slot = &s->ring[w->slot];
	memory_order order = memory_order_release;

	switch (w->word) {
	case WORD_PAYLOAD: land_payload(slot, &w->payload); break;
	case WORD_TRAILER: atomic_store_explicit(&slot->trailer, w->value, order); break;
	case WORD_COMMIT:
		atomic_store_explicit(&slot->commit, w->value, order);
		l->commits += w->value != 0;
		break;
	case WORD_BEGIN:
		land_zeros(&s->owner.event, w->value);
		atomic_store_explicit(&s->begin, (uint32_t)w->value, order);
		break;
	case WORD_CLOSE: atomic_store_explicit(&s->close, (uint32_t)w->value, order); break;
	case WORD_CREDIT: atomic_store_explicit(&s->credit, w->value, order); break;
	case WORD_OFFER:
		if (!HAS_BUG(no_zeros))
			land_zeros(&s->sender.event, w->value);
		land_zeros(&s->credit, w->value);
		atomic_store_explicit(&s->offer, (uint32_t)w->value, order);
		break;
	case WORD_EVENT: atomic_store_explicit(&d->window->event, w->value, order); break;
	case WORD_DOORBELL:
		atomic_store_explicit(&d->window->bell, 1, order);
		wake(d->wake_file);
		break;
	}
}

static uint32_t tail_of(const struct direction *d)
{
	return atomic_load_explicit(&d->fifo->tail, memory_order_acquire);
}

/* The frames themselves are no words of `wakeup`, and neither are the zeros of a sweep. */
static void log_word(struct link *l, const struct direction *d, uint32_t at, const char *rule)
{
	const struct posted *w = &d->fifo->writes[at % POSTED];

	l->log.endpoint = d->endpoint;
	if (w->word != WORD_PAYLOAD && w->word != WORD_TRAILER && (w->word != WORD_COMMIT || w->value != 0))
		log_plain(&l->log, rule);
}

/* Lands the oldest posted write, or passes it over if it was lost. Then there is room for another. */
static bool take(struct link *l, struct direction *d)
{
	uint32_t head = atomic_load_explicit(&d->fifo->head, memory_order_relaxed);

	if (head == tail_of(d))
		return false;
	if (head - d->lost_from >= d->lost_to - d->lost_from) {
		log_word(l, d, head, "fabric.landWord");
		land(l, d, &d->fifo->writes[head % POSTED]);
	}
	if (head + 1 == d->lost_to)
		d->lost_from = d->lost_to = 0;
	atomic_store_explicit(&d->fifo->head, head + 1, memory_order_release);
	return true;
}

static void indicate(struct direction *d, uint32_t changes)
{
	atomic_store_explicit(&d->window->link, changes, memory_order_release);
	wake(d->wake_file);
}

/* What was posted from `from` on is lost. */
static void lose(struct link *l, struct direction *d, uint32_t from)
{
	d->lost_from = from;
	d->lost_to = tail_of(d);
	for (uint32_t i = from; i != d->lost_to; i++)
		log_word(l, d, i, "fabric.loseWord");
}

/* How many of the posted writes under way will survive: any number of the first ones. */
static uint32_t survivors(struct link *l, const struct direction *d)
{
	uint32_t head = atomic_load_explicit(&d->fifo->head, memory_order_relaxed);

	return head + roll(&l->dice, tail_of(d) - head + 1);
}

/*
 * fabric.linkFails, fabric.loseToRing, fabric.loseToSender, fabric.linkComesBack.
 * What is posted while the link is down is lost too; the survivors stay, and land
 * when it is up again. Whoever is deaf in its sleep is found out by a failure that
 * lasts, as nothing rings in it.
 */
static void cut(struct link *l)
{
	struct shared *s = l->shared;
	uint32_t done = atomic_load(&s->cuts_done);
	/* If only a sleeper could have seen the failure, no log would show that there was one to be seen. */
	bool sender_sees = done == 0 || HAS_BUG(deaf_to_link) || roll(&l->dice, 2) == 0;
	uint32_t ring_from = survivors(l, &l->to_ring), sender_from = survivors(l, &l->to_sender);

	l->log.endpoint = "ab";
	log_event(&l->log, "fabric.linkFails", "\"params\":{\"seen\":\"%s\"},\"seen\":{}", sender_sees ? "byBoth" : "byOwner");
	indicate(&l->to_ring, ++l->changes);
	if (sender_sees)
		indicate(&l->to_sender, l->changes);
	while (HAS_BUG(deaf_to_link) && atomic_load(&s->owner_seen) != l->changes && !is_over(l->run))
		sched_yield();
	pause_us(roll(&l->dice, DOWN_US));
	lose(l, &l->to_ring, ring_from);
	lose(l, &l->to_sender, sender_from);
	l->log.endpoint = "ab";
	log_plain(&l->log, "fabric.linkComesBack");
	l->changes++;
	if (sender_sees)
		indicate(&l->to_sender, l->changes);
	indicate(&l->to_ring, l->changes);
	atomic_store(&s->cuts_done, done + 1);
	l->next_cut = l->commits + FEWEST_COMMITS + roll(&l->dice, MORE_COMMITS);
}

enum exit_code run_link(const struct run *run)
{
	struct shared *s = run->shared;
	struct link l = {
		.run = run,
		.shared = s,
		.to_ring = { .fifo = &s->to_ring, .window = &s->owner, .endpoint = "ab", .wake_file = run->owner_wake },
		.to_sender = { .fifo = &s->to_sender, .window = &s->sender, .endpoint = "ba", .wake_file = run->sender_wake },
		.dice = dice_of(run, 3),
		.log = log_open(run, "wakeup.link", "ab"),
	};
	uint32_t idle = 0;

	/* Zeros land with their number here, so the log has every fabric.landZeros: none. */
	log_head_wakeup(&l.log, run, "link",
			",\"witness\":[\"fabric.landWord\",\"fabric.landZeros\",\"fabric.loseWord\",\"fabric.linkFails\","
			"\"fabric.linkComesBack\"]");
	l.next_cut = FEWEST_COMMITS + roll(&l.dice, MORE_COMMITS);
	while (!is_over(run)) {
		struct direction *d = roll(&l.dice, 2) == 0 ? &l.to_ring : &l.to_sender;
		bool moved = false;

		/* The directions are independent: one may be far ahead of the other. */
		for (uint32_t i = 0, burst = 1 + roll(&l.dice, 8); i < burst && take(&l, d); i++)
			moved = true;
		/* Who is deaf while it sleeps is found out only by a failure in its sleep. */
		bool is_time = l.commits >= l.next_cut && (!HAS_BUG(deaf_to_link) || idle > IDLE_TURNS);

		if (is_time && l.changes < 2 * run->cuts)
			cut(&l);
		idle = moved ? 0 : idle + 1;
		if (idle > IDLE_TURNS)
			pause_us(IDLE_US);
		else if (idle > 0)
			sched_yield();
	}
	log_close(&l.log);
	return EXIT_DONE;
}
