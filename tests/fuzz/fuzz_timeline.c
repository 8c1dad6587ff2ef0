/*
 * Any bytes are a history: texts of a few lists come into a tree, stand beside each other, become
 * unreadable and go, in commits of any committer time. Whatever is on record then, the windows of
 * each list lie side by side without a hole, finding one by its day is the same as looking at all,
 * what was known at a time does not depend on what was recorded later, and recording what stands
 * in the last tree once more moves no window.
 */
#include "history/record/clock.h"
#include "history/record/finding.h"
#include "history/record/inforce.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
	LISTS = 4,
	ISSUERS = 4,
	RULES = 3,
	FIRST_ISSUER = LISTS,
	FIRST_RULE = FIRST_ISSUER + ISSUERS,
	NAMES = FIRST_RULE + RULES,
	FILES = 6,
	COMMITS = 48,
	DAYS = 16,
};

/* By number: record and repeals go by it. */
static const struct str name_texts[NAMES] = {
	{"l0", 2}, {"l1", 2}, {"l2", 2}, {"l3", 2}, {"i0", 2}, {"i1", 2},
	{"i2", 2}, {"i3", 2}, {"r0", 2}, {"r1", 2}, {"r2", 2},
};

/* ISSUERS: none. */
static const uint32_t issuer_parents[ISSUERS] = {ISSUERS, 0, 0, 1};

struct file {
	const struct text *text; /* NULL: there is none */
	uint32_t list;		 /* LISTS: nobody can tell */
	bool valid;		 /* readable, and no other dated one has its list and date */
};

struct tree {
	struct file files[FILES];
};

struct observations {
	VEC(struct observation) of;
};

struct history {
	struct mem mem;
	struct arena arena;
	const uint8_t *at; /* the bytes that are left */
	const uint8_t *end;
	struct observations lists[LISTS];
	struct recorded_commit chain[COMMITS + 1];
	uint32_t commit_count;
	struct tree before;
	struct tree now;
};

/* What is made of the first commits of a history. */
struct answers {
	struct arena arena;
	struct names names;
	struct list_entries entries[LISTS];
	struct record records[LISTS];
	struct timeline timelines[LISTS];
	struct rule_repeals rules[LISTS];
	struct repeals repeals;
	struct finding_list findings;
};

static void exhausted(void *data)
{
	(void)data;
	abort();
}

/* ---- bytes ---- */

static bool bytes_left(const struct history *history)
{
	return history->at < history->end;
}

/* 0 where nothing is left. */
static uint32_t take(struct history *history, uint32_t below)
{
	return bytes_left(history) ? *history->at++ % below : 0;
}

/* One of the days, or none. */
static int32_t take_day(struct history *history)
{
	uint32_t day = take(history, DAYS + 1);
	return day == DAYS ? DATE_NONE : (int32_t)day;
}

/* Some of the first eight days, in ascending order. */
static int32_t *take_days(struct history *history, size_t *count)
{
	int32_t *days = ARENA_ARRAY(&history->arena, int32_t, 8);
	uint32_t set = take(history, 256);
	for (int32_t day = 0; day < 8; day++) {
		if (set >> day & 1)
			days[(*count)++] = day;
	}
	return days;
}

/* Within the days, or at the ends of what a time can be. */
static int64_t take_time(struct history *history)
{
	static const int64_t rare[] = {INT64_MIN,     INT64_MIN + 1, INT64_MAX,
				       INT64_MAX - 1, INT32_MIN,     UINT32_MAX};
	uint32_t byte = take(history, 256);
	if (byte >= 250)
		return rare[byte - 250];
	return (int64_t)byte * 86400 / 8;
}

/* ---- texts ---- */

static void take_issuer(struct history *history, struct text *text)
{
	uint32_t issuer = take(history, ISSUERS + 1);
	text->issuers = ARENA_ARRAY(&history->arena, struct str, ISSUERS);
	if (issuer < ISSUERS)
		text->issuer = name_texts[FIRST_ISSUER + issuer];
	for (; issuer < ISSUERS; issuer = issuer_parents[issuer])
		text->issuers[text->issuer_count++] = name_texts[FIRST_ISSUER + issuer];
}

