/*
 * Observations of a model history. Valid are the readable texts of a tree of which no other dated
 * one has the list and date. What is valid and was not in the tree before (same list, date and
 * form) is observed; so is what no longer is; so is an unreadable file whose bytes are new at its
 * path, for the list that is legible or was read there last.
 */
#include "compare_convert.h"

#include "history/record/clock.h"

#include <assert.h>
#include <stdlib.h>

struct converter {
	struct converted *out;
	struct arena *arena;
	const struct model_history *history;
};

/* ---- names ---- */

enum {
	FIRST_ISSUER = COMPARE_LISTS,
	FIRST_RULE = FIRST_ISSUER + MODEL_ISSUERS,
};

static struct str name_of(const struct converted *out, int first, int number)
{
	assert(first + number < COMPARE_NAMES);
	return out->names[first + number];
}

/* Numbers are given out in this order, so that they index the array. */
static void names_make(struct converter *converter, struct names *names)
{
	for (int i = 0; i < COMPARE_NAMES; i++) {
		struct buf buf;
		buf_init(&buf, converter->arena->mem);
		buf_addf(&buf, "n%d", i);
		struct name *name = names_intern(names, buf_str(&buf));
		assert(name->id == (uint32_t)i);
		converter->out->names[i] = name->text;
		buf_fini(&buf);
	}
}

/* ---- forms ---- */

static int compare_ints(const void *left, const void *right)
{
	int a = *(const int *)left, b = *(const int *)right;
	return a < b ? -1 : a > b;
}

static void form_add(struct buf *buf, int value)
{
	buf_add_bytes(buf, &value, sizeof(value));
}

/* Order and repetition are no meaning. */
static void form_add_days(struct buf *buf, const struct model_days *days)
{
	int sorted[MODEL_DATES];
	memcpy(sorted, days->at, sizeof(sorted));
	qsort(sorted, (size_t)days->count, sizeof(int), compare_ints);
	for (int i = 0; i < days->count; i++) {
		if (!i || sorted[i] != sorted[i - 1])
			form_add(buf, sorted[i]);
	}
	form_add(buf, INT_MAX);
}

/* Three numbers each. */
static int compare_rows(const void *left, const void *right)
{
	const int *a = left, *b = right;
	for (int i = 0; i < 3; i++) {
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	}
	return 0;
}

static void form_add_rows(struct buf *buf, const void *rows, int count)
{
	int sorted[MODEL_RULES + MODEL_REPEALS][3];
	memcpy(sorted, rows, (size_t)count * sizeof(*sorted));
	qsort(sorted, (size_t)count, sizeof(*sorted), compare_rows);
	for (int i = 0; i < count; i++) {
		if (!i || compare_rows(sorted[i], sorted[i - 1]) != 0)
			buf_add_bytes(buf, sorted[i], sizeof(*sorted));
	}
	form_add(buf, INT_MAX);
}

static void form_add_substance(struct buf *buf, const struct model_text *text)
{
	const int values[] = {text->list,	 text->issuer,	text->promulgated,
			      text->expires,	 text->draft,	text->pending ? 0 : text->effective,
			      text->retroactive, text->pending, text->corrects,
			      text->body};
	buf_add_bytes(buf, values, sizeof(values));
	form_add_rows(buf, text->repeals, text->repeal_count);
	form_add_rows(buf, text->rules, text->rule_count);
}

/* Not a cryptographic one: a quarter of it is more than enough for a test. */
static struct digest form_digest(const struct buf *buf)
{
	struct digest digest = {{0}};
	uint64_t hash = str_hash(buf_str(buf));
	memcpy(digest.bytes, &hash, sizeof(hash));
	return digest;
}

static void text_add_forms(struct text *out, struct mem *mem, const struct model_text *text)
{
	struct buf buf;
	buf_init(&buf, mem);
	form_add_substance(&buf, text);
	out->substance = form_digest(&buf);
	form_add_days(&buf, &text->withdraws);
	form_add_days(&buf, &text->reinstates);
	out->form = form_digest(&buf);
	buf_fini(&buf);
}

/* ---- texts ---- */

static int32_t date_of(int day)
{
	return day == MODEL_NO_DAY ? DATE_NONE : day;
}

static void text_add_issuers(struct converter *converter, struct text *out, int issuer)
{
	out->issuers = ARENA_ARRAY(converter->arena, struct str, MODEL_ISSUERS);
	out->issuer = name_of(converter->out, FIRST_ISSUER, issuer);
	for (; issuer != MODEL_NO_ISSUER; issuer = converter->history->issuer_parent[issuer])
		out->issuers[out->issuer_count++] = name_of(converter->out, FIRST_ISSUER, issuer);
}

