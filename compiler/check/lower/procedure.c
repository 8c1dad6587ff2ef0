/* Procedures: who may start them, in which window, in which steps, within which time. */
#include "check/scope.h"

static struct ir_actors lower_actors(struct scope *scope, const struct node *first)
{
	struct ir_actors actors = {0};
	for (const struct node *name = first; name; name = name->next) {
		unsigned word = scope_word(scope, name, FAMILY_ACTOR);
		if (word)
			actors.set |= (uint8_t)(1u << (word - 1));
	}
	return actors;
}

static enum ir_moment lower_moment(struct scope *scope, const struct node *name)
{
	return (enum ir_moment)scope_word(scope, name, FAMILY_MOMENT);
}

static void step_by(struct scope *scope, const struct node *prop, void *out)
{
	((struct ir_step *)out)->by = lower_actors(scope, prop->first);
}

static void step_to(struct scope *scope, const struct node *prop, void *out)
{
	((struct ir_step *)out)->to = lower_actors(scope, prop->first);
}

static void step_in_writing(struct scope *scope, const struct node *prop, void *out)
{
	(void)scope;
	(void)prop;
	((struct ir_step *)out)->in_writing = true;
}

static void step_collectively(struct scope *scope, const struct node *prop, void *out)
{
	(void)scope;
	(void)prop;
	((struct ir_step *)out)->collectively = true;
}

static void step_produces(struct scope *scope, const struct node *prop, void *out)
{
	(void)scope;
	((struct ir_step *)out)->produces = *prop->first->text;
}

static bool duration_parse(struct str digits, int32_t *out)
{
	*out = 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.ptr[i] < '0' || digits.ptr[i] > '9' || digits.len > 4)
			return false;
		*out = *out * 10 + (digits.ptr[i] - '0');
	}
	return *out > 0;
}

static void step_within(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_step *step = out;
	const struct node *amount = prop->first;
	step->from = lower_moment(scope, amount->next);
	if (amount->op == KW_NONE) { /* said when it was read */
		scope_break(scope);
		return;
	}
	if (amount->op < KW_WORKDAYS) {
		struct diag *diag = scope_error(scope, amount->span, DIAG_DURATION_UNIT,
						ARGS(*amount->first->text));
		scope_hint(scope, diag, HINT_DURATION_UNIT, NO_ARGS);
		return;
	}
	step->within.unit = (enum ir_time_unit)(amount->op - KW_WORKDAYS + IR_WORKDAYS);
	if (!duration_parse(*amount->first->text, &step->within.length))
		scope_error(scope, amount->span, DIAG_DURATION_LENGTH, ARGS(*amount->first->text));
}

static const struct property step_properties[KW_COUNT] = {
	[KW_BY] = {step_by, false},
	[KW_TO] = {step_to, false},
	[KW_IN_WRITING] = {step_in_writing, false},
	[KW_COLLECTIVELY] = {step_collectively, false},
	[KW_PRODUCES] = {step_produces, false},
	[KW_WITHIN] = {step_within, false},
};

static void lower_step(struct scope *scope, const struct node *node, struct ir_step *out)
{
	out->name = node->first->name->text;
	out->title = node_text(node_child(node, NODE_STRING));
	out->place = scope_place(scope, node->first);
	lower_properties(scope, node, step_properties, out);
}

static void procedure_initiate(struct scope *scope, const struct node *prop, void *out)
{
	((struct ir_procedure *)out)->initiate = lower_actors(scope, prop->first);
}

static void procedure_window(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_procedure *procedure = out;
	procedure->window_from = lower_moment(scope, prop->first);
	procedure->window_to = lower_moment(scope, prop->first->next);
	/* An application may be accepted at any time. */
	if (procedure->window_from > procedure->window_to && procedure->window_to &&
	    procedure->window_from != IR_ACCEPTANCE && procedure->window_to != IR_ACCEPTANCE)
		scope_finding(scope, prop->span, DIAG_WINDOW_BACKWARDS, NO_ARGS);
}

static void procedure_clause(struct scope *scope, const struct node *prop, void *out)
{
	lower_clause(scope, prop, &((struct ir_procedure *)out)->clause);
}

static const struct property procedure_properties[KW_COUNT] = {
	[KW_INITIATE] = {procedure_initiate, false},
	[KW_WINDOW] = {procedure_window, false},
	[KW_ARTICLE] = {procedure_clause, false},
	[KW_TEXT] = {procedure_clause, false},
	[KW_PROVENANCE] = {procedure_clause, false},
};

void lower_procedure(struct scope *scope, const struct node *node, struct ir_procedure *out)
{
	out->name = node->first->name->text;
	out->title = node_text(node_child(node, NODE_STRING));
	out->place = scope_place(scope, node->first);
	lower_properties(scope, node, procedure_properties, out);
	check_distinct(scope, node, NODE_STEP);
	out->steps = ARENA_ARRAY(scope->arena, struct ir_step, count_children(node, NODE_STEP));
	for (const struct node *child = node->first; child; child = child->next) {
		if (child->kind == NODE_STEP)
			lower_step(scope, child, &out->steps[out->step_count++]);
	}
}
