/*
 * Rank in the verdict model, step by step: 3 red lines, 5 within an issuer, 6 within a level, 4
 * from the top down, 7 recognition.
 */
#include "verdict_norms.h"

#include "verdict_effects.h"

/* What the lists that stand make of the case. */
struct law {
	unsigned lists;
	unsigned outcomes;
	struct verdict_rulings rulings;
};

struct weighing {
	const struct verdict_world *world;
	const struct verdict_choice *choices;
	const struct verdict_chosen *chosen;
	struct verdict_proofs *proofs;
	struct verdict_finding findings[VERDICT_LISTS];
};

bool verdict_needs_ruling(const struct verdict_rulings *rulings)
{
	for (int i = 0; i < VERDICT_AUTHORITIES; i++) {
		if (rulings->why[i])
			return true;
	}
	return false;
}

void verdict_rulings_join(struct verdict_rulings *into, const struct verdict_rulings *from)
{
	for (int i = 0; i < VERDICT_AUTHORITIES; i++)
		into->why[i] |= from->why[i];
}

static int number_of_version(const struct weighing *weighing, int list)
{
	return weighing->choices[list].states[weighing->chosen->states[list]].version;
}

static const struct verdict_version *version_of(const struct weighing *weighing, int list)
{
	return &weighing->world->lists[list].versions[number_of_version(weighing, list)];
}

static int issuer_of(const struct weighing *weighing, int list)
{
	return weighing->world->lists[list].issuer;
}

static int level_of(const struct weighing *weighing, int list)
{
	return weighing->world->authorities[issuer_of(weighing, list)].level;
}

static bool speaks(const struct weighing *weighing, int list)
{
	return weighing->choices[list].in_scope &&
	       weighing->findings[list].outcome != VERDICT_SILENT;
}

static bool outcomes_differ(const struct weighing *weighing, int a, int b)
{
	return weighing->findings[a].outcome != weighing->findings[b].outcome;
}

/* ---- step 3 ---- */

/* Drawn above the subject: nothing else is asked. */
static bool redline_is_final(const struct weighing *weighing)
{
	const struct verdict_world *world = weighing->world;
	for (int i = 0; i < world->list_count; i++) {
		if (weighing->choices[i].in_scope && weighing->findings[i].redline &&
		    verdict_is_above(world, issuer_of(weighing, i), world->matter.subject))
			return true;
	}
	return false;
}

/* ---- step 5 ---- */

static bool rule_implies(const struct weighing *weighing, int list, int rule, int other, int wide)
{
	const struct verdict_version *a = version_of(weighing, list);
	const struct verdict_version *b = version_of(weighing, other);
	int from = (list * VERDICT_VERSIONS + number_of_version(weighing, list)) * VERDICT_RULES;
	int to = (other * VERDICT_VERSIONS + number_of_version(weighing, other)) * VERDICT_RULES;
	unsigned char *known = &weighing->proofs->implies[from + rule][to + wide];
	if (!*known)
		*known = verdict_implies(weighing->world,
					 &(struct verdict_clause){a, a->rules[rule].when},
					 &(struct verdict_clause){b, b->rules[wide].when})
				 ? 2
				 : 1;
	return *known == 2;
}

/* S1, "proved": a rule that fires here implies one that fires there, and not the other way. */
static bool proved_special(const struct weighing *weighing, int special, int general)
{
	for (int i = 0; i < VERDICT_RULES; i++) {
		for (int j = 0; j < VERDICT_RULES; j++) {
			if (weighing->findings[special].fired >> i & 1 &&
			    weighing->findings[general].fired >> j & 1 &&
			    rule_implies(weighing, special, i, general, j) &&
			    !rule_implies(weighing, general, j, special, i))
				return true;
		}
	}
	return false;
}

/* The special one of two lists, or VERDICT_NONE. What is declared goes before what is proved;
 * where each is special to the other, neither is. */
static int special_of(const struct weighing *weighing, int a, int b)
{
	bool a_says = version_of(weighing, a)->special_to == b;
	bool b_says = version_of(weighing, b)->special_to == a;
	if (!a_says && !b_says) {
		a_says = proved_special(weighing, a, b);
		b_says = proved_special(weighing, b, a);
	}
	if (a_says == b_says)
		return VERDICT_NONE;
	return a_says ? a : b;
}

static bool repeals_list(const struct verdict_version *version, int list)
{
	for (int i = 0; i < version->repeal_count; i++) {
		if (version->repeals[i].list == list && version->repeals[i].rule == VERDICT_NONE)
			return true;
	}
	return false;
}

