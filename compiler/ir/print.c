/* The checked form as an outline, in the order of the text. For golden files and `tolc dump`. */
#include "ir/ir.h"

#include "base/buf.h"
#include "base/value/money.h"

static const char *const compare_words[] = {"=", "<", "<=", ">", ">="};
static const char *const transition_words[] = {"", "old_unless_lighter", "old", "new"};
static const char *const effect_words[] = {"exempt", "no_accountability", "mitigate", "lenient",
					   "no_negative_evaluation"};
static const char *const outcome_words[] = {"tolerated", "barred", "silent", "needs ruling"};

static void line(struct buf *out, size_t depth, const char *word)
{
	buf_add_repeat(out, ' ', depth * 2);
	buf_add_text(out, word);
}

static void end(struct buf *out)
{
	buf_add_char(out, '\n');
}

static void add_word(struct buf *out, struct str word)
{
	buf_add_char(out, ' ');
	buf_add(out, word);
}

static void add_quoted(struct buf *out, struct str text)
{
	buf_add_char(out, ' ');
	buf_add_quoted(out, text);
}

static void print_text(struct buf *out, size_t depth, const char *word, struct str text)
{
	if (!text.ptr || !text.len)
		return;
	line(out, depth, word);
	add_quoted(out, text);
	end(out);
}

static void print_word(struct buf *out, size_t depth, const char *word, const char *value)
{
	if (!value[0])
		return;
	line(out, depth, word);
	add_word(out, str_from(value));
	end(out);
}

static void print_date(struct buf *out, size_t depth, const char *word, int32_t date)
{
	if (date == DATE_NONE)
		return;
	line(out, depth, word);
	buf_add_char(out, ' ');
	buf_add_date(out, date);
	end(out);
}

static void print_dates(struct buf *out, size_t depth, const char *word, struct ir_dates dates)
{
	for (size_t i = 0; i < dates.count; i++)
		print_date(out, depth, word, dates.items[i]);
}

static void add_number(struct buf *out, const struct ir_fact *fact, int64_t number)
{
	enum ir_type type = fact ? fact->type : IR_DATE;
	buf_add_char(out, ' ');
	if (type == IR_MONEY)
		buf_add_money(out, number);
	else if (type == IR_DATE)
		buf_add_date(out, (int32_t)number);
	else if (type == IR_CHOICE || type == IR_SET)
		buf_add(out, fact->choices[number].name);
	else
		buf_add_int(out, number);
}

/* Conditions, in prefix form on one line. */

static void add_expr(struct buf *out, const struct ir_expr *expr);

static void add_operand(struct buf *out, const struct ir_expr *expr)
{
	buf_add_char(out, ' ');
	buf_add(out, expr->fact ? expr->fact->name : str_from(ir_moment_word(expr->left)));
}

static void add_args(struct buf *out, const struct ir_expr *expr)
{
	for (uint32_t i = 0; i < expr->count; i++) {
		buf_add_char(out, ' ');
		add_expr(out, expr->args[i]);
	}
}

static void add_compare(struct buf *out, const struct ir_expr *expr)
{
	buf_addf(out, "%s", compare_words[expr->compare]);
	add_operand(out, expr);
	if (expr->right)
		buf_addf(out, " %s", ir_moment_word(expr->right));
	else
		add_number(out, expr->fact, expr->number);
}

static void add_in(struct buf *out, const struct ir_expr *expr)
{
	buf_add_text(out, "in");
	add_operand(out, expr);
	for (uint32_t i = 0; i < expr->count; i++)
		add_number(out, expr->fact, expr->numbers[i]);
}

static const char *op_word(enum ir_op op)
{
	static const char *const words[] = {
#define IR_OP(id, name) name,
#include "ir/op.def"
#undef IR_OP
	};
	return words[op];
}

static void add_call(struct buf *out, const struct ir_expr *expr)
{
	buf_add_text(out, op_word((enum ir_op)expr->op));
	if (expr->op == IR_AT_LEAST)
		buf_addf(out, " %d", (int)expr->number);
	if (expr->op == IR_HAS || expr->op == IR_KNOWN)
		add_operand(out, expr);
	if (expr->op == IR_HAS)
		add_number(out, expr->fact, expr->number);
	if (expr->op == IR_DEFINED)
		add_word(out, expr->define->name);
	if (expr->op <= IR_AT_LEAST)
		add_args(out, expr);
}

