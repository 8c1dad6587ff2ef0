/*
 * Questions about all cases beside Z3: the same conditions, amounts and days as whole numbers
 * there, cut into classes here. Both say that a case exists, or both say that none does. Without
 * arguments: many small lists at random, as a test. With a number of rules: one list of that size,
 * and how long each takes, as a bench; the status is 1 where ours is not three times as fast.
 *
 * logic [RULES]
 */
#include "analyze/analyze.h"
#include "base/buf.h"
#include "check/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <z3.h>

enum { LISTS = 60, QUESTIONS = 200, FACTS = 34, BOOLS = 22, NUMBERS = 8 };

static uint64_t state = 7;

static size_t below(size_t bound)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(state >> 33) % bound;
}

static void fail(void *data)
{
	(void)data;
	abort();
}

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* -- a list at random -- */

static void add_atom(struct buf *text)
{
	static const char *const signs[] = {"<", "<=", ">", ">=", "="};
	size_t fact = below(FACTS);
	if (below(3) == 0)
		buf_add_text(text, "not ");
	if (fact < BOOLS)
		buf_addf(text, "f%zu", fact);
	else if (fact < BOOLS + NUMBERS)
		buf_addf(text, "f%zu %s %zu", fact, signs[below(5)], 10 * below(50));
	else if (below(2))
		buf_addf(text, "f%zu in { x, y }", fact);
	else
		buf_addf(text, "f%zu = z", fact);
}

static void add_condition(struct buf *text, size_t depth)
{
	static const char *const joins[] = {"all of { ", "any of { ", "all of { ",
					    "at least 2 of { "};
	if (depth == 0) {
		add_atom(text);
		return;
	}
	buf_add_text(text, joins[below(4)]);
	for (size_t i = 0, count = 2 + below(3); i < count; i++) {
		add_condition(text, below(3) ? 0 : depth - 1);
		buf_add_text(text, ", ");
	}
	buf_add_text(text, "}");
}

static void add_list(struct buf *text, size_t rules)
{
	buf_add_text(text, "tol 1\nauthority a level city\nvocabulary v {\n");
	for (size_t i = 0; i < FACTS; i++)
		buf_addf(text, "fact f%zu : %s\n", i,
			 i < BOOLS	       ? "bool"
			 : i < BOOLS + NUMBERS ? "count"
					       : "one of { x, y, z, w }");
	buf_add_text(text, "}\nlist a.l { issuer a promulgated 2020-01-01 effective 2020-01-01\n");
	for (size_t i = 0; i < rules; i++) {
		buf_addf(text, "%s r%zu { article \"1\" when ", below(3) ? "tolerate" : "bar", i);
		add_condition(text, 2);
		if (below(3) == 0) {
			buf_add_text(text, " except e when ");
			add_condition(text, 1);
		}
		buf_add_text(text, " }\n");
	}
	buf_add_text(text, "}\n");
}

struct scene {
	struct mem mem;
	struct arena arena;
	struct syntax syntax;
	struct diag_list diags;
	struct source source;
	struct unit unit;
	struct declarations declarations;
	struct environment environment;
	struct ir_unit ir;
};

static void scene_init(struct scene *s, size_t rules)
{
	struct check check = {&s->arena, &s->diags, &s->environment, CHECK_WHOLE};
	struct buf text;
	mem_init(&s->mem, fail, NULL);
	arena_init(&s->arena, &s->mem);
	buf_init(&text, &s->mem);
	add_list(&text, rules);
	syntax_init(&s->syntax, &s->mem);
	diag_list_init(&s->diags, &s->arena);
	source_init(&s->source, &s->mem, STR("list.tol"), buf_str(&text));
	unit_parse(&s->unit, &s->syntax, &s->source, &s->arena, &s->diags);
	environment_init(&s->environment, &s->mem);
	check_declare(&check, &s->unit, &s->declarations);
	environment_add(&s->environment, &s->declarations, &s->diags);
	environment_link(&s->environment, &s->diags);
	check_unit(&check, &s->unit, &s->declarations, &s->ir);
	if (s->diags.errors || !s->ir.lists[0].readable)
		abort();
}

static void scene_fini(struct scene *s)
{
	/* All of it stands on the heap's list. */
	mem_fini(&s->mem);
}

/* -- questions -- */

enum kind { HOLDS, FAILS, FIRES, BEYOND, BOTH, KINDS };

