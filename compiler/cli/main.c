/*
 * tolc. Reads the arguments, runs one row of the command table, and tells by its exit status how
 * it went.
 */
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct option options[OPTION_COUNT] = {
#define OPTION(id, letter, name, argument, choices, en, zh)                                        \
	[OPTION_##id] = {letter, name, argument, choices, {en, zh}},
#include "cli/option.def"
#undef OPTION
};

const struct command commands[] = {
#define COMMAND(name, operands, operand, least, most, options, formats, en, zh)                    \
	{#name, cmd_##name, operands, OPERAND_##operand, least, most, options, formats, {en, zh}},
#include "cli/command.def"
#undef COMMAND
};

const size_t command_count = countof(commands);

/* What concerns answers goes without saying only where there is one. */
unsigned long long command_options(const struct command *command)
{
	unsigned long long always = OPTION_BIT(DIRECTORY) | OPTION_BIT(LANG) | OPTION_BIT(COLOR) |
				    OPTION_BIT(QUIET) | OPTION_BIT(HELP);
	unsigned long long answering = OPTION_BIT(FORMAT) | OPTION_BIT(NOW) | OPTION_BIT(ZONE) |
				       OPTION_BIT(FAIL_ON) | OPTION_BIT(NO_CACHE) |
				       OPTION_BIT(VERBOSE);
	return always | (command->formats ? answering : 0) | command->options;
}

const char *option_choices(enum option_id id, const struct command *command)
{
	if (id == OPTION_FORMAT)
		return command ? command->formats : NULL;
	return options[id].choices;
}

int cmd_help(struct cli *cli)
{
	if (cli->operand_count == 0)
		return help_all(cli);
	for (size_t i = 0; i < command_count; i++)
		if (strcmp(commands[i].name, cli->operands[0]) == 0)
			return help_command(cli, &commands[i]);
	trouble(cli, MESSAGE_UNKNOWN_COMMAND, cli->operands[0], "");
	hint(cli, MESSAGE_SEE_HELP_ALL, "");
	return EXIT_TROUBLE;
}

static int run(struct cli *cli, int argc, char **argv)
{
	if (!arguments_read(cli, argc, argv))
		return EXIT_TROUBLE;
	environment_colors(cli);
	if (given(cli, OPTION_HELP))
		return cli->command ? help_command(cli, cli->command) : help_all(cli);
	if (given(cli, OPTION_VERSION))
		return cmd_version(cli);
	if (given(cli, OPTION_DIRECTORY) && chdir(cli->values[OPTION_DIRECTORY]) != 0)
		return trouble(cli, MESSAGE_DIRECTORY, cli->values[OPTION_DIRECTORY],
			       system_error(cli, errno));
	if (cli->command->formats && !session_open(cli))
		return EXIT_TROUBLE;
	return cli->command->run(cli);
}

int main(int argc, char **argv)
{
	struct cli cli = {.language = TOL_ENGLISH};
	output_begin();
	environment_read(&cli);
	int status = output_end(&cli, run(&cli, argc, argv));
	tol_session_free(cli.session);
	free(cli.input);
	free(cli.operands);
	ask_end(&cli);
	free(cli.sets);
	return status;
}
