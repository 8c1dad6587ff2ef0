/*
 * JSON writer: commas, indentation and escapes. What may stand where is the caller's business and
 * asserted.
 */
#include "emit/machine/json.h"

#include "base/hash.h"
#include "base/text/utf8.h"

#include <assert.h>

void json_init(struct json *json, struct buf *out, enum json_form form)
{
	*json = (struct json){.out = out, .indented = form == JSON_INDENTED};
}

/* A comma where one is wanted, and a new line where each item has its own. */
static void divide(struct json *json, bool comma)
{
	size_t indent = 2 * (size_t)json->depth, size = 0;
	char *to = buf_reserve(json->out, indent + 2);
	if (comma)
		to[size++] = ',';
	if (json->indented) {
		to[size++] = '\n';
		memset(to + size, ' ', indent);
		size += indent;
	}
	to[size] = 0;
	json->out->len += size;
}

/* What must stand before a value or a key. */
static void begin_item(struct json *json)
{
	uint64_t level = (uint64_t)1 << json->depth;
	if (json->after_key || json->depth == 0) {
		json->after_key = false;
		return;
	}
	divide(json, json->filled & level);
	json->filled |= level;
}

static void open_level(struct json *json, char bracket)
{
	begin_item(json);
	buf_add_char(json->out, bracket);
	json->depth++;
	assert(json->depth < JSON_DEPTH_MAX);
	json->filled &= ~((uint64_t)1 << json->depth);
}

static void close_level(struct json *json, char bracket)
{
	bool filled = json->filled & (uint64_t)1 << json->depth;
	assert(json->depth > 0 && !json->after_key);
	json->depth--;
	if (filled)
		divide(json, false);
	buf_add_char(json->out, bracket);
}

void json_object(struct json *json)
{
	open_level(json, '{');
}

void json_object_end(struct json *json)
{
	close_level(json, '}');
}

void json_array(struct json *json)
{
	open_level(json, '[');
}

void json_array_end(struct json *json)
{
	close_level(json, ']');
}

static void add_unit(struct buf *out, uint32_t unit)
{
	buf_addf(out, "\\u%04x", (unsigned)unit);
}

static void add_escaped(struct buf *out, uint32_t code_point)
{
	if (code_point < 0x10000) {
		add_unit(out, code_point);
		return;
	}
	add_unit(out, 0xd800 + ((code_point - 0x10000) >> 10));
	add_unit(out, 0xdc00 + ((code_point - 0x10000) & 0x3ff));
}

static char short_escape(uint32_t code_point)
{
	static const char from[] = "\"\\\n\t\r\b\f";
	static const char to[] = "\"\\ntrbf";
	const char *found = code_point && code_point < 0x80 ? strchr(from, (int)code_point) : NULL;
	return found ? to[found - from] : '\0';
}

static bool shows_nothing(uint32_t code_point)
{
	return code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0) ||
	       code_point == 0x2028 || code_point == 0x2029 ||
	       unicode_is_bidi_control(code_point) || unicode_is_invisible(code_point);
}

static void add_character(struct buf *out, struct str text, uint32_t code_point)
{
	char escape = short_escape(code_point);
	if (code_point == UTF8_INVALID)
		buf_add(out, STR("\xef\xbf\xbd"));
	else if (escape)
		buf_addf(out, "\\%c", escape);
	else if (shows_nothing(code_point))
		add_escaped(out, code_point);
	else
		buf_add(out, text);
}

/* The highest bit of each byte that is 0; above such a byte perhaps of others. */
static uint64_t zero_bytes(uint64_t word)
{
	return (word - EACH_BYTE) & ~word & 0x80 * EACH_BYTE;
}

/* Whether all eight stand for themselves; false where that has to be looked at. */
static bool is_plain(uint64_t word)
{
	uint64_t controls = (word - 0x20 * EACH_BYTE) & 0x80 * EACH_BYTE;
	uint64_t others = zero_bytes(word ^ '"' * EACH_BYTE) | zero_bytes(word ^ '\\' * EACH_BYTE) |
			  zero_bytes(word ^ 0x7f * EACH_BYTE);
	return !((word & 0x80 * EACH_BYTE) | controls | others);
}

