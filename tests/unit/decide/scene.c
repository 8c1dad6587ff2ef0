#include "unit/decide/scene.h"

#include <stdlib.h>

static void fail(void *data)
{
	(void)data;
	abort();
}

static void compile(struct scene *s, const char *text)
{
	struct check check = {&s->arena, &s->diags, &s->environment, CHECK_WHOLE};
	syntax_init(&s->syntax, &s->mem);
	diag_list_init(&s->diags, &s->arena);
	source_init(&s->source, &s->mem, STR("scene.tol"), str_from(text));
	unit_parse(&s->unit, &s->syntax, &s->source, &s->arena, &s->diags);
	environment_init(&s->environment, &s->mem);
	check_declare(&check, &s->unit, &s->declarations);
	environment_add(&s->environment, &s->declarations, &s->diags);
	environment_link(&s->environment, &s->diags);
	check_unit(&check, &s->unit, &s->declarations, &s->ir);
}

static void join_facts(struct scene *s)
{
	eval_facts_init(&s->facts, &s->mem, &s->arena);
	for (size_t i = 0; i < s->ir.vocabulary_count; i++)
		for (size_t k = 0; k < s->ir.vocabularies[i]->fact_count; k++)
			eval_facts_add(&s->facts, s->ir.vocabularies[i]->facts[k]);
	eval_facts_settle(&s->facts);
}

static void make_states(struct scene *s)
{
	s->state_count = s->ir.list_count;
	for (size_t i = 0; i < s->state_count; i++) {
		const struct ir_list *list = &s->ir.lists[i];
		bool *in_force = ARENA_ARRAY(&s->arena, bool, list->rule_count + 1);
		for (size_t k = 0; k < list->rule_count; k++)
			in_force[k] = true;
		s->states[i] = (struct decide_state){list, in_force};
	}
	s->play = decide_play_new(&s->arena, &s->mem, &s->facts, s->states, s->state_count);
}

static void make_columns(struct scene *s)
{
	size_t count = s->facts.vars.count;
	s->columns = ARENA_ARRAY(&s->arena, struct eval_column, count);
	s->numbers = ARENA_ARRAY(&s->arena, int64_t, count);
	s->words = ARENA_ARRAY(&s->arena, uint64_t, 2 * count);
	for (size_t i = 0; i < count; i++)
		s->columns[i] = (struct eval_column){true, &s->words[2 * i], &s->words[2 * i],
						     &s->words[2 * i + 1], &s->numbers[i]};
}

static void set_var(struct scene *s, uint32_t var, int64_t number)
{
	s->words[2 * var] = UINT64_MAX;
	s->words[2 * var + 1] = number ? UINT64_MAX : 0;
	s->numbers[var] = number;
}

void scene_init(struct scene *s, const char *text, const char *subject, const char *organ)
{
	*s = (struct scene){.organ = organ};
	mem_init(&s->mem, fail, NULL);
	arena_init(&s->arena, &s->mem);
	compile(s, text);
	if (s->diags.errors)
		abort();
	join_facts(s);
	make_states(s);
	make_columns(s);
	for (const struct ir_authority *at = map_get(&s->environment.authorities, str_from(subject));
	     at; at = at->parent)
		s->chain[s->chain_count++] = (struct decide_authority){at->name, at->level};
}

void scene_fini(struct scene *s)
{
	decide_play_free(s->play);
	eval_facts_fini(&s->facts);
	environment_fini(&s->environment);
	declarations_fini(&s->declarations);
	unit_fini(&s->unit, &s->arena);
	source_fini(&s->source);
	diag_list_fini(&s->diags);
	syntax_fini(&s->syntax);
	arena_fini(&s->arena);
	mem_fini(&s->mem);
}

static uint32_t state_at(int place)
{
	return place < 0 ? NO_STATE : (uint32_t)place;
}

void scene_list(struct scene *s, int first, int last, int newer)
{
	int any = newer >= 0 ? newer : last >= 0 ? last : first;
	const struct ir_list *list = &s->ir.lists[any];
	uint32_t issuer = 0;
	while (!str_equal(s->chain[issuer].name, list->issuer->name))
		issuer++;
	s->lists[s->list_count++] = (struct decide_list){list->name,	  issuer,
							 state_at(first), state_at(last),
							 state_at(newer), list};
}

void scene_clear(struct scene *s)
{
	for (size_t i = 0; i < s->facts.vars.count; i++)
		s->words[2 * i] = 0;
}

static uint32_t var_of(const struct scene *s, const char *fact)
{
	uint32_t index = eval_facts_named(&s->facts, str_from(fact));
	if (index == NO_FACT)
		abort();
	return s->facts.facts.items[index].first_var;
}

void scene_yes(struct scene *s, const char *fact, bool yes)
{
	set_var(s, var_of(s, fact), yes);
}

void scene_number(struct scene *s, const char *fact, int64_t number)
{
	set_var(s, var_of(s, fact), number);
}

static const struct ir_authority *authority(const struct scene *s, struct str name)
{
	return map_get(&s->environment.authorities, name);
}

static bool over(const struct scene *s, struct str above, struct str below)
{
	for (const struct ir_authority *at = authority(s, below); at; at = at->parent)
		if (str_equal(at->name, above))
			return true;
	return false;
}

static enum decide_standing standing(void *data, uint32_t issuer)
{
	const struct scene *s = data;
	struct str name = s->chain[issuer].name, organ = str_from(s->organ);
	if (over(s, name, organ))
		return STANDS_BELOW;
	return over(s, organ, name) ? STANDS_ABOVE : STANDS_APART;
}

static bool is_over_organ(void *data, struct str name)
{
	const struct scene *s = data;
	return over(s, name, str_from(s->organ));
}

void scene_run(struct scene *s)
{
	struct decide_case given = {
		.chain = s->chain,
		.chain_count = s->chain_count,
		.organ = str_from(s->organ),
		.standing = standing,
		.is_over_organ = is_over_organ,
		.data = s,
		.states = s->states,
		.state_count = s->state_count,
		.lists = s->lists,
		.list_count = s->list_count,
		.columns = s->columns,
	};
	decide_run(&s->verdict, s->play, &given, NULL);
}
