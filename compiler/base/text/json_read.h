/*
 * JSON reader: RFC 8259 to the letter, token by token. Beyond it a mark of byte order, a string
 *that holds U+0000 or half a surrogate pair, and more than JSON_READ_DEPTH levels are refused. Keys
 *that stand twice are left to the caller. Nothing is allocated but texts with escapes, in the
 *caller's arena; every other text is a part of the input. Numbers stay text: an amount must never
 *be rounded.
 *
 *	json_read_init(&r, line, &arena);
 *	if (json_read_next(&r) == JSON_READ_OBJECT)
 *		while (json_read_key(&r))
 *			member(r.text, json_read_next(&r));
 *	if (json_read_next(&r) != JSON_READ_END)
 *		complain(r.error, r.error_at);
 */
#ifndef TOLC_BASE_JSON_READ_H
#define TOLC_BASE_JSON_READ_H

#include "base/arena.h"
#include "base/str.h"

#define JSON_READ_DEPTH 64

enum json_read_token {
	JSON_READ_ERROR,  /* error and error_at tell which; it stays */
	JSON_READ_END,	  /* of the text, after one whole value; it stays */
	JSON_READ_OBJECT, /* each opens a level */
	JSON_READ_ARRAY,
	JSON_READ_OBJECT_END,
	JSON_READ_ARRAY_END,
	JSON_READ_KEY, /* text is the key; its value comes next */
	JSON_READ_STRING,
	JSON_READ_NUMBER, /* text is as it was written */
	JSON_READ_TRUE,
	JSON_READ_FALSE,
	JSON_READ_NULL,
};

/* What is wrong, and to which byte error_at leads. */
enum json_read_error {
	JSON_READ_OK,
	JSON_READ_EMPTY,	     /* white space at most; the end */
	JSON_READ_BYTE_ORDER_MARK,   /* at the start; its first byte */
	JSON_READ_TRUNCATED,	     /* more should follow; the end */
	JSON_READ_NO_VALUE,	     /* what stands here begins no value */
	JSON_READ_WORD,		     /* a word other than true, false and null; its first byte */
	JSON_READ_NO_KEY,	     /* neither a key nor the end of the object */
	JSON_READ_NO_COLON,	     /* after a key */
	JSON_READ_NO_COMMA,	     /* after a value: neither a comma nor the fitting bracket */
	JSON_READ_TRAILING_COMMA,    /* a bracket after a comma; the bracket */
	JSON_READ_TRAILING,	     /* more than white space after the value */
	JSON_READ_TOO_DEEP,	     /* the bracket that opens one level too many */
	JSON_READ_LEADING_ZERO,	     /* of a number; the zero */
	JSON_READ_NO_DIGIT,	     /* where a number needs one */
	JSON_READ_UNTERMINATED,	     /* string; its opening quote */
	JSON_READ_CONTROL_CHARACTER, /* raw in a string */
	JSON_READ_ILL_FORMED,	     /* no UTF-8, in a string */
	JSON_READ_BAD_ESCAPE,	     /* this one and those below: the backslash */
	JSON_READ_BAD_HEX,	     /* \u without four digits */
	JSON_READ_NUL,		     /* \u0000 */
	JSON_READ_LONE_SURROGATE,
	JSON_READ_ERRORS,
};

struct json_read {
	struct str text; /* of a key, a string or a number; else undefined */
	enum json_read_error error;
	size_t error_at;
	const char *start, *end; /* of the input */
	const char *token;	 /* the last one's first byte */
	const char *at;		 /* behind it */
	struct arena *arena;
	uint64_t objects;    /* the levels that are open, the innermost lowest; 1: an object */
	unsigned char depth; /* how many those are */
	unsigned char expect;
};

/* input must outlive the reader. Without an arena texts with escapes are validated and left as they
 * are written. */
void json_read_init(struct json_read *r, struct str input, struct arena *arena);

enum json_read_token json_read_next(struct json_read *r);

/* Directly in an object: true where there is one more member, its key in text; false where the
 * object ends, or at an error. json_read_next does the same and names what it found. */
bool json_read_key(struct json_read *r);
/* The same where the next member has this key and is written without white space or escapes; else
 * nothing is read, and json_read_key tells what stands there. Quicker where members come in an
 * order that can be foreseen. key: UTF-8 that needs no escape. */
bool json_read_expected(struct json_read *r, struct str key);
/* Directly in an array: true where one more element comes next. */
bool json_read_element(struct json_read *r);
/* Reads on to the end of what has begun: the value that comes next, after a key, at the start and
 * after json_read_element; the level that the last token opened; else nothing. Allocates nothing.
 * False at an error. */
bool json_read_skip(struct json_read *r);

/* Of the first byte of the last token; of a string that is its quote. */
static inline size_t json_read_offset(const struct json_read *r)
{
	return (size_t)(r->token - r->start);
}

enum json_decimal {
	JSON_DECIMAL_OK,
	JSON_DECIMAL_MALFORMED, /* no number as JSON writes it, or one with an exponent */
	JSON_DECIMAL_TOO_FINE,	/* a digit other than 0 behind so many decimals */
	JSON_DECIMAL_TOO_LARGE, /* for 64 bits */
};

/* The text of a number, or of a string that holds one, times 10 to the power of decimals (18 at
 * most), exactly: "1.5" with two decimals is 150. *value is written where it is JSON_DECIMAL_OK. */
enum json_decimal json_decimal(int64_t *value, struct str text, unsigned decimals);

#endif
