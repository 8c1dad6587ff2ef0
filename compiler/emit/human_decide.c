/* For people: the verdict first, then what it rests on, what is missing, which versions were in play. */
#include "emit/decide.h"
#include "emit/parts.h"

#include "base/utf8.h"

static const enum word_id outcome_words[] = {
	[DECIDE_TOLERATED] = WORD_OUTCOME_TOLERATED,
	[DECIDE_BARRED] = WORD_OUTCOME_BARRED,
	[DECIDE_SILENT] = WORD_OUTCOME_SILENT,
	[DECIDE_CONFLICT] = WORD_OUTCOME_CONFLICT,
};

static struct str outcome_text(const struct emit *e, int outcome)
{
	return word_text(e->style->language, outcome_words[outcome]);
}

/* -- the case -- */

/* A word about an authority, with something said before it. */
static void parts_about(struct parts *parts, enum word_id word, struct str before,
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

static void parts_days(struct parts *parts, const struct answer_decide *decide)
{
	struct day from, to;
	if (decide->conduct_from == decide->conduct_to)
		parts_day(parts, WORD_CONDUCT_ON, decide->conduct_from);
	else
		parts_word(parts, WORD_CONDUCT_FROM_TO, day_text(&from, decide->conduct_from),
			   day_text(&to, decide->conduct_to));
	parts_about(parts, WORD_ACCOUNTABLE_ON, day_text(&from, decide->accountable), decide,
		    decide->organ);
	parts_day(parts, WORD_DECIDED_ON, decide->decided);
	parts_day(parts, WORD_CLOSED_ON, decide->closed);
}

static void add_case(struct emit *e, const struct answer_decide *decide)
{
	struct parts parts;
	parts_init(&parts, e);
	parts_about(&parts, decide->name.ptr ? WORD_CASE_LINE : WORD_CASE_OF, decide->name, decide,
		    decide->subject);
	parts_days(&parts, decide);
	parts_print(&parts, WORD_CASE);
	parts_init(&parts, e);
	utf8_printable(&parts.text, decide->published);
	parts_print(&parts, WORD_PUBLISHED);
}

/* -- the verdict -- */

static void add_outcomes(struct emit *e, const struct decide_verdict *verdict)
{
	struct parts parts;
	struct buf all;
	buf_init(&all, e->out->mem);
	for (int i = 0; i <= DECIDE_CONFLICT; i++) {
		if (!(verdict->outcomes >> i & 1))
			continue;
		if (all.len)
			buf_add(&all, word_text(e->style->language, WORD_OR));
		buf_add(&all, outcome_text(e, i));
	}
	parts_init(&parts, e);
	if (verdict->outcomes & (verdict->outcomes - 1))
		parts_word(&parts, WORD_OPEN_BETWEEN, buf_str(&all), STR_NONE);
	else
		buf_add(&parts.text, buf_str(&all));
	buf_add(&parts.text, decide_reserve(verdict, e->style->language));
	parts_print(&parts, WORD_VERDICT);
	buf_fini(&all);
	parts_init(&parts, e);
	if (!verdict->is_exact)
		parts_word(&parts, WORD_NOT_EXACT, STR_NONE, STR_NONE);
	parts_print(&parts, WORD_MARKS);
}

static void add_rule_name(struct buf *out, const struct answer_decide *decide, uint32_t list,
			  const struct ir_rule *rule)
{
	utf8_printable(out, decide->lists[list].name);
	buf_add_char(out, '/');
	utf8_printable(out, rule->name);
	if (rule->title.len) {
		buf_add_char(out, ' ');
		utf8_printable(out, rule->title);
	}
}

static bool decides(const struct ir_rule *rule, enum decide_outcome outcome)
{
	if (outcome == DECIDE_TOLERATED)
		return rule->kind == IR_TOLERATE;
	return outcome == DECIDE_BARRED && (rule->kind == IR_BAR || rule->kind == IR_REDLINE);
}

static bool weighs(const struct ir_rule *rule, enum decide_outcome outcome)
{
	(void)outcome;
	return rule->kind == IR_MITIGATE || rule->kind == IR_AGGRAVATE;
}

/* The rules that fire, or may, in the versions of a scenario; each on a line of its own. */
struct listing {
	struct emit *e;
	const struct answer_decide *decide;
	const struct decide_scenario *scenario;
	enum word_id label;
	bool only_prevailing;
	bool (*wanted)(const struct ir_rule *rule, enum decide_outcome outcome);
};

static void list_rule(const struct listing *listing, uint32_t list, size_t index)
{
	const struct answer_state *state = &listing->decide->states[listing->scenario->taken[list]];
	const struct ir_rule *rule = &state->text->rules[index];
	const struct eval_result *lanes = &listing->scenario->lanes;
	enum eval_truth fires = eval_truth(lanes, state->compiled->rules[index].fires, 0);
	struct parts parts;
	if (!state->in_force[index] || !listing->wanted(rule, listing->scenario->outcome) ||
	    fires == EVAL_FALSE || eval_truth(lanes, state->compiled->scope, 0) == EVAL_FALSE ||
	    (fires == EVAL_OPEN && listing->decide->verdict.scenario_count > 1))
		return;
	parts_init(&parts, listing->e);
	add_rule_name(&parts.text, listing->decide, list, rule);
	if (rule->clause.article.len)
		parts_word(&parts, WORD_IDENTITY, rule->clause.article, STR_NONE);
	const struct word_row *mark =
		mark_row(str_from(ir_provenance_word(rule->clause.provenance)));
	if (mark)
		parts_word(&parts, mark->word, STR_NONE, STR_NONE);
	if (fires == EVAL_OPEN)
		parts_word(&parts, WORD_PERHAPS, STR_NONE, STR_NONE);
	parts_print(&parts, listing->label);
}

static void list_rules(const struct listing *listing)
{
	for (uint32_t list = 0; list < listing->decide->list_count; list++) {
		uint32_t taken = listing->scenario->taken[list];
		if (taken == NO_STATE ||
		    (listing->only_prevailing && !listing->scenario->prevails[list]))
			continue;
		for (size_t i = 0; i < listing->decide->states[taken].text->rule_count; i++)
			list_rule(listing, list, i);
	}
}

static void add_rules(struct emit *e, const struct answer_decide *decide)
{
	struct listing listing = {.e = e, .decide = decide};
	for (size_t i = 0; i < decide->verdict.scenario_count; i++) {
		listing.scenario = &decide->verdict.scenarios[i];
		listing.label = WORD_RULES;
		listing.only_prevailing = true;
		listing.wanted = decides;
		list_rules(&listing);
	}
	if (decide->verdict.scenario_count != 1)
		return;
	listing.label = WORD_WEIGHS;
	listing.only_prevailing = false;
	listing.wanted = weighs;
	list_rules(&listing);
}

static void add_effects(struct emit *e, const struct answer_decide *decide)
{
	struct parts parts;
	parts_init(&parts, e);
	for (size_t i = 0; i < decide->verdict.effect_count; i++) {
		const struct decide_effect *effect = &decide->verdict.effects[i];
		if (effect->is_certain)
			parts_word(&parts, (enum word_id)(WORD_EFFECT_EXEMPT + (int)effect->effect),
				   word_text(e->style->language, effect->strength == IR_MUST
									 ? WORD_MUST
									 : WORD_MAY),
				   STR_NONE);
	}
	parts_print(&parts, WORD_EFFECTS);
}

static void add_rulings(struct emit *e, const struct answer_decide *decide)
{
	const struct decide_verdict *verdict = &decide->verdict;
	for (size_t i = 0; i < verdict->ruling_count; i++) {
		const struct decide_ruling *ruling = &verdict->rulings[i];
		struct parts parts;
		struct buf by;
		buf_init(&by, e->out->mem);
		decide_show_authority(&by, decide, ruling->by);
		parts_init(&parts, e);
		parts_word(&parts, verdict->ruling_certain ? WORD_RULING_BY : WORD_RULING_MAYBE,
			   buf_str(&by),
			   word_text(e->style->language,
				     (enum word_id)(WORD_WHY_VERSION + (int)ruling->why)));
		parts_print(&parts, WORD_RULING);
		buf_fini(&by);
	}
}

/* -- what is missing -- */

static void add_facts(struct buf *out, const struct emit *e, const struct answer_decide *decide,
		      const uint32_t *facts, size_t count, enum word_id between)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add(out, word_text(e->style->language, between));
		utf8_printable(out, decide_fact_shown(decide, facts[i], e->style->language));
	}
}

