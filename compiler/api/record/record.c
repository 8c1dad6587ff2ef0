/* Opening the record for a question, and putting what it says into the answer's words. */
#include "api/record/asking.h"

#include "api/record/named.h"
#include "base/parallel.h"

struct status_row {
	enum repo_status repo;
	enum tol_status status;
};

/* What is not here is a repository that cannot be read. */
static const struct status_row status_rows[] = {
	{REPO_BAD_REVISION, TOL_EUSAGE},	{REPO_REFLOG, TOL_EUSAGE},
	{REPO_NO_REVISION, TOL_ENOTFOUND},	{REPO_NO_REVISION_SHALLOW, TOL_EINCOMPLETE},
	{REPO_SHORT_ID, TOL_ENOTFOUND},		{REPO_NOT_A_COMMIT, TOL_ENOTFOUND},
	{REPO_SHALLOW, TOL_EINCOMPLETE},	{REPO_PARTIAL, TOL_EINCOMPLETE},
	{REPO_OBJECT_MISSING, TOL_EINCOMPLETE}, {REPO_ALTERNATES, TOL_EINCOMPLETE},
};

int asking_fail_repo(struct asking *asking)
{
	struct diag_list diags;
	enum tol_status status = TOL_EREPOSITORY;
	diag_list_init(&diags, &asking->answer->arena);
	const struct diag *diag = repo_report(&diags, &asking->error);
	for (size_t i = 0; i < countof(status_rows); i++)
		if (status_rows[i].repo == asking->error.status)
			status = status_rows[i].status;
	session_fail(asking->session, status, diag->id, diag->args, diag->hint, diag->hint_args);
	diag_list_fini(&diags);
	return status;
}

static void show_progress(void *data, uint32_t done, uint32_t total)
{
	struct tol_session *session = data;
	session->progress(session->payload, done, total);
}

/* How the tree is reached. */
static void find_root(struct asking *asking)
{
	struct buf top, way_up;
	buf_init(&top, &asking->session->mem);
	buf_init(&way_up, &asking->session->mem);
	disk_top(&top, &way_up, asking->session->directory);
	asking->answer->answer.root = arena_str(&asking->answer->arena, buf_str(&way_up));
	buf_fini(&top);
	buf_fini(&way_up);
}

static enum repo_status try_history(struct asking *asking, const struct history_options *options)
{
	struct tol_session *session = asking->session;
	history_init(&session->history, &session->mem, &session->compiler);
	session->history_open = true;
	return history_open(&session->history, options, &asking->error);
}

static enum repo_status share_history(struct asking *asking)
{
	struct tol_session *session = asking->session;
	find_root(asking);
	history_init(&session->history, &session->mem, &session->compiler);
	session->history_open = true;
	return history_share(&session->history, &asking->record->session->history,
			     str_from(session->directory), &asking->error);
}

/* An index tells what was read when it was written: whether a record is sound, only the record. */
static enum history_cache asking_cache(const struct asking *asking)
{
	const struct tol_session *session = asking->session;
	bool anew = session->flags & TOL_NO_CACHE || asking->answer->answer.kind == ANSWER_DOCTOR;
	return anew ? HISTORY_UNINDEXED : session_cache(session);
}

static enum repo_status own_history(struct asking *asking, enum history_extent extent)
{
	struct tol_session *session = asking->session;
	const char *revision = asking->options->revision;
	struct history_options options = {
		.path = str_from(session->directory),
		.revision = revision ? str_from(revision) : STR(""),
		.extent = extent,
		.files = asking->options->worktree ? HISTORY_WORK_TREE : HISTORY_COMMITTED,
		.cache = asking_cache(asking),
		.damaged = session_alarm(session),
		.now = session->now,
		.threads = parallel_threads(),
		.progress = {session, session->progress ? show_progress : NULL},
	};
	find_root(asking);
	enum repo_status status = try_history(asking, &options);
	if (status != REPO_NONE || options.revision.len > 0)
		return status;
	/* Lists are written before there is a repository; where there are any, they are told as
	 * they stand. */
	struct repo_error none = asking->error;
	session_close_history(session);
	options.files = HISTORY_FOLDER;
	status = try_history(asking, &options);
	if (status == REPO_OK && session->history.image.list_count == 0) {
		asking->error = none;
		return REPO_NONE;
	}
	return status;
}

