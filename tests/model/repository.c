/*
 * The whole tool held to the model: random histories become real repositories, and libtolc is asked
 * of them as a reviewer would, with and without the index. Every answer must be the model's, and the
 * index must change no byte of any.
 *	model_repository [HISTORIES [FIRST_SEED]]
 */
#include "history_print.h"
#include "history_random.h"
#include "repository_text.h"
#include "shell.h"

#include "support/tries.h"
#include "tolc.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { QUESTIONS = 60, OID_TEXT = 41 };

struct trial {
	struct model_history history;
	char directory[64];
	char oids[MODEL_COMMITS][OID_TEXT];
	uint64_t seed;
};

/* Git prints the commits oldest first, in the order of the history. */
static void read_oids(struct trial *trial)
{
	char command[200];
	snprintf(command, sizeof(command), "git -C %s rev-list --first-parent --reverse main",
		 trial->directory);
	FILE *in = popen(command, "r");
	for (int i = 0; in && i < trial->history.count; i++) {
		if (fscanf(in, "%40s", trial->oids[i]) != 1)
			die(command);
	}
	if (!in || pclose(in) != 0)
		die(command);
}

static void build(struct trial *trial)
{
	char command[240];
	snprintf(command, sizeof(command),
		 "rm -rf %s && git -c init.defaultBranch=main init -q --bare %s", trial->directory,
		 trial->directory);
	run(command);
	snprintf(command, sizeof(command), "git -C %s fast-import --quiet", trial->directory);
	FILE *out = popen(command, "w");
	if (!out)
		die(command);
	history_write(out, &trial->history);
	if (pclose(out) != 0)
		die(command);
	read_oids(trial);
}

static struct tol_session *open_session(const struct trial *trial, unsigned flags)
{
	struct tol_session_options options = TOL_SESSION_OPTIONS_INIT;
	struct tol_session *session;
	options.directory = trial->directory;
	options.now = trial->history.now;
	options.flags = flags;
	if (tol_session_new(&session, &options) != 0)
		die("session");
	return session;
}

static struct tol_answer *ask(struct tol_session *session, const struct model_question *question)
{
	struct tol_record_options options = TOL_RECORD_OPTIONS_INIT;
	struct tol_answer *answer = NULL;
	options.at = question->day;
	options.known_at = question->known_at == MODEL_NO_TIME ? TOL_NO_TIME : question->known_at;
	if (tol_effective(&answer, session, &options) != 0)
		fprintf(stderr, "effective: %s\n", tol_session_error(session));
	return answer;
}

static const struct tol_list *find_list(const struct tol_answer *answer, int list)
{
	char name[16];
	const struct tol_list *found;
	snprintf(name, sizeof(name), "l%d", list);
	for (size_t i = 0; (found = tol_answer_list(answer, i)); i++) {
		if (strcmp(tol_list_name(found), name) == 0)
			return found;
	}
	return NULL;
}

static uint32_t rule_bits(const struct tol_list *list)
{
	uint32_t bits = 0;
	const struct tol_rule *rule;
	for (size_t i = 0; (rule = tol_list_rule(list, i)); i++) {
		if (tol_rule_id(rule)[0] == 'r')
			bits |= 1u << atoi(tol_rule_id(rule) + 1);
	}
	return bits;
}

static int commit_index(const struct trial *trial, const char *oid)
{
	for (int i = 0; oid && i < trial->history.count; i++) {
		if (strcmp(trial->oids[i], oid) == 0)
			return i;
	}
	return MODEL_NOWHERE;
}

/* Where the model is in no doubt the tool must say the same; where it is, the tool must say so, of the
 * list itself or, where commit dates leave it without any text, of the whole answer. */
static bool agrees(const struct trial *trial, const struct tol_answer *answer,
		   const struct tol_list *list, const struct model_answer *model)
{
	if (model->state == MODEL_GAP)
		return list == NULL;
	if (!list)
		return model->by_clock && !model->by_text && model->commit == MODEL_NOWHERE &&
		       tol_answer_diagnostic_count(answer) > 0;
	bool uncertain = tol_list_status(list) == TOL_LIST_UNCERTAIN;
	if (uncertain != (model->state == MODEL_UNCERTAIN))
		return false;
	if (uncertain)
		return true;
	const struct tol_window *window = tol_list_window(list, 0);
	return window && commit_index(trial, tol_window_commit(window)) == model->commit &&
	       rule_bits(list) == model->rules;
}

