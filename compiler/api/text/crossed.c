/*
 * Of a list below one diagnostic is told for each red line that it crosses, however many of its
 * rules do: one rule that bars the same cures them all. Which rules are new in a change is asked
 * before they are put together.
 */
#include "api/text/program.h"

struct joining {
	struct diag_list *diags;
	struct mem *mem;
	struct map first; /* by red line and list: the diagnostic that stays */
};

static bool is_told_below(const struct diag *diag)
{
	return diag->notes->label == HINT_RED_LINE || diag->notes->label == HINT_RED_LINE_LATER;
}

static void add_file(struct buf *out, const struct source *source)
{
	buf_add(out, source->path);
	buf_add_char(out, '\n');
}

/* The red line, the list below and its file. */
static struct str key_of(struct joining *j, const struct diag *diag)
{
	bool below = is_told_below(diag);
	struct buf key;
	buf_init(&key, j->mem);
	add_file(&key, diag->source);
	add_file(&key, diag->notes->source);
	buf_addf(&key, "%u %d ", (unsigned)(below ? diag->notes->span : diag->span).start, below);
	buf_add(&key, diag->args.arg[3]);
	struct str kept = arena_str(j->diags->arena, buf_str(&key));
	buf_fini(&key);
	return kept;
}

static void join(struct joining *j, struct diag *first, const struct diag *other)
{
	if (is_told_below(other))
		diag_note(j->diags, first, other->source, other->span, HINT_CROSSES_TOO,
			  ARGS(other->args.arg[0]));
	else
		diag_note(j->diags, first, other->notes->source, other->notes->span,
			  other->notes->label, other->notes->args);
}

/* Whether it stays. */
static bool keep(struct joining *j, struct diag *diag)
{
	if (diag->id != DIAG_RED_LINE_CROSSED)
		return true;
	struct str key = key_of(j, diag);
	struct diag *first = map_get(&j->first, key);
	if (!first) {
		map_put(&j->first, key, diag);
		return true;
	}
	join(j, first, diag);
	diag_suppress(j->diags, diag); /* no longer counted */
	return false;
}

void crossings_join(struct diag_list *diags)
{
	struct joining j = {diags, diags->arena->mem, {0}};
	size_t kept = 0;
	map_init(&j.first, j.mem);
	for (size_t i = 0; i < diags->items.count; i++)
		if (keep(&j, diags->items.items[i]))
			diags->items.items[kept++] = diags->items.items[i];
	diags->items.count = kept;
	map_fini(&j.first);
}
