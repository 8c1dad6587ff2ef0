/* Records that are equal by chance must not be taken for each other when they are copied. */
#include "unit/base/base.h"

#include "history/index/packed.h"

static void fail(void *data)
{
	(void)data;
	abort();
}

struct heaps {
	struct mem mem;
	struct arena arena;
	struct heap from;
	struct heap to;
};

static void heaps_init(struct heaps *heaps)
{
	mem_init(&heaps->mem, fail, NULL);
	arena_init(&heaps->arena, &heaps->mem);
	heap_init(&heaps->from, &heaps->mem);
	heap_init(&heaps->to, &heaps->mem);
}

static void heaps_fini(struct heaps *heaps)
{
	heap_fini(&heaps->from);
	heap_fini(&heaps->to);
	arena_fini(&heaps->arena);
	mem_fini(&heaps->mem);
}

static struct text text_of(struct text_rule *rule, int32_t *withdraws)
{
	static struct str issuer = {"city", 4};
	return (struct text){
		.readable = true,
		.list = STR("list"),
		.issuer = issuer,
		.issuers = &issuer,
		.issuer_count = 1,
		.promulgated = 1,
		.effective = 1,
		.expires = DATE_NONE,
		.in_force_since = DATE_NONE,
		.rules = rule,
		.rule_count = rule != NULL,
		.withdraws = withdraws,
		.withdraw_count = withdraws != NULL,
	};
}

/* A rule lies at some place; the array of that one rule is then one word, the place. A text that
 * withdraws the day with the same number has an equal array. */
Test(packed, a_day_is_not_taken_for_a_place)
{
	struct heaps heaps;
	heaps_init(&heaps);
	struct text_rule rule = {
		.id = STR("r"), .identity = STR("r"), .kind = STR("bar"), .line = 7};
	struct text with_rule = text_of(&rule, NULL);
	uint32_t first = text_pack(&heaps.from, &heaps.mem, &with_rule);
	for (int32_t day = 1; day < (int32_t)heaps.from.count; day++) {
		struct text with_day = text_of(NULL, &day);
		struct repacker repacker;
		heap_put_str(&heaps.to, STR("what makes all places others"));
		uint32_t second = text_pack(&heaps.from, &heaps.mem, &with_day);
		repacker_init(&repacker, &heaps.to, heap_view(&heaps.from));
		repack_text(&repacker, first);
		uint32_t place = repack_text(&repacker, second);
		const struct text *text = text_unpack(&heaps.arena, heap_view(&heaps.to), place);
		claim(text->withdraw_count == 1 && text->withdraws[0] == day, "day %d became %d",
		      day, text->withdraw_count ? text->withdraws[0] : -1);
		repacker_fini(&repacker);
		if (day == 200)
			break;
	}
	heaps_fini(&heaps);
}

/* A string of one letter and an array of one place are two words each: equal where the place is the
 * number of the letter. */
Test(packed, a_letter_is_not_taken_for_a_place)
{
	for (size_t padding = 0; padding < 200; padding++) {
		struct heaps heaps;
		struct repacker repacker;
		struct text_rule rule = {
			.id = STR("g"), .kind = STR("redline"), .article = STR("1")};
		struct text text = text_of(&rule, NULL);
		text.corrects = STR("g");
		heaps_init(&heaps);
		heap_put_str(&heaps.to, STR("what makes all places others"));
		for (size_t i = 0; i < padding; i++)
			heap_append(&heaps.from, (uint32_t[]){0}, 1);
		uint32_t from = text_pack(&heaps.from, &heaps.mem, &text);
		repacker_init(&repacker, &heaps.to, heap_view(&heaps.from));
		uint32_t place = repack_text(&repacker, from);
		const struct text *copy = text_unpack(&heaps.arena, heap_view(&heaps.to), place);
		claim(copy->rule_count == 1 && str_equal(copy->rules[0].kind, rule.kind) &&
			      copy->issuer_count == 1 &&
			      str_equal(copy->issuers[0], text.issuers[0]),
		      "behind %zu words it is another text", padding);
		repacker_fini(&repacker);
		heaps_fini(&heaps);
	}
}
