#include "scene.h"

#include <stdlib.h>

static void exhausted(void *data)
{
	(void)data;
	abort();
}

void scene_init(struct scene *scene)
{
	*scene = (struct scene){0};
	mem_init(&scene->mem, exhausted, NULL);
	arena_init(&scene->arena, &scene->mem);
	names_init(&scene->names, &scene->arena);
	scene->repeals.mem = &scene->mem;
	scene->findings.mem = &scene->mem;
}

void scene_fini(struct scene *scene)
{
	mem_fini(&scene->mem);
}

static int32_t day_of(const char *day)
{
	return day ? date_parse(str_from(day)) : DATE_NONE;
}

/* ---- telling ---- */

void scene_commit(struct scene *scene, const char *day)
{
	int64_t time = date_to_time(day_of(day), 0) + 43200;
	VEC_PUSH(&scene->mem, &scene->chain, (struct recorded_commit){.committed = time});
}

struct scene_list *scene_list(struct scene *scene, const char *list)
{
	for (size_t i = 0; i < scene->lists.count; i++) {
		if (str_equal(scene->lists.items[i].name, str_from(list)))
			return &scene->lists.items[i];
	}
	VEC_PUSH(&scene->mem, &scene->lists, (struct scene_list){.name = str_from(list)});
	return &scene->lists.items[scene->lists.count - 1];
}

static void observe(struct scene *scene, enum observation_kind kind, const struct text *text)
{
	struct scene_list *to = scene_list(scene, text->list.ptr);
	VEC_PUSH(&scene->mem, &to->observations,
		 (struct observation){
			 .kind = kind, .commit = (uint32_t)scene->chain.count - 1, .text = text});
}

static struct text *text_new(struct scene *scene, const char *list)
{
	struct text *text = ARENA_NEW(&scene->arena, struct text);
	text->list = str_from(list);
	text->promulgated = text->effective = text->expires = text->in_force_since = DATE_NONE;
	text->issuers = ARENA_ARRAY(&scene->arena, struct str, 8);
	text->withdraws = ARENA_ARRAY(&scene->arena, int32_t, 8);
	text->reinstates = ARENA_ARRAY(&scene->arena, int32_t, 8);
	text->repeals = ARENA_ARRAY(&scene->arena, struct text_repeal, 8);
	text->rules = ARENA_ARRAY(&scene->arena, struct text_rule, 8);
	VEC_PUSH(&scene->mem, &scene->texts, text);
	return text;
}

struct text *scene_text(struct scene *scene, const char *list, const char *label,
			const char *promulgated, const char *effective)
{
	struct text *text = text_new(scene, list);
	text->readable = true;
	text->title = str_from(label);
	text->promulgated = day_of(promulgated);
	text->effective = day_of(effective);
	text_issuers(text, "central");
	observe(scene, OBSERVED_TEXT, text);
	return text;
}

struct text *scene_copy(struct scene *scene, const struct text *text, const char *label)
{
	struct text *copy = text_new(scene, "");
	struct text arrays = *copy;
	*copy = *text;
	copy->title = str_from(label);
	copy->withdraws = memcpy(arrays.withdraws, text->withdraws, 8 * sizeof(int32_t));
	copy->reinstates = memcpy(arrays.reinstates, text->reinstates, 8 * sizeof(int32_t));
	copy->repeals = memcpy(arrays.repeals, text->repeals, 8 * sizeof(*copy->repeals));
	copy->rules = memcpy(arrays.rules, text->rules, 8 * sizeof(*copy->rules));
	observe(scene, OBSERVED_TEXT, copy);
	return copy;
}

void scene_again(struct scene *scene, const struct text *text)
{
	observe(scene, OBSERVED_TEXT, text);
}

void scene_gone(struct scene *scene, const struct text *text)
{
	observe(scene, OBSERVED_GONE, text);
}

void scene_same_date(struct scene *scene, const struct text *text)
{
	observe(scene, OBSERVED_DUPLICATE, text);
}

void scene_unreadable(struct scene *scene, const char *list, const char *effective)
{
	struct text *text = text_new(scene, list);
	text->effective = day_of(effective);
	observe(scene, OBSERVED_UNREADABLE, text);
}

void text_expires(struct text *text, const char *day)
{
	text->expires = day_of(day);
}

void text_withdraws(struct text *text, const char *day)
{
	text->withdraws[text->withdraw_count++] = day_of(day);
}

void text_reinstates(struct text *text, const char *day)
{
	text->reinstates[text->reinstate_count++] = day_of(day);
}

void text_corrects(struct text *text, const char *what)
{
	text->corrects = str_from(what);
}

void text_repeals(struct text *text, const char *list, const char *rule, const char *from)
{
	text->repeals[text->repeal_count++] =
		(struct text_repeal){str_from(list), str_from(rule), day_of(from)};
}

void text_issuers(struct text *text, const char *issuers)
{
	text->issuer_count = 0;
	while (*issuers) {
		size_t length = strcspn(issuers, " ");
		text->issuers[text->issuer_count++] = (struct str){issuers, length};
		issuers += length + (issuers[length] == ' ');
	}
	text->issuer = text->issuers[0];
}

