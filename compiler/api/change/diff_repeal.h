/* A case that shows what a repeal does that only one side says. Private to api/. */
#ifndef TOLC_API_DIFF_REPEAL_H
#define TOLC_API_DIFF_REPEAL_H

#include "api/change/diff_case.h"

/* The record is that of the repeals of a list. Adds a case of a list that is repealed, or a rule of
 * which is, and sets the days to those on which it is; or says that no case comes out otherwise, or
 * that it is not decided. Fails where a text cannot be read. */
int repeal_witness(struct diff_sides *sides, struct diff_record *record);

#endif
