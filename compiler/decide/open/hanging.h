/* Private to decide/open: what hangs on a variable of which values are looked at side by side. */
#ifndef TOLC_DECIDE_HANGING_H
#define TOLC_DECIDE_HANGING_H

#include "decide/open/search.h"

/* Whether what a version that can be taken says hangs on the variable, under what is supposed: it
 * says what its scope and its rules come to, and nothing else is asked of it. count: lanes of the
 * result. open: one in which such a condition is open, unless there is none. */
bool hang_on(struct search *search, uint32_t var, size_t count, size_t *open);
/* The same of one version, and of one of its rules. */
bool state_hangs_on(struct search *search, uint32_t state, uint32_t var, size_t count,
		    size_t *open);
bool rule_hangs_on(struct search *search, uint32_t state, uint32_t rule, uint32_t var, size_t count,
		   size_t *open);

#endif
