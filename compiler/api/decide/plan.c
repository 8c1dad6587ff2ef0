/*
 * A plan: which versions of which lists were in force on the days of a case, compiled. Cases of the
 * same subject and organ on days between which nothing changes share it.
 */
#include "api/decide/deciding.h"
#include "api/record/named.h"

/* -- who -- */

static int find_authority(struct deciding_plan *p, const struct ir_authority **out, struct str name)
{
	static const struct map none = {0};
	const struct load_tree *tree = p->record->declaring;
	const struct map *declared = tree ? &tree->environment.authorities : &none;
	struct buf meant;
	*out = tree ? named_authority(declared, name) : NULL;
	if (*out)
		return TOL_OK;
	buf_init(&meant, p->mem);
	enum hint_id hint = named_authority_meant(&meant, declared, name);
	int status = session_fail(p->asking->session, TOL_EUSAGE, DIAG_AUTHORITY_UNDEFINED,
				  ARGS(name), hint, ARGS(buf_str(&meant)));
	buf_fini(&meant);
	return status;
}

static void chain_make(struct deciding_plan *p)
{
	for (const struct ir_authority *at = p->subject; at; at = at->parent)
		p->chain_count++;
	p->chain = ARENA_ARRAY(p->arena, struct decide_authority, p->chain_count);
	size_t i = 0;
	for (const struct ir_authority *at = p->subject; at; at = at->parent)
		p->chain[i++] = (struct decide_authority){at->name, at->level};
}

static int find_authorities(struct deciding_plan *p)
{
	int status = find_authority(p, &p->subject, p->wanted->subject);
	if (status == TOL_OK)
		status = find_authority(p, &p->organ, p->wanted->organ);
	if (status == TOL_OK)
		chain_make(p);
	return status;
}

static bool is_at_or_above(const struct ir_authority *below, struct str name)
{
	for (const struct ir_authority *at = below; at; at = at->parent)
		if (str_equal(at->name, name))
			return true;
	return false;
}

static enum decide_standing standing(void *data, uint32_t issuer)
{
	struct deciding_plan *p = data;
	if (is_at_or_above(p->organ, p->chain[issuer].name))
		return STANDS_BELOW;
	for (size_t i = issuer + 1; i < p->chain_count; i++)
		if (str_equal(p->chain[i].name, p->organ->name))
			return STANDS_ABOVE;
	return STANDS_APART;
}

static bool is_over_organ(void *data, struct str authority)
{
	return is_at_or_above(((struct deciding_plan *)data)->organ, authority);
}

/* NO_LIST: the subject is not under it. */
static uint32_t chain_find(const struct deciding_plan *p, struct str issuer)
{
	for (uint32_t i = 0; i < p->chain_count; i++)
		if (str_equal(p->chain[i].name, issuer))
			return i;
	return NO_LIST;
}

/* -- which versions -- */

static bool rule_counts(struct deciding_plan *p, uint32_t list, const struct window *window,
			const struct text *text, size_t rule, int32_t day)
{
	struct rule_window in_force =
		view_rule(p->asking->view, list, window, text, &text->rules[rule]);
	return in_force.in_force.from <= day && day < in_force.in_force.to;
}

static bool same_rules(const struct deciding_state *state, const bool *in_force)
{
	return memcmp(state->in_force, in_force, state->rule_count * sizeof(*in_force)) == 0;
}

/* The state in which the list was while the window's text answered on the day. */
static int state_of_window(struct deciding_plan *p, uint32_t *out, uint32_t list,
			   const struct window *window, int32_t day)
{
	const struct text *text = view_text(p->asking->view, list, window->entry).text;
	bool *in_force = ARENA_ARRAY(p->arena, bool, text->rule_count + 1);
	for (size_t i = 0; i < text->rule_count; i++)
		in_force[i] = rule_counts(p, list, window, text, i, day);
	struct deciding_state state = {.list = list,
				       .day = day,
				       .window = window,
				       .in_force = in_force,
				       .rule_count = text->rule_count};
	int status = loader_entry_read(&p->record->loader, &state.text, list, window->entry);
	for (*out = 0; *out < p->states.count; ++*out) {
		const struct deciding_state *known = &p->states.items[*out];
		if (known->text == state.text && same_rules(known, in_force))
			return status;
	}
	if (status == TOL_OK)
		VEC_PUSH(p->mem, &p->states, state);
	return status;
}

static int state_on(struct deciding_plan *p, uint32_t *out, uint32_t list, int32_t day)
{
	const struct window *window = timeline_at(view_timeline(p->asking->view, list), day);
	*out = NO_STATE;
	return window_answers(window) ? state_of_window(p, out, list, window, day) : TOL_OK;
}

