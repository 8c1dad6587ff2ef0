/* The queue of diagnostics, its order, and the wording of diag.def and hint.def. */
#include "base/diag/diag.h"
#include "base/text/utf8.h"

#define DIAG_LIMIT	 100 /* kept of one source and severity */
#define DIAG_ARG_COLUMNS 60

struct wording {
	const char *text[2]; /* by enum language */
};

struct diag_info {
	const char *code;
	enum diag_severity severity;
	enum diag_phase phase;
	struct wording wording;
};

/* The last row is nobody's: with it the tables are never empty. */
static const struct diag_info infos[] = {
#define DIAG(id, code, severity, phase, en, zh) {code, severity, phase, {{en, zh}}},
#include "base/diag/diag.def"
#undef DIAG
	{"", SEVERITY_ERROR, PHASE_WORLD, {{"", ""}}},
};

static const struct wording hints[] = {
	{{"", ""}},
#define HINT(id, en, zh) {{en, zh}},
#include "base/diag/hint.def"
#undef HINT
};

static const struct diag_info *diag_info(enum diag_id id)
{
	return &infos[(size_t)id < countof(infos) ? (size_t)id : countof(infos) - 1];
}

void diag_list_init(struct diag_list *list, struct arena *arena)
{
	*list = (struct diag_list){.arena = arena, .limit = DIAG_LIMIT};
}

void diag_list_like(struct diag_list *list, struct arena *arena, const struct diag_list *other)
{
	diag_list_init(list, arena);
	list->language = other->language;
	list->limit = other->limit;
}

void diag_list_fini(struct diag_list *list)
{
	VEC_FREE(list->arena->mem, &list->items);
	diag_list_init(list, list->arena);
}

static struct diag_args copy_args(struct arena *arena, struct diag_args args)
{
	for (size_t i = 0; i < DIAG_ARGS_MAX; i++) {
		if (args.arg[i].len)
			args.arg[i] = arena_str(arena, args.arg[i]);
	}
	return args;
}

/* step is 1 or -1. */
static void diag_count(struct diag_list *list, const struct diag *diag, int step)
{
	if (diag->suppressed)
		return;
	if (diag->severity == SEVERITY_ERROR)
		list->errors += (size_t)step;
	if (diag->severity == SEVERITY_WARNING)
		list->warnings += (size_t)step;
}

/* How many of this source and severity are kept already. */
static uint32_t *diag_kept(struct diag_list *list, const struct diag *diag)
{
	return diag->source ? &diag->source->told[diag->severity] : &list->kept[diag->severity];
}

struct diag *diag_at(struct diag_list *list, struct source *source, struct span span,
		     enum diag_id id, struct diag_args args)
{
	struct diag new = {
		.id = id, .severity = diag_default_severity(id), .source = source, .span = span};
	diag_count(list, &new, 1);
	uint32_t *kept = diag_kept(list, &new);
	if (list->limit && *kept >= list->limit) {
		list->dropped++;
		if (!list->spare)
			list->spare = ARENA_NEW(list->arena, struct diag);
		*list->spare = new;
		return list->spare;
	}
	++*kept;
	new.args = copy_args(list->arena, args);
	struct diag *diag = arena_dup(list->arena, &new, sizeof(new));
	VEC_PUSH(list->arena->mem, &list->items, diag);
	return diag;
}

void diag_suppress(struct diag_list *list, struct diag *diag)
{
	diag_count(list, diag, -1);
	diag->suppressed = true;
}

void diag_grade(struct diag_list *list, struct diag *diag, enum diag_severity severity)
{
	diag_count(list, diag, -1);
	bool counted = diag != list->spare;
	*diag_kept(list, diag) -= counted;
	diag->severity = severity;
	*diag_kept(list, diag) += counted;
	diag_count(list, diag, 1);
}

void diag_args_zh(struct diag_list *list, struct diag *diag, struct diag_args args)
{
	if (diag != list->spare)
		diag->args_zh = copy_args(list->arena, args);
}

void diag_hint(struct diag_list *list, struct diag *diag, enum hint_id hint, struct diag_args args)
{
	if (diag == list->spare)
		return;
	diag->hint = hint;
	diag->hint_args = copy_args(list->arena, args);
}

void diag_note(struct diag_list *list, struct diag *diag, struct source *source, struct span span,
	       enum hint_id label, struct diag_args args)
{
	struct diag_note **end = &diag->notes;
	if (diag == list->spare)
		return;
	while (*end)
		end = &(*end)->next;
	*end = ARENA_NEW(list->arena, struct diag_note);
	**end = (struct diag_note){.source = source, .span = span, .label = label};
	(*end)->args = copy_args(list->arena, args);
}

