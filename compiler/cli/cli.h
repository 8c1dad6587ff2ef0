/*
 * The command line: arguments -> one question to the library -> bytes on stdout and stderr, exit
 * status. Sees tolc.h and nothing else of the compiler; the only part that asks the clock, the
 * environment and the terminal.
 *
 * To add a command: a row in command.def, its options in option.def, a file cmd_<name>.c, a page
 * man/tolc-<name>.1.scd, a transcript in tests/cli/. Help, completion and the tests of the manual
 * come from the tables.
 */
#ifndef TOLC_CLI_CLI_H
#define TOLC_CLI_CLI_H

#include "tolc.h"

#include <stdbool.h>

enum exit_status {
	EXIT_ANSWERED = 0,
	EXIT_FINDINGS = 1,
	EXIT_TROUBLE = 2,
	/* of decide --exit-code */
	EXIT_BARRED = 3,
	EXIT_OPEN = 4,
	EXIT_RULING = 5,
	EXIT_SILENT = 6,
	EXIT_SIGNAL = 128 /* and the number of the signal that ended it */
};

#define countof(array) (sizeof(array) / sizeof((array)[0]))

enum option_id {
#define OPTION(id, letter, name, argument, choices, en, zh) OPTION_##id,
#include "cli/option.def"
#undef OPTION
	OPTION_COUNT
};

struct option {
	char letter;	      /* '\0': none */
	const char *name;     /* without dashes; NULL: none */
	const char *argument; /* what its value is called; NULL: takes none */
	const char *choices;  /* "zh|en": nothing else; NULL: anything */
	const char *help[2];  /* by enum tol_language */
};

extern const struct option options[OPTION_COUNT];

#define OPTION_BIT(id) (1ull << OPTION_##id)

/* What a command takes beside options, for completion. */
enum operand {
	OPERAND_NONE,
	OPERAND_PATH,
	OPERAND_LIST,
	OPERAND_CASE,
	OPERAND_CODE,
	OPERAND_COMMAND,
	OPERAND_SHELL,
	OPERAND_FOLDER
};

struct cli;

struct command {
	const char *name;
	int (*run)(struct cli *cli);
	const char *operands; /* as the synopsis shows them; "" none */
	enum operand operand;
	int least, most;	    /* how many; most -1: any number */
	unsigned long long options; /* of its own; the common ones go without saying */
	const char *formats;	    /* values of --format; NULL: none */
	const char *help[2];
};

extern const struct command commands[];
extern const size_t command_count;
/* The options that a command knows. */
unsigned long long command_options(const struct command *command);
/* What may stand for an option's value with a command, or NULL. command may be NULL. */
const char *option_choices(enum option_id id, const struct command *command);

/* One run. */
struct cli {
	enum tol_language language;
	bool color;	   /* on stdout */
	bool color_errors; /* on stderr */
	unsigned columns;
	const struct command *command;
	const char *values[OPTION_COUNT]; /* NULL: not given; "" for what takes no value */
	const char *at; /* of --at: the one before the last, which is among the values */
	const char **sets; /* of --set, in order */
	size_t set_count;
	char **asked; /* those that were asked for, to be freed; NULL: none */
	const char **operands;
	size_t operand_count;
	int64_t now;
	int32_t zone;
	struct tol_session *session;
	struct tol_answer *answer;
	char *input;	     /* standard input */
	bool broken_pipe;    /* nobody reads stdout any more */
	bool progress;	     /* a line of it stands on the terminal */
	int64_t progress_at; /* when the next one is due, in milliseconds; 0: none was */
};

static inline bool given(const struct cli *cli, enum option_id id)
{
	return cli->values[id] != NULL;
}

/* -- message.c: what the command line itself has to say -- */

enum message {
#define MESSAGE(id, en, zh) MESSAGE_##id,
#include "cli/message.def"
#undef MESSAGE
	MESSAGE_COUNT
};

