/*
 * Random worlds: a chain of authorities, a few lists on it, a few rules in each over a few facts,
 * and a case on the days on which they change. Nothing here knows what an answer is.
 */
#include "verdict_random.h"

#include "text_random.h"
#include "verdict_build.h"

struct making {
	struct verdict_world *world;
	uint64_t chance;
	unsigned left_out;
	int chain; /* how many authorities stand above one another, from number 0 */
	int vocabularies;
};

static bool allows(const struct making *making, enum verdict_exclusion kind)
{
	return !(making->left_out & (unsigned)kind);
}

static int below(struct making *making, int limit)
{
	return random_below(&making->chance, limit);
}

static bool chance(struct making *making, int percent)
{
	return random_chance(&making->chance, percent);
}

static int day_random(struct making *making)
{
	return VERDICT_DAY + VERDICT_DAY_STEP * below(making, VERDICT_DAYS);
}

/* ---- authorities and facts ---- */

/* One to four levels, then and now two authorities of one level on the chain, one off it and one
 * below it. */
static void authorities_random(struct making *making)
{
	struct verdict_world *world = making->world;
	int levels = 1 + below(making, 4);
	int level = below(making, VERDICT_LEVELS - levels + 1);
	int last = VERDICT_NONE;
	for (int i = 0; i < levels; i++) {
		last = verdict_add_authority(world, last, level);
		if (chance(making, 25) && world->authority_count < 5)
			last = verdict_add_authority(world, last, level);
		level++;
	}
	making->chain = world->authority_count;
	if (chance(making, 30))
		verdict_add_authority(world, world->authorities[last].parent,
				      world->authorities[last].level);
	if (chance(making, 40) && level < VERDICT_LEVELS)
		verdict_add_authority(world, last, level);
}

static void values_random(struct making *making, struct verdict_fact *fact)
{
	int dropped = below(making, 3);
	if (making->vocabularies == 1)
		return;
	if (chance(making, 40))
		fact->values[0] &= ~(1u << dropped); /* appears later */
	else if (chance(making, 20))
		fact->values[1] &= ~(1u << dropped); /* goes away */
}

static void facts_random(struct making *making)
{
	struct verdict_world *world = making->world;
	int count = 3 + below(making, VERDICT_FACTS - 2);
	bool dated = false;
	making->vocabularies = allows(making, VERDICT_NO_RENAMING) && chance(making, 30) ? 2 : 1;
	for (int i = 0; i < count; i++) {
		enum verdict_type type = below(making, 2) ? VERDICT_BOOL : below(making, 6);
		if (type == VERDICT_DATE && dated)
			type = VERDICT_COUNT;
		dated |= type == VERDICT_DATE;
		bool valued = type == VERDICT_CHOICE || type == VERDICT_SET;
		int fact = verdict_add_fact(world, type, valued ? 3 : 0);
		world->facts[fact].renamed = making->vocabularies == 2 && chance(making, 30);
		if (valued)
			values_random(making, &world->facts[fact]);
	}
}

int64_t verdict_random_value(uint64_t *state, const struct verdict_world *world, int fact)
{
	unsigned values = world->facts[fact].values[0] | world->facts[fact].values[1];
	int64_t value = random_below(state, 3);
	switch (world->facts[fact].type) {
	case VERDICT_BOOL:
		return random_below(state, 2);
	case VERDICT_MONEY:
		return random_below(state, 5) * INT64_C(50);
	case VERDICT_COUNT:
		return random_below(state, 4);
	case VERDICT_DATE:
		return VERDICT_DAY + random_below(state, VERDICT_DAYS * VERDICT_DAY_STEP);
	case VERDICT_SET:
		return random_below(state, 8) & values;
	case VERDICT_CHOICE:
		while (!(values >> value & 1))
			value = random_below(state, 3);
		return value;
	}
	return 0;
}

/* ---- conditions ---- */

/* A value of the fact that the version's vocabulary knows. */
static int value_known(struct making *making, int fact, int vocabulary)
{
	int value = below(making, 3);
	while (!(making->world->facts[fact].values[vocabulary] >> value & 1))
		value = below(making, 3);
	return value;
}

