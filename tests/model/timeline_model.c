/*
 * Timeline model: answers each question from the raw commits, clear and slow. Nothing is kept
 * between two questions and no interval is ever built: whether a text is in force is decided for
 * the one day asked about. Every function paraphrases the sentence of the meaning it implements;
 * M1, M2, ... are the readings in README.md. Never look here for how the compiler does it.
 */
#include "timeline_model.h"

#include <assert.h>
#include <stddef.h>

/* A version as known at one moment: the text that answers for its list and effective date. */
struct version {
	const struct model_text *text;
	int commit;
	int file;
	bool withdrawn;
};

/* What one question may know of a history. */
struct record {
	const struct model_history *history;
	int commits; /* the kept ones, from the root */
	int count;
	struct version versions[MODEL_COMMITS * MODEL_FILES];
};

/* ---- the clock ---- */

/* "A commit's recorded time is the running maximum of committer times from the root." */
int64_t model_recorded(const struct model_history *history, int commit)
{
	int64_t latest = history->commits[0].time;
	for (int i = 1; i <= commit; i++) {
		if (history->commits[i].time > latest)
			latest = history->commits[i].time;
	}
	return latest;
}

/* "A bare date means the end of that day"; whole days lie in the record's zone. */
int64_t model_day_end(int day, int zone_seconds)
{
	return ((int64_t)day + 1) * 86400 - zone_seconds - 1;
}

/* "--known-at R first drops every commit recorded after R"; without it none is dropped. */
static int commits_known(const struct model_history *history, int64_t known_at)
{
	int known = 0;
	for (int i = 0; i < history->count; i++) {
		if (known_at == MODEL_NO_TIME || model_recorded(history, i) <= known_at)
			known++;
	}
	return known;
}

/*
 * "Every regression, and every commit dated after its successor or after now" distorts a span;
 * "an answer with --known-at inside such a span is uncertain". M1: a regression distorts from
 * its own date to its recorded time, half-open. M2: a date after now, from now to that date.
 */
static bool clock_distorted(const struct model_history *history, int64_t known_at)
{
	for (int i = 0; i < history->count && known_at != MODEL_NO_TIME; i++) {
		int64_t dated = history->commits[i].time;
		if (dated <= known_at && known_at < model_recorded(history, i))
			return true;
		if (history->now <= known_at && known_at < dated)
			return true;
	}
	return false;
}

/* ---- when two texts are the same ---- */

static bool days_contain(const struct model_days *days, int day)
{
	for (int i = 0; i < days->count; i++) {
		if (days->at[i] == day)
			return true;
	}
	return false;
}

static bool days_within(const struct model_days *inner, const struct model_days *outer)
{
	for (int i = 0; i < inner->count; i++) {
		if (!days_contain(outer, inner->at[i]))
			return false;
	}
	return true;
}

/* "Reorder": the order in which dates are named is no meaning. */
static bool days_same(const struct model_days *a, const struct model_days *b)
{
	return days_within(a, b) && days_within(b, a);
}

static bool repeals_contain(const struct model_text *text, const struct model_repeal *wanted)
{
	for (int i = 0; i < text->repeal_count; i++) {
		const struct model_repeal *repeal = &text->repeals[i];
		if (repeal->list == wanted->list && repeal->rule == wanted->rule &&
		    repeal->from == wanted->from)
			return true;
	}
	return false;
}

static bool repeals_within(const struct model_text *inner, const struct model_text *outer)
{
	for (int i = 0; i < inner->repeal_count; i++) {
		if (!repeals_contain(outer, &inner->repeals[i]))
			return false;
	}
	return true;
}

static bool rules_contain(const struct model_text *text, const struct model_rule *wanted)
{
	for (int i = 0; i < text->rule_count; i++) {
		const struct model_rule *rule = &text->rules[i];
		if (rule->id == wanted->id && rule->effective == wanted->effective &&
		    rule->expires == wanted->expires)
			return true;
	}
	return false;
}

