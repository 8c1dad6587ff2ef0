/* Private to api/: the reasons for a verdict as a tree of plain data, for those who walk it. */
#ifndef TOLC_API_REASON_H
#define TOLC_API_REASON_H

#include "api/session/session.h"

/* Texts are terminated, or NULL where nothing is to be said. */
struct tol_reason {
	enum tol_reason_kind kind;
	const char *name;
	const char *title;
	const char *article;
	const char *text;
	const char *is;
	const char *value;
	const char *winner;
	const char *loser;
	const char *path;
	uint32_t line;
	bool prevails;
	struct tol_reason *children;
	size_t child_count;
};

/* Of an answer that holds a verdict; made in its arena. */
void reasons_make(struct tol_answer *answer);

#endif
