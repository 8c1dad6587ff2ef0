/* tolc explain: the page of a code, or what a rule says. */
#include "cli/cli.h"

#include <string.h>

int cmd_explain(struct cli *cli)
{
	struct tol_record_options question = TOL_RECORD_OPTIONS_INIT;
	const char *asked = cli->operands[0];
	if (!strchr(asked, '/'))
		return answer_print(cli, tol_explain(&cli->answer, cli->session, asked));
	if (!record_options(cli, &question))
		return EXIT_TROUBLE;
	question.list_count = 0;
	return answer_print(cli, tol_explain_rule(&cli->answer, cli->session, asked, &question));
}
