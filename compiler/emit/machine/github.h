/* What workflow commands share, whether they tell of texts or of a change (github.c). */
#ifndef TOLC_EMIT_GITHUB_H
#define TOLC_EMIT_GITHUB_H

#include "base/buf.h"

/* Text of a command, with % and control characters escaped, and those in also. */
void github_text(struct buf *out, struct str text, const char *also);

#endif
