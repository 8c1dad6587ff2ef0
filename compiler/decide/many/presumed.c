/* Facts of each version are found once; what a lane gives, and its scopes, are words of lanes. */
#include "decide/many/presumed.h"

#include "base/bits.h"

struct presumed_by {
	uint32_t scope; /* register */
	/* Facts, as bits: presumed where the scope is asked, and where a rule is. */
	uint64_t *by_scope;
	uint64_t *by_rules;
};

static bool any(const uint64_t *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (words[i])
			return true;
	return false;
}

/* Of the registers that are marked. */
static void facts_add(uint64_t *facts, const struct eval_program *program, const uint64_t *marks)
{
	for (size_t i = 0; i < program->steps.count; i++) {
		const struct eval_step *step = &program->steps.items[i];
		if (!eval_step_presumes(step) || !(marks[i / 64] >> i % 64 & 1))
			continue;
		uint32_t fact = program->facts->vars.items[step->var].fact;
		facts[fact / 64] |= UINT64_C(1) << fact % 64;
	}
}

/* marks: room for all registers. */
static bool state_presumes(struct presumed_by *by, const struct presumed *presumed,
			   struct arena *arena, uint32_t state, uint64_t *marks)
{
	const struct play_state *own = &presumed->play->states[state];
	const struct eval_program *program = &presumed->play->program;
	if (own->given->list->presume_count == 0)
		return false;
	memset(marks, 0, (program->steps.count / 64 + 1) * sizeof(*marks));
	*by = (struct presumed_by){
		.scope = own->compiled.scope,
		.by_scope = ARENA_ARRAY(arena, uint64_t, presumed->fact_words),
		.by_rules = ARENA_ARRAY(arena, uint64_t, presumed->fact_words),
	};
	eval_mark(program, by->scope, marks);
	facts_add(by->by_scope, program, marks);
	for (size_t i = 0; i < own->given->list->rule_count; i++)
		if (own->given->in_force[i])
			eval_mark(program, own->compiled.rules[i].fires, marks);
	facts_add(by->by_rules, program, marks);
	return any(by->by_rules, presumed->fact_words);
}

void presumed_init(struct presumed *presumed, struct arena *arena, const struct decide_play *play,
		   const bool *in_play, size_t lanes)
{
	const struct eval_program *program = &play->program;
	*presumed = (struct presumed){.play = play,
				      .fact_words = program->facts->facts.count / 64 + 1};
	presumed->by = ARENA_ARRAY(arena, struct presumed_by, play->state_count);
	presumed->scopes = ARENA_ARRAY(arena, uint64_t, program->steps.count / 64 + 1);
	uint64_t *marks = mem_zalloc(play->mem, (program->steps.count / 64 + 1) * sizeof(*marks));
	for (uint32_t i = 0; i < play->state_count; i++)
		if (in_play[i] &&
		    state_presumes(&presumed->by[presumed->count], presumed, arena, i, marks))
			eval_mark(program, presumed->by[presumed->count++].scope, presumed->scopes);
	mem_free(play->mem, marks);
	if (presumed->count)
		presumed->facts = mem_zalloc(play->mem, lanes * presumed->fact_words *
								sizeof(*presumed->facts));
}

void presumed_fini(struct presumed *presumed)
{
	mem_free(presumed->play->mem, presumed->facts);
}

static void lanes_put(struct presumed *presumed, size_t first, uint64_t lanes, uint32_t fact)
{
	for (; lanes; lanes &= lanes - 1) {
		size_t lane = first + bits_lowest(lanes);
		presumed->facts[lane * presumed->fact_words + fact / 64] |= UINT64_C(1)
									     << fact % 64;
	}
}

/* So many lanes of the result's word; those beyond are none. */
struct presumed_word {
	size_t first; /* lane of the word's lowest bit, among all */
	size_t word;
	uint64_t lanes;
};

static void state_run(struct presumed *presumed, const struct presumed_by *by,
		      const struct eval_column *columns, uint64_t excluded,
		      const struct presumed_word *at)
{
	const struct eval_facts *facts = presumed->play->program.facts;
	for (size_t i = 0; i < presumed->fact_words; i++)
		for (uint64_t left = by->by_rules[i]; left; left &= left - 1) {
			uint32_t fact = (uint32_t)(i * 64 + bits_lowest(left));
			const struct eval_column *column =
				&columns[facts->facts.items[fact].first_var];
			uint64_t given = column->given[column->is_uniform ? 0 : at->word];
			bool by_scope = by->by_scope[i] >> fact % 64 & 1;
			uint64_t heard = by_scope ? at->lanes : at->lanes & ~excluded;
			lanes_put(presumed, at->first, heard & ~given, fact);
		}
}

void presumed_run(struct presumed *presumed, const struct eval_column *columns,
		  const struct eval_result *result, size_t first, size_t lanes)
{
	size_t words = (lanes + 63) / 64;
	if (!presumed->facts)
		return;
	memset(presumed->facts + first * presumed->fact_words, 0,
	       lanes * presumed->fact_words * sizeof(*presumed->facts));
	for (size_t i = 0; i < presumed->count; i++) {
		const uint64_t *no = result->no + presumed->by[i].scope * result->words;
		for (size_t word = 0; word < words; word++) {
			size_t rest = lanes - word * 64;
			const struct presumed_word at = {
				first + word * 64, word,
				rest < 64 ? (UINT64_C(1) << rest) - 1 : UINT64_MAX};
			state_run(presumed, &presumed->by[i], columns, no[word], &at);
		}
	}
}
