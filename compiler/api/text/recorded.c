/*
 * What the record tells of the lists in a tree. It says from when until when a text is in force,
 * for what ended it need not stand in the tree. Of the texts that no file holds any more those are
 * wanted that are in force or will be, of lists of which one draws a red line above another that
 * tolerates; and those that a text of the tree rests on, with the ones that followed them.
 */
#include "api/text/recorded.h"

#include "api/record/load.h"

struct recalling {
	struct program *program;
	struct asking *asking;
	struct arena *arena; /* the answer's */
	struct mem *mem;
	struct loader *loader;
	struct recorded *out;
	struct standings tree; /* as the files alone tell */
	struct map files;      /* "LIST DAY" of each of these -> struct analyze_text */
	struct map lined;      /* issuers that draw red lines from today on */
	struct map taken;      /* "LIST DAY" of what was taken */
	VEC(struct analyze_text) found;
};

/* A window in which a text is in force. */
struct recalled {
	uint32_t list;
	const struct window *window;
	const struct text *text;
};

static struct history_view *view_of(const struct recalling *r)
{
	return r->asking->view;
}

static int32_t today(const struct recalling *r)
{
	return r->asking->answer->answer.today;
}

static struct str key_of(const struct recalling *r, struct str list, int32_t effective)
{
	struct buf key;
	buf_init(&key, r->mem);
	buf_add(&key, list);
	buf_addf(&key, " %d", (int)effective);
	struct str kept = arena_str(r->arena, buf_str(&key));
	buf_fini(&key);
	return kept;
}

/* -- what the files tell -- */

static bool draws_line(const struct ir_list *list)
{
	for (size_t i = 0; i < list->rule_count; i++)
		if (list->rules[i].kind == IR_REDLINE)
			return true;
	return false;
}

/* Given in memory: it stands for what is on disk, and the record knows nothing of it. */
static bool is_in_memory(const struct recalling *r, const struct source *source)
{
	for (size_t i = 0; i < r->program->count; i++)
		if (r->program->files[i].source == source)
			return r->program->files[i].text != NULL;
	return false;
}

/* What stands on disk only, in the place of what is in memory. */
static bool is_hidden(const struct recalling *r, const struct recalled *at)
{
	struct view_text text = view_text(view_of(r), at->list, at->window->entry);
	const struct source *source =
		text.is_unrecorded ? program_file(r->program, text.path) : NULL;
	return source && is_in_memory(r, source);
}

static bool is_on_record(const struct recalling *r, struct str list)
{
	uint32_t number = view_list_find(view_of(r), list);
	return number != NO_ENTRY && view_list_is_known(view_of(r), number);
}

static void note_file(struct recalling *r, struct analyze_text *text)
{
	const struct ir_list *list = text->list;
	struct str key = key_of(r, list->name, list->effective);
	map_put(&r->files, key, text);
	if (is_on_record(r, list->name) && !is_in_memory(r, list->place.source))
		return;
	map_put(&r->taken, key, text);
	VEC_PUSH(r->mem, &r->found, *text);
	if (list->issuer && draws_line(list) && text->to > today(r))
		map_put(&r->lined, list->issuer->name, text);
}

/* -- what the record tells -- */

static bool has_kind(const struct text *text, enum ir_rule_kind kind)
{
	for (size_t i = 0; i < text->rule_count; i++)
		if (str_equal(text->rules[i].kind, str_from(ir_rule_kind_word(kind))))
			return true;
	return false;
}

static const int32_t *repealed_rules(struct recalling *r, const struct recalled *at)
{
	int32_t *days = ARENA_ARRAY(r->arena, int32_t, at->text->rule_count + 1);
	for (size_t i = 0; i < at->text->rule_count; i++) {
		struct rule_window rule =
			view_rule(view_of(r), at->list, at->window, at->text, &at->text->rules[i]);
		days[i] = rule.repealed ? rule.repealed->from : DATE_MAX;
	}
	return days;
}

static void note_text(struct recalling *r, const struct recalled *at, const struct source *source)
{
	struct view_text text = view_text(view_of(r), at->list, at->window->entry);
	struct recorded_text read = {.source = source,
				     .commit = asking_hex(r->asking, text.commit)};
	read.day = date_from_time(text.recorded, r->asking->session->zone);
	VEC_PUSH(r->mem, &r->out->texts, read);
}

