/* Private to emit/: the case that shows a finding. */
#ifndef TOLC_EMIT_EXAMPLE_H
#define TOLC_EMIT_EXAMPLE_H

#include "base/diag/diag.h"
#include "emit/machine/json.h"

/* "loss = 50 万元, gain = no; conduct on 2020-02-01, accountability on …". */
void example_text(struct buf *out, const struct analyze_case *example, enum language language);
/* The same, and before it what it is. */
void example_line(struct buf *out, const struct analyze_case *example, enum language language);
/* A member "witness": the days of the case, and its facts as `tolc decide --facts` reads them. */
void json_witness(struct json *json, const struct analyze_case *example);

#endif
