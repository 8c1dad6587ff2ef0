/*
 * Every cell of transition × clause for continuing conduct × pair of outcomes × recognition, the
 * expected values worked out by hand from the meaning and written down as tables.
 *
 * A list has an old version, which bars or tolerates by old_bar and old_tol, and a new one, which does
 * by new_bar and new_tol; so three outcomes each, T (tolerated), S (silent), B (barred), are set by
 * four facts. In every table a row is the old outcome, a column the new one, both in the order T S B.
 *   T S B   one outcome
 *   t s b   not used
 *   1       conflict of T and S: no clause settles which version applies, and they differ
 *   2       conflict of T and B
 *   3       conflict of S and B
 */
#include "unit/decide/scene.h"

#include "unit/base/base.h"

#include <stdio.h>

static const char vocabulary[] =
	"tol 1\n"
	"vocabulary v { fact old_tol : bool fact old_bar : bool fact new_tol : bool "
	"fact new_bar : bool fact up_tol : bool fact up_bar : bool fact up_red : bool }\n"
	"authority central \"c\" level central\n"
	"authority city \"s\" under central level city\n"
	"authority county \"x\" under city level county\n";

enum { T, S, B, OUTCOMES };

static void set_outcome(struct scene *scene, const char *tolerates, const char *bars, int outcome)
{
	scene_yes(scene, tolerates, outcome == T);
	scene_yes(scene, bars, outcome == B);
}

static uint8_t outcomes_of(char cell)
{
	static const struct {
		char cell;
		uint8_t outcomes;
	} rows[] = {
		{'T', 1 << DECIDE_TOLERATED},
		{'S', 1 << DECIDE_SILENT},
		{'B', 1 << DECIDE_BARRED},
		{'1', 1 << DECIDE_CONFLICT | 1 << DECIDE_TOLERATED | 1 << DECIDE_SILENT},
		{'2', 1 << DECIDE_CONFLICT | 1 << DECIDE_TOLERATED | 1 << DECIDE_BARRED},
		{'3', 1 << DECIDE_CONFLICT | 1 << DECIDE_SILENT | 1 << DECIDE_BARRED},
	};
	for (size_t i = 0; i < countof(rows); i++)
		if (rows[i].cell == cell)
			return rows[i].outcomes;
	return 0;
}

/* Why a cell is what it is, row by row. */
struct transition_row {
	const char *clause;
	const char *table[OUTCOMES]; /* by old outcome: a column for each new one */
	const char *because;
};

static const struct transition_row transitions[] = {
	{"transition old", {"TTT", "SSS", "BBB"}, "the old version applies whatever the new one says"},
	{"transition new", {"TSB", "TSB", "TSB"}, "the new version applies whatever the old one said"},
	{"transition old_unless_lighter",
	 {"TTT", "TSS", "TSB"},
	 "tolerated is lighter than silent, silent than barred: the new one is taken only where lighter"},
	{"", {"T12", "1S3", "23B"}, "no clause: both are admissible; where they differ the issuer rules"},
};

static const struct transition_row decided[] = {
	/* With `as of decision` the caller hands in the version of the day of the decision as the newer
	 * one; the clause says the same of it. */
	{"transition old_unless_lighter as of decision",
	 {"TTT", "TSS", "TSB"},
	 "compared with the version at the decision"},
	{"transition new as of decision", {"TSB", "TSB", "TSB"}, "the version at the decision"},
	{"transition old as of decision", {"TTT", "SSS", "BBB"}, "the old version"},
};

static void write_text(char *out, size_t size, const char *clause, const char *recognition,
		       const char *more)
{
	snprintf(out, size,
		 "%s"
		 "list county.list { issuer county promulgated 2018-01-01 effective 2018-01-01\n"
		 "  tolerate t { when old_tol } bar b { when old_bar } }\n"
		 "list county.list { issuer county promulgated 2020-01-01 effective 2020-01-01 %s %s\n"
		 "  tolerate t { when new_tol } bar b { when new_bar } }\n"
		 "%s",
		 vocabulary, clause, recognition, more);
}

