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
const char *reading_format(struct reading *r, enum format_keywords keywords);
/* One line for each diagnostic: "line:column CODE message", hints and edits behind " | ". */
const char *reading_diags(struct reading *r, enum language language);
/* Only the codes and the text that each is about: "TOL0104 'b'". */
const char *reading_codes(struct reading *r);

/* A text and what it becomes. */
struct row {
	const char *text, *formatted;
};

/* Formatting the result once more must change nothing. */
void expect_format(const char *text, const char *formatted, enum format_keywords keywords);
void expect_rows(const struct row *rows, size_t count);
/* The same of the condition of one rule. */
void expect_conditions(const struct row *rows, size_t count);

#define EXPECT_ROWS(rows)	expect_rows((rows), countof(rows))
#define EXPECT_CONDITIONS(rows) expect_conditions((rows), countof(rows))

#define LONG   "an_extraordinarily_long_name_of_a_fact"
#define INDENT "               " /* what continues a value of a list or a rule */

#endif