struct question {
	enum kind kind;
	size_t rule;
	size_t other;
};

static void choose(struct question *questions, size_t rules)
{
	for (size_t i = 0; i < QUESTIONS; i++)
		questions[i] =
			(struct question){(enum kind)below(KINDS), below(rules), below(rules)};
}

static void ask_ours(const struct ir_list *list, const struct question *questions, bool *answers)
{
	struct mem mem;
	struct arena arena;
	mem_init(&mem, fail, NULL);
	arena_init(&arena, &mem);
	struct analyze *a = analyze_new(&arena, &mem, &list, 1, NULL);
	for (size_t i = 0; i < QUESTIONS; i++) {
		const struct question *q = &questions[i];
		int32_t when = analyze_when(a, 0, q->rule), fires = analyze_fires(a, 0, q->rule);
		int32_t other = analyze_fires(a, 0, q->other);
		const int32_t asked[KINDS][2] = {
			[HOLDS] = {when, when},	  [FAILS] = {-when, -when},
			[FIRES] = {fires, fires}, [BEYOND] = {fires, -other},
			[BOTH] = {fires, other},
		};
		answers[i] = analyze_exists(a, asked[q->kind], 2, NULL) == ANALYZE_YES;
	}
	analyze_free(a);
	arena_fini(&arena);
	mem_fini(&mem);
}

/* -- Z3 -- */

struct peer {
	Z3_context context;
	Z3_solver solver;
	const struct eval_program *program;
	Z3_ast *vars;	   /* by variable */
	Z3_ast *registers; /* NULL: not made yet */
};

static Z3_ast number(struct peer *p, int64_t value)
{
	return Z3_mk_int64(p->context, value, Z3_mk_int_sort(p->context));
}

static Z3_ast var_new(struct peer *p, uint32_t var)
{
	const struct eval_facts *facts = p->program->facts;
	enum ir_type type = facts->facts.items[facts->vars.items[var].fact].type;
	Z3_symbol name = Z3_mk_int_symbol(p->context, (int)var);
	if (type == IR_BOOL)
		return Z3_mk_const(p->context, name, Z3_mk_bool_sort(p->context));
	Z3_ast value = Z3_mk_const(p->context, name, Z3_mk_int_sort(p->context));
	Z3_solver_assert(p->context, p->solver, Z3_mk_ge(p->context, value, number(p, 0)));
	if (type == IR_CHOICE)
		Z3_solver_assert(p->context, p->solver, Z3_mk_lt(p->context, value, number(p, 4)));
	return value;
}

static Z3_ast compare(struct peer *p, const struct eval_step *step)
{
	Z3_ast left = p->vars[step->var], right = number(p, step->number);
	switch ((enum ir_compare)step->compare) {
	case IR_EQ:
		return Z3_mk_eq(p->context, left, right);
	case IR_LT:
		return Z3_mk_lt(p->context, left, right);
	case IR_LE:
		return Z3_mk_le(p->context, left, right);
	case IR_GT:
		return Z3_mk_gt(p->context, left, right);
	default:
		return Z3_mk_ge(p->context, left, right);
	}
}

static Z3_ast among(struct peer *p, const struct eval_step *step)
{
	Z3_ast some[4];
	unsigned count = 0;
	for (int64_t i = 0; i < 4; i++)
		if (step->number >> i & 1)
			some[count++] = Z3_mk_eq(p->context, p->vars[step->var], number(p, i));
	return Z3_mk_or(p->context, count, some);
}

static Z3_ast of(struct peer *p, uint32_t reg);

static Z3_ast join(struct peer *p, const struct eval_step *step)
{
	Z3_ast args[16];
	for (uint32_t i = 0; i < step->count; i++)
		args[i] = of(p, p->program->args.items[step->first + i]);
	switch (step->op) {
	case EVAL_AND:
		return Z3_mk_and(p->context, step->count, args);
	case EVAL_OR:
		return Z3_mk_or(p->context, step->count, args);
	case EVAL_NOT:
		return Z3_mk_not(p->context, args[0]);
	default:
		return Z3_mk_atleast(p->context, step->count, args, (unsigned)step->number);
	}
}

static Z3_ast make(struct peer *p, uint32_t reg)
{
	const struct eval_step *step = &p->program->steps.items[reg];
	switch (step->op) {
	case EVAL_CONST:
		return step->number ? Z3_mk_true(p->context) : Z3_mk_false(p->context);
	case EVAL_YES:
		return p->vars[step->var];
	case EVAL_COMPARE:
		return compare(p, step);
	case EVAL_AMONG:
		return among(p, step);
	default:
		return join(p, step);
	}
}