enum { SETS_SHOWN = 8 };

static void add_needed(struct emit *e, const struct answer_decide *decide)
{
	const struct decide_verdict *verdict = &decide->verdict;
	size_t shown = verdict->needed_count;
	struct parts parts;
	struct buf sets;
	if (shown > SETS_SHOWN && e->style->verbosity <= 0)
		shown = SETS_SHOWN;
	buf_init(&sets, e->out->mem);
	for (size_t i = 0; i < shown; i++) {
		if (i)
			buf_add(&sets, word_text(e->style->language, WORD_SEMICOLON));
		add_facts(&sets, e, decide, verdict->needed[i].items, verdict->needed[i].count,
			  WORD_AND);
	}
	parts_init(&parts, e);
	if (shown)
		parts_word(&parts, WORD_NEEDED_ANY, buf_str(&sets), STR_NONE);
	if (shown < verdict->needed_count || (shown && !verdict->needed_complete))
		parts_word(&parts, WORD_NEEDED_MORE, STR_NONE, STR_NONE);
	if (!shown && !verdict->needed_complete)
		word_count(&parts.text, e->style->language, WORD_NEEDED_NOT_FOUND,
			   verdict->open.count);
	parts_print(&parts, WORD_NEEDED);
	buf_fini(&sets);
}

