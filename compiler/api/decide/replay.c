/*
 * tolc replay: a sealed answer is read back, its question is put again to the record at the same
 * commit and as of the same moment, and the two are held against each other byte for byte; then the
 * question is put to the record as it is now.
 */
#include "api/decide/deciding.h"
#include "api/decide/gist.h"
#include "api/decide/gives.h"

#include "base/digest.h"
#include "base/text/json_read.h"
#include "emit/answer_replay.h"

/* What an answer of tolc decide says of its own question. */
struct sealed {
	struct str schema;
	struct str command;
	struct str version;
	struct str head;
	struct str revision; /* as it was asked; what it means may be another commit by now */
	struct str known_at; /* ptr NULL: all that was recorded */
	struct str now;
	struct str zone;
	struct str language;
	struct case_input input;
	bool worktree;
};

/* -- reading -- */

struct reader {
	struct json_read json;
	struct sealed *out;
	struct arena *arena;
};

static struct str keep(struct reader *r)
{
	return arena_str(r->arena, r->json.text);
}

/* What is no string is passed over. */
static bool read_string(struct reader *r)
{
	if (json_read_next(&r->json) == JSON_READ_STRING)
		return true;
	json_read_skip(&r->json);
	return false;
}

static void read_text(struct reader *r, struct str *out)
{
	if (read_string(r))
		*out = keep(r);
}

static void read_date(struct reader *r, int32_t *out)
{
	if (read_string(r))
		*out = date_parse(r->json.text);
}

static void skip_elements(struct reader *r)
{
	while (json_read_element(&r->json))
		json_read_skip(&r->json);
}

static void read_conduct(struct reader *r)
{
	if (json_read_next(&r->json) != JSON_READ_ARRAY) {
		json_read_skip(&r->json);
		return;
	}
	if (!json_read_element(&r->json))
		return;
	read_date(r, &r->out->input.conduct_from);
	if (json_read_element(&r->json))
		read_date(r, &r->out->input.conduct_to);
	skip_elements(r);
}

/* The object as it stands in the file. */
static void read_facts(struct reader *r)
{
	const char *from = r->json.at;
	json_read_skip(&r->json);
	struct str facts = {from, (size_t)(r->json.at - from)};
	while (facts.len && *facts.ptr != '{')
		facts = str_from_to(facts, 1, facts.len);
	r->out->input.facts = facts;
}

static void read_flag(struct reader *r, bool *out)
{
	*out = json_read_next(&r->json) == JSON_READ_TRUE;
}

static void read_member(struct reader *r, struct str key);

/* The members of an object that are known; of an array, those of its first element. */
static void read_members(struct reader *r)
{
	enum json_read_token token = json_read_next(&r->json);
	if (token == JSON_READ_ARRAY) {
		if (json_read_element(&r->json))
			read_members(r);
		skip_elements(r);
		return;
	}
	while (token == JSON_READ_OBJECT && json_read_key(&r->json))
		read_member(r, arena_str(r->arena, r->json.text));
}

struct text_member {
	const char *key;
	size_t offset; /* in struct sealed */
};

static const struct text_member text_members[] = {
	{"schema", offsetof(struct sealed, schema)},
	{"command", offsetof(struct sealed, command)},
	{"version", offsetof(struct sealed, version)},
	{"head", offsetof(struct sealed, head)},
	{"rev", offsetof(struct sealed, revision)},
	{"known_at", offsetof(struct sealed, known_at)},
	{"now", offsetof(struct sealed, now)},
	{"zone", offsetof(struct sealed, zone)},
	{"language", offsetof(struct sealed, language)},
	{"subject", offsetof(struct sealed, input.subject)},
	{"by", offsetof(struct sealed, input.organ)},
	{"name", offsetof(struct sealed, input.name)},
	{"title", offsetof(struct sealed, input.title)},
	{"published_outcome", offsetof(struct sealed, input.published)},
	{"source", offsetof(struct sealed, input.source)},
};

static const struct text_member date_members[] = {
	{"accountable", offsetof(struct sealed, input.accountable)},
	{"decided", offsetof(struct sealed, input.decided)},
	{"closed", offsetof(struct sealed, input.closed)},
};

static const char *const nested[] = {"query", "history", "results", "case"};

