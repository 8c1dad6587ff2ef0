#include "base.h"

#include "base/text/json_read.h"

struct fixture {
	struct mem mem;
	struct arena arena;
	struct buf buf;
};

static void setup(struct fixture *f)
{
	mem_init(&f->mem, NULL, NULL);
	arena_init(&f->arena, &f->mem);
	buf_init(&f->buf, &f->mem);
}

static void teardown(struct fixture *f)
{
	mem_fini(&f->mem);
}

/* The text in a block of exactly its size, so that the sanitizers see a step beyond its end. */
static struct str exactly(struct fixture *f, struct str text)
{
	char *copy = mem_alloc(&f->mem, text.len);
	memcpy(copy, text.ptr, text.len);
	return (struct str){copy, text.len};
}

static void add_token(struct buf *out, enum json_read_token token, struct str text)
{
	static const char letters[] = {
		[JSON_READ_ERROR] = '!', [JSON_READ_END] = '.',	       [JSON_READ_OBJECT] = '{',
		[JSON_READ_ARRAY] = '[', [JSON_READ_OBJECT_END] = '}', [JSON_READ_ARRAY_END] = ']',
		[JSON_READ_KEY] = 'k',	 [JSON_READ_STRING] = 's',     [JSON_READ_NUMBER] = 'n',
		[JSON_READ_TRUE] = 't',	 [JSON_READ_FALSE] = 'f',      [JSON_READ_NULL] = '0',
	};
	buf_add_char(out, letters[token]);
	if (token < JSON_READ_KEY || token > JSON_READ_NUMBER)
		return;
	buf_add_char(out, '<');
	buf_add(out, text);
	buf_add_char(out, '>');
}

/* All tokens of the text as letters, with the texts that they have. */
static void read_all(struct fixture *f, struct json_read *r, struct str text)
{
	enum json_read_token token;
	buf_clear(&f->buf);
	json_read_init(r, exactly(f, text), &f->arena);
	do {
		token = json_read_next(r);
		add_token(&f->buf, token, r->text);
	} while (token != JSON_READ_END && token != JSON_READ_ERROR);
	claim(json_read_next(r) == token, "the last token stays");
}

static const struct {
	const char *text, *tokens;
} accepted[] = {
	{"{}", "{}."},
	{"[]", "[]."},
	{" \t\r\n{ \t\r\n} \t\r\n", "{}."},
	{"[[],{},[[]]]", "[[]{}[[]]]."},
	{"{\"a\":{\"b\":[{}]}}", "{k<a>{k<b>[{}]}}."},
	{"null", "0."},
	{"true", "t."},
	{"false", "f."},
	{" true ", "t."},
	{"[true,false,null]", "[tf0]."},
	{"\"\"", "s<>."},
	{"{\"\":\"\"}", "{k<>s<>}."},
	{"{\"a\":1,\"a\":2}", "{k<a>n<1>k<a>n<2>}."},
	{"{ \"a\" : 1 , \"b\" : [ 1 , 2 ] }", "{k<a>n<1>k<b>[n<1>n<2>]}."},
	{"[\n                 1,\n\t\t\t\t\t\t\t\t\t2 ]", "[n<1>n<2>]."},
	/* numbers stay as they are */
	{"0", "n<0>."},
	{"-0", "n<-0>."},
	{"-1", "n<-1>."},
	{"10", "n<10>."},
	{"0.0", "n<0.0>."},
	{"500000.00", "n<500000.00>."},
	{"[1e5,1E5,1e+5,1E-05,-0.1e00]", "[n<1e5>n<1E5>n<1e+5>n<1E-05>n<-0.1e00>]."},
	{"123456789012345678901234567890.5", "n<123456789012345678901234567890.5>."},
	/* strings */
	{"\"0123456789abcde\"", "s<0123456789abcde>."},
	{"\"0123456789abcdef\"", "s<0123456789abcdef>."},
	{"\"0123456789abcdefg\"", "s<0123456789abcdefg>."},
	{"\"0123456789abcdef0123456789abcdef\"", "s<0123456789abcdef0123456789abcdef>."},
	{"\"\x7F\"", "s<\x7F>."},
	{"\"'{}[]:,\"", "s<'{}[]:,>."},
	{"{\"先行先试\":\"容错\"}", "{k<先行先试>s<容错>}."},
	{"\"\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\"",
	 "s<\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF>."},
	{"\"\xF0\x90\x80\x80\xF4\x8F\xBF\xBF\"", "s<\xF0\x90\x80\x80\xF4\x8F\xBF\xBF>."},
	{"\"\xEF\xBB\xBF\"", "s<\xEF\xBB\xBF>."},
	/* escapes */
	{"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "s<\"\\/\b\f\n\r\t>."},
	{"\"a\\nb\"", "s<a\nb>."},
	{"\"\\u0001\\u007f\\u0080\\u07FF\\u0800\\uFFFF\"",
	 "s<\x01\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF>."},
	{"\"\\ud7ff\\ue000\"", "s<\xED\x9F\xBF\xEE\x80\x80>."},
	{"\"\\uD800\\uDC00\\uDBFF\\uDFFF\"", "s<\xF0\x90\x80\x80\xF4\x8F\xBF\xBF>."},
	{"\"\\u5bB9容\\u9519\"", "s<容容错>."},
	{"{\"\\u0061\":\"\\\\u0061\"}", "{k<a>s<\\u0061>}."},
	{"\"0123456789abcdefghijklmnop\\n0123456789\"",
	 "s<0123456789abcdefghijklmnop\n0123456789>."},
};

