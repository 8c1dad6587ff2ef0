#include "base.h"

#include "base/value/money.h"

Test(money, digits_become_fen)
{
	static const struct {
		const char *digits;
		enum money_unit unit;
		enum money_status status;
		int64_t fen;
	} rows[] = {
		{"0", MONEY_YUAN, MONEY_OK, 0},
		{"1", MONEY_YUAN, MONEY_OK, 100},
		{"1.5", MONEY_YUAN, MONEY_OK, 150},
		{"1.05", MONEY_YUAN, MONEY_OK, 105},
		{"0.01", MONEY_YUAN, MONEY_OK, 1},
		{"007.10", MONEY_YUAN, MONEY_OK, 710},
		{"1.5", MONEY_WAN, MONEY_OK, 1500000},
		{"50", MONEY_WAN, MONEY_OK, 50000000},
		{"0.000001", MONEY_WAN, MONEY_OK, 1},
		{"1.5", MONEY_YI, MONEY_OK, 15000000000},
		{"0.0000000001", MONEY_YI, MONEY_OK, 1},
		/* zeros behind the fen are no part of a fen */
		{"1.5000000000000000000000", MONEY_YUAN, MONEY_OK, 150},
		{"0000000000000000000000000000001", MONEY_YUAN, MONEY_OK, 100},
		{"1.001", MONEY_YUAN, MONEY_TOO_FINE, 0},
		{"1.00000000000000000000000001", MONEY_YUAN, MONEY_TOO_FINE, 0},
		{"0.0000001", MONEY_WAN, MONEY_TOO_FINE, 0},
		{"0.00000000001", MONEY_YI, MONEY_TOO_FINE, 0},
		/* the largest, and the fen above it */
		{"92233720368547758.07", MONEY_YUAN, MONEY_OK, INT64_MAX},
		{"92233720368547758.08", MONEY_YUAN, MONEY_TOO_LARGE, 0},
		{"92233720368547759", MONEY_YUAN, MONEY_TOO_LARGE, 0},
		{"9223372036854.775807", MONEY_WAN, MONEY_OK, INT64_MAX},
		{"9223372036854.775808", MONEY_WAN, MONEY_TOO_LARGE, 0},
		{"922337203.6854775807", MONEY_YI, MONEY_OK, INT64_MAX},
		{"922337203.6854775808", MONEY_YI, MONEY_TOO_LARGE, 0},
		{"99999999999999999999", MONEY_YUAN, MONEY_TOO_LARGE, 0},
		{"9223372036854775807", MONEY_YI, MONEY_TOO_LARGE, 0},
		{"", MONEY_YUAN, MONEY_MALFORMED, 0},
		{".", MONEY_YUAN, MONEY_MALFORMED, 0},
		{"1.", MONEY_YUAN, MONEY_MALFORMED, 0},
		{".5", MONEY_YUAN, MONEY_MALFORMED, 0},
		{"1.2.3", MONEY_YUAN, MONEY_MALFORMED, 0},
		{"1..2", MONEY_YUAN, MONEY_MALFORMED, 0},
		{"-1", MONEY_YUAN, MONEY_MALFORMED, 0},
		{"+1", MONEY_YUAN, MONEY_MALFORMED, 0},
		{"1,000", MONEY_YUAN, MONEY_MALFORMED, 0},
		{"1 ", MONEY_YUAN, MONEY_MALFORMED, 0},
		{" 1", MONEY_YUAN, MONEY_MALFORMED, 0},
		{"1e3", MONEY_YUAN, MONEY_MALFORMED, 0},
		{"１", MONEY_YUAN, MONEY_MALFORMED, 0},
		{"99999999999999999999x", MONEY_YUAN, MONEY_MALFORMED, 0},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		int64_t fen = -77;
		enum money_status status =
			money_parse(&fen, str_from(rows[i].digits), rows[i].unit);
		expect(status == rows[i].status, "%s: status %d", rows[i].digits, status);
		expect(fen == (rows[i].status == MONEY_OK ? rows[i].fen : -77), "%s: %lld",
		       rows[i].digits, (long long)fen);
	}
}

Test(money, is_written_in_the_fitting_unit)
{
	static const struct {
		int64_t fen;
		const char *decimal, *text;
	} rows[] = {
		{0, "0", "0 元"},
		{1, "0.01", "0.01 元"},
		{10, "0.10", "0.10 元"},
		{100, "1", "1 元"},
		{150, "1.50", "1.50 元"},
		{999900, "9999", "9999 元"},
		{1000000, "10000", "1 万元"},
		{1000050, "10000.50", "10000.50 元"},
		{1500000, "15000", "1.5 万元"},
		{1510000, "15100", "1.51 万元"},
		{1511000, "15110", "15110 元"},
		{50000000, "500000", "50 万元"},
		{50000050, "500000.50", "500000.50 元"},
		{100000000, "1000000", "100 万元"},
		{1000000000, "10000000", "1000 万元"},
		{9999000000, "99990000", "9999 万元"},
		{9999990000, "99999900", "9999.99 万元"},
		{10000000000, "100000000", "1 亿元"},
		{15000000000, "150000000", "1.5 亿元"},
		{12340000000, "123400000", "12340 万元"},
		{1000000000000, "10000000000", "100 亿元"},
		{-150, "-1.50", "-1.50 元"},
		{-50000000, "-500000", "-50 万元"},
		{-1, "-0.01", "-0.01 元"},
		{INT64_MAX, "92233720368547758.07", "92233720368547758.07 元"},
		{INT64_MIN, "-92233720368547758.08", "-92233720368547758.08 元"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct mem mem;
		struct buf buf;
		mem_init(&mem, NULL, NULL);
		buf_init(&buf, &mem);
		buf_add_money_decimal(&buf, rows[i].fen);
		expect(buf_is(&buf, rows[i].decimal), "%s, got %s", rows[i].decimal, buf.ptr);
		buf_clear(&buf);
		buf_add_money(&buf, rows[i].fen);
		expect(buf_is(&buf, rows[i].text), "%s, got %s", rows[i].text, buf.ptr);
		mem_fini(&mem);
	}
}

static struct str before(struct str text, char c)
{
	const char *end = memchr(text.ptr, c, text.len);
	return end ? str_from_to(text, 0, (size_t)(end - text.ptr)) : text;
}

Test(money, what_is_written_is_read_back)
{
	struct numbers numbers = {7};
	struct mem mem;
	struct buf buf;
	mem_init(&mem, NULL, NULL);
	buf_init(&buf, &mem);
	for (int round = 0; round < 200000; round++) {
		int64_t scale[] = {1, 10, 100, 1000000, 10000000000};
		int64_t fen = (int64_t)(numbers_next(&numbers) >> 1 >> numbers_below(&numbers, 63));
		int64_t unit = scale[numbers_below(&numbers, 5)];
		fen = fen / unit * unit;
		int64_t back = -1;
		buf_clear(&buf);
		buf_add_money_decimal(&buf, fen);
		claim(money_parse(&back, buf_str(&buf), MONEY_YUAN) == MONEY_OK && back == fen,
		      "%s", buf.ptr);
		buf_clear(&buf);
		buf_add_money(&buf, fen);
		enum money_unit read = str_ends_with(buf_str(&buf), STR(" 亿元"))   ? MONEY_YI
				       : str_ends_with(buf_str(&buf), STR(" 万元")) ? MONEY_WAN
										    : MONEY_YUAN;
		claim(money_parse(&back, before(buf_str(&buf), ' '), read) == MONEY_OK &&
			      back == fen,
		      "%s", buf.ptr);
	}
	mem_fini(&mem);
}
