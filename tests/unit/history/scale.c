/*
 * Nothing may take longer than in proportion: each shape is tried with so many observations that a
 * quadratic step would run into the time limit many times over.
 */
#include "scene.h"

#include <stdlib.h>

enum {
	MANY = 100000,
	DAY = 10000,
	LIMIT = 30, /* seconds; all shapes together take about one */
};

TestSuite(scale, .timeout = LIMIT);

static void exhausted(void *data)
{
	(void)data;
	abort();
}

struct fixture {
	struct mem mem;
	struct arena arena;
	struct names names;
	struct text *texts;
	struct observation *observations;
	size_t count;
	struct str issuer;
	struct recorded_commit *chain;
	struct list_entries entries;
	struct record record;
	struct repeals repeals;
	struct finding_list findings;
	struct timeline timeline;
};

static void setup(struct fixture *f)
{
	*f = (struct fixture){.issuer = STR("central")};
	mem_init(&f->mem, exhausted, NULL);
	arena_init(&f->arena, &f->mem);
	names_init(&f->names, &f->arena);
	f->texts = mem_zalloc(&f->mem, MANY * sizeof(*f->texts));
	f->observations = mem_zalloc(&f->mem, 2 * MANY * sizeof(*f->observations));
	f->chain = mem_zalloc(&f->mem, (2 * MANY + 1) * sizeof(*f->chain));
	f->repeals.mem = f->findings.mem = &f->mem;
	f->findings.chain = f->chain;
}

/* Text number i of "L", effective so many days after the first. */
static struct text *text_make(struct fixture *f, size_t i, size_t day)
{
	struct text *text = &f->texts[i];
	*text = (struct text){.readable = true,
			      .list = STR("L"),
			      .issuer = f->issuer,
			      .issuers = &f->issuer,
			      .issuer_count = 1,
			      .promulgated = DAY + (int32_t)day,
			      .effective = DAY + (int32_t)day,
			      .expires = DATE_NONE};
	memcpy(text->form.bytes, &i, sizeof(i));
	memcpy(text->substance.bytes, &i, sizeof(i));
	return text;
}

static void observe(struct fixture *f, enum observation_kind kind, size_t commit,
		    const struct text *text)
{
	f->observations[f->count++] =
		(struct observation){.kind = kind, .commit = (uint32_t)commit, .text = text};
}

/* Resolves "L" and claims how much comes of it. */
static void resolve(struct fixture *f, size_t versions, size_t windows, size_t findings)
{
	list_entries_make(&f->entries, &f->arena, &f->mem, &f->names, STR("L"), f->observations,
			  f->count);
	record_resolve(&f->record, &f->arena, &f->entries, UINT32_MAX, &f->findings);
	repeals_add(&f->repeals, &f->entries, &f->record, &f->findings);
	repeals_sort(&f->repeals);
	repeals_audit(&f->repeals, &f->entries, &f->record, &f->findings);
	timeline_build(&f->timeline, &f->arena, &f->entries, &f->record, &f->repeals);
	claim(f->record.version_count == versions, "%zu versions", f->record.version_count);
	claim(f->timeline.window_count == windows, "%zu windows", f->timeline.window_count);
	claim(f->findings.items.count == findings, "%zu findings", f->findings.items.count);
	mem_fini(&f->mem);
}

Test(scale, versions_one_by_one)
{
	struct fixture f;
	setup(&f);
	for (size_t i = 0; i < MANY; i++) {
		observe(&f, OBSERVED_TEXT, i, text_make(&f, i, i));
		if (i)
			observe(&f, OBSERVED_GONE, i, &f.texts[i - 1]);
	}
	resolve(&f, MANY, MANY, 0);
}

Test(scale, versions_recorded_backwards_in_one_commit)
{
	struct fixture f;
	setup(&f);
	for (size_t i = 0; i < MANY; i++)
		observe(&f, OBSERVED_TEXT, 0, text_make(&f, i, MANY - i));
	resolve(&f, MANY, MANY, 0);
}

Test(scale, all_texts_deleted_in_one_commit)
{
	struct fixture f;
	setup(&f);
	for (size_t i = 0; i < MANY; i++) {
		observe(&f, OBSERVED_TEXT, 0, text_make(&f, i, i));
		observe(&f, OBSERVED_GONE, 1, &f.texts[i]);
	}
	resolve(&f, MANY, MANY, MANY);
}

Test(scale, all_texts_replaced_in_one_commit)
{
	struct fixture f;
	setup(&f);
	for (size_t i = 0; i < MANY / 2; i++) {
		observe(&f, OBSERVED_TEXT, 0, text_make(&f, 2 * i, 2 * i));
		observe(&f, OBSERVED_GONE, 1, &f.texts[2 * i]);
		observe(&f, OBSERVED_TEXT, 1, text_make(&f, 2 * i + 1, 2 * i + 1));
	}
	resolve(&f, MANY, MANY, 0);
}