static enum repo_status open_history(struct asking *asking, enum history_extent extent)
{
	enum repo_status status = asking->record ? share_history(asking)
						 : own_history(asking, extent);
	if (status == REPO_OK && asking->session->history.files == HISTORY_FOLDER)
		diag_at(&asking->answer->answer.diags, NULL, (struct span){0, 0},
			DIAG_RECORD_NO_REPOSITORY, NO_ARGS);
	return status;
}

/* Where the revision has several meanings the answer says which one was taken. */
static void tell_revision(struct asking *asking)
{
	struct tol_session *session = asking->session;
	const struct repo_revision *revision = &session->history.revision;
	struct answer_history *history = &asking->answer->answer.history;
	history->read = true;
	history->complete = true;
	if (!session->history.repo)
		return;
	history->head = asking_hex(asking, revision->commit);
	if (revision->other.len > 0)
		diag_at(&asking->answer->answer.diags, NULL, (struct span){0, 0},
			DIAG_REPO_REVISION_TAKEN,
			ARGS(asking->answer->answer.query.revision, revision->taken,
			     revision->other));
}

/* A time before there was any record: where lists are told the answer would look as if none had
 * been in force, and a case cannot be decided at all. */
static int tell_beginning(struct asking *asking, enum answer_kind kind)
{
	struct tol_session *session = asking->session;
	int status = TOL_OK;
	int64_t known_at = asking->options->known_at;
	struct buf first, asked;
	if (known_at == TOL_NO_TIME || history_commit_count(&session->history) == 0 ||
	    asking->view->commit_count > 0)
		return TOL_OK;
	buf_init(&first, asking->answer->answer.mem);
	buf_init(&asked, asking->answer->answer.mem);
	buf_add_date(&first,
		     date_from_time(history_commit(&session->history, 0)->recorded, session->zone));
	buf_add_date(&asked, date_from_time(known_at, session->zone));
	struct diag_args args = ARGS(buf_str(&first), buf_str(&asked));
	if (kind == ANSWER_DECIDE || kind == ANSWER_TEST)
		status = session_fail(session, TOL_ENOTFOUND, DIAG_RECORD_NOT_BEGUN, args,
				      HINT_NONE, NO_ARGS);
	else
		diag_at(&asking->answer->answer.diags, NULL, (struct span){0, 0},
			DIAG_RECORD_NOT_BEGUN, args);
	buf_fini(&first);
	buf_fini(&asked);
	return status;
}

void record_options_fill(struct tol_record_options *out, const struct tol_record_options *given)
{
	struct tol_record_options defaults = TOL_RECORD_OPTIONS_INIT;
	*out = defaults;
	if (given)
		memcpy(out, given, given->size < sizeof(*out) ? given->size : sizeof(*out));
}

/* Where the question names no record it is the one that the session was made for. */
static const struct tol_record *record_meant(struct tol_record_options *options,
					     const struct tol_session *session)
{
	if (!session->record || options->revision || options->worktree)
		return NULL;
	options->revision = session->record->revision;
	options->worktree = session->record->worktree;
	return session->record;
}

static void view_open(struct asking *asking)
{
	int64_t known_at = asking->options->known_at;
	asking->view = ARENA_NEW(&asking->answer->arena, struct history_view);
	history_view_init(asking->view, &asking->session->history,
			  known_at == TOL_NO_TIME ? KNOWN_NOW : known_at);
}

static int fail_open(struct tol_session *session)
{
	return session_fail(session, TOL_EUSAGE, DIAG_BATCH_OPEN, NO_ARGS, HINT_NONE, NO_ARGS);
}

static void fill_query(struct asking *asking)
{
	const struct tol_record_options *options = asking->options;
	struct answer *answer = &asking->answer->answer;
	answer_names(asking->answer, options->lists, options->list_count);
	asking->day = options->at == TOL_NO_DATE ? answer->today : options->at;
	answer->query.known_at = options->known_at;
	answer->query.worktree = options->worktree;
	answer->query.issuer =
		options->issuer ? answer_text(asking->answer, options->issuer) : STR_NONE;
	answer->query.revision =
		answer_text(asking->answer, options->revision ? options->revision : "HEAD");
	if (answer->kind != ANSWER_EFFECTIVE && answer->kind != ANSWER_RULE)
		return;
	answer->query.at = asking->day;
	answer->query.at_default = options->at == TOL_NO_DATE;
}