/* How many bytes at the front stand for themselves: ASCII without controls, and Han. */
static size_t plain_prefix(struct str text)
{
	const unsigned char *bytes = (const unsigned char *)text.ptr;
	size_t at = 0;
	while (at < text.len) {
		if (text.len - at >= 8 && is_plain(load_8(text.ptr + at)))
			at += 8;
		else if (bytes[at] >= 0x20 && bytes[at] < 0x7f && bytes[at] != '"' && bytes[at] != '\\')
			at++;
		else if (utf8_is_han(str_from_to(text, at, text.len)))
			at += 3;
		else
			break;
	}
	return at;
}

static void add_rest(struct buf *out, struct str text)
{
	for (size_t at = 0, size; at < text.len; at += size) {
		struct str rest = str_from_to(text, at, text.len);
		size = plain_prefix(rest);
		if (size > 0) {
			buf_add_bytes(out, rest.ptr, size);
			continue;
		}
		uint32_t code_point = utf8_decode(rest, &size);
		add_character(out, (struct str){rest.ptr, size}, code_point);
	}
}

/* Most texts are plain from one end to the other. */
static void add_quoted(struct buf *out, struct str text)
{
	size_t plain = plain_prefix(text);
	char *to = buf_reserve(out, plain + 2);
	to[0] = '"';
	if (plain)
		memcpy(to + 1, text.ptr, plain);
	out->len += 1 + plain;
	if (plain < text.len)
		add_rest(out, str_from_to(text, plain, text.len));
	buf_add_char(out, '"');
}

void json_key(struct json *json, const char *key)
{
	assert(!json->after_key);
	begin_item(json);
	add_quoted(json->out, str_from(key));
	buf_add_text(json->out, json->indented ? ": " : ":");
	json->after_key = true;
}

void json_str(struct json *json, struct str text)
{
	begin_item(json);
	add_quoted(json->out, text);
}

void json_int(struct json *json, int64_t value)
{
	begin_item(json);
	buf_add_int(json->out, value);
}

void json_bool(struct json *json, bool value)
{
	begin_item(json);
	buf_add_text(json->out, value ? "true" : "false");
}

void json_null(struct json *json)
{
	begin_item(json);
	buf_add_text(json->out, "null");
}

void json_text(struct json *json, const char *key, const char *text)
{
	json_member(json, key, str_from(text));
}

void json_member(struct json *json, const char *key, struct str text)
{
	json_key(json, key);
	json_str(json, text);
}

void json_member_or_null(struct json *json, const char *key, struct str text)
{
	json_key(json, key);
	if (text.len == 0)
		json_null(json);
	else
		json_str(json, text);
}

void json_member_int(struct json *json, const char *key, int64_t value)
{
	json_key(json, key);
	json_int(json, value);
}

void json_member_count(struct json *json, const char *key, uint32_t value)
{
	json_key(json, key);
	if (value)
		json_int(json, value);
	else
		json_null(json);
}

void json_member_bool(struct json *json, const char *key, bool value)
{
	json_key(json, key);
	json_bool(json, value);
}

void json_member_null(struct json *json, const char *key)
{
	json_key(json, key);
	json_null(json);
}

void json_date(struct json *json, int32_t date)
{
	if (date == DATE_NONE || date == DATE_MAX) {
		json_null(json);
		return;
	}
	begin_item(json);
	buf_add_char(json->out, '"');
	buf_add_date(json->out, date);
	buf_add_char(json->out, '"');
}

void json_names(struct json *json, const struct str *names, size_t count, uint64_t bits)
{
	json_array(json);
	for (size_t i = 0; i < count; i++)
		if (bits >> i & 1)
			json_str(json, names[i]);
	json_array_end(json);
}

void json_member_date(struct json *json, const char *key, int32_t date)
{
	json_key(json, key);
	json_date(json, date);
}

void json_member_span(struct json *json, const char *key, int32_t from, int32_t to)
{
	json_key(json, key);
	json_object(json);
	json_member_date(json, "from", from);
	json_member_date(json, "to", to);
	json_object_end(json);
}

void json_member_name(struct json *json, const char *key, struct str whole, struct str part)
{
	struct buf name;
	buf_init(&name, json->out->mem);
	buf_add_name(&name, whole, part);
	json_member_or_null(json, key, buf_str(&name));
	buf_fini(&name);
}

void json_member_time(struct json *json, const char *key, int64_t time)
{
	json_key(json, key);
	if (time == INT64_MIN) {
		json_null(json);
		return;
	}
	begin_item(json);
	buf_add_char(json->out, '"');
	buf_add_time(json->out, time);
	buf_add_char(json->out, '"');
}
