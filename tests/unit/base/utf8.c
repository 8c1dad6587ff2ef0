#include "base.h"

#include "base/text/utf8.h"

struct fixture {
	struct mem mem;
	struct buf buf;
};

static void setup(struct fixture *f)
{
	mem_init(&f->mem, NULL, NULL);
	buf_init(&f->buf, &f->mem);
}

static void teardown(struct fixture *f)
{
	mem_fini(&f->mem);
}

static bool is_scalar(uint32_t c)
{
	return c < 0xD800 || (c > 0xDFFF && c < 0x110000);
}

Test(utf8, every_code_point_survives)
{
	for (uint32_t c = 0; c < 0x110000; c++) {
		char bytes[5] = {0};
		size_t size, want = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
		if (!is_scalar(c))
			continue;
		claim(utf8_encode(bytes, c) == want, "U+%04X", c);
		claim(utf8_decode((struct str){bytes, want}, &size) == c && size == want, "U+%04X",
		      c);
		claim(utf8_valid_prefix((struct str){bytes, want}) == want, "U+%04X", c);
		claim(utf8_length((struct str){bytes, want}) == 1, "U+%04X", c);
		/* Each shorter part is ill-formed as a whole. */
		for (size_t cut = 1; cut < want; cut++) {
			claim(utf8_decode((struct str){bytes, cut}, &size) == UTF8_INVALID &&
				      size == cut,
			      "U+%04X cut at %zu", c, cut);
			claim(utf8_valid_prefix((struct str){bytes, cut}) == 0, "U+%04X", c);
		}
	}
}

Test(utf8, ill_formed_parts_are_as_long_as_unicode_says)
{
	static const struct {
		const char *bytes;
		size_t size;
	} rows[] = {
		/* stray, impossible */
		{"\x80", 1},
		{"\xBF\x80", 1},
		{"\xC0\x80", 1},
		{"\xC1\xBF", 1},
		{"\xF5\x80\x80\x80", 1},
		{"\xFE", 1},
		{"\xFF\xFF", 1},
		/* overlong */
		{"\xE0\x80\x80", 1},
		{"\xE0\x9F\xBF", 1},
		{"\xF0\x80\x80\x80", 1},
		{"\xF0\x8F\xBF\xBF", 1},
		/* surrogates, too large */
		{"\xED\xA0\x80", 1},
		{"\xED\xBF\xBF", 1},
		{"\xF4\x90\x80\x80", 1},
		/* broken off */
		{"\xC3x", 1},
		{"\xE4x", 1},
		{"\xE4\xB8x", 2},
		{"\xE4\xB8\xE4", 2},
		{"\xF0\x9F\x98x", 3},
		{"\xF0\x9Fx", 2},
		{"\xF0", 1},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		size_t size = 0;
		struct str text = str_from(rows[i].bytes);
		expect(utf8_decode(text, &size) == UTF8_INVALID && size == rows[i].size,
		       "row %zu: size %zu", i, size);
		expect(utf8_valid_prefix(text) == 0, "row %zu", i);
	}
}

/* The definition, by counting up: which texts of up to three bytes are well-formed at all. */
Test(utf8, no_other_short_sequence_is_well_formed)
{
	size_t found = 0, want = 0;
	for (uint32_t c = 0x800; c < 0x10000; c++)
		want += is_scalar(c);
	for (unsigned word = 0x800000; word < 0x1000000; word++) {
		char bytes[3] = {(char)(word >> 16), (char)(word >> 8), (char)word};
		size_t size;
		if (utf8_decode((struct str){bytes, 3}, &size) != UTF8_INVALID && size == 3)
			found++;
	}
	claim(found == want, "%zu of %zu", found, want);
}

static size_t naive_prefix(struct str text)
{
	size_t at = 0;
	while (at < text.len) {
		size_t size;
		if (utf8_decode(str_from_to(text, at, text.len), &size) == UTF8_INVALID)
			break;
		at += size;
	}
	return at;
}

static size_t naive_length(struct str text)
{
	size_t length = 0;
	for (size_t at = 0; at < text.len;) {
		size_t size;
		bool valid = utf8_decode(str_from_to(text, at, text.len), &size) != UTF8_INVALID;
		length += valid ? 1 : size;
		at += size;
	}
	return length;
}

/* Mostly Han and ASCII, with some of everything, and now and then a byte spoilt. */
static struct str random_text(struct numbers *numbers, char *out, size_t room)
{
	size_t len = 0;
	size_t wanted = numbers_below(numbers, room - 4);
	while (len < wanted) {
		uint32_t c = (uint32_t)numbers_below(numbers, 0x110000);
		switch (numbers_below(numbers, 4)) {
		case 0:
			c = 'a' + c % 26;
			break;
		case 1:
			c = 0x4E00 + c % 0x5200;
			break;
		case 2:
			c = 0x80 + c % 0x1000;
			break;
		}
		if (is_scalar(c))
			len += utf8_encode(out + len, c);
	}
	if (len && numbers_below(numbers, 2))
		out[numbers_below(numbers, len)] = (char)numbers_next(numbers);
	return (struct str){out, len};
}

