/*
 * Running a program over lanes: 64 of them in a word, words side by side. What comes in are columns,
 * one for each variable; what goes out are two bits for each register and lane.
 */
#ifndef TOLC_EVAL_RUN_H
#define TOLC_EVAL_RUN_H

#include "eval/program.h"

/* The values of one variable. Where it is the same in all lanes, one word (all bits alike) and one
 * number stand for all. */
struct eval_column {
	bool is_uniform;
	const uint64_t *given;	 /* the case gives it */
	const uint64_t *known;	 /* given, or supposed in this lane */
	const uint64_t *bits;	 /* yes/no, a choice of a set: its value */
	const int64_t *numbers; /* any other: fen, count, day, joint choice; lane by lane */
};

/* By register: word after word. A lane has at most one of the two bits. */
struct eval_result {
	uint64_t *yes; /* certainly true */
	uint64_t *no;  /* certainly false */
	size_t words;
};

/* Whether an atom that asks no other variable holds where its variable has the value. */
bool eval_holds(const struct eval_program *program, const struct eval_step *step, int64_t value);

enum eval_truth { EVAL_FALSE, EVAL_TRUE, EVAL_OPEN };

/* Room for words of lanes in every register; blocks of mem. */
void eval_result_init(struct eval_result *result, const struct eval_program *program, size_t words);
void eval_result_fini(struct eval_result *result, struct mem *mem);

/* columns: by variable. Fills in all registers. */
void eval_run(const struct eval_program *program, struct eval_result *result,
	      const struct eval_column *columns);
/* Fills in those that are marked, as bits; the others hold what they would be filled in with. */
void eval_run_marked(const struct eval_program *program, struct eval_result *result,
		     const struct eval_column *columns, const uint64_t *marks);

static inline enum eval_truth eval_truth(const struct eval_result *result, uint32_t reg, size_t lane)
{
	size_t at = reg * result->words + lane / 64;
	if (result->yes[at] >> lane % 64 & 1)
		return EVAL_TRUE;
	return result->no[at] >> lane % 64 & 1 ? EVAL_FALSE : EVAL_OPEN;
}

#endif
