/* Answers: what they own, how they are rendered, and how grave they are. */
#include "api/session/pages.h"
#include "api/session/session.h"
#include "emit/answer_diff.h"
#include "emit/answer_replay.h"
#include "emit/answer_test.h"

struct tol_answer *answer_new(struct tol_session *session, enum answer_kind kind)
{
	struct tol_answer *answer = mem_zalloc(&session->mem, sizeof(*answer));
	struct answer *plain = &answer->answer;
	answer->session = session;
	arena_init(&answer->arena, &session->mem);
	buf_init(&answer->rendered, &session->mem);
	plain->kind = kind;
	plain->mem = &session->mem;
	plain->now = session->now;
	plain->today = date_from_time(session->now, session->zone);
	plain->query.at = DATE_NONE;
	plain->query.from = DATE_NONE;
	plain->query.known_at = TIME_NONE;
	plain->history.zone = session->zone;
	plain->root = STR("");
	diag_list_init(&plain->diags, &answer->arena);
	plain->diags.language = session->language;
	answer->next = session->answers;
	if (answer->next)
		answer->next->previous = answer;
	session->answers = answer;
	return answer;
}

struct source *answer_source(struct tol_answer *answer, struct str path, struct str text)
{
	struct mem *mem = &answer->session->mem;
	struct source *source = ARENA_NEW(&answer->arena, struct source);
	char *copy = arena_alloc(&answer->arena, text.len + 2);
	if (text.len)
		memcpy(copy, text.ptr, text.len);
	source_borrow(source, mem, arena_str(&answer->arena, path), copy, text.len);
	VEC_PUSH(mem, &answer->sources, source);
	return source;
}

struct str answer_text(struct tol_answer *answer, const char *text)
{
	return text ? arena_str(&answer->arena, str_from(text)) : STR_NONE;
}

void answer_names(struct tol_answer *answer, const char *const *names, size_t count)
{
	struct answer_query *query = &answer->answer.query;
	query->names = ARENA_ARRAY(&answer->arena, struct str, count);
	query->name_count = count;
	for (size_t i = 0; i < count; i++)
		query->names[i] = answer_text(answer, names[i]);
}

/* The end of today is what a date of today comes to: whoever writes it means now. */
void answer_tell_ahead(struct tol_answer *answer, int64_t known_at)
{
	const struct answer *plain = &answer->answer;
	int32_t zone = answer->session->zone;
	if (known_at == TOL_NO_TIME || known_at <= plain->now ||
	    known_at == date_to_time(plain->today + 1, zone) - 1)
		return;
	struct buf asked, today;
	buf_init(&asked, plain->mem);
	buf_init(&today, plain->mem);
	buf_add_date(&asked, date_from_time(known_at, zone));
	buf_add_date(&today, plain->today);
	diag_at(&answer->answer.diags, NULL, (struct span){0, 0}, DIAG_RECORD_KNOWN_AHEAD,
		ARGS(buf_str(&asked), buf_str(&today)));
	buf_fini(&asked);
	buf_fini(&today);
}

static struct str kept(struct tol_answer *answer, struct buf *text)
{
	struct str copy = text->len > 0 ? arena_str(&answer->arena, buf_str(text)) : STR_NONE;
	buf_clear(text);
	return copy;
}

static void put_in_words(struct tol_answer *answer, struct buf *scratch, const struct diag *diag,
			 struct str *message, struct str *help)
{
	enum language language = answer->session->language;
	diag_message(scratch, diag, language);
	*message = kept(answer, scratch);
	if (diag->hint != HINT_NONE)
		hint_message(scratch, diag->hint, &diag->hint_args, language);
	*help = kept(answer, scratch);
}

static void tell(struct tol_answer *answer, struct buf *scratch, const struct diag *diag)
{
	struct answer_told *told = &answer->answer.told[answer->answer.told_count++];
	told->diag = diag;
	put_in_words(answer, scratch, diag, &told->message, &told->help);
	if (diag->source)
		told->at = source_locate(diag->source, diag->span.start);
}

