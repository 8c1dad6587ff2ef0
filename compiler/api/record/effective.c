/* tolc effective and tolc timeline: what was in force, and all windows of a list. */
#include "api/record/asking.h"

#include <stdlib.h>

/* That no list is told says something about a day only where there are lists. */
static void tell_empty(struct asking *asking, size_t list_count)
{
	struct diag_list *diags = &asking->answer->answer.diags;
	if (list_count > 0 || asking->view->commit_count == 0)
		return;
	struct diag *diag = diag_at(diags, NULL, (struct span){0, 0}, DIAG_RECORD_EMPTY, NO_ARGS);
	if (!asking->options->worktree && asking->options->known_at == TOL_NO_TIME)
		diag_hint(diags, diag, HINT_REPO_COMMIT_FIRST, NO_ARGS);
}

struct asked {
	struct asking asking;
	uint32_t *lists;
	size_t count;
	struct str clock; /* why times on the record are in doubt */
};

/* Opens the record and finds the lists; where that fails nothing is left behind. */
static int ask(struct asked *out, struct tol_session *session, enum answer_kind kind,
	       const void *options, enum history_extent extent)
{
	int status = asking_begin(&out->asking, session, kind, options, extent);
	if (status != TOL_OK)
		return status;
	status = asking_lists(&out->asking, &out->lists, &out->count);
	if (status != TOL_OK)
		return asking_fail(&out->asking, status);
	struct tol_answer *answer = out->asking.answer;
	out->clock = asking_clock(&out->asking);
	answer->answer.lists = ARENA_ARRAY(&answer->arena, struct answer_list, out->count);
	return TOL_OK;
}

/* -- tolc effective -- */

static void keep_rule(struct asking *asking, struct text_rule *out, const struct text_rule *rule)
{
	*out = *rule;
	struct str *texts[] = {&out->id,      &out->identity,	&out->kind,    &out->title,
			       &out->article, &out->provenance, &out->citation};
	for (size_t i = 0; i < countof(texts); i++)
		*texts[i] = asking_text(asking, *texts[i]);
}

static void add_rules(struct asking *asking, struct answer_list *out, uint32_t list,
		      const struct window *window, const struct text *text)
{
	struct text_rule *rules =
		ARENA_ARRAY(&asking->answer->arena, struct text_rule, text->rule_count);
	for (size_t i = 0; i < text->rule_count; i++) {
		struct rule_window rule =
			view_rule(asking->view, list, window, text, &text->rules[i]);
		if (rule.in_force.from <= asking->day && asking->day < rule.in_force.to)
			keep_rule(asking, &rules[out->rule_count++], &text->rules[i]);
	}
	out->rules = rules;
	out->text_rule_count = text->rule_count;
}

static bool is_superseded(struct asking *asking, const struct text *text,
			  const struct text_basis *basis)
{
	uint32_t list = view_list_find(asking->view, basis->list);
	int32_t meant = basis->at == DATE_NONE ? text->promulgated : basis->at;
	if (list == NO_ENTRY || !view_list_is_known(asking->view, list))
		return false;
	return timeline_superseded(view_timeline(asking->view, list), meant, asking->day);
}

static void add_basis(struct asking *asking, struct answer_list *out, const struct text *text)
{
	out->basis_superseded = ARENA_ARRAY(&asking->answer->arena, struct str, text->basis_count);
	for (size_t i = 0; i < text->basis_count; i++)
		if (is_superseded(asking, text, &text->basis[i]))
			out->basis_superseded[out->basis_superseded_count++] =
				asking_text(asking, text->basis[i].list);
}

static void add_version(struct asking *asking, struct answer_list *out, uint32_t list,
			const struct window *window, const struct text *text)
{
	out->windows = ARENA_NEW(&asking->answer->arena, struct answer_window);
	out->window_count = 1;
	asking_window(asking, out->windows, list, window);
	add_rules(asking, out, list, window, text);
	add_basis(asking, out, text);
}

/* False where the list was not in force, and nothing makes that doubtful. */
static bool add_list(struct asking *asking, struct answer_list *out, uint32_t list,
		     struct str clock)
{
	const struct timeline *timeline = view_timeline(asking->view, list);
	const struct window *window = timeline_at(timeline, asking->day);
	const struct window *doubt = timeline_doubt(timeline, asking->day);
	const struct text *text = NULL;
	if (!window_answers(window) && !doubt && !clock.len)
		return false;
	if (window_answers(window))
		text = view_text(asking->view, list, window->entry).text;
	asking_list(asking, out, list, text);
	out->uncertain = doubt || clock.len > 0;
	out->reason = doubt ? asking_doubt(asking, list, doubt) : clock;
	if (text)
		add_version(asking, out, list, window, text);
	return true;
}

