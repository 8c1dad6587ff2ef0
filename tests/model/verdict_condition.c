/*
 * Conditions of the verdict model. Nothing is simplified: a condition is a tree that is walked, and
 * an implication is tried on every value of everything that the two conditions mention.
 */
#include "verdict_condition.h"

/* ---- whether a condition holds ---- */

static bool relation_holds(enum verdict_relation relation, int64_t left, int64_t right)
{
	switch (relation) {
	case VERDICT_EQUAL:
		return left == right;
	case VERDICT_OTHER:
		return left != right;
	case VERDICT_LESS:
		return left < right;
	case VERDICT_MORE:
		return left > right;
	case VERDICT_AT_MOST:
		return left <= right;
	case VERDICT_NO_LESS:
		return left >= right;
	}
	return false;
}

static int parts_that_hold(const struct verdict_sight *sight, const struct verdict_node *node)
{
	int count = 0;
	for (int i = 0; i < node->count; i++)
		count += verdict_holds(sight, node->parts[i]);
	return count;
}

static bool fact_is_known(const struct verdict_sight *sight, int fact)
{
	return sight->known >> fact & 1;
}

bool verdict_holds(const struct verdict_sight *sight, int number)
{
	const struct verdict_node *node = &sight->version->nodes[number];
	int64_t value = sight->values[node->fact];
	switch (node->kind) {
	case VERDICT_ALWAYS:
		return true;
	case VERDICT_NEVER:
		return false;
	case VERDICT_NOT:
		return !verdict_holds(sight, node->parts[0]);
	case VERDICT_ALL:
		return parts_that_hold(sight, node) == node->count;
	case VERDICT_ANY:
		return parts_that_hold(sight, node) > 0;
	case VERDICT_AT_LEAST:
		return parts_that_hold(sight, node) >= node->least;
	case VERDICT_DEFINED:
		return verdict_holds(sight, sight->version->definitions[node->value]);
	case VERDICT_IS:
		return value != 0;
	case VERDICT_COMPARE:
		return relation_holds(node->relation, value, node->value);
	case VERDICT_MOMENT:
		return relation_holds(node->relation, value, sight->days[node->moment]);
	case VERDICT_IN:
		return node->value >> value & 1;
	case VERDICT_HAS:
		return value >> node->value & 1;
	case VERDICT_KNOWN:
		return fact_is_known(sight, node->fact);
	case VERDICT_UNKNOWN:
		return !fact_is_known(sight, node->fact);
	}
	return false;
}

/* ---- what a condition asks ---- */

void verdict_ask_node(struct verdict_asked *asked, const struct verdict_version *version,
		      int number)
{
	if (number == VERDICT_NONE)
		return;
	const struct verdict_node *node = &version->nodes[number];
	for (int i = 0; i < node->count; i++)
		verdict_ask_node(asked, version, node->parts[i]);
	if (node->kind == VERDICT_DEFINED)
		verdict_ask_node(asked, version, version->definitions[node->value]);
	else if (node->kind == VERDICT_KNOWN || node->kind == VERDICT_UNKNOWN)
		asked->known |= 1u << node->fact;
	else if (node->kind >= VERDICT_IS)
		asked->facts |= 1u << node->fact;
	if (node->kind == VERDICT_MOMENT)
		asked->moments |= 1u << node->moment;
}

/* ---- values to try ---- */

void verdict_domain_add(struct verdict_domain *domain, int64_t value)
{
	for (int i = 0; i < domain->count; i++) {
		if (domain->values[i] == value)
			return;
	}
	domain->values[domain->count++] = value;
}

static void constants_add(struct verdict_domain *points, const struct verdict_world *world,
			  enum verdict_type type, int fact)
{
	for (int i = 0; i < world->list_count; i++) {
		for (int j = 0; j < world->lists[i].count; j++) {
			const struct verdict_version *version = &world->lists[i].versions[j];
			for (int n = 0; n < version->node_count; n++) {
				const struct verdict_node *node = &version->nodes[n];
				bool wanted = fact == VERDICT_NONE || fact == node->fact;
				if (node->kind == VERDICT_COMPARE && wanted &&
				    world->facts[node->fact].type == type)
					verdict_domain_add(points, node->value);
			}
		}
	}
}

/* Each point, `room` values above each and `room` below: whatever lies between two points is then
 * among them, or there is enough of it. */
static void domain_around(struct verdict_domain *out, const struct verdict_domain *points, int room,
			  int64_t least)
{
	out->count = 0;
	for (int i = 0; i < points->count; i++) {
		int64_t low = points->values[i];
		for (int j = 0; j < points->count; j++)
			low = points->values[j] < low ? points->values[j] : low;
		for (int64_t step = 0; step <= room; step++) {
			verdict_domain_add(out, points->values[i] + step);
			if (low - step >= least)
				verdict_domain_add(out, low - step);
		}
	}
	if (out->count == 0)
		verdict_domain_add(out, least > 0 ? least : 0);
}

