/* Private to emit/: a value of a fact, as a case gives it. */
#ifndef TOLC_EMIT_VALUE_H
#define TOLC_EMIT_VALUE_H

#include "emit/machine/json.h"
#include "ir/ir.h"

struct told_value {
	enum ir_type type;
	int64_t number;		   /* as in struct ir_value; choices by the names below */
	const struct str *choices; /* IR_CHOICE, IR_SET */
	size_t choice_count;
};

/* As --set takes it: "yes", "600000", "reform,rescue". */
void value_add(struct buf *out, struct told_value value);
/* As --facts takes it: true, "600000", ["reform","rescue"]. */
void value_json(struct json *json, struct told_value value);

#endif
