/* Puts the entries together. */
#include "emit/human/parts.h"

#include "emit/human/layout.h"

#include "base/text/utf8.h"

#define LABEL_WIDTH 10 /* columns */

static const struct word_row rule_rows[] = {
	{"tolerate", WORD_RULE_TOLERATE, PAINT_GOOD},
	{"bar", WORD_RULE_BAR, PAINT_STRONG},
	{"redline", WORD_RULE_REDLINE, PAINT_ERROR},
	{"mitigate", WORD_RULE_MITIGATE, PAINT_NONE},
	{"aggravate", WORD_RULE_AGGRAVATE, PAINT_NONE},
};

static const struct word_row mark_rows[] = {
	{"verified", WORD_MARK_VERIFIED, PAINT_NONE},
	{"reported", WORD_MARK_REPORTED, PAINT_NOTE},
	{"illustrative", WORD_MARK_ILLUSTRATIVE, PAINT_WARNING},
};

static const struct word_row level_rows[] = {
	{"central", WORD_LEVEL_CENTRAL, PAINT_NONE},
	{"province", WORD_LEVEL_PROVINCE, PAINT_NONE},
	{"city", WORD_LEVEL_CITY, PAINT_NONE},
	{"county", WORD_LEVEL_COUNTY, PAINT_NONE},
	{"township", WORD_LEVEL_TOWNSHIP, PAINT_NONE},
};

static const struct word_row *row_of(const struct word_row *rows, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(str_from(rows[i].name), name))
			return &rows[i];
	return NULL;
}

const struct word_row *rule_row(struct str kind)
{
	return row_of(rule_rows, countof(rule_rows), kind);
}

const struct word_row *mark_row(struct str provenance)
{
	return row_of(mark_rows, countof(mark_rows), provenance);
}

const struct word_row *level_row(struct str level)
{
	return row_of(level_rows, countof(level_rows), level);
}

void parts_init(struct parts *parts, struct emit *e)
{
	parts->e = e;
	buf_init(&parts->text, e->out->mem);
}

static void parts_join(struct parts *parts)
{
	if (parts->text.len > 0)
		buf_add(&parts->text, word_text(parts->e->style->language, WORD_COMMA));
}

/* What is printable already stays as it is. */
void parts_word(struct parts *parts, enum word_id word, struct str a, struct str b)
{
	struct buf first, second;
	buf_init(&first, parts->e->out->mem);
	buf_init(&second, parts->e->out->mem);
	utf8_printable(&first, a);
	utf8_printable(&second, b);
	parts_join(parts);
	word_add(&parts->text, parts->e->style->language, word,
		 ARGS(buf_str(&first), buf_str(&second)));
	buf_fini(&first);
	buf_fini(&second);
}

struct str day_text(struct day *day, int32_t date)
{
	char *at = day->text;
	int year, month, month_day;
	date_to_civil(date, &year, &month, &month_day);
	for (int i = 3; i >= 0; i--, year /= 10)
		at[i] = (char)('0' + year % 10);
	at[4] = at[7] = '-';
	at[5] = (char)('0' + month / 10);
	at[6] = (char)('0' + month % 10);
	at[8] = (char)('0' + month_day / 10);
	at[9] = (char)('0' + month_day % 10);
	return (struct str){at, 10};
}

void parts_day(struct parts *parts, enum word_id word, int32_t date)
{
	struct day day;
	if (date != DATE_NONE)
		parts_word(parts, word, day_text(&day, date), STR_NONE);
}

void parts_window(struct parts *parts, const struct answer_window *window)
{
	struct day from, to;
	if (window->from == DATE_NONE)
		return;
	if (window->to == DATE_MAX)
		parts_day(parts, WORD_IN_FORCE_FROM, window->from);
	else
		parts_word(parts, WORD_IN_FORCE_FROM_TO, day_text(&from, window->from),
			   day_text(&to, window->to));
}

void parts_print(struct parts *parts, enum word_id label)
{
	struct emit *e = parts->e;
	struct str name = word_text(e->style->language, label);
	size_t width = utf8_width(name);
	size_t column = 2 + LABEL_WIDTH;
	if (parts->text.len > 0) {
		buf_add_text(e->out, "  ");
		emit_paint(e, PAINT_FAINT);
		buf_add(e->out, name);
		emit_paint(e, PAINT_NONE);
		buf_add_repeat(e->out, ' ', width < LABEL_WIDTH ? LABEL_WIDTH - width : 1);
		layout_wrap(e->out, buf_str(&parts->text), column, column, e->style->columns);
		buf_add_char(e->out, '\n');
	}
	buf_fini(&parts->text);
}

void parts_list_version(struct parts *parts, struct str list, const struct answer_window *window)
{
	utf8_printable(&parts->text, list);
	parts_day(parts, WORD_EFFECTIVE, window->effective);
	parts_window(parts, window);
}

void parts_place(struct parts *parts, const struct answer_window *window)
{
	if (window->path.len == 0)
		return;
	utf8_printable(&parts->text, parts->e->answer->root);
	utf8_printable(&parts->text, window->path);
	if (window->line > 0)
		buf_addf(&parts->text, ":%u", window->line);
}

