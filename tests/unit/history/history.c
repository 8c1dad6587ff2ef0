/*
 * However a record is read, from the root, from an index, commit by commit or by several threads,
 * and whatever became of the index, the answers are the same bytes.
 */
#include "history/history.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "support/tries.h"
#include "unit/history/random.h"
#include "unit/history/scratch.h"
#include "unit/history/toy.h"

TestSuite(history, .init = scratch_enter, .fini = scratch_leave, .timeout = 600);

#define NOW INT64_C(4000000000)

static struct mem mem;
static struct text_compiler_factory factory;
static struct repo_error error;

static void mem_gone(void *data)
{
	(void)data;
	abort();
}

/* ---- everything a record says, as text ---- */

static void files_add(struct buf *out, const struct view_file *files, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_add_text(out, files[i].is_unrecorded ? " !" : " ");
		buf_add(out, files[i].path);
		buf_add_char(out, ':');
		buf_add_hex(out, files[i].blob, 4);
	}
	buf_add_char(out, '\n');
}

static void window_add(struct buf *out, struct history_view *view, uint32_t list,
		       const struct window *window)
{
	buf_addf(out, "  %s ", window_state_name((enum window_state)window->state));
	buf_add_int(out, window->from);
	buf_add_char(out, ' ');
	buf_add_int(out, window->to);
	if (window->by_list != NO_NAME) {
		buf_addf(out, " end %d by ", window->end);
		buf_add(out, view_name(view, window->by_list));
		buf_addf(out, " %u", (unsigned)window->by_entry);
	}
	if (window->entry == NO_ENTRY) {
		buf_add_char(out, '\n');
		return;
	}
	struct view_text text = view_text(view, list, window->entry);
	buf_addf(out, " entry %u commit %u ", (unsigned)window->entry, (unsigned)text.commit_number);
	buf_add_hex(out, text.commit, OID_SIZE);
	buf_add_char(out, ' ');
	buf_add_hex(out, text.blob, OID_SIZE);
	buf_add_char(out, ' ');
	buf_add_int(out, text.recorded);
	buf_addf(out, " %s %d ", text.is_unrecorded ? "now" : "then", text.text->readable);
	buf_add(out, text.path);
	buf_add_char(out, ' ');
	buf_add_hex(out, text.text->form.bytes, 4);
	buf_add(out, text.text->reason);
	for (size_t i = 0; i < text.text->rule_count && window->state == WINDOW_IN_FORCE; i++) {
		struct rule_window rule = view_rule(view, list, window, text.text,
						    &text.text->rules[i]);
		buf_add_char(out, ' ');
		buf_add(out, text.text->rules[i].id);
		buf_addf(out, " %d-%d", (int)rule.in_force.from, (int)rule.in_force.to);
	}
	size_t count;
	const struct view_file *files = view_files(view, list, window->entry, &count);
	files_add(out, files, count);
}

static void list_add(struct buf *out, struct history_view *view, uint32_t list, bool whole)
{
	if (!view_list_is_known(view, list))
		return;
	const struct timeline *timeline = whole ? view_whole_timeline(view, list)
						: view_timeline(view, list);
	buf_add(out, view_list_name(view, list));
	buf_add_char(out, '\n');
	for (size_t i = 0; i < timeline->window_count; i++)
		window_add(out, view, list, &timeline->windows[i]);
	for (size_t i = 0; i < timeline->doubt_count; i++)
		window_add(out, view, list, &timeline->doubts[i]);
	for (size_t i = 0; i < timeline->side_count && whole; i++)
		window_add(out, view, list, &timeline->sides[i]);
}

static void findings_add(struct buf *out, struct history_view *view)
{
	struct finding_list findings = {.mem = &mem, .zone = 28800};
	view_audit(view, &findings);
	for (size_t i = 0; i < findings.items.count; i++) {
		const struct finding *finding = &findings.items.items[i];
		buf_addf(out, "%s ", diag_code(finding->id));
		buf_add(out, view_name(view, finding->list));
		buf_addf(out, " %u %u %d\n", (unsigned)finding->commit, (unsigned)finding->entry,
			 (int)finding->date);
	}
	VEC_FREE(&mem, &findings.items);
}

static enum repo_status declaring_add(struct buf *out, struct history_view *view)
{
	const struct view_file *files;
	size_t count;
	enum repo_status status = view_declaring(view, &files, &count, &error);
	if (count) {
		buf_add_text(out, "declaring");
		files_add(out, files, count);
	}
	return status;
}

