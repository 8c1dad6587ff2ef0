/* Sorts what was named into what is on the record and what is not, then reads all of it at once. */
#include "api/text/share.h"

#include <errno.h>

/* As much work as to parse so much text, at least. */
#define FILE_WORTH ((size_t)4 << 10)

struct reading {
	struct selection *selection;
	struct tol_answer *answer;
	struct disk *disk;
	struct mem *mem;
	const struct selection_options *options;
	struct buf top;		 /* of the tree: absolute, with a slash at the end */
	struct disk_list record; /* below top */
	bool listed;		 /* it is what lies there */
	bool *wanted;		 /* for each path of the record */
	struct map known;	 /* real paths of what was found off the record */
	struct buf path;	 /* scratch */
};

static int fail_path(struct reading *r, const char *path, int error)
{
	struct tol_session *session = r->answer->session;
	return session_fail(session, TOL_EREAD, DIAG_PATH_UNREADABLE,
			    ARGS(str_from(path), session_errno(session, error)), HINT_NONE,
			    NO_ARGS);
}

/* Leaves in the buffer how a path of the caller's is opened. */
static const char *path_from(struct buf *out, const struct tol_session *session, const char *path)
{
	buf_clear(out);
	if (path[0] != '/' && strcmp(session->directory, ".") != 0) {
		buf_add_text(out, session->directory);
		buf_add_char(out, '/');
	}
	buf_add_text(out, path);
	return out->ptr;
}

static const char *from_directory(struct reading *r, const char *path)
{
	return path_from(&r->path, r->answer->session, path);
}

