/*
 * Unreadable texts: which list and days they make uncertain, and until when. Each sentence by a
 * history written by hand.
 */
#include "selftest.h"

/* Not even the name can be read. */
static struct model_text garbage(int noise)
{
	return (struct model_text){.noise = noise, .expires = MODEL_NO_DAY};
}

static struct model_text garbage_of(int list)
{
	struct model_text text = garbage(0);
	text.list = list;
	text.name_legible = true;
	return text;
}

static struct model_text garbage_from(int effective)
{
	struct model_text text = garbage_of(0);
	text.effective = effective;
	text.effective_legible = true;
	return text;
}

static void commit_first(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text other = text_of(1, 10, 10);
	commit_text(test, 0, &v1);
	commit_write(test, 1, &other);
}

static void name_legible(struct test *test)
{
	struct model_text broken = garbage_of(1);
	commit_first(test);
	commit_text(test, 0, &broken);
	expect(test, 0, 15, 0);
	expect(test, 1, 15, EXPECT_UNCERTAIN);
	expect(test, 1, 5, EXPECT_UNCERTAIN);
	expect_known(test, 1, 15, 150, 0);
}

static void last_read_at_its_path(struct test *test)
{
	struct model_text broken = garbage(0);
	commit_first(test);
	commit_text(test, 0, &broken);
	expect(test, 0, 15, EXPECT_UNCERTAIN);
	expect(test, 1, 15, 0);
}

/* The path was free for a while, and what was last there was a draft. */
static void last_read_long_ago(struct test *test)
{
	struct model_text draft = text_of(1, 10, 20);
	struct model_text broken = garbage(0);
	draft.draft = true;
	commit_first(test);
	commit_text(test, 0, &draft);
	commit_deletion(test, 0);
	commit_text(test, 0, &broken);
	expect(test, 0, 15, 0);
	expect(test, 1, 15, EXPECT_UNCERTAIN);
}

static void never_read_at_its_path(struct test *test)
{
	struct model_text broken = garbage(0);
	commit_first(test);
	commit_text(test, 5, &broken);
	expect(test, 0, 15, 0);
	expect(test, 1, 15, 0);
	expect(test, 2, 15, EXPECT_GAP);
}

static void first_commit_unreadable(struct test *test)
{
	struct model_text broken = garbage_of(0);
	commit_text(test, 0, &broken);
	expect(test, 0, 15, EXPECT_UNCERTAIN);
}

static void date_legible(struct test *test)
{
	struct model_text v2 = text_of(0, 40, 40);
	struct model_text broken = garbage_from(20);
	commit_first(test);
	commit_text(test, 2, &v2);
	commit_text(test, 3, &broken);
	expect(test, 0, 19, 0);
	expect(test, 0, 20, EXPECT_UNCERTAIN);
	expect(test, 0, 39, EXPECT_UNCERTAIN);
	expect(test, 0, 40, 1);
}

static void date_legible_for_ever(struct test *test)
{
	struct model_text broken = garbage_from(10);
	commit_first(test);
	commit_text(test, 0, &broken);
	expect(test, 0, 9, EXPECT_GAP);
	expect(test, 0, 10, EXPECT_UNCERTAIN);
	expect(test, 0, 9999, EXPECT_UNCERTAIN);
}

/* The date is that of a list last read at the path. */
static void date_legible_name_not(struct test *test)
{
	struct model_text broken = garbage_from(20);
	broken.name_legible = false;
	broken.list = 0;
	commit_first(test);
	commit_text(test, 1, &broken);
	expect(test, 0, 25, 0);
	expect(test, 1, 19, 0);
	expect(test, 1, 20, EXPECT_UNCERTAIN);
}

/* Neither an expiry nor a repeal makes the window certain; a withdrawn version is no next one. */
static void date_legible_nothing_else_cuts(struct test *test)
{
	struct model_text v2 = text_of(0, 12, 20);
	struct model_text v3 = text_of(0, 30, 30);
	struct model_text v4 = text_of(0, 40, 40);
	struct model_text broken = garbage_from(20);
	v2.expires = 22;
	v4.withdraws = (struct model_days){1, {30}};
	commit_first(test);
	commit_text(test, 2, &v2);
	commit_text(test, 3, &v3);
	commit_text(test, 4, &v4);
	commit_text(test, 2, &broken);
	expect(test, 0, 25, EXPECT_UNCERTAIN);
	expect(test, 0, 35, EXPECT_UNCERTAIN);
	expect(test, 0, 40, 3);
}

static void until_the_next_readable_text(struct test *test)
{
	struct model_text broken = garbage(0);
	struct model_text v2 = text_of(0, 20, 20);
	commit_first(test);
	commit_text(test, 0, &broken);
	commit_text(test, 2, &v2);
	expect(test, 0, 15, 0);
	expect(test, 0, 25, 2);
	expect_known(test, 0, 15, 200, EXPECT_UNCERTAIN);
	expect_known(test, 0, 15, 299, EXPECT_UNCERTAIN);
	expect_known(test, 0, 15, 300, 0);
}

