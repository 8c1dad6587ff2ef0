/*
 * Any bytes give a tree or diagnostics, and every place that is told lies within the text.
 */
#include "syntax/parse.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void exhausted(void *data)
{
	(void)data;
	abort();
}

static void check_places(const struct diag_list *diags)
{
	for (size_t i = 0; i < diags->items.count; i++) {
		const struct diag *diag = diags->items.items[i];
		if (!diag->source)
			continue;
		assert(diag->span.start <= diag->span.end);
		assert(diag->span.end <= diag->source->size);
	}
}

static void word_messages(struct buf *out, const struct diag_list *diags)
{
	for (size_t i = 0; i < diags->items.count; i++) {
		const struct diag *diag = diags->items.items[i];
		diag_message(out, diag, LANGUAGE_EN);
		diag_message(out, diag, LANGUAGE_ZH);
		hint_message(out, diag->hint, &diag->hint_args, LANGUAGE_ZH);
	}
}

static void parse(struct mem *mem, struct syntax *syntax, struct source *source)
{
	struct arena arena;
	struct diag_list diags;
	struct unit unit;
	struct buf out;

	arena_init(&arena, mem);
	diag_list_init(&diags, &arena);
	buf_init(&out, mem);
	unit_parse(&unit, syntax, source, &arena, &diags);
	diag_list_sort(&diags);
	check_places(&diags);
	word_messages(&out, &diags);
	unit_dump(&out, &unit);
	buf_fini(&out);
	unit_fini(&unit, &arena);
	diag_list_fini(&diags);
	arena_fini(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mem mem;
	struct syntax syntax;
	struct source source;

	mem_init(&mem, exhausted, NULL);
	syntax_init(&syntax, &mem);
	source_init(&source, &mem, STR("fuzz.tol"), (struct str){(const char *)data, size});
	parse(&mem, &syntax, &source);
	source_fini(&source);
	syntax_fini(&syntax);
	mem_fini(&mem);
	return 0;
}