void answer_finish(struct tol_answer *answer)
{
	struct answer *plain = &answer->answer;
	struct buf scratch;
	buf_init(&scratch, plain->mem);
	diag_list_sort(&plain->diags);
	plain->told = ARENA_ARRAY(&answer->arena, struct answer_told, plain->diags.items.count);
	for (size_t i = 0; i < plain->diags.items.count; i++)
		if (!plain->diags.items.items[i]->suppressed)
			tell(answer, &scratch, plain->diags.items.items[i]);
	for (size_t i = 0; i < plain->finding_count; i++) {
		struct answer_finding *finding = &plain->findings[i];
		put_in_words(answer, &scratch, finding->diag, &finding->message, &finding->help);
	}
	buf_fini(&scratch);
}

static void answer_unlink(struct tol_answer *answer)
{
	if (answer->previous)
		answer->previous->next = answer->next;
	else
		answer->session->answers = answer->next;
	if (answer->next)
		answer->next->previous = answer->previous;
}

void answer_give_back(struct tol_answer *answer)
{
	for (size_t i = 0; i < answer->heaps.count; i++)
		mem_fini(answer->heaps.items[i]);
	answer->heaps.count = 0;
	tol_session_free(answer->other);
	answer->other = NULL;
}

void answer_hold(struct tol_answer *answer, void (*release)(void *data), void *data)
{
	VEC_PUSH(&answer->session->mem, &answer->holdings,
		 (struct answer_holding){release, data});
}

void answer_beside(struct tol_answer *answer)
{
	struct tol_session *session = answer->session;
	if (session_beside(&answer->other, session) != TOL_OK)
		session->mem.exhausted(session->mem.data);
	answer->other->progress = session->progress;
	answer->other->payload = session->payload;
	answer->other->mem.exhausted = session->mem.exhausted;
	answer->other->mem.data = session->mem.data;
}

int answer_beside_fail(struct tol_answer *answer, int status)
{
	struct tol_session *session = answer->session;
	const struct tol_session *other = answer->other;
	buf_add(&session->error, buf_str(&other->error));
	buf_add(&session->hint, buf_str(&other->hint));
	session->failed = other->failed;
	return status;
}

static void release_holdings(struct tol_answer *answer)
{
	for (size_t i = answer->holdings.count; i-- > 0;)
		answer->holdings.items[i].release(answer->holdings.items[i].data);
	VEC_FREE(&answer->session->mem, &answer->holdings);
}

void tol_answer_free(struct tol_answer *answer)
{
	if (!answer || answer->session->spent)
		return;
	answer_unlink(answer);
	release_holdings(answer);
	struct mem *mem = &answer->session->mem;
	diag_list_fini(&answer->answer.diags);
	for (size_t i = 0; i < answer->sources.count; i++)
		source_fini(answer->sources.items[i]);
	VEC_FREE(mem, &answer->sources);
	answer_give_back(answer);
	VEC_FREE(mem, &answer->heaps);
	buf_fini(&answer->rendered);
	arena_fini(&answer->arena);
	mem_free(mem, answer);
}

static enum tol_severity worst(enum tol_severity severity, const struct diag *diag)
{
	static const enum tol_severity severities[] = {
		[SEVERITY_NOTE] = TOL_NOTE,
		[SEVERITY_WARNING] = TOL_WARNING,
		[SEVERITY_ERROR] = TOL_ERROR,
	};
	enum tol_severity other = severities[diag->severity];
	return !diag->suppressed && other > severity ? other : severity;
}

enum tol_severity tol_answer_severity(const struct tol_answer *answer)
{
	const struct diag_list *diags = &answer->answer.diags;
	enum tol_severity severity = TOL_CLEAN;
	for (size_t i = 0; i < diags->items.count; i++)
		severity = worst(severity, diags->items.items[i]);
	for (size_t i = 0; i < answer->answer.finding_count; i++)
		severity = worst(severity, answer->answer.findings[i].diag);
	return severity;
}

