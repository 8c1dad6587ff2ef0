/*
 * diff/: what two states of a list say differently. In: for each span of conduct days the version
 * on either side with its rules in force. Out: one record for each part of the list (a rule, a
 * procedure, a property) and each longest run of days in which it differs in the same way, with
 * cases that show it. Rules are one by their oldest name, and renamed where the one can be no other
 * than the other. Nothing is printed here.
 *
 * A rule is widened where it fires in some case in which it did not, and in all in which it did;
 * narrowed the other way round; changed where neither holds, or where it is of another kind now, or
 * fires in the same cases by another division between condition and exceptions: which of two lists
 * is special hangs on the condition alone. Reworded is what no verdict can tell apart.
 * What the solver could not settle is told as not decided, and so is a case that eval/ does not
 * replay.
 */
#ifndef TOLC_DIFF_DIFF_H
#define TOLC_DIFF_DIFF_H

#include "base/vec.h"
#include "ir/ir.h"

enum diff_change {
#define CHANGE(id, name, meaning) DIFF_##id,
#include "diff/change.def"
#undef CHANGE
	DIFF_CHANGE_COUNT
};

enum diff_why {
#define WHY(id, name) DIFF_WHY_##id,
#include "diff/why.def"
#undef WHY
	DIFF_WHY_COUNT
};

enum diff_part { DIFF_RULE, DIFF_STEPS, DIFF_ASPECT };

/* A version with the rules of it that are in force. */
struct diff_state {
	const struct ir_list *list; /* NULL: there is none */
	const bool *in_force;	    /* by rule */
};

/* Days of conduct on which either side stays as it is. */
struct diff_span {
	int32_t from; /* DATE_NONE, and DATE_MAX: no matter which day */
	int32_t to;   /* excluded */
	struct diff_state before;
	struct diff_state after;
};

enum { DIFF_EFFECTS = IR_NO_NEGATIVE + 1 };

/* What a list says of a case; of a property of the list, what all lists come to. */
struct diff_says {
	enum ir_outcome outcome; /* IR_NEEDS_RULING: a conflict */
	struct ir_effect_item effects[DIFF_EFFECTS];
	size_t effect_count;
	struct str ruling_by;	/* who must rule; ptr NULL: nobody need */
	const char *ruling_why; /* "advisory"; NULL: nobody need */
};

struct diff_value {
	const struct ir_fact *fact; /* the newest */
	bool given;		    /* else the case does not give it, and it has this value */
	int64_t number;		    /* as in struct ir_value; choices by the names below */
	const struct str *choices;  /* of all versions */
	size_t choice_count;
};

/* A case of which the sides say differently, whatever the facts are that it leaves out. */
struct diff_witness {
	struct diff_value *values;
	size_t value_count;
	struct str subject; /* ptr NULL: no matter; so the organ */
	struct str organ;
	int32_t conduct; /* DATE_NONE: no matter; so those that follow */
	int32_t accountable;
	int32_t decided;
	bool fires_before;
	bool fires_after;
	bool supposing; /* it takes the facts left out to be as they would have to be */
	bool by_others; /* another rule, too, fires on one side of it and not on the other */
	struct diff_says before;
	struct diff_says after;
};

/* When a step is due whose limit differs. */
struct diff_due {
	const struct ir_step *step;
	int32_t event;	/* the day from which the limit is counted */
	int32_t before; /* DATE_NONE: there is no limit */
	int32_t after;
};

enum diff_term_kind {
#define TERM(id, name) DIFF_TERM_##id,
#include "diff/term.def"
#undef TERM
	DIFF_TERM_COUNT
};

/* What a term of a rule says on a side; all NULL: nothing. */
struct diff_said {
	const struct ir_expr *expr;
	const struct ir_fact *fact;   /* DIFF_TERM_FACT and DIFF_TERM_PRESUMPTION */
	const struct ir_value *value; /* that is presumed of it; NULL: none is */
};

/* A term that says something else. */
struct diff_term {
	enum diff_term_kind kind;
	struct str name;  /* "late", "late/unless": of an exception, a definition, a fact */
	struct str title; /* may be empty */
	struct diff_said sides[2]; /* before, after */
};

enum { DIFF_WITNESSES = 2 };

struct diff_record {
	struct str list;
	enum diff_part part;
	enum diff_change change;
	enum ir_aspect aspect;		   /* DIFF_ASPECT */
	const struct ir_list *list_before; /* NULL: none was in force */
	const struct ir_list *list_after;
	const struct ir_rule *before; /* DIFF_RULE; NULL: there is none */
	const struct ir_rule *after;
	bool renamed; /* it had another name, and this one does not say so by formerly */
	struct str moved_list; /* added or removed: another list where it went or stood; ptr NULL */
	struct str moved_rule;
	const struct ir_procedure *procedure_before; /* DIFF_STEPS; NULL: there is none */
	const struct ir_procedure *procedure_after;
	bool effects_differ;
	bool condition_differs;	 /* it fires in the same cases, but by its exceptions */
	struct diff_term *terms; /* of a rule on both sides that means something else */
	size_t term_count;
	struct diff_witness witnesses[DIFF_WITNESSES];
	size_t witness_count;
	struct diff_due *dues; /* DIFF_STEPS */
	size_t due_count;
	bool without_effect; /* DIFF_ASPECT: no case of the record comes out otherwise through it */
	enum diff_why why; /* it is not decided whether it is wider or narrower, or what case
			    * shows it; DIFF_WHY_NONE: it is decided */
	int32_t from;
	int32_t to;
};

struct diff_records {
	struct arena *arena; /* of all that is found */
	struct mem *mem;
	VEC(struct diff_record) items;
	size_t questions; /* how many rules were held against each other by their cases */
	uint64_t steps;	  /* a bound for each question; 0: the usual one */
};

void diff_records_init(struct diff_records *records, struct arena *arena, struct mem *mem);
void diff_records_fini(struct diff_records *records);
/* Of one list, by first day. Lists must be readable and outlive the records. */
void diff_list(struct diff_records *records, struct str name, const struct diff_span *spans,
	       size_t count);

/* After the last list: rules that went from one to another. */
void diff_moves(struct diff_records *records);

/* "condition" */
const char *diff_term_name(enum diff_term_kind kind);
/* "widened" */
const char *diff_change_name(enum diff_change change);
/* "steps"; "" where it is decided. */
const char *diff_why_name(enum diff_why why);
/* Keeps the first reason. */
void diff_leave_open(struct diff_record *record, enum diff_why why);
bool diff_changes_meaning(enum diff_change change);
/* Of the part: the newer one. */
struct str diff_part_name(const struct diff_record *record);
struct str diff_part_title(const struct diff_record *record);

#endif
