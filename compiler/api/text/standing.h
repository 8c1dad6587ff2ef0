/*
 * Private to api/: when the texts of a tree are in force, as far as the tree itself tells: from the
 * day on which each takes effect until its end, a repeal, or the next text of the list; so with
 * rules that are repealed.
 */
#ifndef TOLC_API_STANDING_H
#define TOLC_API_STANDING_H

#include "analyze/finding.h"
#include "base/vec.h"

struct standings {
	struct mem *mem;
	struct arena *arena;
	/* By list, then by the day of effect; those that are readable, no drafts, and not
	 * withdrawn. */
	VEC(struct analyze_text) texts;
};

/* What is said of rules lives in the arena. */
void standings_init(struct standings *standing, struct arena *arena, const struct ir_unit *units,
		    size_t count);
/* Texts whose days are known already. */
void standings_add(struct standings *standing, const struct analyze_text *texts, size_t count);
void standings_fini(struct standings *standing);
/* The text of the list that is in force on the day; NULL: none. */
const struct analyze_text *standings_on(const struct standings *standing, struct str list,
					int32_t day);

#endif
