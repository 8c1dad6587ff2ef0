/* Lists held against each other: what they rest on, repeal, save, are special to, and bind. */
#include "check/scope.h"

#include <stdlib.h>

struct across {
	struct diag_list *diags;
	struct environment *environment;
	struct mem *mem;
	struct map lists; /* name -> struct texts * */
	VEC(struct texts *) texts;
};

/* The texts of one list in the tree, in the order they were met. */
struct texts {
	VEC(const struct ir_list *) lists;
};

static struct diag *finding(struct across *a, struct ir_place place, enum diag_id id,
			    struct diag_args args)
{
	return diag_at(a->diags, place.source, place.span, id, args);
}

static void index_list(struct across *a, const struct ir_list *list)
{
	struct texts *texts = map_get(&a->lists, list->name);
	if (!texts) {
		texts = mem_zalloc(a->mem, sizeof(*texts));
		map_put(&a->lists, list->name, texts);
		VEC_PUSH(a->mem, &a->texts, texts);
	}
	VEC_PUSH(a->mem, &texts->lists, list);
}

static bool list_has_rule(const struct texts *texts, struct str rule)
{
	for (size_t i = 0; i < texts->lists.count; i++) {
		const struct ir_list *list = texts->lists.items[i];
		for (size_t j = 0; j < list->rule_count; j++) {
			if (str_equal(list->rules[j].name, rule) ||
			    str_equal(list->rules[j].identity, rule))
				return true;
		}
	}
	return false;
}

/* The texts that a reference means; NULL and a finding where there are none. */
static const struct texts *resolve(struct across *a, const struct ir_ref *ref)
{
	const struct texts *texts = map_get(&a->lists, ref->list);
	if (!texts) {
		finding(a, ref->place, DIAG_LIST_UNDEFINED, ARGS(ref->list));
		return NULL;
	}
	if (ref->rule.len && !list_has_rule(texts, ref->rule))
		finding(a, ref->place, DIAG_RULE_UNDEFINED, ARGS(ref->list, ref->rule));
	return texts;
}

static bool authority_is_above(const struct ir_authority *above, const struct ir_authority *below)
{
	for (; below; below = below->parent) {
		if (below == above)
			return true;
	}
	return false;
}

static const struct ir_authority *authority_root(const struct ir_authority *authority)
{
	while (authority && authority->parent)
		authority = authority->parent;
	return authority;
}

static bool in_force_on(const struct texts *texts, int32_t day)
{
	for (size_t i = 0; i < texts->lists.count; i++) {
		const struct ir_list *list = texts->lists.items[i];
		if (list->effective != DATE_NONE && list->effective <= day)
			return true;
	}
	return false;
}

static void check_basis(struct across *a, const struct ir_list *list, const struct ir_basis *basis)
{
	const struct texts *texts = resolve(a, &basis->ref);
	int32_t day = basis->at != DATE_NONE ? basis->at : list->promulgated;
	if (!texts)
		return;
	const struct ir_authority *issuer = texts->lists.items[0]->issuer;
	if (issuer && list->issuer && authority_root(issuer) != authority_root(list->issuer))
		finding(a, basis->ref.place, DIAG_BASIS_UNDER_OTHER_ROOT,
			ARGS(list->name, basis->ref.list));
	if (day == DATE_NONE || in_force_on(texts, day))
		return;
	struct buf date;
	buf_init(&date, a->mem);
	buf_add_date(&date, day);
	finding(a, basis->ref.place, DIAG_BASIS_NOT_IN_FORCE,
		ARGS(basis->ref.list, buf_str(&date)));
	buf_fini(&date);
}

static void check_repeal(struct across *a, const struct ir_list *list,
			 const struct ir_repeal *repeal)
{
	if (str_equal(repeal->ref.list, list->name) && !repeal->ref.rule.len) {
		finding(a, repeal->ref.place, DIAG_REPEALS_ITSELF, ARGS(list->name));
		return;
	}
	const struct texts *texts = resolve(a, &repeal->ref);
	if (texts && list->issuer && texts->lists.items[0]->issuer &&
	    !authority_is_above(list->issuer, texts->lists.items[0]->issuer))
		finding(a, repeal->ref.place, DIAG_REPEAL_OUT_OF_REACH, ARGS(repeal->ref.list));
}

