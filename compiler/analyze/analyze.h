/*
 * analyze/: IR -> answers about all cases at once. Lists are put together, their facts joined by
 * identity; then it can be asked whether a case exists of which a formula holds, and what that case
 * is. The answer is exact, or says that it is not decided. This header is the stage's interface,
 * with finding.h, which asks what a reader of lists would want to know.
 *
 * A formula is a number; the formula that holds exactly where it does not is the number with the
 * other sign. Formulas are made once and may be used in any number of questions.
 *
 * A case here is complete: every fact has a value, and it may be one that the case does not give
 * (decide/ calls that a completion). What a list presumes is read where nothing is given; what is
 * asked by `known` is whether it is. Its days are in order: conduct, accountability, decision.
 */
#ifndef TOLC_ANALYZE_ANALYZE_H
#define TOLC_ANALYZE_ANALYZE_H

#include "eval/program.h"

struct analyze;

/* Readable lists, oldest version first; they and the heap must outlive it. days: further ones that
 * will be asked about (analyze_day); NULL: none. Makes everything in the arena but for what
 * analyze_free gives back. */
struct analyze *analyze_new(struct arena *arena, struct mem *mem,
			    const struct ir_list *const *lists, size_t count,
			    const struct ir_dates *days);
void analyze_free(struct analyze *analyze);
/* A bound on the work for each question, in steps of the solver; there is one from the start. */
void analyze_bound(struct analyze *analyze, uint64_t steps);

/* -- formulas: lists and rules go by their index -- */

int32_t analyze_true(const struct analyze *analyze);
/* None of an empty set is true, all of it is. */
int32_t analyze_all(struct analyze *analyze, const int32_t *formulas, size_t count);
int32_t analyze_any(struct analyze *analyze, const int32_t *formulas, size_t count);
/* Everyone, where the list does not say whom it covers. */
int32_t analyze_scope(struct analyze *analyze, size_t list);
/* The condition alone. */
int32_t analyze_when(struct analyze *analyze, size_t list, size_t rule);
/* Within the scope the condition holds, and no exception does. */
int32_t analyze_fires(struct analyze *analyze, size_t list, size_t rule);
/* An exception: its condition holds, and no exception to it does. clause: of analyze_compiled. */
int32_t analyze_clause(struct analyze *analyze, const struct eval_clause *clause);
/* A register of analyze_program. */
int32_t analyze_register(struct analyze *analyze, uint32_t reg);
/* Any condition that stands in the list; 0 where it is part of a definition that nothing uses. */
int32_t analyze_condition(struct analyze *analyze, size_t list, const struct ir_expr *expr);
/* What a version says by those of its rules that are in force; NULL: by all. IR_TOLERATED,
 * IR_BARRED or IR_SILENT. */
int32_t analyze_outcome(struct analyze *analyze, size_t list, enum ir_outcome outcome,
			const bool *in_force);
/* A day of the case lies in [from, to). The ends must be days on which a list or a rule takes
 * effect or expires, or were named before, or DATE_NONE and DATE_MAX. */
int32_t analyze_day(struct analyze *analyze, enum ir_moment moment, int32_t from, int32_t to);

/* -- questions -- */

enum analyze_answer { ANALYZE_NO, ANALYZE_YES, ANALYZE_UNDECIDED };

struct analyze_value {
	struct str name; /* the newest of the fact */
	uint32_t fact;	 /* its place among those of the program: two of two types may share a name */
	enum ir_type type;
	bool given;	/* else the case does not give it, and has this value all the same */
	int64_t number; /* as in struct ir_value, choices by the names below */
	const struct str *choices; /* IR_CHOICE, IR_SET: of all versions */
	size_t choice_count;
};

/* A case, in the order in which the lists ask for facts: those that matter. The formula holds of it
 * whatever the others are, and hardly any of the values can be left out. It lives in
 * the arena. */
struct analyze_case {
	struct analyze_value *values;
	size_t count;
	int32_t conduct; /* its last day */
	int32_t accountable;
	int32_t decided;
	/* Of what is found here: */
	int32_t lasted;	    /* days of conduct before the last one: none */
	struct str subject; /* whose it is, and who calls to account: not said */
	struct str organ;
};

/* A copy that borrows nothing. */
void analyze_case_keep(struct analyze_case *out, struct arena *arena,
		       const struct analyze_case *found);
/* Whether a case exists of which the formulas hold together. out may be NULL; else it is such a
 * case, and one that gives all its facts where there is one. */
enum analyze_answer analyze_exists(struct analyze *analyze, const int32_t *formulas, size_t count,
				   struct analyze_case *out);
/* After no: whether that formula was needed for it. */
bool analyze_was_needed(const struct analyze *analyze, int32_t formula);
/* After yes to a question without out: whether another formula, made before, holds of the case that
 * was found. */
bool analyze_holds(struct analyze *analyze, int32_t formula);

/* -- what it is made of, for those who replay a case -- */

const struct eval_program *analyze_program(const struct analyze *analyze);
const struct eval_list *analyze_compiled(const struct analyze *analyze, size_t list);

#endif
