/*
 * Laws on random histories: what may be done to a history without changing its answers, and how
 * answers may differ from day to day.
 */
#include "history_print.h"
#include "history_random.h"
#include "selftest.h"
#include "text_random.h"
#include "support/tries.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	SEEDS = 400,
	QUESTIONS = 12,
};

/* A law at work: a history, what became of it, and the question asked of both. */
struct trial {
	struct model_history before;
	struct model_history after;
	struct model_question question;
	uint64_t chance;
	int commit_after[MODEL_COMMITS]; /* where the commits of `before` are in `after` */
};

struct law {
	const char *text;
	unsigned left_out;
	void (*change)(struct trial *); /* makes `after` of `before` */
	bool (*holds)(struct trial *);	/* NULL: both answer alike */
};

/* ---- comparing answers ---- */

/* The forms are compared, so that files may change places in their trees. */
static bool recording_same(const struct trial *trial, const struct model_answer *a,
			   const struct model_answer *b)
{
	if (a->commit == MODEL_NOWHERE || b->commit == MODEL_NOWHERE)
		return a->commit == b->commit;
	const struct model_text *one = &trial->before.commits[a->commit].files[a->file].text;
	const struct model_text *other = &trial->after.commits[b->commit].files[b->file].text;
	return trial->commit_after[a->commit] == b->commit && model_form_same(one, other);
}

static bool answers_same_but_for_the_clock(struct trial *trial)
{
	struct model_answer a = model_ask(&trial->before, &trial->question);
	struct model_answer b = model_ask(&trial->after, &trial->question);
	return a.by_text == b.by_text && a.rules == b.rules && recording_same(trial, &a, &b);
}

static bool answers_same(struct trial *trial)
{
	struct model_answer a = model_ask(&trial->before, &trial->question);
	struct model_answer b = model_ask(&trial->after, &trial->question);
	return a.state == b.state && a.by_clock == b.by_clock &&
	       answers_same_but_for_the_clock(trial);
}

/* ---- what may be done to a history ---- */

static void trial_copy(struct trial *trial)
{
	trial->after = trial->before;
	for (int i = 0; i < MODEL_COMMITS; i++)
		trial->commit_after[i] = i;
}

static void change_nothing(struct trial *trial)
{
	trial_copy(trial);
}

/*
 * Drops the last commits, and asks what was known before the first of them: `before` is the
 * history to which commits were added.
 */
static void change_drop_later(struct trial *trial)
{
	trial_copy(trial);
	int kept = 1 + random_below(&trial->chance, trial->before.count);
	trial->after.count = kept;
	if (kept == trial->before.count)
		return;
	int64_t next = model_recorded(&trial->before, kept);
	if (trial->question.known_at == MODEL_NO_TIME || trial->question.known_at >= next)
		trial->question.known_at = next - 1;
}

/* As above, but the commits added are from another history altogether. */
static void change_add_foreign(struct trial *trial)
{
	trial_copy(trial);
	struct model_history *foreign = malloc(sizeof *foreign);
	if (!foreign)
		return;
	history_random(foreign, random_next(&trial->chance), 0);
	int64_t last = model_recorded(&trial->before, trial->before.count - 1);
	if (trial->question.known_at == MODEL_NO_TIME || trial->question.known_at > last)
		trial->question.known_at = last;
	for (int i = 0; i < foreign->count; i++) {
		foreign->commits[i].time = last + 1 + random_below(&trial->chance, 99999);
		trial->after.commits[trial->after.count++] = foreign->commits[i];
	}
	trial->after.now = INT64_C(1) << 40;
	trial->before.now = trial->after.now;
	free(foreign);
}

static void tree_shuffle(struct trial *trial, struct model_commit *tree)
{
	for (int i = tree->count - 1; i > 0; i--) {
		int other = random_below(&trial->chance, i + 1);
		struct model_file file = tree->files[i];
		tree->files[i] = tree->files[other];
		tree->files[other] = file;
	}
}

static void tree_reformat(struct trial *trial, struct model_commit *tree)
{
	for (int i = 0; i < tree->count; i++) {
		struct model_text *text = &tree->files[i].text;
		if (!text->readable)
			continue;
		text->noise = random_below(&trial->chance, 100);
		text_reorder(text);
	}
}

/* Every path becomes another one, throughout. */
static void tree_rename(struct model_commit *tree, int step)
{
	for (int i = 0; i < tree->count; i++)
		tree->files[i].path = (tree->files[i].path + step) % HISTORY_PATHS;
}

