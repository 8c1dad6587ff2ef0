/* What holds of every record: laws, tried on random ones. */
#include "scene.h"

#include "support/tries.h"

TestSuite(laws);

enum {
	RECORDS = 400,
	COMMITS = 12,
	LISTS = 3,
	DAYS = 20, /* from 2020-01-01 */
};

struct numbers {
	uint64_t state;
};

static unsigned below(struct numbers *numbers, unsigned limit)
{
	numbers->state = numbers->state * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (unsigned)(numbers->state >> 33) % limit;
}

static const char *day_text(struct scene *scene, unsigned day)
{
	struct buf buf;
	buf_init(&buf, &scene->mem);
	buf_add_date(&buf, date_from_civil(2020, 1, 1) + (int32_t)day);
	const char *text = arena_str(&scene->arena, buf_str(&buf)).ptr;
	buf_fini(&buf);
	return text;
}

static const char *day_random(struct scene *scene, struct numbers *numbers)
{
	return day_text(scene, below(numbers, DAYS));
}

static const char *const lists[LISTS] = {"A", "B", "C"};

static void text_random(struct scene *scene, struct numbers *numbers)
{
	static const char *const labels[] = {"p", "q", "r", "s", "t", "u", "v", "w"};
	const char *list = lists[below(numbers, LISTS)];
	struct text *text = scene_text(scene, list, labels[below(numbers, countof(labels))],
				       day_random(scene, numbers),
				       below(numbers, 12) ? day_random(scene, numbers) : NULL);
	text->draft = below(numbers, 10) == 0;
	if (below(numbers, 3) == 0)
		text_expires(text, day_random(scene, numbers));
	if (below(numbers, 4) == 0)
		text_withdraws(text, day_random(scene, numbers));
	if (below(numbers, 6) == 0)
		text_reinstates(text, day_random(scene, numbers));
	if (below(numbers, 3) == 0)
		text_repeals(text, lists[below(numbers, LISTS)], "", day_random(scene, numbers));
	if (below(numbers, 3) == 0)
		text_issuers(text, "county central");
}

/* Of a list and a date at most one text in one commit, as the walk sees to it. */
static bool text_is_alone(const struct scene *scene)
{
	const struct text *last = scene->texts.items[scene->texts.count - 1];
	for (size_t i = 0; i < scene->lists.count; i++) {
		const struct scene_list *list = &scene->lists.items[i];
		for (size_t j = 0; j < list->observations.count; j++) {
			const struct observation *other = &list->observations.items[j];
			if (other->text != last && other->commit == scene->chain.count - 1 &&
			    str_equal(other->text->list, last->list) &&
			    other->text->effective == last->effective)
				return false;
		}
	}
	return true;
}

static void text_take_back(struct scene *scene)
{
	const struct text *last = scene->texts.items[--scene->texts.count];
	scene_list(scene, last->list.ptr)->observations.count--;
}

/* Commit number n lies on day n. */
static void commit_random(struct scene *scene, struct numbers *numbers)
{
	scene_commit(scene, day_text(scene, (unsigned)scene->chain.count));
	for (unsigned i = below(numbers, 4); i-- > 0;) {
		text_random(scene, numbers);
		if (!text_is_alone(scene))
			text_take_back(scene);
	}
	if (below(numbers, 8) == 0)
		scene_unreadable(scene, lists[below(numbers, LISTS)],
				 below(numbers, 2) ? day_random(scene, numbers) : NULL);
}

static void scene_random(struct scene *scene, uint64_t seed, size_t commits)
{
	struct numbers numbers = {seed * 2 + 1};
	scene_init(scene);
	while (scene->chain.count < commits)
		commit_random(scene, &numbers);
}

/* All that is answered of all lists. */
static const char *scene_tell(struct scene *scene)
{
	struct buf buf;
	buf_init(&buf, &scene->mem);
	for (size_t i = 0; i < LISTS; i++) {
		buf_addf(&buf, "%s: %s\n", lists[i], scene_windows(scene, lists[i]));
		for (enum window_state state = 0; state <= WINDOW_UNCERTAIN; state++)
			buf_addf(&buf, "  %s\n", scene_sides(scene, lists[i], state));
		for (unsigned day = 0; day < DAYS; day++)
			buf_addf(&buf, " %s", scene_at(scene, lists[i], day_text(scene, day)));
		buf_add_char(&buf, '\n');
	}
	const char *text = arena_str(&scene->arena, buf_str(&buf)).ptr;
	buf_fini(&buf);
	return text;
}

/* ---- the laws ---- */

Test(laws, what_is_recorded_later_changes_no_answer_known_before)
{
	for (uint64_t seed = 0; seed < tries(RECORDS); seed++) {
		struct scene whole, part;
		size_t known = seed % COMMITS + 1;
		scene_random(&whole, seed, COMMITS);
		scene_random(&part, seed, known);
		scene_resolve(&whole, day_text(&whole, (unsigned)known - 1));
		scene_resolve(&part, NULL);
		claim_equal(scene_tell(&whole), scene_tell(&part));
		scene_fini(&whole);
		scene_fini(&part);
	}
}

