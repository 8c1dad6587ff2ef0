/*
 * The reasons for a verdict, to be read aloud: each way in which the case can come out, the steps
 * from many lists to one outcome, and every rule that had a say with its condition and what became
 * of it. Where no rule has a say, each is told with what its condition lacks.
 */
#include "emit/human/why.h"

#include "emit/human/layout.h"
#include "emit/verdict/condition.h"
#include "emit/verdict/decide_rules.h"
#include "emit/verdict/ground.h"

#include "base/text/utf8.h"

void telling_line(struct telling *t, size_t depth, const struct buf *text)
{
	size_t indent = 2 + 2 * depth;
	buf_add_repeat(t->e->out, ' ', indent);
	layout_wrap(t->e->out, buf_str(text), indent, indent + 2, t->e->style->columns);
	buf_add_char(t->e->out, '\n');
}

struct str telling_word(const struct telling *t, enum word_id id)
{
	return word_text(t->e->style->language, id);
}

static struct str truth_word(const struct telling *t, enum eval_truth truth)
{
	static const enum word_id words[] = {[EVAL_FALSE] = WORD_HOLDS_NOT,
					     [EVAL_TRUE] = WORD_HOLDS,
					     [EVAL_OPEN] = WORD_HOLDS_OPEN};
	return telling_word(t, words[truth]);
}

/* -- conditions -- */

static bool joins(const struct ir_expr *expr)
{
	return expr->op == IR_AND || expr->op == IR_OR || expr->op == IR_AT_LEAST ||
	       (expr->op == IR_NOT && joins(expr->args[0]));
}

/* The value that it reads: what was given, but of yes and no, which its truth tells; or whence
 * else. */
static void add_reading(struct telling *t, struct buf *out, const struct ir_expr *expr)
{
	enum language language = t->e->style->language;
	struct decide_reading reading;
	struct buf value;
	while (expr->op == IR_NOT)
		expr = expr->args[0];
	if (!decide_read(&reading, t->decide, t->scenario, t->state, expr) ||
	    reading.origin == READ_UNKNOWN ||
	    (reading.origin == READ_GIVEN && expr->fact->type == IR_BOOL))
		return;
	buf_init(&value, out->mem);
	decide_show_value(&value, t->decide, reading.fact, reading.number, language);
	word_add(out, language, decide_reading_word(reading.origin), ARGS(buf_str(&value)));
	buf_fini(&value);
}

static enum eval_truth condition_truth(const struct telling *t, const struct answer_state *state,
				       const struct ir_expr *expr)
{
	return decide_condition_truth(t->decide, t->scenario, state, expr);
}

static void add_condition(struct telling *t, size_t depth, const struct ir_expr *expr)
{
	struct buf shown;
	buf_init(&shown, t->e->out->mem);
	condition_show(&shown, t->decide, t->state->text->place.source, expr,
		       t->e->style->language);
	buf_add(&shown, telling_word(t, WORD_COLON));
	buf_add(&shown, truth_word(t, condition_truth(t, t->state, expr)));
	add_reading(t, &shown, expr);
	telling_line(t, depth, &shown);
	buf_fini(&shown);
	if (expr->op == IR_DEFINED)
		add_condition(t, depth + 1, expr->define->expr);
	for (uint32_t i = 0; joins(expr) && i < expr->count; i++)
		add_condition(t, depth + 1, expr->args[i]);
}

/* Of a condition that does not hold, only what keeps it from holding. */
static void add_lacking(struct telling *t, size_t depth, const struct ir_expr *expr)
{
	if (expr->op != IR_AND) {
		add_condition(t, depth, expr);
		return;
	}
	for (uint32_t i = 0; i < expr->count; i++)
		if (condition_truth(t, t->state, expr->args[i]) == EVAL_FALSE)
			add_lacking(t, depth, expr->args[i]);
}

/* -- rules -- */

