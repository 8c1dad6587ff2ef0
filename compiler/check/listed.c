/* Values behind one comparison that were read as conditions of their own: 后果 = 无 或 较轻. */
#include "check/scope.h"

#include "base/text/bound.h"
#include "base/text/listed.h"

static bool has_choice(const struct ir_fact *fact, struct str name)
{
	for (size_t i = 0; i < fact->choice_count; i++) {
		if (choice_is(&fact->choices[i], name))
			return true;
	}
	return false;
}

static bool scope_knows(struct scope *scope, struct str name)
{
	return scope_define(scope, name) || scope_fact(scope, name);
}

/* The comparison before the span, one of whose values stands there. */
static const struct ir_fact *listed_at(struct scope *scope, struct span span, struct listed *out)
{
	enum { NEAR = 240 }; /* bytes; a longer list is told value by value */
	const struct source *source = scope->source;
	uint32_t from = span.start > NEAR ? span.start - NEAR : 0;
	struct str before = source_text(source, (struct span){from, span.start});
	enum listed_by by = listed_cut(&before);
	if (!by || !listed_before(out, before))
		return NULL;
	const struct ir_fact *fact = scope_fact(scope, out->fact);
	if (!fact || !has_choice(fact, source_text(source, span)) ||
	    (fact->type == IR_SET) != (out->sign == LISTED_HAS))
		return NULL;
	out->by = by > out->by ? by : out->by;
	return fact;
}

/* The further values behind the span. */
static void listed_go_on(struct scope *scope, const struct ir_fact *fact, struct span span,
			 struct listed *out)
{
	const struct source *source = scope->source;
	struct str rest = {source->text + span.end, source->size - span.end}, value;
	enum listed_by by;
	out->values.len = (size_t)(rest.ptr - out->values.ptr);
	while ((by = listed_take(&rest, &value)) && by != LISTED_AND && has_choice(fact, value) &&
	       !scope_knows(scope, value)) {
		out->by = by > out->by ? by : out->by;
		out->values.len = (size_t)(rest.ptr - out->values.ptr);
	}
}

static void add_each(struct buf *out, struct scope *scope, const struct listed *listed,
		     const char *has)
{
	struct buf before;
	buf_init(&before, scope->arena->mem);
	buf_add(&before, listed->fact);
	buf_add_text(&before, has);
	listed_add(out, buf_str(&before), listed->values);
	buf_fini(&before);
}

/* Whether it says beyond doubt which of the values are meant. */
static bool offer_choices(struct buf *out, const struct listed *listed, bool chinese)
{
	if (listed->sign == LISTED_UNEQUAL)
		buf_add_text(out, chinese ? "非 " : "not ");
	buf_add(out, listed->fact);
	buf_add_text(out, chinese ? " 属于 { " : " in { ");
	listed_add(out, STR(""), listed->values);
	buf_add_text(out, " }");
	return listed->by == LISTED_MARK ||
	       (listed->sign == LISTED_EQUAL && listed->by != LISTED_AND);
}

static bool offer_several(struct scope *scope, struct buf *out, const struct listed *listed,
			  bool chinese)
{
	bool all = listed->by == LISTED_AND;
	if (all)
		buf_add_text(out, chinese ? "全部 { " : "all of { ");
	else if (listed->by == LISTED_OR)
		buf_add_text(out, chinese ? "任一 { " : "any of { ");
	add_each(out, scope, listed, chinese ? " 含 " : " has ");
	if (all || listed->by == LISTED_OR)
		buf_add_text(out, " }");
	return all || listed->by == LISTED_OR;
}

bool offer_listed(struct scope *scope, struct diag *diag, struct span span)
{
	struct listed listed;
	const struct ir_fact *fact = listed_at(scope, span, &listed);
	if (!fact)
		return false;
	listed_go_on(scope, fact, span, &listed);
	uint32_t start = (uint32_t)(listed.fact.ptr - scope->source->text);
	struct span whole = {start, start};
	whole.end = (uint32_t)(listed.values.ptr + listed.values.len - scope->source->text);
	bool chinese = (unsigned char)listed.fact.ptr[0] >= 0x80;
	struct buf written;
	buf_init(&written, scope->arena->mem);
	bool set = fact->type == IR_SET;
	bool sure = set ? offer_several(scope, &written, &listed, chinese)
			: offer_choices(&written, &listed, chinese);
	bool both = set && !sure;
	/* 非 before it takes the first value alone, or all of them. */
	if (sure && listed.by != LISTED_MARK)
		sure = !ends_in_negation((struct str){scope->source->text, start});
	scope_hint(scope, diag,
		   both	  ? HINT_LISTED_SET
		   : sure ? HINT_LISTED
			  : HINT_LISTED_TOGETHER,
		   ARGS(buf_str(&written), listed.fact));
	if (sure)
		diag_edit(scope->diags, diag, whole, buf_str(&written));
	buf_fini(&written);
	return true;
}

bool listed_told(struct scope *scope, struct span span)
{
	enum { TOLD_MAX = 1000 }; /* how often a file is looked at for it */
	struct listed listed;
	if (scope->listings++ >= TOLD_MAX || !listed_at(scope, span, &listed))
		return false;
	struct str values = listed.values, value;
	for (size_t i = 0; i < values.len; i++) {
		struct str rest = str_from_to(values, i, values.len);
		if (listed_take(&rest, &value))
			return !scope_knows(scope, value);
	}
	return false;
}
