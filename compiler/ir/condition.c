/* Conditions in one canonical order: definitions are seen through, and so are joins inside joins of
 * their kind; facts go by the oldest name they are known by. */
#include "ir/canonical.h"

void put_fact(struct writer *w, const struct ir_fact *fact)
{
	if (w->depth == AS_WRITTEN)
		put_text(w, fact->identity);
	else
		buf_add(&w->out, fact->shape);
}

struct str ir_fact_shape(struct arena *arena, const struct ir_fact *fact)
{
	struct writer w;
	writer_init(&w, arena->mem, MEANING_ONLY);
	put_text(&w, fact->identity);
	put_tag(&w, (char)('0' + fact->type));
	struct unordered parts = unordered_open(&w, fact->choice_count);
	for (size_t i = 0; i < fact->choice_count; i++) {
		put_text(&w, fact->choices[i].name);
		unordered_add(&w, &parts);
	}
	unordered_close(&w, &parts);
	struct str shape = arena_str(arena, buf_str(&w.out));
	writer_fini(&w);
	return shape;
}

static void put_operand(struct writer *w, const struct ir_expr *expr)
{
	put_tag(w, (char)('0' + expr->left));
	if (expr->fact)
		put_fact(w, expr->fact);
}

void put_constant(struct writer *w, const struct ir_fact *fact, int64_t number)
{
	if (fact && (fact->type == IR_CHOICE || fact->type == IR_SET))
		put_text(w, fact->choices[number].name);
	else
		put_number(w, number);
}

static const struct ir_expr *seen_through(const struct ir_expr *expr)
{
	while (expr->op == IR_DEFINED)
		expr = expr->define->expr;
	return expr;
}

static const struct ir_expr *seen(const struct writer *w, const struct ir_expr *expr)
{
	return w->depth == AS_WRITTEN ? expr : seen_through(expr);
}

static size_t count_operands(const struct writer *w, const struct ir_expr *expr, uint8_t op)
{
	size_t count = 0;
	for (uint32_t i = 0; i < expr->count; i++) {
		const struct ir_expr *arg = seen(w, expr->args[i]);
		count += arg->op == op ? count_operands(w, arg, op) : 1;
	}
	return count;
}

/* a and (b and c) is all of {a, b, c}. */
static void put_operands(struct writer *w, const struct unordered *parts,
			 const struct ir_expr *expr, uint8_t op)
{
	for (uint32_t i = 0; i < expr->count; i++) {
		const struct ir_expr *arg = seen(w, expr->args[i]);
		if (arg->op == op) {
			put_operands(w, parts, arg, op);
			continue;
		}
		put_expr(w, arg);
		unordered_add(w, parts);
	}
}

static void put_join(struct writer *w, const struct ir_expr *expr)
{
	struct unordered parts = unordered_open(w, count_operands(w, expr, expr->op));
	put_operands(w, &parts, expr, expr->op);
	unordered_close(w, &parts);
}

static void put_at_least(struct writer *w, const struct ir_expr *expr)
{
	put_number(w, expr->number);
	struct unordered parts = unordered_open(w, expr->count);
	for (uint32_t i = 0; i < expr->count; i++) {
		put_expr(w, expr->args[i]);
		unordered_add(w, &parts);
	}
	unordered_close(w, &parts);
}

static void put_in(struct writer *w, const struct ir_expr *expr)
{
	put_operand(w, expr);
	struct unordered parts = unordered_open(w, expr->count);
	for (uint32_t i = 0; i < expr->count; i++) {
		put_constant(w, expr->fact, expr->numbers[i]);
		unordered_add(w, &parts);
	}
	unordered_close(w, &parts);
}

static void put_compare(struct writer *w, const struct ir_expr *expr)
{
	put_operand(w, expr);
	put_tag(w, (char)('0' + expr->compare));
	put_tag(w, (char)('0' + expr->right));
	if (!expr->right)
		put_constant(w, expr->fact, expr->number);
}

void put_expr(struct writer *w, const struct ir_expr *expr)
{
	expr = seen(w, expr);
	put_tag(w, (char)('A' + expr->op));
	switch ((enum ir_op)expr->op) {
	case IR_AND:
	case IR_OR:
		put_join(w, expr);
		break;
	case IR_NOT:
		put_expr(w, expr->args[0]);
		break;
	case IR_AT_LEAST:
		put_at_least(w, expr);
		break;
	case IR_COMPARE:
		put_compare(w, expr);
		break;
	case IR_IN:
		put_in(w, expr);
		break;
	case IR_HAS:
		put_fact(w, expr->fact);
		put_constant(w, expr->fact, expr->number);
		break;
	case IR_FACT:
	case IR_KNOWN:
		put_fact(w, expr->fact);
		break;
	case IR_DEFINED:
		put_text(w, expr->define->name);
		break;
	default:
		break;
	}
}

struct ir_parts ir_expr_parts(const struct ir_expr *expr)
{
	switch ((enum ir_op)expr->op) {
	case IR_AND:
	case IR_OR:
	case IR_NOT:
	case IR_AT_LEAST:
		return (struct ir_parts){expr->args, expr->count};
	case IR_DEFINED:
		return (struct ir_parts){&expr->define->expr, 1};
	default:
		return (struct ir_parts){NULL, 0};
	}
}

const struct ir_fact *ir_expr_fact(const struct ir_expr *expr)
{
	static const bool asks[IR_OP_COUNT] = {[IR_FACT] = true, [IR_COMPARE] = true,
					       [IR_IN] = true,	 [IR_HAS] = true,
					       [IR_KNOWN] = true};
	return asks[expr->op] && !expr->left ? expr->fact : NULL;
}

bool condition_asks(const struct ir_expr *expr, const struct ir_fact *fact)
{
	struct ir_parts parts = ir_expr_parts(expr);
	for (size_t i = 0; i < parts.count; i++)
		if (condition_asks(parts.items[i], fact))
			return true;
	return ir_expr_fact(expr) == fact;
}

struct digest ir_condition_digest(const struct ir_expr *expr, enum ir_reading reading,
				  struct mem *mem)
{
	struct writer w;
	writer_init(&w, mem, reading == IR_AS_WRITTEN ? AS_WRITTEN : MEANING_ONLY);
	put_expr(&w, expr);
	return writer_finish(&w);
}
