/* What is told of a verdict, whatever the format: names and words, what a version says, what a
 * condition read. */
#include "emit/verdict/decide.h"

#include "base/text/utf8.h"
#include "emit/enum_word.h"
#include "emit/human/parts.h"
#include "emit/value.h"
#include "emit/writer.h"

#include "base/value/money.h"

const char *decide_truth(enum eval_truth truth)
{
	static const char *const names[] = {"false", "true", "unknown"};
	return names[truth];
}

const char *decide_why_name(enum decide_why why)
{
	static const char *const names[] = {"version", "same_issuer", "same_level", "advisory",
					    "undeclared"};
	return names[why];
}

const char *effect_name(enum ir_effect effect)
{
	static const char *const names[] = {"exempt", "no_accountability", "mitigate", "lenient",
					    "no_negative_evaluation"};
	return names[effect];
}

const char *strength_name(enum ir_strength strength)
{
	return strength == IR_MUST ? "must" : "may";
}

struct str decide_fact_name(const struct answer_decide *decide, uint32_t fact)
{
	return eval_fact_name(&decide->facts->facts.items[fact]);
}

const struct ir_rule *decide_rule(const struct answer_decide *decide, uint32_t state, uint32_t rule)
{
	return &decide->states[state].text->rules[rule];
}

/* -- values -- */

static struct told_value value_of(const struct answer_decide *decide, uint32_t index,
				  int64_t number)
{
	const struct eval_fact *fact = &decide->facts->facts.items[index];
	return (struct told_value){fact->type, number, fact->choices.items, fact->choices.count};
}

void decide_add_value(struct buf *out, const struct answer_decide *decide, uint32_t index,
		      int64_t number)
{
	value_add(out, value_of(decide, index, number));
}

void decide_json_value(struct json *json, const struct answer_decide *decide, uint32_t index,
		       int64_t number)
{
	value_json(json, value_of(decide, index, number));
}

/* Of a set one choice at a time: "+reform", "-reform". */
void decide_add_supposed(struct buf *out, const struct answer_decide *decide,
			 const struct decide_supposed *supposed)
{
	const struct eval_var *var = &decide->facts->vars.items[supposed->var];
	const struct eval_fact *fact = &decide->facts->facts.items[var->fact];
	if (fact->type == IR_SET) {
		buf_add_char(out, supposed->value ? '+' : '-');
		buf_add(out, fact->choices.items[var->choice]);
		return;
	}
	decide_add_value(out, decide, var->fact, supposed->value);
}

/* -- for people -- */

struct str decide_fact_shown(const struct answer_decide *decide, uint32_t index,
			     enum language language)
{
	const struct eval_fact *fact = &decide->facts->facts.items[index];
	struct str name = eval_fact_name(fact);
	const struct ir_strs *aliases = fact->newest ? &fact->newest->aliases : NULL;
	for (size_t i = 0; aliases && i < aliases->count; i++)
		if (str_is_ascii(name) == (language == LANGUAGE_ZH) &&
		    str_is_ascii(aliases->items[i]) != (language == LANGUAGE_ZH))
			return aliases->items[i];
	return name;
}

void decide_show_facts(struct buf *out, const struct answer_decide *decide,
		       const struct decide_facts *facts, enum word_id between,
		       enum language language)
{
	for (size_t i = 0; i < facts->count; i++) {
		if (i)
			buf_add(out, word_text(language, between));
		utf8_printable(out, decide_fact_shown(decide, facts->items[i], language));
	}
}

struct str decide_choice_shown(const struct answer_decide *decide, uint32_t index, uint32_t choice)
{
	const struct eval_fact *fact = &decide->facts->facts.items[index];
	for (size_t i = 0; i < fact->newest->choice_count; i++) {
		const struct ir_choice *own = &fact->newest->choices[i];
		if (eval_choice_of(fact, own) == choice && own->label.len)
			return own->label;
	}
	return fact->choices.items[choice];
}

static void show_choices(struct buf *out, const struct answer_decide *decide, uint32_t fact,
			 uint64_t bits, enum language language)
{
	bool first = true;
	if (!bits)
		buf_add_text(out, "{}");
	for (uint32_t i = 0; i < EVAL_CHOICES_MAX; i++) {
		if (!(bits >> i & 1))
			continue;
		if (!first)
			buf_add(out, word_text(language, WORD_LIST_COMMA));
		utf8_printable(out, decide_choice_shown(decide, fact, i));
		first = false;
	}
}

void decide_show_value(struct buf *out, const struct answer_decide *decide, uint32_t index,
		       int64_t number, enum language language)
{
	enum ir_type type = decide->facts->facts.items[index].type;
	if (type == IR_BOOL)
		buf_add(out, word_text(language, number ? WORD_YES : WORD_NO));
	else if (type == IR_MONEY)
		buf_add_money(out, number);
	else if (type == IR_CHOICE)
		utf8_printable(out, decide_choice_shown(decide, index, (uint32_t)number));
	else if (type == IR_SET)
		show_choices(out, decide, index, (uint64_t)number, language);
	else
		decide_add_value(out, decide, index, number);
}

/* -- what a state says -- */

const char *decide_says(const struct answer_decide *decide, uint32_t state,
			const struct eval_result *lanes)
{
	unsigned may = decide_may_say(decide->play, state, lanes);
	for (int i = 0; i <= DECIDE_SILENT; i++)
		if (may == 1u << i)
			return decide_outcome_name((enum decide_outcome)i);
	return NULL;
}

struct str decide_outcome_shown(enum decide_outcome outcome, enum language language)
{
	return word_text(language, outcome_word(outcome));
}

