/* What the tests of syntax/ share: a text that is read, and what was said about it. */
#ifndef TOLC_TESTS_SYNTAX_H
#define TOLC_TESTS_SYNTAX_H

#include "syntax/parse.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

/* Marks the test as failed and goes on: for the rows of a table. */
#define expect(condition, ...)                                                                     \
	do {                                                                                       \
		if (!(condition))                                                                  \
			cr_fail(__VA_ARGS__);                                                      \
	} while (0)

struct reading {
	struct mem mem;
	struct arena arena;
	struct syntax syntax;
	struct diag_list diags;
	struct source source;
	struct unit unit;
	struct buf out;
};

void reading_init(struct reading *r, struct str text);
void reading_fini(struct reading *r);

/* The functions below write to r->out and return it; it is terminated. */

const char *reading_dump(struct reading *r);
/* One line for each diagnostic: "line:column CODE message", hints and edits behind " | ". */
const char *reading_diags(struct reading *r, enum language language);
/* Only the codes and the text that each is about: "TOL0104 'b'". */
const char *reading_codes(struct reading *r);

#endif
