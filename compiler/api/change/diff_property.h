/* A case that shows what another property of a list does. Private to api/. */
#ifndef TOLC_API_DIFF_PROPERTY_H
#define TOLC_API_DIFF_PROPERTY_H

#include "api/change/diff_case.h"

bool property_has_cases(enum ir_aspect aspect);
/* The record is that of such a property. Adds a case about whose facts the lists say the same on
 * both sides, and that comes out otherwise all the same; or says that there is none, or that it is
 * not decided. Fails where a text cannot be read. */
int property_witness(struct diff_sides *sides, struct diff_record *record);

#endif
