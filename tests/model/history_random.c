/*
 * Random histories: a tree is changed a little from commit to commit, by acts drawn from a table,
 * the way people would (and would not) edit lists. Nothing here knows what an answer is.
 */
#include "history_random.h"

#include "text_random.h"

#include <stddef.h>

#define countof(array) ((int)(sizeof(array) / sizeof((array)[0])))

/* A history in the making: what is written so far, and the tree of the next commit. */
struct making {
	struct model_history *history;
	uint64_t chance;
	unsigned left_out;
	int lists;
	struct model_commit tree;
};

static bool making_allows(const struct making *making, enum history_exclusion kind)
{
	return !(making->left_out & (unsigned)kind);
}

static struct model_file *tree_find(struct model_commit *tree, int path)
{
	for (int i = 0; i < tree->count; i++) {
		if (tree->files[i].path == path)
			return &tree->files[i];
	}
	return NULL;
}

/* The file at the path, made if it is not there. */
static struct model_file *tree_at(struct model_commit *tree, int path)
{
	struct model_file *file = tree_find(tree, path);
	if (!file) {
		file = &tree->files[tree->count++];
		file->path = path;
	}
	return file;
}

/* Some file of the tree; NULL if it is empty. */
static struct model_file *making_any(struct making *making)
{
	if (making->tree.count == 0)
		return NULL;
	return &making->tree.files[random_below(&making->chance, making->tree.count)];
}

/* Some file of the tree whose text can be read; NULL if luck has it that there is none. */
static struct model_file *making_readable(struct making *making)
{
	for (int tries = 0; tries < 8 && making->tree.count; tries++) {
		struct model_file *file = making_any(making);
		if (file->text.readable)
			return file;
	}
	return NULL;
}

/* Some file of some earlier commit; NULL if there is none. */
static const struct model_file *making_earlier(struct making *making)
{
	if (making->history->count == 0)
		return NULL;
	const struct model_commit *commit =
		&making->history->commits[random_below(&making->chance, making->history->count)];
	return commit->count ? &commit->files[random_below(&making->chance, commit->count)] : NULL;
}

/* A path, mostly one without a file. */
static int making_path(struct making *making)
{
	int path = random_below(&making->chance, HISTORY_PATHS);
	for (int tries = 0; tries < 3 && tree_find(&making->tree, path); tries++)
		path = random_below(&making->chance, HISTORY_PATHS);
	return path;
}

/* ---- acts ---- */

static void act_write(struct making *making)
{
	struct model_file *file = tree_at(&making->tree, making_path(making));
	text_write(&making->chance, &file->text, making->lists);
}

static void act_write_retroactive(struct making *making)
{
	struct model_file *file = tree_at(&making->tree, making_path(making));
	text_write(&making->chance, &file->text, making->lists);
	text_make_retroactive(&making->chance, &file->text);
}

static void act_amend(struct making *making)
{
	struct model_file *file = making_readable(making);
	if (file)
		text_amend(&making->chance, &file->text);
}

/* The date stays, something else does not; `corrects` is said, repeated or forgotten. */
static void act_correct(struct making *making)
{
	struct model_file *file = making_readable(making);
	if (!file)
		return;
	text_alter(&making->chance, &file->text);
	if (random_chance(&making->chance, 50))
		file->text.corrects = random_below(&making->chance, 4);
}

/* An earlier content of any list comes back, at its path or elsewhere. */
static void act_revert_file(struct making *making)
{
	const struct model_file *earlier = making_earlier(making);
	if (!earlier)
		return;
	int path = random_chance(&making->chance, 70) ? earlier->path : making_path(making);
	tree_at(&making->tree, path)->text = earlier->text;
}

static void act_revert_tree(struct making *making)
{
	const struct model_history *history = making->history;
	if (history->count)
		making->tree = history->commits[random_below(&making->chance, history->count)];
}

/* A date to speak of: mostly one that some text of the list has, by and by any. */
static int making_spoken_day(struct making *making, int list)
{
	for (int tries = 0; tries < 12; tries++) {
		const struct model_file *file = making_earlier(making);
		if (file && file->text.readable && file->text.list == list && !file->text.pending)
			return file->text.effective;
	}
	return random_day(&making->chance);
}

