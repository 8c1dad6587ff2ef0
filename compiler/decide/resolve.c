/* One function for each step; lists that lost are taken out of those that prevail. */
#include "decide/resolve.h"

#include "decide/recognition.h"

/* -- endings -- */

uint8_t endings_outcomes(uint32_t endings)
{
	uint8_t outcomes = endings & ENDINGS_TOLERATED ? OUTCOME_BIT(TOLERATED) : 0;
	outcomes |= endings & ENDING_BIT(END_BARRED) ? OUTCOME_BIT(BARRED) : 0;
	outcomes |= endings & ENDING_BIT(END_SILENT) ? OUTCOME_BIT(SILENT) : 0;
	for (unsigned competing = 1; competing < 8; competing++)
		if (endings & ENDING_BIT(END_CONFLICT + competing))
			outcomes |= (uint8_t)(competing | OUTCOME_BIT(CONFLICT));
	return outcomes;
}

uint32_t endings_outline(uint32_t endings)
{
	return endings & ENDINGS_TOLERATED ? (endings & ~ENDINGS_TOLERATED) | ENDING_BIT(END_BOUND)
					   : endings;
}

bool endings_settled(uint32_t endings)
{
	uint32_t outline = endings_outline(endings);
	return (outline & (outline - 1)) == 0;
}

/* -- what is written down -- */

static void note(struct resolving *r, enum decide_principle principle, uint32_t winner,
		 uint32_t loser, uint32_t by)
{
	if (r->trace)
		VEC_PUSH(r->trace->mem, &r->trace->steps,
			 (struct decide_step){principle, winner, loser, by, NO_STATE, NO_STATE, 0,
					      0});
}

void trace_ruling(struct trace *trace, enum decide_why why, struct str by)
{
	for (size_t i = 0; i < trace->rulings.count; i++)
		if (trace->rulings.items[i].why == why && str_equal(trace->rulings.items[i].by, by))
			return;
	VEC_PUSH(trace->mem, &trace->rulings, (struct decide_ruling){why, by});
}

static void needs_ruling(struct resolving *r, enum decide_why why, uint32_t by)
{
	if (r->trace)
		trace_ruling(r->trace, why, r->given->chain[by].name);
}

/* -- who is above whom -- */

bool chain_is_above(const struct decide_case *given, uint32_t issuer, uint32_t other)
{
	return issuer > other && given->chain[issuer].level != given->chain[other].level;
}

static uint32_t issuer_of(const struct resolving *r, uint32_t list)
{
	return r->given->lists[list].issuer;
}

static bool is_above(const struct resolving *r, uint32_t list, uint32_t other)
{
	return chain_is_above(r->given, issuer_of(r, list), issuer_of(r, other));
}

/* The nearest authority above both that is of another level than theirs; else the topmost. */
static uint32_t common_superior(const struct resolving *r, uint32_t list, uint32_t other)
{
	const struct decide_case *given = r->given;
	uint32_t at =
		issuer_of(r, list) > issuer_of(r, other) ? issuer_of(r, list) : issuer_of(r, other);
	enum ir_level level = given->chain[at].level;
	while (at + 1 < given->chain_count && given->chain[at].level == level)
		at++;
	return at;
}

static const struct ir_list *text_of(const struct resolving *r, uint32_t list)
{
	return r->play->states[r->taken[list]].given->list;
}

static bool same_outcome(const struct resolving *r, uint32_t list, uint32_t other)
{
	return r->views[list].may == r->views[other].may;
}

/* -- red lines -- */

/* One that was drawn above the subject is final: nothing else has a say. */
static bool apply_red_lines(struct resolving *r)
{
	size_t count = r->given->list_count;
	uint32_t drawn = NO_LIST;
	for (uint32_t list = 0; list < count; list++)
		if (r->views[list].red_line && chain_is_above(r->given, issuer_of(r, list), 0))
			drawn = drawn == NO_LIST ? list : drawn;
	if (drawn == NO_LIST)
		return false;
	note(r, PRINCIPLE_RED_LINE, drawn, NO_LIST, NO_LIST);
	for (uint32_t list = 0; list < count; list++) {
		if (r->prevails[list] && !view_is(&r->views[list], DECIDE_BARRED))
			note(r, PRINCIPLE_RED_LINE_OVER, drawn, list, NO_LIST);
		r->prevails[list] =
			r->views[list].red_line && chain_is_above(r->given, issuer_of(r, list), 0);
	}
	return true;
}

/* -- one issuer -- */

static bool names_list(const struct ir_ref *refs, size_t count, struct str list)
{
	for (size_t i = 0; i < count; i++)
		if (refs[i].rule.len == 0 && str_equal(refs[i].list, list))
			return true;
	return false;
}

