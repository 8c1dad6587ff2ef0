/* Which files a text was compiled from, and that these bytes can be had again. */
#include "history/history.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdlib.h>

#include "unit/history/scratch.h"
#include "unit/history/toy.h"

TestSuite(files, .init = scratch_enter, .fini = scratch_leave, .timeout = 60);

#define NOW INT64_C(4000000000)

static struct mem mem;
static struct text_compiler_factory factory;
static struct history history;
static struct history_view view;
static struct repo_error error;

static void mem_gone(void *data)
{
	(void)data;
	abort();
}

struct asked {
	const char *revision;
	enum history_extent extent;
	enum history_files files;
	enum history_cache cache;
	const char *known_at; /* NULL: now */
	void (*damaged)(void *data); /* NULL: the index is checked first */
};

#define ASKED(...) (&(struct asked){__VA_ARGS__})

static void view_begin(const struct asked *asked)
{
	int64_t known_at = KNOWN_NOW;
	if (asked->known_at)
		cr_assert(time_parse(&known_at, str_from(asked->known_at)));
	mem_init(&mem, mem_gone, NULL);
	factory = toy_factory();
	history_init(&history, &mem, &factory);
	enum repo_status status = history_open(&history,
					       &(struct history_options){
						       .path = STR("."),
						       .revision = str_from(asked->revision),
						       .extent = asked->extent,
						       .files = asked->files,
						       .cache = asked->cache,
						       .damaged = {NULL, asked->damaged},
						       .now = NOW,
						       .threads = 1,
					       },
					       &error);
	cr_assert(eq(int, status, REPO_OK), "%s %s", error.subject, error.detail);
	history_view_init(&view, &history, known_at);
}

static void view_end(void)
{
	history_view_fini(&view);
	history_fini(&history);
	cr_expect(zero(sz, mem.in_use));
	mem_fini(&mem);
}

/* "PATH {FIRST LINE}", with "!" before what is not recorded. */
static void file_add(struct buf *out, const struct view_file *file)
{
	struct str bytes;
	enum repo_status status = view_read(&view, &bytes, file, &error);
	cr_assert(eq(int, status, REPO_OK), "%s %s", error.subject, error.detail);
	const char *newline = memchr(bytes.ptr, '\n', bytes.len);
	buf_add_text(out, out->len ? ", " : "");
	buf_add_text(out, file->is_unrecorded ? "!" : "");
	buf_add(out, file->path);
	buf_add_text(out, " {");
	buf_add(out, str_from_to(bytes, 0, newline ? (size_t)(newline - bytes.ptr) : bytes.len));
	buf_add_char(out, '}');
}

static void expect_said(struct buf *said, const char *wanted)
{
	buf_add_text(said, "");
	cr_expect(str_equal(buf_str(said), str_from(wanted)), "wanted '%s', got '%s'", wanted,
		  said->len ? said->ptr : "");
	buf_fini(said);
}

/* Of what is in force on the day. */
static void expect_files(const struct asked *asked, const char *list, const char *day,
			 const char *wanted)
{
	struct buf said;
	view_begin(asked);
	buf_init(&said, &mem);
	uint32_t number = view_list_find(&view, str_from(list));
	cr_assert(number != NO_ENTRY);
	const struct timeline *timeline = view_timeline(&view, number);
	int32_t date = date_parse(str_from(day));
	for (size_t i = 0; i < timeline->window_count; i++) {
		const struct window *window = &timeline->windows[i];
		size_t count;
		if (window->entry == NO_ENTRY || date < window->from || date >= window->to)
			continue;
		const struct view_file *files = view_files(&view, number, window->entry, &count);
		for (size_t k = 0; k < count; k++)
			file_add(&said, &files[k]);
	}
	expect_said(&said, wanted);
	view_end();
}

static void expect_declaring(const struct asked *asked, const char *wanted)
{
	struct buf said;
	const struct view_file *files;
	size_t count;
	view_begin(asked);
	buf_init(&said, &mem);
	enum repo_status status = view_declaring(&view, &files, &count, &error);
	cr_assert(eq(int, status, REPO_OK), "%s %s", error.subject, error.detail);
	for (size_t i = 0; i < count; i++)
		file_add(&said, &files[i]);
	expect_said(&said, wanted);
	view_end();
}

/* However the record was come by. */
static void expect_files_always(const char *list, const char *day, const char *wanted)
{
	expect_files(ASKED(.cache = HISTORY_UNINDEXED), list, day, wanted);
	for (int i = 0; i < 2; i++) {
		expect_files(ASKED(.extent = HISTORY_IN_FORCE), list, day, wanted);
		expect_files(ASKED(.extent = HISTORY_WHOLE), list, day, wanted);
	}
}

