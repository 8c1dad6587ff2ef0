/* Vocabularies and authorities as they are known throughout one tree. */
#include "check/check.h"

void environment_init(struct environment *environment, struct mem *mem)
{
	environment->mem = mem;
	map_init(&environment->vocabularies, mem);
	map_init(&environment->authorities, mem);
}

void environment_fini(struct environment *environment)
{
	map_fini(&environment->vocabularies);
	map_fini(&environment->authorities);
}

void environment_clear(struct environment *environment)
{
	map_clear(&environment->vocabularies);
	map_clear(&environment->authorities);
}

static void report_twice(struct diag_list *diags, struct str name, struct ir_place place,
			 struct ir_place first)
{
	if (!diags)
		return;
	struct diag *diag =
		diag_at(diags, place.source, place.span, DIAG_DECLARED_TWICE, ARGS(name));
	diag_note(diags, diag, first.source, first.span, HINT_DECLARED_HERE, NO_ARGS);
}

static void add_vocabulary(struct environment *environment, struct vocabulary_scope *vocabulary,
			   struct diag_list *diags)
{
	struct ir_vocabulary *ir = vocabulary->vocabulary;
	struct vocabulary_scope *first = map_get(&environment->vocabularies, ir->name);
	if (first)
		report_twice(diags, ir->name, ir->place, first->vocabulary->place);
	else
		map_put(&environment->vocabularies, ir->name, vocabulary);
}

static void add_authority(struct environment *environment, struct ir_authority *authority,
			  struct diag_list *diags)
{
	struct ir_authority *first = map_get(&environment->authorities, authority->name);
	if (first)
		report_twice(diags, authority->name, authority->place, first->place);
	else
		map_put(&environment->authorities, authority->name, authority);
}

void environment_add(struct environment *environment, const struct declarations *declarations,
		     struct diag_list *diags)
{
	for (size_t i = 0; i < declarations->vocabulary_count; i++)
		add_vocabulary(environment, declarations->vocabularies[i], diags);
	for (size_t i = 0; i < declarations->authority_count; i++)
		add_authority(environment, declarations->authorities[i], diags);
}

enum { UNSEEN, ON_THE_WAY, DONE }; /* of ir_authority.visited */

static void link_authority(struct environment *environment, struct ir_authority *authority,
			   struct diag_list *diags)
{
	authority->parent = NULL;
	authority->visited = UNSEEN;
	if (authority->parent_name.len == 0)
		return;
	authority->parent = map_get(&environment->authorities, authority->parent_name);
	if (authority->parent)
		return;
	authority->broken = true;
	if (diags)
		diag_at(diags, authority->place.source, authority->place.span,
			DIAG_AUTHORITY_UNDEFINED, ARGS(authority->parent_name));
}

static void cut_loop(struct ir_authority *authority, struct diag_list *diags)
{
	if (diags)
		diag_at(diags, authority->place.source, authority->place.span,
			DIAG_AUTHORITY_CYCLE, ARGS(authority->name));
	authority->parent = NULL;
	authority->broken = true;
}

/* Walks up, over none twice; cuts the loop where the way meets itself. */
static void cut_loop_above(struct ir_authority *start, struct diag_list *diags)
{
	struct ir_authority *above = start;
	for (; above && above->visited == UNSEEN; above = above->parent)
		above->visited = ON_THE_WAY;
	struct ir_authority *met = above && above->visited == ON_THE_WAY ? above : NULL;
	for (above = start; above && above->visited == ON_THE_WAY; above = above->parent)
		above->visited = DONE;
	if (met)
		cut_loop(met, diags);
}

void environment_link(struct environment *environment, struct diag_list *diags)
{
	const struct map *authorities = &environment->authorities;
	for (size_t i = 0; i < authorities->count; i++)
		link_authority(environment, authorities->entries[i].value, diags);
	for (size_t i = 0; i < authorities->count; i++)
		cut_loop_above(authorities->entries[i].value, diags);
}