/* A text that says more about dates is often a new version too, and else only says more. */
static struct model_text *making_speaker(struct making *making)
{
	if (random_chance(&making->chance, 40))
		act_amend(making);
	struct model_file *file = making_readable(making);
	return file ? &file->text : NULL;
}

static void act_withdraw(struct making *making)
{
	struct model_text *text = making_speaker(making);
	if (text)
		days_add(&text->withdraws, making_spoken_day(making, text->list));
}

/* Some date that an earlier text withdraws, else any. */
static int making_withdrawn_day(struct making *making, int list)
{
	for (int tries = 0; tries < 24; tries++) {
		const struct model_file *file = making_earlier(making);
		if (file && file->text.list == list && file->text.withdraws.count)
			return file->text.withdraws.at[0];
	}
	return making_spoken_day(making, list);
}

static void act_reinstate(struct making *making)
{
	struct model_text *text = making_speaker(making);
	if (text)
		days_add(&text->reinstates, making_withdrawn_day(making, text->list));
}

static bool text_has_repeal(const struct model_text *text, int list, int rule)
{
	for (int i = 0; i < text->repeal_count; i++) {
		if (text->repeals[i].list == list && text->repeals[i].rule == rule)
			return true;
	}
	return false;
}

/* Mostly of another list, and often by a text promulgated late enough to matter. */
static void act_repeal(struct making *making)
{
	struct model_text *text = making_speaker(making);
	if (!text || text->repeal_count == MODEL_REPEALS)
		return;
	struct model_repeal repeal = {.rule = MODEL_EVERY_RULE};
	repeal.list = random_below(&making->chance, making->lists);
	if (repeal.list == text->list)
		repeal.list = random_below(&making->chance, making->lists);
	repeal.from = random_day(&making->chance);
	if (random_chance(&making->chance, 50))
		repeal.rule = random_below(&making->chance, HISTORY_RULES);
	if (random_chance(&making->chance, 40))
		text->promulgated = HISTORY_DAY + HISTORY_DAYS - 2;
	if (!text_has_repeal(text, repeal.list, repeal.rule))
		text->repeals[text->repeal_count++] = repeal;
}

static void act_expire(struct making *making)
{
	struct model_file *file = making_readable(making);
	if (file)
		text_expire(&making->chance, &file->text);
}

/* A draft or pending text, or one that is so no longer. */
static void act_suspend(struct making *making)
{
	struct model_file *file = making_readable(making);
	if (!file)
		return;
	if (random_chance(&making->chance, 50))
		file->text.draft = !file->text.draft;
	else
		file->text.pending = !file->text.pending;
}

/* Where the path is taken, the two files change places. */
static void act_move(struct making *making)
{
	struct model_file *file = making_any(making);
	if (!file)
		return;
	int path = making_path(making);
	struct model_file *other = tree_find(&making->tree, path);
	if (other)
		other->path = file->path;
	file->path = path;
}

static void act_copy(struct making *making)
{
	struct model_file *file = making_readable(making);
	if (!file)
		return;
	struct model_text text = file->text;
	tree_at(&making->tree, making_path(making))->text = text;
}

/* The same date once more with other words: the error that one tree can hold. */
static void act_twin(struct making *making)
{
	struct model_file *file = making_readable(making);
	if (!file)
		return;
	struct model_text text = file->text;
	text.body = random_below(&making->chance, 4);
	tree_at(&making->tree, making_path(making))->text = text;
}

static void act_delete(struct making *making)
{
	struct model_commit *tree = &making->tree;
	if (tree->count == 0)
		return;
	int file = random_below(&making->chance, tree->count);
	tree->files[file] = tree->files[--tree->count];
}

static void act_reformat(struct making *making)
{
	struct model_file *file = making_any(making);
	if (file)
		file->text.noise = random_below(&making->chance, 4);
}

/* For an unreadable file this is news. */
static void act_reformat_unreadable(struct making *making)
{
	for (int i = 0; i < making->tree.count; i++) {
		struct model_text *text = &making->tree.files[i].text;
		if (!text->readable)
			text->noise = random_below(&making->chance, 4);
	}
}

static void act_reorder(struct making *making)
{
	struct model_file *file = making_readable(making);
	if (file)
		text_reorder(&file->text);
}

