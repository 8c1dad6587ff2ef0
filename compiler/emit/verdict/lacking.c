/*
 * The facts that settle a condition: of one that does not hold, the first part of an `and` that
 * does not, every part of an `or`; of one that holds, the other way round.
 */
#include "emit/verdict/lacking.h"
#include "emit/verdict/condition.h"
#include "emit/verdict/decide.h"
#include "emit/writer.h"

#include "base/text/utf8.h"

struct lacking {
	struct buf *out;
	const struct answer_decide *decide;
	const struct decide_scenario *scenario;
	const struct answer_state *state;
	enum language language;
	bool *told; /* by fact */
	size_t start;
};

static bool is_so(const struct lacking *l, const struct ir_expr *expr, enum eval_truth truth)
{
	return decide_condition_truth(l->decide, l->scenario, l->state, expr) == truth;
}

static void add_comma(struct lacking *l)
{
	if (l->out->len > l->start)
		buf_add(l->out, word_text(l->language, WORD_LIST_COMMA));
}

/* "loss = 5 元", "gain (presumed no)" */
static void add_fact(struct lacking *l, const struct decide_reading *reading)
{
	struct str name = decide_fact_shown(l->decide, reading->fact, l->language);
	struct buf value;
	buf_init(&value, l->out->mem);
	if (reading->origin == READ_UNKNOWN)
		buf_add(&value, word_text(l->language, WORD_UNKNOWN));
	else
		decide_show_value(&value, l->decide, reading->fact, reading->number, l->language);
	if (reading->origin == READ_UNKNOWN || reading->origin == READ_GIVEN) {
		word_add(l->out, l->language, WORD_IS, ARGS(name, buf_str(&value)));
	} else {
		utf8_printable(l->out, name);
		word_add(l->out, l->language, decide_reading_word(reading->origin),
			 ARGS(buf_str(&value)));
	}
	buf_fini(&value);
}

/* A fact once, though several conditions read it. Of a set of which one choice is supposed, and of
 * days alone, the condition is told. */
static void add_leaf(struct lacking *l, const struct ir_expr *expr, enum eval_truth truth)
{
	struct decide_reading reading;
	bool reads = decide_read(&reading, l->decide, l->scenario, l->state, expr) &&
		     (reading.origin != READ_UNKNOWN || expr->op == IR_KNOWN);
	if (reads && l->told[reading.fact])
		return;
	add_comma(l);
	if (reads) {
		l->told[reading.fact] = true;
		add_fact(l, &reading);
		return;
	}
	condition_show(l->out, l->decide, l->state->text->place.source, expr, l->language);
	buf_add(l->out, word_text(l->language, WORD_COLON));
	buf_add(l->out, word_text(l->language, truth == EVAL_TRUE ? WORD_HOLDS : WORD_HOLDS_NOT));
}

static void add_why(struct lacking *l, const struct ir_expr *expr, enum eval_truth truth)
{
	bool one_is_enough = (expr->op == IR_AND && truth == EVAL_FALSE) ||
			     (expr->op == IR_OR && truth == EVAL_TRUE);
	switch ((enum ir_op)expr->op) {
	case IR_NOT:
		add_why(l, expr->args[0], truth == EVAL_TRUE ? EVAL_FALSE : EVAL_TRUE);
		return;
	case IR_DEFINED:
		add_why(l, expr->define->expr, truth);
		return;
	case IR_AND:
	case IR_OR:
	case IR_AT_LEAST:
		for (uint32_t i = 0; i < expr->count; i++) {
			if (!is_so(l, expr->args[i], truth))
				continue;
			add_why(l, expr->args[i], truth);
			if (one_is_enough)
				return;
		}
		return;
	default:
		add_leaf(l, expr, truth);
	}
}

void lacking_show(struct buf *out, const struct answer_decide *decide,
		  const struct decide_scenario *scenario, const struct answer_state *state,
		  const struct ir_expr *expr, enum language language)
{
	struct lacking l = {out, decide, scenario, state, language, NULL, out->len};
	l.told = mem_zalloc(out->mem, decide->facts->facts.count + 1);
	add_why(&l, expr, decide_condition_truth(decide, scenario, state, expr));
	mem_free(out->mem, l.told);
}
