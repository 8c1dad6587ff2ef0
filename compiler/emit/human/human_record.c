/* For people: which versions were in force, and the windows of a list. */
#include "emit/human/layout.h"
#include "emit/human/parts.h"

#include "base/text/utf8.h"

static void add_word_cell(struct emit *e, struct table *table, const struct word_row *row)
{
	if (!row)
		table_add(table, STR(""), "");
	else
		table_add(table, word_text(e->style->language, row->word),
			  row->paint == PAINT_NONE ? "" : paint_code(e, row->paint));
}

static void add_rules(struct emit *e, const struct answer_list *list)
{
	struct table table;
	table_init(&table, e->out->mem, 5);
	for (size_t i = 0; i < list->rule_count; i++) {
		const struct text_rule *rule = &list->rules[i];
		add_word_cell(e, &table, rule_row(rule->kind));
		table_add(&table, rule->id, "");
		table_add(&table, rule->title, "");
		table_add(&table, rule->article, "");
		add_word_cell(e, &table, mark_row(rule->provenance));
	}
	table_print(e->out, &table, 2, e->style->columns);
	table_fini(&table);
}

static size_t count_marked(const struct answer_list *list, struct str mark)
{
	size_t count = 0;
	for (size_t i = 0; i < list->rule_count; i++)
		count += str_equal(list->rules[i].provenance, mark);
	return count;
}

static void warn_marked(struct emit *e, const struct answer_list *list, struct str mark,
			enum word_id word, enum paint paint)
{
	size_t count = count_marked(list, mark);
	if (count == 0)
		return;
	buf_add_text(e->out, "  ");
	emit_paint(e, paint);
	emit_counts(e, 2, word, count, list->rule_count);
	emit_paint(e, PAINT_NONE);
	buf_add_char(e->out, '\n');
}

static void add_issuer(struct emit *e, const struct answer_list *list)
{
	struct parts parts;
	parts_init(&parts, e);
	if (list->issuer_title.len)
		parts_word(&parts, WORD_NAMED, list->issuer_title, list->issuer);
	else
		utf8_printable(&parts.text, list->issuer);
	const struct word_row *level = level_row(list->level);
	if (level)
		parts_word(&parts, level->word, STR_NONE, STR_NONE);
	parts_print(&parts, WORD_ISSUER);
	parts_init(&parts, e);
	utf8_printable(&parts.text, list->document);
	parts_print(&parts, WORD_DOCUMENT);
}

static void add_warning_text(struct emit *e, struct str text)
{
	buf_add_text(e->out, "  ");
	emit_paint(e, PAINT_WARNING);
	layout_wrap(e->out, text, 2, 2, e->style->columns);
	emit_paint(e, PAINT_NONE);
	buf_add_char(e->out, '\n');
}

/* A warning of one line below the title. */
static void add_warning(struct emit *e, enum word_id word, struct str argument)
{
	struct buf text, shown;
	buf_init(&text, e->out->mem);
	buf_init(&shown, e->out->mem);
	utf8_printable(&shown, argument);
	word_add(&text, e->style->language, word, ARGS(buf_str(&shown)));
	add_warning_text(e, buf_str(&text));
	buf_fini(&text);
	buf_fini(&shown);
}

static void add_doubts(struct emit *e, const struct answer_list *list)
{
	if (list->uncertain)
		add_warning(e, WORD_UNCERTAIN_REASON, list->reason);
	for (size_t i = 0; i < list->basis_superseded_count; i++)
		add_warning(e, WORD_BASIS_SUPERSEDED, list->basis_superseded[i]);
}

static void add_list(struct emit *e, const struct answer_list *list)
{
	parts_title(e, list);
	add_doubts(e, list);
	add_issuer(e, list);
	if (list->window_count > 0)
		parts_version(e, &list->windows[0]);
	if (list->rule_count > 0)
		add_rules(e, list);
	else if (list->window_count > 0)
		add_warning(e, list->text_rule_count ? WORD_NO_RULES : WORD_TEXT_NO_RULES,
			    STR_NONE);
	warn_marked(e, list, STR("illustrative"), WORD_ILLUSTRATIVE_RULES, PAINT_WARNING);
	warn_marked(e, list, STR("reported"), WORD_REPORTED_RULES, PAINT_NOTE);
}

