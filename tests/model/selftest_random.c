/*
 * Whether the random histories are worth asking: every kind of clause must make a difference to
 * the answers of some of them, and answers of every kind must occur.
 */
#include "history_random.h"
#include "selftest.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	SEEDS = 300,
	QUESTIONS = 24,
};

struct trial {
	struct model_history before;
	struct model_history after;
	struct model_question question;
	uint64_t chance;
};

static void lose_withdraws(struct model_text *text)
{
	text->withdraws.count = 0;
}

static void lose_reinstates(struct model_text *text)
{
	text->reinstates.count = 0;
}

static void lose_list_repeals(struct model_text *text)
{
	for (int i = 0; i < text->repeal_count; i++) {
		if (text->repeals[i].rule == MODEL_EVERY_RULE)
			text->repeals[i].list = text->list;
	}
}

static void lose_rule_repeals(struct model_text *text)
{
	for (int i = 0; i < text->repeal_count; i++) {
		if (text->repeals[i].rule != MODEL_EVERY_RULE)
			text->repeals[i].list = text->list;
	}
}

static void lose_expiry(struct model_text *text)
{
	text->expires = MODEL_NO_DAY;
}

static void lose_rule_dates(struct model_text *text)
{
	for (int i = 0; i < text->rule_count; i++)
		text->rules[i].effective = text->rules[i].expires = MODEL_NO_DAY;
}

static void lose_corrects(struct model_text *text)
{
	text->corrects = 0;
}

static void lose_draft(struct model_text *text)
{
	text->draft = false;
}

static void lose_pending(struct model_text *text)
{
	text->pending = false;
}

static void lose_promulgation(struct model_text *text)
{
	text->promulgated = HISTORY_DAY;
}

static void lose_issuer(struct model_text *text)
{
	text->issuer = 0;
}

static void lose_body(struct model_text *text)
{
	text->body = 0;
}

static void lose_unreadable(struct model_text *text)
{
	text->name_legible = text->readable ? text->name_legible : true;
	text->list = text->readable ? text->list : HISTORY_LISTS;
}

static void lose_legible_name(struct model_text *text)
{
	text->name_legible = false;
}

static void lose_legible_date(struct model_text *text)
{
	text->effective_legible = false;
}

static void lose_noise_of_unreadable(struct model_text *text)
{
	if (!text->readable)
		text->noise = text->body = 0;
}

static const struct clause {
	const char *text;
	void (*lose)(struct model_text *);
} clauses[] = {
	{"withdraws", lose_withdraws},
	{"reinstates", lose_reinstates},
	{"repeals of lists", lose_list_repeals},
	{"repeals of rules", lose_rule_repeals},
	{"expires", lose_expiry},
	{"dates of rules", lose_rule_dates},
	{"corrects", lose_corrects},
	{"draft", lose_draft},
	{"pending", lose_pending},
	{"promulgated", lose_promulgation},
	{"issuer", lose_issuer},
	{"body", lose_body},
	{"unreadable texts", lose_unreadable},
	{"legible names", lose_legible_name},
	{"legible dates", lose_legible_date},
	{"bytes of unreadable texts", lose_noise_of_unreadable},
};

static void history_lose(struct model_history *history, void (*lose)(struct model_text *))
{
	for (int i = 0; i < history->count; i++) {
		for (int file = 0; file < history->commits[i].count; file++)
			lose(&history->commits[i].files[file].text);
	}
}

/* Whether the history would answer some of the questions otherwise without that clause. */
static bool clause_matters(const struct clause *clause, struct trial *trial, uint64_t seed)
{
	history_random(&trial->before, seed, 0);
	trial->after = trial->before;
	history_lose(&trial->after, clause->lose);
	trial->chance = seed;
	for (int i = 0; i < QUESTIONS; i++) {
		trial->question = question_random(&trial->before, &trial->chance);
		struct model_answer a = model_ask(&trial->before, &trial->question);
		struct model_answer b = model_ask(&trial->after, &trial->question);
		if (a.state != b.state || a.commit != b.commit || a.rules != b.rules)
			return true;
	}
	return false;
}

static int clause_check(const struct clause *clause, struct trial *trial)
{
	int matters = 0;
	for (uint64_t seed = 1; seed <= SEEDS; seed++)
		matters += clause_matters(clause, trial, seed);
	if (matters * 100 >= SEEDS)
		return 0;
	printf("FAILED: random histories exercise %s\n  only %d of %d\n", clause->text, matters,
	       SEEDS);
	return 1;
}

/* Every state, and both causes of uncertainty, in no less than one answer of fifty. */
static int states_check(struct trial *trial)
{
	int asked = SEEDS * QUESTIONS;
	int found[5] = {0};
	for (int i = 0; i < asked; i++) {
		if (i % QUESTIONS == 0)
			history_random(&trial->before, (uint64_t)i, 0);
		trial->question = question_random(&trial->before, &trial->chance);
		struct model_answer answer = model_ask(&trial->before, &trial->question);
		found[answer.state]++;
		found[3] += answer.by_text;
		found[4] += answer.by_clock;
	}
	for (int i = 0; i < countof(found); i++) {
		if (found[i] * 50 >= asked)
			continue;
		printf("FAILED: random answers are of every kind\n  kind %d: %d\n", i, found[i]);
		return 1;
	}
	return 0;
}

int random_check(void)
{
	int failures = 0;
	struct trial *trial = calloc(1, sizeof *trial);
	if (!trial)
		return 1;
	for (int i = 0; i < countof(clauses); i++)
		failures += clause_check(&clauses[i], trial);
	failures += states_check(trial);
	free(trial);
	return failures;
}
