/* The handle of a batch: chunks of any size are cut into lines, lines gather in blocks. */
#include "api/batch/batch.h"

/* -- blocks -- */

static void block_finish(struct tol_batch *batch)
{
	for (struct batch_plan *plan = batch->plans; plan; plan = plan->next)
		batch_plan_run(plan);
	if (batch->take)
		batch->take(batch->data, batch);
	else
		batch_write(batch);
	batch_plans_rest(batch);
	buf_clear(&batch->text);
	batch->row_count = 0;
	batch->block++;
}

/* -- lines -- */

static bool is_blank(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] != ' ' && line.ptr[i] != '\t' && line.ptr[i] != '\r')
			return false;
	return true;
}

static void line_too_long(struct tol_batch *batch)
{
	buf_clear(&batch->session->error);
	buf_clear(&batch->session->hint);
	session_fail(batch->session, TOL_EUSAGE, DIAG_CASE_LINE_LONG, NO_ARGS, HINT_CASE_LINE,
		     NO_ARGS);
	batch_refuse(batch, STR_NONE);
}

static void line_done(struct tol_batch *batch)
{
	batch->line++;
	batch->overlong = false;
	if (batch->row_count == BATCH_LINES)
		block_finish(batch);
}

static int line_read(struct tol_batch *batch, struct str line)
{
	int status = TOL_OK;
	if (batch->overlong || line.len > BATCH_LINE_MAX)
		line_too_long(batch);
	else if (!is_blank(line))
		status = batch_read_line(batch, line);
	line_done(batch);
	return status;
}

static void carry(struct tol_batch *batch, struct str part)
{
	if (batch->overlong)
		return;
	batch->overlong = batch->carry.len + part.len > BATCH_LINE_MAX;
	if (!batch->overlong)
		buf_add(&batch->carry, part);
}

/* Where the line ends, if it said nothing odd. */
static const char *quick_end(struct tol_batch *batch, const char *line)
{
	const char *end = batch_quick_line(batch, line);
	if (end)
		line_done(batch);
	return end;
}

/* The rest of a line of which some was carried. */
static int carried_end(struct tol_batch *batch, struct str part)
{
	int status = TOL_OK;
	carry(batch, part);
	char *behind = buf_reserve(&batch->carry, BATCH_PADDING + 1);
	memset(behind, 0, BATCH_PADDING + 1);
	*behind = '\n';
	if (batch->overlong || !quick_end(batch, batch->carry.ptr))
		status = line_read(batch, buf_str(&batch->carry));
	buf_clear(&batch->carry);
	return status;
}

/* The last line break with so much behind it that lines up to there can be read quickly. */
static const char *last_break(struct str bytes)
{
	for (size_t at = bytes.len; at-- > BATCH_PADDING;)
		if (bytes.ptr[at - BATCH_PADDING] == '\n')
			return bytes.ptr + (at - BATCH_PADDING);
	return NULL;
}

static int read_lines(struct tol_batch *batch, struct str bytes)
{
	const char *last = last_break(bytes);
	int status = TOL_OK;
	while (status == TOL_OK && bytes.len) {
		bool is_padded = last && bytes.ptr <= last && !batch->carry.len && !batch->overlong;
		const char *end = is_padded ? quick_end(batch, bytes.ptr) : NULL;
		if (!end) {
			end = memchr(bytes.ptr, '\n', bytes.len);
			struct str line = {bytes.ptr, end ? (size_t)(end - bytes.ptr) : bytes.len};
			if (!end) {
				carry(batch, line);
				break;
			}
			status = is_padded ? line_read(batch, line) : carried_end(batch, line);
		}
		bytes = str_from_to(bytes, (size_t)(end - bytes.ptr) + 1, bytes.len);
	}
	return status;
}

/* -- calls -- */

struct feeding {
	struct tol_batch *batch;
	struct str bytes;
	bool is_last;
};

static int feed(struct tol_session *session, void *data)
{
	struct feeding *feeding = data;
	struct tol_batch *batch = feeding->batch;
	(void)session;
	buf_clear(&batch->out);
	buf_clear(&batch->complaints);
	batch_tell_record(batch);
	int status = read_lines(batch, feeding->bytes);
	if (status == TOL_OK && feeding->is_last && (batch->carry.len || batch->overlong))
		status = carried_end(batch, STR(""));
	if (feeding->bytes.len == 0 || status != TOL_OK)
		block_finish(batch);
	return status;
}