static bool rules_within(const struct model_text *inner, const struct model_text *outer)
{
	for (int i = 0; i < inner->rule_count; i++) {
		if (!rules_contain(outer, &inner->rules[i]))
			return false;
	}
	return true;
}

/* "A version is keyed by its effective date" within its list, which is known by its name. */
static bool key_same(const struct model_text *a, const struct model_text *b)
{
	if (a->list != b->list || a->pending != b->pending)
		return false;
	return a->pending || a->effective == b->effective;
}

/*
 * "A text that differs from the recorded one only by withdraws or reinstates corrects nothing":
 * the form by which corrections are judged.
 */
static bool form_reduced_same(const struct model_text *a, const struct model_text *b)
{
	return key_same(a, b) && a->body == b->body && a->issuer == b->issuer &&
	       a->promulgated == b->promulgated && a->expires == b->expires &&
	       a->corrects == b->corrects && a->draft == b->draft &&
	       a->retroactive == b->retroactive && repeals_within(a, b) && repeals_within(b, a) &&
	       rules_within(a, b) && rules_within(b, a);
}

/* "Two texts are the same if their compiled forms are (list properties included)." */
bool model_form_same(const struct model_text *a, const struct model_text *b)
{
	return form_reduced_same(a, b) && days_same(&a->withdraws, &b->withdraws) &&
	       days_same(&a->reinstates, &b->reinstates);
}

/* ---- the texts of one tree ---- */

/* "draft and effective pending texts are never on the timeline." */
static bool text_is_dated(const struct model_text *text)
{
	return text->readable && !text->draft && !text->pending;
}

/*
 * "Several texts of a list may stand in one tree if their effective dates differ; the same date
 * twice is an error." M3: only texts that could be on the timeline meet in this way.
 */
static bool file_collides(const struct model_commit *tree, int file)
{
	const struct model_text *text = &tree->files[file].text;
	for (int i = 0; i < tree->count; i++) {
		const struct model_text *other = &tree->files[i].text;
		if (i != file && text_is_dated(text) && text_is_dated(other) &&
		    key_same(text, other))
			return true;
	}
	return false;
}

/* A valid text: it can be read, and no other of its tree has its date. */
static bool file_is_valid(const struct model_commit *tree, int file)
{
	return tree->files[file].text.readable && !file_collides(tree, file);
}

/* The file puts, or has put, its text on the record. */
static bool file_is_recorded(const struct model_commit *tree, int file)
{
	return text_is_dated(&tree->files[file].text) && file_is_valid(tree, file);
}

/* ---- putting texts on the record ---- */

/* "Already recorded for that date": an earlier commit has put a text of this form on record. */
static bool form_known_before(const struct model_history *history, int commit,
			      const struct model_text *text,
			      bool (*same)(const struct model_text *, const struct model_text *))
{
	for (int i = 0; i < commit; i++) {
		const struct model_commit *tree = &history->commits[i];
		for (int file = 0; file < tree->count; file++) {
			if (same(&tree->files[file].text, text) && file_is_recorded(tree, file))
				return true;
		}
	}
	return false;
}

static struct version *version_find(struct record *record, int list, int effective)
{
	for (int i = 0; i < record->count; i++) {
		const struct model_text *text = record->versions[i].text;
		if (text->list == list && text->effective == effective)
			return &record->versions[i];
	}
	return NULL;
}

/*
 * "A text with an effective date new to the list adds a version"; one "already on the record
 * corrects that version: the later recorded text answers for it". M4: a withdrawn version stays
 * withdrawn.
 */
static void version_put(struct record *record, int commit, int file)
{
	const struct model_text *text = &record->history->commits[commit].files[file].text;
	struct version *version = version_find(record, text->list, text->effective);
	if (!version) {
		version = &record->versions[record->count++];
		version->withdrawn = false;
	}
	version->text = text;
	version->commit = commit;
	version->file = file;
}