static void add_expr(struct buf *out, const struct ir_expr *expr)
{
	if (!expr) {
		buf_add_text(out, "(error)");
		return;
	}
	if (expr->op == IR_FACT) {
		buf_add(out, expr->fact->name);
		return;
	}
	buf_add_char(out, '(');
	if (expr->op == IR_COMPARE)
		add_compare(out, expr);
	else if (expr->op == IR_IN)
		add_in(out, expr);
	else
		add_call(out, expr);
	buf_add_char(out, ')');
}

static void print_expr(struct buf *out, size_t depth, const char *word, const struct ir_expr *expr)
{
	line(out, depth, word);
	buf_add_char(out, ' ');
	add_expr(out, expr);
	end(out);
}

/* Rules. */

static void print_head(struct buf *out, size_t depth, const char *word, struct str name,
		       struct str title)
{
	line(out, depth, word);
	add_word(out, name);
	if (title.len)
		add_quoted(out, title);
	end(out);
}

static void print_clause(struct buf *out, size_t depth, const struct ir_clause *clause)
{
	print_text(out, depth, "article", clause->article);
	print_text(out, depth, "text", clause->text);
	print_word(out, depth, "provenance", ir_provenance_word(clause->provenance));
	print_text(out, depth, "citation", clause->citation);
}

static void print_excepts(struct buf *out, size_t depth, const struct ir_except *excepts,
			  size_t count)
{
	for (size_t i = 0; i < count; i++) {
		print_head(out, depth, "except", excepts[i].name, excepts[i].title);
		print_clause(out, depth + 1, &excepts[i].clause);
		print_expr(out, depth + 1, "when", excepts[i].when);
		print_excepts(out, depth + 1, excepts[i].excepts, excepts[i].except_count);
	}
}

static void print_names(struct buf *out, size_t depth, const char *word, struct ir_strs names)
{
	if (!names.count)
		return;
	line(out, depth, word);
	for (size_t i = 0; i < names.count; i++)
		add_word(out, names.items[i]);
	end(out);
}

static void print_rule(struct buf *out, const struct ir_rule *rule)
{
	print_head(out, 1, ir_rule_kind_word(rule->kind), rule->name, rule->title);
	print_names(out, 2, "formerly", rule->formerly);
	print_clause(out, 2, &rule->clause);
	print_date(out, 2, "effective", rule->effective);
	print_date(out, 2, "expires", rule->expires);
	print_expr(out, 2, "when", rule->when);
	for (size_t i = 0; i < rule->effect_count; i++) {
		line(out, 2, rule->effects[i].strength == IR_MUST ? "effect must " : "effect may ");
		buf_add_text(out, effect_words[rule->effects[i].effect]);
		end(out);
	}
	print_excepts(out, 2, rule->excepts, rule->except_count);
}

/* Procedures. */

static void add_actors(struct buf *out, const char *word, struct ir_actors actors)
{
	for (size_t i = 0; i < IR_ACTOR_COUNT; i++) {
		if (actors.set & (1u << i))
			buf_addf(out, " %s %s", word, ir_actor_word((enum ir_actor)i));
	}
}

static void print_step(struct buf *out, const struct ir_step *step)
{
	line(out, 2, "step");
	add_word(out, step->name);
	if (step->title.len)
		add_quoted(out, step->title);
	add_actors(out, "by", step->by);
	add_actors(out, "to", step->to);
	if (step->in_writing)
		buf_add_text(out, " in writing");
	if (step->within.unit)
		buf_addf(out, " within %d %s from %s", (int)step->within.length,
			 ir_time_unit_word(step->within.unit), ir_moment_word(step->from));
	if (step->collectively)
		buf_add_text(out, " collectively");
	if (step->produces.len) {
		buf_add_text(out, " produces");
		add_quoted(out, step->produces);
	}
	end(out);
}