static bool has_conflict(const struct scene *scene)
{
	return scene->verdict.outcomes >> DECIDE_CONFLICT & 1;
}

static void check_table(struct scene *scene, const struct transition_row *row)
{
	for (int old = 0; old < OUTCOMES; old++)
		for (int newer = 0; newer < OUTCOMES; newer++) {
			set_outcome(scene, "old_tol", "old_bar", old);
			set_outcome(scene, "new_tol", "new_bar", newer);
			scene_run(scene);
			expect(scene->verdict.outcomes ==
				       outcomes_of(row->table[old][newer]),
				  "%s, old %c, new %c: %s", row->clause, "TSB"[old], "TSB"[newer],
				  row->because);
			expect(scene->verdict.is_exact, "%s: not exact", row->clause);
			expect(scene->verdict.ruling_count == has_conflict(scene), "%s: a ruling where norms clash",
			       row->clause);
		}
}

static void check_transition(const struct transition_row *row)
{
	char text[4096];
	struct scene scene;
	write_text(text, sizeof(text), row->clause, "", "");
	scene_init(&scene, text, "county", "county");
	scene_list(&scene, 0, 0, 1);
	check_table(&scene, row);
	scene_fini(&scene);
}

Test(decide_matrix, every_transition_with_every_pair_of_outcomes)
{
	for (size_t i = 0; i < countof(transitions); i++)
		check_transition(&transitions[i]);
	for (size_t i = 0; i < countof(decided); i++)
		check_transition(&decided[i]);
}

/* The list begins with the new version: the old outcome is silent, whatever the facts of the old say. */
Test(decide_matrix, before_its_first_version_a_list_is_silent)
{
	static const char *const rows[] = {"SSS", "TSB", "TSS", "1S3"};
	for (size_t i = 0; i < countof(transitions); i++) {
		char text[4096];
		struct scene scene;
		write_text(text, sizeof(text), transitions[i].clause, "", "");
		scene_init(&scene, text, "county", "county");
		scene_list(&scene, -1, -1, 1);
		for (int newer = 0; newer < OUTCOMES; newer++) {
			set_outcome(&scene, "new_tol", "new_bar", newer);
			set_outcome(&scene, "old_tol", "old_bar", B);
			scene_run(&scene);
			expect(scene.verdict.outcomes == outcomes_of(rows[i][newer]),
				  "%s, new %c", transitions[i].clause, "TSB"[newer]);
		}
		scene_fini(&scene);
	}
}

/* The list has ended: the new outcome is silent, and the clause of its last version decides. */
Test(decide_matrix, where_a_list_has_ended_its_last_clause_decides)
{
	/* by old outcome; old, new, old_unless_lighter (barred gives way to silent), none */
	static const char *const rows[] = {"TSB", "SSS", "TSS", "1S3"};
	for (size_t i = 0; i < countof(transitions); i++) {
		char text[4096];
		struct scene scene;
		write_text(text, sizeof(text), transitions[i].clause, "", "");
		scene_init(&scene, text, "county", "county");
		/* The version with the clause stands first in place and last in time. */
		scene_list(&scene, 1, 1, -1);
		for (int old = 0; old < OUTCOMES; old++) {
			set_outcome(&scene, "new_tol", "new_bar", old);
			set_outcome(&scene, "old_tol", "old_bar", S);
			scene_run(&scene);
			expect(scene.verdict.outcomes == outcomes_of(rows[i][old]),
				  "%s, old %c", transitions[i].clause, "TSB"[old]);
		}
		scene_fini(&scene);
	}
}

/* Conduct that spans the change: the first day is under the old version, the last one, and
 * accountability, under the new one. */
struct continuing_row {
	const char *continuing;
	const char *transition;
	const char *table[OUTCOMES];
	const char *because;
};

