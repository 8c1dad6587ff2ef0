/*
 * Random texts: small numbers, few days, and now and then what a checker would complain of.
 * Nothing here knows what an answer is.
 */
#include "text_random.h"

#include "history_random.h"

#define countof(array) ((int)(sizeof(array) / sizeof((array)[0])))

uint64_t random_next(uint64_t *state)
{
	*state += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t value = *state;
	value = (value ^ (value >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	value = (value ^ (value >> 27)) * UINT64_C(0x94d049bb133111eb);
	return value ^ (value >> 31);
}

int random_below(uint64_t *state, int limit)
{
	return (int)(random_next(state) % (uint64_t)limit);
}

bool random_chance(uint64_t *state, int percent)
{
	return random_below(state, 100) < percent;
}

int random_day(uint64_t *state)
{
	return HISTORY_DAY + random_below(state, HISTORY_DAYS);
}

static void rule_random(uint64_t *state, struct model_rule *out, int id)
{
	out->id = id;
	out->effective = random_chance(state, 20) ? random_day(state) : MODEL_NO_DAY;
	out->expires = random_chance(state, 20) ? random_day(state) : MODEL_NO_DAY;
}

static void rules_random(uint64_t *state, struct model_text *out)
{
	out->rule_count = 0;
	for (int id = 0; id < HISTORY_RULES; id++) {
		if (random_chance(state, 55))
			rule_random(state, &out->rules[out->rule_count++], id);
	}
}

/* Two lists share an issuer, from which they stray now and then. */
static int issuer_random(uint64_t *state, int list)
{
	return random_chance(state, 90) ? list / 2 : random_below(state, MODEL_ISSUERS);
}

/* `retroactive` where it is needed, and rarely forgotten or said in vain. */
static void retroactive_random(uint64_t *state, struct model_text *text)
{
	text->retroactive = text->effective < text->promulgated;
	if (random_chance(state, 10))
		text->retroactive = !text->retroactive;
}

void text_expire(uint64_t *state, struct model_text *text)
{
	text->expires = text->effective + 1 + random_below(state, 8);
	if (random_chance(state, 20))
		text->expires = random_day(state);
}

void text_write(uint64_t *state, struct model_text *out, int lists)
{
	*out = (struct model_text){.readable = true, .expires = MODEL_NO_DAY};
	out->list = random_below(state, lists);
	out->issuer = issuer_random(state, out->list);
	out->promulgated = random_day(state);
	out->effective = out->promulgated + random_below(state, 6);
	out->body = random_below(state, 4);
	rules_random(state, out);
	if (random_chance(state, 15))
		text_expire(state, out);
	retroactive_random(state, out);
}

void text_make_retroactive(uint64_t *state, struct model_text *text)
{
	text->effective = text->promulgated - 1 - random_below(state, 6);
	retroactive_random(state, text);
}

void text_amend(uint64_t *state, struct model_text *text)
{
	text->promulgated = random_day(state);
	text->effective = text->promulgated + random_below(state, 6);
	text->body = random_below(state, 4);
	text->pending = false;
	text->corrects = 0;
	retroactive_random(state, text);
}

static void change_body(uint64_t *state, struct model_text *text)
{
	text->body = random_below(state, 4);
}

static void change_promulgated(uint64_t *state, struct model_text *text)
{
	text->promulgated = random_day(state);
	retroactive_random(state, text);
}

static void change_expires(uint64_t *state, struct model_text *text)
{
	text->expires = MODEL_NO_DAY;
	if (random_chance(state, 70))
		text_expire(state, text);
}

static void change_rules(uint64_t *state, struct model_text *text)
{
	rules_random(state, text);
}

static void change_issuer(uint64_t *state, struct model_text *text)
{
	text->issuer = issuer_random(state, text->list);
}

static void change_lists_of_dates(uint64_t *state, struct model_text *text)
{
	text->withdraws.count = random_chance(state, 50) ? 0 : text->withdraws.count;
	text->reinstates.count = random_chance(state, 50) ? 0 : text->reinstates.count;
	text->repeal_count = random_chance(state, 50) ? 0 : text->repeal_count;
}

void text_alter(uint64_t *state, struct model_text *text)
{
	static void (*const changes[])(uint64_t *, struct model_text *) = {
		change_body,  change_promulgated, change_expires,
		change_rules, change_issuer,	  change_lists_of_dates,
	};
	changes[random_below(state, countof(changes))](state, text);
}

void text_reorder(struct model_text *text)
{
	struct model_days *days = &text->withdraws;
	if (days->count > 1) {
		int first = days->at[0];
		days->at[0] = days->at[days->count - 1];
		days->at[days->count - 1] = first;
	}
	if (text->rule_count > 1) {
		struct model_rule first = text->rules[0];
		text->rules[0] = text->rules[text->rule_count - 1];
		text->rules[text->rule_count - 1] = first;
	}
}

/* What is seen of an unreadable text stays, all else becomes nothing. */
void text_break(uint64_t *state, struct model_text *text)
{
	struct model_text broken = {.body = text->body, .noise = random_below(state, 4)};
	broken.expires = MODEL_NO_DAY;
	broken.name_legible = random_chance(state, 60);
	broken.effective_legible = !text->pending && random_chance(state, 50);
	if (broken.name_legible)
		broken.list = text->list;
	if (broken.effective_legible)
		broken.effective = text->effective;
	*text = broken;
}

void days_add(struct model_days *days, int day)
{
	for (int i = 0; i < days->count; i++) {
		if (days->at[i] == day)
			return;
	}
	if (days->count < MODEL_DATES)
		days->at[days->count++] = day;
}

static void days_drop(struct model_days *days, int day)
{
	for (int i = days->count - 1; i >= 0; i--) {
		if (days->at[i] == day)
			days->at[i] = days->at[--days->count];
	}
}

static void repeals_tame(struct model_text *text)
{
	for (int i = text->repeal_count - 1; i >= 0; i--) {
		if (text->repeals[i].list == text->list)
			text->repeals[i] = text->repeals[--text->repeal_count];
	}
}

static void rules_tame(struct model_text *text)
{
	if (text->rule_count == 0)
		text->rules[text->rule_count++] =
			(struct model_rule){.effective = MODEL_NO_DAY, .expires = MODEL_NO_DAY};
	for (int i = 0; i < text->rule_count; i++) {
		if (text->rules[i].expires <= text->rules[i].effective)
			text->rules[i].expires = MODEL_NO_DAY;
	}
}

void text_tame(struct model_text *text)
{
	if (text->expires <= text->effective)
		text->expires = MODEL_NO_DAY;
	text->retroactive = text->effective < text->promulgated;
	days_drop(&text->withdraws, text->effective);
	for (int i = 0; i < text->withdraws.count; i++)
		days_drop(&text->reinstates, text->withdraws.at[i]);
	repeals_tame(text);
	rules_tame(text);
}
