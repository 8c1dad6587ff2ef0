/* Why each version on the sheet was taken, or was not: the days on which it was in force, the
 * clause, the law behind it; and which lists have nothing to say. */
#include "emit/sheet/sheet.h"

#include "emit/enum_word.h"
#include "emit/verdict/decide.h"
#include "emit/verdict/ground.h"
#include "emit/verdict/taken.h"

#include "base/text/utf8.h"

static void sub_bullet(struct sheet *s, struct parts *parts)
{
	if (parts->text.len)
		buf_add_text(s->e->out, "  ");
	sheet_bullet(s, parts);
}

/* -- days -- */

enum { DAYS_MOST = 4 };

struct on_day {
	enum word_id word;
	uint32_t state;
};

static bool has_decision_day(const struct answer_decide *decide)
{
	return decide->decided != DATE_NONE || decide->closed != DATE_NONE;
}

/* The days of the case, and the state that the list had on each. */
static size_t days_find(struct on_day out[DAYS_MOST], const struct answer_decide *decide,
			uint32_t list)
{
	const struct answer_in_play *own = &decide->lists[list];
	bool spans = decide->conduct_from != decide->conduct_to;
	size_t count = 0;
	out[count++] = (struct on_day){spans ? WORD_DAY_CONDUCT_FIRST : WORD_DAY_CONDUCT,
				       own->states->old_first};
	if (spans)
		out[count++] = (struct on_day){WORD_DAY_CONDUCT_LAST, own->states->old_last};
	out[count++] = (struct on_day){WORD_DAY_ACCOUNTABLE, own->procedure};
	if (own->at_decision)
		out[count++] = (struct on_day){has_decision_day(decide) ? WORD_DAY_DECISION
									: WORD_DAY_DECISION_TODAY,
					       own->states->newer};
	return count;
}

/* Those on which the list had that state. */
static void add_days(struct sheet *s, struct buf *out, uint32_t list, uint32_t state)
{
	struct on_day days[DAYS_MOST];
	size_t count = days_find(days, s->decide, list);
	for (size_t i = 0; i < count; i++) {
		if (days[i].state != state)
			continue;
		if (out->len)
			buf_add(out, sheet_word(s, WORD_LIST_COMMA));
		buf_add(out, sheet_word(s, days[i].word));
	}
}

static void tell_days(struct sheet *s, uint32_t list, uint32_t state)
{
	struct parts parts;
	struct buf days;
	buf_init(&days, s->e->out->mem);
	add_days(s, &days, list, state);
	parts_init(&parts, s->e);
	if (days.len)
		parts_word(&parts, WORD_SHEET_IN_FORCE, buf_str(&days), STR_NONE);
	sub_bullet(s, &parts);
	buf_fini(&days);
}

/* -- reasons -- */

static void tell_reason(struct sheet *s, uint32_t list, enum decide_principle principle,
			enum word_id word)
{
	const struct decide_step step = {principle, list, NO_LIST, NO_LIST, NO_STATE, NO_STATE, 0, 0};
	struct parts parts;
	struct buf why;
	buf_init(&why, s->e->out->mem);
	buf_add(&why, sheet_word(s, taken_word(principle)));
	ground_show(&why, s->decide, s->decide->verdict.scenarios, &step, s->e->style->language);
	parts_init(&parts, s->e);
	parts_word(&parts, word, buf_str(&why), STR_NONE);
	sub_bullet(s, &parts);
	buf_fini(&why);
}

void sheet_taken(struct sheet *s, uint32_t state)
{
	uint32_t list = s->decide->states[state].list;
	struct taken taken = taken_find(s->decide, state);
	tell_days(s, list, state);
	for (int i = 0; i < PRINCIPLE_COUNT; i++) {
		if (taken.by >> i & 1)
			tell_reason(s, list, (enum decide_principle)i, taken_frame((enum decide_principle)i));
		if (taken.not_by >> i & 1)
			tell_reason(s, list, (enum decide_principle)i, WORD_SHEET_NOT_TAKEN);
	}
}

/* -- lists that have nothing to say -- */

static bool has_told(const struct answer_decide *decide, const bool *told, uint32_t list)
{
	for (uint32_t i = 0; i < decide->state_count; i++)
		if (told[i] && decide->states[i].list == list)
			return true;
	return false;
}

/* Whether it has a version in force, and none of them that counts says anything. */
static bool is_silent(const struct answer_decide *decide, uint32_t list)
{
	bool any = false;
	for (uint32_t i = 0; i < decide->state_count; i++) {
		if (decide->states[i].list != list || !decide->verdict.in_play[i])
			continue;
		const char *says = decide_says(decide, i, &decide->verdict.now);
		if (!says || strcmp(says, "silent") != 0)
			return false;
		any = true;
	}
	return any;
}

/* Whether nothing but its name and its days is on record. */
static bool has_no_rules(const struct answer_decide *decide, uint32_t list)
{
	bool any = false;
	for (uint32_t i = 0; i < decide->state_count; i++)
		if (decide->states[i].list == list && decide->verdict.in_play[i])
			any |= decide->states[i].text->rule_count > 0;
	return !any;
}

static void tell_silent(struct sheet *s, uint32_t list)
{
	struct parts parts;
	parts_init(&parts, s->e);
	parts_word(&parts, WORD_SHEET_SILENT, decide_list_title(s->decide, list), STR_NONE);
	if (has_no_rules(s->decide, list))
		parts_word(&parts, WORD_TEXT_NO_RULES, STR_NONE, STR_NONE);
	sheet_bullet(s, &parts);
}

static void tell_none(struct sheet *s, uint32_t list)
{
	struct parts parts;
	struct buf days;
	buf_init(&days, s->e->out->mem);
	add_days(s, &days, list, NO_STATE);
	parts_init(&parts, s->e);
	if (days.len && !s->decide->lists[list].uncertain.ptr)
		parts_word(&parts, WORD_SHEET_NONE_IN_FORCE, decide_list_title(s->decide, list),
			   buf_str(&days));
	sheet_bullet(s, &parts);
	buf_fini(&days);
}

void sheet_silent_lists(struct sheet *s, const bool *told)
{
	for (uint32_t list = 0; list < s->decide->list_count; list++) {
		tell_none(s, list);
		if (!has_told(s->decide, told, list) && is_silent(s->decide, list))
			tell_silent(s, list);
	}
}