/*
 * "A compiled form already recorded for that date records nothing"; one that is new but for
 * withdraws and reinstates "corrects nothing". No two texts of a commit share a version, so the
 * order of effective dates need not be kept here.
 */
static void commit_put(struct record *record, int commit)
{
	const struct model_commit *tree = &record->history->commits[commit];
	for (int file = 0; file < tree->count; file++) {
		const struct model_text *text = &tree->files[file].text;
		if (file_is_recorded(tree, file) &&
		    !form_known_before(record->history, commit, text, form_reduced_same))
			version_put(record, commit, file);
	}
}

/* "A D that is not on record is an error": it marks nothing, then or later. */
static void versions_mark(struct record *record, int list, const struct model_days *days,
			  bool withdrawn)
{
	for (int i = 0; i < days->count; i++) {
		struct version *version = version_find(record, list, days->at[i]);
		if (version)
			version->withdrawn = withdrawn;
	}
}

/* The text of this file says something new, be it only withdraws or reinstates. */
static bool file_is_news(const struct record *record, int commit, int file)
{
	const struct model_commit *tree = &record->history->commits[commit];
	return file_is_recorded(tree, file) &&
	       !form_known_before(record->history, commit, &tree->files[file].text,
				  model_form_same);
}

/*
 * "withdraws D takes the version effective on D off the timeline, all its recordings with it. It
 * stands, though a later text no longer says so" - M5: also when the text that said it is itself
 * withdrawn.
 */
static void commit_withdraw(struct record *record, int commit)
{
	const struct model_commit *tree = &record->history->commits[commit];
	for (int file = 0; file < tree->count; file++) {
		const struct model_text *text = &tree->files[file].text;
		if (file_is_news(record, commit, file))
			versions_mark(record, text->list, &text->withdraws, true);
	}
}

/* "... until a text says reinstates D." M6: what answers then is its latest recording. */
static void commit_reinstate(struct record *record, int commit)
{
	const struct model_commit *tree = &record->history->commits[commit];
	for (int file = 0; file < tree->count; file++) {
		const struct model_text *text = &tree->files[file].text;
		if (file_is_news(record, commit, file))
			versions_mark(record, text->list, &text->reinstates, false);
	}
}

/* "The record is append-only: nothing that was put on it goes away." */
static void record_replay(struct record *out, const struct model_history *history, int commits)
{
	out->history = history;
	out->commits = commits;
	out->count = 0;
	for (int i = 0; i < commits; i++) {
		commit_put(out, i);
		commit_withdraw(out, i);
		commit_reinstate(out, i);
	}
}

/* ---- the timeline ---- */

/*
 * A version effective before it was promulgated "displaces every version promulgated before it
 * whose effective date lies between the two"; a withdrawn one displaces nothing. The one
 * effective on the very same day is the same version, corrected.
 */
static bool version_is_displaced(const struct record *record, const struct version *version)
{
	const struct model_text *text = version->text;
	for (int i = 0; i < record->count; i++) {
		const struct model_text *other = record->versions[i].text;
		if (!record->versions[i].withdrawn && other->list == text->list &&
		    text->promulgated < other->promulgated && other->effective < text->effective &&
		    text->effective < other->promulgated)
			return true;
	}
	return false;
}

static bool version_on_timeline(const struct record *record, const struct version *version)
{
	return !version->withdrawn && !version_is_displaced(record, version);
}

/* "The versions in order of effective date, each until the next one's": the latest begun. */
static const struct version *version_latest(const struct record *record, int list, int day)
{
	const struct version *latest = NULL;
	for (int i = 0; i < record->count; i++) {
		const struct version *version = &record->versions[i];
		if (version->text->list == list && version->text->effective <= day &&
		    (!latest || latest->text->effective < version->text->effective) &&
		    version_on_timeline(record, version))
			latest = version;
	}
	return latest;
}

