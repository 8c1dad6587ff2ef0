/*
 * What a list says of itself, and what a step of a procedure says, as items that can be held
 * against each other one by one: "transition new", "binding before chongqing", "within 15
 * workdays".
 */
#include "emit/change/diff.h"

#include "base/text/utf8.h"

static void values_add(struct diff_values *values, size_t side, struct buf *item)
{
	VEC_PUSH(values->mem, &values->sides[side], arena_str(&values->arena, buf_str(item)));
	buf_clear(item);
}

/* One side while it is being told. */
struct telling {
	struct diff_values *values;
	size_t side;
	enum language language;
	struct buf item;
};

static void tell_word(struct telling *t, enum word_id word, struct diag_args args)
{
	word_add(&t->item, t->language, word, args);
	values_add(t->values, t->side, &t->item);
}

static void tell_text(struct telling *t, struct str text)
{
	if (text.len == 0)
		return;
	utf8_printable(&t->item, text);
	values_add(t->values, t->side, &t->item);
}

static struct str kept(struct telling *t, struct buf *text)
{
	struct str copy = arena_str(&t->values->arena, buf_str(text));
	buf_clear(text);
	return copy;
}

/* -- lists -- */

static struct str level_text(enum language language, enum ir_level level)
{
	static const enum word_id words[] = {
		[IR_CENTRAL] = WORD_LEVEL_CENTRAL, [IR_PROVINCE] = WORD_LEVEL_PROVINCE,
		[IR_CITY] = WORD_LEVEL_CITY,	   [IR_COUNTY] = WORD_LEVEL_COUNTY,
		[IR_TOWNSHIP] = WORD_LEVEL_TOWNSHIP,
	};
	return word_text(language, words[level]);
}

static void tell_issuer(struct telling *t, const struct ir_list *list)
{
	for (const struct ir_authority *a = list->issuer; a; a = a->parent) {
		if (a != list->issuer)
			buf_add_text(&t->item, " < ");
		utf8_printable(&t->item, a->name);
		if (!a->level)
			continue;
		buf_add_text(&t->item, " (");
		buf_add(&t->item, level_text(t->language, a->level));
		buf_add_char(&t->item, ')');
	}
	values_add(t->values, t->side, &t->item);
}

static enum word_id clause_word(enum ir_transition clause)
{
	static const enum word_id words[] = {
		[IR_TRANSITION_NONE] = WORD_CLAUSE_NONE,
		[IR_OLD_UNLESS_LIGHTER] = WORD_CLAUSE_LIGHTER,
		[IR_OLD] = WORD_CLAUSE_OLD,
		[IR_NEW] = WORD_CLAUSE_NEW,
	};
	return words[clause];
}

static void tell_transition(struct telling *t, const struct ir_list *list)
{
	tell_word(t, WORD_VALUE_TRANSITION,
		  ARGS(word_text(t->language, clause_word(list->transition))));
	if (list->transition_at == IR_DECISION)
		tell_word(t, WORD_VALUE_AS_OF_DECISION, NO_ARGS);
	tell_word(t, WORD_VALUE_CONTINUING,
		  ARGS(word_text(t->language, clause_word(list->continuing))));
}

/* LIST, or LIST/RULE */
static struct str ref_name(struct telling *t, const struct ir_ref *ref)
{
	struct buf name;
	buf_init(&name, t->values->mem);
	name_add(&name, ref->list, ref->rule);
	struct str copy = kept(t, &name);
	buf_fini(&name);
	return copy;
}

static void tell_special(struct telling *t, const struct ir_list *list)
{
	for (size_t i = 0; i < list->special_to_count; i++)
		tell_word(t, WORD_VALUE_SPECIAL, ARGS(ref_name(t, &list->special_to[i])));
	for (size_t i = 0; i < list->saves_count; i++)
		tell_word(t, WORD_VALUE_SAVES, ARGS(ref_name(t, &list->saves[i])));
}

static void tell_delegates(struct telling *t, const struct ir_list *list)
{
	for (size_t i = 0; i < list->delegates.count; i++)
		tell_text(t, list->delegates.items[i]);
}