#define SAY	"say() { file=$1; shift; mkdir -p $(dirname $file); printf '%s\\n' \"$@\" >$file; };"
#define LIST(n) "say x.tol '# " #n "' 'need u' 'list x 202" #n "-01-01 202" #n "-01-01';"

Test(files, of_a_text_declare_what_it_needs_and_what_that_needs_in_turn)
{
	sh(SAY "repo_init;" LIST(0)
	   "say u.tol 'declare u 1' 'need v'; say b/v.tol 'declare v 1' 'need w' 'need u';"
	   "say a.tol 'declare w 1' 'need absent'; say other.tol 'declare other 1' 'need u'; commit_at 2020-01-02 one");
	expect_files_always("x", "2020-01-01",
			    "x.tol {# 0}, a.tol {declare w 1}, b/v.tol {declare v 1}, u.tol {declare u 1}");
}

Test(files, of_a_text_are_all_that_declare_a_name_but_never_its_own_twice)
{
	sh(SAY "repo_init; say x.tol 'declare own 1' 'need own' 'need u' 'list x 2020-01-01 2020-01-01';"
	   "say b.tol 'declare u 1'; say a.tol 'declare u 1'; say c.tol 'list y 2020-01-01 2020-01-01';"
	   "say d.tol 'need absent' 'list z 2020-01-01 2020-01-01'; commit_at 2020-01-02 one");
	expect_files_always("x", "2020-01-01",
			    "x.tol {declare own 1}, a.tol {declare u 1}, b.tol {declare u 1}");
	expect_files_always("y", "2020-01-01", "c.tol {list y 2020-01-01 2020-01-01}");
}

Test(files, of_an_unreadable_text_are_its_own_only)
{
	sh(SAY "repo_init; say u.tol 'declare u 1'; say x.tol 'need u' 'list x 2020-01-01 2020-01-01'; commit_at 2020-01-02 one;"
	   "say x.tol '# lost' 'need u' 'broken x 2020-01-01'; commit_at 2020-01-03 two");
	view_begin(ASKED(.extent = HISTORY_IN_FORCE));
	uint32_t number = view_list_find(&view, STR("x"));
	const struct timeline *timeline = view_timeline(&view, number);
	struct buf said;
	size_t count;
	cr_assert(eq(sz, timeline->doubt_count, 1));
	const struct view_file *files =
		view_files(&view, number, timeline->doubts[0].entry, &count);
	buf_init(&said, &mem);
	for (size_t i = 0; i < count; i++)
		file_add(&said, &files[i]);
	expect_said(&said, "x.tol {# lost}");
	view_end();
}

/* The tree of 2020-01-02 had u.tol, the next one a/u.tol, the last one says another thing in it. */
static void changing_record(void)
{
	sh(SAY "repo_init;" LIST(0) "say u.tol 'declare u 1'; say w.tol 'declare w 1'; commit_at 2020-01-02 one;"
	   "mkdir a; git mv u.tol a/u.tol; commit_at 2020-02-01 moved;"
	   "say a/u.tol '# remark' 'declare u 1'; commit_at 2020-03-01 remark;"
	   LIST(1) "commit_at 2021-01-02 two;"
	   "say a/u.tol 'declare u 2'; git rm -q w.tol; say .tolignore 'off'; say off/o.tol 'declare u 3';" LIST(2)
	   "commit_at 2022-01-02 three");
}

Test(files, of_an_old_version_are_those_of_the_tree_that_brought_it)
{
	changing_record();
	expect_files_always("x", "2020-06-01", "x.tol {# 0}, u.tol {declare u 1}");
	expect_files_always("x", "2021-06-01", "x.tol {# 1}, a/u.tol {# remark}");
	expect_files_always("x", "2022-06-01", "x.tol {# 2}, a/u.tol {declare u 2}");
	expect_files(ASKED(.extent = HISTORY_WHOLE, .known_at = "2021-06-01T00:00:00Z"), "x",
		     "2022-06-01", "x.tol {# 1}, a/u.tol {# remark}");
}

Test(files, of_a_version_do_not_change_with_what_says_nothing)
{
	changing_record();
	expect_files(ASKED(.revision = "HEAD~2"), "x", "2020-06-01",
		     "x.tol {# 0}, u.tol {declare u 1}");
	sh("say() { printf '%s\\n' \"$2\" >$1; }; say a/u.tol '# more'; echo declare u 2 >>a/u.tol;"
	   "commit_at 2023-01-01 four");
	expect_files_always("x", "2022-06-01", "x.tol {# 2}, a/u.tol {declare u 2}");
	expect_declaring(ASKED(.extent = HISTORY_IN_FORCE), "a/u.tol {# more}");
}

