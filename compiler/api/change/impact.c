/*
 * tolc diff --cases: one batch on either side is fed the same text. What the left one made of a
 * block waits until the right one has come as far, which it does within the same call.
 */
#include "api/change/impact.h"

#include "emit/verdict/decide.h"
#include "emit/writer.h"

#include "base/text/utf8.h"

/* -- what came of a line -- */

static struct told told_of(const struct batch_row *row)
{
	if (!row->plan)
		return (struct told){.is_good = false};
	const struct decide_many *many = &row->plan->many;
	const struct decide_brief *brief = &many->briefs[row->lane];
	struct told told = {.is_good = true, .outcomes = brief->outcomes};
	if (brief->ruling) {
		told.by = many->rulings.items[brief->ruling - 1].by;
		told.why = many->rulings.items[brief->ruling - 1].why;
	}
	return told;
}

static bool told_same(const struct told *a, const struct told *b)
{
	if (a->outcomes != b->outcomes || !a->by.ptr != !b->by.ptr)
		return false;
	return !a->by.ptr || (a->why == b->why && str_equal(a->by, b->by));
}

/* -- one flip -- */

static void add_json(struct json *json, const char *key, const struct told *told)
{
	json_key(json, key);
	json_object(json);
	json_key(json, "outcomes");
	json_array(json);
	for (int i = 0; i <= DECIDE_CONFLICT; i++)
		if (told->outcomes >> i & 1)
			json_str(json, str_from(decide_outcome_name((enum decide_outcome)i)));
	json_array_end(json);
	if (told->by.ptr) {
		json_key(json, "needs_ruling");
		json_object(json);
		json_member(json, "by", told->by);
		json_text(json, "why", decide_why_name(told->why));
		json_object_end(json);
	} else {
		json_member_null(json, "needs_ruling");
	}
	json_object_end(json);
}

static void flip_json(struct buf *out, const struct batch_row *row, struct str id,
		      const struct told *before, const struct told *after)
{
	struct json json;
	buf_addf(out, "{\"id\":");
	buf_add(out, id.len ? id : STR("null"));
	buf_addf(out, ",\"line\":%llu,\"flip\":", (unsigned long long)row->line);
	json_init(&json, out, false);
	json_object(&json);
	add_json(&json, "before", before);
	add_json(&json, "after", after);
	json_object_end(&json);
	buf_add_text(out, "}\n");
}

static void add_outcomes(struct buf *out, unsigned outcomes, enum language language)
{
	static const enum word_id words[] = {WORD_OUTCOME_TOLERATED, WORD_OUTCOME_BARRED,
					     WORD_EXPECT_SILENT, WORD_OUTCOME_CONFLICT};
	bool first = true;
	for (size_t i = 0; i < countof(words); i++) {
		if (!(outcomes >> i & 1))
			continue;
		if (!first)
			buf_add(out, word_text(language, WORD_OR));
		buf_add(out, word_text(language, words[i]));
		first = false;
	}
}

static void add_told(struct buf *out, const struct told *told, enum language language)
{
	add_outcomes(out, told->outcomes, language);
	if (!told->by.ptr)
		return;
	buf_add(out, word_text(language, WORD_COMMA));
	word_add(out, language, WORD_IMPACT_RULING, ARGS(told->by));
}

static void flip_text(struct buf *out, const struct batch_row *row, struct str id,
		      const struct told *before, const struct told *after, enum language language)
{
	struct buf line, shown, old, fresh;
	buf_init(&line, out->mem);
	buf_init(&shown, out->mem);
	buf_init(&old, out->mem);
	buf_init(&fresh, out->mem);
	buf_addf(&line, "%llu", (unsigned long long)row->line);
	utf8_printable(&shown, id.len ? id : STR("-"));
	add_told(&old, before, language);
	add_told(&fresh, after, language);
	word_add(out, language, WORD_IMPACT_FLIP,
		 ARGS(buf_str(&shown), buf_str(&line), buf_str(&old), buf_str(&fresh)));
	buf_add_char(out, '\n');
	buf_fini(&line);
	buf_fini(&shown);
	buf_fini(&old);
	buf_fini(&fresh);
}

/* -- blocks -- */

static void take_before(void *data, const struct tol_batch *batch)
{
	struct tol_impact *impact = data;
	for (size_t i = 0; i < batch->row_count; i++) {
		struct told told = told_of(&batch->rows[i]);
		if (told.by.ptr)
			told.by = arena_str(&impact->scratch, told.by);
		VEC_PUSH(impact->scratch.mem, &impact->waiting, told);
	}
}

static void take_row(struct tol_impact *impact, const struct tol_batch *batch,
		     const struct batch_row *row)
{
	const struct told *before = &impact->waiting.items[impact->next++];
	struct told after = told_of(row);
	struct str id = {batch->text.ptr + row->id_at, row->id_length};
	impact->cases++;
	if (!before->is_good || !after.is_good) {
		impact->bad++;
		return;
	}
	if (told_same(before, &after))
		return;
	impact->flips++;
	impact->counts[before->outcomes][after.outcomes]++;
	if (impact->json)
		flip_json(&impact->out, row, id, before, &after);
	else
		flip_text(&impact->out, row, id, before, &after, impact->session->language);
}

