#include "base.h"

#include "base/text/json_read.h"

Test(json_decimal, is_exact_or_says_why_not)
{
	static const struct {
		const char *text;
		unsigned decimals;
		enum json_decimal status;
		int64_t value;
	} rows[] = {
		{"0", 0, JSON_DECIMAL_OK, 0},
		{"-0", 2, JSON_DECIMAL_OK, 0},
		{"-0.00", 2, JSON_DECIMAL_OK, 0},
		{"12", 0, JSON_DECIMAL_OK, 12},
		{"-12", 0, JSON_DECIMAL_OK, -12},
		{"1.5", 2, JSON_DECIMAL_OK, 150},
		{"500000.00", 2, JSON_DECIMAL_OK, 50000000},
		{"0.01", 2, JSON_DECIMAL_OK, 1},
		{"-0.01", 2, JSON_DECIMAL_OK, -1},
		{"0.1000", 2, JSON_DECIMAL_OK, 10},
		{"3.00", 0, JSON_DECIMAL_OK, 3},
		{"9223372036854775807", 0, JSON_DECIMAL_OK, INT64_MAX},
		{"-9223372036854775808", 0, JSON_DECIMAL_OK, INT64_MIN},
		{"92233720368547758.07", 2, JSON_DECIMAL_OK, INT64_MAX},
		{"9.223372036854775807", 18, JSON_DECIMAL_OK, INT64_MAX},
		{"9223372036854775808", 0, JSON_DECIMAL_TOO_LARGE, 7},
		{"-9223372036854775809", 0, JSON_DECIMAL_TOO_LARGE, 7},
		{"92233720368547758.08", 2, JSON_DECIMAL_TOO_LARGE, 7},
		{"18446744073709551616", 0, JSON_DECIMAL_TOO_LARGE, 7},
		{"18446744073709551617", 0, JSON_DECIMAL_TOO_LARGE, 7},
		{"100000000000000000000000000", 0, JSON_DECIMAL_TOO_LARGE, 7},
		{"10", 18, JSON_DECIMAL_TOO_LARGE, 7},
		{"0.5", 0, JSON_DECIMAL_TOO_FINE, 7},
		{"0.001", 2, JSON_DECIMAL_TOO_FINE, 7},
		{"1.23000000000000000000000001", 2, JSON_DECIMAL_TOO_FINE, 7},
		{"", 2, JSON_DECIMAL_MALFORMED, 7},
		{"-", 2, JSON_DECIMAL_MALFORMED, 7},
		{"+1", 2, JSON_DECIMAL_MALFORMED, 7},
		{"01", 2, JSON_DECIMAL_MALFORMED, 7},
		{"-00.5", 2, JSON_DECIMAL_MALFORMED, 7},
		{".5", 2, JSON_DECIMAL_MALFORMED, 7},
		{"1.", 2, JSON_DECIMAL_MALFORMED, 7},
		{"1.5.5", 2, JSON_DECIMAL_MALFORMED, 7},
		{"1,000", 2, JSON_DECIMAL_MALFORMED, 7},
		{"1e3", 2, JSON_DECIMAL_MALFORMED, 7},
		{" 1", 2, JSON_DECIMAL_MALFORMED, 7},
		{"1 ", 2, JSON_DECIMAL_MALFORMED, 7},
		{"1.5 元", 2, JSON_DECIMAL_MALFORMED, 7},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		int64_t value = 7;
		enum json_decimal status =
			json_decimal(&value, str_from(rows[i].text), rows[i].decimals);
		expect(status == rows[i].status && value == rows[i].value,
		       "%s: status %d, value %lld", rows[i].text, status, (long long)value);
	}
	int64_t value;
	claim(json_decimal(&value, STR_NONE, 0) == JSON_DECIMAL_MALFORMED, "none");
}
