/* Guard worlds as a drafter would have typed them, and as commits. */
#ifndef TOLC_MODEL_GUARD_TEXT_H
#define TOLC_MODEL_GUARD_TEXT_H

#include "guard_world.h"

#include <stdint.h>
#include <stdio.h>

/* The first of the days that a world counts. */
int32_t guard_first_day(void);
/* Facts and authorities. */
void guard_write_base(FILE *out);
/* What the text's file holds. */
void guard_write_text(FILE *out, const struct guard_world *world, int text);
/* "l0_1.tol" */
void guard_path(char out[16], const struct guard_text *text);
/* The first texts as commits, for git fast-import. */
void guard_write_commits(FILE *out, const struct guard_world *world, int count);

#endif
