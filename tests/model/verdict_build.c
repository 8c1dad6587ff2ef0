/*
 * Writes worlds of the verdict model: every function fills in what its caller did not say.
 */
#include "verdict_build.h"

int verdict_add_authority(struct verdict_world *world, int parent, int level)
{
	world->authorities[world->authority_count] = (struct verdict_authority){parent, level};
	return world->authority_count++;
}

int verdict_add_fact(struct verdict_world *world, enum verdict_type type, int values)
{
	unsigned all = (1u << values) - 1;
	world->facts[world->fact_count] = (struct verdict_fact){type, {all, all}, false};
	return world->fact_count++;
}

int verdict_add_list(struct verdict_world *world, int issuer)
{
	world->lists[world->list_count] = (struct verdict_list){.issuer = issuer};
	return world->list_count++;
}

struct verdict_version *verdict_add_version(struct verdict_world *world, int list, int day)
{
	struct verdict_list *of = &world->lists[list];
	struct verdict_version *version = &of->versions[of->count++];
	*version = (struct verdict_version){.promulgated = day,
					    .effective = day,
					    .expires = VERDICT_NO_DAY,
					    .scope = VERDICT_NONE,
					    .special_to = VERDICT_NONE,
					    .saves = VERDICT_NONE};
	return version;
}

struct verdict_rule *verdict_add_rule(struct verdict_version *version, enum verdict_rule_kind kind,
				      int when)
{
	int id = version->rule_count++;
	version->rules[id] = (struct verdict_rule){.id = id,
						   .kind = kind,
						   .when = when,
						   .effective = VERDICT_NO_DAY,
						   .expires = VERDICT_NO_DAY};
	return &version->rules[id];
}

void verdict_add_exception(struct verdict_rule *rule, int when, int parent)
{
	rule->exceptions[rule->exception_count++] = (struct verdict_exception){when, parent};
}

void verdict_set_case(struct verdict_world *world, int subject, int organ, int conduct,
		      int accountable)
{
	world->matter = (struct verdict_case){.subject = subject,
					      .organ = organ,
					      .conduct_first = conduct,
					      .conduct_last = conduct,
					      .accountable = accountable,
					      .decided = VERDICT_NO_DAY,
					      .closed = VERDICT_NO_DAY,
					      .decision = VERDICT_NO_DAY};
}

void verdict_give(struct verdict_world *world, int fact, int64_t value)
{
	world->matter.given |= 1u << fact;
	world->matter.values[fact] = value;
}

int verdict_put(struct verdict_version *version, const struct verdict_node *node)
{
	version->nodes[version->node_count] = *node;
	return version->node_count++;
}

int verdict_put_always(struct verdict_version *version)
{
	return verdict_put(version, &(struct verdict_node){.kind = VERDICT_ALWAYS});
}

int verdict_put_is(struct verdict_version *version, int fact)
{
	return verdict_put_of(version, VERDICT_IS, fact, 0);
}

int verdict_put_not(struct verdict_version *version, int part)
{
	return verdict_put(
		version, &(struct verdict_node){.kind = VERDICT_NOT, .count = 1, .parts = {part}});
}

int verdict_put_pair(struct verdict_version *version, enum verdict_kind kind, int a, int b)
{
	return verdict_put(version,
			   &(struct verdict_node){.kind = kind, .count = 2, .parts = {a, b}});
}

int verdict_put_compare(struct verdict_version *version, int fact, enum verdict_relation relation,
			int64_t value)
{
	return verdict_put(version, &(struct verdict_node){.kind = VERDICT_COMPARE,
							   .fact = fact,
							   .relation = relation,
							   .value = value});
}

int verdict_put_moment(struct verdict_version *version, int fact, enum verdict_relation relation,
		       enum verdict_moment moment)
{
	return verdict_put(version, &(struct verdict_node){.kind = VERDICT_MOMENT,
							   .fact = fact,
							   .relation = relation,
							   .moment = moment});
}

int verdict_put_of(struct verdict_version *version, enum verdict_kind kind, int fact, int64_t value)
{
	return verdict_put(version,
			   &(struct verdict_node){.kind = kind, .fact = fact, .value = value});
}