Test(files, that_declare_are_those_of_the_tree_as_known)
{
	static const struct {
		const char *revision;
		const char *known_at;
		const char *wanted;
	} at[] = {
		{"HEAD", "2020-01-01T00:00:00Z", ""},
		{"HEAD~4", "2020-01-15T00:00:00Z", "u.tol {declare u 1}, w.tol {declare w 1}"},
		{"HEAD~3", "2020-02-15T00:00:00Z", "a/u.tol {declare u 1}, w.tol {declare w 1}"},
		{"HEAD~2", "2020-03-15T00:00:00Z", "a/u.tol {# remark}, w.tol {declare w 1}"},
		{"HEAD", NULL, "a/u.tol {declare u 2}"},
	};
	changing_record();
	for (size_t i = 0; i < countof(at); i++) {
		for (int k = 0; k < 3; k++)
			expect_declaring(ASKED(.extent = HISTORY_WHOLE, .known_at = at[i].known_at,
					       .cache = k ? HISTORY_INDEXED : HISTORY_UNINDEXED),
					 at[i].wanted);
		if (i == 0)
			continue;
		expect_declaring(ASKED(.revision = at[i].revision), at[i].wanted);
		expect_declaring(ASKED(.revision = at[i].revision, .cache = HISTORY_UNINDEXED),
				 at[i].wanted);
	}
}

/* The last of what is checked is a heap that answers about the past only. */
Test(files, that_declare_need_no_sound_past)
{
	struct asked asked = {.extent = HISTORY_IN_FORCE, .damaged = mem_gone};
	changing_record();
	expect_declaring(&asked, "a/u.tol {declare u 2}");
	sh("f=$(ls .git/tolc/*); chmod u+w $f; n=$(od -An -t u8 -j 16 -N 8 $f);"
	   "printf '\\377' | dd of=$f bs=1 seek=$((n - 64)) conv=notrunc status=none; cp $f damaged");
	expect_declaring(&asked, "a/u.tol {declare u 2}");
	expect_files(&asked, "x", "2020-06-01", "x.tol {# 0}, u.tol {declare u 1}");
	sh("cmp .git/tolc/* damaged");
	asked.damaged = NULL;
	expect_declaring(&asked, "a/u.tol {declare u 2}");
	sh("cmp -s .git/tolc/* damaged && exit 1 || :");
}

Test(files, of_the_work_tree_win_over_those_committed)
{
	changing_record();
	struct asked asked = {.files = HISTORY_WORK_TREE};
	expect_declaring(&asked, "a/u.tol {declare u 2}");
	expect_files(&asked, "x", "2022-06-01", "x.tol {# 2}, a/u.tol {declare u 2}");
	sh(SAY "say n.tol 'declare n 1'; say x.tol '# now' 'need u' 'need n' 'list x 2023-01-01 2023-01-01'");
	for (int i = 0; i < 2; i++) {
		expect_declaring(&asked, "a/u.tol {declare u 2}, !n.tol {declare n 1}");
		expect_files(&asked, "x", "2023-06-01",
			     "!x.tol {# now}, a/u.tol {declare u 2}, !n.tol {declare n 1}");
		expect_files(&asked, "x", "2020-06-01", "x.tol {# 0}, u.tol {declare u 1}");
		asked.cache = HISTORY_UNINDEXED;
	}
	/* The bytes of an older tree are not those of the work tree, even where these are the same. */
	sh(SAY "say a/u.tol '# remark' 'declare u 1'");
	expect_files(&asked, "x", "2023-06-01",
		     "!x.tol {# now}, !a/u.tol {# remark}, !n.tol {declare n 1}");
	expect_files(&asked, "x", "2021-06-01", "x.tol {# 1}, a/u.tol {# remark}");
	asked.known_at = "2030-01-01T00:00:00Z";
	expect_declaring(&asked, "a/u.tol {declare u 2}");
	asked.known_at = "2020-02-15T00:00:00Z";
	expect_declaring(&asked, "a/u.tol {declare u 1}, w.tol {declare w 1}");
}

Test(files, of_a_folder_are_read_there)
{
	struct asked asked = {.files = HISTORY_FOLDER};
	sh(SAY LIST(0) "say a/u.tol 'declare u 1'; say .tolignore off; say off/o.tol 'declare u 2'");
	expect_files(&asked, "x", "2020-06-01", "!x.tol {# 0}, !a/u.tol {declare u 1}");
	expect_declaring(&asked, "!a/u.tol {declare u 1}");
	asked.known_at = "2020-01-01T00:00:00Z";
	expect_declaring(&asked, "");
}