static int date_random(struct making *making, struct verdict_version *version, int fact)
{
	enum verdict_relation relation = below(making, 6);
	if (chance(making, 50))
		return verdict_put_moment(version, fact, relation, below(making, 3));
	return verdict_put_compare(version, fact, relation, day_random(making));
}

static int choice_random(struct making *making, struct verdict_version *version, int fact)
{
	unsigned known = making->world->facts[fact].values[version->vocabulary];
	unsigned mask = (unsigned)below(making, 8) & known;
	if (mask == 0 || mask == known)
		mask = 1u << value_known(making, fact, version->vocabulary);
	return verdict_put_of(version, VERDICT_IN, fact, mask);
}

static int atom_random(struct making *making, struct verdict_version *version)
{
	int fact = below(making, making->world->fact_count);
	if (allows(making, VERDICT_NO_KNOWN) && chance(making, 5))
		return verdict_put_of(version, below(making, 2) ? VERDICT_KNOWN : VERDICT_UNKNOWN,
				      fact, 0);
	switch (making->world->facts[fact].type) {
	case VERDICT_MONEY:
		return verdict_put_compare(version, fact, below(making, 6),
					   100 * (1 + below(making, 2)));
	case VERDICT_COUNT:
		return verdict_put_compare(version, fact, below(making, 6), 1 + below(making, 2));
	case VERDICT_DATE:
		return date_random(making, version, fact);
	case VERDICT_CHOICE:
		return choice_random(making, version, fact);
	case VERDICT_SET:
		return verdict_put_of(version, VERDICT_HAS, fact,
				      value_known(making, fact, version->vocabulary));
	default:
		return verdict_put_is(version, fact);
	}
}

static int condition_random(struct making *making, struct verdict_version *version, int depth);

static int group_random(struct making *making, struct verdict_version *version, int depth)
{
	struct verdict_node node = {.kind = VERDICT_ALL + below(making, 3)};
	node.count = node.kind == VERDICT_AT_LEAST ? 3 : 2;
	node.least = 1 + below(making, 3);
	for (int i = 0; i < node.count; i++)
		node.parts[i] = condition_random(making, version, depth - 1);
	return verdict_put(version, &node);
}

static int condition_random(struct making *making, struct verdict_version *version, int depth)
{
	bool full = version->node_count > VERDICT_NODES - 16;
	if (!full && depth > 0 && chance(making, 45))
		return group_random(making, version, depth);
	if (!full && chance(making, 20))
		return verdict_put_not(version, condition_random(making, version, depth - 1));
	if (depth < 2 && version->definition_count && chance(making, 15))
		return verdict_put_of(version, VERDICT_DEFINED, 0,
				      below(making, version->definition_count));
	if (chance(making, 4))
		return verdict_put_always(version);
	return atom_random(making, version);
}

/* ---- lists ---- */

static void effects_random(struct making *making, struct verdict_rule *rule)
{
	for (int i = 0; i < VERDICT_EFFECTS; i++) {
		if (chance(making, 30))
			rule->effects[i] = VERDICT_MAY + below(making, 2);
	}
}

static void rule_days_random(struct making *making, struct verdict_rule *rule, int effective)
{
	if (chance(making, 50))
		rule->effective = effective + VERDICT_DAY_STEP * (1 + below(making, 3));
	if (rule->effective == VERDICT_NO_DAY || chance(making, 30))
		rule->expires = effective + VERDICT_DAY_STEP * (4 + below(making, 3));
}

static void exceptions_random(struct making *making, struct verdict_version *version,
			      struct verdict_rule *rule)
{
	while (rule->exception_count < VERDICT_EXCEPTIONS && chance(making, 35)) {
		int parent = below(making, rule->exception_count + 1) - 1;
		verdict_add_exception(rule, condition_random(making, version, 0), parent);
	}
}