static void tell_recognition(struct telling *t, const struct ir_list *list)
{
	for (size_t i = 0; i < list->recognition_count; i++) {
		const struct ir_recognition *item = &list->recognitions[i];
		word_add(&t->item, t->language,
			 item->binding ? WORD_VALUE_BINDING : WORD_VALUE_ADVISORY,
			 ARGS(item->before));
		if (item->whose.len)
			word_add(&t->item, t->language, WORD_VALUE_FOR, ARGS(item->whose));
		values_add(t->values, t->side, &t->item);
	}
}

static void tell_repeals(struct telling *t, const struct ir_list *list)
{
	struct day day;
	for (size_t i = 0; i < list->repeal_count; i++) {
		const struct ir_repeal *repeal = &list->repeals[i];
		struct str name = ref_name(t, &repeal->ref);
		int32_t from = repeal->from == DATE_NONE ? list->effective : repeal->from;
		tell_word(t, WORD_VALUE_REPEALS, ARGS(name, day_text(&day, from)));
	}
}

static void tell_basis(struct telling *t, const struct ir_list *list)
{
	struct day day;
	for (size_t i = 0; i < list->basis_count; i++) {
		const struct ir_basis *basis = &list->basis[i];
		buf_add(&t->item, ref_name(t, &basis->ref));
		if (basis->at != DATE_NONE)
			word_add(&t->item, t->language, WORD_VALUE_AT,
				 ARGS(day_text(&day, basis->at)));
		if (basis->article.len) {
			buf_add_char(&t->item, ' ');
			utf8_printable(&t->item, basis->article);
		}
		values_add(t->values, t->side, &t->item);
	}
}

static void tell_names(struct telling *t, const struct ir_list *list)
{
	tell_text(t, list->title);
	tell_text(t, list->document);
	if (list->status)
		tell_text(t, word_text(t->language, list->status == IR_TRIAL ? WORD_TRIAL
									     : WORD_WINDOW_DRAFT));
}

static void (*const tellers[])(struct telling *t, const struct ir_list *list) = {
	[IR_ASPECT_ISSUER] = tell_issuer,
	[IR_ASPECT_TRANSITION] = tell_transition,
	[IR_ASPECT_SPECIAL] = tell_special,
	[IR_ASPECT_DELEGATES] = tell_delegates,
	[IR_ASPECT_RECOGNITION] = tell_recognition,
	[IR_ASPECT_REPEALS] = tell_repeals,
	[IR_ASPECT_BASIS] = tell_basis,
	[IR_ASPECT_TITLE] = tell_names,
};

/* -- steps -- */

static void add_limit(struct buf *out, struct ir_duration within, enum language language)
{
	static const enum word_id words[] = {
		[IR_UNIT_NONE] = WORD_NO_LIMIT, [IR_WORKDAYS] = WORD_LIMIT_WORKDAYS,
		[IR_DAYS] = WORD_LIMIT_DAYS,	[IR_MONTHS] = WORD_LIMIT_MONTHS,
		[IR_YEARS] = WORD_LIMIT_YEARS,
	};
	if (within.unit == IR_UNIT_NONE)
		buf_add(out, word_text(language, WORD_NO_LIMIT));
	else
		word_count(out, language, words[within.unit], (size_t)within.length);
}

static void tell_actors(struct telling *t, enum word_id word, struct ir_actors actors)
{
	static const enum word_id words[] = {
		[IR_OFFICIAL] = WORD_ACTOR_OFFICIAL,
		[IR_ORGAN] = WORD_ACTOR_ORGAN,
		[IR_ACCOUNTABLE_ORGAN] = WORD_ACTOR_ACCOUNTABLE_ORGAN,
	};
	for (size_t i = 0; i < countof(words); i++)
		if (actors.set >> i & 1)
			tell_word(t, word, ARGS(word_text(t->language, words[i])));
}

static struct str moment_word(struct telling *t, enum ir_moment moment)
{
	static const enum word_id words[] = {
		[IR_CONDUCT] = WORD_MOMENT_CONDUCT,
		[IR_ACCOUNTABILITY] = WORD_MOMENT_ACCOUNTABILITY,
		[IR_ACCEPTANCE] = WORD_MOMENT_ACCEPTANCE,
		[IR_DECISION] = WORD_MOMENT_DECISION,
	};
	return moment ? word_text(t->language, words[moment]) : STR("?");
}

