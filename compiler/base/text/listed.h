/*
 * Several values behind one comparison, as sentences list them: 后果 = 无、较轻, 领域 含 甲 或 乙.
 * They are looked for in the text around a mistake, whatever became of it in the tree.
 */
#ifndef TOLC_BASE_LISTED_H
#define TOLC_BASE_LISTED_H

#include "base/buf.h"

/* What parts them; a later one leaves more open what is meant. */
enum listed_by { LISTED_NOT, LISTED_MARK, LISTED_OR, LISTED_COMMA, LISTED_AND };
enum listed_sign { LISTED_EQUAL, LISTED_UNEQUAL, LISTED_HAS };

struct listed {
	struct str fact;
	enum listed_sign sign;
	struct str values; /* with what parts them */
	enum listed_by by; /* LISTED_NOT: there is only one */
};

/* The comparison with which the text ends; false where it ends with none. */
bool listed_before(struct listed *out, struct str text);
/* Takes what parts two values from the end of the text. */
enum listed_by listed_cut(struct str *text);
/* Takes what parts two values, and the second one, from the front; LISTED_NOT and nothing is taken
 * where none follows, or a condition does. */
enum listed_by listed_take(struct str *text, struct str *value);

/* Adds the values, parted by commas, with the words before each of them. */
void listed_add(struct buf *out, struct str before, struct str values);

#endif
