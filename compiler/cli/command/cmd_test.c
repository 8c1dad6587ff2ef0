/* tolc test: whether the lists say of each case block what it expects. */
#include "cli/cli.h"

#include <stdlib.h>

static bool option_percent(struct cli *cli, int *out)
{
	const char *value = cli->values[OPTION_FAIL_UNDER];
	char *end;
	if (!value)
		return true;
	long percent = strtol(value, &end, 10);
	*out = (int)percent;
	if (*value >= '0' && *value <= '9' && *end == '\0' && percent <= 100)
		return true;
	trouble(cli, MESSAGE_PERCENT, value, "");
	return false;
}

int cmd_test(struct cli *cli)
{
	struct tol_test_options question = TOL_TEST_OPTIONS_INIT;
	question.paths = cli->operands;
	question.path_count = cli->operand_count;
	question.revision = cli->values[OPTION_REV];
	question.coverage = given(cli, OPTION_COVERAGE);
	if (!option_percent(cli, &question.fail_under) ||
	    !option_time(cli, OPTION_KNOWN_AT, &question.known_at))
		return EXIT_TROUBLE;
	int status = answer_print(cli, tol_test(&cli->answer, cli->session, &question));
	return status == EXIT_ANSWERED && tol_answer_differs(cli->answer) ? EXIT_FINDINGS : status;
}
