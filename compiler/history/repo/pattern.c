/* A pattern becomes steps; matching keeps the set of steps that may come next. */
#include "history/repo/pattern.h"

#include <ctype.h>

enum step_kind {
	STEP_BYTE,
	STEP_SET,      /* one byte of a set, never a slash */
	STEP_STAR,     /* any run without a slash */
	STEP_ANYTHING, /* any run */
	STEP_FOLDERS,  /* nothing, or what the step behind it reads */
	STEP_FOLDER,   /* any run that ends with a slash */
};

struct pattern_step {
	enum step_kind kind;
	uint8_t byte;
	uint32_t set[8];
};

static void set_add(uint32_t *set, unsigned from, unsigned to)
{
	for (unsigned byte = from; byte <= to; byte++)
		set[byte / 32] |= UINT32_C(1) << byte % 32;
}

static bool set_has(const uint32_t *set, uint8_t byte)
{
	return set[byte / 32] >> byte % 32 & 1;
}

struct byte_class {
	const char *name;
	int (*test)(int byte);
};

static int is_blank(int byte)
{
	return byte == ' ' || byte == '\t';
}

static const struct byte_class classes[] = {
	{"alnum", isalnum}, {"alpha", isalpha}, {"blank", is_blank}, {"cntrl", iscntrl},
	{"digit", isdigit}, {"graph", isgraph}, {"lower", islower},  {"print", isprint},
	{"punct", ispunct}, {"space", isspace}, {"upper", isupper},  {"xdigit", isxdigit},
};

/* ASCII only, whatever the locale says of other bytes. */
static bool set_add_class(uint32_t *set, struct str name)
{
	for (size_t i = 0; i < countof(classes); i++) {
		if (!str_equal(name, str_from(classes[i].name)))
			continue;
		for (unsigned byte = 0; byte < 128; byte++)
			if (classes[i].test((int)byte))
				set_add(set, byte, byte);
		return true;
	}
	return false;
}

/* [:alpha:] from its bracket on; how far it reaches, 0 where it is none, or -1: no such class. */
static long class_read(uint32_t *set, struct str text)
{
	if (!str_starts_with(text, STR("[:")))
		return 0;
	const char *end = memchr(text.ptr + 2, ']', text.len - 2);
	if (!end)
		return -1;
	size_t length = (size_t)(end - text.ptr);
	if (length < 3 || end[-1] != ':')
		return 0;
	return set_add_class(set, str_from_to(text, 2, length - 1)) ? (long)length + 1 : -1;
}

/* One byte of a set, which a backslash may come before; false at the end of the pattern. */
static bool set_byte(uint8_t *out, struct str text, size_t *at)
{
	if (*at < text.len && text.ptr[*at] == '\\')
		++*at;
	if (*at >= text.len)
		return false;
	*out = (uint8_t)text.ptr[(*at)++];
	return true;
}

/* text begins behind the bracket; returns how far the set reaches, or 0 where it never ends. */
static size_t set_read(uint32_t *set, struct str text)
{
	size_t at = 0;
	bool negated = text.len && (text.ptr[0] == '!' || text.ptr[0] == '^');
	at += negated;
	for (size_t start = at; at == start || (at < text.len && text.ptr[at] != ']');) {
		long length = class_read(set, str_from_to(text, at, text.len));
		uint8_t first, last;
		if (length < 0)
			return 0;
		at += (size_t)length;
		if (length > 0)
			continue;
		if (!set_byte(&first, text, &at))
			return 0;
		set_add(set, first, first);
		last = first;
		if (at + 1 < text.len && text.ptr[at] == '-' && text.ptr[at + 1] != ']') {
			at++;
			if (!set_byte(&last, text, &at))
				return 0;
		}
		set_add(set, first, last);
	}
	if (at >= text.len)
		return 0;
	for (size_t i = 0; negated && i < 8; i++)
		set[i] = ~set[i];
	set['/' / 32] &= ~(UINT32_C(1) << '/' % 32);
	return at + 1;
}

struct pattern_reader {
	struct str text;
	size_t at;
	size_t literal; /* how many bytes come before the first special one */
};