/* Keys mean the same wherever they stand in what is read, but that the tool has a name too. */
static void read_member(struct reader *r, struct str key)
{
	if (str_equal(key, STR("tool"))) {
		read_members(r);
		r->out->input.name = STR_NONE;
		return;
	}
	for (size_t i = 0; i < countof(nested); i++)
		if (str_equal(key, str_from(nested[i]))) {
			read_members(r);
			return;
		}
	for (size_t i = 0; i < countof(text_members); i++)
		if (str_equal(key, str_from(text_members[i].key))) {
			read_text(r, (struct str *)((char *)r->out + text_members[i].offset));
			return;
		}
	for (size_t i = 0; i < countof(date_members); i++)
		if (str_equal(key, str_from(date_members[i].key))) {
			read_date(r, (int32_t *)((char *)r->out + date_members[i].offset));
			return;
		}
	if (str_equal(key, STR("conduct")))
		read_conduct(r);
	else if (str_equal(key, STR("facts")))
		read_facts(r);
	else if (str_equal(key, STR("worktree")))
		read_flag(r, &r->out->worktree);
	else if (str_equal(key, STR("made_up")))
		read_flag(r, &r->out->input.made_up);
	else
		json_read_skip(&r->json);
}

static int fail_sealed(struct tol_session *session, struct str path)
{
	return session_fail(session, TOL_EUSAGE, DIAG_NOT_SEALED, ARGS(path), HINT_SEALED, NO_ARGS);
}

static int read_sealed(struct sealed *out, struct arena *arena, struct tol_session *session,
		       const struct tol_text *text)
{
	struct reader r = {.out = out, .arena = arena};
	*out = (struct sealed){.revision = STR("HEAD"),
			       .input = {.conduct_from = DATE_NONE,
					 .conduct_to = DATE_NONE,
					 .accountable = DATE_NONE,
					 .decided = DATE_NONE,
					 .closed = DATE_NONE}};
	json_read_init(&r.json, (struct str){text->bytes, text->length}, arena);
	read_members(&r);
	out->input.facts_path = arena_str(arena, str_from(text->path));
	if (r.json.error || !str_equal(out->schema, STR("tolc/1")) ||
	    !str_equal(out->command, STR("decide")) || !out->head.ptr || !out->now.ptr)
		return fail_sealed(session, out->input.facts_path);
	return out->worktree ? session_fail(session, TOL_EUSAGE, DIAG_SEALED_UNRECORDED,
					    ARGS(out->input.facts_path), HINT_SEALED, NO_ARGS)
			     : TOL_OK;
}

/* -- the seal: over every byte before the comma that stands before it; it is the last member -- */

/* What stands before the seal, the seal, and what stands behind its digits. */
struct seal {
	struct str body;
	struct str digits; /* ptr NULL: there is no seal */
	struct str behind;
};

static struct seal seal_find(struct str answer)
{
	struct str mark = STR(",\n  \"seal\": \"sha256:");
	for (size_t at = answer.len; at-- > 0;) {
		struct str rest = str_from_to(answer, at, answer.len);
		size_t end = mark.len + 2 * DIGEST_SIZE;
		if (str_starts_with(rest, mark) && rest.len > end)
			return (struct seal){str_from_to(answer, 0, at),
					     str_from_to(rest, mark.len, end),
					     str_from_to(rest, end, rest.len)};
	}
	return (struct seal){.body = answer};
}

static bool seal_fits(const struct seal *seal)
{
	static const char digits[] = "0123456789abcdef";
	struct digest digest = digest_of(seal->body);
	char hex[2 * DIGEST_SIZE];
	for (size_t i = 0; i < DIGEST_SIZE; i++) {
		hex[2 * i] = digits[digest.bytes[i] >> 4];
		hex[2 * i + 1] = digits[digest.bytes[i] & 15];
	}
	return seal->digits.ptr && str_equal(seal->behind, STR("\"\n}\n")) &&
	       memcmp(seal->digits.ptr, hex, sizeof(hex)) == 0;
}

/* -- asking again -- */

struct replaying {
	struct tol_session *session;
	struct arena *arena; /* of the answer */
	struct sealed sealed;
	struct seal seal;
	int64_t moment;		/* of asking then */
	int64_t known_at;	/* TOL_NO_TIME: all that was recorded */
	enum language language; /* in which it was made */
};

