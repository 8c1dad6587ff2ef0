#include "base.h"

#include "base/diag/source.h"
#include "base/text/utf8.h"

struct fixture {
	struct mem mem;
	struct source source;
};

static void setup(struct fixture *f, struct str text)
{
	mem_init(&f->mem, NULL, NULL);
	source_init(&f->source, &f->mem, STR("list.tol"), text);
}

static void teardown(struct fixture *f)
{
	source_fini(&f->source);
	claim(f->mem.in_use == 0, "left over");
	mem_fini(&f->mem);
}

Test(source, keeps_a_copy_with_two_nul_bytes)
{
	struct fixture f;
	char bytes[] = "ab\nc";
	setup(&f, str_from(bytes));
	memset(bytes, 'x', 4);
	claim(f.source.size == 4 && memcmp(f.source.text, "ab\nc\0", 6) == 0, "text");
	claim(str_equal(f.source.path, STR("list.tol")), "path");
	claim(str_equal(source_text(&f.source, (struct span){1, 3}), STR("b\n")), "part");
	teardown(&f);
}

Test(source, borrowed_text_is_terminated_and_left_to_its_owner)
{
	struct mem mem;
	struct source source;
	mem_init(&mem, NULL, NULL);
	char text[] = "abcde";
	source_borrow(&source, &mem, STR("-"), text, 3);
	claim(source.text == text && memcmp(text, "abc\0", 5) == 0, "text");
	source_fini(&source);
	source_fini(&source);
	struct location place = source_locate(&source, 0);
	claim(place.line == 1 && place.column == 1 && !source_line(&source, 1).ptr, "not empty");
	claim(mem.in_use == 0 && text[0] == 'a', "left over");
	mem_fini(&mem);
}

Test(source, nothing_is_counted_before_it_is_asked_for)
{
	struct fixture f;
	setup(&f, STR("a\nb\n"));
	claim(f.mem.allocations == 1 && !f.source.lines, "counted");
	source_locate(&f.source, 0);
	size_t requests = f.mem.allocations;
	source_locate(&f.source, 3);
	source_line(&f.source, 2);
	claim(f.source.line_count == 3 && f.mem.allocations == requests, "counted again");
	teardown(&f);
}

Test(source, lines)
{
	static const struct {
		const char *text;
		const char *lines[5];
	} rows[] = {
		{"", {""}},
		{"a", {"a"}},
		{"a\n", {"a", ""}},
		{"\n", {"", ""}},
		{"\r\n", {"", ""}},
		{"a\r\nb", {"a", "b"}},
		{"a\n\rb", {"a", "\rb"}},
		{"a\rb\n", {"a\rb", ""}},
		{"a\r", {"a\r"}},
		{"a\r\r\nb", {"a\r", "b"}},
		{"\n\n\n", {"", "", "", ""}},
		{"容错\r\n清单\n", {"容错", "清单", ""}},
		{"\xEF\xBB\xBF", {""}},
		{"\xEF\xBB\xBF"
		 "a\nb",
		 {"a", "b"}},
		{"\xEF\xBB\xBF\n\xEF\xBB\xBF", {"", "\xEF\xBB\xBF"}},
		{"\xEF\xBB", {"\xEF\xBB"}},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct fixture f;
		setup(&f, str_from(rows[i].text));
		uint32_t line = 1;
		for (; line <= 5 && rows[i].lines[line - 1]; line++) {
			struct str text = source_line(&f.source, line);
			expect(str_equal(text, str_from(rows[i].lines[line - 1])),
			       "row %zu line %u: '%.*s'", i, line, (int)text.len, text.ptr);
			expect(source_line_start(&f.source, line) ==
				       (uint32_t)(text.ptr - f.source.text),
			       "row %zu line %u", i, line);
		}
		expect(f.source.line_count == line - 1, "row %zu: %u lines", i,
		       f.source.line_count);
		expect(!source_line(&f.source, 0).ptr && !source_line(&f.source, line).ptr,
		       "row %zu", i);
		expect(source_line_start(&f.source, line) == f.source.size, "row %zu", i);
		teardown(&f);
	}
}

Test(source, places)
{
	static const struct {
		const char *text;
		uint32_t offset, line, column;
	} rows[] = {
		{"", 0, 1, 1},
		{"", 9, 1, 1},
		{"ab", 1, 1, 2},
		{"ab", 2, 1, 3},
		{"ab", 99, 1, 3},
		{"ab", UINT32_MAX, 1, 3},
		{"ab\n", 2, 1, 3},
		{"ab\n", 3, 2, 1},
		/* both bytes of a break are the place behind the line */
		{"ab\r\nc", 2, 1, 3},
		{"ab\r\nc", 3, 1, 3},
		{"ab\r\nc", 4, 2, 1},
		/* code points, not bytes and not columns of a terminal */
		{"容错清单", 6, 1, 3},
		{"a\n𠮷b", 6, 2, 2},
		{"\tb", 1, 1, 2},
		{"e\xCC\x81x", 3, 1, 3},
		/* ill-formed bytes are one each */
		{"\xFF\xE4\xB8x", 3, 1, 4},
		/* a byte order mark at the start is no column, elsewhere it is */
		{"\xEF\xBB\xBF"
		 "ab",
		 0, 1, 1},
		{"\xEF\xBB\xBF"
		 "ab",
		 2, 1, 1},
		{"\xEF\xBB\xBF"
		 "ab",
		 3, 1, 1},
		{"\xEF\xBB\xBF"
		 "ab",
		 4, 1, 2},
		{"a\xEF\xBB\xBF"
		 "b",
		 4, 1, 3},
		{"\xEF\xBB\xBF\nb", 5, 2, 2},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct fixture f;
		setup(&f, str_from(rows[i].text));
		struct location place = source_locate(&f.source, rows[i].offset);
		expect(place.line == rows[i].line && place.column == rows[i].column,
		       "row %zu: %u:%u", i, place.line, place.column);
		teardown(&f);
	}
}

Test(source, places_agree_with_walking_the_text)
{
	static const char *const pieces[] = {"a", "容", "\n", "\r\n", "𠮷", "\r", " "};
	struct numbers numbers = {13};
	for (int round = 0; round < 3000; round++) {
		struct fixture f;
		char bytes[300];
		size_t len = 0;
		size_t count = numbers_below(&numbers, 60);
		for (size_t i = 0; i < count; i++) {
			const char *piece = pieces[numbers_below(&numbers, countof(pieces))];
			memcpy(bytes + len, piece, strlen(piece));
			len += strlen(piece);
		}
		setup(&f, (struct str){bytes, len});
		uint32_t line = 1, column = 1;
		for (size_t at = 0; at < len;) {
			struct location place = source_locate(&f.source, (uint32_t)at);
			claim(place.line == line && place.column == column, "round %d at %zu",
			      round, at);
			size_t size;
			utf8_decode((struct str){bytes + at, len - at}, &size);
			if (bytes[at] == '\n') {
				line++;
				column = 1;
			} else if (bytes[at] != '\r' || at + 1 == len || bytes[at + 1] != '\n') {
				column++;
			}
			at += size;
		}
		struct location end = source_locate(&f.source, (uint32_t)len);
		claim(end.line == line && end.column == column, "round %d at the end", round);
		teardown(&f);
	}
}

Test(source, spans_join)
{
	struct span joined = span_join((struct span){5, 9}, (struct span){2, 3});
	claim(joined.start == 2 && joined.end == 9, "%u-%u", joined.start, joined.end);
}
