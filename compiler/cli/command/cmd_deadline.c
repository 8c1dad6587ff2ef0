/* tolc deadline: when something is due. */
#include "cli/cli.h"

#include <string.h>

struct unit_row {
	enum option_id id;
	const char *name;
	enum tol_unit unit;
};

static const struct unit_row unit_rows[] = {
	{OPTION_WORKDAYS, "--workdays", TOL_WORKDAYS},
	{OPTION_DAYS, "--days", TOL_DAYS},
	{OPTION_MONTHS, "--months", TOL_MONTHS},
	{OPTION_YEARS, "--years", TOL_YEARS},
};

/* Digits only; what is too long for any limit comes out as one that is. */
static bool read_length(struct cli *cli, const char *text, int *out)
{
	const int too_long = 1000000;
	*out = 0;
	if (strspn(text, "0123456789") != strlen(text) || !*text) {
		trouble(cli, MESSAGE_BAD_NUMBER, text, "");
		return false;
	}
	for (; *text && *out < too_long; text++)
		*out = *out * 10 + (*text - '0');
	return true;
}

/* Exactly one of them is wanted. */
static const struct unit_row *wanted_unit(struct cli *cli)
{
	const struct unit_row *wanted = NULL;
	for (size_t i = 0; i < countof(unit_rows); i++) {
		if (!given(cli, unit_rows[i].id))
			continue;
		if (wanted) {
			trouble(cli, MESSAGE_EXCLUSIVE, wanted->name, unit_rows[i].name);
			return NULL;
		}
		wanted = &unit_rows[i];
	}
	if (!wanted)
		trouble(cli, MESSAGE_TOO_FEW, "deadline",
			"LIST|--workdays|--days|--months|--years N");
	return wanted;
}

/* What says which version of a list is meant says nothing without one. */
static bool given_unit(struct cli *cli, struct tol_deadline_options *out)
{
	static const struct {
		enum option_id id;
		const char *name;
	} rows[] = {{OPTION_AT, "--at"}, {OPTION_REV, "--rev"}, {OPTION_WORKTREE, "--worktree"}};
	const struct unit_row *unit = wanted_unit(cli);
	if (!unit || !read_length(cli, cli->values[unit->id], &out->length))
		return false;
	out->unit = unit->unit;
	for (size_t i = 0; i < countof(rows); i++) {
		if (given(cli, rows[i].id)) {
			trouble(cli, MESSAGE_TOO_FEW, rows[i].name, "LIST");
			return false;
		}
	}
	return true;
}

/* The list sets the limits. */
static bool given_list(struct cli *cli, struct tol_deadline_options *out)
{
	for (size_t i = 0; i < countof(unit_rows); i++) {
		if (given(cli, unit_rows[i].id)) {
			trouble(cli, MESSAGE_EXCLUSIVE, "LIST", unit_rows[i].name);
			return false;
		}
	}
	out->list = cli->operands[0];
	out->step = cli->operand_count > 1 ? cli->operands[1] : NULL;
	out->revision = cli->values[OPTION_REV];
	out->worktree = given(cli, OPTION_WORKTREE);
	return option_day(cli, OPTION_AT, &out->at);
}

int cmd_deadline(struct cli *cli)
{
	struct tol_deadline_options question = TOL_DEADLINE_OPTIONS_INIT;
	bool read =
		cli->operand_count > 0 ? given_list(cli, &question) : given_unit(cli, &question);
	if (!read || !option_day(cli, OPTION_FROM, &question.from) ||
	    !option_time(cli, OPTION_KNOWN_AT, &question.known_at))
		return EXIT_TROUBLE;
	question.calendar = cli->values[OPTION_CALENDAR];
	return answer_print(cli, tol_deadline(&cli->answer, cli->session, &question));
}
