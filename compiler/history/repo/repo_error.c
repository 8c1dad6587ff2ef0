/* What is wrong with a repository, as a record and as a diagnostic. */
#include "history/repo/repo.h"

#include <stdio.h>

struct repo_wording {
	enum diag_id diag;
	enum hint_id hint;
};

/* By status; the first row is that of REPO_OK, which is never reported. */
static const struct repo_wording wordings[] = {
	{DIAG_REPO_OTHER, HINT_NONE},
#define REPO_STATUS(id, hint) {DIAG_REPO_##id, HINT_##hint},
#include "history/repo/repo_status.def"
#undef REPO_STATUS
};

enum repo_status repo_fail(struct repo_error *error, enum repo_status status, const char *subject,
			   const char *detail)
{
	error->status = status;
	snprintf(error->subject, sizeof(error->subject), "%s", subject ? subject : "");
	snprintf(error->detail, sizeof(error->detail), "%s", detail ? detail : "");
	return status;
}

struct diag *repo_report(struct diag_list *diags, const struct repo_error *error)
{
	struct diag_args args = ARGS(str_from(error->subject), str_from(error->detail));
	const struct repo_wording *wording = &wordings[error->status];
	struct diag *diag = diag_at(diags, NULL, (struct span){0, 0}, wording->diag, args);
	if (wording->hint != HINT_NONE)
		diag_hint(diags, diag, wording->hint, args);
	return diag;
}
