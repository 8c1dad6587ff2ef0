/*
 * What the tree no longer tells of the lists: a text that a scheduled one took the place of in its
 * file is in force all the same, and so was the one that another list rests on. Wanted are those
 * that are in force or will be, of lists of which one draws a red line above another that
 * tolerates, and those that a text of the tree rests on, with the ones that followed them.
 */
#include "api/change/since.h"

#include "api/record/load.h"

struct recalling {
	struct since_side *side;
	struct loader loader;
	struct mem *mem;
	struct map standing; /* "LIST DAY" of each text of the tree */
	struct map lined;    /* issuers that draw red lines */
	VEC(struct analyze_text) found;
	VEC(const struct window *) taken;
};

static struct history_view *view_of(const struct recalling *r)
{
	return r->side->asking.view;
}

static int32_t today(const struct recalling *r)
{
	return r->side->asking.answer->answer.today;
}

/* -- what the tree tells -- */

static struct str key_of(const struct recalling *r, struct str list, int32_t effective)
{
	struct buf key;
	buf_init(&key, r->mem);
	buf_add(&key, list);
	buf_addf(&key, " %d", (int)effective);
	struct str kept = arena_str(&r->side->asking.answer->arena, buf_str(&key));
	buf_fini(&key);
	return kept;
}

static bool draws_line(const struct ir_list *list)
{
	for (size_t i = 0; i < list->rule_count; i++)
		if (list->rules[i].kind == IR_REDLINE)
			return true;
	return false;
}

static int note_standing(struct recalling *r, struct ir_list *list)
{
	map_put(&r->standing, key_of(r, list->name, list->effective), list);
	if (list->issuer && draws_line(list))
		map_put(&r->lined, list->issuer->name, list);
	return TOL_OK;
}

static int each_list(struct recalling *r, int (*each)(struct recalling *r, struct ir_list *list))
{
	const struct program *program = r->side->program;
	int status = TOL_OK;
	for (size_t i = 0; i < program->count; i++)
		for (size_t k = 0; k < program->checked[i].list_count && status == TOL_OK; k++)
			status = each(r, &program->checked[i].lists[k]);
	return status;
}

/* -- what the record tells -- */

static bool has_kind(const struct text *text, enum ir_rule_kind kind)
{
	for (size_t i = 0; i < text->rule_count; i++)
		if (str_equal(text->rules[i].kind, str_from(ir_rule_kind_word(kind))))
			return true;
	return false;
}

static bool stands(const struct recalling *r, uint32_t list, const struct text *text)
{
	struct str key = key_of(r, view_list_name(view_of(r), list), text->effective);
	return map_get(&r->standing, key) != NULL;
}

static const int32_t *repealed_rules(struct recalling *r, uint32_t list,
				     const struct window *window, const struct text *text)
{
	int32_t *days = ARENA_ARRAY(&r->side->asking.answer->arena, int32_t, text->rule_count + 1);
	for (size_t i = 0; i < text->rule_count; i++) {
		struct rule_window rule =
			view_rule(view_of(r), list, window, text, &text->rules[i]);
		days[i] = rule.repealed ? rule.repealed->from : DATE_MAX;
	}
	return days;
}

static bool is_taken(const struct recalling *r, const struct window *window)
{
	for (size_t i = 0; i < r->taken.count; i++)
		if (r->taken.items[i] == window)
			return true;
	return false;
}

static int take(struct recalling *r, uint32_t list, const struct window *window)
{
	struct analyze_text out = {NULL, window->from, window->to, NULL};
	const struct text *text = view_text(view_of(r), list, window->entry).text;
	if (stands(r, list, text) || is_taken(r, window))
		return TOL_OK;
	int status = loader_entry(&r->loader, &out.list, list, window->entry);
	if (status != TOL_OK)
		return status;
	out.repealed = repealed_rules(r, list, window, text);
	VEC_PUSH(r->mem, &r->found, out);
	VEC_PUSH(r->mem, &r->taken, window);
	return TOL_OK;
}

/* -- red lines -- */

/* Each window in which a text is in force from today on. */
static int each_window(struct recalling *r,
		       int (*each)(struct recalling *r, uint32_t list, const struct window *window,
				   const struct text *text))
{
	struct history_view *view = view_of(r);
	int status = TOL_OK;
	for (uint32_t list = 0; list < view_list_count(view) && status == TOL_OK; list++) {
		if (!view_list_is_known(view, list))
			continue;
		const struct timeline *timeline = view_timeline(view, list);
		for (size_t i = 0; i < timeline->window_count && status == TOL_OK; i++) {
			const struct window *window = &timeline->windows[i];
			if (window_answers(window) && window->to > today(r))
				status = each(r, list, window,
					      view_text(view, list, window->entry).text);
		}
	}
	return status;
}

static int note_line(struct recalling *r, uint32_t list, const struct window *window,
		     const struct text *text)
{
	if (!has_kind(text, IR_REDLINE))
		return TOL_OK;
	map_put(&r->lined, asking_text(&r->side->asking, text->issuer), r);
	return take(r, list, window);
}

static int take_below(struct recalling *r, uint32_t list, const struct window *window,
		      const struct text *text)
{
	bool is_below = false;
	for (size_t i = 1; i < text->issuer_count; i++)
		is_below |= map_get(&r->lined, text->issuers[i]) != NULL;
	return is_below && has_kind(text, IR_TOLERATE) ? take(r, list, window) : TOL_OK;
}

/* -- what texts rest on -- */

static int take_on(struct recalling *r, uint32_t list, int32_t day, const struct window **out)
{
	*out = timeline_at(view_timeline(view_of(r), list), day);
	return window_answers(*out) ? take(r, list, *out) : TOL_OK;
}

/* That it was not in force then is what the tree alone tells. */
static void drop_not_in_force(struct recalling *r, const struct ir_basis *basis)
{
	struct diag_list *diags = &r->side->asking.answer->answer.diags;
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

static int take_bases(struct recalling *r, struct ir_list *list)
{
	int status = TOL_OK;
	for (size_t i = 0; i < list->basis_count && status == TOL_OK; i++)
		status = take_basis(r, list, &list->basis[i]);
	return status;
}

/* -- all -- */

static void loader_free(void *data)
{
	loader_fini(data);
}

int since_recall(struct since_side *side)
{
	struct tol_answer *answer = side->asking.answer;
	struct recalling *r = ARENA_NEW(&answer->arena, struct recalling);
	*r = (struct recalling){.side = side, .mem = answer->arena.mem};
	loader_init(&r->loader, &side->asking);
	answer_hold(answer, loader_free, &r->loader);
	map_init(&r->standing, r->mem);
	map_init(&r->lined, r->mem);
	int status = each_list(r, note_standing);
	if (status == TOL_OK)
		status = each_window(r, note_line);
	if (status == TOL_OK)
		status = each_window(r, take_below);
	if (status == TOL_OK)
		status = each_list(r, take_bases);
	side->program->recorded =
		arena_dup(&answer->arena, r->found.items, r->found.count * sizeof(*r->found.items));
	side->program->recorded_count = r->found.count;
	VEC_FREE(r->mem, &r->found);
	VEC_FREE(r->mem, &r->taken);
	map_fini(&r->standing);
	map_fini(&r->lined);
	return status;
}