static void take_repeals(struct history *history, struct text *text)
{
	text->repeal_count = take(history, 4);
	text->repeals = ARENA_ARRAY(&history->arena, struct text_repeal, text->repeal_count);
	for (size_t i = 0; i < text->repeal_count; i++) {
		uint32_t rule = take(history, RULES + 1);
		text->repeals[i] = (struct text_repeal){
			.list = name_texts[take(history, LISTS)],
			.rule = rule < RULES ? name_texts[FIRST_RULE + rule] : STR_NONE,
			.from = (int32_t)take(history, DAYS)};
	}
}

static void take_rules(struct history *history, struct text *text)
{
	text->rule_count = take(history, RULES + 1);
	text->rules = ARENA_ARRAY(&history->arena, struct text_rule, text->rule_count);
	for (size_t i = 0; i < text->rule_count; i++)
		text->rules[i] = (struct text_rule){
			.id = name_texts[FIRST_RULE + i],
			.identity = name_texts[FIRST_RULE + take(history, RULES)],
			.effective = take_day(history),
			.expires = take_day(history)};
}

static void take_flags(struct history *history, struct text *text)
{
	uint32_t flags = take(history, 8);
	text->draft = flags & 1;
	text->retroactive = flags & 2;
	text->corrects = flags & 4 ? STR("x") : STR_NONE;
}

/* The bytes that said it stand for what it says. */
static struct digest digest_between(struct str list, const uint8_t *from, const uint8_t *to)
{
	char said[256];
	size_t size = (size_t)(to - from);
	assert(list.len + size <= sizeof(said));
	memcpy(said, list.ptr, list.len);
	memcpy(said + list.len, from, size);
	return digest_of((struct str){said, list.len + size});
}

static const struct text *take_text(struct history *history, uint32_t list)
{
	struct text *text = ARENA_NEW(&history->arena, struct text);
	const uint8_t *from = history->at;
	text->readable = true;
	text->list = name_texts[list];
	text->promulgated = (int32_t)take(history, DAYS);
	text->effective = take_day(history);
	text->expires = take_day(history);
	text->in_force_since = DATE_NONE;
	take_flags(history, text);
	take_issuer(history, text);
	take_repeals(history, text);
	take_rules(history, text);
	text->substance = digest_between(text->list, from, history->at);
	text->withdraws = take_days(history, &text->withdraw_count);
	text->reinstates = take_days(history, &text->reinstate_count);
	text->form = digest_between(text->list, from, history->at);
	return text;
}

static const struct text *take_unreadable(struct history *history, uint32_t list)
{
	struct text *text = ARENA_NEW(&history->arena, struct text);
	text->promulgated = text->expires = text->in_force_since = DATE_NONE;
	text->effective = take_day(history);
	if (list < LISTS)
		text->list = name_texts[list];
	return text;
}

/* ---- trees ---- */

static bool files_collide(const struct file *a, const struct file *b)
{
	return a->text && b->text && a->text->readable && b->text->readable && a->list == b->list &&
	       !a->text->draft && !b->text->draft && a->text->effective != DATE_NONE &&
	       a->text->effective == b->text->effective;
}

static void tree_validate(struct tree *tree)
{
	for (int i = 0; i < FILES; i++) {
		struct file *file = &tree->files[i];
		file->valid = file->text && file->text->readable;
		for (int j = 0; j < FILES; j++)
			file->valid &= i == j || !files_collide(file, &tree->files[j]);
	}
}

/* A valid text of the same form. */
static bool form_stands(const struct tree *tree, const struct file *file)
{
	for (int i = 0; i < FILES; i++) {
		const struct file *other = &tree->files[i];
		if (other->valid && other->list == file->list &&
		    digest_equal(&other->text->form, &file->text->form))
			return true;
	}
	return false;
}

