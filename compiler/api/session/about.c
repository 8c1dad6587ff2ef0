/* Questions about the tool itself: its version, its codes; and the forms of dates and times. */
#include "api/session/pages.h"
#include "api/session/session.h"

const char *tol_version(void)
{
	return TOLC_VERSION;
}

int32_t tol_date_parse(const char *text)
{
	return date_parse_written(str_from(text));
}

void tol_date_write(char out[11], int32_t date)
{
	int year, month, day;
	date_to_civil(date, &year, &month, &day);
	int parts[] = {year / 100, year % 100, month, day};
	static const int places[] = {0, 2, 5, 8};
	memcpy(out, "0000-00-00", 11);
	for (size_t i = 0; i < countof(parts); i++) {
		out[places[i]] = (char)('0' + parts[i] / 10);
		out[places[i] + 1] = (char)('0' + parts[i] % 10);
	}
}

int64_t tol_time_parse(const char *text, int32_t zone)
{
	int64_t time;
	int32_t date = tol_date_parse(text);
	if (date != DATE_NONE)
		return date_to_time(date + 1, zone) - 1;
	return time_parse(&time, str_from(text)) ? time : TOL_NO_TIME;
}

int tol_zone_parse(int32_t *zone, const char *text)
{
	int32_t parsed;
	if (!zone_parse(&parsed, str_from(text)))
		return TOL_EUSAGE;
	*zone = parsed;
	return TOL_OK;
}

static int about(struct tol_answer **out, struct tol_session *session, const void *options)
{
	(void)options;
	*out = answer_new(session, ANSWER_VERSION);
	return TOL_OK;
}

int tol_about(struct tol_answer **out, struct tol_session *session)
{
	return session_ask(out, session, about, NULL);
}

/* TOL0101, tol101 and 101 are one code. */
static enum diag_id find_code(const char *text)
{
	enum { DIGITS = 4 };
	char code[] = "TOL0000";
	bool named = (text[0] == 'T' || text[0] == 't') && (text[1] == 'O' || text[1] == 'o') &&
		     (text[2] == 'L' || text[2] == 'l');
	const char *digits = named ? text + 3 : text;
	size_t length = strlen(digits);
	if (length == 0 || length > DIGITS || strspn(digits, "0123456789") < length)
		return DIAG_COUNT;
	memcpy(code + sizeof(code) - 1 - length, digits, length);
	return diag_from_code(str_from(code));
}

static int explain(struct tol_answer **out, struct tol_session *session, const void *options)
{
	const char *code = options;
	enum diag_id id = find_code(code);
	if (id == DIAG_COUNT)
		return session_fail(session, TOL_ENOTFOUND, DIAG_CODE_UNKNOWN, ARGS(str_from(code)),
				    HINT_CODE_FORM, NO_ARGS);
	*out = answer_new(session, ANSWER_EXPLAIN);
	answer_names(*out, &code, 1);
	(*out)->answer.page = (struct answer_page){id, pages_find(id, session->language)};
	return TOL_OK;
}

int tol_explain(struct tol_answer **out, struct tol_session *session, const char *code)
{
	return session_ask(out, session, explain, code);
}
