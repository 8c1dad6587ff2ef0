/* One side of a change: its tree, the windows of its lists, what is wrong with its record. */
#include "api/decide/deciding.h"
#include "api/change/since.h"
#include "api/text/recorded.h"

/* -- places -- */

static struct since_place place_of(struct since_side *side, const struct view_text *text)
{
	struct asking *asking = &side->asking;
	struct since_place place = {.path = asking_text(asking, text->path),
				    .line = text->text->line,
				    .is_unrecorded = text->is_unrecorded,
				    .day = asking->answer->answer.today};
	place.blob = arena_dup(&asking->answer->arena, text->blob, OID_SIZE);
	if (text->is_unrecorded)
		return place;
	place.commit = asking_hex(asking, text->commit);
	place.day = date_from_time(text->recorded, asking->session->zone);
	return place;
}

struct since_place since_entry_place(struct since_side *side, uint32_t list, uint32_t entry)
{
	if (list == NO_ENTRY || entry == NO_ENTRY)
		return (struct since_place){.path = STR("")};
	struct view_text text = view_text(side->asking.view, list, entry);
	return place_of(side, &text);
}

static struct source *program_source(const struct since_side *side, const struct since_place *place)
{
	for (size_t i = 0; i < side->program->count; i++) {
		struct source *source = side->program->files[i].source;
		if (str_equal(source->path, place->path) &&
		    memcmp(side->blobs[i], place->blob, OID_SIZE) == 0)
			return source;
	}
	return NULL;
}

/* What no longer stands in the work tree stands in the repository. */
static struct str place_read(struct since_side *side, const struct since_place *place)
{
	struct view_file file = {place->path, place->blob, place->is_unrecorded};
	struct repo_error error;
	struct str bytes;
	if (view_read(side->asking.view, &bytes, &file, &error) == REPO_OK)
		return bytes;
	file.is_unrecorded = false;
	return view_read(side->asking.view, &bytes, &file, &error) == REPO_OK ? bytes : STR("");
}

struct source *since_source(struct since_side *side, const struct since_place *place)
{
	struct tol_answer *answer = side->asking.answer;
	if (place->path.len == 0)
		return NULL;
	struct source *source = program_source(side, place);
	return source ? source : answer_source(answer, place->path, place_read(side, place));
}

struct span since_span(struct source *source, const struct since_place *place)
{
	struct str line = place->line ? source_line(source, place->line) : STR_NONE;
	size_t blank = 0;
	if (!line.ptr)
		return (struct span){0, 0};
	while (blank < line.len && (line.ptr[blank] == ' ' || line.ptr[blank] == '\t'))
		blank++;
	uint32_t start = source_line_start(source, place->line);
	return (struct span){start + (uint32_t)blank, start + (uint32_t)line.len};
}

struct diag *since_report(struct since_side *side, const struct since_place *place, enum diag_id id,
			  struct diag_args args)
{
	struct source *source = since_source(side, place);
	struct span span = source ? since_span(source, place) : (struct span){0, 0};
	return diag_at(&side->asking.answer->answer.diags, source, span, id, args);
}

void since_note(struct since_side *side, struct diag *diag, const struct since_place *place,
		enum hint_id label)
{
	struct buf day;
	struct source *source = since_source(side, place);
	if (!source)
		return;
	buf_init(&day, &side->asking.session->mem);
	buf_add_date(&day, place->day);
	diag_note(&side->asking.answer->answer.diags, diag, source, since_span(source, place),
		  label,
		  ARGS(buf_str(&day), str_from_to(place->commit, 0, place->commit.ptr ? 12 : 0)));
	buf_fini(&day);
}

/* -- the tree -- */

static int read_files(struct since_side *side, const struct view_file *files, size_t count)
{
	struct asking *asking = &side->asking;
	struct arena *arena = &asking->answer->arena;
	side->blobs = ARENA_ARRAY(arena, const uint8_t *, count + 1);
	for (size_t i = 0; i < count; i++) {
		struct str bytes;
		if (view_read(asking->view, &bytes, &files[i], &asking->error) != REPO_OK)
			return asking_fail_repo(asking);
		struct source *source = answer_source(asking->answer, files[i].path, bytes);
		side->program->files[i] = (struct selected){.source = source,
							    .opened = source->path,
							    .on_record = true,
							    .wanted = true};
		side->blobs[i] = arena_dup(arena, files[i].blob, OID_SIZE);
	}
	return TOL_OK;
}