static void print_procedure(struct buf *out, const struct ir_procedure *procedure)
{
	print_head(out, 1, "procedure", procedure->name, procedure->title);
	print_clause(out, 2, &procedure->clause);
	if (procedure->initiate.set) {
		line(out, 2, "initiate");
		add_actors(out, "by", procedure->initiate);
		end(out);
	}
	if (procedure->window_from) {
		line(out, 2, "window");
		buf_addf(out, " from %s to %s", ir_moment_word(procedure->window_from),
			 ir_moment_word(procedure->window_to));
		end(out);
	}
	for (size_t i = 0; i < procedure->step_count; i++)
		print_step(out, &procedure->steps[i]);
}

/* Lists. */

static void add_ref(struct buf *out, const struct ir_ref *ref)
{
	buf_add_char(out, ' ');
	buf_add_name(out, ref->list, ref->rule);
}

static void print_refs(struct buf *out, const char *word, const struct ir_ref *refs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		line(out, 1, word);
		add_ref(out, &refs[i]);
		end(out);
	}
}

static void print_dependencies(struct buf *out, const struct ir_list *list)
{
	for (size_t i = 0; i < list->repeal_count; i++) {
		line(out, 1, "repeals");
		add_ref(out, &list->repeals[i].ref);
		if (list->repeals[i].from != DATE_NONE) {
			buf_add_text(out, " from ");
			buf_add_date(out, list->repeals[i].from);
		}
		end(out);
	}
	for (size_t i = 0; i < list->basis_count; i++) {
		line(out, 1, "basis");
		add_ref(out, &list->basis[i].ref);
		if (list->basis[i].at != DATE_NONE) {
			buf_add_text(out, " at ");
			buf_add_date(out, list->basis[i].at);
		}
		if (list->basis[i].article.len)
			add_quoted(out, list->basis[i].article);
		end(out);
	}
	print_refs(out, "special to", list->special_to, list->special_to_count);
	print_refs(out, "saves", list->saves, list->saves_count);
	print_names(out, 1, "delegates to", list->delegates);
}

static void print_transition(struct buf *out, const struct ir_list *list)
{
	if (list->transition) {
		line(out, 1, "transition");
		buf_addf(out, " %s as of %s", transition_words[list->transition],
			 ir_moment_word(list->transition_at));
		end(out);
	}
	print_word(out, 1, "continuing", transition_words[list->continuing]);
	for (size_t i = 0; i < list->recognition_count; i++) {
		const struct ir_recognition *recognition = &list->recognitions[i];
		line(out, 1, recognition->binding ? "binding before" : "advisory before");
		add_word(out, recognition->before);
		if (recognition->whose.len) {
			buf_add_text(out, " for");
			add_word(out, recognition->whose);
		}
		end(out);
	}
}

static void add_value(struct buf *out, const struct ir_fact *fact, struct ir_value value)
{
	if (!value.known)
		buf_add_text(out, " unknown");
	else if (fact->type == IR_BOOL)
		buf_add_text(out, value.number ? " yes" : " no");
	else if (fact->type != IR_SET)
		add_number(out, fact, value.number);
	for (size_t i = 0; value.known && fact->type == IR_SET && i < fact->choice_count; i++) {
		if ((uint64_t)value.number >> i & 1)
			add_word(out, fact->choices[i].name);
	}
}

static void print_presume(struct buf *out, const struct ir_presume *presume)
{
	line(out, 1, "presume");
	add_word(out, presume->fact->name);
	buf_add_text(out, " =");
	add_value(out, presume->fact, presume->value);
	end(out);
}

static void print_properties(struct buf *out, const struct ir_list *list)
{
	if (!list->readable)
		line(out, 1, "unreadable\n");
	if (list->issuer)
		print_text(out, 1, "issuer", list->issuer->name);
	print_text(out, 1, "document", list->document);
	print_date(out, 1, "promulgated", list->promulgated);
	print_date(out, 1, "effective", list->effective);
	print_text(out, 1, "pending", list->pending);
	print_date(out, 1, "expires", list->expires);
	print_date(out, 1, "in_force_since", list->in_force_since);
	print_word(out, 1, "status", ir_status_word(list->status));
	if (list->retroactive)
		line(out, 1, "retroactive\n");
	if (list->corrects.ptr) {
		line(out, 1, "corrects");
		add_quoted(out, list->corrects);
		end(out);
	}
	print_dates(out, 1, "withdraws", list->withdraws);
	print_dates(out, 1, "reinstates", list->reinstates);
	print_dependencies(out, list);
	print_transition(out, list);
	if (list->scope)
		print_expr(out, 1, "scope", list->scope);
}

