/* Whether a word may be another one with a slip of the pen. */
#ifndef TOLC_BASE_SLIP_H
#define TOLC_BASE_SLIP_H

#include "base/str.h"

/* True only where nothing else can have been meant, so that a machine may put the word in place of
 * the text: in one part between dots a letter in four is wrong at most, or two neighbours are
 * swapped, and nothing differs that makes another meaning: a negation, an opposite, a rank, a
 * number. */
bool slip_of(struct str text, struct str word);

#endif