static void claim_cover(const struct timeline *timeline, uint64_t seed)
{
	const struct window *windows = timeline->windows;
	for (size_t i = 0; i < timeline->window_count; i++) {
		int32_t end = i + 1 < timeline->window_count ? windows[i + 1].from : DATE_MAX;
		claim(windows[i].from < windows[i].to, "%d: empty window", (int)seed);
		claim(windows[i].to == end, "%d: neither overlap nor hole", (int)seed);
		claim((windows[i].entry == NO_ENTRY) == (windows[i].state == WINDOW_GAP),
		      "%d: a gap is a window without a text", (int)seed);
		claim(windows[i].state != WINDOW_GAP || !i || windows[i - 1].state != WINDOW_GAP,
		      "%d: two gaps in a row", (int)seed);
	}
}

Test(laws, windows_cover_everything_from_the_first_effective_date_on)
{
	for (uint64_t seed = 0; seed < tries(RECORDS); seed++) {
		struct scene scene;
		scene_random(&scene, seed, COMMITS);
		scene_resolve(&scene, NULL);
		for (size_t i = 0; i < scene.lists.count; i++)
			claim_cover(&scene.lists.items[i].timeline, seed);
		scene_fini(&scene);
	}
}

static const struct window *window_by_search(const struct timeline *timeline, int32_t day)
{
	for (size_t i = 0; i < timeline->window_count; i++) {
		if (timeline->windows[i].from <= day && day < timeline->windows[i].to)
			return &timeline->windows[i];
	}
	return NULL;
}

Test(laws, each_day_has_the_window_that_holds_it)
{
	for (uint64_t seed = 0; seed < tries(RECORDS); seed++) {
		struct scene scene;
		scene_random(&scene, seed, COMMITS);
		scene_resolve(&scene, NULL);
		for (size_t i = 0; i < scene.lists.count; i++) {
			const struct timeline *timeline = &scene.lists.items[i].timeline;
			int32_t first = date_from_civil(2019, 12, 30);
			for (int32_t day = first; day < first + DAYS + 5; day++)
				claim(timeline_at(timeline, day) == window_by_search(timeline, day),
				      "%d", (int)seed);
		}
		scene_fini(&scene);
	}
}

Test(laws, recording_the_same_again_changes_nothing)
{
	for (uint64_t seed = 0; seed < tries(RECORDS); seed++) {
		struct scene scene;
		scene_random(&scene, seed, COMMITS);
		/* What is unreadable is over before: reading anything again would end it. */
		for (size_t i = 0; i < LISTS; i++) {
			scene_commit(&scene, "2021-01-01");
			scene_text(&scene, lists[i], "P", "2020-01-01", NULL);
		}
		scene_resolve(&scene, NULL);
		const char *before = scene_tell(&scene);
		size_t count = scene.texts.count;
		for (size_t i = 0; i < count; i++) {
			if (!scene.texts.items[(i * 7 + seed) % count]->readable)
				continue;
			scene_commit(&scene, "2021-02-01");
			scene_again(&scene, scene.texts.items[(i * 7 + seed) % count]);
		}
		scene_resolve(&scene, NULL);
		claim_equal(scene_tell(&scene), before);
		scene_fini(&scene);
	}
}

/* Versions without words, recorded one by one in two orders. */
Test(laws, the_order_of_recording_versions_changes_nothing)
{
	for (uint64_t seed = 0; seed < tries(RECORDS); seed++) {
		const char *told[2];
		struct scene scenes[2];
		for (int turn = 0; turn < 2; turn++) {
			struct scene *scene = &scenes[turn];
			scene_init(scene);
			for (unsigned i = 0; i < 8; i++) {
				unsigned which = turn ? 7 - i : i;
				struct numbers numbers = {seed * 8 + which};
				scene_commit(scene, "2020-06-01");
				struct text *text = scene_text(
					scene, "A", day_text(scene, which * 2),
					day_random(scene, &numbers), day_text(scene, which * 2));
				if (below(&numbers, 2))
					text_expires(text, day_random(scene, &numbers));
			}
			scene_resolve(scene, NULL);
			told[turn] = scene_tell(scene);
		}
		claim_equal(told[0], told[1]);
		scene_fini(&scenes[0]);
		scene_fini(&scenes[1]);
	}
}

Test(laws, no_day_is_answered_by_a_text_outside_its_own_dates)
{
	for (uint64_t seed = 0; seed < tries(RECORDS); seed++) {
		struct scene scene;
		scene_random(&scene, seed, COMMITS);
		scene_resolve(&scene, NULL);
		for (size_t i = 0; i < scene.lists.count; i++) {
			const struct scene_list *list = &scene.lists.items[i];
			for (size_t j = 0; j < list->timeline.window_count; j++) {
				const struct window *window = &list->timeline.windows[j];
				if (window->entry == NO_ENTRY)
					continue;
				const struct text *text = scene_text_of(list, window->entry);
				claim(window->from == text->effective && !text->draft,
				      "%d: begins elsewhere", (int)seed);
				claim(text->expires == DATE_NONE || window->to <= text->expires,
				      "%d: outlives itself", (int)seed);
			}
		}
		scene_fini(&scene);
	}
}
