/*
 * One pattern of a .gitignore: wildcards with the meaning that git gives them where a slash is
 * special. Matching takes time proportional to pattern times text, whatever the pattern.
 */
#ifndef TOLC_HISTORY_PATTERN_H
#define TOLC_HISTORY_PATTERN_H

#include "base/arena.h"

struct pattern_step;

struct pattern {
	struct pattern_step *steps;
	size_t count;
	bool never; /* malformed: git lets it match nothing */
};

/* Borrowed from the arena. */
void pattern_compile(struct pattern *out, struct arena *arena, struct str text);
/* The whole text. */
bool pattern_matches(const struct pattern *pattern, struct str text);

#endif
