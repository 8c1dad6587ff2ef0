/* What is wrong with JSON, and where. */
#include "api/decide/deciding.h"

#include "base/text/json_read.h"
#include "base/diag/source.h"

static void add_place(struct buf *out, struct tol_session *session, const struct json_text *text,
		      size_t offset)
{
	struct source source;
	offset += (size_t)(text->text.ptr - text->whole.ptr);
	source_init(&source, &session->mem, text->path, text->whole);
	struct location at = source_locate(&source, (uint32_t)offset);
	if (text->is_line && session->language == LANGUAGE_ZH)
		buf_addf(out, "第 %u 列", at.column);
	else if (text->is_line)
		buf_addf(out, "column %u", at.column);
	buf_add(out, text->is_line ? STR("") : text->path);
	if (!text->is_line)
		buf_addf(out, ":%u:%u", at.line, at.column);
	source_fini(&source);
}

/* Which errors of the reader have the same way out. */
static enum hint_id json_hint(enum json_read_error error)
{
	static const enum hint_id hints[JSON_READ_ERRORS] = {
		[JSON_READ_BYTE_ORDER_MARK] = HINT_JSON_MARK,
		[JSON_READ_TRAILING_COMMA] = HINT_JSON_TRAILING_COMMA,
		[JSON_READ_NO_COMMA] = HINT_JSON_COMMA,
		[JSON_READ_NO_COLON] = HINT_JSON_COLON,
		[JSON_READ_NO_KEY] = HINT_JSON_KEY,
		[JSON_READ_WORD] = HINT_JSON_WORD,
		[JSON_READ_NO_VALUE] = HINT_JSON_WORD,
		[JSON_READ_LEADING_ZERO] = HINT_JSON_NUMBER,
		[JSON_READ_NO_DIGIT] = HINT_JSON_NUMBER,
		[JSON_READ_UNTERMINATED] = HINT_JSON_STRING,
		[JSON_READ_CONTROL_CHARACTER] = HINT_JSON_STRING,
		[JSON_READ_ILL_FORMED] = HINT_JSON_STRING,
		[JSON_READ_BAD_ESCAPE] = HINT_JSON_STRING,
		[JSON_READ_BAD_HEX] = HINT_JSON_STRING,
		[JSON_READ_NUL] = HINT_JSON_STRING,
		[JSON_READ_LONE_SURROGATE] = HINT_JSON_STRING,
		[JSON_READ_TRUNCATED] = HINT_JSON_TRUNCATED,
		[JSON_READ_EMPTY] = HINT_JSON_TRUNCATED,
		[JSON_READ_TRAILING] = HINT_JSON_TRAILING,
		[JSON_READ_TOO_DEEP] = HINT_JSON_DEEP,
	};
	return hints[error];
}

int json_text_fail_at(struct tol_session *session, const struct json_text *text, size_t offset,
		      enum diag_id id, struct str name, enum hint_id hint)
{
	struct buf place;
	buf_init(&place, &session->mem);
	add_place(&place, session, text, offset);
	int status = session_fail(session, TOL_EUSAGE, id, ARGS(buf_str(&place), name), hint,
				  NO_ARGS);
	buf_fini(&place);
	return status;
}

int json_text_fail(struct tol_session *session, const struct json_text *text,
		   const struct json_read *json)
{
	return json_text_fail_at(session, text, json->error_at, DIAG_FACTS_JSON, STR_NONE,
				 json_hint(json->error));
}

int json_text_placed(struct tol_session *session, const struct json_text *text, size_t offset,
		     int status)
{
	struct buf placed;
	if (text->is_line || status != TOL_EUSAGE)
		return status;
	buf_init(&placed, &session->mem);
	add_place(&placed, session, text, offset);
	buf_add_text(&placed, ": ");
	buf_add(&placed, buf_str(&session->error));
	buf_clear(&session->error);
	buf_add(&session->error, buf_str(&placed));
	buf_fini(&placed);
	return status;
}
