/* Two records side by side. */
#include "history/record/change.h"

/* ---- what is new ---- */

static struct str digest_key(const struct digest *digest)
{
	return (struct str){(const char *)digest->bytes, DIGEST_SIZE};
}

void change_new(bool *is_new, struct mem *mem, const struct digest *before, size_t before_count,
		const struct digest *after, size_t after_count)
{
	size_t *left = mem_zalloc(mem, (before_count + 1) * sizeof(*left));
	struct map known;
	map_init(&known, mem);
	for (size_t i = 0; i < before_count; i++) {
		size_t *count = map_get(&known, digest_key(&before[i]));
		if (!count)
			map_put(&known, digest_key(&before[i]), count = &left[i]);
		++*count;
	}
	for (size_t i = 0; i < after_count; i++) {
		size_t *count = map_get(&known, digest_key(&after[i]));
		is_new[i] = !count || *count == 0;
		if (!is_new[i])
			--*count;
	}
	map_fini(&known);
	mem_free(mem, left);
}

/* ---- the past ---- */

struct past {
	struct change_past *out;
	size_t count;
};

/* What follows without a break is one. */
static void past_add(struct past *past, struct change_past change)
{
	struct change_past *last = past->count ? &past->out[past->count - 1] : NULL;
	if (change.days.from >= change.days.to)
		return;
	if (last && last->days.to == change.days.from && last->before == change.before &&
	    last->after == change.after)
		last->days.to = change.days.to;
	else
		past->out[past->count++] = change;
}

static int32_t earlier(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

/* One window of before, against all of after. */
static void past_of_window(struct past *past, const struct change_window *before, size_t index,
			   const struct change_window *after, size_t after_count, int32_t today)
{
	int32_t from = before->days.from;
	for (size_t i = 0; i < after_count && from < before->days.to; i++) {
		const struct change_window *window = &after[i];
		if (window->days.to <= from)
			continue;
		int32_t begin = earlier(window->days.from, before->days.to);
		if (from < begin)
			past_add(past, (struct change_past){
					       {from, earlier(begin, today)}, index, NO_WINDOW});
		from = from > begin ? from : begin;
		int32_t end = earlier(window->days.to, before->days.to);
		if (!digest_equal(&window->text, &before->text))
			past_add(past, (struct change_past){
					       {from, earlier(end, window->known)}, index, i});
		from = end;
	}
	past_add(past,
		 (struct change_past){{from, earlier(before->days.to, today)}, index, NO_WINDOW});
}

size_t change_of_past(struct change_past *out, const struct change_window *before,
		      size_t before_count, const struct change_window *after, size_t after_count,
		      int32_t today)
{
	struct past past = {.out = out};
	for (size_t i = 0; i < before_count; i++)
		past_of_window(&past, &before[i], i, after, after_count, today);
	return past.count;
}
