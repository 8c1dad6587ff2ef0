/* From the IR of a list to what the record keeps of it, in plain data. */
#include "api/record/text_of.h"

#include "api/record/compile.h"

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

/* The first mistake that makes a text unreadable, or NULL. */
static const struct diag *first_mistake(const struct diag_list *diags)
{
	for (size_t i = 0; i < diags->items.count; i++) {
		const struct diag *diag = diags->items.items[i];
		if (diag->severity == SEVERITY_ERROR && diag_phase(diag->id) <= PHASE_RESOLVE)
			return diag;
	}
	return NULL;
}

/* why may be NULL. The line becomes that of the mistake, where it is one of this text. */
static void text_unreadable(struct arena *arena, struct text *out, const struct diag *why,
			    struct source *source)
{
	out->reason = why ? reason_of(arena, why)
			  : arena_str(arena, STR("\nwhat it rests on cannot be read\n"
						 "它所依据的词汇或机构无法读取"));
	if (why && why->source == source)
		out->line = source_locate(source, why->span.start).line;
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
	out->issuer_title = copy(arena, list->issuer->title);
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
	struct ir_fingerprint fingerprint;
	ir_fingerprint(&fingerprint, list, arena->mem);
	out->readable = true;
	out->form = fingerprint.form;
	out->substance = fingerprint.substance;
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
		text_unreadable(arena, out, list->why ? list->why : first_mistake(diags),
				list->place.source);
}

/* Lists whose head itself cannot be read. */

/* Without the blanks before it. */
static struct str line_text(struct str line)
{
	size_t at = 0;
	while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'))
		at++;
	return str_from_to(line, at, line.len);
}

/* 清 单 too: a blank in the keyword hides no list. */
static bool line_opens_list(struct str line)
{
	struct str rest = line_text(line), han = STR("清");
	if (!str_starts_with(rest, han))
		return str_starts_with(rest, STR("list "));
	return str_starts_with(line_text(str_from_to(rest, han.len, rest.len)), STR("单"));
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
	for (size_t i = 0; i < countof(words); i++) {
		struct str rest = line_text(line), word = str_from(words[i]);
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

/* Nothing but blanks and comments: emptied, not misread. */
static bool says_nothing(const struct source *source)
{
	struct str text = {source->text, source->size};
	size_t at = str_starts_with(text, STR("\xEF\xBB\xBF")) ? 3 : 0;
	while (at < text.len && strchr(" \t\r\n#", text.ptr[at]) && text.ptr[at]) {
		const char *end = text.ptr[at] == '#' ? memchr(text.ptr + at, '\n', text.len - at)
						     : text.ptr + at;
		at = end ? (size_t)(end - text.ptr) + 1 : text.len;
	}
	return at >= text.len;
}

/* Beside its edition. */
static bool declares_something(const struct unit *unit)
{
	const struct node *node = unit->root->first;
	return node && (node->kind != NODE_NUMBER || node->next);
}

/* Whether what was read of the file leaves no room for a list: what its declarations hold may be
 * wrong, but none was dropped. */
static bool holds_no_list(const struct unit *unit)
{
	return !unit->misread || says_nothing(unit->source) ||
	       (declares_something(unit) && !unit->lost && !lists_opened(unit->source));
}

size_t text_count(const struct unit *unit)
{
	size_t legible = lists_legible(unit);
	if (!legible)
		return !holds_no_list(unit);
	return legible + (unit->misread && lists_opened(unit->source) > legible);
}

struct text *text_of_unit(struct arena *arena, const struct unit *unit, const struct ir_unit *ir,
			  const struct diag_list *diags, size_t *count)
{
	*count = text_count(unit);
	struct text *texts = ARENA_ARRAY(arena, struct text, *count);
	for (size_t i = 0; i < ir->list_count; i++)
		text_fill(arena, &texts[i], &ir->lists[i], diags);
	if (*count > ir->list_count) {
		struct text *nameless = &texts[ir->list_count];
		*nameless = (struct text){
			.effective = ir->list_count ? DATE_NONE : effective_legible(unit->source),
			.promulgated = DATE_NONE,
			.expires = DATE_NONE,
			.in_force_since = DATE_NONE,
			.line = 1,
		};
		text_unreadable(arena, nameless, first_mistake(diags), unit->source);
	}
	return texts;
}