struct asked {
	const char *revision;
	bool live; /* only what is in force */
	enum history_files files;
	enum history_cache cache;
	unsigned threads;
	int64_t known_at; /* 0: now */
	bool at_once; /* the index is checked before any of it is read */
};

#define ASKED(...) (&(struct asked){__VA_ARGS__})

/* What is odd about the dates is told by few of the commits. */
static void expect_odd(const struct history *history, int64_t now)
{
	struct arena arena;
	struct clock whole, few;
	size_t count;
	arena_init(&arena, &mem);
	const struct recorded_commit *chain = history_chain(history, &arena);
	const struct recorded_commit *odd = history_odd(history, &arena, now, &count);
	clock_audit(&whole, &arena, chain, history_commit_count(history), now);
	clock_audit(&few, &arena, odd, count, now);
	cr_assert(eq(sz, few.fault_count, whole.fault_count));
	for (size_t i = 0; i < few.fault_count; i++) {
		const struct clock_fault *a = &few.faults[i], *b = &whole.faults[i];
		cr_expect(a->kind == b->kind && a->from == b->from && a->to == b->to &&
			  memcmp(odd[a->commit].oid, chain[b->commit].oid, OID_SIZE) == 0);
	}
	cr_assert(eq(sz, few.span_count, whole.span_count));
	for (size_t i = 0; i < few.span_count; i++)
		cr_expect(eq(uint, few.spans[i].fault, whole.spans[i].fault));
	arena_fini(&arena);
}

static enum repo_status history_tell(struct buf *out, const struct asked *asked,
				     struct history *history,
				     const struct history_options *options)
{
	struct history_view view;
	bool whole = !asked->live;
	history_init(history, &mem, &factory);
	enum repo_status status = history_open(history, options, &error);
	if (status == REPO_OK) {
		history_view_init(&view, history,
				  asked->known_at ? asked->known_at : KNOWN_NOW);
		for (uint32_t i = 0; i < view_list_count(&view); i++)
			list_add(out, &view, i, whole);
		if (whole)
			findings_add(out, &view);
		if (whole && history_commit_count(history) > 0) {
			uint32_t middle = history_commit_count(history) / 2;
			expect_odd(history, history_commit(history, middle)->recorded);
			expect_odd(history, NOW);
		}
		status = declaring_add(out, &view);
		history_view_fini(&view);
	}
	history_fini(history);
	return status;
}

static jmp_buf restart;
static unsigned restarts;

static void alarm_ring(void *data)
{
	(void)data;
	longjmp(restart, 1);
}

/* Once more from the beginning, where the index turns out to be damaged; what was made until then is
 * given back at the end. */
static enum repo_status history_say(struct buf *out, const struct asked *asked)
{
	static struct history history;
	static struct history_options options;
	options = (struct history_options){
		.path = STR("."),
		.revision = str_from(asked->revision),
		.extent = asked->live ? HISTORY_IN_FORCE : HISTORY_WHOLE,
		.files = asked->files,
		.cache = asked->cache,
		.damaged = {NULL, asked->at_once ? NULL : alarm_ring},
		.now = NOW,
		.threads = asked->threads ? asked->threads : 1,
	};
	if (setjmp(restart)) {
		history_fini(&history);
		buf_clear(out);
		cr_assert(options.cache != HISTORY_REINDEXED, "rings without an index");
		options.cache = HISTORY_REINDEXED;
		restarts++;
	}
	return history_tell(out, asked, &history, &options);
}

static struct buf say(const struct asked *asked)
{
	struct buf out;
	buf_init(&out, &mem);
	enum repo_status status = history_say(&out, asked);
	cr_assert(eq(int, status, REPO_OK), "%s %s", error.subject, error.detail);
	buf_add_text(&out, "");
	return out;
}

static void expect_same(const struct asked *asked, const struct buf *wanted, const char *how)
{
	struct buf got = say(asked);
	size_t at = 0;
	while (at < got.len && at < wanted->len && got.ptr[at] == wanted->ptr[at])
		at++;
	cr_expect(str_equal(buf_str(&got), buf_str(wanted)), "%s: '%.300s' is not '%.300s'", how,
		  got.ptr + at, wanted->ptr + at);
	buf_fini(&got);
}

static void start(void)
{
	mem_init(&mem, mem_gone, NULL);
	factory = toy_factory();
}

static void end(void)
{
	cr_expect(restarts > 0 || mem.in_use == 0);
	mem_fini(&mem);
}