/* What reading the last file that declares anything comes to after the script. */
static void expect_read(const struct asked *asked, const char *script, enum repo_status wanted)
{
	const struct view_file *files;
	struct str bytes;
	size_t count;
	view_begin(asked);
	cr_assert(eq(int, view_declaring(&view, &files, &count, &error), REPO_OK));
	sh(script);
	cr_expect(eq(int, view_read(&view, &bytes, &files[count - 1], &error), wanted), "%s: %s",
		  script, error.detail);
	view_end();
}

Test(files, that_cannot_be_read_are_told_apart)
{
	sh(SAY "repo_init;" LIST(0) "say u.tol 'declare u 1'; commit_at 2020-01-02 one; cp u.tol kept");
	struct asked now = {.files = HISTORY_WORK_TREE};
	expect_read(ASKED(.extent = HISTORY_IN_FORCE), ":", REPO_OK);
	expect_read(ASKED(.extent = HISTORY_IN_FORCE), "rm u.tol", REPO_OK);
	sh("echo declare u 2 >u.tol");
	expect_read(&now, "echo declare u 3 >u.tol", REPO_OTHER);
	expect_read(&now, "rm u.tol", REPO_OTHER);
	sh("cp kept u.tol");
	expect_read(&now, "rm u.tol", REPO_OK);
	expect_read(ASKED(.extent = HISTORY_IN_FORCE),
		    "o=$(git rev-parse HEAD:u.tol); f=.git/objects/$(echo $o | cut -c 1-2)/$(echo $o | cut -c 3-);"
		    "chmod u+w $f; cp $f whole; echo damaged >$f",
		    REPO_OBJECT_DAMAGED);
	expect_read(ASKED(.extent = HISTORY_IN_FORCE),
		    "o=$(git rev-parse HEAD:u.tol); rm .git/objects/$(echo $o | cut -c 1-2)/$(echo $o | cut -c 3-)",
		    REPO_OBJECT_MISSING);
	sh("git config remote.o.promisor true");
	expect_read(ASKED(.extent = HISTORY_IN_FORCE), ":", REPO_PARTIAL);
}

/* ---- memory ---- */

static jmp_buf escape;

static void mem_escape(void *data)
{
	(void)data;
	longjmp(escape, 1);
}

static void files_read(const struct history_options *options, int64_t known_at)
{
	const struct view_file *files;
	struct str bytes;
	size_t count;
	history_open(&history, options, &error);
	history_view_init(&view, &history, known_at);
	view_declaring(&view, &files, &count, &error);
	for (size_t i = 0; i < count; i++)
		view_read(&view, &bytes, &files[i], &error);
	files = view_files(&view, view_list_find(&view, STR("x")), 0, &count);
	for (size_t i = 0; i < count; i++)
		view_read(&view, &bytes, &files[i], &error);
	history_view_fini(&view);
}

/* Whether it went well although that request for memory was refused. */
static bool read_short_of_memory(const struct history_options *options, int64_t known_at,
				 size_t fail_at)
{
	volatile bool done = false;
	mem_init(&mem, mem_escape, NULL);
	mem.fail_at = fail_at;
	if (setjmp(escape) == 0) {
		history_init(&history, &mem, &factory);
		files_read(options, known_at);
		done = true;
	}
	mem.fail_at = 0;
	history_fini(&history);
	mem_fini(&mem);
	return done;
}

static int descriptors(void)
{
	int count = 0;
	for (int i = 3; i < 256; i++)
		count += fcntl(i, F_GETFD) != -1;
	return count;
}

Test(files, give_everything_back_when_memory_runs_out)
{
	static const struct {
		enum history_files files;
		int64_t known_at;
	} at[] = {
		{HISTORY_COMMITTED, KNOWN_NOW},
		{HISTORY_COMMITTED, INT64_C(1582000000)}, /* between two commits of one segment */
		{HISTORY_WORK_TREE, KNOWN_NOW},
		{HISTORY_FOLDER, KNOWN_NOW},
	};
	factory = toy_factory();
	changing_record();
	sh("echo 'declare n 1' >n.tol");
	for (size_t i = 0; i < countof(at); i++) {
		const struct history_options options = {.path = STR("."),
							.extent = HISTORY_WHOLE,
							.files = at[i].files,
							.now = NOW,
							.threads = 1};
		cr_assert(read_short_of_memory(&options, at[i].known_at, 0));
		int before = descriptors();
		size_t n = 1;
		for (; !read_short_of_memory(&options, at[i].known_at, n); n++)
			cr_expect(eq(int, descriptors(), before), "request %zu", n);
		cr_expect(gt(sz, n, 10));
	}
}
