/*
 * Holds tolc check to the model of the red-line guard: what it tells of red lines that are crossed
 * is what going through all days and all cases finds, no more and no less, and each case that it
 * shows is one. First the texts alone, in memory; then the same worlds as repositories, in which
 * one text is written over the other, the last of them sometimes not committed: by themselves, and
 * as a change.
 *
 *	model_guard [WORLDS [FIRST_SEED]]
 */
#include "guard_text.h"
#include "guard_world.h"
#include "shell.h"

#include "support/tries.h"
#include "tolc.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

enum { WORLDS = 3000, RECORDED_ONE_IN = 24, ENOUGH = 5 };

struct trial {
	struct guard_world world;
	struct guard_crossings expected;
	uint64_t seed;
	char directory[64];
	long crossed; /* in all worlds */
	long wrong;
};

/* -- what is told -- */

static void complain(struct trial *t, const char *what, const char *message)
{
	if (t->wrong++ < ENOUGH)
		printf("seed %" PRIu64 ": %s: %s\n", t->seed, what, message);
}

/* "'t3_r0' tolerates what the red line 't1_r2' of …" */
static bool read_pair(struct guard_pair *out, const char *message)
{
	return sscanf(message, "'t%d_r%d' tolerates what the red line 't%d_r%d'", &out->below_text,
		      &out->below_rule, &out->above_text, &out->above_rule) == 4;
}

static bool is_expected(const struct trial *t, const struct guard_pair *pair)
{
	for (int i = 0; i < t->expected.count; i++)
		if (memcmp(&t->expected.pairs[i], pair, sizeof(*pair)) == 0)
			return true;
	return false;
}

/* The pairs of which an answer tells: of each text below and red line the first rule in the
 * message, "'t3_r1' tolerates it too" or "'t3_r1' of … tolerates it" at the further places. */
struct told {
	struct guard_pair pairs[GUARD_PAIRS];
	int count;
};

static void complain_of(struct trial *t, const char *what, const struct guard_pair *pair)
{
	char message[80];
	snprintf(message, sizeof(message), "t%d_r%d, the line t%d_r%d", pair->below_text,
		 pair->below_rule, pair->above_text, pair->above_rule);
	complain(t, what, message);
}

static void told_add(struct trial *t, struct told *told, const struct guard_pair *pair)
{
	for (int i = 0; i < told->count; i++)
		if (memcmp(&told->pairs[i], pair, sizeof(*pair)) == 0)
			return;
	if (told->count == GUARD_PAIRS)
		die("too many pairs");
	if (!is_expected(t, pair))
		complain_of(t, "told, and not crossed", pair);
	told->pairs[told->count++] = *pair;
}

static void read_places(struct trial *t, struct told *told, struct guard_pair pair, const char *at,
			const char *end)
{
	static const char begins[] = "\"message\": \"";
	while ((at = strstr(at, begins)) && at < end) {
		at += strlen(begins);
		if (sscanf(at, "'t%d_r%d'", &pair.below_text, &pair.below_rule) == 2)
			told_add(t, told, &pair);
	}
}

static void read_told(struct trial *t, struct told *told, const char *bytes)
{
	const char *at = bytes;
	while ((at = strstr(at, "\"code\": \"TOL0420\""))) {
		const char *message = strstr(at, "\"message\": \"");
		const char *end = strstr(at + 1, "\"code\": ");
		struct guard_pair pair;
		if (!message || !read_pair(&pair, message + strlen("\"message\": \"")))
			complain(t, "cannot be read", "");
		else
			read_places(t, told, pair, message, end ? end : at + strlen(at));
		at++;
	}
}

static bool is_told(const struct told *told, const struct guard_pair *wanted)
{
	for (int i = 0; i < told->count; i++)
		if (memcmp(&told->pairs[i], wanted, sizeof(*wanted)) == 0)
			return true;
	return false;
}