Test(history, is_the_same_with_and_without_an_index)
{
	start();
	for (uint64_t seed = 1; seed <= tries(12); seed++) {
		random_record(seed, 4, 60);
		struct buf wanted = say(ASKED(.cache = HISTORY_UNINDEXED));
		expect_same(ASKED(.cache = HISTORY_INDEXED), &wanted, "first");
		expect_same(ASKED(.cache = HISTORY_INDEXED), &wanted, "warm");
		struct buf live = say(ASKED(.cache = HISTORY_UNINDEXED, .live = true));
		expect_same(ASKED(.cache = HISTORY_INDEXED, .live = true), &live, "hot");
		buf_fini(&live);
		buf_fini(&wanted);
	}
	end();
}

Test(history, is_the_same_read_bit_by_bit)
{
	start();
	for (uint64_t seed = 21; seed < 21 + tries(6); seed++) {
		random_record(seed, 4, 60);
		for (unsigned i = 60; i-- > 0;) {
			char revision[16];
			snprintf(revision, sizeof(revision), "HEAD~%u", i);
			if (i % (1 + seed % 4))
				continue;
			struct buf wanted = say(ASKED(.revision = revision, .cache = HISTORY_UNINDEXED));
			expect_same(ASKED(.revision = revision), &wanted, revision);
			expect_same(ASKED(.revision = revision), &wanted, "again");
			buf_fini(&wanted);
		}
	}
	end();
}

Test(history, of_an_older_revision_is_told_by_the_index_of_a_later_one)
{
	start();
	for (uint64_t seed = 91; seed < 91 + tries(4); seed++) {
		random_record(seed, 4, 40);
		struct buf head = say(ASKED(.cache = HISTORY_INDEXED));
		buf_fini(&head);
		sh("ls .git/tolc >before");
		for (unsigned i = 0; i < 40; i++) {
			char revision[16];
			snprintf(revision, sizeof(revision), "HEAD~%u", i);
			struct buf wanted =
				say(ASKED(.revision = revision, .cache = HISTORY_UNINDEXED));
			expect_same(ASKED(.revision = revision), &wanted, revision);
			buf_fini(&wanted);
		}
		sh("ls .git/tolc | cmp - before");
	}
	end();
}

Test(history, known_at_a_time_is_not_changed_by_what_came_later)
{
	start();
	for (uint64_t seed = 31; seed < 31 + tries(6); seed++) {
		random_record(seed, 4, 40);
		sh("git log --first-parent --reverse --format=%ct >times");
		FILE *times = fopen("times", "r");
		long at, latest = 0, clock[64];
		unsigned count = 0;
		while (fscanf(times, "%ld", &at) == 1)
			clock[count++] = latest = at > latest ? at : latest;
		fclose(times);
		for (unsigned i = 0; i < count; i++) {
			char revision[16];
			if (i + 1 < count && clock[i + 1] == clock[i])
				continue;
			snprintf(revision, sizeof(revision), "HEAD~%u", count - 1 - i);
			struct buf wanted = say(ASKED(.revision = revision));
			struct buf got = say(ASKED(.known_at = clock[i]));
			/* Repeals in vain name lists that were not there yet: windows only. */
			cr_expect(str_equal(buf_str(&wanted), buf_str(&got)), "seed %u, %s",
				  (unsigned)seed, revision);
			buf_fini(&got);
			buf_fini(&wanted);
		}
	}
	end();
}

Test(history, is_the_same_read_by_many_threads)
{
	start();
	random_record(41, 30, 6500);
	struct buf wanted = say(ASKED(.cache = HISTORY_UNINDEXED));
	expect_same(ASKED(.cache = HISTORY_UNINDEXED, .threads = 2), &wanted, "two");
	expect_same(ASKED(.cache = HISTORY_UNINDEXED, .threads = 3), &wanted, "three");
	buf_fini(&wanted);
	end();
}

Test(history, survives_whatever_happens_to_the_index)
{
	start();
	random_record(51, 4, 30);
	struct buf wanted = say(ASKED(.cache = HISTORY_UNINDEXED));
	static const char *const harm[] = {
		"for f in .git/tolc/*; do chmod u+w $f; truncate -s 100 $f; done",
		"for f in .git/tolc/*; do chmod u+w $f; truncate -s -64 $f; done",
		"for f in .git/tolc/*; do chmod u+w $f; : >$f; done",
		"for f in .git/tolc/*; do chmod u+w $f; head -c 5000 /dev/zero >$f; done",
		"rm .git/tolc/*",
		"rm -r .git/tolc; echo >.git/tolc",
		"rm .git/tolc; mkdir .git/tolc; mkdir .git/tolc/$(git rev-parse HEAD)-0123456789abcdef",
		"chmod 555 .git/tolc",
		"for f in .git/tolc/*; do rm -r $f; done",
	};
	for (size_t i = 0; i < countof(harm); i++) {
		struct buf before = say(ASKED(.revision = "HEAD~3"));
		expect_same(ASKED(.cache = HISTORY_INDEXED), &wanted, "before");
		sh(harm[i]);
		expect_same(ASKED(.cache = HISTORY_INDEXED), &wanted, harm[i]);
		expect_same(ASKED(.revision = "HEAD~3"), &before, harm[i]);
		buf_fini(&before);
	}
	buf_fini(&wanted);
	end();
}

