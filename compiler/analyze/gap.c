/*
 * Cases that a list leaves silent. First those in between: everything but one fact is the same, and
 * the list tolerates the one value, bars the other, and says nothing of a third: of ordered values
 * one between them, of choices any. For this the conditions are put together three times, with a
 * value of the fact each. Where there are none, any case that is left silent.
 */
#include "analyze/finding.h"

#include "analyze/inside.h"

struct gaps {
	struct analyze_findings *findings;
	struct analyze *analyze;
	const struct ir_list *list;
};

/* The conditions with a value of its own for one variable. */
struct version {
	struct domains domains;
	struct formulas formulas;
	const struct domain *domain; /* of the variable */
};

static bool asks(const struct eval_program *program, const struct eval_step *step, uint32_t var,
		 const bool *depends)
{
	if (step->op < EVAL_AND)
		return step->op != EVAL_CONST && (step->var == var || step->other == var);
	for (uint32_t i = 0; i < step->count; i++)
		if (depends[program->args.items[step->first + i]])
			return true;
	return false;
}

/* What does not depend on the variable is shared. Registers come after those they use. */
static void version_init(struct version *version, struct analyze *a, uint32_t var)
{
	const struct eval_program *program = &a->program;
	bool *depends = mem_alloc(a->mem, program->steps.count + 1);
	version->domains = a->domains;
	version->domains.of =
		arena_dup(a->arena, a->domains.of, a->facts.vars.count * sizeof(*a->domains.of));
	version->domains.of[var].is_open = false;
	version->domain = domain_open(&version->domains, var);
	formulas_init(&version->formulas, &version->domains);
	for (uint32_t reg = 0; reg < program->steps.count; reg++) {
		depends[reg] = asks(program, &program->steps.items[reg], var, depends);
		if (!depends[reg])
			version->formulas.registers[reg] = formula_of(&a->formulas, reg);
	}
	mem_free(a->mem, depends);
}

static int32_t outcome(struct gaps *g, struct version *version, enum ir_outcome wanted)
{
	const struct eval_list *list = analyze_compiled(g->analyze, 0);
	int32_t parts[] = {formula_of(&version->formulas, list->scope),
			   outcome_with(&version->formulas, list, wanted, NULL)};
	return formula_all(&version->domains, parts, countof(parts));
}

/* low < middle < high, or the other way round. Choices stand in no order. */
static int32_t in_between(struct domains *domains, const struct version versions[3],
			  enum ir_type type)
{
	if (type == IR_CHOICE)
		return domains->truth;
	int32_t up[] = {classes_below(domains, versions[0].domain, versions[1].domain),
			classes_below(domains, versions[1].domain, versions[2].domain)};
	int32_t down[] = {classes_below(domains, versions[1].domain, versions[0].domain),
			  classes_below(domains, versions[2].domain, versions[1].domain)};
	int32_t either[] = {formula_all(domains, up, 2), formula_all(domains, down, 2)};
	return formula_any(domains, either, 2);
}

/* The scope covers the case: what is asked here was part of the question. */
static const struct ir_rule *rule_that_fires(struct gaps *g, struct version *version, bool bars)
{
	const struct eval_list *list = analyze_compiled(g->analyze, 0);
	for (size_t i = 0; i < g->list->rule_count; i++) {
		const struct ir_rule *rule = &g->list->rules[i];
		bool is_bar = rule->kind == IR_BAR || rule->kind == IR_REDLINE;
		if (!(bars ? is_bar : rule->kind == IR_TOLERATE))
			continue;
		if (analyze_holds(g->analyze, formula_of(&version->formulas, list->rules[i].fires)))
			return rule;
	}
	return NULL;
}

static struct analyze_finding *found(struct gaps *g, enum analyze_kind kind, struct ir_place place,
				     struct str name)
{
	struct analyze_finding finding = {.kind = kind, .place = place, .name = name};
	VEC_PUSH(g->findings->mem, &g->findings->items, finding);
	return &g->findings->items.items[g->findings->items.count - 1];
}

/* The case is that of the middle value. */
static void tell_between(struct gaps *g, struct version versions[3], uint32_t var, int32_t silent)
{
	struct analyze *a = g->analyze;
	struct domains own = a->domains;
	const struct ir_rule *rule = rule_that_fires(g, &versions[0], false);
	const struct ir_rule *bar = rule_that_fires(g, &versions[2], true);
	struct analyze_finding *finding = found(g, FOUND_GAP_BETWEEN, rule->place, rule->name);
	finding->about = eval_fact_name(&a->facts.facts.items[a->facts.vars.items[var].fact]);
	finding->others = ARENA_NEW(g->findings->arena, struct analyze_other);
	finding->others[finding->other_count++] =
		(struct analyze_other){bar->place, bar->name, {NULL, 0}};
	finding->has_case = true;
	a->domains = versions[1].domains;
	case_make(a, &finding->example, silent);
	a->domains = own;
}

static bool look_between(struct gaps *g, uint32_t var, enum ir_type type)
{
	struct analyze *a = g->analyze;
	struct version versions[3];
	for (size_t i = 0; i < countof(versions); i++)
		version_init(&versions[i], a, var);
	int32_t silent = outcome(g, &versions[1], IR_SILENT);
	int32_t asked[] = {outcome(g, &versions[0], IR_TOLERATED), silent,
			   outcome(g, &versions[2], IR_BARRED),
			   in_between(&a->domains, versions, type)};
	if (analyze_exists(a, asked, countof(asked), NULL) != ANALYZE_YES)
		return false;
	tell_between(g, versions, var, silent);
	return true;
}

static void look_anywhere(struct gaps *g)
{
	int32_t silent[] = {analyze_scope(g->analyze, 0),
			    analyze_outcome(g->analyze, 0, IR_SILENT, NULL)};
	struct analyze_case example;
	if (analyze_exists(g->analyze, silent, countof(silent), &example) != ANALYZE_YES)
		return;
	struct analyze_finding *finding = found(g, FOUND_GAP, g->list->place, g->list->name);
	finding->has_case = true;
	finding->example = example;
}

/* Whether there can be a third value. */
static bool has_between(enum ir_type type)
{
	return type == IR_MONEY || type == IR_COUNT || type == IR_DATE || type == IR_CHOICE;
}

void analyze_gaps(struct analyze_findings *findings, const struct ir_list *list)
{
	struct gaps g = {findings, NULL, list};
	bool any = false;
	g.analyze = analyze_new(findings->arena, findings->mem, &list, 1, NULL);
	if (findings->steps)
		analyze_bound(g.analyze, findings->steps);
	const struct eval_facts *facts = &g.analyze->facts;
	for (uint32_t var = 0; var < facts->vars.count; var++)
		domain_open(&g.analyze->domains, var);
	for (size_t i = 0; i < facts->facts.count; i++)
		if (facts->facts.items[i].newest && has_between(facts->facts.items[i].type))
			any |= look_between(&g, facts->facts.items[i].first_var,
					    facts->facts.items[i].type);
	if (!any)
		look_anywhere(&g);
	analyze_free(g.analyze);
}
