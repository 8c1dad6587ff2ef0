/*
 * Interned names: equal names are one pointer, numbered in order of first sight. The scanner hangs
 * the keyword table on it, so that one look-up gives both the name and what the word may mean.
 */
#ifndef TOLC_BASE_NAMES_H
#define TOLC_BASE_NAMES_H

#include "base/arena.h"

struct name {
	struct str text; /* NFC, terminated */
	uint64_t hash;
	uint32_t id;	/* dense, from 0 */
	uint16_t token; /* keyword token, or 0 */
	uint16_t joins; /* may begin a keyword of two words */
};

struct names {
	struct arena *arena;
	struct mem *mem;
	struct name **slots;
	size_t slot_count;
	uint32_t count;
};

void names_init(struct names *names, struct arena *arena);
void names_fini(struct names *names);
/* text must be in NFC already. Borrowed from the arena. */
struct name *names_intern(struct names *names, struct str text);
/* NULL where it was never interned. */
struct name *names_find(const struct names *names, struct str text);

#endif