static const struct continuing_row continuing_rows[] = {
	{"continuing new", "transition old", {"TSB", "TSB", "TSB"},
	 "the version of the last day for the whole, compared with nothing"},
	{"continuing new", "transition new", {"TSB", "TSB", "TSB"}, "likewise"},
	{"continuing new", "transition old_unless_lighter", {"TSB", "TSB", "TSB"}, "likewise"},
	{"continuing new", "", {"TSB", "TSB", "TSB"}, "likewise"},
	{"continuing old", "transition old", {"TTT", "SSS", "BBB"}, "the version of the first day"},
	{"continuing old", "transition new", {"TSB", "TSB", "TSB"},
	 "the version of the first day, then the transition, which takes the new one"},
	{"continuing old", "transition old_unless_lighter", {"TTT", "TSS", "TSB"},
	 "the version of the first day, unless the new one is lighter"},
	{"continuing old", "", {"T12", "1S3", "23B"}, "first day's or new: nothing settles it"},
	{"", "transition old", {"T12", "1S3", "23B"},
	 "old is the version of the first day or of the last: nothing settles it"},
	{"", "transition new", {"TSB", "TSB", "TSB"}, "the new one either way"},
	{"", "transition old_unless_lighter", {"T12", "TS3", "TSB"},
	 "from the first day's: lighter of both; from the last day's: the new one itself"},
	{"", "", {"T12", "1S3", "23B"}, "nothing settles it"},
};

Test(decide_matrix, conduct_that_spans_the_change)
{
	for (size_t i = 0; i < countof(continuing_rows); i++) {
		const struct continuing_row *row = &continuing_rows[i];
		char text[4096], clauses[256];
		struct scene scene;
		snprintf(clauses, sizeof(clauses), "%s %s", row->transition, row->continuing);
		write_text(text, sizeof(text), clauses, "", "");
		scene_init(&scene, text, "county", "county");
		scene_list(&scene, 0, 1, 1);
		struct transition_row table = {clauses,
					       {row->table[0], row->table[1], row->table[2]},
					       row->because};
		check_table(&scene, &table);
		scene_fini(&scene);
	}
}

/* -- recognition: asked of the version that prevailed, wherever the organ stands -- */

struct recognition_row {
	const char *organ;
	const char *own;      /* what the list says */
	const char *superior; /* what a list of the city says */
	int why;	      /* -1: no ruling is needed */
	const char *because;
};

static const struct recognition_row recognition_rows[] = {
	{"county", "", "", -1, "its own issuer is bound without saying so"},
	{"city", "", "", WHY_UNDECLARED, "nobody said so"},
	{"city", "recognition { advisory before city }", "", WHY_ADVISORY, "advice, and no more"},
	{"city", "recognition { binding before city }", "", WHY_ADVISORY,
	 "a lower list cannot bind a superior: read as advice"},
	{"city", "recognition { binding before city for county.list }", "", WHY_ADVISORY,
	 "nor where it names itself"},
	{"city", "recognition { binding before city for county }", "", WHY_ADVISORY,
	 "nor where it names its issuer"},
	{"city", "", "recognition { binding before city for county.list }", -1,
	 "the superior binds itself, by the list"},
	{"city", "", "recognition { binding before city for county }", -1,
	 "the superior binds itself, by the authority"},
	{"city", "", "recognition { binding before central for county }", WHY_UNDECLARED,
	 "another organ is bound"},
	{"central", "", "recognition { binding before central for county }", WHY_UNDECLARED,
	 "the city cannot bind what is above it"},
};

static void check_recognition(const struct recognition_row *row, const struct transition_row *clause)
{
	char text[4096], superior[512];
	struct scene scene;
	snprintf(superior, sizeof(superior),
		 "list city.list { issuer city promulgated 2018-01-01 effective 2018-01-01 %s\n"
		 "  tolerate t { when up_tol } bar b { when up_bar } }\n",
		 row->superior);
	write_text(text, sizeof(text), clause->clause, row->own, superior);
	scene_init(&scene, text, "county", row->organ);
	scene_list(&scene, 2, 2, 2);
	scene_list(&scene, 1, 1, 1);
	set_outcome(&scene, "up_tol", "up_bar", S);
	for (int newer = 0; newer < OUTCOMES; newer++) {
		set_outcome(&scene, "new_tol", "new_bar", newer);
		set_outcome(&scene, "old_tol", "old_bar", S);
		scene_run(&scene);
		bool rules = newer == T && row->why >= 0;
		expect(scene.verdict.outcomes == outcomes_of("TSB"[newer]), "%s", row->because);
		expect(scene.verdict.ruling_count == rules, "%s, organ %s: %s",
			  row->own, row->organ, row->because);
		if (rules)
			expect((int)scene.verdict.rulings[0].why == row->why, "%s",
				  row->because);
	}
	scene_fini(&scene);
}

