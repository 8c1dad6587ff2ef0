/* Vocabularies and authorities as they are known throughout one tree. */
#include "check/scope.h"

void environment_init(struct environment *environment, struct mem *mem)
{
	environment->mem = mem;
	environment->lost = false;
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
	environment->lost = false;
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
	diag_hint(diags, diag, HINT_DECLARE_ONCE, NO_ARGS);
}

static void add_vocabulary(struct environment *environment, struct vocabulary_scope *vocabulary,
			   struct diag_list *diags)
{
	struct ir_vocabulary *ir = vocabulary->vocabulary;
	struct vocabulary_scope *first = map_get(&environment->vocabularies, ir->name);
	vocabulary->unsure = first != NULL;
	if (!first) {
		map_put(&environment->vocabularies, ir->name, vocabulary);
		return;
	}
	first->unsure = true;
	first->twin = vocabulary;
	vocabulary->twin = first;
	report_twice(diags, ir->name, ir->place, first->vocabulary->place);
}

static void add_authority(struct environment *environment, struct ir_authority *authority,
			  struct diag_list *diags)
{
	struct ir_authority *first = map_get(&environment->authorities, authority->name);
	authority->unsure = first != NULL;
	if (!first) {
		map_put(&environment->authorities, authority->name, authority);
		return;
	}
	first->unsure = true;
	report_twice(diags, authority->name, authority->place, first->place);
}

void environment_add(struct environment *environment, const struct declarations *declarations,
		     struct diag_list *diags)
{
	environment->lost |= declarations->lost;
	for (size_t i = 0; i < declarations->vocabulary_count; i++)
		add_vocabulary(environment, declarations->vocabularies[i], diags);
	for (size_t i = 0; i < declarations->authority_count; i++)
		add_authority(environment, declarations->authorities[i], diags);
}

enum { UNSEEN, ON_THE_WAY, DONE }; /* of ir_authority.visited */

static void link_authority(struct environment *environment, struct ir_authority *authority,
			   struct diag_list *diags)
{
	struct str above = authority->parent_name;
	authority->visited = UNSEEN;
	authority->parent = above.len ? map_get(&environment->authorities, above) : NULL;
	authority->unsure |= authority->broken || (above.len && !authority->parent);
	if (!above.len || authority->parent || !diags || environment->lost)
		return;
	struct diag *diag = diag_at(diags, authority->place.source, authority->parent_span,
				    DIAG_AUTHORITY_UNDEFINED, ARGS(above));
	static const enum hint_id hints[] = {HINT_AUTHORITY, HINT_AUTHORITIES};
	offer_declared(diags, diag, above, &environment->authorities, hints);
}

static void cut_loop(struct ir_authority *authority, struct diag_list *diags)
{
	if (diags)
		diag_at(diags, authority->place.source, authority->parent_span,
			DIAG_AUTHORITY_CYCLE, ARGS(authority->name));
	authority->parent = NULL;
	authority->unsure = true;
}

/* Walks up, over none twice. Where the way meets itself the loop is cut; then all on it are as sure
 * as what is above them. */
static void settle(struct environment *environment, struct ir_authority *start,
		   struct diag_list *diags)
{
	VEC(struct ir_authority *) way = {0};
	struct ir_authority *at = start;
	for (; at && at->visited == UNSEEN; at = at->parent) {
		at->visited = ON_THE_WAY;
		VEC_PUSH(environment->mem, &way, at);
	}
	if (at && at->visited == ON_THE_WAY)
		cut_loop(at, diags);
	for (size_t i = way.count; i-- > 0;) {
		at = way.items[i];
		at->visited = DONE;
		at->unsure |= at->parent && at->parent->unsure;
	}
	VEC_FREE(environment->mem, &way);
}

/* A superior is found by who stands under whom, never by level: what contradicts it is a slip. */
static void weigh_level(const struct ir_authority *authority, struct diag_list *diags)
{
	const struct ir_authority *above = authority->parent;
	if (!diags || !above || authority->unsure || above->level == IR_LEVEL_NONE ||
	    authority->level == IR_LEVEL_NONE || authority->level >= above->level)
		return;
	struct diag *diag = diag_at(diags, authority->place.source, authority->parent_span,
				    DIAG_LEVEL_ABOVE, ARGS(authority->name, above->name));
	diag_note(diags, diag, above->place.source, above->place.span, HINT_MEANT_HERE, NO_ARGS);
	diag_hint(diags, diag, HINT_LEVELS, NO_ARGS);
}

/* Whoever is asked for by a title that two have is not found. */
static void check_titles(const struct environment *environment, struct diag_list *diags)
{
	const struct map *authorities = &environment->authorities;
	struct map titles;
	map_init(&titles, environment->mem);
	for (size_t i = 0; i < authorities->count; i++) {
		struct ir_authority *authority = authorities->entries[i].value;
		const struct ir_authority *first = map_get(&titles, authority->title);
		if (!authority->title.len)
			continue;
		if (!first) {
			map_put(&titles, authority->title, authority);
			continue;
		}
		struct diag *diag = diag_at(diags, authority->place.source, authority->place.span,
					    DIAG_TITLE_TWICE, ARGS(first->name, authority->name));
		diag_note(diags, diag, first->place.source, first->place.span, HINT_DECLARED_HERE,
			  NO_ARGS);
		diag_hint(diags, diag, HINT_TITLE_APART, NO_ARGS);
	}
	map_fini(&titles);
}

void environment_link(struct environment *environment, struct diag_list *diags)
{
	const struct map *authorities = &environment->authorities;
	for (size_t i = 0; i < authorities->count; i++)
		link_authority(environment, authorities->entries[i].value, diags);
	for (size_t i = 0; i < authorities->count; i++)
		settle(environment, authorities->entries[i].value, diags);
	for (size_t i = 0; i < authorities->count; i++)
		weigh_level(authorities->entries[i].value, diags);
	if (diags)
		check_titles(environment, diags);
}
