/* Each request for memory fails once: nothing is lost, and nothing but the handler is called. */
#include "base.h"

#include "base/diag/diag.h"
#include "base/map.h"
#include "base/names.h"
#include "base/text/utf8.h"

#include <setjmp.h>

static void jump_out(void *data)
{
	longjmp(*(jmp_buf *)data, 1);
}

static void use_names(struct mem *mem, struct arena *arena)
{
	struct names names;
	names_init(&names, arena);
	for (unsigned i = 0; i < 600; i++) {
		char text[16];
		size_t len = (size_t)snprintf(text, sizeof(text), "%u", i);
		names_intern(&names, (struct str){text, len});
	}
	names_fini(&names);
	(void)mem;
}

static void use_map(struct mem *mem, struct arena *arena)
{
	struct map map;
	map_init(&map, mem);
	for (unsigned i = 0; i < 100; i++) {
		struct str key = arena_str(arena, (struct str){(const char *)&i, sizeof(i)});
		map_put(&map, key, mem);
		if (i % 3 == 0)
			map_remove(&map, key);
	}
	map_fini(&map);
}

static void use_text(struct mem *mem, struct arena *arena)
{
	struct buf buf;
	buf_init(&buf, mem);
	for (int i = 0; i < 20; i++) {
		utf8_nfc(&buf, STR("e\xCC\x81\xCC\xA3"));
		utf8_skeleton(&buf, STR("已决"));
		utf8_printable(&buf, STR("\xFF\x01"));
		buf_addf(&buf, "%0100d", i);
	}
	arena_dup(arena, buf.ptr, buf.len);
	buf_fini(&buf);
}

static void use_diag(struct mem *mem, struct arena *arena)
{
	struct source source;
	struct diag_list list;
	source_init(&source, mem, STR("a.tol"), STR("a\nb\nc\n"));
	diag_list_init(&list, arena);
	for (uint32_t i = 30; i-- > 0;) {
		struct span span = {i, i};
		struct diag *diag = diag_at(&list, &source, span, (enum diag_id)0, ARGS(STR("x")));
		diag_note(&list, diag, &source, span, HINT_NONE, NO_ARGS);
		diag_edit(&list, diag, span, STR("y"));
		source_locate(&source, i);
	}
	diag_list_sort(&list);
	diag_list_fini(&list);
	source_fini(&source);
}

static void (*const uses[])(struct mem *mem, struct arena *arena) = {use_names, use_map, use_text,
								     use_diag};

/* False where memory ran out. */
static bool use(size_t which, struct mem *mem)
{
	struct arena arena;
	jmp_buf escape;
	mem->data = &escape;
	if (setjmp(escape))
		return false;
	arena_init(&arena, mem);
	uses[which](mem, &arena);
	arena_fini(&arena);
	return true;
}

Test(exhaustion, every_request_may_fail)
{
	for (size_t which = 0; which < countof(uses); which++) {
		size_t fail_at = 1;
		for (bool done = false; !done; fail_at++) {
			struct mem mem;
			mem_init(&mem, jump_out, NULL);
			mem.fail_at = fail_at;
			done = use(which, &mem);
			claim(done ? mem.allocations < fail_at : mem.allocations == fail_at,
			      "use %zu, request %zu", which, fail_at);
			claim(!done || mem.in_use == 0, "use %zu: left over", which);
			mem_fini(&mem);
			claim(mem.in_use == 0, "use %zu, request %zu", which, fail_at);
		}
		claim(fail_at > 5, "use %zu made %zu requests", which, fail_at);
	}
}
