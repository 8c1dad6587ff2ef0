/*
 * Time in the verdict model: which versions of a list could decide the case, which do on one
 * completion, and what a version by itself says then.
 */
#ifndef TOL_TESTS_VERDICT_CHOICE_H
#define TOL_TESTS_VERDICT_CHOICE_H

#include "verdict_condition.h"

/* Every unknown thing decided. `own` is what a version sees where it does not know the value. */
struct verdict_completion {
	int64_t facts[VERDICT_FACTS];
	int decision;
	int64_t own[VERDICT_LISTS][VERDICT_VERSIONS][VERDICT_FACTS];
};

/* A version with the rules that are in force on a day. */
struct verdict_state {
	int version;
	unsigned rules; /* that count */
};

enum { VERDICT_STATES = 3 };

/* The states of one list that the case's days lead to, by number, each VERDICT_NONE where there is
 * none. */
struct verdict_choice {
	bool in_scope; /* its issuer is the subject's authority or above */
	int state_count;
	struct verdict_state states[VERDICT_STATES];
	int old_first;
	int old_last;
	int newer;
	int clause; /* the version whose transition and continuing count */
};

struct verdict_options {
	int count;
	int states[VERDICT_STATES];
};

/* What a state says by itself. */
struct verdict_finding {
	unsigned outcome; /* one of silent, tolerated, barred */
	enum verdict_strength effects[VERDICT_EFFECTS];
	bool redline;
	unsigned fired;	 /* the rules that give the outcome */
	unsigned beside; /* and those that weigh beside it */
};

bool verdict_is_ancestor(const struct verdict_world *world, int above, int below);
/* Ancestor, and of another level. */
bool verdict_is_above(const struct verdict_world *world, int above, int below);

/* The version in force on the day. */
int verdict_version_on(const struct verdict_world *world, int list, int day);

void verdict_choice_make(struct verdict_choice *out, const struct verdict_world *world, int list);
/* The states that the completion leaves to choose from; one where the choice is settled. */
void verdict_choice_settle(struct verdict_options *out, const struct verdict_world *world,
			   const struct verdict_choice *choice, int list,
			   const struct verdict_completion *completion);
/* Every state that could be taken. */
void verdict_choice_admissible(struct verdict_options *out, const struct verdict_choice *choice);
/* Every state that is asked in order to settle the choice. */
void verdict_choice_consulted(struct verdict_options *out, const struct verdict_world *world,
			      const struct verdict_choice *choice, int list);

/* What the state asks by the rules that count. */
void verdict_state_asks(struct verdict_asked *asked, const struct verdict_world *world,
			const struct verdict_choice *choice, int list, int state);
void verdict_state_find(struct verdict_finding *out, const struct verdict_world *world,
			const struct verdict_choice *choice, int list, int state,
			const struct verdict_completion *completion);

void verdict_effects_join(enum verdict_strength *into, const enum verdict_strength *from);
/* The number of the lightest effect, or of the last where there is none of the first four. */
int verdict_effects_lightest(const enum verdict_strength *effects);

bool verdict_fact_sees(const struct verdict_world *world, int fact, int vocabulary, int64_t value);

#endif
