/*
 * Compares the compiler's record and timeline with the model: random histories, every list, every
 * day of the range, without and with known_at. What a walk would observe is found out in two ways,
 * by turns. Where answers differ, the history is made as small as it can be and shown with both.
 *
 *	model_compare [HISTORIES [FIRST_SEED [all]]]
 *
 * `all` asks with every known_at that could matter instead of a few.
 */
#include "compare_convert.h"
#include "history/record/clock.h"
#include "history/record/finding.h"
#include "history/record/inforce.h"
#include "history_print.h"
#include "history_random.h"
#include "support/tries.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	HISTORIES = 10000,
	DAY_FIRST = HISTORY_DAY - 3,
	DAY_END = HISTORY_DAY + HISTORY_DAYS + 7,
	TIMES = 3 * MODEL_COMMITS + 2,
	TIMES_FEW = 1,
};

/* What the compiler makes of a history as known at one time. */
struct resolved {
	struct arena arena;
	struct repeals repeals;
	struct record records[COMPARE_LISTS];
	struct timeline timelines[COMPARE_LISTS];
	struct rule_repeals rules[COMPARE_LISTS];
	bool by_clock;
};

struct comparison {
	struct mem mem;
	struct arena arena; /* of one history */
	struct names names;
	enum conversion conversion;
	struct converted converted;
	struct resolved resolved;
	const struct model_history *history;
	struct clock clock;
	struct finding_list
		findings; /* of the last time that all was known; nobody compares them */
};

static void exhausted(void *data)
{
	(void)data;
	abort();
}

/* ---- the compiler's answers ---- */

static const struct text *text_of(void *data, uint32_t entry)
{
	const struct converted_list *list = data;
	return list->observations[list->entries.entries[entry].observation].text;
}

static struct finding_list *findings_begin(struct comparison *comparison)
{
	comparison->findings.items.count = 0;
	comparison->findings.mem = &comparison->mem;
	comparison->findings.chain = comparison->converted.chain;
	comparison->findings.names = comparison->converted.names;
	return &comparison->findings;
}

static void history_resolve(struct comparison *comparison, int64_t known_at)
{
	struct resolved *resolved = &comparison->resolved;
	struct converted_list *lists = comparison->converted.lists;
	size_t count = (size_t)comparison->history->count;
	bool knows_all = known_at == MODEL_NO_TIME;
	uint32_t known =
		(uint32_t)(knows_all ? count
				     : clock_known(comparison->converted.chain, count, known_at));
	arena_clear(&resolved->arena);
	resolved->repeals.items.count = 0;
	resolved->by_clock = !knows_all && clock_doubt(&comparison->clock, known_at);
	struct finding_list *findings = knows_all ? findings_begin(comparison) : NULL;
	for (int i = 0; i < COMPARE_LISTS; i++) {
		record_resolve(&resolved->records[i], &resolved->arena, &lists[i].entries, known,
			       findings);
		repeals_add(&resolved->repeals, &lists[i].entries, &resolved->records[i], findings);
	}
	repeals_sort(&resolved->repeals);
	for (int i = 0; findings && i < COMPARE_LISTS; i++)
		repeals_audit(&resolved->repeals, &lists[i].entries, &resolved->records[i],
			      findings);
	for (int i = 0; i < COMPARE_LISTS; i++) {
		timeline_build(&resolved->timelines[i], &resolved->arena, &lists[i].entries,
			       &resolved->records[i], &resolved->repeals);
		rule_repeals_make(&resolved->rules[i], &resolved->arena, &resolved->repeals,
				  &lists[i].entries, &resolved->records[i],
				  comparison->converted.names,
				  (struct text_source){&lists[i], text_of});
	}
}

static struct sighting entry_sighting(const struct converted_list *list, uint32_t entry)
{
	return list->sightings[list->entries.entries[entry].observation];
}

static uint32_t rules_on(struct comparison *comparison, int list, const struct window *window,
			 int day)
{
	struct converted_list *of = &comparison->converted.lists[list];
	struct sighting where = entry_sighting(of, window->entry);
	const struct model_text *said =
		&comparison->history->commits[where.commit].files[where.file].text;
	const struct text *text = text_of(of, window->entry);
	uint32_t rules = 0;
	for (size_t i = 0; i < text->rule_count; i++) {
		struct date_interval in_force = rule_in_force(&comparison->resolved.rules[list],
							      window, text, &text->rules[i])
							.in_force;
		if (in_force.from <= day && day < in_force.to)
			rules |= UINT32_C(1) << said->rules[i].id;
	}
	return rules;
}

static struct model_answer compiler_ask(struct comparison *comparison, int list, int day)
{
	struct resolved *resolved = &comparison->resolved;
	const struct timeline *timeline = &resolved->timelines[list];
	const struct window *window = timeline_at(timeline, day);
	struct model_answer answer = {.state = MODEL_GAP,
				      .by_text = timeline_doubt(timeline, day),
				      .by_clock = resolved->by_clock,
				      .commit = MODEL_NOWHERE,
				      .file = MODEL_NOWHERE};
	if (window && window->state != WINDOW_GAP) {
		struct sighting where =
			entry_sighting(&comparison->converted.lists[list], window->entry);
		answer.state = MODEL_IN_FORCE;
		answer.commit = where.commit;
		answer.file = where.file;
		answer.rules = rules_on(comparison, list, window, day);
	}
	if (answer.by_text || answer.by_clock)
		answer.state = MODEL_UNCERTAIN;
	return answer;
}

static bool answers_same(const struct model_answer *a, const struct model_answer *b)
{
	return a->state == b->state && a->by_text == b->by_text && a->by_clock == b->by_clock &&
	       a->commit == b->commit && a->file == b->file && a->rules == b->rules;
}

