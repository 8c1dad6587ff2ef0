/* What there is to say about a code: the pages of grammar/explain/, built in. */
#ifndef TOLC_API_PAGES_H
#define TOLC_API_PAGES_H

#include "base/diag/diag.h"

/* Markdown; ptr NULL where no page has been written. Static. */
struct str pages_find(enum diag_id id, enum language language);

#endif