Test(history, notices_every_changed_byte_of_the_index)
{
	start();
	random_record(61, 3, 12);
	struct buf wanted = say(ASKED(.cache = HISTORY_UNINDEXED));
	struct buf live = say(ASKED(.cache = HISTORY_UNINDEXED, .live = true));
	unsigned places = tries(200);
	sh("rm -rf .git/tolc");
	for (unsigned i = 0; i < places; i++) {
		char script[256];
		expect_same(ASKED(.cache = HISTORY_INDEXED), &wanted, "sound");
		snprintf(script, sizeof(script),
			 "f=$(ls .git/tolc/*); chmod u+w $f; n=$(stat -c %%s $f); "
			 "printf '\\%03o' | dd of=$f bs=1 seek=$((%u * n / %u)) conv=notrunc status=none",
			 1 + chance(255), i, places);
		sh(script);
		unsigned before = restarts;
		if (i % 3 == 0)
			expect_same(ASKED(.live = true), &live, script);
		if (i % 3 == 1)
			expect_same(ASKED(.at_once = true), &wanted, script);
		cr_expect(i % 3 != 1 || restarts == before);
		expect_same(ASKED(.cache = HISTORY_INDEXED), &wanted, script);
		sh("rm -rf .git/tolc");
	}
	cr_expect(restarts > 0);
	buf_fini(&live);
	buf_fini(&wanted);
	end();
}

Test(history, keeps_few_index_files)
{
	start();
	random_record(71, 3, 40);
	for (unsigned i = 40; i-- > 0;) {
		char revision[16];
		snprintf(revision, sizeof(revision), "HEAD~%u", i);
		struct buf any = say(ASKED(.revision = revision));
		buf_fini(&any);
	}
	sh("n=$(ls .git/tolc | wc -l); test $n -ge 2; test $n -le 20");
	end();
}

Test(history, goes_on_from_an_index_after_a_rebase_or_on_another_branch)
{
	start();
	random_record(81, 4, 40);
	struct buf any = say(ASKED(.revision = "HEAD"));
	buf_fini(&any);
	sh("git reset -q --hard HEAD~5; echo 'list n 2020-01-01 2020-01-01' >n.tol; commit_at 2022-01-01 n");
	struct buf wanted = say(ASKED(.cache = HISTORY_UNINDEXED));
	expect_same(ASKED(.cache = HISTORY_INDEXED), &wanted, "rebased");
	expect_same(ASKED(.cache = HISTORY_INDEXED), &wanted, "warm");
	buf_fini(&wanted);
	end();
}

/* ---- memory ---- */

static jmp_buf escape;

static void mem_escape(void *data)
{
	(void)data;
	longjmp(escape, 1);
}

static int descriptors(void)
{
	int count = 0;
	for (int i = 3; i < 256; i++)
		count += fcntl(i, F_GETFD) != -1;
	return count;
}

/* Whether it went well although that request for memory was refused. */
static bool open_short_of_memory(const struct asked *asked, size_t fail_at)
{
	static struct history history;
	volatile bool done = false;
	mem_init(&mem, mem_escape, NULL);
	mem.fail_at = fail_at;
	if (setjmp(escape) == 0) {
		history_init(&history, &mem, &factory);
		history_open(&history,
			     &(struct history_options){
				     .path = STR("."),
				     .extent = HISTORY_WHOLE,
				     .files = asked->files,
				     .cache = asked->cache,
				     .now = NOW,
				     .threads = asked->threads,
			     },
			     &error);
		done = true;
	}
	mem.fail_at = 0;
	history_fini(&history);
	mem_fini(&mem);
	return done;
}

static void starve(const struct asked *asked, const char *prepare)
{
	open_short_of_memory(asked, 0);
	int before = descriptors();
	for (size_t n = 1;; n += 1 + n / 8) {
		sh(prepare);
		if (open_short_of_memory(asked, n))
			break;
		cr_expect(eq(int, descriptors(), before), "request %zu", n);
	}
}