/* Noise in what can be read, other paths, another order of files. */
static void change_format(struct trial *trial)
{
	trial_copy(trial);
	int step = random_below(&trial->chance, HISTORY_PATHS);
	for (int i = 0; i < trial->after.count; i++) {
		tree_reformat(trial, &trial->after.commits[i]);
		tree_rename(&trial->after.commits[i], step);
		tree_shuffle(trial, &trial->after.commits[i]);
	}
}

/* Makes room after that commit for one more, at first with its tree and time. */
static struct model_commit *trial_insert(struct trial *trial, int commit)
{
	struct model_history *after = &trial->after;
	for (int i = after->count; i > commit; i--)
		after->commits[i] = after->commits[i - 1];
	after->count++;
	for (int i = 0; i < MODEL_COMMITS; i++)
		trial->commit_after[i] += trial->commit_after[i] > commit;
	return &after->commits[commit + 1];
}

static void change_repeat_commits(struct trial *trial)
{
	trial_copy(trial);
	for (int i = trial->before.count - 1; i >= 0; i--)
		trial_insert(trial, i);
}

/* A commit that only moves and reformats, and from which nobody moves back. */
static void change_insert_move(struct trial *trial)
{
	trial_copy(trial);
	int commit = random_below(&trial->chance, trial->before.count);
	struct model_commit *tree = trial_insert(trial, commit);
	tree_reformat(trial, tree);
	tree_rename(tree, 1 + random_below(&trial->chance, HISTORY_PATHS - 1));
	tree_shuffle(trial, tree);
}

/* A commit that goes back to an earlier tree, and from which the next one comes back. */
static void change_insert_revert(struct trial *trial)
{
	trial_copy(trial);
	int commit = random_below(&trial->chance, trial->before.count);
	int earlier = random_below(&trial->chance, commit + 1);
	struct model_commit *tree = trial_insert(trial, commit);
	int64_t time = tree->time;
	*tree = trial->before.commits[earlier];
	tree->time = time;
}

/* A commit that deletes every file, and from which the next one comes back. */
static void change_insert_deletion(struct trial *trial)
{
	trial_copy(trial);
	trial_insert(trial, random_below(&trial->chance, trial->before.count))->count = 0;
}

/* At the end everything is deleted: also with unreadable texts about. */
static void change_delete_at_last(struct trial *trial)
{
	trial_copy(trial);
	trial_insert(trial, trial->before.count - 1)->count = 0;
}

static void change_drop_undated(struct trial *trial)
{
	trial_copy(trial);
	for (int i = 0; i < trial->after.count; i++) {
		struct model_commit *tree = &trial->after.commits[i];
		for (int file = tree->count - 1; file >= 0; file--) {
			const struct model_text *text = &tree->files[file].text;
			if (text->draft || text->pending)
				tree->files[file] = tree->files[--tree->count];
		}
	}
}

static void history_say_retroactive(struct model_history *history, bool retroactive)
{
	for (int i = 0; i < history->count; i++) {
		for (int file = 0; file < history->commits[i].count; file++)
			history->commits[i].files[file].text.retroactive = retroactive;
	}
}

static void change_say_retroactive(struct trial *trial)
{
	history_say_retroactive(&trial->before, false);
	trial_copy(trial);
	history_say_retroactive(&trial->after, true);
}

/*
 * One text a commit, no two of one list and date: recorded in another order. The commits of
 * `before` are made of the texts found in the random history.
 */
static bool history_has_key(const struct model_history *history, const struct model_text *text)
{
	for (int i = 0; i < history->count; i++) {
		const struct model_text *other = &history->commits[i].files[0].text;
		if (other->list == text->list && other->effective == text->effective)
			return true;
	}
	return false;
}

static void history_add_alone(struct model_history *history, const struct model_file *file)
{
	if (history->count == MODEL_COMMITS || history_has_key(history, &file->text))
		return;
	struct model_commit *commit = &history->commits[history->count++];
	*commit = (struct model_commit){.time = history->count, .count = 1};
	commit->files[0] = *file;
}

static void trial_spread(struct trial *trial)
{
	trial->after = trial->before;
	trial->before.count = 0;
	for (int i = 0; i < trial->after.count; i++) {
		for (int file = 0; file < trial->after.commits[i].count; file++)
			history_add_alone(&trial->before, &trial->after.commits[i].files[file]);
	}
}