/* What it corrects, and whether it says why. */
static void parts_corrects(struct parts *parts, const struct answer_window *window)
{
	int32_t zone = parts->e->answer->history.zone;
	struct day day;
	if (window->corrects.ptr && window->corrected != TIME_NONE)
		parts_word(parts, WORD_CORRECTS_RECORDED, window->corrects,
			   day_text(&day, date_from_time(window->corrected, zone)));
	else if (window->corrects.ptr)
		parts_word(parts, WORD_CORRECTS, window->corrects, STR_NONE);
	if (window->corrects_unsaid != TIME_NONE)
		parts_day(parts, WORD_CORRECTS_UNSAID,
			  date_from_time(window->corrects_unsaid, zone));
}

void parts_recorded(struct parts *parts, const struct answer_window *window)
{
	bool verbose = parts->e->style->verbosity > 0;
	size_t shown = verbose ? window->commit.len : SHORT_OID;
	if (verbose && window->blob.len > 0)
		parts_word(parts, WORD_BLOB, window->blob, STR_NONE);
	if (window->recorded == TIME_NONE) {
		parts_word(parts, WORD_UNRECORDED, STR_NONE, STR_NONE);
		parts_corrects(parts, window);
		return;
	}
	if (window->commit.len > 0)
		parts_word(parts, WORD_COMMIT, str_from_to(window->commit, 0, shown), STR_NONE);
	parts_day(parts, WORD_RECORDED,
		  date_from_time(window->recorded, parts->e->answer->history.zone));
	parts_corrects(parts, window);
}

static void parts_revision(struct parts *parts)
{
	const struct answer *answer = parts->e->answer;
	struct str head = answer->history.head, revision = answer->query.revision;
	if (!head.ptr || !revision.ptr || str_equal(revision, STR("HEAD")))
		return;
	struct str commit = str_from_to(head, 0, head.len < SHORT_OID ? head.len : SHORT_OID);
	if (str_starts_with(head, revision))
		parts_word(parts, WORD_AS_OF_COMMIT, commit, STR_NONE);
	else
		parts_word(parts, WORD_AS_OF_REVISION, revision, commit);
}

void parts_known_at(struct parts *parts)
{
	struct buf time;
	const struct answer *answer = parts->e->answer;
	if (answer->query.known_at == TIME_NONE)
		return;
	buf_init(&time, parts->text.mem);
	local_time_add(&time, answer->query.known_at, answer->history.zone);
	parts_word(parts, WORD_AS_KNOWN_AT, buf_str(&time), STR_NONE);
	buf_fini(&time);
}

void parts_record_asked(struct parts *parts)
{
	parts_revision(parts);
	parts_known_at(parts);
}

void parts_line(struct parts *parts, enum paint paint)
{
	struct emit *e = parts->e;
	if (parts->text.len > 0) {
		if (paint != PAINT_NONE)
			emit_paint(e, paint);
		layout_wrap(e->out, buf_str(&parts->text), 0, 2, e->style->columns);
		if (paint != PAINT_NONE)
			emit_paint(e, PAINT_NONE);
		buf_add_char(e->out, '\n');
	}
	buf_fini(&parts->text);
}

void parts_version(struct emit *e, const struct answer_window *window)
{
	struct parts parts;
	parts_init(&parts, e);
	parts_day(&parts, WORD_PROMULGATED, window->promulgated);
	parts_day(&parts, WORD_EFFECTIVE, window->effective);
	parts_window(&parts, window);
	parts_print(&parts, WORD_VERSION);
	parts_source(e, window);
}

void parts_source(struct emit *e, const struct answer_window *window)
{
	struct parts parts;
	parts_init(&parts, e);
	parts_place(&parts, window);
	parts_recorded(&parts, window);
	parts_print(&parts, WORD_SOURCE);
}

void parts_title(struct emit *e, const struct answer_list *list)
{
	struct buf title;
	buf_init(&title, e->out->mem);
	utf8_printable(&title, list->title);
	if (list->title.len > 0)
		buf_add_text(&title, "  ");
	utf8_printable(&title, list->name);
	if (list->trial) {
		buf_add_text(&title, "  ");
		buf_add(&title, word_text(e->style->language, WORD_TRIAL));
	}
	emit_paint(e, PAINT_STRONG);
	layout_wrap(e->out, buf_str(&title), 0, 2, e->style->columns);
	emit_paint(e, PAINT_NONE);
	buf_add_char(e->out, '\n');
	buf_fini(&title);
}

void local_time_add(struct buf *out, int64_t time, int32_t zone)
{
	int64_t local = time + zone;
	int64_t second = ((local % 86400) + 86400) % 86400;
	buf_add_date(out, date_from_time(time, zone));
	buf_addf(out, " %02d:%02d:%02d ", (int)(second / 3600), (int)(second / 60 % 60),
		 (int)(second % 60));
	buf_add_zone(out, zone);
}
