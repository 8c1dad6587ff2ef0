/* Sorts what was named into what is on the record and what is not, and reads it. */
#include "api/text/selection.h"

#include "api/session/disk.h"

#include <errno.h>

struct reading {
	struct selection *selection;
	struct tol_answer *answer;
	struct disk *disk;
	struct mem *mem;
	const struct selection_options *options;
	struct buf top;		 /* of the tree: absolute, with a slash at the end */
	bool repository;	 /* which the tree is; else just a folder */
	struct disk_list record; /* below top */
	bool *wanted;		 /* for each path of the record */
	struct map known;	 /* real paths of what was read off the record */
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

/* -- The tree -- */

static int find_top(struct reading *r)
{
	const char *directory = r->answer->session->directory;
	struct buf way_up;
	buf_init(&way_up, r->mem);
	enum disk_top found = disk_top(&r->top, &way_up, directory);
	if (found == DISK_TOP_NONE)
		return fail_path(r, directory, errno);
	r->repository = found == DISK_TOP_REPOSITORY;
	r->answer->answer.root = arena_str(&r->answer->arena, buf_str(&way_up));
	buf_fini(&way_up);
	return TOL_OK;
}

/* What may hide texts that belong to the tree is no small matter. */
static void report_denied(struct reading *r, const struct disk_list *list, const char *before)
{
	for (size_t i = 0; i < list->denied.count; i++) {
		buf_clear(&r->path);
		buf_add_text(&r->path, before);
		buf_add_text(&r->path, list->denied.items[i]);
		struct str path = buf_str(&r->path);
		diag_at(&r->answer->answer.diags, answer_source(r->answer, path, STR("")),
			(struct span){0, 0}, DIAG_FILE_UNREADABLE,
			ARGS(session_errno(r->answer->session, list->error)));
	}
}

static void list_record(struct reading *r)
{
	struct ignore ignore;
	ignore_init(&ignore, r->mem);
	r->record.ignore = &ignore;
	disk_list_folder(r->disk, &r->record, r->top.ptr, DISK_BELOW);
	ignore_fini(&ignore);
	report_denied(r, &r->record, "");
	r->wanted = mem_zalloc(r->mem, r->record.paths.count + 1);
}

/* What is in memory stands for what is on disk. */
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
		error = disk_read(r->disk, &r->bytes, from_directory(r, opened.ptr));
	if (error)
		buf_clear(&r->bytes);
	add_file(r, path, buf_str(&opened), buf_str(&r->bytes), true, wanted || text);
	if (error)
		report_unread(r, error);
	buf_fini(&opened);
}

static void read_record(struct reading *r)
{
	for (size_t i = 0; i < r->record.paths.count; i++)
		if (r->wanted[i] || r->options->whole)
			read_record_file(r, r->record.paths.items[i], r->wanted[i]);
}

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

/* -- Off the record -- */

/* Whether a file was read already, by whatever name. */
static bool is_known(struct reading *r, const char *path)
{
	struct buf real;
	buf_init(&real, r->mem);
	bool known = false;
	if (disk_real(&real, path)) {
		known = map_get(&r->known, buf_str(&real)) != NULL;
		if (!known)
			map_put(&r->known, arena_str(&r->answer->arena, buf_str(&real)), r);
	}
	buf_fini(&real);
	return known;
}

static int read_named_file(struct reading *r, const char *path, bool wanted)
{
	if (is_known(r, from_directory(r, path)) || text_for(r, str_from(path)))
		return TOL_OK;
	buf_clear(&r->bytes);
	int error = disk_read(r->disk, &r->bytes, from_directory(r, path));
	if (error && error != DISK_TOO_LARGE && wanted)
		return fail_path(r, path, error);
	if (error)
		buf_clear(&r->bytes);
	add_file(r, str_from(path), str_from(path), buf_str(&r->bytes), false, wanted);
	if (error)
		report_unread(r, error);
	return TOL_OK;
}

/* folder: as it is to be named, with a slash at the end, or "". */
static int read_listed(struct reading *r, const char *folder, enum disk_depth depth, bool wanted)
{
	struct disk_list list;
	struct buf name;
	int status = TOL_OK;
	buf_init(&name, r->mem);
	disk_list_init(&list, r->mem);
	disk_list_folder(r->disk, &list, from_directory(r, *folder ? folder : "./"), depth);
	for (size_t i = 0; status == TOL_OK && i < list.paths.count; i++) {
		buf_clear(&name);
		buf_add_text(&name, folder);
		buf_add_text(&name, list.paths.items[i]);
		status = read_named_file(r, name.ptr, wanted);
	}
	if (wanted)
		report_denied(r, &list, folder);
	disk_list_fini(&list);
	buf_fini(&name);
	return status;
}

