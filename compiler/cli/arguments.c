/*
 * Arguments: options stand anywhere, "--" ends them, "-" is an operand. The first operand is the
 * command. What is said twice counts as said last.
 */
#include "cli/cli.h"

#include <string.h>

struct reader {
	struct cli *cli;
	int argc;
	char **argv;
	int next;
};

/* -- The nearest word -- */

#define WORD_MAX 32

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Insertions, removals, replacements and swaps of neighbours that lead from a to b. */
static size_t word_distance(const char *a, const char *b)
{
	size_t rows[3][WORD_MAX + 1];
	size_t a_length = strlen(a), b_length = strlen(b);
	if (a_length > WORD_MAX || b_length > WORD_MAX)
		return WORD_MAX;
	for (size_t j = 0; j <= b_length; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a_length; i++) {
		size_t *row = rows[i % 3], *above = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];
		row[0] = i;
		for (size_t j = 1; j <= b_length; j++) {
			row[j] = least(above[j] + 1, row[j - 1] + 1);
			row[j] = least(row[j], above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
	}
	return rows[a_length % 3][b_length];
}

const char *suggest(const char *word, const char *(*next)(void *data, size_t index), void *data)
{
	const char *best = NULL, *candidate;
	size_t best_distance = strlen(word) / 3 + 2;
	for (size_t i = 0; (candidate = next(data, i)); i++) {
		size_t distance = word_distance(word, candidate);
		if (distance < best_distance && distance < strlen(candidate)) {
			best = candidate;
			best_distance = distance;
		}
	}
	return best;
}

static const char *command_name(void *data, size_t index)
{
	(void)data;
	return index < command_count ? commands[index].name : NULL;
}

struct known_options {
	unsigned long long set;
	char names[OPTION_COUNT][WORD_MAX];
	size_t count;
};

static const char *option_name(void *data, size_t index)
{
	struct known_options *known = data;
	return index < known->count ? known->names[index] : NULL;
}

static unsigned long long known_set(const struct cli *cli)
{
	return cli->command ? command_options(cli->command) : ~0ull;
}

static bool unknown_option(struct cli *cli, const char *argument)
{
	struct known_options known = {known_set(cli), {""}, 0};
	for (int i = 0; i < OPTION_COUNT; i++) {
		if (!options[i].name || !(known.set & 1ull << i))
			continue;
		strcpy(known.names[known.count], "--");
		strncat(known.names[known.count++], options[i].name, WORD_MAX - 3);
	}
	const char *nearest = suggest(argument, option_name, &known);
	trouble(cli, MESSAGE_UNKNOWN_OPTION, argument, "");
	if (nearest)
		hint(cli, MESSAGE_DID_YOU_MEAN, nearest);
	else if (cli->command)
		hint(cli, MESSAGE_SEE_HELP, cli->command->name);
	else
		hint(cli, MESSAGE_SEE_HELP_ALL, "");
	return false;
}

static bool unknown_command(struct cli *cli, const char *name)
{
	const char *nearest = suggest(name, command_name, NULL);
	trouble(cli, MESSAGE_UNKNOWN_COMMAND, name, "");
	if (nearest)
		hint(cli, MESSAGE_DID_YOU_MEAN, nearest);
	else
		hint(cli, MESSAGE_SEE_HELP_ALL, "");
	return false;
}

/* -- Options -- */

static int option_by_name(const char *name, size_t length)
{
	for (int i = 0; i < OPTION_COUNT; i++)
		if (options[i].name && strlen(options[i].name) == length &&
		    memcmp(options[i].name, name, length) == 0)
			return i;
	return -1;
}

static int option_by_letter(char letter)
{
	for (int i = 0; i < OPTION_COUNT; i++)
		if (letter && options[i].letter == letter)
			return i;
	return -1;
}

/* value: what stood behind it in the same argument, or NULL. */
static bool set_option(struct reader *r, int id, const char *shown, const char *value)
{
	const struct option *option = &options[id];
	if (!option->argument && value) {
		trouble(r->cli, MESSAGE_VALUE_UNWANTED, shown, "");
		return false;
	}
	if (option->argument && !value && r->next < r->argc)
		value = r->argv[r->next++];
	if (option->argument && !value) {
		trouble(r->cli, MESSAGE_VALUE_MISSING, shown, option->argument);
		return false;
	}
	if (id == OPTION_AT)
		r->cli->at = r->cli->values[id];
	r->cli->values[id] = value ? value : "";
	if (id == OPTION_SET)
		r->cli->sets[r->cli->set_count++] = value;
	return true;
}

static bool read_long(struct reader *r, char *argument)
{
	char *name = argument + 2;
	char *equals = strchr(name, '=');
	size_t length = equals ? (size_t)(equals - name) : strlen(name);
	int id = option_by_name(name, length);
	if (equals)
		*equals = '\0';
	if (id < 0)
		return unknown_option(r->cli, argument);
	return set_option(r, id, argument, equals ? equals + 1 : NULL);
}

/* -qv, -C DIR, -CDIR */
static bool read_letters(struct reader *r, const char *argument)
{
	for (const char *letter = argument + 1; *letter; letter++) {
		char shown[3] = {'-', *letter, '\0'};
		int id = option_by_letter(*letter);
		if (id < 0)
			return unknown_option(r->cli, argument);
		if (options[id].argument)
			return set_option(r, id, shown, letter[1] ? letter + 1 : NULL);
		if (!set_option(r, id, shown, NULL))
			return false;
	}
	return true;
}

static bool find_command(struct cli *cli, const char *name)
{
	for (size_t i = 0; i < command_count; i++)
		if (strcmp(commands[i].name, name) == 0)
			cli->command = &commands[i];
	return cli->command || unknown_command(cli, name);
}

static bool read_operand(struct reader *r, const char *argument)
{
	if (!r->cli->command)
		return find_command(r->cli, argument);
	r->cli->operands[r->cli->operand_count++] = argument;
	return true;
}

static bool read_arguments(struct reader *r)
{
	bool ended = false, good = true;
	while (good && r->next < r->argc) {
		char *argument = r->argv[r->next++];
		if (ended || argument[0] != '-' || argument[1] == '\0')
			good = read_operand(r, argument);
		else if (strcmp(argument, "--") == 0)
			ended = true;
		else if (argument[1] == '-')
			good = read_long(r, argument);
		else
			good = read_letters(r, argument);
	}
	return good;
}

/* -- Whether it makes sense together -- */

bool choices_hold(const char *choices, const char *word, size_t length)
{
	while (choices) {
		const char *end = strchr(choices, '|');
		size_t size = end ? (size_t)(end - choices) : strlen(choices);
		if (size == length && memcmp(choices, word, length) == 0)
			return true;
		choices = end ? end + 1 : NULL;
	}
	return false;
}

static void show_option(char *out, size_t size, const struct option *option)
{
	if (option->name) {
		strcpy(out, "--");
		strncat(out, option->name, size - 3);
	} else {
		memcpy(out, (char[]){'-', option->letter, '\0'}, 3);
	}
}

static bool check_option(struct cli *cli, int id)
{
	const char *value = cli->values[id];
	const char *choices = option_choices((enum option_id)id, cli->command);
	char shown[WORD_MAX];
	show_option(shown, sizeof(shown), &options[id]);
	if (cli->command && !(command_options(cli->command) & 1ull << id)) {
		trouble(cli, MESSAGE_FOREIGN_OPTION, shown, cli->command->name);
		hint(cli, MESSAGE_SEE_HELP, cli->command->name);
		return false;
	}
	if (choices && !choices_hold(choices, value, strlen(value))) {
		trouble(cli, MESSAGE_VALUE_NOT_OF, value, choices);
		return false;
	}
	return true;
}

static bool check_operands(struct cli *cli)
{
	const struct command *command = cli->command;
	if (cli->operand_count < (size_t)command->least) {
		trouble(cli, MESSAGE_TOO_FEW, command->name, command->operands);
		hint(cli, MESSAGE_SEE_HELP, command->name);
		return false;
	}
	if (command->most >= 0 && cli->operand_count > (size_t)command->most) {
		trouble(cli, MESSAGE_TOO_MANY, cli->operands[command->most], command->name);
		hint(cli, MESSAGE_SEE_HELP, command->name);
		return false;
	}
	return true;
}

/* Messages follow --lang wherever it stands, so it is looked for first. */
static void find_language(struct cli *cli, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const char *value = NULL;
		if (strncmp(argv[i], "--lang=", 7) == 0)
			value = argv[i] + 7;
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			value = argv[i + 1];
		if (value && strcmp(value, "zh") == 0)
			cli->language = TOL_CHINESE;
		else if (value && strcmp(value, "en") == 0)
			cli->language = TOL_ENGLISH;
	}
}

bool arguments_read(struct cli *cli, int argc, char **argv)
{
	struct reader reader = {cli, argc, argv, 1};
	find_language(cli, argc, argv);
	cli->operands = must_alloc(NULL, (size_t)argc * sizeof(*cli->operands));
	cli->sets = must_alloc(NULL, (size_t)argc * sizeof(*cli->sets));
	if (!read_arguments(&reader))
		return false;
	if (given(cli, OPTION_HELP) || given(cli, OPTION_VERSION))
		return true;
	for (int i = 0; i < OPTION_COUNT; i++)
		if (cli->values[i] && !check_option(cli, i))
			return false;
	if (!cli->command) {
		trouble(cli, MESSAGE_NO_COMMAND, "", "");
		hint(cli, MESSAGE_SEE_HELP_ALL, "");
		return false;
	}
	return check_operands(cli);
}
