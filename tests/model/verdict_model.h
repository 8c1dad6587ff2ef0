/*
 * Verdict model: an abstract world of authorities, lists and one case, and what the norms make of
 * it, found by trying every completion of the unknown facts. Written from the meaning alone, to be
 * compared with the compiler's answer. Pure: no files, no clock; it must never share code with what
 * it checks. Days count from 1970-01-01, money is in fen. VERDICT.md numbers the readings (V1, V2,
 * ...) taken where the meaning leaves room.
 */
#ifndef TOL_TESTS_VERDICT_MODEL_H
#define TOL_TESTS_VERDICT_MODEL_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	VERDICT_AUTHORITIES = 8,
	VERDICT_LEVELS = 5, /* 0, central, is the highest */
	VERDICT_VOCABULARIES = 2,
	VERDICT_FACTS = 6,
	VERDICT_VALUES = 5, /* of a choice or a set */
	VERDICT_LISTS = 5,
	VERDICT_VERSIONS = 3,
	VERDICT_RULES = 4,
	VERDICT_EXCEPTIONS = 3,
	VERDICT_NODES = 80,
	VERDICT_PARTS = 4,
	VERDICT_DEFINITIONS = 2,
	VERDICT_CLAUSES = 2,
	VERDICT_REPEALS = 2,
	VERDICT_SETS = 40, /* more than seven facts can make, none within another */
};

#define VERDICT_NONE   (-1)    /* no authority, list, rule, version or condition */
#define VERDICT_NO_DAY INT_MIN /* not said */

/* Stands for the day of the decision among the facts, where it is unknown. */
#define VERDICT_DECISION VERDICT_FACTS

struct verdict_authority {
	int parent; /* or VERDICT_NONE */
	int level;
};

enum verdict_type {
	VERDICT_BOOL,
	VERDICT_MONEY,
	VERDICT_COUNT,
	VERDICT_DATE,
	VERDICT_CHOICE,
	VERDICT_SET,
};

/* One fact across vocabularies. A choice's value is its number, a set's a mask of numbers. */
struct verdict_fact {
	enum verdict_type type;
	unsigned values[VERDICT_VOCABULARIES]; /* which a vocabulary knows */
	bool renamed;			       /* in the second vocabulary */
};

enum verdict_kind {
	VERDICT_ALWAYS,
	VERDICT_NEVER,
	VERDICT_NOT,	  /* parts[0] */
	VERDICT_ALL,	  /* of parts */
	VERDICT_ANY,	  /* of parts */
	VERDICT_AT_LEAST, /* `least` of parts */
	VERDICT_DEFINED,  /* definition `value` */
	VERDICT_IS,	  /* a bool fact */
	VERDICT_COMPARE,  /* fact, relation, value */
	VERDICT_MOMENT,	  /* date fact, relation, moment */
	VERDICT_IN,	  /* choice fact, `value` a mask */
	VERDICT_HAS,	  /* set fact, `value` an element */
	VERDICT_KNOWN,
	VERDICT_UNKNOWN,
};

enum verdict_relation {
	VERDICT_EQUAL,
	VERDICT_OTHER,
	VERDICT_LESS,
	VERDICT_MORE,
	VERDICT_AT_MOST,
	VERDICT_NO_LESS,
};

enum verdict_moment { VERDICT_AT_CONDUCT, VERDICT_AT_ACCOUNTABILITY, VERDICT_AT_DECISION };

/* A node of a condition; conditions are numbers of nodes of their version. */
struct verdict_node {
	enum verdict_kind kind;
	int fact;
	enum verdict_relation relation;
	enum verdict_moment moment;
	int64_t value;
	int least;
	int count;
	int parts[VERDICT_PARTS];
};

enum verdict_effect {
	VERDICT_EXEMPT,
	VERDICT_NO_ACCOUNTABILITY,
	VERDICT_MITIGATE,
	VERDICT_LENIENT,
	VERDICT_NO_NEGATIVE_EVALUATION,
	VERDICT_EFFECTS,
};

enum verdict_strength { VERDICT_NOT_GIVEN, VERDICT_MAY, VERDICT_MUST };

enum verdict_rule_kind {
	VERDICT_RULE_TOLERATE,
	VERDICT_RULE_BAR,
	VERDICT_RULE_REDLINE,
	VERDICT_RULE_MITIGATE,
	VERDICT_RULE_AGGRAVATE,
};

struct verdict_exception {
	int when;
	int parent; /* the exception that it is an exception to; VERDICT_NONE: the rule */
};

/* All effects VERDICT_NOT_GIVEN: none is said. */
struct verdict_rule {
	int id; /* its name in its list */
	enum verdict_rule_kind kind;
	int when;
	int effective; /* of its own, or VERDICT_NO_DAY */
	int expires;
	enum verdict_strength effects[VERDICT_EFFECTS];
	int exception_count;
	struct verdict_exception exceptions[VERDICT_EXCEPTIONS];
};

enum verdict_transition {
	VERDICT_TRANSITION_UNSAID,
	VERDICT_TRANSITION_OLD,
	VERDICT_TRANSITION_NEW,
	VERDICT_TRANSITION_LIGHTER,
};

