/* Lists and cases held against each other: what they rest on, repeal, save, are special to, bind. */
#include "check/scope.h"

#include <stdlib.h>

struct across {
	struct diag_list *diags;
	struct environment *environment;
	struct mem *mem;
	struct map lists; /* name -> struct texts * */
	VEC(struct texts *) texts;
	struct map cases; /* name -> struct ir_case * */
	bool misread;	  /* a file was: what is not found may stand in it */
};

/* The texts of one list in the tree, in the order they were met. */
struct texts {
	VEC(const struct ir_list *) lists;
	struct map rules; /* names that any of their rules has or had; made on first use */
	bool indexed;
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
		map_init(&texts->rules, a->mem);
		map_put(&a->lists, list->name, texts);
		VEC_PUSH(a->mem, &a->texts, texts);
	}
	VEC_PUSH(a->mem, &texts->lists, list);
}

static void index_rules(struct texts *texts, const struct ir_list *list)
{
	for (size_t i = 0; i < list->rule_count; i++) {
		struct ir_rule *rule = &list->rules[i];
		map_put(&texts->rules, rule->name, rule);
		for (size_t j = 0; j < rule->formerly.count; j++)
			map_put(&texts->rules, rule->formerly.items[j], rule);
	}
}

static bool list_has_rule(struct texts *texts, struct str rule)
{
	for (size_t i = 0; i < texts->lists.count && !texts->indexed; i++)
		index_rules(texts, texts->lists.items[i]);
	texts->indexed = true;
	return map_get(&texts->rules, rule) != NULL;
}

static bool any_unreadable(const struct texts *texts)
{
	for (size_t i = 0; i < texts->lists.count; i++) {
		if (!texts->lists.items[i]->readable)
			return true;
	}
	return false;
}

/* A rule without its list: the lists that have one of that name. */
static bool offer_rule(struct across *a, struct diag *diag, struct str name)
{
	struct buf refs;
	size_t found = 0;
	buf_init(&refs, a->mem);
	for (size_t i = 0; i < a->texts.count; i++) {
		struct texts *texts = a->texts.items[i];
		if (!list_has_rule(texts, name))
			continue;
		if (found++)
			buf_add_text(&refs, a->diags->language == LANGUAGE_ZH ? "`、`" : "`, `");
		buf_add(&refs, texts->lists.items[0]->name);
		buf_add_char(&refs, '/');
		buf_add(&refs, name);
	}
	if (found)
		diag_hint(a->diags, diag, HINT_RULE_OF, ARGS(buf_str(&refs)));
	if (found == 1)
		diag_edit(a->diags, diag, diag->span, buf_str(&refs));
	buf_fini(&refs);
	return found > 0;
}

/* The list that is near, unless the name stands there otherwise than it is read. */
static void offer_list(struct across *a, struct diag *diag, struct str name)
{
	struct span span = {diag->span.start, diag->span.start + (uint32_t)name.len};
	if (span.end <= diag->span.end &&
	    memcmp(diag->source->text + span.start, name.ptr, name.len) == 0)
		offer_near(a->diags, diag, span, name, &a->lists);
}

/* rule: without its list, or none. */
static void list_undefined(struct across *a, struct ir_place place, struct str list,
			   struct str rule)
{
	if (a->misread)
		return;
	struct diag *diag = finding(a, place, DIAG_LIST_UNDEFINED, ARGS(list));
	if (diag_is_kept(a->diags, diag) && (!rule.len || !offer_rule(a, diag, rule)))
		offer_list(a, diag, list);
}

/* The texts that a reference means; NULL and a finding where there are none. A text that cannot be
 * read may have any rule. */
