/* tolc version: the version of the tool. */
#include "cli/cli.h"

int cmd_version(struct cli *cli)
{
	if (!cli->session && !session_open(cli))
		return EXIT_TROUBLE;
	return answer_print(cli, tol_about(&cli->answer, cli->session));
}
