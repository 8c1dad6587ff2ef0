/* Private to api/: how history/ has the lists of a tree compiled (struct text_compiler). */
#ifndef TOLC_API_COMPILE_H
#define TOLC_API_COMPILE_H

#include "history/text.h"

/* Stateless; one object per thread comes out of make. */
struct text_compiler_factory compile_factory(void);

/* A reason is kept in both languages, because the index outlives the question: the part of it that
 * is to be shown, borrowed. */
struct str compile_reason(struct str reason, int chinese);

#endif
