/* Walking an answer from outside. Handles of parts are the plain structures themselves. */
#include "api/session/session.h"

#define TEXT(handle, kind, name, expr)                                                             \
	const char *tol_##handle##_##name(const struct tol_##handle *handle)                       \
	{                                                                                          \
		const struct kind *it = (const struct kind *)handle;                               \
		return text_or_null(expr);                                                         \
	}
#define VALUE(type, handle, kind, name, expr)                                                      \
	type tol_##handle##_##name(const struct tol_##handle *handle)                              \
	{                                                                                          \
		const struct kind *it = (const struct kind *)handle;                               \
		return expr;                                                                       \
	}
#define PARTS(handle, owner, kind, name, items, item_count)                                        \
	size_t tol_##owner##_##name##_count(const struct tol_##owner *handle)                      \
	{                                                                                          \
		const struct kind *it = (const struct kind *)handle;                               \
		return it->item_count;                                                             \
	}                                                                                          \
	const struct tol_##name *tol_##owner##_##name(const struct tol_##owner *handle,            \
						      size_t index)                                \
	{                                                                                          \
		const struct kind *it = (const struct kind *)handle;                               \
		return index < it->item_count ? (const void *)&it->items[index] : NULL;            \
	}

static const char *text_or_null(struct str text)
{
	return text.len > 0 ? text.ptr : NULL;
}

PARTS(answer, answer, answer, file, files, file_count)
PARTS(answer, answer, answer, list, lists, list_count)
PARTS(answer, answer, answer, finding, findings, finding_count)
PARTS(answer, answer, answer, due, dues, due_count)
PARTS(list, list, answer_list, rule, rules, rule_count)
PARTS(list, list, answer_list, window, windows, window_count)

TEXT(file, answer_file, path, it->path)
VALUE(const char *, file, answer_file, text, it->text.ptr)
VALUE(size_t, file, answer_file, length, it->text.len)
VALUE(int, file, answer_file, changed, it->changed)

TEXT(list, answer_list, name, it->name)
TEXT(list, answer_list, title, it->title)
TEXT(list, answer_list, issuer, it->issuer)
TEXT(list, answer_list, issuer_title, it->issuer_title)
TEXT(list, answer_list, level, it->level)
TEXT(list, answer_list, reason, it->reason)
VALUE(enum tol_list_status, list, answer_list, status,
      it->uncertain ? TOL_LIST_UNCERTAIN : TOL_LIST_IN_FORCE)

TEXT(rule, text_rule, kind, it->kind)
TEXT(rule, text_rule, id, it->id)
TEXT(rule, text_rule, title, it->title)
TEXT(rule, text_rule, article, it->article)
TEXT(rule, text_rule, provenance, it->provenance)
TEXT(rule, text_rule, citation, it->citation)
VALUE(uint32_t, rule, text_rule, line, it->line)

TEXT(window, answer_window, state, str_from(window_state_name(it->state)))
TEXT(window, answer_window, ended_by, str_from(window_end_name(it->end)))
TEXT(window, answer_window, ended_by_name, it->ended_by)
TEXT(window, answer_window, commit, it->commit)
TEXT(window, answer_window, path, it->path)
TEXT(window, answer_window, blob, it->blob)
VALUE(int32_t, window, answer_window, from, it->from)
VALUE(int32_t, window, answer_window, to, it->to)
VALUE(int32_t, window, answer_window, promulgated, it->promulgated)
VALUE(int32_t, window, answer_window, effective, it->effective)
VALUE(int64_t, window, answer_window, recorded, it->recorded)

VALUE(int, due, answer_due, length, it->within.length)
VALUE(enum tol_unit, due, answer_due, unit, (enum tol_unit)it->within.unit)
VALUE(int32_t, due, answer_due, day, it->deadline.due)
VALUE(int32_t, due, answer_due, last_day, it->deadline.ends)
VALUE(int32_t, due, answer_due, beyond, it->beyond)
VALUE(size_t, due, answer_due, notice_count, it->deadline.notice_count)

TEXT(due, answer_due, procedure, it->step ? it->step->procedure : STR_NONE)
TEXT(due, answer_due, step, it->step ? it->step->name : STR_NONE)
TEXT(due, answer_due, title, it->step ? it->step->title : STR_NONE)
TEXT(due, answer_due, event, str_from(ir_moment_word(it->step ? it->step->from : IR_MOMENT_NONE)))
VALUE(unsigned, due, answer_due, by, it->step ? it->step->by.set : 0)
VALUE(uint32_t, due, answer_due, line, it->step ? it->step->line : 0)

int32_t tol_due_notice(const struct tol_due *due, size_t index)
{
	const struct deadline *it = &((const struct answer_due *)due)->deadline;
	return index < it->notice_count ? it->notices[index] : TOL_NO_DATE;
}

TEXT(finding, answer_finding, code, str_from(diag_code(it->diag->id)))
TEXT(finding, answer_finding, message, it->message)
TEXT(finding, answer_finding, help, it->help)
TEXT(finding, answer_finding, commit, it->commit)
TEXT(finding, answer_finding, path, it->path)
VALUE(enum tol_severity, finding, answer_finding, severity, TOL_NOTE + (int)it->diag->severity)

size_t tol_answer_diagnostic_count(const struct tol_answer *answer)
{
	return answer->answer.told_count;
}

const struct tol_diagnostic *tol_answer_diagnostic(const struct tol_answer *answer, size_t index)
{
	const struct answer *it = &answer->answer;
	return index < it->told_count ? (const void *)&it->told[index] : NULL;
}

TEXT(diagnostic, answer_told, code, str_from(diag_code(it->diag->id)))
TEXT(diagnostic, answer_told, message, it->message)
TEXT(diagnostic, answer_told, help, it->help)
VALUE(const char *, diagnostic, answer_told, path,
      it->diag->source ? it->diag->source->path.ptr : NULL)
VALUE(enum tol_severity, diagnostic, answer_told, severity, TOL_NOTE + (int)it->diag->severity)
VALUE(uint32_t, diagnostic, answer_told, line, it->at.line)
VALUE(uint32_t, diagnostic, answer_told, column, it->at.column)
VALUE(uint32_t, diagnostic, answer_told, byte, it->diag->span.start)
VALUE(uint32_t, diagnostic, answer_told, length, it->diag->span.end - it->diag->span.start)
