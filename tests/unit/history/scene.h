/*
 * A history told in a few lines: commits on days, texts that go on record, and what the compiler
 * answers. A text is known by its label, which is its title: "V1". Everything dies with the scene.
 */
#ifndef TOLC_TESTS_SCENE_H
#define TOLC_TESTS_SCENE_H

#include "history/record/clock.h"
#include "history/record/finding.h"
#include "history/record/inforce.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

/* Ends the test where it does not hold. */
#define claim(condition, ...)                                                                      \
	do {                                                                                       \
		if (!(condition))                                                                  \
			cr_fatal(__VA_ARGS__);                                                     \
	} while (0)

struct scene_list {
	struct str name;
	VEC(struct observation) observations;
	struct list_entries entries;
	struct record record;
	struct timeline timeline;
	struct rule_repeals rules;
};

struct scene {
	struct mem mem;
	struct arena arena;
	struct names names;
	struct str *name_texts; /* by number */
	VEC(struct recorded_commit) chain;
	VEC(struct text *) texts;
	VEC(struct scene_list) lists;
	struct repeals repeals;
	struct finding_list findings;
};

void scene_init(struct scene *scene);
void scene_fini(struct scene *scene);

/* ---- telling ---- */

/* A commit at noon, UTC. What follows is observed in it. */
void scene_commit(struct scene *scene, const char *day);
/* A new text is observed, issued by "central"; more may be said of it afterwards. effective NULL:
 * pending. Borrowed from the scene. */
struct text *scene_text(struct scene *scene, const char *list, const char *label,
			const char *promulgated, const char *effective);
/* Likewise one that says what another says, for changing one thing. */
struct text *scene_copy(struct scene *scene, const struct text *text, const char *label);
/* The same text is observed once more, is gone, or meets another of its date. */
void scene_again(struct scene *scene, const struct text *text);
void scene_gone(struct scene *scene, const struct text *text);
void scene_same_date(struct scene *scene, const struct text *text);
/* effective NULL: not legible. */
void scene_unreadable(struct scene *scene, const char *list, const char *effective);

void text_expires(struct text *text, const char *day);
void text_withdraws(struct text *text, const char *day);
void text_reinstates(struct text *text, const char *day);
void text_corrects(struct text *text, const char *what);
/* rule "": the whole list */
void text_repeals(struct text *text, const char *list, const char *rule, const char *from);
/* Authorities from the issuer upwards, separated by blanks. */
void text_issuers(struct text *text, const char *issuers);
/* formerly NULL: always had this name; dates may be NULL. */
void text_rule(struct text *text, const char *id, const char *formerly, const char *effective,
	       const char *expires);

/* V1 of 2018 and V2, promulgated in 2020 for 2021, each recorded in time. */
struct two {
	struct text *v1;
	struct text *v2;
};

struct two scene_two(struct scene *scene);

/* ---- asking ---- */

/* known_at NULL: all that is on record. Findings begin anew. */
void scene_resolve(struct scene *scene, const char *known_at);
struct scene_list *scene_list(struct scene *scene, const char *list);
const struct text *scene_text_of(const struct scene_list *list, uint32_t entry);
/* The label, "gap", "none" before the first version, with "?" behind it where uncertain. */
const char *scene_at(struct scene *scene, const char *list, const char *day);
/* Rules in force on a day, in the order of the text, separated by blanks. */
const char *scene_rules(struct scene *scene, const char *list, const char *day);
/* "V1 2018-02-09..2021-03-01 next V2; gap …": what ended it stands behind, `repeal LIST V3`. */
const char *scene_windows(struct scene *scene, const char *list);
/* The same of the side windows of one state, with what caused them: "(V2)". */
const char *scene_sides(struct scene *scene, const char *list, enum window_state state);
/* Codes of all findings in their order, without what is common: "01 05". */
const char *scene_findings(struct scene *scene);
/* The message of the only finding, and its hint. */
const char *scene_message(struct scene *scene, enum language language);
const char *scene_hint(struct scene *scene, enum language language);

/* Compares two strings, with both in the message. */
void claim_equal(const char *got, const char *wanted);

#endif