void text_rule(struct text *text, const char *id, const char *formerly, const char *effective,
	       const char *expires)
{
	text->rules[text->rule_count++] =
		(struct text_rule){.id = str_from(id),
				   .identity = str_from(formerly ? formerly : id),
				   .effective = day_of(effective),
				   .expires = day_of(expires)};
}

struct two scene_two(struct scene *scene)
{
	struct two two;
	scene_init(scene);
	scene_commit(scene, "2018-02-10");
	two.v1 = scene_text(scene, "L", "V1", "2018-02-09", "2018-02-09");
	scene_commit(scene, "2020-06-02");
	two.v2 = scene_text(scene, "L", "V2", "2020-06-01", "2021-01-01");
	scene_gone(scene, two.v1);
	return two;
}

/* ---- asking ---- */

static void add_date(struct buf *buf, int32_t date)
{
	if (date == DATE_NONE || date == DATE_MAX)
		return;
	buf_add_date(buf, date);
}

static void add_str(struct buf *buf, struct str text)
{
	buf_add(buf, text);
	buf_add_char(buf, '\n');
}

static void add_substance(struct buf *buf, const struct text *text)
{
	const int32_t values[] = {text->promulgated, text->effective,	text->expires,
				  text->draft,	     text->retroactive, !text->corrects.ptr};
	buf_add_bytes(buf, values, sizeof(values));
	add_str(buf, text->title);
	add_str(buf, text->corrects);
	for (size_t i = 0; i < text->issuer_count; i++)
		add_str(buf, text->issuers[i]);
	for (size_t i = 0; i < text->repeal_count; i++) {
		add_str(buf, text->repeals[i].list);
		add_str(buf, text->repeals[i].rule);
		buf_add_int(buf, text->repeals[i].from);
	}
	for (size_t i = 0; i < text->rule_count; i++)
		add_str(buf, text->rules[i].id);
}

/* What a text says may change until somebody asks. */
static void text_seal(struct scene *scene, struct text *text)
{
	struct buf buf;
	buf_init(&buf, &scene->mem);
	add_substance(&buf, text);
	text->substance = digest_of(buf_str(&buf));
	for (size_t i = 0; i < text->withdraw_count; i++)
		buf_addf(&buf, "-%d", text->withdraws[i]);
	for (size_t i = 0; i < text->reinstate_count; i++)
		buf_addf(&buf, "+%d", text->reinstates[i]);
	text->form = digest_of(buf_str(&buf));
	buf_fini(&buf);
}

static void scene_seal(struct scene *scene)
{
	for (size_t i = 0; i < scene->texts.count; i++)
		text_seal(scene, scene->texts.items[i]);
	for (size_t i = 0; i < scene->lists.count; i++) {
		struct scene_list *list = &scene->lists.items[i];
		list_entries_make(&list->entries, &scene->arena, &scene->mem, &scene->names,
				  list->name, list->observations.items, list->observations.count);
	}
	scene->name_texts = ARENA_ARRAY(&scene->arena, struct str, scene->names.count);
	for (size_t i = 0; i < scene->names.slot_count; i++) {
		const struct name *name = scene->names.slots[i];
		if (name)
			scene->name_texts[name->id] = name->text;
	}
	clock_run(scene->chain.items, scene->chain.count);
}

const struct text *scene_text_of(const struct scene_list *list, uint32_t entry)
{
	return list->observations.items[list->entries.entries[entry].observation].text;
}

static const struct text *text_of(void *data, uint32_t entry)
{
	return scene_text_of(data, entry);
}

void scene_resolve(struct scene *scene, const char *known_at)
{
	scene_seal(scene);
	size_t known = scene->chain.count;
	if (known_at)
		known = clock_known(scene->chain.items, known,
				    clock_end_of_day(day_of(known_at), 0));
	scene->repeals.items.count = 0;
	scene->findings.items.count = 0;
	scene->findings.chain = scene->chain.items;
	scene->findings.names = scene->name_texts;
	for (size_t i = 0; i < scene->lists.count; i++) {
		struct scene_list *list = &scene->lists.items[i];
		record_resolve(&list->record, &scene->arena, &list->entries, (uint32_t)known,
			       &scene->findings);
		repeals_add(&scene->repeals, &list->entries, &list->record, &scene->findings);
	}
	repeals_sort(&scene->repeals);
	for (size_t i = 0; i < scene->lists.count; i++) {
		struct scene_list *list = &scene->lists.items[i];
		repeals_audit(&scene->repeals, &list->entries, &list->record, &scene->findings);
		rule_repeals_audit(&scene->arena, &scene->repeals, &list->entries, &list->record,
				   scene->name_texts, (struct text_source){list, text_of},
				   &scene->findings);
		timeline_build(&list->timeline, &scene->arena, &list->entries, &list->record,
			       &scene->repeals);
		rule_repeals_make(&list->rules, &scene->arena, &scene->repeals, &list->entries,
				  &list->record, scene->name_texts,
				  (struct text_source){list, text_of});
	}
}

