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
		trouble(cli, MESSAGE_OPTION_WANTED, "deadline",
			"--workdays|--days|--months|--years N");
	return wanted;
}

int cmd_deadline(struct cli *cli)
{
	struct tol_deadline_options question = TOL_DEADLINE_OPTIONS_INIT;
	const struct unit_row *unit = wanted_unit(cli);
	if (!unit || !read_length(cli, cli->values[unit->id], &question.length) ||
	    !option_day(cli, OPTION_FROM, &question.from) ||
	    !option_time(cli, OPTION_KNOWN_AT, &question.known_at))
		return EXIT_TROUBLE;
	question.unit = unit->unit;
	question.calendar = cli->values[OPTION_CALENDAR];
	return answer_print(cli, tol_deadline(&cli->answer, cli->session, &question));
}
