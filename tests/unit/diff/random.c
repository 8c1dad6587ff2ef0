/*
 * Small random pairs of versions: what is said of each rule is what going through all completions
 * says, and every case flips as it is told to.
 */
#include "unit/diff/sides.h"

enum { PAIRS = 1500, COMPLETIONS = 64, RULES = 2, TWIGS = 24 };

static uint64_t random_state;

static unsigned pick(unsigned below)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (unsigned)(random_state >> 33) % below;
}

/* -- conditions -- */

struct twig {
	char op; /* p q r: facts; m: money at least; & | ! */
	int number;
	int left, right;
};

struct condition {
	struct twig nodes[TWIGS];
	int count;
	int root;
};

static int grow(struct condition *c, int depth)
{
	int at = c->count++;
	unsigned kind = depth > 0 ? pick(9) : 3 + pick(6);
	struct twig node = {"&|!pqrmpm"[kind], 1 + (int)pick(3), 0, 0};
	if (kind < 3)
		node.left = grow(c, depth - 1);
	if (kind < 2)
		node.right = grow(c, depth - 1);
	c->nodes[at] = node;
	return at;
}

/* Bits: p given, p, q, r, then money of 0 to 3. */
static bool holds(const struct condition *c, int at, unsigned completion, bool presumes)
{
	const struct twig *node = &c->nodes[at];
	switch (node->op) {
	case '&':
		return holds(c, node->left, completion, presumes) &&
		       holds(c, node->right, completion, presumes);
	case '|':
		return holds(c, node->left, completion, presumes) ||
		       holds(c, node->right, completion, presumes);
	case '!':
		return !holds(c, node->left, completion, presumes);
	case 'p':
		return (presumes && !(completion & 1)) || completion >> 1 & 1;
	case 'q':
		return completion >> 2 & 1;
	case 'r':
		return completion >> 3 & 1;
	default:
		return (int)(completion >> 4) >= node->number;
	}
}

static void show(struct buf *out, const struct condition *c, int at)
{
	const struct twig *node = &c->nodes[at];
	switch (node->op) {
	case '&':
	case '|':
		buf_add_char(out, '(');
		show(out, c, node->left);
		buf_add_text(out, node->op == '&' ? " and " : " or ");
		show(out, c, node->right);
		buf_add_char(out, ')');
		break;
	case '!':
		buf_add_text(out, "not (");
		show(out, c, node->left);
		buf_add_char(out, ')');
		break;
	case 'm':
		buf_addf(out, "m >= %d 元", node->number);
		break;
	default:
		buf_add_char(out, node->op);
	}
}

/* -- versions: a rule that tolerates, and one that bars -- */

struct random_rule {
	struct condition when;
	struct condition except;
	bool has_except;
	bool must;
};

struct random_version {
	struct random_rule rules[RULES];
	bool presumes;
};

static void rule_random(struct random_rule *rule)
{
	*rule = (struct random_rule){.has_except = pick(3) == 0, .must = pick(2)};
	rule->when.root = grow(&rule->when, 2);
	rule->except.root = grow(&rule->except, 1);
}

static void version_random(struct random_version *v)
{
	for (int i = 0; i < RULES; i++)
		rule_random(&v->rules[i]);
	v->presumes = pick(4) == 0;
}

static bool fires(const struct random_version *v, int rule, unsigned completion)
{
	const struct random_rule *r = &v->rules[rule];
	return holds(&r->when, r->when.root, completion, v->presumes) &&
	       !(r->has_except && holds(&r->except, r->except.root, completion, v->presumes));
}

/* The condition without its exception. */
static bool meets(const struct random_version *v, int rule, unsigned completion)
{
	return holds(&v->rules[rule].when, v->rules[rule].when.root, completion, v->presumes);
}

static enum ir_outcome outcome(const struct random_version *v, unsigned completion)
{
	if (fires(v, 1, completion))
		return IR_BARRED;
	return fires(v, 0, completion) ? IR_TOLERATED : IR_SILENT;
}

static void show_rule(struct buf *out, const struct random_rule *rule, int index)
{
	buf_addf(out, "  %s \"甲\" { article \"1\" provenance verified ",
		 index ? "bar two" : "tolerate one");
	if (index == 0)
		buf_addf(out, "effect %s mitigate ", rule->must ? "must" : "may");
	buf_add_text(out, "when ");
	show(out, &rule->when, rule->when.root);
	if (rule->has_except) {
		buf_add_text(out, " except x \"乙\" when ");
		show(out, &rule->except, rule->except.root);
	}
	buf_add_text(out, " }\n");
}