Test(json_read, accepts)
{
	struct fixture f;
	struct json_read r;
	setup(&f);
	for (size_t i = 0; i < countof(accepted); i++) {
		read_all(&f, &r, str_from(accepted[i].text));
		expect(buf_is(&f.buf, accepted[i].tokens), "%s: expected %s, got %s",
		       accepted[i].text, accepted[i].tokens, f.buf.ptr);
		expect(r.error == JSON_READ_OK, "%s: error %d", accepted[i].text, r.error);
	}
	teardown(&f);
}

#define ROW(text, error, at)                                                                       \
	{                                                                                          \
		STR(text), error, at                                                               \
	}

static const struct {
	struct str text;
	enum json_read_error error;
	size_t at;
} refused[] = {
	ROW("", JSON_READ_EMPTY, 0),
	ROW(" \n", JSON_READ_EMPTY, 2),
	ROW("\xEF\xBB\xBF", JSON_READ_BYTE_ORDER_MARK, 0),
	ROW("\xEF\xBB\xBF{}", JSON_READ_BYTE_ORDER_MARK, 0),
	ROW(" \xEF\xBB\xBF{}", JSON_READ_NO_VALUE, 1),
	ROW("\xEF\xBB", JSON_READ_NO_VALUE, 0),
	/* more should follow */
	ROW("{", JSON_READ_TRUNCATED, 1),
	ROW("[ ", JSON_READ_TRUNCATED, 2),
	ROW("[1", JSON_READ_TRUNCATED, 2),
	ROW("[1,", JSON_READ_TRUNCATED, 3),
	ROW("{\"a\"", JSON_READ_TRUNCATED, 4),
	ROW("{\"a\":", JSON_READ_TRUNCATED, 5),
	ROW("{\"a\":1", JSON_READ_TRUNCATED, 6),
	ROW("{\"a\":1,", JSON_READ_TRUNCATED, 7),
	ROW("-", JSON_READ_TRUNCATED, 1),
	ROW("1.", JSON_READ_TRUNCATED, 2),
	ROW("1e", JSON_READ_TRUNCATED, 2),
	ROW("1e+", JSON_READ_TRUNCATED, 3),
	/* values */
	ROW("\0", JSON_READ_NO_VALUE, 0),
	ROW("}", JSON_READ_NO_VALUE, 0),
	ROW("]", JSON_READ_NO_VALUE, 0),
	ROW("[,1]", JSON_READ_NO_VALUE, 1),
	ROW("[1,,2]", JSON_READ_NO_VALUE, 3),
	ROW("[}", JSON_READ_NO_VALUE, 1),
	ROW("{\"a\":}", JSON_READ_NO_VALUE, 5),
	ROW("{\"a\":,", JSON_READ_NO_VALUE, 5),
	ROW("'a'", JSON_READ_NO_VALUE, 0),
	ROW("/**/1", JSON_READ_NO_VALUE, 0),
	ROW("+1", JSON_READ_NO_VALUE, 0),
	ROW(".5", JSON_READ_NO_VALUE, 0),
	ROW("\xE5\xAE\xB9", JSON_READ_NO_VALUE, 0),
	ROW("\f1", JSON_READ_NO_VALUE, 0),
	ROW("\v1", JSON_READ_NO_VALUE, 0),
	ROW("\xC2\xA0"
	    "1",
	    JSON_READ_NO_VALUE, 0),
	/* words */
	ROW("NaN", JSON_READ_WORD, 0),
	ROW("[Infinity]", JSON_READ_WORD, 1),
	ROW("True", JSON_READ_WORD, 0),
	ROW("tru", JSON_READ_WORD, 0),
	ROW("trux", JSON_READ_WORD, 0),
	ROW("fals", JSON_READ_WORD, 0),
	ROW("falsy", JSON_READ_WORD, 0),
	ROW("faLse", JSON_READ_WORD, 0),
	ROW("nul", JSON_READ_WORD, 0),
	ROW("nill", JSON_READ_WORD, 0),
	ROW("undefined", JSON_READ_WORD, 0),
	/* between them */
	ROW("{1:2}", JSON_READ_NO_KEY, 1),
	ROW("{a:2}", JSON_READ_NO_KEY, 1),
	ROW("{,", JSON_READ_NO_KEY, 1),
	ROW("{]", JSON_READ_NO_KEY, 1),
	ROW("{\"a\":1,2}", JSON_READ_NO_KEY, 7),
	ROW("{\"a\":1,,\"b\":2}", JSON_READ_NO_KEY, 7),
	ROW("{\"a\" 1}", JSON_READ_NO_COLON, 5),
	ROW("{\"a\",1}", JSON_READ_NO_COLON, 4),
	ROW("{\"a\"}", JSON_READ_NO_COLON, 4),
	ROW("{\"a\"                   1}", JSON_READ_NO_COLON, 23),
	ROW("[1 2]", JSON_READ_NO_COMMA, 3),
	ROW("[1}", JSON_READ_NO_COMMA, 2),
	ROW("[1:2]", JSON_READ_NO_COMMA, 2),
	ROW("[true1]", JSON_READ_NO_COMMA, 5),
	ROW("{\"a\":1]", JSON_READ_NO_COMMA, 6),
	ROW("{\"a\":1\"b\":2}", JSON_READ_NO_COMMA, 6),
	ROW("{\"a\":1 \"bbbbbbbbbbbbbbbbbbbbbbb\":2}", JSON_READ_NO_COMMA, 7),
	ROW("{\"a\":1\0\"b\":2}", JSON_READ_NO_COMMA, 6),
	ROW("[1,]", JSON_READ_TRAILING_COMMA, 3),
	ROW("[1 , ]", JSON_READ_TRAILING_COMMA, 5),
	ROW("{\"a\":1,}", JSON_READ_TRAILING_COMMA, 7),
	ROW("{}}", JSON_READ_TRAILING, 2),
	ROW("{} {}", JSON_READ_TRAILING, 3),
	ROW("1,", JSON_READ_TRAILING, 1),
	ROW("truex", JSON_READ_TRAILING, 4),
	ROW("1\0", JSON_READ_TRAILING, 1),
	ROW("[]\xEF\xBB\xBF", JSON_READ_TRAILING, 2),
	ROW("1//", JSON_READ_TRAILING, 1),
	/* numbers */
	ROW("01", JSON_READ_LEADING_ZERO, 0),
	ROW("00", JSON_READ_LEADING_ZERO, 0),
	ROW("-01.5", JSON_READ_LEADING_ZERO, 1),
	ROW("-a", JSON_READ_NO_DIGIT, 1),
	ROW("--1", JSON_READ_NO_DIGIT, 1),
	ROW("-.5", JSON_READ_NO_DIGIT, 1),
	ROW("-Infinity", JSON_READ_NO_DIGIT, 1),
	ROW("[1.]", JSON_READ_NO_DIGIT, 3),
	ROW("1.e5", JSON_READ_NO_DIGIT, 2),
	ROW("[1e]", JSON_READ_NO_DIGIT, 3),
	ROW("[1e+]", JSON_READ_NO_DIGIT, 4),
	ROW("1e.5", JSON_READ_NO_DIGIT, 2),
	ROW("1.5.5", JSON_READ_TRAILING, 3),
	ROW("0x1", JSON_READ_TRAILING, 1),
	ROW("1_000", JSON_READ_TRAILING, 1),
	/* strings */
	ROW("\"", JSON_READ_UNTERMINATED, 0),
	ROW("[\"abc", JSON_READ_UNTERMINATED, 1),
	ROW("{\"abcdefghijklmnopqrstuvwxyz", JSON_READ_UNTERMINATED, 1),
	ROW("\"\\\"", JSON_READ_UNTERMINATED, 0),
	ROW("\"\0\"", JSON_READ_CONTROL_CHARACTER, 1),
	ROW("\"a\nb\"", JSON_READ_CONTROL_CHARACTER, 2),
	ROW("\"a\x1F\"", JSON_READ_CONTROL_CHARACTER, 2),
	ROW("{\"0123456789abcdefgh\t\":1}", JSON_READ_CONTROL_CHARACTER, 20),
	ROW("{\"ab\tcd\":\"0123456789abcdef\"}", JSON_READ_CONTROL_CHARACTER, 4),
	ROW("\"\x80\"", JSON_READ_ILL_FORMED, 1),
	ROW("\"a\xC0\x80\"", JSON_READ_ILL_FORMED, 2),
	ROW("\"\xC1\xBF\"", JSON_READ_ILL_FORMED, 1),
	ROW("\"\xE0\x9F\xBF\"", JSON_READ_ILL_FORMED, 1),
	ROW("\"\xED\xA0\x80\"", JSON_READ_ILL_FORMED, 1),
	ROW("\"\xED\xBF\xBF\"", JSON_READ_ILL_FORMED, 1),
	ROW("\"\xF0\x8F\xBF\xBF\"", JSON_READ_ILL_FORMED, 1),
	ROW("\"\xF4\x90\x80\x80\"", JSON_READ_ILL_FORMED, 1),
	ROW("\"\xF5\x80\x80\x80\"", JSON_READ_ILL_FORMED, 1),
	ROW("\"\xFF\"", JSON_READ_ILL_FORMED, 1),
	ROW("\"容\xE5\xAE\"", JSON_READ_ILL_FORMED, 4),
	ROW("\"\xE5\xAE\\u0041\"", JSON_READ_ILL_FORMED, 1),
	ROW("{\"a\xE5\xAE\":1,\"0123456789\":0}", JSON_READ_ILL_FORMED, 3),
	ROW("[\"0123456789abcdef\xBF\"]", JSON_READ_ILL_FORMED, 18),
	ROW("[\"0123456789abcdef容错清单\xBF\"]", JSON_READ_ILL_FORMED, 30),
	/* what comes first is told first */
	ROW("\"\xFF\n\"", JSON_READ_ILL_FORMED, 1),
	ROW("\"\n\xFF\"", JSON_READ_CONTROL_CHARACTER, 1),
	ROW("\"\xFF\\x\"", JSON_READ_ILL_FORMED, 1),
	ROW("\"\\x\xFF\"", JSON_READ_BAD_ESCAPE, 1),
	ROW("\"\xFF", JSON_READ_ILL_FORMED, 1),
	/* escapes */
	ROW("\"\\", JSON_READ_BAD_ESCAPE, 1),
	ROW("\"\\x41\"", JSON_READ_BAD_ESCAPE, 1),
	ROW("\"ab\\'\"", JSON_READ_BAD_ESCAPE, 3),
	ROW("\"\\\n\"", JSON_READ_BAD_ESCAPE, 1),
	ROW("\"\\0\"", JSON_READ_BAD_ESCAPE, 1),
	ROW("\"\\\0\"", JSON_READ_BAD_ESCAPE, 1),
	ROW("\"\\U0041\"", JSON_READ_BAD_ESCAPE, 1),
	ROW("\"\\n\\a\"", JSON_READ_BAD_ESCAPE, 3),
	ROW("\"\\u\"", JSON_READ_BAD_HEX, 1),
	ROW("\"\\u004\"", JSON_READ_BAD_HEX, 1),
	ROW("\"\\u004g\"", JSON_READ_BAD_HEX, 1),
	ROW("\"\\u00:1\"", JSON_READ_BAD_HEX, 1),
	ROW("\"\\u00@1\"", JSON_READ_BAD_HEX, 1),
	ROW("\"\\u +41\"", JSON_READ_BAD_HEX, 1),
	ROW("\"\\u12", JSON_READ_BAD_HEX, 1),
	ROW("\"\\u0000\"", JSON_READ_NUL, 1),
	ROW("{\"a\\u0000\":1}", JSON_READ_NUL, 3),
	ROW("\"\\uD800\"", JSON_READ_LONE_SURROGATE, 1),
	ROW("\"\\uDC00\"", JSON_READ_LONE_SURROGATE, 1),
	ROW("\"\\uDBFFx\"", JSON_READ_LONE_SURROGATE, 1),
	ROW("\"\\uD800\\n\"", JSON_READ_LONE_SURROGATE, 1),
	ROW("\"\\uD800\\u0041\"", JSON_READ_LONE_SURROGATE, 1),
	ROW("\"\\uD800\\uD800\"", JSON_READ_LONE_SURROGATE, 1),
	ROW("\"\\uD800\\uE000\"", JSON_READ_LONE_SURROGATE, 1),
	ROW("\"\\uDC00\\uD800\"", JSON_READ_LONE_SURROGATE, 1),
};

