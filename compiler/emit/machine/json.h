/*
 * JSON writer: valid by construction. Ill-formed UTF-8 becomes U+FFFD; controls and characters that
 * show nothing or turn the direction of text are escaped, so that a terminal is safe too.
 */
#ifndef TOLC_EMIT_JSON_H
#define TOLC_EMIT_JSON_H

#include "base/buf.h"
#include "base/value/date.h"

#define JSON_DEPTH_MAX 64

enum json_form { JSON_ONE_LINE, JSON_INDENTED };

struct json {
	struct buf *out;
	bool indented; /* two spaces a level; else all on one line */
	unsigned depth;
	uint64_t filled; /* one bit a level: something stands there */
	bool after_key;
};

void json_init(struct json *json, struct buf *out, enum json_form form);
void json_object(struct json *json);
void json_object_end(struct json *json);
void json_array(struct json *json);
void json_array_end(struct json *json);
void json_key(struct json *json, const char *key);

void json_str(struct json *json, struct str text);
void json_int(struct json *json, int64_t value);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);
/* YYYY-MM-DD; null for DATE_NONE and DATE_MAX. */
void json_date(struct json *json, int32_t date);
/* An array of those names whose bits are set, the first one's lowest. */
void json_names(struct json *json, const struct str *names, size_t count, uint64_t bits);

/* Members. _or_null: null where the text is empty. */
void json_text(struct json *json, const char *key, const char *text);
void json_member(struct json *json, const char *key, struct str text);
void json_member_or_null(struct json *json, const char *key, struct str text);
void json_member_int(struct json *json, const char *key, int64_t value);
/* null for 0. */
void json_member_count(struct json *json, const char *key, uint32_t value);
void json_member_bool(struct json *json, const char *key, bool value);
void json_member_null(struct json *json, const char *key);
void json_member_date(struct json *json, const char *key, int32_t date);
/* {"from": …, "to": …}, each as a date. */
void json_member_span(struct json *json, const char *key, int32_t from, int32_t to);
/* "WHOLE/PART"; "WHOLE" where the part is empty, null where both are. */
void json_member_name(struct json *json, const char *key, struct str whole, struct str part);
/* RFC 3339 in UTC; null for INT64_MIN. */
void json_member_time(struct json *json, const char *key, int64_t time);

#endif