static Z3_ast of(struct peer *p, uint32_t reg)
{
	if (!p->registers[reg])
		p->registers[reg] = make(p, reg);
	return p->registers[reg];
}

static bool ask_one(struct peer *p, const struct eval_list *list, const struct question *q)
{
	Z3_ast when = of(p, list->rules[q->rule].when), fires = of(p, list->rules[q->rule].fires);
	Z3_ast other = of(p, list->rules[q->other].fires);
	const Z3_ast asked[KINDS] = {
		[HOLDS] = when,
		[FAILS] = Z3_mk_not(p->context, when),
		[FIRES] = fires,
		[BEYOND] =
			Z3_mk_and(p->context, 2, (Z3_ast[]){fires, Z3_mk_not(p->context, other)}),
		[BOTH] = Z3_mk_and(p->context, 2, (Z3_ast[]){fires, other}),
	};
	Z3_solver_push(p->context, p->solver);
	Z3_solver_assert(p->context, p->solver, asked[q->kind]);
	Z3_lbool answer = Z3_solver_check(p->context, p->solver);
	Z3_solver_pop(p->context, p->solver, 1);
	if (answer == Z3_L_UNDEF)
		abort();
	return answer == Z3_L_TRUE;
}

/* Only the program, which both share, is made outside what is timed. */
static double ask_peer(const struct ir_list *list, const struct question *questions, bool *answers)
{
	struct mem mem;
	struct arena arena;
	mem_init(&mem, fail, NULL);
	arena_init(&arena, &mem);
	struct analyze *a = analyze_new(&arena, &mem, &list, 1, NULL);
	struct peer p = {.program = analyze_program(a)};
	double start = seconds();
	Z3_config config = Z3_mk_config();
	p.context = Z3_mk_context(config);
	p.solver = Z3_mk_simple_solver(p.context);
	Z3_solver_inc_ref(p.context, p.solver);
	p.vars = ARENA_ARRAY(&arena, Z3_ast, p.program->facts->vars.count);
	p.registers = ARENA_ARRAY(&arena, Z3_ast, p.program->steps.count);
	for (uint32_t var = 0; var < p.program->facts->vars.count; var++)
		p.vars[var] = var_new(&p, var);
	for (size_t i = 0; i < QUESTIONS; i++)
		answers[i] = ask_one(&p, analyze_compiled(a, 0), &questions[i]);
	Z3_solver_dec_ref(p.context, p.solver);
	Z3_del_context(p.context);
	Z3_del_config(config);
	double taken = seconds() - start;
	analyze_free(a);
	arena_fini(&arena);
	mem_fini(&mem);
	return taken;
}

struct outcome {
	size_t yes;
	size_t differ;
	double ours;
	double peer;
};

static struct outcome compare_on(size_t rules)
{
	struct scene scene = {0};
	struct question questions[QUESTIONS];
	bool own[QUESTIONS], its[QUESTIONS];
	struct outcome outcome = {0};
	scene_init(&scene, rules);
	choose(questions, rules);
	double start = seconds();
	ask_ours(&scene.ir.lists[0], questions, own);
	outcome.ours = seconds() - start;
	outcome.peer = ask_peer(&scene.ir.lists[0], questions, its);
	for (size_t i = 0; i < QUESTIONS; i++) {
		outcome.yes += own[i];
		outcome.differ += own[i] != its[i];
	}
	scene_fini(&scene);
	return outcome;
}

int main(int argc, char **argv)
{
	size_t differ = 0, yes = 0;
	if (argc > 1) {
		struct outcome o = compare_on((size_t)strtoul(argv[1], NULL, 10));
		printf("%s rules, %d questions: ours %.1f ms, Z3 %.1f ms, %.1f times\n", argv[1],
		       QUESTIONS, o.ours * 1e3, o.peer * 1e3, o.peer / o.ours);
		return o.differ > 0;
	}
	for (size_t i = 0; i < LISTS; i++) {
		struct outcome o = compare_on(2 + below(20));
		differ += o.differ;
		yes += o.yes;
	}
	printf("%d questions, %zu with a case, %zu differ\n", LISTS * QUESTIONS, yes, differ);
	return differ > 0;
}
