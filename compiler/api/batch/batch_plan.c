/*
 * Plans by subject, organ and spans of days. A span ends wherever a window, a doubt or a rule of a
 * list begins or ends whose issuer the subject is under: within it, nothing changes.
 */
#include "api/batch/batch.h"

#include "base/square.h"

/* -- spans -- */

struct span_of {
	int32_t day;
	int32_t from;
	int32_t to;
};

static void cut(struct span_of *span, int32_t at)
{
	if (at <= span->day && at > span->from)
		span->from = at;
	if (at > span->day && at < span->to)
		span->to = at;
}

static void cut_windows(struct span_of *span, const struct window *windows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		cut(span, windows[i].from);
		cut(span, windows[i].to);
	}
}

static void cut_rules(struct span_of *span, struct history_view *view, uint32_t list,
		      const struct window *window)
{
	if (window->entry == NO_ENTRY)
		return;
	const struct text *text = view_text(view, list, window->entry).text;
	for (size_t i = 0; i < text->rule_count; i++) {
		struct rule_window rule = view_rule(view, list, window, text, &text->rules[i]);
		cut(span, rule.in_force.from);
		cut(span, rule.in_force.to);
	}
}

static void spans_make(struct batch_plan *plan, const int32_t days[PLAN_DAYS])
{
	const struct deciding_plan *own = plan->plan;
	struct history_view *view = own->asking->view;
	for (size_t day = 0; day < PLAN_DAYS; day++) {
		struct span_of span = {days[day], INT32_MIN, INT32_MAX};
		for (size_t i = 0; i < own->lists.count; i++) {
			uint32_t list = own->lists.items[i].number;
			const struct timeline *timeline = view_timeline(view, list);
			cut_windows(&span, timeline->windows, timeline->window_count);
			cut_windows(&span, timeline->doubts, timeline->doubt_count);
			for (size_t k = 0; k < timeline->window_count; k++)
				cut_rules(&span, view, list, &timeline->windows[k]);
		}
		plan->from[day] = span.from;
		plan->to[day] = span.to;
	}
}

/* -- plans -- */

/* Often the very bytes. */
static bool same_name(struct str a, struct str b)
{
	return (a.ptr == b.ptr && a.len == b.len) || str_equal(a, b);
}

static bool fits(const struct batch_plan *plan, const struct case_input *input,
		 const int32_t days[PLAN_DAYS])
{
	for (size_t i = 0; i < PLAN_DAYS; i++)
		if (days[i] < plan->from[i] || days[i] >= plan->to[i])
			return false;
	return same_name(plan->wanted.subject, input->subject) &&
	       same_name(plan->wanted.organ, input->organ);
}

static void rooms_free(struct batch_plan *plan)
{
	struct mem *mem = plan->plan->mem;
	for (size_t var = 0; var < plan->plan->facts.vars.count; var++) {
		mem_free(mem, plan->rooms[var].given);
		mem_free(mem, plan->rooms[var].bits);
		mem_free(mem, plan->rooms[var].numbers);
		plan->rooms[var] = (struct batch_column){0};
	}
	mem_free(mem, plan->given);
	mem_free(mem, plan->bits);
	plan->given = plan->bits = NULL;
	plan->room = 0;
}

static void plan_drop(struct tol_batch *batch, struct batch_plan *plan)
{
	rooms_free(plan);
	decide_many_fini(&plan->many);
	batch_quick_free(plan);
	batch_words_free(plan);
	plan_free(plan->plan);
	arena_fini(&plan->arena);
	mem_free(&batch->session->mem, plan);
	batch->plan_count--;
}

