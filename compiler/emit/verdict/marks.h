/* What a reader of a verdict must be warned of, in whatever form it is told. */
#ifndef TOLC_EMIT_MARKS_H
#define TOLC_EMIT_MARKS_H

#include "emit/answer_decide.h"
#include "emit/human/parts.h"

/* Each mark that there is, in turn; whoever tells it disposes of the parts. */
void marks_tell(struct emit *e, const struct answer_decide *decide,
		void (*tell)(struct emit *e, struct parts *parts));

#endif
