/*
 * Writes worlds of the verdict model, for those who make them by hand or by chance. Nodes of
 * conditions come back as their numbers in the version.
 */
#ifndef TOL_TESTS_VERDICT_BUILD_H
#define TOL_TESTS_VERDICT_BUILD_H

#include "verdict_model.h"

/* An authority under another (VERDICT_NONE: none); its number comes back. */
int verdict_add_authority(struct verdict_world *world, int parent, int level);
/* `values`: how many a choice or a set has, in both vocabularies. */
int verdict_add_fact(struct verdict_world *world, enum verdict_type type, int values);
int verdict_add_list(struct verdict_world *world, int issuer);
/* Effective as it is promulgated, without rules or clauses. */
struct verdict_version *verdict_add_version(struct verdict_world *world, int list, int day);
/* Without effects and exceptions; its id is its number. */
struct verdict_rule *verdict_add_rule(struct verdict_version *version, enum verdict_rule_kind kind,
				      int when);
void verdict_add_exception(struct verdict_rule *rule, int when, int parent);

/* Nothing is given, nothing decided. */
void verdict_set_case(struct verdict_world *world, int subject, int organ, int conduct,
		      int accountable);
void verdict_give(struct verdict_world *world, int fact, int64_t value);

int verdict_put(struct verdict_version *version, const struct verdict_node *node);
int verdict_put_always(struct verdict_version *version);
int verdict_put_is(struct verdict_version *version, int fact);
int verdict_put_not(struct verdict_version *version, int part);
int verdict_put_pair(struct verdict_version *version, enum verdict_kind kind, int a, int b);
int verdict_put_compare(struct verdict_version *version, int fact, enum verdict_relation relation,
			int64_t value);
int verdict_put_moment(struct verdict_version *version, int fact, enum verdict_relation relation,
		       enum verdict_moment moment);
/* VERDICT_IN with a mask, VERDICT_HAS with a value, VERDICT_KNOWN and VERDICT_UNKNOWN with 0. */
int verdict_put_of(struct verdict_version *version, enum verdict_kind kind, int fact,
		   int64_t value);

#endif
