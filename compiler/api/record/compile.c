/*
 * The front end as history/ needs it: files are told one by one, and the lists of one of them are
 * compiled against the vocabularies and authorities told so far. What a file declares for others
 * is kept until it is dropped. Files that were told one after the other are kept until one of them
 * has been compiled and another is told, for most are compiled next.
 */
#include "api/record/compile.h"

#include "api/record/text_of.h"
#include "check/check.h"

#include <stdlib.h>

/* A file that declares something for others. */
struct declaring {
	struct str path;
	struct arena arena;
	struct source source;
	struct diag_list diags;
	struct unit unit;
	struct declarations declarations;
};

/* A file as it was parsed. */
struct reading {
	struct reading *next;
	struct str path;
	struct source source;
	struct diag_list diags;
	struct unit unit;
};

#define READINGS_SIZE ((size_t)1 << 20) /* of texts: parsed, they take some ten times as much */

struct compiler {
	struct mem *mem;
	struct syntax syntax;
	struct map declaring; /* path -> struct declaring * */
	struct environment environment;
	bool stale; /* the environment is to be put together again */

	struct arena parsed; /* what follows, and what it holds */
	struct reading *readings;
	struct map uncompiled; /* path -> struct reading *; of those */
	size_t size;	       /* of their texts */
	bool has_compiled;     /* any of them */

	struct arena scratch;
	struct arena results;
};

/* What one file needs and declares. */

struct outline_writer {
	struct arena *arena;
	VEC(struct unit_name) declares;
	VEC(struct str) needs;
};

static struct str qualified(struct arena *arena, const char *kind, struct str name)
{
	size_t prefix = strlen(kind);
	char *text = arena_alloc(arena, prefix + name.len + 1);
	memcpy(text, kind, prefix);
	memcpy(text + prefix, name.ptr, name.len);
	text[prefix + name.len] = '\0';
	return (struct str){text, prefix + name.len};
}

static void need(struct outline_writer *w, const char *kind, struct str name)
{
	struct str wanted = qualified(w->arena, kind, name);
	for (size_t i = 0; i < w->needs.count; i++) {
		if (str_equal(w->needs.items[i], wanted))
			return;
	}
	VEC_PUSH(w->arena->mem, &w->needs, wanted);
}

static void need_names(struct outline_writer *w, const char *kind, const struct node *first)
{
	for (const struct node *name = first; name; name = name->next) {
		if (name->kind == NODE_NAME)
			need(w, kind, name->name->text);
	}
}

static void outline_list(struct outline_writer *w, const struct node *list)
{
	for (const struct node *prop = list->first; prop; prop = prop->next) {
		if (prop->kind != NODE_PROP)
			continue;
		if (prop->op == KW_ISSUER || prop->op == KW_DELEGATES_TO)
			need_names(w, "authority ", prop->first);
		for (const struct node *item = prop->op == KW_RECOGNITION ? prop->first : NULL;
		     item; item = item->next)
			need(w, "authority ", item->first->name->text);
	}
}

static void outline_declaration(struct outline_writer *w, const struct node *node)
{
	if (node->kind == NODE_USE)
		need_names(w, "vocabulary ", node->first);
	if (node->kind == NODE_LIST)
		outline_list(w, node);
	const struct node *under =
		node->kind == NODE_AUTHORITY ? node_prop_find(node, KW_UNDER) : NULL;
	if (under)
		need_names(w, "authority ", under->first);
}

static void outline_declared(struct outline_writer *w, const struct declarations *declarations)
{
	struct mem *mem = w->arena->mem;
	for (size_t i = 0; i < declarations->vocabulary_count; i++) {
		const struct ir_vocabulary *ir = declarations->vocabularies[i]->vocabulary;
		VEC_PUSH(mem, &w->declares,
			 (struct unit_name){qualified(w->arena, "vocabulary ", ir->name),
					    ir_vocabulary_digest(ir, mem)});
	}
	for (size_t i = 0; i < declarations->authority_count; i++) {
		const struct ir_authority *ir = declarations->authorities[i];
		VEC_PUSH(mem, &w->declares,
			 (struct unit_name){qualified(w->arena, "authority ", ir->name),
					    ir_authority_digest(ir, mem)});
	}
}