static int read_tree(struct since_side *side)
{
	struct asking *asking = &side->asking;
	struct arena *arena = &asking->answer->arena;
	const struct view_file *files;
	size_t count;
	if (view_tree(asking->view, &files, &count, &asking->error) != REPO_OK)
		return asking_fail_repo(asking);
	side->program = ARENA_NEW(arena, struct program);
	*side->program = (struct program){.answer = asking->answer, .count = count};
	side->program->files = ARENA_ARRAY(arena, struct selected, count + 1);
	return read_files(side, files, count);
}

/* Comments that ignore something until a day are read as on the day of the side. */
static int check_tree(struct since_side *side, enum tol_logic logic)
{
	struct program *program = side->program;
	struct answer *answer = &side->asking.answer->answer;
	struct check check = {&side->asking.answer->arena, &answer->diags, &program->environment,
			      CHECK_WHOLE};
	answer->diags.limit = 0; /* all of it is held against the other side */
	program_make(program, TOL_STAGE_IR);
	program_keep(program, side->asking.answer);
	int status = logic == TOL_LOGIC_NONE ? TOL_OK : recorded_take(program, &side->asking);
	if (status != TOL_OK)
		return status;
	program_reason(program, logic);
	for (size_t i = 0; i < program->count; i++) {
		check_suppress(&check, &program->units[i], 1, side->day);
		answer->read_files++;
		answer->read_lists += program->checked[i].list_count;
	}
	return TOL_OK;
}

/* -- lists -- */

/* The windows of one list, cut where a rule is repealed by name, and where a version that was
 * withdrawn would have begun or ended: what answers instead does so since that was recorded. */
struct cutting {
	struct since_side *side;
	uint32_t number; /* of the list */
	VEC(const struct window *) withdrawn; /* where each would have answered */
	const struct window *window;
	struct view_text text;
	VEC(struct change_window) windows;
	VEC(struct since_place) places;
};

static struct rule_window rule_of(struct cutting *cutting, size_t rule)
{
	const struct text *text = cutting->text.text;
	return view_rule(cutting->side->asking.view, cutting->number, cutting->window, text,
			 &text->rules[rule]);
}

static int32_t earlier_cut(int32_t cut, int32_t day, int32_t other)
{
	return other > day && other < cut ? other : cut;
}

/* The first day after that one from which something else makes up the content, or the window's end. */
static int32_t next_cut(struct cutting *cutting, int32_t day)
{
	int32_t cut = cutting->window->to;
	for (size_t i = 0; i < cutting->text.text->rule_count; i++) {
		const struct repeal *repeal = rule_of(cutting, i).repealed;
		cut = repeal ? earlier_cut(cut, day, repeal->from) : cut;
	}
	for (size_t i = 0; i < cutting->withdrawn.count; i++) {
		cut = earlier_cut(cut, day, cutting->withdrawn.items[i]->from);
		cut = earlier_cut(cut, day, cutting->withdrawn.items[i]->to);
	}
	return cut;
}

/* The text, and which of its rules were repealed by that day. */
static struct digest content_on(struct cutting *cutting, int32_t day)
{
	const struct text *text = cutting->text.text;
	struct buf content;
	buf_init(&content, &cutting->side->asking.session->mem);
	buf_add_bytes(&content, (const char *)text->substance.bytes, DIGEST_SIZE);
	for (size_t i = 0; i < text->rule_count; i++) {
		const struct repeal *repeal = rule_of(cutting, i).repealed;
		if (repeal && repeal->from <= day)
			buf_addf(&content, " %zu", i);
	}
	struct digest digest = digest_of(buf_str(&content));
	buf_fini(&content);
	return digest;
}

static struct since_place repeal_place(struct since_side *side, const struct repeal *repeal)
{
	struct history_view *view = side->asking.view;
	uint32_t list = view_list_find(view, view_name(view, repeal->by_list));
	struct view_text text = view_text(view, list, repeal->by_entry);
	return place_of(side, &text);
}

static struct since_place later_place(struct since_place last, struct since_place place)
{
	return place.day > last.day ? place : last;
}

