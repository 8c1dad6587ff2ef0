/* Results of answers as JSON. */
#include "emit/machine/results.h"

#include "emit/machine/place.h"

size_t no_results(const struct answer *answer)
{
	(void)answer;
	return 0;
}

size_t one_result(const struct answer *answer)
{
	(void)answer;
	return 1;
}

size_t list_results(const struct answer *answer)
{
	return answer->list_count;
}

size_t finding_results(const struct answer *answer)
{
	return answer->finding_count;
}

size_t due_results(const struct answer *answer)
{
	return answer->due_count;
}

size_t file_results(const struct answer *answer)
{
	return answer->file_count;
}

/* Said only where it is so. */
static void add_unsaid(struct json *json, const struct answer_window *window)
{
	if (window->corrects_unsaid != TIME_NONE)
		json_member_time(json, "corrects_unsaid", window->corrects_unsaid);
	if (window->corrected_unsaid)
		json_member_bool(json, "corrected_unsaid", true);
}

void json_version(struct json *json, const char *key, const struct answer_window *window)
{
	json_key(json, key);
	json_object(json);
	json_member_date(json, "promulgated", window->promulgated);
	json_member_date(json, "effective", window->effective);
	json_member_span(json, "in_force", window->from, window->to);
	json_member_time(json, "recorded", window->recorded);
	json_member_or_null(json, "commit", window->commit);
	json_member_or_null(json, "path", window->path);
	json_member_or_null(json, "blob", window->blob);
	json_member_count(json, "line", window->line);
	json_member_or_null(json, "corrects", window->corrects);
	add_unsaid(json, window);
	json_object_end(json);
}

static void add_rule(struct json *json, const struct text_rule *rule)
{
	json_object(json);
	json_member(json, "id", rule->id);
	json_member(json, "kind", rule->kind);
	json_member_or_null(json, "title", rule->title);
	json_member_or_null(json, "article", rule->article);
	json_member_or_null(json, "provenance", rule->provenance);
	json_member_or_null(json, "citation", rule->citation);
	json_member_count(json, "line", rule->line);
	json_object_end(json);
}

static void add_rules(struct json *json, const struct answer_list *list)
{
	json_key(json, "rules");
	json_array(json);
	for (size_t i = 0; i < list->rule_count; i++)
		add_rule(json, &list->rules[i]);
	json_array_end(json);
}

static void add_superseded(struct json *json, const struct answer_list *list)
{
	if (list->basis_superseded_count == 0)
		return;
	json_key(json, "basis_superseded");
	json_array(json);
	for (size_t i = 0; i < list->basis_superseded_count; i++)
		json_str(json, list->basis_superseded[i]);
	json_array_end(json);
}

static void add_list(struct json *json, const struct answer_list *list)
{
	json_member(json, "list", list->name);
	json_member_or_null(json, "title", list->title);
	json_member_or_null(json, "issuer", list->issuer);
	json_member_or_null(json, "issuer_title", list->issuer_title);
	json_member_or_null(json, "level", list->level);
	json_member_or_null(json, "document", list->document);
}

RESULT(effective_result)
{
	const struct answer_list *list = &answer->lists[index];
	(void)language;
	json_object(json);
	add_list(json, list);
	json_text(json, "status", list->uncertain ? "uncertain" : "in_force");
	if (list->uncertain)
		json_member(json, "reason", list->reason);
	json_member_bool(json, "trial", list->trial);
	add_superseded(json, list);
	if (list->window_count > 0)
		json_version(json, "version", &list->windows[0]);
	else
		json_member_null(json, "version");
	add_rules(json, list);
	json_object_end(json);
}

static void add_end(struct json *json, const struct answer_window *window)
{
	if (window->end == END_OPEN) {
		json_member_null(json, "ended_by");
		return;
	}
	json_key(json, "ended_by");
	json_object(json);
	json_text(json, "what", window_end_name(window->end));
	json_member_or_null(json, "by", window->ended_by);
	json_object_end(json);
}

static void add_window(struct json *json, const struct answer_window *window)
{
	json_object(json);
	json_member_date(json, "from", window->from);
	json_member_date(json, "to", window->to);
	json_member_date(json, "promulgated", window->promulgated);
	json_member_date(json, "effective", window->effective);
	json_member_or_null(json, "commit", window->commit);
	json_member_time(json, "recorded", window->recorded);
	json_member_or_null(json, "path", window->path);
	json_member_or_null(json, "blob", window->blob);
	json_member_count(json, "line", window->line);
	json_text(json, "state", window_state_name(window->state));
	json_member_or_null(json, "corrects", window->corrects);
	add_end(json, window);
	add_unsaid(json, window);
	json_object_end(json);
}

RESULT(timeline_result)
{
	const struct answer_list *list = &answer->lists[index];
	(void)language;
	json_object(json);
	add_list(json, list);
	if (list->uncertain)
		json_member(json, "reason", list->reason);
	json_key(json, "windows");
	json_array(json);
	for (size_t i = 0; i < list->window_count; i++)
		add_window(json, &list->windows[i]);
	json_array_end(json);
	json_object_end(json);
}

