/* A value of a fact, whatever answer it stands in: a case can be given it back. */
#include "emit/value.h"

#include "base/value/money.h"

static void add_choices(struct buf *out, struct told_value value)
{
	bool first = true;
	for (size_t i = 0; i < value.choice_count; i++) {
		if (!((uint64_t)value.number >> i & 1))
			continue;
		if (!first)
			buf_add_char(out, ',');
		buf_add(out, value.choices[i]);
		first = false;
	}
}

void value_add(struct buf *out, struct told_value value)
{
	switch (value.type) {
	case IR_BOOL:
		buf_add_text(out, value.number ? "yes" : "no");
		break;
	case IR_MONEY:
		buf_add_money_decimal(out, value.number);
		break;
	case IR_COUNT:
		buf_add_int(out, value.number);
		break;
	case IR_DATE:
		buf_add_date(out, (int32_t)value.number);
		break;
	case IR_CHOICE:
		buf_add(out, value.choices[value.number]);
		break;
	case IR_SET:
		add_choices(out, value);
		break;
	}
}

static void json_text_of(struct json *json, struct told_value value)
{
	struct buf text;
	buf_init(&text, json->out->mem);
	value_add(&text, value);
	json_str(json, buf_str(&text));
	buf_fini(&text);
}

void value_json(struct json *json, struct told_value value)
{
	if (value.type == IR_BOOL)
		json_bool(json, value.number != 0);
	else if (value.type == IR_COUNT)
		json_int(json, value.number);
	else if (value.type == IR_SET)
		json_names(json, value.choices, value.choice_count, (uint64_t)value.number);
	else
		json_text_of(json, value);
}