static void show_version(struct buf *out, const struct random_version *v)
{
	buf_add_text(out,
		     "tol 1\n"
		     "vocabulary facts \"事实\" {\n"
		     "  fact p : bool \"p?\"\n"
		     "  fact q : bool \"q?\"\n"
		     "  fact r : bool \"r?\"\n"
		     "  fact m : money \"m?\"\n"
		     "}\n"
		     "authority a \"甲\" level central\n"
		     "use facts\n"
		     "list a.b \"清单\" {\n"
		     "  issuer a promulgated 2020-01-01 effective 2020-01-01 transition old\n");
	if (v->presumes)
		buf_add_text(out, "  presume p unless shown\n");
	for (int i = 0; i < RULES; i++)
		show_rule(out, &v->rules[i], i);
	buf_add_text(out, "}\n");
}

/* -- what it must come to -- */

static const char *expected(const struct random_version versions[2], int rule)
{
	bool gained = false, lost = false, never = true, moved = false;
	for (unsigned c = 0; c < COMPLETIONS; c++) {
		bool before = fires(&versions[0], rule, c), after = fires(&versions[1], rule, c);
		never &= !before;
		moved |= meets(&versions[0], rule, c) != meets(&versions[1], rule, c);
		gained |= !before && after;
		lost |= before && !after;
	}
	if (gained || lost)
		return gained && lost ? "changed" : gained ? "widened" : "narrowed";
	if (rule == 0 && versions[0].rules[0].must != versions[1].rules[0].must)
		return "effect";
	return moved && !never ? "changed" : "same";
}

static const char *found(const struct sides *s, const char *rule)
{
	const struct diff_record *record = sides_record(s, rule);
	if (!record || record->change == DIFF_REWORDED)
		return "same";
	cr_assert_eq((int)record->why, DIFF_WHY_NONE);
	return diff_change_name(record->change);
}

/* Whether a completion is one of the case. */
static bool is_of(const struct diff_witness *witness, unsigned completion)
{
	for (size_t i = 0; i < witness->value_count; i++) {
		const struct diff_value *value = &witness->values[i];
		char name = value->fact->name.ptr[0];
		int64_t number = name == 'm'   ? completion >> 4
				 : name == 'p' ? completion >> 1 & 1
				 : name == 'q' ? completion >> 2 & 1
					       : completion >> 3 & 1;
		if (number != (name == 'm' ? value->number / 100 : value->number))
			return false;
		if (name == 'p' && value->given != (bool)(completion & 1))
			return false;
	}
	return true;
}

static void check_witness(const struct diff_witness *witness,
			  const struct random_version versions[2], int rule)
{
	int completions = 0;
	for (unsigned c = 0; c < COMPLETIONS; c++) {
		if (!is_of(witness, c))
			continue;
		completions++;
		cr_expect_eq(fires(&versions[0], rule, c), witness->fires_before);
		cr_expect_eq(fires(&versions[1], rule, c), witness->fires_after);
		cr_expect_eq(outcome(&versions[0], c), witness->before.outcome);
		cr_expect_eq(outcome(&versions[1], c), witness->after.outcome);
	}
	cr_expect_gt(completions, 0);
}

static void check_rule(const struct sides *s, const struct random_version versions[2], int rule,
		       const char *texts)
{
	const char *name = rule ? "two" : "one";
	const struct diff_record *record = sides_record(s, name);
	cr_assert_str_eq(found(s, name), expected(versions, rule), "%s: %s, not %s\n%s", name,
			 found(s, name), expected(versions, rule), texts);
	for (size_t i = 0; record && i < record->witness_count; i++)
		check_witness(&record->witnesses[i], versions, rule);
	/* An effect of what never fires has no case. */
	if (record && (record->change == DIFF_WIDENED || record->change == DIFF_NARROWED))
		cr_expect_eq(record->witness_count, 1);
	if (record && record->change == DIFF_CHANGED)
		cr_expect_eq(record->witness_count, record->condition_differs ? 0 : 2);
}

static void check_pair(struct mem *mem)
{
	struct random_version versions[2];
	struct buf texts[2];
	struct sides s;
	version_random(&versions[0]);
	versions[1] = versions[0];
	if (pick(2))
		version_random(&versions[1]);
	else
		rule_random(&versions[1].rules[pick(RULES)]);
	for (int i = 0; i < 2; i++) {
		buf_init(&texts[i], mem);
		show_version(&texts[i], &versions[i]);
	}
	sides_init(&s, buf_str(&texts[0]).ptr, buf_str(&texts[1]).ptr);
	sides_compare(&s);
	buf_add(&texts[0], buf_str(&texts[1]));
	for (int rule = 0; rule < RULES; rule++)
		check_rule(&s, versions, rule, buf_str(&texts[0]).ptr);
	sides_fini(&s);
	buf_fini(&texts[0]);
	buf_fini(&texts[1]);
}

Test(diff, verdicts_agree_with_all_completions)
{
	struct mem mem;
	mem_init(&mem, NULL, NULL);
	random_state = UINT64_C(0x20211128);
	for (int i = 0; i < PAIRS; i++)
		check_pair(&mem);
	mem_fini(&mem);
}