Test(json_read, refuses_with_cause_and_place)
{
	struct fixture f;
	struct json_read r;
	bool seen[JSON_READ_ERRORS] = {[JSON_READ_OK] = true, [JSON_READ_TOO_DEEP] = true};
	setup(&f);
	for (size_t i = 0; i < countof(refused); i++) {
		read_all(&f, &r, refused[i].text);
		expect(r.error == refused[i].error && r.error_at == refused[i].at,
		       "row %zu, %s: expected error %d at %zu, got %d at %zu", i,
		       refused[i].text.ptr, refused[i].error, refused[i].at, r.error, r.error_at);
		seen[refused[i].error] = true;
	}
	for (size_t i = 0; i < countof(seen); i++)
		expect(seen[i], "error %zu has no row", i);
	teardown(&f);
}

/* What is wrong within a string, in the middle of a line. */
Test(json_read, refuses_strings_inside_as_well)
{
	struct fixture f;
	struct json_read r;
	struct buf line;
	setup(&f);
	buf_init(&line, &f.mem);
	for (size_t i = 0; i < countof(refused); i++) {
		if (refused[i].error <= JSON_READ_UNTERMINATED)
			continue;
		buf_clear(&line);
		buf_add_text(&line, "{\"first\":true,\"second\":[");
		size_t at = line.len + refused[i].at;
		buf_add(&line, refused[i].text);
		buf_add_text(&line, ",\"a longer text behind it\"],\"last\":\"0123456789abcdef\"}");
		read_all(&f, &r, buf_str(&line));
		expect(r.error == refused[i].error && r.error_at == at,
		       "row %zu: expected error %d at %zu, got %d at %zu", i, refused[i].error, at,
		       r.error, r.error_at);
	}
	teardown(&f);
}