static void add_excepts(struct telling *t, size_t depth, const struct ir_except *excepts,
			const struct eval_clause *clauses, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct buf text;
		buf_init(&text, t->e->out->mem);
		buf_add(&text, telling_word(t, WORD_EXCEPT));
		buf_add_char(&text, ' ');
		utf8_printable(&text, excepts[i].title.len ? excepts[i].title : excepts[i].name);
		buf_add(&text, telling_word(t, WORD_COLON));
		buf_add(&text, truth_word(t, eval_truth(&t->scenario->lanes, clauses[i].fires, 0)));
		telling_line(t, depth, &text);
		buf_fini(&text);
		if (excepts[i].when)
			add_condition(t, depth + 1, excepts[i].when);
		add_excepts(t, depth + 1, excepts[i].excepts, clauses[i].excepts,
			    excepts[i].except_count);
	}
}

static void add_clause_text(struct telling *t, size_t depth, const struct ir_clause *clause)
{
	struct buf text;
	if (!clause->text.len && !clause->citation.len)
		return;
	buf_init(&text, t->e->out->mem);
	utf8_printable(&text, clause->text.len ? clause->text : clause->citation);
	telling_line(t, depth, &text);
	buf_fini(&text);
}

/* How much is told of a rule. */
enum detail { DETAIL_NONE, DETAIL_LACKING, DETAIL_WHOLE };

bool telling_covers(const struct telling *t, const struct answer_state *state)
{
	return eval_truth(&t->scenario->lanes, state->compiled->scope, 0) != EVAL_FALSE;
}

/* One that an exception took away is told as one that applies is. */
static enum detail rule_detail(const struct telling *t, const struct answer_state *state,
			       size_t index)
{
	const struct ir_expr *when = state->text->rules[index].when;
	uint32_t fires = state->compiled->rules[index].fires;
	if (!state->in_force[index])
		return DETAIL_NONE;
	if (t->e->style->verbosity > 0)
		return DETAIL_WHOLE;
	if (!telling_covers(t, state))
		return DETAIL_NONE;
	if (eval_truth(&t->scenario->lanes, fires, 0) != EVAL_FALSE || !when ||
	    condition_truth(t, state, when) != EVAL_FALSE)
		return DETAIL_WHOLE;
	return t->tells_lacking ? DETAIL_LACKING : DETAIL_NONE;
}

static void add_rule_title(struct telling *t, size_t depth, size_t index)
{
	const struct ir_rule *rule = &t->state->text->rules[index];
	const struct eval_clause *clause = &t->state->compiled->rules[index];
	struct buf text;
	buf_init(&text, t->e->out->mem);
	const struct word_row *kind = rule_row(str_from(ir_rule_kind_word(rule->kind)));
	buf_add(&text, telling_word(t, kind->word));
	buf_add_char(&text, ' ');
	utf8_printable(&text, rule->name);
	if (rule->title.len) {
		buf_add_char(&text, ' ');
		utf8_printable(&text, rule->title);
	}
	if (rule->clause.article.len) {
		buf_add(&text, telling_word(t, WORD_COMMA));
		utf8_printable(&text, rule->clause.article);
	}
	buf_add(&text, telling_word(t, WORD_COLON));
	buf_add(&text, truth_word(t, eval_truth(&t->scenario->lanes, clause->fires, 0)));
	telling_line(t, depth, &text);
	buf_fini(&text);
}

static void add_rule(struct telling *t, size_t depth, size_t index)
{
	const struct ir_rule *rule = &t->state->text->rules[index];
	enum detail detail = rule_detail(t, t->state, index);
	if (detail == DETAIL_NONE)
		return;
	add_rule_title(t, depth, index);
	if (detail == DETAIL_LACKING) {
		add_lacking(t, depth + 1, rule->when);
		return;
	}
	add_clause_text(t, depth + 1, &rule->clause);
	if (rule->when)
		add_condition(t, depth + 1, rule->when);
	add_excepts(t, depth + 1, rule->excepts, t->state->compiled->rules[index].excepts,
		    rule->except_count);
}

/* -- lists -- */

