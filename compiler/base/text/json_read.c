/*
 * What may come next is one of three things: a value; the first member or element of a level, or
 * its end; the next of them, or the end. At the top the end is that of the text. Outside strings a
 * byte of 0 stands for the end of the text: it is an error there in any case.
 */
#include "base/text/json_read.h"
#include "base/bits.h"
#include "base/hash.h"
#include "base/text/utf8.h"

#include <assert.h>
#if defined(__SSE2__) && !defined(TOLC_PORTABLE)
#include <emmintrin.h>
#define BLOCK 16
#else
#define BLOCK 8
#endif

#define ONES  UINT64_C(0x0101010101010101)
#define HIGHS UINT64_C(0x8080808080808080)

enum expect { EXPECT_VALUE, EXPECT_FIRST, EXPECT_MORE };

static inline unsigned char byte_at(const struct json_read *r, const char *at)
{
	return at < r->end ? (unsigned char)*at : 0;
}

/* From then on the reader stands at the top, after the value, where json_read_next looks for it. */
static bool fail(struct json_read *r, enum json_read_error error, const char *at)
{
	r->error = error;
	r->error_at = (size_t)(at - r->start);
	r->objects = 0;
	r->depth = 0;
	r->expect = EXPECT_MORE;
	return false;
}

/* The same where the text may have ended instead. */
static bool fail_or_end(struct json_read *r, enum json_read_error error, const char *at)
{
	return fail(r, at < r->end ? error : JSON_READ_TRUNCATED, at);
}

void json_read_init(struct json_read *r, struct str input, struct arena *arena)
{
	*r = (struct json_read){
		.start = input.ptr, .token = input.ptr, .at = input.ptr, .arena = arena};
	r->end = input.len ? input.ptr + input.len : input.ptr;
	if (str_starts_with(input, STR("\xEF\xBB\xBF")))
		fail(r, JSON_READ_BYTE_ORDER_MARK, input.ptr);
}

static inline bool is_space(unsigned char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static __attribute__((noinline)) const char *skip_spaces(const char *at, const char *end)
{
	if (end - at > 1 && at[0] == ' ' && (unsigned char)at[1] > ' ')
		return at + 1;
	while (at < end && is_space((unsigned char)*at)) {
		while (end - at >= 8 && load_8(at) == ONES * ' ')
			at += 8;
		while (at < end && *at == ' ')
			at++;
		if (at < end && *at != ' ' && is_space((unsigned char)*at))
			at++;
	}
	return at;
}

/* The byte that comes next but for white space; *at leads there. */
static inline unsigned char next_byte(const struct json_read *r, const char **at)
{
	if (*at < r->end && (unsigned char)**at > ' ')
		return (unsigned char)**at;
	*at = skip_spaces(*at, r->end);
	return byte_at(r, *at);
}

/* Bytes at which a run of a string stops: a quote, a backslash, a control character. */
static inline bool is_stop(unsigned char c)
{
	return c == '"' || c == '\\' || c < 0x20;
}

#if BLOCK == 16
/* True where the run ends in the block at *at; else *at is behind the block. */
static inline bool run_block(const char **at, bool *above)
{
	__m128i block = _mm_loadu_si128((const __m128i *)(const void *)*at);
	__m128i control = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1F)), block);
	__m128i quote = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
	__m128i backslash = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
	__m128i stop = _mm_or_si128(_mm_or_si128(quote, backslash), control);
	unsigned stops = (unsigned)_mm_movemask_epi8(stop); /* one bit for each byte */
	unsigned high = (unsigned)_mm_movemask_epi8(block);
	*above |= (high & (stops - 1) & ~stops) != 0;
	*at += stops ? bits_lowest(stops) : BLOCK;
	return stops != 0;
}

/* The usual text, shorter than a block and plain, behind its opening quote: its length. -1 where it
 * is another; BLOCK bytes are there. All that follows waits for the quote: it is looked for alone.
 */
static inline int usual_length(const char *from)
{
	__m128i block = _mm_loadu_si128((const __m128i *)(const void *)from);
	__m128i control = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1F)), block);
	__m128i backslash = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
	__m128i above = block; /* its highest bits */
	__m128i odd = _mm_or_si128(_mm_or_si128(control, backslash), above);
	unsigned quotes = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8('"')));
	unsigned before = quotes ^ (quotes - 1); /* with the quote; all where there is none */
	if (RARELY(!quotes || (unsigned)_mm_movemask_epi8(odd) & before))
		return -1;
	return (int)bits_lowest(quotes);
}
#else
static inline uint64_t zero_bytes(uint64_t word)
{
	return (word - ONES) & ~word & HIGHS;
}