static void compare(struct trial *t, struct tol_answer *answer, const char *bytes)
{
	const struct tol_diagnostic *diagnostic;
	struct told told = {.count = 0};
	for (size_t i = 0; (diagnostic = tol_answer_diagnostic(answer, i)); i++)
		if (strcmp(tol_diagnostic_code(diagnostic), "TOL0414") == 0)
			complain(t, "not decided", tol_diagnostic_message(diagnostic));
	read_told(t, &told, bytes);
	for (int i = 0; i < t->expected.count; i++) {
		const struct guard_pair *pair = &t->expected.pairs[i];
		if (!is_told(&told, pair))
			complain_of(t, "crossed, and not told", pair);
	}
	t->crossed += t->expected.count;
}

/* -- the cases that are shown -- */

/* What is given as a bit each, and its value; both of what is not given are tried. */
static void read_facts(const char *from, const char *end, unsigned *given, unsigned *values)
{
	*given = *values = 0;
	for (int i = 0; i < GUARD_FACTS; i++) {
		char name[8];
		snprintf(name, sizeof(name), "\"f%d\"", i);
		const char *at = strstr(from, name);
		if (!at || at > end)
			continue;
		char first = strchr(at, ':')[2];
		*given |= (unsigned)(first != 'n') << i;
		*values |= (unsigned)(first == 't') << i;
	}
}

static void replay(struct trial *t, const struct guard_pair *pair, const char *witness)
{
	const char *conduct = strstr(witness, "\"conduct\": \""), *end = strchr(witness, '}');
	unsigned given, values;
	char day[11] = "";
	if (!conduct || !end) {
		complain(t, "no case", "");
		return;
	}
	memcpy(day, conduct + strlen("\"conduct\": \""), 10);
	read_facts(witness, end, &given, &values);
	for (unsigned facts = 0; facts < 1u << GUARD_FACTS; facts++)
		if ((facts & given) == values &&
		    !guard_shows(&t->world, pair, tol_date_parse(day) - guard_first_day(), facts))
			complain(t, "shows nothing", day);
}

static void replay_all(struct trial *t, const char *bytes)
{
	const char *at = bytes;
	while ((at = strstr(at, "\"code\": \"TOL0420\""))) {
		const char *message = strstr(at, "\"message\": \"");
		const char *witness = strstr(at, "\"witness\": ");
		struct guard_pair pair;
		if (!message || !witness || !read_pair(&pair, message + strlen("\"message\": \"")))
			complain(t, "cannot be read", "");
		else
			replay(t, &pair, witness);
		at++;
	}
}

/* -- asking -- */

static struct tol_session *open_session(const struct trial *t)
{
	struct tol_session_options options = TOL_SESSION_OPTIONS_INIT;
	struct tol_session *session;
	options.directory = t->directory;
	options.now = (int64_t)(guard_first_day() + t->world.today) * 86400;
	if (tol_session_new(&session, &options) != TOL_OK)
		die("session");
	return session;
}

static void ask(struct trial *t, const struct tol_text *texts, size_t count, const char *since)
{
	struct tol_check_options options = TOL_CHECK_OPTIONS_INIT;
	struct tol_session *session = open_session(t);
	struct tol_answer *answer;
	options.texts = texts;
	options.text_count = count;
	options.since = since;
	options.worktree = since != NULL;
	if (tol_check(&answer, session, &options) != TOL_OK) {
		complain(t, "check", tol_session_error(session));
	} else {
		const char *bytes;
		size_t length;
		if (tol_answer_render(&bytes, &length, answer, TOL_OUTPUT_JSON, NULL) != TOL_OK)
			die("render");
		compare(t, answer, bytes);
		replay_all(t, bytes);
	}
	tol_session_free(session);
}

/* -- texts alone -- */

static struct tol_text text_make(const struct trial *t, int number)
{
	struct tol_text text = {.path = number == GUARD_NONE ? "base.tol" : NULL};
	char *bytes = NULL, path[24];
	size_t length = 0;
	FILE *out = open_memstream(&bytes, &length);
	if (!out)
		die("memory");
	if (number == GUARD_NONE)
		guard_write_base(out);
	else
		guard_write_text(out, &t->world, number);
	fclose(out);
	if (!text.path) {
		snprintf(path, sizeof(path), "t%d.tol", number);
		text.path = strdup(path);
	}
	text.bytes = bytes;
	text.length = length;
	return text;
}

