/* Conditions made by hand or at random, and lanes of values to run them over. */
#ifndef TOLC_TESTS_CONDITIONS_H
#define TOLC_TESTS_CONDITIONS_H

#include "eval/samples.h"
#include "unit/base/base.h"

enum { CONDITIONS_FACTS = 8, CONDITIONS_PRESUMES = 4 };

/* What a lane says of a variable. */
struct said {
	bool given;
	bool known; /* given, or supposed */
	int64_t number;
};

struct conditions {
	struct mem mem;
	struct arena arena;
	struct eval_facts facts;
	struct eval_program program;
	const struct ir_fact *own[CONDITIONS_FACTS]; /* those that conditions at random ask */
	size_t own_count;
	struct ir_presume presumes[CONDITIONS_PRESUMES];
	struct ir_list list; /* in which the conditions stand */
	struct eval_list compiled;
	struct eval_column *columns;
	struct eval_result result;
	size_t words;
};

void conditions_init(struct conditions *c);
void conditions_fini(struct conditions *c);

/* A version's fact, joined to those before. oldest NULL: its name. choices: "none,minor|slight". */
const struct ir_fact *conditions_fact(struct conditions *c, const char *name, const char *oldest,
				      enum ir_type type, const char *choices);
/* After the last fact. */
void conditions_settle(struct conditions *c);
/* Before the conditions that are to read it. */
void conditions_presume(struct conditions *c, const struct ir_fact *fact, int64_t number);
struct ir_expr *condition(struct conditions *c, enum ir_op op, const struct ir_fact *fact,
			  int64_t number);
struct ir_expr *condition_compare(struct conditions *c, const struct ir_fact *fact,
				  enum ir_compare compare, int64_t number);
struct ir_expr *condition_join(struct conditions *c, enum ir_op op, struct ir_expr **args,
			       uint32_t count, int64_t number);
struct ir_expr *condition_random(struct conditions *c, struct numbers *numbers, unsigned depth);
uint32_t conditions_put(struct conditions *c, const struct ir_expr *expr);

/* Lanes for all variables there are, nothing known; after the last condition was put. */
void conditions_lanes(struct conditions *c, size_t lanes);
void conditions_say(struct conditions *c, uint32_t var, size_t lane, struct said said);
struct said conditions_said(const struct conditions *c, uint32_t var, size_t lane);
void conditions_run(struct conditions *c);
uint32_t conditions_var(const struct conditions *c, const struct ir_fact *fact);

/* The condition of one lane by its definition, without a program. */
enum eval_truth condition_by_definition(const struct conditions *c, const struct ir_expr *expr,
					size_t lane);

#endif
