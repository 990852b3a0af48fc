/* What slots contain, and how their reader knows that it is whole and the right one. */
#ifndef TCNET_PAYLOAD_H
#define TCNET_PAYLOAD_H

#include "layout.h"

/*
 * A frame's colour, by which the logs name it. The application sends white
 * frames, in each epoch at most one red and after it at most one blue one: since
 * no rule looks at a payload, what happens to these shows what can happen to any.
 */
enum colour { WHITE, RED, BLUE };

static inline const char *colour_name(enum colour colour)
{
	static const char *const names[] = { "white", "red", "blue" };

	return names[colour];
}

/* Distinct inputs have distinct outputs (splitmix64). */
static inline uint64_t mix(uint64_t counter)
{
	uint64_t z = counter * UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* FNV-1a over whole words. */
static inline uint32_t hash_words(const uint32_t *words, uint32_t count)
{
	uint32_t hash = UINT32_C(0x811c9dc5);

	for (uint32_t i = 0; i < count; i++)
		for (uint32_t byte = 0; byte < 4; byte++)
			hash = (hash ^ (words[i] >> (8 * byte) & 0xff)) * UINT32_C(0x01000193);
	return hash;
}

enum { AT_EPOCH, AT_INDEX, AT_FRAME, AT_COLOUR, AT_FILL, AT_HASH = PAYLOAD_WORDS - 1 };

/* The payload of the slot with this index. No two slots of a run have the same. */
static inline struct payload payload_of(uint32_t epoch, uint32_t index, uint32_t frame, enum colour colour)
{
	struct payload p = { .words = { epoch, index, frame, colour } };

	for (uint32_t i = AT_FILL; i < AT_HASH; i++)
		p.words[i] = (uint32_t)mix(((uint64_t)frame << 32 | index) + i);
	p.words[AT_HASH] = hash_words(p.words, AT_HASH);
	return p;
}

/* How a log names a private copy: by the colour of its frame, if it is the payload that belongs there. */
static inline const char *payload_name(const struct payload *p, uint32_t epoch, uint32_t index)
{
	if (p->words[AT_HASH] != hash_words(p->words, AT_HASH) || p->words[AT_COLOUR] > BLUE)
		return "torn";
	if (p->words[AT_EPOCH] != epoch || p->words[AT_INDEX] != index)
		return "stale";
	return colour_name((enum colour)p->words[AT_COLOUR]);
}

static inline uint64_t trailer_of(const struct payload *p, uint32_t following)
{
	return (uint64_t)p->words[AT_HASH] | (uint64_t)following << 32;
}

static inline uint32_t hash_in(uint64_t trailer) { return (uint32_t)trailer; }
static inline uint32_t following_in(uint64_t trailer) { return (uint16_t)(trailer >> 32); }

#endif
