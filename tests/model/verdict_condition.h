/*
 * Conditions of the verdict model: whether one holds for a person whose every fact is decided, what
 * it asks, and whether one implies another.
 */
#ifndef TOL_TESTS_VERDICT_CONDITION_H
#define TOL_TESTS_VERDICT_CONDITION_H

#include "verdict_model.h"

/* More values than a fact of a world has cells. */
enum { VERDICT_DOMAIN = 96 };

/* The facts as one version sees them, all decided. */
struct verdict_sight {
	const struct verdict_version *version;
	int64_t values[VERDICT_FACTS];
	unsigned known; /* what `known` says */
	int days[3];	/* by enum verdict_moment */
};

struct verdict_domain {
	int count;
	int64_t values[VERDICT_DOMAIN];
};

/* What conditions ask: facts and moments by their value, facts by whether they are known. */
struct verdict_asked {
	unsigned facts;
	unsigned moments;
	unsigned known;
};

bool verdict_holds(const struct verdict_sight *sight, int node);

/* Adds what the condition asks; VERDICT_NONE asks nothing. */
void verdict_ask_node(struct verdict_asked *asked, const struct verdict_version *version, int node);

/* Values such that every cell into which the comparisons of the world (for a date: and the days of
 * `points`) divide the fact has one; `room` of them where the cell is that large. */
void verdict_domain_make(struct verdict_domain *out, const struct verdict_world *world, int fact,
			 const struct verdict_domain *points, int room);
/* The same of a day that date facts are compared with. */
void verdict_domain_days(struct verdict_domain *out, const struct verdict_world *world,
			 const struct verdict_domain *points, int room);
/* The same where the dates are decided: before, on and after each. */
void verdict_domain_relative(struct verdict_domain *out, const struct verdict_world *world,
			     const int64_t *values);
void verdict_domain_add(struct verdict_domain *domain, int64_t value);

/* Two versions' scope and condition, for every case there could be: where the first holds, the
 * second does. */
struct verdict_clause {
	const struct verdict_version *version;
	int when;
};
bool verdict_implies(const struct verdict_world *world, const struct verdict_clause *narrow,
		     const struct verdict_clause *wide);

#endif
