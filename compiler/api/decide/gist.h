/* Private to api/: what an answer of tolc decide says, however it tells it. */
#ifndef TOLC_API_GIST_H
#define TOLC_API_GIST_H

#include "base/buf.h"

/* The verdict of an answer that was rendered as JSON: outcomes, effects with their rules, rulings.
 * Equal for two answers exactly if these are; what made them may tell all else otherwise. */
void gist_of(struct buf *out, struct str answer);

#endif
