/*
 * Text in columns by display width: wrapping and tables. Chinese breaks between any two characters,
 * but no line begins with closing punctuation or ends with an opening one. Text is printable.
 */
#ifndef TOLC_EMIT_LAYOUT_H
#define TOLC_EMIT_LAYOUT_H

#include "base/buf.h"
#include "base/vec.h"

/* How many bytes of text go on a line of so many columns, trailing spaces off; *next: where the
 * next line begins. A word wider than the line is cut. */
size_t layout_fit(struct str text, size_t width, size_t *next);
/* Appends text that begins in a column (from 0) and goes on in lines that begin with indent spaces.
 * No line break at the end. */
void layout_wrap(struct buf *out, struct str text, size_t column, size_t indent, size_t width);

#define TABLE_COLUMNS_MAX 8

struct table_cell {
	size_t start; /* in text */
	size_t length;
	const char *paint; /* escape sequence, or "" */
};

struct table {
	struct mem *mem;
	size_t columns;
	struct buf text;
	VEC(struct table_cell) cells; /* row by row */
};

void table_init(struct table *table, struct mem *mem, size_t columns);
void table_fini(struct table *table);
/* The next cell; text is made printable. */
void table_add(struct table *table, struct str text, const char *paint);
/* Rows below each other; columns narrow until all fits the width, and their cells wrap. */
void table_print(struct buf *out, const struct table *table, size_t indent, size_t width);

#endif
