/* Facts that are asked for in other words, or may have other values. Private to api/. */
#ifndef TOLC_API_DIFF_QUESTION_H
#define TOLC_API_DIFF_QUESTION_H

#include "api/change/diff_case.h"
#include "emit/answer_diff.h"

/* After all that is compiled. */
int question_compare(struct answer_diff *out, struct diff_sides *sides, struct loader *loaders[2]);
/* Rules of which nothing differs but values that were told by it. */
void question_drop_untouched(const struct answer_diff *out, struct diff_records *records);

#endif
