/* The table of formats. */
#include "emit/writer.h"

#define FORMATS_OF_FINDINGS (1u << EMIT_SARIF | 1u << EMIT_GITHUB)

struct format_row {
	const char *name;
	void (*emit)(struct emit *e);
	bool common;
};

static const struct format_row format_rows[] = {
#define FORMAT(id, name, common) [EMIT_##id] = {#name, emit_##name, common},
#include "emit/format.def"
#undef FORMAT
};

struct answer_row {
	const char *command;
	unsigned formats;
};

static const struct answer_row answer_rows[] = {
#define ANSWER(id, command, formats) [ANSWER_##id] = {command, formats},
#include "emit/answer.def"
#undef ANSWER
};

const char *answer_command(enum answer_kind kind)
{
	return answer_rows[kind].command;
}

const char *emit_format_name(enum emit_format format)
{
	return (size_t)format < EMIT_FORMAT_COUNT ? format_rows[format].name : NULL;
}

bool emit_offers(const struct answer *answer, enum emit_format format)
{
	if ((size_t)format >= EMIT_FORMAT_COUNT)
		return false;
	return format_rows[format].common || (answer_rows[answer->kind].formats & 1u << format);
}

void emit_answer(struct buf *out, struct answer *answer, enum emit_format format,
		 const struct emit_style *style)
{
	struct emit e = {.out = out, .answer = answer, .style = style};
	format_rows[format].emit(&e);
}
