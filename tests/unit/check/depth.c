/* A text that is compiled for its meaning alone means what it means, and is readable or not, as when
 * all that is wrong with it is looked for. */
#include "check/check.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>

static void fail(void *data)
{
	(void)data;
	abort();
}

struct compiled {
	struct buf printed;
	size_t readable;
	size_t told;
};

static void note(struct compiled *out, const struct ir_unit *ir, const struct diag_list *diags)
{
	ir_print(&out->printed, ir);
	out->told = diags->items.count;
	for (size_t i = 0; i < ir->list_count; i++)
		out->readable += ir->lists[i].readable;
}

static void compile(struct compiled *out, struct mem *mem, const char *text, enum check_depth depth)
{
	struct arena arena;
	struct syntax syntax;
	struct diag_list diags;
	struct source source;
	struct unit unit;
	struct environment environment;
	struct declarations declarations;
	struct ir_unit ir;
	struct check check = {&arena, &diags, &environment, depth};
	*out = (struct compiled){0};
	buf_init(&out->printed, mem);
	arena_init(&arena, mem);
	syntax_init(&syntax, mem);
	diag_list_init(&diags, &arena);
	source_init(&source, mem, STR("a.tol"), str_from(text));
	unit_parse(&unit, &syntax, &source, &arena, &diags);
	environment_init(&environment, mem);
	check_declare(&check, &unit, &declarations);
	environment_add(&environment, &declarations, &diags);
	environment_link(&environment, &diags);
	check_unit(&check, &unit, &declarations, &ir);
	note(out, &ir, &diags);
	environment_fini(&environment);
	declarations_fini(&declarations);
	unit_fini(&unit, &arena);
	source_fini(&source);
	diag_list_fini(&diags);
	syntax_fini(&syntax);
	arena_fini(&arena);
}

#define HEAD "tol 1\nauthority c level city\nvocabulary v { fact a : bool fact "
#define LIST                                                                                       \
	" : bool }\nlist x \"X\" { issuer c promulgated 2020-01-01 effective 2020-01-01\n"         \
	"tolerate r { article \"1\" when a } tolerate s { article \"2\" when "

struct row {
	const char *text;
	size_t readable;
	bool tells_less;
};

static const struct row rows[] = {
	{HEAD "b" LIST "b and a } }\n", 1, false},
	/* l and 1 are drawn alike */
	{HEAD "al : bool fact a1" LIST "al or a1 } }\n", 1, true},
	{HEAD "\u5df1 : bool fact \u5df2" LIST "\u5df1 and \u5df2 } }\n", 1, true},
	/* A Latin and a Cyrillic letter in one name, also among those of other scripts. */
	{HEAD "b\u0430" LIST "a } }\n", 0, false},
	{HEAD "\u8d39b\u0430" LIST "\u8d39b\u0430 } }\n", 0, false},
	{HEAD "b" LIST "absent } }\n", 0, false},
};

Test(depth, leaves_what_a_text_means_as_it_is)
{
	struct mem mem;
	mem_init(&mem, fail, NULL);
	for (size_t i = 0; i < countof(rows); i++) {
		struct compiled whole, meaning;
		compile(&whole, &mem, rows[i].text, CHECK_WHOLE);
		compile(&meaning, &mem, rows[i].text, CHECK_MEANING);
		cr_expect(str_equal(buf_str(&whole.printed), buf_str(&meaning.printed)), "%zu", i);
		cr_expect(eq(sz, whole.readable, rows[i].readable), "%zu", i);
		cr_expect(eq(sz, meaning.readable, rows[i].readable), "%zu", i);
		cr_expect(eq(int, meaning.told < whole.told, rows[i].tells_less), "%zu", i);
		buf_fini(&whole.printed);
		buf_fini(&meaning.printed);
	}
	cr_expect(zero(sz, mem.in_use));
	mem_fini(&mem);
}
