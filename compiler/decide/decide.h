/*
 * The verdict on one case: the versions of many lists, evaluated and held against each other, give
 * one answer (grammar/README.md, chapter 12). This header is the stage's interface. Plain data: the
 * caller says which version of each list was in force on which day; nothing here knows the record.
 *
 * Everything that is made lives in the arena of the question and dies with it.
 */
#ifndef TOLC_DECIDE_DECIDE_H
#define TOLC_DECIDE_DECIDE_H

#include "eval/run.h"

#define NO_STATE UINT32_MAX
#define NO_LIST	 UINT32_MAX

enum decide_outcome { DECIDE_TOLERATED, DECIDE_BARRED, DECIDE_SILENT, DECIDE_CONFLICT };

/* A version of a list with the rules that were in force on a day: one state of the list. */
struct decide_state {
	const struct ir_list *list;
	const bool *in_force; /* by rule */
};

/* The states that a list can be asked in. NO_STATE: it had none, and is silent. */
struct decide_list {
	struct str name;
	uint32_t issuer;    /* on the subject's chain: 0 is the subject itself, the last the root */
	uint32_t old_first; /* on the first day of the conduct */
	uint32_t old_last;  /* on its last day */
	uint32_t newer;	    /* when accountability started, or the case was decided */
	const struct ir_list *clauses; /* the version whose clauses choose; NULL: none */
};

struct decide_authority {
	struct str name;
	enum ir_level level;
};

enum decide_standing {
	STANDS_BELOW,	/* the organ is the issuer, or below it: bound */
	STANDS_ABOVE,
	STANDS_APART,	/* neither */
};

struct decide_case {
	const struct decide_authority *chain; /* from the subject to the root */
	size_t chain_count;
	struct str organ;
	/* How the organ stands to the authority with that place on the chain. */
	enum decide_standing (*standing)(void *data, uint32_t issuer);
	/* Whether the authority is the organ, or above it. */
	bool (*is_over_organ)(void *data, struct str authority);
	void *data;
	int32_t law_day; /* the edition of the law in force on it says how norms are weighed */
	const struct decide_state *states;
	size_t state_count;
	const struct decide_list *lists; /* ordered by name */
	size_t list_count;
	/* Columns of what is given, by variable, uniform; days of the case included. */
	const struct eval_column *columns;
};

/* -- How it was resolved -- */

/* In the order in which they are applied; one row of principle.def each. */
enum decide_principle {
#define PRINCIPLE(id, name) PRINCIPLE_##id,
#include "decide/principle.def"
#undef PRINCIPLE
	PRINCIPLE_COUNT
};

struct decide_step {
	enum decide_principle principle;
	uint32_t winner; /* list; NO_LIST: none */
	uint32_t loser;	 /* list; NO_LIST: none */
	uint32_t by;	 /* who must rule: a place on the chain; NO_LIST: nobody need */
	uint32_t winner_state; /* choice of a version: what was taken and what was not; else NO_STATE */
	uint32_t loser_state;
	/* Where it is open what the list says: bits of what it has to come out as, for the step to
	 * be taken; 0: it is not open. */
	uint8_t if_winner;
	uint8_t if_loser;
};

const char *decide_principle_name(enum decide_principle principle);
const char *decide_outcome_name(enum decide_outcome outcome);

/* What a rule gives in a version in which it can prevail, of a case that comes out as tolerated. */
struct decide_effect {
	enum ir_effect effect;
	enum ir_strength strength;
	uint32_t list;
	uint32_t state;
	uint32_t rule;
	/* The case gets it in that strength, from whatever rule and version, whenever it is tolerated. */
	bool is_certain;
};

/* A rule of a version that can be taken, which mitigates or aggravates beside the outcome. */
struct decide_beside {
	uint32_t list;
	uint32_t state;
	uint32_t rule;
	bool is_certain; /* it does so in whatever version and completion, under whatever name */
};

struct decide_supposed {
	uint32_t var;
	int64_t value;
};

/* One way in which the case can come out: for each outcome one, the one that supposes least. */
struct decide_scenario {
	enum decide_outcome outcome;
	uint8_t competing; /* conflict: bits of outcomes */
	/* What it takes beside what is given; behind that, values by which it is told and without
	 * which it would come out the same, if perhaps by another rule. */
	struct decide_supposed *supposed;
	size_t supposed_count;
	size_t example_count;
	uint32_t *taken;    /* by list: the state that was chosen */
	bool *prevails;	    /* by list */
	bool *may_prevail;  /* by list: likewise, or would if one that is open said something else */
	/* By state: its list prevails in it, or would if it were taken instead, as no clause forbids,
	 * and the case came out the same. Of a conflict: it competes. */
	bool *speaks;
	struct decide_step *steps;
	size_t step_count;
	struct eval_result lanes; /* lane 0: every register under what is supposed */
};

/* A clause of a list by which it says itself how it is applied. */
enum decide_clause {
	DECIDE_CLAUSE_NONE,
	DECIDE_CLAUSE_TRANSITION,
	DECIDE_CLAUSE_CONTINUING,
	DECIDE_CLAUSE_DELEGATES,
	DECIDE_CLAUSE_SAVES,
	DECIDE_CLAUSE_REPEALS,
	DECIDE_CLAUSE_RECOGNITION,
};