static void observe(struct history *history, enum observation_kind kind, const struct file *file)
{
	if (file->list < LISTS)
		VEC_PUSH(&history->mem, &history->lists[file->list].of,
			 (struct observation){.kind = kind,
					      .commit = history->commit_count,
					      .text = file->text});
}

static void file_observe(struct history *history, int at)
{
	const struct file *file = &history->now.files[at];
	if (!file->text)
		return;
	if (!file->text->readable) {
		if (file->text != history->before.files[at].text)
			observe(history, OBSERVED_UNREADABLE, file);
	} else if (!file->valid) {
		observe(history, OBSERVED_DUPLICATE, file);
	} else if (!form_stands(&history->before, file)) {
		observe(history, OBSERVED_TEXT, file);
	}
}

static void commit(struct history *history, int64_t time)
{
	tree_validate(&history->now);
	for (int i = 0; i < FILES; i++)
		file_observe(history, i);
	for (int i = 0; i < FILES; i++) {
		const struct file *file = &history->before.files[i];
		if (file->valid && !form_stands(&history->now, file))
			observe(history, OBSERVED_GONE, file);
	}
	history->before = history->now;
	history->chain[history->commit_count++].committed = time;
}

/* Returns whether any text stands there. */
static bool commit_again(struct history *history)
{
	bool any = false;
	for (int i = 0; i < FILES; i++) {
		if (!history->now.files[i].valid)
			continue;
		observe(history, OBSERVED_TEXT, &history->now.files[i]);
		any = true;
	}
	history->chain[history->commit_count++].committed = INT64_MAX;
	return any;
}

static void step(struct history *history)
{
	struct file *file = &history->now.files[take(history, FILES)];
	switch (take(history, 8)) {
	case 0:
		file->text = NULL;
		break;
	case 1:
		*file = history->now.files[take(history, FILES)];
		break;
	case 2:
		file->list = take(history, 2) ? file->list : take(history, LISTS + 1);
		file->text = take_unreadable(history, file->list);
		break;
	default:
		file->list = take(history, LISTS);
		file->text = take_text(history, file->list);
		break;
	}
	if (take(history, 2))
		commit(history, take_time(history));
}

static void history_take(struct history *history)
{
	while (bytes_left(history) && history->commit_count < COMMITS - 1)
		step(history);
	commit(history, take_time(history));
	clock_run(history->chain, history->commit_count);
}

/* ---- answers ---- */

struct list_source {
	const struct list_entries *entries;
	const struct observation *observations;
};

static const struct text *text_of(void *data, uint32_t entry)
{
	const struct list_source *source = data;
	return source->observations[source->entries->entries[entry].observation].text;
}

static struct list_source answers_source(const struct answers *answers,
					 const struct history *history, int list)
{
	return (struct list_source){&answers->entries[list], history->lists[list].of.items};
}

static size_t observed_before(const struct history *history, int list, uint32_t commit)
{
	size_t count = 0;
	while (count < history->lists[list].of.count &&
	       history->lists[list].of.items[count].commit < commit)
		count++;
	return count;
}

static void answers_init(struct answers *answers, struct history *history)
{
	*answers = (struct answers){
		.repeals.mem = &history->mem,
		.findings = {.mem = &history->mem, .chain = history->chain, .names = name_texts}};
	arena_init(&answers->arena, &history->mem);
	names_init(&answers->names, &answers->arena);
	for (uint32_t i = 0; i < NAMES; i++)
		assert(names_intern(&answers->names, name_texts[i])->id == i);
}

static void answers_fini(struct answers *answers)
{
	VEC_FREE(answers->findings.mem, &answers->findings.items);
	repeals_fini(&answers->repeals);
	names_fini(&answers->names);
	arena_fini(&answers->arena);
}

