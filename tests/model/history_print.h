/*
 * Shows a history and an answer in a form that a person can follow, one line for each file and
 * only for files that are not as in the commit before. Days are shown relative to a first day.
 */
#ifndef TOL_TESTS_HISTORY_PRINT_H
#define TOL_TESTS_HISTORY_PRINT_H

#include "timeline_model.h"

#include <stdio.h>

void history_print(FILE *out, const struct model_history *history, int first_day);
void answer_print(FILE *out, const struct model_answer *answer);

#endif
