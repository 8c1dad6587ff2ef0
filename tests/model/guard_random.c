/* Random worlds: a commit a week, each of which writes a text over what stood in a file. */
#include "guard_world.h"

#include "text_random.h"

#include <string.h>

enum { WEEK = 7, AHEAD = 60 };

struct making {
	struct guard_world *world;
	uint64_t chance;
};

static int below(struct making *m, int count)
{
	return random_below(&m->chance, count);
}

static bool one_in(struct making *m, int count)
{
	return below(m, count) == 0;
}

static void make_condition(struct making *m, struct guard_condition *out)
{
	out->facts[0] = below(m, GUARD_FACTS);
	out->facts[1] = (out->facts[0] + 1 + below(m, GUARD_FACTS - 1)) % GUARD_FACTS;
	out->negated[0] = one_in(m, 3);
	out->negated[1] = one_in(m, 2);
	out->is_or = one_in(m, 3);
}

static void make_rule(struct making *m, struct guard_rule *out, const struct guard_text *text)
{
	*out = (struct guard_rule){.from = GUARD_NONE, .to = GUARD_EVER};
	out->kind = (enum guard_kind)below(m, 3);
	make_condition(m, &out->when);
	out->has_except = one_in(m, 4);
	if (out->has_except)
		make_condition(m, &out->except);
	if (one_in(m, 5))
		out->from = text->effective + below(m, AHEAD);
	if (one_in(m, 5))
		out->to = (out->from == GUARD_NONE ? text->effective : out->from) + 1 +
			  below(m, AHEAD);
}

/* Some text before this one that is a text, of that list or, GUARD_NONE, of any. */
static int some_text(struct making *m, int before, int list)
{
	for (int tries = 0; tries < 8 && before > 0; tries++) {
		int text = below(m, before);
		const struct guard_text *found = &m->world->texts[text];
		if (!found->deletes && (list == GUARD_NONE || found->list == list))
			return text;
	}
	return GUARD_NONE;
}

static void make_repeal(struct making *m, struct guard_text *text, int number)
{
	int other = some_text(m, number, GUARD_NONE);
	if (other == GUARD_NONE || m->world->texts[other].list == text->list)
		return;
	const struct guard_text *ended = &m->world->texts[other];
	struct guard_repeal *out = &text->repeals[text->repeal_count++];
	*out = (struct guard_repeal){ended->list, GUARD_NONE, 0, text->effective + below(m, AHEAD)};
	if (one_in(m, 2)) {
		out->text = other;
		out->rule = below(m, ended->rule_count);
	}
}

/* A day on which no text of the list takes effect that stands beside it in the tree. */
static int free_day(struct making *m, const struct guard_text *text, int number, int day)
{
	for (int i = 0; i < number; i++) {
		const struct guard_text *other = &m->world->texts[i];
		if (other->list == text->list && !other->deletes && other->file != text->file &&
		    other->effective == day)
			return free_day(m, text, number, day + 1);
	}
	return day;
}

static void make_text(struct making *m, int number)
{
	struct guard_text *text = &m->world->texts[number];
	int now = (number + 1) * WEEK, old = GUARD_NONE;
	*text = (struct guard_text){.list = below(m, m->world->list_count),
				    .file = one_in(m, 3),
				    .expires = GUARD_EVER,
				    .withdraws = GUARD_NONE};
	old = some_text(m, number, text->list);
	if (one_in(m, 10)) {
		text->deletes = true;
		return;
	}
	text->promulgated = now - below(m, WEEK);
	text->effective = free_day(m, text, number, text->promulgated + below(m, AHEAD));
	if (old != GUARD_NONE && m->world->texts[old].file == text->file && one_in(m, 4)) {
		text->effective = m->world->texts[old].effective;
		text->promulgated = m->world->texts[old].promulgated;
	}
	if (one_in(m, 5))
		text->expires = text->effective + 1 + below(m, AHEAD);
	if (old != GUARD_NONE && m->world->texts[old].effective != text->effective && one_in(m, 5))
		text->withdraws = m->world->texts[old].effective;
	text->has_scope = one_in(m, 5);
	if (text->has_scope)
		make_condition(m, &text->scope);
	text->rule_count = 1 + below(m, GUARD_RULES);
	for (int i = 0; i < text->rule_count; i++)
		make_rule(m, &text->rules[i], text);
	if (one_in(m, 5))
		make_repeal(m, text, number);
}

void guard_random(struct guard_world *world, uint64_t seed)
{
	struct making m = {world, seed};
	memset(world, 0, sizeof(*world));
	world->list_count = 2 + below(&m, GUARD_LISTS - 1);
	for (int i = 0; i < world->list_count; i++)
		world->issuers[i] = i == 0 ? 0 : below(&m, GUARD_AUTHORITIES);
	world->text_count = 2 + below(&m, GUARD_TEXTS - 1);
	for (int i = 0; i < world->text_count; i++)
		make_text(&m, i);
	world->today = (world->text_count + 1) * WEEK;
}