void diag_edit(struct diag_list *list, struct diag *diag, struct span span, struct str text)
{
	if (diag == list->spare)
		return;
	struct diag_edit *edit = ARENA_NEW(list->arena, struct diag_edit);
	*edit = (struct diag_edit){.span = span, .text = arena_str(list->arena, text)};
	if (diag->last_edit)
		diag->last_edit->next = edit;
	else
		diag->edits = edit;
	diag->last_edit = edit;
}

static int diag_compare(const struct diag *a, const struct diag *b)
{
	if (!a->source != !b->source)
		return a->source ? 1 : -1;
	int order = a->source ? str_compare(a->source->path, b->source->path) : 0;
	if (!order)
		order = (a->span.start > b->span.start) - (a->span.start < b->span.start);
	if (!order)
		order = (a->span.end > b->span.end) - (a->span.end < b->span.end);
	return order ? order : strcmp(diag_code(a->id), diag_code(b->id));
}

/* Merges from[0..middle) and from[middle..count) into to. */
static void diag_merge(struct diag **to, struct diag **from, size_t middle, size_t count)
{
	for (size_t left = 0, right = middle; left < middle || right < count;) {
		bool take_left = right == count ||
				 (left < middle && diag_compare(from[left], from[right]) <= 0);
		*to++ = take_left ? from[left++] : from[right++];
	}
}

void diag_list_sort(struct diag_list *list)
{
	size_t count = list->items.count;
	struct mem *mem = list->arena->mem;
	struct diag **other = mem_alloc(mem, count * sizeof(*other));
	for (size_t run = 1; run < count; run *= 2) {
		for (size_t at = 0; at < count; at += 2 * run) {
			size_t rest = count - at;
			diag_merge(other + at, list->items.items + at, run < rest ? run : rest,
				   2 * run < rest ? 2 * run : rest);
		}
		memcpy(list->items.items, other, count * sizeof(*other));
	}
	mem_free(mem, other);
}

const char *diag_code(enum diag_id id)
{
	return diag_info(id)->code;
}

enum diag_id diag_from_code(struct str code)
{
	for (size_t i = 0; i + 1 < countof(infos); i++) {
		if (str_equal(str_from(infos[i].code), code))
			return (enum diag_id)i;
	}
	return DIAG_COUNT;
}

enum diag_severity diag_default_severity(enum diag_id id)
{
	return diag_info(id)->severity;
}

enum diag_phase diag_phase(enum diag_id id)
{
	return diag_info(id)->phase;
}

bool diag_can_be_lowered(enum diag_id id)
{
	enum diag_phase phase = diag_phase(id);
	if (phase == PHASE_LOGIC)
		return diag_default_severity(id) != SEVERITY_ERROR;
	return phase == PHASE_LIST || phase == PHASE_RECORD;
}

void diag_fill(struct buf *out, const char *text, const struct diag_args *args)
{
	while (*text) {
		bool is_arg = text[0] == '{' && text[1] >= '0' && text[1] < '0' + DIAG_ARGS_MAX &&
			      text[2] == '}';
		if (is_arg) {
			utf8_printable_cut(out, args->arg[text[1] - '0'], DIAG_ARG_COLUMNS);
			text += 3;
		} else {
			buf_add_char(out, *text++);
		}
	}
}

void diag_message(struct buf *out, const struct diag *diag, enum language language)
{
	struct diag_args args = diag->args;
	for (size_t i = 0; language == LANGUAGE_ZH && i < DIAG_ARGS_MAX; i++) {
		if (diag->args_zh.arg[i].ptr)
			args.arg[i] = diag->args_zh.arg[i];
	}
	diag_fill(out, diag_info(diag->id)->wording.text[language], &args);
}

void hint_message(struct buf *out, enum hint_id hint, const struct diag_args *args,
		  enum language language)
{
	diag_fill(out, hints[hint].text[language], args);
}

void diag_list_join(struct diag_list *list, struct diag_list *other)
{
	for (size_t i = 0; i < other->items.count; i++)
		VEC_PUSH(list->arena->mem, &list->items, other->items.items[i]);
	list->errors += other->errors;
	list->warnings += other->warnings;
	list->dropped += other->dropped;
	diag_list_fini(other);
}
