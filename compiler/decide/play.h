/* Private to decide/: everything that is in play in one question, compiled. */
#ifndef TOLC_DECIDE_PLAY_H
#define TOLC_DECIDE_PLAY_H

#include "decide/decide.h"

enum { EFFECT_COUNT = IR_NO_NEGATIVE + 1, STATES_OF_LIST = 3 };

#define OUTCOME_BIT(outcome) (1u << DECIDE_##outcome)

struct play_state {
	struct eval_list compiled;
	const struct decide_state *given;
};

struct decide_play {
	struct arena *arena;
	struct mem *mem;
	struct eval_program program;
	struct play_state *states;
	size_t state_count;
	struct prover *prover; /* NULL: nothing had to be proved yet */
	uint64_t **readers;    /* by variable: registers that read it, bits; NULL: not asked yet */
};

/*
 * What a state says in one lane. Where the lane leaves conditions open, may holds every outcome that
 * can still come of them, and least and most what tolerates may give.
 */
struct view {
	uint8_t may; /* bits of TOLERATED, BARRED, SILENT */
	bool red_line_may;
	bool red_line; /* fires for certain, scope included */
	bool settled;  /* one outcome, and everything that others could ask of it */
	uint8_t least[EFFECT_COUNT]; /* strength + 1; 0: does not give the effect */
	uint8_t most[EFFECT_COUNT];
};

void view_make(struct view *out, const struct decide_play *play, uint32_t state,
	       const struct eval_result *result, size_t lane);
bool view_is(const struct view *view, enum decide_outcome outcome); /* and nothing else */

/* How a list's state is chosen. */
enum pick_mode {
	PICK_ANY,     /* no clause: any that is admissible */
	PICK_OLD,     /* any of the old ones */
	PICK_NEW,     /* the newer one; alone */
	PICK_LIGHTER, /* each old one, unless the newer one is lighter */
	PICK_LAST,    /* the old one of the last day; alone */
};

struct pick {
	enum pick_mode mode;
	uint32_t states[STATES_OF_LIST]; /* admissible ones, distinct, old ones first; or NO_STATE */
	size_t count;
	size_t olds; /* so many of them are old ones; the newer one may be one of them */
	size_t newer; /* index */
	size_t last;  /* index */
};

struct picked {
	uint8_t may;  /* bits of indexes into states */
	bool is_open; /* what may be taken depends on facts; else several bits are unsettled norms */
};

void pick_make(struct pick *out, const struct decide_list *list);
/* views: by index into the pick's states. */
struct picked pick_in(const struct pick *pick, const struct view *const *views);
/* The states that can be taken in any lane at all, as bits of indexes. */
uint8_t pick_most(const struct pick *pick);
/* Why the state with that index was taken. */
enum decide_principle pick_principle(const struct pick *pick, const struct picked *picked,
				     size_t index);

#endif
