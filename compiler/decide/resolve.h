/*
 * The steps behind the choice of versions (grammar/README.md, chapter 12), for one completion and one
 * such choice: red lines, rank, specialty and date, recognition. Pure; every step that changes
 * anything can be written down.
 */
#ifndef TOLC_DECIDE_RESOLVE_H
#define TOLC_DECIDE_RESOLVE_H

#include "base/vec.h"
#include "decide/play.h"

/* How a completion comes out. A verdict is a set of them (bits). */
enum ending {
	END_BARRED,
	END_SILENT,
	END_BOUND,	/* tolerated, and the organ is bound by it */
	END_ADVISED,	/* tolerated, but only as advice to the organ */
	END_UNDECLARED, /* tolerated, and nobody said whether that binds the organ */
	END_CONFLICT,	/* and the outcomes that compete: + bits of them */
	ENDING_COUNT = END_CONFLICT + 8
};

#define ENDING_BIT(ending) (UINT32_C(1) << (ending))
#define ENDINGS_TOLERATED                                                                          \
	(ENDING_BIT(END_BOUND) | ENDING_BIT(END_ADVISED) | ENDING_BIT(END_UNDECLARED))

/* Bits of enum decide_outcome. */
uint8_t endings_outcomes(uint32_t endings);
/* Recognition apart: one outcome, or one set of competing ones. */
bool endings_settled(uint32_t endings);
/* The same with recognition left out: all that is tolerated is END_BOUND. */
uint32_t endings_outline(uint32_t endings);

enum relation { RELATION_NONE, RELATION_UNKNOWN, RELATION_SPECIAL, RELATION_GENERAL };

struct trace {
	struct mem *mem;
	/* Endings: where versions lead to several, one of these is shown; 0: any. */
	uint32_t wanted;
	VEC(struct decide_step) steps;
	VEC(struct decide_ruling) rulings;
};

struct resolving {
	struct decide_play *play;
	const struct decide_case *given;
	const uint32_t *taken;	  /* by list: state */
	const struct view *views; /* by list: settled */
	/* Whether the state of the first list is special to, or more general than, that of the
	 * second by the rules that fire. */
	enum relation (*related)(void *data, uint32_t list, uint32_t other);
	void *data;
	bool *prevails;	     /* by list */
	struct trace *trace; /* NULL: not wanted */
};

enum ending resolve(struct resolving *r);
/* Two authorities on the chain: the first is above the second, and of another level. */
bool chain_is_above(const struct decide_case *given, uint32_t issuer, uint32_t other);
void trace_ruling(struct trace *trace, enum decide_why why, struct str by);

#endif
