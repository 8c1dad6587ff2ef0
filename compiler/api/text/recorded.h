/*
 * Private to api/: when the texts of a program are in force by the record, and which texts are that
 * its files no longer hold: one that a scheduled text took the place of, or whose file is gone.
 */
#ifndef TOLC_API_RECORDED_H
#define TOLC_API_RECORDED_H

#include "api/record/asking.h"
#include "api/text/program.h"
#include "api/text/standing.h"

/* A text that was read from the record. */
struct recorded_text {
	const struct source *source;
	struct str commit; /* 40 hex digits */
	int32_t day;	   /* on which it was recorded */
};

struct recorded {
	struct standings standing; /* of the files and of the record */
	VEC(struct recorded_text) texts;
};

/* The record that leads to the program becomes the program's. Fails where a text cannot be read. */
int recorded_take(struct program *program, struct asking *asking);
/* The same for a work tree that was read from the disk. Where its record cannot be read a note says
 * so, and nothing is taken. */
void recorded_take_here(struct program *program);
/* NULL where the program's own files hold it. */
const struct recorded_text *recorded_find(const struct recorded *recorded,
					  const struct source *source);

#endif
