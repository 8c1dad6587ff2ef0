/*
 * SARIF 2.1.0: what code scanning reads. A region is counted in code points; a URI is the path
 * within the tree, percent-encoded. Suppressed diagnostics are shown as such.
 */
#include "emit/machine/sarif.h"
#include "emit/machine/example.h"
#include "emit/machine/place.h"

#define SARIF_SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"
#define TREE	     "SRCROOT" /* what paths are relative to */

void sarif_text(struct json *json, const char *key, struct str text)
{
	json_key(json, key);
	json_object(json);
	json_member(json, "text", text);
	json_object_end(json);
}

void sarif_default_level(struct json *json, const char *level)
{
	json_key(json, "defaultConfiguration");
	json_object(json);
	json_text(json, "level", level);
	json_object_end(json);
}

/* -- A log of one run -- */

void sarif_begin(struct json *json, struct emit *e)
{
	json_init(json, e->out, JSON_INDENTED);
	json_object(json);
	json_text(json, "$schema", SARIF_SCHEMA);
	json_text(json, "version", "2.1.0");
	json_key(json, "runs");
	json_array(json);
	json_object(json);
	json_key(json, "tool");
	json_object(json);
	json_key(json, "driver");
	json_object(json);
	json_text(json, "name", "tolc");
	json_text(json, "version", e->style->version);
	json_text(json, "semanticVersion", e->style->version);
	json_key(json, "rules");
	json_array(json);
}

void sarif_rules_end(struct json *json, struct emit *e)
{
	json_array_end(json);
	json_object_end(json);
	json_object_end(json);
	json_text(json, "language", e->style->language == LANGUAGE_ZH ? "zh-CN" : "en");
	json_text(json, "columnKind", "unicodeCodePoints");
}

void sarif_end(struct json *json, struct emit *e)
{
	json_object_end(json);
	json_array_end(json);
	json_object_end(json);
	buf_add_char(e->out, '\n');
}

/* -- The codes that occur, once each, in the order of diag.def -- */

struct rules {
	uint32_t index[DIAG_COUNT + 1];
	enum diag_id ids[DIAG_COUNT + 1];
	size_t count;
};

static void rules_collect(struct rules *rules, const struct diag_list *diags)
{
	bool seen[DIAG_COUNT + 1] = {false};
	rules->count = 0;
	for (size_t i = 0; i < diags->items.count; i++)
		seen[diags->items.items[i]->id] = true;
	for (size_t id = 0; id < DIAG_COUNT; id++) {
		if (!seen[id])
			continue;
		rules->ids[rules->count] = (enum diag_id)id;
		rules->index[id] = (uint32_t)rules->count++;
	}
}

static void add_rule(struct emit *e, struct json *json, enum diag_id id)
{
	struct diag diag = {.id = id, .args = ARGS(STR("…"), STR("…"), STR("…"), STR("…"))};
	struct str page = e->style->page ? e->style->page(id, e->style->language) : STR_NONE;
	struct buf message, advice;
	buf_init(&message, e->out->mem);
	buf_init(&advice, e->out->mem);
	diag_text(&message, &diag, e->style->language);
	buf_addf(&advice, "tolc explain %s", diag_code(id));
	json_object(json);
	json_text(json, "id", diag_code(id));
	sarif_text(json, "shortDescription", buf_str(&message));
	sarif_text(json, "fullDescription", buf_str(&message));
	sarif_text(json, "help", page.len > 0 ? page : buf_str(&advice));
	sarif_default_level(json, severity_name(diag_default_severity(id)));
	json_object_end(json);
	buf_fini(&message);
	buf_fini(&advice);
}

static bool is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c && strchr("-._~/", c));
}

static void add_uri(struct buf *out, struct str path)
{
	if (path.len > 0 && path.ptr[0] == '/')
		buf_add_text(out, "file://");
	for (size_t i = 0; i < path.len; i++) {
		if (is_unreserved(path.ptr[i]))
			buf_add_char(out, path.ptr[i]);
		else
			buf_addf(out, "%%%02X", (unsigned)(unsigned char)path.ptr[i]);
	}
}

static void add_artifact(struct json *json, struct str path)
{
	struct buf uri;
	buf_init(&uri, json->out->mem);
	add_uri(&uri, path);
	json_key(json, "artifactLocation");
	json_object(json);
	json_member(json, "uri", buf_str(&uri));
	if (path.len == 0 || path.ptr[0] != '/')
		json_text(json, "uriBaseId", TREE);
	json_object_end(json);
	buf_fini(&uri);
}

static void add_region(struct json *json, const char *key, struct source *source, struct span span)
{
	struct location start = source_locate(source, span.start);
	struct location end = source_locate(source, span.end);
	json_key(json, key);
	json_object(json);
	json_member_int(json, "startLine", start.line);
	json_member_int(json, "startColumn", start.column);
	json_member_int(json, "endLine", end.line);
	json_member_int(json, "endColumn", end.column);
	json_object_end(json);
}

