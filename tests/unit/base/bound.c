#include "base.h"

#include "base/text/bound.h"

static bool as_written(const char *expected, struct str condition)
{
	return str_equal(condition, str_from(expected));
}

/* 以上, 以下 and 以内 take the number itself in; 超过, 不满 and 以外 do not: article 1259 of the
 * Civil Code. */
Test(bound, sentences_become_comparisons)
{
	static const struct {
		const char *text;
		const char *written; /* NULL: no bound */
		const char *rest;
	} rows[] = {
		{"50万元以下", "损失 <= 50 万元", ""},
		{"50万元以上", "损失 >= 50 万元", ""},
		{"50万元以内", "损失 <= 50 万元", ""},
		{"50万元以外", "损失 > 50 万元", ""},
		{"不足50万元", "损失 < 50 万元", ""},
		{"不满 50 万元", "损失 < 50 万元", ""},
		{"超过50万元", "损失 > 50 万元", ""},
		{"不超过50万元", "损失 <= 50 万元", ""},
		{"达到50万元以上", "损失 >= 50 万元", ""},
		{"超过50万元以上", NULL, NULL},
		{"五十万元（含）以下", "损失 <= 50 万元", ""},
		{"3次以上", "损失 >= 3", ""},
		{"三人及以上", "损失 >= 3", ""},
		{"3 以上且尽责", "损失 >= 3", "且尽责"},
		{"50万元以上500万元以下", "损失 >= 50 万元 且 损失 <= 500 万元", ""},
		{"50 万元 以上、不足 500 万元", "损失 >= 50 万元 且 损失 < 500 万元", ""},
		{"500万元以下，50万元以上", "损失 <= 500 万元 且 损失 >= 50 万元", ""},
		/* Two that bound the same end, and two of which one is no amount. */
		{"50万元以上、100万元以上", "损失 >= 50 万元", "、100万元以上"},
		{"50万元以上3次以下", "损失 >= 50 万元", "3次以下"},
		{"1.5亿元以上", "损失 >= 1.5 亿元", ""},
		{"1.5次以上", NULL, NULL},
		{"50万人以上", NULL, NULL},
		{"50万元", NULL, NULL},
		{"以上", NULL, NULL},
		{"", NULL, NULL},
	};
	struct mem mem;
	struct buf written;
	mem_init(&mem, NULL, NULL);
	buf_init(&written, &mem);
	for (size_t i = 0; i < countof(rows); i++) {
		struct str text = str_from(rows[i].text);
		struct bounds bounds;
		buf_clear(&written);
		bool found = bounds_take(&bounds, &written, STR("损失"), &text);
		claim(found == (rows[i].written != NULL), "%s: %d", rows[i].text, found);
		claim(as_written(found ? rows[i].written : "", buf_str(&written)), "%s: %s",
		      rows[i].text, written.ptr);
		claim(!found || str_equal(text, str_from(rows[i].rest)), "%s: %.*s", rows[i].text,
		      (int)text.len, text.ptr);
	}
	buf_fini(&written);
	mem_fini(&mem);
}
