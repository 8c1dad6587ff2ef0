/* The keyword table (grammar/keywords.def) as readers are shown it. */
#ifndef TOLC_EMIT_KEYWORD_H
#define TOLC_EMIT_KEYWORD_H

#include "base/diag/diag.h"

struct keyword_row {
	const char *kind;	/* class, or family of a value */
	struct str spelling[2]; /* by enum language */
};

/* Of that class or family, in either language; second: the other word of a keyword of two, else
 * empty. NULL: there is none. */
const struct keyword_row *keyword_row_find(const char *kind, struct str first, struct str second);

#endif
