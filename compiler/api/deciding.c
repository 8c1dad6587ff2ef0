/*
 * One case: which versions of which lists were in force on its days, compiled, evaluated and held
 * against each other. The steps follow each other in deciding_steps.
 */
#include "api/deciding.h"

/* -- the record -- */

static void record_free(void *data)
{
	struct deciding_record *record = data;
	VEC_FREE(record->loader.mem, &record->texts);
	loader_fini(&record->loader);
}

int deciding_open(struct deciding_record **out, struct asking *asking)
{
	struct deciding_record *record = ARENA_NEW(&asking->answer->arena, struct deciding_record);
	record->asking = asking;
	record->arena = &asking->answer->arena;
	loader_init(&record->loader, asking);
	answer_hold(asking->answer, record_free, record);
	int status = loader_add_declaring(&record->loader, &record->declaring);
	if (status == TOL_OK && record->declaring)
		load_tree_link(record->declaring);
	*out = record;
	return status;
}

/* Read, but not yet compiled: what else stands in its tree may still be added. */
static int text_add(struct deciding_record *record, uint32_t *out, uint32_t list, uint32_t entry)
{
	for (*out = 0; *out < record->texts.count; ++*out)
		if (record->texts.items[*out].list == list &&
		    record->texts.items[*out].entry == entry)
			return TOL_OK;
	struct deciding_text text = {.list = list, .entry = entry};
	int status = loader_add(&record->loader, &text.loaded, list, entry);
	if (status == TOL_OK)
		VEC_PUSH(record->loader.mem, &record->texts, text);
	return status;
}

static int text_compile(const struct ir_list **out, struct deciding_record *record, uint32_t index)
{
	struct deciding_text *text = &record->texts.items[index];
	if (!text->ir)
		text->ir = loader_list(&record->loader, &text->loaded);
	*out = text->ir;
	if (text->ir)
		return TOL_OK;
	return session_fail(record->asking->session, TOL_EINTERNAL, DIAG_TEXT_RECOMPILED,
			    ARGS(text->loaded.file->file.path), HINT_NONE, NO_ARGS);
}

int deciding_text(const struct ir_list **out, uint32_t *index, struct deciding_record *record,
		  uint32_t list, uint32_t entry)
{
	int status = text_add(record, index, list, entry);
	return status == TOL_OK ? text_compile(out, record, *index) : status;
}

/* -- who -- */

static int fail_authority(struct deciding *d, struct str name)
{
	const struct load_tree *tree = d->record->declaring;
	const struct map *declared = tree ? &tree->environment.authorities : NULL;
	struct str nearest = STR_NONE;
	unsigned limit = 3;
	for (size_t i = 0; declared && i < declared->count; i++) {
		unsigned distance = str_distance(name, declared->entries[i].key, limit);
		if (distance > limit)
			continue;
		nearest = declared->entries[i].key;
		limit = distance ? distance - 1 : 0;
	}
	return session_fail(d->asking->session, TOL_EUSAGE, DIAG_AUTHORITY_UNDEFINED, ARGS(name),
			    nearest.ptr ? HINT_DID_YOU_MEAN : HINT_AUTHORITY,
			    ARGS(nearest.ptr ? nearest : name));
}

static int find_authority(struct deciding *d, const struct ir_authority **out, struct str name)
{
	const struct load_tree *tree = d->record->declaring;
	*out = tree ? map_get(&tree->environment.authorities, name) : NULL;
	return *out ? TOL_OK : fail_authority(d, name);
}

static void chain_make(struct deciding *d)
{
	for (const struct ir_authority *at = d->subject; at; at = at->parent)
		d->chain_count++;
	d->chain = ARENA_ARRAY(d->arena, struct decide_authority, d->chain_count);
	size_t i = 0;
	for (const struct ir_authority *at = d->subject; at; at = at->parent)
		d->chain[i++] = (struct decide_authority){at->name, at->level};
}

static int find_authorities(struct deciding *d)
{
	int status = find_authority(d, &d->subject, d->input->subject);
	if (status == TOL_OK)
		status = find_authority(d, &d->organ, d->input->organ);
	if (status == TOL_OK)
		chain_make(d);
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
	struct deciding *d = data;
	if (is_at_or_above(d->organ, d->chain[issuer].name))
		return STANDS_BELOW;
	for (size_t i = issuer + 1; i < d->chain_count; i++)
		if (str_equal(d->chain[i].name, d->organ->name))
			return STANDS_ABOVE;
	return STANDS_APART;
}

static bool is_over_organ(void *data, struct str authority)
{
	return is_at_or_above(((struct deciding *)data)->organ, authority);
}

