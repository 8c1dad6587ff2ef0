/* What the tests of diff/ share: two texts of one list, compiled apart, held against each other. */
#ifndef TOLC_TESTS_DIFF_SIDES_H
#define TOLC_TESTS_DIFF_SIDES_H

#include "check/check.h"
#include "diff/diff.h"

#include <criterion/criterion.h>

struct side_text {
	struct syntax syntax;
	struct diag_list diags;
	struct source source;
	struct unit unit;
	struct declarations declarations;
	struct environment environment;
	struct ir_unit ir;
	bool *in_force; /* all rules are */
};

struct sides {
	struct mem mem;
	struct arena arena;
	struct side_text texts[2];
	struct diff_records records;
};

/* Both must be readable; each declares its vocabulary itself. */
void sides_init(struct sides *s, const char *before, const char *after);
void sides_fini(struct sides *s);
/* Its first list, with all its rules in force. */
struct diff_state sides_state(const struct sides *s, int side);
/* Whatever the day. */
void sides_compare(struct sides *s);
/* "widened one, reworded title": what came out, in order. Borrowed from the arena. */
const char *sides_shown(struct sides *s);
/* Of a part by its name; NULL: it does not differ. */
const struct diff_record *sides_record(const struct sides *s, const char *name);

#endif