static const struct texts *resolve(struct across *a, const struct ir_ref *ref)
{
	struct texts *texts = map_get(&a->lists, ref->list);
	if (!texts) {
		list_undefined(a, ref->place, ref->list, ref->rule.len ? STR_NONE : ref->list);
		return NULL;
	}
	if (ref->rule.len && !list_has_rule(texts, ref->rule) && !any_unreadable(texts))
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

static const struct ir_authority *issuer_of(const struct texts *texts)
{
	const struct ir_authority *issuer = NULL;
	for (size_t i = 0; i < texts->lists.count && !issuer; i++)
		issuer = texts->lists.items[i]->issuer;
	return issuer;
}

/* Its document may have been in force before the version that the tree holds. */
static int32_t first_day(const struct ir_list *list)
{
	return list->in_force_since != DATE_NONE && list->in_force_since < list->effective
		       ? list->in_force_since
		       : list->effective;
}

/* The last text before the day decides. */
static bool in_force_on(const struct texts *texts, int32_t day)
{
	const struct ir_list *last = NULL;
	for (size_t i = 0; i < texts->lists.count; i++) {
		const struct ir_list *list = texts->lists.items[i];
		if (list->effective != DATE_NONE && list->status != IR_DRAFT &&
		    first_day(list) <= day && (!last || list->effective > last->effective))
			last = list;
	}
	return last && (last->expires == DATE_NONE || day < last->expires);
}

static void check_basis(struct across *a, const struct ir_list *list, const struct ir_basis *basis)
{
	if (basis->at == DATE_NONE && str_equal(basis->ref.list, list->name))
		return;
	const struct texts *texts = resolve(a, &basis->ref);
	int32_t day = basis->at != DATE_NONE ? basis->at : list->promulgated;
	if (!texts)
		return;
	const struct ir_authority *issuer = issuer_of(texts);
	if (issuer && list->issuer && authority_root(issuer) != authority_root(list->issuer))
		finding(a, basis->ref.place, DIAG_BASIS_UNDER_OTHER_ROOT,
			ARGS(list->name, basis->ref.list));
	if (day == DATE_NONE || any_unreadable(texts) || in_force_on(texts, day))
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
	if (texts && list->issuer && issuer_of(texts) &&
	    !authority_is_above(list->issuer, issuer_of(texts)))
		finding(a, repeal->ref.place, DIAG_REPEAL_OUT_OF_REACH, ARGS(repeal->ref.list));
}

static void check_special(struct across *a, const struct ir_list *list, const struct ir_ref *ref)
{
	const struct texts *texts = resolve(a, ref);
	if (texts && list->issuer && issuer_of(texts) && issuer_of(texts) != list->issuer)
		finding(a, ref->place, DIAG_SPECIAL_OTHER_ISSUER, ARGS(ref->list));
}

/* Whether the clause speaks of findings under the list itself, or by its issuer. */
static bool is_about_own(const struct ir_list *list, const struct ir_recognition *recognition)
{
	return !recognition->whose.len || str_equal(recognition->whose, list->name) ||
	       (list->issuer && str_equal(recognition->whose, list->issuer->name));
}

static void check_recognition(struct across *a, const struct ir_list *list,
			      const struct ir_recognition *recognition)
{
	const struct ir_authority *organ =
		map_get(&a->environment->authorities, recognition->before);
	if (recognition->binding && is_about_own(list, recognition) && organ && list->issuer && organ != list->issuer &&
	    authority_is_above(organ, list->issuer))
		finding(a, recognition->place, DIAG_BINDING_UPWARDS, ARGS(recognition->before));
	struct ir_place whose = {recognition->place.source, recognition->whose_span};
	if (recognition->whose.len && !map_get(&a->lists, recognition->whose) &&
	    !map_get(&a->environment->authorities, recognition->whose))
		list_undefined(a, whose, recognition->whose, STR_NONE);
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
	diag_hint(a->diags, diag, HINT_EFFECTIVE_ONCE, NO_ARGS);
	buf_fini(&date);
}

static int compare_effective(const void *a, const void *b)
{
	const struct ir_list *x = *(const struct ir_list *const *)a;
	const struct ir_list *y = *(const struct ir_list *const *)b;
	bool x_draft = x->status == IR_DRAFT, y_draft = y->status == IR_DRAFT;
	if (x_draft != y_draft)
		return x_draft ? -1 : 1;
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
		if (list->effective != DATE_NONE && list->status != IR_DRAFT &&
		    list->effective == first->effective && first->status != IR_DRAFT)
			report_effective_twice(a, list, first);
	}
}

static void across_fini(struct across *a)
{
	for (size_t i = 0; i < a->texts.count; i++) {
		VEC_FREE(a->mem, &a->texts.items[i]->lists);
		map_fini(&a->texts.items[i]->rules);
		mem_free(a->mem, a->texts.items[i]);
	}
	VEC_FREE(a->mem, &a->texts);
	map_fini(&a->lists);
	map_fini(&a->cases);
}

static void check_case(struct across *a, struct ir_case *ir)
{
	const struct ir_case *first = map_get(&a->cases, ir->name);
	if (first) {
		struct diag *diag =
			finding(a, ir->place, DIAG_DECLARED_TWICE, ARGS(ir->name));
		diag_note(a->diags, diag, first->place.source, first->place.span,
			  HINT_DECLARED_HERE, NO_ARGS);
		diag_hint(a->diags, diag, HINT_RENAME_ONE, NO_ARGS);
	} else {
		map_put(&a->cases, ir->name, ir);
	}
	if (ir->expect_by.list.len)
		resolve(a, &ir->expect_by);
}

void check_across(struct check *check, const struct ir_unit *units, size_t count)
{
	struct across a = {.diags = check->diags, .environment = check->environment,
			   .mem = check->arena->mem};
	map_init(&a.lists, a.mem);
	map_init(&a.cases, a.mem);
	for (size_t i = 0; i < count; i++) {
		a.misread |= units[i].misread;
		for (size_t j = 0; j < units[i].list_count; j++)
			index_list(&a, &units[i].lists[j]);
	}
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < units[i].list_count; j++)
			check_list(&a, &units[i].lists[j]);
		for (size_t j = 0; j < units[i].case_count; j++)
			check_case(&a, &units[i].cases[j]);
	}
	for (size_t i = 0; i < a.texts.count; i++)
		check_distinct_dates(&a, a.texts.items[i]);
	across_fini(&a);
}
