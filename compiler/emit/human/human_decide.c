/* For people: the verdict first, then what it rests on, what is missing, which versions were in
 * play. */
#include "emit/verdict/decide.h"
#include "emit/enum_word.h"
#include "emit/verdict/decide_rules.h"
#include "emit/verdict/ground.h"
#include "emit/verdict/marks.h"
#include "emit/verdict/recognized.h"
#include "emit/verdict/taken.h"
#include "emit/human/parts.h"

#include "base/text/utf8.h"

/* -- the case -- */

static void parts_days(struct parts *parts, const struct answer_decide *decide)
{
	struct day from, to;
	if (decide->conduct_from == decide->conduct_to)
		parts_day(parts, WORD_CONDUCT_ON, decide->conduct_from);
	else
		parts_word(parts, WORD_CONDUCT_FROM_TO, day_text(&from, decide->conduct_from),
			   day_text(&to, decide->conduct_to));
	decide_parts_about(parts, WORD_ACCOUNTABLE_ON, day_text(&from, decide->accountable), decide,
		    decide->organ);
	parts_day(parts, WORD_DECIDED_ON, decide->decided);
	parts_day(parts, WORD_CLOSED_ON, decide->closed);
}

static void add_case(struct emit *e, const struct answer_decide *decide)
{
	struct parts parts;
	parts_init(&parts, e);
	decide_parts_about(&parts, decide->name.ptr ? WORD_CASE_LINE : WORD_CASE_OF, decide->name, decide,
		    decide->subject);
	parts_days(&parts, decide);
	parts_print(&parts, WORD_CASE);
	parts_init(&parts, e);
	utf8_printable(&parts.text, decide->published);
	parts_print(&parts, WORD_PUBLISHED);
	parts_init(&parts, e);
	parts_record_asked(&parts);
	parts_print(&parts, WORD_RECORD_ASKED);
}

/* -- the verdict -- */

static void add_outcomes(struct emit *e, const struct answer_decide *decide)
{
	struct parts parts;
	parts_init(&parts, e);
	decide_show_outcomes(&parts.text, decide, e->style->language);
	parts_print(&parts, WORD_VERDICT);
}

static void add_rule_name(struct buf *out, const struct answer_decide *decide, uint32_t list,
			  const struct ir_rule *rule)
{
	name_add(out, decide->lists[list].name, rule->name);
	if (rule->title.len) {
		buf_add_char(out, ' ');
		utf8_printable(out, rule->title);
	}
}

static void add_rule_effects(struct parts *parts, const struct answer_decide *decide,
			     const struct told_rule *told)
{
	struct buf effects;
	buf_init(&effects, parts->text.mem);
	decide_show_rule_effects(&effects, decide, told, parts->e->style->language);
	if (effects.len)
		parts_word(parts, WORD_IDENTITY, buf_str(&effects), STR_NONE);
	buf_fini(&effects);
}

static void add_rule(struct emit *e, const struct answer_decide *decide,
		     const struct told_rule *told, enum word_id label)
{
	const struct word_row *mark =
		mark_row(str_from(ir_provenance_word(told->rule->clause.provenance)));
	struct parts parts;
	parts_init(&parts, e);
	if (label == WORD_WEIGHS) {
		const struct word_row *kind =
			rule_row(str_from(ir_rule_kind_word(told->rule->kind)));
		buf_add(&parts.text, word_text(e->style->language, kind->word));
		buf_add_char(&parts.text, ' ');
	}
	add_rule_name(&parts.text, decide, told->list, told->rule);
	if (told->rule->clause.article.len)
		parts_word(&parts, WORD_IDENTITY, told->rule->clause.article, STR_NONE);
	if (mark)
		parts_word(&parts, mark->word, STR_NONE, STR_NONE);
	if (label == WORD_WEIGHS)
		add_rule_effects(&parts, decide, told);
	decide_show_certainty(&parts, told);
	parts_print(&parts, label);
}

static void add_told(struct emit *e, const struct answer_decide *decide, enum told_role role,
		     enum word_id label)
{
	size_t count;
	struct told_rule *told = decide_rules_told(&count, e->out->mem, decide, role);
	size_t shown = decide_rules_shown(e, role, count);
	struct parts parts;
	for (size_t i = 0; i < shown; i++)
		add_rule(e, decide, &told[i], label);
	parts_init(&parts, e);
	if (shown < count)
		word_count(&parts.text, e->style->language, WORD_BARS_MORE, count - shown);
	parts_print(&parts, label);
	mem_free(e->out->mem, told);
}

