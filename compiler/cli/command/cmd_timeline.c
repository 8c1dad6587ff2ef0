/* tolc timeline: when each version was in force. */
#include "cli/cli.h"

int cmd_timeline(struct cli *cli)
{
	struct tol_record_options question = TOL_RECORD_OPTIONS_INIT;
	if (!record_options(cli, &question))
		return EXIT_TROUBLE;
	return answer_print(cli, tol_timeline(&cli->answer, cli->session, &question));
}
