/* What the frames contain, and the name under which a log speaks of a frame. */
#ifndef TCNET_PAYLOAD_H
#define TCNET_PAYLOAD_H

#include "ring.h"

/* A private copy of a payload: memory that nobody else can write. */
struct payload {
	uint32_t words[PAYLOAD_WORDS];
};

/* splitmix64 maps distinct inputs to distinct outputs, so no two payloads of a run are equal. */
static inline uint64_t splitmix64(uint64_t counter)
{
	uint64_t z = counter * UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* The payload of frame number `frame`. Every frame differs, so a stale or torn one shows. */
static inline struct payload payload_of(uint32_t frame, uint64_t seed)
{
	struct payload p;

	for (uint32_t i = 0; i < PAYLOAD_WORDS; i += 2) {
		uint64_t bits = splitmix64(seed + (uint64_t)frame * (PAYLOAD_WORDS / 2) + i / 2);

		p.words[i] = (uint32_t)bits;
		p.words[i + 1] = (uint32_t)(bits >> 32);
	}
	return p;
}

/* FNV-1a, 32 bits. Bytes are taken from the words by shifts, so the hash has no byte order. */
static inline uint32_t payload_hash(const struct payload *p)
{
	uint32_t hash = UINT32_C(0x811c9dc5);

	for (uint32_t i = 0; i < PAYLOAD_BYTES; i++) {
		hash ^= p->words[i / 4] >> (8 * (i % 4)) & 0xff;
		hash *= UINT32_C(0x01000193);
	}
	return hash;
}

#endif
