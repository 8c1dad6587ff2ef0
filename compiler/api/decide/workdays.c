/* Finds the calendar and says what is wrong with one. */
#include "api/decide/workdays.h"

#include <assert.h>
#include <stdio.h>

struct embedded_page {
	const char *name;
	const char *text;
	size_t length;
};

extern const struct embedded_page calendar_files[];
extern const size_t calendar_files_count;

struct str workdays_built_in(void)
{
	assert(calendar_files_count == 1);
	return (struct str){calendar_files[0].text, calendar_files[0].length};
}

static int fail_line(struct tol_session *session, const char *path, struct calendar_fault fault)
{
	static const enum hint_id hints[] = {
		[CALENDAR_NO_HEADER] = HINT_CALENDAR_HEADER,
		[CALENDAR_FIELDS] = HINT_CALENDAR_FIELDS,
		[CALENDAR_DATE] = HINT_CALENDAR_DATE,
		[CALENDAR_KIND] = HINT_CALENDAR_KIND,
		[CALENDAR_PERIOD] = HINT_CALENDAR_PERIOD,
		[CALENDAR_TWICE] = HINT_CALENDAR_TWICE,
	};
	char line[16];
	snprintf(line, sizeof(line), "%u", fault.line);
	return session_fail(session, TOL_EREAD, DIAG_CALENDAR_LINE,
			    ARGS(str_from(path), str_from(line)), hints[fault.reason], NO_ARGS);
}

/* Copies the file into the answer. */
static int read_file(struct str *out, struct tol_answer *answer, const char *path)
{
	struct tol_session *session = answer->session;
	struct buf opened, bytes;
	buf_init(&opened, &session->mem);
	buf_init(&bytes, &session->mem);
	if (path[0] != '/' && strcmp(session->directory, ".") != 0)
		buf_add_text(&opened, session->directory);
	if (opened.len > 0)
		buf_add_char(&opened, '/');
	buf_add_text(&opened, path);
	int error = disk_read(&session->disk, &bytes, opened.ptr);
	*out = arena_str(&answer->arena, buf_str(&bytes));
	buf_fini(&bytes);
	buf_fini(&opened);
	if (error == 0)
		return TOL_OK;
	return session_fail(session, TOL_EREAD, DIAG_PATH_UNREADABLE,
			    ARGS(str_from(path), session_errno(session, error)), HINT_NONE,
			    NO_ARGS);
}

/* Notices are known by their day: those of the day of the time count as published. */
static int32_t published_by(const struct tol_session *session, int64_t known_at)
{
	return known_at == TOL_NO_TIME ? DATE_MAX : date_from_time(known_at, session->zone);
}

int workdays_read(struct calendar *out, struct tol_answer *answer, const char *path,
		  int64_t known_at)
{
	struct str text = workdays_built_in();
	int status = path ? read_file(&text, answer, path) : TOL_OK;
	if (status != TOL_OK)
		return status;
	struct calendar_fault fault =
		calendar_read(out, &answer->arena, text, published_by(answer->session, known_at));
	return fault.reason == CALENDAR_SOUND ? TOL_OK : fail_line(answer->session, path, fault);
}