static void rule_random(struct making *making, struct verdict_version *version)
{
	static const enum verdict_rule_kind kinds[] = {
		VERDICT_RULE_TOLERATE, VERDICT_RULE_TOLERATE, VERDICT_RULE_TOLERATE,
		VERDICT_RULE_TOLERATE, VERDICT_RULE_BAR,      VERDICT_RULE_BAR,
		VERDICT_RULE_BAR,      VERDICT_RULE_REDLINE,  VERDICT_RULE_MITIGATE,
		VERDICT_RULE_AGGRAVATE};
	enum verdict_rule_kind kind = kinds[below(making, 10)];
	if (kind == VERDICT_RULE_REDLINE && !allows(making, VERDICT_NO_REDLINE))
		kind = VERDICT_RULE_BAR;
	int when = condition_random(making, version, 2);
	struct verdict_rule *rule = verdict_add_rule(version, kind, when);
	if (kind == VERDICT_RULE_TOLERATE && chance(making, 60))
		effects_random(making, rule);
	if (allows(making, VERDICT_NO_RULE_DAYS) && chance(making, 10))
		rule_days_random(making, rule, version->effective);
	exceptions_random(making, version, rule);
}

static void recognition_random(struct making *making, struct verdict_version *version)
{
	const struct verdict_world *world = making->world;
	struct verdict_recognition *clause = &version->recognition[version->recognition_count++];
	*clause = (struct verdict_recognition){below(making, 2),
					       below(making, world->authority_count), VERDICT_NONE,
					       VERDICT_NONE};
	if (clause->binding && chance(making, 60)) {
		if (chance(making, 50))
			clause->list = below(making, world->list_count);
		else
			clause->authority = below(making, world->authority_count);
	}
}

static void presumptions_random(struct making *making, struct verdict_version *version)
{
	for (int fact = 0; fact < making->world->fact_count; fact++) {
		enum verdict_type type = making->world->facts[fact].type;
		if ((type != VERDICT_BOOL && type != VERDICT_CHOICE) || !chance(making, 12))
			continue;
		version->presumes |= 1u << fact;
		version->presumed[fact] = type == VERDICT_BOOL
						  ? below(making, 2)
						  : value_known(making, fact, version->vocabulary);
	}
}

/* Another list of the same issuer; VERDICT_NONE if luck has it that there is none. */
static int sister_random(struct making *making, int list)
{
	const struct verdict_world *world = making->world;
	int other = below(making, world->list_count);
	return other != list && world->lists[other].issuer == world->lists[list].issuer
		       ? other
		       : VERDICT_NONE;
}

static void clauses_random(struct making *making, struct verdict_version *version, int list)
{
	version->transition = chance(making, 85) ? 1 + below(making, 3) : 0;
	version->as_of_decision = version->transition && chance(making, 20);
	version->continuing = below(making, 3);
	if (chance(making, 30))
		version->delegates_levels = 1u << below(making, VERDICT_LEVELS);
	if (chance(making, 15))
		version->delegates_authorities = 1u
						 << below(making, making->world->authority_count);
	if (chance(making, 40))
		version->special_to = sister_random(making, list);
	if (chance(making, 30))
		version->saves = sister_random(making, list);
	while (version->recognition_count < VERDICT_CLAUSES && chance(making, 35))
		recognition_random(making, version);
	if (allows(making, VERDICT_NO_PRESUMPTION))
		presumptions_random(making, version);
}

static void version_random(struct making *making, int list, int day)
{
	struct verdict_version *version = verdict_add_version(making->world, list, day);
	version->promulgated = day - VERDICT_DAY_STEP * below(making, 3);
	if (making->vocabularies == 2)
		version->vocabulary = below(making, 2);
	if (chance(making, 12))
		version->expires = day + VERDICT_DAY_STEP * (1 + below(making, 6));
	if (chance(making, 25)) {
		version->definitions[0] = condition_random(making, version, 1);
		version->definition_count = 1;
	}
	if (chance(making, 20))
		version->scope = condition_random(making, version, 1);
	int rules = 1 + below(making, VERDICT_RULES);
	for (int i = 0; i < rules; i++)
		rule_random(making, version);
	clauses_random(making, version, list);
}

static void list_random(struct making *making, int list)
{
	int count = 1 + below(making, VERDICT_VERSIONS);
	int day = VERDICT_DAY + VERDICT_DAY_STEP * below(making, 4);
	for (int i = 0; i < count; i++) {
		version_random(making, list, day);
		day += VERDICT_DAY_STEP * (1 + below(making, 4));
	}
}

