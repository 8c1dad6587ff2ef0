/* Names and words of differences. */
#include "emit/change/diff.h"
#include "emit/enum_word.h"
#include "emit/verdict/condition.h"
#include "emit/verdict/decide.h"

#include "base/value/money.h"
#include "base/text/utf8.h"

const char *diff_part_word(enum diff_part part)
{
	static const char *const words[] = {"rule", "procedure", "list"};
	return words[part];
}

const char *diff_outcome_name(enum ir_outcome outcome)
{
	static const char *const names[] = {"tolerated", "barred", "silent", "conflict"};
	return names[outcome];
}

const struct ir_place *diff_place(const struct diff_record *record)
{
	if (record->part == DIFF_RULE)
		return record->after ? &record->after->place : &record->before->place;
	if (record->part == DIFF_STEPS)
		return record->procedure_after ? &record->procedure_after->place
					       : &record->procedure_before->place;
	return &record->list_after->place;
}

struct str diff_article(const struct diff_record *record)
{
	if (record->part == DIFF_RULE)
		return record->after ? record->after->clause.article
				     : record->before->clause.article;
	if (record->part == DIFF_STEPS)
		return record->procedure_after ? record->procedure_after->clause.article
					       : record->procedure_before->clause.article;
	return STR_NONE;
}

static const struct ir_rule *rule_of(const struct diff_record *record)
{
	return record->after ? record->after : record->before;
}

static bool is_against(const struct diff_record *record)
{
	const struct ir_rule *rule = rule_of(record);
	return rule && rule->kind != IR_TOLERATE && rule->kind != IR_MITIGATE;
}

bool diff_is_stricter(const struct diff_record *record)
{
	return record->change == (is_against(record) ? DIFF_WIDENED : DIFF_NARROWED);
}

enum word_id diff_change_word(const struct diff_record *record)
{
	if ((record->change != DIFF_WIDENED && record->change != DIFF_NARROWED) ||
	    !is_against(record))
		return change_word(record->change);
	if (rule_of(record)->kind == IR_AGGRAVATE)
		return diff_is_stricter(record) ? WORD_DIFF_AGGRAVATES_MORE
						: WORD_DIFF_AGGRAVATES_LESS;
	return diff_is_stricter(record) ? WORD_DIFF_BARS_MORE : WORD_DIFF_BARS_LESS;
}

void diff_add_kind(struct buf *out, const struct diff_record *record, enum language language)
{
	const struct ir_rule *rule = rule_of(record);
	if (!rule)
		return;
	buf_add(out, word_text(language, rule_row(str_from(ir_rule_kind_word(rule->kind)))->word));
	buf_add_char(out, ' ');
}

void diff_add_name(struct buf *out, const struct diff_record *record)
{
	name_add(out, record->list,
		 record->part == DIFF_ASPECT ? STR_NONE : diff_part_name(record));
}

const struct ir_step *diff_step_named(const struct ir_procedure *procedure, struct str name)
{
	for (size_t i = 0; procedure && i < procedure->step_count; i++)
		if (str_equal(procedure->steps[i].name, name))
			return &procedure->steps[i];
	return NULL;
}

/* -- values -- */

struct told_value diff_told_value(const struct diff_value *value)
{
	return (struct told_value){value->fact->type, value->number, value->choices,
				   value->choice_count};
}

static struct str choice_shown(const struct diff_value *value, size_t choice)
{
	const struct ir_fact *fact = value->fact;
	for (size_t i = 0; i < fact->choice_count; i++)
		if (str_equal(fact->choices[i].name, value->choices[choice]) &&
		    fact->choices[i].label.len)
			return fact->choices[i].label;
	return value->choices[choice];
}

static void show_set(struct buf *out, const struct diff_value *value, enum language language)
{
	bool first = true;
	for (size_t i = 0; i < value->choice_count; i++) {
		if (!((uint64_t)value->number >> i & 1))
			continue;
		if (!first)
			buf_add(out, word_text(language, WORD_LIST_COMMA));
		utf8_printable(out, choice_shown(value, i));
		first = false;
	}
	if (first)
		buf_add(out, word_text(language, WORD_DIFF_NO_EFFECT));
}

