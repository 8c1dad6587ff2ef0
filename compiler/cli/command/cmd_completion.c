/*
 * tolc completion: a script for a shell, from the tables of commands and options. Values that the
 * tables name are completed, files and folders where they stand, nothing is run.
 */
#include "cli/cli.h"

#include <string.h>

typedef void each_option(struct cli *cli, struct text *out, const struct command *command, int id);

static void for_options(struct cli *cli, struct text *out, const struct command *command,
			each_option *each)
{
	unsigned long long set = command_options(command);
	for (int i = 0; i < OPTION_COUNT; i++)
		if (set & 1ull << i)
			each(cli, out, command, i);
}

/* What may stand before a command, for every one takes it. */
static const struct command no_command = {.name = ""};

/* "a|b" -> "a b" */
static void add_choices(struct text *out, const char *choices)
{
	for (; *choices; choices++)
		text_add_bytes(out, *choices == '|' ? " " : choices, 1);
}

static void add_commands(struct text *out, const char *separator)
{
	for (size_t i = 0; i < command_count; i++) {
		text_add(out, i > 0 ? separator : "");
		text_add(out, commands[i].name);
	}
}

static void add_spelling(struct text *out, const struct option *option, const char *separator)
{
	char letter[3] = {'-', option->letter, '\0'};
	text_add(out, option->letter ? letter : "");
	text_add(out, option->letter && option->name ? separator : "");
	text_add(out, option->name ? "--" : "");
	text_add(out, option->name ? option->name : "");
}

/* Between single quotes of a shell. */
static void add_quoted(struct text *out, const char *text, const char *quote)
{
	for (; *text; text++) {
		if (*text == '\'')
			text_add(out, quote);
		else
			text_add_bytes(out, text, 1);
	}
}

/* -- bash -- */

static void bash_words(struct cli *cli, struct text *out, const struct command *command, int id)
{
	(void)cli;
	(void)command;
	text_add(out, " ");
	add_spelling(out, &options[id], " ");
}

static void bash_values(struct cli *cli, struct text *out, const struct command *command, int id)
{
	const char *choices = option_choices((enum option_id)id, command);
	(void)cli;
	if (!options[id].argument)
		return;
	text_add(out, "\t'");
	text_add(out, command->name);
	text_add(out, " ");
	add_spelling(out, &options[id], "' | '");
	text_add(out, "')\n\t\t");
	if (id == OPTION_DIRECTORY)
		text_add(out, "COMPREPLY=($(compgen -d -- \"$word\"))\n\t\t");
	else if (choices) {
		text_add(out, "COMPREPLY=($(compgen -W '");
		add_choices(out, choices);
		text_add(out, "' -- \"$word\"))\n\t\t");
	}
	text_add(out, "return ;;\n");
}

#define BASH_FILES	  "compopt -o filenames\n\t\t"
#define BASH_FOLDERS	  "$(compgen -d -- \"$word\")"
#define BASH_TEXTS	  "$(compgen -f -X '!*.tol' -- \"$word\")"
#define BASH_WORDS(words) "COMPREPLY=($(compgen -W " words " -- \"$word\"))"

static const char *const bash_operands[] = {
	[OPERAND_NONE] = ":",
	[OPERAND_LIST] = ":",
	[OPERAND_CASE] = ":",
	[OPERAND_CODE] = ":",
	[OPERAND_PATH] = BASH_FILES "COMPREPLY=(" BASH_FOLDERS " " BASH_TEXTS ")",
	[OPERAND_FOLDER] = BASH_FILES "COMPREPLY=(" BASH_FOLDERS ")",
	[OPERAND_COMMAND] = BASH_WORDS("\"$commands\""),
	[OPERAND_SHELL] = BASH_WORDS("'bash zsh fish'"),
};

static void bash_command(struct cli *cli, struct text *out, const struct command *command)
{
	text_add(out, "\t");
	text_add(out, command->name);
	text_add(out, ")\n\t\tif [[ $word == -* ]]; then\n\t\t\tCOMPREPLY=($(compgen -W '");
	for_options(cli, out, command, bash_words);
	text_add(out, "' -- \"$word\"))\n\t\t\treturn\n\t\tfi\n\t\t");
	text_add(out, bash_operands[command->operand]);
	text_add(out, " ;;\n");
}