/* What weighs beside an open outcome is left to the reasons. */
static void add_rules(struct emit *e, const struct answer_decide *decide)
{
	add_told(e, decide, TOLD_DECIDES, WORD_RULES);
	add_told(e, decide, TOLD_MAY_BAR, WORD_RULES);
	if (decide->verdict.scenario_count == 1)
		add_told(e, decide, TOLD_BESIDE, WORD_WEIGHS);
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
			   buf_str(&by), word_text(e->style->language, why_word(ruling->why)));
		parts_print(&parts, WORD_RULING);
		buf_fini(&by);
	}
}

static void add_recognized_by(struct emit *e, const struct answer_decide *decide,
			      const struct recognized *own)
{
	const struct decide_step *step = own->step;
	struct answer_window window = recognized_window(decide, own);
	struct str loser = step->loser == NO_LIST ? STR("") : decide->lists[step->loser].name;
	struct parts parts;
	struct buf source;
	buf_init(&source, e->out->mem);
	ground_show(&source, decide, own->scenario, step, e->style->language);
	parts_init(&parts, e);
	word_add(&parts.text, e->style->language, step_word(step),
		 ARGS(decide->lists[step->winner].name, loser, STR(""), buf_str(&source)));
	if (decide_is_open(&decide->verdict))
		parts_word(&parts, WORD_IF_OUTCOME,
			   decide_outcome_shown(own->scenario->outcome, e->style->language),
			   STR_NONE);
	parts_print(&parts, WORD_RECOGNIZED);
	parts_source(e, &window);
	buf_fini(&source);
}

/* Where no ruling is needed for a clause says so, or one is for it says no more. */
static void add_recognized(struct emit *e, const struct answer_decide *decide)
{
	size_t count;
	struct recognized *items = recognized_find(&count, e->out->mem, decide);
	for (size_t i = 0; i < count; i++)
		add_recognized_by(e, decide, &items[i]);
	mem_free(e->out->mem, items);
}

/* -- what is missing -- */

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
		decide_show_facts(&sets, decide, &verdict->needed[i], WORD_AND, e->style->language);
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
			 enum word_id word, const struct decide_facts *facts)
{
	struct parts parts;
	struct buf names;
	buf_init(&names, e->out->mem);
	decide_show_facts(&names, decide, facts, WORD_LIST_COMMA, e->style->language);
	parts_init(&parts, e);
	if (facts->count)
		parts_word(&parts, word, buf_str(&names), STR_NONE);
	parts_print(&parts, label);
	buf_fini(&names);
}

static void add_presumed(struct emit *e, const struct answer_decide *decide,
			 const struct decide_facts *facts)
{
	struct parts parts;
	struct buf names;
	buf_init(&names, e->out->mem);
	decide_add_presumed(&names, decide, facts, BY_NAME, e->style->language);
	parts_init(&parts, e);
	if (facts->count)
		parts_word(&parts, WORD_PRESUMED_FACTS, buf_str(&names), STR_NONE);
	parts_print(&parts, WORD_PRESUMED);
	buf_fini(&names);
}

static void add_mark(struct emit *e, struct parts *parts)
{
	(void)e;
	parts_print(parts, WORD_MARKS);
}

/* -- versions -- */

/* Which was taken is only told where there are several. */
static void add_version(struct emit *e, const struct answer_decide *decide, uint32_t index,
			enum word_id label, bool one_of_several)
{
	const struct answer_state *state = &decide->states[index];
	struct parts parts;
	parts_init(&parts, e);
	parts_list_version(&parts, decide->lists[state->list].name, &state->window);
	if (one_of_several)
		taken_show(&parts, decide, index);
	if (state->text->rule_count == 0)
		parts_word(&parts, WORD_TEXT_NO_RULES, STR_NONE, STR_NONE);
	decide_show_absent(&parts, decide, index, BY_NAME);
	parts_print(&parts, label);
	parts_source(e, &state->window);
}

static bool is_told_otherwise(const struct answer_decide *decide, const bool *told, uint32_t state)
{
	for (uint32_t i = 0; i < decide->state_count; i++)
		if (told[i] && i != state && decide->states[i].list == decide->states[state].list)
			return true;
	return false;
}

static void add_versions(struct emit *e, const struct answer_decide *decide)
{
	bool all_silent = decide->verdict.outcomes == 1u << DECIDE_SILENT;
	bool *told = decide_versions_told(e->out->mem, decide);
	for (uint32_t i = 0; i < decide->state_count; i++)
		if (told[i])
			add_version(e, decide, i, all_silent ? WORD_ASKED : WORD_VERSION,
				    is_told_otherwise(decide, told, i));
	mem_free(e->out->mem, told);
}

