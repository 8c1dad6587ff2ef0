#include "base.h"

#include "base/text/utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

static const struct {
	uint32_t first, last;
	bool start, proceeds; /* XID_Start, XID_Continue */
	enum unicode_script script;
} letters[] = {
	/* code points, start, continue, script */
	{'a', 'z', true, true, SCRIPT_LATIN},
	{'A', 'Z', true, true, SCRIPT_LATIN},
	{'0', '9', false, true, SCRIPT_COMMON},
	{'_', '_', false, true, SCRIPT_COMMON},
	{'.', '.', false, false, SCRIPT_COMMON},
	{'-', '-', false, false, SCRIPT_COMMON},
	{0, ' ', false, false, SCRIPT_COMMON},
	{0xC0, 0xD6, true, true, SCRIPT_LATIN},
	{0xD7, 0xD7, false, false, SCRIPT_COMMON},
	{0xB7, 0xB7, false, true, SCRIPT_COMMON},
	{0x300, 0x344, false, true, SCRIPT_COMMON},
	{0x391, 0x3A1, true, true, SCRIPT_GREEK},
	{0x410, 0x44F, true, true, SCRIPT_CYRILLIC},
	{0x5D0, 0x5EA, true, true, SCRIPT_OTHER},
	{0x3007, 0x3007, true, true, SCRIPT_HAN},
	{0x3041, 0x3096, true, true, SCRIPT_HAN},
	{0x30A1, 0x30FA, true, true, SCRIPT_HAN},
	{0x3105, 0x312F, true, true, SCRIPT_HAN},
	{0x3400, 0x4DBF, true, true, SCRIPT_HAN},
	{0x4E00, 0x9FFF, true, true, SCRIPT_HAN},
	{0xAC00, 0xD7A3, true, true, SCRIPT_HAN},
	{0xF900, 0xFA6D, true, true, SCRIPT_HAN},
	{0xFF10, 0xFF19, false, true, SCRIPT_COMMON},
	{0xFF21, 0xFF3A, true, true, SCRIPT_LATIN},
	{0x20000, 0x2A6DF, true, true, SCRIPT_HAN},
	/* new in Unicode 15 */
	{0x31350, 0x323AF, true, true, SCRIPT_HAN},
	{0x323B0, 0x323B0, false, false, SCRIPT_OTHER},
	/* punctuation of Chinese, private use, nothing at all */
	{0x3001, 0x3003, false, false, SCRIPT_COMMON},
	{0xFF0C, 0xFF0C, false, false, SCRIPT_COMMON},
	{0xE000, 0xF8FF, false, false, SCRIPT_OTHER},
	{0x10FFFF, 0x10FFFF, false, false, SCRIPT_OTHER},
};

Test(unicode, letters_and_scripts)
{
	for (size_t i = 0; i < countof(letters); i++) {
		for (uint32_t c = letters[i].first; c <= letters[i].last; c++) {
			expect(unicode_is_xid_start(c) == letters[i].start, "U+%04X", c);
			expect(unicode_is_xid_continue(c) == letters[i].proceeds, "U+%04X", c);
			expect(unicode_script(c) == letters[i].script, "U+%04X", c);
		}
	}
}

Test(unicode, what_starts_a_name_may_go_on_with_it)
{
	size_t starts = 0, proceeds = 0;
	for (uint32_t c = 0; c < 0x110000; c++) {
		claim(!unicode_is_xid_start(c) || unicode_is_xid_continue(c), "U+%04X", c);
		starts += unicode_is_xid_start(c);
		proceeds += unicode_is_xid_continue(c);
	}
	/* The totals that DerivedCoreProperties 15.0 states. */
	claim(starts == 136322 && proceeds == 139463, "%zu and %zu", starts, proceeds);
}

