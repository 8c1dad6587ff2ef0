/*
 * The answer of tolc decide, in plain data beside what decide/ found: which versions were in play,
 * where they stand, what was given and by which name.
 */
#ifndef TOLC_EMIT_ANSWER_DECIDE_H
#define TOLC_EMIT_ANSWER_DECIDE_H

#include "decide/decide.h"
#include "emit/answer.h"

/* What the case gives for a fact, as it was said. */
struct answer_given {
	uint32_t fact;
	bool is_known;	/* false: said to be unknown */
	int64_t number; /* joint: choice index; sets: bits of choices */
};

/* A version of a list with the rules in force on a day. */
struct answer_state {
	uint32_t list; /* in lists */
	int32_t day;   /* on which it was looked at first */
	const struct ir_list *text;
	uint32_t text_index; /* equal for states of one version */
	struct answer_window window;
	const bool *in_force; /* by rule */
	struct eval_list *compiled;
};

struct answer_in_play {
	struct str name;
	struct str title; /* of its newest version; empty: none can be read */
	uint32_t issuer;	/* on the chain */
	const struct decide_list *states;
	bool at_decision;	/* the newer state is that at the decision */
	uint32_t procedure;	/* state at the start of accountability; NO_STATE: none */
	const int32_t *dues;	/* of its steps in the order of the text; DATE_NONE: no limit, one from
				 * an event of no known day, or not covered; NULL: not asked */
	struct str uncertain;	/* why a day of it is; ptr NULL: none is */
};

struct answer_decide {
	/* The case. */
	struct str name; /* of a case block; ptr NULL: facts were given */
	struct str title;
	struct str subject;
	struct str subject_title;
	struct str organ;
	struct str organ_title;
	struct str *chain_titles; /* of the authorities on given's chain */
	int32_t conduct_from;
	int32_t conduct_to;
	int32_t accountable;
	int32_t decided; /* DATE_NONE: not said */
	int32_t closed;
	struct answer_given *givens;
	size_t given_count;
	struct str published; /* what was really decided; ptr NULL: not said */
	struct str source;    /* where that was published; ptr NULL: not said */
	bool made_up;	      /* the case is */

	/* What was in play. */
	const struct eval_facts *facts;
	struct decide_play *play;
	const struct decide_case *given;
	struct answer_in_play *lists;
	size_t list_count;
	struct answer_state *states;
	size_t state_count;

	struct decide_verdict verdict;
	struct decide_reliance relies[DECIDE_REACHES]; /* people are told what is in scope */
	bool lacks_decision_day; /* it may rest on a comparison as of a decision whose day is not given */
	uint32_t question; /* the fact that tells most; NO_FACT: nothing is to be asked */
	struct str question_text; /* terminated; ptr NULL: its vocabulary does not say */
	struct str *question_labels; /* of its choices, terminated; ptr NULL: there is but the name */
	bool explain; /* readers want the reasons too */
	bool illustrative; /* something that the verdict rests on was made up */
};

#endif
