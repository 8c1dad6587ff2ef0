#include "base.h"

#include "base/names.h"

struct fixture {
	struct mem mem;
	struct arena arena;
	struct names names;
};

static void setup(struct fixture *f)
{
	mem_init(&f->mem, NULL, NULL);
	arena_init(&f->arena, &f->mem);
	names_init(&f->names, &f->arena);
}

static void teardown(struct fixture *f)
{
	names_fini(&f->names);
	arena_fini(&f->arena);
	claim(f->mem.in_use == 0, "left over");
	mem_fini(&f->mem);
}

Test(names, equal_texts_are_one_name)
{
	struct fixture f;
	setup(&f);
	char bytes[] = "规则";
	struct name *name = names_intern(&f.names, str_from(bytes));
	claim(strcmp(name->text.ptr, "规则") == 0 && name->text.len == 6, "text");
	claim(name->token == 0 && name->joins == 0 && name->hash == str_hash(STR("规则")),
	      "fields");
	memset(bytes, 'x', 6);
	claim(names_intern(&f.names, STR("规则")) == name, "another");
	claim(names_intern(&f.names, STR("规")) != name, "the same");
	claim(names_intern(&f.names, STR_NONE) == names_intern(&f.names, STR("")), "empty");
	teardown(&f);
}

Test(names, finding_adds_nothing)
{
	struct fixture f;
	setup(&f);
	claim(!names_find(&f.names, STR("x")) && f.names.count == 0, "found");
	struct name *name = names_intern(&f.names, STR("x"));
	claim(names_find(&f.names, STR("x")) == name && !names_find(&f.names, STR("y")), "lost");
	claim(f.names.count == 1, "count %u", f.names.count);
	teardown(&f);
}

Test(names, numbers_follow_first_sight_through_growth)
{
	struct fixture f;
	setup(&f);
	static struct name *seen[50000];
	for (uint32_t i = 0; i < countof(seen); i++) {
		char text[32];
		size_t len = (size_t)snprintf(text, sizeof(text), i % 2 ? "名%u" : "field_%u", i);
		seen[i] = names_intern(&f.names, (struct str){text, len});
		claim(seen[i]->id == i, "number %u", i);
	}
	for (uint32_t i = 0; i < countof(seen); i++) {
		char text[32];
		size_t len = (size_t)snprintf(text, sizeof(text), i % 2 ? "名%u" : "field_%u", i);
		claim(names_intern(&f.names, (struct str){text, len}) == seen[i], "number %u", i);
		claim(strcmp(seen[i]->text.ptr, text) == 0, "number %u", i);
	}
	claim(f.names.count == countof(seen) && f.names.count <= f.names.slot_count / 2, "count");
	teardown(&f);
}

/* Long runs of filled slots would make the scanner slow. */
Test(names, similar_names_spread_over_the_table)
{
	struct fixture f;
	setup(&f);
	for (unsigned i = 0; i < 30000; i++) {
		char text[32];
		size_t len = (size_t)snprintf(text, sizeof(text), "规则%05u", i);
		names_intern(&f.names, (struct str){text, len});
	}
	size_t run = 0, longest = 0;
	for (size_t i = 0; i < f.names.slot_count; i++) {
		run = f.names.slots[i] ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	claim(longest < 60, "a run of %zu", longest);
	teardown(&f);
}