static bool says_same(const struct recalling *r, const struct ir_list *list,
		      const struct text *text)
{
	struct ir_fingerprint fingerprint;
	ir_fingerprint(&fingerprint, list, r->mem);
	return digest_equal(&fingerprint.substance, &text->substance);
}

/* From a file that says the same, else from the record. */
static int take(struct recalling *r, const struct recalled *at)
{
	struct analyze_text out = {NULL, at->window->from, at->window->to, NULL};
	struct str key = key_of(r, view_list_name(view_of(r), at->list), at->text->effective);
	const struct analyze_text *file = map_get(&r->files, key);
	int status = TOL_OK;
	if (map_get(&r->taken, key) || is_hidden(r, at))
		return TOL_OK;
	if (file && says_same(r, file->list, at->text))
		out.list = file->list;
	else
		status = loader_entry(r->loader, &out.list, at->list, at->window->entry);
	if (status != TOL_OK)
		return status;
	if (!file || out.list != file->list)
		note_text(r, at, out.list->place.source);
	out.repealed = repealed_rules(r, at);
	VEC_PUSH(r->mem, &r->found, out);
	map_put(&r->taken, key, r);
	return TOL_OK;
}

static int each_window(struct recalling *r,
		       int (*each)(struct recalling *r, const struct recalled *at))
{
	struct history_view *view = view_of(r);
	int status = TOL_OK;
	for (uint32_t list = 0; list < view_list_count(view) && status == TOL_OK; list++) {
		if (!view_list_is_known(view, list))
			continue;
		const struct timeline *timeline = view_timeline(view, list);
		for (size_t i = 0; i < timeline->window_count && status == TOL_OK; i++) {
			struct recalled at = {list, &timeline->windows[i], NULL};
			if (!window_answers(at.window))
				continue;
			at.text = view_text(view, list, at.window->entry).text;
			status = each(r, &at);
		}
	}
	return status;
}

/* -- red lines -- */

static int take_line(struct recalling *r, const struct recalled *at)
{
	if (at->window->to <= today(r) || !has_kind(at->text, IR_REDLINE))
		return TOL_OK;
	map_put(&r->lined, asking_text(r->asking, at->text->issuer), r);
	return take(r, at);
}

static int take_below(struct recalling *r, const struct recalled *at)
{
	bool is_below = false;
	if (at->window->to <= today(r) || !has_kind(at->text, IR_TOLERATE))
		return TOL_OK;
	for (size_t i = 1; i < at->text->issuer_count; i++)
		is_below |= map_get(&r->lined, at->text->issuers[i]) != NULL;
	return is_below ? take(r, at) : TOL_OK;
}

/* What no red line is about is taken as the files have it, with the days that the record knows. */
static int take_days(struct recalling *r, const struct recalled *at)
{
	struct str key = key_of(r, view_list_name(view_of(r), at->list), at->text->effective);
	struct analyze_text *file = map_get(&r->files, key);
	if (!file || map_get(&r->taken, key))
		return TOL_OK;
	VEC_PUSH(r->mem, &r->found,
		 (struct analyze_text){file->list, at->window->from, at->window->to, NULL});
	map_put(&r->taken, key, r);
	return TOL_OK;
}

/* -- what texts rest on -- */

static int take_on(struct recalling *r, uint32_t list, int32_t day, const struct window **out)
{
	*out = timeline_at(view_timeline(view_of(r), list), day);
	if (!window_answers(*out))
		return TOL_OK;
	struct recalled at = {list, *out, view_text(view_of(r), list, (*out)->entry).text};
	return take(r, &at);
}

/* That it was not in force then is what the tree alone tells. */
static void drop_not_in_force(struct recalling *r, const struct ir_basis *basis)
{
	struct diag_list *diags = &r->asking->answer->answer.diags;
	size_t kept = 0;
	for (size_t i = 0; i < diags->items.count; i++) {
		struct diag *diag = diags->items.items[i];
		bool is_it = diag->id == DIAG_BASIS_NOT_IN_FORCE &&
			     diag->source == basis->ref.place.source &&
			     diag->span.start == basis->ref.place.span.start;
		if (!is_it)
			diags->items.items[kept++] = diag;
		else if (!diag->suppressed)
			diag_suppress(diags, diag); /* no longer counted */
	}
	diags->items.count = kept;
}