static void take_after(void *data, const struct tol_batch *batch)
{
	for (size_t i = 0; i < batch->row_count; i++)
		take_row(data, batch, &batch->rows[i]);
}

/* -- what it comes to -- */

static void add_set(struct json *json, const char *key, unsigned outcomes)
{
	json_key(json, key);
	json_array(json);
	for (int i = 0; i <= DECIDE_CONFLICT; i++)
		if (outcomes >> i & 1)
			json_str(json, str_from(decide_outcome_name((enum decide_outcome)i)));
	json_array_end(json);
}

static void summary_json(struct tol_impact *impact)
{
	struct json json;
	json_init(&json, &impact->out, false);
	json_object(&json);
	json_key(&json, "summary");
	json_object(&json);
	json_member_int(&json, "cases", (int64_t)impact->cases);
	json_member_int(&json, "flips", (int64_t)impact->flips);
	json_member_int(&json, "bad", (int64_t)impact->bad);
	json_key(&json, "by");
	json_array(&json);
	for (unsigned before = 0; before < OUTCOME_SETS; before++) {
		for (unsigned after = 0; after < OUTCOME_SETS; after++) {
			if (!impact->counts[before][after])
				continue;
			json_object(&json);
			add_set(&json, "before", before);
			add_set(&json, "after", after);
			json_member_int(&json, "cases", (int64_t)impact->counts[before][after]);
			json_object_end(&json);
		}
	}
	json_array_end(&json);
	json_object_end(&json);
	json_object_end(&json);
	buf_add_char(&impact->out, '\n');
}

static void add_number(struct buf *out, uint64_t number)
{
	buf_addf(out, "%llu", (unsigned long long)number);
}

static void summary_text(struct tol_impact *impact)
{
	enum language language = impact->session->language;
	struct buf args[4];
	for (size_t i = 0; i < countof(args); i++)
		buf_init(&args[i], impact->out.mem);
	add_number(&args[0], impact->cases);
	add_number(&args[1], impact->flips);
	add_number(&args[2], impact->bad);
	word_add(&impact->out, language, WORD_IMPACT_TOTALS,
		 ARGS(buf_str(&args[0]), buf_str(&args[1]), buf_str(&args[2])));
	buf_add_char(&impact->out, '\n');
	for (unsigned i = 0; i < OUTCOME_SETS * OUTCOME_SETS; i++) {
		unsigned before = i / OUTCOME_SETS, after = i % OUTCOME_SETS;
		if (!impact->counts[before][after])
			continue;
		for (size_t k = 0; k < 3; k++)
			buf_clear(&args[k]);
		add_outcomes(&args[0], before, language);
		add_outcomes(&args[1], after, language);
		add_number(&args[2], impact->counts[before][after]);
		word_add(&impact->out, language, WORD_IMPACT_COUNT,
			 ARGS(buf_str(&args[0]), buf_str(&args[1]), buf_str(&args[2])));
		buf_add_char(&impact->out, '\n');
	}
	for (size_t i = 0; i < countof(args); i++)
		buf_fini(&args[i]);
}

/* -- calls -- */

struct impact_feeding {
	struct tol_impact *impact;
	const char *bytes;
	size_t length;
	bool is_last;
};

static int feed_side(const struct impact_feeding *feeding, struct tol_batch *batch)
{
	const char *out;
	size_t length;
	return feeding->is_last
		       ? tol_batch_finish(batch, &out, &length)
		       : tol_batch_feed(batch, feeding->bytes, feeding->length, &out, &length);
}

static int begin_feed(struct tol_session *session, void *data)
{
	struct tol_impact *impact = data;
	(void)session;
	buf_clear(&impact->out);
	buf_clear(&impact->complaints);
	arena_clear(&impact->scratch);
	impact->waiting.count = 0;
	impact->next = 0;
	return TOL_OK;
}

/* A line that is bad in the same way on both sides is told once. */
static int end_feed(struct tol_session *session, void *data)
{
	struct impact_feeding *feeding = data;
	struct tol_impact *impact = feeding->impact;
	struct str before = buf_str(&impact->before->complaints);
	struct str after = buf_str(&impact->after->complaints);
	(void)session;
	buf_add(&impact->complaints, after);
	if (!str_equal(before, after))
		buf_add(&impact->complaints, before);
	if (feeding->is_last && impact->json)
		summary_json(impact);
	else if (feeding->is_last)
		summary_text(impact);
	return TOL_OK;
}

