/* Files and units are kept in maps; a text is read line by line. */
#include "unit/history/toy.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"

struct toy_unit {
	struct str name;
	struct digest digest;
};

struct toy_file {
	VEC(struct toy_unit) declares;
	VEC(struct str) needs;
	size_t list_count;
	struct arena arena;
};

struct toy {
	struct mem *mem;
	struct map files; /* path -> struct toy_file */
	struct arena paths;
	struct arena texts;
	VEC(struct text) read;
	struct unit_name names[16];
};

static struct str next_line(struct str *rest)
{
	const char *newline = memchr(rest->ptr, '\n', rest->len);
	size_t length = newline ? (size_t)(newline - rest->ptr) : rest->len;
	struct str line = {rest->ptr, length};
	*rest = str_from_to(*rest, newline ? length + 1 : length, rest->len);
	return line;
}

static struct str next_word(struct str *rest)
{
	size_t from = 0;
	while (from < rest->len && (rest->ptr[from] == ' ' || rest->ptr[from] == '\t'))
		from++;
	size_t to = from;
	while (to < rest->len && rest->ptr[to] != ' ')
		to++;
	struct str word = str_from_to(*rest, from, to);
	*rest = str_from_to(*rest, to, rest->len);
	return word;
}

static void file_free(struct toy *toy, struct toy_file *file)
{
	if (!file)
		return;
	VEC_FREE(toy->mem, &file->declares);
	VEC_FREE(toy->mem, &file->needs);
	arena_fini(&file->arena);
	mem_free(toy->mem, file);
}

static void toy_drop(void *data, struct str path)
{
	struct toy *toy = data;
	file_free(toy, map_remove(&toy->files, path));
}

static void toy_put(void *data, struct str path, struct str bytes, struct unit_outline *out)
{
	struct toy *toy = data;
	toy_drop(toy, path);
	struct toy_file *file = mem_zalloc(toy->mem, sizeof(*file));
	arena_init(&file->arena, toy->mem);
	map_put(&toy->files, arena_str(&toy->paths, path), file);
	while (bytes.len) {
		struct str line = next_line(&bytes);
		struct str word = next_word(&line);
		file->list_count += str_equal(word, STR("list")) || str_equal(word, STR("broken"));
		if (str_equal(word, STR("need")))
			VEC_PUSH(toy->mem, &file->needs, arena_str(&file->arena, next_word(&line)));
		if (str_equal(word, STR("declare"))) {
			struct str name = arena_str(&file->arena, next_word(&line));
			VEC_PUSH(toy->mem, &file->declares,
				 (struct toy_unit){name, digest_of(line)});
		}
	}
	struct unit_name *names = toy->names;
	for (size_t i = 0; i < file->declares.count && i < countof(toy->names); i++)
		names[i] = (struct unit_name){file->declares.items[i].name,
					      file->declares.items[i].digest};
	*out = (struct unit_outline){names, file->declares.count, file->needs.items,
				     file->needs.count, file->list_count};
}

/* Appends the digest of the unit, of the first file by path that declares it; false where none does. */
static bool unit_add(struct toy *toy, struct buf *form, struct str name)
{
	const struct toy_unit *unit = NULL;
	struct str path = STR_NONE;
	for (size_t i = 0; i < toy->files.count; i++) {
		struct toy_file *file = toy->files.entries[i].value;
		for (size_t k = 0; file && k < file->declares.count; k++) {
			if (!str_equal(file->declares.items[k].name, name) ||
			    (unit && str_compare(toy->files.entries[i].key, path) >= 0))
				continue;
			unit = &file->declares.items[k];
			path = toy->files.entries[i].key;
		}
	}
	if (unit)
		buf_add_bytes(form, unit->digest.bytes, DIGEST_SIZE);
	return unit != NULL;
}

static void *array_add(struct toy *toy, void *items, size_t size, size_t count, const void *item)
{
	char *copy = arena_alloc(&toy->texts, (count + 1) * size);
	if (count)
		memcpy(copy, items, count * size);
	memcpy(copy + count * size, item, size);
	return copy;
}

static void date_add(struct toy *toy, int32_t **dates, size_t *count, struct str word)
{
	int32_t date = date_parse(word);
	*dates = array_add(toy, *dates, sizeof(date), (*count)++, &date);
}

static void repeal_add(struct toy *toy, struct text *text, struct str word, struct str from)
{
	const char *slash = memchr(word.ptr, '/', word.len);
	size_t length = slash ? (size_t)(slash - word.ptr) : word.len;
	struct text_repeal repeal = {str_from_to(word, 0, length),
				     str_from_to(word, slash ? length + 1 : length, word.len),
				     date_parse(from)};
	text->repeals = array_add(toy, text->repeals, sizeof(repeal), text->repeal_count++, &repeal);
}

static void rule_add(struct toy *toy, struct text *text, struct str id, uint32_t line)
{
	struct text_rule rule = {.id = id, .identity = id, .kind = STR("bar"), .line = line,
				 .effective = DATE_NONE, .expires = DATE_NONE};
	text->rules = array_add(toy, text->rules, sizeof(rule), text->rule_count++, &rule);
}

