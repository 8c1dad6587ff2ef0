/*
 * A condition in sentences that can be read aloud: the question that the vocabulary asks, and what
 * is to be answered to it; above these, how many of them must be so. Definitions are spelled out.
 */
#ifndef TOLC_EMIT_SENTENCE_H
#define TOLC_EMIT_SENTENCE_H

#include "base/arena.h"
#include "emit/writer.h"
#include "ir/ir.h"

struct sentence {
	struct str text; /* printable */
	struct sentence *parts;
	size_t part_count;
};

/* Lives in the arena. */
void sentence_make(struct sentence *out, struct arena *arena, const struct ir_expr *expr,
		   enum language language);
/* What is presumed of a fact. */
struct str sentence_presumed(struct arena *arena, const struct ir_presume *presume,
			     enum language language);
/* Whether the condition asks the fact, itself or by a definition. */
bool sentence_asks(const struct ir_expr *expr, const struct ir_fact *fact);

#endif