Test(history, gives_everything_back_when_memory_runs_out)
{
	factory = toy_factory();
	random_record(101, 4, 20);
	starve(ASKED(.cache = HISTORY_UNINDEXED), ":");
	starve(ASKED(.cache = HISTORY_INDEXED), "rm -rf .git/tolc");
	starve(ASKED(.cache = HISTORY_INDEXED), ":");
	starve(ASKED(.files = HISTORY_WORK_TREE), ":");
	starve(ASKED(.files = HISTORY_FOLDER), ":");
	random_record(102, 10, 4100);
	starve(ASKED(.cache = HISTORY_UNINDEXED, .threads = 2), ":");
}

/* ---- files that are not committed ---- */

static void expect_has(const struct buf *said, const char *part)
{
	cr_expect(ne(ptr, strstr(said->ptr, part), NULL), "'%s' is not in: %s", part, said->ptr);
}

Test(history, counts_the_work_tree_as_recorded_now)
{
	start();
	sh("repo_init; echo 'list x 2020-01-01 2020-01-01' >x.tol; echo 'need u' >y.tol;"
	   "echo 'list y 2020-01-01 2020-01-01' >>y.tol; echo 'declare u 1' >u.tol; commit_at 2020-01-02 one");
	struct buf clean = say(ASKED(.cache = HISTORY_INDEXED));
	expect_same(ASKED(.files = HISTORY_WORK_TREE), &clean, "clean");
	expect_same(ASKED(.files = HISTORY_WORK_TREE, .cache = HISTORY_UNINDEXED), &clean, "clean");
	sh("sed -i 's/$/\r/' u.tol; echo '# remark' >>x.tol; mkdir a; mv y.tol a");
	sh("printf 'declare u 1\n' >u.tol");
	expect_same(ASKED(.files = HISTORY_WORK_TREE), &clean, "nothing changed in meaning");
	sh("echo 'list x 2021-01-01 2020-06-01' >z.tol; echo 'declare u 2' >u.tol; git init -q sub;"
	   "cp x.tol sub; mkdir off; echo '*' >off/.tolignore; echo 'list x 2022-01-01 2022-01-01' >off/x.tol");
	struct buf changed = say(ASKED(.files = HISTORY_WORK_TREE));
	expect_has(&changed, "now 1 z.tol");
	expect_has(&changed, "now 1 a/y.tol");
	cr_expect(eq(ptr, strstr(changed.ptr, "off/"), NULL));
	cr_expect(eq(ptr, strstr(changed.ptr, "sub/"), NULL));
	expect_same(ASKED(.files = HISTORY_WORK_TREE, .cache = HISTORY_UNINDEXED), &changed, "no index");
	expect_same(ASKED(.files = HISTORY_WORK_TREE, .known_at = NOW - 1), &clean, "before now");
	expect_same(ASKED(.cache = HISTORY_INDEXED), &clean, "committed");
	buf_fini(&changed);
	buf_fini(&clean);
	end();
}

Test(history, reads_a_folder_without_a_repository)
{
	start();
	sh("mkdir a; echo 'list x 2020-01-01 2020-01-01' >a/x.tol; ln -s x.tol a/y.tol");
	struct buf said = say(ASKED(.files = HISTORY_FOLDER));
	expect_has(&said, "x\n  in_force");
	expect_has(&said, "now 1 a/x.tol");
	buf_fini(&said);
	struct buf nothing;
	buf_init(&nothing, &mem);
	cr_expect(eq(int, history_say(&nothing, ASKED(.cache = HISTORY_INDEXED)), REPO_NONE));
	sh("git init -q --bare b.git");
	end();
}

Test(history, fails_the_same_with_and_without_an_index)
{
	struct buf out;
	start();
	buf_init(&out, &mem);
	sh("repo_init; echo n >n; commit_at 2020-01-01 one; echo m >n; commit_at 2020-01-02 two;"
	   "git clone -q --depth 1 \"file://$PWD\" s; git clone -q --bare . b");
	cr_assert(zero(int, chdir("s")));
	for (int i = 0; i < 2; i++) {
		cr_expect(eq(int, history_say(&out, ASKED(.cache = HISTORY_INDEXED)), REPO_SHALLOW));
		cr_expect(eq(int, history_say(&out, ASKED(.cache = HISTORY_UNINDEXED)), REPO_SHALLOW));
	}
	cr_assert(zero(int, chdir("../b")));
	cr_expect(eq(int, history_say(&out, ASKED(.files = HISTORY_WORK_TREE)), REPO_NO_WORK_TREE));
	cr_expect(eq(int, history_say(&out, ASKED(.cache = HISTORY_INDEXED)), REPO_OK));
	cr_expect(zero(sz, out.len));
	buf_fini(&out);
	end();
}