Test(unicode, nothing_invisible_is_in_a_plain_text)
{
	static const uint32_t bidi[] = {0x61C,	0x200E, 0x200F, 0x202A, 0x202B, 0x202C,
					0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069};
	static const uint32_t invisible[] = {0xAD,   0x34F,  0x115F, 0x180E,  0x200B,  0x200C,
					     0x200D, 0x2060, 0x2064, 0x3164,  0xFE0F,  0xFEFF,
					     0xFFA0, 0xFFF9, 0xFFFB, 0xE0001, 0xE0100, 0xE0FFF};
	size_t count = 0;
	for (uint32_t c = 0; c < 0x110000; c++)
		count += unicode_is_bidi_control(c);
	for (size_t i = 0; i < countof(bidi); i++)
		expect(unicode_is_bidi_control(bidi[i]), "U+%04X", bidi[i]);
	expect(count == countof(bidi), "%zu bidi controls", count);
	for (size_t i = 0; i < countof(invisible); i++)
		expect(unicode_is_invisible(invisible[i]), "U+%04X", invisible[i]);
	for (uint32_t c = 0; c < 0x80; c++)
		expect(!unicode_is_invisible(c), "U+%04X", c);
	for (uint32_t c = 0x3000; c < 0xA000; c++)
		expect(!unicode_is_invisible(c) || c == 0x3164, "U+%04X", c);
	/* Arabic number signs are format characters, but seen. */
	expect(!unicode_is_invisible(0x600) && !unicode_is_invisible(0x6DD), "number sign");
}

Test(unicode, tabs_and_ends_of_lines_are_no_controls)
{
	size_t count = 0;
	for (uint32_t c = 0; c < 0x110000; c++)
		count += unicode_is_control(c);
	expect(count == 32 - 3 + 33, "%zu controls", count);
	expect(!unicode_is_control('\t') && !unicode_is_control('\n') &&
		       !unicode_is_control('\r'),
	       "a blank");
	expect(unicode_is_control(0) && unicode_is_control(0x1B) && unicode_is_control(0x9B),
	       "no control");
}

Test(unicode, bidi_controls_are_invisible_too)
{
	for (uint32_t c = 0; c < 0x110000; c++)
		claim(!unicode_is_bidi_control(c) || unicode_is_invisible(c), "U+%04X", c);
}

Test(unicode, widths)
{
	static const struct {
		uint32_t first, last;
		unsigned width;
	} rows[] = {
		{0, 0x1F, 0},	       {0x20, 0x7E, 1},	      {0x7F, 0x9F, 0},
		{0xA1, 0xAC, 1},       {0x300, 0x36F, 0},     {0x2018, 0x201D, 1},
		{0x2026, 0x2026, 1},   {0x2265, 0x2265, 1},   {0x200B, 0x200F, 0},
		{0x3001, 0x3029, 2},   {0x3041, 0x3096, 2},   {0x3400, 0x4DBF, 2},
		{0x4E00, 0x9FFF, 2},   {0xAC00, 0xD7A3, 2},   {0xFF01, 0xFF60, 2},
		{0xFF61, 0xFF9F, 1},   {0x1F600, 0x1F64F, 2}, {0x20000, 0x2A6DF, 2},
		{0x31350, 0x323AF, 2}, {0xE0001, 0xE0001, 0}, {0xFE00, 0xFE0F, 0},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		for (uint32_t c = rows[i].first; c <= rows[i].last; c++)
			expect(unicode_width(c) == rows[i].width, "U+%04X: %u", c,
			       unicode_width(c));
	}
	for (uint32_t c = 0; c < 0x110000; c++)
		claim(unicode_width(c) <= 2, "U+%04X", c);
}

