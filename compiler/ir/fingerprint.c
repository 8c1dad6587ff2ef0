/*
 * Fingerprints: the list is written out in one canonical order, and the bytes are hashed. What may
 * stand in any order (rules, exceptions, operands, values) is ordered by the bytes it is written
 * as, so that moving it changes nothing; definitions are seen through, and so are joins inside
 * joins of their kind; facts and rules go by the oldest name they are known by. Nothing can be read
 * in two ways: texts begin with their length, what repeats with its number.
 */
#include "ir/canonical.h"

static void put_strs(struct writer *w, struct ir_strs strs)
{
	struct unordered parts = unordered_open(w, strs.count);
	for (size_t i = 0; i < strs.count; i++) {
		put_text(w, strs.items[i]);
		unordered_add(w, &parts);
	}
	unordered_close(w, &parts);
}

/* Rules. */

static void put_clause(struct writer *w, const struct ir_clause *clause)
{
	if (w->depth != WITH_WORDING)
		return;
	put_text(w, clause->article);
	put_text(w, clause->text);
	put_number(w, clause->provenance);
	put_text(w, clause->citation);
}

static void put_excepts(struct writer *w, const struct ir_except *excepts, size_t count)
{
	struct unordered parts = unordered_open(w, count);
	for (size_t i = 0; i < count; i++) {
		put_wording(w, excepts[i].name);
		put_wording(w, excepts[i].title);
		put_clause(w, &excepts[i].clause);
		put_expr(w, excepts[i].when);
		put_excepts(w, excepts[i].excepts, excepts[i].except_count);
		unordered_add(w, &parts);
	}
	unordered_close(w, &parts);
}

static void put_effect(struct writer *w, struct ir_effect_item item)
{
	put_number(w, item.effect * 2 + item.strength);
}

/* A tolerate that says none means may exempt. */
static void put_effects(struct writer *w, const struct ir_rule *rule)
{
	bool implied = w->depth == MEANING_ONLY && rule->kind == IR_TOLERATE && !rule->effect_count;
	struct unordered parts = unordered_open(w, implied ? 1 : rule->effect_count);
	if (implied)
		put_effect(w, (struct ir_effect_item){IR_EXEMPT, IR_MAY});
	for (size_t i = 0; i < rule->effect_count; i++) {
		put_effect(w, rule->effects[i]);
		unordered_add(w, &parts);
	}
	unordered_close(w, &parts);
}

static void put_name(struct writer *w, const struct ir_rule *rule)
{
	put_text(w, rule->identity);
	put_wording(w, rule->title);
	put_tag(w, (char)('0' + rule->kind));
	put_clause(w, &rule->clause);
}

static void put_norm(struct writer *w, const struct ir_rule *rule)
{
	put_expr(w, rule->when);
	put_effects(w, rule);
	put_excepts(w, rule->excepts, rule->except_count);
}

static void put_rule(struct writer *w, const struct ir_rule *rule)
{
	put_name(w, rule);
	put_number(w, rule->effective);
	put_number(w, rule->expires);
	put_norm(w, rule);
}

static void put_rules(struct writer *w, const struct ir_list *list)
{
	struct unordered parts = unordered_open(w, list->rule_count);
	for (size_t i = 0; i < list->rule_count; i++) {
		put_rule(w, &list->rules[i]);
		unordered_add(w, &parts);
	}
	unordered_close(w, &parts);
}

/* Procedures. */

static void put_step(struct writer *w, const struct ir_step *step)
{
	put_text(w, step->name);
	put_wording(w, step->title);
	put_number(w, step->by.set | step->to.set << 8 | step->in_writing << 16 |
			      step->collectively << 17);
	put_number(w, step->within.length);
	put_number(w, step->within.unit);
	put_number(w, step->from);
	put_text(w, step->produces);
}

/* Steps follow each other, so their order is kept. */
static void put_procedure(struct writer *w, const struct ir_procedure *procedure)
{
	put_text(w, procedure->name);
	put_wording(w, procedure->title);
	put_clause(w, &procedure->clause);
	put_number(w, procedure->initiate.set);
	put_number(w, procedure->window_from);
	put_number(w, procedure->window_to);
	put_number(w, (int64_t)procedure->step_count);
	for (size_t j = 0; j < procedure->step_count; j++)
		put_step(w, &procedure->steps[j]);
}

static void put_procedures(struct writer *w, const struct ir_list *list)
{
	struct unordered parts = unordered_open(w, list->procedure_count);
	for (size_t i = 0; i < list->procedure_count; i++) {
		put_procedure(w, &list->procedures[i]);
		unordered_add(w, &parts);
	}
	unordered_close(w, &parts);
}

/* Properties of the list. */

static void put_refs(struct writer *w, const struct ir_ref *refs, size_t count)
{
	struct unordered parts = unordered_open(w, count);
	for (size_t i = 0; i < count; i++) {
		put_text(w, refs[i].list);
		put_text(w, refs[i].rule);
		unordered_add(w, &parts);
	}
	unordered_close(w, &parts);
}

