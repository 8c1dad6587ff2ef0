/* A text joins a tree in which its files can stand beside those that are there; else a new one. */
#include "api/record/load.h"

#include "api/text/program.h"

void loader_init(struct loader *loader, struct asking *asking)
{
	*loader = (struct loader){.asking = asking, .arena = &asking->answer->arena};
	loader->mem = loader->arena->mem;
	syntax_init(&loader->syntax, loader->mem);
	diag_list_init(&loader->diags, loader->arena);
	map_init(&loader->texts, loader->mem);
	map_init(&loader->contexts, loader->mem);
}

static void text_free(struct loader *loader, struct load_text *text)
{
	if (text->unit == &text->own)
		unit_fini(&text->own, loader->arena);
}

static void tree_free(struct loader *loader, struct load_tree *tree)
{
	for (size_t i = 0; i < tree->files.count; i++)
		declarations_fini(&tree->files.items[i]->declarations);
	environment_fini(&tree->environment);
	map_fini(&tree->paths);
	map_fini(&tree->plain);
	VEC_FREE(loader->mem, &tree->files);
}

void loader_fini(struct loader *loader)
{
	for (size_t i = 0; i < loader->trees.count; i++)
		tree_free(loader, loader->trees.items[i]);
	for (size_t i = 0; i < loader->texts.count; i++)
		text_free(loader, loader->texts.entries[i].value);
	map_fini(&loader->texts);
	map_fini(&loader->contexts);
	VEC_FREE(loader->mem, &loader->trees);
	VEC_FREE(loader->mem, &loader->entries);
	diag_list_fini(&loader->diags);
	syntax_fini(&loader->syntax);
}

static void loader_free(void *data)
{
	loader_fini(data);
}

struct loader *loader_new(struct asking *asking)
{
	struct loader *loader = ARENA_NEW(&asking->answer->arena, struct loader);
	loader_init(loader, asking);
	answer_hold(asking->answer, loader_free, loader);
	return loader;
}

static struct load_tree *tree_new(struct loader *loader)
{
	struct load_tree *tree = ARENA_NEW(loader->arena, struct load_tree);
	environment_init(&tree->environment, loader->mem);
	map_init(&tree->paths, loader->mem);
	map_init(&tree->plain, loader->mem);
	VEC_PUSH(loader->mem, &loader->trees, tree);
	return tree;
}

/* -- files -- */

static int fail_read(struct loader *loader, const struct repo_error *error)
{
	loader->asking->error = *error;
	return asking_fail_repo(loader->asking);
}

static void text_parse(struct loader *loader, struct load_text *text, struct str bytes)
{
	struct source *source = answer_source(loader->asking->answer, text->file.path,
					      arena_str(loader->arena, bytes));
	unit_parse(&text->own, &loader->syntax, source, loader->arena, &loader->diags);
	text->unit = &text->own;
}

/* A file that was read already and has the bytes that are wanted: most stand in the tree as they
 * stand on the record, and to find an object takes longer than to hash it. NULL: there is none. */
static const struct source *at_hand(const struct asking *asking, const struct view_file *wanted)
{
	const struct source *found = asking->read ? program_file(asking->read, wanted->path) : NULL;
	return found && blob_has_id((struct str){found->text, found->size}, wanted->blob) ? found
											  : NULL;
}

static int text_read(struct loader *loader, struct load_text **out, const struct view_file *wanted)
{
	struct asking *asking = loader->asking;
	const struct source *known = at_hand(asking, wanted);
	struct repo_error error;
	struct str bytes;
	if (known)
		bytes = (struct str){known->text, known->size};
	else if (view_read(asking->view, &bytes, wanted, &error) != REPO_OK)
		return fail_read(loader, &error);
	struct load_text *text = ARENA_NEW(loader->arena, struct load_text);
	uint8_t *blob = arena_dup(loader->arena, wanted->blob, OID_SIZE);
	text->file = (struct view_file){arena_str(loader->arena, wanted->path), blob,
					wanted->is_unrecorded};
	text->unit = known ? program_unit(asking->read, known) : NULL;
	if (!text->unit)
		text_parse(loader, text, bytes);
	*out = text;
	return TOL_OK;
}

/* Apart from all other files: what is not recorded may have the bytes of what is. */
static void add_file_name(struct buf *out, const struct view_file *file)
{
	buf_add_bytes(out, file->blob, OID_SIZE);
	buf_add_char(out, file->is_unrecorded ? '!' : ' ');
	buf_add(out, file->path);
	buf_add_char(out, '\0');
}

static int text_find(struct loader *loader, struct load_text **out, const struct view_file *wanted)
{
	struct buf key;
	int status = TOL_OK;
	buf_init(&key, loader->mem);
	add_file_name(&key, wanted);
	*out = map_get(&loader->texts, buf_str(&key));
	if (!*out) {
		status = text_read(loader, out, wanted);
		if (status == TOL_OK)
			map_put(&loader->texts, arena_str(loader->arena, buf_str(&key)), *out);
	}
	buf_fini(&key);
	return status;
}

