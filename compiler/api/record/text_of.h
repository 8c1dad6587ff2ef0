/* Private to api/: what the record keeps of the lists of one checked file. */
#ifndef TOLC_API_TEXT_OF_H
#define TOLC_API_TEXT_OF_H

#include "history/text.h"
#include "ir/ir.h"
#include "syntax/parse.h"

/* How many texts the file gives, unreadable ones too. */
size_t text_count(const struct unit *unit);
/* Lives in the arena; strings are copied. */
struct text *text_of_unit(struct arena *arena, const struct unit *unit, const struct ir_unit *ir,
			  const struct diag_list *diags, size_t *count);

#endif
