/* tolc effective: which versions and rules were in force on a day. */
#include "cli/cli.h"

int cmd_effective(struct cli *cli)
{
	struct tol_record_options question = TOL_RECORD_OPTIONS_INIT;
	if (!record_options(cli, &question))
		return EXIT_TROUBLE;
	return answer_print(cli, tol_effective(&cli->answer, cli->session, &question));
}