/* Whether the line changes what the text says beyond its words. */
static void line_read(struct toy *toy, struct text *text, struct str word, struct str rest,
		      uint32_t line)
{
	if (str_equal(word, STR("rule")))
		rule_add(toy, text, next_word(&rest), line);
	else if (str_equal(word, STR("issuer")))
		text->issuer = next_word(&rest);
	else if (str_equal(word, STR("corrects")))
		text->corrects = rest;
	else if (str_equal(word, STR("draft")))
		text->draft = true;
	else if (str_equal(word, STR("retroactive")))
		text->retroactive = true;
	else if (str_equal(word, STR("expires")))
		text->expires = date_parse(next_word(&rest));
	else if (str_equal(word, STR("withdraws")))
		date_add(toy, &text->withdraws, &text->withdraw_count, next_word(&rest));
	else if (str_equal(word, STR("reinstates")))
		date_add(toy, &text->reinstates, &text->reinstate_count, next_word(&rest));
	else if (str_equal(word, STR("repeals"))) {
		struct str name = next_word(&rest);
		repeal_add(toy, text, name, next_word(&rest));
	}
}

static struct text text_begin(struct str rest, uint32_t line, bool readable)
{
	struct text text = {.readable = readable, .list = next_word(&rest), .line = line,
			    .issuer = STR("top"), .level = STR("county"),
			    .promulgated = DATE_NONE, .effective = DATE_NONE,
			    .expires = DATE_NONE, .in_force_since = DATE_NONE};
	text.effective = date_parse(next_word(&rest));
	text.promulgated = date_parse(next_word(&rest));
	text.title = text.list;
	if (str_equal(text.list, STR("-")))
		text.list = STR_NONE;
	if (!readable)
		text.reason = STR("broken");
	return text;
}

static void text_end(struct toy *toy, struct text *text, const struct buf *form,
		     const struct buf *substance, struct str missing)
{
	text->form = digest_of(buf_str(form));
	text->substance = digest_of(buf_str(substance));
	text->issuers = array_add(toy, NULL, sizeof(text->issuer), 0, &text->issuer);
	text->issuer_count = 1;
	if (missing.ptr && text->readable) {
		text->readable = false;
		text->reason = missing;
	}
	VEC_PUSH(toy->mem, &toy->read, *text);
}

static void toy_compile(void *data, struct str path, struct str bytes, const struct text **texts,
			size_t *count)
{
	struct toy *toy = data;
	struct toy_file *file = map_get(&toy->files, path);
	struct buf form, substance;
	buf_init(&form, toy->mem);
	buf_init(&substance, toy->mem);
	arena_clear(&toy->texts);
	toy->read.count = 0;
	struct str missing = STR_NONE;
	bool inside = false;
	struct text text = {0};
	bytes = arena_str(&toy->texts, bytes);
	for (uint32_t number = 1; bytes.len; number++) {
		struct str line = next_line(&bytes), rest = line;
		struct str word = next_word(&rest);
		bool is_list = str_equal(word, STR("list"));
		if (is_list || str_equal(word, STR("broken"))) {
			if (inside)
				text_end(toy, &text, &form, &substance, missing);
			inside = true;
			text = text_begin(rest, number, is_list);
			buf_clear(&form);
			buf_clear(&substance);
			for (size_t i = 0; i < file->needs.count; i++)
				if (!unit_add(toy, &form, file->needs.items[i]))
					missing = file->needs.items[i];
			buf_add(&substance, buf_str(&form));
		}
		bool is_word = str_equal(word, STR("withdraws")) ||
			       str_equal(word, STR("reinstates"));
		if (!inside || word.len == 0 || word.ptr[0] == '#')
			continue;
		buf_add(&form, line);
		buf_add_char(&form, '\n');
		if (!is_word) {
			buf_add(&substance, line);
			buf_add_char(&substance, '\n');
		}
		line_read(toy, &text, word, rest, number);
	}
	if (inside)
		text_end(toy, &text, &form, &substance, missing);
	buf_fini(&form);
	buf_fini(&substance);
	*texts = toy->read.items;
	*count = toy->read.count;
}

static void toy_free(void *data)
{
	struct toy *toy = data;
	for (size_t i = 0; i < toy->files.count; i++)
		file_free(toy, toy->files.entries[i].value);
	map_fini(&toy->files);
	arena_fini(&toy->paths);
	arena_fini(&toy->texts);
	VEC_FREE(toy->mem, &toy->read);
	mem_free(toy->mem, toy);
}

static struct text_compiler toy_make(void *data, struct mem *mem)
{
	(void)data;
	struct toy *toy = mem_zalloc(mem, sizeof(*toy));
	toy->mem = mem;
	map_init(&toy->files, mem);
	arena_init(&toy->paths, mem);
	arena_init(&toy->texts, mem);
	return (struct text_compiler){toy, toy_put, toy_drop, toy_compile, toy_free};
}

struct text_compiler_factory toy_factory(void)
{
	return (struct text_compiler_factory){NULL, toy_make, digest_of(STR("toy 1"))};
}