static int file_read(struct loader *loader, struct load_file **out, const struct view_file *wanted)
{
	struct load_text *text;
	int status = text_find(loader, &text, wanted);
	if (status != TOL_OK)
		return status;
	struct load_file *file = ARENA_NEW(loader->arena, struct load_file);
	struct check check = {loader->arena, &loader->diags, NULL, CHECK_MEANING};
	file->text = text;
	check_declare(&check, text->unit, &file->declarations);
	*out = file;
	return TOL_OK;
}

static bool is_same(const struct view_file *a, const struct view_file *b)
{
	return a->is_unrecorded == b->is_unrecorded && memcmp(a->blob, b->blob, OID_SIZE) == 0;
}

/* A file that was read for another tree says the same, but its declarations belong to that one. */
static bool declares_anew(const struct load_tree *tree, const struct load_file *file)
{
	const struct declarations *own = &file->declarations;
	for (size_t i = 0; i < own->vocabulary_count; i++)
		if (map_get(&tree->environment.vocabularies,
			    own->vocabularies[i]->vocabulary->name))
			return false;
	for (size_t i = 0; i < own->authority_count; i++)
		if (map_get(&tree->environment.authorities, own->authorities[i]->name))
			return false;
	return true;
}

static void tree_put(struct loader *loader, struct load_tree *tree, struct load_file *file)
{
	VEC_PUSH(loader->mem, &tree->files, file);
	map_put(&tree->paths, file->text->file.path, file);
	environment_add(&tree->environment, &file->declarations, NULL);
}

/* -- trees -- */

static bool paths_agree(const struct load_tree *tree, const struct view_file *files, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct load_file *there = map_get(&tree->paths, files[i].path);
		if (there && !is_same(&there->text->file, &files[i]))
			return false;
	}
	return true;
}

/* Reads what the tree lacks; *joined is false where a name would mean two things in it. */
static int tree_join(struct loader *loader, struct load_tree *tree, const struct view_file *files,
		     size_t count, bool *joined)
{
	VEC(struct load_file *) fresh = {0};
	int status = TOL_OK;
	*joined = true;
	for (size_t i = 0; i < count && status == TOL_OK; i++) {
		struct load_file *file;
		if (map_get(&tree->paths, files[i].path))
			continue;
		status = file_read(loader, &file, &files[i]);
		if (status != TOL_OK)
			break;
		*joined &= declares_anew(tree, file);
		VEC_PUSH(loader->mem, &fresh, file);
	}
	for (size_t i = 0; i < fresh.count; i++) {
		if (status == TOL_OK && *joined) {
			tree_put(loader, tree, fresh.items[i]);
		} else {
			declarations_fini(&fresh.items[i]->declarations);
		}
	}
	VEC_FREE(loader->mem, &fresh);
	return status;
}

static int files_add(struct loader *loader, struct load_tree **out, const struct view_file *files,
		     size_t count)
{
	bool joined = false;
	for (size_t i = 0; i < loader->trees.count; i++) {
		*out = loader->trees.items[i];
		if ((*out)->is_linked || !paths_agree(*out, files, count))
			continue;
		int status = tree_join(loader, *out, files, count, &joined);
		if (status != TOL_OK || joined)
			return status;
	}
	*out = tree_new(loader);
	return tree_join(loader, *out, files, count, &joined);
}

/* -- texts beside what they need -- */

static bool declares(const struct load_file *file)
{
	return file->declarations.vocabulary_count + file->declarations.authority_count > 0;
}

/* What declares that which the text needs; empty where it needs nothing of other files. */
static struct str context_name(struct buf *out, const struct view_file *files, size_t count)
{
	buf_clear(out);
	for (size_t i = 1; i < count; i++)
		add_file_name(out, &files[i]);
	return buf_str(out);
}

static int plain_read(struct loader *loader, struct loaded *out, const struct view_file *wanted,
		      struct buf *name)
{
	struct load_file *file;
	const struct load_file *there = map_get(&out->tree->paths, wanted->path);
	buf_clear(name);
	add_file_name(name, wanted);
	out->file = there && is_same(&there->text->file, wanted)
			    ? map_get(&out->tree->paths, wanted->path)
			    : map_get(&out->tree->plain, buf_str(name));
	if (out->file)
		return TOL_OK;
	int status = file_read(loader, &file, wanted);
	if (status != TOL_OK)
		return status;
	if (declares(file)) {
		declarations_fini(&file->declarations);
		return TOL_OK;
	}
	map_put(&out->tree->plain, arena_str(loader->arena, buf_str(name)), file);
	out->file = file;
	return TOL_OK;
}

/* Where a tree has all that the text needs, and it declares nothing itself; else out->file is NULL.
 */
static int plain_add(struct loader *loader, struct loaded *out, const struct view_file *files,
		     size_t count)
{
	struct buf name;
	int status = TOL_OK;
	buf_init(&name, loader->mem);
	out->tree = map_get(&loader->contexts, context_name(&name, files, count));
	if (out->tree && count > 1)
		status = plain_read(loader, out, &files[0], &name);
	buf_fini(&name);
	return status;
}