static void complete_bash(struct cli *cli, struct text *out)
{
	text_add(out, "# bash completion of tolc\n_tolc()\n{\n\tlocal commands='");
	add_commands(out, " ");
	text_add(out,
		 "'\n"
		 "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
		 "\tlocal command='' i\n"
		 "\tCOMPREPLY=()\n"
		 "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
		 "\t\tcase \" $commands \" in\n"
		 "\t\t*\" ${COMP_WORDS[i]} \"*)\n"
		 "\t\t\tcommand=${COMP_WORDS[i]}\n"
		 "\t\t\tbreak ;;\n"
		 "\t\tesac\n"
		 "\tdone\n"
		 "\tif [[ $word == '=' ]]; then\n"
		 "\t\tword=''\n"
		 "\telif [[ $before == '=' ]]; then\n"
		 "\t\tbefore=${COMP_WORDS[COMP_CWORD - 2]}\n"
		 "\tfi\n"
		 "\tcase \"${command:-version} $before\" in\n");
	for (size_t i = 0; i < command_count; i++)
		for_options(cli, out, &commands[i], bash_values);
	text_add(out,
		 "\tesac\n\tcase $command in\n"
		 "\t'')\n\t\tCOMPREPLY=($(compgen -W \"$commands --help --version\" -- \"$word\")) "
		 ";;\n");
	for (size_t i = 0; i < command_count; i++)
		bash_command(cli, out, &commands[i]);
	text_add(out, "\tesac\n}\ncomplete -F _tolc tolc\n");
}

/* -- zsh -- */

static void zsh_option(struct cli *cli, struct text *out, const struct command *command, int id)
{
	const struct option *option = &options[id];
	const char *choices = option_choices((enum option_id)id, command);
	bool both = option->letter && option->name;
	text_add(out, "\t\t\t");
	if (both) {
		text_add(out, "{");
		add_spelling(out, option, ",");
		text_add(out, "}'[");
	} else {
		text_add(out, "'");
		add_spelling(out, option, "");
		text_add(out, "[");
	}
	add_quoted(out, option->help[cli->language], "'\\''");
	text_add(out, "]");
	if (option->argument) {
		text_add(out, ":");
		text_add(out, option->argument);
		text_add(out, ":");
		text_add(out, id == OPTION_DIRECTORY ? "_files -/" : "");
		if (choices) {
			text_add(out, "(");
			add_choices(out, choices);
			text_add(out, ")");
		}
	}
	text_add(out, "' \\\n");
}

static const char *const zsh_operands[] = {
	[OPERAND_NONE] = "'*::'",
	[OPERAND_LIST] = "'*:LIST:'",
	[OPERAND_CASE] = "'1:CASE:'",
	[OPERAND_CODE] = "'1:CODE:'",
	[OPERAND_PATH] = "'*:FILE:_files -g \"*.tol\"'",
	[OPERAND_FOLDER] = "'1:DIR:_files -/'",
	[OPERAND_SHELL] = "'1:SHELL:(bash zsh fish)'",
};

static void zsh_command(struct cli *cli, struct text *out, const struct command *command)
{
	text_add(out, "\t\t");
	text_add(out, command->name);
	text_add(out, ")\n\t\t\t_arguments \\\n");
	for_options(cli, out, command, zsh_option);
	text_add(out, "\t\t\t");
	if (command->operand == OPERAND_COMMAND) {
		text_add(out, "'1:COMMAND:(");
		add_commands(out, " ");
		text_add(out, ")'");
	} else {
		text_add(out, zsh_operands[command->operand]);
	}
	text_add(out, " ;;\n");
}