/* utf8proc on its own, as the one who knows. */
static void claim_nfc(struct buf *buf, struct str text)
{
	utf8proc_uint8_t *want = NULL;
	utf8proc_ssize_t len =
		utf8proc_map((const utf8proc_uint8_t *)text.ptr, (utf8proc_ssize_t)text.len, &want,
			     UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	buf_clear(buf);
	claim(len >= 0 && utf8_nfc(buf, text), "%.*s refused", (int)text.len, text.ptr);
	struct str wanted = {(const char *)want, (size_t)len};
	claim(str_equal(buf_str(buf), wanted), "%.*s", (int)text.len, text.ptr);
	claim(!utf8_is_nfc(text) || str_equal(text, wanted), "%.*s", (int)text.len, text.ptr);
	free(want);
}

Test(unicode, nfc_of_every_code_point)
{
	struct mem mem;
	struct buf buf;
	size_t unsure = 0;
	mem_init(&mem, NULL, NULL);
	buf_init(&buf, &mem);
	for (uint32_t c = 0; c < 0x110000; c++) {
		char bytes[4];
		if (c >= 0xD800 && c < 0xE000)
			continue;
		struct str text = {bytes, utf8_encode(bytes, c)};
		claim_nfc(&buf, text);
		unsure += !utf8_is_nfc(text);
	}
	/* 1120 change, 111 may combine, and most of the 922 marks are of neither kind. */
	claim(unsure < 2200, "%zu unsure", unsure);
	mem_fini(&mem);
}

/* Letters, marks of many classes, Hangul parts, and what composes across them. */
static const uint32_t mixed[] = {
	'a',	'e',	'o',	0xE9,	0x1EC7, 0x301,	0x302,	 0x323,	 0x327,
	0x345,	0x5B0,	0x5B8,	0x1100, 0x1161, 0x11A8, 0xAC00,	 0xF900, 0x8C48,
	0x212B, 0x3099, 0x304B, 0x9C7,	0x9BE,	0x4E00, 0x30A,	 'A',	 0x1D15E,
	0x2ADC, 0x338,	'=',	0x0F71, 0x0F72, 0x1E9B, 0x2F800,
};

Test(unicode, nfc_of_random_texts)
{
	struct numbers numbers = {12};
	struct mem mem;
	struct buf buf;
	mem_init(&mem, NULL, NULL);
	buf_init(&buf, &mem);
	for (int round = 0; round < 100000; round++) {
		char bytes[80];
		size_t len = 0;
		size_t count = numbers_below(&numbers, 16);
		for (size_t i = 0; i < count; i++) {
			uint32_t c = mixed[numbers_below(&numbers, countof(mixed))];
			len += utf8_encode(bytes + len, c);
		}
		claim_nfc(&buf, (struct str){bytes, len});
		/* Once is enough. */
		struct buf again;
		buf_init(&again, &mem);
		claim(utf8_nfc(&again, buf_str(&buf)), "round %d", round);
		claim(str_equal(buf_str(&again), buf_str(&buf)), "round %d: not stable", round);
		buf_fini(&again);
	}
	mem_fini(&mem);
}

Test(unicode, nfc_examples)
{
	static const struct {
		const char *text, *nfc;
		bool certain;
	} rows[] = {
		/* text, its NFC, known to be in NFC without working it out */
		{"", "", true},
		{"rule_1", "rule_1", true},
		{"容错清单，“”…", "容错清单，“”…", true},
		{"é", "é", true},
		{"e\xCC\x81", "é", false},
		{"\xEF\xA4\x80", "豈", false},
		{"\xE2\x84\xAB", "Å", false},
		{"\xF0\xA0\xAE\xB7", "𠮷", true},
		{"ＡＢ１", "ＡＢ１", true},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct mem mem;
		struct buf buf;
		mem_init(&mem, NULL, NULL);
		buf_init(&buf, &mem);
		expect(utf8_nfc(&buf, str_from(rows[i].text)), "row %zu", i);
		expect(buf_is(&buf, rows[i].nfc), "row %zu: %s", i, buf.ptr);
		expect(utf8_is_nfc(str_from(rows[i].text)) == rows[i].certain, "row %zu", i);
		mem_fini(&mem);
	}
}

Test(unicode, ill_formed_text_has_no_nfc)
{
	struct mem mem;
	struct buf buf;
	mem_init(&mem, NULL, NULL);
	buf_init(&buf, &mem);
	buf_add_text(&buf, "x");
	claim(!utf8_nfc(&buf, STR("e\xCC\x81\xFF")) && !utf8_nfc(&buf, STR("\xE4\xB8")), "taken");
	claim(!utf8_is_nfc(STR("\xFF")) && !utf8_is_nfc(STR("\xED\xA0\x80")), "certain");
	claim_text(&buf, "x");
	mem_fini(&mem);
}

/* A million marks, each out of order with its neighbours: swapping them in pairs took hours. */
Test(unicode, nfc_of_a_pile_of_marks_takes_no_time, .timeout = 10)
{
	struct mem mem;
	struct buf text, buf;
	mem_init(&mem, NULL, NULL);
	buf_init(&text, &mem);
	buf_init(&buf, &mem);
	buf_add_text(&text, "a");
	for (int i = 0; i < 500000; i++)
		buf_add_text(&text, "\xCC\x81\xCC\xA3");
	claim(utf8_nfc(&buf, buf_str(&text)), "refused");
	/* a with dot below, all other dots, all accents */
	claim(str_starts_with(buf_str(&buf), STR("ạ\xCC\xA3\xCC\xA3")), "start");
	claim(str_ends_with(buf_str(&buf), STR("\xCC\x81\xCC\x81")), "end");
	mem_fini(&mem);
}
