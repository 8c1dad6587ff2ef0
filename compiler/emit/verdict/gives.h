/* Effects of a verdict in one line, where they are held against those of another. */
#ifndef TOLC_EMIT_GIVES_H
#define TOLC_EMIT_GIVES_H

#include "decide/gives.h"
#include "emit/machine/json.h"
#include "emit/verdict/decide_rules.h"

/* "must exempt, may be lenient (not certain)"; nothing where nothing is given. */
void gives_show(struct buf *out, const struct decide_gives *gives, enum language language);
/* "may exempt" */
void gives_show_item(struct buf *out, const struct ir_effect_item *item, enum language language);
/* "mitigate LIST/RULE (may mitigate)": what weighs beside the outcome; nothing where there is none. */
void gives_show_weighing(struct buf *out, const struct answer_decide *decide,
			 enum language language);
/* Kind and name of one such rule. */
void gives_show_rule(struct buf *out, const struct answer_decide *decide,
		     const struct told_rule *told, enum language language);
/* Member "effects". */
void json_gives(struct json *json, const struct decide_gives *gives);

#endif