/* Neither is so where no text of it ever took effect. */
static void add_absent(struct asking *asking, struct answer_absent *out, uint32_t list)
{
	const struct timeline *timeline = view_timeline(asking->view, list);
	struct answer_window shown;
	*out = (struct answer_absent){
		.name = asking_text(asking, view_list_name(asking->view, list)),
		.ended = DATE_NONE,
		.begins = DATE_NONE,
	};
	for (size_t i = 0; i < timeline->window_count; i++) {
		const struct window *window = &timeline->windows[i];
		if (!window_answers(window))
			continue;
		if (window->from > asking->day) {
			out->begins = window->from;
			return;
		}
		asking_window(asking, &shown, list, window);
		out->ended = shown.to;
		out->end = shown.end;
		out->ended_by = shown.ended_by;
	}
}

static int effective(struct tol_answer **out, struct tol_session *session, const void *options)
{
	struct asked asked;
	int status = ask(&asked, session, ANSWER_EFFECTIVE, options, HISTORY_IN_FORCE);
	if (status != TOL_OK)
		return status;
	struct answer *answer = &asked.asking.answer->answer;
	answer->absent =
		ARENA_ARRAY(&asked.asking.answer->arena, struct answer_absent, asked.count);
	for (size_t i = 0; i < asked.count; i++) {
		if (add_list(&asked.asking, &answer->lists[answer->list_count], asked.lists[i],
			     asked.clock))
			answer->list_count++;
		else if (answer->query.name_count > 0)
			add_absent(&asked.asking, &answer->absent[answer->absent_count++],
				   asked.lists[i]);
	}
	asking_tell_nameless(&asked.asking, &asked.asking.day, 1);
	tell_empty(&asked.asking, asked.count);
	return asking_end(&asked.asking, out);
}

int tol_effective(struct tol_answer **out, struct tol_session *session,
		  const struct tol_record_options *options)
{
	return session_ask(out, session, effective, options);
}

/* -- tolc timeline -- */

struct placed {
	const struct window *window;
	size_t order;
};

/* What has no first day comes last; what is in force before what does not count. */
static int compare_placed(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	int32_t from = a->window->from, other = b->window->from;
	if ((from == DATE_NONE) != (other == DATE_NONE))
		return from == DATE_NONE ? 1 : -1;
	if (from != other)
		return from < other ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static size_t place_windows(struct placed *placed, size_t count, const struct window *windows,
			    size_t added)
{
	for (size_t i = 0; i < added; i++)
		placed[count + i] = (struct placed){&windows[i], count + i};
	return count + added;
}

/* Doubts are among the sides, each text by itself. */
static size_t place_all(struct placed *placed, const struct timeline *timeline)
{
	size_t count = place_windows(placed, 0, timeline->windows, timeline->window_count);
	count = place_windows(placed, count, timeline->sides, timeline->side_count);
	if (count > 1)
		qsort(placed, count, sizeof(*placed), compare_placed);
	return count;
}

/* The text that tells most of the list: the one in force, else the newest there is. */
static const struct text *title_text(struct asking *asking, uint32_t list,
				     const struct timeline *timeline)
{
	const struct window *window = timeline_at(timeline, asking->day);
	for (size_t i = timeline->window_count; !window_answers(window) && i-- > 0;)
		window = &timeline->windows[i];
	if (!window_answers(window) && timeline->side_count > 0)
		window = &timeline->sides[timeline->side_count - 1];
	if (!window || window->entry == NO_ENTRY)
		return NULL;
	return view_text(asking->view, list, window->entry).text;
}

static void add_timeline(struct asking *asking, struct answer_list *out, uint32_t list)
{
	struct arena *arena = &asking->answer->arena;
	const struct timeline *timeline = view_whole_timeline(asking->view, list);
	size_t most = timeline->window_count + timeline->side_count;
	struct placed *placed = ARENA_ARRAY(arena, struct placed, most);
	size_t count = place_all(placed, timeline);
	asking_list(asking, out, list, title_text(asking, list, timeline));
	out->windows = ARENA_ARRAY(arena, struct answer_window, count);
	out->window_count = count;
	for (size_t i = 0; i < count; i++)
		asking_window(asking, &out->windows[i], list, placed[i].window);
	if (timeline->doubt_count > 0)
		out->reason = asking_doubt(asking, list, &timeline->doubts[0]);
}

static int timeline(struct tol_answer **out, struct tol_session *session, const void *options)
{
	struct asked asked;
	int status = ask(&asked, session, ANSWER_TIMELINE, options, HISTORY_WHOLE);
	if (status != TOL_OK)
		return status;
	struct answer *answer = &asked.asking.answer->answer;
	answer->list_count = asked.count;
	for (size_t i = 0; i < asked.count; i++) {
		struct answer_list *list = &answer->lists[i];
		add_timeline(&asked.asking, list, asked.lists[i]);
		list->reason = list->reason.len > 0 ? list->reason : asked.clock;
		list->uncertain = list->reason.len > 0;
	}
	asking_tell_nameless(&asked.asking, NULL, 0);
	tell_empty(&asked.asking, asked.count);
	return asking_end(&asked.asking, out);
}

int tol_timeline(struct tol_answer **out, struct tol_session *session,
		 const struct tol_record_options *options)
{
	return session_ask(out, session, timeline, options);
}
