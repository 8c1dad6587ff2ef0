/* The clauses of lists by which what is found binds the organ that started accountability, or is
 * advice to it, as far as the verdict rests on them. */
#ifndef TOLC_EMIT_RECOGNIZED_H
#define TOLC_EMIT_RECOGNIZED_H

#include "emit/answer_decide.h"
#include "emit/machine/json.h"

struct recognized {
	const struct decide_scenario *scenario;
	const struct decide_step *step;
	const struct ir_recognition *clause;
	uint32_t state; /* whose clause it is */
};

/* False: the step rests on no such clause. */
bool recognized_by(struct recognized *out, const struct answer_decide *decide,
		   const struct decide_scenario *scenario, const struct decide_step *step);
/* Each clause once; to be freed. */
struct recognized *recognized_find(size_t *count, struct mem *mem,
				   const struct answer_decide *decide);
/* Where its version stands, but with the line of the clause. */
struct answer_window recognized_window(const struct answer_decide *decide,
				       const struct recognized *own);
/* Member "recognition". */
void json_recognition(struct json *json, const struct answer_decide *decide);

#endif
