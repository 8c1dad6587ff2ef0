/*
 * Private to batch_quick.c: pieces of a line, eight bytes at a time. Each is told where one is said
 * to begin, with BATCH_PADDING bytes behind it, and says where it ends, or NULL: it is none, or an
 * odd one.
 */
#ifndef TOLC_API_BATCH_SCAN_H
#define TOLC_API_BATCH_SCAN_H

#include "api/batch/batch.h"
#include "base/bits.h"
#include "base/hash.h"

/* -- keys -- */

enum { KEY_WORDS = BATCH_PADDING / 8 };

/* A text as it stands in the line, its quotes included. */
struct quick_key {
	uint64_t words[KEY_WORDS];
	uint64_t masks[KEY_WORDS]; /* of bytes that count */
	uint32_t count;
	uint32_t length;
};

static inline bool key_is(const struct quick_key *key, const char *at)
{
	/* Most are as short as that; nothing hangs on how short. */
	uint64_t differ = ((load_8(at) ^ key->words[0]) & key->masks[0]) |
			  ((load_8(at + 8) ^ key->words[1]) & key->masks[1]);
	for (uint32_t i = 2; i < key->count; i++)
		differ |= (load_8(at + 8 * (size_t)i) ^ key->words[i]) & key->masks[i];
	return differ == 0;
}

/* False where it is too long to be looked for. */
static inline bool key_make(struct quick_key *out, struct str name, bool has_colon)
{
	char text[BATCH_PADDING] = {0};
	size_t length = name.len + 2 + has_colon;
	if (length > sizeof(text))
		return false;
	text[0] = '"';
	memcpy(text + 1, name.ptr, name.len);
	text[name.len + 1] = '"';
	if (has_colon)
		text[name.len + 2] = ':';
	*out = (struct quick_key){.count = (uint32_t)(length + 7) / 8, .length = (uint32_t)length};
	memcpy(out->words, text, sizeof(text));
	memset(out->masks, 0xff, length);
	return true;
}

/* -- between pieces -- */

/* Where the text goes on. */
static inline const char *behind_blank(const char *at)
{
	if (HARDLY_EVER(*at == ' '))
		at++;
	return at;
}

static inline const char *behind_comma(const char *at)
{
	return behind_blank(at + 1);
}

/* -- values -- */

static inline unsigned digit(char c)
{
	return (unsigned)(unsigned char)c - '0';
}

/* The first byte lowest. */
static inline uint64_t load_low(const char *at)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return bits_swap_bytes(load_8(at));
#else
	return load_8(at);
#endif
}

/* How many of eight bytes, from the lowest on, are digits; their values stand in them. */
static inline unsigned digit_count(uint64_t bytes)
{
	uint64_t others = ((bytes + EACH_BYTE * 0x76) | bytes) & EACH_BYTE * 0x80;
	return others ? bits_lowest(others) / 8 : 8;
}

/* Eight digits, the lowest byte the highest of them: pairs, fours, all. */
static inline int64_t digits_value(uint64_t digits)
{
	digits = (digits * 10 + (digits >> 8)) & UINT64_C(0x00ff00ff00ff00ff);
	digits = (digits * 100 + (digits >> 16)) & UINT64_C(0x0000ffff0000ffff);
	return (int64_t)((digits * 10000 + (digits >> 32)) & UINT32_MAX);
}

static inline const char *quick_digits(const char *at, int64_t *out, unsigned most)
{
	uint64_t bytes = load_low(at) ^ EACH_BYTE * '0';
	unsigned count = digit_count(bytes);
	if (count == 0 || (*at == '0' && count > 1))
		return NULL;
	*out = digits_value(bytes << (64 - 8 * count));
	for (; count >= 8 && digit(at[count]) < 10; count++) {
		if (count == most)
			return NULL;
		*out = *out * 10 + digit(at[count]);
	}
	return at + count;
}

/* As a number, or in quotes. */
static inline const char *quick_money(const char *at, int64_t *out)
{
	bool quoted = *at == '"';
	int64_t yuan, fen = 0;
	at = quick_digits(at + quoted, &yuan, 15);
	if (!at)
		return NULL;
	if (*at == '.') {
		unsigned tenths = digit(at[1]), rest = digit(at[2]);
		if (tenths > 9)
			return NULL;
		fen = tenths * 10 + (rest < 10 ? rest : 0);
		at += rest < 10 ? 3 : 2;
		if (digit(*at) < 10)
			return NULL;
	}
	*out = yuan * 100 + fen;
	if (!quoted)
		return *at == ',' || *at == '}' ? at : NULL;
	return *at == '"' ? at + 1 : NULL;
}

static inline const char *quick_count(const char *at, int64_t *out)
{
	at = quick_digits(at, out, 9);
	return at && (*at == ',' || *at == '}') ? at : NULL;
}

static inline const char *quick_day(const char *at, int32_t *out)
{
	/* "YYYY-MM-": what must be a digit is one, what must be a dash is 0. */
	uint64_t bytes = load_low(at + 1) ^ UINT64_C(0x2d30302d30303030);
	uint64_t bad = ((bytes + UINT64_C(0x7f76767f76767676)) | bytes) & EACH_BYTE * 0x80;
	unsigned tens = digit(at[9]), ones = digit(at[10]);
	uint64_t pairs = bytes * 10 + (bytes >> 8);
	if (bad || at[0] != '"' || at[11] != '"' || tens > 9 || ones > 9)
		return NULL;
	*out = date_from_civil((int)((pairs & 0xff) * 100 + (pairs >> 16 & 0xff)),
			       (int)(pairs >> 40 & 0xff), (int)(tens * 10 + ones));
	return *out == DATE_NONE ? NULL : at + 12;
}

/* By how much four bytes differ from a word; 0: it is that. */
static inline uint32_t word_differs(const char *at, const char *word)
{
	uint32_t a, b;
	memcpy(&a, at, sizeof(a));
	memcpy(&b, word, sizeof(b));
	return a ^ b;
}

/* Where a string without escapes ends; NULL: it is odd. */
static inline const char *quick_string(const char *at, struct str *out)
{
	const char *from = at + 1;
	if (*at != '"')
		return NULL;
	for (at++; *at != '"'; at++)
		if ((unsigned char)*at < 0x20 || *at == '\\' || (unsigned char)*at >= 0x7f)
			return NULL;
	*out = (struct str){from, (size_t)(at - from)};
	return at + 1;
}

#endif