Test(utf8, the_fast_ways_agree_with_the_slow_ones)
{
	struct numbers numbers = {10};
	for (int round = 0; round < 100000; round++) {
		char bytes[120];
		struct str text = random_text(&numbers, bytes, sizeof(bytes));
		claim(utf8_valid_prefix(text) == naive_prefix(text), "round %d", round);
		claim(utf8_length(text) == naive_length(text), "round %d", round);
	}
}

/* A bad byte at each place of a text long enough for every shortcut. */
Test(utf8, a_bad_byte_is_found_wherever_it_is)
{
	static const char *const texts[] = {"abcdefghijklmnopqrstuvwxyzabcdefghijklmnop",
					    "容错清单容错清单容错清单容错",
					    "ab容错cdefghijkl清单é𠮷mnopqrstuv"};
	for (size_t i = 0; i < countof(texts); i++) {
		char bytes[64];
		size_t len = strlen(texts[i]);
		for (size_t at = 0; at < len; at++) {
			memcpy(bytes, texts[i], len);
			bytes[at] = (char)0xFF;
			struct str text = {bytes, len};
			claim(utf8_valid_prefix(text) == naive_prefix(text), "%zu at %zu", i, at);
			claim(utf8_valid_prefix(text) <= at && utf8_valid_prefix(text) + 4 > at,
			      "%zu at %zu", i, at);
		}
		claim(utf8_valid_prefix(str_from(texts[i])) == len, "%zu", i);
	}
	claim(utf8_valid_prefix(STR_NONE) == 0 && utf8_length(STR_NONE) == 0, "none");
}

/* So many bytes at the offset of a text that is plain but for them. */
static struct str plain_around(char text[256], const char *bytes, size_t count, size_t offset)
{
	size_t len = 0;
	while (len < offset)
		len += utf8_encode(text + len, len % 5 < 4 ? 'a' : 0x5BB9);
	memcpy(text + len, bytes, count);
	for (len += count; len < 250;)
		len += utf8_encode(text + len, len % 7 ? 0xFF0C : '\n');
	return (struct str){text, len};
}

static bool is_hidden(uint32_t c)
{
	return unicode_is_control(c) || unicode_is_bidi_control(c) || unicode_is_invisible(c);
}

Test(utf8, what_is_skipped_as_plain_hides_nothing)
{
	for (uint32_t c = 0; c < 0x110000; c++) {
		char bytes[4], text[256];
		if (!is_scalar(c))
			continue;
		struct str around = plain_around(text, bytes, utf8_encode(bytes, c), 2 + c % 150);
		size_t hidden = 0, end = utf8_skip_plain(around, 2), size;
		while (hidden < around.len &&
		       !is_hidden(utf8_decode(str_from_to(around, hidden, around.len), &size)))
			hidden += size;
		claim(end <= hidden && ((unsigned char)text[end] & 0xC0) != 0x80, "U+%04X", c);
		claim(end + UTF8_PLAIN_STEP + 2 >= 2 + c % 150, "U+%04X", c);
	}
}

Test(utf8, what_is_skipped_as_plain_is_well_formed)
{
	for (unsigned pair = 0; pair < 0x10000; pair++) {
		char bytes[] = {(char)(pair >> 8), (char)pair}, text[256];
		struct str around = plain_around(text, bytes, sizeof(bytes), 2 + pair % 151);
		claim(utf8_skip_plain(around, 2) <= naive_prefix(around), "%04X", pair);
	}
}

Test(utf8, ill_formed_bytes_count_one_each)
{
	static const struct {
		const char *text;
		size_t length, width;
	} rows[] = {
		{"", 0, 0},
		{"abc", 3, 3},
		{"容错", 2, 4},
		{"\xFF", 1, 1},
		{"\xE4\xB8", 2, 2},
		{"a\xE4\xB8"
		 "b",
		 4, 4},
		{"\xF0\x9F\x98", 3, 3},
		{"\xED\xA0\x80", 3, 3},
		{"a\tb", 3, 3},
		{"e\xCC\x81", 2, 1},
		{"𠮷", 1, 2},
		{"“”…—", 4, 4},
		{"ＡＢ", 2, 4},
		{"ｶﾅ", 2, 2},
		{"\x01\x7F", 2, 0},
		{"\xE2\x80\x8B", 1, 0},
		{"한글", 2, 4},
		{"、。《》", 4, 8},
		{"😀", 1, 2},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct str text = str_from(rows[i].text);
		expect(utf8_length(text) == rows[i].length, "row %zu: length %zu", i,
		       utf8_length(text));
		expect(utf8_width(text) == rows[i].width, "row %zu: width %zu", i,
		       utf8_width(text));
	}
}