/* Every byte at every distance from the end of a string, as a key and as a value. */
Test(json_read, every_byte_at_every_place)
{
	struct fixture f;
	struct json_read r;
	setup(&f);
	for (unsigned byte = 0; byte < 256; byte++) {
		for (size_t len = 1; len < 40; len++) {
			for (size_t at = 0; at < len; at++) {
				char text[100] = "{\"";
				memset(text + 2, 'x', len);
				text[2 + at] = (char)byte;
				strcpy(text + 2 + len, "\":\"0123456789abcdef\"}");
				json_read_init(&r, (struct str){text, len + 23}, &f.arena);
				claim(json_read_next(&r) == JSON_READ_OBJECT, "the object");
				bool plain =
					byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
				claim(json_read_key(&r) == plain, "byte %u, place %zu of %zu", byte,
				      at, len);
				claim(!plain || (r.text.ptr == text + 2 && r.text.len == len),
				      "byte %u", byte);
				claim(byte >= 0x20 || (r.error == JSON_READ_CONTROL_CHARACTER &&
						       r.error_at == 2 + at),
				      "control %u", byte);
				claim(byte < 0x80 || (r.error == JSON_READ_ILL_FORMED &&
						      r.error_at == 2 + at),
				      "byte %u", byte);
			}
		}
	}
	teardown(&f);
}

