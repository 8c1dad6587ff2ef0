/* Two records side by side: which findings are new, and for which days another text answers now. */
#include "history/record/change.h"
#include "scene.h"

#include <stdio.h>

TestSuite(change);

#define ROOM 16

/* ---- what is new ---- */

/* Words of one letter stand for findings; answers which of after are new, by their place. */
static const char *new_ones(const char *before, const char *after)
{
	static char marks[ROOM + 1];
	struct digest keys[2 * ROOM];
	bool is_new[ROOM];
	struct mem mem;
	size_t old = strlen(before), count = strlen(after);
	mem_init(&mem, NULL, NULL);
	for (size_t i = 0; i < old; i++)
		keys[i] = digest_of((struct str){before + i, 1});
	for (size_t i = 0; i < count; i++)
		keys[old + i] = digest_of((struct str){after + i, 1});
	change_new(is_new, &mem, keys, old, keys + old, count);
	for (size_t i = 0; i < count; i++)
		marks[i] = is_new[i] ? '+' : '.';
	marks[count] = '\0';
	mem_fini(&mem);
	return marks;
}

Test(change, what_was_there_before_is_not_new)
{
	claim_equal(new_ones("ab", "ab"), "..");
	claim_equal(new_ones("ab", "ba"), "..");
	claim_equal(new_ones("", "ab"), "++");
	claim_equal(new_ones("ab", ""), "");
	claim_equal(new_ones("ab", "xbyaz"), "+.+.+");
}

Test(change, of_equal_ones_the_last_are_new)
{
	claim_equal(new_ones("a", "aa"), ".+");
	claim_equal(new_ones("aab", "abaaa"), "...++");
	claim_equal(new_ones("aaa", "a"), ".");
}

/* ---- the past ---- */

static int32_t day_of(const char *text)
{
	int32_t day = date_parse(str_from(text));
	claim(day != DATE_NONE, "%s: no day", text);
	return day;
}

struct told {
	const char *text; /* NULL: the end */
	const char *from;
	const char *to; /* NULL: open */
	const char *known;
};

static size_t windows_of(struct change_window *out, const struct told *told)
{
	size_t count = 0;
	for (; told[count].text; count++)
		out[count] =
			(struct change_window){{day_of(told[count].from),
						told[count].to ? day_of(told[count].to) : DATE_MAX},
					       digest_of(str_from(told[count].text)),
					       day_of(told[count].known)};
	return count;
}

static void add_past(struct buf *out, const struct change_past *past, const struct told *before,
		     const struct told *after)
{
	if (out->len)
		buf_add_text(out, "; ");
	buf_addf(out, "%s ", before[past->before].text);
	buf_add_date(out, past->days.from);
	buf_add_text(out, "..");
	buf_add_date(out, past->days.to);
	buf_addf(out, " %s", past->after == NO_WINDOW ? "none" : after[past->after].text);
}

/* "V1 2018-02-01..2019-01-01 W": V1 answered for these days, now W does. */
static const char *past_of(const struct told *before, const struct told *after, const char *today)
{
	static char text[512];
	struct change_window was[ROOM], is[ROOM];
	struct change_past past[3 * 2 * ROOM];
	struct mem mem;
	struct buf out;
	mem_init(&mem, NULL, NULL);
	buf_init(&out, &mem);
	size_t old = windows_of(was, before), count = windows_of(is, after);
	size_t found = change_of_past(past, was, old, is, count, day_of(today));
	for (size_t i = 0; i < found; i++)
		add_past(&out, &past[i], before, after);
	snprintf(text, sizeof(text), "%s", out.len ? out.ptr : "");
	mem_fini(&mem);
	return text;
}

static const struct told v1[] = {{"V1", "2018-02-01", NULL, "2018-01-02"}, {0}};

Test(change, a_record_that_only_grows_forwards_rewrites_nothing)
{
	static const struct told after[] = {{"V1", "2018-02-01", "2020-02-01", "2018-01-02"},
					    {"V2", "2020-02-01", NULL, "2020-01-02"},
					    {0}};
	claim_equal(past_of(v1, v1, "2026-01-01"), "");
	claim_equal(past_of(v1, after, "2026-01-01"), "");
}

Test(change, a_version_recorded_on_the_day_on_which_it_takes_effect_rewrites_nothing)
{
	static const struct told in_time[] = {{"V1", "2018-02-01", "2020-02-01", "2018-01-02"},
					      {"V2", "2020-02-01", NULL, "2020-02-01"},
					      {0}};
	static const struct told late[] = {{"V1", "2018-02-01", "2020-02-01", "2018-01-02"},
					   {"V2", "2020-02-01", NULL, "2020-02-02"},
					   {0}};
	claim_equal(past_of(v1, in_time, "2026-01-01"), "");
	claim_equal(past_of(v1, late, "2026-01-01"), "V1 2020-02-01..2020-02-02 V2");
}

