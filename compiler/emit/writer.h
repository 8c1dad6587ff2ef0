/*
 * What the formats share: one struct emit goes through the printing of one answer. Words come from
 * word.def; text from files only passes through emit_text.
 */
#ifndef TOLC_EMIT_WRITER_H
#define TOLC_EMIT_WRITER_H

#include "emit/emit.h"

struct emit {
	struct buf *out;
	struct answer *answer;
	const struct emit_style *style;
};

/* One for each row of format.def. */
#define FORMAT(id, name, common) void emit_##name(struct emit *e);
#include "emit/format.def"
#undef FORMAT

enum word_id {
#define WORD(id, en, zh) WORD_##id,
#include "emit/word.def"
#undef WORD
	WORD_COUNT
};

enum paint {
	PAINT_NONE,
	PAINT_STRONG,
	PAINT_FAINT,
	PAINT_ERROR,
	PAINT_WARNING,
	PAINT_NOTE,
	PAINT_GOOD
};

/* Fills {0} to {3}; arguments are printable already. Borrowed: the text of a word. */
void word_add(struct buf *out, enum language language, enum word_id id, struct diag_args args);
struct str word_text(enum language language, enum word_id id);
/* LIST/RULE, PROCEDURE/STEP: buf_add_name, printable. */
void name_add(struct buf *out, struct str whole, struct str part);

void emit_word(struct emit *e, enum word_id id, struct diag_args args);
/* A word with a number, in the singular where it is one. */
void word_count(struct buf *out, enum language language, enum word_id id, size_t count);
/* A word with two numbers, wrapped; it begins in a column that its next lines are indented to. */
void emit_counts(struct emit *e, size_t column, enum word_id id, size_t a, size_t b);
/* "error[TOL0201]: text", the label painted, the text wrapped, the line ended. code may be NULL. */
void emit_labelled(struct emit *e, enum word_id label, const char *code, enum paint paint,
		   struct str text);
/* Printable. */
void emit_text(struct emit *e, struct str text);
/* The same, of several lines: line breaks and tabs stay. */
void emit_lines(struct emit *e, struct str text);
/* Nothing where colours are off. PAINT_NONE ends it. */
void emit_paint(struct emit *e, enum paint paint);
const char *paint_code(const struct emit *e, enum paint paint);
/* A path within the tree as the reader can open it. */
void emit_path(struct emit *e, struct str path);

enum paint severity_paint(enum diag_severity severity);
enum word_id severity_word(enum diag_severity severity);
/* "error"; never translated. */
const char *severity_name(enum diag_severity severity);

/* The source excerpt below a diagnostic (snippet.c). Gutter: digits of the largest line number. */
void emit_snippet(struct emit *e, struct source *source, struct span span, size_t gutter, char mark,
		  enum paint paint);
/* The lines that the edits would leave, inserted text underlined. */
void emit_patched(struct emit *e, struct source *source, const struct diag_edit *edits,
		  size_t gutter);

/* What a reader sees of each kind of answer, diagnostics apart (human_*.c). */
void human_diagnostics(struct emit *e);
void human_check(struct emit *e);
void human_format(struct emit *e);
void human_effective(struct emit *e);
void human_timeline(struct emit *e);
void human_doctor(struct emit *e);
void human_deadline(struct emit *e);
void human_decide(struct emit *e);
void human_replay(struct emit *e);
void human_test(struct emit *e);
void human_why(struct emit *e);
void short_decide(struct emit *e);
void short_test(struct emit *e);
void human_diff(struct emit *e);
void short_diff(struct emit *e);
/* The same answer as other formats show it (diff_ci.c, diff_md.c). */
void sarif_diff(struct emit *e);
void github_diff(struct emit *e);
void junit_diff(struct emit *e);
void md_diff(struct emit *e);
void human_dump(struct emit *e);
void human_explain(struct emit *e);
void human_version(struct emit *e);
/* What one rule says (rule/). */
void human_rule(struct emit *e);
void short_rule(struct emit *e);

/* Unified difference of two texts, as patch(1) reads it; nothing where they are equal (unified.c).
 */
void unified_diff(struct buf *out, struct str path, struct str before, struct str after);

#endif
