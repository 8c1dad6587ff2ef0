/* From the IR of a list to what the record keeps of it, in plain data. */
#include "api/text_of.h"

#include "api/compile.h"

static struct str copy(struct arena *arena, struct str text)
{
	return text.ptr ? arena_str(arena, text) : text;
}

/* Reasons: code, English, Chinese, a line each. */

static struct str reason_of(struct arena *arena, const struct diag *diag)
{
	struct buf out;
	buf_init(&out, arena->mem);
	buf_add_text(&out, diag_code(diag->id));
	for (int language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++) {
		buf_add_char(&out, '\n');
		diag_message(&out, diag, (enum language)language);
	}
	struct str reason = arena_str(arena, buf_str(&out));
	buf_fini(&out);
	return reason;
}

struct str compile_reason(struct str reason, int chinese)
{
	for (int line = 0; line <= chinese && reason.len; line++) {
		const char *end = memchr(reason.ptr, '\n', reason.len);
		if (!end)
			break;
		reason = str_from_to(reason, (size_t)(end - reason.ptr) + 1, reason.len);
	}
	const char *end = reason.len ? memchr(reason.ptr, '\n', reason.len) : NULL;
	return end ? str_from_to(reason, 0, (size_t)(end - reason.ptr)) : reason;
}

static struct str first_reason(struct arena *arena, const struct diag_list *diags)
{
	for (size_t i = 0; i < diags->items.count; i++) {
		const struct diag *diag = diags->items.items[i];
		if (diag->severity == SEVERITY_ERROR && diag_phase(diag->id) <= PHASE_RESOLVE)
			return reason_of(arena, diag);
	}
	return arena_str(arena, STR("\nwhat it rests on cannot be read\n它所依据的词汇或机构无法读取"));
}

/* Readable texts. */

static void text_rules(struct arena *arena, struct text *out, const struct ir_list *list)
{
	out->rule_count = list->rule_count;
	out->rules = ARENA_ARRAY(arena, struct text_rule, list->rule_count);
	for (size_t i = 0; i < list->rule_count; i++) {
		const struct ir_rule *rule = &list->rules[i];
		out->rules[i] = (struct text_rule){
			.id = copy(arena, rule->name),
			.identity = copy(arena, rule->identity),
			.kind = str_from(ir_rule_kind_word(rule->kind)),
			.title = copy(arena, rule->title),
			.article = copy(arena, rule->clause.article),
			.provenance = str_from(ir_provenance_word(rule->clause.provenance)),
			.citation = copy(arena, rule->clause.citation),
			.line = source_locate(rule->place.source, rule->place.span.start).line,
			.effective = rule->effective,
			.expires = rule->expires,
		};
	}
}

/* Without a day of its own a repeal acts from the day on which the text takes effect. */
static void text_repeals(struct arena *arena, struct text *out, const struct ir_list *list)
{
	out->repeal_count = list->repeal_count;
	out->repeals = ARENA_ARRAY(arena, struct text_repeal, list->repeal_count);
	for (size_t i = 0; i < list->repeal_count; i++) {
		const struct ir_repeal *repeal = &list->repeals[i];
		out->repeals[i] = (struct text_repeal){
			.list = copy(arena, repeal->ref.list),
			.rule = copy(arena, repeal->ref.rule),
			.from = repeal->from != DATE_NONE ? repeal->from : list->effective,
		};
	}
}

static void text_basis(struct arena *arena, struct text *out, const struct ir_list *list)
{
	out->basis_count = list->basis_count;
	out->basis = ARENA_ARRAY(arena, struct text_basis, list->basis_count);
	for (size_t i = 0; i < list->basis_count; i++) {
		const struct ir_basis *basis = &list->basis[i];
		out->basis[i] = (struct text_basis){
			.list = copy(arena, basis->ref.list),
			.article = copy(arena, basis->article),
			.at = basis->at,
		};
	}
}

static void text_issuers(struct arena *arena, struct text *out, const struct ir_list *list)
{
	for (const struct ir_authority *a = list->issuer; a; a = a->parent)
		out->issuer_count++;
	out->issuers = ARENA_ARRAY(arena, struct str, out->issuer_count);
	size_t i = 0;
	for (const struct ir_authority *a = list->issuer; a; a = a->parent)
		out->issuers[i++] = copy(arena, a->name);
	out->issuer = out->issuers[0];
	out->level = str_from(ir_level_word(list->issuer->level));
}

static void text_dates(struct arena *arena, struct text *out, const struct ir_list *list)
{
	out->withdraw_count = list->withdraws.count;
	out->withdraws = arena_dup(arena, list->withdraws.items,
				   list->withdraws.count * sizeof(*out->withdraws));
	out->reinstate_count = list->reinstates.count;
	out->reinstates = arena_dup(arena, list->reinstates.items,
				    list->reinstates.count * sizeof(*out->reinstates));
}

