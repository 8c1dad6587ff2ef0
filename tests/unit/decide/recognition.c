/*
 * Recognition in every cell of level × clause × pair of outcomes: it is asked of the version that
 * prevailed, and only where that tolerates. Which version prevails, and what then binds the organ,
 * was worked out by hand.
 *
 * The list has an old version without recognition and a new one with it; each tolerates (T), is
 * silent (S) or bars (B). In every table a row is the old outcome, a column the new one, both in
 * this order: o   the old version is taken n   the new one
 */
#include "unit/decide/scene.h"

#include "unit/base/base.h"

enum { T, S, B, OUTCOMES };

struct clause_row {
	const char *clauses;
	bool spans; /* the conduct does: its last day is under the new version */
	const char *taken[OUTCOMES];
	const char *because;
};

/* Clauses that settle which version is taken. */
static const struct clause_row clause_rows[] = {
	{"transition old", false, {"ooo", "ooo", "ooo"}, "the old one, whatever the new one says"},
	{"transition new", false, {"nnn", "nnn", "nnn"}, "the new one, whatever the old one said"},
	{"transition old_unless_lighter",
	 false,
	 {"ooo", "noo", "nno"},
	 "tolerated is lighter than silent, silent than barred; the same is not lighter"},
	{"transition old as of decision", false, {"ooo", "ooo", "ooo"}, "as without it"},
	{"transition new as of decision", false, {"nnn", "nnn", "nnn"}, "as without it"},
	{"transition old_unless_lighter as of decision", false, {"ooo", "noo", "nno"}, "likewise"},
	{"transition old continuing new",
	 true,
	 {"nnn", "nnn", "nnn"},
	 "that of the last day for the whole, compared with nothing"},
	{"transition new continuing new", true, {"nnn", "nnn", "nnn"}, "likewise"},
	{"transition old_unless_lighter continuing new", true, {"nnn", "nnn", "nnn"}, "likewise"},
	{"continuing new", true, {"nnn", "nnn", "nnn"}, "likewise"},
	{"transition old continuing old", true, {"ooo", "ooo", "ooo"}, "that of the first day"},
	{"transition new continuing old",
	 true,
	 {"nnn", "nnn", "nnn"},
	 "that of the first day, then the transition, which takes the new one"},
	{"transition old_unless_lighter continuing old",
	 true,
	 {"ooo", "noo", "nno"},
	 "that of the first day, unless the new one is lighter"},
	{"transition new", true, {"nnn", "nnn", "nnn"}, "the new one either way"},
};

/* {0} is the issuer of the list, {1} the authority above it. */
struct recognition_row {
	int organ;	   /* 0 or 1 of these */
	const char *own;   /* what the new version says */
	const char *above; /* what a list of the authority above says */
	int old;   /* why the organ must rule where the old version tolerates; -1: it need not */
	int newer; /* the same of the new one */
	const char *because;
};

static const struct recognition_row recognition_rows[] = {
	{0, "", "", -1, -1, "its own issuer is bound without saying so"},
	{0, "recognition { advisory before {0} }", "", -1, -1, "advice takes nothing from that"},
	{1, "", "", WHY_UNDECLARED, WHY_UNDECLARED, "nobody said so"},
	{1, "recognition { advisory before {1} }", "", WHY_UNDECLARED, WHY_ADVISORY,
	 "the old version does not say what the new one does"},
	{1, "recognition { binding before {1} }", "", WHY_UNDECLARED, WHY_ADVISORY,
	 "a lower list cannot bind a superior: read as advice, in the version that says it"},
	{1, "", "recognition { binding before {1} for {0}.list }", -1, -1,
	 "the superior binds itself, by the list, whichever version of it"},
	{1, "", "recognition { binding before {1} for {0} }", -1, -1, "likewise, by the authority"},
	{1, "recognition { advisory before {1} }", "recognition { binding before {1} for {0} }", -1,
	 -1, "what binds goes before what is advice"},
};

/* By the level of the issuer. */
static const char *const levels[][2] = {{"county", "city"}, {"city", "central"}};

static void add_filled(struct buf *out, const char *text, const char *const names[2])
{
	for (; *text; text++) {
		if (*text == '{' && (text[1] == '0' || text[1] == '1') && text[2] == '}') {
			buf_add_text(out, names[text[1] - '0']);
			text += 2;
		} else {
			buf_add_char(out, *text);
		}
	}
}

