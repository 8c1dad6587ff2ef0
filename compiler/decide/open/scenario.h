/* The ways in which a case can come out. */
#ifndef TOLC_DECIDE_SCENARIO_H
#define TOLC_DECIDE_SCENARIO_H

#include "decide/open/search.h"

/* One for each outcome that these endings make up, made in the search's arena; and the rulings that
 * any of them needs. budget: runs that each may cost. */
void scenarios_find(struct decide_verdict *out, struct search *search, struct trace *rulings,
		    uint32_t endings, size_t budget);
/* A copy of what was run last, in the search's arena. */
struct eval_result scenario_lanes(const struct search *search);

#endif
