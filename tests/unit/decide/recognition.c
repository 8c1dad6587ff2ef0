/*
 * Recognition in every cell of level × conduct × clauses × pair of outcomes: it is asked of the
 * version that prevailed, and only where that tolerates. Which version prevails, and what then
 * binds the organ, was worked out by hand.
 *
 * The list has an old version without recognition and a new one with it; each tolerates (T), is
 * silent (S) or bars (B). In every table a row is the old outcome, a column the new one, both in
 * this order:
 *   o   the old version is taken
 *   n   the new one
 *   =   both are admissible and say the same: that is the outcome, and recognition is asked of each
 *   x   both are admissible and differ: conflict beside the two outcomes. Its issuer must rule
 * which version counts; nobody has to recognise anything before that
 */
#include "unit/decide/scene.h"

#include "unit/base/base.h"

#include <stdio.h>

enum { T, S, B, OUTCOMES };

/* -- which version is taken -- */

/* Conduct of one day is under the old version. Where it spans the change its last day is under the
 * new one, and the version says nothing of that, `continuing old`, or `continuing new`. */
enum conduct { ONE_DAY, SPANS, SPANS_OLD, SPANS_NEW, CONDUCTS };

struct transition_row {
	const char *transition;
	const char *taken[CONDUCTS][OUTCOMES];
};

/* `continuing new`: the version of the last day for the whole, whatever the transition.
 * `continuing old`: that of the first day, then the transition as if it were all of the conduct. */
static const struct transition_row transition_rows[] = {
	/* Nothing settles it: old and new are admissible, and of conduct that spans the change too,
	 * for its first day is under the one and its last under the other. */
	{"",
	 {[ONE_DAY] = {"=xx", "x=x", "xx="},
	  [SPANS] = {"=xx", "x=x", "xx="},
	  [SPANS_OLD] = {"=xx", "x=x", "xx="},
	  [SPANS_NEW] = {"nnn", "nnn", "nnn"}}},
	/* The old one, whatever the new one says. Where the conduct spans the change, each is old:
	 * the one by its first day, the other by its last. */
	{"transition old",
	 {[ONE_DAY] = {"ooo", "ooo", "ooo"},
	  [SPANS] = {"=xx", "x=x", "xx="},
	  [SPANS_OLD] = {"ooo", "ooo", "ooo"},
	  [SPANS_NEW] = {"nnn", "nnn", "nnn"}}},
	/* The new one, whatever the old one said, and whichever is the old one. */
	{"transition new",
	 {[ONE_DAY] = {"nnn", "nnn", "nnn"},
	  [SPANS] = {"nnn", "nnn", "nnn"},
	  [SPANS_OLD] = {"nnn", "nnn", "nnn"},
	  [SPANS_NEW] = {"nnn", "nnn", "nnn"}}},
	/* The new one left of the diagonal: tolerated is lighter than silent, silent than barred;
	 * the same is not lighter. Where the conduct spans the change: from the version of the
	 * first day that is so too, from that of the last day it is the new one itself. Both lead
	 * to the new one where that is lighter; else to one each. */
	{"transition old_unless_lighter",
	 {[ONE_DAY] = {"ooo", "noo", "nno"},
	  [SPANS] = {"=xx", "n=x", "nn="},
	  [SPANS_OLD] = {"ooo", "noo", "nno"},
	  [SPANS_NEW] = {"nnn", "nnn", "nnn"}}},
	/* With `as of decision` the caller hands in as the new version that of another day; the
	 * clauses say the same of it. */
	{"transition old as of decision",
	 {[ONE_DAY] = {"ooo", "ooo", "ooo"},
	  [SPANS] = {"=xx", "x=x", "xx="},
	  [SPANS_OLD] = {"ooo", "ooo", "ooo"},
	  [SPANS_NEW] = {"nnn", "nnn", "nnn"}}},
	{"transition new as of decision",
	 {[ONE_DAY] = {"nnn", "nnn", "nnn"},
	  [SPANS] = {"nnn", "nnn", "nnn"},
	  [SPANS_OLD] = {"nnn", "nnn", "nnn"},
	  [SPANS_NEW] = {"nnn", "nnn", "nnn"}}},
	{"transition old_unless_lighter as of decision",
	 {[ONE_DAY] = {"ooo", "noo", "nno"},
	  [SPANS] = {"=xx", "n=x", "nn="},
	  [SPANS_OLD] = {"ooo", "noo", "nno"},
	  [SPANS_NEW] = {"nnn", "nnn", "nnn"}}},
};

