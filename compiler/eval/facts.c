/* Joining facts by identity and type, and their choices by name. */
#include "eval/facts.h"

void eval_facts_init(struct eval_facts *facts, struct mem *mem, struct arena *arena)
{
	*facts = (struct eval_facts){.mem = mem, .arena = arena};
	map_init(&facts->by_identity, mem);
	map_init(&facts->by_name, mem);
}

void eval_facts_fini(struct eval_facts *facts)
{
	for (size_t i = 0; i < facts->facts.count; i++) {
		VEC_FREE(facts->mem, &facts->facts.items[i].choices);
		map_fini(&facts->facts.items[i].choice_names);
	}
	VEC_FREE(facts->mem, &facts->facts);
	VEC_FREE(facts->mem, &facts->locals);
	VEC_FREE(facts->mem, &facts->vars);
	map_fini(&facts->by_identity);
	map_fini(&facts->by_name);
}

/* Maps hold pointers; an index is kept as one, from 1. */
static void *index_pack(size_t index)
{
	return (void *)(uintptr_t)(index + 1);
}

static uint32_t index_find(const struct map *map, struct str key)
{
	void *found = map_get(map, key);
	return found ? (uint32_t)((uintptr_t)found - 1) : NO_FACT;
}

static struct str identity_key(struct arena *arena, enum ir_type type, struct str identity)
{
	char *text = arena_alloc(arena, identity.len + 1);
	text[0] = (char)('0' + type);
	memcpy(text + 1, identity.ptr, identity.len);
	return (struct str){text, identity.len + 1};
}

static struct eval_fact *fact_new(struct eval_facts *facts, struct str key, enum ir_type type)
{
	struct eval_fact fact = {.identity = str_from_to(key, 1, key.len), .type = type};
	map_init(&fact.choice_names, facts->mem);
	VEC_PUSH(facts->mem, &facts->facts, fact);
	map_put(&facts->by_identity, key, index_pack(facts->facts.count - 1));
	return &facts->facts.items[facts->facts.count - 1];
}

static void choice_name(struct eval_fact *fact, struct str name, uint32_t index)
{
	if (!map_get(&fact->choice_names, name))
		map_put(&fact->choice_names, name, index_pack(index));
}

static void choices_add(struct mem *mem, struct eval_fact *fact, const struct ir_fact *own)
{
	for (size_t i = 0; i < own->choice_count; i++) {
		const struct ir_choice *choice = &own->choices[i];
		uint32_t index = eval_choice_of(fact, choice);
		if (index == EVAL_CHOICES_MAX && fact->choices.count < EVAL_CHOICES_MAX) {
			index = (uint32_t)fact->choices.count;
			VEC_PUSH(mem, &fact->choices, choice->name);
		}
		if (index == EVAL_CHOICES_MAX)
			continue;
		choice_name(fact, choice->name, index);
		for (size_t k = 0; k < choice->aliases.count; k++)
			choice_name(fact, choice->aliases.items[k], index);
	}
}

/* A later version's name wins over an earlier one's. */
static void names_add(struct eval_facts *facts, const struct ir_fact *fact, size_t index)
{
	map_put(&facts->by_name, fact->name, index_pack(index));
	for (size_t i = 0; i < fact->aliases.count; i++)
		map_put(&facts->by_name, fact->aliases.items[i], index_pack(index));
	for (size_t i = 0; i < fact->formerly.count; i++)
		if (!map_get(&facts->by_name, fact->formerly.items[i]))
			map_put(&facts->by_name, fact->formerly.items[i], index_pack(index));
}

uint32_t eval_facts_add(struct eval_facts *facts, const struct ir_fact *own)
{
	struct str key = identity_key(facts->arena, own->type, own->identity);
	uint32_t index = index_find(&facts->by_identity, key);
	struct eval_fact *fact;
	if (index == NO_FACT) {
		index = (uint32_t)facts->facts.count;
		fact = fact_new(facts, key, own->type);
	} else {
		fact = &facts->facts.items[index];
	}
	fact->newest = own;
	choices_add(facts->mem, fact, own);
	names_add(facts, own, index);
	return index;
}

