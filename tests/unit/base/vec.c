#include "base.h"

#include "base/vec.h"

struct pair {
	int left;
	int right;
};

Test(vec, pushed_items_stay_in_order)
{
	struct mem mem;
	VEC(struct pair) pairs = {0};
	mem_init(&mem, NULL, NULL);
	for (int i = 0; i < 10000; i++)
		VEC_PUSH(&mem, &pairs, (struct pair){i, -i});
	claim(pairs.count == 10000 && pairs.capacity >= 10000, "count %zu", pairs.count);
	for (int i = 0; i < 10000; i++)
		claim(pairs.items[i].left == i && pairs.items[i].right == -i, "item %d", i);
	/* Doubling: few requests. */
	claim(mem.allocations < 20, "%zu requests", mem.allocations);
	VEC_FREE(&mem, &pairs);
	claim(mem.in_use == 0 && !pairs.items && !pairs.count && !pairs.capacity, "left over");
	VEC_FREE(&mem, &pairs);
	mem_fini(&mem);
}

Test(vec, what_is_pushed_may_come_from_the_vector_itself)
{
	struct mem mem;
	VEC(int) numbers = {0};
	mem_init(&mem, NULL, NULL);
	VEC_PUSH(&mem, &numbers, 7);
	for (int i = 0; i < 100; i++)
		VEC_PUSH(&mem, &numbers, numbers.items[0]);
	claim(numbers.items[100] == 7, "got %d", numbers.items[100]);
	VEC_FREE(&mem, &numbers);
	mem_fini(&mem);
}
