/* The .tolignore files of one tree, by folder. */
#include "history/repo/ignore.h"
#include "history/repo/pattern.h"

struct ignore_rule {
	struct pattern pattern;
	bool keeps;	   /* began with an exclamation mark */
	bool folders_only; /* ended with a slash */
	bool anchored;	   /* has a slash: the whole path below the folder, not just the name */
};

struct ignore_file {
	struct arena arena;
	struct ignore_rule *rules;
	size_t count;
};

void ignore_init(struct ignore *ignore, struct mem *mem)
{
	ignore->mem = mem;
	map_init(&ignore->files, mem);
}

static void file_free(struct ignore *ignore, struct ignore_file *file)
{
	if (!file)
		return;
	arena_fini(&file->arena);
	mem_free(ignore->mem, file);
}

void ignore_fini(struct ignore *ignore)
{
	for (size_t i = 0; i < ignore->files.count; i++)
		file_free(ignore, ignore->files.entries[i].value);
	map_fini(&ignore->files);
}

/* Trailing spaces go, but for one that a backslash stands before. */
static struct str line_trim(struct str line)
{
	if (line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	size_t end = 0;
	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == ' ')
			continue;
		i += line.ptr[i] == '\\';
		end = i + 1;
	}
	line.len = end < line.len ? end : line.len;
	return line;
}

static void rule_read(struct ignore_file *file, struct str line)
{
	if (line.len == 0 || line.ptr[0] == '#')
		return;
	line = line_trim(line);
	struct ignore_rule rule = {.keeps = str_starts_with(line, STR("!"))};
	line = str_from_to(line, rule.keeps, line.len);
	rule.folders_only = str_ends_with(line, STR("/"));
	line.len -= rule.folders_only;
	rule.anchored = memchr(line.ptr, '/', line.len) != NULL;
	if (str_starts_with(line, STR("/")))
		line = str_from_to(line, 1, line.len);
	if (line.len == 0)
		return;
	pattern_compile(&rule.pattern, &file->arena, line);
	file->rules[file->count++] = rule;
}

static size_t line_count(struct str text)
{
	size_t count = 1;
	for (size_t i = 0; i < text.len; i++)
		count += text.ptr[i] == '\n';
	return count;
}

void ignore_set(struct ignore *ignore, struct str folder, struct str text)
{
	ignore_remove(ignore, folder);
	struct ignore_file *file = mem_zalloc(ignore->mem, sizeof(*file));
	arena_init(&file->arena, ignore->mem);
	/* The key is the map's for good: a folder may come and go many times, but names it once. */
	struct str key = arena_str(&file->arena, folder);
	map_put(&ignore->files, key, file);
	if (str_starts_with(text, STR("\xef\xbb\xbf")))
		text = str_from_to(text, 3, text.len);
	file->rules = ARENA_ARRAY(&file->arena, struct ignore_rule, line_count(text));
	for (size_t i = 0, end; i < text.len; i = end + 1) {
		const char *newline = memchr(text.ptr + i, '\n', text.len - i);
		end = newline ? (size_t)(newline - text.ptr) : text.len;
		rule_read(file, str_from_to(text, i, end));
	}
}

void ignore_remove(struct ignore *ignore, struct str folder)
{
	file_free(ignore, map_remove(&ignore->files, folder));
}

enum verdict { UNDECIDED, IGNORED, KEPT };

/* What one file says of a path below its folder. */
static enum verdict file_verdict(const struct ignore_file *file, struct str path, bool is_folder)
{
	struct str name = path;
	for (size_t i = 0; i < path.len; i++)
		if (path.ptr[i] == '/')
			name = str_from_to(path, i + 1, path.len);
	for (size_t i = file->count; i-- > 0;) {
		const struct ignore_rule *rule = &file->rules[i];
		if (rule->folders_only && !is_folder)
			continue;
		if (pattern_matches(&rule->pattern, rule->anchored ? path : name))
			return rule->keeps ? KEPT : IGNORED;
	}
	return UNDECIDED;
}

/* The deepest folder that says something decides. */
static bool path_ignored(const struct ignore *ignore, struct str path, bool is_folder)
{
	for (size_t end = path.len; end > 0;) {
		do
			end--;
		while (end > 0 && path.ptr[end - 1] != '/');
		const struct ignore_file *file =
			map_get(&ignore->files, str_from_to(path, 0, end));
		enum verdict verdict =
			file ? file_verdict(file, str_from_to(path, end, path.len), is_folder)
			     : UNDECIDED;
		if (verdict != UNDECIDED)
			return verdict == IGNORED;
	}
	return false;
}

bool ignore_covers(const struct ignore *ignore, struct str path)
{
	for (size_t i = 1; i < path.len; i++)
		if (path.ptr[i] == '/' && path_ignored(ignore, str_from_to(path, 0, i), true))
			return true;
	return path_ignored(ignore, path, false);
}

bool ignore_covers_file(const struct ignore *ignore, struct str path)
{
	return path_ignored(ignore, path, false);
}

bool ignore_covers_folder(const struct ignore *ignore, struct str path)
{
	return path_ignored(ignore, path, true);
}