/* "It reaches lists of the same issuer or below." */
static bool issuer_reaches(const struct model_history *history, int issuer, int target)
{
	while (target != issuer && target != MODEL_NO_ISSUER)
		target = history->issuer_parent[target];
	return target == issuer;
}

/*
 * "repeals X from D (a list, or one rule) ends, at D, the versions of X promulgated no later than
 * the repealing text; a version promulgated later opens a new window." M7: a list repeals neither
 * itself nor a rule of its own. M8: D alone says when, not the repealing version's own dates.
 */
static bool text_repeals(const struct model_history *history, const struct model_text *by,
			 const struct model_text *target, int rule, int day)
{
	if (by->list == target->list || target->promulgated > by->promulgated ||
	    !issuer_reaches(history, by->issuer, target->issuer))
		return false;
	for (int i = 0; i < by->repeal_count; i++) {
		const struct model_repeal *repeal = &by->repeals[i];
		if (repeal->list == target->list && repeal->rule == rule && repeal->from <= day)
			return true;
	}
	return false;
}

/*
 * "A repeal counts while the version that says it has not been withdrawn or corrected without it,
 * and outlives that version's own end." A displaced version's counts.
 */
static bool version_is_repealed(const struct record *record, const struct version *version,
				int rule, int day)
{
	for (int i = 0; i < record->count; i++) {
		const struct version *by = &record->versions[i];
		if (!by->withdrawn &&
		    text_repeals(record->history, by->text, version->text, rule, day))
			return true;
	}
	return false;
}

/* "Intervals are half-open [from, to) in whole days." */
static bool day_before_end(int day, int end)
{
	return end == MODEL_NO_DAY || day < end;
}

/* "Cut short by its expires and by repeals; what is left uncovered is a gap." */
static const struct version *version_in_force(const struct record *record, int list, int day)
{
	const struct version *version = version_latest(record, list, day);
	if (!version || !day_before_end(day, version->text->expires) ||
	    version_is_repealed(record, version, MODEL_EVERY_RULE, day))
		return NULL;
	return version;
}

/*
 * "A rule with dates of its own is in force where they meet its version's window; no older rule
 * stands in."
 */
static uint32_t rules_in_force(const struct record *record, const struct version *version, int day)
{
	uint32_t rules = 0;
	for (int i = 0; i < version->text->rule_count; i++) {
		const struct model_rule *rule = &version->text->rules[i];
		bool begun = rule->effective == MODEL_NO_DAY || rule->effective <= day;
		if (begun && day_before_end(day, rule->expires) &&
		    !version_is_repealed(record, version, rule->id, day))
			rules |= UINT32_C(1) << rule->id;
	}
	return rules;
}

/* ---- unreadable texts ---- */

/* The bytes of an unreadable file: what can be seen of it. M9: noise is part of them. */
static bool unreadable_same(const struct model_text *a, const struct model_text *b)
{
	return !a->readable && !b->readable && a->body == b->body && a->noise == b->noise &&
	       a->name_legible == b->name_legible && (!a->name_legible || a->list == b->list) &&
	       a->effective_legible == b->effective_legible &&
	       (!a->effective_legible || a->effective == b->effective);
}

/* An unreadable file is news when the commit before did not have it, there and like this. */
static bool unreadable_is_news(const struct model_history *history, int commit,
			       const struct model_file *file)
{
	if (commit == 0)
		return true;
	const struct model_commit *before = &history->commits[commit - 1];
	for (int i = 0; i < before->count; i++) {
		if (before->files[i].path == file->path &&
		    unreadable_same(&before->files[i].text, &file->text))
			return false;
	}
	return true;
}

/*
 * "... else to those last read at its path": the list of the latest earlier readable text there.
 * M10: whether or not that text could be recorded, and across a deletion.
 */
static bool list_last_read(const struct model_history *history, int commit, int path, int list)
{
	for (int i = commit - 1; i >= 0; i--) {
		const struct model_commit *tree = &history->commits[i];
		for (int file = 0; file < tree->count; file++) {
			if (tree->files[file].path == path && tree->files[file].text.readable)
				return tree->files[file].text.list == list;
		}
	}
	return false;
}

