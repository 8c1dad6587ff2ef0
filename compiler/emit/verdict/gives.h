/* What a verdict gives beside its outcome, where it is held against that of another. */
#ifndef TOLC_EMIT_GIVES_H
#define TOLC_EMIT_GIVES_H

#include "decide/gives.h"
#include "emit/machine/json.h"
#include "emit/writer.h"

/* A rule that mitigates or aggravates; of versions in which it says the same, one. */
struct gives_weighing {
	struct str list;
	const struct ir_rule *rule;
	bool is_certain;
};

struct gives {
	struct decide_gives effects;
	struct gives_weighing *weighing;
	size_t weighing_count;
};

/* "must exempt, may be lenient (not certain)"; "nothing". */
void gives_show_effects(struct buf *out, const struct gives *gives, enum language language);
/* "mitigate LIST/RULE (may mitigate)"; "nothing". */
void gives_show_weighing(struct buf *out, const struct gives *gives, enum language language);
/* One of them. */
void gives_show_one(struct buf *out, const struct gives_weighing *one, enum language language);
/* Members "effects" and "weighing". */
void json_gives(struct json *json, const struct gives *gives);

#endif
