/*
 * A world of the verdict model as a drafter would have typed it. Authorities are a0, a1, ..., lists
 * l0, ..., rules r0, ..., facts f0, ... (in the second vocabulary g0, ... where they were renamed),
 * values v0, ...
 */
#ifndef TOL_TESTS_VERDICT_TEXT_H
#define TOL_TESTS_VERDICT_TEXT_H

#include "verdict_model.h"

#include <stdio.h>

/* Authorities and vocabularies. */
void verdict_type_world(FILE *out, const struct verdict_world *world);
void verdict_type_version(FILE *out, const struct verdict_world *world, int list, int version);
/* The case, by the names of the first vocabulary. */
void verdict_type_case(FILE *out, const struct verdict_world *world);
/* The facts that the case gives, and the case as a line of a batch. */
void verdict_type_facts(FILE *out, const struct verdict_world *world);
void verdict_type_json(FILE *out, const struct verdict_world *world);

/* The fact or the day of that name; VERDICT_NONE: there is no such thing. */
int verdict_fact_named(const char *name);

/* All of it and a verdict, for whoever has to explain a difference. */
void verdict_show_world(FILE *out, const struct verdict_world *world);
void verdict_show(FILE *out, const struct verdict *verdict);

#endif
