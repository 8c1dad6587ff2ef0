/*
 * The facts of all versions in play, joined: a fact is one across time by the oldest name that
 * formerly gives it, and by its type. What can be asked one by one is a variable: a fact, or one
 * choice of a set. Values are joint too: the choices of a fact are those of all its versions.
 */
#ifndef TOLC_EVAL_FACTS_H
#define TOLC_EVAL_FACTS_H

#include "base/map.h"
#include "base/vec.h"
#include "ir/ir.h"

#define NO_FACT UINT32_MAX
#define NO_VAR	UINT32_MAX

enum {
	EVAL_CHOICES_MAX = 64
}; /* of one fact across time; what comes later is known to no version */

struct eval_fact {
	struct str identity;
	enum ir_type type;
	const struct ir_fact
		*newest;	 /* of those that were added; NULL: one of the case's own days */
	VEC(struct str) choices; /* IR_CHOICE, IR_SET: by their names */
	struct map choice_names; /* name or alias -> index + 1, as a pointer */
	uint32_t first_var;	 /* sets: one variable for each choice; else one */
	uint32_t var_count;	 /* 0 until eval_facts_settle */
};

/* A version's own fact that lacks a value of the joint one: what it reads where that value is
 * given. */
struct eval_local {
	uint32_t fact;
	const struct ir_list *version;
	uint32_t var;
};

struct eval_var {
	uint32_t fact;
	uint8_t choice;	 /* of a set */
	bool is_local;	 /* of a version that does not know the value given; nobody can learn it */
	uint64_t domain; /* IR_CHOICE: joint choices it ranges over */
};

struct eval_facts {
	struct mem *mem;
	struct arena *arena;
	VEC(struct eval_fact) facts;
	VEC(struct eval_local) locals;
	VEC(struct eval_var) vars;
	struct map by_identity;		   /* type and identity -> index + 1 */
	struct map by_name;		   /* any name that a version knows it by -> index + 1 */
	uint32_t moments[IR_DECISION + 1]; /* variables: the case's own days, by enum ir_moment */
};

void eval_facts_init(struct eval_facts *facts, struct mem *mem, struct arena *arena);
void eval_facts_fini(struct eval_facts *facts);
/* Oldest version first, so that names and questions are the newest. Returns its index. */
uint32_t eval_facts_add(struct eval_facts *facts, const struct ir_fact *fact);
/* After the last fact: numbers the variables, the case's own days last. */
void eval_facts_settle(struct eval_facts *facts);
/* NO_FACT where no version knows it. */
uint32_t eval_facts_find(const struct eval_facts *facts, const struct ir_fact *fact);
uint32_t eval_facts_named(const struct eval_facts *facts, struct str name);
/* "decision" for a day of the case's own. */
struct str eval_fact_name(const struct eval_fact *fact);
/* The joint index of a version's choice; EVAL_CHOICES_MAX where there is none. */
uint32_t eval_choice_of(const struct eval_fact *fact, const struct ir_choice *choice);
uint32_t eval_choice_named(const struct eval_fact *fact, struct str name);
/* Which joint choices a version's own fact knows. */
uint64_t eval_choices_known(const struct eval_fact *fact, const struct ir_fact *own);
/* The variable that stands for a value which the version's own fact does not know, for that version
 * alone; NO_VAR where it knows all. Added on first use. */
uint32_t eval_local_var(struct eval_facts *facts, uint32_t fact, const struct ir_list *version,
			uint64_t knows);

#endif
