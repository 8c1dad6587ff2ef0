/*
 * What steps rest on. The days of the editions of the Legislation Law are those of their coming
 * into force: 2000-07-01; by amendment 2015-03-15 and 2023-03-15. Each edition is asked on its
 * first day and on the last one before the next.
 */
#include "unit/decide/scene.h"

#include "base/value/date.h"
#include "unit/base/base.h"

#include <stdio.h>

struct citing {
	const char *day;
	enum decide_principle principle;
	const char *law; /* NULL: none */
	bool is_reported;
};

static const struct citing citings[] = {
	{"2000-06-30", PRINCIPLE_SUPERIOR, NULL, false},
	{"2000-07-01", PRINCIPLE_SUPERIOR, "立法法（2000）第78条至第80条", true},
	{"2015-03-14", PRINCIPLE_SUPERIOR, "立法法（2000）第78条至第80条", true},
	{"2015-03-15", PRINCIPLE_SUPERIOR, "立法法（2015）第87条至第89条", false},
	{"2023-03-14", PRINCIPLE_SUPERIOR, "立法法（2015）第87条至第89条", false},
	{"2023-03-15", PRINCIPLE_SUPERIOR, "立法法（2023）第98条至第100条", false},
	{"2014-01-01", PRINCIPLE_SUPERIOR_EFFECT, "立法法（2000）第78条至第80条", true},
	{"2014-01-01", PRINCIPLE_SPECIAL, "立法法（2000）第83条", true},
	{"2016-01-01", PRINCIPLE_SPECIAL, "立法法（2015）第92条", false},
	{"2024-01-01", PRINCIPLE_SPECIAL, "立法法（2023）第103条", false},
	{"2014-01-01", PRINCIPLE_LATER, "立法法（2000）第83条", true},
	{"2016-01-01", PRINCIPLE_LATER, "立法法（2015）第92条", false},
	{"2024-01-01", PRINCIPLE_LATER, "立法法（2023）第103条", false},
	{"2014-01-01", PRINCIPLE_OLD_KEPT, "立法法（2000）第84条", true},
	{"2016-01-01", PRINCIPLE_OLD_KEPT, "立法法（2015）第93条", false},
	{"2024-01-01", PRINCIPLE_NEW_LIGHTER, "立法法（2023）第104条", false},
	{"2016-01-01", PRINCIPLE_SPECIAL_OLDER, "立法法（2015）第94条、第95条", false},
	{"2024-01-01", PRINCIPLE_SPECIAL_OLDER, "立法法（2023）第105条、第106条", false},
	{"2014-01-01", PRINCIPLE_SAME_LEVEL, "立法法（2000）第86条", true},
	{"2016-01-01", PRINCIPLE_SAME_LEVEL, "立法法（2015）第95条", false},
	{"2024-01-01", PRINCIPLE_SAME_LEVEL, "立法法（2023）第106条", false},
	/* The ground is the list's own word, or there is none but the case itself. */
	{"2024-01-01", PRINCIPLE_OLD, NULL, false},
	{"2024-01-01", PRINCIPLE_NEW, NULL, false},
	{"2024-01-01", PRINCIPLE_CONTINUING_NEW, NULL, false},
	{"2024-01-01", PRINCIPLE_DELEGATED, NULL, false},
	{"2024-01-01", PRINCIPLE_SPECIAL_SAVED, NULL, false},
	{"2024-01-01", PRINCIPLE_SPECIAL_REPEALED, NULL, false},
	{"2024-01-01", PRINCIPLE_VERSION_OPEN, NULL, false},
	{"2024-01-01", PRINCIPLE_RED_LINE, NULL, false},
	{"2024-01-01", PRINCIPLE_UNDECLARED, NULL, false},
};

/* Two lists, the first in a version that is applied and another whose clauses choose. */
enum { APPLIED, CHOOSING, OTHER, TEXTS };