static void add_irrelevant(struct emit *e, const struct decide_verdict *verdict)
{
	struct parts parts;
	parts_init(&parts, e);
	if (verdict->irrelevant.count)
		word_count(&parts.text, e->style->language, WORD_IRRELEVANT,
			   verdict->irrelevant.count);
	parts_print(&parts, WORD_ABSENT);
}

static void add_reliance(struct emit *e, const struct answer_decide *decide, enum word_id label,
			 enum word_id word,
			 size_t (*find)(uint32_t *facts, const struct answer_decide *decide))
{
	struct mem *mem = e->out->mem;
	uint32_t *facts = mem_alloc(mem, (decide->facts->facts.count + 1) * sizeof(*facts));
	size_t count = find(facts, decide);
	struct parts parts;
	struct buf names;
	buf_init(&names, mem);
	add_facts(&names, e, decide, facts, count, WORD_LIST_COMMA);
	parts_init(&parts, e);
	if (count)
		parts_word(&parts, word, buf_str(&names), STR_NONE);
	parts_print(&parts, label);
	buf_fini(&names);
	mem_free(mem, facts);
}

static void add_marks(struct emit *e, const struct answer_decide *decide)
{
	struct parts parts;
	parts_init(&parts, e);
	if (decide->illustrative)
		parts_word(&parts, WORD_VERDICT_ILLUSTRATIVE, STR_NONE, STR_NONE);
	parts_print(&parts, WORD_MARKS);
	for (size_t i = 0; i < decide->list_count; i++) {
		parts_init(&parts, e);
		if (decide_doubts_first(decide, i))
			parts_word(&parts, WORD_UNCERTAIN_REASON, decide->lists[i].uncertain,
				   STR_NONE);
		parts_print(&parts, WORD_MARKS);
	}
}

/* -- versions -- */