static const enum word_id end_words[] = {
	[END_OPEN] = WORD_END_OPEN,
	[END_NEXT] = WORD_END_NEXT,
	[END_EXPIRES] = WORD_END_EXPIRES,
	[END_REPEAL] = WORD_END_REPEAL,
};

static void add_end(struct buf *out, const struct emit *e, enum window_end end, struct str ended_by)
{
	struct buf by;
	buf_init(&by, e->out->mem);
	utf8_printable(&by, ended_by);
	word_add(out, e->style->language, end_words[end], ARGS(buf_str(&by)));
	buf_fini(&by);
}

/* Why the list was not in force. */
static void add_absent(struct emit *e, const struct answer_absent *absent)
{
	struct day day;
	struct buf text, end, name;
	struct parts parts;
	buf_init(&text, e->out->mem);
	buf_init(&end, e->out->mem);
	buf_init(&name, e->out->mem);
	parts_init(&parts, e);
	utf8_printable(&name, absent->name);
	add_end(&end, e, absent->end, absent->ended_by);
	if (absent->ended != DATE_NONE)
		parts_word(&parts, WORD_ABSENT_ENDED, day_text(&day, absent->ended), buf_str(&end));
	parts_day(&parts, WORD_ABSENT_BEGINS, absent->begins);
	if (absent->ended == DATE_NONE && absent->begins == DATE_NONE)
		parts_word(&parts, WORD_ABSENT_NEVER, buf_str(&name), STR_NONE);
	word_add(&text, e->style->language, WORD_NOT_IN_FORCE,
		 ARGS(buf_str(&name), buf_str(&parts.text)));
	add_warning_text(e, buf_str(&text));
	buf_fini(&parts.text);
	buf_fini(&name);
	buf_fini(&end);
	buf_fini(&text);
}

/* The day that was asked about, and as of when. */
static void add_question(struct emit *e)
{
	const struct answer_query *query = &e->answer->query;
	struct parts parts;
	parts_init(&parts, e);
	parts_day(&parts, query->at_default ? WORD_IN_FORCE_TODAY : WORD_IN_FORCE_ON, query->at);
	parts_record_asked(&parts);
	parts_line(&parts, PAINT_NONE);
}

void human_effective(struct emit *e)
{
	add_question(e);
	for (size_t i = 0; i < e->answer->list_count; i++) {
		buf_add_char(e->out, '\n');
		add_list(e, &e->answer->lists[i]);
	}
	for (size_t i = 0; i < e->answer->absent_count; i++) {
		buf_add_char(e->out, '\n');
		add_absent(e, &e->answer->absent[i]);
	}
	if (e->answer->list_count == 0 && e->answer->absent_count == 0) {
		emit_word(e, WORD_NONE_IN_FORCE, NO_ARGS);
		buf_add_char(e->out, '\n');
	}
}

struct state_row {
	enum word_id word;
	enum paint paint;
};

static const struct state_row state_rows[] = {
	[WINDOW_IN_FORCE] = {WORD_WINDOW_IN_FORCE, PAINT_GOOD},
	[WINDOW_GAP] = {WORD_WINDOW_GAP, PAINT_WARNING},
	[WINDOW_CORRECTED] = {WORD_WINDOW_CORRECTED, PAINT_FAINT},
	[WINDOW_WITHDRAWN] = {WORD_WINDOW_WITHDRAWN, PAINT_FAINT},
	[WINDOW_DISPLACED] = {WORD_WINDOW_DISPLACED, PAINT_FAINT},
	[WINDOW_SCHEDULED] = {WORD_WINDOW_SCHEDULED, PAINT_NOTE},
	[WINDOW_PENDING] = {WORD_WINDOW_PENDING, PAINT_NOTE},
	[WINDOW_DRAFT] = {WORD_WINDOW_DRAFT, PAINT_FAINT},
	[WINDOW_UNCERTAIN] = {WORD_WINDOW_UNCERTAIN, PAINT_WARNING},
};

