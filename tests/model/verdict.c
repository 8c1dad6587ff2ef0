/*
 * Holds the library to the verdict model: random worlds are written into a scratch folder, and the
 * library is asked about the case of each. Where the answers differ, the world is made as small as
 * it can be and shown with both.
 *
 *	model_verdict [WORLDS [FIRST_SEED [LEFT_OUT]]]
 *
 * LEFT_OUT is a number, a set of enum verdict_exclusion.
 */
#include "verdict_ask.h"
#include "verdict_random.h"
#include "verdict_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORLDS = 300, FEW = 5, SKIPPED = 77 };

/* The parts of an answer that can differ. */
enum part {
	SAME,
	OUTCOMES,
	RULING,
	CERTAIN,
	CHOICE,
	SETS,
	IRRELEVANT,
	PRESUMED,
	EFFECTS,
	BESIDE,
	EFFECTS_BY_CHOICE,
	NO_ANSWER,
};

static const char *const parts[] = {
	"same",	    "outcomes", "ruling", "certain",	       "choice",   "needed", "irrelevant",
	"presumed", "effects",	"beside", "effects by choice", "no answer"};

/* ---- comparing ---- */

/* Nothing needed is written as no set or as the empty one. */
static bool needs_something(int count, const unsigned *sets)
{
	return count > 0 && sets[0] != 0;
}

static bool sets_same(const struct verdict *model, const struct verdict_answer *answer)
{
	if (!needs_something(model->set_count, model->sets))
		return !needs_something(answer->set_count, answer->sets);
	if (model->set_count != answer->set_count)
		return false;
	for (int i = 0; i < model->set_count; i++) {
		bool found = false;
		for (int j = 0; j < answer->set_count; j++)
			found |= model->sets[i] == answer->sets[j];
		if (!found)
			return false;
	}
	return true;
}

/* One authority is named where several must rule. */
static bool ruling_same(const struct verdict *model, const struct verdict_answer *answer)
{
	if (answer->ruling_by == VERDICT_NONE)
		return !verdict_needs_ruling(&model->rulings);
	return answer->ruling_by < VERDICT_AUTHORITIES && model->rulings.why[answer->ruling_by];
}

/* Effects by any rule. What the model keeps of a case that is never tolerated means nothing. */
static unsigned gifts_joined(const struct verdict_given *given)
{
	unsigned gifts = 0;
	for (int i = 0; i < VERDICT_LISTS * VERDICT_RULES; i++)
		gifts |= given->by[i / VERDICT_RULES][i % VERDICT_RULES];
	return gifts;
}

/* A search that was given up may leave more possible, and less certain, than there is. */
static bool gifts_same(unsigned model, unsigned answer, bool exact)
{
	return exact ? model == answer : (model & ~answer) == 0;
}

static bool effects_same(const struct verdict *model, const struct verdict_answer *answer)
{
	bool same = true;
	for (int i = 0; i < VERDICT_LISTS * VERDICT_RULES; i++)
		same &= gifts_same(model->given.by[i / VERDICT_RULES][i % VERDICT_RULES],
				   answer->given.by[i / VERDICT_RULES][i % VERDICT_RULES],
				   answer->effects_exact);
	unsigned certain = model->given.certain & gifts_joined(&model->given);
	return same && (!(model->outcomes & VERDICT_TOLERATED) ||
			gifts_same(answer->given.certain, certain, answer->effects_exact));
}

static bool beside_same(const struct verdict *model, const struct verdict_answer *answer)
{
	bool same = true;
	for (int i = 0; i < VERDICT_LISTS; i++) {
		unsigned certain = model->given.beside_certain[i] & model->given.beside[i];
		same &= gifts_same(model->given.beside[i], answer->given.beside[i],
				   answer->effects_exact) &&
			gifts_same(answer->given.beside_certain[i], certain, answer->effects_exact);
	}
	return same;
}

