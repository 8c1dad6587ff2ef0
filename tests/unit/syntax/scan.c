/* Words, strings, numbers and dates: what is one token, and what it stands for. */
#include "syntax.h"

#include "base/text/utf8.h"

#include <stdio.h>

/* The first node of a kind, in the order of the text. */
static const struct node *find(const struct node *node, enum node_kind kind)
{
	if (node->kind == kind)
		return node;
	for (const struct node *child = node->first; child; child = child->next) {
		const struct node *found = find(child, kind);
		if (found)
			return found;
	}
	return NULL;
}

/* What `source` is given in a case. */
static void expect_string(const char *quoted, const char *value)
{
	struct reading r;
	char text[256];
	snprintf(text, sizeof(text), "tol 1 case c { source %s }", quoted);
	reading_init(&r, str_from(text));
	const struct node *node = find(r.unit.root, NODE_STRING);
	expect(!r.unit.misread && node && str_equal(*node->text, str_from(value)),
	       "%s: expected '%s', got '%.*s', %s", quoted, value, node ? (int)node->text->len : 0,
	       node ? node->text->ptr : "", reading_codes(&r));
	reading_fini(&r);
}

Test(scan, a_string_ends_with_the_quote_that_matches_the_one_it_begins_with)
{
	static const struct row rows[] = {
		{"\"a\"", "a"},
		{"“a”", "a"},
		{"”a”", "a"},
		{"「a」", "a"},
		{"『a』", "a"},
		{"＂a＂", "a"},
		{"＂a\"", "a"},
		{"\"a＂b\"", "a＂b"},
		{"“a“b”c”", "a“b”c"},
		{"「a「b」c」", "a「b」c"},
		{"“a\"b”", "a\"b"},
		{"\"a“b\"", "a“b"},
		{"「a『b』“c”」", "a『b』“c”"},
		{"\"\"", ""},
		{"“#{}；”", "#{}；"},
	};
	for (size_t i = 0; i < countof(rows); i++)
		expect_string(rows[i].text, rows[i].formatted);
}

Test(scan, escapes)
{
	static const struct row rows[] = {
		{"\"a\\\"b\"", "a\"b"},
		{"\"a\\\\\"", "a\\"},
		{"“\\n\\t”", "\n\t"},
		{"\"a\" \"b\" “c”", "abc"},
	};
	for (size_t i = 0; i < countof(rows); i++)
		expect_string(rows[i].text, rows[i].formatted);
}

/* The name that is used. */
static void expect_name(const char *written, const char *value)
{
	struct reading r;
	char text[256];
	snprintf(text, sizeof(text), "tol 1 use %s", written);
	reading_init(&r, str_from(text));
	const struct node *node = find(r.unit.root, NODE_NAME);
	expect(!r.unit.misread && node && str_equal(node->name->text, str_from(value)),
	       "%s: expected '%s', got '%s', %s", written, value, node ? node->name->text.ptr : "",
	       reading_codes(&r));
	reading_fini(&r);
}

Test(scan, names)
{
	static const struct row rows[] = {
		{"a.b", "a.b"},
		{"重庆.北碚", "重庆.北碚"},
		{"ａ．ｂ１", "a.b1"},
		{"e\xCC\x81", "\xC3\xA9"},
		{"_a", "_a"},
		{"`list`", "list"},
		{"｀清单｀", "清单"},
		{"阿·买提", "阿·买提"},
		{"列车T1", "列车T1"},
		{"\xF0\xA0\xAE\xB7", "\xF0\xA0\xAE\xB7"},
		{"\xEF\xA4\x80", "\xE8\xB1\x88"},
		{"Ⅱ类", "Ⅱ类"},
	};
	for (size_t i = 0; i < countof(rows); i++)
		expect_name(rows[i].text, rows[i].formatted);
}

static void expect_readable(uint32_t c)
{
	struct reading r;
	char text[32] = "tol 1 use xx";
	text[12 + utf8_encode(text + 12, c)] = '\0';
	reading_init(&r, str_from(text));
	expect(!r.unit.misread, "U+%04X: %s", (unsigned)c, reading_codes(&r));
	reading_fini(&r);
}

/* Not half-width kana, Hangzhou numerals, mathematical and Arabic presentation forms: what is
 * drawn like other letters and typed by nobody. */
Test(scan, letters_that_unicode_allows_in_names)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{0x80, 0x1FFF},	  {0x2160, 0x2188}, {0x3005, 0x3007},	{0x3041, 0xDFFF},
		{0xF900, 0xFAFF}, {0xFF10, 0xFF5A}, {0x1F000, 0x323AF},
	};
	for (size_t i = 0; i < countof(ranges); i++) {
		for (uint32_t c = ranges[i].first; c <= ranges[i].last; c++) {
			if (unicode_is_xid_continue(c) && !unicode_is_invisible(c))
				expect_readable(c);
		}
	}
}