static void outline_fill(struct unit_outline *out, struct outline_writer *w)
{
	struct arena *arena = w->arena;
	*out = (struct unit_outline){.declare_count = w->declares.count,
				     .need_count = w->needs.count};
	out->declares =
		arena_dup(arena, w->declares.items, w->declares.count * sizeof(*w->declares.items));
	out->needs = arena_dup(arena, w->needs.items, w->needs.count * sizeof(*w->needs.items));
	VEC_FREE(arena->mem, &w->declares);
	VEC_FREE(arena->mem, &w->needs);
}

/* Reading a file. */

static void readings_clear(struct compiler *c)
{
	for (struct reading *reading = c->readings; reading; reading = reading->next) {
		unit_fini(&reading->unit, &c->parsed);
		diag_list_fini(&reading->diags);
		source_fini(&reading->source);
	}
	map_clear(&c->uncompiled);
	arena_clear(&c->parsed);
	c->readings = NULL;
	c->size = 0;
	c->has_compiled = false;
}

static struct reading *reading_new(struct compiler *c, struct str path, struct str bytes)
{
	if (c->has_compiled || c->size + bytes.len > READINGS_SIZE)
		readings_clear(c);
	struct reading *reading = ARENA_NEW(&c->parsed, struct reading);
	reading->path = arena_str(&c->parsed, path);
	diag_list_init(&reading->diags, &c->parsed);
	source_init(&reading->source, c->mem, reading->path, bytes);
	reading->next = c->readings;
	c->readings = reading;
	c->size += bytes.len;
	unit_parse(&reading->unit, &c->syntax, &reading->source, &c->parsed, &reading->diags);
	return reading;
}

/* Compiling leaves its mistakes with those of parsing: each reading is compiled once. */
static struct reading *reading_take(struct compiler *c, struct str path, struct str bytes)
{
	struct reading *reading = map_remove(&c->uncompiled, path);
	if (!reading || !str_equal((struct str){reading->source.text, reading->source.size}, bytes))
		reading = reading_new(c, path, bytes);
	c->has_compiled = true;
	return reading;
}

static void declaring_free(struct compiler *c, struct declaring *file)
{
	declarations_fini(&file->declarations);
	unit_fini(&file->unit, &file->arena);
	diag_list_fini(&file->diags);
	source_fini(&file->source);
	arena_fini(&file->arena);
	mem_free(c->mem, file);
}

/* Reads the file a second time, into memory that stays. Files that declare are few. */
static struct declaring *declaring_new(struct compiler *c, struct str path, struct str bytes)
{
	struct declaring *file = mem_zalloc(c->mem, sizeof(*file));
	arena_init(&file->arena, c->mem);
	file->path = arena_str(&file->arena, path);
	diag_list_init(&file->diags, &file->arena);
	source_init(&file->source, c->mem, file->path, bytes);
	unit_parse(&file->unit, &c->syntax, &file->source, &file->arena, &file->diags);
	struct check check = {&file->arena, &file->diags, &c->environment, CHECK_WHOLE};
	check_declare(&check, &file->unit, &file->declarations);
	return file;
}

static void compiler_drop(void *data, struct str path)
{
	struct compiler *c = data;
	struct declaring *file = map_remove(&c->declaring, path);
	if (!file)
		return;
	declaring_free(c, file);
	c->stale = true;
}

static bool declares_something(const struct node *root)
{
	return node_child(root, NODE_VOCABULARY) || node_child(root, NODE_AUTHORITY);
}