/* Which of two lists of one issuer wins; VERDICT_NONE and the reason where the issuer must rule. */
static int winner_of(const struct weighing *weighing, int a, int b, enum verdict_why *why)
{
	const struct verdict_version *of_a = version_of(weighing, a);
	const struct verdict_version *of_b = version_of(weighing, b);
	int special = special_of(weighing, a, b);
	if (special == VERDICT_NONE) {
		*why = VERDICT_WHY_SAME_DAY;
		if (of_a->effective == of_b->effective)
			return VERDICT_NONE;
		return of_a->effective > of_b->effective ? a : b;
	}
	int general = special == a ? b : a;
	const struct verdict_version *old = version_of(weighing, special);
	const struct verdict_version *new = version_of(weighing, general);
	*why = VERDICT_WHY_GENERAL;
	if (new->promulgated <= old->promulgated)
		return special;
	if (repeals_list(new, special))
		return general;
	return new->saves == special ? special : VERDICT_NONE;
}

/* Step 5. What another list of the issuer beats is out, each two asked by themselves; where that
 * leaves nothing, nothing is out. */
static unsigned lists_of_issuer(const struct weighing *weighing, int issuer)
{
	int count = weighing->world->list_count;
	unsigned beaten = 0, standing = 0;
	for (int i = 0; i < count; i++) {
		if (!speaks(weighing, i) || issuer_of(weighing, i) != issuer)
			continue;
		for (int j = 0; j < i; j++) {
			enum verdict_why why;
			if (!(standing >> j & 1) || !outcomes_differ(weighing, i, j))
				continue;
			int winner = winner_of(weighing, i, j, &why);
			if (winner != VERDICT_NONE)
				beaten |= 1u << (winner == i ? j : i);
		}
		standing |= 1u << i;
	}
	return beaten == standing ? standing : standing & ~beaten;
}

/* ---- step 6 ---- */

/* "Nearest authority above both, or equal to one of them and above the other, whose level is higher
 * than theirs; where there is none, the topmost one." All issuers of the case are on one chain. */
static int common_superior(const struct verdict_world *world, int upper)
{
	int level = world->authorities[upper].level;
	while (world->authorities[upper].parent != VERDICT_NONE &&
	       world->authorities[upper].level >= level)
		upper = world->authorities[upper].parent;
	return upper;
}

static unsigned lists_of_level(const struct weighing *weighing, int level)
{
	unsigned lists = 0;
	for (int issuer = 0; issuer < weighing->world->authority_count; issuer++) {
		if (weighing->world->authorities[issuer].level == level)
			lists |= lists_of_issuer(weighing, issuer);
	}
	return lists;
}

/* Who must rule between two lists that stand and differ; they are of one level. */
static void difference_rule(struct law *law, const struct weighing *weighing, int a, int b)
{
	enum verdict_why why = VERDICT_WHY_ISSUERS;
	int issuer = issuer_of(weighing, a);
	if (issuer != issuer_of(weighing, b))
		issuer = common_superior(weighing->world, issuer);
	else if (winner_of(weighing, a, b, &why) != VERDICT_NONE)
		why = VERDICT_WHY_CIRCLE;
	law->rulings.why[issuer] |= why;
}

/* ---- step 4 ---- */

/* L2: an effect "is within the superior's effects if the superior gives some effect at least as
 * light with strength >= s". */
static bool effects_within(const enum verdict_strength *inferior,
			   const enum verdict_strength *superior)
{
	for (int i = 0; i < VERDICT_EFFECTS; i++) {
		bool within = superior[i] >= inferior[i];
		for (int j = 0; j < i && i != VERDICT_NO_NEGATIVE_EVALUATION; j++)
			within |= superior[j] >= inferior[i];
		if (!within)
			return false;
	}
	return true;
}

/* The superior lists that the list is inconsistent with; effects are those of all of them. */
static unsigned inconsistent_with(const struct weighing *weighing, int list, unsigned superior)
{
	enum verdict_strength effects[VERDICT_EFFECTS] = {0};
	unsigned differ = 0;
	for (int i = 0; i < weighing->world->list_count; i++) {
		if (!(superior >> i & 1))
			continue;
		verdict_effects_join(effects, weighing->findings[i].effects);
		differ |= outcomes_differ(weighing, i, list) ? 1u << i : 0;
	}
	if (weighing->findings[list].outcome == VERDICT_TOLERATED &&
	    !effects_within(weighing->findings[list].effects, effects))
		return superior;
	return differ;
}

/* L1: "by its name or the word of its level". Every one of the superior lists. */
static bool is_delegated(const struct weighing *weighing, unsigned superior, int list)
{
	for (int i = 0; i < weighing->world->list_count; i++) {
		if (!(superior >> i & 1))
			continue;
		const struct verdict_version *version = version_of(weighing, i);
		if (!(version->delegates_levels >> level_of(weighing, list) & 1) &&
		    !(version->delegates_authorities >> issuer_of(weighing, list) & 1))
			return false;
	}
	return true;
}

/* The lists of a level against those above it. */
static void law_add_level(struct law *law, const struct weighing *weighing, int level)
{
	unsigned inferior = lists_of_level(weighing, level), yield = 0, stand = 0;
	for (int i = 0; i < weighing->world->list_count; i++) {
		if (!(inferior >> i & 1))
			continue;
		unsigned against = inconsistent_with(weighing, i, law->lists);
		if (!is_delegated(weighing, against, i))
			continue;
		stand |= 1u << i;
		yield |= against;
	}
	law->lists = (law->lists & ~yield) | stand;
}