/* Of a list or a rule that the text may repeal, and that it names in earnest. */
static void repeal_random(struct making *making)
{
	struct verdict_world *world = making->world;
	int list = below(making, world->list_count);
	int other = below(making, world->list_count);
	struct verdict_list *by = &world->lists[list];
	struct verdict_version *version = &by->versions[below(making, by->count)];
	int issuer = world->lists[other].issuer;
	while (issuer != VERDICT_NONE && issuer != by->issuer)
		issuer = world->authorities[issuer].parent;
	if (list == other || issuer == VERDICT_NONE || version->repeal_count == VERDICT_REPEALS)
		return;
	struct verdict_repeal repeal = {other, VERDICT_NONE, version->effective};
	if (chance(making, 40))
		repeal.rule = below(making, world->lists[other].versions[0].rule_count);
	repeal.from += VERDICT_DAY_STEP * below(making, 3);
	version->repeals[version->repeal_count++] = repeal;
}

static void lists_random(struct making *making)
{
	struct verdict_world *world = making->world;
	int count = 1 + below(making, VERDICT_LISTS);
	for (int i = 0; i < count; i++) {
		bool anywhere = chance(making, 10);
		verdict_add_list(world,
				 below(making, anywhere ? world->authority_count : making->chain));
	}
	for (int i = 0; i < count; i++)
		list_random(making, i);
	if (allows(making, VERDICT_NO_REPEAL) && chance(making, 25))
		repeal_random(making);
}

/* ---- the case ---- */

static void days_random(struct making *making)
{
	struct verdict_case *matter = &making->world->matter;
	matter->conduct_first = day_random(making);
	if (chance(making, 40))
		matter->conduct_last =
			matter->conduct_first + VERDICT_DAY_STEP * below(making, 5) + 5;
	else
		matter->conduct_last = matter->conduct_first;
	matter->accountable = matter->conduct_last + VERDICT_DAY_STEP * below(making, 6);
	if (chance(making, 35))
		matter->decided = matter->accountable + VERDICT_DAY_STEP * below(making, 4);
	if (chance(making, 25))
		matter->closed = (matter->decided == VERDICT_NO_DAY ? matter->accountable
								    : matter->decided) +
				 VERDICT_DAY_STEP * below(making, 3);
}

/* Facts are given until the rest can be tried in no time. */
static void facts_give(struct making *making)
{
	struct verdict_world *world = making->world;
	int unknown = below(making, world->fact_count + 1);
	for (int fact = 0; fact < world->fact_count; fact++) {
		if (below(making, world->fact_count) >= unknown)
			verdict_give(world, fact,
				     verdict_random_value(&making->chance, world, fact));
	}
	for (int fact = 0; fact < world->fact_count; fact++) {
		if (verdict_completions_within(world, VERDICT_TRIES))
			return;
		if (!(world->matter.given >> fact & 1))
			verdict_give(world, fact,
				     verdict_random_value(&making->chance, world, fact));
	}
	if (!verdict_completions_within(world, VERDICT_TRIES))
		world->matter.decided = world->matter.accountable;
}

/* Nobody can name a value that stands only in a vocabulary which no version uses. */
static void unused_vocabulary_forget(struct verdict_world *world)
{
	for (int i = 0; i < world->list_count; i++) {
		for (int j = 0; j < world->lists[i].count; j++) {
			if (world->lists[i].versions[j].vocabulary != 0)
				return;
		}
	}
	for (int fact = 0; fact < world->fact_count; fact++)
		world->facts[fact].values[1] = world->facts[fact].values[0];
}

void verdict_random(struct verdict_world *out, uint64_t seed, unsigned left_out)
{
	struct making making = {.world = out, .chance = seed, .left_out = left_out};
	*out = (struct verdict_world){.today = VERDICT_DAY + 30 * VERDICT_DAY_STEP};
	authorities_random(&making);
	facts_random(&making);
	lists_random(&making);
	unused_vocabulary_forget(out);
	int subject = chance(&making, 80) ? making.chain - 1 : below(&making, making.chain);
	verdict_set_case(out, subject, below(&making, out->authority_count), VERDICT_DAY,
			 VERDICT_DAY);
	days_random(&making);
	facts_give(&making);
}
