/*
 * Reads a verdict from JSON that the library wrote, so without doubting its form: a value is found
 * by its name among the members of an object, and skipped by its brackets.
 */
#include "verdict_read.h"

#include "verdict_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *space_skip(const char *at)
{
	return at + strspn(at, " \t\r\n,:");
}

/* Behind the value that begins here. */
static const char *value_skip(const char *at)
{
	int depth = 0;
	do {
		at = space_skip(at);
		if (*at == '"') {
			for (at++; *at && *at != '"'; at++)
				at += *at == '\\';
			at++;
		} else if (*at == '{' || *at == '[') {
			depth++;
			at++;
		} else if (*at == '}' || *at == ']') {
			depth--;
			at++;
		} else {
			at += strcspn(at, ",:]} \t\r\n");
		}
	} while (depth > 0 && *at);
	return at;
}

/* The value of a member of the object; NULL where there is no such thing, or it is null. */
static const char *member(const char *object, const char *name)
{
	if (!object || *object != '{')
		return NULL;
	const char *at = space_skip(object + 1);
	while (*at == '"') {
		size_t length = strcspn(at + 1, "\"");
		bool found = length == strlen(name) && strncmp(at + 1, name, length) == 0;
		at = space_skip(value_skip(at));
		if (found)
			return strncmp(at, "null", 4) == 0 ? NULL : at;
		at = space_skip(value_skip(at));
	}
	return NULL;
}

/* The first element of an array, and the one behind another; NULL past the last. */
static const char *element_first(const char *array)
{
	if (!array || *array != '[')
		return NULL;
	const char *at = space_skip(array + 1);
	return *at && *at != ']' ? at : NULL;
}

static const char *element_next(const char *element)
{
	const char *at = space_skip(value_skip(element));
	return *at && *at != ']' ? at : NULL;
}

static void word_copy(char out[32], const char *string)
{
	size_t length = string && *string == '"' ? strcspn(string + 1, "\"") : 0;
	length = length < 31 ? length : 31;
	memcpy(out, string ? string + 1 : "", length);
	out[length] = '\0';
}

static bool is_true(const char *value)
{
	return value && strncmp(value, "true", 4) == 0;
}

static unsigned facts_read(const char *array)
{
	unsigned facts = 0;
	for (const char *at = element_first(array); at; at = element_next(at)) {
		char name[32];
		word_copy(name, at);
		int fact = verdict_fact_named(name);
		if (fact != VERDICT_NONE)
			facts |= 1u << fact;
	}
	return facts;
}

static unsigned outcomes_read(const char *array)
{
	static const char *const words[] = {"silent", "tolerated", "barred", "conflict"};
	unsigned outcomes = 0;
	for (const char *at = element_first(array); at; at = element_next(at)) {
		char word[32];
		word_copy(word, at);
		for (int i = 0; i < 4; i++)
			outcomes |= strcmp(word, words[i]) == 0 ? 1u << i : 0;
	}
	return outcomes;
}

static void sets_read(struct verdict_answer *out, const char *array)
{
	for (const char *at = element_first(array); at; at = element_next(at)) {
		if (out->set_count < VERDICT_SETS)
			out->sets[out->set_count++] = facts_read(at);
	}
}

/* "l2/r1" */
static bool rule_read(int *list, int *rule, const char *string)
{
	char name[32];
	word_copy(name, string);
	return sscanf(name, "l%d/r%d", list, rule) == 2 && *list >= 0 && *list < VERDICT_LISTS &&
	       *rule >= 0 && *rule < VERDICT_RULES;
}

static unsigned gift_read(const char *object)
{
	static const char *const words[] = {"exempt", "no_accountability", "mitigate", "lenient",
					    "no_negative_evaluation"};
	char effect[32], strength[32];
	word_copy(effect, member(object, "effect"));
	word_copy(strength, member(object, "strength"));
	for (int i = 0; i < VERDICT_EFFECTS; i++) {
		if (strcmp(effect, words[i]) == 0)
			return VERDICT_GIFT(i, strcmp(strength, "must") == 0 ? VERDICT_MUST
									     : VERDICT_MAY);
	}
	return 0;
}

static void effects_read(struct verdict_given *out, const char *array)
{
	for (const char *at = element_first(array); at; at = element_next(at)) {
		int list, rule;
		if (!rule_read(&list, &rule, member(at, "rule")))
			continue;
		out->by[list][rule] |= gift_read(at);
		if (is_true(member(at, "certain")))
			out->certain |= gift_read(at);
	}
}

static void beside_read(struct verdict_given *out, const char *array, enum verdict_rule_kind kind)
{
	for (const char *at = element_first(array); at; at = element_next(at)) {
		int list, rule;
		if (!rule_read(&list, &rule, member(at, "rule")))
			continue;
		out->beside[list] |= VERDICT_BESIDE(rule, kind);
		if (is_true(member(at, "certain")))
			out->beside_certain[list] |= VERDICT_BESIDE(rule, kind);
	}
}

bool verdict_read(struct verdict_answer *out, const char *json)
{
	const char *result = element_first(member(space_skip(json), "results"));
	const char *verdict = member(result, "verdict");
	const char *ruling = member(verdict, "needs_ruling");
	char by[32];
	*out = (struct verdict_answer){.ruling_by = VERDICT_NONE};
	if (!verdict)
		return false;
	out->outcomes = outcomes_read(member(verdict, "outcomes"));
	if (ruling) {
		word_copy(by, member(ruling, "by"));
		out->ruling_by = by[0] == 'a' ? atoi(by + 1) : VERDICT_AUTHORITIES;
		out->ruling_certain = is_true(member(ruling, "certain"));
	}
	out->choice_matters = is_true(member(verdict, "version_choice_matters"));
	out->choice_changes_effects = is_true(member(verdict, "version_choice_changes_effects"));
	out->effects_exact = is_true(member(verdict, "effects_exact"));
	effects_read(&out->given, member(verdict, "effects"));
	beside_read(&out->given, member(verdict, "mitigate"), VERDICT_RULE_MITIGATE);
	beside_read(&out->given, member(verdict, "aggravate"), VERDICT_RULE_AGGRAVATE);
	sets_read(out, member(verdict, "facts_needed_sets"));
	out->irrelevant = facts_read(member(verdict, "irrelevant_facts"));
	out->for_effects = facts_read(member(verdict, "facts_for_effects"));
	out->presumed = facts_read(member(verdict, "presumed"));
	return true;
}