static void complain(const struct trial *trial, const struct model_question *question,
		     const struct tol_list *list, const struct model_answer *model)
{
	const struct tol_window *window = list ? tol_list_window(list, 0) : NULL;
	printf("seed %llu: list %d on day %d known at %lld\n", (unsigned long long)trial->seed,
	       question->list, question->day, (long long)question->known_at);
	printf("  model: state %d text %d clock %d commit %d rules %x\n", model->state,
	       model->by_text, model->by_clock, model->commit, (unsigned)model->rules);
	printf("  tolc:  %s commit %d rules %x\n",
	       !list ? "gap"
	       : tol_list_status(list) == TOL_LIST_UNCERTAIN ? "uncertain" : "in force",
	       window ? commit_index(trial, tol_window_commit(window)) : MODEL_NOWHERE,
	       list ? (unsigned)rule_bits(list) : 0);
}

static int compare_lists(const struct trial *trial, const struct tol_answer *answer,
			 struct model_question question)
{
	int wrong = 0;
	for (question.list = 0; question.list < HISTORY_LISTS; question.list++) {
		struct model_answer model = model_ask(&trial->history, &question);
		const struct tol_list *list = find_list(answer, question.list);
		if (agrees(trial, answer, list, &model))
			continue;
		if (wrong++ == 0)
			complain(trial, &question, list, &model);
	}
	return wrong;
}

static bool same_bytes(struct tol_answer *a, struct tol_answer *b)
{
	const char *bytes_a, *bytes_b;
	size_t length_a, length_b;
	for (int output = TOL_OUTPUT_HUMAN; output <= TOL_OUTPUT_JSONL; output++) {
		if (tol_answer_render(&bytes_a, &length_a, a, (enum tol_output)output, NULL) ||
		    tol_answer_render(&bytes_b, &length_b, b, (enum tol_output)output, NULL))
			return false;
		if (length_a != length_b || memcmp(bytes_a, bytes_b, length_a) != 0)
			return false;
	}
	return true;
}

static int ask_both(const struct trial *trial, struct tol_session *plain,
		    struct tol_session *cached, const struct model_question *question)
{
	struct tol_answer *a = ask(plain, question), *b = ask(cached, question);
	int wrong = 1;
	if (a && b) {
		wrong = compare_lists(trial, a, *question);
		if (!same_bytes(a, b)) {
			printf("seed %llu: the index changes the answer on day %d known at %lld\n",
			       (unsigned long long)trial->seed, question->day,
			       (long long)question->known_at);
			wrong++;
		}
	}
	tol_answer_free(a);
	tol_answer_free(b);
	return wrong;
}

static int same_records(struct tol_session *plain, struct tol_session *cached)
{
	struct tol_record_options options = TOL_RECORD_OPTIONS_INIT;
	struct tol_answer *a[2] = {NULL, NULL}, *b[2] = {NULL, NULL};
	int wrong = tol_timeline(&a[0], plain, &options) || tol_timeline(&b[0], cached, &options) ||
		    tol_doctor(&a[1], plain, &options) || tol_doctor(&b[1], cached, &options);
	for (int i = 0; i < 2 && !wrong; i++)
		wrong = !same_bytes(a[i], b[i]);
	for (int i = 0; i < 2; i++) {
		tol_answer_free(a[i]);
		tol_answer_free(b[i]);
	}
	return wrong;
}

static int try_seed(struct trial *trial)
{
	uint64_t state = trial->seed;
	int wrong = 0;
	history_random(&trial->history, trial->seed, 0);
	build(trial);
	struct tol_session *plain = open_session(trial, TOL_NO_CACHE);
	for (int pass = 0; pass < 2 && !wrong; pass++) {
		/* The first session writes the index, the second reads it. */
		struct tol_session *cached = open_session(trial, 0);
		for (int i = 0; i < QUESTIONS / 2 && !wrong; i++) {
			struct model_question question = question_random(&trial->history, &state);
			wrong = ask_both(trial, plain, cached, &question);
		}
		if (!wrong && same_records(plain, cached)) {
			printf("seed %llu: the index changes timeline or doctor\n",
			       (unsigned long long)trial->seed);
			wrong = 1;
		}
		tol_session_free(cached);
	}
	tol_session_free(plain);
	if (wrong && getenv("TOLC_VERBOSE"))
		history_print(stdout, &trial->history, HISTORY_DAY);
	return wrong;
}

int main(int argc, char **argv)
{
	uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : tries(40);
	uint64_t first = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	struct trial *trial = calloc(1, sizeof(*trial));
	uint64_t wrong = 0;
	char clean[96];
	snprintf(trial->directory, sizeof(trial->directory), "/tmp/tolc-model-%ld", (long)getpid());
	for (trial->seed = first; trial->seed < first + count && wrong < 10; trial->seed++)
		wrong += try_seed(trial) != 0;
	snprintf(clean, sizeof(clean), "rm -rf %s", trial->directory);
	run(clean);
	printf("%llu histories, %llu wrong\n", (unsigned long long)(trial->seed - first),
	       (unsigned long long)wrong);
	free(trial);
	return wrong ? 1 : 0;
}