int asking_begin(struct asking *asking, struct tol_session *session, enum answer_kind kind,
		 const void *options, enum history_extent extent)
{
	if (session->history_open)
		return fail_open(session);
	struct tol_answer *answer = answer_new(session, kind);
	struct tol_record_options *copy = ARENA_NEW(&answer->arena, struct tol_record_options);
	record_options_fill(copy, options);
	*asking = (struct asking){.session = session,
				  .answer = answer,
				  .options = copy,
				  .record = record_meant(copy, session)};
	fill_query(asking);
	if (copy->known_at != TOL_NO_TIME)
		extent = HISTORY_WHOLE;
	if (open_history(asking, extent) != REPO_OK)
		return asking_fail(asking, asking_fail_repo(asking));
	tell_revision(asking);
	answer_tell_ahead(answer, copy->known_at);
	view_open(asking);
	int status = tell_beginning(asking, kind);
	return status == TOL_OK ? TOL_OK : asking_fail(asking, status);
}

int asking_join(struct asking *asking, struct tol_answer *answer,
		const struct tol_record_options *options)
{
	struct tol_record_options *copy = ARENA_NEW(&answer->arena, struct tol_record_options);
	struct tol_session *session = answer->session;
	record_options_fill(copy, options);
	*asking = (struct asking){.session = session,
				  .answer = answer,
				  .options = copy,
				  .day = answer->answer.today};
	if (session->history_open)
		return fail_open(session);
	enum repo_status found = open_history(asking, HISTORY_IN_FORCE);
	int status = found == REPO_OK ? TOL_OK : asking_fail_repo(asking);
	if (status == TOL_OK)
		view_open(asking);
	else
		session_close_history(session);
	return status;
}

void asking_part(struct asking *asking)
{
	history_view_fini(asking->view);
	session_close_history(asking->session);
}

int asking_plain(struct asking *asking, const char *revision)
{
	struct history *history = &asking->session->history;
	struct repo_revision found;
	struct buf both;
	if (!history->repo || !revision ||
	    repo_resolve(history->repo, &found, str_from(revision), &asking->error) != REPO_OK)
		return TOL_OK;
	if (found.other.len == 0)
		return TOL_OK;
	buf_init(&both, &asking->session->mem);
	buf_add(&both, found.taken);
	buf_add_text(&both, ", ");
	buf_add(&both, found.other);
	repo_fail(&asking->error, REPO_AMBIGUOUS, revision, both.ptr);
	buf_fini(&both);
	return asking_fail_repo(asking);
}

bool asking_is_revision(struct asking *asking, struct str name)
{
	struct history *history = &asking->session->history;
	struct repo_revision found;
	return history->repo &&
	       repo_resolve(history->repo, &found, name, &asking->error) == REPO_OK;
}

bool asking_shared(char hex[OID_HEX_SIZE], struct tol_session *session, const char *revision)
{
	struct repo_error error;
	uint8_t commit[OID_SIZE];
	if (session->history_open)
		return false;
	history_init(&session->history, &session->mem, &session->compiler);
	session->history_open = true;
	enum repo_status status =
		history_shared(&session->history, commit, str_from(session->directory),
			       str_from(revision), &error);
	session_close_history(session);
	if (status == REPO_OK)
		oid_hex(hex, commit);
	return status == REPO_OK;
}

int asking_end(struct asking *asking, struct tol_answer **out)
{
	answer_finish(asking->answer);
	history_view_fini(asking->view);
	session_close_history(asking->session);
	*out = asking->answer;
	return TOL_OK;
}

int asking_fail(struct asking *asking, int status)
{
	if (asking->view)
		history_view_fini(asking->view);
	session_close_history(asking->session);
	tol_answer_free(asking->answer);
	return status;
}

int asking_base(struct asking *asking, const char **out, const struct tol_diff_options *options)
{
	struct history *history = &asking->session->history;
	uint8_t oid[OID_SIZE];
	*out = options->base;
	int status = asking_plain(asking, options->base);
	if (status == TOL_OK)
		status = asking_plain(asking, options->head);
	if (status != TOL_OK || !options->merge_base || !history->repo)
		return status;
	if (repo_merge_base(history->repo, oid, str_from(options->base), history->revision.commit,
			    &asking->error) != REPO_OK)
		return asking_fail_repo(asking);
	*out = asking_hex(asking, oid).ptr;
	return TOL_OK;
}