static void put_repeals(struct writer *w, const struct ir_list *list)
{
	struct unordered parts = unordered_open(w, list->repeal_count);
	for (size_t i = 0; i < list->repeal_count; i++) {
		put_refs(w, &list->repeals[i].ref, 1);
		put_number(w, list->repeals[i].from);
		unordered_add(w, &parts);
	}
	unordered_close(w, &parts);
}

static void put_basis(struct writer *w, const struct ir_list *list)
{
	struct unordered parts = unordered_open(w, list->basis_count);
	for (size_t i = 0; i < list->basis_count; i++) {
		put_refs(w, &list->basis[i].ref, 1);
		put_number(w, list->basis[i].at);
		put_wording(w, list->basis[i].article);
		unordered_add(w, &parts);
	}
	unordered_close(w, &parts);
}

static void put_recognitions(struct writer *w, const struct ir_list *list)
{
	struct unordered parts = unordered_open(w, list->recognition_count);
	for (size_t i = 0; i < list->recognition_count; i++) {
		put_number(w, list->recognitions[i].binding);
		put_text(w, list->recognitions[i].before);
		put_text(w, list->recognitions[i].whose);
		unordered_add(w, &parts);
	}
	unordered_close(w, &parts);
}

static bool excepts_ask(const struct ir_except *excepts, size_t count, const struct ir_fact *fact)
{
	for (size_t i = 0; i < count; i++)
		if (condition_asks(excepts[i].when, fact) ||
		    excepts_ask(excepts[i].excepts, excepts[i].except_count, fact))
			return true;
	return false;
}

/* NULL: every rule of the list. */
static bool rule_asks(const struct ir_list *list, const struct ir_rule *rule,
		      const struct ir_fact *fact)
{
	return !rule || (list->scope && condition_asks(list->scope, fact)) ||
	       condition_asks(rule->when, fact) ||
	       excepts_ask(rule->excepts, rule->except_count, fact);
}

/* Of the facts that the rule asks. */
static void put_presumes(struct writer *w, const struct ir_list *list, const struct ir_rule *rule)
{
	size_t count = 0;
	for (size_t i = 0; i < list->presume_count; i++)
		count += rule_asks(list, rule, list->presumes[i].fact);
	struct unordered parts = unordered_open(w, count);
	for (size_t i = 0; i < list->presume_count; i++) {
		if (!rule_asks(list, rule, list->presumes[i].fact))
			continue;
		put_fact(w, list->presumes[i].fact);
		put_constant(w, list->presumes[i].fact, list->presumes[i].value.number);
		unordered_add(w, &parts);
	}
	unordered_close(w, &parts);
}

static void put_days(struct writer *w, const struct ir_list *list)
{
	put_number(w, list->promulgated);
	put_number(w, list->effective);
	put_wording(w, list->pending);
	put_number(w, list->expires);
	if (w->depth == WITH_WORDING)
		put_number(w, list->in_force_since);
	put_number(w, list->status);
	put_number(w, list->retroactive);
}

static void put_issuer(struct writer *w, const struct ir_list *list)
{
	int64_t count = 0;
	for (const struct ir_authority *a = list->issuer; a; a = a->parent)
		count++;
	put_number(w, count);
	for (const struct ir_authority *a = list->issuer; a; a = a->parent) {
		put_text(w, a->name);
		put_number(w, a->level);
	}
}

/* That a text corrects changes what is reported, and no answer. */
static void put_corrects(struct writer *w, const struct ir_list *list)
{
	if (w->depth == MEANING_ONLY)
		return;
	put_tag(w, list->corrects.ptr ? 'c' : '-');
	if (list->corrects.ptr)
		put_text(w, list->corrects);
}

static void put_list(struct writer *w, const struct ir_list *list)
{
	put_text(w, list->name);
	put_wording(w, list->title);
	put_wording(w, list->document);
	put_issuer(w, list);
	put_days(w, list);
	put_corrects(w, list);
	put_repeals(w, list);
	put_basis(w, list);
	put_number(w, list->transition * 16 + list->continuing);
	put_number(w, list->transition_at);
	put_recognitions(w, list);
	put_tag(w, list->scope ? 's' : '-');
	if (list->scope)
		put_expr(w, list->scope);
	put_refs(w, list->special_to, list->special_to_count);
	put_refs(w, list->saves, list->saves_count);
	put_strs(w, list->delegates);
	put_presumes(w, list, NULL);
	put_rules(w, list);
	put_procedures(w, list);
}

static void put_dates(struct writer *w, struct ir_dates dates)
{
	struct unordered parts = unordered_open(w, dates.count);
	for (size_t i = 0; i < dates.count; i++) {
		put_number(w, dates.items[i]);
		unordered_add(w, &parts);
	}
	unordered_close(w, &parts);
}

