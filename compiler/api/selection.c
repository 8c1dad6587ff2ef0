/* Sorts what was named into what is on the record and what is not, and reads it. */
#include "api/selection.h"

#include "api/disk.h"
#include "history/ignore.h"

#include <errno.h>

struct reading {
	struct selection *selection;
	struct tol_answer *answer;
	struct mem *mem;
	const struct selection_options *options;
	struct buf top;		 /* of the tree: absolute, with a slash at the end */
	struct disk_list record; /* below top */
	bool *wanted;		 /* for each path of the record */
	struct buf path;	 /* scratch */
	struct buf bytes;	 /* scratch */
};

static int fail_path(struct reading *r, const char *path, int error)
{
	struct tol_session *session = r->answer->session;
	return session_fail(session, TOL_EREAD, DIAG_PATH_UNREADABLE,
			    ARGS(str_from(path), session_errno(session, error)), HINT_NONE,
			    NO_ARGS);
}

/* Leaves in r->path how a path of the caller's is opened. */
static const char *from_directory(struct reading *r, const char *path)
{
	buf_clear(&r->path);
	if (path[0] != '/' && strcmp(r->answer->session->directory, ".") != 0) {
		buf_add_text(&r->path, r->answer->session->directory);
		buf_add_char(&r->path, '/');
	}
	buf_add_text(&r->path, path);
	return r->path.ptr;
}

static int find_top(struct reading *r)
{
	const char *directory = r->answer->session->directory;
	struct buf way_up;
	buf_init(&way_up, r->mem);
	if (disk_top(&r->top, &way_up, directory) == DISK_TOP_NONE)
		return fail_path(r, directory, errno);
	r->answer->answer.root = arena_str(&r->answer->arena, buf_str(&way_up));
	buf_fini(&way_up);
	return TOL_OK;
}

static void read_ignores(struct reading *r, struct ignore *ignore)
{
	for (size_t i = 0; i < r->record.ignores.count; i++) {
		struct str path = str_from(r->record.ignores.items[i]);
		buf_clear(&r->path);
		buf_add(&r->path, buf_str(&r->top));
		buf_add(&r->path, path);
		buf_clear(&r->bytes);
		if (disk_read(&r->answer->session->disk, &r->bytes, r->path.ptr) == 0)
			ignore_set(ignore, str_from_to(path, 0, path.len - strlen(".tolignore")),
				   buf_str(&r->bytes));
	}
}

static void list_record(struct reading *r)
{
	struct ignore ignore;
	size_t kept = 0;
	ignore_init(&ignore, r->mem);
	disk_list_folder(&r->answer->session->disk, &r->record, r->top.ptr);
	read_ignores(r, &ignore);
	for (size_t i = 0; i < r->record.paths.count; i++) {
		char *path = r->record.paths.items[i];
		if (ignore_covers(&ignore, str_from(path)))
			mem_free(r->mem, path);
		else
			r->record.paths.items[kept++] = path;
	}
	r->record.paths.count = kept;
	ignore_fini(&ignore);
	r->wanted = mem_zalloc(r->mem, kept ? kept : 1);
}

static void add_file(struct reading *r, struct str path, struct str opened, struct str text,
		     bool on_record, bool wanted)
{
	struct selected file = {
		.source = answer_source(r->answer, path, text),
		.opened = arena_str(&r->answer->arena, opened),
		.on_record = on_record,
		.wanted = wanted,
	};
	VEC_PUSH(r->mem, &r->selection->files, file);
}

/* Of the file that was added last. */
static void report_unread(struct reading *r, int error)
{
	struct selected *file = &r->selection->files.items[r->selection->files.count - 1];
	struct diag_list *diags = &r->answer->answer.diags;
	struct source *source = file->source;
	struct span start = {0, 0};
	file->unread = true;
	if (error == DISK_TOO_LARGE)
		diag_at(diags, source, start, DIAG_FILE_TOO_LARGE, ARGS(STR("16 MiB")));
	else
		diag_at(diags, source, start, DIAG_FILE_UNREADABLE,
			ARGS(session_errno(r->answer->session, error)));
}

/* -- What is in memory stands for what is on disk -- */

static const struct tol_text *text_for(const struct reading *r, struct str path)
{
	for (size_t i = 0; i < r->options->text_count; i++)
		if (str_equal(str_from(r->options->texts[i].path), path))
			return &r->options->texts[i];
	return NULL;
}

static void read_record_file(struct reading *r, const char *name, bool wanted)
{
	struct str path = str_from(name);
	struct buf opened;
	const struct tol_text *text;
	int error = 0;
	buf_init(&opened, r->mem);
	buf_add(&opened, r->answer->answer.root);
	buf_add(&opened, path);
	buf_clear(&r->bytes);
	text = text_for(r, buf_str(&opened));
	if (text)
		buf_add_bytes(&r->bytes, text->bytes, text->length);
	else
		error = disk_read(&r->answer->session->disk, &r->bytes,
				  from_directory(r, opened.ptr));
	if (error)
		buf_clear(&r->bytes);
	add_file(r, path, buf_str(&opened), buf_str(&r->bytes), true, wanted || text);
	if (error)
		report_unread(r, error);
	buf_fini(&opened);
}

