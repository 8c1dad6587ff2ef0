/*
 * Which endings are possible: completions are gone through one variable at a time, and wherever the
 * open conditions can no longer change what is asked, the rest is left out. Exact, unless the work
 * allowed is used up; then what could not be excluded is kept, and said.
 */
#ifndef TOLC_DECIDE_SEARCH_H
#define TOLC_DECIDE_SEARCH_H

#include "decide/relate.h"
#include "eval/samples.h"

/* What a list may say in a lane, whichever of its states is taken. */
struct saying {
	struct picked picked;
	uint8_t may;
	bool settled;
	bool red_line; /* fires for certain, whichever is taken */
	bool red_line_may;
	bool has_choice; /* several states, by norms, that do not all say the same */
};

/* Values of one variable in up to 64 lanes. */
struct spread {
	uint64_t known;
	uint64_t bits;
	int64_t numbers[64];
};

struct search {
	struct decide_play *play;
	const struct decide_case *given;
	struct arena *arena;
	struct eval_column *columns; /* by variable; uniform but for the one that is spread */
	struct spread *values;	     /* by variable: what uniform columns point to */
	uint64_t *
		learned; /* by variable that is open: lanes in which the case is taken to give it */
	struct spread fan;		 /* of the variable that is spread */
	struct eval_sample_set *samples; /* by variable */
	struct eval_result result;
	uint64_t *stale; /* registers that read what has changed since the last run, bits */
	bool was_run;
	struct pick *picks;  /* by list */
	struct view *views;  /* by state */
	struct view *chosen; /* by list */
	uint32_t *taken;     /* by list */
	bool *prevails;	     /* by list */
	struct saying *says; /* by list */
	uint8_t *may_clash;  /* by two lists: 0 not asked yet, 1 no, 2 yes */
	struct trace *trace; /* NULL: nothing is written down */
	size_t lane;
	uint32_t *scores;   /* by variable */
	uint64_t *seen;	    /* by register */
	bool relation_open; /* in the lane looked at last: which list is special is not settled */
	uint32_t instead_list; /* NO_LIST, or one whose choice is fixed */
	size_t instead;	       /* to this of its pick's states */
	bool *in_play;	       /* by state: it can be taken */
	uint64_t *asked;       /* by variable: a condition of such a state asks it; bits */
	uint64_t *heard;       /* likewise, of such a state whose scope may cover the case */
	/* By fact: a condition of such a state reads a value, or the lack of one, for want of it.
	 */
	bool *is_filled_in;
	bool any_recognition;
	size_t budget; /* runs that are left */
	bool gave_up;
};

void search_init(struct search *search, struct arena *arena, struct decide_play *play,
		 const struct decide_case *given, size_t budget);
void search_fini(struct search *search);

/* Runs that a question may cost, taken from a budget; what is left of them comes back. */
void search_lend(struct search *search, size_t *budget, size_t runs);
void search_take_back(struct search *search, size_t *budget);

/* Supposes a value, or takes it back. */
void search_suppose(struct search *search, uint32_t var, int64_t value);
void search_release(struct search *search, uint32_t var);
/* Each lane supposes a value of its own, until the variable is supposed or released. */
void search_spread(struct search *search, uint32_t var, const struct spread *lanes);
bool search_is_known(const struct search *search, uint32_t var);
/* Supposes that the case gives the fact in those lanes, whatever its value: nothing is presumed
 * then, and it is known. No lanes: takes it back. */
void search_learn(struct search *search, uint32_t fact, uint64_t lanes);
/* Whether a version that can be taken asks it. */
bool search_is_asked(const struct search *search, uint32_t var);
/* Asked, not known, and there are values that conditions can tell apart. */
bool search_is_open(const struct search *search, uint32_t var);

/* The same, where the scope of that version may cover the case under what is supposed when they are
 * found. One run. */
void search_find_heard(struct search *search);
bool search_is_heard(const struct search *search, uint32_t var);

/* All endings that are possible under what is supposed. */
uint32_t search_endings(struct search *search);
/* Whether there is but one outcome, whatever the rest; false also where the search was given up.
 * Where there are two, path, unless it is NULL, says what leads to one of them; it has room for
 * every variable. */
bool search_settled(struct search *search, struct decide_supposed *path, size_t *count);
/* Evaluates every condition; false where no run is left. */
bool search_run(struct search *search);
/* A bound: no other ending is possible. One run. */
uint32_t search_bound(struct search *search);

enum search_answer { SEARCH_NO, SEARCH_YES, SEARCH_GAVE_UP };

/* Whether one of these endings is possible under what is supposed. */
enum search_answer search_reaches(struct search *search, uint32_t endings);

/* Whether the outcome can depend on the variable, all else being equal, or on its being given. */
enum search_answer search_matters(struct search *search, uint32_t var);
/* Whether the outcome can be another where the list is taken in that of its pick's states. */
enum search_answer search_instead(struct search *search, uint32_t list, size_t instead);
/* Whether the outcome can, or whether a ruling is needed for want of a clause that binds. */
enum search_answer search_ruled_instead(struct search *search, uint32_t list, size_t instead);
/* Supposes, beside what is supposed already, what leads to one of the endings; they are given out
 * and taken back again. False where it cannot be. */
bool search_witness(struct search *search, uint32_t endings, struct decide_supposed **out,
		    size_t *count);

/* Registers that read the variable, bits. */
const uint64_t *search_readers(struct search *search, uint32_t var);

/* Which conditions are looked at. */
struct search_about {
	uint32_t list; /* its versions' alone; NO_LIST: those of all */
	uint32_t var;  /* such as read it, and the scopes of their versions; NO_VAR: all */
};

/* The variable that most open conditions ask that can still change something in a lane that was
 * looked at last; NO_VAR: none does. */
uint32_t search_most_asked_in(struct search *search, size_t lane);
uint32_t search_most_asked_about(struct search *search, size_t lane,
				 const struct search_about *about);
/* The same of one register alone. */
uint32_t search_most_asked_by(struct search *search, size_t lane, uint32_t reg);
/* The variable takes its samples from first on, one in each lane, until it is supposed or released;
 * returns how many there are, at most 64. */
size_t search_fan(struct search *search, uint32_t var, size_t first);
/* The same, the very first sample and those behind that one, where the fact is filled in as often
 * again as if the case gave it; no more samples than fan_most. */
size_t search_fan_learned(struct search *search, uint32_t var, size_t behind);
size_t search_fan_most(const struct search *search, uint32_t var);
/* Adds 1 for each condition of a list that can still change something and asks the variable. */
void search_scores(struct search *search, size_t lane);

/* lane.c: the endings that a lane of the result leaves possible; fills in views, says, and, where
 * there is but one way to it, taken, chosen and prevails. */
uint32_t lane_endings(struct search *search, size_t lane);
/* How it ends with what was taken in it, but that one list says something else, by that state. */
enum ending lane_resolve_as(struct search *search, uint32_t list, uint32_t state,
			    const struct view *view);
/* Whether every list says one thing in that lane, and nothing that is open matters to them. */
bool lane_is_settled(const struct search *search);

#endif
