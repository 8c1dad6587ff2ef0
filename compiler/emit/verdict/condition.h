/* Conditions as people are shown them. */
#ifndef TOLC_EMIT_CONDITION_H
#define TOLC_EMIT_CONDITION_H

#include "emit/answer_decide.h"

/* As the state's text has it, on one line and without its comments; but keywords and names are those
 * of the reader's language, as far as there are such. */
void condition_show(struct buf *out, const struct answer_decide *decide,
		    const struct answer_state *state, const struct ir_expr *expr,
		    enum language language);

#endif