static void act_break(struct making *making)
{
	struct model_file *file = making_readable(making);
	if (file)
		text_break(&making->chance, &file->text);
}

/* A file that was never readable. */
static void act_garbage(struct making *making)
{
	struct model_file *file = tree_at(&making->tree, making_path(making));
	text_write(&making->chance, &file->text, making->lists);
	text_break(&making->chance, &file->text);
}

/* An unreadable file becomes what stood at its path before, or a new text. */
static void act_repair(struct making *making)
{
	for (int i = 0; i < making->tree.count; i++) {
		struct model_file *file = &making->tree.files[i];
		if (file->text.readable)
			continue;
		text_write(&making->chance, &file->text, making->lists);
		for (int tries = 0; tries < 24; tries++) {
			const struct model_file *earlier = making_earlier(making);
			if (earlier && earlier->path == file->path && earlier->text.readable)
				file->text = earlier->text;
		}
		return;
	}
}

/* ---- histories ---- */

static const struct act {
	void (*perform)(struct making *);
	int weight;
	enum history_exclusion kind; /* 0 for one that is never left out */
} acts[] = {
	/* perform, weight, kind */
	{act_write, 12, 0},
	{act_write_retroactive, 5, 0},
	{act_amend, 12, 0},
	{act_correct, 14, 0},
	{act_expire, 3, 0},
	{act_move, 5, 0},
	{act_copy, 3, HISTORY_NO_TWINS},
	{act_twin, 3, HISTORY_NO_TWINS},
	{act_delete, 4, 0},
	{act_reformat, 4, 0},
	{act_reorder, 3, 0},
	{act_suspend, 5, HISTORY_NO_UNDATED},
	{act_withdraw, 9, HISTORY_NO_WITHDRAWALS},
	{act_reinstate, 6, HISTORY_NO_WITHDRAWALS},
	{act_repeal, 9, HISTORY_NO_REPEALS},
	{act_revert_file, 7, HISTORY_NO_REVERTS},
	{act_revert_tree, 2, HISTORY_NO_REVERTS},
	{act_break, 5, HISTORY_NO_UNREADABLE},
	{act_garbage, 2, HISTORY_NO_UNREADABLE},
	{act_reformat_unreadable, 3, HISTORY_NO_UNREADABLE},
	{act_repair, 5, HISTORY_NO_UNREADABLE},
};

static void making_act(struct making *making)
{
	int total = 0;
	for (int i = 0; i < countof(acts); i++)
		total += acts[i].weight;
	int drawn = random_below(&making->chance, total);
	int chosen = 0;
	while (drawn >= acts[chosen].weight)
		drawn -= acts[chosen++].weight;
	if (acts[chosen].kind == 0 || making_allows(making, acts[chosen].kind))
		acts[chosen].perform(making);
}

static bool files_are_twins(const struct model_text *a, const struct model_text *b)
{
	return a->readable && b->readable && a->list == b->list && a->effective == b->effective;
}

/* Acts make twins by chance too; where none are wanted, the later one is dropped. */
static void tree_drop_twins(struct model_commit *tree)
{
	for (int i = 0; i < tree->count; i++) {
		for (int j = tree->count - 1; j > i; j--) {
			if (files_are_twins(&tree->files[i].text, &tree->files[j].text))
				tree->files[j] = tree->files[--tree->count];
		}
	}
}

static void tree_tame(struct model_commit *tree)
{
	for (int i = 0; i < tree->count; i++) {
		if (tree->files[i].text.readable)
			text_tame(&tree->files[i].text);
	}
}

/* A text of the tree is of that list and, unless every rule is meant, has that rule. */
static bool tree_resolves(const struct model_commit *tree, const struct model_repeal *repeal)
{
	for (int i = 0; i < tree->count; i++) {
		const struct model_text *text = &tree->files[i].text;
		if (!text->readable || text->list != repeal->list)
			continue;
		if (repeal->rule == MODEL_EVERY_RULE)
			return true;
		for (int rule = 0; rule < text->rule_count; rule++) {
			if (text->rules[rule].id == repeal->rule)
				return true;
		}
	}
	return false;
}