static void complete_zsh(struct cli *cli, struct text *out)
{
	text_add(out, "#compdef tolc\n\n_tolc() {\n\tlocal context state state_descr line\n"
		      "\ttypeset -A opt_args\n\tlocal -a commands=(\n");
	for (size_t i = 0; i < command_count; i++) {
		text_add(out, "\t\t'");
		text_add(out, commands[i].name);
		text_add(out, ":");
		add_quoted(out, commands[i].help[cli->language], "'\\''");
		text_add(out, "'\n");
	}
	text_add(out, "\t)\n\t_arguments -C \\\n");
	for_options(cli, out, &no_command, zsh_option);
	text_add(out, "\t\t\t'--version[]' '(-): :->command' '(-)*:: :->argument'\n"
		      "\tcase $state in\n\tcommand)\n\t\t_describe command commands ;;\n"
		      "\targument)\n\t\tcase $words[1] in\n");
	for (size_t i = 0; i < command_count; i++)
		zsh_command(cli, out, &commands[i]);
	text_add(out, "\t\tesac ;;\n\tesac\n}\n\n_tolc \"$@\"\n");
}

/* -- fish -- */

/* Of the command, or where there is none yet: a value of an option is no command. */
static void fish_begin(struct text *out, const struct command *command)
{
	bool none = command == &no_command;
	text_add(out, "complete -c tolc -n '");
	text_add(out, none ? "not " : "");
	text_add(out, "__fish_seen_subcommand_from ");
	if (none)
		add_commands(out, " ");
	text_add(out, command->name);
	text_add(out, "'");
}

static void fish_option(struct cli *cli, struct text *out, const struct command *command, int id)
{
	const struct option *option = &options[id];
	const char *choices = option_choices((enum option_id)id, command);
	fish_begin(out, command);
	if (option->letter) {
		text_add(out, " -s ");
		text_add_bytes(out, &option->letter, 1);
	}
	if (option->name) {
		text_add(out, " -l ");
		text_add(out, option->name);
	}
	text_add(out, !option->argument ? "" : id == OPTION_DIRECTORY ? " -r" : " -x");
	if (choices) {
		text_add(out, " -a '");
		add_choices(out, choices);
		text_add(out, "'");
	}
	text_add(out, " -d '");
	add_quoted(out, option->help[cli->language], "\\'");
	text_add(out, "'\n");
}

static const char *const fish_operands[] = {
	[OPERAND_NONE] = NULL,
	[OPERAND_LIST] = NULL,
	[OPERAND_CASE] = NULL,
	[OPERAND_CODE] = NULL,
	[OPERAND_PATH] = " -k -a '(__fish_complete_suffix .tol)'",
	[OPERAND_FOLDER] = " -a '(__fish_complete_directories)'",
	[OPERAND_COMMAND] = " -a '",
	[OPERAND_SHELL] = " -a 'bash zsh fish'",
};

static void fish_command(struct cli *cli, struct text *out, const struct command *command)
{
	fish_begin(out, &no_command);
	text_add(out, " -a ");
	text_add(out, command->name);
	text_add(out, " -d '");
	add_quoted(out, command->help[cli->language], "\\'");
	text_add(out, "'\n");
	for_options(cli, out, command, fish_option);
	if (!fish_operands[command->operand])
		return;
	fish_begin(out, command);
	text_add(out, fish_operands[command->operand]);
	if (command->operand == OPERAND_COMMAND) {
		add_commands(out, " ");
		text_add(out, "'");
	}
	text_add(out, "\n");
}

static void complete_fish(struct cli *cli, struct text *out)
{
	text_add(out, "# fish completion of tolc\ncomplete -c tolc -f\n");
	fish_begin(out, &no_command);
	text_add(out, " -l version\n");
	for_options(cli, out, &no_command, fish_option);
	for (size_t i = 0; i < command_count; i++)
		fish_command(cli, out, &commands[i]);
}

int cmd_completion(struct cli *cli)
{
	static const struct {
		const char *shell;
		void (*complete)(struct cli *cli, struct text *out);
	} shells[] = {{"bash", complete_bash}, {"zsh", complete_zsh}, {"fish", complete_fish}};
	struct text out = {NULL, 0, 0};
	for (size_t i = 0; i < countof(shells); i++)
		if (strcmp(cli->operands[0], shells[i].shell) == 0)
			shells[i].complete(cli, &out);
	if (!out.bytes)
		return trouble(cli, MESSAGE_VALUE_NOT_OF, cli->operands[0], "bash|zsh|fish");
	bool written = output_write(cli, out.bytes, out.length);
	text_free(&out);
	return written ? EXIT_ANSWERED : EXIT_TROUBLE;
}