static void print_list(struct buf *out, const struct ir_list *list)
{
	print_head(out, 0, "list", list->name, list->title);
	print_properties(out, list);
	for (size_t i = 0; i < list->define_count; i++) {
		print_head(out, 1, "define", list->defines[i].name, list->defines[i].title);
		print_expr(out, 2, "is", list->defines[i].expr);
	}
	for (size_t i = 0; i < list->rule_count; i++)
		print_rule(out, &list->rules[i]);
	for (size_t i = 0; i < list->presume_count; i++)
		print_presume(out, &list->presumes[i]);
	for (size_t i = 0; i < list->procedure_count; i++)
		print_procedure(out, &list->procedures[i]);
}

/* Declarations and cases. */

static void print_fact(struct buf *out, const struct ir_fact *fact)
{
	line(out, 1, "fact");
	add_word(out, fact->name);
	buf_addf(out, " : %s", ir_type_word(fact->type));
	for (size_t i = 0; i < fact->choice_count; i++)
		add_word(out, fact->choices[i].name);
	end(out);
	print_names(out, 2, "alias", fact->aliases);
	print_names(out, 2, "formerly", fact->formerly);
	print_text(out, 2, "question", fact->question);
}

static void print_authority(struct buf *out, const struct ir_authority *authority)
{
	print_head(out, 0, "authority", authority->name, authority->title);
	print_word(out, 1, "level", ir_level_word(authority->level));
	if (authority->parent_name.len) {
		line(out, 1, "under");
		add_word(out, authority->parent_name);
		end(out);
	}
}

static void print_given(struct buf *out, const struct ir_given *given)
{
	line(out, 2, "");
	buf_add(out, given->fact->name);
	buf_add_text(out, " =");
	add_value(out, given->fact, given->value);
	end(out);
}

static void print_expect(struct buf *out, const struct ir_case *ir)
{
	if (!ir->expects)
		return;
	line(out, 1, "expect");
	for (int i = 0; i <= IR_NEEDS_RULING; i++)
		if (ir->expects >> i & 1)
			add_word(out, str_from(outcome_words[i]));
	if (ir->expect_by.list.len) {
		buf_add_text(out, " by");
		add_ref(out, &ir->expect_by);
	}
	end(out);
	print_text(out, 1, "because", ir->because);
}

static void print_case(struct buf *out, const struct ir_case *ir)
{
	print_head(out, 0, "case", ir->name, ir->title);
	if (!ir->readable)
		line(out, 1, "unreadable\n");
	print_text(out, 1, "source", ir->source);
	print_clause(out, 1, &ir->clause);
	print_text(out, 1, "subject", ir->subject);
	print_date(out, 1, "conduct", ir->conduct_from);
	if (ir->conduct_to != ir->conduct_from)
		print_date(out, 1, "to", ir->conduct_to);
	print_date(out, 1, "accountable", ir->accountable);
	print_text(out, 1, "by", ir->accountable_by);
	print_date(out, 1, "decided", ir->decided);
	print_date(out, 1, "closed", ir->closed);
	line(out, 1, "facts\n");
	for (size_t i = 0; i < ir->given_count; i++)
		print_given(out, &ir->givens[i]);
	print_text(out, 1, "outcome", ir->outcome);
	print_expect(out, ir);
}

void ir_print(struct buf *out, const struct ir_unit *unit)
{
	for (size_t i = 0; i < unit->vocabulary_count; i++) {
		const struct ir_vocabulary *vocabulary = unit->vocabularies[i];
		print_head(out, 0, "vocabulary", vocabulary->name, vocabulary->title);
		for (size_t j = 0; j < vocabulary->fact_count; j++)
			print_fact(out, vocabulary->facts[j]);
	}
	for (size_t i = 0; i < unit->authority_count; i++)
		print_authority(out, unit->authorities[i]);
	for (size_t i = 0; i < unit->list_count; i++)
		print_list(out, &unit->lists[i]);
	for (size_t i = 0; i < unit->case_count; i++)
		print_case(out, &unit->cases[i]);
}