void diff_show_value(struct buf *out, const struct diff_value *value, enum language language)
{
	enum ir_type type = value->fact->type;
	if (type == IR_BOOL)
		buf_add(out, word_text(language, value->number ? WORD_YES : WORD_NO));
	else if (type == IR_MONEY)
		buf_add_money(out, value->number);
	else if (type == IR_CHOICE)
		utf8_printable(out, choice_shown(value, (size_t)value->number));
	else if (type == IR_SET)
		show_set(out, value, language);
	else
		value_add(out, diff_told_value(value));
}

/* -- cases -- */

static void add_fact(struct buf *out, const struct diff_value *value, enum language language)
{
	struct buf name, shown;
	buf_init(&name, out->mem);
	buf_init(&shown, out->mem);
	utf8_printable(&name, fact_shown(value->fact, language));
	diff_show_value(&shown, value, language);
	word_add(out, language, value->given ? WORD_IS : WORD_DIFF_UNGIVEN,
		 ARGS(buf_str(&name), buf_str(&shown)));
	buf_fini(&name);
	buf_fini(&shown);
}

static void add_day(struct buf *out, enum word_id word, int32_t date, enum language language)
{
	struct day day;
	if (date == DATE_NONE)
		return;
	buf_add(out, word_text(language, WORD_SEMICOLON));
	word_add(out, language, word, ARGS(day_text(&day, date)));
}

void diff_add_case(struct buf *out, const struct diff_witness *witness, enum language language)
{
	for (size_t i = 0; i < witness->value_count; i++) {
		if (i > 0)
			buf_add(out, word_text(language, WORD_LIST_COMMA));
		add_fact(out, &witness->values[i], language);
	}
	if (witness->value_count == 0)
		buf_add(out, word_text(language, WORD_DIFF_ANY_CASE));
	if (witness->subject.ptr) {
		buf_add(out, word_text(language, WORD_SEMICOLON));
		word_add(out, language, WORD_DIFF_WHOSE, ARGS(witness->subject, witness->organ));
	}
	add_day(out, WORD_CONDUCT_ON, witness->conduct, language);
	add_day(out, WORD_DIFF_ACCOUNTABLE, witness->accountable, language);
	add_day(out, WORD_DECIDED_ON, witness->decided, language);
}

void diff_add_effects(struct buf *out, const struct ir_effect_item *effects, size_t count,
		      enum language language)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add(out, word_text(language, WORD_LIST_COMMA));
		word_add(out, language, effect_word(effects[i].effect),
			 ARGS(word_text(language,
					effects[i].strength == IR_MUST ? WORD_MUST : WORD_MAY)));
	}
	if (count == 0)
		buf_add(out, word_text(language, WORD_DIFF_NO_EFFECT));
}

static struct str why_told(const char *name, enum language language)
{
	int why = 0;
	while (strcmp(decide_why_name((enum decide_why)why), name) != 0)
		why++;
	return word_text(language, why_word((enum decide_why)why));
}

void diff_add_says(struct buf *out, const struct diff_says *says, enum language language)
{
	static const enum word_id words[] = {WORD_OUTCOME_TOLERATED, WORD_OUTCOME_BARRED,
					     WORD_EXPECT_SILENT, WORD_OUTCOME_CONFLICT};
	buf_add(out, word_text(language, words[says->outcome]));
	if (says->effect_count > 0) {
		buf_add_text(out, language == LANGUAGE_ZH ? "（" : " (");
		diff_add_effects(out, says->effects, says->effect_count, language);
		buf_add_text(out, language == LANGUAGE_ZH ? "）" : ")");
	}
	if (says->ruling_why) {
		buf_add(out, word_text(language, WORD_COMMA));
		word_add(out, language, WORD_RULING_BY,
			 ARGS(says->ruling_by, why_told(says->ruling_why, language)));
	}
}