static void nest(struct buf *out, size_t depth, const char *open, char close)
{
	buf_clear(out);
	for (size_t i = 0; i < depth; i++)
		buf_add_text(out, open);
	buf_add_text(out, "1");
	buf_add_repeat(out, close, depth);
}

Test(json_read, depth_has_a_limit)
{
	struct fixture f;
	struct json_read r;
	struct buf text;
	setup(&f);
	buf_init(&text, &f.mem);
	nest(&text, JSON_READ_DEPTH, "[", ']');
	read_all(&f, &r, buf_str(&text));
	claim(!r.error && f.buf.len == 2 * JSON_READ_DEPTH + 5, "arrays as deep as may be");
	nest(&text, JSON_READ_DEPTH, "{\"a\":", '}');
	read_all(&f, &r, buf_str(&text));
	claim(!r.error, "objects as deep as may be");
	nest(&text, JSON_READ_DEPTH + 1, "[", ']');
	read_all(&f, &r, buf_str(&text));
	claim(r.error == JSON_READ_TOO_DEEP && r.error_at == JSON_READ_DEPTH, "an array more");
	nest(&text, JSON_READ_DEPTH + 1, "{\"a\":", '}');
	read_all(&f, &r, buf_str(&text));
	claim(r.error == JSON_READ_TOO_DEEP && r.error_at == 5 * JSON_READ_DEPTH, "an object more");
	nest(&text, 1000000, "[", ']');
	read_all(&f, &r, buf_str(&text));
	claim(r.error == JSON_READ_TOO_DEEP && r.error_at == JSON_READ_DEPTH, "far too deep");
	teardown(&f);
}

