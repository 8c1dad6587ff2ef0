/*
 * A compiler of texts that stands in for the real one: a format of lines that a test can read.
 *	declare UNIT WORDS		what other files may need
 *	need UNIT			all lists of the file need it; unreadable where none declares it
 *	list NAME EFFECTIVE PROMULGATED	EFFECTIVE may be "pending"; its lines follow:
 *		issuer NAME | rule ID | repeals LIST[/RULE] D | withdraws D | reinstates D | expires D |
 *		corrects WORDS | draft | retroactive | body WORDS
 *	broken NAME EFFECTIVE		an unreadable text; "-" for what is not legible
 * Other lines say nothing.
 */
#ifndef TOLC_TESTS_TOY_H
#define TOLC_TESTS_TOY_H

#include "history/text.h"

/* Borrowed data: none. */
struct text_compiler_factory toy_factory(void);

#endif