static void add_file(struct reading *r, struct selected file, struct str path, struct str opened)
{
	file.source = answer_source(r->answer, path, STR(""));
	file.opened = arena_str(&r->answer->arena, opened);
	VEC_PUSH(r->mem, &r->selection->files, file);
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
	r->selection->repository = found == DISK_TOP_REPOSITORY;
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

/* Whether a file was found already, by whatever name. real: empty where it has none. */
static bool is_known(struct reading *r, struct str real)
{
	if (!real.len)
		return false;
	if (map_get(&r->known, real))
		return true;
	map_put(&r->known, arena_str(&r->answer->arena, real), r);
	return false;
}

/* Nobody should take what nobody read for good. */
static void report_passed_over(struct reading *r, struct str path)
{
	struct diag_list *diags = &r->answer->answer.diags;
	struct source *source = answer_source(r->answer, path, STR(""));
	struct diag *diag =
		diag_at(diags, source, (struct span){0, 0}, DIAG_FILE_PASSED_OVER, NO_ARGS);
	diag_hint(diags, diag, HINT_NAME_FILE, NO_ARGS);
}

/* Those of the tree at or below a folder in it. */
static void report_alike(struct reading *r, struct str below)
{
	for (size_t i = 0; i < r->record.alike.count && r->options->alike; i++) {
		struct str path = str_from(r->record.alike.items[i]);
		if (str_starts_with(path, below) && !is_known(r, path))
			report_passed_over(r, path);
	}
}

static void list_record(struct reading *r)
{
	r->listed = true;
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

static void take_record_file(struct reading *r, const char *name, bool wanted)
{
	struct str path = str_from(name);
	struct buf opened;
	buf_init(&opened, r->mem);
	buf_add(&opened, r->answer->answer.root);
	buf_add(&opened, path);
	struct selected file = {.on_record = true, .text = text_for(r, buf_str(&opened))};
	file.wanted = wanted || file.text;
	add_file(r, file, path, buf_str(&opened));
	buf_fini(&opened);
}

static void take_record(struct reading *r)
{
	for (size_t i = 0; i < r->record.paths.count; i++)
		if (r->wanted[i] || r->options->whole)
			take_record_file(r, r->record.paths.items[i], r->wanted[i]);
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
	if (folder)
		report_alike(r, path);
	return any;
}

/* -- Off the record -- */

static bool is_known_path(struct reading *r, const char *path)
{
	struct buf real;
	buf_init(&real, r->mem);
	disk_real(&real, from_directory(r, path));
	bool known = is_known(r, buf_str(&real));
	buf_fini(&real);
	return known;
}

/* How what lies in a folder of the caller's is known: within the tree, like what is on the record,
 * for that is what a reader's way to the tree is put before; outside it by the whole path. */
static void add_place(struct reading *r, struct buf *out, struct str folder)
{
	struct buf real;
	buf_init(&real, r->mem);
	buf_add(&real, folder.len ? folder : STR("./"));
	bool from_top = r->answer->answer.root.len == 0;
	bool there = !from_top && disk_real(&real, from_directory(r, real.ptr));
	bool below = there && str_starts_with(buf_str(&real), buf_str(&r->top));
	buf_add(out,
		there ? str_from_to(buf_str(&real), below ? r->top.len : 0, real.len) : folder);
	buf_fini(&real);
}

static void take_file(struct reading *r, struct selected file, struct str path)
{
	const char *slash = strrchr(path.ptr, '/');
	size_t name = slash ? (size_t)(slash - path.ptr) + 1 : 0;
	struct buf place;
	buf_init(&place, r->mem);
	if (!str_equal(path, STR("-")))
		add_place(r, &place, str_from_to(path, 0, name));
	buf_add(&place, str_from_to(path, name, path.len));
	add_file(r, file, buf_str(&place), path);
	buf_fini(&place);
}

static void buf_set(struct buf *buf, size_t length, const char *text)
{
	buf->len = length;
	buf_add_text(buf, text);
}

/* Those of a folder off the record; both buffers hold it. What .tolignore keeps off a tree that was
 * listed was named there on purpose. */
static void report_alike_off(struct reading *r, const struct disk_list *list, struct buf *name,
			     struct buf *real)
{
	size_t name_start = name->len, real_start = real->len;
	if (r->listed && str_starts_with(buf_str(real), buf_str(&r->top)))
		return;
	for (size_t i = 0; i < list->alike.count; i++) {
		buf_set(name, name_start, list->alike.items[i]);
		if (real_start)
			buf_set(real, real_start, list->alike.items[i]);
		if (!is_known(r, buf_str(real)))
			report_passed_over(r, buf_str(name));
	}
}

/* folder: as it is to be named, with a slash at the end, or "". No file lies behind a link. */
static void take_listed(struct reading *r, const char *folder, enum disk_depth depth, bool wanted)
{
	struct disk_list list;
	struct buf name, real, place;
	buf_init(&name, r->mem);
	buf_init(&real, r->mem);
	buf_init(&place, r->mem);
	disk_list_init(&list, r->mem);
	disk_list_folder(r->disk, &list, from_directory(r, *folder ? folder : "./"), depth);
	disk_real(&real, r->path.ptr);
	buf_add_text(&name, folder);
	add_place(r, &place, str_from(folder));
	size_t name_start = name.len, real_start = real.len, place_start = place.len;
	for (size_t i = 0; i < list.paths.count; i++) {
		const char *path = list.paths.items[i];
		buf_set(&name, name_start, path);
		buf_set(&place, place_start, path);
		if (real_start)
			buf_set(&real, real_start, path);
		if (!is_known(r, buf_str(&real)) && !text_for(r, buf_str(&name)))
			add_file(r, (struct selected){.wanted = wanted}, buf_str(&place),
				 buf_str(&name));
	}
	buf_set(&place, place_start, "");
	if (wanted)
		report_denied(r, &list, place.ptr);
	buf_set(&name, name_start, "");
	if (real_start)
		buf_set(&real, real_start, "");
	if (wanted && r->options->alike)
		report_alike_off(r, &list, &name, &real);
	disk_list_fini(&list);
	buf_fini(&place);
	buf_fini(&real);
	buf_fini(&name);
}

static void take_folder(struct reading *r, const char *path)
{
	struct buf folder;
	buf_init(&folder, r->mem);
	buf_add_text(&folder, path);
	if (folder.len == 0 || folder.ptr[folder.len - 1] != '/')
		buf_add_char(&folder, '/');
	take_listed(r, folder.ptr, DISK_BELOW, true);
	buf_fini(&folder);
}

static void take_beside(struct reading *r, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf folder;
	buf_init(&folder, r->mem);
	buf_add_bytes(&folder, path, slash ? (size_t)(slash - path) + 1 : 0);
	take_listed(r, buf_str(&folder).ptr, DISK_BESIDE, false);
	buf_fini(&folder);
}

/* -- What was named -- */

enum pass {
	PASS_RECORD, /* mark what is on the record */
	PASS_OFF,    /* take what is not */
	PASS_BESIDE, /* take what lies beside the files that were */
};

static int take_path(struct reading *r, const char *path, enum pass pass)
{
	struct buf real;
	enum disk_kind kind = disk_kind(from_directory(r, path));
	if (kind == DISK_NOTHING)
		return fail_path(r, path, errno);
	if (pass == PASS_BESIDE) {
		if (kind == DISK_FILE)
			take_beside(r, path);
		return TOL_OK;
	}
	buf_init(&real, r->mem);
	bool known = disk_real(&real, r->path.ptr) && want_record(r, buf_str(&real));
	buf_fini(&real);
	if (known || pass == PASS_RECORD)
		return TOL_OK;
	if (kind == DISK_FOLDER)
		take_folder(r, path);
	else if (!is_known_path(r, path) && !text_for(r, str_from(path)))
		take_file(r, (struct selected){.wanted = true}, str_from(path));
	return TOL_OK;
}

static int take_paths(struct reading *r, enum pass pass)
{
	int status = TOL_OK;
	for (size_t i = 0; status == TOL_OK && i < r->options->path_count; i++)
		status = take_path(r, r->options->paths[i], pass);
	return status;
}

static int take_all_beside(struct reading *r)
{
	int status = take_paths(r, PASS_BESIDE);
	for (size_t i = 0; status == TOL_OK && i < r->options->text_count; i++)
		if (strcmp(r->options->texts[i].path, "-") != 0)
			take_beside(r, r->options->texts[i].path);
	return status;
}

static bool is_taken(const struct reading *r, struct str opened)
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
		if (is_taken(r, path))
			continue;
		is_known_path(r, text->path);
		take_file(r, (struct selected){.text = text, .wanted = true}, path);
	}
}