/* True where the run ends in the block at *at, which is then left to be looked at byte by byte;
 * else *at is behind the block. */
static inline bool run_block(const char **at, bool *above)
{
	uint64_t word = load_8(*at);
	uint64_t control = (word - ONES * 0x20) & ~word & HIGHS;
	if (zero_bytes(word ^ ONES * '"') | zero_bytes(word ^ ONES * '\\') | control)
		return true;
	*above |= (word & HIGHS) != 0;
	*at += BLOCK;
	return false;
}

/* Where blocks are short few texts are shorter. */
static inline int usual_length(const char *from)
{
	(void)from;
	return -1;
}
#endif

/* The first byte at which the run stops, or end. *above becomes true where a byte of 0x80 or more
 * is passed. */
static inline const char *run_end(const char *at, const char *end, bool *above)
{
	while (end - at >= BLOCK) {
		if (run_block(&at, above))
			break;
	}
	for (; at < end && !is_stop((unsigned char)*at); at++)
		*above |= (unsigned char)*at >= 0x80;
	return at;
}

static int hex_value(unsigned char c)
{
	unsigned char letter = c | 0x20;
	if (c >= '0' && c <= '9')
		return c - '0';
	return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/* The four digits behind the \u at at, or -1. */
static int32_t hex_at(const char *at, const char *end)
{
	int32_t value = 0;
	if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
		return -1;
	for (size_t i = 2; i < 6; i++) {
		int digit = hex_value((unsigned char)at[i]);
		if (digit < 0)
			return -1;
		value = value << 4 | digit;
	}
	return value;
}

/* What a backslash and this letter stand for; 0: nothing. */
static const char escapes[256] = {
	['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
	['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t',
};

/* The escape at at, which is a backslash: its code point, and its length in *size. The length is 0
 * where it is none, with the reason in its stead. */
static uint32_t escape_at(const char *at, const char *end, size_t *size)
{
	unsigned char letter = end - at < 2 ? 0 : (unsigned char)at[1];
	*size = 0;
	if (letter != 'u') {
		*size = escapes[letter] ? 2 : 0;
		return escapes[letter] ? (uint32_t)escapes[letter] : JSON_READ_BAD_ESCAPE;
	}
	int32_t first = hex_at(at, end);
	if (first <= 0)
		return first < 0 ? JSON_READ_BAD_HEX : JSON_READ_NUL;
	if (first < 0xD800 || first > 0xDFFF) {
		*size = 6;
		return (uint32_t)first;
	}
	int32_t second = hex_at(at + 6, end);
	if (first > 0xDBFF || second < 0xDC00 || second > 0xDFFF)
		return JSON_READ_LONE_SURROGATE;
	*size = 12;
	return 0x10000 + (((uint32_t)first & 0x3FF) << 10 | ((uint32_t)second & 0x3FF));
}

/* Behind the opening quote. What is ill-formed before the byte of the error comes first. */
static bool fail_in_string(struct json_read *r, enum json_read_error error, const char *from,
			   const char *at)
{
	size_t valid = utf8_valid_prefix((struct str){from, (size_t)(at - from)});
	if (from + valid < at)
		return fail(r, JSON_READ_ILL_FORMED, from + valid);
	return fail(r, error, error == JSON_READ_UNTERMINATED ? from - 1 : at);
}

/* raw holds valid escapes. */
static struct str unescape(struct arena *arena, struct str raw)
{
	char *out = arena_alloc(arena, raw.len), *to = out;
	const char *at = raw.ptr, *end = raw.ptr + raw.len;
	while (at < end) {
		const char *next = memchr(at, '\\', (size_t)(end - at));
		size_t plain = (size_t)((next ? next : end) - at), size = 0;
		memcpy(to, at, plain);
		to += plain;
		if (next)
			to += utf8_encode(to, escape_at(next, end, &size));
		at += plain + size;
	}
	return (struct str){out, (size_t)(to - out)};
}

/* at: where the first run of the string that begins at from has stopped. */
static __attribute__((noinline)) bool read_rest(struct json_read *r, const char *from,
						const char *at, bool above)
{
	const char *end = r->end;
	bool escaped = false;
	for (; at < end && *at == '\\'; at = run_end(at, end, &above)) {
		size_t size;
		uint32_t what = escape_at(at, end, &size);
		if (!size)
			return fail_in_string(r, (enum json_read_error)what, from, at);
		at += size;
		escaped = true;
	}
	if (at == end)
		return fail_in_string(r, JSON_READ_UNTERMINATED, from, at);
	if (*at != '"')
		return fail_in_string(r, JSON_READ_CONTROL_CHARACTER, from, at);
	r->text = (struct str){from, (size_t)(at - from)};
	r->at = at + 1;
	size_t valid = above ? utf8_valid_prefix(r->text) : r->text.len;
	if (valid < r->text.len)
		return fail(r, JSON_READ_ILL_FORMED, from + valid);
	if (escaped && r->arena)
		r->text = unescape(r->arena, r->text);
	return true;
}

static __attribute__((noinline)) bool read_unusual(struct json_read *r, const char *from)
{
	bool above = false;
	const char *at = run_end(from, r->end, &above);
	return read_rest(r, from, at, above);
}

/* from: behind the opening quote. Sets text and at. */
static inline bool read_string(struct json_read *r, const char *from)
{
	int length = r->end - from < BLOCK ? -1 : usual_length(from);
	if (RARELY(length < 0))
		return read_unusual(r, from);
	r->text = (struct str){from, (size_t)length};
	r->at = from + length + 1;
	return true;
}

static inline bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

/* At least one digit at *at, which becomes the byte behind the last. */
static inline bool read_digits(struct json_read *r, const char **at)
{
	if (!is_digit(byte_at(r, *at)))
		return fail_or_end(r, JSON_READ_NO_DIGIT, *at);
	while (is_digit(byte_at(r, *at)))
		++*at;
	return true;
}

/* What may follow the whole part. */
static bool read_fraction(struct json_read *r, const char **at)
{
	if (byte_at(r, *at) == '.') {
		++*at;
		if (!read_digits(r, at))
			return false;
	}
	if ((byte_at(r, *at) | 0x20) != 'e')
		return true;
	++*at;
	if (byte_at(r, *at) == '+' || byte_at(r, *at) == '-')
		++*at;
	return read_digits(r, at);
}

static inline bool read_number(struct json_read *r, const char *from)
{
	const char *at = from + (*from == '-');
	const char *whole = at;
	if (!read_digits(r, &at))
		return false;
	if (*whole == '0' && at - whole > 1)
		return fail(r, JSON_READ_LEADING_ZERO, whole);
	if (!read_fraction(r, &at))
		return false;
	r->text = (struct str){from, (size_t)(at - from)};
	r->at = at;
	return true;
}

/* By two bits of the first letter, so that which of them it is needs no branch: no one can foresee
 * what the next fact is. */
static const struct word {
	char text[6];
	unsigned char length, token;
} words[4] = {
	['f' >> 3 & 3] = {"false", 5, JSON_READ_FALSE},
	['n' >> 3 & 3] = {"null", 4, JSON_READ_NULL},
	['t' >> 3 & 3] = {"true", 4, JSON_READ_TRUE},
};

/* The first letter is right. */
static inline enum json_read_token read_word(struct json_read *r, const char *at,
					     const struct word *word)
{
	size_t tail = word->length - 4u; /* so that one load of four bytes holds the end */
	if (RARELY(r->end - at < word->length || load_4(at + tail) != load_4(word->text + tail))) {
		fail(r, JSON_READ_WORD, at);
		return JSON_READ_ERROR;
	}
	r->at = at + word->length;
	return (enum json_read_token)word->token;
}

static enum json_read_token read_open(struct json_read *r, const char *at, bool object)
{
	if (r->depth == JSON_READ_DEPTH) {
		fail(r, JSON_READ_TOO_DEEP, at);
		return JSON_READ_ERROR;
	}
	r->depth++;
	r->objects = r->objects << 1 | object;
	r->expect = EXPECT_FIRST;
	r->at = at + 1;
	return object ? JSON_READ_OBJECT : JSON_READ_ARRAY;
}

static void read_close(struct json_read *r, const char *at)
{
	r->depth--;
	r->objects >>= 1;
	r->expect = EXPECT_MORE;
	r->token = at;
	r->at = at + 1;
}

/* What stands at at begins no value. */
static enum json_read_token read_no_value(struct json_read *r, const char *at)
{
	unsigned char lower = byte_at(r, at) | 0x20;
	bool letter = lower >= 'a' && lower <= 'z';
	if (at == r->end && !r->depth)
		fail(r, JSON_READ_EMPTY, at);
	else
		fail_or_end(r, letter ? JSON_READ_WORD : JSON_READ_NO_VALUE, at);
	return JSON_READ_ERROR;
}

static inline enum json_read_token read_value(struct json_read *r)
{
	const char *at = r->at;
	unsigned char first = next_byte(r, &at);
	r->expect = EXPECT_MORE;
	r->token = at;
	if (first == '"')
		return read_string(r, at + 1) ? JSON_READ_STRING : JSON_READ_ERROR;
	const struct word *word = &words[first >> 3 & 3];
	if (first == (unsigned char)word->text[0])
		return read_word(r, at, word);
	if (first == '{' || first == '[')
		return read_open(r, at, first == '{');
	if (!is_digit(first) && first != '-')
		return read_no_value(r, at);
	return read_number(r, at) ? JSON_READ_NUMBER : JSON_READ_ERROR;
}

/* Where the level has one more member or element, at which *at then stands. */
static inline bool read_more(struct json_read *r, const char **at, char close)
{
	*at = r->at;
	unsigned char c = next_byte(r, at);
	if (c == (unsigned char)close) {
		read_close(r, *at);
		return false;
	}
	if (r->expect == EXPECT_FIRST)
		return true;
	if (c != ',')
		return fail_or_end(r, JSON_READ_NO_COMMA, *at);
	++*at;
	if (next_byte(r, at) == (unsigned char)close)
		return fail(r, JSON_READ_TRAILING_COMMA, *at);
	return true;
}

/* The usual member: a comma, a usual key and a colon, without white space. False, and nothing is
 * read, where it is another. */
static inline bool read_usual_key(struct json_read *r)
{
	const char *at = r->at;
	if (r->end - at < BLOCK + 3)
		return false;
	if (r->expect == EXPECT_MORE && *at++ != ',')
		return false;
	int length = usual_length(at + 1);
	if (RARELY(*at != '"' || length < 0 || at[length + 2] != ':'))
		return false;
	r->text = (struct str){at + 1, (size_t)length};
	r->token = at;
	r->at = at + length + 3;
	r->expect = EXPECT_VALUE;
	return true;
}

/* Whatever stands there. */
static __attribute__((noinline)) bool read_key(struct json_read *r)
{
	const char *at;
	if (!read_more(r, &at, '}'))
		return false;
	if (byte_at(r, at) != '"')
		return fail_or_end(r, JSON_READ_NO_KEY, at);
	r->token = at;
	if (!read_string(r, at + 1))
		return false;
	at = r->at;
	if (next_byte(r, &at) != ':')
		return fail_or_end(r, JSON_READ_NO_COLON, at);
	r->at = at + 1;
	r->expect = EXPECT_VALUE;
	return true;
}

bool json_read_key(struct json_read *r)
{
	if (RARELY(r->error))
		return false;
	assert(r->objects & 1 && r->expect != EXPECT_VALUE);
	return read_usual_key(r) || read_key(r);
}

bool json_read_expected(struct json_read *r, struct str key)
{
	const char *at = r->at;
	if (RARELY(r->error))
		return false;
	assert(r->objects & 1 && r->expect != EXPECT_VALUE);
	if ((size_t)(r->end - at) < key.len + 4)
		return false;
	if (r->expect == EXPECT_MORE && *at++ != ',')
		return false;
	if (*at != '"' || !bytes_equal(at + 1, key.ptr, key.len) || at[key.len + 1] != '"' ||
	    at[key.len + 2] != ':')
		return false;
	r->text = (struct str){at + 1, key.len};
	r->token = at;
	r->at = at + key.len + 3;
	r->expect = EXPECT_VALUE;
	return true;
}

bool json_read_element(struct json_read *r)
{
	const char *at;
	if (RARELY(r->error))
		return false;
	assert(r->depth && !(r->objects & 1) && r->expect != EXPECT_VALUE);
	if (!read_more(r, &at, ']'))
		return false;
	r->at = at;
	r->expect = EXPECT_VALUE;
	return true;
}

/* At the top, after the value or an error. */
static enum json_read_token read_end(struct json_read *r)
{
	if (r->error)
		return JSON_READ_ERROR;
	next_byte(r, &r->at);
	if (r->at == r->end)
		return JSON_READ_END;
	fail(r, JSON_READ_TRAILING, r->at);
	return JSON_READ_ERROR;
}

enum json_read_token json_read_next(struct json_read *r)
{
	if (r->expect == EXPECT_VALUE)
		return read_value(r);
	if (!r->depth)
		return read_end(r);
	if (r->objects & 1) {
		if (read_usual_key(r) || read_key(r))
			return JSON_READ_KEY;
		return r->error ? JSON_READ_ERROR : JSON_READ_OBJECT_END;
	}
	if (json_read_element(r))
		return read_value(r);
	return r->error ? JSON_READ_ERROR : JSON_READ_ARRAY_END;
}

bool json_read_skip(struct json_read *r)
{
	struct arena *arena = r->arena;
	unsigned depth = r->expect == EXPECT_FIRST ? r->depth - 1u : r->depth;
	r->arena = NULL;
	if (r->expect == EXPECT_VALUE)
		json_read_next(r);
	while (r->depth > depth)
		json_read_next(r);
	r->arena = arena;
	return !r->error;
}