static void text_add_repeals(struct converter *converter, struct text *out,
			     const struct model_text *text)
{
	out->repeals = ARENA_ARRAY(converter->arena, struct text_repeal, MODEL_REPEALS);
	out->repeal_count = (size_t)text->repeal_count;
	for (int i = 0; i < text->repeal_count; i++) {
		const struct model_repeal *repeal = &text->repeals[i];
		out->repeals[i].list = name_of(converter->out, 0, repeal->list);
		if (repeal->rule != MODEL_EVERY_RULE)
			out->repeals[i].rule = name_of(converter->out, FIRST_RULE, repeal->rule);
		out->repeals[i].from = repeal->from;
	}
}

static void text_add_rules(struct converter *converter, struct text *out,
			   const struct model_text *text)
{
	out->rules = ARENA_ARRAY(converter->arena, struct text_rule, MODEL_RULES);
	out->rule_count = (size_t)text->rule_count;
	for (int i = 0; i < text->rule_count; i++) {
		const struct model_rule *rule = &text->rules[i];
		struct str name = name_of(converter->out, FIRST_RULE, rule->id);
		out->rules[i] = (struct text_rule){.id = name,
						   .identity = name,
						   .effective = date_of(rule->effective),
						   .expires = date_of(rule->expires)};
	}
}

static int32_t *dates_copy(struct arena *arena, const struct model_days *days)
{
	return arena_dup(arena, days->at, (size_t)days->count * sizeof(int32_t));
}

static void text_convert_readable(struct converter *converter, struct text *out,
				  const struct model_text *text)
{
	*out = (struct text){
		.readable = true,
		.list = name_of(converter->out, 0, text->list),
		.promulgated = text->promulgated,
		.effective = text->pending ? DATE_NONE : text->effective,
		.expires = date_of(text->expires),
		.draft = text->draft,
		.retroactive = text->retroactive,
		.corrects = text->corrects ? STR("x") : STR_NONE,
		.withdraws = dates_copy(converter->arena, &text->withdraws),
		.withdraw_count = (size_t)text->withdraws.count,
		.reinstates = dates_copy(converter->arena, &text->reinstates),
		.reinstate_count = (size_t)text->reinstates.count,
	};
	text_add_issuers(converter, out, text->issuer);
	text_add_repeals(converter, out, text);
	text_add_rules(converter, out, text);
	text_add_forms(out, converter->arena->mem, text);
}

/* What is legible of an unreadable one. */
static void text_convert_unreadable(struct converter *converter, struct text *out,
				    const struct model_text *text)
{
	*out = (struct text){.effective = text->effective_legible ? text->effective : DATE_NONE,
			     .promulgated = DATE_NONE,
			     .expires = DATE_NONE};
	if (text->name_legible)
		out->list = name_of(converter->out, 0, text->list);
}

static void text_convert(struct converter *converter, int commit, int file)
{
	const struct model_text *text = &converter->history->commits[commit].files[file].text;
	struct text *out = &converter->out->texts[commit][file];
	if (text->readable)
		text_convert_readable(converter, out, text);
	else
		text_convert_unreadable(converter, out, text);
}

/* ---- validity ---- */

static bool text_is_dated(const struct model_text *text)
{
	return text->readable && !text->draft && !text->pending;
}

static bool texts_collide(const struct model_text *a, const struct model_text *b)
{
	return text_is_dated(a) && text_is_dated(b) && a->list == b->list &&
	       a->effective == b->effective;
}

static bool file_collides(const struct model_commit *tree, int file)
{
	for (int i = 0; i < tree->count; i++) {
		if (i != file && texts_collide(&tree->files[i].text, &tree->files[file].text))
			return true;
	}
	return false;
}

/* A valid text of this form stands in the commit's tree. */
static bool form_stands(const struct converter *converter, int commit, const struct text *text)
{
	for (int i = 0; commit >= 0 && i < converter->history->commits[commit].count; i++) {
		const struct text *other = &converter->out->texts[commit][i];
		if (converter->out->valid[commit][i] && str_equal(other->list, text->list) &&
		    digest_equal(&other->form, &text->form))
			return true;
	}
	return false;
}

/* ---- observations ---- */

void list_observe(struct converted_list *list, enum observation_kind kind, uint32_t commit,
		  const struct text *text, struct sighting where)
{
	list->observations[list->count] =
		(struct observation){.kind = kind, .commit = commit, .text = text};
	list->sightings[list->count++] = where;
}