/* ---- the questions ---- */

struct times {
	int64_t at[TIMES];
	int count;
};

/* Before, at and after each date that could matter. */
static struct times times_all(const struct model_history *history)
{
	struct times times = {{MODEL_NO_TIME}, 1};
	for (int i = 0; i < history->count; i++) {
		for (int64_t shift = -1; shift <= 1; shift++)
			times.at[times.count++] = history->commits[i].time + shift;
	}
	times.at[times.count++] = history->now;
	return times;
}

static struct times times_few(const struct model_history *history, uint64_t seed)
{
	struct times times = {{MODEL_NO_TIME}, 1};
	while (times.count <= TIMES_FEW) {
		struct model_question question = question_random(history, &seed);
		if (question.known_at != MODEL_NO_TIME)
			times.at[times.count++] = question.known_at;
	}
	return times;
}

struct difference {
	struct model_question question;
	struct model_answer model;
	struct model_answer compiler;
};

static bool list_differs(struct difference *out, struct comparison *comparison)
{
	struct model_question *question = &out->question;
	for (question->day = DAY_FIRST; question->day < DAY_END; question->day++) {
		out->model = model_ask(comparison->history, question);
		out->compiler = compiler_ask(comparison, question->list, question->day);
		if (!answers_same(&out->model, &out->compiler))
			return true;
	}
	return false;
}

static bool times_differ(struct difference *out, struct comparison *comparison,
			 const struct times *times)
{
	for (int i = 0; i < times->count; i++) {
		out->question.known_at = times->at[i];
		history_resolve(comparison, times->at[i]);
		for (out->question.list = 0; out->question.list < HISTORY_LISTS;
		     out->question.list++) {
			if (list_differs(out, comparison))
				return true;
		}
	}
	return false;
}

/* The first difference, if there is one. */
static bool history_differs(struct difference *out, struct comparison *comparison,
			    const struct model_history *history, const struct times *times)
{
	arena_clear(&comparison->arena);
	comparison->history = history;
	names_init(&comparison->names, &comparison->arena);
	history_convert(&comparison->converted, &comparison->arena, &comparison->names, history,
			comparison->conversion);
	clock_audit(&comparison->clock, &comparison->arena, comparison->converted.chain,
		    (size_t)history->count, history->now);
	bool differs = times_differ(out, comparison, times);
	names_fini(&comparison->names);
	return differs;
}

/* ---- making a history small ---- */

static void commit_drop(struct model_history *history, int commit)
{
	history->count--;
	for (int i = commit; i < history->count; i++)
		history->commits[i] = history->commits[i + 1];
}

static void file_drop(struct model_commit *tree, int file)
{
	tree->count--;
	for (int i = file; i < tree->count; i++)
		tree->files[i] = tree->files[i + 1];
}

/* Takes away one thing, by number; false where there is no such thing. */
static bool history_cut(struct model_history *history, int number)
{
	if (number < history->count) {
		commit_drop(history, number);
		return true;
	}
	number -= history->count;
	for (int i = 0; i < history->count; i++) {
		if (number < history->commits[i].count) {
			file_drop(&history->commits[i], number);
			return true;
		}
		number -= history->commits[i].count;
	}
	return false;
}

static void history_shrink(struct model_history *history, struct comparison *comparison)
{
	static struct model_history smaller;
	for (int number = 0;;) {
		struct difference difference;
		smaller = *history;
		if (!history_cut(&smaller, number))
			return;
		struct times times = times_all(&smaller);
		if (smaller.count && history_differs(&difference, comparison, &smaller, &times)) {
			*history = smaller;
			number = 0;
		} else {
			number++;
		}
	}
}

static void difference_show(struct comparison *comparison, struct model_history *history,
			    uint64_t seed)
{
	struct difference difference;
	history_shrink(history, comparison);
	struct times times = times_all(history);
	history_differs(&difference, comparison, history, &times);
	printf("history %" PRIu64 ", observed %s, made small:\n", seed,
	       comparison->conversion == CONVERT_PLAINLY ? "plainly" : "by the observer");
	history_print(stdout, history, HISTORY_DAY);
	printf("list %d, day %d, ", difference.question.list,
	       difference.question.day - HISTORY_DAY);
	if (difference.question.known_at == MODEL_NO_TIME)
		printf("all known\n");
	else
		printf("known at %" PRId64 "\n", difference.question.known_at);
	printf("model:    ");
	answer_print(stdout, &difference.model);
	printf("compiler: ");
	answer_print(stdout, &difference.compiler);
}

/* ---- all of it ---- */

static bool seed_compare(struct comparison *comparison, uint64_t seed, bool all)
{
	static struct model_history history;
	struct difference difference;
	comparison->conversion = seed % 2 ? CONVERT_PLAINLY : CONVERT_BY_OBSERVER;
	history_random(&history, seed, 0);
	struct times times = all ? times_all(&history) : times_few(&history, seed);
	if (!history_differs(&difference, comparison, &history, &times))
		return true;
	difference_show(comparison, &history, seed);
	return false;
}

int main(int argc, char **argv)
{
	static struct comparison comparison;
	uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : tries(HISTORIES);
	uint64_t first = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	bool all = argc > 3 && strcmp(argv[3], "all") == 0;
	uint64_t seed = first;
	mem_init(&comparison.mem, exhausted, NULL);
	arena_init(&comparison.arena, &comparison.mem);
	arena_init(&comparison.resolved.arena, &comparison.mem);
	comparison.resolved.repeals.mem = &comparison.mem;
	while (seed - first < count && seed_compare(&comparison, seed, all))
		seed++;
	printf("%" PRIu64 " of %" PRIu64 " histories agree\n", seed - first, count);
	mem_fini(&comparison.mem);
	return seed - first < count;
}
