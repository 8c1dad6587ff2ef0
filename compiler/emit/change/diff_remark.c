/* What a record says beside its cases: kinds, effects, values, steps and when they are due, and how
 * sure it is. */
#include "emit/change/diff.h"

#include "base/text/utf8.h"

static void add_rule_effects(struct buf *out, const struct ir_rule *rule, enum language language)
{
	static const struct ir_effect_item implied = {IR_EXEMPT, IR_MAY};
	bool says_none = rule->kind == IR_TOLERATE && rule->effect_count == 0;
	diff_add_effects(out, says_none ? &implied : rule->effects,
			 says_none ? 1 : rule->effect_count, language);
}

static bool remark_effects(struct buf *out, const struct diff_record *record,
			   enum language language)
{
	struct buf before, after;
	if (!record->effects_differ)
		return false;
	buf_init(&before, out->mem);
	buf_init(&after, out->mem);
	add_rule_effects(&before, record->before, language);
	add_rule_effects(&after, record->after, language);
	word_add(out, language, WORD_DIFF_GIVES, ARGS(buf_str(&before), buf_str(&after)));
	buf_fini(&before);
	buf_fini(&after);
	return true;
}

static struct str kind_word(const struct ir_rule *rule, enum language language)
{
	return word_text(language, rule_row(str_from(ir_rule_kind_word(rule->kind)))->word);
}

static bool remark_kind(struct buf *out, const struct diff_record *record, enum language language)
{
	if (!record->before || !record->after || record->before->kind == record->after->kind)
		return false;
	word_add(out, language, WORD_DIFF_KINDS,
		 ARGS(kind_word(record->before, language), kind_word(record->after, language)));
	return true;
}

/* That verdicts stay says nothing of those who name the rule. */
static bool remark_name(struct buf *out, const struct diff_record *record, enum language language)
{
	struct buf name;
	if (!record->renamed)
		return false;
	buf_init(&name, out->mem);
	utf8_printable(&name, record->before->name);
	word_add(out, language, WORD_DIFF_NAMED, ARGS(buf_str(&name)));
	buf_fini(&name);
	return true;
}

static bool remark_place(struct buf *out, const struct diff_record *record, enum language language)
{
	struct buf name;
	if (!record->moved_list.ptr)
		return false;
	buf_init(&name, out->mem);
	name_add(&name, record->moved_list, record->moved_rule);
	word_add(out, language, record->after ? WORD_DIFF_MOVED_FROM : WORD_DIFF_MOVED_TO,
		 ARGS(buf_str(&name)));
	buf_fini(&name);
	return true;
}

static bool remark_values(struct buf *out, const struct diff_record *record, enum language language)
{
	struct buf sides[2];
	struct diff_values values;
	if (record->part == DIFF_RULE)
		return false;
	diff_values_init(&values, out->mem);
	diff_values_record(&values, record, language);
	bool differs = values.sides[0].count + values.sides[1].count > 0;
	for (size_t i = 0; i < 2; i++) {
		buf_init(&sides[i], out->mem);
		diff_values_add(&sides[i], &values, i, language);
	}
	if (differs)
		word_add(out, language, WORD_DIFF_VALUES,
			 ARGS(buf_str(&sides[0]), buf_str(&sides[1])));
	for (size_t i = 0; i < 2; i++)
		buf_fini(&sides[i]);
	diff_values_fini(&values);
	return differs;
}

static bool remark_moved(struct buf *out, const struct diff_record *record, enum language language)
{
	if (!record->condition_differs)
		return false;
	buf_add(out, word_text(language, WORD_DIFF_MOVED));
	return true;
}

/* Of a property its values are told. */
static bool remark_words(struct buf *out, const struct diff_record *record, enum language language)
{
	struct diff_wordings wordings;
	if (diff_changes_meaning(record->change))
		return false;
	diff_wordings(&wordings, record);
	bool is_told =
		record->part == DIFF_ASPECT || wordings.count > 0 || record->change == DIFF_RENAMED;
	buf_add(out, word_text(language, is_told ? WORD_DIFF_SAME_VERDICT : WORD_DIFF_ONLY_WORDS));
	return true;
}

static bool remark_without_effect(struct buf *out, const struct diff_record *record,
				  enum language language)
{
	if (!record->without_effect)
		return false;
	buf_add(out, word_text(language, WORD_DIFF_WITHOUT_EFFECT));
	return true;
}