/* The last version that was in force before the day. */
static int state_before(struct deciding_plan *p, uint32_t *out, uint32_t list, int32_t day)
{
	const struct timeline *timeline = view_timeline(p->asking->view, list);
	const struct window *last = NULL;
	for (size_t i = 0; i < timeline->window_count; i++)
		if (window_answers(&timeline->windows[i]) && timeline->windows[i].from <= day)
			last = &timeline->windows[i];
	*out = NO_STATE;
	return last ? state_of_window(p, out, list, last, last->to - 1) : TOL_OK;
}

static int list_states(struct deciding_plan *p, struct deciding_list *list)
{
	const int32_t *days = p->wanted->days;
	uint32_t *const states[PLAN_DAYS] = {
		[PLAN_CONDUCT_FROM] = &list->first,
		[PLAN_CONDUCT_TO] = &list->last,
		[PLAN_ACCOUNTABLE] = &list->accountable,
		[PLAN_DECIDED] = &list->decided,
	};
	const struct timeline *timeline = view_timeline(p->asking->view, list->number);
	int status = TOL_OK;
	for (size_t i = 0; i < PLAN_DAYS && status == TOL_OK; i++) {
		status = state_on(p, states[i], list->number, days[i]);
		if (!list->doubt)
			list->doubt = timeline_doubt(timeline, days[i]);
	}
	list->ended = list->ended_decided = NO_STATE;
	if (status == TOL_OK && list->accountable == NO_STATE)
		status = state_before(p, &list->ended, list->number, days[PLAN_ACCOUNTABLE]);
	if (status == TOL_OK && list->decided == NO_STATE)
		status = state_before(p, &list->ended_decided, list->number, days[PLAN_DECIDED]);
	return status;
}

static bool is_doubtful(const struct deciding_plan *p, const struct timeline *timeline)
{
	bool doubtful = false;
	for (size_t i = 0; i < PLAN_DAYS; i++)
		doubtful |= timeline_doubt(timeline, p->wanted->days[i]) != NULL;
	return doubtful;
}

/* The issuer of the newest version that counts. Where none can be read nobody can tell whose list it
 * is: it is counted as the subject's, to be named as doubtful, where it may have counted. */
static uint32_t list_issuer(struct deciding_plan *p, uint32_t list)
{
	const struct timeline *timeline = view_timeline(p->asking->view, list);
	for (size_t i = timeline->window_count; i-- > 0;)
		if (window_answers(&timeline->windows[i]))
			return chain_find(
				p, view_text(p->asking->view, list, timeline->windows[i].entry)
					   .text->issuer);
	return is_doubtful(p, timeline) ? 0 : NO_LIST;
}

static int find_lists(struct deciding_plan *p)
{
	struct history_view *view = p->asking->view;
	int status = TOL_OK;
	for (uint32_t i = 0; i < view_list_count(view) && status == TOL_OK; i++) {
		if (!view_list_is_known(view, i))
			continue;
		struct deciding_list list = {.number = i, .issuer = list_issuer(p, i)};
		if (list.issuer == NO_LIST)
			continue;
		status = list_states(p, &list);
		VEC_PUSH(p->mem, &p->lists, list);
	}
	return status;
}

/* -- compiled -- */

static int texts_compile(struct deciding_plan *p)
{
	struct decide_state *states = ARENA_ARRAY(p->arena, struct decide_state, p->states.count);
	int status = TOL_OK;
	for (size_t i = 0; i < p->states.count && status == TOL_OK; i++) {
		states[i].in_force = p->states.items[i].in_force;
		status = loader_entry_compile(&p->record->loader, &states[i].list,
					      p->states.items[i].text);
	}
	p->given.states = states;
	p->given.state_count = p->states.count;
	return status;
}

static void tree_facts(struct deciding_plan *p, const struct load_tree *tree)
{
	const struct map *vocabularies = &tree->environment.vocabularies;
	for (size_t i = 0; i < vocabularies->count; i++) {
		const struct vocabulary_scope *scope = vocabularies->entries[i].value;
		for (size_t k = 0; k < scope->vocabulary->fact_count; k++)
			eval_facts_add(&p->facts, scope->vocabulary->facts[k]);
	}
}

/* Whether an earlier state's text stands in the same tree. */
static bool tree_was_seen(const struct deciding_plan *p, size_t state)
{
	const struct load_entry *texts = p->record->loader.entries.items;
	for (size_t i = 0; i < state; i++)
		if (texts[p->states.items[i].text].loaded.tree ==
		    texts[p->states.items[state].text].loaded.tree)
			return true;
	return false;
}