static struct pattern_step star_read(struct pattern_reader *reader)
{
	size_t first = reader->at;
	while (reader->at < reader->text.len && reader->text.ptr[reader->at] == '*')
		reader->at++;
	struct str rest = str_from_to(reader->text, reader->at, reader->text.len);
	/* Where two stars fill the place between slashes. git cuts the literal beginning off before
	 * it looks, so they may follow that too. */
	bool fills = reader->at - first > 1 &&
		     (first == reader->literal || reader->text.ptr[first - 1] == '/') &&
		     (rest.len == 0 || rest.ptr[0] == '/' || str_starts_with(rest, STR("\\/")));
	if (!fills)
		return (struct pattern_step){.kind = STEP_STAR};
	if (rest.len == 0 || rest.ptr[0] != '/')
		return (struct pattern_step){.kind = STEP_ANYTHING};
	reader->at++;
	return (struct pattern_step){.kind = STEP_FOLDERS};
}

static struct pattern_step step_read(struct pattern_reader *reader, bool *never)
{
	struct pattern_step step = {.kind = STEP_BYTE};
	char c = reader->text.ptr[reader->at];
	size_t length;
	switch (c) {
	case '*':
		return star_read(reader);
	case '?':
		step.kind = STEP_SET;
		set_add(step.set, 0, 255);
		step.set['/' / 32] &= ~(UINT32_C(1) << '/' % 32);
		break;
	case '[':
		step.kind = STEP_SET;
		length = set_read(step.set, str_from_to(reader->text, reader->at + 1,
							reader->text.len));
		*never |= length == 0;
		reader->at += length;
		break;
	case '\\':
		reader->at++;
		*never |= reader->at >= reader->text.len;
		if (!*never)
			step.byte = (uint8_t)reader->text.ptr[reader->at];
		break;
	default:
		step.byte = (uint8_t)c;
	}
	reader->at++;
	return step;
}

static size_t literal_length(struct str text)
{
	size_t length = 0;
	while (length < text.len && !strchr("*?[\\", text.ptr[length]))
		length++;
	return length;
}

void pattern_compile(struct pattern *out, struct arena *arena, struct str text)
{
	struct pattern_reader reader = {text, 0, literal_length(text)};
	*out = (struct pattern){ARENA_ARRAY(arena, struct pattern_step, text.len + 1), 0, false};
	while (reader.at < text.len && !out->never) {
		struct pattern_step step = step_read(&reader, &out->never);
		out->steps[out->count++] = step;
		if (step.kind == STEP_FOLDERS)
			out->steps[out->count++] = (struct pattern_step){.kind = STEP_FOLDER};
	}
}

/* Steps that may match nothing let the one behind them come next as well. */
static void spread(const struct pattern *pattern, bool *next)
{
	for (size_t i = 0; i < pattern->count; i++) {
		enum step_kind kind = pattern->steps[i].kind;
		if (!next[i] || kind < STEP_STAR || kind == STEP_FOLDER)
			continue;
		next[i + 1] = true;
		if (kind == STEP_FOLDERS)
			next[i + 2] = true;
	}
}

/* False where nothing can match any more. */
static bool advance(const struct pattern *pattern, bool *next, uint8_t byte)
{
	bool any = false;
	/* From the last step on, so that one byte moves each state once. */
	next[pattern->count] = false;
	for (size_t i = pattern->count; i-- > 0;) {
		const struct pattern_step *step = &pattern->steps[i];
		if (!next[i])
			continue;
		next[i] = step->kind == STEP_ANYTHING || step->kind == STEP_FOLDER ||
			  (step->kind == STEP_STAR && byte != '/');
		if ((step->kind == STEP_BYTE && step->byte == byte) ||
		    (step->kind == STEP_SET && set_has(step->set, byte)) ||
		    (step->kind == STEP_FOLDER && byte == '/'))
			any = next[i + 1] = true;
		any |= next[i];
	}
	return any;
}

bool pattern_matches(const struct pattern *pattern, struct str text)
{
	enum { STEPS_MAX = 4096 };
	bool next[STEPS_MAX + 1];
	if (pattern->never || pattern->count > STEPS_MAX)
		return false;
	memset(next, 0, pattern->count + 1);
	next[0] = true;
	spread(pattern, next);
	for (size_t i = 0; i < text.len; i++) {
		if (!advance(pattern, next, (uint8_t)text.ptr[i]))
			return false;
		spread(pattern, next);
	}
	return next[pattern->count];
}