Test(json_read, levels_are_told_apart_at_every_depth)
{
	struct fixture f;
	struct json_read r;
	struct numbers numbers = {11};
	setup(&f);
	for (int round = 0; round < 2000; round++) {
		struct buf text;
		char closes[JSON_READ_DEPTH];
		size_t depth = 1 + numbers_below(&numbers, JSON_READ_DEPTH);
		size_t wrong = numbers_below(&numbers, depth);
		buf_init(&text, &f.mem);
		for (size_t i = 0; i < depth; i++) {
			bool object = numbers_below(&numbers, 2);
			closes[i] = object ? '}' : ']';
			buf_add_text(&text, object ? "{\"a\":" : "[");
		}
		buf_add_char(&text, '1');
		for (size_t i = depth; i-- > 0;)
			buf_add_char(&text, closes[i]);
		read_all(&f, &r, buf_str(&text));
		claim(!r.error, "round %d", round);
		char *close = text.ptr + text.len - 1 - wrong;
		*close = *close == '}' ? ']' : '}';
		read_all(&f, &r, buf_str(&text));
		claim(r.error == JSON_READ_NO_COMMA && r.error_at == text.len - 1 - wrong,
		      "round %d: error %d at %zu", round, r.error, r.error_at);
		mem_free(&f.mem, text.ptr);
		arena_clear(&f.arena);
	}
	teardown(&f);
}

static const struct str case_line =
	STR("{\"id\":\"case-000001\",\"subject\":\"official\",\"conduct\":[\"2013-12-11\",\"2014-"
	    "01-31\"],"
	    "\"facts\":{\"先行先试\":true,\"banned\":null,\"loss\":\"72705.39\",\"violations\":2,"
	    "\"note\":\"a\\u5bb9\\n\",\"fields\":[\"reform\",\"tax\"]}}");

/* What is a part of a longer text is read as if it were all. */
Test(json_read, every_beginning_is_truncated)
{
	struct fixture f;
	struct json_read r;
	setup(&f);
	for (size_t len = 0; len < case_line.len; len++) {
		read_all(&f, &r, str_from_to(case_line, 0, len));
		claim(r.error && r.error_at <= len, "%zu bytes", len);
		read_all(&f, &r, str_from_to(case_line, len + 1, case_line.len));
		claim(r.error, "without %zu bytes", len + 1);
	}
	read_all(&f, &r, case_line);
	claim(!r.error, "whole");
	teardown(&f);
}

Test(json_read, texts_without_escapes_are_borrowed)
{
	struct fixture f;
	struct json_read r;
	struct str text = STR("{\"key\":\"容错\",\"n\":1.50,\"e\":\"a\\nb\"}");
	setup(&f);
	json_read_init(&r, text, &f.arena);
	json_read_next(&r);
	claim(json_read_key(&r) && r.text.ptr == text.ptr + 2 && json_read_offset(&r) == 1, "key");
	claim(json_read_next(&r) == JSON_READ_STRING && r.text.ptr == text.ptr + 8, "string");
	claim(json_read_offset(&r) == 7, "of its quote");
	claim(json_read_key(&r) && json_read_next(&r) == JSON_READ_NUMBER, "number");
	claim(r.text.ptr == text.ptr + 20 && json_read_offset(&r) == 20, "its text");
	claim(!f.arena.chunks, "nothing was allocated");
	claim(json_read_key(&r) && json_read_next(&r) == JSON_READ_STRING, "with an escape");
	claim(str_equal(r.text, STR("a\nb")) && f.arena.chunks, "in the arena");
	claim(!json_read_key(&r) && json_read_offset(&r) == text.len - 1, "the end");
	teardown(&f);
}

