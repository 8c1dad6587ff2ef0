/*
 * Asks the library. As long as its header has no tol_decide there is nobody to ask.
 */
#include "verdict_ask.h"

#include "verdict_text.h"

#include "tolc.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifndef TOL_DECIDE_OPTIONS_INIT

enum verdict_asking verdict_ask(struct verdict_answer *out, const struct verdict_world *world,
				const char *folder)
{
	(void)out;
	(void)world;
	(void)folder;
	return VERDICT_NOBODY_TO_ASK;
}

#else

/* What an earlier world left there has other names, so that nothing of it may stay. */
static bool folder_clear(const char *folder)
{
	DIR *texts = opendir(folder);
	bool cleared = texts != NULL;
	for (struct dirent *text = texts ? readdir(texts) : NULL; text; text = readdir(texts)) {
		if (text->d_name[0] != '.')
			cleared &= unlinkat(dirfd(texts), text->d_name, 0) == 0;
	}
	if (texts)
		closedir(texts);
	return cleared;
}

static FILE *text_open(const char *folder, const char *name)
{
	char path[200];
	snprintf(path, sizeof(path), "%s/%s.tol", folder, name);
	return fopen(path, "w");
}

static bool texts_write(const struct verdict_world *world, const char *folder)
{
	FILE *out = folder_clear(folder) ? text_open(folder, "world") : NULL;
	if (!out)
		return false;
	verdict_type_world(out, world);
	fclose(out);
	for (int i = 0; i < world->list_count; i++) {
		for (int j = 0; j < world->lists[i].count; j++) {
			char name[32];
			snprintf(name, sizeof(name), "l%d_%d", i, j);
			out = text_open(folder, name);
			if (!out)
				return false;
			verdict_type_version(out, world, i, j);
			fclose(out);
		}
	}
	return true;
}

static int32_t day_of(int day)
{
	return day == VERDICT_NO_DAY ? TOL_NO_DATE : day;
}

static struct tol_answer *question_ask(struct tol_session *session,
				       const struct verdict_world *world)
{
	const struct verdict_case *matter = &world->matter;
	struct tol_decide_options options = TOL_DECIDE_OPTIONS_INIT;
	struct tol_answer *answer = NULL;
	char facts[512], subject[16], by[16];
	FILE *out = fmemopen(facts, sizeof(facts), "w");
	verdict_type_facts(out, world);
	fclose(out);
	struct tol_text text = {"facts.json", facts, strlen(facts)};
	snprintf(subject, sizeof(subject), "a%d", matter->subject);
	snprintf(by, sizeof(by), "a%d", matter->organ);
	options.subject = subject;
	options.by = by;
	options.conduct = matter->conduct_first;
	options.conduct_to = matter->conduct_last;
	options.accountable = matter->accountable;
	options.decided = day_of(matter->decided);
	options.closed = day_of(matter->closed);
	options.facts = &text;
	if (tol_decide(&answer, session, &options) != 0)
		printf("decide: %s\n", tol_session_error(session));
	return answer;
}

enum verdict_asking verdict_ask(struct verdict_answer *out, const struct verdict_world *world,
				const char *folder)
{
	struct tol_session_options options = TOL_SESSION_OPTIONS_INIT;
	struct tol_session *session = NULL;
	enum verdict_asking result = VERDICT_FAILED;
	options.directory = folder;
	options.now = (int64_t)world->today * 86400;
	if (!texts_write(world, folder) || tol_session_new(&session, &options) != 0)
		return VERDICT_FAILED;
	struct tol_answer *answer = question_ask(session, world);
	const char *json;
	size_t length;
	if (answer && tol_answer_render(&json, &length, answer, TOL_OUTPUT_JSON, NULL) == 0) {
		if (verdict_read(out, json))
			result = VERDICT_ASKED;
		else
			printf("%s\n", json);
	}
	tol_answer_free(answer);
	tol_session_free(session);
	return result;
}

#endif
