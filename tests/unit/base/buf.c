#include "base.h"

#include <inttypes.h>
#include <setjmp.h>

Test(buf, unwritten_is_empty_text)
{
	struct mem mem;
	struct buf buf;
	mem_init(&mem, NULL, NULL);
	buf_init(&buf, &mem);
	claim(buf_str(&buf).ptr[0] == 0 && buf_str(&buf).len == 0, "not empty");
	buf_clear(&buf);
	buf_add(&buf, STR_NONE);
	buf_add_text(&buf, NULL);
	claim_text(&buf, "");
	buf_fini(&buf);
	claim(mem.in_use == 0, "left over");
	mem_fini(&mem);
}

Test(buf, every_writer_appends_and_terminates)
{
	struct mem mem;
	struct buf buf;
	mem_init(&mem, NULL, NULL);
	buf_init(&buf, &mem);
	buf_add(&buf, STR("规则"));
	claim_text(&buf, "规则");
	buf_add_bytes(&buf, "abc", 2);
	claim_text(&buf, "规则ab");
	buf_add_char(&buf, '-');
	claim_text(&buf, "规则ab-");
	buf_add_repeat(&buf, '=', 3);
	claim_text(&buf, "规则ab-===");
	buf_add_repeat(&buf, '=', 0);
	buf_add_int(&buf, -12);
	claim_text(&buf, "规则ab-===-12");
	buf_add_text(&buf, "x");
	claim_text(&buf, "规则ab-===-12x");
	buf_addf(&buf, "%d%%", 7);
	claim_text(&buf, "规则ab-===-12x7%");
	buf_clear(&buf);
	claim_text(&buf, "");
	buf_addf(&buf, "%s", "");
	claim_text(&buf, "");
	buf_fini(&buf);
	mem_fini(&mem);
}

Test(buf, integers_are_written_as_printf_does)
{
	static const int64_t values[] = {0,	    1,	       -1,	  9,	     10,
					 INT32_MAX, INT32_MIN, INT64_MAX, INT64_MIN, INT64_MIN + 1};
	struct numbers numbers = {5};
	struct mem mem;
	struct buf buf;
	mem_init(&mem, NULL, NULL);
	buf_init(&buf, &mem);
	for (size_t i = 0; i < 20000; i++) {
		char want[32];
		int64_t value = (int64_t)(numbers_next(&numbers) >> numbers_below(&numbers, 64));
		if (i < countof(values))
			value = values[i];
		snprintf(want, sizeof(want), "%" PRId64, value);
		buf_clear(&buf);
		buf_add_int(&buf, value);
		claim_text(&buf, want);
	}
	buf_fini(&buf);
	mem_fini(&mem);
}

/* Around the sizes at which the buffer grows and printf needs a second try. */
Test(buf, all_lengths_survive_growth)
{
	struct mem mem;
	char text[300];
	mem_init(&mem, NULL, NULL);
	memset(text, 'x', sizeof(text));
	for (size_t before = 0; before < 140; before++) {
		for (size_t len = 0; len < 140; len++) {
			struct buf buf;
			buf_init(&buf, &mem);
			buf_add_repeat(&buf, 'x', before);
			buf_addf(&buf, "%.*s", (int)len, text);
			buf_add_bytes(&buf, text, len);
			buf_add_repeat(&buf, 'x', len);
			claim(buf.len == before + 3 * len && strlen(buf_str(&buf).ptr) == buf.len,
			      "%zu + %zu", before, len);
			buf_fini(&buf);
		}
	}
	claim(mem.in_use == 0, "left over");
	mem_fini(&mem);
}

Test(buf, growth_takes_few_requests)
{
	struct mem mem;
	struct buf buf;
	mem_init(&mem, NULL, NULL);
	buf_init(&buf, &mem);
	for (int i = 0; i < 100000; i++)
		buf_add_char(&buf, 'x');
	claim(buf.len == 100000 && mem.allocations < 20, "%zu requests", mem.allocations);
	mem_fini(&mem);
}

Test(buf, reserve_gives_room_for_the_terminator_too)
{
	struct mem mem;
	mem_init(&mem, NULL, NULL);
	for (size_t size = 0; size < 300; size++) {
		struct buf buf;
		buf_init(&buf, &mem);
		char *to = buf_reserve(&buf, size);
		memset(to, 'y', size + 1);
		to[size] = 0;
		buf.len += size;
		claim(strlen(buf_str(&buf).ptr) == size && buf.capacity > buf.len, "size %zu",
		      size);
		buf_fini(&buf);
	}
	mem_fini(&mem);
}

Test(buf, a_part_stands_behind_its_whole)
{
	struct mem mem;
	struct buf buf;
	mem_init(&mem, NULL, NULL);
	buf_init(&buf, &mem);
	buf_add_name(&buf, STR("list"), STR("rule"));
	claim_text(&buf, "list/rule");
	buf_clear(&buf);
	buf_add_name(&buf, STR("list"), STR_NONE);
	claim_text(&buf, "list");
	buf_fini(&buf);
	mem_fini(&mem);
}

static void jump_out(void *data)
{
	longjmp(*(jmp_buf *)data, 1);
}

Test(buf, sizes_that_cannot_be_are_refused)
{
	static const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 2, SIZE_MAX / 2, SIZE_MAX / 4};
	for (volatile size_t i = 0; i < countof(sizes); i++) {
		struct mem mem;
		struct buf buf;
		jmp_buf escape;
		mem_init(&mem, jump_out, &escape);
		buf_init(&buf, &mem);
		buf_add_text(&buf, "kept");
		if (!setjmp(escape)) {
			buf_reserve(&buf, sizes[i]);
			cr_fatal("size %zu was given", sizes[i]);
		}
		claim_text(&buf, "kept");
		mem_fini(&mem);
	}
}
