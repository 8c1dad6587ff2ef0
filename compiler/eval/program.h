/*
 * Conditions of many versions as one straight run of steps over joint variables, the same for every
 * case. Equal conditions are one step, in whatever version they stand. A step's register holds, for
 * each lane (a case, or a way in which a case may be completed), whether the condition is certainly
 * true, certainly false, or open (strong Kleene logic).
 */
#ifndef TOLC_EVAL_PROGRAM_H
#define TOLC_EVAL_PROGRAM_H

#include "eval/facts.h"

enum eval_op {
	EVAL_CONST,    /* number: 0 or 1 */
	EVAL_GIVEN,    /* whether the case gives the variable, one of the choices that knows holds */
	EVAL_YES,      /* a yes/no variable, or a choice of a set */
	EVAL_AMONG,    /* a choice: one of the bits in number */
	EVAL_COMPARE,  /* a number, with number or another variable */
	EVAL_IN,       /* a number: one of numbers, ascending */
	EVAL_AND,
	EVAL_OR,
	EVAL_NOT,
	EVAL_AT_LEAST, /* number of args */
};

struct eval_step {
	uint8_t op;	  /* enum eval_op */
	uint8_t compare;  /* enum ir_compare */
	uint8_t presumes; /* where var is not given it reads as presumed */
	uint8_t unused;
	uint32_t var;
	uint32_t other; /* EVAL_COMPARE: the variable on the right; NO_VAR: number */
	uint32_t local; /* EVAL_AMONG: stands for a value that the version does not know; or NO_VAR */
	uint32_t first; /* in args: registers; EVAL_IN: in numbers */
	uint32_t count;
	uint64_t knows; /* EVAL_AMONG, EVAL_GIVEN of a choice: joint choices that the version knows */
	int64_t number;
	int64_t presumed;
};

/* Whether it is an atom that reads as presumed where its variable is not given. */
static inline bool eval_step_presumes(const struct eval_step *step)
{
	return step->op < EVAL_AND && step->op != EVAL_CONST && step->presumes;
}

struct eval_program {
	struct mem *mem;
	struct eval_facts *facts;
	VEC(struct eval_step) steps;
	VEC(uint32_t) args;
	VEC(int64_t) numbers;
	uint32_t *slots; /* open addressing: step + 1 */
	size_t slot_count;
};

/* Facts are settled. */
void eval_program_init(struct eval_program *program, struct mem *mem, struct eval_facts *facts);
void eval_program_fini(struct eval_program *program);

/* A rule or an exception: fires = when and not (any exception fires). Numbers are registers. */
struct eval_clause {
	uint32_t when;
	uint32_t fires;
	struct eval_clause *excepts; /* as in the text */
	size_t except_count;
};

struct eval_define {
	const struct ir_define *define;
	uint32_t value; /* register */
};

/* One version. */
struct eval_list {
	const struct ir_list *list;
	uint32_t scope;		   /* register */
	struct eval_clause *rules; /* as in the text */
	struct eval_define *defines;
};

/* The list's facts were added. Lives in the arena of the facts. */
void eval_list_compile(struct eval_program *program, struct eval_list *out,
		       const struct ir_list *list);

/* The register of a condition that stands in the list, for those who explain it. */
uint32_t eval_condition(struct eval_program *program, struct eval_list *compiled,
			const struct ir_expr *expr);

/* Marks the registers of all conditions below one, itself included, in a set of bits with room for
 * every step. */
void eval_mark(const struct eval_program *program, uint32_t reg, uint64_t *marks);
/* Marks every register that reads the variable, itself or by what it is made of. */
void eval_mark_readers(const struct eval_program *program, uint32_t var, uint64_t *marks);

#endif