/* As of another moment, in another zone and language; the session's own come back. */
static int decide_in(struct tol_answer **out, const struct replaying *r, const char *revision,
		     int64_t now, enum language language)
{
	struct tol_session *session = r->session;
	struct tol_record_options record = TOL_RECORD_OPTIONS_INIT;
	const int64_t own_now = session->now;
	const int32_t own_zone = session->zone;
	const enum language own_language = session->language;
	session->now = now;
	session->language = language;
	zone_parse(&session->zone, r->sealed.zone);
	record.revision = revision;
	record.known_at = r->known_at;
	int status = deciding_run(out, session, &record, &r->sealed.input);
	session->now = own_now;
	session->zone = own_zone;
	session->language = own_language;
	return status;
}

/* In the language of the sealed answer; what fails is said in that of who asks now. */
static int decide_as_of(struct tol_answer **out, const struct replaying *r, const char *revision,
			int64_t now)
{
	struct tol_session *session = r->session;
	int status = decide_in(out, r, revision, now, r->language);
	if (status == TOL_OK || session->language == r->language)
		return status;
	buf_clear(&session->error);
	buf_clear(&session->hint);
	return decide_in(out, r, revision, now, session->language);
}

static struct str rendered(const struct replaying *r, struct tol_answer *answer)
{
	const struct emit_style style = {.language = r->language,
					 .parts = EMIT_RESULTS | EMIT_DIAGNOSTICS,
					 .columns = 80,
					 .version = TOLC_VERSION};
	struct buf text;
	buf_init(&text, &r->session->mem);
	emit_answer(&text, &answer->answer, EMIT_JSON, &style);
	struct str kept = arena_str(r->arena, buf_str(&text));
	buf_fini(&text);
	return kept;
}

/* -- then and now -- */

static bool same_window(const struct answer_window *a, const struct answer_window *b)
{
	return a->effective == b->effective && a->from == b->from && a->to == b->to &&
	       str_equal(a->commit, b->commit);
}

static bool same_state(const struct answer_decide *a, size_t i, const struct answer_decide *b,
		       size_t k)
{
	return same_window(&a->states[i].window, &b->states[k].window) &&
	       str_equal(a->lists[a->states[i].list].name, b->lists[b->states[k].list].name);
}

static size_t next_in_play(const struct answer_decide *decide, size_t state)
{
	while (state < decide->state_count && !decide->verdict.in_play[state])
		state++;
	return state;
}

/* Those that can be taken, in one order. */
static bool same_versions(const struct answer_decide *a, const struct answer_decide *b)
{
	bool same = a->list_count == b->list_count;
	size_t i = next_in_play(a, 0), k = next_in_play(b, 0);
	while (same && i < a->state_count && k < b->state_count) {
		same = same_state(a, i, b, k);
		i = next_in_play(a, i + 1);
		k = next_in_play(b, k + 1);
	}
	return same && i >= a->state_count && k >= b->state_count;
}

static bool same_gist(struct mem *mem, struct str sealed, struct str repeated)
{
	struct buf then, again;
	buf_init(&then, mem);
	buf_init(&again, mem);
	gist_of(&then, sealed);
	gist_of(&again, repeated);
	bool same = str_equal(buf_str(&then), buf_str(&again));
	buf_fini(&then);
	buf_fini(&again);
	return same;
}

static void answer_release(void *data)
{
	tol_answer_free(data);
}

enum { HEAD_SHOWN = 12 }; /* hex digits */

/* The commit is a matter of the file, not of what the caller named. */
static int fail_elsewhere(struct replaying *r, int status)
{
	size_t shown = r->sealed.head.len < HEAD_SHOWN ? r->sealed.head.len : HEAD_SHOWN;
	struct str head = str_from_to(r->sealed.head, 0, shown);
	if (r->session->failed != DIAG_REPO_NO_REVISION)
		return status;
	buf_clear(&r->session->error);
	buf_clear(&r->session->hint);
	return session_fail(r->session, TOL_ENOTFOUND, DIAG_SEALED_ELSEWHERE,
			    ARGS(r->sealed.input.facts_path, head), HINT_SEALED_ELSEWHERE, NO_ARGS);
}

static int ask_then(struct tol_answer *answer, struct replaying *r,
		    const struct answer_decide **decided)
{
	struct tol_answer *then;
	int status = decide_as_of(&then, r, r->sealed.head.ptr, r->moment);
	if (status != TOL_OK)
		return fail_elsewhere(r, status);
	answer_hold(answer, answer_release, then);
	then->answer.query.revision = r->sealed.revision;
	struct answer_replay *out = answer->answer.replay;
	out->repeated = rendered(r, then);
	out->is_same_verdict = same_gist(&r->session->mem, out->sealed, out->repeated);
	*decided = then->answer.decide;
	return TOL_OK;
}