void verdict_domain_days(struct verdict_domain *out, const struct verdict_world *world,
			 const struct verdict_domain *points, int room)
{
	struct verdict_domain all = points ? *points : (struct verdict_domain){0};
	constants_add(&all, world, VERDICT_DATE, VERDICT_NONE);
	domain_around(out, &all, room, INT64_MIN);
}

void verdict_domain_make(struct verdict_domain *out, const struct verdict_world *world, int fact,
			 const struct verdict_domain *points, int room)
{
	enum verdict_type type = world->facts[fact].type;
	unsigned values = world->facts[fact].values[0] | world->facts[fact].values[1];
	struct verdict_domain own = {0};
	out->count = 0;
	if (type == VERDICT_DATE) {
		verdict_domain_days(out, world, points, room);
	} else if (type == VERDICT_MONEY || type == VERDICT_COUNT) {
		constants_add(&own, world, type, fact);
		domain_around(out, &own, 1, 0);
	} else if (type == VERDICT_BOOL) {
		verdict_domain_add(out, 0);
		verdict_domain_add(out, 1);
	} else if (type == VERDICT_CHOICE) {
		for (int value = 0; value < VERDICT_VALUES; value++) {
			if (values >> value & 1)
				verdict_domain_add(out, value);
		}
	} else {
		for (unsigned set = 0; set <= values; set++) {
			if ((set & ~values) == 0)
				verdict_domain_add(out, set);
		}
	}
}

void verdict_domain_relative(struct verdict_domain *out, const struct verdict_world *world,
			     const int64_t *values)
{
	out->count = 0;
	for (int fact = 0; fact < world->fact_count; fact++) {
		for (int step = -1; step <= 1 && world->facts[fact].type == VERDICT_DATE; step++)
			verdict_domain_add(out, values[fact] + step);
	}
	if (out->count == 0)
		verdict_domain_add(out, 0);
}

/* ---- implication ---- */

struct implication {
	const struct verdict_world *world;
	const struct verdict_clause *narrow;
	const struct verdict_clause *wide;
	struct verdict_asked asked;
	struct verdict_sight sight;
	int room;
};

static bool clause_holds(struct implication *try, const struct verdict_clause *clause)
{
	try->sight.version = clause->version;
	if (clause->version->scope != VERDICT_NONE &&
	    !verdict_holds(&try->sight, clause->version->scope))
		return false;
	return verdict_holds(&try->sight, clause->when);
}

/* What to try of a fact or, behind the facts, of a moment; nothing of what is not asked. A moment
 * is compared with nothing but the dates. */
static void variable_domain(struct verdict_domain *out, const struct implication *try, int variable)
{
	static const struct verdict_domain origin = {1, {0}};
	int moment = variable - VERDICT_FACTS;
	out->count = 0;
	if (variable < VERDICT_FACTS && try->asked.facts >> variable & 1)
		verdict_domain_make(out, try->world, variable, &origin, try->room);
	else if (moment >= 0 && try->asked.moments >> moment & 1)
		verdict_domain_relative(out, try->world, try->sight.values);
}

static bool implication_holds_known(struct implication *try)
{
	for (unsigned known = 0; known < 1u << VERDICT_FACTS; known++) {
		try->sight.known = known;
		if ((known & ~try->asked.known) == 0 && clause_holds(try, try->narrow) &&
		    !clause_holds(try, try->wide))
			return false;
	}
	return true;
}

static bool implication_holds(struct implication *try, int variable)
{
	struct verdict_domain domain;
	if (variable == VERDICT_FACTS + 3)
		return implication_holds_known(try);
	variable_domain(&domain, try, variable);
	if (domain.count == 0)
		return implication_holds(try, variable + 1);
	for (int i = 0; i < domain.count; i++) {
		if (variable < VERDICT_FACTS)
			try->sight.values[variable] = domain.values[i];
		else
			try->sight.days[variable - VERDICT_FACTS] = (int)domain.values[i];
		if (!implication_holds(try, variable + 1))
			return false;
	}
	return true;
}

bool verdict_implies(const struct verdict_world *world, const struct verdict_clause *narrow,
		     const struct verdict_clause *wide)
{
	struct implication try = {.world = world, .narrow = narrow, .wide = wide};
	verdict_ask_node(&try.asked, narrow->version, narrow->version->scope);
	verdict_ask_node(&try.asked, narrow->version, narrow->when);
	verdict_ask_node(&try.asked, wide->version, wide->version->scope);
	verdict_ask_node(&try.asked, wide->version, wide->when);
	for (int fact = 0; fact < world->fact_count; fact++)
		try.room += world->facts[fact].type == VERDICT_DATE ? 2 : 0;
	return implication_holds(&try, 0);
}
