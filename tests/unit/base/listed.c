#include "base.h"

#include "base/text/listed.h"

static bool is(struct str text, const char *expected)
{
	return str_equal(text, str_from(expected));
}

Test(listed, the_comparison_at_the_end_is_found)
{
	static const struct {
		const char *text;
		const char *fact; /* NULL: none */
		enum listed_sign sign;
		enum listed_by by;
		const char *values;
	} rows[] = {
		{"尽责 且 后果 = 无", "后果", LISTED_EQUAL, LISTED_NOT, "无"},
		{"后果=无、较轻", "后果", LISTED_EQUAL, LISTED_MARK, "无、较轻"},
		{"后果 ≠ 无，较轻 ", "后果", LISTED_UNEQUAL, LISTED_COMMA, "无，较轻"},
		{"harm != none or minor", "harm", LISTED_UNEQUAL, LISTED_OR, "none or minor"},
		{"领域 含 招商 且 项目", "领域", LISTED_HAS, LISTED_AND, "招商 且 项目"},
		{"全部 { 领域 含 招商 或 项目", "领域", LISTED_HAS, LISTED_OR, "招商 或 项目"},
		{"损失 >= 无", NULL, 0, 0, NULL},
		{"损失 = 50 万元", NULL, 0, 0, NULL},
		{"尽责 或 较轻", NULL, 0, 0, NULL},
		{"= 无", NULL, 0, 0, NULL},
		{"后果 = ", NULL, 0, 0, NULL},
		{"", NULL, 0, 0, NULL},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct listed listed;
		bool found = listed_before(&listed, str_from(rows[i].text));
		claim(found == (rows[i].fact != NULL), "%s: %d", rows[i].text, found);
		claim(!found || (is(listed.fact, rows[i].fact) && listed.sign == rows[i].sign &&
				 listed.by == rows[i].by && is(listed.values, rows[i].values)),
		      "%s: %.*s, %d, %d, %.*s", rows[i].text, (int)listed.fact.len, listed.fact.ptr,
		      listed.sign, listed.by, (int)listed.values.len, listed.values.ptr);
	}
}

/* A condition that follows is no value. */
Test(listed, values_go_on_until_a_condition_begins)
{
	static const struct {
		const char *text;
		enum listed_by by;
		const char *value;
	} rows[] = {
		{"、较轻 且 尽责", LISTED_MARK, "较轻"},
		{" 或者 较轻", LISTED_OR, "较轻"},
		{"和 较轻", LISTED_AND, "较轻"},
		{"，非 尽责", LISTED_NOT, NULL},
		{"，损失 < 5 元", LISTED_NOT, NULL},
		{"，领域 含 招商", LISTED_NOT, NULL},
		{"，全部 { 甲 }", LISTED_NOT, NULL},
		{"、", LISTED_NOT, NULL},
		{" 较轻", LISTED_NOT, NULL},
		{"", LISTED_NOT, NULL},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct str rest = str_from(rows[i].text), value;
		enum listed_by by = listed_take(&rest, &value);
		claim(by == rows[i].by, "%s: %d", rows[i].text, by);
		claim(by ? is(value, rows[i].value) : is(rest, rows[i].text), "%s: %.*s",
		      rows[i].text, (int)value.len, value.ptr);
	}
}