Test(json_read, without_an_arena_escapes_stay)
{
	struct json_read r;
	json_read_init(&r, STR("[\"a\\nb\",\"\\u0000\"]"), NULL);
	json_read_next(&r);
	claim(json_read_next(&r) == JSON_READ_STRING && str_equal(r.text, STR("a\\nb")),
	      "as it is");
	claim(json_read_next(&r) == JSON_READ_ERROR && r.error == JSON_READ_NUL, "but validated");
}

Test(json_read, key_and_element_walk_a_schema)
{
	struct fixture f;
	struct json_read r;
	setup(&f);
	json_read_init(&r, case_line, &f.arena);
	claim(json_read_next(&r) == JSON_READ_OBJECT, "the line");
	for (int i = 0; i < 3; i++)
		claim(json_read_key(&r) && json_read_next(&r), "member %d", i);
	claim(json_read_element(&r) && json_read_next(&r) == JSON_READ_STRING, "from");
	claim(str_equal(r.text, STR("2013-12-11")), "its text");
	claim(json_read_element(&r) && json_read_next(&r) == JSON_READ_STRING, "until");
	claim(!json_read_element(&r) && !r.error, "no third");
	claim(json_read_key(&r) && str_equal(r.text, STR("facts")), "facts");
	claim(json_read_next(&r) == JSON_READ_OBJECT, "their object");
	while (json_read_key(&r))
		claim(json_read_skip(&r), "skipped");
	claim(!json_read_key(&r) && !r.error, "the end of the line");
	claim(json_read_next(&r) == JSON_READ_END, "of all");
	teardown(&f);
}

Test(json_read, at_an_error_all_say_no)
{
	struct json_read r;
	json_read_init(&r, STR("{\"a\":[1,x]}"), NULL);
	claim(json_read_next(&r) == JSON_READ_OBJECT && json_read_key(&r), "so far");
	claim(!json_read_skip(&r) && r.error == JSON_READ_WORD && r.error_at == 8, "in it");
	claim(!json_read_key(&r) && !json_read_element(&r) && !json_read_skip(&r), "no more");
	claim(!json_read_expected(&r, STR("a")), "nor this");
	claim(json_read_next(&r) == JSON_READ_ERROR && r.error == JSON_READ_WORD, "it stays");
}

Test(json_read, skip_ends_what_has_begun)
{
	struct fixture f;
	struct json_read r;
	setup(&f);
	json_read_init(&r, STR("[[1,[2,{\"a\\n\":3}],4],5,{\"b\":{}},[],6]"), &f.arena);
	claim(json_read_next(&r) == JSON_READ_ARRAY && json_read_next(&r) == JSON_READ_ARRAY,
	      "two");
	claim(json_read_skip(&r), "the rest of the inner");
	claim(json_read_skip(&r), "nothing has begun");
	claim(json_read_next(&r) == JSON_READ_NUMBER && str_equal(r.text, STR("5")), "the next");
	claim(json_read_element(&r) && json_read_skip(&r), "an object that comes next");
	claim(json_read_next(&r) == JSON_READ_ARRAY && json_read_skip(&r), "an empty array");
	claim(json_read_next(&r) == JSON_READ_NUMBER && str_equal(r.text, STR("6")), "the last");
	claim(!f.arena.chunks, "nothing was allocated");
	claim(json_read_next(&r) == JSON_READ_ARRAY_END, "the end");
	json_read_init(&r, STR(" {\"a\":\"\\n\"} "), &f.arena);
	claim(json_read_skip(&r) && json_read_next(&r) == JSON_READ_END, "a whole text");
	claim(!f.arena.chunks, "nothing was allocated");
	teardown(&f);
}

Test(json_read, nothing_is_empty)
{
	struct json_read r;
	json_read_init(&r, STR_NONE, NULL);
	claim(json_read_next(&r) == JSON_READ_ERROR && r.error == JSON_READ_EMPTY, "none");
}