static void tell_step(struct telling *t, const struct ir_step *step)
{
	add_limit(&t->item, step->within, t->language);
	values_add(t->values, t->side, &t->item);
	if (step->from)
		tell_word(t, WORD_VALUE_FROM, ARGS(moment_word(t, step->from)));
	tell_actors(t, WORD_VALUE_BY, step->by);
	tell_actors(t, WORD_VALUE_TO, step->to);
	if (step->in_writing)
		tell_word(t, WORD_VALUE_IN_WRITING, NO_ARGS);
	if (step->collectively)
		tell_word(t, WORD_VALUE_COLLECTIVELY, NO_ARGS);
	if (step->produces.len)
		tell_word(t, WORD_VALUE_PRODUCES, ARGS(step->produces));
}

static void tell_procedure(struct telling *t, const struct ir_procedure *procedure)
{
	tell_actors(t, WORD_VALUE_INITIATE, procedure->initiate);
	if (procedure->window_from || procedure->window_to)
		tell_word(t, WORD_VALUE_WINDOW,
			  ARGS(moment_word(t, procedure->window_from),
			       moment_word(t, procedure->window_to)));
}

/* -- both sides -- */

static bool has_value(const struct diff_values *values, size_t side, struct str wanted)
{
	for (size_t i = 0; i < values->sides[side].count; i++)
		if (str_equal(values->sides[side].items[i], wanted))
			return true;
	return false;
}

/* What both say is left out. */
static void values_part(struct diff_values *values)
{
	size_t kept[2] = {0, 0};
	bool *told[2];
	for (size_t side = 0; side < 2; side++) {
		told[side] = ARENA_ARRAY(&values->arena, bool, values->sides[side].count + 1);
		for (size_t i = 0; i < values->sides[side].count; i++)
			told[side][i] = !has_value(values, !side, values->sides[side].items[i]);
	}
	for (size_t side = 0; side < 2; side++) {
		for (size_t i = 0; i < values->sides[side].count; i++)
			if (told[side][i])
				values->sides[side].items[kept[side]++] =
					values->sides[side].items[i];
		values->sides[side].count = kept[side];
	}
}

static struct telling telling_begin(struct diff_values *values, size_t side, enum language language)
{
	struct telling t = {.values = values, .side = side, .language = language};
	buf_init(&t.item, values->mem);
	return t;
}

void diff_values_init(struct diff_values *values, struct mem *mem)
{
	*values = (struct diff_values){.mem = mem};
	arena_init(&values->arena, mem);
}

void diff_values_fini(struct diff_values *values)
{
	for (size_t side = 0; side < 2; side++)
		VEC_FREE(values->mem, &values->sides[side]);
	arena_fini(&values->arena);
}

void diff_values_record(struct diff_values *values, const struct diff_record *record,
			enum language language)
{
	const struct ir_list *lists[] = {record->list_before, record->list_after};
	const struct ir_procedure *procedures[] = {record->procedure_before,
						   record->procedure_after};
	for (size_t side = 0; side < 2; side++) {
		struct telling t = telling_begin(values, side, language);
		if (record->part == DIFF_ASPECT && lists[side])
			tellers[record->aspect](&t, lists[side]);
		if (record->part == DIFF_STEPS && procedures[side])
			tell_procedure(&t, procedures[side]);
		buf_fini(&t.item);
	}
	values_part(values);
}

void diff_values_step(struct diff_values *values, const struct ir_step *before,
		      const struct ir_step *after, enum language language)
{
	const struct ir_step *steps[] = {before, after};
	for (size_t side = 0; side < 2; side++) {
		struct telling t = telling_begin(values, side, language);
		if (steps[side])
			tell_step(&t, steps[side]);
		buf_fini(&t.item);
	}
	values_part(values);
}

void diff_values_add(struct buf *out, const struct diff_values *values, size_t side,
		     enum language language)
{
	for (size_t i = 0; i < values->sides[side].count; i++) {
		if (i > 0)
			buf_add(out, word_text(language, WORD_LIST_COMMA));
		buf_add(out, values->sides[side].items[i]);
	}
	if (values->sides[side].count == 0)
		buf_add(out, word_text(language, WORD_DIFF_NO_EFFECT));
}
