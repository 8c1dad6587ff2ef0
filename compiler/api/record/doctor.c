/* tolc doctor: what weakens the record. Its findings are results, not diagnostics of a text. */
#include "api/record/asking.h"

struct audit {
	struct asking asking;
	VEC(struct answer_finding) findings;
};

static struct answer_finding *audit_add(struct audit *audit, enum diag_id id, struct diag_args args,
					enum hint_id hint)
{
	struct diag *diag = ARENA_NEW(&audit->asking.answer->arena, struct diag);
	for (size_t i = 0; i < DIAG_ARGS_MAX; i++)
		args.arg[i] = asking_text(&audit->asking, args.arg[i]);
	*diag = (struct diag){.id = id,
			      .severity = diag_default_severity(id),
			      .args = args,
			      .hint = hint,
			      .hint_args = args};
	struct answer_finding finding = {.diag = diag,
					 .committed = TIME_NONE,
					 .recorded = TIME_NONE,
					 .doubt_from = TIME_NONE,
					 .doubt_to = TIME_NONE};
	VEC_PUSH(&audit->asking.session->mem, &audit->findings, finding);
	return &audit->findings.items[audit->findings.count - 1];
}

static void add_commit(struct audit *audit, struct answer_finding *finding,
		       const struct recorded_commit *commit)
{
	finding->commit = asking_hex(&audit->asking, commit->oid);
	finding->committed = commit->committed;
	finding->recorded = commit->recorded;
}

static void audit_repository(struct audit *audit)
{
	struct repo_audit found;
	struct repo_error error;
	struct buf count;
	if (repo_audit(audit->asking.session->history.repo, &found, &error) != REPO_OK)
		return;
	buf_init(&count, &audit->asking.session->mem);
	buf_add_int(&count, (int64_t)found.replacements);
	if (found.replacements > 0)
		audit_add(audit, DIAG_REPO_REPLACED,
			  ARGS(asking_text(&audit->asking, buf_str(&count))), HINT_NONE);
	if (found.grafts)
		audit_add(audit, DIAG_REPO_GRAFTS, NO_ARGS, HINT_NONE);
	buf_fini(&count);
}

static void audit_files(struct audit *audit)
{
	struct asking *asking = &audit->asking;
	size_t count;
	const struct history_note *notes = history_notes(&asking->session->history, &count);
	for (size_t i = 0; i < count; i++) {
		bool link = notes[i].kind == FILE_SYMLINK;
		struct str path = asking_text(asking, notes[i].path);
		audit_add(audit, link ? DIAG_REPO_SYMLINK : DIAG_REPO_SUBMODULE, ARGS(path),
			  HINT_NONE)
			->path = path;
	}
}

static void audit_clock(struct audit *audit)
{
	struct asking *asking = &audit->asking;
	struct history *history = &asking->session->history;
	struct arena *arena = &asking->answer->arena;
	const struct recorded_commit *chain = history_chain(history, arena);
	struct clock clock;
	clock_audit(&clock, arena, chain, history_commit_count(history), asking->session->now);
	for (size_t i = 0; i < clock.fault_count; i++) {
		struct diag_args args;
		const struct clock_fault *fault = &clock.faults[i];
		enum diag_id id = clock_fault_args(&args, arena, fault, chain);
		struct answer_finding *finding = audit_add(audit, id, args, HINT_NONE);
		add_commit(audit, finding, &chain[fault->commit]);
		finding->doubt_from = fault->from;
		finding->doubt_to = fault->to;
	}
}

/* The path is empty where it is about no text. */
static struct view_text finding_text(struct audit *audit, const struct finding *finding)
{
	struct history_view *view = audit->asking.view;
	uint32_t list = view_list_find(view, view_name(view, finding->list));
	if (list == NO_ENTRY || finding->entry == NO_ENTRY)
		return (struct view_text){.path = STR("")};
	return view_text(view, list, finding->entry);
}