static void add_list(struct buf *out, const char *issuer, const char *effective, const char *facts)
{
	buf_addf(out, "list %s.list { issuer %s promulgated %s effective %s\n", issuer, issuer,
		 effective, effective);
	buf_addf(out, "  tolerate t { when %s_tol } bar b { when %s_bar }\n", facts, facts);
}

static void text_make(struct buf *out, const struct clause_row *clause,
		      const struct recognition_row *row, const char *const names[2])
{
	buf_add_text(out,
		     "tol 1\n"
		     "vocabulary v { fact old_tol : bool fact old_bar : bool fact new_tol : bool "
		     "fact new_bar : bool fact up_tol : bool fact up_bar : bool }\n"
		     "authority central \"c\" level central\n"
		     "authority city \"s\" under central level city\n"
		     "authority county \"x\" under city level county\n");
	add_list(out, names[0], "2018-01-01", "old");
	buf_add_text(out, "}\n");
	add_list(out, names[0], "2020-01-01", "new");
	buf_addf(out, "%s ", clause->clauses);
	add_filled(out, row->own, names);
	buf_add_text(out, "}\n");
	add_list(out, names[1], "2018-01-01", "up");
	add_filled(out, row->above, names);
	buf_add_text(out, "}\n");
}

static void set_outcome(struct scene *scene, const char *tolerates, const char *bars, int outcome)
{
	scene_yes(scene, tolerates, outcome == T);
	scene_yes(scene, bars, outcome == B);
}

static void check_cell(struct scene *scene, const struct clause_row *clause,
		       const struct recognition_row *row, int old, int newer)
{
	static const enum decide_outcome outcomes[] = {DECIDE_TOLERATED, DECIDE_SILENT,
						       DECIDE_BARRED};
	bool takes_old = clause->taken[old][newer] == 'o';
	int outcome = takes_old ? old : newer;
	int why = outcome != T ? -1 : takes_old ? row->old : row->newer;
	set_outcome(scene, "old_tol", "old_bar", old);
	set_outcome(scene, "new_tol", "new_bar", newer);
	scene_run(scene);
	const struct decide_verdict *verdict = &scene->verdict;
	expect(verdict->outcomes == 1u << outcomes[outcome], "%s, old %c, new %c: outcomes %x, %s",
	       clause->clauses, "TSB"[old], "TSB"[newer], verdict -> outcomes, clause -> because);
	expect(verdict->ruling_count == (why >= 0), "%s, old %c, new %c, %s: %zu rulings, %s",
	       clause->clauses, "TSB"[old], "TSB"[newer], row -> own, verdict -> ruling_count,
	       row -> because);
	if (why >= 0 && verdict->ruling_count)
		expect((int)verdict->rulings[0].why == why && verdict->ruling_certain,
		       "%s, old %c, new %c, %s: why %d, %s", clause->clauses, "TSB"[old],
		       "TSB"[newer], row -> own, (int)verdict -> rulings[0].why, row->because);
}

static void check_row(const struct clause_row *clause, const struct recognition_row *row,
		      const char *const names[2])
{
	struct mem mem;
	struct buf text;
	struct scene scene;
	mem_init(&mem, NULL, NULL);
	buf_init(&text, &mem);
	text_make(&text, clause, row, names);
	scene_init(&scene, text.ptr, "county", names[row->organ]);
	scene_list(&scene, 2, 2, 2);
	scene_list(&scene, 0, clause->spans ? 1 : 0, 1);
	set_outcome(&scene, "up_tol", "up_bar", S);
	for (int cell = 0; cell < OUTCOMES * OUTCOMES; cell++)
		check_cell(&scene, clause, row, cell / OUTCOMES, cell % OUTCOMES);
	scene_fini(&scene);
	buf_fini(&text);
	mem_fini(&mem);
}

Test(decide_recognition, every_level_clause_and_pair_of_outcomes)
{
	for (size_t level = 0; level < countof(levels); level++)
		for (size_t i = 0; i < countof(clause_rows); i++)
			for (size_t k = 0; k < countof(recognition_rows); k++)
				check_row(&clause_rows[i], &recognition_rows[k], levels[level]);
}
