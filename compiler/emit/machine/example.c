/* A case in words, and as JSON. */
#include "emit/machine/example.h"

#include "analyze/analyze.h"
#include "base/value/money.h"
#include "base/text/utf8.h"
#include "emit/human/parts.h"
#include "emit/value.h"
#include "emit/writer.h"

static void add_names(struct buf *out, const struct analyze_value *value)
{
	const char *comma = " ";
	buf_add_char(out, '{');
	for (size_t i = 0; i < value->choice_count; i++) {
		if (!((uint64_t)value->number >> i & 1))
			continue;
		buf_add_text(out, comma);
		buf_add(out, value->choices[i]);
		comma = ", ";
	}
	buf_add_text(out, " }");
}

static struct told_value told_value(const struct analyze_value *value)
{
	return (struct told_value){value->type, value->number, value->choices, value->choice_count};
}

static void add_value(struct buf *out, const struct analyze_value *value, enum language language)
{
	if (!value->given)
		buf_add(out, word_text(language, WORD_UNKNOWN));
	else if (value->type == IR_BOOL)
		buf_add(out, word_text(language, value->number ? WORD_YES : WORD_NO));
	else if (value->type == IR_SET)
		add_names(out, value);
	else if (value->type == IR_MONEY)
		buf_add_money(out, value->number);
	else
		value_add(out, told_value(value));
}

static void add_day(struct buf *out, enum language language, enum word_id id, int32_t day)
{
	struct buf date;
	buf_init(&date, out->mem);
	buf_add_date(&date, day);
	word_add(out, language, id, ARGS(buf_str(&date)));
	buf_fini(&date);
}

static void add_conduct(struct buf *out, enum language language, const struct analyze_case *example)
{
	struct day from, to;
	if (example->lasted == 0) {
		add_day(out, language, WORD_EXAMPLE_CONDUCT, example->conduct);
		return;
	}
	word_add(out, language, WORD_EXAMPLE_CONDUCT_SPAN,
		 ARGS(day_text(&from, example->conduct - example->lasted),
		      day_text(&to, example->conduct)));
}

void example_text(struct buf *out, const struct analyze_case *example, enum language language)
{
	for (size_t i = 0; i < example->count; i++) {
		if (i > 0)
			buf_add_text(out, ", ");
		buf_add(out, example->values[i].name);
		buf_add_text(out, " = ");
		add_value(out, &example->values[i], language);
	}
	if (example->count == 0)
		buf_add(out, word_text(language, WORD_EXAMPLE_ANY));
	if (example->subject.len)
		word_add(out, language, WORD_EXAMPLE_WHOSE,
			 ARGS(example->subject, example->organ));
	add_conduct(out, language, example);
	if (example->accountable != example->conduct)
		add_day(out, language, WORD_EXAMPLE_ACCOUNTABLE, example->accountable);
	if (example->decided != example->accountable)
		add_day(out, language, WORD_EXAMPLE_DECIDED, example->decided);
}

void example_line(struct buf *out, const struct analyze_case *example, enum language language)
{
	buf_add(out, word_text(language, WORD_EXAMPLE));
	buf_add(out, word_text(language, WORD_COLON));
	example_text(out, example, language);
}

static void json_named(struct json *json, struct buf *name, const struct analyze_value *value)
{
	buf_clear(name);
	buf_add(name, value->name);
	json_key(json, name->ptr);
	if (value->given)
		value_json(json, told_value(value));
	else
		json_null(json);
}

void json_witness(struct json *json, const struct analyze_case *example)
{
	struct buf name;
	buf_init(&name, json->out->mem);
	json_key(json, "witness");
	json_object(json);
	if (example->subject.len) {
		json_key(json, "subject");
		json_str(json, example->subject);
		json_key(json, "by");
		json_str(json, example->organ);
	}
	if (example->lasted > 0)
		json_member_date(json, "conduct_from", example->conduct - example->lasted);
	json_member_date(json, "conduct", example->conduct);
	json_member_date(json, "accountable", example->accountable);
	json_member_date(json, "decided", example->decided);
	json_key(json, "facts");
	json_object(json);
	for (size_t i = 0; i < example->count; i++)
		json_named(json, &name, &example->values[i]);
	json_object_end(json);
	json_object_end(json);
	buf_fini(&name);
}
