/* Private to syntax/: the check of the bytes that comes before scanning. */
#ifndef TOLC_SYNTAX_AUDIT_H
#define TOLC_SYNTAX_AUDIT_H

#include "base/diag/diag.h"

enum audit {
	AUDIT_GOOD,
	AUDIT_BAD,     /* something was reported */
	AUDIT_FOREIGN, /* it is in another encoding, which was reported: there is nothing to scan */
};

enum audit source_audit(struct diag_list *diags, struct source *source);

#endif
