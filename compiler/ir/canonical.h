/*
 * Private to ir/: bytes that say one thing in one way. Texts begin with their length, what repeats
 * with its number, and what may stand in any order is put in the order of its bytes.
 */
#ifndef TOLC_IR_CANONICAL_H
#define TOLC_IR_CANONICAL_H

#include "base/buf.h"
#include "base/vec.h"
#include "ir/ir.h"

/* AS_WRITTEN: the names of definitions and facts instead of what they stand for. */
enum depth { MEANING_ONLY, WITH_WORDING, AS_WRITTEN };

/* A part of what was written. */
struct piece {
	size_t start;
	size_t len;
};

struct writer {
	struct buf out;
	struct mem *mem;
	enum depth depth;
	VEC(struct piece) pieces; /* of all orders that are open, the outermost first */
};

void writer_init(struct writer *w, struct mem *mem, enum depth depth);
void writer_fini(struct writer *w);
/* The digest of what was written, and the end of the writer. */
struct digest writer_finish(struct writer *w);

void put_number(struct writer *w, int64_t number);
void put_text(struct writer *w, struct str text);
/* Nothing where only the meaning is written. */
void put_wording(struct writer *w, struct str text);

static inline void put_tag(struct writer *w, char tag)
{
	buf_add_char(&w->out, tag);
}

/* Parts of which the order means nothing. */
struct unordered {
	size_t start; /* in the text */
	size_t first; /* in the writer's pieces */
};

/* Writes the number; then each part is written and added, and all are put in order. They nest. */
struct unordered unordered_open(struct writer *w, size_t count);
void unordered_add(struct writer *w, const struct unordered *unordered);
void unordered_close(struct writer *w, const struct unordered *unordered);

/* condition.c */
void put_fact(struct writer *w, const struct ir_fact *fact);
/* A choice by its name: its place among the others means nothing. */
void put_constant(struct writer *w, const struct ir_fact *fact, int64_t number);
void put_expr(struct writer *w, const struct ir_expr *expr);
bool condition_asks(const struct ir_expr *expr, const struct ir_fact *fact);

#endif
