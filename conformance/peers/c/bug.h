/*
 * The seeded bugs. Exactly one is chosen when a peer is compiled, with
 * -DBUG=early_commit and the like, so that one binary never mixes two.
 *
 * The names are enumerators and not macros: a misspelt -DBUG=NAME is then an
 * undeclared identifier and does not compile. An unknown macro would count as
 * zero in an #if, and the correct protocol would be tested in the bug's place.
 */
#ifndef TCNET_BUG_H
#define TCNET_BUG_H

enum bug {
	BUG_none,
	/* The commit word is published before the payload. Violates ring.commit.uncommitted. */
	BUG_early_commit,
	/* The producer writes without looking at its credit. Violates ring.write.hasCredit. */
	BUG_ignore_credit,
	/* The consumer takes any commit word for the one it expects. Violates ring.accept.committed. */
	BUG_accept_stale,
};

#ifndef BUG
#define BUG none
#endif

#define BUG_PASTE(prefix, name) prefix##name
#define BUG_NAMED(name) BUG_PASTE(BUG_, name)

/* A constant, so the compiler removes the branches of the other variants. */
#define HAS_BUG(name) (BUG_NAMED(BUG) == BUG_##name)

#endif