static enum part difference(const struct verdict *model, const struct verdict_answer *answer)
{
	if (model->outcomes != answer->outcomes)
		return OUTCOMES;
	if (!ruling_same(model, answer))
		return RULING;
	if (answer->ruling_by != VERDICT_NONE && model->ruling_certain != answer->ruling_certain)
		return CERTAIN;
	if ((model->choice_matters != 0) != answer->choice_matters)
		return CHOICE;
	if (!sets_same(model, answer))
		return SETS;
	if (model->irrelevant != answer->irrelevant || model->for_effects != answer->for_effects)
		return IRRELEVANT;
	if (model->presumed != answer->presumed)
		return PRESUMED;
	if (!effects_same(model, answer))
		return EFFECTS;
	if (!beside_same(model, answer))
		return BESIDE;
	return (model->choice_changes_effects != 0) == answer->choice_changes_effects
		       ? SAME
		       : EFFECTS_BY_CHOICE;
}

static enum part world_differs(const struct verdict_world *world, const char *folder,
			       struct verdict *model, struct verdict_answer *answer)
{
	verdict_decide(model, world);
	if (verdict_ask(answer, world, folder) != VERDICT_ASKED)
		return NO_ANSWER;
	return difference(model, answer);
}

/* ---- making a world small ---- */

static void version_drop(struct verdict_list *list, int version)
{
	list->count--;
	for (int i = version; i < list->count; i++)
		list->versions[i] = list->versions[i + 1];
}

static void rule_drop(struct verdict_version *version, int rule)
{
	version->rule_count--;
	for (int i = rule; i < version->rule_count; i++)
		version->rules[i] = version->rules[i + 1];
}

/* A clause of the version less, by number; false where there is no such clause. */
static bool clause_cut(struct verdict_version *version, int number)
{
	switch (number) {
	case 0:
		version->scope = VERDICT_NONE;
		return true;
	case 1:
		version->delegates_levels = version->delegates_authorities = 0;
		return true;
	case 2:
		version->special_to = version->saves = VERDICT_NONE;
		return true;
	case 3:
		version->recognition_count = 0;
		return true;
	case 4:
		version->presumes = 0;
		return true;
	case 5:
		version->expires = VERDICT_NO_DAY;
		return true;
	case 6:
		version->as_of_decision = false;
		return true;
	case 7:
		version->repeal_count = 0;
		return true;
	default:
		return false;
	}
}

static bool version_cut(struct verdict_version *version, int number)
{
	if (number < version->rule_count) {
		rule_drop(version, number);
		return version->rule_count > 0;
	}
	number -= version->rule_count;
	for (int i = 0; i < version->rule_count; i++) {
		if (number-- == 0) {
			version->rules[i].exception_count = 0;
			return true;
		}
		for (int part = 0; part < 2; part++) {
			struct verdict_node *node = &version->nodes[version->rules[i].when];
			if (number-- == 0) {
				if (part >= node->count)
					return false;
				version->rules[i].when = node->parts[part];
				return true;
			}
		}
	}
	return clause_cut(version, number);
}

/* Takes away one thing, by number; what comes out may be no world. -1: there are no more. */
static int world_cut(struct verdict_world *world, int number)
{
	for (int i = 0; i < world->list_count; i++) {
		struct verdict_list *list = &world->lists[i];
		for (int j = 0; j < list->count; j++) {
			int cuts = 1 + 4 * list->versions[j].rule_count + 8;
			if (number == 0) {
				version_drop(list, j);
				return list->count > 0;
			}
			if (number < cuts)
				return version_cut(&list->versions[j], number - 1);
			number -= cuts;
		}
	}
	if (number < world->fact_count) {
		world->matter.given ^= 1u << number;
		return world->matter.given >> number & 1;
	}
	return -1;
}

/* Drops the last lists as long as nobody speaks of them. */
static bool list_is_spoken_of(const struct verdict_world *world, int list)
{
	for (int i = 0; i < world->list_count; i++) {
		for (int j = 0; j < world->lists[i].count; j++) {
			const struct verdict_version *version = &world->lists[i].versions[j];
			if (version->special_to == list || version->saves == list)
				return true;
			for (int k = 0; k < version->repeal_count; k++) {
				if (version->repeals[k].list == list)
					return true;
			}
			for (int k = 0; k < version->recognition_count; k++) {
				if (version->recognition[k].list == list)
					return true;
			}
		}
	}
	return false;
}