void sarif_physical(struct json *json, struct source *source, struct span span)
{
	json_key(json, "physicalLocation");
	json_object(json);
	add_artifact(json, source->path);
	add_region(json, "region", source, span);
	json_object_end(json);
}

static void add_location(struct json *json, const struct diag *diag)
{
	json_key(json, "locations");
	json_array(json);
	if (diag->source) {
		json_object(json);
		sarif_physical(json, diag->source, diag->span);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_related(struct emit *e, struct json *json, const struct diag *diag)
{
	struct buf label;
	int64_t id = 0;
	buf_init(&label, e->out->mem);
	json_key(json, "relatedLocations");
	json_array(json);
	for (const struct diag_note *note = diag->notes; note; note = note->next) {
		if (!note->source)
			continue;
		buf_clear(&label);
		hint_message(&label, note->label, &note->args, e->style->language);
		json_object(json);
		json_member_int(json, "id", id++);
		sarif_text(json, "message", buf_str(&label));
		sarif_physical(json, note->source, note->span);
		json_object_end(json);
	}
	json_array_end(json);
	buf_fini(&label);
}

static void add_replacements(struct json *json, const struct diag *diag)
{
	json_key(json, "replacements");
	json_array(json);
	for (const struct diag_edit *edit = diag->edits; edit; edit = edit->next) {
		json_object(json);
		add_region(json, "deletedRegion", diag->source, edit->span);
		sarif_text(json, "insertedContent", edit->text);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_fixes(struct emit *e, struct json *json, const struct diag *diag)
{
	struct buf help;
	if (!diag->edits || !diag->source)
		return;
	buf_init(&help, e->out->mem);
	struct str advice = hint_text(&help, diag, e->style->language);
	json_key(json, "fixes");
	json_array(json);
	json_object(json);
	sarif_text(json, "description",
		   advice.len > 0 ? advice : word_text(e->style->language, WORD_FIX));
	json_key(json, "artifactChanges");
	json_array(json);
	json_object(json);
	add_artifact(json, diag->source->path);
	add_replacements(json, diag);
	json_object_end(json);
	json_array_end(json);
	json_object_end(json);
	json_array_end(json);
	buf_fini(&help);
}

static void add_suppression(struct json *json, const struct diag *diag)
{
	json_key(json, "suppressions");
	json_array(json);
	if (diag->suppressed) {
		json_object(json);
		json_text(json, "kind", "inSource");
		json_text(json, "status", "accepted");
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_properties(struct json *json, const struct diag *diag)
{
	if (!diag->example)
		return;
	json_key(json, "properties");
	json_object(json);
	json_witness(json, diag->example);
	json_object_end(json);
}

static void add_message(struct emit *e, struct json *json, const struct diag *diag)
{
	struct buf text, help;
	buf_init(&text, e->out->mem);
	buf_init(&help, e->out->mem);
	diag_text(&text, diag, e->style->language);
	struct str advice = hint_text(&help, diag, e->style->language);
	if (diag->example) {
		buf_add_char(&text, '\n');
		example_line(&text, diag->example, e->style->language);
	}
	if (advice.len > 0) {
		buf_add_char(&text, '\n');
		buf_add(&text, advice);
	}
	sarif_text(json, "message", buf_str(&text));
	buf_fini(&text);
	buf_fini(&help);
}

static void add_result(struct emit *e, struct json *json, const struct rules *rules,
		       const struct diag *diag)
{
	json_object(json);
	json_text(json, "ruleId", diag_code(diag->id));
	json_member_int(json, "ruleIndex", rules->index[diag->id]);
	json_text(json, "level", severity_name(diag->severity));
	add_message(e, json, diag);
	add_location(json, diag);
	add_related(e, json, diag);
	add_fixes(e, json, diag);
	add_suppression(json, diag);
	add_properties(json, diag);
	json_object_end(json);
}

static void add_base(struct json *json)
{
	json_key(json, "originalUriBaseIds");
	json_object(json);
	json_key(json, TREE);
	json_object(json);
	sarif_text(json, "description", STR("the top of the repository"));
	json_object_end(json);
	json_object_end(json);
	json_key(json, "invocations");
	json_array(json);
	json_object(json);
	json_member_bool(json, "executionSuccessful", true);
	json_object_end(json);
	json_array_end(json);
}

void emit_sarif(struct emit *e)
{
	const struct diag_list *diags = &e->answer->diags;
	struct rules rules = {.count = 0};
	struct json json;
	if (e->answer->kind == ANSWER_DIFF) {
		sarif_diff(e);
		return;
	}
	rules_collect(&rules, diags);
	sarif_begin(&json, e);
	for (size_t i = 0; i < rules.count; i++)
		add_rule(e, &json, rules.ids[i]);
	sarif_rules_end(&json, e);
	add_base(&json);
	json_key(&json, "results");
	json_array(&json);
	for (size_t i = 0; i < diags->items.count; i++)
		add_result(e, &json, &rules, diags->items.items[i]);
	json_array_end(&json);
	sarif_end(&json, e);
}
