/* Private to syntax/: the check of the bytes that comes before scanning. */
#ifndef TOLC_SYNTAX_AUDIT_H
#define TOLC_SYNTAX_AUDIT_H

#include "base/diag.h"

/* False where something was reported. */
bool source_audit(struct diag_list *diags, struct source *source);

#endif