/* NO_LIST: the subject is not under it. */
static uint32_t chain_find(const struct deciding *d, struct str issuer)
{
	for (uint32_t i = 0; i < d->chain_count; i++)
		if (str_equal(d->chain[i].name, issuer))
			return i;
	return NO_LIST;
}

/* -- which versions -- */

static bool rule_counts(struct deciding *d, uint32_t list, const struct window *window,
			const struct text *text, size_t rule, int32_t day)
{
	struct rule_window in_force =
		view_rule(d->asking->view, list, window, text, &text->rules[rule]);
	return in_force.in_force.from <= day && day < in_force.in_force.to;
}

static bool same_rules(const struct deciding_state *state, const bool *in_force)
{
	return memcmp(state->in_force, in_force, state->rule_count * sizeof(*in_force)) == 0;
}

/* The state in which the list was while the window's text answered on the day. */
static int state_of_window(struct deciding *d, uint32_t *out, uint32_t list,
			   const struct window *window, int32_t day)
{
	const struct text *text = view_text(d->asking->view, list, window->entry).text;
	bool *in_force = ARENA_ARRAY(d->arena, bool, text->rule_count + 1);
	for (size_t i = 0; i < text->rule_count; i++)
		in_force[i] = rule_counts(d, list, window, text, i, day);
	struct deciding_state state = {.list = list,
				       .day = day,
				       .window = window,
				       .in_force = in_force,
				       .rule_count = text->rule_count};
	int status = text_add(d->record, &state.text, list, window->entry);
	for (*out = 0; *out < d->states.count; ++*out) {
		const struct deciding_state *known = &d->states.items[*out];
		if (known->text == state.text && same_rules(known, in_force))
			return status;
	}
	if (status == TOL_OK)
		VEC_PUSH(d->facts.mem, &d->states, state);
	return status;
}

static int state_on(struct deciding *d, uint32_t *out, uint32_t list, int32_t day)
{
	const struct window *window = timeline_at(view_timeline(d->asking->view, list), day);
	*out = NO_STATE;
	return window_answers(window) ? state_of_window(d, out, list, window, day) : TOL_OK;
}

/* The last version that was in force before the day. */
static int state_before(struct deciding *d, uint32_t *out, uint32_t list, int32_t day)
{
	const struct timeline *timeline = view_timeline(d->asking->view, list);
	const struct window *last = NULL;
	for (size_t i = 0; i < timeline->window_count; i++)
		if (window_answers(&timeline->windows[i]) && timeline->windows[i].from <= day)
			last = &timeline->windows[i];
	*out = NO_STATE;
	return last ? state_of_window(d, out, list, last, last->to - 1) : TOL_OK;
}

static struct str doubt_on(struct deciding *d, uint32_t list, int32_t day)
{
	const struct window *doubt = timeline_doubt(view_timeline(d->asking->view, list), day);
	return doubt ? asking_doubt(d->asking, list, doubt) : STR_NONE;
}

/* What takes effect after the case was closed is not taken. */
static int32_t day_within(const struct deciding *d, int32_t day)
{
	int32_t closed = d->input->closed;
	return closed != DATE_NONE && closed < day ? closed : day;
}

static int list_states(struct deciding *d, struct deciding_list *list)
{
	const struct case_input *input = d->input;
	int32_t accountable = day_within(d, input->accountable);
	int32_t decided = day_within(d, d->decision_day);
	const struct {
		uint32_t *state;
		int32_t day;
	} asked[] = {
		{&list->first, input->conduct_from},
		{&list->last, input->conduct_to},
		{&list->accountable, accountable},
		{&list->decided, decided},
	};
	int status = TOL_OK;
	for (size_t i = 0; i < countof(asked) && status == TOL_OK; i++) {
		status = state_on(d, asked[i].state, list->number, asked[i].day);
		if (!list->uncertain.ptr)
			list->uncertain = doubt_on(d, list->number, asked[i].day);
	}
	if (status == TOL_OK)
		status = state_before(d, &list->ended, list->number,
				      decided > accountable ? decided : accountable);
	return status;
}

/* The issuer of the newest version that counts; a list without any is none of the case's. */
static uint32_t list_issuer(struct deciding *d, uint32_t list)
{
	const struct timeline *timeline = view_timeline(d->asking->view, list);
	for (size_t i = timeline->window_count; i-- > 0;)
		if (window_answers(&timeline->windows[i]))
			return chain_find(d, view_text(d->asking->view, list,
						       timeline->windows[i].entry)
						     .text->issuer);
	return NO_LIST;
}