struct str asking_text(struct asking *asking, struct str text)
{
	return text.len > 0 ? arena_str(&asking->answer->arena, text) : STR_NONE;
}

struct str asking_hex(struct asking *asking, const uint8_t *oid)
{
	char hex[OID_HEX_SIZE];
	if (!oid)
		return STR_NONE;
	oid_hex(hex, oid);
	return asking_text(asking, str_from(hex));
}

/* The effective date of the next version, or who repealed it. */
static struct str ended_by(struct asking *asking, const struct window *window)
{
	struct buf day;
	if (window->end == END_REPEAL)
		return asking_text(asking, view_name(asking->view, window->by_list));
	if (window->end != END_NEXT)
		return STR_NONE;
	buf_init(&day, &asking->session->mem);
	buf_add_date(&day, window->to);
	struct str text = asking_text(asking, buf_str(&day));
	buf_fini(&day);
	return text;
}

static bool says_correction(struct asking *asking, uint32_t list, uint32_t entry)
{
	return view_text(asking->view, list, entry).text->corrects.ptr != NULL;
}

static void tell_correction(struct asking *asking, struct answer_window *out, uint32_t list,
			    const struct window *window)
{
	struct str why = view_text(asking->view, list, window->entry).text->corrects;
	int64_t corrected = view_corrected(asking->view, list, window->entry);
	out->corrects = asking_text(asking, why);
	*(why.ptr ? &out->corrected : &out->corrects_unsaid) = corrected;
	if (window->state == WINDOW_CORRECTED)
		out->corrected_unsaid = !says_correction(asking, list, window->cause);
}

void asking_window(struct asking *asking, struct answer_window *out, uint32_t list,
		   const struct window *window)
{
	*out = (struct answer_window){
		.state = window_state_on(window, asking->answer->answer.today),
		.end = (enum window_end)window->end,
		.ended_by = ended_by(asking, window),
		.from = window->from,
		.to = window->to,
		.promulgated = DATE_NONE,
		.effective = DATE_NONE,
		.recorded = TIME_NONE,
		.corrected = TIME_NONE,
		.corrects_unsaid = TIME_NONE,
	};
	if (window->entry == NO_ENTRY)
		return;
	tell_correction(asking, out, list, window);
	struct view_text text = view_text(asking->view, list, window->entry);
	out->promulgated = text.text->promulgated;
	out->effective = text.text->effective;
	out->line = text.text->line;
	out->path = asking_text(asking, text.path);
	out->blob = asking_hex(asking, text.blob);
	if (text.is_unrecorded)
		return;
	out->recorded = text.recorded;
	out->commit = asking_hex(asking, text.commit);
}

void asking_list(struct asking *asking, struct answer_list *out, uint32_t list,
		 const struct text *text)
{
	*out = (struct answer_list){
		.name = asking_text(asking, view_list_name(asking->view, list))};
	if (!text)
		return;
	out->title = asking_text(asking, text->title);
	out->issuer = asking_text(asking, text->issuer);
	out->issuer_title = asking_text(asking, text->issuer_title);
	out->level = asking_text(asking, text->level);
	out->document = asking_text(asking, text->document);
	out->trial = str_equal(text->status, STR("trial"));
}

static int named_list(struct asking *asking, uint32_t *list, struct str name)
{
	*list = view_list_find(asking->view, name);
	if (*list != NO_ENTRY && view_list_is_known(asking->view, *list))
		return TOL_OK;
	uint32_t titled = *list == NO_ENTRY ? asking_list_titled(asking, name) : NO_ENTRY;
	if (titled != NO_ENTRY) {
		*list = titled;
		return TOL_OK;
	}
	struct str meant = STR_NONE;
	enum hint_id hint = *list == NO_ENTRY ? asking_list_meant(asking, &meant, name)
					      : HINT_LIST_RECORDED_LATER;
	return session_fail(asking->session, TOL_ENOTFOUND, DIAG_LIST_NOT_ON_RECORD, ARGS(name),
			    hint, ARGS(meant));
}

static int named_lists(struct asking *asking, uint32_t *lists)
{
	const struct answer_query *query = &asking->answer->answer.query;
	int status = TOL_OK;
	for (size_t i = 0; status == TOL_OK && i < query->name_count; i++)
		status = named_list(asking, &lists[i], query->names[i]);
	return status;
}

