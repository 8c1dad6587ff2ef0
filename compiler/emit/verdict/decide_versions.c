/* Which versions a verdict is told by. */
#include "base/text/utf8.h"
#include "emit/verdict/decide.h"
#include "emit/verdict/decide_rules.h"
#include "emit/verdict/recognized.h"
#include "emit/verdict/taken.h"

static bool is_taken_anywhere(const struct answer_decide *decide, uint32_t state)
{
	const struct decide_verdict *verdict = &decide->verdict;
	for (size_t i = 0; i < verdict->scenario_count; i++)
		if (verdict->scenarios[i].taken[decide->states[state].list] == state)
			return true;
	return false;
}

static bool is_taken(const struct answer_decide *decide, uint32_t state)
{
	const struct decide_verdict *verdict = &decide->verdict;
	return is_taken_anywhere(decide, state) &&
	       (verdict->scenario_count > 1 ||
		decide_rests_on(verdict, decide->states[state].list, state));
}

/* It can be taken instead of one that is, and that matters. */
static bool is_other(const struct answer_decide *decide, uint32_t state)
{
	for (size_t i = 0; i < decide->verdict.choice_count; i++) {
		const struct decide_choice *choice = &decide->verdict.choices[i];
		if (choice->other == state && ((choice->matters && choice->is_sure) ||
					       (choice->changes_effects && choice->effects_sure)))
			return true;
	}
	return false;
}

/* It says whose findings bind, where the one that is taken says otherwise. */
static bool would_bind(const struct answer_decide *decide, uint32_t state)
{
	for (size_t i = 0; i < decide->verdict.choice_count; i++)
		if (decide->verdict.choices[i].other == state &&
		    decide->verdict.choices[i].changes_ruling)
			return true;
	return false;
}

static bool has_say(const struct answer_decide *decide, uint32_t state)
{
	const char *says = decide_says(decide, state, &decide->verdict.now);
	bool is_silent = says && strcmp(says, "silent") == 0;
	if (decide->verdict.outcomes == 1u << DECIDE_SILENT)
		return decide->verdict.in_play[state];
	return !is_silent && (is_taken(decide, state) || is_other(decide, state));
}

/* Of a list of which a version is told, the one that was taken, and, where no clause chooses, every
 * one that may be. */
static void add_alternatives(bool *versions, struct mem *mem, const struct answer_decide *decide)
{
	bool *told = mem_zalloc(mem, decide->list_count + 1);
	for (uint32_t i = 0; i < decide->state_count; i++)
		told[decide->states[i].list] |= versions[i];
	for (uint32_t i = 0; i < decide->state_count; i++) {
		struct taken taken = taken_find(decide, i);
		bool open = taken.by >> PRINCIPLE_VERSION_OPEN & 1;
		versions[i] |= told[decide->states[i].list] && decide->verdict.in_play[i] &&
			       (open || is_taken_anywhere(decide, i));
	}
	mem_free(mem, told);
}

static void add_versions_of(bool *versions, struct mem *mem, const struct answer_decide *decide,
			    enum told_role role)
{
	size_t count;
	struct told_rule *told = decide_rules_told(&count, mem, decide, role);
	for (size_t i = 0; i < count; i++)
		versions[told[i].state - decide->states] = true;
	mem_free(mem, told);
}

bool *decide_versions_told(struct mem *mem, const struct answer_decide *decide)
{
	size_t clauses;
	bool *versions = mem_alloc(mem, decide->state_count + 1);
	struct recognized *recognized = recognized_find(&clauses, mem, decide);
	for (uint32_t i = 0; i < decide->state_count; i++)
		versions[i] = has_say(decide, i) || would_bind(decide, i);
	for (size_t i = 0; i < decide->verdict.effect_count; i++)
		if (decide_effect_is_told(decide, i))
			versions[decide->verdict.effects[i].state] = true;
	add_versions_of(versions, mem, decide, TOLD_DECIDES);
	if (decide->verdict.scenario_count == 1)
		add_versions_of(versions, mem, decide, TOLD_BESIDE);
	for (size_t i = 0; i < clauses; i++)
		versions[recognized[i].state] = true;
	mem_free(mem, recognized);
	add_alternatives(versions, mem, decide);
	return versions;
}

void decide_show_absent(struct parts *parts, const struct answer_decide *decide, uint32_t index,
			enum decide_naming naming)
{
	const struct answer_state *state = &decide->states[index];
	enum language language = parts->e->style->language;
	struct day day;
	struct buf names;
	buf_init(&names, parts->text.mem);
	for (size_t i = 0; i < state->text->rule_count; i++) {
		const struct ir_rule *rule = &state->text->rules[i];
		if (state->in_force[i])
			continue;
		if (names.len)
			buf_add(&names, word_text(language, WORD_LIST_COMMA));
		utf8_printable(&names, naming == BY_TITLE && rule->title.len ? rule->title
									      : rule->name);
	}
	if (names.len)
		parts_word(parts, WORD_RULES_NOT_IN_FORCE, buf_str(&names),
			   day_text(&day, state->day));
	buf_fini(&names);
}
