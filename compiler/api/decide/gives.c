/* Whether two verdicts of one outcome give the same. */
#include "api/decide/gives.h"

#include "decide/gives.h"

bool gives_same_effects(const struct decide_verdict *a, const struct decide_verdict *b)
{
	struct decide_gives one = decide_gives_of(a), other = decide_gives_of(b);
	return decide_gives_same(&one, &other);
}

static const struct ir_rule *rule_of(const struct answer_decide *decide,
				     const struct decide_beside *beside)
{
	return &decide->states[beside->state].text->rules[beside->rule];
}

static bool same_items(const struct ir_rule *a, const struct ir_rule *b)
{
	bool same = a->effect_count == b->effect_count;
	for (size_t i = 0; same && i < a->effect_count; i++)
		same = a->effects[i].effect == b->effects[i].effect &&
		       a->effects[i].strength == b->effects[i].strength;
	return same;
}

static bool has_weighing(const struct answer_decide *decide, const struct answer_decide *other,
			 const struct decide_beside *beside)
{
	const struct ir_rule *wanted = rule_of(other, beside);
	struct str list = other->lists[beside->list].name;
	for (size_t i = 0; i < decide->verdict.beside_count; i++) {
		const struct decide_beside *own = &decide->verdict.beside[i];
		const struct ir_rule *rule = rule_of(decide, own);
		if (own->is_certain == beside->is_certain && rule->kind == wanted->kind &&
		    str_equal(decide->lists[own->list].name, list) &&
		    str_equal(rule->identity, wanted->identity) && same_items(rule, wanted))
			return true;
	}
	return false;
}

static bool has_all(const struct answer_decide *decide, const struct answer_decide *other)
{
	for (size_t i = 0; i < other->verdict.beside_count; i++)
		if (!has_weighing(decide, other, &other->verdict.beside[i]))
			return false;
	return true;
}

bool gives_same_weighing(const struct answer_decide *a, const struct answer_decide *b)
{
	return has_all(a, b) && has_all(b, a);
}

bool gives_same(const struct answer_decide *a, const struct answer_decide *b)
{
	return gives_same_effects(&a->verdict, &b->verdict) && gives_same_weighing(a, b);
}