static void change_order_of_recording(struct trial *trial)
{
	trial_spread(trial);
	trial_copy(trial);
	for (int i = trial->before.count - 1; i > 0; i--) {
		int other = random_below(&trial->chance, i + 1);
		struct model_commit *commits = trial->after.commits;
		struct model_file file = commits[i].files[0];
		commits[i].files[0] = commits[other].files[0];
		commits[other].files[0] = file;
	}
	trial->question.known_at = MODEL_NO_TIME;
}

/* ---- how answers may be ---- */

/* The texts are not of one form, so only their places can be compared. */
static bool answering_places_same(struct trial *trial)
{
	struct model_answer a = model_ask(&trial->before, &trial->question);
	struct model_answer b = model_ask(&trial->after, &trial->question);
	return a.state == b.state && a.commit == b.commit && a.file == b.file && a.rules == b.rules;
}

/* Commits are in another order, so only the texts can be compared. */
static bool answering_texts_same(struct trial *trial)
{
	struct model_answer a = model_ask(&trial->before, &trial->question);
	struct model_answer b = model_ask(&trial->after, &trial->question);
	if (a.state != b.state || a.rules != b.rules)
		return false;
	return a.state == MODEL_GAP ||
	       model_form_same(&trial->before.commits[a.commit].files[a.file].text,
			       &trial->after.commits[b.commit].files[b.file].text);
}

/* A commit's own date after known_at, or now being past, is what makes a clock mark. */
static bool added_marks_only_with_a_cause(struct trial *trial)
{
	struct model_answer a = model_ask(&trial->after, &trial->question);
	struct model_answer b = model_ask(&trial->before, &trial->question);
	bool cause = trial->before.now <= trial->question.known_at;
	for (int i = trial->after.count; i < trial->before.count; i++)
		cause = cause || trial->before.commits[i].time <= trial->question.known_at;
	return cause || a.by_clock == b.by_clock;
}

static bool later_commits_change_nothing(struct trial *trial)
{
	return answers_same_but_for_the_clock(trial) && added_marks_only_with_a_cause(trial);
}

static bool day_is_within(int day, int from, int to)
{
	return (from == MODEL_NO_DAY || from <= day) && (to == MODEL_NO_DAY || day < to);
}

/* What answers lies in the window it declares, and was recorded by known_at. */
static bool answer_is_within_its_dates(struct trial *trial)
{
	struct model_answer answer = model_ask(&trial->before, &trial->question);
	if (answer.commit == MODEL_NOWHERE)
		return answer.rules == 0;
	const struct model_text *text =
		&trial->before.commits[answer.commit].files[answer.file].text;
	bool within = day_is_within(trial->question.day, text->effective, text->expires);
	for (int i = 0; i < text->rule_count; i++) {
		const struct model_rule *rule = &text->rules[i];
		bool on = answer.rules & (UINT32_C(1) << rule->id);
		within = within && (!on || day_is_within(trial->question.day, rule->effective,
							 rule->expires));
	}
	return within && !text->draft && !text->pending &&
	       (trial->question.known_at == MODEL_NO_TIME ||
		model_recorded(&trial->before, answer.commit) <= trial->question.known_at);
}

static bool text_names_day(const struct model_text *text, int day)
{
	bool names = text->effective == day || text->expires == day;
	for (int i = 0; i < text->repeal_count; i++)
		names = names || text->repeals[i].from == day;
	for (int i = 0; i < text->rule_count; i++)
		names = names || text->rules[i].effective == day || text->rules[i].expires == day;
	return names;
}

static bool history_names_day(const struct model_history *history, int day)
{
	for (int i = 0; i < history->count; i++) {
		for (int file = 0; file < history->commits[i].count; file++) {
			if (text_names_day(&history->commits[i].files[file].text, day))
				return true;
		}
	}
	return false;
}

/* Only a day that some text names can differ from the day before it. */
static bool answers_change_on_named_days(struct trial *trial)
{
	struct model_answer today = model_ask(&trial->before, &trial->question);
	trial->question.day--;
	struct model_answer before = model_ask(&trial->before, &trial->question);
	return history_names_day(&trial->before, trial->question.day + 1) ||
	       (today.state == before.state && today.commit == before.commit &&
		today.rules == before.rules && today.by_text == before.by_text);
}

/* Knowing everything is knowing at the end of time. */
static bool all_is_known_in_the_end(struct trial *trial)
{
	trial->question.known_at = MODEL_NO_TIME;
	struct model_answer a = model_ask(&trial->before, &trial->question);
	trial->question.known_at = INT64_MAX;
	struct model_answer b = model_ask(&trial->before, &trial->question);
	return a.state == b.state && recording_same(trial, &a, &b) && a.rules == b.rules;
}

