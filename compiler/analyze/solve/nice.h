/* Private to analyze/: of many values that mean the same, the one that is easiest to read. */
#ifndef TOLC_ANALYZE_NICE_H
#define TOLC_ANALYZE_NICE_H

#include "ir/ir.h"

/* From least to most, both included; least is at most most. The ends of what the type can hold are
 * open ends. home: a day near which days are chosen. */
int64_t nice_value(enum ir_type type, int64_t least, int64_t most, int32_t home);
/* The ends of what an ordered type can hold. */
int64_t type_least(enum ir_type type);
int64_t type_most(enum ir_type type);

#endif