/* "It belongs to the list whose name is still legible, else to those last read at its path." */
static bool unreadable_is_of(const struct model_history *history, int commit,
			     const struct model_file *file, int list)
{
	if (file->text.name_legible)
		return file->text.list == list;
	return list_last_read(history, commit, file->path, list);
}

/* A valid text of this form stands in the tree. */
static bool tree_has_form(const struct model_commit *tree, const struct model_text *text)
{
	for (int i = 0; i < tree->count; i++) {
		if (model_form_same(&tree->files[i].text, text) && file_is_valid(tree, i))
			return true;
	}
	return false;
}

/* A valid text of the list stands in this commit's tree and did not in the one before. */
static bool list_is_read_anew(const struct model_history *history, int commit, int list)
{
	const struct model_commit *tree = &history->commits[commit];
	for (int i = 0; i < tree->count; i++) {
		const struct model_text *text = &tree->files[i].text;
		if (text->list == list && file_is_valid(tree, i) &&
		    (commit == 0 || !tree_has_form(&history->commits[commit - 1], text)))
			return true;
	}
	return false;
}

/*
 * "... until the next readable text of the list is recorded. With --known-at between the two it
 * stays uncertain": only kept commits can end it. M11: drafts and texts already on record do.
 */
static bool unreadable_lasts(const struct record *record, int commit, int list)
{
	for (int i = commit + 1; i < record->commits; i++) {
		if (list_is_read_anew(record->history, i, list))
			return false;
	}
	return true;
}

/*
 * "Where its effective date is legible, that version's window is uncertain; else every day is."
 * M12: the window is from that date until the next version's on the timeline, come what may.
 */
static bool unreadable_covers(const struct record *record, const struct model_text *text, int list,
			      int day)
{
	if (!text->effective_legible)
		return true;
	const struct version *latest = version_latest(record, list, day);
	return text->effective <= day && (!latest || latest->text->effective <= text->effective);
}

/* "A text that does not parse, resolve or type-check is unreadable, never skipped in silence." */
static bool day_is_unreadable(const struct record *record, int list, int day)
{
	for (int i = 0; i < record->commits; i++) {
		const struct model_commit *tree = &record->history->commits[i];
		for (int j = 0; j < tree->count; j++) {
			const struct model_file *file = &tree->files[j];
			if (!file->text.readable && unreadable_is_news(record->history, i, file) &&
			    unreadable_is_of(record->history, i, file, list) &&
			    unreadable_lasts(record, i, list) &&
			    unreadable_covers(record, &file->text, list, day))
				return true;
		}
	}
	return false;
}

/* ---- the answer ---- */

/* What the readable texts of the record say of this day. */
static struct model_answer record_at(const struct record *record, int list, int day)
{
	struct model_answer answer = {.state = MODEL_GAP};
	answer.commit = MODEL_NOWHERE;
	answer.file = MODEL_NOWHERE;
	const struct version *version = version_in_force(record, list, day);
	if (!version)
		return answer;
	answer.state = MODEL_IN_FORCE;
	answer.commit = version->commit;
	answer.file = version->file;
	answer.rules = rules_in_force(record, version, day);
	return answer;
}

/* "--at D reads the timeline at D"; --known-at R says "what the record said then". */
struct model_answer model_ask(const struct model_history *history,
			      const struct model_question *question)
{
	assert(history->count <= MODEL_COMMITS);
	struct record record;
	record_replay(&record, history, commits_known(history, question->known_at));
	struct model_answer answer = record_at(&record, question->list, question->day);
	answer.by_text = day_is_unreadable(&record, question->list, question->day);
	answer.by_clock = clock_distorted(history, question->known_at);
	if (answer.by_text || answer.by_clock)
		answer.state = MODEL_UNCERTAIN;
	return answer;
}
