/* Private to decide/open: effects as a set, a bit for each with its strength. */
#ifndef TOLC_DECIDE_GIFTS_H
#define TOLC_DECIDE_GIFTS_H

#include "decide/open/search.h"

enum { GIFT_COUNT = 2 * EFFECT_COUNT };

#define NO_REGISTER UINT32_MAX

uint32_t gift_of(const struct ir_effect_item *item);
/* What a tolerate gives, effect_count of them, or one: one that does not say may exempt. */
const struct ir_effect_item *gifts_items(const struct ir_rule *rule);
/* All of it; nothing of other rules. */
uint32_t gifts_of(const struct ir_rule *rule);

/* What a state gives in the lane where it tolerates. */
struct gifts {
	uint32_t sure;
	uint32_t may;
};

bool gifts_equal(const struct gifts *a, const struct gifts *b);
struct gifts gifts_in(const struct search *search, uint32_t state, size_t lane);

/* A rule in force of a state. */
struct giver {
	uint32_t list;
	uint32_t state;
	uint32_t rule;
	struct giver *next; /* the same rule in the next version that has it; NULL: in none */
	bool is_first;	    /* no version before has it */
	bool seen;	    /* it was seen to give what is asked about */
	uint32_t gifts;	    /* of those that were asked about, which it was seen to give */
};

struct givers {
	struct giver *items;
	size_t count;
};

/* Of the states that the clauses can take, or also of those that could be taken instead. */
enum givers_wanted { GIVERS_IN_PLAY, GIVERS_ADMISSIBLE };

/* By list, state and rule; those of one rule are linked. */
void givers_find(struct givers *out, const struct search *search, enum givers_wanted wanted);
const struct ir_rule *giver_rule(const struct search *search, const struct giver *giver);
uint32_t giver_register(const struct search *search, const struct giver *giver);
/* In the lane looked at last, scope apart. */
enum eval_truth giver_fires(const struct search *search, const struct giver *giver);
/* The same, scope included; NULL: it does not. */
enum eval_truth giver_weighs(const struct search *search, const struct giver *giver);
/* Its own, unless the scope of its version is what is open. */
uint32_t giver_open_register(const struct search *search, const struct giver *giver);
/* Whether the rule weighs beside the outcome, and is told for all its versions by this giver. */
bool giver_leads_beside(const struct search *search, const struct giver *giver);
/* Of the rule that it leads, as that state has it; NULL: it has it not. */
struct giver *giver_in(struct giver *leader, uint32_t state);

/* What a lane gives. */
struct gifts_seen {
	const struct givers *givers;
	struct gifts gifts; /* by every combination of versions, and by any */
	bool any;	    /* a combination was looked at */
	uint32_t var;	    /* what hides them; NO_VAR: nothing */
};

/* False where nothing is tolerated in the lane. Gives up where nothing is left to find out by. */
bool gifts_look(struct gifts_seen *out, struct search *search, const struct givers *givers,
		size_t lane);

#endif