/* The buffer becomes a string of the scene. */
static const char *told(struct scene *scene, struct buf *buf)
{
	const char *text = arena_str(&scene->arena, buf_str(buf)).ptr;
	buf_fini(buf);
	return text;
}

static void add_label(struct buf *buf, const struct scene_list *list, const struct window *window)
{
	if (!window)
		buf_add_text(buf, "none");
	else if (window->entry == NO_ENTRY)
		buf_add_text(buf, "gap");
	else
		buf_add(buf, scene_text_of(list, window->entry)->title);
}

const char *scene_at(struct scene *scene, const char *list, const char *day)
{
	const struct scene_list *of = scene_list(scene, list);
	struct buf buf;
	buf_init(&buf, &scene->mem);
	add_label(&buf, of, timeline_at(&of->timeline, day_of(day)));
	if (timeline_doubt(&of->timeline, day_of(day)))
		buf_add_char(&buf, '?');
	return told(scene, &buf);
}

const char *scene_rules(struct scene *scene, const char *list, const char *day)
{
	const struct scene_list *of = scene_list(scene, list);
	const struct window *window = timeline_at(&of->timeline, day_of(day));
	struct buf buf;
	buf_init(&buf, &scene->mem);
	if (!window || window->entry == NO_ENTRY)
		return told(scene, &buf);
	const struct text *text = scene_text_of(of, window->entry);
	for (size_t i = 0; i < text->rule_count; i++) {
		struct date_interval in_force =
			rule_in_force(&of->rules, window, text, &text->rules[i]).in_force;
		if (day_of(day) < in_force.from || day_of(day) >= in_force.to)
			continue;
		if (buf.len)
			buf_add_char(&buf, ' ');
		buf_add(&buf, text->rules[i].id);
	}
	return told(scene, &buf);
}

static void add_end(struct scene *scene, struct buf *buf, const struct window *window)
{
	const char *end = window_end_name(window->end);
	if (!end)
		return;
	buf_addf(buf, " %s", end);
	struct str name = scene->name_texts[window->by_list];
	if (window->end == END_REPEAL)
		buf_addf(buf, " %s", name.ptr);
	if (window->end == END_EXPIRES)
		return;
	buf_add_char(buf, ' ');
	buf_add(buf, scene_text_of(scene_list(scene, name.ptr), window->by_entry)->title);
}

static void add_window(struct scene *scene, struct buf *buf, const struct scene_list *list,
		       const struct window *window)
{
	if (buf->len)
		buf_add_text(buf, "; ");
	add_label(buf, list, window);
	buf_add_char(buf, ' ');
	add_date(buf, window->from);
	buf_add_text(buf, "..");
	add_date(buf, window->to);
	add_end(scene, buf, window);
	if (window->cause == NO_ENTRY)
		return;
	buf_add_text(buf, " (");
	buf_add(buf, scene_text_of(list, window->cause)->title);
	buf_add_char(buf, ')');
}

const char *scene_windows(struct scene *scene, const char *list)
{
	const struct scene_list *of = scene_list(scene, list);
	struct buf buf;
	buf_init(&buf, &scene->mem);
	for (size_t i = 0; i < of->timeline.window_count; i++)
		add_window(scene, &buf, of, &of->timeline.windows[i]);
	return told(scene, &buf);
}

const char *scene_sides(struct scene *scene, const char *list, enum window_state state)
{
	const struct scene_list *of = scene_list(scene, list);
	struct buf buf;
	buf_init(&buf, &scene->mem);
	for (size_t i = 0; i < of->timeline.side_count; i++) {
		if (of->timeline.sides[i].state == state)
			add_window(scene, &buf, of, &of->timeline.sides[i]);
	}
	return told(scene, &buf);
}

const char *scene_findings(struct scene *scene)
{
	struct buf buf;
	buf_init(&buf, &scene->mem);
	for (size_t i = 0; i < scene->findings.items.count; i++) {
		const char *code = diag_code(scene->findings.items.items[i].id);
		buf_addf(&buf, "%s%s", buf.len ? " " : "", code + strlen("TOL06"));
	}
	return told(scene, &buf);
}

static const struct finding *only_finding(struct scene *scene)
{
	claim(scene->findings.items.count == 1, "one finding wanted, got '%s'",
	      scene_findings(scene));
	return &scene->findings.items.items[0];
}

const char *scene_message(struct scene *scene, enum language language)
{
	const struct finding *finding = only_finding(scene);
	struct diag diag = {.id = finding->id,
			    .args = finding_args(&scene->arena, &scene->findings, finding)};
	struct buf buf;
	buf_init(&buf, &scene->mem);
	diag_message(&buf, &diag, language);
	return told(scene, &buf);
}

const char *scene_hint(struct scene *scene, enum language language)
{
	const struct finding *finding = only_finding(scene);
	struct diag_args args = finding_args(&scene->arena, &scene->findings, finding);
	struct buf buf;
	buf_init(&buf, &scene->mem);
	hint_message(&buf, finding->hint, &args, language);
	return told(scene, &buf);
}

void claim_equal(const char *got, const char *wanted)
{
	claim(strcmp(got, wanted) == 0, "wanted '%s', got '%s'", wanted, got);
}
