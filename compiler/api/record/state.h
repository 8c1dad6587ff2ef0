/* What a record says of a list on a day, before anything is compiled. Private to api/. */
#ifndef TOLC_API_STATE_H
#define TOLC_API_STATE_H

#include "base/vec.h"
#include "history/history.h"

struct list_state {
	const struct window *window; /* NULL: nothing */
	const struct text *text;
	bool *in_force;
	size_t rules; /* in force */
};

/* list NO_ENTRY: the record does not know it. in_force lives in the arena. */
void list_state_at(struct list_state *out, struct arena *arena, struct history_view *view,
		   uint32_t list, int32_t day);
/* Nothing need be compiled to know that they say the same; false where they may all the same. */
bool list_states_same(const struct list_state *a, const struct list_state *b);

/* Days on which what a list says may change. */
struct list_cuts {
	struct mem *mem;
	VEC(int32_t) days;
};

/* Where its windows begin and end, and the rules in them; list as above. */
void list_cuts_add(struct list_cuts *cuts, struct history_view *view, uint32_t list);
/* A day may stand there more than once. */
void list_cuts_sort(struct list_cuts *cuts);

#endif