/* What a version says of conduct that spans a change is nothing to conduct of one day. */
static const struct {
	const char *continuing;
	enum conduct conduct;
} conduct_rows[] = {
	{"", ONE_DAY}, {"continuing old", ONE_DAY},   {"continuing new", ONE_DAY},
	{"", SPANS},   {"continuing old", SPANS_OLD}, {"continuing new", SPANS_NEW},
};

/* -- what then binds the organ -- */

enum { ISSUER, ABOVE, BELOW, APART, PLACES };

/* By the level of the issuer: those that {0} to {3} stand for below. NULL: there is none. */
static const char *const levels[][PLACES] = {
	{"township", "county", "office", "forum"}, {"county", "city", "office", "forum"},
	{"city", "province", "office", "forum"},   {"province", "central", "office", "forum"},
	{"central", NULL, "office", "forum"},
};

/* The authority above has a list too, which is silent. */
enum superior { SAYS_NOTHING, SAYS, SAYS_NEWLY };

enum { NO_RULING = -1 };

struct recognition_row {
	int organ;
	const char *own; /* what the new version says */
	enum superior superior;
	/* What the list of the authority above says; of SAYS_NEWLY its new version, which came into
	 * force with that of the list and has the same clauses. */
	const char *above;
	/* Why the organ must rule where the old version, or the new one, tolerates; of SAYS_NEWLY:
	 * where the old version of the list above is taken, for the new one binds. */
	int old;
	int newer;
	const char *because;
};

static const struct recognition_row recognition_rows[] = {
	{ISSUER, "", SAYS_NOTHING, "", NO_RULING, NO_RULING,
	 "its own issuer is bound without saying so"},
	{ISSUER, "recognition { advisory before {0} }", SAYS_NOTHING, "", NO_RULING, NO_RULING,
	 "advice takes nothing from that"},
	{BELOW, "", SAYS_NOTHING, "", NO_RULING, NO_RULING, "so is who is below it"},
	{BELOW, "recognition { binding before {2} }", SAYS_NOTHING, "", NO_RULING, NO_RULING,
	 "which may be said, and need not"},
	{BELOW, "recognition { advisory before {2} }", SAYS_NOTHING, "", NO_RULING, NO_RULING,
	 "advice takes nothing from that"},
	{APART, "", SAYS_NOTHING, "", WHY_UNDECLARED, WHY_UNDECLARED,
	 "who is neither is not bound, and nobody said so"},
	{APART, "recognition { advisory before {3} }", SAYS_NOTHING, "", WHY_UNDECLARED,
	 WHY_ADVISORY, "advice, in the version that says it"},
	{APART, "recognition { binding before {3} }", SAYS_NOTHING, "", WHY_UNDECLARED,
	 WHY_ADVISORY, "it cannot bind who is not below it: read as advice"},
	{ABOVE, "", SAYS_NOTHING, "", WHY_UNDECLARED, WHY_UNDECLARED, "nobody said so"},
	{ABOVE, "recognition { advisory before {1} }", SAYS_NOTHING, "", WHY_UNDECLARED,
	 WHY_ADVISORY, "the old version does not say what the new one does"},
	{ABOVE, "recognition { advisory before {3} }", SAYS_NOTHING, "", WHY_UNDECLARED,
	 WHY_UNDECLARED, "advice to another organ"},
	{ABOVE, "recognition { binding before {1} }", SAYS_NOTHING, "", WHY_UNDECLARED,
	 WHY_ADVISORY,
	 "a lower list cannot bind a superior: read as advice, in the version that says it"},
	{ABOVE, "recognition { binding before {1} for own }", SAYS_NOTHING, "", WHY_UNDECLARED,
	 WHY_ADVISORY, "nor where it names itself"},
	{ABOVE, "recognition { binding before {1} for {0} }", SAYS_NOTHING, "", WHY_UNDECLARED,
	 WHY_ADVISORY, "nor where it names its issuer"},
	{ABOVE, "", SAYS, "recognition { binding before {1} for own }", NO_RULING, NO_RULING,
	 "the superior binds itself, by the list, whichever version of it"},
	{ABOVE, "", SAYS, "recognition { binding before {1} for {0} }", NO_RULING, NO_RULING,
	 "likewise, by the authority"},
	{ABOVE, "recognition { advisory before {1} }", SAYS,
	 "recognition { binding before {1} for {0} }", NO_RULING, NO_RULING,
	 "what binds goes before what is advice"},
	{ABOVE, "", SAYS, "recognition { binding before {3} for {0} }", WHY_UNDECLARED,
	 WHY_UNDECLARED, "another organ is bound"},
	{ABOVE, "", SAYS, "recognition { binding before {1} for above }", WHY_UNDECLARED,
	 WHY_UNDECLARED, "by another list"},
	{ABOVE, "", SAYS, "recognition { advisory before {1} }", WHY_UNDECLARED, WHY_UNDECLARED,
	 "advice about its own findings"},
	{ABOVE, "", SAYS_NEWLY, "recognition { binding before {1} for own }", WHY_UNDECLARED,
	 WHY_UNDECLARED, "the superior binds itself in the version of its list that is taken"},
	{ABOVE, "recognition { advisory before {1} }", SAYS_NEWLY,
	 "recognition { binding before {1} for {0} }", WHY_UNDECLARED, WHY_ADVISORY,
	 "where that is the old one there is advice, or nothing"},
};