static int run_feed(struct feeding *feeding, const char **out, size_t *out_length)
{
	struct tol_batch *batch = feeding->batch;
	int status = session_run(batch->session, feed, feeding);
	bool spent = status == TOL_ENOMEM;
	*out = spent ? "" : buf_str(&batch->out).ptr;
	*out_length = spent ? 0 : batch->out.len;
	return status;
}

int tol_batch_feed(struct tol_batch *batch, const char *bytes, size_t length, const char **out,
		   size_t *out_length)
{
	struct feeding feeding = {batch, {bytes, length}, false};
	return run_feed(&feeding, out, out_length);
}

int tol_batch_finish(struct tol_batch *batch, const char **out, size_t *out_length)
{
	struct feeding feeding = {batch, STR(""), true};
	return run_feed(&feeding, out, out_length);
}

const char *tol_batch_complaints(const struct tol_batch *batch, size_t *length)
{
	*length = batch->complaints.len;
	return buf_str(&batch->complaints).ptr;
}

uint64_t tol_batch_line_count(const struct tol_batch *batch)
{
	return batch->line;
}

uint64_t tol_batch_bad_count(const struct tol_batch *batch)
{
	return batch->bad;
}

/* -- the handle -- */

struct opening {
	struct tol_batch *batch;
	struct tol_batch_options options;
};

static struct str kept(struct tol_batch *batch, const char *text)
{
	return text ? arena_str(&batch->asking.answer->arena, str_from(text)) : STR_NONE;
}

static void keep_defaults(struct tol_batch *batch, const struct tol_batch_options *options)
{
	batch->defaults = (struct case_input){
		.subject = kept(batch, options->subject),
		.organ = kept(batch, options->by),
		.conduct_from = options->conduct,
		.conduct_to =
			options->conduct_to != TOL_NO_DATE ? options->conduct_to : options->conduct,
		.accountable = options->accountable,
		.decided = options->decided,
		.closed = options->closed,
		.is_line = true,
	};
	batch->path = kept(batch, options->path ? options->path : "-");
}

static int open_batch(struct tol_session *session, void *data)
{
	struct opening *opening = data;
	struct tol_record_options wanted = TOL_RECORD_OPTIONS_INIT;
	struct tol_batch *batch = mem_zalloc(&session->mem, sizeof(*batch));
	wanted.known_at = opening->options.known_at;
	wanted.revision = opening->options.revision;
	wanted.worktree = opening->options.worktree;
	int status =
		asking_begin(&batch->asking, session, ANSWER_DECIDE, &wanted, HISTORY_IN_FORCE);
	if (status == TOL_OK)
		status = deciding_open(&batch->record, &batch->asking);
	if (status != TOL_OK) {
		if (batch->record)
			asking_fail(&batch->asking, status);
		mem_free(&session->mem, batch);
		return status;
	}
	asking_tell_nameless(&batch->asking, NULL, 0);
	batch->session = session;
	batch->today = batch->asking.answer->answer.today;
	batch->rows = mem_zalloc(&session->mem, BATCH_LINES * sizeof(*batch->rows));
	arena_init(&batch->scratch, &session->mem);
	buf_init(&batch->carry, &session->mem);
	buf_init(&batch->text, &session->mem);
	buf_init(&batch->out, &session->mem);
	buf_init(&batch->complaints, &session->mem);
	keep_defaults(batch, &opening->options);
	batch_quick_open(batch);
	opening->batch = batch;
	return TOL_OK;
}

int tol_batch_new(struct tol_batch **out, struct tol_session *session,
		  const struct tol_batch_options *options)
{
	struct tol_batch_options defaults = TOL_BATCH_OPTIONS_INIT;
	struct opening opening = {NULL, defaults};
	if (options)
		memcpy(&opening.options, options,
		       options->size < sizeof(defaults) ? options->size : sizeof(defaults));
	int status = session_run(session, open_batch, &opening);
	*out = status == TOL_OK ? opening.batch : NULL;
	return status;
}

void tol_batch_free(struct tol_batch *batch)
{
	if (!batch || batch->session->spent)
		return;
	struct mem *mem = &batch->session->mem;
	batch_plans_free(batch);
	arena_fini(&batch->scratch);
	buf_fini(&batch->carry);
	buf_fini(&batch->text);
	buf_fini(&batch->out);
	buf_fini(&batch->complaints);
	asking_fail(&batch->asking, TOL_OK);
	mem_free(mem, batch->rows);
	mem_free(mem, batch);
}