static int read_named_folder(struct reading *r, const char *path)
{
	struct buf folder;
	buf_init(&folder, r->mem);
	buf_add_text(&folder, path);
	if (folder.len == 0 || folder.ptr[folder.len - 1] != '/')
		buf_add_char(&folder, '/');
	int status = read_listed(r, folder.ptr, DISK_BELOW, true);
	buf_fini(&folder);
	return status;
}

static int read_beside(struct reading *r, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf folder;
	buf_init(&folder, r->mem);
	buf_add_bytes(&folder, path, slash ? (size_t)(slash - path) + 1 : 0);
	int status = read_listed(r, buf_str(&folder).ptr, DISK_BESIDE, false);
	buf_fini(&folder);
	return status;
}

/* -- What was named -- */

enum pass {
	PASS_RECORD, /* mark what is on the record */
	PASS_OFF,    /* read what is not */
	PASS_BESIDE, /* read what lies beside the files that were */
};

static int take_path(struct reading *r, const char *path, enum pass pass)
{
	struct buf real;
	enum disk_kind kind = disk_kind(from_directory(r, path));
	if (kind == DISK_NOTHING)
		return fail_path(r, path, errno);
	if (pass == PASS_BESIDE)
		return kind == DISK_FILE ? read_beside(r, path) : TOL_OK;
	buf_init(&real, r->mem);
	bool known = disk_real(&real, r->path.ptr) && want_record(r, buf_str(&real));
	buf_fini(&real);
	if (known || pass == PASS_RECORD)
		return TOL_OK;
	return kind == DISK_FOLDER ? read_named_folder(r, path) : read_named_file(r, path, true);
}

static int take_paths(struct reading *r, enum pass pass)
{
	int status = TOL_OK;
	for (size_t i = 0; status == TOL_OK && i < r->options->path_count; i++)
		status = take_path(r, r->options->paths[i], pass);
	return status;
}

static int take_beside(struct reading *r)
{
	int status = take_paths(r, PASS_BESIDE);
	for (size_t i = 0; status == TOL_OK && i < r->options->text_count; i++)
		if (strcmp(r->options->texts[i].path, "-") != 0)
			status = read_beside(r, r->options->texts[i].path);
	return status;
}

static bool is_read(const struct reading *r, struct str opened)
{
	for (size_t i = 0; i < r->selection->files.count; i++)
		if (str_equal(r->selection->files.items[i].opened, opened))
			return true;
	return false;
}

static void take_texts(struct reading *r)
{
	for (size_t i = 0; i < r->options->text_count; i++) {
		const struct tol_text *text = &r->options->texts[i];
		struct str path = str_from(text->path);
		bool fits = text->length <= SOURCE_MAX_SIZE;
		if (is_read(r, path))
			continue;
		is_known(r, from_directory(r, text->path));
		add_file(r, path, path, (struct str){text->bytes, fits ? text->length : 0}, false,
			 true);
		if (!fits)
			report_unread(r, DISK_TOO_LARGE);
	}
}

/* A folder that is no repository is only searched where nothing says what in it is meant. */
static int read_all(struct reading *r)
{
	bool all = r->options->path_count == 0 && r->options->text_count == 0;
	int status = find_top(r);
	if (status != TOL_OK)
		return status;
	if (all || r->repository || r->options->folder)
		list_record(r);
	if (all)
		memset(r->wanted, true, r->record.paths.count);
	status = take_paths(r, PASS_RECORD);
	if (status == TOL_OK) {
		read_record(r);
		status = take_paths(r, PASS_OFF);
	}
	take_texts(r);
	if (status == TOL_OK && r->options->whole && !r->repository && !r->options->folder)
		status = take_beside(r);
	return status;
}

int selection_read(struct selection *out, struct tol_answer *answer,
		   const struct selection_options *options)
{
	struct reading reading = {.selection = out,
				  .answer = answer,
				  .disk = &answer->session->disk,
				  .mem = answer->answer.mem,
				  .options = options};
	*out = (struct selection){.mem = reading.mem};
	buf_init(&reading.top, reading.mem);
	buf_init(&reading.path, reading.mem);
	buf_init(&reading.bytes, reading.mem);
	map_init(&reading.known, reading.mem);
	disk_list_init(&reading.record, reading.mem);
	int status = read_all(&reading);
	buf_fini(&reading.top);
	buf_fini(&reading.path);
	buf_fini(&reading.bytes);
	map_fini(&reading.known);
	disk_list_fini(&reading.record);
	mem_free(reading.mem, reading.wanted);
	return status;
}

void selection_fini(struct selection *selection)
{
	VEC_FREE(selection->mem, &selection->files);
}