static int take_basis(struct recalling *r, const struct ir_list *list, const struct ir_basis *basis)
{
	int32_t day = basis->at != DATE_NONE ? basis->at : list->promulgated;
	uint32_t number = view_list_find(view_of(r), basis->ref.list);
	const struct window *then, *next;
	if (number == NO_ENTRY || !view_list_is_known(view_of(r), number))
		return TOL_OK;
	int status = take_on(r, number, day, &then);
	if (status != TOL_OK || !window_answers(then))
		return status;
	drop_not_in_force(r, basis);
	if (then->to == DATE_MAX)
		return TOL_OK;
	return take_on(r, number, then->to, &next);
}

static int take_bases(struct recalling *r)
{
	int status = TOL_OK;
	for (size_t i = 0; i < r->program->count; i++) {
		const struct ir_unit *unit = &r->program->checked[i];
		for (size_t k = 0; k < unit->list_count; k++) {
			const struct ir_list *list = &unit->lists[k];
			for (size_t b = 0; b < list->basis_count && status == TOL_OK; b++)
				status = take_basis(r, list, &list->basis[b]);
		}
	}
	return status;
}

/* -- all -- */

static void recalling_init(struct recalling *r, struct program *program, struct asking *asking)
{
	struct tol_answer *answer = asking->answer;
	*r = (struct recalling){.program = program,
				.asking = asking,
				.arena = &answer->arena,
				.mem = answer->arena.mem,
				.out = ARENA_NEW(&answer->arena, struct recorded)};
	r->loader = loader_new(asking);
	standings_init(&r->tree, r->arena, program->checked, program->count);
	map_init(&r->files, r->mem);
	map_init(&r->lined, r->mem);
	map_init(&r->taken, r->mem);
}

static void recalling_fini(struct recalling *r)
{
	VEC_FREE(r->mem, &r->found);
	map_fini(&r->taken);
	map_fini(&r->lined);
	map_fini(&r->files);
	standings_fini(&r->tree);
}

static int take_all(struct recalling *r)
{
	for (size_t i = 0; i < r->tree.texts.count; i++)
		note_file(r, &r->tree.texts.items[i]);
	int status = each_window(r, take_line);
	if (status == TOL_OK)
		status = each_window(r, take_below);
	if (status == TOL_OK)
		status = each_window(r, take_days);
	return status == TOL_OK ? take_bases(r) : status;
}

static void recorded_free(void *data)
{
	struct recorded *recorded = data;
	VEC_FREE(recorded->standing.mem, &recorded->texts);
	standings_fini(&recorded->standing);
}

int recorded_take(struct program *program, struct asking *asking)
{
	struct recalling *r = ARENA_NEW(&asking->answer->arena, struct recalling);
	recalling_init(r, program, asking);
	int status = take_all(r);
	standings_init(&r->out->standing, r->arena, NULL, 0);
	standings_add(&r->out->standing, r->found.items, r->found.count);
	answer_hold(asking->answer, recorded_free, r->out);
	if (status == TOL_OK)
		program->recorded = r->out;
	recalling_fini(r);
	return status;
}

/* -- a tree on disk -- */

/* What would cure it. */
static void hint_why(struct asking *asking, struct diag *diag)
{
	struct diag_list *diags = &asking->answer->answer.diags, found;
	if (asking->error.status == REPO_OK)
		return;
	diag_list_init(&found, &asking->answer->arena);
	const struct diag *why = repo_report(&found, &asking->error);
	if (why->hint != HINT_NONE)
		diag_hint(diags, diag, why->hint, why->hint_args);
	diag_list_fini(&found);
}

static void tell_unread(struct asking *asking)
{
	struct tol_session *session = asking->session;
	struct diag *diag = diag_at(&asking->answer->answer.diags, NULL, (struct span){0, 0},
				    DIAG_RECORD_NOT_HELD, ARGS(buf_str(&session->error)));
	hint_why(asking, diag);
	buf_clear(&session->error);
	buf_clear(&session->hint);
}

void recorded_take_here(struct program *program)
{
	struct tol_record_options options = TOL_RECORD_OPTIONS_INIT;
	struct asking *asking = ARENA_NEW(&program->answer->arena, struct asking);
	options.worktree = true;
	int status = asking_join(asking, program->answer, &options);
	if (status == TOL_OK) {
		status = recorded_take(program, asking);
		asking_part(asking);
	}
	if (status != TOL_OK)
		tell_unread(asking);
}

const struct recorded_text *recorded_find(const struct recorded *recorded,
					  const struct source *source)
{
	for (size_t i = 0; recorded && i < recorded->texts.count; i++)
		if (recorded->texts.items[i].source == source)
			return &recorded->texts.items[i];
	return NULL;
}
