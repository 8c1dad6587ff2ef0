/* Texts compiled in memory, and cases put to them: what a test of decide/ begins with. */
#ifndef TOLC_TESTS_DECIDE_SCENE_H
#define TOLC_TESTS_DECIDE_SCENE_H

#include "check/check.h"
#include "decide/decide.h"

enum { SCENE_LISTS = 16, SCENE_FACTS = 32 };

struct scene {
	struct mem mem;
	struct arena arena;
	struct syntax syntax;
	struct source source;
	struct diag_list diags;
	struct unit unit;
	struct declarations declarations;
	struct environment environment;
	struct ir_unit ir;
	struct eval_facts facts;
	struct decide_play *play;
	struct decide_state states[SCENE_LISTS]; /* by place in the text */
	size_t state_count;

	struct decide_authority chain[8];
	size_t chain_count;
	const char *organ;
	struct decide_list lists[SCENE_LISTS];
	size_t list_count;
	struct eval_column *columns;
	int64_t *numbers;
	uint64_t *words; /* by variable: known, then bits */
	struct decide_verdict verdict;
};

/* The text must check clean. subject: its authority; the chain is read off the text. */
void scene_init(struct scene *scene, const char *text, const char *subject, const char *organ);
void scene_fini(struct scene *scene);
/* A list in play: its states are texts by their place in the file, -1: none. clauses: of the newer. */
void scene_list(struct scene *scene, int first, int last, int newer);
/* Facts are taken back. */
void scene_clear(struct scene *scene);
void scene_yes(struct scene *scene, const char *fact, bool yes);
void scene_number(struct scene *scene, const char *fact, int64_t number);
void scene_run(struct scene *scene);

#endif
