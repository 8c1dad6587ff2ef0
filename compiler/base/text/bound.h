/*
 * Bounds as sentences write them, and the comparisons that say the same: 50 万元以上不足 500 万元
 * of a loss is 损失 >= 50 万元 且 损失 < 500 万元. 以上, 以下 and 以内 take the number itself in,
 * 超过, 不满 and 以外 do not (民法典, article 1259).
 */
#ifndef TOLC_BASE_BOUND_H
#define TOLC_BASE_BOUND_H

#include "base/text/numeral.h"

struct bounds {
	enum amount kind; /* of both, where there are two */
	unsigned count;
	struct str word; /* the first word that bounds, in the text */
};

/* Takes one bound from the front, or a lower and an upper one, and adds them as written of the
 * fact. False where none stands there: nothing is added. */
bool bounds_take(struct bounds *out, struct buf *written, struct str fact, struct str *text);

/* Whether a negation stands at the end, which takes what follows as far as it binds. */
bool ends_in_negation(struct str text);

#endif
