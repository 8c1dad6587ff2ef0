/* The texts of a model history as .tol files, and the history as a stream for git fast-import. */
#ifndef TOLC_TESTS_REPOSITORY_TEXT_H
#define TOLC_TESTS_REPOSITORY_TEXT_H

#include "timeline_model.h"

#include <stdio.h>

void text_type(FILE *out, const struct model_text *text);
/* One branch, main; commit i has the mark i + 1. */
void history_write(FILE *out, const struct model_history *history);

#endif
