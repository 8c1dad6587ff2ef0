/* Why a condition came out as it did, in few words. */
#ifndef TOLC_EMIT_LACKING_H
#define TOLC_EMIT_LACKING_H

#include "emit/answer_decide.h"

/* For people, the facts with the values that settle it: "harm = none, prior = 0"; where it reads
 * none, the part of it that settles it. It must hold for certain, or certainly not. */
void lacking_show(struct buf *out, const struct answer_decide *decide,
		  const struct decide_scenario *scenario, const struct answer_state *state,
		  const struct ir_expr *expr, enum language language);

#endif