static int find_lists(struct deciding *d)
{
	struct history_view *view = d->asking->view;
	int status = TOL_OK;
	for (uint32_t i = 0; i < view_list_count(view) && status == TOL_OK; i++) {
		if (!view_list_is_known(view, i))
			continue;
		struct deciding_list list = {.number = i, .issuer = list_issuer(d, i)};
		if (list.issuer == NO_LIST)
			continue;
		status = list_states(d, &list);
		VEC_PUSH(d->facts.mem, &d->lists, list);
	}
	return status;
}

/* -- compiled -- */

static int texts_compile(struct deciding *d)
{
	struct decide_state *states = ARENA_ARRAY(d->arena, struct decide_state, d->states.count);
	int status = TOL_OK;
	for (size_t i = 0; i < d->states.count && status == TOL_OK; i++) {
		states[i].in_force = d->states.items[i].in_force;
		status = text_compile(&states[i].list, d->record, d->states.items[i].text);
	}
	d->given.states = states;
	d->given.state_count = d->states.count;
	return status;
}

static void tree_facts(struct deciding *d, const struct load_tree *tree)
{
	const struct map *vocabularies = &tree->environment.vocabularies;
	for (size_t i = 0; i < vocabularies->count; i++) {
		const struct vocabulary_scope *scope = vocabularies->entries[i].value;
		for (size_t k = 0; k < scope->vocabulary->fact_count; k++)
			eval_facts_add(&d->facts, scope->vocabulary->facts[k]);
	}
}

/* The tree as known comes last: names and questions are today's. */
static void facts_join(struct deciding *d)
{
	const struct deciding_record *record = d->record;
	for (size_t i = 0; i < record->loader.trees.count; i++)
		if (record->loader.trees.items[i] != record->declaring)
			tree_facts(d, record->loader.trees.items[i]);
	if (record->declaring)
		tree_facts(d, record->declaring);
	for (size_t i = 0; d->input->block && i < d->input->block->given_count; i++)
		eval_facts_add(&d->facts, d->input->block->givens[i].fact);
	eval_facts_settle(&d->facts);
	d->play = decide_play_new(d->arena, d->facts.mem, &d->facts, d->given.states,
				  d->given.state_count);
}

/* -- the question -- */

static const struct ir_list *state_text(const struct deciding *d, uint32_t state)
{
	return state == NO_STATE ? NULL : d->given.states[state].list;
}

static bool compares_at_decision(const struct ir_list *text)
{
	return text && text->transition_at == IR_DECISION;
}

static void list_fill(struct deciding *d, struct decide_list *out, const struct deciding_list *list)
{
	bool at_decision = compares_at_decision(state_text(d, list->accountable)) ||
			   compares_at_decision(state_text(d, list->decided)) ||
			   (list->accountable == NO_STATE &&
			    compares_at_decision(state_text(d, list->ended)));
	*out = (struct decide_list){
		.name = asking_text(d->asking, view_list_name(d->asking->view, list->number)),
		.issuer = list->issuer,
		.old_first = list->first,
		.old_last = list->last,
		.newer = at_decision ? list->decided : list->accountable,
	};
	out->clauses = state_text(d, out->newer != NO_STATE ? out->newer : list->ended);
}

static void given_fill(struct deciding *d)
{
	struct decide_list *lists = ARENA_ARRAY(d->arena, struct decide_list, d->lists.count);
	for (size_t i = 0; i < d->lists.count; i++)
		list_fill(d, &lists[i], &d->lists.items[i]);
	d->given.chain = d->chain;
	d->given.chain_count = d->chain_count;
	d->given.organ = d->organ->name;
	d->given.standing = standing;
	d->given.is_over_organ = is_over_organ;
	d->given.data = d;
	d->given.lists = lists;
	d->given.list_count = d->lists.count;
}

/* -- the answer -- */

static void out_states(struct deciding *d)
{
	struct answer_decide *out = d->out;
	out->states = ARENA_ARRAY(d->arena, struct answer_state, d->states.count);
	out->state_count = d->states.count;
	for (uint32_t i = 0; i < d->states.count; i++) {
		const struct deciding_state *state = &d->states.items[i];
		struct answer_state *to = &out->states[i];
		*to = (struct answer_state){.day = state->day,
					    .text_index = state->text,
					    .text = d->given.states[i].list,
					    .in_force = state->in_force,
					    .compiled = decide_compiled(d->play, i)};
		for (uint32_t k = 0; k < d->lists.count; k++)
			if (d->lists.items[k].number == state->list)
				to->list = k;
		asking_window(d->asking, &to->window, state->list, state->window);
	}
}