const char *message_text(const struct cli *cli, enum message id);
/* "tolc: error: …" on stderr; {0} and {1} are filled in. Returns EXIT_TROUBLE. */
int trouble(struct cli *cli, enum message id, const char *a, const char *b);
void hint(struct cli *cli, enum message id, const char *a);
/* The same with what the session says. */
int session_trouble(struct cli *cli);
/* What errno means, in the language of the run; borrowed until the next call of strerror. */
const char *system_error(const struct cli *cli, int error);

/* -- arguments.c -- */

/* Fills in command, options, operands; false: said what is wrong. */
bool arguments_read(struct cli *cli, int argc, char **argv);
/* The nearest of the words, or NULL; next gives them one after the other until NULL. */
const char *suggest(const char *word, const char *(*next)(void *data, size_t index), void *data);
/* Whether "a|b|c" holds the word. */
bool choices_hold(const char *choices, const char *word, size_t length);

/* -- environment.c -- */

void environment_read(struct cli *cli);
void environment_colors(struct cli *cli);
/* Where "-" is among the operands: takes it out and fills in the text. False: said why not. */
bool input_operand(struct cli *cli, struct tol_text *text);
/* All of a file, "-": standard input; kept until the next one is read. NULL: said why not. */
const char *input_read(struct cli *cli, const char *path, size_t *length);

/* -- output.c -- */

/* Makes sure that no file opened later is taken for a standard stream. */
void output_begin(void);
/* False where it could not be written: said so, unless nobody reads it any more. */
bool output_write(struct cli *cli, const char *bytes, size_t length);
/* All of it, through interruptions; 0 or errno. */
int write_all(int stream, const char *bytes, size_t length);
void error_write(const char *bytes, size_t length);
/* Ends the run's output; returns status, or EXIT_TROUBLE where writing failed. */
int output_end(struct cli *cli, int status);
void progress_show(void *payload, size_t done, size_t total);
/* The same with other words; total 0: not known. */
void progress_say(struct cli *cli, enum message what, size_t done, size_t total);
void progress_clear(struct cli *cli);

/* -- answer.c: from options to a session, from an answer to the exit status -- */

/* Said why not where it is false. */
bool session_open(struct cli *cli);
/* Prints what was answered (cli->answer) in the wanted format; status is the library's. */
int answer_print(struct cli *cli, int status);
/* Day or time options; false: said what is wrong. */
bool option_day(struct cli *cli, enum option_id id, int32_t *out);
bool option_time(struct cli *cli, enum option_id id, int64_t *out);
/* --at, --known-at, --rev, --worktree and the operands. */
bool record_options(struct cli *cli, struct tol_record_options *out);

/* -- ask.c -- */

/* Whether facts are to be asked for on the terminal. */
bool ask_wanted(const struct cli *cli);
/* Asks until the verdict is settled, or no more is said; the status is the library's. */
int ask_case(struct cli *cli, struct tol_decide_options *question);
void ask_end(struct cli *cli);

/* -- batch.c -- */

/* Verdicts on the cases of --cases, one a line; returns the exit status. */
int batch_run(struct cli *cli, const struct tol_decide_options *question);

/* What a change makes of them; the same. */
int impact_run(struct cli *cli, const struct tol_diff_options *sides);

/* -- help.c -- */

int help_all(struct cli *cli);
int help_command(struct cli *cli, const struct command *command);

/* -- replace.c -- */

/* The file's content becomes these bytes, or stays what it was; follows links to the file they
 * name, keeps its mode. 0 or errno. */
int file_replace(const char *path, const char *bytes, size_t length);
/* A new file; EEXIST where there is one. 0 or errno. */
int file_create(const char *path, const char *bytes, size_t length);

/* -- text.c: a growing text -- */

struct text {
	char *bytes; /* terminated */
	size_t length;
	size_t capacity;
};

void text_add(struct text *text, const char *bytes);
void text_add_bytes(struct text *text, const char *bytes, size_t length);
void text_fill(struct text *text, size_t width); /* spaces, until so many bytes were added */
void text_free(struct text *text);
/* Ends the process where there is no memory. */
void *must_alloc(void *block, size_t size);

#define COMMAND(name, operands, operand, least, most, options, formats, en, zh)                    \
	int cmd_##name(struct cli *cli);
#include "cli/command.def"
#undef COMMAND

#endif