/* -- the text -- */

static void add_filled(struct buf *out, const char *text, const char *const names[PLACES])
{
	for (; *text; text++) {
		if (*text == '{' && text[1] >= '0' && text[1] <= '3' && text[2] == '}') {
			buf_add_text(out, names[text[1] - '0']);
			text += 2;
		} else {
			buf_add_char(out, *text);
		}
	}
}

static void add_list(struct buf *out, const char *name, const char *issuer, const char *effective,
		     const char *facts)
{
	buf_addf(out, "list %s { issuer %s promulgated %s effective %s\n", name, issuer, effective,
		 effective);
	buf_addf(out, "  tolerate t { when %s_tol } bar b { when %s_bar }\n", facts, facts);
}

static void add_above(struct buf *out, const char *clauses, const struct recognition_row *row,
		      const char *const names[PLACES])
{
	add_list(out, "above", names[ABOVE], "2018-01-01", "up");
	if (row->superior == SAYS_NEWLY) {
		buf_add_text(out, "}\n");
		add_list(out, "above", names[ABOVE], "2020-01-01", "up");
		buf_addf(out, "%s ", clauses);
	}
	add_filled(out, row->above, names);
	buf_add_text(out, "}\n");
}

static void text_make(struct buf *out, const char *clauses, const struct recognition_row *row,
		      const char *const names[PLACES])
{
	buf_add_text(out,
		     "tol 1\n"
		     "vocabulary v { fact old_tol : bool fact old_bar : bool fact new_tol : bool "
		     "fact new_bar : bool fact up_tol : bool fact up_bar : bool }\n"
		     "authority central \"c\" level central\n"
		     "authority forum \"f\" level central\n"
		     "authority province \"p\" under central level province\n"
		     "authority city \"s\" under province level city\n"
		     "authority county \"x\" under city level county\n"
		     "authority township \"z\" under county level township\n"
		     "authority office \"b\" under township level township\n");
	add_list(out, "own", names[ISSUER], "2018-01-01", "old");
	buf_add_text(out, "}\n");
	add_list(out, "own", names[ISSUER], "2020-01-01", "new");
	buf_addf(out, "%s ", clauses);
	add_filled(out, row->own, names);
	buf_add_text(out, "}\n");
	if (names[ABOVE])
		add_above(out, clauses, row, names);
}

/* -- a cell -- */

struct cell {
	const char *clauses;
	const char *const *taken; /* table */
	const struct recognition_row *row;
	const char *const *names;
	int old;
	int newer;
};

struct expected {
	uint8_t outcomes;
	unsigned whys; /* bits */
	bool is_certain;
};

static bool takes(char taken, char version)
{
	return taken == version || taken == '=';
}

/* What recognition comes to where the version says that why; the list above, silent in both of its
 * versions, is taken as any list that says S and S. */
static void expect_of_version(struct expected *out, const struct cell *cell, int why)
{
	char above = cell->row->superior == SAYS_NEWLY ? cell->taken[S][S] : 'o';
	if (why != NO_RULING && takes(above, 'o'))
		out->whys |= 1u << why;
	out->is_certain &= why != NO_RULING && !takes(above, 'n');
}

static struct expected expected_of(const struct cell *cell)
{
	static const uint8_t outcomes[] = {1 << DECIDE_TOLERATED, 1 << DECIDE_SILENT,
					   1 << DECIDE_BARRED};
	char taken = cell->taken[cell->old][cell->newer];
	int outcome = takes(taken, 'o') ? cell->old : cell->newer;
	struct expected out = {outcomes[outcome], 0, true};
	if (taken == 'x')
		return (struct expected){1 << DECIDE_CONFLICT | outcomes[cell->old] |
						 outcomes[cell->newer],
					 1u << WHY_VERSION, true};
	if (outcome == T && takes(taken, 'o'))
		expect_of_version(&out, cell, cell->row->old);
	if (outcome == T && takes(taken, 'n'))
		expect_of_version(&out, cell, cell->row->newer);
	out.is_certain &= out.whys != 0;
	return out;
}