static void add_place(struct audit *audit, struct answer_finding *out,
		      const struct finding *finding)
{
	struct view_text text = finding_text(audit, finding);
	out->list = asking_text(&audit->asking, view_name(audit->asking.view, finding->list));
	if (!text.path.len)
		return;
	out->path = asking_text(&audit->asking, text.path);
	out->line = text.text ? text.text->line : 0;
}

/* What was taken away is put back where the same text is seen again later. */
static void add_put_back(struct audit *audit, struct answer_finding *out,
			 const struct finding *finding)
{
	struct history_view *view = audit->asking.view;
	uint32_t list = view_list_find(view, view_name(view, finding->list));
	if (finding->id != DIAG_RECORD_DELETED || list == NO_ENTRY)
		return;
	const struct record *record = view_record(view, list);
	for (uint32_t entry = finding->entry + 1; entry < record->known; entry++) {
		if (record->fates[entry] != FATE_REPEATED)
			continue;
		struct view_text text = view_text(view, list, entry);
		if (text.commit_number > finding->commit && !text.is_unrecorded &&
		    text.text->effective == finding->date) {
			out->put_back = asking_hex(&audit->asking, text.commit);
			return;
		}
	}
}

static void audit_lists(struct audit *audit)
{
	struct asking *asking = &audit->asking;
	struct finding_list found = {.mem = &asking->session->mem, .zone = asking->session->zone};
	view_audit(asking->view, &found);
	for (size_t i = 0; i < found.items.count; i++) {
		const struct finding *finding = &found.items.items[i];
		struct diag_args args = finding_args(&asking->answer->arena, &found, finding);
		/* A text of which no list is known goes by its file. */
		if (!args.arg[0].len)
			args.arg[0] = finding_text(audit, finding).path;
		struct answer_finding *out = audit_add(audit, finding->id, args, finding->hint);
		if (finding->commit != NO_COMMIT &&
		    finding->commit != asking->session->history.unrecorded)
			add_commit(audit, out, &found.chain[finding->commit]);
		add_place(audit, out, finding);
		add_put_back(audit, out, finding);
	}
	VEC_FREE(found.mem, &found.items);
}

static void audit_keep(struct audit *audit)
{
	struct answer *answer = &audit->asking.answer->answer;
	answer->finding_count = audit->findings.count;
	answer->findings = arena_dup(&audit->asking.answer->arena, audit->findings.items,
				     audit->findings.count * sizeof(*audit->findings.items));
	VEC_FREE(answer->mem, &audit->findings);
}

/* A record that has been cut short is what doctor is asked about, no reason not to answer. */
static int tell_incomplete(struct tol_answer **out, struct audit *audit)
{
	struct asking *asking = &audit->asking;
	struct diag_list diags;
	asking->answer = answer_new(asking->session, ANSWER_DOCTOR);
	asking->answer->answer.query.revision = STR("HEAD");
	asking->answer->answer.history.read = true;
	diag_list_init(&diags, &asking->answer->arena);
	const struct diag *diag = repo_report(&diags, &asking->error);
	audit_add(audit, diag->id, diag->args, HINT_NONE)->diag = (struct diag *)diag;
	diag_list_fini(&diags);
	audit_keep(audit);
	answer_finish(asking->answer);
	*out = asking->answer;
	return TOL_OK;
}

static int doctor(struct tol_answer **out, struct tol_session *session, const void *options)
{
	struct audit audit = {.findings = {0}};
	int status = asking_begin(&audit.asking, session, ANSWER_DOCTOR, options, HISTORY_WHOLE);
	if (status == TOL_EINCOMPLETE)
		return tell_incomplete(out, &audit);
	if (status != TOL_OK)
		return status;
	if (session->history.repo)
		audit_repository(&audit);
	audit_files(&audit);
	audit_clock(&audit);
	audit_lists(&audit);
	audit_keep(&audit);
	return asking_end(&audit.asking, out);
}

int tol_doctor(struct tol_answer **out, struct tol_session *session,
	       const struct tol_record_options *options)
{
	return session_ask(out, session, doctor, options);
}