static void add_doubt(struct json *json, const struct answer_finding *finding)
{
	if (finding->doubt_from == TIME_NONE) {
		json_member_null(json, "doubt");
		return;
	}
	json_key(json, "doubt");
	json_object(json);
	json_member_time(json, "from", finding->doubt_from);
	json_member_time(json, "to", finding->doubt_to);
	json_object_end(json);
}

RESULT(finding_result)
{
	const struct answer_finding *finding = &answer->findings[index];
	struct buf scratch;
	buf_init(&scratch, json->out->mem);
	json_object(json);
	json_text(json, "code", diag_code(finding->diag->id));
	json_text(json, "severity", severity_name(finding->diag->severity));
	json_member(json, "message", diag_text(&scratch, finding->diag, language));
	json_member_or_null(json, "list", finding->list);
	json_member_or_null(json, "commit", finding->commit);
	json_member_time(json, "committed", finding->committed);
	json_member_time(json, "recorded", finding->recorded);
	add_doubt(json, finding);
	json_member_or_null(json, "path", finding->path);
	json_member_count(json, "line", finding->line);
	json_member_or_null(json, "help", hint_text(&scratch, finding->diag, language));
	if (finding->put_back.ptr)
		json_member(json, "put_back", finding->put_back);
	json_object_end(json);
	buf_fini(&scratch);
}

static void add_within(struct json *json, struct ir_duration within)
{
	if (within.unit == IR_UNIT_NONE) {
		json_member_null(json, "within");
		return;
	}
	json_key(json, "within");
	json_object(json);
	json_member_int(json, "length", within.length);
	json_text(json, "unit", ir_time_unit_word(within.unit));
	json_object_end(json);
}

static void add_calendar(struct json *json, const struct answer *answer,
			 const struct deadline *deadline)
{
	const struct calendar *calendar = &answer->calendar;
	json_key(json, "calendar");
	json_object(json);
	json_key(json, "notices");
	json_array(json);
	for (size_t i = 0; i < deadline->notice_count; i++)
		json_date(json, deadline->notices[i]);
	json_array_end(json);
	json_key(json, "coverage");
	json_array(json);
	for (size_t i = 0; i < calendar->coverage_count; i++) {
		json_object(json);
		json_member_date(json, "from", calendar->coverage[i].from);
		json_member_date(json, "to", calendar->coverage[i].to);
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}

static void add_actors(struct json *json, struct ir_actors actors)
{
	json_key(json, "by");
	json_array(json);
	for (unsigned i = 0; i < IR_ACTOR_COUNT; i++)
		if (actors.set & (1u << i))
			json_str(json, str_from(ir_actor_word((enum ir_actor)i)));
	json_array_end(json);
}

static void add_step(struct json *json, const struct answer_step *step)
{
	json_key(json, "step");
	json_object(json);
	json_member(json, "procedure", step->procedure);
	json_member(json, "name", step->name);
	json_member_or_null(json, "title", step->title);
	json_member_or_null(json, "provenance", str_from(ir_provenance_word(step->provenance)));
	add_actors(json, step->by);
	json_member_or_null(json, "event", str_from(ir_moment_word(step->from)));
	json_member_count(json, "line", step->line);
	json_object_end(json);
}

RESULT(deadline_result)
{
	const struct answer_due *due = &answer->dues[index];
	(void)language;
	json_object(json);
	if (due->step) {
		json_member(json, "list", answer->lists->name);
		json_version(json, "version", answer->lists->windows);
		add_step(json, due->step);
	}
	add_within(json, due->within);
	json_member_date(json, "due", due->deadline.due);
	json_member_date(json, "last_day", due->deadline.ends);
	json_member_date(json, "unknown_beyond", due->beyond);
	json_member_date(json, "not_covered", due->deadline.missing);
	add_calendar(json, answer, &due->deadline);
	json_object_end(json);
}

RESULT(file_result)
{
	const struct answer_file *file = &answer->files[index];
	(void)language;
	json_object(json);
	json_member(json, "path", file->path);
	json_member_bool(json, "parses", file->text.ptr != NULL);
	json_member_bool(json, "changed", file->changed);
	if (file->text.ptr && answer->show == SHOW_TEXT)
		json_member(json, "text", file->text);
	if (file->text.ptr && answer->show == SHOW_DIFF) {
		struct buf diff;
		buf_init(&diff, json->out->mem);
		unified_diff(&diff, file->path,
			     (struct str){file->source->text, file->source->size}, file->text);
		json_member(json, "diff", buf_str(&diff));
		buf_fini(&diff);
	}
	json_object_end(json);
}

RESULT(dump_result)
{
	(void)index;
	(void)language;
	json_object(json);
	json_member(json, "after", answer->query.variant);
	json_member(json, "dump", answer->dump);
	json_object_end(json);
}

RESULT(page_result)
{
	struct diag diag = {.id = answer->page.id,
			    .args = ARGS(STR("…"), STR("…"), STR("…"), STR("…"))};
	struct buf scratch;
	(void)index;
	buf_init(&scratch, json->out->mem);
	json_object(json);
	json_text(json, "code", diag_code(diag.id));
	json_text(json, "severity", severity_name(diag_default_severity(diag.id)));
	json_member(json, "message", diag_text(&scratch, &diag, language));
	json_member_or_null(json, "page", answer->page.text);
	json_object_end(json);
	buf_fini(&scratch);
}
