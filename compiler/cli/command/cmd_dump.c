/* tolc dump: what the compiler made of a file. */
#include "cli/cli.h"

#include <string.h>

static enum tol_stage wanted_stage(const char *name)
{
	static const char *const names[] = {
		[TOL_STAGE_PARSE] = "parse",
		[TOL_STAGE_CHECK] = "check",
		[TOL_STAGE_IR] = "ir",
	};
	size_t stage = 0;
	while (strcmp(names[stage], name) != 0)
		stage++;
	return (enum tol_stage)stage;
}

int cmd_dump(struct cli *cli)
{
	struct tol_dump_options question = TOL_DUMP_OPTIONS_INIT;
	struct tol_text input = {"-", NULL, 0};
	if (!given(cli, OPTION_AFTER))
		return trouble(cli, MESSAGE_OPTION_WANTED, "dump", "--after parse|check|ir");
	question.stage = wanted_stage(cli->values[OPTION_AFTER]);
	question.path = cli->operands[0];
	if (strcmp(question.path, "-") == 0) {
		input.bytes = input_read(cli, "-", &input.length);
		question.text = &input;
		if (!input.bytes)
			return EXIT_TROUBLE;
	}
	return answer_print(cli, tol_dump(&cli->answer, cli->session, &question));
}