static void block_facts(struct deciding_plan *p, const struct ir_case *block)
{
	for (size_t i = 0; block && i < block->given_count; i++)
		eval_facts_add(&p->facts, block->givens[i].fact);
}

/* The trees of the versions in play; the tree as known comes last: names and questions are today's. */
static void facts_join(struct deciding_plan *p)
{
	const struct load_tree *declaring = p->record->declaring;
	for (size_t i = 0; i < p->states.count; i++) {
		const struct load_entry *text =
			&p->record->loader.entries.items[p->states.items[i].text];
		if (text->loaded.tree != declaring && !tree_was_seen(p, i))
			tree_facts(p, text->loaded.tree);
	}
	if (declaring)
		tree_facts(p, declaring);
	for (size_t i = 0; p->wanted->blocks && i < CASE_BLOCKS; i++)
		block_facts(p, p->wanted->blocks[i]);
	eval_facts_settle(&p->facts);
	p->play =
		decide_play_new(p->arena, p->mem, &p->facts, p->given.states, p->given.state_count);
}

/* -- the question -- */

static const struct ir_list *state_text(const struct deciding_plan *p, uint32_t state)
{
	return state == NO_STATE ? NULL : p->given.states[state].list;
}

static bool compares_at_decision(const struct ir_list *text)
{
	return text && text->transition_at == IR_DECISION;
}

static void list_fill(struct deciding_plan *p, struct decide_list *out, struct deciding_list *list)
{
	list->at_decision = compares_at_decision(state_text(p, list->accountable)) ||
			    compares_at_decision(state_text(p, list->decided));
	uint32_t ended = list->at_decision ? list->ended_decided : list->ended;
	*out = (struct decide_list){
		.name = arena_str(p->arena, view_list_name(p->asking->view, list->number)),
		.issuer = list->issuer,
		.old_first = list->first,
		.old_last = list->last,
		.newer = list->at_decision ? list->decided : list->accountable,
	};
	out->clauses = state_text(p, out->newer != NO_STATE ? out->newer : ended);
}

static void given_fill(struct deciding_plan *p)
{
	struct decide_list *lists = ARENA_ARRAY(p->arena, struct decide_list, p->lists.count);
	for (size_t i = 0; i < p->lists.count; i++)
		list_fill(p, &lists[i], &p->lists.items[i]);
	p->given.chain = p->chain;
	p->given.chain_count = p->chain_count;
	p->given.organ = p->organ->name;
	p->given.standing = standing;
	p->given.is_over_organ = is_over_organ;
	p->given.data = p;
	p->given.lists = lists;
	p->given.list_count = p->lists.count;
}

/* -- all of it -- */

static int plan_steps(struct deciding_plan *p)
{
	int status = find_authorities(p);
	if (status == TOL_OK)
		status = find_lists(p);
	if (status == TOL_OK)
		status = texts_compile(p);
	if (status != TOL_OK)
		return status;
	given_fill(p);
	facts_join(p);
	return TOL_OK;
}

void plan_free(void *data)
{
	struct deciding_plan *p = data;
	VEC_FREE(p->mem, &p->states);
	VEC_FREE(p->mem, &p->lists);
	if (p->play)
		decide_play_free(p->play);
	eval_facts_fini(&p->facts);
}

/* What takes effect after the case was closed is not taken. */
static int32_t day_within(const struct case_input *input, int32_t day)
{
	return input->closed != DATE_NONE && input->closed < day ? input->closed : day;
}

void plan_days(int32_t days[PLAN_DAYS], const struct case_input *input, int32_t today)
{
	int32_t decided = input->decided != DATE_NONE  ? input->decided
			  : input->closed != DATE_NONE ? input->closed
						       : today;
	days[PLAN_CONDUCT_FROM] = input->conduct_from;
	days[PLAN_CONDUCT_TO] = input->conduct_to;
	days[PLAN_ACCOUNTABLE] = day_within(input, input->accountable);
	days[PLAN_DECIDED] = day_within(input, decided);
}

int plan_make(struct deciding_plan **out, struct deciding_record *record, struct arena *arena,
	      const struct plan_wanted *wanted)
{
	struct deciding_plan *p = ARENA_NEW(arena, struct deciding_plan);
	*p = (struct deciding_plan){.record = record,
				    .asking = record->asking,
				    .arena = arena,
				    .mem = arena->mem,
				    .wanted = wanted};
	eval_facts_init(&p->facts, p->mem, arena);
	int status = plan_steps(p);
	p->wanted = NULL;
	if (status != TOL_OK)
		plan_free(p);
	*out = status == TOL_OK ? p : NULL;
	return status;
}