/* Numbers follow names. What is named twice is answered once. */
static size_t sort_lists(uint32_t *lists, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		size_t at = kept;
		while (at > 0 && lists[at - 1] > lists[i])
			at--;
		if (at > 0 && lists[at - 1] == lists[i])
			continue;
		uint32_t list = lists[i];
		memmove(lists + at + 1, lists + at, (kept - at) * sizeof(*lists));
		lists[at] = list;
		kept++;
	}
	return kept;
}

/* Texts of which nobody can tell whose they are answer for no list; the doctor names them. */
static size_t known_lists(struct asking *asking, uint32_t *lists)
{
	size_t count = 0;
	uint32_t all = view_list_count(asking->view);
	for (uint32_t list = 0; list < all; list++)
		if (view_list_is_known(asking->view, list) &&
		    view_list_name(asking->view, list).len > 0)
			lists[count++] = list;
	return count;
}

enum issued { ISSUED_UNKNOWN, ISSUED_BY_OTHERS, ISSUED };

static enum issued issued_windows(struct asking *asking, uint32_t list,
				  const struct window *windows, size_t count)
{
	enum issued found = ISSUED_UNKNOWN;
	for (size_t i = 0; i < count; i++) {
		if (windows[i].entry == NO_ENTRY)
			continue;
		const struct text *text = view_text(asking->view, list, windows[i].entry).text;
		for (size_t j = 0; j < text->issuer_count; j++) {
			found = ISSUED_BY_OTHERS;
			if (str_equal(text->issuers[j], asking->answer->answer.query.issuer))
				return ISSUED;
		}
	}
	return found;
}

static enum issued issued(struct asking *asking, uint32_t list)
{
	const struct timeline *timeline = view_whole_timeline(asking->view, list);
	enum issued by[] = {
		issued_windows(asking, list, timeline->windows, timeline->window_count),
		issued_windows(asking, list, timeline->sides, timeline->side_count),
		issued_windows(asking, list, timeline->doubts, timeline->doubt_count),
	};
	enum issued found = by[0];
	for (size_t i = 1; i < countof(by); i++)
		found = by[i] > found ? by[i] : found;
	return found;
}

static bool any_issued(struct asking *asking, const uint32_t *lists, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (issued(asking, lists[i]) == ISSUED)
			return true;
	return false;
}

/* The issuer may have been asked for by its title. */
static int find_issuer(struct asking *asking, const uint32_t *lists, size_t count)
{
	struct str *issuer = &asking->answer->answer.query.issuer;
	struct str title = *issuer, name;
	if (any_issued(asking, lists, count))
		return TOL_OK;
	int status = named_issuer(asking, &name, title);
	if (status != TOL_OK)
		return status;
	if (name.ptr)
		*issuer = name;
	if (name.ptr && any_issued(asking, lists, count))
		return TOL_OK;
	return session_fail(asking->session, TOL_ENOTFOUND, DIAG_ISSUER_NOT_ON_RECORD, ARGS(title),
			    HINT_ISSUERS_ON_RECORD, NO_ARGS);
}

/* A list of which no text can be read may be anybody's: it stays, and so does the doubt. */
static void keep_issued(struct asking *asking, uint32_t *lists, size_t *count)
{
	size_t kept = 0;
	for (size_t i = 0; i < *count; i++)
		if (issued(asking, lists[i]) != ISSUED_BY_OTHERS)
			lists[kept++] = lists[i];
	*count = kept;
}

int asking_lists(struct asking *asking, uint32_t **lists, size_t *count)
{
	const struct answer_query *query = &asking->answer->answer.query;
	size_t most = query->name_count ? query->name_count : view_list_count(asking->view);
	int status = TOL_OK;
	*lists = ARENA_ARRAY(&asking->answer->arena, uint32_t, most);
	if (query->name_count == 0)
		*count = known_lists(asking, *lists);
	else if ((status = named_lists(asking, *lists)) == TOL_OK)
		*count = sort_lists(*lists, query->name_count);
	if (status == TOL_OK && query->issuer.ptr)
		status = find_issuer(asking, *lists, *count);
	if (status == TOL_OK && query->issuer.ptr)
		keep_issued(asking, *lists, count);
	return status;
}
