/*
 * The seeded bugs. Exactly one is chosen when the sample is compiled, with
 * -DBUG=early_commit and the like. README.md has the driver that each is from.
 *
 * The names are enumerators and not macros: a misspelt -DBUG=NAME is then an
 * undeclared identifier and does not compile. An unknown macro would count as
 * zero in an #if, and the correct protocol would be tested in the bug's place.
 */
#ifndef TCNET_BUG_H
#define TCNET_BUG_H

enum bug {
	BUG_none,
	/* The sender: */
	BUG_early_commit,	/* posts the commit word before the body of the slot */
	BUG_ignore_credit,	/* writes without looking at its credit */
	BUG_first_slot_credit,	/* begins a frame with credit for its first slot only */
	BUG_no_index_reset,	/* goes on at its old index in a new epoch */
	BUG_no_sweep,		/* begins an epoch without sweeping the ring */
	BUG_adopt_equal_offer,	/* adopts an epoch again that it has abandoned */
	BUG_ring_too_few,	/* rings only when the event word is passed, not when it is reached */
	BUG_no_close,		/* abandons an epoch without saying so */
	BUG_one_look,		/* looks for credit before it sleeps, but not for an offer */
	BUG_answered_kept,	/* keeps what it has answered beyond the epoch */
	/* The owner: */
	BUG_look_before_begin,	/* reads the ring before the epoch has begun */
	BUG_accept_without_indication, /* accepts a slot without looking at its link */
	BUG_credit_before_consume, /* returns the credit of a slot before it has read it */
	BUG_deliver_first_slot,	/* delivers a frame when its first slot is there */
	BUG_sleep_owing_credit,	/* goes to sleep before it has returned its credit */
	BUG_no_recheck,		/* goes to sleep without the last looks */
	BUG_no_offer_doorbell,	/* offers an epoch and does not ring */
	BUG_no_zeros,		/* offers an epoch and leaves the event word of the last one */
	/* Both: */
	BUG_untagged,		/* commit words have one tag for all epochs, which is not compared */
	BUG_no_fence,		/* tests the event word without the fence */
	BUG_early_test,		/* tests the event word before it publishes */
	BUG_deaf_to_link,	/* does not wake when the link fails */
};

#ifndef BUG
#define BUG none
#endif

#define BUG_PASTE(prefix, name) prefix##name
#define BUG_NAMED(name) BUG_PASTE(BUG_, name)

/* A constant, so the compiler removes the branches of the other variants. */
#define HAS_BUG(name) (BUG_NAMED(BUG) == BUG_##name)

#endif