struct str decide_authority_title(const struct answer_decide *decide, struct str name)
{
	if (str_equal(name, decide->organ) && decide->organ_title.len)
		return decide->organ_title;
	for (size_t i = 0; i < decide->given->chain_count; i++)
		if (str_equal(name, decide->given->chain[i].name) && decide->chain_titles[i].len)
			return decide->chain_titles[i];
	return name;
}

void decide_show_authority(struct buf *out, const struct answer_decide *decide, struct str name)
{
	struct str title = decide_authority_title(decide, name);
	utf8_printable(out, title);
	if (str_equal(title, name))
		return;
	buf_add_text(out, " (");
	utf8_printable(out, name);
	buf_add_char(out, ')');
}

bool decide_organ_stands_over(const struct answer_decide *decide)
{
	for (size_t i = 0; i < decide->given->chain_count; i++)
		if (str_equal(decide->organ, decide->given->chain[i].name))
			return true;
	return false;
}

void decide_parts_about(struct parts *parts, enum word_id word, struct str before,
			const struct answer_decide *decide, struct str name)
{
	struct buf shown;
	buf_init(&shown, parts->e->out->mem);
	decide_show_authority(&shown, decide, name);
	if (before.ptr)
		parts_word(parts, word, before, buf_str(&shown));
	else
		parts_word(parts, word, buf_str(&shown), STR_NONE);
	buf_fini(&shown);
}

/* What makes the whole record doubtful is the reason of every list. */
bool decide_doubts_first(const struct answer_decide *decide, size_t list)
{
	struct str reason = decide->lists[list].uncertain;
	for (size_t i = 0; i < list && reason.ptr; i++)
		if (decide->lists[i].uncertain.ptr && str_equal(decide->lists[i].uncertain, reason))
			return false;
	return reason.ptr != NULL;
}

/* -- what a condition reads -- */

/* Of a set what is supposed is one choice or another, never its value. */
static bool find_supposed(struct decide_reading *out, const struct answer_decide *decide,
			  const struct decide_scenario *scenario)
{
	const struct eval_fact *fact = &decide->facts->facts.items[out->fact];
	size_t count = scenario->supposed_count + scenario->example_count;
	for (size_t i = 0; i < count && fact->type != IR_SET; i++) {
		if (scenario->supposed[i].var != fact->first_var)
			continue;
		out->origin = i < scenario->supposed_count ? READ_SUPPOSED : READ_EXAMPLE;
		out->number = scenario->supposed[i].value;
		return true;
	}
	return false;
}

static bool find_given(struct decide_reading *out, const struct answer_decide *decide)
{
	for (size_t i = 0; i < decide->given_count; i++) {
		if (decide->givens[i].fact != out->fact || !decide->givens[i].is_known)
			continue;
		out->origin = READ_GIVEN;
		out->number = decide->givens[i].number;
		return true;
	}
	return false;
}

bool decide_presumes(int64_t *number, const struct answer_decide *decide,
		     const struct ir_list *text, uint32_t fact)
{
	bool found = false;
	for (size_t i = 0; i < text->presume_count; i++) {
		const struct ir_presume *presume = &text->presumes[i];
		const struct ir_fact *own = presume->fact;
		if (own->type == IR_SET || eval_facts_find(decide->facts, own) != fact)
			continue;
		found = true;
		*number = presume->value.number;
		if (own->type == IR_CHOICE)
			*number = eval_choice_of(&decide->facts->facts.items[fact],
						 &own->choices[*number]);
	}
	return found;
}

bool decide_read(struct decide_reading *out, const struct answer_decide *decide,
		 const struct decide_scenario *scenario, const struct answer_state *state,
		 const struct ir_expr *expr)
{
	const struct ir_fact *fact = ir_expr_fact(expr);
	if (!fact)
		return false;
	*out = (struct decide_reading){.fact = eval_facts_find(decide->facts, fact)};
	if (find_given(out, decide) || expr->op == IR_KNOWN)
		return true;
	if (decide_presumes(&out->number, decide, state->text, out->fact))
		out->origin = READ_PRESUMED;
	if (out->origin == READ_UNKNOWN)
		find_supposed(out, decide, scenario);
	return true;
}

enum word_id decide_reading_word(enum decide_origin origin)
{
	static const enum word_id words[] = {[READ_GIVEN] = WORD_READ_GIVEN,
					     [READ_SUPPOSED] = WORD_READ_SUPPOSED,
					     [READ_EXAMPLE] = WORD_READ_EXAMPLE,
					     [READ_PRESUMED] = WORD_READ_PRESUMED};
	return words[origin];
}

enum eval_truth decide_condition_truth(const struct answer_decide *decide,
				       const struct decide_scenario *scenario,
				       const struct answer_state *state,
				       const struct ir_expr *expr)
{
	uint32_t reg = eval_condition(decide_program(decide->play), state->compiled, expr);
	return eval_truth(&scenario->lanes, reg, 0);
}

struct str decide_list_title(const struct answer_decide *decide, uint32_t list)
{
	struct str later = decide->lists[list].title;
	struct str title = later.len ? later : decide->lists[list].name;
	int32_t effective = DATE_NONE;
	for (size_t i = 0; i < decide->state_count; i++) {
		const struct answer_state *state = &decide->states[i];
		if (state->list != list || !state->text->title.len ||
		    (effective != DATE_NONE && state->text->effective <= effective))
			continue;
		effective = state->text->effective;
		title = state->text->title;
	}
	return title;
}

struct str decide_list_called(const struct answer_decide *decide, uint32_t list,
			      enum decide_naming naming)
{
	return naming == BY_TITLE ? decide_list_title(decide, list) : decide->lists[list].name;
}
