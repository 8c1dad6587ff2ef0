/* Why a version was taken, or was not: by which clause, or that none says so. */
#ifndef TOLC_EMIT_TAKEN_H
#define TOLC_EMIT_TAKEN_H

#include "emit/answer_decide.h"
#include "emit/human/parts.h"

/* Principles, as bits. by has PRINCIPLE_VERSION_OPEN where no clause chooses. */
struct taken {
	unsigned by;
	unsigned not_by; /* another was taken instead */
};

struct taken taken_find(const struct answer_decide *decide, uint32_t state);
/* What a reason for taking a version stands in: "taken: {0}", or it speaks for itself. */
enum word_id taken_frame(enum decide_principle principle);
/* All reasons, behind what is there; nothing where there are none. */
void taken_show(struct parts *parts, const struct answer_decide *decide, uint32_t state);

#endif
