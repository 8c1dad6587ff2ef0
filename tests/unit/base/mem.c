#include "base.h"

#include "base/mem.h"

#include <setjmp.h>

static void jump_out(void *data)
{
	longjmp(*(jmp_buf *)data, 1);
}

Test(mem, empty_heap_counts_nothing)
{
	struct mem mem;
	mem_init(&mem, NULL, NULL);
	claim(mem.allocations == 0 && mem.in_use == 0 && mem.peak == 0 && !mem.blocks, "not empty");
	mem_free(&mem, NULL);
	mem_fini(&mem);
}

Test(mem, sizes_are_counted_and_the_peak_stays)
{
	struct mem mem;
	mem_init(&mem, NULL, NULL);
	void *a = mem_alloc(&mem, 100);
	void *b = mem_zalloc(&mem, 50);
	claim(mem.in_use == 150 && mem.peak == 150, "in use %zu", mem.in_use);
	a = mem_realloc(&mem, a, 10);
	claim(mem.in_use == 60 && mem.peak == 150, "in use %zu", mem.in_use);
	mem_free(&mem, a);
	mem_free(&mem, b);
	claim(mem.in_use == 0 && mem.peak == 150 && mem.allocations == 3 && !mem.blocks,
	      "left over");
	mem_fini(&mem);
}

Test(mem, size_0_gives_a_block_of_its_own)
{
	struct mem mem;
	mem_init(&mem, NULL, NULL);
	void *a = mem_alloc(&mem, 0);
	void *b = mem_zalloc(&mem, 0);
	void *c = mem_realloc(&mem, NULL, 0);
	claim(a && b && c && a != b && b != c && a != c, "no block");
	claim(mem_realloc(&mem, c, 0), "no block");
	mem_fini(&mem);
	claim(mem.in_use == 0 && !mem.blocks, "left over");
}

Test(mem, zalloc_gives_zeros_and_everything_is_aligned)
{
	struct mem mem;
	mem_init(&mem, NULL, NULL);
	for (size_t size = 0; size < 70; size++) {
		char *bytes = mem_zalloc(&mem, size);
		claim((uintptr_t)bytes % _Alignof(max_align_t) == 0, "size %zu", size);
		for (size_t i = 0; i < size; i++)
			claim(bytes[i] == 0, "size %zu byte %zu", size, i);
		memset(bytes, 1, size);
		claim((uintptr_t)mem_alloc(&mem, size) % _Alignof(max_align_t) == 0, "size %zu",
		      size);
	}
	mem_fini(&mem);
}

/* Blocks are made, grown and freed at random; each holds its number all over. */
Test(mem, any_order_keeps_contents_and_counts)
{
	struct mem mem;
	struct numbers numbers = {1};
	unsigned char *blocks[40] = {0};
	size_t sizes[40] = {0};
	size_t in_use = 0;
	mem_init(&mem, NULL, NULL);
	for (int step = 0; step < 20000; step++) {
		size_t i = numbers_below(&numbers, countof(blocks));
		for (size_t k = 0; k < sizes[i]; k++)
			claim(blocks[i][k] == i, "block %zu byte %zu", i, k);
		in_use -= sizes[i];
		if (numbers_below(&numbers, 3) == 0) {
			mem_free(&mem, blocks[i]);
			blocks[i] = NULL;
			sizes[i] = 0;
		} else {
			size_t size = numbers_below(&numbers, 300);
			blocks[i] = mem_realloc(&mem, blocks[i], size);
			for (size_t k = 0; k < size && k < sizes[i]; k++)
				claim(blocks[i][k] == i, "block %zu byte %zu moved", i, k);
			memset(blocks[i], (int)i, size);
			sizes[i] = size;
			in_use += size;
		}
		claim(mem.in_use == in_use, "step %d", step);
	}
	mem_fini(&mem);
}

/* Makes six requests of the three kinds. */
static void six_requests(struct mem *mem)
{
	char *a = mem_alloc(mem, 10);
	char *b = mem_zalloc(mem, 10);
	memcpy(a, "unharmed", 9);
	a = mem_realloc(mem, a, 5000);
	b = mem_realloc(mem, b, 5000);
	mem_realloc(mem, NULL, 7);
	mem_alloc(mem, 0);
	mem_free(mem, b);
}

Test(mem, the_request_with_the_number_fails_and_nothing_is_lost)
{
	for (volatile size_t fail_at = 0; fail_at <= 7; fail_at++) {
		struct mem mem;
		jmp_buf escape;
		mem_init(&mem, jump_out, &escape);
		mem.fail_at = fail_at;
		volatile bool failed = false;
		if (setjmp(escape))
			failed = true;
		else
			six_requests(&mem);
		expect(failed == (fail_at >= 1 && fail_at <= 6), "fail at %zu", fail_at);
		expect(mem.allocations == (failed ? fail_at : 6), "fail at %zu", fail_at);
		mem_fini(&mem);
	}
}

Test(mem, failed_realloc_leaves_the_block_whole)
{
	static const size_t sizes[] = {100, SIZE_MAX, SIZE_MAX - 31, PTRDIFF_MAX};
	for (volatile size_t i = 0; i < countof(sizes); i++) {
		struct mem mem;
		jmp_buf escape;
		mem_init(&mem, jump_out, &escape);
		char *volatile text = mem_alloc(&mem, 6);
		memcpy(text, "whole", 6);
		if (i == 0)
			mem.fail_at = 2;
		if (!setjmp(escape)) {
			mem_realloc(&mem, text, sizes[i]);
			cr_fatal("size %zu was given", sizes[i]);
		}
		claim(strcmp(text, "whole") == 0 && mem.in_use == 6, "row %zu", i);
		mem_free(&mem, text);
		mem_fini(&mem);
	}
}

Test(mem, sizes_that_cannot_be_are_refused)
{
	static const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX - 40, (size_t)PTRDIFF_MAX};
	for (volatile size_t i = 0; i < countof(sizes); i++) {
		struct mem mem;
		jmp_buf escape;
		mem_init(&mem, jump_out, &escape);
		if (!setjmp(escape)) {
			mem_alloc(&mem, sizes[i]);
			cr_fatal("size %zu was given", sizes[i]);
		}
		claim(mem.in_use == 0, "row %zu", i);
		mem_fini(&mem);
	}
}