static const struct ir_list texts[TEXTS];
static const struct decide_state states[] = {{&texts[APPLIED], NULL}, {&texts[OTHER], NULL}};
static const struct decide_list lists[] = {
	{.clauses = &texts[CHOOSING]},
	{.clauses = &texts[OTHER]},
};
static uint32_t taken[] = {0, 1};
static const struct decide_scenario scenario = {.taken = taken};

static void ground_of(struct decide_ground *out, const char *day, enum decide_principle principle,
		      uint32_t loser)
{
	struct decide_case given = {
		.law_day = date_parse(str_from(day)), .states = states, .lists = lists};
	struct decide_step step = {.principle = principle, .winner = 0, .loser = loser};
	decide_ground(out, &given, &scenario, &step);
}

Test(citation, law_is_cited_by_the_edition_in_force)
{
	for (size_t i = 0; i < countof(citings); i++) {
		const struct citing *asked = &citings[i];
		struct decide_ground ground;
		char law[128] = "";
		ground_of(&ground, asked->day, asked->principle, 1);
		if (ground.law)
			snprintf(law, sizeof(law), "%s%s", ground.law, ground.articles);
		claim(strcmp(law, asked->law ? asked->law : "") == 0, "%s, %s: %s", asked->day,
		      decide_principle_name(asked->principle), law);
		claim(ground.is_reported == asked->is_reported, "%s, %s: reported", asked->day,
		      decide_principle_name(asked->principle));
	}
}

struct owning {
	enum decide_principle principle;
	enum decide_clause clause;
	int text; /* -1: rests on no clause */
	uint32_t loser;
};

static const struct owning ownings[] = {
	{PRINCIPLE_OLD, DECIDE_CLAUSE_TRANSITION, CHOOSING, NO_LIST},
	{PRINCIPLE_NEW, DECIDE_CLAUSE_TRANSITION, CHOOSING, NO_LIST},
	{PRINCIPLE_OLD_KEPT, DECIDE_CLAUSE_TRANSITION, CHOOSING, NO_LIST},
	{PRINCIPLE_NEW_LIGHTER, DECIDE_CLAUSE_TRANSITION, CHOOSING, NO_LIST},
	{PRINCIPLE_CONTINUING_NEW, DECIDE_CLAUSE_CONTINUING, CHOOSING, NO_LIST},
	/* The superior that loses says that it leaves the word to others. */
	{PRINCIPLE_DELEGATED, DECIDE_CLAUSE_DELEGATES, OTHER, 1},
	/* The newer, general one loses because it saves the other; or it wins by repealing it. */
	{PRINCIPLE_SPECIAL_SAVED, DECIDE_CLAUSE_SAVES, OTHER, 1},
	{PRINCIPLE_SPECIAL_REPEALED, DECIDE_CLAUSE_REPEALS, APPLIED, 1},
	/* Bound by a list of its own, or because it stands below: the second rests on no clause. */
	{PRINCIPLE_BINDING, DECIDE_CLAUSE_RECOGNITION, APPLIED, 1},
	{PRINCIPLE_BINDING, DECIDE_CLAUSE_NONE, -1, NO_LIST},
	{PRINCIPLE_ADVISORY, DECIDE_CLAUSE_RECOGNITION, APPLIED, NO_LIST},
	{PRINCIPLE_UNDECLARED, DECIDE_CLAUSE_NONE, -1, NO_LIST},
	{PRINCIPLE_SUPERIOR, DECIDE_CLAUSE_NONE, -1, 1},
	{PRINCIPLE_SPECIAL, DECIDE_CLAUSE_NONE, -1, 1},
	{PRINCIPLE_LATER, DECIDE_CLAUSE_NONE, -1, 1},
};

Test(citation, a_clause_is_that_of_the_list_that_says_it)
{
	for (size_t i = 0; i < countof(ownings); i++) {
		const struct owning *asked = &ownings[i];
		const struct ir_list *text = asked->text < 0 ? NULL : &texts[asked->text];
		struct decide_ground ground;
		ground_of(&ground, "2024-01-01", asked->principle, asked->loser);
		claim(ground.clause == asked->clause && ground.text == text, "%s: clause %d",
		      decide_principle_name(asked->principle), ground.clause);
	}
}
