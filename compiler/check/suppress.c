/*
 * `# tolc:ignore TOL0301 reason="…" until=2027-01-01` silences findings of that code on its line, or,
 * where it stands alone, on the next line that says anything. Mistakes that make a text unreadable
 * are never silenced.
 */
#include "check/check.h"

struct ignore {
	struct source *source;
	struct span span;
	uint32_t line; /* the line it speaks of */
	struct str code;
	struct str reason;
	int32_t until; /* DATE_NONE: for good */
	bool good;
	bool used;
};

struct reader {
	struct str text;
	size_t at;
};

static void skip_spaces(struct reader *r)
{
	while (r->at < r->text.len && (r->text.ptr[r->at] == ' ' || r->text.ptr[r->at] == '\t'))
		r->at++;
}

static bool read_word(struct reader *r, struct str word)
{
	skip_spaces(r);
	if (!str_starts_with(str_from_to(r->text, r->at, r->text.len), word))
		return false;
	r->at += word.len;
	return true;
}

/* A mark, or what Chinese input methods write for it. */
static bool read_mark(struct reader *r, struct str mark, struct str wide)
{
	return read_word(r, mark) || read_word(r, wide);
}

/* reason=, until= */
static bool read_key(struct reader *r, struct str key)
{
	return read_word(r, key) && read_mark(r, STR("="), STR("＝"));
}

static struct str read_until(struct reader *r, const char *stops)
{
	size_t start = r->at;
	while (r->at < r->text.len && !strchr(stops, r->text.ptr[r->at]))
		r->at++;
	return str_from_to(r->text, start, r->at);
}

/* "…" or “…” */
static bool read_quoted(struct reader *r, struct str *out)
{
	struct str close = read_word(r, STR("“")) ? STR("”") : STR("\"");
	if (close.len == 1 && !read_word(r, close))
		return false;
	size_t start = r->at;
	while (!str_starts_with(str_from_to(r->text, r->at, r->text.len), close)) {
		if (r->at++ == r->text.len)
			return false;
	}
	*out = str_from_to(r->text, start, r->at);
	r->at += close.len;
	return true;
}

static bool read_options(struct reader *r, struct ignore *out)
{
	for (;;) {
		skip_spaces(r);
		if (r->at == r->text.len)
			return true;
		if (read_key(r, STR("reason"))) {
			if (!read_quoted(r, &out->reason))
				return false;
		} else if (read_key(r, STR("until"))) {
			skip_spaces(r);
			out->until = date_parse(read_until(r, " \t"));
			if (out->until == DATE_NONE)
				return false;
		} else {
			return false;
		}
	}
}

static bool line_has_code_before(const struct source *source, uint32_t offset)
{
	while (offset > 0 && source->text[offset - 1] != '\n') {
		char c = source->text[--offset];
		if (c != ' ' && c != '\t')
			return true;
	}
	return false;
}

/* # or ＃; the text ends in two NUL bytes. */
static size_t opens_comment(const char *text)
{
	return text[0] == '#' ? 1 : memcmp(text, "\xEF\xBC\x83", 3) == 0 ? 3 : 0;
}

/* The line after the comment, past blank lines and other comments. */
static uint32_t next_spoken_line(const struct source *source, uint32_t offset)
{
	for (;;) {
		while (offset < source->size && strchr(" \t\r\n", source->text[offset]))
			offset++;
		if (offset >= source->size || !opens_comment(source->text + offset))
			return offset;
		while (offset < source->size && source->text[offset] != '\n')
			offset++;
	}
}

/* False where the comment is no such thing. *spoken is where the line begins that comments before
 * this one spoke of: as long as it lies ahead, this one speaks of it too. */
static bool ignore_read(struct ignore *out, struct source *source, struct span comment,
			uint32_t *spoken)
{
	struct reader r = {source_text(source, comment), opens_comment(source->text + comment.start)};
	if (!read_word(&r, STR("tolc")) || !read_mark(&r, STR(":"), STR("：")) ||
	    !read_word(&r, STR("ignore")))
		return false;
	*out = (struct ignore){.source = source, .span = comment, .until = DATE_NONE};
	skip_spaces(&r);
	out->code = read_until(&r, " \t");
	out->good = diag_from_code(out->code) != DIAG_COUNT && read_options(&r, out);
	bool alone = !line_has_code_before(source, comment.start);
	if (alone && *spoken <= comment.end)
		*spoken = next_spoken_line(source, comment.end);
	out->line = source_locate(source, alone ? *spoken : comment.start).line;
	return true;
}

static void report(struct diag_list *diags, const struct ignore *ignore, enum diag_id id,
		   struct diag_args args)
{
	struct diag *diag = diag_at(diags, ignore->source, ignore->span, id, args);
	if (id == DIAG_IGNORE_MALFORMED || id == DIAG_IGNORE_NO_REASON)
		diag_hint(diags, diag, HINT_IGNORE_FORM, NO_ARGS);
}

/* Whether it may silence anything; reports why not. */
static bool ignore_holds(struct diag_list *diags, struct ignore *ignore, int32_t today)
{
	struct buf date;
	if (!ignore->good) {
		report(diags, ignore, DIAG_IGNORE_MALFORMED, NO_ARGS);
		return false;
	}
	enum diag_id id = diag_from_code(ignore->code);
	if (diag_phase(id) == PHASE_RECORD || !diag_can_be_lowered(id)) {
		report(diags, ignore, DIAG_IGNORE_FORBIDDEN, ARGS(ignore->code));
		return false;
	}
	if (!ignore->reason.len) {
		report(diags, ignore, DIAG_IGNORE_NO_REASON, ARGS(ignore->code));
		return false;
	}
	if (ignore->until == DATE_NONE || today < ignore->until)
		return true;
	buf_init(&date, diags->arena->mem);
	buf_add_date(&date, ignore->until);
	report(diags, ignore, DIAG_IGNORE_EXPIRED, ARGS(ignore->code, buf_str(&date)));
	buf_fini(&date);
	return false;
}

static void silence(struct diag_list *diags, struct diag *diag, struct ignore *ignore)
{
	if (diag->suppressed || diag->source != ignore->source ||
	    !str_equal(str_from(diag_code(diag->id)), ignore->code) ||
	    source_locate(diag->source, diag->span.start).line != ignore->line)
		return;
	diag_suppress(diags, diag);
	ignore->used = true;
}

static void carry_out(struct diag_list *diags, struct ignore *ignore, int32_t today)
{
	size_t count = diags->items.count;
	if (!ignore_holds(diags, ignore, today))
		return;
	for (size_t i = 0; i < count; i++)
		silence(diags, diags->items.items[i], ignore);
	if (!ignore->used)
		report(diags, ignore, DIAG_IGNORE_UNUSED, ARGS(ignore->code));
}

void check_suppress(struct check *check, const struct unit *units, size_t count, int32_t today)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t spoken = 0;
		for (size_t j = 0; j < units[i].comments.count; j++) {
			struct ignore ignore;
			if (ignore_read(&ignore, units[i].source, units[i].comments.items[j],
					&spoken))
				carry_out(check->diags, &ignore, today);
		}
	}
}