/* role: what the version has to do with the outcome. */
static void add_state(struct telling *t, uint32_t list, uint32_t state, enum word_id role)
{
	struct buf text;
	struct day day;
	t->state = &t->decide->states[state];
	buf_init(&text, t->e->out->mem);
	utf8_printable(&text, t->state->text->title);
	buf_add_text(&text, "  ");
	utf8_printable(&text, t->decide->lists[list].name);
	buf_add(&text, telling_word(t, WORD_COMMA));
	word_add(&text, t->e->style->language, WORD_EFFECTIVE,
		 ARGS(day_text(&day, t->state->text->effective)));
	buf_add(&text, telling_word(t, WORD_COMMA));
	buf_add(&text, telling_word(t, role));
	telling_line(t, 0, &text);
	buf_fini(&text);
	if (t->state->text->scope) {
		struct buf scope;
		buf_init(&scope, t->e->out->mem);
		buf_add(&scope, telling_word(t, WORD_SCOPE));
		buf_add(&scope, telling_word(t, WORD_COLON));
		buf_add(&scope, truth_word(t, eval_truth(&t->scenario->lanes,
							 t->state->compiled->scope, 0)));
		telling_line(t, 1, &scope);
		buf_fini(&scope);
		add_condition(t, 2, t->state->text->scope);
	}
	for (size_t i = 0; i < t->state->text->rule_count; i++)
		add_rule(t, 1, i);
}

bool telling_says_silent(const struct telling *t, uint32_t state)
{
	const char *says = decide_says(t->decide, state, &t->scenario->lanes);
	return says && strcmp(says, "silent") == 0;
}

bool telling_has_rule(const struct telling *t, const struct answer_state *state, size_t index)
{
	return rule_detail(t, state, index) != DETAIL_NONE;
}

static bool tells_rule(const struct telling *t, const struct answer_state *state)
{
	for (size_t i = 0; i < state->text->rule_count; i++)
		if (telling_has_rule(t, state, i))
			return true;
	return false;
}

static enum word_id role_of(const struct telling *t, uint32_t list, uint32_t state)
{
	bool is_settled = decide_says(t->decide, state, &t->scenario->lanes) != NULL;
	if (t->scenario->may_prevail[list])
		return is_settled && t->scenario->prevails[list] ? WORD_LIST_PREVAILS
								 : WORD_LIST_OPEN;
	if (!telling_covers(t, &t->decide->states[state]))
		return WORD_LIST_OUTSIDE;
	return telling_says_silent(t, state) ? WORD_LIST_SILENT : WORD_LIST_BEATEN;
}

/* One that is silent is passed over, unless no other says more or an exception made it so. */
bool telling_has_state(const struct telling *t, uint32_t state)
{
	return t->tells_lacking || !telling_says_silent(t, state) ||
	       tells_rule(t, &t->decide->states[state]);
}

static void add_list(struct telling *t, uint32_t list)
{
	uint32_t taken = t->scenario->taken[list];
	if (taken == NO_STATE)
		return;
	t->tells_lacking = t->scenario->outcome == DECIDE_SILENT;
	if (telling_has_state(t, taken))
		add_state(t, list, taken, role_of(t, list, taken));
	t->tells_lacking = false;
}

bool telling_competes(const struct telling *t, const struct decide_choice *choice, uint32_t list)
{
	return choice->list == list && decide_competes(t->decide, t->scenario, choice);
}

/* The versions of which it is not settled which applies; false where that is settled. */
static bool add_competing(struct telling *t, uint32_t list)
{
	const struct decide_verdict *verdict = &t->decide->verdict;
	bool any = false;
	for (size_t i = 0; i < verdict->choice_count; i++) {
		const struct decide_choice *choice = &verdict->choices[i];
		if (!telling_competes(t, choice, list))
			continue;
		any = true;
		if (choice->other == NO_STATE)
			continue;
		t->tells_lacking = telling_says_silent(t, choice->other);
		add_state(t, list, choice->other, WORD_LIST_COMPETES);
		t->tells_lacking = false;
	}
	return any;
}

/* -- steps -- */

static struct str list_name(const struct telling *t, uint32_t list)
{
	return list == NO_LIST ? STR("") : t->decide->lists[list].name;
}

/* What the lists of the step have to come out as, where that is open. */
static void add_provisos(struct telling *t, struct buf *out, uint32_t list, uint8_t outcomes)
{
	struct buf shown;
	buf_init(&shown, out->mem);
	for (int i = 0; i <= DECIDE_SILENT; i++) {
		if (!(outcomes >> i & 1))
			continue;
		if (shown.len)
			buf_add(&shown, telling_word(t, WORD_OR));
		buf_add(&shown, telling_word(t, outcome_word((enum decide_outcome)i)));
	}
	if (outcomes)
		word_add(out, t->e->style->language, WORD_STEP_IF,
			 ARGS(list_name(t, list), buf_str(&shown)));
	buf_fini(&shown);
}