static void text_readable(struct arena *arena, struct text *out, const struct ir_list *list)
{
	out->readable = true;
	out->form = list->fingerprint.form;
	out->substance = list->fingerprint.substance;
	out->title = copy(arena, list->title);
	out->document = copy(arena, list->document);
	out->promulgated = list->promulgated;
	out->pending = copy(arena, list->pending);
	out->expires = list->expires;
	out->in_force_since = list->in_force_since;
	out->status = str_from(ir_status_word(list->status));
	out->draft = list->status == IR_DRAFT;
	out->retroactive = list->retroactive;
	out->corrects = copy(arena, list->corrects);
	text_issuers(arena, out, list);
	text_dates(arena, out, list);
	text_repeals(arena, out, list);
	text_basis(arena, out, list);
	text_rules(arena, out, list);
}

static void text_fill(struct arena *arena, struct text *out, const struct ir_list *list,
		      const struct diag_list *diags)
{
	out->list = copy(arena, list->name);
	out->effective = list->effective;
	out->line = source_locate(list->place.source, list->place.span.start).line;
	out->promulgated = out->expires = out->in_force_since = DATE_NONE;
	if (list->readable)
		text_readable(arena, out, list);
	else
		out->reason = list->why ? reason_of(arena, list->why) : first_reason(arena, diags);
}

/* Lists whose head itself cannot be read. */

static bool line_opens_list(struct str line)
{
	size_t at = 0;
	while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'))
		at++;
	struct str rest = str_from_to(line, at, line.len);
	return str_starts_with(rest, STR("list ")) || str_starts_with(rest, STR("清单"));
}

static size_t lists_opened(const struct source *source)
{
	size_t count = 0;
	struct str text = {source->text, source->size};
	for (size_t at = 0; at < text.len;) {
		const char *end = memchr(text.ptr + at, '\n', text.len - at);
		size_t stop = end ? (size_t)(end - text.ptr) : text.len;
		count += line_opens_list(str_from_to(text, at, stop));
		at = stop + 1;
	}
	return count;
}

/* The day behind the only effective or 施行 that opens a line; DATE_NONE where there are several. */
static int32_t line_effective(struct str line)
{
	static const char *const words[] = {"effective", "施行"};
	size_t at = 0;
	while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'))
		at++;
	for (size_t i = 0; i < countof(words); i++) {
		struct str rest = str_from_to(line, at, line.len), word = str_from(words[i]);
		if (!str_starts_with(rest, word))
			continue;
		for (size_t j = word.len; j + 10 <= rest.len; j++) {
			int32_t date = date_parse(str_from_to(rest, j, j + 10));
			if (date != DATE_NONE)
				return date;
		}
	}
	return DATE_NONE;
}

static int32_t effective_legible(const struct source *source)
{
	int32_t found = DATE_NONE;
	struct str text = {source->text, source->size};
	for (size_t at = 0; at < text.len;) {
		const char *end = memchr(text.ptr + at, '\n', text.len - at);
		size_t stop = end ? (size_t)(end - text.ptr) : text.len;
		int32_t date = line_effective(str_from_to(text, at, stop));
		if (date != DATE_NONE && found != DATE_NONE)
			return DATE_NONE;
		if (date != DATE_NONE)
			found = date;
		at = stop + 1;
	}
	return found;
}

static size_t lists_legible(const struct unit *unit)
{
	size_t count = 0;
	for (const struct node *node = unit->root->first; node; node = node->next)
		count += node->kind == NODE_LIST;
	return count;
}

size_t text_count(const struct unit *unit)
{
	size_t legible = lists_legible(unit);
	return legible + (unit->misread && lists_opened(unit->source) > legible);
}

struct text *text_of_unit(struct arena *arena, const struct unit *unit, const struct ir_unit *ir,
			  const struct diag_list *diags, size_t *count)
{
	*count = text_count(unit);
	struct text *texts = ARENA_ARRAY(arena, struct text, *count);
	for (size_t i = 0; i < ir->list_count; i++)
		text_fill(arena, &texts[i], &ir->lists[i], diags);
	if (*count > ir->list_count)
		texts[ir->list_count] = (struct text){
			.reason = first_reason(arena, diags),
			.effective = ir->list_count ? DATE_NONE : effective_legible(unit->source),
			.promulgated = DATE_NONE,
			.expires = DATE_NONE,
			.in_force_since = DATE_NONE,
			.line = 1,
		};
	return texts;
}
