/* tolc explain: the page of a code. */
#include "cli/cli.h"

int cmd_explain(struct cli *cli)
{
	return answer_print(cli, tol_explain(&cli->answer, cli->session, cli->operands[0]));
}