static int plan_new(struct batch_plan **out, struct tol_batch *batch,
		    const struct case_input *input, const int32_t days[PLAN_DAYS])
{
	struct mem *mem = &batch->session->mem;
	struct batch_plan *plan = mem_zalloc(mem, sizeof(*plan));
	arena_init(&plan->arena, mem);
	plan->wanted.subject = arena_str(&plan->arena, input->subject);
	plan->wanted.organ = arena_str(&plan->arena, input->organ);
	memcpy(plan->wanted.days, days, sizeof(plan->wanted.days));
	int status = plan_make(&plan->plan, batch->record, &plan->arena, &plan->wanted);
	if (status != TOL_OK) {
		arena_fini(&plan->arena);
		mem_free(mem, plan);
		return status;
	}
	size_t vars = plan->plan->facts.vars.count;
	spans_make(plan, days);
	decide_many_init(&plan->many, &plan->arena, plan->plan->play, &plan->plan->given,
			 BATCH_LINES);
	plan->row_words = vars / 64 + 1;
	plan->rooms = ARENA_ARRAY(&plan->arena, struct batch_column, vars);
	plan->columns = ARENA_ARRAY(&plan->arena, struct eval_column, vars);
	batch_words_make(plan);
	batch_quick_make(plan);
	batch->plan_count++;
	plan->number = batch->plans_made++;
	*out = plan;
	return TOL_OK;
}

static void use(struct tol_batch *batch, struct batch_plan *plan)
{
	plan->next = batch->plans;
	plan->used = batch->block;
	batch->plans = plan;
}

static struct batch_plan *known(struct tol_batch *batch, const struct case_input *input,
				const int32_t days[PLAN_DAYS])
{
	struct batch_plan **at = &batch->plans;
	while (*at && !fits(*at, input, days))
		at = &(*at)->next;
	struct batch_plan *found = *at;
	if (!found)
		return NULL;
	*at = found->next;
	use(batch, found);
	return found;
}

struct batch_plan *batch_plan_known(struct tol_batch *batch, const struct case_input *input)
{
	int32_t days[PLAN_DAYS];
	plan_days(days, input, batch->today);
	return known(batch, input, days);
}

int batch_plan_find(struct batch_plan **out, struct tol_batch *batch,
		    const struct case_input *input)
{
	int32_t days[PLAN_DAYS];
	plan_days(days, input, batch->today);
	*out = known(batch, input, days);
	if (*out)
		return TOL_OK;
	int status = plan_new(out, batch, input, days);
	if (status == TOL_OK)
		use(batch, *out);
	return status;
}

/* -- rows -- */

static bool has_bits(const struct eval_facts *facts, size_t var)
{
	enum ir_type type = facts->facts.items[facts->vars.items[var].fact].type;
	return type == IR_BOOL || type == IR_SET;
}

/* Of no variable that has rows of its own. */
static const uint64_t no_bits[BATCH_LINES / 64];
static const int64_t no_numbers[BATCH_LINES];

static void *grow(struct mem *mem, void *block, size_t from, size_t to)
{
	char *bytes = mem_realloc(mem, block, to);
	memset(bytes + from, 0, to - from);
	return bytes;
}

static uint64_t *grow_rows(struct batch_plan *plan, uint64_t *rows, size_t from, size_t to)
{
	size_t size = plan->row_words * sizeof(*rows);
	return grow(plan->plan->mem, rows, from * size, to * size);
}

static void rooms_grow(struct batch_plan *plan)
{
	struct mem *mem = plan->plan->mem;
	const struct eval_facts *facts = &plan->plan->facts;
	size_t from = plan->room, to = from ? 2 * from : 64;
	plan->given = grow_rows(plan, plan->given, from, to);
	plan->bits = grow_rows(plan, plan->bits, from, to);
	for (size_t var = 0; var < facts->vars.count; var++) {
		struct batch_column *room = &plan->rooms[var];
		room->given = grow(mem, room->given, from / 8, to / 8);
		if (has_bits(facts, var))
			room->bits = grow(mem, room->bits, from / 8, to / 8);
		else
			room->numbers = grow(mem, room->numbers, from * 8, to * 8);
		plan->columns[var] = (struct eval_column){
			false, room->given, room->given, room->bits ? room->bits : no_bits,
			room->numbers ? room->numbers : no_numbers};
	}
	plan->room = to;
}

size_t batch_plan_room(struct batch_plan *plan)
{
	if (plan->rows == plan->room)
		rooms_grow(plan);
	return plan->rows;
}