Test(utf8, what_would_not_be_seen_is_spelt_out)
{
	static const struct {
		const char *text, *printed;
	} rows[] = {
		{"容错 list", "容错 list"},
		{"a\tb\nc\rd", "a b c d"},
		{"\x01\x1B[31m", "<U+0001><U+001B>[31m"},
		{"\x7F\xC2\x80\xC2\x9F", "<U+007F><U+0080><U+009F>"},
		{"\xC2\xA0", "\xC2\xA0"},
		{"\xE2\x80\xAE\xE2\x81\xA6", "<U+202E><U+2066>"},
		{"a\xE2\x80\x8B"
		 "b",
		 "a<U+200B>b"},
		{"\xEF\xBB\xBF", "<U+FEFF>"},
		{"\xC2\xAD", "<U+00AD>"},
		{"\xE2\x80\xA8\xE2\x80\xA9", "<U+2028><U+2029>"},
		{"\xF3\xA0\x80\x81", "<U+E0001>"},
		{"\xF3\xA0\x84\x80", "<U+E0100>"},
		{"\xFF", "<FF>"},
		{"\xE4\xB8", "<E4><B8>"},
		{"\xE4\xB8x", "<E4><B8>x"},
		{"e\xCC\x81", "e\xCC\x81"},
		{"<U+202E>", "<U+202E>"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct fixture f;
		setup(&f);
		utf8_printable(&f.buf, str_from(rows[i].text));
		expect(buf_is(&f.buf, rows[i].printed), "row %zu: %s", i, f.buf.ptr);
		teardown(&f);
	}
	struct fixture f;
	setup(&f);
	utf8_printable(&f.buf, (struct str){"a\0b", 3});
	claim_text(&f.buf, "a<U+0000>b");
	teardown(&f);
}

/* No byte string whatever gets a control character or an ill-formed byte to the terminal. */
Test(utf8, printable_text_is_printable)
{
	struct numbers numbers = {11};
	for (int round = 0; round < 20000; round++) {
		char bytes[60];
		size_t len = numbers_below(&numbers, sizeof(bytes));
		for (size_t i = 0; i < len; i++)
			bytes[i] = (char)(numbers_next(&numbers) >> 20);
		struct fixture f;
		setup(&f);
		utf8_printable(&f.buf, (struct str){bytes, len});
		struct str printed = buf_str(&f.buf);
		claim(utf8_valid_prefix(printed) == printed.len, "round %d", round);
		for (size_t i = 0; i < printed.len; i++)
			claim((unsigned char)printed.ptr[i] >= 0x20 && printed.ptr[i] != 0x7F,
			      "round %d", round);
		struct buf again;
		buf_init(&again, &f.mem);
		utf8_printable(&again, printed);
		claim(str_equal(buf_str(&again), printed), "round %d: not the same twice", round);
		teardown(&f);
	}
}

Test(utf8, cut_text_fits_and_says_so)
{
	static const struct {
		const char *text;
		size_t columns;
		const char *cut;
	} rows[] = {
		{"", 0, ""},
		{"a", 0, "…"},
		{"abc", 3, "abc"},
		{"abcd", 3, "ab…"},
		{"容错", 4, "容错"},
		{"容错", 3, "容…"},
		{"容错清", 4, "容…"},
		{"容错清", 5, "容错…"},
		{"a\x01"
		 "b",
		 10, "a<U+0001>b"},
		{"a\x01"
		 "b",
		 9, "a…"},
		{"a\xFF", 5, "a<FF>"},
		{"e\xCC\x81"
		 "bc",
		 2, "e\xCC\x81…"},
		{"ab\n", 3, "ab "},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct fixture f;
		setup(&f);
		buf_add_text(&f.buf, "x");
		utf8_printable_cut(&f.buf, str_from(rows[i].text), rows[i].columns);
		expect(f.buf.ptr[0] == 'x' && strcmp(f.buf.ptr + 1, rows[i].cut) == 0,
		       "row %zu: %s", i, f.buf.ptr);
		teardown(&f);
	}
}

Test(utf8, a_pile_of_marks_is_cut)
{
	struct fixture f;
	setup(&f);
	struct buf pile;
	buf_init(&pile, &f.mem);
	for (int i = 0; i < 100000; i++)
		buf_add_text(&pile, "\xCC\x81");
	utf8_printable_cut(&f.buf, buf_str(&pile), 60);
	claim(f.buf.len < 1000 && str_ends_with(buf_str(&f.buf), STR("…")), "%zu bytes", f.buf.len);
	claim(strlen(f.buf.ptr) == f.buf.len, "not terminated");
	teardown(&f);
}
