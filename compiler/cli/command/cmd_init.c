/*
 * tolc init: a vocabulary and a list to start from, in the drafter's language. Nothing that is
 * there is touched: either all files are new, or none is written.
 */
#include "cli/cli.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct embedded_page {
	const char *name;
	const char *text;
	size_t length;
};

extern const struct embedded_page init_templates[];
extern const size_t init_templates_count;

struct starter {
	const char *template;
	const char *path;
};

static const struct starter starters[][2] = {
	[TOL_ENGLISH] = {{"en-1", "vocabulary.tol"}, {"en-2", "list.tol"}},
	[TOL_CHINESE] = {{"zh-1", "词汇.tol"}, {"zh-2", "清单.tol"}},
};

static const struct embedded_page *template_find(const char *name)
{
	size_t i = 0;
	while (strcmp(init_templates[i].name, name) != 0)
		i++;
	return &init_templates[i];
}

/* The text's path within the folder, in place of what the text held. */
static void join_path(struct text *out, const char *folder, const char *path)
{
	text_free(out);
	if (strcmp(folder, ".") != 0) {
		text_add(out, folder);
		text_add(out, folder[0] && folder[strlen(folder) - 1] != '/' ? "/" : "");
	}
	text_add(out, path);
}

static bool is_free(struct cli *cli, const char *folder)
{
	struct text path = {NULL, 0, 0};
	struct stat status;
	bool free_of_it = true;
	for (size_t i = 0; i < 2 && free_of_it; i++) {
		join_path(&path, folder, starters[cli->language][i].path);
		free_of_it = lstat(path.bytes, &status) != 0;
		if (!free_of_it) {
			trouble(cli, MESSAGE_EXISTS, path.bytes, "");
			hint(cli, MESSAGE_INIT_ELSEWHERE, "");
		}
	}
	text_free(&path);
	return free_of_it;
}

static void tell(struct cli *cli, enum message id, const char *a)
{
	struct text line = {NULL, 0, 0};
	const char *format = message_text(cli, id);
	const char *place = strstr(format, "{0}");
	text_add_bytes(&line, format, (size_t)(place - format));
	text_add(&line, a);
	text_add(&line, place + 3);
	text_add(&line, "\n");
	if (!given(cli, OPTION_QUIET))
		output_write(cli, line.bytes, line.length);
	text_free(&line);
}

static bool write_starter(struct cli *cli, const char *folder, const struct starter *starter)
{
	const struct embedded_page *page = template_find(starter->template);
	struct text path = {NULL, 0, 0};
	join_path(&path, folder, starter->path);
	int error = file_create(path.bytes, page->text, page->length);
	if (error)
		trouble(cli, MESSAGE_REPLACE, path.bytes, system_error(cli, error));
	else
		tell(cli, MESSAGE_WRITTEN, path.bytes);
	text_free(&path);
	return !error;
}

int cmd_init(struct cli *cli)
{
	const char *folder = cli->operand_count ? cli->operands[0] : ".";
	if (mkdir(folder, 0777) != 0 && errno != EEXIST)
		return trouble(cli, MESSAGE_REPLACE, folder, system_error(cli, errno));
	if (!is_free(cli, folder))
		return EXIT_TROUBLE;
	for (size_t i = 0; i < 2; i++)
		if (!write_starter(cli, folder, &starters[cli->language][i]))
			return EXIT_TROUBLE;
	tell(cli, MESSAGE_INIT_NEXT, folder);
	return EXIT_ANSWERED;
}
