/* Private to api/: which versions, rules and exceptions the cases of a test reached. */
#ifndef TOLC_API_COVERAGE_H
#define TOLC_API_COVERAGE_H

#include "api/decide/deciding.h"
#include "emit/answer_test.h"

/* How often each was reached; by text of the record. */
struct coverage_text {
	const struct ir_list *list;
	size_t taken;
	size_t *rules;
	size_t *excepts; /* in the order of the text */
};

struct coverage {
	struct deciding_record *record;
	VEC(struct coverage_text) texts;
};

void coverage_init(struct coverage *coverage, struct deciding_record *record);
void coverage_fini(struct coverage *coverage);
void coverage_count(struct coverage *coverage, const struct answer_decide *decide);
/* Of every version that was ever in force; fails where one of them cannot be read. */
int coverage_report(struct coverage *coverage, struct answer_test *out);

#endif
