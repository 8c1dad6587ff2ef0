/*
 * Rank in the verdict model, step by step: 3 red lines, 5 within an issuer, 6 within a level, 4
 * from the top down, 7 recognition.
 */
#include "verdict_norms.h"

/* What a list, an issuer, a level or the whole law says, and by which lists. */
struct stand {
	unsigned outcomes;
	enum verdict_strength effects[VERDICT_EFFECTS];
	unsigned lists;
	struct verdict_rulings rulings;
};

struct weighing {
	const struct verdict_world *world;
	const struct verdict_choice *choices;
	const struct verdict_chosen *chosen;
	struct verdict_proofs *proofs;
	struct verdict_finding findings[VERDICT_LISTS];
	bool in_play[VERDICT_LISTS];
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

static const struct verdict_version *version_of(const struct weighing *weighing, int list)
{
	return &weighing->world->lists[list].versions[weighing->chosen->versions[list]];
}

static int issuer_of(const struct weighing *weighing, int list)
{
	return weighing->world->lists[list].issuer;
}

static int level_of(const struct weighing *weighing, int list)
{
	return weighing->world->authorities[issuer_of(weighing, list)].level;
}

/* ---- stands ---- */

static void stand_none(struct stand *out)
{
	*out = (struct stand){.outcomes = VERDICT_SILENT};
}

/* Both hold: effects join. Different outcomes make a conflict of the competing ones. */
static void stand_join(struct stand *into, const struct stand *from)
{
	if (from->outcomes == VERDICT_SILENT)
		return;
	into->outcomes = (into->outcomes | from->outcomes) & ~(unsigned)VERDICT_SILENT;
	if (into->outcomes & VERDICT_TOLERATED && into->outcomes & VERDICT_BARRED)
		into->outcomes |= VERDICT_CONFLICT;
	verdict_effects_join(into->effects, from->effects);
	into->lists |= from->lists;
	verdict_rulings_join(&into->rulings, &from->rulings);
}

static void stand_of_list(struct stand *out, const struct weighing *weighing, int list)
{
	stand_none(out);
	if (!weighing->in_play[list] || weighing->findings[list].outcome == VERDICT_SILENT)
		return;
	out->outcomes = weighing->findings[list].outcome;
	verdict_effects_join(out->effects, weighing->findings[list].effects);
	out->lists = 1u << list;
}

/* ---- step 3 ---- */

static void redlines_apply(struct weighing *weighing)
{
	const struct verdict_world *world = weighing->world;
	for (int i = 0; i < world->list_count; i++) {
		for (int j = 0; j < world->list_count; j++) {
			if (weighing->choices[i].in_scope && weighing->findings[i].redline &&
			    verdict_is_above(world, issuer_of(weighing, i), issuer_of(weighing, j)))
				weighing->in_play[j] = false;
		}
	}
}

/* ---- step 5 ---- */

static bool rule_implies(const struct weighing *weighing, int list, int rule, int other, int wide)
{
	const struct verdict_version *a = version_of(weighing, list);
	const struct verdict_version *b = version_of(weighing, other);
	int from = (list * VERDICT_VERSIONS + weighing->chosen->versions[list]) * VERDICT_RULES;
	int to = (other * VERDICT_VERSIONS + weighing->chosen->versions[other]) * VERDICT_RULES;
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

static bool stands_differ(const struct stand *a, const struct stand *b)
{
	return a->outcomes != VERDICT_SILENT && b->outcomes != VERDICT_SILENT &&
	       a->outcomes != b->outcomes;
}

/* What another list of the issuer beats is out, each two asked by themselves; where that leaves
 * nothing, nothing is out. */
static void beaten_strike(struct stand *stands, const struct weighing *weighing)
{
	int count = weighing->world->list_count;
	unsigned beaten = 0, standing = 0;
	for (int i = 0; i < count; i++) {
		for (int j = 0; j < i; j++) {
			enum verdict_why why;
			if (!stands_differ(&stands[i], &stands[j]))
				continue;
			int winner = winner_of(weighing, i, j, &why);
			if (winner != VERDICT_NONE)
				beaten |= 1u << (winner == i ? j : i);
		}
		standing |= stands[i].outcomes == VERDICT_SILENT ? 0 : 1u << i;
	}
	for (int i = 0; i < count && beaten != standing; i++) {
		if (beaten >> i & 1)
			stand_none(&stands[i]);
	}
}

/* Step 5: where what is left still differs, the issuer must rule. */
static void stand_of_issuer(struct stand *out, const struct weighing *weighing, int issuer)
{
	struct stand stands[VERDICT_LISTS];
	int count = weighing->world->list_count;
	stand_none(out);
	for (int i = 0; i < count; i++) {
		stand_none(&stands[i]);
		if (issuer_of(weighing, i) == issuer)
			stand_of_list(&stands[i], weighing, i);
	}
	beaten_strike(stands, weighing);
	for (int i = 0; i < count; i++) {
		for (int j = 0; j < i; j++) {
			enum verdict_why why;
			if (!stands_differ(&stands[i], &stands[j]))
				continue;
			if (winner_of(weighing, i, j, &why) != VERDICT_NONE)
				why = VERDICT_WHY_CIRCLE;
			out->rulings.why[issuer] |= why;
		}
		stand_join(out, &stands[i]);
	}
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

static bool stands_compete(const struct stand *a, const struct stand *b)
{
	return a->outcomes != VERDICT_SILENT &&
	       (a->outcomes != b->outcomes || a->outcomes & VERDICT_CONFLICT);
}

static void stand_of_level(struct stand *out, const struct weighing *weighing, int level)
{
	const struct verdict_world *world = weighing->world;
	bool differ = false;
	int last = VERDICT_NONE;
	stand_none(out);
	for (int issuer = 0; issuer < world->authority_count; issuer++) {
		struct stand stand;
		if (world->authorities[issuer].level != level)
			continue;
		stand_of_issuer(&stand, weighing, issuer);
		if (stand.outcomes == VERDICT_SILENT)
			continue;
		differ |= stands_compete(out, &stand);
		stand_join(out, &stand);
		last = issuer;
	}
	if (differ)
		out->rulings.why[common_superior(world, last)] |= VERDICT_WHY_ISSUERS;
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

static bool is_consistent(const struct stand *inferior, const struct stand *superior)
{
	if (inferior->outcomes & VERDICT_CONFLICT || superior->outcomes != inferior->outcomes)
		return false;
	return inferior->outcomes != VERDICT_TOLERATED ||
	       effects_within(inferior->effects, superior->effects);
}

/* L1: "by its name or the word of its level". Every superior list to every inferior issuer. */
static bool is_delegated(const struct weighing *weighing, unsigned superior, unsigned inferior)
{
	for (int i = 0; i < weighing->world->list_count; i++) {
		for (int j = 0; j < weighing->world->list_count; j++) {
			if (!(superior >> i & 1 && inferior >> j & 1))
				continue;
			const struct verdict_version *version = version_of(weighing, i);
			if (!(version->delegates_levels >> level_of(weighing, j) & 1) &&
			    !(version->delegates_authorities >> issuer_of(weighing, j) & 1))
				return false;
		}
	}
	return true;
}

static void stand_of_law(struct stand *out, const struct weighing *weighing)
{
	stand_none(out);
	for (int level = 0; level < VERDICT_LEVELS; level++) {
		struct stand inferior;
		stand_of_level(&inferior, weighing, level);
		if (inferior.outcomes == VERDICT_SILENT)
			continue;
		if (out->outcomes == VERDICT_SILENT || is_consistent(&inferior, out))
			stand_join(out, &inferior);
		else if (is_delegated(weighing, out->lists, inferior.lists))
			*out = inferior;
	}
}

/* ---- step 7 ---- */

/* G2: "some version chosen of a list whose issuer is O or above O says binding before O for
 * LIST|AUTHORITY". */
static bool superior_binds(const struct weighing *weighing, int organ, int list)
{
	const struct verdict_world *world = weighing->world;
	for (int i = 0; i < world->list_count; i++) {
		int issuer = issuer_of(weighing, i);
		if (!weighing->choices[i].in_scope ||
		    weighing->chosen->versions[i] == VERDICT_NONE ||
		    (issuer != organ && !verdict_is_above(world, issuer, organ)))
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

/* G1: who stands under the issuer is below it here, of whatever level. */
static bool list_binds(const struct weighing *weighing, int organ, int list)
{
	int issuer = issuer_of(weighing, list);
	if (organ == issuer || verdict_is_ancestor(weighing->world, issuer, organ))
		return true;
	return verdict_is_above(weighing->world, organ, issuer) &&
	       superior_binds(weighing, organ, list);
}

static bool list_speaks(const struct weighing *weighing, int organ, int list)
{
	const struct verdict_version *version = version_of(weighing, list);
	for (int i = 0; i < version->recognition_count; i++) {
		if (version->recognition[i].organ == organ)
			return true;
	}
	return false;
}

static void recognition_apply(struct stand *law, const struct weighing *weighing)
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
		if (list_speaks(weighing, organ, i))
			why = VERDICT_WHY_ADVISORY;
	}
	law->rulings.why[organ] |= why;
}

/* ---- all steps ---- */

void verdict_weigh(struct verdict_weighed *out, const struct verdict_world *world,
		   const struct verdict_choice *choices, const struct verdict_chosen *chosen,
		   const struct verdict_completion *completion, struct verdict_proofs *proofs)
{
	struct weighing weighing = {world, choices, chosen, proofs, {{0}}, {false}};
	struct stand law;
	for (int i = 0; i < world->list_count; i++) {
		weighing.in_play[i] = choices[i].in_scope;
		if (choices[i].in_scope)
			verdict_version_find(&weighing.findings[i], world, &choices[i], i,
					     chosen->versions[i], completion);
	}
	redlines_apply(&weighing);
	stand_of_law(&law, &weighing);
	recognition_apply(&law, &weighing);
	out->outcomes = law.outcomes;
	out->rulings = law.rulings;
}