static int fail_other(struct tol_session *session, const struct tol_session *other, int status)
{
	if (status == TOL_ENOMEM)
		session->spent = true;
	if (session->spent)
		return TOL_ENOMEM;
	buf_clear(&session->error);
	buf_clear(&session->hint);
	buf_add(&session->error, buf_str(&other->error));
	buf_add(&session->hint, buf_str(&other->hint));
	session->failed = other->failed;
	return status;
}

static int run_feed(struct impact_feeding *feeding, const char **out, size_t *length)
{
	struct tol_impact *impact = feeding->impact;
	*out = "";
	*length = 0;
	int status = session_run(impact->session, begin_feed, impact);
	if (status != TOL_OK)
		return status;
	/* What the left side keeps is on its own heap. */
	status = feed_side(feeding, impact->before);
	if (status != TOL_OK)
		return fail_other(impact->session, impact->other, status);
	status = feed_side(feeding, impact->after);
	if (status == TOL_OK)
		status = session_run(impact->session, end_feed, feeding);
	if (status == TOL_ENOMEM)
		return status;
	*out = buf_str(&impact->out).ptr;
	*length = impact->out.len;
	return status;
}

int tol_impact_feed(struct tol_impact *impact, const char *bytes, size_t length, const char **out,
		    size_t *out_length)
{
	struct impact_feeding feeding = {impact, bytes, length, false};
	return run_feed(&feeding, out, out_length);
}

int tol_impact_finish(struct tol_impact *impact, const char **out, size_t *out_length)
{
	struct impact_feeding feeding = {impact, "", 0, true};
	return run_feed(&feeding, out, out_length);
}

const char *tol_impact_complaints(const struct tol_impact *impact, size_t *length)
{
	*length = impact->complaints.len;
	return buf_str(&impact->complaints).ptr;
}

uint64_t tol_impact_line_count(const struct tol_impact *impact)
{
	return tol_batch_line_count(impact->after);
}

uint64_t tol_impact_bad_count(const struct tol_impact *impact)
{
	return impact->bad;
}

uint64_t tol_impact_flip_count(const struct tol_impact *impact)
{
	return impact->flips;
}

/* -- the handle -- */

static int open_after(struct tol_impact *impact, const struct tol_impact_options *options)
{
	struct tol_batch_options wanted = TOL_BATCH_OPTIONS_INIT;
	wanted.path = options->path;
	wanted.known_at = options->sides->known_at;
	wanted.revision = options->sides->head;
	wanted.worktree = options->sides->worktree;
	int status = tol_batch_new(&impact->after, impact->session, &wanted);
	if (status == TOL_OK) {
		impact->after->take = take_after;
		impact->after->data = impact;
	}
	return status;
}

struct basing {
	struct tol_impact *impact;
	const struct tol_diff_options *sides;
	const char *base;
};

static int find_base(struct tol_session *session, void *data)
{
	struct basing *basing = data;
	(void)session;
	return asking_base(&basing->impact->after->asking, &basing->base, basing->sides);
}

static int open_before(struct tol_impact *impact, const struct tol_impact_options *options)
{
	struct tol_batch_options wanted = TOL_BATCH_OPTIONS_INIT;
	struct basing basing = {impact, options->sides, NULL};
	int status = session_run(impact->session, find_base, &basing);
	if (status == TOL_OK)
		status = session_beside(&impact->other, impact->session);
	if (status != TOL_OK)
		return status;
	wanted.path = options->path;
	wanted.known_at = options->sides->known_at;
	wanted.revision = basing.base;
	status = tol_batch_new(&impact->before, impact->other, &wanted);
	if (status != TOL_OK)
		return fail_other(impact->session, impact->other, status);
	impact->before->take = take_before;
	impact->before->data = impact;
	arena_init(&impact->scratch, &impact->other->mem);
	return TOL_OK;
}

static int make_impact(struct tol_session *session, void *data)
{
	struct tol_impact **out = data;
	struct tol_impact *impact = mem_zalloc(&session->mem, sizeof(*impact));
	impact->session = session;
	buf_init(&impact->out, &session->mem);
	buf_init(&impact->complaints, &session->mem);
	*out = impact;
	return TOL_OK;
}

int tol_impact_new(struct tol_impact **out, struct tol_session *session,
		   const struct tol_impact_options *options)
{
	struct tol_impact *impact = NULL;
	*out = NULL;
	int status = session_run(session, make_impact, &impact);
	if (status != TOL_OK)
		return status;
	impact->json = options->json;
	status = open_after(impact, options);
	if (status == TOL_OK)
		status = open_before(impact, options);
	if (status == TOL_OK)
		*out = impact;
	else
		tol_impact_free(impact);
	return status;
}

void tol_impact_free(struct tol_impact *impact)
{
	if (!impact)
		return;
	tol_batch_free(impact->before);
	tol_session_free(impact->other);
	tol_batch_free(impact->after);
	if (impact->session->spent)
		return;
	buf_fini(&impact->out);
	buf_fini(&impact->complaints);
	mem_free(&impact->session->mem, impact);
}
