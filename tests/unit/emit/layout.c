#include "emit.h"

#include "base/text/utf8.h"
#include "emit/human/layout.h"

struct wrap_row {
	size_t column, indent, width;
	const char *text;
	const char *out;
};

static const struct wrap_row wrap_rows[] = {
	{0, 0, 10, "one two three", "one two\nthree"},
	{0, 2, 10, "one two three", "one two\n  three"},
	{6, 2, 10, "one two", "one\n  two"},
	{0, 0, 4, "abcdefgh", "abcd\nefgh"},
	{0, 0, 6, "容错免责清单", "容错免\n责清单"},
	{0, 0, 6, "容错免，责", "容错\n免，责"},
	{0, 0, 6, "容错（免责）", "容错\n（免\n责）"},
	{0, 0, 5, "容错免", "容错\n免"},
	{0, 0, 7, "a容错b", "a容错b"},
	{0, 0, 3, "  a", "  a"},
	{0, 0, 1, "容错", "容\n错"},
	{0, 0, 4, "", ""},
	{0, 0, 4, "e\u0301e\u0301e\u0301e\u0301e\u0301", "e\u0301e\u0301e\u0301e\u0301\ne\u0301"},
};

Test(layout, lines_break_where_they_may)
{
	struct fixture f;
	fixture_init(&f, "");
	for (size_t i = 0; i < countof(wrap_rows); i++) {
		const struct wrap_row *row = &wrap_rows[i];
		buf_clear(&f.out);
		layout_wrap(&f.out, str_from(row->text), row->column, row->indent, row->width);
		if (f.out.len == 0)
			expect(*row->out == 0, "row %zu: nothing", i);
		else
			expect(buf_is(&f.out, row->out), "row %zu: '%s'", i, f.out.ptr);
	}
	fixture_fini(&f);
}

static void add_row(struct table *table, const char *a, const char *b, const char *c)
{
	table_add(table, str_from(a), "");
	table_add(table, str_from(b), "");
	table_add(table, str_from(c), "");
}

Test(layout, columns_are_aligned_by_width)
{
	struct fixture f;
	struct table table;
	fixture_init(&f, "");
	table_init(&table, &f.mem, 3);
	add_row(&table, "可容", "a", "x");
	add_row(&table, "bar", "先行先试", "y\x1b[31m");
	table_print(&f.out, &table, 2, 80);
	claim_text(&f.out, "  可容  a         x\n  bar   先行先试  y<U+001B>[31m\n");
	table_fini(&table);
	fixture_fini(&f);
}

Test(layout, columns_without_text_take_no_room)
{
	struct fixture f;
	struct table table;
	fixture_init(&f, "");
	table_init(&table, &f.mem, 3);
	add_row(&table, "a", "", "b");
	table_print(&f.out, &table, 0, 80);
	claim_text(&f.out, "a  b\n");
	table_fini(&table);
	fixture_fini(&f);
}

static size_t widest_line(struct str text)
{
	size_t widest = 0, start = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '\n')
			continue;
		size_t width = utf8_width(str_from_to(text, start, i));
		widest = width > widest ? width : widest;
		start = i + 1;
	}
	return widest;
}

Test(layout, no_table_overflows)
{
	struct fixture f;
	struct table table;
	static const char *const cells[] = {"可容",
					    "chongqing.beibei.tolerance/pioneering",
					    "改革中缺乏经验、先行先试出现的失误和错误（试点期间）",
					    "",
					    "第三条第(一)项",
					    "a b c d e f g h i j k l m n"};
	struct numbers numbers = {7};
	fixture_init(&f, "");
	for (size_t round = 0; round < 500; round++) {
		size_t width = 40 + numbers_below(&numbers, 80);
		buf_clear(&f.out);
		table_init(&table, &f.mem, 6);
		for (size_t i = 0; i < 24; i++)
			table_add(&table, str_from(cells[numbers_below(&numbers, countof(cells))]),
				  "");
		table_print(&f.out, &table, 2, width);
		claim(widest_line(buf_str(&f.out)) <= width, "round %zu: wider than %zu:\n%s",
		      round, width, f.out.ptr);
		table_fini(&table);
	}
	fixture_fini(&f);
}