static void check_special(struct across *a, const struct ir_list *list, const struct ir_ref *ref)
{
	const struct texts *texts = resolve(a, ref);
	if (texts && texts->lists.items[0]->issuer != list->issuer)
		finding(a, ref->place, DIAG_SPECIAL_OTHER_ISSUER, ARGS(ref->list));
}

static void check_recognition(struct across *a, const struct ir_list *list,
			      const struct ir_recognition *recognition)
{
	const struct ir_authority *organ =
		map_get(&a->environment->authorities, recognition->before);
	bool own = !recognition->whose.len || str_equal(recognition->whose, list->name);
	if (recognition->binding && own && organ && list->issuer && organ != list->issuer &&
	    authority_is_above(organ, list->issuer))
		finding(a, recognition->place, DIAG_BINDING_UPWARDS, ARGS(recognition->before));
	if (recognition->whose.len && !map_get(&a->lists, recognition->whose) &&
	    !map_get(&a->environment->authorities, recognition->whose))
		finding(a, recognition->place, DIAG_LIST_UNDEFINED, ARGS(recognition->whose));
}

static void check_list(struct across *a, const struct ir_list *list)
{
	for (size_t i = 0; i < list->basis_count; i++)
		check_basis(a, list, &list->basis[i]);
	for (size_t i = 0; i < list->repeal_count; i++)
		check_repeal(a, list, &list->repeals[i]);
	for (size_t i = 0; i < list->special_to_count; i++)
		check_special(a, list, &list->special_to[i]);
	for (size_t i = 0; i < list->saves_count; i++)
		resolve(a, &list->saves[i]);
	for (size_t i = 0; i < list->recognition_count; i++)
		check_recognition(a, list, &list->recognitions[i]);
}

static void report_effective_twice(struct across *a, const struct ir_list *list,
				   const struct ir_list *first)
{
	struct buf date;
	buf_init(&date, a->mem);
	buf_add_date(&date, list->effective);
	struct diag *diag =
		finding(a, list->place, DIAG_EFFECTIVE_TWICE, ARGS(list->name, buf_str(&date)));
	diag_note(a->diags, diag, first->place.source, first->place.span, HINT_DECLARED_HERE,
		  NO_ARGS);
	buf_fini(&date);
}

static int compare_effective(const void *a, const void *b)
{
	const struct ir_list *x = *(const struct ir_list *const *)a;
	const struct ir_list *y = *(const struct ir_list *const *)b;
	if (x->effective != y->effective)
		return x->effective < y->effective ? -1 : 1;
	int order = str_compare(x->place.source->path, y->place.source->path);
	return order ? order : (x->place.span.start > y->place.span.start) -
				       (x->place.span.start < y->place.span.start);
}

static void check_distinct_dates(struct across *a, struct texts *texts)
{
	qsort(texts->lists.items, texts->lists.count, sizeof(*texts->lists.items),
	      compare_effective);
	for (size_t i = 1; i < texts->lists.count; i++) {
		const struct ir_list *first = texts->lists.items[i - 1];
		const struct ir_list *list = texts->lists.items[i];
		if (list->effective != DATE_NONE && list->effective == first->effective)
			report_effective_twice(a, list, first);
	}
}

static void across_fini(struct across *a)
{
	for (size_t i = 0; i < a->texts.count; i++) {
		VEC_FREE(a->mem, &a->texts.items[i]->lists);
		mem_free(a->mem, a->texts.items[i]);
	}
	VEC_FREE(a->mem, &a->texts);
	map_fini(&a->lists);
}

void check_across(struct check *check, const struct ir_unit *units, size_t count)
{
	struct across a = {.diags = check->diags, .environment = check->environment,
			   .mem = check->arena->mem};
	map_init(&a.lists, a.mem);
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < units[i].list_count; j++)
			index_list(&a, &units[i].lists[j]);
	}
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < units[i].list_count; j++)
			check_list(&a, &units[i].lists[j]);
		for (size_t j = 0; j < units[i].case_count; j++) {
			if (units[i].cases[j].expect_by.list.len)
				resolve(&a, &units[i].cases[j].expect_by);
		}
	}
	for (size_t i = 0; i < a.texts.count; i++)
		check_distinct_dates(&a, a.texts.items[i]);
	across_fini(&a);
}