static bool remark_undecided(struct buf *out, const struct diff_record *record,
			     enum language language)
{
	if (record->why == DIFF_WHY_NONE)
		return false;
	enum word_id word = (enum word_id)(WORD_DIFF_WHY_STEPS + (record->why - DIFF_WHY_STEPS));
	buf_add(out, word_text(language, word));
	return true;
}

/* -- steps of a procedure -- */

/* "{0}: {1}, was {2}" */
static bool add_step(struct buf *out, const struct ir_step *before, const struct ir_step *after,
		     enum language language)
{
	const struct ir_step *newest = after ? after : before;
	struct buf name, sides[2];
	struct diff_values values;
	diff_values_init(&values, out->mem);
	diff_values_step(&values, before, after, language);
	bool differs = values.sides[0].count + values.sides[1].count > 0;
	buf_init(&name, out->mem);
	utf8_printable(&name, newest->title.len ? newest->title : newest->name);
	for (size_t i = 0; i < 2; i++) {
		buf_init(&sides[i], out->mem);
		diff_values_add(&sides[i], &values, i, language);
	}
	if (differs)
		word_add(out, language,
			 !before  ? WORD_DIFF_STEP_NEW
			 : !after ? WORD_DIFF_STEP_GONE
				  : WORD_DIFF_LIMIT,
			 ARGS(buf_str(&name), buf_str(&sides[1]), buf_str(&sides[0])));
	for (size_t i = 0; i < 2; i++)
		buf_fini(&sides[i]);
	buf_fini(&name);
	diff_values_fini(&values);
	return differs;
}

/* Steps that are new or say something else, then those that are gone. */
static bool remark_step(struct buf *out, const struct diff_record *record, size_t index,
			enum language language)
{
	const struct ir_procedure *before = record->procedure_before;
	const struct ir_procedure *after = record->procedure_after;
	size_t count = after ? after->step_count : 0;
	if (record->part != DIFF_STEPS)
		return false;
	if (index < count)
		return add_step(out, diff_step_named(before, after->steps[index].name),
				&after->steps[index], language);
	index -= count;
	return before && index < before->step_count &&
	       !diff_step_named(after, before->steps[index].name) &&
	       add_step(out, &before->steps[index], NULL, language);
}

static void add_due_day(struct buf *out, int32_t due, enum language language)
{
	struct day day;
	if (due == DATE_NONE)
		buf_add(out, word_text(language, WORD_NO_LIMIT));
	else
		word_add(out, language, WORD_DIFF_DUE_ON, ARGS(day_text(&day, due)));
}

static void remark_due(struct buf *out, const struct diff_due *due, enum language language)
{
	struct buf name, before, after;
	struct day event;
	buf_init(&name, out->mem);
	buf_init(&before, out->mem);
	buf_init(&after, out->mem);
	utf8_printable(&name, due->step->title.len ? due->step->title : due->step->name);
	add_due_day(&before, due->before, language);
	add_due_day(&after, due->after, language);
	word_add(out, language, WORD_DIFF_DUE,
		 ARGS(buf_str(&name), day_text(&event, due->event), buf_str(&before),
		      buf_str(&after)));
	buf_fini(&name);
	buf_fini(&before);
	buf_fini(&after);
}

bool diff_remark(struct buf *out, const struct diff_record *record, size_t index,
		 enum language language)
{
	static bool (*const remarks[])(struct buf * out, const struct diff_record *record,
				       enum language language) = {
		remark_name,  remark_place, remark_kind,	   remark_effects,   remark_values,
		remark_moved, remark_words, remark_without_effect, remark_undecided,
	};
	struct diff_wordings wordings;
	size_t steps = 0;
	if (index < record->term_count) {
		diff_add_term(out, record, &record->terms[index], language);
		return true;
	}
	index -= record->term_count;
	if (index < countof(remarks)) {
		remarks[index](out, record, language);
		return true;
	}
	if (record->part == DIFF_STEPS)
		steps = (record->procedure_before ? record->procedure_before->step_count : 0) +
			(record->procedure_after ? record->procedure_after->step_count : 0);
	index -= countof(remarks);
	diff_wordings(&wordings, record);
	if (index < wordings.count) {
		diff_add_wording(out, &wordings.items[index], language);
		return true;
	}
	index -= wordings.count;
	if (index < steps)
		remark_step(out, record, index, language);
	else if (index - steps < record->due_count)
		remark_due(out, &record->dues[index - steps], language);
	return index < steps + record->due_count;
}