static bool repeals_list(const struct ir_list *text, struct str list)
{
	for (size_t i = 0; i < text->repeal_count; i++)
		if (text->repeals[i].ref.rule.len == 0 &&
		    str_equal(text->repeals[i].ref.list, list))
			return true;
	return false;
}

/* Declared, or else proved; where each is declared special to the other, neither is. */
static enum relation relation_of(const struct resolving *r, uint32_t list, uint32_t other)
{
	const struct ir_list *own = text_of(r, list), *its = text_of(r, other);
	bool special =
		names_list(own->special_to, own->special_to_count, r->given->lists[other].name);
	bool general =
		names_list(its->special_to, its->special_to_count, r->given->lists[list].name);
	if (special && general)
		return RELATION_NONE;
	if (special || general)
		return special ? RELATION_SPECIAL : RELATION_GENERAL;
	return r->related(r->data, list, other);
}

struct duel {
	enum decide_principle principle;
	uint32_t winner; /* NO_LIST: needs a ruling */
	uint32_t loser;
};

/* The special one wins, unless the general one is newer and says nothing of it. */
static struct duel duel_special(const struct resolving *r, uint32_t special, uint32_t general)
{
	const struct ir_list *text = text_of(r, general);
	struct str name = r->given->lists[special].name;
	if (text->promulgated <= text_of(r, special)->promulgated)
		return (struct duel){PRINCIPLE_SPECIAL, special, general};
	if (repeals_list(text, name))
		return (struct duel){PRINCIPLE_SPECIAL_REPEALED, general, special};
	if (names_list(text->saves, text->saves_count, name))
		return (struct duel){PRINCIPLE_SPECIAL_SAVED, special, general};
	return (struct duel){PRINCIPLE_SPECIAL_OLDER, NO_LIST, special};
}

static struct duel duel_of_dates(const struct resolving *r, uint32_t list, uint32_t other)
{
	int32_t own = text_of(r, list)->effective, its = text_of(r, other)->effective;
	if (own == its)
		return (struct duel){PRINCIPLE_SAME_DATE, NO_LIST, list};
	return own > its ? (struct duel){PRINCIPLE_LATER, list, other}
			 : (struct duel){PRINCIPLE_LATER, other, list};
}

static struct duel duel_of(const struct resolving *r, uint32_t list, uint32_t other)
{
	switch (relation_of(r, list, other)) {
	case RELATION_SPECIAL:
		return duel_special(r, list, other);
	case RELATION_GENERAL:
		return duel_special(r, other, list);
	case RELATION_UNKNOWN:
		return (struct duel){PRINCIPLE_SPECIAL_UNDECIDED, NO_LIST, list};
	case RELATION_NONE:
		break;
	}
	return duel_of_dates(r, list, other);
}

/* Two that prevail and clash; whoever must rule is a place on the chain. */
struct clash {
	uint32_t list;
	uint32_t other;
	uint32_t by;
	enum decide_principle principle;
};

struct clashes {
	struct mem *mem;
	VEC(struct clash) items;
};

static void hold_pair(struct resolving *r, uint32_t list, uint32_t other, bool *beaten,
		      struct clashes *clashes)
{
	struct clash clash = {list, other, issuer_of(r, list), PRINCIPLE_SAME_LEVEL};
	if (same_outcome(r, list, other))
		return;
	if (issuer_of(r, list) != issuer_of(r, other)) {
		clash.by = common_superior(r, list, other);
		VEC_PUSH(clashes->mem, &clashes->items, clash);
		return;
	}
	struct duel duel = duel_of(r, list, other);
	clash.principle = duel.principle;
	if (duel.winner == NO_LIST) {
		VEC_PUSH(clashes->mem, &clashes->items, clash);
		return;
	}
	beaten[duel.loser] = true;
	note(r, duel.principle, duel.winner, duel.loser, NO_LIST);
	clash.principle = PRINCIPLE_CIRCLE; /* both are left only where they all beat each other */
	VEC_PUSH(clashes->mem, &clashes->items, clash);
}

/* Where each of an issuer's lists is beaten by another of them, none is. */
static void spare_circles(struct resolving *r, bool *beaten)
{
	size_t count = r->given->list_count;
	for (uint32_t issuer = 0; issuer < r->given->chain_count; issuer++) {
		bool one_is_left = false;
		for (uint32_t list = 0; list < count; list++)
			one_is_left |=
				issuer_of(r, list) == issuer && r->prevails[list] && !beaten[list];
		for (uint32_t list = 0; list < count && !one_is_left; list++)
			beaten[list] &= issuer_of(r, list) != issuer;
	}
}

