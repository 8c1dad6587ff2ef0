/*
 * Private to analyze/: what the variables of a program can be, as literals. An ordered variable
 * (money, counts, days) is cut where a condition can tell two of its values apart; of each class of
 * values one stands for all, and a literal says whether the value is in this class or below. Days
 * that are held against each other share their cuts and are cut so finely that every order of them
 * is among the classes.
 */
#ifndef TOLC_ANALYZE_DOMAIN_H
#define TOLC_ANALYZE_DOMAIN_H

#include "analyze/solve/solver.h"
#include "base/arena.h"
#include "eval/program.h"

/* Of one variable. */
struct domain {
	int64_t *most;	   /* ordered: the greatest value of each class, ascending */
	int64_t *stands;   /* for the class */
	int32_t *literals; /* ordered: in this class or below; choices: this one, or 0; else: yes */
	uint32_t count;	   /* of classes */
	bool is_shared;	   /* its cuts are those of all days that are held against each other */
	bool is_open;	   /* literals were made */
};

struct domains {
	struct mem *mem;
	struct arena *arena;
	struct solver *solver;
	const struct eval_program *program;
	struct domain *of; /* by variable */
	int32_t *given;	   /* by fact: whether the case gives it */
	int32_t truth;	   /* the literal that always holds */
	int32_t home;	   /* a day near which days are chosen */
	bool is_loose;	   /* something was too large: what holds of literals may be impossible */
};

/* All conditions that will ever be asked about stand in the program. days: on which something
 * begins or ends, so that days of the case may be asked to lie before or from then on; the first is
 * home. */
void domains_init(struct domains *domains, struct solver *solver,
		  const struct eval_program *program, const struct ir_dates *days);
/* Makes the literals of a variable where that was not done. */
const struct domain *domain_open(struct domains *domains, uint32_t var);
/* The class that a value is in. */
uint32_t domain_class(const struct domain *domain, int64_t value);
/* An ordered variable is at most this. */
int32_t domain_at_most(struct domains *domains, uint32_t var, int64_t number);
/* A choice is this one; the variable ranges over it. */
int32_t domain_is(struct domains *domains, uint32_t var, uint32_t choice);
/* A yes/no variable, or a choice of a set. */
int32_t domain_yes(struct domains *domains, uint32_t var);
int32_t domain_given(struct domains *domains, uint32_t var);
/* After an answer of yes: the value that the variable has. */
int64_t domain_value(struct domains *domains, uint32_t var);
/* Adds a literal that holds exactly where the class of one variable is below that of the other;
 * they share their cuts. */
int32_t domain_below(struct domains *domains, uint32_t var, uint32_t other);
/* The same of two that are open; of one variable twice, perhaps. */
int32_t classes_below(struct domains *domains, const struct domain *a, const struct domain *b);

#endif