/* What a step rests on: a clause, the law, both, or neither. */
struct decide_ground {
	enum decide_clause clause;
	const struct ir_list *text; /* whose clause it is; NULL: none */
	const struct ir_recognition *recognition; /* the very clause; NULL: it is of another kind */
	const char *law;	    /* its edition; NULL: none */
	const char *articles;
	bool is_reported; /* the articles were not held against the text of the law */
};

void decide_ground(struct decide_ground *out, const struct decide_case *given,
		   const struct decide_scenario *scenario, const struct decide_step *step);

enum decide_why { WHY_VERSION, WHY_SAME_ISSUER, WHY_SAME_LEVEL, WHY_ADVISORY, WHY_UNDECLARED, WHY_COUNT };

struct decide_ruling {
	enum decide_why why;
	struct str by;
};

/* Another version of a list that could have been taken. */
struct decide_choice {
	uint32_t list;
	uint32_t taken; /* state in the first scenario */
	uint32_t other; /* state */
	bool matters;	/* for some completion the outcome would be another */
	bool is_sure;	/* false: the search for one was given up */
	bool changes_effects; /* for some completion it is tolerated either way, to another effect */
	bool effects_sure;    /* likewise */
	bool changes_ruling;  /* the outcome never is another, but whether it binds the organ is */
};

struct decide_facts {
	uint32_t *items; /* facts */
	size_t count;
};

struct decide_verdict {
	uint8_t outcomes; /* bits of enum decide_outcome; never empty */
	bool is_exact;	  /* false: the search was given up, an outcome may be named that cannot be */
	struct decide_scenario *scenarios; /* by outcome */
	size_t scenario_count;
	struct decide_ruling *rulings;
	size_t ruling_count;
	bool ruling_certain; /* no completion does without */
	struct decide_effect *effects; /* by list, state and rule */
	size_t effect_count;
	struct decide_beside *beside; /* likewise */
	size_t beside_count;
	bool effects_exact; /* false: an effect may be called possible that is certain or cannot be */
	struct decide_facts *needed; /* minimal sets, smallest first */
	size_t needed_count;
	bool needed_complete; /* all sets were found */
	/* Facts that are asked and not given: those that cannot change anything, those that may change
	 * effects or what weighs beside the outcome but not the outcome, and the others. */
	struct decide_facts irrelevant;
	struct decide_facts for_effects;
	struct decide_facts open;
	/* What conditions ask that are still open and can change the outcome, as far as one looks at
	 * each condition by itself; nothing where the outcome is settled. */
	struct decide_facts asked;
	struct decide_choice *choices;
	size_t choice_count;
	bool choice_matters;
	bool choice_changes_effects;
	bool *in_play; /* by state: it can be taken */
	struct eval_result now; /* lane 0: every register under what is given alone */
};

/* How much work a question may cost, in runs of a program of DECIDE_STEPS; of a longer one there are
 * fewer, so that the time is bounded. 0: DECIDE_BUDGET. */
#define DECIDE_BUDGET 50000
#define DECIDE_STEPS  256

struct decide_options {
	size_t budget;
	bool only_outcomes; /* nothing about facts still needed and other versions */
	bool no_effects;    /* nor about effects and what weighs beside the outcome */
	struct arena *arena; /* where the verdict is made; NULL: the play's */
};

struct decide_play;

/* Compiles the states against facts that hold all of theirs, settled. Borrowed from the arena. */
struct decide_play *decide_play_new(struct arena *arena, struct mem *mem, struct eval_facts *facts,
				    const struct decide_state *states, size_t count);
void decide_play_free(struct decide_play *play);
struct eval_program *decide_program(struct decide_play *play);
struct eval_list *decide_compiled(struct decide_play *play, uint32_t state);

/* What the state may say in the first lane: bits of TOLERATED, BARRED and SILENT. */
unsigned decide_may_say(const struct decide_play *play, uint32_t state,
			const struct eval_result *lanes);

/* columns of the case cover the variables of the program. */
void decide_run(struct decide_verdict *out, struct decide_play *play, const struct decide_case *given,
		const struct decide_options *options);
bool decide_same_rulings(const struct decide_verdict *a, const struct decide_verdict *b);
/* Whether the state of the list prevails in one of the ways in which the case can come out, or says
 * there whose findings bind the organ. */
bool decide_rests_on(const struct decide_verdict *verdict, uint32_t list, uint32_t state);
/* Facts that are not given and that the versions which can be taken count on all the same. */
struct decide_reliance {
	struct decide_facts presumed; /* read as presumed */
	struct decide_facts unknown;  /* counted as unknown */
};

/* DECIDE_IN_SCOPE: of a version whose scope does not cover the case for certain nothing counts but
 * its scope. */
enum decide_reach { DECIDE_IN_PLAY, DECIDE_IN_SCOPE, DECIDE_REACHES };

/* is_given: by fact. Made in the arena. */
void decide_rely(struct decide_reliance *out, struct arena *arena, const struct decide_play *play,
		 const struct decide_verdict *verdict, const bool *is_given, enum decide_reach reach);
/* What is asked next: the open fact that tells most and is not to be skipped (by fact), or NO_FACT
 * where the verdict is settled or nothing is left to ask. */
uint32_t decide_next_question(struct decide_play *play, const struct decide_case *given,
			      const bool *skip);

#endif