static void law_make(struct law *law, const struct weighing *weighing)
{
	*law = (struct law){0};
	for (int level = 0; level < VERDICT_LEVELS; level++)
		law_add_level(law, weighing, level);
	for (int i = 0; i < weighing->world->list_count; i++) {
		if (!(law->lists >> i & 1))
			continue;
		law->outcomes |= weighing->findings[i].outcome;
		for (int j = 0; j < i; j++) {
			if (!(law->lists >> j & 1) || !outcomes_differ(weighing, i, j))
				continue;
			law->outcomes |= VERDICT_CONFLICT;
			difference_rule(law, weighing, i, j);
		}
	}
	if (law->outcomes == 0)
		law->outcomes = VERDICT_SILENT;
}

/* ---- step 7 ---- */

/* G2: "some version chosen of a list whose issuer is O or above O says binding before O for
 * LIST|AUTHORITY". */
static bool superior_binds(const struct weighing *weighing, int organ, int list)
{
	const struct verdict_world *world = weighing->world;
	for (int i = 0; i < world->list_count; i++) {
		int issuer = issuer_of(weighing, i);
		if (!weighing->choices[i].in_scope || weighing->chosen->states[i] == VERDICT_NONE ||
		    (issuer != organ && !verdict_is_ancestor(world, issuer, organ)))
			continue;
		const struct verdict_version *version = version_of(weighing, i);
		for (int j = 0; j < version->recognition_count; j++) {
			const struct verdict_recognition *clause = &version->recognition[j];
			if (clause->binding && clause->organ == organ &&
			    (clause->list == list ||
			     clause->authority == issuer_of(weighing, list)))
				return true;
		}
	}
	return false;
}

/* G1: who stands under the issuer is below it here, of whatever level. G2 is read for every other
 * organ, a superior or not. */
static bool list_binds(const struct weighing *weighing, int organ, int list)
{
	int issuer = issuer_of(weighing, list);
	return organ == issuer || verdict_is_ancestor(weighing->world, issuer, organ) ||
	       superior_binds(weighing, organ, list);
}

static bool list_advises(const struct weighing *weighing, int organ, int list)
{
	const struct verdict_version *version = version_of(weighing, list);
	for (int i = 0; i < version->recognition_count; i++) {
		if (version->recognition[i].organ == organ)
			return true;
	}
	return false;
}

static void recognition_apply(struct law *law, const struct weighing *weighing)
{
	int organ = weighing->world->matter.organ;
	enum verdict_why why = VERDICT_WHY_UNDECLARED;
	if (law->outcomes != VERDICT_TOLERATED)
		return;
	for (int i = 0; i < weighing->world->list_count; i++) {
		if (!(law->lists >> i & 1))
			continue;
		if (list_binds(weighing, organ, i))
			return;
		if (list_advises(weighing, organ, i))
			why = VERDICT_WHY_ADVISORY;
	}
	law->rulings.why[organ] |= why;
}

/* ---- what is given ---- */

static void list_gives(struct verdict_weighed *out, const struct weighing *weighing, int list)
{
	const struct verdict_version *version = version_of(weighing, list);
	for (int i = 0; i < version->rule_count; i++) {
		if (weighing->findings[list].fired >> i & 1)
			out->gives[list][version->rules[i].id] =
				verdict_gifts_of(&version->rules[i]);
	}
}

/* V20: what weighs beside the outcome does so whichever lists stand. */
static void given_find(struct verdict_weighed *out, const struct weighing *weighing, unsigned lists)
{
	for (int i = 0; i < weighing->world->list_count; i++) {
		if (weighing->choices[i].in_scope)
			out->beside[i] = weighing->findings[i].beside;
		if (out->outcomes == VERDICT_TOLERATED && lists >> i & 1)
			list_gives(out, weighing, i);
	}
}

/* ---- all steps ---- */

void verdict_weigh(struct verdict_weighed *out, const struct verdict_world *world,
		   const struct verdict_choice *choices, const struct verdict_chosen *chosen,
		   const struct verdict_completion *completion, struct verdict_proofs *proofs)
{
	struct weighing weighing = {world, choices, chosen, proofs, {{0}}};
	struct law law;
	for (int i = 0; i < world->list_count; i++) {
		if (choices[i].in_scope)
			verdict_state_find(&weighing.findings[i], world, &choices[i], i,
					   chosen->states[i], completion);
	}
	if (redline_is_final(&weighing)) {
		*out = (struct verdict_weighed){.outcomes = VERDICT_BARRED};
		given_find(out, &weighing, 0);
		return;
	}
	law_make(&law, &weighing);
	recognition_apply(&law, &weighing);
	*out = (struct verdict_weighed){.outcomes = law.outcomes, .rulings = law.rulings};
	given_find(out, &weighing, law.lists);
}