/* Said once more in other words: is known_at between a commit's date and its recorded time? */
static bool clock_marks_descents(struct trial *trial)
{
	const struct model_history *history = &trial->before;
	int64_t at = trial->question.known_at;
	bool marked = false;
	for (int i = 1; i < history->count; i++)
		marked = marked ||
			 (history->commits[i].time <= at && at < history->commits[i - 1].time);
	marked = marked || (history->now <= at && at < model_recorded(history, history->count - 1));
	marked = marked && at != MODEL_NO_TIME;
	return model_ask(history, &trial->question).by_clock == marked;
}

static const struct law laws[] = {
	{"commits recorded after known_at change no answer", 0, change_drop_later,
	 later_commits_change_nothing},
	{"foreign commits recorded after known_at change no answer", 0, change_add_foreign, NULL},
	{"noise, paths and order of files change no answer", 0, change_format, NULL},
	{"commits that change nothing change no answer", 0, change_repeat_commits, NULL},
	{"a commit that only moves and reformats changes no answer", HISTORY_NO_UNREADABLE,
	 change_insert_move, NULL},
	{"going back to an earlier tree and forth changes no answer", HISTORY_NO_UNREADABLE,
	 change_insert_revert, NULL},
	{"deleting everything and taking it back changes no answer", HISTORY_NO_UNREADABLE,
	 change_insert_deletion, NULL},
	{"deleting everything at last changes no answer", 0, change_delete_at_last, NULL},
	{"without drafts and pending texts all answers are the same", HISTORY_NO_UNREADABLE,
	 change_drop_undated, NULL},
	{"the word retroactive changes no answer", 0, change_say_retroactive,
	 answering_places_same},
	{"the order of recording new dates changes no answer",
	 HISTORY_NO_UNREADABLE | HISTORY_NO_WITHDRAWALS | HISTORY_NO_UNDATED | HISTORY_NO_CLOCK,
	 change_order_of_recording, answering_texts_same},
	{"what answers lies within the dates it declares", 0, change_nothing,
	 answer_is_within_its_dates},
	{"answers change on days that some text names", 0, change_nothing,
	 answers_change_on_named_days},
	{"all is known in the end", 0, change_nothing, all_is_known_in_the_end},
	{"the clock is marked where committer times go down", 0, change_nothing,
	 clock_marks_descents},
	{"the same question has the same answer", 0, change_nothing, NULL},
};

static void trial_report(const struct law *law, const struct trial *trial, uint64_t seed)
{
	printf("FAILED: %s\n  seed %" PRIu64 ", list %d, day %d, known at %" PRId64 "\n", law->text,
	       seed, trial->question.list, trial->question.day - HISTORY_DAY,
	       trial->question.known_at);
	struct model_answer a = model_ask(&trial->before, &trial->question);
	struct model_answer b = model_ask(&trial->after, &trial->question);
	answer_print(stdout, &a);
	answer_print(stdout, &b);
	printf(" before:\n");
	history_print(stdout, &trial->before, HISTORY_DAY);
	printf(" after:\n");
	history_print(stdout, &trial->after, HISTORY_DAY);
}

static bool law_holds_for(const struct law *law, struct trial *trial, uint64_t seed)
{
	trial->chance = seed;
	history_random(&trial->before, seed, law->left_out);
	trial->question = question_random(&trial->before, &trial->chance);
	law->change(trial);
	for (int i = 0; i < QUESTIONS; i++) {
		if (!(law->holds ? law->holds(trial) : answers_same(trial)))
			return false;
		struct model_question next = question_random(&trial->before, &trial->chance);
		trial->question.list = next.list;
		trial->question.day = next.day;
	}
	return true;
}

/* Stops at the first history that breaks the law; later ones would say no more. */
static int law_check(const struct law *law, struct trial *trial, uint64_t first_seed)
{
	for (uint64_t seed = first_seed; seed < first_seed + tries(SEEDS); seed++) {
		if (law_holds_for(law, trial, seed))
			continue;
		trial_report(law, trial, seed);
		return 1;
	}
	return 0;
}

int laws_check(void)
{
	int failures = 0;
	struct trial *trial = calloc(1, sizeof *trial);
	if (!trial)
		return 1;
	for (int i = 0; i < countof(laws); i++)
		failures += law_check(&laws[i], trial, 1000 * (1 + (uint64_t)i));
	free(trial);
	return failures;
}
