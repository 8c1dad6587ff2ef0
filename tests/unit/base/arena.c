#include "base.h"

#include "base/arena.h"

#include <setjmp.h>

struct fixture {
	struct mem mem;
	struct arena arena;
};

static void setup(struct fixture *f)
{
	mem_init(&f->mem, NULL, NULL);
	arena_init(&f->arena, &f->mem);
}

static void teardown(struct fixture *f)
{
	arena_fini(&f->arena);
	claim(f->mem.in_use == 0, "%zu bytes left over", f->mem.in_use);
	mem_fini(&f->mem);
}

Test(arena, unused_arena_takes_no_memory)
{
	struct fixture f;
	setup(&f);
	arena_clear(&f.arena);
	claim(f.mem.allocations == 0, "%zu requests", f.mem.allocations);
	teardown(&f);
}

Test(arena, requests_are_aligned_and_never_overlap)
{
	struct fixture f;
	struct numbers numbers = {2};
	unsigned char *blocks[2000];
	size_t sizes[2000];
	setup(&f);
	for (size_t i = 0; i < countof(blocks); i++) {
		sizes[i] = numbers_below(&numbers, i % 100 == 0 ? 600000 : 200);
		blocks[i] = arena_alloc(&f.arena, sizes[i]);
		claim(blocks[i] && (uintptr_t)blocks[i] % 8 == 0, "block %zu", i);
		memset(blocks[i], (int)(i % 251), sizes[i]);
	}
	for (size_t i = 0; i < countof(blocks); i++) {
		for (size_t k = 0; k < sizes[i]; k++)
			claim(blocks[i][k] == i % 251, "block %zu byte %zu", i, k);
	}
	teardown(&f);
}

Test(arena, empty_requests_are_not_null)
{
	struct fixture f;
	setup(&f);
	claim(arena_alloc(&f.arena, 0), "first");
	claim(arena_zalloc(&f.arena, 0), "zeros");
	claim(arena_dup(&f.arena, NULL, 0), "copy");
	struct str none = arena_str(&f.arena, STR_NONE);
	claim(none.ptr && none.len == 0 && none.ptr[0] == 0, "string");
	teardown(&f);
}

Test(arena, zeros_and_copies_are_what_they_say)
{
	struct fixture f;
	setup(&f);
	for (size_t size = 1; size < 300; size++)
		memset(arena_alloc(&f.arena, size), 0xEE, size);
	arena_clear(&f.arena);
	for (size_t size = 1; size < 300; size++) {
		unsigned char *zeros = arena_zalloc(&f.arena, size);
		for (size_t i = 0; i < size; i++)
			claim(zeros[i] == 0, "size %zu byte %zu", size, i);
	}
	int *numbers = ARENA_ARRAY(&f.arena, int, 3);
	numbers[2] = 5;
	int *copy = arena_dup(&f.arena, numbers, 3 * sizeof(int));
	claim(copy != numbers && copy[0] == 0 && copy[2] == 5, "copy");
	struct str text = arena_str(&f.arena, str_from_to(STR("容错清单"), 0, 6));
	claim(strcmp(text.ptr, "容错") == 0 && text.len == 6, "string");
	teardown(&f);
}

Test(arena, cleared_arena_is_reused)
{
	struct fixture f;
	setup(&f);
	for (int round = 0; round < 200; round++) {
		for (int i = 0; i < 100; i++)
			memset(arena_alloc(&f.arena, 100), 1, 100);
		arena_clear(&f.arena);
	}
	/* The debug twin keeps nothing, the other one chunk. */
	claim(f.mem.in_use < 64 << 10, "%zu bytes in use", f.mem.in_use);
	teardown(&f);
}

static void jump_out(void *data)
{
	longjmp(*(jmp_buf *)data, 1);
}

Test(arena, sizes_that_cannot_be_are_refused)
{
	static const size_t sizes[] = {SIZE_MAX,     SIZE_MAX - 6, SIZE_MAX - 7,
				       SIZE_MAX - 8, PTRDIFF_MAX,  (size_t)PTRDIFF_MAX - 20};
	for (volatile size_t i = 0; i < countof(sizes); i++) {
		for (volatile int used = 0; used < 2; used++) {
			struct fixture f;
			jmp_buf escape;
			setup(&f);
			f.mem.exhausted = jump_out;
			f.mem.data = &escape;
			if (used)
				arena_alloc(&f.arena, 1);
			if (!setjmp(escape)) {
				arena_alloc(&f.arena, sizes[i]);
				cr_fatal("size %zu was given", sizes[i]);
			}
			teardown(&f);
		}
	}
}