static void out_lists(struct deciding *d)
{
	struct answer_decide *out = d->out;
	out->lists = ARENA_ARRAY(d->arena, struct answer_in_play, d->lists.count);
	out->list_count = d->lists.count;
	for (size_t i = 0; i < d->lists.count; i++)
		out->lists[i] = (struct answer_in_play){
			.name = d->given.lists[i].name,
			.issuer = d->lists.items[i].issuer,
			.states = &d->given.lists[i],
			.procedure = d->lists.items[i].accountable,
			.uncertain = d->lists.items[i].uncertain,
		};
}

static void out_case(struct deciding *d)
{
	const struct case_input *input = d->input;
	struct answer_decide *out = d->out;
	out->name = asking_text(d->asking, input->name);
	out->subject = d->subject->name;
	out->subject_title = d->subject->title;
	out->organ = d->organ->name;
	out->organ_title = d->organ->title;
	out->conduct_from = input->conduct_from;
	out->conduct_to = input->conduct_to;
	out->accountable = input->accountable;
	out->decided = input->decided;
	out->closed = input->closed;
	out->published = asking_text(d->asking, input->published);
	out->made_up = input->made_up;
	out->title = asking_text(d->asking, input->title);
}

/* Made up: a rule that fires, or may, in a list that prevails; or the case itself. */
static bool rests_on_illustrative(const struct answer_decide *out)
{
	bool found = out->made_up;
	for (size_t i = 0; i < out->verdict.scenario_count; i++) {
		const struct decide_scenario *scenario = &out->verdict.scenarios[i];
		for (size_t list = 0; list < out->list_count; list++) {
			if (!scenario->prevails[list] || scenario->taken[list] == NO_STATE)
				continue;
			const struct answer_state *state = &out->states[scenario->taken[list]];
			for (size_t k = 0; k < state->text->rule_count; k++)
				found |= state->text->rules[k].clause.provenance == IR_ILLUSTRATIVE &&
					 state->in_force[k] &&
					 eval_truth(&scenario->lanes, state->compiled->rules[k].fires,
						    0) == EVAL_TRUE;
		}
	}
	return found;
}

/* What was said to be unknown is not asked again. */
static uint32_t next_question(struct deciding *d)
{
	const struct answer_decide *out = d->out;
	bool *skip = ARENA_ARRAY(d->arena, bool, d->facts.facts.count);
	for (size_t i = 0; i < out->given_count; i++)
		skip[out->givens[i].fact] = true;
	for (size_t i = 0; i < d->facts.facts.count; i++)
		skip[i] |= d->facts.facts.items[i].newest == NULL;
	return decide_next_question(d->play, &d->given, skip);
}

static void decide(struct deciding *d, const struct decide_options *options)
{
	struct answer_decide *out = d->out;
	out->facts = &d->facts;
	out->program = decide_program(d->play);
	out->given = &d->given;
	out->question = NO_FACT;
	decide_run(&out->verdict, d->play, &d->given, options);
	if (!options || !options->only_outcomes)
		out->question = next_question(d);
	if (out->question != NO_FACT)
		out->question_text = asking_text(
			d->asking, d->facts.facts.items[out->question].newest->question);
	out->illustrative = rests_on_illustrative(out);
}

static int deciding_steps(struct deciding *d, const struct decide_options *options)
{
	int status = find_authorities(d);
	if (status == TOL_OK)
		status = find_lists(d);
	if (status == TOL_OK)
		status = texts_compile(d);
	if (status != TOL_OK)
		return status;
	given_fill(d);
	facts_join(d);
	status = bind_facts(d);
	if (status != TOL_OK)
		return status;
	out_states(d);
	out_lists(d);
	out_case(d);
	decide(d, options);
	return TOL_OK;
}

/* What was compiled is shown when the answer is rendered. */
static void deciding_free(void *data)
{
	struct deciding *d = data;
	VEC_FREE(d->facts.mem, &d->states);
	VEC_FREE(d->facts.mem, &d->lists);
	if (d->play)
		decide_play_free(d->play);
	eval_facts_fini(&d->facts);
}

int deciding_case(struct answer_decide **out, struct deciding_record *record,
		  const struct case_input *input, const struct decide_options *options)
{
	struct arena *arena = record->arena;
	struct deciding *d = ARENA_NEW(arena, struct deciding);
	int status = case_check(record->asking->session, input);
	if (status != TOL_OK)
		return status;
	*d = (struct deciding){
		.record = record, .asking = record->asking, .arena = arena, .input = input};
	*out = d->out = ARENA_NEW(arena, struct answer_decide);
	d->decision_day = input->decided != DATE_NONE  ? input->decided
			  : input->closed != DATE_NONE ? input->closed
						       : d->asking->answer->answer.today;
	eval_facts_init(&d->facts, record->loader.mem, arena);
	answer_hold(d->asking->answer, deciding_free, d);
	status = deciding_steps(d, options);
	d->input = NULL;
	return status;
}