/* What weighs beside the outcome is not told by the outcome. */
static bool weighs(const struct diff_record *record)
{
	const struct ir_rule *rule = record->after ? record->after : record->before;
	return record->part == DIFF_RULE && rule->kind >= IR_MITIGATE;
}

/* Other lists may decide otherwise; of a property all of them were asked. */
static bool is_alone(const struct diff_record *record)
{
	return record->part == DIFF_RULE && !weighs(record);
}

static void add_side(struct buf *out, const struct diff_record *record, bool fires,
		     const struct diff_says *says, enum language language)
{
	if (weighs(record))
		buf_add(out,
			word_text(language, fires ? WORD_DIFF_APPLIES : WORD_DIFF_NOT_APPLIES));
	else
		diff_add_says(out, says, language);
}

static bool knows(const struct ir_fact *fact, struct str choice)
{
	for (size_t i = 0; i < fact->choice_count; i++)
		if (str_equal(fact->choices[i].name, choice))
			return true;
	return false;
}

/* A value of the case that the fact of that side does not have; NULL: it has all. */
static const struct diff_value *unknown_value(const struct diff_record *record,
					      const struct diff_witness *witness, size_t side)
{
	for (size_t i = 0; i < witness->value_count; i++) {
		const struct diff_value *value = &witness->values[i];
		for (size_t k = 0; value->fact->type == IR_CHOICE && k < record->term_count; k++) {
			const struct ir_fact *fact = record->terms[k].sides[side].fact;
			if (record->terms[k].kind == DIFF_TERM_FACT && fact->type == IR_CHOICE &&
			    str_equal(fact->identity, value->fact->identity) &&
			    !knows(fact, value->choices[value->number]))
				return value;
		}
	}
	return NULL;
}

/* What is said for some ways to complete the case alone: what a side does not know is open there.
 */
static void add_supposing(struct buf *out, const struct diff_record *record,
			  const struct diff_witness *witness, enum language language)
{
	static const enum word_id words[] = {WORD_DIFF_UNKNOWN_BEFORE, WORD_DIFF_UNKNOWN_AFTER};
	bool is_told = false;
	for (size_t side = 0; side < 2; side++) {
		const struct diff_value *value = unknown_value(record, witness, side);
		struct buf fact;
		if (!value)
			continue;
		buf_init(&fact, out->mem);
		add_fact(&fact, value, language);
		buf_add(out, word_text(language, WORD_SEMICOLON));
		word_add(out, language, words[side], ARGS(buf_str(&fact)));
		buf_fini(&fact);
		is_told = true;
	}
	if (!is_told) {
		buf_add(out, word_text(language, WORD_SEMICOLON));
		buf_add(out, word_text(language, WORD_DIFF_SUPPOSING));
	}
}

void diff_add_flip(struct buf *out, const struct diff_record *record,
		   const struct diff_witness *witness, enum language language)
{
	struct buf before, after;
	buf_init(&before, out->mem);
	buf_init(&after, out->mem);
	add_side(&before, record, witness->fires_before, &witness->before, language);
	add_side(&after, record, witness->fires_after, &witness->after, language);
	word_add(out, language, is_alone(record) ? WORD_DIFF_FLIP_ALONE : WORD_DIFF_FLIP,
		 ARGS(buf_str(&before), buf_str(&after)));
	if (witness->supposing) {
		add_supposing(out, record, witness, language);
	} else if (!weighs(record) && str_equal(buf_str(&before), buf_str(&after))) {
		buf_add(out, word_text(language, WORD_SEMICOLON));
		buf_add(out, word_text(language, WORD_DIFF_HIDDEN));
	}
	buf_fini(&before);
	buf_fini(&after);
}

/* -- aspects -- */