static void check_rulings(const struct scene *scene, const struct cell *cell, unsigned whys)
{
	const struct decide_verdict *verdict = &scene->verdict;
	unsigned found = 0;
	for (size_t i = 0; i < verdict->ruling_count; i++) {
		const struct decide_ruling *ruling = &verdict->rulings[i];
		int by = ruling->why == WHY_VERSION ? ISSUER : cell->row->organ;
		found |= 1u << ruling->why;
		expect(str_equal(ruling->by, str_from(cell->names[by])),
		       "%s, old %c, new %c: by %.*s", cell->clauses, "TSB"[cell->old],
		       "TSB"[cell->newer], (int)ruling -> by.len, ruling->by.ptr);
	}
	expect(found == whys, "%s, old %c, new %c, %s | %s: rulings %x, not %x, %s", cell->clauses,
	       "TSB"[cell->old], "TSB"[cell->newer], cell -> row -> own, cell -> row -> above,
	       found, whys, cell -> row -> because);
}

static void set_outcome(struct scene *scene, const char *tolerates, const char *bars, int outcome)
{
	scene_yes(scene, tolerates, outcome == T);
	scene_yes(scene, bars, outcome == B);
}

static void check_cell(struct scene *scene, const struct cell *cell)
{
	struct expected expected = expected_of(cell);
	const struct decide_verdict *verdict = &scene->verdict;
	set_outcome(scene, "old_tol", "old_bar", cell->old);
	set_outcome(scene, "new_tol", "new_bar", cell->newer);
	scene_run(scene);
	expect(verdict->outcomes == expected.outcomes, "%s, old %c, new %c: outcomes %x, not %x",
	       cell->clauses, "TSB"[cell->old], "TSB"[cell->newer], verdict -> outcomes,
	       expected.outcomes);
	check_rulings(scene, cell, expected.whys);
	expect(verdict->ruling_certain == expected.is_certain,
	       "%s, old %c, new %c, %s | %s: certain %d, %s", cell->clauses, "TSB"[cell->old],
	       "TSB"[cell->newer], cell -> row -> own, cell -> row -> above,
	       verdict -> ruling_certain, cell -> row -> because);
	/* The other version would make it another outcome where it says something else, and only
	 * there: whom a finding binds is no outcome. */
	expect(verdict->choice_matters == (cell->old != cell->newer),
	       "%s, old %c, new %c: matters %d", cell->clauses, "TSB"[cell->old],
	       "TSB"[cell->newer], verdict -> choice_matters);
}

/* -- all cells -- */

static void put_in_play(struct scene *scene, const struct cell *cell, enum conduct conduct)
{
	int last = conduct == ONE_DAY ? 0 : 1;
	if (cell->row->superior == SAYS_NEWLY)
		scene_list(scene, 2, 2 + last, 3);
	else if (cell->names[ABOVE])
		scene_list(scene, 2, 2, 2);
	scene_list(scene, 0, last, 1);
	set_outcome(scene, "up_tol", "up_bar", S);
}

static void check_pairs(struct cell *cell, enum conduct conduct)
{
	struct mem mem;
	struct buf text;
	struct scene scene;
	mem_init(&mem, NULL, NULL);
	buf_init(&text, &mem);
	text_make(&text, cell->clauses, cell->row, cell->names);
	scene_init(&scene, text.ptr, "township", cell->names[cell->row->organ]);
	put_in_play(&scene, cell, conduct);
	for (cell->old = 0; cell->old < OUTCOMES; cell->old++)
		for (cell->newer = 0; cell->newer < OUTCOMES; cell->newer++)
			check_cell(&scene, cell);
	scene_fini(&scene);
	buf_fini(&text);
	mem_fini(&mem);
}

static void check_level(const char *const names[PLACES], const struct recognition_row *row)
{
	for (size_t i = 0; i < countof(transition_rows); i++)
		for (size_t k = 0; k < countof(conduct_rows); k++) {
			enum conduct conduct = conduct_rows[k].conduct;
			char clauses[128];
			snprintf(clauses, sizeof(clauses), "%s %s", transition_rows[i].transition,
				 conduct_rows[k].continuing);
			check_pairs(&(struct cell){.clauses = clauses,
						   .taken = transition_rows[i].taken[conduct],
						   .row = row,
						   .names = names},
				    conduct);
		}
}

/* No organ stands above the centre, so nothing can be said of one. */
Test(decide_recognition, every_level_clause_and_pair_of_outcomes)
{
	for (size_t level = 0; level < countof(levels); level++)
		for (size_t i = 0; i < countof(recognition_rows); i++)
			if (levels[level][recognition_rows[i].organ])
				check_level(levels[level], &recognition_rows[i]);
}