static bool is_taken(const struct answer_decide *decide, uint32_t state)
{
	for (size_t i = 0; i < decide->verdict.scenario_count; i++) {
		const struct decide_scenario *scenario = &decide->verdict.scenarios[i];
		for (size_t list = 0; list < decide->list_count; list++)
			if (scenario->taken[list] == state &&
			    (scenario->prevails[list] || decide->verdict.scenario_count > 1))
				return true;
	}
	return false;
}

/* Of those that speak. */
static void add_versions(struct emit *e, const struct answer_decide *decide)
{
	for (uint32_t i = 0; i < decide->state_count; i++) {
		const struct answer_state *state = &decide->states[i];
		const char *says = decide_says(state, &decide->verdict.now);
		struct parts parts;
		if (!is_taken(decide, i) || (says && strcmp(says, "silent") == 0))
			continue;
		parts_init(&parts, e);
		utf8_printable(&parts.text, decide->lists[state->list].name);
		parts_day(&parts, WORD_EFFECTIVE, state->window.effective);
		parts_window(&parts, &state->window);
		parts_print(&parts, WORD_VERSION);
		parts_init(&parts, e);
		parts_place(&parts, &state->window);
		parts_recorded(&parts, &state->window);
		parts_print(&parts, WORD_SOURCE);
	}
}

static void add_other_version(struct emit *e, const struct answer_decide *decide,
			      const struct decide_choice *choice)
{
	struct day day;
	struct parts parts;
	parts_init(&parts, e);
	struct str list = decide->lists[choice->list].name;
	if (choice->matters && choice->other == NO_STATE)
		parts_word(&parts, WORD_OTHER_NONE, list, STR_NONE);
	else if (choice->matters)
		parts_word(&parts, WORD_OTHER_VERSION, list,
			   day_text(&day, decide->states[choice->other].text->effective));
	parts_print(&parts, WORD_VERSIONS);
}

static void add_choices(struct emit *e, const struct answer_decide *decide)
{
	const struct decide_verdict *verdict = &decide->verdict;
	struct parts parts;
	for (size_t i = 0; i < verdict->choice_count; i++)
		add_other_version(e, decide, &verdict->choices[i]);
	parts_init(&parts, e);
	if (verdict->choice_count && !verdict->choice_matters)
		parts_word(&parts, WORD_ANY_VERSION, STR_NONE, STR_NONE);
	parts_print(&parts, WORD_VERSIONS);
}

void human_decide(struct emit *e)
{
	const struct answer_decide *decide = e->answer->decide;
	add_case(e, decide);
	add_outcomes(e, &decide->verdict);
	add_rules(e, decide);
	add_effects(e, decide);
	add_rulings(e, decide);
	add_needed(e, decide);
	add_irrelevant(e, &decide->verdict);
	add_reliance(e, decide, WORD_PRESUMED, WORD_PRESUMED_FACTS, decide_presumed_in_scope);
	add_reliance(e, decide, WORD_ABSENT, WORD_ABSENT_FACTS,
		     decide_counted_unknown_in_scope);
	add_versions(e, decide);
	add_choices(e, decide);
	add_marks(e, decide);
	if (decide->explain || e->style->verbosity > 0)
		human_why(e);
}

/* outcomes by commas, who must rule, rules that decide */
void short_decide(struct emit *e)
{
	const struct decide_verdict *verdict = &e->answer->decide->verdict;
	bool first = true;
	for (int i = 0; i <= DECIDE_CONFLICT; i++) {
		if (!(verdict->outcomes >> i & 1))
			continue;
		if (!first)
			buf_add_char(e->out, ',');
		buf_add_text(e->out, decide_outcome_name((enum decide_outcome)i));
		first = false;
	}
	buf_add_char(e->out, '\t');
	if (verdict->ruling_count)
		emit_text(e, verdict->rulings[0].by);
	else
		buf_add_char(e->out, '-');
	buf_add_char(e->out, '\n');
}