/* The entries of the first commits, of which fewer may be known. */
static void answers_record(struct answers *answers, struct history *history, uint32_t commits,
			   uint32_t known)
{
	for (int i = 0; i < LISTS; i++) {
		list_entries_make(&answers->entries[i], &answers->arena, &history->mem,
				  &answers->names, name_texts[i], history->lists[i].of.items,
				  observed_before(history, i, commits));
		record_resolve(&answers->records[i], &answers->arena, &answers->entries[i], known,
			       &answers->findings);
		repeals_add(&answers->repeals, &answers->entries[i], &answers->records[i],
			    &answers->findings);
	}
	repeals_sort(&answers->repeals);
}

static void answers_make(struct answers *answers, struct history *history, uint32_t commits,
			 uint32_t known)
{
	answers_init(answers, history);
	answers_record(answers, history, commits, known);
	for (int i = 0; i < LISTS; i++) {
		struct list_source source = answers_source(answers, history, i);
		repeals_audit(&answers->repeals, &answers->entries[i], &answers->records[i],
			      &answers->findings);
		timeline_build(&answers->timelines[i], &answers->arena, &answers->entries[i],
			       &answers->records[i], &answers->repeals);
		rule_repeals_make(&answers->rules[i], &answers->arena, &answers->repeals,
				  &answers->entries[i], &answers->records[i], name_texts,
				  (struct text_source){&source, text_of});
	}
}

/* ---- what holds of one timeline ---- */

static int32_t first_day(const struct record *record)
{
	for (size_t i = 0; i < record->version_count; i++) {
		if (record->versions[i].withdrawn_by == NO_ENTRY)
			return record->versions[i].effective;
	}
	return DATE_NONE;
}

static void check_windows(const struct timeline *timeline, const struct record *record)
{
	const struct window *windows = timeline->windows;
	size_t count = timeline->window_count;
	assert(count ? windows[0].from == first_day(record) && windows[count - 1].to == DATE_MAX
		     : first_day(record) == DATE_NONE);
	for (size_t i = 0; i < count; i++) {
		assert(windows[i].from < windows[i].to);
		assert((windows[i].state == WINDOW_GAP) == (windows[i].entry == NO_ENTRY));
		assert(!i || windows[i].from == windows[i - 1].to);
		assert(!i || windows[i].state != WINDOW_GAP || windows[i - 1].state != WINDOW_GAP);
	}
}

static void check_beside(const struct timeline *timeline)
{
	for (size_t i = 0; i < timeline->side_count; i++)
		assert(timeline->sides[i].from <= timeline->sides[i].to);
	for (size_t i = 0; i < timeline->doubt_count; i++) {
		assert(timeline->doubts[i].from < timeline->doubts[i].to);
		assert(!i || timeline->doubts[i - 1].to <= timeline->doubts[i].from);
	}
}

static const struct window *scan(const struct window *windows, size_t count, int32_t day)
{
	const struct window *found = NULL;
	for (size_t i = 0; i < count; i++) {
		if (windows[i].from <= day && day < windows[i].to) {
			assert(!found);
			found = &windows[i];
		}
	}
	return found;
}

static void check_day(const struct timeline *timeline, int32_t day)
{
	assert(timeline_at(timeline, day) == scan(timeline->windows, timeline->window_count, day));
	assert(timeline_doubt(timeline, day) == scan(timeline->doubts, timeline->doubt_count, day));
}

static void check_rules(const struct rule_repeals *repeals, const struct window *window,
			const struct text *text)
{
	for (size_t i = 0; i < text->rule_count; i++) {
		struct rule_window rule = rule_in_force(repeals, window, text, &text->rules[i]);
		assert(rule.in_force.from >= rule.in_force.to ||
		       (window->from <= rule.in_force.from && rule.in_force.to <= window->to));
		assert(!rule.repealed || rule.end == END_REPEAL);
	}
}

static void check_findings(struct answers *answers)
{
	struct buf out;
	buf_init(&out, answers->findings.mem);
	for (size_t i = 0; i < answers->findings.items.count; i++) {
		const struct finding *finding = &answers->findings.items.items[i];
		struct diag diag = {
			.id = finding->id,
			.args = finding_args(&answers->arena, &answers->findings, finding)};
		diag_message(&out, &diag, LANGUAGE_EN);
		diag_message(&out, &diag, LANGUAGE_ZH);
		hint_message(&out, finding->hint, &diag.args, LANGUAGE_ZH);
	}
	buf_fini(&out);
}

