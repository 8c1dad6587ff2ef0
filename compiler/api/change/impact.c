/*
 * tolc diff --cases: one batch on either side is fed the same text. What the left one made of a
 * block waits until the right one has come as far, which it does within the same call.
 */
#include "api/change/impact.h"

#include "api/decide/gives.h"

/* -- what came of a line -- */

static struct impact_told told_of(const struct batch_row *row, const struct gives *gives)
{
	if (!row->plan)
		return (struct impact_told){.is_good = false};
	const struct decide_many *many = &row->plan->many;
	const struct decide_brief *brief = &many->briefs[row->lane];
	struct impact_told told = {.is_good = true, .outcomes = brief->outcomes, .gives = *gives};
	if (brief->ruling) {
		told.by = many->rulings.items[brief->ruling - 1].by;
		told.why = many->rulings.items[brief->ruling - 1].why;
	}
	return told;
}

static bool told_same(const struct impact_told *a, const struct impact_told *b)
{
	if (a->outcomes != b->outcomes || !a->by.ptr != !b->by.ptr)
		return false;
	return !a->by.ptr || (a->why == b->why && str_equal(a->by, b->by));
}

static bool gives_same(const struct gives *a, const struct gives *b)
{
	return gives_same_effects(a, b) && gives_same_weighing(a, b);
}

/* -- blocks -- */

static void take_before(void *data, const struct tol_batch *batch)
{
	struct tol_impact *impact = data;
	const struct gives *gives = impact_gives(&impact->before_memo, &impact->scratch, batch);
	for (size_t i = 0; i < batch->row_count; i++) {
		struct impact_told told = told_of(&batch->rows[i], &gives[i]);
		if (told.by.ptr)
			told.by = arena_str(&impact->scratch, told.by);
		VEC_PUSH(impact->scratch.mem, &impact->waiting, told);
	}
}

static void tell(struct tol_impact *impact, const struct impact_flip *flip)
{
	if (impact->json)
		impact_flip_json(&impact->out, flip);
	else
		impact_flip_text(&impact->out, flip, impact->session->language);
}

static void take_row(struct tol_impact *impact, const struct tol_batch *batch,
		     const struct batch_row *row, const struct gives *gives)
{
	const struct impact_told *before = &impact->waiting.items[impact->next++];
	struct impact_told after = told_of(row, gives);
	struct str id = {batch->text.ptr + row->id_at, row->id_length};
	impact->totals.cases++;
	if (!before->is_good || !after.is_good) {
		impact->totals.bad++;
		return;
	}
	struct impact_flip flip = {row->line, id, told_same(before, &after), before, &after};
	if (flip.is_same_outcome && gives_same(&before->gives, &after.gives))
		return;
	if (flip.is_same_outcome)
		impact->totals.effects++;
	else
		impact->totals.flips++;
	impact->totals.counts[before->outcomes][after.outcomes] += !flip.is_same_outcome;
	tell(impact, &flip);
}

static void take_after(void *data, const struct tol_batch *batch)
{
	struct tol_impact *impact = data;
	const struct gives *gives = impact_gives(&impact->after_memo, &impact->block, batch);
	for (size_t i = 0; i < batch->row_count; i++)
		take_row(impact, batch, &batch->rows[i], &gives[i]);
	arena_clear(&impact->block);
	impact_memo_rest(&impact->after_memo);
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
	impact_memo_rest(&impact->before_memo);
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
		impact_totals_json(&impact->out, &impact->totals);
	else if (feeding->is_last)
		impact_totals_text(&impact->out, &impact->totals, impact->session->language);
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
	return impact->totals.bad;
}

uint64_t tol_impact_flip_count(const struct tol_impact *impact)
{
	return impact->totals.flips;
}

uint64_t tol_impact_effect_count(const struct tol_impact *impact)
{
	return impact->totals.effects;
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
	impact_memo_init(&impact->before_memo, &impact->other->mem);
	return TOL_OK;
}

static int make_impact(struct tol_session *session, void *data)
{
	struct tol_impact **out = data;
	struct tol_impact *impact = mem_zalloc(&session->mem, sizeof(*impact));
	impact->session = session;
	buf_init(&impact->out, &session->mem);
	buf_init(&impact->complaints, &session->mem);
	arena_init(&impact->block, &session->mem);
	impact_memo_init(&impact->after_memo, &session->mem);
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
	arena_fini(&impact->block);
	impact_memo_fini(&impact->after_memo);
	mem_free(&impact->session->mem, impact);
}