/* What was recorded last of what makes up the content: the text, a repeal, or the withdrawal of what
 * would answer instead. */
static struct since_place content_place(struct cutting *cutting, int32_t day)
{
	struct since_place last = place_of(cutting->side, &cutting->text);
	for (size_t i = 0; i < cutting->text.text->rule_count; i++) {
		const struct repeal *repeal = rule_of(cutting, i).repealed;
		if (!repeal || repeal->from > day)
			continue;
		last = later_place(last, repeal_place(cutting->side, repeal));
	}
	for (size_t i = 0; i < cutting->withdrawn.count; i++) {
		const struct window *taken = cutting->withdrawn.items[i];
		if (taken->from <= day && day < taken->to)
			last = later_place(last, since_entry_place(cutting->side,
								   cutting->number,
								   taken->cause));
	}
	return last;
}

static void cut_window(struct cutting *cutting)
{
	struct mem *mem = &cutting->side->asking.session->mem;
	int32_t from = cutting->window->from;
	while (from < cutting->window->to) {
		int32_t to = next_cut(cutting, from);
		struct since_place place = content_place(cutting, from);
		VEC_PUSH(mem, &cutting->windows,
			 (struct change_window){{from, to}, content_on(cutting, from), place.day});
		VEC_PUSH(mem, &cutting->places, place);
		from = to;
	}
}

static void keep_windows(struct since_side *side, struct since_list *list, uint32_t number)
{
	struct arena *arena = &side->asking.answer->arena;
	struct mem *mem = &side->asking.session->mem;
	const struct timeline *timeline = view_whole_timeline(side->asking.view, number);
	struct cutting cutting = {.side = side, .number = number};
	for (size_t i = 0; i < timeline->side_count; i++)
		if (timeline->sides[i].state == WINDOW_WITHDRAWN)
			VEC_PUSH(mem, &cutting.withdrawn, &timeline->sides[i]);
	for (size_t i = 0; i < timeline->window_count; i++) {
		cutting.window = &timeline->windows[i];
		if (!window_answers(cutting.window))
			continue;
		cutting.text = view_text(side->asking.view, number, cutting.window->entry);
		cut_window(&cutting);
	}
	list->window_count = cutting.windows.count;
	list->windows = arena_dup(arena, cutting.windows.items,
				  list->window_count * sizeof(*list->windows));
	list->places =
		arena_dup(arena, cutting.places.items, list->window_count * sizeof(*list->places));
	VEC_FREE(mem, &cutting.withdrawn);
	VEC_FREE(mem, &cutting.windows);
	VEC_FREE(mem, &cutting.places);
}

static void keep_versions(struct since_side *side, struct since_list *list, uint32_t number)
{
	const struct record *record = view_record(side->asking.view, number);
	list->version_count = record->version_count;
	list->versions =
		ARENA_ARRAY(&side->asking.answer->arena, int32_t, record->version_count + 1);
	for (size_t i = 0; i < record->version_count; i++)
		list->versions[i] = record->versions[i].effective;
}

static void keep_lists(struct since_side *side)
{
	struct history_view *view = side->asking.view;
	uint32_t count = view_list_count(view);
	side->lists = ARENA_ARRAY(&side->asking.answer->arena, struct since_list, count + 1);
	for (uint32_t i = 0; i < count; i++) {
		if (!view_list_is_known(view, i))
			continue;
		struct since_list *list = &side->lists[side->list_count++];
		list->name = asking_text(&side->asking, view_list_name(view, i));
		keep_windows(side, list, i);
		keep_versions(side, list, i);
	}
}