/* Steps 5 and 6: lists of one level. Those of one issuer first, for who lost there clashes with
 * nobody. */
static void hold_level(struct resolving *r, struct clashes *clashes, bool same_issuer)
{
	size_t count = r->given->list_count;
	bool *beaten = mem_zalloc(clashes->mem, count + 1);
	for (uint32_t list = 0; list < count; list++)
		for (uint32_t other = list + 1; other < count; other++)
			if (r->prevails[list] && r->prevails[other] && !is_above(r, list, other) &&
			    !is_above(r, other, list) &&
			    (issuer_of(r, list) == issuer_of(r, other)) == same_issuer)
				hold_pair(r, list, other, beaten, clashes);
	spare_circles(r, beaten);
	for (size_t i = 0; i < count; i++)
		r->prevails[i] &= !beaten[i];
	mem_free(clashes->mem, beaten);
}

/* -- rank -- */

static bool delegates_to(const struct resolving *r, uint32_t list, uint32_t other)
{
	const struct ir_strs *delegates = &text_of(r, list)->delegates;
	const struct decide_authority *issuer = &r->given->chain[issuer_of(r, other)];
	for (size_t i = 0; i < delegates->count; i++)
		if (str_equal(delegates->items[i], issuer->name) ||
		    str_equal(delegates->items[i], str_from(ir_level_word(issuer->level))))
			return true;
	return false;
}

/* Whether something as light is given at least as strongly. */
static bool gives(const uint8_t effects[EFFECT_COUNT], size_t effect, uint8_t strength)
{
	if (effect == IR_NO_NEGATIVE)
		return effects[effect] >= strength;
	for (size_t i = 0; i <= effect; i++)
		if (effects[i] >= strength)
			return true;
	return false;
}

static bool goes_beyond(const struct view *inferior, const uint8_t effects[EFFECT_COUNT])
{
	for (size_t i = 0; i < EFFECT_COUNT; i++)
		if (inferior->least[i] && !gives(effects, i, inferior->least[i]))
			return true;
	return false;
}

/* What the lists above one give together, of those that prevail. */
static void effects_above(const struct resolving *r, uint32_t list, uint8_t effects[EFFECT_COUNT])
{
	memset(effects, 0, EFFECT_COUNT);
	for (uint32_t other = 0; other < r->given->list_count; other++) {
		const struct view *view = &r->views[other];
		if (!r->prevails[other] || !is_above(r, other, list) ||
		    !view_is(view, DECIDE_TOLERATED))
			continue;
		for (size_t i = 0; i < EFFECT_COUNT; i++)
			effects[i] = effects[i] < view->least[i] ? view->least[i] : effects[i];
	}
}

/* Whether the list, and one above it that prevails, cannot both hold. beyond: it gives more than
 * those above it do. */
static bool cannot_hold(const struct resolving *r, uint32_t list, uint32_t other, bool beyond)
{
	return r->prevails[other] && is_above(r, other, list) &&
	       (beyond || !same_outcome(r, other, list));
}

static bool gives_beyond(const struct resolving *r, uint32_t list)
{
	uint8_t effects[EFFECT_COUNT];
	effects_above(r, list, effects);
	return view_is(&r->views[list], DECIDE_TOLERATED) && goes_beyond(&r->views[list], effects);
}

/* Whether a superior list takes it out of play; those that leave it the word yield to it. */
static bool is_overruled(struct resolving *r, uint32_t list)
{
	bool beyond = gives_beyond(r, list);
	for (uint32_t other = 0; other < r->given->list_count; other++) {
		if (!cannot_hold(r, list, other, beyond) || delegates_to(r, other, list))
			continue;
		note(r,
		     same_outcome(r, other, list) ? PRINCIPLE_SUPERIOR_EFFECT : PRINCIPLE_SUPERIOR,
		     other, list, NO_LIST);
		return true;
	}
	return false;
}

static void superiors_yield(struct resolving *r, uint32_t list)
{
	bool beyond = gives_beyond(r, list);
	for (uint32_t other = 0; other < r->given->list_count; other++) {
		if (!cannot_hold(r, list, other, beyond))
			continue;
		r->prevails[other] = false;
		note(r, PRINCIPLE_DELEGATED, list, other, NO_LIST);
	}
}

/* Whether the list stands, and is of the level of that place on the chain. */
static bool stands_on(const struct resolving *r, uint32_t list, uint32_t issuer)
{
	return r->prevails[list] && !chain_is_above(r->given, issuer_of(r, list), issuer) &&
	       !chain_is_above(r->given, issuer, issuer_of(r, list));
}

