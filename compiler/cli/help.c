/* Help, from the tables. Every line fits 80 columns; a test says so. */
#include "cli/cli.h"

#include <string.h>

#define COMMAND_COLUMN 14
#define OPTION_COLUMN  24

static void add_usage(struct cli *cli, struct text *out, const struct command *command)
{
	text_add(out, message_text(cli, MESSAGE_USAGE));
	text_add(out, "tolc ");
	text_add(out, command ? command->name : message_text(cli, MESSAGE_USAGE_ALL));
	if (command) {
		text_add(out, message_text(cli, MESSAGE_USAGE_OPTIONS));
		text_add(out, *command->operands ? " " : "");
		text_add(out, command->operands);
	}
	text_add(out, "\n");
}

static void add_option_name(struct text *out, const struct option *option)
{
	char letter[3] = {'-', option->letter, '\0'};
	text_add(out, option->letter ? letter : "  ");
	text_add(out, option->letter && option->name ? ", " : option->name ? "  " : "");
	text_add(out, option->name ? "--" : "");
	text_add(out, option->name ? option->name : "");
	if (option->argument) {
		text_add(out, " ");
		text_add(out, option->argument);
	}
}

static void add_option(struct cli *cli, struct text *out, int id, const struct command *command)
{
	const char *choices = option_choices((enum option_id)id, command);
	size_t start = out->length;
	text_add(out, "  ");
	add_option_name(out, &options[id]);
	text_add(out, " ");
	text_fill(out, start + OPTION_COLUMN);
	text_add(out, options[id].help[cli->language]);
	text_add(out, "\n");
	if (choices) {
		start = out->length;
		text_fill(out, start + OPTION_COLUMN);
		text_add(out, choices);
		text_add(out, "\n");
	}
}

static void add_options(struct cli *cli, struct text *out, enum message title,
			unsigned long long set, const struct command *command)
{
	if (!set)
		return;
	text_add(out, "\n");
	text_add(out, message_text(cli, title));
	text_add(out, "\n");
	for (int i = 0; i < OPTION_COUNT; i++)
		if (set & 1ull << i)
			add_option(cli, out, i, command);
}

static int print_help(struct cli *cli, struct text *out)
{
	bool written = output_write(cli, out->bytes, out->length);
	text_free(out);
	return written ? EXIT_ANSWERED : EXIT_TROUBLE;
}

int help_command(struct cli *cli, const struct command *command)
{
	struct text out = {NULL, 0, 0};
	add_usage(cli, &out, command);
	text_add(&out, command->help[cli->language]);
	text_add(&out, "\n");
	add_options(cli, &out, MESSAGE_OPTIONS, command->options, command);
	add_options(cli, &out, MESSAGE_COMMON_OPTIONS, command_options(command) & ~command->options,
		    command);
	text_add(&out, "\n");
	text_add(&out, message_text(cli, MESSAGE_EXIT_STATUS));
	text_add(&out, "\n");
	return print_help(cli, &out);
}

int help_all(struct cli *cli)
{
	struct text out = {NULL, 0, 0};
	text_add(&out, message_text(cli, MESSAGE_ABOUT));
	text_add(&out, "\n\n");
	add_usage(cli, &out, NULL);
	text_add(&out, "\n");
	text_add(&out, message_text(cli, MESSAGE_COMMANDS));
	text_add(&out, "\n");
	for (size_t i = 0; i < command_count; i++) {
		size_t start = out.length;
		text_add(&out, "  ");
		text_add(&out, commands[i].name);
		text_fill(&out, start + COMMAND_COLUMN);
		text_add(&out, commands[i].help[cli->language]);
		text_add(&out, "\n");
	}
	text_add(&out, "\n");
	text_add(&out, message_text(cli, MESSAGE_MORE_HELP));
	text_add(&out, "\n");
	return print_help(cli, &out);
}