const struct since_list *since_side_list(const struct since_side *side, struct str name)
{
	size_t low = 0, high = side->list_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(side->lists[middle].name, name);
		if (order == 0)
			return &side->lists[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool since_has_version(const struct since_list *list, int32_t effective)
{
	for (size_t i = 0; i < list->version_count; i++)
		if (list->versions[i] == effective)
			return true;
	return false;
}

/* -- findings -- */

/* A text that can be read by now is still the one that could not. */
static enum diag_id finding_kind(const struct finding *finding)
{
	return finding->id == DIAG_RECORD_WAS_UNREADABLE ? DIAG_RECORD_UNREADABLE : finding->id;
}

static struct digest finding_key(struct since_side *side, const struct since_finding *found,
				 const struct text *text)
{
	const struct finding *finding = &found->finding;
	struct digest key;
	struct buf buf;
	buf_init(&buf, &side->asking.session->mem);
	buf_addf(&buf, "%s %d %d ", diag_code(finding_kind(finding)), (int)finding->date,
		 (int)finding->other_date);
	buf_add(&buf, found->args.arg[0]);
	buf_add_char(&buf, ' ');
	if (finding->other_list != NO_NAME)
		buf_add(&buf, found->args.arg[3]);
	buf_add_char(&buf, ' ');
	if (text && text->readable)
		buf_add_hex(&buf, text->form.bytes, DIGEST_SIZE);
	else if (found->place.blob)
		buf_add_hex(&buf, found->place.blob, OID_SIZE);
	key = digest_of(buf_str(&buf));
	buf_fini(&buf);
	return key;
}

/* The text that was taken out of the tree, or that another took the place of. */
static const struct digest *missed_text(struct since_side *side, uint32_t list,
					const struct finding *finding)
{
	uint32_t entry = finding->id == DIAG_RECORD_DELETED ? finding->entry : finding->other_entry;
	if (finding->id != DIAG_RECORD_DELETED && finding->id != DIAG_RECORD_REVERT &&
	    finding->id != DIAG_RECORD_REVERT_VERSION)
		return NULL;
	const struct text *text = view_text(side->asking.view, list, entry).text;
	return arena_dup(&side->asking.answer->arena, &text->substance, sizeof(text->substance));
}

static void keep_finding(struct since_side *side, const struct finding_list *found,
			 const struct finding *finding)
{
	struct asking *asking = &side->asking;
	struct since_finding *kept = &side->findings[side->finding_count++];
	uint32_t list = view_list_find(asking->view, view_name(asking->view, finding->list));
	const struct text *text = NULL;
	kept->finding = *finding;
	kept->args = finding_args(&asking->answer->arena, found, finding);
	kept->missed = missed_text(side, list, finding);
	kept->other = since_entry_place(side, list, finding->other_entry);
	kept->place = since_entry_place(side, list, finding->entry);
	if (kept->place.path.len)
		text = view_text(asking->view, list, finding->entry).text;
	for (size_t i = 0; i < DIAG_ARGS_MAX; i++)
		kept->args.arg[i] = asking_text(asking, kept->args.arg[i]);
	/* A text of which no list is known goes by its file. */
	if (!kept->args.arg[0].len)
		kept->args.arg[0] = kept->place.path;
	kept->key = finding_key(side, kept, text);
}

static void keep_findings(struct since_side *side)
{
	struct asking *asking = &side->asking;
	struct finding_list found = {.mem = &asking->session->mem, .zone = asking->session->zone};
	view_audit(asking->view, &found);
	side->findings =
		ARENA_ARRAY(&asking->answer->arena, struct since_finding, found.items.count + 1);
	for (size_t i = 0; i < found.items.count; i++)
		keep_finding(side, &found, &found.items.items[i]);
	VEC_FREE(found.mem, &found.items);
}

/* -- all of it -- */

static int32_t last_day(const struct since_side *side)
{
	const struct asking *asking = &side->asking;
	const struct history *history = &asking->session->history;
	uint32_t count = history_commit_count(history);
	if (count == 0 || asking->options->worktree)
		return asking->answer->answer.today;
	return date_from_time(history_commit(history, count - 1)->recorded, asking->session->zone);
}

int since_side_open(struct since_side *side, struct tol_session *session,
		    const struct tol_record_options *options, enum tol_logic logic)
{
	*side = (struct since_side){.program = NULL};
	int status = asking_begin(&side->asking, session, ANSWER_CHECK, options, HISTORY_WHOLE);
	if (status != TOL_OK)
		return status;
	side->day = last_day(side);
	status = read_tree(side);
	if (status == TOL_OK)
		status = check_tree(side, logic);
	if (status != TOL_OK)
		return asking_fail(&side->asking, status);
	keep_lists(side);
	keep_findings(side);
	return TOL_OK;
}

int since_record(struct deciding_record **out, struct since_side *side)
{
	*out = side->record;
	if (side->record)
		return TOL_OK;
	int status = deciding_open(out, &side->asking);
	side->record = *out;
	return status;
}