static void read_record(struct reading *r)
{
	for (size_t i = 0; i < r->record.paths.count; i++) {
		bool wanted = r->wanted[i];
		if (wanted || r->options->whole)
			read_record_file(r, r->record.paths.items[i], wanted);
	}
}

static bool is_read(const struct reading *r, struct str opened)
{
	for (size_t i = 0; i < r->selection->files.count; i++)
		if (str_equal(r->selection->files.items[i].opened, opened))
			return true;
	return false;
}

static int read_named_file(struct reading *r, const char *path)
{
	if (is_read(r, str_from(path)))
		return TOL_OK;
	buf_clear(&r->bytes);
	int error = disk_read(&r->answer->session->disk, &r->bytes, from_directory(r, path));
	if (error && error != DISK_TOO_LARGE)
		return fail_path(r, path, error);
	if (error)
		buf_clear(&r->bytes);
	add_file(r, str_from(path), str_from(path), buf_str(&r->bytes), false, true);
	if (error)
		report_unread(r, error);
	return TOL_OK;
}

static int read_named_folder(struct reading *r, const char *path)
{
	struct disk_list list;
	struct buf folder, name;
	int status = TOL_OK;
	buf_init(&folder, r->mem);
	buf_init(&name, r->mem);
	disk_list_init(&list, r->mem);
	buf_add_text(&folder, path);
	if (folder.len == 0 || folder.ptr[folder.len - 1] != '/')
		buf_add_char(&folder, '/');
	disk_list_folder(&r->answer->session->disk, &list, from_directory(r, folder.ptr));
	for (size_t i = 0; status == TOL_OK && i < list.paths.count; i++) {
		buf_clear(&name);
		buf_add(&name, buf_str(&folder));
		buf_add_text(&name, list.paths.items[i]);
		status = read_named_file(r, name.ptr);
	}
	disk_list_fini(&list);
	buf_fini(&folder);
	buf_fini(&name);
	return status;
}

/* -- What was named -- */

/* Marks what lies on the record at or below a real path; false where nothing does. */
static bool want_record(struct reading *r, struct str real)
{
	bool any = false;
	bool folder = str_ends_with(real, STR("/"));
	if (!str_starts_with(real, buf_str(&r->top)))
		return false;
	struct str path = str_from_to(real, r->top.len, real.len);
	for (size_t i = 0; i < r->record.paths.count; i++) {
		struct str name = str_from(r->record.paths.items[i]);
		if (folder ? str_starts_with(name, path) : str_equal(name, path))
			any = r->wanted[i] = true;
	}
	return any;
}

/* off: paths that are not on the record are read; else what is on it is marked. */
static int take_path(struct reading *r, const char *path, bool off)
{
	struct buf real;
	enum disk_kind kind = disk_kind(from_directory(r, path));
	buf_init(&real, r->mem);
	if (kind == DISK_NOTHING)
		return fail_path(r, path, errno);
	bool known = disk_real(&real, r->path.ptr) && want_record(r, buf_str(&real));
	buf_fini(&real);
	if (known || !off)
		return TOL_OK;
	return kind == DISK_FOLDER ? read_named_folder(r, path) : read_named_file(r, path);
}

static int take_paths(struct reading *r, bool off)
{
	int status = TOL_OK;
	for (size_t i = 0; status == TOL_OK && i < r->options->path_count; i++)
		status = take_path(r, r->options->paths[i], off);
	return status;
}

static void take_texts(struct reading *r)
{
	for (size_t i = 0; i < r->options->text_count; i++) {
		const struct tol_text *text = &r->options->texts[i];
		struct str path = str_from(text->path);
		bool fits = text->length <= SOURCE_MAX_SIZE;
		if (is_read(r, path))
			continue;
		add_file(r, path, path, (struct str){text->bytes, fits ? text->length : 0}, false,
			 true);
		if (!fits)
			report_unread(r, DISK_TOO_LARGE);
	}
}

static int read_all(struct reading *r)
{
	bool all = r->options->path_count == 0 && r->options->text_count == 0;
	int status = find_top(r);
	if (status != TOL_OK)
		return status;
	list_record(r);
	if (all)
		memset(r->wanted, true, r->record.paths.count);
	status = take_paths(r, false);
	if (status == TOL_OK) {
		read_record(r);
		status = take_paths(r, true);
	}
	take_texts(r);
	return status;
}

int selection_read(struct selection *out, struct tol_answer *answer,
		   const struct selection_options *options)
{
	struct reading reading = {
		.selection = out, .answer = answer, .mem = answer->answer.mem, .options = options};
	*out = (struct selection){.mem = reading.mem};
	buf_init(&reading.top, reading.mem);
	buf_init(&reading.path, reading.mem);
	buf_init(&reading.bytes, reading.mem);
	disk_list_init(&reading.record, reading.mem);
	int status = read_all(&reading);
	buf_fini(&reading.top);
	buf_fini(&reading.path);
	buf_fini(&reading.bytes);
	disk_list_fini(&reading.record);
	mem_free(reading.mem, reading.wanted);
	return status;
}

void selection_fini(struct selection *selection)
{
	VEC_FREE(selection->mem, &selection->files);
}