Test(scale, corrections_of_one_version)
{
	struct fixture f;
	setup(&f);
	for (size_t i = 0; i < MANY; i++)
		observe(&f, OBSERVED_TEXT, i, text_make(&f, i, 0));
	resolve(&f, 1, 1, MANY - 1);
	claim(f.timeline.side_count == MANY - 1, "%zu", f.timeline.side_count);
}

Test(scale, the_same_text_over_and_over)
{
	struct fixture f;
	setup(&f);
	for (size_t i = 0; i < MANY; i++)
		observe(&f, OBSERVED_TEXT, i, text_make(&f, 0, 0));
	resolve(&f, 1, 1, 0);
}

Test(scale, a_text_that_withdraws_and_one_that_reinstates_all)
{
	struct fixture f;
	setup(&f);
	int32_t *dates = mem_alloc(&f.mem, MANY * sizeof(*dates));
	for (size_t i = 0; i < MANY; i++) {
		dates[i] = DAY + (int32_t)i;
		observe(&f, OBSERVED_TEXT, i, text_make(&f, i, i));
	}
	f.texts[MANY - 2].withdraws = f.texts[MANY - 1].reinstates = dates;
	f.texts[MANY - 2].withdraw_count = f.texts[MANY - 1].reinstate_count = MANY - 2;
	resolve(&f, MANY, MANY, 0);
}

Test(scale, retroactive_versions_that_displace_each_other)
{
	struct fixture f;
	setup(&f);
	for (size_t i = 0; i < MANY; i++) {
		struct text *text = text_make(&f, i, MANY - i);
		text->promulgated = DAY + 2 * MANY + (int32_t)i;
		text->retroactive = true;
		observe(&f, OBSERVED_TEXT, i, text);
	}
	resolve(&f, MANY, 1, 0);
}

Test(scale, unreadable_texts_with_and_without_an_end)
{
	struct fixture f;
	setup(&f);
	for (size_t i = 0; i < MANY; i++) {
		struct text *text = text_make(&f, i, i / 4);
		text->readable = i % 2 == 0 && i < MANY / 2;
		observe(&f, text->readable ? OBSERVED_TEXT : OBSERVED_UNREADABLE, i, text);
	}
	resolve(&f, MANY / 8, MANY / 8, MANY / 8 + MANY * 3 / 4);
}

Test(scale, clashing_texts_of_one_date)
{
	struct fixture f;
	setup(&f);
	observe(&f, OBSERVED_TEXT, 0, text_make(&f, 0, 0));
	observe(&f, OBSERVED_GONE, 1, &f.texts[0]);
	for (size_t i = 1; i < MANY; i++)
		observe(&f, OBSERVED_DUPLICATE, 1, text_make(&f, i, 0));
	resolve(&f, 1, 1, MANY - 1);
}

/* Versions of "L" and of "R", of which each repeals "L" or a rule of it. */
Test(scale, as_many_repeals_as_versions)
{
	struct fixture f;
	setup(&f);
	struct text_repeal *said = mem_zalloc(&f.mem, MANY * sizeof(*said));
	struct list_entries entries;
	struct record record;
	for (size_t i = 0; i < MANY; i++) {
		struct text *text = text_make(&f, i, i);
		said[i] = (struct text_repeal){STR("L"), i % 2 ? STR("a") : STR_NONE, DAY + MANY};
		text->repeals = &said[i];
		text->repeal_count = 1;
		observe(&f, OBSERVED_TEXT, i, text);
	}
	list_entries_make(&entries, &f.arena, &f.mem, &f.names, STR("R"), f.observations, f.count);
	record_resolve(&record, &f.arena, &entries, UINT32_MAX, NULL);
	repeals_add(&f.repeals, &entries, &record, NULL);
	f.count = 0;
	for (size_t i = 0; i < MANY; i++)
		observe(&f, OBSERVED_TEXT, i, text_make(&f, i, i));
	resolve(&f, MANY, MANY, 0);
}

Test(scale, a_clock_that_never_goes_forward)
{
	struct fixture f;
	struct clock clock;
	setup(&f);
	for (size_t i = 0; i < MANY; i++)
		f.chain[i].committed = i % 2 ? (int64_t)(MANY - i) : (int64_t)(10 * MANY + i);
	clock_run(f.chain, MANY);
	clock_audit(&clock, &f.arena, f.chain, MANY, 5 * MANY);
	claim(clock.fault_count > MANY && clock.span_count == 1, "%zu faults in %zu spans",
	      clock.fault_count, clock.span_count);
	mem_fini(&f.mem);
}
