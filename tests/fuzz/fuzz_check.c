/*
 * Any bytes are checked as a tree of one file: the IR that comes out is well formed, can be
 * printed, every list that is called readable has a fingerprint, and of any other it is said why.
 */
#include "check/check.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void exhausted(void *data)
{
	(void)data;
	abort();
}

static void use(struct mem *mem, const struct ir_unit *unit, const struct diag_list *diags)
{
	struct buf out;
	struct ir_fingerprint fingerprint;

	assert(!ir_verify(unit));
	buf_init(&out, mem);
	ir_print(&out, unit);
	for (size_t i = 0; i < unit->list_count; i++) {
		assert(unit->lists[i].readable || unit->lists[i].why || diags->errors);
		if (!unit->lists[i].readable)
			continue;
		ir_fingerprint(&fingerprint, &unit->lists[i], mem);
		ir_meaning(&unit->lists[i], mem);
	}
	buf_fini(&out);
}

static void check(struct check *check, const struct unit *unit)
{
	struct declarations declarations;
	struct ir_unit lowered;

	check_declare(check, unit, &declarations);
	environment_add(check->environment, &declarations, check->diags);
	environment_link(check->environment, check->diags);
	check_unit(check, unit, &declarations, &lowered);
	check_across(check, &lowered, 1);
	check_suppress(check, unit, 1, 20000);
	diag_list_sort(check->diags);
	use(check->arena->mem, &lowered, check->diags);
	declarations_fini(&declarations);
}

static void parse_and_check(struct mem *mem, struct syntax *syntax, struct source *source)
{
	struct arena arena;
	struct diag_list diags;
	struct environment environment;
	struct unit unit;

	arena_init(&arena, mem);
	diag_list_init(&diags, &arena);
	environment_init(&environment, mem);
	unit_parse(&unit, syntax, source, &arena, &diags);
	check(&(struct check){&arena, &diags, &environment, CHECK_WHOLE}, &unit);
	unit_fini(&unit, &arena);
	environment_fini(&environment);
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
	parse_and_check(&mem, &syntax, &source);
	source_fini(&source);
	syntax_fini(&syntax);
	mem_fini(&mem);
	return 0;
}