static void world_shrink(struct verdict_world *world, const char *folder, enum part wanted)
{
	static struct verdict_world smaller;
	struct verdict model;
	struct verdict_answer answer;
	for (int number = -1;; number++) {
		smaller = *world;
		int cut = 1;
		if (number < 0 && smaller.list_count > 1 &&
		    !list_is_spoken_of(world, smaller.list_count - 1))
			smaller.list_count--;
		else
			cut = world_cut(&smaller, number < 0 ? 0 : number);
		if (cut < 0)
			return;
		if (cut && memcmp(&smaller, world, sizeof(smaller)) != 0 &&
		    world_differs(&smaller, folder, &model, &answer) == wanted) {
			*world = smaller;
			number = -2;
		}
	}
}

/* ---- all of it ---- */

static void answer_show(const struct verdict_answer *answer)
{
	struct verdict verdict = {.outcomes = answer->outcomes,
				  .ruling_certain = answer->ruling_certain,
				  .choice_matters = answer->choice_matters,
				  .choice_changes_effects = answer->choice_changes_effects,
				  .given = answer->given,
				  .set_count = answer->set_count,
				  .irrelevant = answer->irrelevant,
				  .for_effects = answer->for_effects,
				  .presumed = answer->presumed};
	memcpy(verdict.sets, answer->sets, sizeof(verdict.sets));
	verdict_show(stdout, &verdict);
	if (!answer->effects_exact)
		printf("effects given up\n");
	if (answer->ruling_by != VERDICT_NONE)
		printf("needs ruling by a%d%s\n", answer->ruling_by,
		       answer->ruling_certain ? ", certain" : "");
}

/* given_up: so many searches for effects were. */
static enum part seed_compare(uint64_t seed, unsigned left_out, const char *folder, bool show,
			      uint64_t *given_up)
{
	static struct verdict_world world;
	struct verdict model;
	struct verdict_answer answer = {.ruling_by = VERDICT_NONE};
	verdict_random(&world, seed, left_out);
	enum part differs = world_differs(&world, folder, &model, &answer);
	*given_up += differs != NO_ANSWER && !answer.effects_exact;
	if (differs == SAME || !show)
		return differs;
	world_shrink(&world, folder, differs);
	world_differs(&world, folder, &model, &answer);
	printf("world %" PRIu64 ", made small: %s\n", seed, parts[differs]);
	verdict_show_world(stdout, &world);
	printf("model:\n");
	verdict_show(stdout, &model);
	printf("library:\n");
	answer_show(&answer);
	return differs;
}

static bool nobody_to_ask(const char *folder)
{
	static struct verdict_world world;
	struct verdict_answer answer;
	verdict_random(&world, 1, 0);
	return verdict_ask(&answer, &world, folder) == VERDICT_NOBODY_TO_ASK;
}

/* Shows the first few that differ; how many there are comes back, and one more where the search for
 * effects is given up more often than the worlds are large. */
static uint64_t seeds_compare(uint64_t first, uint64_t count, unsigned left_out, const char *folder)
{
	uint64_t found[NO_ANSWER + 1] = {0}, differ = 0, given_up = 0;
	for (uint64_t seed = first; seed < first + count; seed++) {
		enum part part = seed_compare(seed, left_out, folder, differ < FEW, &given_up);
		found[part]++;
		differ += part != SAME;
	}
	printf("%" PRIu64 " worlds", count);
	for (int i = 0; i <= NO_ANSWER; i++)
		printf(", %" PRIu64 " %s", found[i], parts[i]);
	printf("; %" PRIu64 " given up\n", given_up);
	return given_up > count / 100 + 1 ? differ + 1 : differ;
}

int main(int argc, char **argv)
{
	uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : WORLDS;
	uint64_t first = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	unsigned left_out = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 0;
	int result = SKIPPED;
	char folder[64], clean[96];
	snprintf(folder, sizeof(folder), "/tmp/tolc-verdict-%ld", (long)getpid());
	if (mkdir(folder, 0700) != 0)
		return 2;
	if (nobody_to_ask(folder))
		printf("the library gives no verdicts: skipped\n");
	else
		result = seeds_compare(first, count, left_out, folder) ? 1 : 0;
	snprintf(clean, sizeof(clean), "rm -rf %s", folder);
	return system(clean) == 0 ? result : 2;
}
