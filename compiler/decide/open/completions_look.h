/* Going through completions for something else than endings. */
#ifndef TOLC_DECIDE_COMPLETIONS_LOOK_H
#define TOLC_DECIDE_COMPLETIONS_LOOK_H

#include "decide/open/search.h"

struct completions_looking {
	/* Under what is supposed, in that lane; the variable to go on with, or NO_VAR. */
	uint32_t (*look)(void *data, size_t lane);
	bool (*is_answered)(const void *data); /* nothing more need be looked at */
	void *data;
};

/* Under what is supposed already; ends early where the search gives up. */
void completions_look(struct search *search, const struct completions_looking *looking);

#endif