Test(change, a_correction_rewrites_the_days_until_it_was_recorded)
{
	static const struct told after[] = {{"W1", "2018-02-01", NULL, "2019-01-01"}, {0}};
	static const struct told before_effect[] = {{"W1", "2018-02-01", NULL, "2018-01-20"}, {0}};
	claim_equal(past_of(v1, after, "2026-01-01"), "V1 2018-02-01..2019-01-01 W1");
	claim_equal(past_of(v1, before_effect, "2026-01-01"), "");
}

Test(change, days_without_an_answer_are_rewritten_until_today)
{
	static const struct told nothing[] = {{0}};
	static const struct told gap[] = {{"V1", "2018-02-01", "2018-06-01", "2018-01-02"},
					  {"V2", "2018-08-01", NULL, "2018-07-01"},
					  {0}};
	claim_equal(past_of(v1, nothing, "2018-03-01"), "V1 2018-02-01..2018-03-01 none");
	claim_equal(past_of(v1, nothing, "2018-02-01"), "");
	claim_equal(past_of(v1, gap, "2018-09-01"), "V1 2018-06-01..2018-08-01 none");
	claim_equal(past_of(v1, gap, "2018-07-15"), "V1 2018-06-01..2018-07-15 none");
}

Test(change, nobody_was_told_otherwise_of_days_for_which_nothing_answered)
{
	static const struct told nothing[] = {{0}};
	static const struct told earlier[] = {{"V0", "2006-07-01", "2018-02-01", "2026-01-01"},
					      {"V1", "2018-02-01", NULL, "2018-01-02"},
					      {0}};
	claim_equal(past_of(nothing, v1, "2026-01-01"), "");
	claim_equal(past_of(v1, earlier, "2026-01-01"), "");
}

Test(change, each_window_is_held_against_each_that_it_meets)
{
	static const struct told before[] = {{"A", "2018-01-01", "2019-01-01", "2018-01-01"},
					     {"B", "2019-01-01", "2020-01-01", "2019-01-01"},
					     {0}};
	static const struct told after[] = {{"X", "2018-07-01", "2019-07-01", "2026-01-01"},
					    {"B", "2019-07-01", "2019-10-01", "2019-01-01"},
					    {0}};
	claim_equal(past_of(before, after, "2026-01-01"),
		    "A 2018-01-01..2018-07-01 none; A 2018-07-01..2019-01-01 X; "
		    "B 2019-01-01..2019-07-01 X; B 2019-10-01..2020-01-01 none");
}

/* ---- day by day ---- */

static unsigned next_random(unsigned *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 16;
}

/* Windows of one-letter texts on days from 0 to 40, in order, some days without any. */
static size_t windows_random(struct change_window *out, unsigned *state)
{
	size_t count = 0;
	for (int32_t day = (int32_t)(next_random(state) % 5); day < 30 && count < 6; count++) {
		int32_t end = day + 1 + (int32_t)(next_random(state) % 9);
		char text = (char)('a' + next_random(state) % 3);
		out[count] = (struct change_window){{day, end},
						    digest_of((struct str){&text, 1}),
						    (int32_t)(next_random(state) % 40)};
		day = end + (int32_t)(next_random(state) % 4);
	}
	return count;
}

static size_t window_on(const struct change_window *windows, size_t count, int32_t day)
{
	for (size_t i = 0; i < count; i++)
		if (windows[i].days.from <= day && day < windows[i].days.to)
			return i;
	return NO_WINDOW;
}

/* What is said of a day: the windows, or nothing. */
static bool is_told(const struct change_past *past, size_t count, int32_t day, size_t before,
		    size_t after)
{
	for (size_t i = 0; i < count; i++)
		if (past[i].days.from <= day && day < past[i].days.to)
			return past[i].before == before && past[i].after == after;
	return false;
}

static bool should_be_told(const struct change_window *was, size_t before,
			   const struct change_window *is, size_t after, int32_t day, int32_t today)
{
	if (before == NO_WINDOW)
		return false;
	if (after == NO_WINDOW)
		return day < today;
	return !digest_equal(&was[before].text, &is[after].text) && day < is[after].known;
}

Test(change, every_day_of_random_records_is_told_exactly_if_it_is_rewritten)
{
	unsigned state = 1;
	size_t told = 0;
	for (int round = 0; round < 2000; round++) {
		struct change_window was[ROOM], is[ROOM];
		struct change_past past[3 * 2 * ROOM];
		size_t old = windows_random(was, &state), new = windows_random(is, &state);
		int32_t today = (int32_t)(next_random(&state) % 40);
		size_t count = change_of_past(past, was, old, is, new, today);
		claim(count <= 3 * (old + new), "round %d: %zu told", round, count);
		for (int32_t day = -1; day <= 45; day++) {
			size_t before = window_on(was, old, day), after = window_on(is, new, day);
			bool wanted = should_be_told(was, before, is, after, day, today);
			claim(is_told(past, count, day, before, after) == wanted,
			      "round %d, day %d", round, (int)day);
			told += wanted;
		}
	}
	claim(told > 1000, "only %zu days were rewritten", told);
}