void ir_fingerprint(struct ir_fingerprint *out, const struct ir_list *list, struct mem *mem)
{
	struct writer w;
	writer_init(&w, mem, WITH_WORDING);
	put_list(&w, list);
	out->substance = digest_of(buf_str(&w.out));
	buf_clear(&w.out);
	buf_add_bytes(&w.out, out->substance.bytes, DIGEST_SIZE);
	put_dates(&w, list->withdraws);
	put_dates(&w, list->reinstates);
	out->form = writer_finish(&w);
}

struct digest ir_meaning(const struct ir_list *list, struct mem *mem)
{
	struct writer w;
	writer_init(&w, mem, MEANING_ONLY);
	put_list(&w, list);
	put_dates(&w, list->withdraws);
	put_dates(&w, list->reinstates);
	return writer_finish(&w);
}

/* One part of a list, both ways. */

/* What the list says of the rule elsewhere: whom it covers, and what is presumed of facts that it
 * asks. */
static void put_surroundings(struct writer *w, const struct ir_list *list,
			     const struct ir_rule *rule)
{
	put_tag(w, list->scope ? 's' : '-');
	if (list->scope)
		put_expr(w, list->scope);
	put_presumes(w, list, rule);
}

void ir_norm_fingerprint(struct ir_part_fingerprint *out, const struct ir_list *list,
			 const struct ir_rule *rule, struct mem *mem)
{
	struct writer w;
	writer_init(&w, mem, MEANING_ONLY);
	put_name(&w, rule);
	put_norm(&w, rule);
	put_surroundings(&w, list, rule);
	out->meaning = writer_finish(&w);
	writer_init(&w, mem, WITH_WORDING);
	put_name(&w, rule);
	put_norm(&w, rule);
	out->wording = writer_finish(&w);
}

void ir_nameless_fingerprint(struct ir_nameless *out, const struct ir_list *list,
			     const struct ir_rule *rule, struct mem *mem)
{
	struct writer w;
	writer_init(&w, mem, MEANING_ONLY);
	put_tag(&w, (char)('0' + rule->kind));
	put_norm(&w, rule);
	out->own = digest_of(buf_str(&w.out));
	put_surroundings(&w, list, rule);
	out->whole = writer_finish(&w);
}

void ir_procedure_fingerprint(struct ir_part_fingerprint *out, const struct ir_procedure *procedure,
			      struct mem *mem)
{
	struct writer w;
	writer_init(&w, mem, MEANING_ONLY);
	put_procedure(&w, procedure);
	out->meaning = writer_finish(&w);
	writer_init(&w, mem, WITH_WORDING);
	put_procedure(&w, procedure);
	out->wording = writer_finish(&w);
}

static void put_transition(struct writer *w, const struct ir_list *list)
{
	put_number(w, list->transition * 16 + list->continuing);
	put_number(w, list->transition_at);
}

static void put_special(struct writer *w, const struct ir_list *list)
{
	put_refs(w, list->special_to, list->special_to_count);
	put_refs(w, list->saves, list->saves_count);
}

static void put_delegates(struct writer *w, const struct ir_list *list)
{
	put_strs(w, list->delegates);
}

static void put_names(struct writer *w, const struct ir_list *list)
{
	put_wording(w, list->title);
	put_wording(w, list->document);
	put_number(w, w->depth == WITH_WORDING ? list->status : 0);
}

void ir_aspect_fingerprint(struct ir_part_fingerprint *out, const struct ir_list *list,
			   enum ir_aspect aspect, struct mem *mem)
{
	static void (*const put[])(struct writer * w, const struct ir_list *list) = {
#define ASPECT(id, name, function) [IR_ASPECT_##id] = function,
#include "ir/aspect.def"
#undef ASPECT
	};
	struct writer w;
	writer_init(&w, mem, MEANING_ONLY);
	put[aspect](&w, list);
	out->meaning = writer_finish(&w);
	writer_init(&w, mem, WITH_WORDING);
	put[aspect](&w, list);
	out->wording = writer_finish(&w);
}

struct digest ir_vocabulary_digest(const struct ir_vocabulary *vocabulary, struct mem *mem)
{
	struct writer w;
	writer_init(&w, mem, MEANING_ONLY);
	put_number(&w, vocabulary->broken);
	for (size_t i = 0; i < vocabulary->fact_count; i++) {
		const struct ir_fact *fact = vocabulary->facts[i];
		put_fact(&w, fact);
		put_number(&w, fact->broken);
		put_text(&w, fact->name);
		put_strs(&w, fact->aliases);
		put_strs(&w, fact->formerly);
		for (size_t j = 0; j < fact->choice_count; j++) {
			put_text(&w, fact->choices[j].name);
			put_strs(&w, fact->choices[j].aliases);
		}
	}
	return writer_finish(&w);
}

struct digest ir_authority_digest(const struct ir_authority *authority, struct mem *mem)
{
	struct writer w;
	writer_init(&w, mem, MEANING_ONLY);
	put_number(&w, authority->broken);
	put_number(&w, authority->level);
	put_text(&w, authority->parent_name);
	return writer_finish(&w);
}
