#include "base.h"

#include "base/text/numeral.h"

Test(numeral, words_and_figures_become_numbers)
{
	static const struct {
		const char *text;
		int number;
		const char *rest;
	} rows[] = {
		{"2021年", 2021, "年"},
		{"二〇二一年", 2021, "年"},
		{"十", 10, ""},
		{"十五日", 15, "日"},
		{"二十", 20, ""},
		{"二十一", 21, ""},
		{"两项", 2, "项"},
		{"一百", 100, ""},
		{"一百零五", 105, ""},
		{"一百一十", 110, ""},
		{"三百二十一", 321, ""},
		{"一千万元", 1000, "万元"},
		{"一千二百", 1200, ""},
		{"九千九百九十九", 9999, ""},
		{"0", 0, ""},
		{"零", 0, ""},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct str text = str_from(rows[i].text);
		int number = numeral_take(&text);
		expect(number == rows[i].number, "%s: %d", rows[i].text, number);
		expect(str_equal(text, str_from(rows[i].rest)), "%s: rest", rows[i].text);
	}
}

/* 三百五 is 350 in speech, and 305 by its signs. */
Test(numeral, what_is_none_or_two_is_not_taken)
{
	static const char *const texts[] = {"", "万", "x1", "三百五", "一千五", "12345", "一二三四五",
					    "九十千"};
	for (size_t i = 0; i < countof(texts); i++) {
		struct str text = str_from(texts[i]);
		int number = numeral_take(&text);
		expect(number == -1, "%s: %d", texts[i], number);
	}
}

Test(numeral, amounts_as_lists_write_them)
{
	static const struct {
		const char *text;
		const char *written; /* NULL: not taken for an amount */
	} rows[] = {
		{"一千万元", "1000 万元"},
		{"50万", "50 万元"},
		{"50 万元", "50 万元"},
		{"人民币50万元", "50 万元"},
		{"人民币一百二十万元", "120 万元"},
		{"RMB 10000000", "10000000 元"},
		{"¥1.5", "1.5 元"},
		{"￥1,000,000", "1000000 元"},
		{"1,000万元", "1000 万元"},
		{"二十亿", "20 亿元"},
		{"50", NULL},
		{"三百五元", NULL},
		{"一千二百三十四万五千元", NULL},
		{"1,00万元", NULL},
		{"1.2.3元", NULL},
		{"50万人", NULL},
		{"元", NULL},
		{"人民币", NULL},
		{"", NULL},
	};
	struct mem mem;
	struct buf written;
	mem_init(&mem, NULL, NULL);
	buf_init(&written, &mem);
	for (size_t i = 0; i < countof(rows); i++) {
		buf_clear(&written);
		bool meant = amount_meant(&written, str_from(rows[i].text));
		expect(meant == (rows[i].written != NULL), "%s: %d", rows[i].text, meant);
		if (!meant)
			expect(written.len == 0, "%s: adds something", rows[i].text);
		else if (rows[i].written)
			expect(str_equal(buf_str(&written), str_from(rows[i].written)), "%s: %s",
			       rows[i].text, written.ptr);
	}
	buf_fini(&written);
	mem_fini(&mem);
}
