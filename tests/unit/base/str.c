#include "base.h"

#include "base/str.h"
#include "base/text/utf8.h"

Test(str, order_is_bytewise_and_a_prefix_comes_first)
{
	static const char *const sorted[] = {"",   "A",	 "AB",	 "B",  "a",
					     "aa", "容", "容错", "错", "\xFF"};
	for (size_t i = 0; i < countof(sorted); i++) {
		for (size_t k = 0; k < countof(sorted); k++) {
			int order = str_compare(str_from(sorted[i]), str_from(sorted[k]));
			claim((order > 0) - (order < 0) == (i > k) - (i < k), "%zu and %zu", i, k);
			claim(str_equal(str_from(sorted[i]), str_from(sorted[k])) == (i == k),
			      "%zu and %zu", i, k);
		}
	}
	claim(str_compare(STR_NONE, STR("")) == 0 && str_equal(STR_NONE, STR("")), "none");
}

Test(str, every_text_starts_and_ends_with_nothing)
{
	claim(str_starts_with(STR_NONE, STR_NONE) && str_ends_with(STR_NONE, STR_NONE), "none");
	claim(str_starts_with(STR("a"), STR_NONE) && str_ends_with(STR("a"), STR_NONE), "a");
	claim(str_starts_with(STR("ab"), STR("a")) && !str_starts_with(STR("ab"), STR("b")), "ab");
	claim(str_ends_with(STR("ab"), STR("b")) && !str_ends_with(STR("ab"), STR("a")), "ab");
	claim(!str_starts_with(STR("a"), STR("ab")) && !str_ends_with(STR("b"), STR("ab")),
	      "longer");
}

Test(str, hash_depends_on_the_bytes_alone)
{
	char bytes[80];
	struct numbers numbers = {3};
	for (size_t len = 0; len < 64; len++) {
		for (size_t i = 0; i < len; i++)
			bytes[i] = (char)numbers_next(&numbers);
		uint64_t hash = str_hash((struct str){bytes, len});
		for (size_t shift = 1; shift < 9; shift++) {
			char copy[80];
			memset(copy, (int)shift, sizeof(copy));
			memcpy(copy + shift, bytes, len);
			claim(str_hash((struct str){copy + shift, len}) == hash, "length %zu", len);
		}
	}
	claim(str_hash(STR_NONE) == str_hash(STR("")), "none");
}

/* Every single changed byte and every length shows in the hash, in its low bits as well. */
Test(str, hash_sees_every_byte)
{
	size_t clashes = 0;
	for (size_t len = 1; len <= 40; len++) {
		char bytes[40] = {0};
		uint64_t plain = str_hash((struct str){bytes, len});
		claim(plain != str_hash((struct str){bytes, len - 1}), "length %zu", len);
		for (size_t at = 0; at < len; at++) {
			for (int bit = 0; bit < 8; bit++) {
				bytes[at] = (char)(1 << bit);
				uint64_t hash = str_hash((struct str){bytes, len});
				claim(hash != plain, "length %zu byte %zu bit %d", len, at, bit);
				clashes += (hash & 4095) == (plain & 4095);
				bytes[at] = 0;
			}
		}
	}
	/* 6560 hashes against 4096 values: about 2 are to be expected. */
	claim(clashes < 12, "%zu clashes", clashes);
}

Test(str, distance_examples)
{
	static const struct {
		const char *a, *b;
		unsigned limit, distance;
	} rows[] = {
		/* equal; insert; remove; replace; swap */
		{"", "", 2, 0},
		{"", "", 0, 0},
		{"a", "a", 0, 0},
		{"a", "b", 0, 1},
		{"", "ab", 2, 2},
		{"ab", "", 2, 2},
		{"", "abc", 2, 3},
		{"rule", "rul", 2, 1},
		{"rul", "rule", 2, 1},
		{"rule", "role", 2, 1},
		{"rule", "rlue", 2, 1},
		{"abcdef", "badcfe", 3, 3},
		{"abcdef", "badcfe", 2, 3},
		/* not one edit: a swap whose letters are then parted */
		{"ca", "abc", 3, 3},
		/* code points, not bytes */
		{"容错清单", "容错清淡", 2, 1},
		{"规则", "则规", 2, 1},
		{"规则", "𠮷则", 2, 1},
		{"规则", "规", 2, 1},
		/* ill-formed bytes count one each and differ from every letter */
		{"a\xFF", "a\xFE", 2, 1},
		{"a\xE4\xB8", "a", 2, 2},
		/* a limit above the highest is still told by limit + 1 */
		{"aaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbb", 15, 15},
		{"aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb", 15, 16},
		{"aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb", 20, 21},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		unsigned got =
			str_distance(str_from(rows[i].a), str_from(rows[i].b), rows[i].limit);
		expect(got == rows[i].distance, "%s, %s: expected %u, got %u", rows[i].a, rows[i].b,
		       rows[i].distance, got);
	}
}

