/* Private to decide/open: a lane whose lists are settled, and what is chosen there. */
#ifndef TOLC_DECIDE_LANE_H
#define TOLC_DECIDE_LANE_H

#include "decide/open/search.h"

/* NO_STATE: silent. Borrowed from the search. */
const struct view *lane_view(const struct search *search, uint32_t state);
/* Takes the list in that of its pick's states. */
void lane_take(struct search *search, uint32_t list, size_t index);
/* What comes of the states that are taken; relation_open as lane_endings. */
enum ending lane_resolve_taken(struct search *search);
/* The endings of every combination that is left to choose from. */
uint32_t lane_resolve(struct search *search);

typedef void (*lane_visit)(struct search *search, void *data);
/* Every such combination of a lane that is settled and was looked at last, also of versions that
 * say the same: taken and prevails are those of it. False where there are too many. */
bool lane_each_choice(struct search *search, lane_visit visit, void *data);

#endif
