/*
 * Answers -> text. One table of formats, one file for each; nothing here decides anything, and
 * nothing that comes out of a file reaches a terminal unescaped.
 */
#ifndef TOLC_EMIT_EMIT_H
#define TOLC_EMIT_EMIT_H

#include "emit/answer.h"

enum emit_format {
#define FORMAT(id, name, common) EMIT_##id,
#include "emit/format.def"
#undef FORMAT
	EMIT_FORMAT_COUNT
};

enum emit_part { EMIT_RESULTS = 1, EMIT_DIAGNOSTICS = 2 };

struct emit_style {
	enum language language;
	unsigned parts; /* of enum emit_part; for human and short */
	unsigned columns;
	bool color;
	bool terminal;	     /* else bytes of a text go out as they are */
	int verbosity;	     /* -1 quiet, 0, 1 verbose */
	const char *version; /* of the tool */
	/* The page of a code, ptr NULL where there is none. */
	struct str (*page)(enum diag_id id, enum language language);
};

/* "human", "short", … */
const char *emit_format_name(enum emit_format format);
bool emit_offers(const struct answer *answer, enum emit_format format);
void emit_answer(struct buf *out, struct answer *answer, enum emit_format format,
		 const struct emit_style *style);

#endif
