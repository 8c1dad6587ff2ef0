#include "base.h"

#include "base/map.h"

struct fixture {
	struct mem mem;
	struct map map;
};

static void setup(struct fixture *f)
{
	mem_init(&f->mem, NULL, NULL);
	map_init(&f->map, &f->mem);
}

static void teardown(struct fixture *f)
{
	map_fini(&f->map);
	claim(f->mem.in_use == 0, "left over");
	mem_fini(&f->mem);
}

Test(map, empty_map_has_nothing_and_takes_nothing)
{
	struct fixture f;
	setup(&f);
	claim(!map_get(&f.map, STR("x")) && !map_remove(&f.map, STR("x")), "found");
	claim(!map_get(&f.map, STR_NONE), "found nothing");
	map_clear(&f.map);
	claim(f.mem.allocations == 0, "%zu requests", f.mem.allocations);
	teardown(&f);
}

Test(map, empty_key_is_a_key)
{
	struct fixture f;
	int a = 0;
	setup(&f);
	map_put(&f.map, STR_NONE, &a);
	claim(map_get(&f.map, STR("")) == &a, "not found");
	claim(map_remove(&f.map, STR("")) == &a && !map_get(&f.map, STR("")), "not removed");
	teardown(&f);
}

Test(map, putting_again_replaces_value_and_key)
{
	struct fixture f;
	int a = 0, b = 0;
	char first[] = "key", second[] = "key";
	setup(&f);
	map_put(&f.map, (struct str){first, 3}, &a);
	map_put(&f.map, (struct str){second, 3}, &b);
	memset(first, 0, sizeof(first));
	claim(map_get(&f.map, STR("key")) == &b && f.map.count == 1, "not replaced");
	teardown(&f);
}

Test(map, removed_key_may_be_freed_and_comes_back_last)
{
	struct fixture f;
	int a = 0, b = 0;
	char key[] = "key";
	setup(&f);
	map_put(&f.map, (struct str){key, 3}, &a);
	map_put(&f.map, STR("other"), &b);
	claim(map_remove(&f.map, STR("key")) == &a, "not removed");
	memcpy(key, "???", 3);
	claim(!map_get(&f.map, STR("key")) && !map_get(&f.map, STR("???")), "still there");
	claim(!f.map.entries[0].value && f.map.entries[1].value == &b, "moved");
	map_put(&f.map, STR("key"), &a);
	claim(f.map.entries[f.map.count - 1].value == &a, "not last");
	teardown(&f);
}

/* The model: all that was ever put, in order, the gone ones without value. */
struct model {
	struct {
		int key;
		void *value;
	} rows[40000];
	size_t count;
};

static size_t model_find(const struct model *model, int key)
{
	size_t i = 0;
	while (i < model->count && !(model->rows[i].key == key && model->rows[i].value))
		i++;
	return i;
}

static void claim_same(const struct map *map, const struct model *model, char keys[][8])
{
	size_t at = 0;
	for (size_t i = 0; i < map->count; i++) {
		if (!map->entries[i].value)
			continue;
		while (at < model->count && !model->rows[at].value)
			at++;
		claim(at < model->count && model->rows[at].value == map->entries[i].value &&
			      str_equal(map->entries[i].key, str_from(keys[model->rows[at].key])),
		      "entry %zu", i);
		at++;
	}
	while (at < model->count && !model->rows[at].value)
		at++;
	claim(at == model->count, "%zu of %zu", at, model->count);
}

Test(map, behaves_like_a_list)
{
	static struct model model;
	static char keys[500][8];
	struct fixture f;
	struct numbers numbers = {6};
	setup(&f);
	for (int i = 0; i < 500; i++)
		snprintf(keys[i], sizeof(keys[i]), "%d", i * 7);
	for (int step = 0; step < 40000; step++) {
		/* Few keys at first, then many, so that it grows, and often removes. */
		int key = (int)numbers_below(&numbers, step < 10000 ? 20 : 500);
		size_t row = model_find(&model, key);
		bool found = row < model.count;
		void *want = found ? model.rows[row].value : NULL;
		struct str name = str_from(keys[key]);
		claim(map_get(&f.map, name) == want, "step %d", step);
		if (numbers_below(&numbers, 2)) {
			void *value = &model.rows[numbers_below(&numbers, 1000)];
			map_put(&f.map, name, value);
			if (!found)
				row = model.count++;
			model.rows[row].key = key;
			model.rows[row].value = value;
		} else {
			claim(map_remove(&f.map, name) == want, "step %d", step);
			if (found)
				model.rows[row].value = NULL;
		}
		if (step % 500 == 0)
			claim_same(&f.map, &model, keys);
	}
	claim_same(&f.map, &model, keys);
	claim(f.map.slot_count <= 2048, "%zu slots for 500 keys", f.map.slot_count);
	map_clear(&f.map);
	for (int i = 0; i < 500; i++)
		claim(!map_get(&f.map, str_from(keys[i])), "key %d after clear", i);
	for (int i = 0; i < 500; i += 2)
		map_put(&f.map, str_from(keys[i]), keys[i]);
	for (int i = 0; i < 500; i++)
		claim(map_get(&f.map, str_from(keys[i])) == (i % 2 ? NULL : keys[i]), "key %d", i);
	claim(f.map.count == 250, "%zu entries", f.map.count);
	teardown(&f);
}