static void add_choices(struct emit *e, const struct answer_decide *decide)
{
	struct parts parts;
	for (size_t i = 0; i < decide->verdict.choice_count; i++) {
		const struct decide_choice *choice = &decide->verdict.choices[i];
		parts_init(&parts, e);
		decide_show_choice(&parts, decide, choice, decide->lists[choice->list].name);
		parts_print(&parts, WORD_VERSIONS);
	}
	parts_init(&parts, e);
	decide_show_choices(&parts, decide, BY_NAME);
	parts_print(&parts, WORD_VERSIONS);
}

void human_decide(struct emit *e)
{
	const struct answer_decide *decide = e->answer->decide;
	add_case(e, decide);
	add_outcomes(e, decide);
	add_rules(e, decide);
	decide_print_effects(e, decide);
	add_rulings(e, decide);
	add_recognized(e, decide);
	add_needed(e, decide);
	add_reliance(e, decide, WORD_ABSENT, WORD_FACTS_FOR_EFFECTS, &decide->verdict.for_effects);
	add_irrelevant(e, &decide->verdict);
	const struct decide_reliance *relies = &decide->relies[DECIDE_IN_SCOPE];
	add_presumed(e, decide, &relies->presumed);
	add_reliance(e, decide, WORD_ABSENT, WORD_ABSENT_FACTS, &relies->unknown);
	add_versions(e, decide);
	add_choices(e, decide);
	marks_tell(e, decide, add_mark);
	if (decide->explain || e->style->verbosity > 0)
		human_why(e);
}

/* "may exempt", with a question mark where it is not certain */
static void short_effects(struct emit *e, const struct answer_decide *decide)
{
	bool any = false;
	for (size_t i = 0; i < decide->verdict.effect_count; i++) {
		const struct decide_effect *effect = &decide->verdict.effects[i];
		if (!decide_effect_is_told(decide, i))
			continue;
		buf_addf(e->out, "%s%s %s%s", any ? "," : "", strength_name(effect->strength),
			 effect_name(effect->effect), effect->is_certain ? "" : "?");
		any = true;
	}
	if (!any)
		buf_add_char(e->out, '-');
}

static void short_names(struct emit *e, uint8_t outcomes, char between)
{
	bool any = false;
	for (int i = 0; i < DECIDE_CONFLICT; i++) {
		if (!(outcomes >> i & 1))
			continue;
		if (any)
			buf_add_char(e->out, between);
		buf_add_text(e->out, decide_outcome_name((enum decide_outcome)i));
		any = true;
	}
}

/* "silent,conflict(tolerated/barred)": what is possible, and in a conflict what competes */
static void short_outcomes(struct emit *e, const struct decide_verdict *verdict)
{
	uint8_t alone = decide_outcomes_alone(verdict), competing = decide_competing(verdict);
	short_names(e, alone, ',');
	if (!competing)
		return;
	buf_add_text(e->out, alone ? ",conflict(" : "conflict(");
	short_names(e, competing, '/');
	buf_add_char(e->out, ')');
}

/* outcomes, who must rule, effects */
/* A field more where there is anything to mark. */
static void short_marks(struct emit *e, const struct answer_decide *decide)
{
	const struct decide_facts *presumed = &decide->relies[DECIDE_IN_SCOPE].presumed;
	char before = '\t';
	if (decide->illustrative) {
		buf_addf(e->out, "%cillustrative", before);
		before = ',';
	}
	if (decide_is_uncertain(decide)) {
		buf_addf(e->out, "%cuncertain", before);
		before = ',';
	}
	if (decide->lacks_decision_day) {
		buf_addf(e->out, "%cdecided today", before);
		before = ',';
	}
	for (size_t i = 0; i < presumed->count; i++) {
		buf_addf(e->out, "%cpresumed ", before);
		emit_text(e, decide_fact_name(decide, presumed->items[i]));
		before = ',';
	}
}

void short_decide(struct emit *e)
{
	const struct decide_verdict *verdict = &e->answer->decide->verdict;
	short_outcomes(e, verdict);
	buf_add_char(e->out, '\t');
	if (verdict->ruling_count)
		emit_text(e, verdict->rulings[0].by);
	else
		buf_add_char(e->out, '-');
	buf_add_char(e->out, '\t');
	short_effects(e, e->answer->decide);
	short_marks(e, e->answer->decide);
	buf_add_char(e->out, '\n');
}