static void context_keep(struct loader *loader, struct load_tree *tree,
			 const struct view_file *files, size_t count)
{
	struct buf name;
	buf_init(&name, loader->mem);
	struct str key = context_name(&name, files, count);
	if (!map_get(&loader->contexts, key))
		map_put(&loader->contexts, arena_str(loader->arena, key), tree);
	buf_fini(&name);
}

static int loaded_read(struct loader *loader, struct loaded *out, uint32_t list, uint32_t entry)
{
	struct history_view *view = loader->asking->view;
	size_t count;
	const struct view_file *files = view_files(view, list, entry, &count);
	const struct text *text = view_text(view, list, entry).text;
	*out = (struct loaded){.list = arena_str(loader->arena, text->list),
			       .effective = text->effective};
	int status = plain_add(loader, out, files, count);
	if (status != TOL_OK || out->file)
		return status;
	status = files_add(loader, &out->tree, files, count);
	if (status != TOL_OK)
		return status;
	out->file = map_get(&out->tree->paths, files[0].path);
	context_keep(loader, out->tree, files, count);
	return TOL_OK;
}

int loader_declaring(struct loader *loader, const struct view_file **files, size_t *count)
{
	struct repo_error error;
	if (view_declaring(loader->asking->view, files, count, &error) != REPO_OK)
		return fail_read(loader, &error);
	return TOL_OK;
}

int loader_add_files(struct loader *loader, struct load_tree **out, const struct view_file *files,
		     size_t count)
{
	return files_add(loader, out, files, count);
}

int loader_add_declaring(struct loader *loader, struct load_tree **out)
{
	const struct view_file *files;
	size_t count;
	*out = NULL;
	int status = loader_declaring(loader, &files, &count);
	return status == TOL_OK && count ? files_add(loader, out, files, count) : status;
}

void load_tree_link(struct load_tree *tree)
{
	if (!tree->is_linked)
		environment_link(&tree->environment, NULL);
	tree->is_linked = true;
}

/* -- lists -- */

static void file_check(struct loader *loader, struct load_tree *tree, struct load_file *file)
{
	struct check check = {loader->arena, &loader->diags, &tree->environment, CHECK_MEANING};
	if (!file->is_checked)
		check_unit(&check, file->text->unit, &file->declarations, &file->checked);
	file->is_checked = true;
}

/* NULL where the text is not readable after all. */
static const struct ir_list *text_list(struct loader *loader, const struct loaded *loaded)
{
	load_tree_link(loaded->tree);
	file_check(loader, loaded->tree, loaded->file);
	const struct ir_unit *unit = &loaded->file->checked;
	for (size_t i = 0; i < unit->list_count; i++)
		if (str_equal(unit->lists[i].name, loaded->list) && unit->lists[i].readable &&
		    unit->lists[i].effective == loaded->effective)
			return &unit->lists[i];
	return NULL;
}

/* -- entries -- */

static bool entry_find(const struct loader *loader, uint32_t *index, uint32_t list, uint32_t entry)
{
	uint32_t at = loader->newest ? loader->newest[list] : 0;
	while (at && loader->entries.items[at - 1].entry != entry)
		at = loader->entries.items[at - 1].next;
	*index = at - 1;
	return at > 0;
}

int loader_entry_read(struct loader *loader, uint32_t *index, uint32_t list, uint32_t entry)
{
	if (entry_find(loader, index, list, entry))
		return TOL_OK;
	struct load_entry fresh = {.list = list, .entry = entry};
	int status = loaded_read(loader, &fresh.loaded, list, entry);
	if (status != TOL_OK)
		return status;
	if (!loader->newest)
		loader->newest =
			ARENA_ARRAY(loader->arena, uint32_t, view_list_count(loader->asking->view));
	fresh.next = loader->newest[list];
	*index = (uint32_t)loader->entries.count;
	VEC_PUSH(loader->mem, &loader->entries, fresh);
	loader->newest[list] = *index + 1;
	return TOL_OK;
}

int loader_entry_compile(struct loader *loader, const struct ir_list **out, uint32_t index)
{
	struct load_entry *entry = &loader->entries.items[index];
	if (!entry->ir)
		entry->ir = text_list(loader, &entry->loaded);
	*out = entry->ir;
	if (entry->ir)
		return TOL_OK;
	return session_fail(loader->asking->session, TOL_EINTERNAL, DIAG_TEXT_RECOMPILED,
			    ARGS(entry->loaded.file->text->file.path), HINT_NONE, NO_ARGS);
}

int loader_entry(struct loader *loader, const struct ir_list **out, uint32_t list, uint32_t entry)
{
	uint32_t index;
	int status = loader_entry_read(loader, &index, list, entry);
	return status == TOL_OK ? loader_entry_compile(loader, out, index) : status;
}