/* The whole table, as the distance is defined: for letters of one byte. */
static unsigned naive_distance(const char *a, size_t len_a, const char *b, size_t len_b)
{
	unsigned table[32][32];
	for (size_t i = 0; i <= len_a; i++) {
		for (size_t k = 0; k <= len_b; k++) {
			unsigned best = i == 0 ? (unsigned)k : k == 0 ? (unsigned)i : 99;
			if (i && table[i - 1][k] + 1 < best)
				best = table[i - 1][k] + 1;
			if (k && table[i][k - 1] + 1 < best)
				best = table[i][k - 1] + 1;
			if (i && k && table[i - 1][k - 1] + (a[i - 1] != b[k - 1]) < best)
				best = table[i - 1][k - 1] + (a[i - 1] != b[k - 1]);
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1] &&
			    table[i - 2][k - 2] + 1 < best)
				best = table[i - 2][k - 2] + 1;
			table[i][k] = best;
		}
	}
	return table[len_a][len_b];
}

Test(str, distance_agrees_with_the_whole_table)
{
	struct numbers numbers = {4};
	for (int round = 0; round < 60000; round++) {
		char a[24], b[24];
		size_t len_a = numbers_below(&numbers, sizeof(a));
		size_t len_b = numbers_below(&numbers, sizeof(b));
		for (size_t i = 0; i < sizeof(a); i++) {
			a[i] = (char)('a' + numbers_below(&numbers, 3));
			b[i] = numbers_below(&numbers, 3)
				       ? a[i]
				       : (char)('a' + numbers_below(&numbers, 3));
		}
		unsigned limit = (unsigned)numbers_below(&numbers, STR_DISTANCE_LIMIT + 1);
		unsigned want = naive_distance(a, len_a, b, len_b);
		if (want > limit)
			want = limit + 1;
		unsigned got = str_distance((struct str){a, len_a}, (struct str){b, len_b}, limit);
		claim(got == want, "%.*s %.*s limit %u: expected %u, got %u", (int)len_a, a,
		      (int)len_b, b, limit, want, got);
	}
}

Test(str, distance_reads_long_texts)
{
	static char a[200001], b[200001];
	memset(a, 'x', 200000);
	memset(b, 'x', 200000);
	b[0] = 'y';
	b[199999] = 'z';
	claim(str_distance(str_from(a), str_from(b), 3) == 2, "replaced at both ends");
	claim(str_distance(str_from(a + 1), str_from(b), 3) == 2, "removed");
	claim(str_distance(str_from(a), str_from(b), 1) == 2, "above the limit");
	claim(str_distance(str_from(a + 10), str_from(b), 3) == 4, "too long");
	claim(str_distance(str_from(a), str_from(b + 10), 3) == 4, "too short");
}

Test(str, contains_agrees_with_comparing_everywhere)
{
	struct numbers numbers = {6};
	for (int round = 0; round < 2000; round++) {
		char text[12], part[4];
		size_t len = numbers_below(&numbers, sizeof(text));
		size_t part_len = numbers_below(&numbers, sizeof(part));
		for (size_t i = 0; i < sizeof(text); i++)
			text[i] = (char)('a' + numbers_below(&numbers, 2));
		for (size_t i = 0; i < sizeof(part); i++)
			part[i] = (char)('a' + numbers_below(&numbers, 2));
		bool want = false;
		for (size_t i = 0; i + part_len <= len; i++)
			want |= memcmp(text + i, part, part_len) == 0;
		claim(str_contains((struct str){text, len}, (struct str){part, part_len}) == want,
		      "%.*s in %.*s", (int)part_len, part, (int)len, text);
	}
}

Test(str, ascii_is_every_byte_below_128)
{
	claim(str_is_ascii(STR_NONE) && str_is_ascii(STR("a_1\x7F")), "ascii");
	claim(!str_is_ascii(STR("a\x80")) && !str_is_ascii(STR("容")), "above");
}