static void vars_add(struct eval_facts *facts, uint32_t index)
{
	struct eval_fact *fact = &facts->facts.items[index];
	size_t choices = fact->choices.count;
	uint64_t all = choices == 64 ? UINT64_MAX : (UINT64_C(1) << choices) - 1;
	fact->first_var = (uint32_t)facts->vars.count;
	fact->var_count = fact->type == IR_SET ? (uint32_t)choices : 1;
	for (uint32_t i = 0; i < fact->var_count; i++)
		VEC_PUSH(facts->mem, &facts->vars,
			 (struct eval_var){.fact = index, .choice = (uint8_t)i, .domain = all});
}

/* No fact can have such a name. */
static void moment_add(struct eval_facts *facts, enum ir_moment moment, struct str name)
{
	fact_new(facts, identity_key(facts->arena, IR_DATE, name), IR_DATE);
	vars_add(facts, (uint32_t)facts->facts.count - 1);
	facts->moments[moment] = (uint32_t)facts->vars.count - 1;
}

void eval_facts_settle(struct eval_facts *facts)
{
	for (uint32_t i = 0; i < facts->facts.count; i++)
		vars_add(facts, i);
	moment_add(facts, IR_CONDUCT, STR("conduct"));
	moment_add(facts, IR_ACCOUNTABILITY, STR("accountability"));
	moment_add(facts, IR_DECISION, STR("decision"));
}

uint32_t eval_facts_find(const struct eval_facts *facts, const struct ir_fact *fact)
{
	char few[256];
	size_t length = fact->identity.len + 1;
	char *text = length <= sizeof(few) ? few : mem_alloc(facts->mem, length);
	text[0] = (char)('0' + fact->type);
	memcpy(text + 1, fact->identity.ptr, fact->identity.len);
	uint32_t index = index_find(&facts->by_identity, (struct str){text, length});
	if (text != few)
		mem_free(facts->mem, text);
	return index;
}

uint32_t eval_facts_named(const struct eval_facts *facts, struct str name)
{
	return index_find(&facts->by_name, name);
}

struct str eval_fact_name(const struct eval_fact *fact)
{
	return fact->newest ? fact->newest->name : fact->identity;
}

uint32_t eval_choice_named(const struct eval_fact *fact, struct str name)
{
	uint32_t index = index_find(&fact->choice_names, name);
	return index == NO_FACT ? EVAL_CHOICES_MAX : index;
}

uint32_t eval_choice_of(const struct eval_fact *fact, const struct ir_choice *choice)
{
	uint32_t index = eval_choice_named(fact, choice->name);
	for (size_t i = 0; index == EVAL_CHOICES_MAX && i < choice->aliases.count; i++)
		index = eval_choice_named(fact, choice->aliases.items[i]);
	return index;
}

uint64_t eval_choices_known(const struct eval_fact *fact, const struct ir_fact *own)
{
	uint64_t known = 0;
	for (size_t i = 0; i < own->choice_count; i++) {
		uint32_t index = eval_choice_of(fact, &own->choices[i]);
		if (index < EVAL_CHOICES_MAX)
			known |= UINT64_C(1) << index;
	}
	return known;
}

uint32_t eval_local_var(struct eval_facts *facts, uint32_t fact, const struct ir_list *version,
			uint64_t knows)
{
	const struct eval_fact *joint = &facts->facts.items[fact];
	if (joint->type != IR_CHOICE || facts->vars.items[joint->first_var].domain == knows)
		return NO_VAR;
	for (size_t i = 0; i < facts->locals.count; i++)
		if (facts->locals.items[i].fact == fact &&
		    facts->locals.items[i].version == version)
			return facts->locals.items[i].var;
	uint32_t var = (uint32_t)facts->vars.count;
	VEC_PUSH(facts->mem, &facts->vars,
		 (struct eval_var){.fact = fact, .is_local = true, .domain = knows});
	VEC_PUSH(facts->mem, &facts->locals, (struct eval_local){fact, version, var});
	return var;
}
