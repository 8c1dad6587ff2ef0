/* States of lists put together for one question about all cases. Private to api/. */
#ifndef TOLC_API_TOGETHER_H
#define TOLC_API_TOGETHER_H

#include "analyze/analyze.h"
#include "decide/decide.h"

struct together {
	struct arena *arena;
	struct analyze *analyze;
	const struct ir_list **lists; /* oldest first */
	size_t count;
};

/* count: how many lists there can be. */
void together_init(struct together *together, struct arena *arena, size_t count);
/* Nothing where it is there, or NULL. */
void together_add(struct together *together, const struct ir_list *list);
/* After all lists: days on which conduct and what follows it may begin or end. */
void together_make(struct together *together, const struct date_interval *days, size_t count);
void together_free(struct together *together);

size_t together_index(const struct together *together, const struct ir_list *list);
/* That the state says so; one without a list is silent. */
int32_t together_outcome(struct together *together, const struct decide_state *state,
			 enum ir_outcome outcome);
/* That all are silent. */
int32_t together_silent(struct together *together, const struct decide_state *states, size_t count);
int32_t together_both(struct together *together, int32_t one, int32_t other);
int32_t together_either(struct together *together, int32_t one, int32_t other);

#endif