static void check_answers(struct answers *answers, const struct history *history)
{
	for (int i = 0; i < LISTS; i++) {
		const struct timeline *timeline = &answers->timelines[i];
		check_windows(timeline, &answers->records[i]);
		check_beside(timeline);
		for (int32_t day = -1; day <= DAYS; day++)
			check_day(timeline, day);
		check_day(timeline, DATE_NONE + 1);
		check_day(timeline, DATE_MAX - 1);
		struct list_source source = answers_source(answers, history, i);
		for (size_t j = 0; j < timeline->window_count; j++) {
			const struct window *window = &timeline->windows[j];
			if (window->entry != NO_ENTRY)
				check_rules(&answers->rules[i], window,
					    text_of(&source, window->entry));
		}
	}
	check_findings(answers);
}

/* ---- what holds of two ---- */

static bool windows_same(const struct window *a, const struct window *b)
{
	return a->from == b->from && a->to == b->to && a->entry == b->entry &&
	       a->state == b->state && a->end == b->end && a->by_list == b->by_list &&
	       a->by_entry == b->by_entry && a->cause == b->cause;
}

static void require_same(const struct window *a, size_t a_count, const struct window *b,
			 size_t b_count)
{
	assert(a_count == b_count);
	for (size_t i = 0; i < a_count; i++)
		assert(windows_same(&a[i], &b[i]));
}

static void require_same_timeline(const struct timeline *a, const struct timeline *b)
{
	require_same(a->windows, a->window_count, b->windows, b->window_count);
	require_same(a->sides, a->side_count, b->sides, b->side_count);
	require_same(a->doubts, a->doubt_count, b->doubts, b->doubt_count);
}

/* With all commits of which some are known, and with no others. */
static void check_known(struct history *history, uint32_t known)
{
	struct answers all, some;
	answers_make(&all, history, history->commit_count, known);
	answers_make(&some, history, known, known);
	check_answers(&all, history);
	for (int i = 0; i < LISTS; i++) {
		require_same_timeline(&all.timelines[i], &some.timelines[i]);
	}
	assert(all.findings.items.count == some.findings.items.count);
	answers_fini(&some);
	answers_fini(&all);
}

/* Doubts may end; windows stay. */
static void check_again(struct history *history)
{
	struct answers once, again;
	answers_make(&once, history, history->commit_count, history->commit_count);
	if (commit_again(history)) {
		answers_make(&again, history, history->commit_count, history->commit_count);
		for (int i = 0; i < LISTS; i++)
			require_same(once.timelines[i].windows, once.timelines[i].window_count,
				     again.timelines[i].windows, again.timelines[i].window_count);
		answers_fini(&again);
	}
	answers_fini(&once);
}

/* ---- all of it ---- */

static uint32_t count_known(const struct history *history, int64_t known_at)
{
	uint32_t count = 0;
	while (count < history->commit_count && history->chain[count].recorded <= known_at)
		count++;
	return count;
}

static void history_check(struct history *history)
{
	uint32_t last = UINT32_MAX;
	for (uint32_t i = 0; i < history->commit_count; i++) {
		uint32_t known = count_known(history, history->chain[i].recorded);
		if (known != last)
			check_known(history, known);
		last = known;
	}
	check_again(history);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct history *history = calloc(1, sizeof(*history));
	assert(history);
	mem_init(&history->mem, exhausted, NULL);
	arena_init(&history->arena, &history->mem);
	history->at = data;
	history->end = data + size;
	history_take(history);
	history_check(history);
	for (int i = 0; i < LISTS; i++)
		VEC_FREE(&history->mem, &history->lists[i].of);
	arena_fini(&history->arena);
	mem_fini(&history->mem);
	free(history);
	return 0;
}
