#include "emit.h"

void fixture_init(struct fixture *f, const char *text)
{
	*f = (struct fixture){.style = {.parts = EMIT_DIAGNOSTICS, .columns = 80, .version = "0"}};
	mem_init(&f->mem, NULL, NULL);
	arena_init(&f->arena, &f->mem);
	source_init(&f->source, &f->mem, STR("a.tol"), str_from(text));
	buf_init(&f->out, &f->mem);
	f->answer = (struct answer){.kind = ANSWER_CHECK, .mem = &f->mem, .root = STR("")};
	f->answer.query.at = DATE_NONE;
	f->answer.query.known_at = TIME_NONE;
	diag_list_init(&f->answer.diags, &f->arena);
}

void fixture_fini(struct fixture *f)
{
	buf_fini(&f->out);
	diag_list_fini(&f->answer.diags);
	source_fini(&f->source);
	arena_fini(&f->arena);
	claim(f->mem.in_use == 0, "left over");
	mem_fini(&f->mem);
}

struct diag *fixture_diag(struct fixture *f, const char *marked)
{
	const char *found = strstr(f->source.text, marked);
	claim(found, "'%s' is not in the text", marked);
	uint32_t start = (uint32_t)(found - f->source.text);
	struct span span = {start, start + (uint32_t)strlen(marked)};
	return diag_at(&f->answer.diags, &f->source, span, DIAG_UNEXPECTED,
		       ARGS(STR("one"), STR("another")));
}

const char *fixture_print(struct fixture *f, enum emit_format format)
{
	buf_clear(&f->out);
	emit_answer(&f->out, &f->answer, format, &f->style);
	return buf_str(&f->out).ptr;
}
