/* The fewest facts that can settle a case. */
#ifndef TOLC_DECIDE_SETTLING_H
#define TOLC_DECIDE_SETTLING_H

#include "decide/open/search.h"

/* Fills in needed and needed_complete, of facts that are open in out. budget: runs. */
void settling_find(struct decide_verdict *out, struct search *search, size_t budget);

#endif