enum verdict_continuing {
	VERDICT_CONTINUING_UNSAID,
	VERDICT_CONTINUING_OLD,
	VERDICT_CONTINUING_NEW,
};

/* `binding before ORGAN [for LIST | AUTHORITY]` or `advisory before ORGAN`. */
struct verdict_recognition {
	bool binding;
	int organ;
	int list;      /* or VERDICT_NONE */
	int authority; /* or VERDICT_NONE */
};

struct verdict_repeal {
	int list;
	int rule; /* the id; VERDICT_NONE: the whole list */
	int from;
};

struct verdict_version {
	int vocabulary;
	int promulgated;
	int effective;
	int expires; /* or VERDICT_NO_DAY */
	enum verdict_transition transition;
	bool as_of_decision;
	enum verdict_continuing continuing;
	int scope; /* or VERDICT_NONE */
	unsigned delegates_levels;
	unsigned delegates_authorities;
	int special_to; /* or VERDICT_NONE */
	int saves;	/* or VERDICT_NONE */
	int recognition_count;
	struct verdict_recognition recognition[VERDICT_CLAUSES];
	int repeal_count;
	struct verdict_repeal repeals[VERDICT_REPEALS];
	unsigned presumes; /* facts */
	int64_t presumed[VERDICT_FACTS];
	int definition_count;
	int definitions[VERDICT_DEFINITIONS];
	int rule_count;
	struct verdict_rule rules[VERDICT_RULES];
	int node_count;
	struct verdict_node nodes[VERDICT_NODES];
};

/* Versions in order of their effective days, no day twice. */
struct verdict_list {
	int issuer;
	int count;
	struct verdict_version versions[VERDICT_VERSIONS];
};

struct verdict_case {
	int subject;
	int organ;
	int conduct_first;
	int conduct_last;
	int accountable;
	int decided;  /* or VERDICT_NO_DAY */
	int closed;   /* or VERDICT_NO_DAY */
	int decision; /* what conditions call so, learned by itself; or VERDICT_NO_DAY */
	unsigned given;
	int64_t values[VERDICT_FACTS];
};

struct verdict_world {
	int today;
	int authority_count;
	struct verdict_authority authorities[VERDICT_AUTHORITIES];
	int fact_count;
	struct verdict_fact facts[VERDICT_FACTS];
	int list_count;
	struct verdict_list lists[VERDICT_LISTS];
	struct verdict_case matter;
};

enum verdict_outcome {
	VERDICT_SILENT = 1 << 0,
	VERDICT_TOLERATED = 1 << 1,
	VERDICT_BARRED = 1 << 2,
	VERDICT_CONFLICT = 1 << 3,
};

enum verdict_why {
	VERDICT_WHY_VERSION = 1 << 0,	 /* an unsettled choice of version */
	VERDICT_WHY_GENERAL = 1 << 1,	 /* a new general list against an old special one */
	VERDICT_WHY_SAME_DAY = 1 << 2,	 /* neither list is later */
	VERDICT_WHY_CIRCLE = 1 << 3,	 /* each list is beaten by another */
	VERDICT_WHY_ISSUERS = 1 << 4,	 /* two issuers of one level */
	VERDICT_WHY_ADVISORY = 1 << 5,	 /* recognition is advice only */
	VERDICT_WHY_UNDECLARED = 1 << 6, /* recognition is not declared */
};

/* For each authority why it must rule, a set of enum verdict_why. */
struct verdict_rulings {
	unsigned why[VERDICT_AUTHORITIES];
};

/* An effect in one strength, as a bit. */
#define VERDICT_GIFT(effect, strength) (1u << (2 * (effect) + ((strength) == VERDICT_MUST)))

/* A rule that weighs beside the outcome, as a bit. */
#define VERDICT_BESIDE(rule, kind) (1u << (2 * (rule) + ((kind) == VERDICT_RULE_AGGRAVATE)))

/* Effects where the case is tolerated, by the rule that gives them, and what weighs beside the
 * outcome, by list. */
struct verdict_given {
	unsigned by[VERDICT_LISTS][VERDICT_RULES];
	unsigned certain; /* given whatever version is taken, by some rule or other */
	unsigned beside[VERDICT_LISTS];
	unsigned beside_certain[VERDICT_LISTS];
};

/* Sets of facts are masks; bit VERDICT_DECISION is the day of the decision. */
struct verdict {
	unsigned outcomes;
	struct verdict_rulings rulings;
	bool ruling_certain;
	unsigned choice_matters;	 /* lists */
	unsigned choice_changes_effects; /* lists */
	struct verdict_given given;
	int set_count;
	unsigned sets[VERDICT_SETS]; /* minimal sets of facts needed, in rising order */
	unsigned irrelevant;	     /* change nothing */
	unsigned for_effects; /* change effects or what weighs beside the outcome, but not the
				 outcome */
	unsigned presumed;
	unsigned rests_on_unknown;
};

void verdict_decide(struct verdict *out, const struct verdict_world *world);

/* The outcomes and rulings alone. */
void verdict_outcomes(struct verdict *out, const struct verdict_world *world);

/* There are no more completions to try than that. */
bool verdict_completions_within(const struct verdict_world *world, int limit);

bool verdict_needs_ruling(const struct verdict_rulings *rulings);

#endif