Test(decide_matrix, recognition_under_every_transition)
{
	for (size_t i = 0; i < countof(recognition_rows); i++)
		for (size_t k = 0; k < countof(transitions); k++)
			check_recognition(&recognition_rows[i], &transitions[k]);
}

/* No clause, and each version tolerates: the old one says nothing of the city, the new one advises.
 * Each is told with the version that leads to it. */
Test(decide_matrix, each_version_tells_why_the_organ_must_rule)
{
	char text[4096];
	struct scene scene;
	write_text(text, sizeof(text), "", "recognition { advisory before city }", "");
	scene_init(&scene, text, "county", "city");
	scene_list(&scene, 0, 0, 1);
	set_outcome(&scene, "old_tol", "old_bar", T);
	set_outcome(&scene, "new_tol", "new_bar", T);
	scene_run(&scene);
	const struct decide_verdict *verdict = &scene.verdict;
	expect(verdict->outcomes == outcomes_of('T') && verdict->ruling_certain, "tolerated");
	expect(verdict->ruling_count == 2, "rulings: %zu", verdict->ruling_count);
	expect(verdict->scenario_count == 2, "scenarios: %zu", verdict->scenario_count);
	if (verdict->ruling_count == 2)
		expect(verdict->rulings[0].why == WHY_ADVISORY &&
			       verdict->rulings[1].why == WHY_UNDECLARED,
		       "advice, and nothing");
	if (verdict->scenario_count == 2)
		expect(verdict->scenarios[0].taken[0] == 1 && verdict->scenarios[1].taken[0] == 0,
		       "advice in the new one, nothing in the old");
	scene_fini(&scene);
}

/* -- rank: rows the city's outcome, columns the county's -- */

struct rank_row {
	const char *city; /* what the city's list says beside its rules */
	const char *table[OUTCOMES];
	const char *because;
};

static const struct rank_row rank_rows[] = {
	{"", {"TTT", "TSB", "BBB"}, "what the superior says prevails; silent yields"},
	{"delegates to county", {"TTB", "TSB", "TBB"},
	 "the word is left to the county; where it is silent the city's stands"},
	{"delegates to city", {"TTT", "TSB", "BBB"}, "the word was left to others"},
};

Test(decide_matrix, rank_and_delegation)
{
	for (size_t i = 0; i < countof(rank_rows); i++) {
		char text[4096], city[512];
		struct scene scene;
		snprintf(city, sizeof(city),
			 "list city.list { issuer city promulgated 2018-01-01 effective 2018-01-01 %s\n"
			 "  tolerate t { when up_tol } bar b { when up_bar }\n"
			 "  bar redline r { when up_red } }\n",
			 rank_rows[i].city);
		write_text(text, sizeof(text), "transition new", "", city);
		scene_init(&scene, text, "county", "county");
		scene_list(&scene, 2, 2, 2);
		scene_list(&scene, 1, 1, 1);
		set_outcome(&scene, "old_tol", "old_bar", S);
		for (int up = 0; up < OUTCOMES; up++)
			for (int down = 0; down < OUTCOMES; down++) {
				scene_yes(&scene, "up_red", false);
				set_outcome(&scene, "up_tol", "up_bar", up);
				set_outcome(&scene, "new_tol", "new_bar", down);
				scene_run(&scene);
				expect(scene.verdict.outcomes ==
					       outcomes_of(rank_rows[i].table[up][down]),
					  "%s, city %c, county %c: %s", rank_rows[i].city,
					  "TSB"[up], "TSB"[down], rank_rows[i].because);
				/* A superior red line is final, delegation or not. */
				scene_yes(&scene, "up_red", true);
				scene_run(&scene);
				expect(scene.verdict.outcomes == outcomes_of('B'), "a red line");
			}
		scene_fini(&scene);
	}
}
