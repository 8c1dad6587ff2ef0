/* Questions about a case: the verdict, whether one still holds, and cases that expect one. */
#ifndef TOLC_VERDICT_H
#define TOLC_VERDICT_H

#include "session.h"

#ifdef __cplusplus
extern "C" {
#endif

struct tol_decide_options {
	size_t size;		 /* sizeof(struct tol_decide_options) */
	const char *case_name;	 /* a case block of the files as they stand; NULL: none */
	const char *subject;	 /* authority; NULL: as the case block says; so all that follows */
	int32_t conduct;	 /* its first day */
	int32_t conduct_to;	 /* its last day; TOL_NO_DATE: the same */
	int32_t accountable;	 /* when accountability started */
	const char *by;		 /* the organ that started it */
	int32_t decided;	 /* TOL_NO_DATE: not yet */
	int32_t closed;		 /* TOL_NO_DATE: not yet */
	const struct tol_text *facts; /* a JSON object of facts; NULL: none */
	const char *const *sets; /* facts, "NAME=VALUE", instead of what is said elsewhere */
	size_t set_count;
	int explain;		 /* 1: readers want the reasons too; other formats always hold them */
	int64_t known_at;	 /* as of tol_record_options */
	const char *revision;
	int worktree;
};

#define TOL_DECIDE_OPTIONS_INIT                                                                    \
	{                                                                                          \
		sizeof(struct tol_decide_options), NULL, NULL, TOL_NO_DATE, TOL_NO_DATE,           \
			TOL_NO_DATE, NULL, TOL_NO_DATE, TOL_NO_DATE, NULL, NULL, 0, 0,     \
			TOL_NO_TIME, NULL, 0                                               \
	}

/* The verdict on one case: which outcomes are possible, under which rules of which versions of which
 * lists, what facts would settle it and whose ruling it needs. Fails as tol_effective;
 * TOL_EUSAGE where the case lacks something or says what cannot be, TOL_ENOTFOUND where there is no
 * such case block. */
TOL_API int tol_decide(struct tol_answer **out, struct tol_session *session,
		       const struct tol_decide_options *options);

/* Whether an answer of tol_decide that was rendered as JSON still holds: its seal, the same question
 * asked again of the same record as of the same moment, held against it byte for byte, and the same
 * case on the record as it is now. tol_answer_differs tells whether any of it differs. Fails as
 * tol_decide; TOL_EUSAGE where the text is no such answer. */
TOL_API int tol_replay(struct tol_answer **out, struct tol_session *session,
		       const struct tol_text *text);

struct tol_test_options {
	size_t size; /* sizeof(struct tol_test_options) */
	const char *const *paths;
	size_t path_count;    /* 0: every case block of the tree */
	const char *revision; /* the record that leads there; NULL: HEAD, and on it the files as they
			       * stand, uncommitted changes included */
	int64_t known_at;     /* TOL_NO_TIME: all that is recorded */
	int coverage;	      /* 1: tell which versions, rules and exceptions the cases reached */
	int fail_under;	      /* percent of rules and exceptions that must be; -1: none */
};

#define TOL_TEST_OPTIONS_INIT                                                                      \
	{                                                                                          \
		sizeof(struct tol_test_options), NULL, 0, NULL, TOL_NO_TIME, 0, -1                 \
	}

/* Whether the lists say of each case block what it expects: tol_answer_differs tells whether any
 * failed, or too little was reached. Fails as tol_check and tol_effective. */
TOL_API int tol_test(struct tol_answer **out, struct tol_session *session,
		     const struct tol_test_options *options);

/* -- Walking a verdict (tol_decide); of other answers nothing -- */

enum tol_outcome { TOL_TOLERATED = 1, TOL_BARRED = 2, TOL_SILENT = 4, TOL_CONFLICT = 8 };

/* Those that are still possible, of enum tol_outcome; never none. */
TOL_API unsigned tol_verdict_outcomes(const struct tol_answer *answer);
/* 0 where not all completions could be gone through, so that an outcome may be named that cannot be. */
TOL_API int tol_verdict_is_exact(const struct tol_answer *answer);
TOL_API size_t tol_verdict_ruling_count(const struct tol_answer *answer);
TOL_API const char *tol_verdict_ruling_by(const struct tol_answer *answer, size_t index);
/* "version", "same_issuer", "same_level", "advisory", "undeclared" */
TOL_API const char *tol_verdict_ruling_why(const struct tol_answer *answer, size_t index);
/* 1 where no completion of the case does without a ruling. */
TOL_API int tol_verdict_ruling_is_certain(const struct tol_answer *answer);
/* What may be given where the case is tolerated: an effect in one strength, by one rule in one
 * version. Ordered by list and version. */
TOL_API size_t tol_verdict_effect_count(const struct tol_answer *answer);
/* "exempt", "no_accountability", "mitigate", "lenient", "no_negative_evaluation" */
TOL_API const char *tol_verdict_effect(const struct tol_answer *answer, size_t index);
/* "must", "may" */
TOL_API const char *tol_verdict_effect_strength(const struct tol_answer *answer, size_t index);
TOL_API const char *tol_verdict_effect_list(const struct tol_answer *answer, size_t index);
TOL_API const char *tol_verdict_effect_rule(const struct tol_answer *answer, size_t index);
/* The effective date of the version; TOL_NO_DATE past the last effect. */
TOL_API int32_t tol_verdict_effect_version(const struct tol_answer *answer, size_t index);
/* 1 where it is given in that strength whenever the case is tolerated, by some rule of whatever
 * version; 0: it is possible. */
TOL_API int tol_verdict_effect_is_certain(const struct tol_answer *answer, size_t index);
/* 0 where the search was given up: one that is called possible may be certain, or not be at all. */
TOL_API int tol_verdict_effects_are_exact(const struct tol_answer *answer);
/* 1 where another admissible version would give some case that is tolerated by either another
 * effect. */
TOL_API int tol_verdict_choice_changes_effects(const struct tol_answer *answer);
/* The minimal sets of facts that can settle it, and the facts in each. */
TOL_API size_t tol_verdict_needed_count(const struct tol_answer *answer);
TOL_API size_t tol_verdict_needed_size(const struct tol_answer *answer, size_t set);
TOL_API const char *tol_verdict_needed(const struct tol_answer *answer, size_t set, size_t index);
/* The fact that would tell most, by its name; NULL where nothing is left to ask. */
TOL_API const char *tol_verdict_question(const struct tol_answer *answer);
/* How its vocabulary asks for it; NULL: it does not say. */
TOL_API const char *tol_verdict_question_text(const struct tol_answer *answer);
/* "bool", "money", "count", "date", "one of", "set of" */
TOL_API const char *tol_verdict_question_type(const struct tol_answer *answer);
TOL_API size_t tol_verdict_question_choice_count(const struct tol_answer *answer);
TOL_API const char *tol_verdict_question_choice(const struct tol_answer *answer, size_t index);
/* What people call it; NULL: it has but that name. */
TOL_API const char *tol_verdict_question_choice_label(const struct tol_answer *answer, size_t index);

/* Why: a tree. Its roots are the ways in which the case can come out, one for each outcome. */
enum tol_reason_kind {
	TOL_REASON_WAY,	      /* name: outcome; below it what it supposes, lists, steps */
	TOL_REASON_SUPPOSED,  /* name: a fact that is not given; value: what it takes */
	TOL_REASON_LIST,      /* value: effective date of its version; below it scope, rules in force */
	TOL_REASON_SCOPE,     /* a condition */
	TOL_REASON_RULE,      /* value: its kind; below it its condition, exceptions */
	TOL_REASON_EXCEPTION, /* likewise */
	TOL_REASON_CONDITION, /* text: as written; name and value: of the fact, where it asks one */
	TOL_REASON_STEP	      /* name: principle; text: what it rests on; value: who must rule */
};

struct tol_reason;
TOL_API size_t tol_verdict_reason_count(const struct tol_answer *answer);
TOL_API const struct tol_reason *tol_verdict_reason(const struct tol_answer *answer, size_t index);
TOL_API size_t tol_reason_child_count(const struct tol_reason *reason);
TOL_API const struct tol_reason *tol_reason_child(const struct tol_reason *reason, size_t index);
TOL_API enum tol_reason_kind tol_reason_kind(const struct tol_reason *reason);
TOL_API const char *tol_reason_name(const struct tol_reason *reason);
TOL_API const char *tol_reason_title(const struct tol_reason *reason);
TOL_API const char *tol_reason_article(const struct tol_reason *reason);
TOL_API const char *tol_reason_text(const struct tol_reason *reason);
/* "true", "false", "unknown"; of a list its outcome, NULL where that is open; of a step "unknown"
 * where it is open what one of its lists says. */
TOL_API const char *tol_reason_is(const struct tol_reason *reason);
TOL_API const char *tol_reason_value(const struct tol_reason *reason);
/* Of a step: the list that goes before the other; of a list, 1 where the outcome rests on it. */
TOL_API const char *tol_reason_winner(const struct tol_reason *reason);
TOL_API const char *tol_reason_loser(const struct tol_reason *reason);
TOL_API int tol_reason_prevails(const struct tol_reason *reason);
/* Within the tree of its commit; NULL and 0: it stands nowhere. */
TOL_API const char *tol_reason_path(const struct tol_reason *reason);
TOL_API uint32_t tol_reason_line(const struct tol_reason *reason);

#ifdef __cplusplus
}
#endif

#endif