static void observe(struct converter *converter, enum observation_kind kind, int list, int commit,
		    struct sighting where)
{
	list_observe(&converter->out->lists[list], kind, (uint32_t)commit,
		     &converter->out->texts[where.commit][where.file], where);
}

static void observe_readable(struct converter *converter, int commit, int file)
{
	const struct model_commit *tree = &converter->history->commits[commit];
	const struct text *text = &converter->out->texts[commit][file];
	struct sighting where = {commit, file};
	int list = tree->files[file].text.list;
	if (!converter->out->valid[commit][file])
		observe(converter, OBSERVED_DUPLICATE, list, commit, where);
	else if (!form_stands(converter, commit - 1, text))
		observe(converter, OBSERVED_TEXT, list, commit, where);
}

static void observe_gone(struct converter *converter, int commit)
{
	for (int i = 0; commit > 0 && i < converter->history->commits[commit - 1].count; i++) {
		if (converter->out->valid[commit - 1][i] &&
		    !form_stands(converter, commit, &converter->out->texts[commit - 1][i]))
			observe(converter, OBSERVED_GONE,
				converter->history->commits[commit - 1].files[i].text.list, commit,
				(struct sighting){commit - 1, i});
	}
}

static const struct model_text *text_at_path(const struct model_commit *tree, int path)
{
	for (int i = 0; i < tree->count; i++) {
		if (tree->files[i].path == path)
			return &tree->files[i].text;
	}
	return NULL;
}

/* The list last read at the path, or -1. */
static int list_read_at(const struct model_history *history, int commit, int path)
{
	while (--commit >= 0) {
		const struct model_text *text = text_at_path(&history->commits[commit], path);
		if (text && text->readable)
			return text->list;
	}
	return -1;
}

static bool bytes_same(const struct model_text *a, const struct model_text *b)
{
	return !a->readable && !b->readable && a->body == b->body && a->noise == b->noise &&
	       a->name_legible == b->name_legible && (!a->name_legible || a->list == b->list) &&
	       a->effective_legible == b->effective_legible &&
	       (!a->effective_legible || a->effective == b->effective);
}

static void observe_unreadable(struct converter *converter, int commit, int file)
{
	const struct model_history *history = converter->history;
	const struct model_file *found = &history->commits[commit].files[file];
	const struct model_text *before =
		commit ? text_at_path(&history->commits[commit - 1], found->path) : NULL;
	int list = found->text.name_legible ? found->text.list
					    : list_read_at(history, commit, found->path);
	if (list >= 0 && !(before && bytes_same(before, &found->text)))
		observe(converter, OBSERVED_UNREADABLE, list, commit,
			(struct sighting){commit, file});
}

static void commit_convert(struct converter *converter, int commit)
{
	const struct model_commit *tree = &converter->history->commits[commit];
	converter->out->chain[commit].committed = tree->time;
	for (int file = 0; file < tree->count; file++) {
		text_convert(converter, commit, file);
		converter->out->valid[commit][file] =
			tree->files[file].text.readable && !file_collides(tree, file);
	}
}

static void commit_observe(struct converter *converter, int commit)
{
	const struct model_commit *tree = &converter->history->commits[commit];
	for (int file = 0; file < tree->count; file++) {
		if (tree->files[file].text.readable)
			observe_readable(converter, commit, file);
		else
			observe_unreadable(converter, commit, file);
	}
	observe_gone(converter, commit);
}

/* Each text of a tree may be seen in it, and missed in the next one. */
static void lists_make(struct converter *converter)
{
	size_t most = MODEL_FILES * 2 * (size_t)converter->history->count;
	for (int i = 0; i < COMPARE_LISTS; i++)
		converter->out->lists[i] = (struct converted_list){
			.observations =
				arena_alloc(converter->arena, most * sizeof(struct observation)),
			.sightings = arena_alloc(converter->arena, most * sizeof(struct sighting))};
}

void history_convert(struct converted *out, struct arena *arena, struct names *names,
		     const struct model_history *history, enum conversion conversion)
{
	struct converter converter = {out, arena, history};
	names_make(&converter, names);
	lists_make(&converter);
	for (int i = 0; i < history->count; i++)
		commit_convert(&converter, i);
	if (conversion == CONVERT_BY_OBSERVER)
		history_observe(out, arena, history);
	for (int i = 0; conversion == CONVERT_PLAINLY && i < history->count; i++)
		commit_observe(&converter, i);
	clock_run(out->chain, (size_t)history->count);
	for (int i = 0; i < COMPARE_LISTS; i++)
		list_entries_make(&out->lists[i].entries, arena, arena->mem, names, out->names[i],
				  out->lists[i].observations, out->lists[i].count);
}