static void add_step(struct telling *t, const struct decide_step *step)
{
	struct buf text, source, by;
	buf_init(&text, t->e->out->mem);
	buf_init(&source, t->e->out->mem);
	buf_init(&by, t->e->out->mem);
	if (step->by != NO_LIST)
		decide_show_authority(&by, t->decide, t->decide->given->chain[step->by].name);
	ground_show(&source, t->decide, t->scenario, step, t->e->style->language);
	add_provisos(t, &text, step->winner, step->if_winner);
	add_provisos(t, &text, step->loser, step->if_loser);
	word_add(&text, t->e->style->language, step_word(step),
		 ARGS(list_name(t, step->winner), list_name(t, step->loser), buf_str(&by),
		      buf_str(&source)));
	telling_line(t, 1, &text);
	buf_fini(&by);
	buf_fini(&text);
	buf_fini(&source);
}

/* One step for each version that was not taken is told in the same words. */
static bool is_told(const struct decide_scenario *scenario, size_t index)
{
	const struct decide_step *own = &scenario->steps[index];
	for (size_t i = 0; i < index; i++) {
		const struct decide_step *step = &scenario->steps[i];
		if (step->principle == own->principle && step->winner == own->winner &&
		    step->loser == own->loser && step->by == own->by)
			return true;
	}
	return false;
}

/* -- ways in which the case can come out -- */

static void add_supposed(struct telling *t, struct buf *out)
{
	for (size_t i = 0; i < t->scenario->supposed_count; i++) {
		const struct decide_supposed *supposed = &t->scenario->supposed[i];
		const struct eval_var *var = &t->decide->facts->vars.items[supposed->var];
		const struct eval_fact *fact = &t->decide->facts->facts.items[var->fact];
		struct buf value;
		if (i)
			buf_add(out, telling_word(t, WORD_LIST_COMMA));
		buf_init(&value, out->mem);
		if (fact->type == IR_SET)
			utf8_printable(&value,
				       decide_choice_shown(t->decide, var->fact, var->choice));
		else
			decide_show_value(&value, t->decide, var->fact, supposed->value,
					  t->e->style->language);
		enum word_id form = fact->type != IR_SET ? WORD_IS
				    : supposed->value	 ? WORD_HAS_CHOICE
							 : WORD_HAS_NOT_CHOICE;
		word_add(out, t->e->style->language, form,
			 ARGS(decide_fact_shown(t->decide, var->fact, t->e->style->language),
			      buf_str(&value)));
		buf_fini(&value);
	}
}

static void add_scenario(struct telling *t)
{
	struct buf text, supposed;
	buf_init(&text, t->e->out->mem);
	buf_init(&supposed, t->e->out->mem);
	add_supposed(t, &supposed);
	buf_add(&text, telling_word(t, outcome_word(t->scenario->outcome)));
	if (t->scenario->supposed_count) {
		buf_add(&text, telling_word(t, WORD_COMMA));
		word_add(&text, t->e->style->language, WORD_SUPPOSING, ARGS(buf_str(&supposed)));
	}
	buf_add_char(t->e->out, '\n');
	emit_paint(t->e, PAINT_STRONG);
	layout_wrap(t->e->out, buf_str(&text), 0, 2, t->e->style->columns);
	emit_paint(t->e, PAINT_NONE);
	buf_add_char(t->e->out, '\n');
	buf_clear(&text);
	for (uint32_t list = 0; list < t->decide->list_count; list++)
		if (!add_competing(t, list))
			add_list(t, list);
	human_tried(t);
	if (t->scenario->step_count) {
		buf_add(&text, telling_word(t, WORD_STEPS));
		telling_line(t, 0, &text);
	}
	for (size_t i = 0; i < t->scenario->step_count; i++)
		if (!is_told(t->scenario, i))
			add_step(t, &t->scenario->steps[i]);
	buf_fini(&text);
	buf_fini(&supposed);
}

void human_why(struct emit *e)
{
	struct telling telling = {.e = e, .decide = e->answer->decide};
	for (size_t i = 0; i < telling.decide->verdict.scenario_count; i++) {
		telling.scenario = &telling.decide->verdict.scenarios[i];
		add_scenario(&telling);
	}
}