static void compiler_put(void *data, struct str path, struct str bytes, struct unit_outline *out)
{
	struct compiler *c = data;
	struct outline_writer w = {.arena = &c->scratch};
	compiler_drop(c, path);
	arena_clear(&c->scratch);
	struct reading *reading = reading_new(c, path, bytes);
	map_put(&c->uncompiled, reading->path, reading);
	for (const struct node *node = reading->unit.root->first; node; node = node->next)
		outline_declaration(&w, node);
	if (declares_something(reading->unit.root)) {
		struct declaring *file = declaring_new(c, path, bytes);
		map_put(&c->declaring, file->path, file);
		outline_declared(&w, &file->declarations);
		c->stale = true;
	}
	outline_fill(out, &w);
	out->list_count = text_count(&reading->unit);
}

/* Compiling. */

static int compare_paths(const void *a, const void *b)
{
	return str_compare((*(struct declaring *const *)a)->path,
			   (*(struct declaring *const *)b)->path);
}

/* In the order of paths, so that it does not matter in which order files were told. */
static void refresh(struct compiler *c)
{
	VEC(struct declaring *) files = {0};
	if (!c->stale)
		return;
	for (size_t i = 0; i < c->declaring.count; i++) {
		if (c->declaring.entries[i].value)
			VEC_PUSH(c->mem, &files, c->declaring.entries[i].value);
	}
	if (files.count)
		qsort(files.items, files.count, sizeof(*files.items), compare_paths);
	environment_clear(&c->environment);
	for (size_t i = 0; i < files.count; i++)
		environment_add(&c->environment, &files.items[i]->declarations, NULL);
	environment_link(&c->environment, NULL);
	VEC_FREE(c->mem, &files);
	c->stale = false;
}

static void compiler_compile(void *data, struct str path, struct str bytes,
			     const struct text **texts, size_t *count)
{
	struct compiler *c = data;
	static const struct declarations none = {0};
	struct reading *reading = reading_take(c, path, bytes);
	refresh(c);
	arena_clear(&c->scratch);
	arena_clear(&c->results);
	const struct declaring *file = map_get(&c->declaring, path);
	struct check check = {&c->scratch, &reading->diags, &c->environment, CHECK_WHOLE};
	struct ir_unit ir;
	check_unit(&check, &reading->unit, file ? &file->declarations : &none, &ir);
	*texts = text_of_unit(&c->results, &reading->unit, &ir, &reading->diags, count);
}

static void compiler_free(void *data)
{
	struct compiler *c = data;
	struct mem *mem = c->mem;
	readings_clear(c);
	for (size_t i = 0; i < c->declaring.count; i++) {
		if (c->declaring.entries[i].value)
			declaring_free(c, c->declaring.entries[i].value);
	}
	map_fini(&c->declaring);
	environment_fini(&c->environment);
	map_fini(&c->uncompiled);
	arena_fini(&c->parsed);
	arena_fini(&c->scratch);
	arena_fini(&c->results);
	syntax_fini(&c->syntax);
	mem_free(mem, c);
}

static struct text_compiler compiler_make(void *data, struct mem *mem)
{
	struct compiler *c = mem_zalloc(mem, sizeof(*c));
	(void)data;
	c->mem = mem;
	syntax_init(&c->syntax, mem);
	map_init(&c->declaring, mem);
	environment_init(&c->environment, mem);
	arena_init(&c->scratch, mem);
	arena_init(&c->results, mem);
	arena_init(&c->parsed, mem);
	map_init(&c->uncompiled, mem);
	return (struct text_compiler){c, compiler_put, compiler_drop, compiler_compile,
				      compiler_free};
}

/* Raise it whenever what a text compiles to changes. */
#define COMPILED_FORM "4"

struct text_compiler_factory compile_factory(void)
{
	return (struct text_compiler_factory){
		.make = compiler_make,
		.version = digest_of(STR("tolc " TOLC_VERSION " form " COMPILED_FORM)),
	};
}
