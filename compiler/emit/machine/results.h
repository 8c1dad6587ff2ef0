/* Results of answers as JSON: how many there are, and one of them as an object. */
#ifndef TOLC_EMIT_RESULTS_H
#define TOLC_EMIT_RESULTS_H

#include "emit/machine/json.h"
#include "emit/writer.h"

size_t no_results(const struct answer *answer);
size_t one_result(const struct answer *answer);
size_t list_results(const struct answer *answer);
size_t finding_results(const struct answer *answer);
size_t due_results(const struct answer *answer);
size_t test_results(const struct answer *answer);
size_t diff_results(const struct answer *answer);
size_t file_results(const struct answer *answer);

/* Of diff, beside its results. */
void diff_uncertain(struct json *json, const struct answer *answer);
void diff_questions(struct json *json, const struct answer *answer, enum language language);
/* What is in a window and where it stands. */
void json_version(struct json *json, const char *key, const struct answer_window *window);

#define RESULT(name)                                                                               \
	void name(struct json *json, struct answer *answer, size_t index, enum language language)

RESULT(effective_result);
RESULT(timeline_result);
RESULT(finding_result);
RESULT(deadline_result);
RESULT(file_result);
RESULT(decide_result);
RESULT(replay_result);
RESULT(diff_result);
RESULT(test_result);
RESULT(dump_result);
RESULT(page_result);
RESULT(rule_result);

#endif
