/* Private to decide/: whose findings bind the organ of a case, by which clause. */
#ifndef TOLC_DECIDE_RECOGNITION_H
#define TOLC_DECIDE_RECOGNITION_H

#include "decide/decide.h"

/* The clause of a text of the organ, or of one above it, by which what the list finds binds the
 * organ; NULL: there is none. */
const struct ir_recognition *recognition_binding(const struct decide_case *given,
						 const struct ir_list *text, uint32_t list);
/* The clause of the list's own text by which it is advice to the organ; a lower list cannot bind a
 * superior, so what it says of that is advice too. */
const struct ir_recognition *recognition_advising(const struct decide_case *given,
						  const struct ir_list *text, uint32_t list);

#endif