static int ask_now(struct tol_answer *answer, struct replaying *r)
{
	struct answer_replay *out = answer->answer.replay;
	struct tol_answer *now;
	int status = decide_as_of(&now, r, NULL, r->session->now);
	if (status != TOL_OK)
		return status;
	answer_hold(answer, answer_release, now);
	out->now = now->answer.decide;
	out->now_same_outcome = out->then->verdict.outcomes == out->now->verdict.outcomes &&
				decide_same_rulings(&out->then->verdict, &out->now->verdict);
	gives_take(&out->then_gives, r->arena, &out->then->verdict, out->then->given);
	gives_take(&out->now_gives, r->arena, &out->now->verdict, out->now->given);
	out->now_same_effects = gives_same_effects(&out->then_gives, &out->now_gives);
	out->now_same_weighing = gives_same_weighing(&out->then_gives, &out->now_gives);
	out->now_same_versions = same_versions(out->then, out->now);
	return TOL_OK;
}

/* What was asked is as it was made exactly if it leads to the seal that stands in the file. */
static int ask_broken(struct tol_answer *answer, struct replaying *r)
{
	struct answer_replay *out = answer->answer.replay;
	const struct answer_decide *unused;
	int status = ask_then(answer, r, &unused);
	out->changed = CHANGED_UNKNOWN;
	if (status == TOL_EUSAGE || status == TOL_ENOTFOUND) {
		out->trouble = arena_str(r->arena, buf_str(&r->session->error));
		buf_clear(&r->session->error);
		buf_clear(&r->session->hint);
		return TOL_OK;
	}
	if (status != TOL_OK)
		return status;
	struct seal again = seal_find(out->repeated);
	if (r->seal.digits.ptr && str_equal(again.digits, r->seal.digits))
		out->changed = CHANGED_ANSWER;
	else if (str_equal(out->version, STR(TOLC_VERSION)))
		out->changed = CHANGED_QUESTION;
	return TOL_OK;
}

static int ask_again(struct tol_answer *answer, struct replaying *r)
{
	struct answer_replay *out = answer->answer.replay;
	if (!seal_fits(&r->seal))
		return ask_broken(answer, r);
	int status = ask_then(answer, r, &out->then);
	out->is_same = status == TOL_OK && str_equal(out->sealed, out->repeated);
	return status == TOL_OK ? ask_now(answer, r) : status;
}

/* Of which record it was asked. */
static void take_record(struct tol_answer *answer, struct replaying *r)
{
	int32_t zone = r->session->zone;
	zone_parse(&zone, r->sealed.zone);
	r->known_at = r->sealed.known_at.ptr ? tol_time_parse(r->sealed.known_at.ptr, zone)
					     : TOL_NO_TIME;
	answer->answer.query.known_at = r->known_at;
	answer->answer.query.revision = r->sealed.revision;
	answer->answer.history.head = r->sealed.head;
}

static int replay(struct tol_answer **out, struct tol_session *session, const void *data)
{
	const struct tol_text *text = data;
	struct tol_answer *answer = answer_new(session, ANSWER_REPLAY);
	struct replaying r = {.session = session, .arena = &answer->arena};
	struct answer_replay *found = ARENA_NEW(&answer->arena, struct answer_replay);
	answer->answer.replay = found;
	answer_names(answer, &text->path, 1);
	int status = read_sealed(&r.sealed, r.arena, session, text);
	found->path = arena_str(r.arena, str_from(text->path));
	found->head = r.sealed.head;
	found->version = r.sealed.version;
	found->sealed = arena_str(r.arena, (struct str){text->bytes, text->length});
	r.seal = seal_find(found->sealed);
	take_record(answer, &r);
	r.language = str_equal(r.sealed.language, STR("zh")) ? LANGUAGE_ZH : LANGUAGE_EN;
	if (status == TOL_OK && !time_parse(&r.moment, r.sealed.now))
		status = fail_sealed(session, found->path);
	if (status == TOL_OK)
		status = ask_again(answer, &r);
	if (status != TOL_OK) {
		tol_answer_free(answer);
		return status;
	}
	answer_finish(answer);
	*out = answer;
	return TOL_OK;
}

int tol_replay(struct tol_answer **out, struct tol_session *session, const struct tol_text *text)
{
	return session_ask(out, session, replay, text);
}