/* The lists of one level are held against those above before any of them yields. */
static void apply_rank(struct resolving *r)
{
	const struct decide_authority *chain = r->given->chain;
	for (uint32_t issuer = (uint32_t)r->given->chain_count; issuer-- > 0;) {
		if (issuer > 0 && chain[issuer - 1].level == chain[issuer].level)
			continue;
		for (uint32_t list = 0; list < r->given->list_count; list++)
			if (stands_on(r, list, issuer))
				r->prevails[list] = !is_overruled(r, list);
		for (uint32_t list = 0; list < r->given->list_count; list++)
			if (stands_on(r, list, issuer))
				superiors_yield(r, list);
	}
}

/* -- recognition -- */

static bool superior_binds(const struct resolving *r, uint32_t list, uint32_t *who)
{
	for (uint32_t other = 0; other < r->given->list_count; other++) {
		uint32_t issuer = issuer_of(r, other);
		*who = other;
		if (r->taken[other] != NO_STATE &&
		    r->given->is_over_organ(r->given->data, r->given->chain[issuer].name) &&
		    recognition_binding(r->given, text_of(r, other), list))
			return true;
	}
	return false;
}

static enum ending recognition_of(const struct resolving *r, uint32_t list, uint32_t *who)
{
	*who = list;
	if (r->given->standing(r->given->data, issuer_of(r, list)) == STANDS_BELOW ||
	    superior_binds(r, list, who))
		return END_BOUND;
	*who = list;
	return recognition_advising(r->given, text_of(r, list), list) ? END_ADVISED
								     : END_UNDECLARED;
}

static void note_recognition(struct resolving *r, enum ending ending, uint32_t winner,
			     uint32_t list)
{
	static const enum decide_principle principles[] = {
		[END_BOUND] = PRINCIPLE_BINDING,
		[END_ADVISED] = PRINCIPLE_ADVISORY,
		[END_UNDECLARED] = PRINCIPLE_UNDECLARED,
	};
	if (!r->trace)
		return;
	note(r, principles[ending], winner, list == winner ? NO_LIST : list, NO_LIST);
	if (ending != END_BOUND)
		trace_ruling(r->trace, ending == END_ADVISED ? WHY_ADVISORY : WHY_UNDECLARED,
			     r->given->organ);
}

/* Any that binds settles it. */
static enum ending recognize(struct resolving *r)
{
	enum ending best = END_UNDECLARED;
	uint32_t by = NO_LIST, whose = NO_LIST;
	for (uint32_t list = 0; list < r->given->list_count; list++) {
		uint32_t who;
		if (!r->prevails[list])
			continue;
		enum ending ending = recognition_of(r, list, &who);
		if (whose != NO_LIST && ending >= best)
			continue;
		best = ending;
		by = who;
		whose = list;
	}
	note_recognition(r, best, by, whose);
	return best;
}

/* -- all of it -- */

/* Clashes of which both sides still stand: competing outcomes, or 0. */
static uint8_t settle_clashes(struct resolving *r, const struct clashes *clashes)
{
	uint8_t competing = 0;
	for (size_t i = 0; i < clashes->items.count; i++) {
		const struct clash *clash = &clashes->items.items[i];
		if (!r->prevails[clash->list] || !r->prevails[clash->other])
			continue;
		competing |= r->views[clash->list].may | r->views[clash->other].may;
		note(r, clash->principle, clash->list, clash->other, clash->by);
		needs_ruling(r,
			     clash->principle == PRINCIPLE_SAME_LEVEL ? WHY_SAME_LEVEL
								      : WHY_SAME_ISSUER,
			     clash->by);
	}
	return competing;
}

static uint8_t standing_outcomes(const struct resolving *r)
{
	uint8_t outcomes = 0;
	for (size_t i = 0; i < r->given->list_count; i++)
		outcomes |= r->prevails[i] ? r->views[i].may : 0;
	return outcomes;
}

enum ending resolve(struct resolving *r)
{
	struct clashes clashes = {.mem = r->play->mem};
	for (size_t i = 0; i < r->given->list_count; i++)
		r->prevails[i] = !view_is(&r->views[i], DECIDE_SILENT);
	if (apply_red_lines(r))
		return END_BARRED;
	hold_level(r, &clashes, true);
	hold_level(r, &clashes, false);
	apply_rank(r);
	uint8_t competing = settle_clashes(r, &clashes);
	VEC_FREE(clashes.mem, &clashes.items);
	uint8_t outcomes = standing_outcomes(r);
	if (competing)
		return (enum ending)(END_CONFLICT + (competing | outcomes));
	if (outcomes == OUTCOME_BIT(TOLERATED))
		return recognize(r);
	return outcomes ? END_BARRED : END_SILENT;
}
