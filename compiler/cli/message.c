/* What the command line itself has to say: both languages from one table, never a control
 * character. */
#include "cli/cli.h"

#include <errno.h>
#include <string.h>

static const char *const messages[MESSAGE_COUNT][2] = {
#define MESSAGE(id, en, zh) [MESSAGE_##id] = {en, zh},
#include "cli/message.def"
#undef MESSAGE
};

const char *message_text(const struct cli *cli, enum message id)
{
	return messages[id][cli->language];
}

/* What somebody typed or named a file could drive the terminal. C1 controls are C2 80 to C2 9F. */
static void add_safe(struct text *out, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text, next = (unsigned char)text[1];
		bool control = c < 0x20 || c == 0x7f || (c == 0xc2 && next >= 0x80 && next < 0xa0);
		text_add_bytes(out, control ? "?" : text, 1);
		text += control && c == 0xc2;
	}
}

static void add_filled(struct text *out, const char *format, const char *a, const char *b)
{
	for (; *format; format++) {
		bool first = strncmp(format, "{0}", 3) == 0;
		if (!first && strncmp(format, "{1}", 3) != 0) {
			text_add_bytes(out, format, 1);
			continue;
		}
		add_safe(out, first ? a : b);
		format += 2;
	}
}

static void say(struct cli *cli, enum message prefix, const char *format, const char *a,
		const char *b)
{
	static const char *const colors[][2] = {{"\033[1;31m", "\033[0m"}, {"\033[32m", "\033[0m"}};
	struct text line = {NULL, 0, 0};
	const char *const *paint = colors[prefix == MESSAGE_HINT];
	progress_clear(cli);
	text_add(&line, cli->color_errors ? paint[0] : "");
	text_add(&line, message_text(cli, prefix));
	text_add(&line, cli->color_errors ? paint[1] : "");
	add_filled(&line, format, a, b);
	text_add(&line, "\n");
	error_write(line.bytes, line.length);
	text_free(&line);
}

int trouble(struct cli *cli, enum message id, const char *a, const char *b)
{
	say(cli, MESSAGE_PREFIX, message_text(cli, id), a, b);
	return EXIT_TROUBLE;
}

void hint(struct cli *cli, enum message id, const char *a)
{
	say(cli, MESSAGE_HINT, message_text(cli, id), a, "");
}

int session_trouble(struct cli *cli)
{
	const char *advice = tol_session_hint(cli->session);
	say(cli, MESSAGE_PREFIX, "{0}", tol_session_error(cli->session), "");
	if (*advice)
		say(cli, MESSAGE_HINT, "{0}", advice, "");
	return EXIT_TROUBLE;
}

const char *system_error(const struct cli *cli, int error)
{
	static const struct {
		int error;
		enum message message;
	} rows[] = {
		{ENOENT, MESSAGE_NO_ENTRY},	 {EACCES, MESSAGE_NO_PERMISSION},
		{EPERM, MESSAGE_NO_PERMISSION},	 {EROFS, MESSAGE_NO_PERMISSION},
		{ENOTDIR, MESSAGE_NOT_A_FOLDER}, {ENOSPC, MESSAGE_NO_SPACE},
		{EBADF, MESSAGE_CLOSED},	 {EISDIR, MESSAGE_IS_A_FOLDER},
	};
	for (size_t i = 0; i < countof(rows); i++)
		if (rows[i].error == error)
			return message_text(cli, rows[i].message);
	return strerror(error);
}
