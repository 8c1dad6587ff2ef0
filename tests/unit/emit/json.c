#include "emit.h"

#include "emit/machine/json.h"

struct row {
	const char *in;
	size_t length;
	const char *out;
};

#define ROW(in, out)                                                                               \
	{                                                                                          \
		in, sizeof(in) - 1, out                                                            \
	}

Test(json, strings_are_valid_whatever_they_hold)
{
	static const struct row rows[] = {
		ROW("", "\"\""),
		ROW("容错", "\"容错\""),
		ROW("a\"b\\c", "\"a\\\"b\\\\c\""),
		ROW("\n\t\r\b\f", "\"\\n\\t\\r\\b\\f\""),
		ROW("\0\x1b\x7f", "\"\\u0000\\u001b\\u007f\""),
		ROW("\xff\xc0\x80"
		    "a",
		    "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
		    "a\""),
		ROW("\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""),
		ROW("\u202e\u2028\u200b", "\"\\u202e\\u2028\\u200b\""),
		ROW("\U000e0041", "\"\\udb40\\udc41\""),
		ROW("\xc2\x9b", "\"\\u009b\""),
		ROW("𠮷", "\"𠮷\""),
	};
	struct fixture f;
	fixture_init(&f, "");
	for (size_t i = 0; i < countof(rows); i++) {
		struct json json;
		buf_clear(&f.out);
		json_init(&json, &f.out, JSON_ONE_LINE);
		json_str(&json, (struct str){rows[i].in, rows[i].length});
		claim_text(&f.out, rows[i].out);
	}
	fixture_fini(&f);
}

static void write_sample(struct json *json)
{
	json_object(json);
	json_text(json, "a", "b");
	json_key(json, "empty");
	json_array(json);
	json_array_end(json);
	json_key(json, "list");
	json_array(json);
	json_int(json, -1);
	json_object(json);
	json_member_null(json, "c");
	json_object_end(json);
	json_array_end(json);
	json_member_date(json, "day", 0);
	json_member_date(json, "open", DATE_MAX);
	json_member_time(json, "time", 0);
	json_member_count(json, "line", 0);
	json_object_end(json);
}

Test(json, commas_and_indentation_are_right)
{
	struct fixture f;
	struct json json;
	fixture_init(&f, "");
	json_init(&json, &f.out, JSON_ONE_LINE);
	write_sample(&json);
	claim_text(&f.out, "{\"a\":\"b\",\"empty\":[],\"list\":[-1,{\"c\":null}],"
			   "\"day\":\"1970-01-01\",\"open\":null,"
			   "\"time\":\"1970-01-01T00:00:00Z\",\"line\":null}");
	buf_clear(&f.out);
	json_init(&json, &f.out, JSON_INDENTED);
	write_sample(&json);
	claim_text(&f.out, "{\n  \"a\": \"b\",\n  \"empty\": [],\n  \"list\": [\n    -1,\n    {\n"
			   "      \"c\": null\n    }\n  ],\n  \"day\": \"1970-01-01\",\n"
			   "  \"open\": null,\n  \"time\": \"1970-01-01T00:00:00Z\",\n"
			   "  \"line\": null\n}");
	fixture_fini(&f);
}
