#include "emit.h"

static void check_diff(const char *before, const char *after, const char *expected)
{
	struct fixture f;
	fixture_init(&f, "");
	unified_diff(&f.out, STR("a.tol"), str_from(before), str_from(after));
	struct str got = buf_str(&f.out);
	expect(str_equal(got, str_from(expected)), "got:\n%s", got.ptr);
	fixture_fini(&f);
}

Test(unified, equal_texts_have_no_difference)
{
	check_diff("a\nb\n", "a\nb\n", "");
	check_diff("", "", "");
}

Test(unified, a_changed_line_stands_in_its_context)
{
	check_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n",
		   "--- a.tol\n+++ a.tol\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

Test(unified, changes_far_apart_have_hunks_of_their_own)
{
	check_diff("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
		   "--- a.tol\n+++ a.tol\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n"
		   " 5\n 6\n 7\n-b\n+B\n");
}

Test(unified, a_missing_line_break_is_told)
{
	check_diff("a", "a\n",
		   "--- a.tol\n+++ a.tol\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
	check_diff("", "a\n", "--- a.tol\n+++ a.tol\n@@ -0,0 +1 @@\n+a\n");
	check_diff("a\n", "", "--- a.tol\n+++ a.tol\n@@ -1 +0,0 @@\n-a\n");
}

/* Takes a difference back: the lines that it says stood before, or after. */
static void replay(struct buf *out, struct str diff, char dropped)
{
	for (size_t at = 0; at < diff.len;) {
		const char *end = memchr(diff.ptr + at, '\n', diff.len - at);
		size_t next = (size_t)(end - diff.ptr) + 1;
		struct str line = str_from_to(diff, at, next);
		at = next;
		if (*line.ptr != dropped && strchr(" +-", *line.ptr))
			buf_add(out, str_from_to(line, 1, line.len));
	}
}

static void random_lines(struct buf *out, struct numbers *numbers, size_t count)
{
	buf_clear(out);
	for (size_t i = 0; i < count; i++)
		buf_addf(out, "%c\n", (char)('a' + numbers_below(numbers, 4)));
}

/* Texts short enough for one hunk, so that nothing is left out. */
Test(unified, both_texts_can_be_read_from_it)
{
	struct numbers numbers = {3};
	struct fixture f;
	struct buf a, b, back;
	fixture_init(&f, "");
	buf_init(&a, &f.mem);
	buf_init(&b, &f.mem);
	buf_init(&back, &f.mem);
	for (size_t round = 0; round < 3000; round++) {
		random_lines(&a, &numbers, numbers_below(&numbers, 5));
		random_lines(&b, &numbers, numbers_below(&numbers, 5));
		buf_clear(&f.out);
		unified_diff(&f.out, STR("x"), buf_str(&a), buf_str(&b));
		if (f.out.len == 0)
			continue;
		struct str diff = str_from_to(buf_str(&f.out), strlen("--- x\n+++ x\n"), f.out.len);
		buf_clear(&back);
		replay(&back, diff, '+');
		claim(str_equal(buf_str(&back), buf_str(&a)), "round %zu: before\n%s", round,
		      f.out.ptr);
		buf_clear(&back);
		replay(&back, diff, '-');
		claim(str_equal(buf_str(&back), buf_str(&b)), "round %zu: after\n%s", round,
		      f.out.ptr);
	}
	buf_fini(&a);
	buf_fini(&b);
	buf_fini(&back);
	fixture_fini(&f);
}

/* More differences than are compared line by line: one replacement, and soon. */
Test(unified, texts_without_likeness_end_soon)
{
	struct fixture f;
	struct buf a, b;
	fixture_init(&f, "");
	buf_init(&a, &f.mem);
	buf_init(&b, &f.mem);
	for (int i = 0; i < 6000; i++) {
		buf_addf(&a, "a%d\n", i);
		buf_addf(&b, "b%d\n", i);
	}
	unified_diff(&f.out, STR("x"), buf_str(&a), buf_str(&b));
	claim(str_starts_with(buf_str(&f.out), STR("--- x\n+++ x\n@@ -1,6000 +1,6000 @@\n-a0\n")),
	      "got %.40s", f.out.ptr);
	buf_fini(&a);
	buf_fini(&b);
	fixture_fini(&f);
}