int tol_answer_unread(const struct tol_answer *answer)
{
	const struct diag_list *diags = &answer->answer.diags;
	for (size_t i = 0; i < diags->items.count; i++)
		if (diags->items.items[i]->id == DIAG_FILE_UNREADABLE)
			return 1;
	return 0;
}

static bool test_fails(const struct answer_test *test)
{
	return test->counts[TEST_FAILED] + test->counts[TEST_BROKEN] > 0 ||
	       (test->fail_under >= 0 &&
		test->covered * 100 < (size_t)test->fail_under * test->coverable);
}

int tol_answer_on_record(const struct tol_answer *answer)
{
	return answer->answer.record_files > 0;
}

int tol_answer_differs(const struct tol_answer *answer)
{
	const struct answer_replay *replay = answer->answer.replay;
	if (replay && !(replay->is_same && replay->now_same_outcome && replay->now_same_effects &&
			replay->now_same_weighing))
		return 1;
	if (answer->answer.test && test_fails(answer->answer.test))
		return 1;
	if (answer->answer.diff && answer->answer.diff->meaning_count > 0)
		return 1;
	for (size_t i = 0; i < answer->answer.file_count; i++)
		if (answer->answer.files[i].changed)
			return 1;
	return 0;
}

const char *tol_output_name(enum tol_output output)
{
	return emit_format_name((enum emit_format)output);
}

int tol_answer_offers(const struct tol_answer *answer, enum tol_output output)
{
	return emit_offers(&answer->answer, (enum emit_format)output);
}

struct rendering {
	struct tol_answer *answer;
	enum emit_format format;
	struct emit_style style;
};

static int render(struct tol_session *session, void *data)
{
	struct rendering *rendering = data;
	struct answer *plain = &rendering->answer->answer;
	if (!emit_offers(plain, rendering->format)) {
		const char *name = emit_format_name(rendering->format);
		return session_fail(session, TOL_EUSAGE, DIAG_FORMAT_UNSUITED,
				    ARGS(str_from(answer_command(plain->kind)),
					 name ? str_from(name) : STR("?")),
				    HINT_NONE, NO_ARGS);
	}
	buf_clear(&rendering->answer->rendered);
	emit_answer(&rendering->answer->rendered, plain, rendering->format, &rendering->style);
	return TOL_OK;
}

#define COLUMNS_LEAST 40

static struct emit_style style_of(const struct tol_session *session, const struct tol_style *given)
{
	struct emit_style style = {
		.language = session->language,
		.parts = EMIT_RESULTS | EMIT_DIAGNOSTICS,
		.columns = 80,
		.version = TOLC_VERSION,
		.page = pages_find,
	};
#define GIVEN(member) OPTION_GIVEN(given, struct tol_style, member)
	style.parts = GIVEN(parts) ? given->parts : style.parts;
	style.columns = GIVEN(columns) ? given->columns : style.columns;
	style.columns = style.columns < COLUMNS_LEAST ? COLUMNS_LEAST : style.columns;
	style.color = GIVEN(color) && given->color;
	style.terminal = GIVEN(terminal) && given->terminal;
	style.verbosity = GIVEN(verbosity) ? given->verbosity : 0;
#undef GIVEN
	return style;
}

int tol_answer_render(const char **bytes, size_t *length, struct tol_answer *answer,
		      enum tol_output output, const struct tol_style *style)
{
	struct rendering rendering = {answer, (enum emit_format)output,
				      style_of(answer->session, style)};
	int status = session_run(answer->session, render, &rendering);
	*bytes = status == TOL_OK ? buf_str(&answer->rendered).ptr : NULL;
	*length = status == TOL_OK ? answer->rendered.len : 0;
	return status;
}