size_t batch_plan_row(struct batch_plan *plan)
{
	size_t lane = batch_plan_room(plan);
	plan->rows++;
	return lane;
}

void batch_plan_forget(struct batch_plan *plan, size_t lane)
{
	size_t size = plan->row_words * sizeof(uint64_t);
	memset(plan->given + lane * plan->row_words, 0, size);
	memset(plan->bits + lane * plan->row_words, 0, size);
}

static void give(struct batch_plan *plan, size_t lane, uint32_t var, int64_t number)
{
	size_t word = lane * plan->row_words + var / 64;
	plan->given[word] |= UINT64_C(1) << var % 64;
	if (plan->rooms[var].numbers)
		plan->rooms[var].numbers[lane] = number;
	else
		plan->bits[word] |= (uint64_t)(number != 0) << var % 64;
}

void batch_plan_give(struct batch_plan *plan, size_t lane, uint32_t fact, int64_t number)
{
	const struct eval_fact *own = &plan->plan->facts.facts.items[fact];
	if (own->type != IR_SET) {
		give(plan, lane, own->first_var, number);
		return;
	}
	for (uint32_t i = 0; i < own->var_count; i++)
		give(plan, lane, own->first_var + i, number >> i & 1);
}

static void give_day(struct batch_plan *plan, size_t lane, enum ir_moment moment, int32_t day)
{
	if (day != DATE_NONE)
		give(plan, lane, plan->plan->facts.moments[moment], day);
}

void batch_plan_days(struct batch_plan *plan, size_t lane, const struct case_input *input)
{
	give_day(plan, lane, IR_CONDUCT, input->conduct_to);
	give_day(plan, lane, IR_ACCOUNTABILITY, input->accountable);
	give_day(plan, lane, IR_DECISION,
		 input->decided != DATE_NONE ? input->decided : input->closed);
}

/* Of 64 lanes and 64 variables. */
static void square_take(uint64_t square[64], const uint64_t *rows, size_t row_words)
{
	for (size_t lane = 0; lane < 64; lane++)
		square[lane] = rows[lane * row_words];
	square_transpose(square);
}

/* Rows become columns. */
static void rows_turn(struct batch_plan *plan, size_t first)
{
	size_t vars = plan->plan->facts.vars.count;
	for (size_t word = 0; word < plan->row_words; word++) {
		size_t at = first * plan->row_words + word;
		uint64_t given[64], bits[64];
		square_take(given, plan->given + at, plan->row_words);
		square_take(bits, plan->bits + at, plan->row_words);
		for (size_t var = word * 64; var < vars && var < word * 64 + 64; var++) {
			struct batch_column *room = &plan->rooms[var];
			room->given[first / 64] = given[var % 64];
			if (room->bits)
				room->bits[first / 64] = bits[var % 64];
		}
	}
}

void batch_plan_run(struct batch_plan *plan)
{
	for (size_t first = 0; first < plan->rows; first += 64)
		rows_turn(plan, first);
	if (plan->rows)
		decide_many_run(&plan->many, plan->columns, plan->rows);
}

/* Numbers may stay: nobody reads one that is not given. */
static void rows_clear(struct batch_plan *plan)
{
	size_t size = plan->rows * plan->row_words * sizeof(uint64_t);
	if (size) {
		memset(plan->given, 0, size);
		memset(plan->bits, 0, size);
	}
	plan->rows = 0;
}

void batch_plans_rest(struct tol_batch *batch)
{
	size_t kept = 0;
	for (struct batch_plan **at = &batch->plans; *at;) {
		struct batch_plan *plan = *at;
		rows_clear(plan);
		if (plan->used != batch->block)
			rooms_free(plan);
		if (kept++ < BATCH_PLANS) {
			at = &plan->next;
			continue;
		}
		*at = plan->next;
		plan_drop(batch, plan);
	}
}

void batch_plans_free(struct tol_batch *batch)
{
	while (batch->plans) {
		struct batch_plan *plan = batch->plans;
		batch->plans = plan->next;
		plan_drop(batch, plan);
	}
}
