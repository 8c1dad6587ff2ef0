/* What a line says, however its keywords are spelt and it is laid out. */
#ifndef TOLC_SYNTAX_WORDING_H
#define TOLC_SYNTAX_WORDING_H

#include "base/buf.h"

/* Adds a text that is the same for lines which tolc fmt, with keywords of either language, makes one
 * of: keywords by number, names and texts as they stand, no blanks, no punctuation. Not to be read by
 * people. */
void wording_add(struct buf *out, struct str line);

#endif
