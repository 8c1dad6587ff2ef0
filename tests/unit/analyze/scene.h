/* What the tests of analyze/ share: a text, compiled, and questions about its lists. */
#ifndef TOLC_TESTS_ANALYZE_SCENE_H
#define TOLC_TESTS_ANALYZE_SCENE_H

#include "analyze/analyze.h"
#include "check/check.h"

#include <criterion/criterion.h>

struct scene {
	struct mem mem;
	struct arena arena;
	struct syntax syntax;
	struct diag_list diags;
	struct source source;
	struct unit unit;
	struct declarations declarations;
	struct environment environment;
	struct ir_unit ir;
	const struct ir_list **lists; /* all of the text */
	struct analyze *analyze;
};

/* The text must be readable. */
void scene_init(struct scene *s, const char *text);
void scene_fini(struct scene *s);

/* "gain=yes harm=minor loss=500000 told=2020-01-01 fields={reform} times?", in the order of the
 * facts; ? where the case does not give it. Borrowed from the arena. */
const char *scene_case(struct scene *s, const struct analyze_case *found);
/* The same of a case of which the formula holds; "no" or "undecided" where there is none. */
const char *scene_exists(struct scene *s, int32_t formula);

#endif
