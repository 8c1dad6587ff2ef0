/* What is wrong with the texts of a change, and was not before it. */
#include "api/change/since.h"

#include "syntax/wording.h"

/* What the line at a place says: one that is laid out or spelt otherwise is the same. */
static void add_line(struct buf *out, struct source *source, struct span span)
{
	if (source)
		wording_add(out, source_line(source, source_locate(source, span.start).line));
	buf_add_char(out, '\n');
}

/* Whether it matters that two stand in one file. */
enum keyed { KEYED_WITH_PATH, KEYED_WITHOUT_PATH };

/* A red line that is crossed is told at the list below, or, where that no longer stands in the
 * tree, at the one above: it is the same finding. */
static void add_both_lines(struct buf *out, const struct diag *diag)
{
	struct buf here, there;
	buf_init(&here, out->mem);
	buf_init(&there, out->mem);
	add_line(&here, diag->source, diag->span);
	add_line(&there, diag->notes->source, diag->notes->span);
	bool in_order = str_compare(buf_str(&here), buf_str(&there)) < 0;
	buf_add(out, buf_str(in_order ? &here : &there));
	buf_add(out, buf_str(in_order ? &there : &here));
	buf_fini(&here);
	buf_fini(&there);
}

/* What is ignored now and was not, or the other way round, is another finding. */
static struct digest diag_key(struct mem *mem, const struct diag *diag, enum keyed keyed)
{
	struct buf buf;
	buf_init(&buf, mem);
	buf_addf(&buf, "%s %d", diag_code(diag->id), (int)diag->suppressed);
	for (size_t i = 0; i < DIAG_ARGS_MAX; i++) {
		buf_add_char(&buf, '\n');
		buf_add(&buf, diag->args.arg[i]);
	}
	buf_add_char(&buf, '\n');
	bool is_crossing = diag->id == DIAG_RED_LINE_CROSSED && diag->notes;
	if (is_crossing)
		add_both_lines(&buf, diag);
	else
		add_line(&buf, diag->source, diag->span);
	if (diag->source && !is_crossing && keyed == KEYED_WITH_PATH)
		buf_add(&buf, diag->source->path);
	struct digest key = digest_of(buf_str(&buf));
	buf_fini(&buf);
	return key;
}

static void diag_keys(struct digest *keys, struct mem *mem, struct diag *const *diags, size_t count,
		      enum keyed keyed)
{
	for (size_t i = 0; i < count; i++)
		keys[i] = diag_key(mem, diags[i], keyed);
}

struct diag_set {
	struct diag **items;
	size_t count;
};

/* Marks those of after that before lacks. */
static void mark_new(bool *is_new, struct mem *mem, struct diag_set before, struct diag_set after,
		     enum keyed keyed)
{
	size_t size = before.count + after.count + 1;
	struct digest *keys = mem_alloc(mem, size * sizeof(*keys));
	diag_keys(keys, mem, before.items, before.count, keyed);
	diag_keys(keys + before.count, mem, after.items, after.count, keyed);
	change_new(is_new, mem, keys, before.count, keys + before.count, after.count);
	mem_free(mem, keys);
}

static bool stands(const struct since_side *side, struct str path)
{
	for (size_t i = 0; i < side->program->count; i++)
		if (str_equal(side->program->files[i].source->path, path))
			return true;
	return false;
}

/* What was wrong with files that were moved, or are gone. */
static struct diag_set moved(struct mem *mem, const struct since_side *before,
			     const struct since_side *after)
{
	const struct diag_list *diags = &before->asking.answer->answer.diags;
	struct diag_set set = {
		.items = mem_alloc(mem, (diags->items.count + 1) * sizeof(*set.items))};
	for (size_t i = 0; i < diags->items.count; i++) {
		struct diag *diag = diags->items.items[i];
		if (diag->source && !stands(after, diag->source->path))
			set.items[set.count++] = diag;
	}
	return set;
}

/* An ignore that has expired meanwhile is told every time: the change is that of the day. */
static bool is_always_told(const struct diag *diag)
{
	return diag->id == DIAG_IGNORE_EXPIRED;
}

static void drop(struct diag_list *diags, const bool *is_new)
{
	size_t kept = 0;
	for (size_t i = 0; i < diags->items.count; i++) {
		struct diag *diag = diags->items.items[i];
		if (is_new[i] || is_always_told(diag))
			diags->items.items[kept++] = diag;
		else if (!diag->suppressed)
			diag_suppress(diags, diag); /* no longer counted */
	}
	diags->items.count = kept;
}

/* Those that are new where they stand may have come with a file from elsewhere. */
static void mark_moved(bool *is_new, struct mem *mem, struct diag_set gone, struct diag_set all)
{
	struct diag_set fresh = {.items = mem_alloc(mem, (all.count + 1) * sizeof(*fresh.items))};
	bool *still_new = mem_zalloc(mem, all.count + 1);
	for (size_t i = 0; i < all.count; i++)
		if (is_new[i])
			fresh.items[fresh.count++] = all.items[i];
	mark_new(still_new, mem, gone, fresh, KEYED_WITHOUT_PATH);
	for (size_t i = 0, k = 0; i < all.count; i++)
		if (is_new[i])
			is_new[i] = still_new[k++];
	mem_free(mem, still_new);
	mem_free(mem, fresh.items);
}

void since_drop_old(struct since_side *after, const struct since_side *before)
{
	struct mem *mem = &after->asking.session->mem;
	struct diag_list *diags = &after->asking.answer->answer.diags;
	const struct diag_list *old = &before->asking.answer->answer.diags;
	struct diag_set all = {diags->items.items, diags->items.count};
	struct diag_set gone = moved(mem, before, after);
	bool *is_new = mem_zalloc(mem, all.count + 1);
	mark_new(is_new, mem, (struct diag_set){old->items.items, old->items.count}, all,
		 KEYED_WITH_PATH);
	mark_moved(is_new, mem, gone, all);
	drop(diags, is_new);
	mem_free(mem, is_new);
	mem_free(mem, gone.items);
}