/* A folder that is no repository is only searched where nothing says what in it is meant. */
static int take_all(struct reading *r)
{
	bool all = r->options->path_count == 0 && r->options->text_count == 0;
	int status = find_top(r);
	if (status != TOL_OK)
		return status;
	if (all || r->selection->repository || r->options->folder)
		list_record(r);
	if (all) {
		memset(r->wanted, true, r->record.paths.count);
		report_alike(r, STR(""));
	}
	status = take_paths(r, PASS_RECORD);
	if (status == TOL_OK) {
		take_record(r);
		status = take_paths(r, PASS_OFF);
	}
	take_texts(r);
	if (status == TOL_OK && r->options->whole && !r->selection->repository &&
	    !r->options->folder)
		status = take_all_beside(r);
	return status;
}

/* -- Their texts -- */

static int find_bytes(struct share *share, const struct tol_session *session,
		      const struct selected *file)
{
	struct buf path;
	buf_clear(&share->bytes);
	if (file->text && file->text->length > SOURCE_MAX_SIZE)
		return DISK_TOO_LARGE;
	if (file->text) {
		buf_add_bytes(&share->bytes, file->text->bytes, file->text->length);
		return 0;
	}
	buf_init(&path, share->arena->mem);
	int error =
		disk_read(share->disk, &share->bytes, path_from(&path, session, file->opened.ptr));
	buf_fini(&path);
	return error;
}

static void read_file(struct share *share, void *data, size_t index)
{
	struct reading *r = data;
	struct selected *file = &r->selection->files.items[index];
	file->error = find_bytes(share, r->answer->session, file);
	if (file->error)
		return;
	struct source *source = file->source;
	char *text = arena_alloc(share->arena, share->bytes.len + 2);
	if (share->bytes.len)
		memcpy(text, share->bytes.ptr, share->bytes.len);
	source_borrow(source, source->mem, source->path, text, share->bytes.len);
}

static void report_unread(struct reading *r, const struct selected *file)
{
	struct diag_list *diags = &r->answer->answer.diags;
	struct span start = {0, 0};
	if (file->error == DISK_TOO_LARGE)
		diag_at(diags, file->source, start, DIAG_FILE_TOO_LARGE, ARGS(STR("16 MiB")));
	else
		diag_at(diags, file->source, start, DIAG_FILE_UNREADABLE,
			ARGS(session_errno(r->answer->session, file->error)));
}

static int read_all(struct reading *r)
{
	const struct selected *files = r->selection->files.items;
	size_t count = r->selection->files.count;
	struct sharing sharing;
	sharing_open(&sharing, r->answer, count, count * FILE_WORTH);
	sharing_run(&sharing, read_file, r);
	sharing_close(&sharing);
	for (size_t i = 0; i < count; i++) {
		const struct selected *file = &files[i];
		if (!file->error)
			continue;
		if (file->wanted && !file->on_record && file->error != DISK_TOO_LARGE)
			return fail_path(r, file->opened.ptr, file->error);
		report_unread(r, file);
	}
	return TOL_OK;
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
	map_init(&reading.known, reading.mem);
	disk_list_init(&reading.record, reading.mem);
	int status = take_all(&reading);
	int read_status = read_all(&reading); /* what was named first fails first */
	buf_fini(&reading.top);
	buf_fini(&reading.path);
	map_fini(&reading.known);
	disk_list_fini(&reading.record);
	mem_free(reading.mem, reading.wanted);
	return read_status == TOL_OK ? status : read_status;
}

size_t selected_bytes(const struct selected *files, size_t count)
{
	size_t bytes = 0;
	for (size_t i = 0; i < count; i++)
		bytes += files[i].source->size;
	return bytes;
}

void selection_fini(struct selection *selection)
{
	VEC_FREE(selection->mem, &selection->files);
}
