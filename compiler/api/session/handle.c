/* Sessions: their heap, the ways out when memory or an index fails, and the last error. */
#include "api/session/session.h"

#include "api/record/compile.h"

#include <errno.h>
#include <stdlib.h>

enum { ESCAPE_EXHAUSTED = 1, ESCAPE_DAMAGED };

static void session_exhausted(void *data)
{
	struct tol_session *session = data;
	longjmp(session->escape, ESCAPE_EXHAUSTED);
}

static void session_damaged(void *data)
{
	struct tol_session *session = data;
	longjmp(session->escape, ESCAPE_DAMAGED);
}

/* The session whose entry point was called: a session inside another one hands its ways out on. */
static struct tol_session *session_entered(const struct tol_session *session)
{
	return session->mem.data;
}

enum history_cache session_cache(const struct tol_session *session)
{
	return session_entered(session)->index_damaged ? HISTORY_REINDEXED : HISTORY_INDEXED;
}

struct block_alarm session_alarm(struct tol_session *session)
{
	struct tol_session *entered = session_entered(session);
	bool needs_none = !entered->may_restart || entered->index_damaged;
	return (struct block_alarm){entered, needs_none ? NULL : session_damaged};
}

void session_close_history(struct tol_session *session)
{
	if (session->history_open)
		history_fini(&session->history);
	session->history_open = false;
}

int session_run(struct tol_session *session, int (*work)(struct tol_session *session, void *data),
		void *data)
{
	if (session->spent)
		return TOL_ENOMEM;
	switch (setjmp(session->escape)) {
	case ESCAPE_EXHAUSTED:
		session->spent = true;
		return TOL_ENOMEM;
	case ESCAPE_DAMAGED:
		session->index_damaged = true;
		session_close_history(session);
		break;
	}
	buf_clear(&session->error);
	buf_clear(&session->hint);
	return work(session, data);
}

struct put_question {
	struct tol_answer *answer;
	session_question *question;
	const void *options;
};

static int ask(struct tol_session *session, void *data)
{
	struct put_question *put = data;
	return put->question(&put->answer, session, put->options);
}

int session_ask(struct tol_answer **out, struct tol_session *session, session_question *question,
		const void *options)
{
	struct put_question put = {NULL, question, options};
	session->may_restart = true;
	int status = session_run(session, ask, &put);
	session->may_restart = session->index_damaged = false;
	*out = status == TOL_OK ? put.answer : NULL;
	return status;
}

int session_fail(struct tol_session *session, enum tol_status status, enum diag_id id,
		 struct diag_args args, enum hint_id hint, struct diag_args hint_args)
{
	struct diag diag = {.id = id, .args = args};
	session->failed = id;
	diag_message(&session->error, &diag, session->language);
	if (hint != HINT_NONE)
		hint_message(&session->hint, hint, &hint_args, session->language);
	return status;
}

struct errno_row {
	int error;
	const char *text[2]; /* by enum language */
};

static const struct errno_row errno_rows[] = {
	{ENOENT, {"there is no such file or folder", "没有这个文件或目录"}},
	{EACCES, {"permission denied", "没有权限"}},
	{EPERM, {"permission denied", "没有权限"}},
	{ENOTDIR, {"a part of the path is not a folder", "路径中有一部分不是目录"}},
	{EISDIR, {"it is a folder", "这是目录"}},
	{ELOOP, {"too many symbolic links", "符号链接层数过多"}},
	{ENAMETOOLONG, {"the name is too long", "名称过长"}},
	{EMFILE, {"too many open files", "打开的文件过多"}},
	{ENOSPC, {"no space is left", "空间不足"}},
	{EIO, {"the device failed", "设备读写出错"}},
};

struct str session_errno(const struct tol_session *session, int error)
{
	static const char *const other[] = {"the system refused", "系统拒绝了操作"};
	for (size_t i = 0; i < countof(errno_rows); i++)
		if (errno_rows[i].error == error)
			return str_from(errno_rows[i].text[session->language]);
	return str_from(other[session->language]);
}

static int session_begin(struct tol_session *session, void *data)
{
	const struct tol_session_options *options = *(const struct tol_session_options **)data;
	const char *directory = ".";
#define GIVEN(member) OPTION_GIVEN(options, struct tol_session_options, member)
	if (GIVEN(directory) && options->directory)
		directory = options->directory;
	session->directory = mem_alloc(&session->mem, strlen(directory) + 1);
	memcpy(session->directory, directory, strlen(directory) + 1);
	session->compiler = compile_factory();
	session->now = GIVEN(now) ? options->now : 0;
	session->zone = GIVEN(zone) ? options->zone : TOL_ZONE_CHINA;
	if (GIVEN(language) && options->language == TOL_CHINESE)
		session->language = LANGUAGE_ZH;
	session->flags = GIVEN(flags) ? options->flags : 0;
	session->progress = GIVEN(progress) ? options->progress : NULL;
	session->payload = GIVEN(payload) ? options->payload : NULL;
#undef GIVEN
	return TOL_OK;
}

int tol_session_new(struct tol_session **out, const struct tol_session_options *options)
{
	struct tol_session *session = calloc(1, sizeof(*session));
	*out = NULL;
	if (!session)
		return TOL_ENOMEM;
	mem_init(&session->mem, session_exhausted, session);
	disk_init(&session->disk, &session->mem);
	buf_init(&session->error, &session->mem);
	buf_init(&session->hint, &session->mem);
	int status = session_run(session, session_begin, &options);
	if (status != TOL_OK) {
		tol_session_free(session);
		return status;
	}
	*out = session;
	return TOL_OK;
}

int session_beside(struct tol_session **out, const struct tol_session *session)
{
	struct tol_session_options options = TOL_SESSION_OPTIONS_INIT;
	options.directory = session->directory;
	options.now = session->now;
	options.zone = session->zone;
	options.language = session->language == LANGUAGE_ZH ? TOL_CHINESE : TOL_ENGLISH;
	options.flags = session->flags;
	return tol_session_new(out, &options);
}

void tol_session_free(struct tol_session *session)
{
	if (!session)
		return;
	for (struct tol_answer *answer = session->answers; answer; answer = answer->next)
		answer_give_back(answer);
	disk_fini(&session->disk);
	session_close_history(session);
	mem_fini(&session->mem);
	free(session);
}

const char *tol_session_error(const struct tol_session *session)
{
	static const char *const exhausted[] = {"out of memory", "内存不足"};
	if (session->spent)
		return exhausted[session->language];
	return session->error.ptr ? session->error.ptr : "";
}

const char *tol_session_hint(const struct tol_session *session)
{
	return session->hint.ptr && !session->spent ? session->hint.ptr : "";
}