/* Of several that make one aspect those that are no longer what they were. */
static void add_names(struct buf *out, const struct ir_list *was, const struct ir_list *is,
		      enum language language)
{
	const bool differs[] = {!str_equal(was->title, is->title),
				!str_equal(was->document, is->document),
				was->status != is->status};
	bool any = false;
	for (size_t i = 0; i < countof(differs); i++) {
		if (!differs[i])
			continue;
		if (any)
			buf_add(out, word_text(language, WORD_LIST_COMMA));
		buf_add(out, word_text(language, (enum word_id)(WORD_NAMES_TITLE + (int)i)));
		any = true;
	}
}

void diff_add_aspect(struct buf *out, const struct diff_record *record, enum language language)
{
	if (record->aspect == IR_ASPECT_TITLE && record->list_before && record->list_after)
		add_names(out, record->list_before, record->list_after, language);
	else
		buf_add(out, word_text(language, aspect_word(record->aspect)));
}

void diff_add_itself(struct buf *out, const struct diff_record *record, enum language language)
{
	struct buf aspect;
	buf_init(&aspect, out->mem);
	diff_add_aspect(&aspect, record, language);
	word_add(out, language, WORD_DIFF_LIST, ARGS(buf_str(&aspect)));
	buf_fini(&aspect);
}

/* -- days -- */

bool diff_is_by_accountability(const struct diff_record *record)
{
	return record->part == DIFF_STEPS ||
	       (record->part == DIFF_ASPECT && record->aspect == IR_ASPECT_TRANSITION);
}

/* In the order of these: all days, those from one on, those from one until another. */
static void add_days(struct buf *out, enum word_id all, int32_t first, int32_t end,
		     enum language language)
{
	struct day from, to;
	if (first == DATE_NONE)
		buf_add(out, word_text(language, all));
	else if (end == DATE_MAX)
		word_add(out, language, (enum word_id)(all + 1), ARGS(day_text(&from, first)));
	else
		word_add(out, language, (enum word_id)(all + 2),
			 ARGS(day_text(&from, first), day_text(&to, end)));
}

void diff_add_days(struct buf *out, const struct diff_record *record, enum language language)
{
	struct buf days;
	buf_init(&days, out->mem);
	add_days(&days,
		 diff_is_by_accountability(record) ? WORD_DIFF_ACCOUNTABLE_ALL
						   : WORD_DIFF_CONDUCT_ALL,
		 record->from, record->to, language);
	if (record->part == DIFF_ASPECT && record->aspect == IR_ASPECT_TRANSITION)
		word_add(out, language, WORD_DIFF_EARLIER_CONDUCT, ARGS(buf_str(&days)));
	else
		buf_add(out, buf_str(&days));
	buf_fini(&days);
}

void diff_add_doubt(struct buf *out, const struct answer_doubt *doubt, enum language language)
{
	struct buf days, reason;
	buf_init(&days, out->mem);
	buf_init(&reason, out->mem);
	add_days(&days, WORD_DIFF_CONDUCT_ALL, doubt->from, doubt->to, language);
	utf8_printable(&reason, doubt->reason);
	word_add(out, language, WORD_DIFF_UNCERTAIN,
		 ARGS(doubt->list, buf_str(&days), buf_str(&reason)));
	buf_fini(&days);
	buf_fini(&reason);
}

const char *diff_side_name(enum answer_sides side)
{
	static const char *const names[] = {
		[ANSWER_BEFORE] = "before", [ANSWER_AFTER] = "after", [ANSWER_BOTH] = "both"};
	return names[side];
}

void diff_add_side(struct buf *out, const struct answer_side *side, enum language language)
{
	struct day day;
	if (side->at != DATE_NONE) {
		buf_add(out, day_text(&day, side->at));
		return;
	}
	if (side->worktree) {
		buf_add(out, word_text(language, WORD_DIFF_WORKTREE));
		return;
	}
	utf8_printable(out, side->revision);
	if (side->head.len >= SHORT_OID) {
		buf_add_text(out, language == LANGUAGE_ZH ? "（" : " (");
		buf_add(out, str_from_to(side->head, 0, SHORT_OID));
		buf_add_text(out, language == LANGUAGE_ZH ? "）" : ")");
	}
}
