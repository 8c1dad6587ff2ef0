/*
 * One text that is being read: its bytes stay as long as anything points into it. Places are byte
 * offsets; lines and columns are worked out only when something is printed.
 */
#ifndef TOLC_BASE_SOURCE_H
#define TOLC_BASE_SOURCE_H

#include "base/mem.h"
#include "base/str.h"

/* Half-open byte offsets. */
struct span {
	uint32_t start;
	uint32_t end;
};

static inline struct span span_join(struct span a, struct span b)
{
	return (struct span){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}

#define SOURCE_MAX_SIZE ((size_t)16 << 20) /* bytes; a larger file is refused (TOL0002) */

struct source {
	uint32_t told[3]; /* diagnostics kept of it, by severity (diag.c) */
	struct mem *mem;
	struct str path;  /* borrowed; as given or within the tree; "-" for standard input */
	char *text;	  /* size bytes, then two NUL bytes (for flex) */
	char *own_text;	  /* NULL where it is borrowed */
	uint32_t size;	  /* bytes */
	uint32_t *lines;  /* start of each line; made on first use */
	uint32_t line_count;
};

/* Copies the text. */
void source_init(struct source *source, struct mem *mem, struct str path, struct str text);
/* Of text, which has room for size + 2 bytes, and stays the caller's. */
void source_borrow(struct source *source, struct mem *mem, struct str path, char *text, size_t size);
void source_fini(struct source *source);

struct location {
	uint32_t line;	 /* from 1 */
	uint32_t column; /* from 1, in code points */
};

/* Lines end at \n or \r\n; what follows the last of them is a line, even if empty. A byte order
 * mark at the start belongs to no line. Where offset is in a line break or behind the text, this
 * is the place behind the line's text. */
struct location source_locate(struct source *source, uint32_t offset);
/* Line from 1, without its line break; STR_NONE where there is no such line. */
struct str source_line(struct source *source, uint32_t line);
uint32_t source_line_start(struct source *source, uint32_t line);
static inline struct str source_text(const struct source *source, struct span span)
{
	return (struct str){source->text + span.start, span.end - span.start};
}

#endif