static const struct state_row unsaid_row = {WORD_WINDOW_CORRECTED_UNSAID, PAINT_WARNING};

static void add_day_cell(struct emit *e, struct table *table, int32_t date)
{
	struct day day;
	if (date == DATE_NONE)
		table_add(table, word_text(e->style->language, WORD_UNKNOWN_DAY), "");
	else if (date == DATE_MAX)
		table_add(table, word_text(e->style->language, WORD_OPEN), "");
	else
		table_add(table, day_text(&day, date), "");
}

static void add_end_cell(struct emit *e, struct table *table, const struct answer_window *window)
{
	struct buf text;
	buf_init(&text, e->out->mem);
	add_end(&text, e, window->end, window->ended_by);
	table_add(table, buf_str(&text), "");
	buf_fini(&text);
}

static void add_recorded_cells(struct emit *e, struct table *table,
			       const struct answer_window *window)
{
	size_t shown = e->style->verbosity > 0 ? window->commit.len : SHORT_OID;
	struct day day;
	if (window->recorded != TIME_NONE)
		table_add(table,
			  day_text(&day, date_from_time(window->recorded, e->answer->history.zone)),
			  "");
	else if (window->state != WINDOW_GAP)
		table_add(table, word_text(e->style->language, WORD_UNRECORDED),
			  paint_code(e, PAINT_WARNING));
	else
		table_add(table, STR(""), "");
	if (window->commit.len >= shown)
		table_add(table, str_from_to(window->commit, 0, shown), paint_code(e, PAINT_FAINT));
	else
		table_add(table, STR(""), "");
}

static void add_place_cell(struct emit *e, struct table *table, const struct answer_window *window)
{
	struct parts parts;
	parts_init(&parts, e);
	parts_place(&parts, window);
	table_add(table, buf_str(&parts.text), "");
	buf_fini(&parts.text);
}

static void add_header_cell(struct emit *e, struct table *table, enum word_id word)
{
	table_add(table, word_text(e->style->language, word), paint_code(e, PAINT_FAINT));
}

static void add_windows(struct emit *e, const struct answer_list *list)
{
	static const enum word_id header[] = {WORD_FROM,     WORD_TO,	      WORD_STATE,
					      WORD_ENDED_BY, WORD_RECORD_DAY, WORD_COMMIT_ID,
					      WORD_SOURCE};
	struct table table;
	size_t columns = countof(header) - (e->style->verbosity <= 0);
	table_init(&table, e->out->mem, columns);
	for (size_t i = 0; i < columns; i++)
		add_header_cell(e, &table, header[i]);
	for (size_t i = 0; i < list->window_count; i++) {
		const struct answer_window *window = &list->windows[i];
		const struct state_row *state =
			window->corrected_unsaid ? &unsaid_row : &state_rows[window->state];
		add_day_cell(e, &table, window->from);
		add_day_cell(e, &table, window->to);
		table_add(&table, word_text(e->style->language, state->word),
			  paint_code(e, state->paint));
		add_end_cell(e, &table, window);
		add_recorded_cells(e, &table, window);
		if (e->style->verbosity > 0)
			add_place_cell(e, &table, window);
	}
	table_print(e->out, &table, 2, e->style->columns);
	table_fini(&table);
}

void human_timeline(struct emit *e)
{
	add_question(e);
	for (size_t i = 0; i < e->answer->list_count; i++) {
		const struct answer_list *list = &e->answer->lists[i];
		if (i > 0)
			buf_add_char(e->out, '\n');
		parts_title(e, list);
		add_doubts(e, list);
		add_windows(e, list);
	}
	if (e->answer->list_count == 0)
		emit_word(e, WORD_NO_LIST, NO_ARGS);
	else
		emit_word(e, WORD_RECORD_DAYS, NO_ARGS);
	buf_add_char(e->out, '\n');
}