static void repaired_unchanged(struct test *test)
{
	struct model_text broken = garbage(0);
	struct model_text v1 = text_of(0, 10, 10);
	commit_first(test);
	commit_text(test, 0, &broken);
	commit_text(test, 0, &v1);
	expect(test, 0, 15, 0);
	expect_known(test, 0, 15, 299, EXPECT_UNCERTAIN);
}

static void ended_by_a_draft(struct test *test)
{
	struct model_text broken = garbage(0);
	struct model_text draft = text_of(0, 20, 20);
	draft.draft = true;
	commit_first(test);
	commit_text(test, 0, &broken);
	commit_text(test, 2, &draft);
	expect(test, 0, 25, 0);
	commit_text(test, 0, &broken);
	broken.noise = 1;
	commit_text(test, 0, &broken);
	expect(test, 0, 25, EXPECT_UNCERTAIN);
	draft.draft = false;
	draft.pending = true;
	commit_text(test, 2, &draft);
	expect(test, 0, 25, 0);
	broken.noise = 2;
	commit_text(test, 0, &broken);
	draft.pending = false;
	commit_text(test, 2, &draft);
	expect(test, 0, 25, 7);
}

/* Other lists, moved or reformatted texts, twins and texts of the same commit do not end it. */
static void not_ended_by(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 20, 20);
	struct model_text broken = garbage_of(0);
	struct model_text other = text_of(1, 30, 30);
	struct model_text twin = text_of(0, 50, 50);
	commit_first(test);
	commit_text(test, 5, &broken);
	commit_write(test, 2, &v2);
	commit_text(test, 1, &other);
	expect(test, 0, 15, EXPECT_UNCERTAIN);
	commit_deletion(test, 0);
	v1.noise = 1;
	commit_write(test, 6, &v1);
	expect(test, 0, 15, EXPECT_UNCERTAIN);
	commit_text(test, 7, &twin);
	commit_write(test, 8, &twin);
	expect(test, 0, 15, EXPECT_UNCERTAIN);
	commit_deletion(test, 5);
	expect(test, 0, 15, EXPECT_UNCERTAIN);
	commit_deletion(test, 8);
	expect(test, 0, 15, 0);
}

/* A file that stays as unreadable as it was does not begin again what was ended. */
static void unchanged_is_no_news(struct test *test)
{
	struct model_text broken = garbage_of(0);
	struct model_text v2 = text_of(0, 20, 20);
	commit_first(test);
	commit_text(test, 5, &broken);
	commit_text(test, 2, &v2);
	commit_begin(test);
	expect(test, 0, 15, 0);
	broken.noise = 1;
	commit_text(test, 5, &broken);
	expect(test, 0, 15, EXPECT_UNCERTAIN);
}

static void moved_is_news(struct test *test)
{
	struct model_text broken = garbage_of(0);
	struct model_text v2 = text_of(0, 20, 20);
	commit_first(test);
	commit_text(test, 5, &broken);
	commit_text(test, 2, &v2);
	commit_deletion(test, 5);
	commit_write(test, 6, &broken);
	expect(test, 0, 15, EXPECT_UNCERTAIN);
}

/* Only findings: no `retroactive`, a withdrawal of nothing, a repeal out of reach. */
static void findings_make_nothing_unreadable(struct test *test)
{
	struct model_text text = text_of(0, 10, 5);
	text.withdraws = (struct model_days){1, {3}};
	text.repeals[text.repeal_count++] = (struct model_repeal){1, MODEL_EVERY_RULE, 20};
	commit_first(test);
	test->history.commits[0].files[1].text.issuer = 1;
	commit_text(test, 2, &text);
	expect(test, 0, 6, 1);
	expect(test, 1, 20, 0);
}

static void underneath_is_what_was_read(struct test *test)
{
	struct model_text broken = garbage(0);
	commit_first(test);
	commit_text(test, 0, &broken);
	struct model_question question = {.list = 0, .day = 15, .known_at = MODEL_NO_TIME};
	struct model_answer answer = model_ask(&test->history, &question);
	expect_true(test, answer.by_text && !answer.by_clock && answer.commit == 0);
}

static const struct claim claims[] = {
	{"an unreadable text belongs to the list whose name is legible", name_legible},
	{"else to the list last read at its path", last_read_at_its_path},
	{"last read: drafts too, and across a deletion", last_read_long_ago},
	{"at a path never read it belongs to no list", never_read_at_its_path},
	{"a list may begin unreadable", first_commit_unreadable},
	{"a legible date makes that version's window uncertain", date_legible},
	{"a legible date without a next version: for ever", date_legible_for_ever},
	{"a legible date counts for the list last read at the path", date_legible_name_not},
	{"nothing but a next version cuts the uncertain window", date_legible_nothing_else_cuts},
	{"uncertain until the next readable text, and for known_at between",
	 until_the_next_readable_text},
	{"a text readable again is a readable text recorded", repaired_unchanged},
	{"a draft or pending text ends it too", ended_by_a_draft},
	{"what is not newly read of the list does not end it", not_ended_by},
	{"an unchanged unreadable file is no news", unchanged_is_no_news},
	{"a moved unreadable file is news", moved_is_news},
	{"findings of any other kind make nothing unreadable", findings_make_nothing_unreadable},
	{"the answer underneath is what could be read", underneath_is_what_was_read},
};

int unreadable_claims_check(void)
{
	return claims_check(claims, countof(claims));
}
