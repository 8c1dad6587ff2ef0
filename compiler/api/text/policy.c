/*
 * A line of the policy is `CODE = error|warning|off`, or blank; `#` begins a comment. What makes a
 * text unreadable, or says that something could not be read at all, is never made lighter: it would
 * be taken for an answer.
 */
#include "api/text/policy.h"

#include "api/session/disk.h"

#include <errno.h>

/* From GRADE_NOTE on in the order of enum diag_severity. */
enum grade { GRADE_UNSAID, GRADE_OFF, GRADE_NOTE, GRADE_WARNING, GRADE_ERROR };

struct grade_row {
	const char *word;
	enum grade grade;
};

static const struct grade_row grade_rows[] = {
	{"off", GRADE_OFF}, {"warning", GRADE_WARNING}, {"error", GRADE_ERROR}};

struct policy {
	struct tol_answer *answer;
	struct source *source; /* NULL: there is no file */
	uint8_t grades[DIAG_COUNT + 1];
	uint32_t lines[DIAG_COUNT + 1]; /* on which it was said; 0: not */
};

static enum grade grade_of(enum diag_severity severity)
{
	return (enum grade)(GRADE_NOTE + (int)severity);
}

static void set_gates(struct policy *policy)
{
#define GATE(id, severity) policy->grades[DIAG_##id] = (uint8_t)grade_of(severity);
#include "api/change/gate.def"
#undef GATE
}

/* -- lines -- */

struct policy_line {
	struct str text;
	uint32_t number;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Without the blanks around it. */
static struct str trimmed(struct str text)
{
	while (text.len && is_blank(text.ptr[0]))
		text = str_from_to(text, 1, text.len);
	while (text.len && is_blank(text.ptr[text.len - 1]))
		text.len--;
	return text;
}

static size_t find(struct str text, char wanted)
{
	size_t at = 0;
	while (at < text.len && text.ptr[at] != wanted)
		at++;
	return at;
}

/* part: of the file's text */
static struct diag *report(struct policy *policy, struct str part, enum diag_id id,
			   struct diag_args args)
{
	uint32_t start = (uint32_t)(part.ptr - policy->source->text);
	return diag_at(&policy->answer->answer.diags, policy->source,
		       (struct span){start, start + (uint32_t)part.len}, id, args);
}

static void report_form(struct policy *policy, const struct policy_line *line)
{
	struct diag *diag = report(policy, line->text, DIAG_POLICY_LINE, NO_ARGS);
	diag_hint(&policy->answer->answer.diags, diag, HINT_POLICY_LINE, NO_ARGS);
}

static enum grade grade_named(struct str word)
{
	for (size_t i = 0; i < countof(grade_rows); i++)
		if (str_equal(word, str_from(grade_rows[i].word)))
			return grade_rows[i].grade;
	return GRADE_UNSAID;
}

static void set_grade(struct policy *policy, const struct policy_line *line, struct str code,
		      enum grade grade)
{
	enum diag_id id = diag_from_code(code);
	if (id == DIAG_COUNT)
		report(policy, code, DIAG_CODE_UNKNOWN, ARGS(code));
	else if (policy->lines[id])
		report(policy, code, DIAG_POLICY_TWICE, ARGS(code));
	else if (grade < grade_of(diag_default_severity(id)) && !diag_can_be_lowered(id))
		report(policy, code, DIAG_POLICY_FIXED, ARGS(code));
	else
		policy->grades[id] = (uint8_t)grade;
	if (id != DIAG_COUNT)
		policy->lines[id] = line->number;
}

static void read_line(struct policy *policy, struct policy_line *line)
{
	line->text = trimmed(str_from_to(line->text, 0, find(line->text, '#')));
	size_t equals = find(line->text, '=');
	if (line->text.len == 0)
		return;
	struct str code = trimmed(str_from_to(line->text, 0, equals));
	enum grade grade =
		equals == line->text.len
			? GRADE_UNSAID
			: grade_named(trimmed(str_from_to(line->text, equals + 1, line->text.len)));
	if (code.len == 0 || grade == GRADE_UNSAID)
		report_form(policy, line);
	else
		set_grade(policy, line, code, grade);
}

static void read_lines(struct policy *policy)
{
	for (uint32_t number = 1;; number++) {
		struct policy_line line = {source_line(policy->source, number), number};
		if (!line.text.ptr)
			return;
		read_line(policy, &line);
	}
}

/* -- the file -- */

static void read_file(struct policy *policy)
{
	struct tol_session *session = policy->answer->session;
	struct buf top, way_up, bytes;
	buf_init(&top, &session->mem);
	buf_init(&way_up, &session->mem);
	buf_init(&bytes, &session->mem);
	int error = disk_top(&top, &way_up, session->directory) == DISK_TOP_NONE ? ENOENT : 0;
	buf_add_text(&top, POLICY_FILE);
	if (!error)
		error = disk_read(&session->disk, &bytes, top.ptr);
	if (error != ENOENT)
		policy->source = answer_source(policy->answer, STR(POLICY_FILE),
					       error ? STR("") : buf_str(&bytes));
	if (error && error != ENOENT)
		diag_at(&policy->answer->answer.diags, policy->source, (struct span){0, 0},
			DIAG_FILE_UNREADABLE, ARGS(session_errno(session, error)));
	buf_fini(&top);
	buf_fini(&way_up);
	buf_fini(&bytes);
}

/* -- what it grades -- */

static enum diag_severity severity_of(enum grade grade)
{
	return (enum diag_severity)((int)grade - GRADE_NOTE);
}

static void grade_all(const struct policy *policy, struct diag_list *diags)
{
	size_t kept = 0;
	for (size_t i = 0; i < diags->items.count; i++) {
		struct diag *diag = diags->items.items[i];
		enum grade grade = (enum grade)policy->grades[diag->id];
		if (grade == GRADE_OFF) {
			if (!diag->suppressed)
				diag_suppress(diags, diag); /* no longer counted */
			continue;
		}
		if (grade != GRADE_UNSAID)
			diag_grade(diags, diag, severity_of(grade));
		diags->items.items[kept++] = diag;
	}
	diags->items.count = kept;
}

void policy_apply(struct tol_answer *answer, enum policy_scope scope)
{
	struct policy *policy = ARENA_NEW(&answer->arena, struct policy);
	policy->answer = answer;
	if (scope == POLICY_CHANGE)
		set_gates(policy);
	read_file(policy);
	if (policy->source)
		read_lines(policy);
	grade_all(policy, &answer->answer.diags);
}