/* Of two texts of a list and a day only the later stands. */
static void leave_one(struct guard_world *world)
{
	for (int i = 0; i < world->text_count; i++)
		for (int k = i + 1; k < world->text_count; k++)
			if (!world->texts[k].deletes &&
			    world->texts[k].list == world->texts[i].list &&
			    world->texts[k].effective == world->texts[i].effective)
				world->texts[i].deletes = true;
}

static void try_texts(struct trial *t)
{
	struct tol_text texts[GUARD_TEXTS + 1];
	size_t count = 0;
	guard_random(&t->world, t->seed);
	leave_one(&t->world);
	guard_crossings(&t->expected, &t->world);
	texts[count++] = text_make(t, GUARD_NONE);
	for (int i = 0; i < t->world.text_count; i++)
		if (!t->world.texts[i].deletes)
			texts[count++] = text_make(t, i);
	ask(t, texts, count, NULL);
	for (size_t i = 0; i < count; i++) {
		free((char *)texts[i].bytes);
		if (i > 0)
			free((char *)texts[i].path);
	}
}

/* -- repositories -- */

static void commit(const struct trial *t, int count)
{
	char command[300];
	snprintf(command, sizeof(command),
		 "rm -rf %s && git -c init.defaultBranch=main init -q %s && "
		 "git -C %s fast-import --quiet",
		 t->directory, t->directory, t->directory);
	FILE *out = popen(command, "w");
	if (!out)
		die(command);
	guard_write_commits(out, &t->world, count);
	if (pclose(out) != 0)
		die(command);
	snprintf(command, sizeof(command), "git -C %s reset -q --hard", t->directory);
	run(command);
}

/* The last text stands in its file, and is not committed. */
static void leave_uncommitted(const struct trial *t, int number)
{
	const struct guard_text *text = &t->world.texts[number];
	char name[16], path[96];
	guard_path(name, text);
	snprintf(path, sizeof(path), "%s/%s", t->directory, name);
	if (text->deletes) {
		unlink(path);
		return;
	}
	FILE *out = fopen(path, "w");
	if (!out)
		die(path);
	guard_write_text(out, &t->world, number);
	fclose(out);
}

/* The first commit holds one list, in which nothing can be crossed: all is new since then. */
static void try_record(struct trial *t)
{
	char since[24];
	guard_random(&t->world, t->seed);
	guard_crossings(&t->expected, &t->world);
	int committed = t->world.text_count - (t->seed % 3 == 0);
	commit(t, committed);
	if (committed < t->world.text_count)
		leave_uncommitted(t, committed);
	snprintf(since, sizeof(since), "main~%d", committed - 1);
	ask(t, NULL, 0, NULL);
	ask(t, NULL, 0, since);
}

int main(int argc, char **argv)
{
	uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : tries(WORLDS);
	uint64_t first = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	struct trial *t = calloc(1, sizeof(*t));
	char clean[96];
	snprintf(t->directory, sizeof(t->directory), "/tmp/tolc-guard-%ld", (long)getpid());
	snprintf(clean, sizeof(clean), "mkdir -p %s", t->directory);
	run(clean);
	for (t->seed = first; t->seed < first + count && t->wrong < ENOUGH; t->seed++)
		try_texts(t);
	long alone = t->crossed;
	for (t->seed = first; t->seed < first + count && t->wrong < ENOUGH;
	     t->seed += RECORDED_ONE_IN)
		try_record(t);
	snprintf(clean, sizeof(clean), "rm -rf %s", t->directory);
	run(clean);
	printf("%" PRIu64 " worlds, %ld crossings in texts alone, %ld on record, %ld wrong\n",
	       count, alone, t->crossed - alone, t->wrong);
	long wrong = t->wrong;
	free(t);
	return wrong > 0 || alone == 0;
}
