/*
 * A case asked out on a terminal: one fact after another, the most telling first, until the verdict
 * is settled. Nothing is stored; questions go to stderr, the verdict is printed like any other.
 */
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES 4096

bool ask_wanted(const struct cli *cli)
{
	return cli->operand_count == 0 && !given(cli, OPTION_FACTS) && cli->set_count == 0 &&
	       isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

static void say(const char *text)
{
	error_write(text, strlen(text));
}

/* What may be answered; with the names that --set and files of facts know, or without. */
enum detail { DETAIL_LABELS, DETAIL_NAMES };

static void show_choice(const struct cli *cli, size_t index, enum detail detail)
{
	const char *name = tol_verdict_question_choice(cli->answer, index);
	const char *label = tol_verdict_question_choice_label(cli->answer, index);
	char number[32];
	snprintf(number, sizeof(number), "%4zu  ", index + 1);
	say(number);
	say(label ? label : name);
	if (label && detail == DETAIL_NAMES) {
		say(" (");
		say(name);
		say(")");
	}
	say("\n");
}

struct how_row {
	const char *type;
	enum message how;
};

static const struct how_row how_rows[] = {
	{"bool", MESSAGE_ASK_HOW},     {"money", MESSAGE_ASK_MONEY},
	{"count", MESSAGE_ASK_COUNT},  {"date", MESSAGE_ASK_DATE},
	{"one of", MESSAGE_ASK_CHOICE}, {"set of", MESSAGE_ASK_SET},
};

static enum message how_of(const char *type)
{
	size_t i = 0;
	while (i + 1 < countof(how_rows) && strcmp(how_rows[i].type, type) != 0)
		i++;
	return how_rows[i].how;
}

static void show_question(struct cli *cli, enum detail detail)
{
	const char *question = tol_verdict_question_text(cli->answer);
	size_t count = tol_verdict_question_choice_count(cli->answer);
	say("\n");
	say(question ? question : tol_verdict_question(cli->answer));
	say("\n");
	for (size_t i = 0; i < count; i++)
		show_choice(cli, i, detail);
	if (detail == DETAIL_NAMES)
		hint(cli, MESSAGE_ASK_FACT, tol_verdict_question(cli->answer));
	hint(cli, how_of(tol_verdict_question_type(cli->answer)), "");
	say("> ");
}

/* False at the end of the input, or where no more is to be said. */
static bool read_line(char line[LINE_MAX_BYTES])
{
	if (!fgets(line, LINE_MAX_BYTES, stdin)) {
		say("\n"); /* what follows does not stand behind the prompt */
		return false;
	}
	line[strcspn(line, "\r\n")] = '\0';
	return strcmp(line, "q") != 0;
}

/* -- what was answered, as --set takes it -- */

static bool is_label(const struct cli *cli, size_t index, const char *part, size_t length)
{
	const char *label = tol_verdict_question_choice_label(cli->answer, index);
	return label && strlen(label) == length && memcmp(label, part, length) == 0;
}

/* A number or a label becomes the name; what is neither is left to be refused. */
static void add_choice(const struct cli *cli, struct text *value, const char *part, size_t length)
{
	size_t count = tol_verdict_question_choice_count(cli->answer), number = 0, at = 0;
	while (at < length && part[at] >= '0' && part[at] <= '9' && number <= count)
		number = 10 * number + (size_t)(part[at++] - '0');
	if (at == length && number > 0 && number <= count) {
		text_add(value, tol_verdict_question_choice(cli->answer, number - 1));
		return;
	}
	for (size_t i = 0; i < count; i++)
		if (is_label(cli, i, part, length)) {
			text_add(value, tol_verdict_question_choice(cli->answer, i));
			return;
		}
	text_add_bytes(value, part, length);
}

/* How long the comma is that stands here, Chinese ones too; 0: none does. */
static size_t comma_length(const char *at)
{
	static const char *const commas[] = {",", "，", "、"};
	for (size_t i = 0; i < countof(commas); i++)
		if (strncmp(at, commas[i], strlen(commas[i])) == 0)
			return strlen(commas[i]);
	return 0;
}

static void add_choices(const struct cli *cli, struct text *value, const char *line)
{
	for (;;) {
		size_t length = 0, spaces = strspn(line, " ");
		line += spaces;
		while (line[length] && !comma_length(line + length))
			length++;
		size_t kept = length;
		while (kept > 0 && line[kept - 1] == ' ')
			kept--;
		add_choice(cli, value, line, kept);
		line += length;
		if (!*line)
			return;
		line += comma_length(line);
		text_add(value, ",");
	}
}

/* "NAME=VALUE", kept until the end of the run. */
static void keep_fact(struct cli *cli, const char *name, const char *value)
{
	struct text fact = {NULL, 0, 0};
	text_add(&fact, name);
	text_add(&fact, "=");
	if (*value && tol_verdict_question_choice_count(cli->answer))
		add_choices(cli, &fact, value);
	else
		text_add(&fact, *value ? value : "unknown");
	cli->sets = must_alloc(cli->sets, (cli->set_count + 1) * sizeof(*cli->sets));
	cli->asked = must_alloc(cli->asked, (cli->set_count + 1) * sizeof(*cli->asked));
	cli->asked[cli->set_count] = fact.bytes;
	cli->sets[cli->set_count++] = fact.bytes;
}

/* The verdict rests on it. */
static void show_said(const struct cli *cli)
{
	if (!cli->set_count)
		return;
	say("\n");
	say(message_text(cli, MESSAGE_ASK_SAID));
	for (size_t i = 0; i < cli->set_count; i++) {
		if (i)
			say("  ");
		say(cli->sets[i]);
	}
	say("\n");
}

static void drop_fact(struct cli *cli)
{
	free(cli->asked[--cli->set_count]);
}

/* False where no more is to be said of the question that is shown. */
static bool answer_read(struct cli *cli, char line[LINE_MAX_BYTES])
{
	show_question(cli, DETAIL_LABELS);
	while (read_line(line)) {
		if (strcmp(line, "?") != 0 && strcmp(line, "？") != 0)
			return true;
		show_question(cli, DETAIL_NAMES);
	}
	return false;
}

/* Decides anew with what was said; a value that cannot be read is asked for again. */
int ask_case(struct cli *cli, struct tol_decide_options *question)
{
	char line[LINE_MAX_BYTES];
	int status = tol_decide(&cli->answer, cli->session, question);
	while (status == TOL_OK && tol_verdict_question(cli->answer) && answer_read(cli, line)) {
		struct tol_answer *before = cli->answer;
		keep_fact(cli, tol_verdict_question(before), line);
		question->sets = cli->sets;
		question->set_count = cli->set_count;
		status = tol_decide(&cli->answer, cli->session, question);
		if (status == TOL_OK) {
			tol_answer_free(before);
			continue;
		}
		if (status != TOL_EUSAGE)
			break;
		session_trouble(cli);
		drop_fact(cli);
		cli->answer = before;
		status = TOL_OK;
	}
	if (status == TOL_OK)
		show_said(cli);
	return status;
}

void ask_end(struct cli *cli)
{
	for (size_t i = 0; cli->asked && i < cli->set_count; i++)
		free(cli->asked[i]);
	free(cli->asked);
}
