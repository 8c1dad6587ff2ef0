/* Walking a verdict. */
#include "api/session/session.h"
#include "emit/verdict/decide.h"

static const struct decide_verdict *verdict_of(const struct tol_answer *answer)
{
	static const struct decide_verdict none;
	return answer->answer.decide ? &answer->answer.decide->verdict : &none;
}

unsigned tol_verdict_outcomes(const struct tol_answer *answer)
{
	return verdict_of(answer)->outcomes;
}

int tol_verdict_is_exact(const struct tol_answer *answer)
{
	return verdict_of(answer)->is_exact;
}

size_t tol_verdict_ruling_count(const struct tol_answer *answer)
{
	return verdict_of(answer)->ruling_count;
}

const char *tol_verdict_ruling_by(const struct tol_answer *answer, size_t index)
{
	const struct decide_verdict *verdict = verdict_of(answer);
	return index < verdict->ruling_count ? verdict->rulings[index].by.ptr : NULL;
}

const char *tol_verdict_ruling_why(const struct tol_answer *answer, size_t index)
{
	const struct decide_verdict *verdict = verdict_of(answer);
	return index < verdict->ruling_count ? decide_why_name(verdict->rulings[index].why) : NULL;
}

int tol_verdict_ruling_is_certain(const struct tol_answer *answer)
{
	return verdict_of(answer)->ruling_certain;
}

/* -- effects -- */

size_t tol_verdict_effect_count(const struct tol_answer *answer)
{
	return verdict_of(answer)->effect_count;
}

static const struct decide_effect *effect_of(const struct tol_answer *answer, size_t index)
{
	const struct decide_verdict *verdict = verdict_of(answer);
	return index < verdict->effect_count ? &verdict->effects[index] : NULL;
}

const char *tol_verdict_effect(const struct tol_answer *answer, size_t index)
{
	const struct decide_effect *effect = effect_of(answer, index);
	return effect ? effect_name(effect->effect) : NULL;
}

const char *tol_verdict_effect_strength(const struct tol_answer *answer, size_t index)
{
	const struct decide_effect *effect = effect_of(answer, index);
	return effect ? strength_name(effect->strength) : NULL;
}

const char *tol_verdict_effect_list(const struct tol_answer *answer, size_t index)
{
	const struct decide_effect *effect = effect_of(answer, index);
	return effect ? answer->answer.decide->lists[effect->list].name.ptr : NULL;
}

static const struct ir_list *effect_text(const struct tol_answer *answer,
					 const struct decide_effect *effect)
{
	return answer->answer.decide->states[effect->state].text;
}

const char *tol_verdict_effect_rule(const struct tol_answer *answer, size_t index)
{
	const struct decide_effect *effect = effect_of(answer, index);
	return effect ? effect_text(answer, effect)->rules[effect->rule].name.ptr : NULL;
}

int32_t tol_verdict_effect_version(const struct tol_answer *answer, size_t index)
{
	const struct decide_effect *effect = effect_of(answer, index);
	return effect ? effect_text(answer, effect)->effective : TOL_NO_DATE;
}

int tol_verdict_effect_is_certain(const struct tol_answer *answer, size_t index)
{
	const struct decide_effect *effect = effect_of(answer, index);
	return effect && effect->is_certain;
}

int tol_verdict_effects_are_exact(const struct tol_answer *answer)
{
	return verdict_of(answer)->effects_exact;
}

int tol_verdict_choice_changes_effects(const struct tol_answer *answer)
{
	return verdict_of(answer)->choice_changes_effects;
}

/* -- what is needed -- */

size_t tol_verdict_needed_count(const struct tol_answer *answer)
{
	return verdict_of(answer)->needed_count;
}

size_t tol_verdict_needed_size(const struct tol_answer *answer, size_t set)
{
	const struct decide_verdict *verdict = verdict_of(answer);
	return set < verdict->needed_count ? verdict->needed[set].count : 0;
}

const char *tol_verdict_needed(const struct tol_answer *answer, size_t set, size_t index)
{
	if (index >= tol_verdict_needed_size(answer, set))
		return NULL;
	return decide_fact_name(answer->answer.decide, verdict_of(answer)->needed[set].items[index])
		.ptr;
}

/* -- what is asked next -- */

static const struct eval_fact *question_of(const struct tol_answer *answer)
{
	const struct answer_decide *decide = answer->answer.decide;
	return decide && decide->question != NO_FACT
		       ? &decide->facts->facts.items[decide->question]
		       : NULL;
}

const char *tol_verdict_question(const struct tol_answer *answer)
{
	const struct eval_fact *fact = question_of(answer);
	return fact ? eval_fact_name(fact).ptr : NULL;
}

const char *tol_verdict_question_text(const struct tol_answer *answer)
{
	return question_of(answer) ? answer->answer.decide->question_text.ptr : NULL;
}

const char *tol_verdict_question_type(const struct tol_answer *answer)
{
	const struct eval_fact *fact = question_of(answer);
	return fact ? ir_type_word(fact->type) : NULL;
}

size_t tol_verdict_question_choice_count(const struct tol_answer *answer)
{
	const struct eval_fact *fact = question_of(answer);
	return fact ? fact->newest->choice_count : 0;
}

const char *tol_verdict_question_choice(const struct tol_answer *answer, size_t index)
{
	const struct eval_fact *fact = question_of(answer);
	return fact && index < fact->newest->choice_count ? fact->newest->choices[index].name.ptr
							  : NULL;
}

const char *tol_verdict_question_choice_label(const struct tol_answer *answer, size_t index)
{
	return index < tol_verdict_question_choice_count(answer)
		       ? answer->answer.decide->question_labels[index].ptr
		       : NULL;
}