static void tree_drop_dangling(struct model_commit *tree)
{
	for (int i = 0; i < tree->count; i++) {
		struct model_text *text = &tree->files[i].text;
		for (int j = text->repeal_count - 1; j >= 0; j--) {
			if (!tree_resolves(tree, &text->repeals[j]))
				text->repeals[j] = text->repeals[--text->repeal_count];
		}
	}
}

/* Mostly a step forward, or none; then and now a leap that later commits come back from. */
static int64_t making_time(struct making *making, int64_t before)
{
	static const int64_t hour = 3600;
	int64_t step = random_below(&making->chance, 40) * hour;
	if (making_allows(making, HISTORY_NO_CLOCK) && random_chance(&making->chance, 8))
		step = -random_below(&making->chance, 200) * hour;
	if (making_allows(making, HISTORY_NO_CLOCK) && random_chance(&making->chance, 6))
		step = 200 * hour;
	return before + step;
}

static void making_commit(struct making *making)
{
	struct model_history *history = making->history;
	for (int acted = 0; acted == 0 || random_chance(&making->chance, 45); acted++)
		making_act(making);
	if (!making_allows(making, HISTORY_NO_TWINS))
		tree_drop_twins(&making->tree);
	if (!making_allows(making, HISTORY_NO_ODDITIES))
		tree_tame(&making->tree);
	if (!making_allows(making, HISTORY_NO_DANGLING))
		tree_drop_dangling(&making->tree);
	int64_t before = (int64_t)HISTORY_DAY * 86400;
	if (history->count)
		before = history->commits[history->count - 1].time;
	making->tree.time = making_time(making, before);
	history->commits[history->count++] = making->tree;
}

/* Every issuer is at the top or under one of a smaller number. */
static void issuers_random(struct making *making)
{
	for (int i = 0; i < MODEL_ISSUERS; i++) {
		int parent = random_below(&making->chance, 4)
				     ? random_below(&making->chance, i + 1) - 1
				     : -1;
		making->history->issuer_parent[i] = parent < 0 ? MODEL_NO_ISSUER : parent;
	}
}

/* Now is after the last commit, or, once in a while, before some. */
static int64_t making_now(struct making *making)
{
	const struct model_history *history = making->history;
	int64_t latest = model_recorded(history, history->count - 1);
	if (making_allows(making, HISTORY_NO_CLOCK) && random_chance(&making->chance, 25))
		return latest - random_below(&making->chance, 60) * INT64_C(3600);
	return latest + 1 + random_below(&making->chance, 60) * INT64_C(3600);
}

void history_random(struct model_history *out, uint64_t seed, unsigned left_out)
{
	struct making making = {.history = out, .chance = seed, .left_out = left_out};
	*out = (struct model_history){0};
	making.lists = 1 + random_below(&making.chance, HISTORY_LISTS);
	issuers_random(&making);
	int commits = 1 + random_below(&making.chance, HISTORY_COMMITS);
	for (int i = 0; i < 2; i++)
		act_write(&making);
	while (out->count < commits)
		making_commit(&making);
	out->now = making_now(&making);
}

/* A known_at at, just before or just after a commit, or anywhere in the span of the history. */
static int64_t known_at_random(const struct model_history *history, uint64_t *state)
{
	int commit = random_below(state, history->count);
	int64_t time = history->commits[commit].time;
	if (random_below(state, 4) == 0)
		return history->commits[0].time + random_below(state, 40 * 86400);
	return time - 1 + random_below(state, 3);
}

/* Mostly a list that some text is of. */
static int list_random(const struct model_history *history, uint64_t *state)
{
	for (int tries = 0; tries < 4; tries++) {
		const struct model_commit *commit =
			&history->commits[random_below(state, history->count)];
		int file = random_below(state, MODEL_FILES);
		if (file < commit->count)
			return commit->files[file].text.list;
	}
	return random_below(state, HISTORY_LISTS);
}

struct model_question question_random(const struct model_history *history, uint64_t *state)
{
	struct model_question question;
	question.list = list_random(history, state);
	question.day = HISTORY_DAY - 3 + random_below(state, HISTORY_DAYS + 10);
	question.known_at = MODEL_NO_TIME;
	if (random_below(state, 2))
		question.known_at = known_at_random(history, state);
	return question;
}
