/* What the tests of emit/ share: an answer about one text, and what is printed of it. */
#ifndef TOLC_TESTS_EMIT_H
#define TOLC_TESTS_EMIT_H

#include "emit/writer.h"
#include "unit/base/base.h"

struct fixture {
	struct mem mem;
	struct arena arena;
	struct source source;
	struct answer answer;
	struct emit_style style;
	struct buf out;
};

void fixture_init(struct fixture *f, const char *text);
void fixture_fini(struct fixture *f);
/* "expected {0}, found {1}" at the first place where the marked words stand. */
struct diag *fixture_diag(struct fixture *f, const char *marked);
/* Renders; borrowed until the next call. */
const char *fixture_print(struct fixture *f, enum emit_format format);

#endif
