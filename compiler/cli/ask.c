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

static void show_choices(const struct cli *cli, struct text *text)
{
	size_t count = tol_verdict_question_choice_count(cli->answer);
	for (size_t i = 0; i < count; i++) {
		if (i)
			text_add(text, cli->language == TOL_CHINESE ? "、" : ", ");
		text_add(text, tol_verdict_question_choice(cli->answer, i));
	}
	text_add(text, "");
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

static void show_question(struct cli *cli)
{
	const char *question = tol_verdict_question_text(cli->answer);
	struct text choices = {NULL, 0, 0};
	show_choices(cli, &choices);
	say("\n");
	say(question ? question : tol_verdict_question(cli->answer));
	say("\n");
	hint(cli, how_of(tol_verdict_question_type(cli->answer)), choices.bytes);
	say("> ");
	text_free(&choices);
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

/* "NAME=VALUE", kept until the end of the run. */
static void keep_fact(struct cli *cli, const char *name, const char *value)
{
	struct text fact = {NULL, 0, 0};
	text_add(&fact, name);
	text_add(&fact, "=");
	text_add(&fact, *value ? value : "unknown");
	cli->sets = must_alloc(cli->sets, (cli->set_count + 1) * sizeof(*cli->sets));
	cli->asked = must_alloc(cli->asked, (cli->set_count + 1) * sizeof(*cli->asked));
	cli->asked[cli->set_count] = fact.bytes;
	cli->sets[cli->set_count++] = fact.bytes;
}

static void drop_fact(struct cli *cli)
{
	free(cli->asked[--cli->set_count]);
}

/* Decides anew with what was said; a value that cannot be read is asked for again. */
int ask_case(struct cli *cli, struct tol_decide_options *question)
{
	char line[LINE_MAX_BYTES];
	int status = tol_decide(&cli->answer, cli->session, question);
	while (status == TOL_OK && tol_verdict_question(cli->answer)) {
		show_question(cli);
		if (!read_line(line))
			break;
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
	return status;
}

void ask_end(struct cli *cli)
{
	for (size_t i = 0; cli->asked && i < cli->set_count; i++)
		free(cli->asked[i]);
	free(cli->asked);
}
